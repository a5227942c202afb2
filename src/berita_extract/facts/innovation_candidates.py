"""Which stretches may be names of innovations: every cue of patterns/innovation.yaml, read and weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from berita_extract.facts.context import Context, Knowledge
from berita_extract.facts.naming import Name, NameReader, plain
from berita_extract.facts.owner import Owners
from berita_extract.facts.pairing import Long, Pairs
from berita_extract.lexicon import CAPITAL, CAPS, COMMON, LOWER, NAME, NUMBER, SPACE, TITLE
from berita_extract.rules import Rule
from berita_extract.values.letters import may_stand_for

ENOUGH = 3
DENSE = 2  # as often does an article about innovations say the word
NEAR_BEFORE, NEAR_AFTER = 200, 60  # code points around a name in which the word "inovasi" counts
MAX_NEEDED = 300  # code points before a cue in which the word that it needs counts
MAX_SUBJECT_GAP = 6  # words between a body and the name that it launches or presents
MAX_CUES, MAX_LIST = 2000, 60
WORD = re.compile(r"[Iil]novasi|INOVASI|[Tt]erobosan")
# One of these stands in every article that names an innovation; plain searches cost next to nothing.
_CALLED = ("novasi", "NOVASI", "erobosan")
_LAUNCHED = (
    "uncurkan",
    "aunching",
    "mperkenalkan",
    "diberi nama",
    "dinamai",
    "ingkatan dari",
    "pendekan dari",
    "bernama",
)
_SERVICES = (
    "plikasi",
    "ayanan publik",
    "ayanan warga",
    "ayanan yang",
    "ayanan baru",
    "Dinas ",
    "Puskesmas",
    "Pemkab",
    "Pemkot",
)


def may_hold(text: str) -> bool:
    """Whether the article may name an innovation: it says the word, or launches or names a service."""
    return any(w in text for w in _CALLED) or (any(w in text for w in _LAUNCHED) and any(w in text for w in _SERVICES))


BACK = re.compile(
    r"\b(?:[Iil]novasi|[Tt]erobosan|[Aa]plikasi|[Ll]ayanan|[Pp]rogram|[Ss]istem|[Gg]erakan)(?:nya)?"
    r" (?:ini|itu|tersebut)\b"
)
MAX_BACK = 220  # code points behind a name in which "inovasi ini" speaks of it
_THEME = re.compile(
    r"(?i)(?:tema|slogan|semangat|moto|motto|jargon|tagline|tajuk|judul|istilah|kata|sebutan)\w{0,3}[^.\n“”\"]{0,25}$"
)
_THEME_BEHIND = re.compile(r"[”\"]? (?:di)?(?:jadikan|sebagai|menjadi) (?:tema|slogan|semangat|moto|motto|jargon)")
_OWNED = re.compile(r" (?:milik|dari) {1,2}$")
_WON = re.compile(r"(?i)juara|terbaik|peringkat|diraih|meraih|kategori|finalis|nomina|penghargaan|inovasi|tampil|jatuh")
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[-–•*·●▪✓➢‣]|[a-z][.)])")
_ANNOUNCES = re.compile(r"(?i)[il]novasi|finalis|nomina|pemenang|daftar|penghargaan|menarik perhatian")
_SEPARATORS = frozenset(
    {",", ";", "dan", "serta", "&", "lalu", "kemudian", "maupun", "juga", "ada", "pula", "hingga", "sedangkan"}
)
_BETWEEN = frozenset(
    {"ini", "itu", "sendiri", "juga", "yang", "akhirnya", "resmi", "kini", "telah", "sudah", "mulai", "pun"}
)
_PURPOSE = frozenset({"untuk", "bagi", "guna", "tentang", "berupa", "berbasis", "khusus"})
_RANKS = frozenset({"kategori", "juara", "terbaik", "peringkat", "bidang", "klaster", "inovasi", "top", "harapan"})
_NOT_WITH = frozenset(
    {"sama", "bersama", "sesuai", "terkait", "dibanding", "sejalan", "seiring", "hingga", "bertemu", "berbeda"}
)


@dataclass(frozen=True)
class Cue:
    """One compiled cue rule."""

    rule: Rule
    expression: re.Pattern[str]
    needs: re.Pattern[str] | None
    gate: tuple[str, ...]  # one of these must stand in the article

    def says(self, key: str) -> Any:
        """A setting of the rule."""
        return self.rule.settings.get(key)


@dataclass
class Candidate:
    """A stretch that a cue points to."""

    name: Name
    rule: str
    score: float
    long: Long | None = None
    order: int = 0  # place in its list


def _cues(knowledge: Knowledge) -> list[Cue]:
    made = []
    for rule in knowledge.rulebook.of("innovation", "regex"):
        if "weight" in rule.settings:
            needs = rule.settings.get("needs")
            made.append(Cue(rule, re.compile(rule.pattern), re.compile(needs) if needs else None, tuple(rule.settings.get("gate", ()))))
    return made


class Candidates:
    """Reads the cues of one article."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.text
        self.a = context.analysis
        self.r = NameReader(context)
        self.pairs = Pairs(self.r)
        self.owners = Owners(self.r)
        self.spoken = WORD.search(self.text) is not None
        self.dense = sum(1 for _ in WORD.finditer(self.text)) >= DENSE
        self._headings: dict[int, bool] = {}
        self._often: dict[str, bool] = {}

    # -- candidates --------------------------------------------------------------------------------------------
    def all(self) -> Iterator[Candidate]:
        for cue in self.context.knowledge.prepare("innovation.cues", _cues):
            if cue.gate and not any(word in self.text for word in cue.gate):
                continue
            for count, match in enumerate(cue.expression.finditer(self.text)):
                if count >= MAX_CUES:
                    break
                yield from self._at(cue, match)

    def _at(self, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
        if cue.says("bracket"):
            yield from self._bracket(cue, self.a.word_at(match.start()))
        elif cue.says("pair"):
            yield from self._pair(cue, match)
        elif cue.says("side") == "before":
            yield from self._before(cue, match)
        elif cue.says("line"):
            yield from self._line(cue, match)
        else:
            yield from self._after(cue, match)

    def _after(self, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
        i = self.a.word_at(match.end())
        first = self.a.word_at(match.start())
        if i >= self.a.n or self.a.sentence_of[first] != self.a.sentence_of[i]:
            return
        if first in self.r.inside or self._inside_title(first):
            return
        if cue.needs is not None and not self._needed(cue, first):
            return
        if cue.says("quote") and not self._title_in_quotes(i):
            return
        if _OWNED.search(match.group()) and not self.r.coined_word(i) and self.a.masks[i] & CAPITAL:
            return
        if cue.says("won") and not self._won(first):
            return
        if cue.says("list"):
            yield from self._list(cue, i)
        else:
            candidate = self._read(cue, i)
            if candidate is not None:
                yield candidate

    def _title_in_quotes(self, i: int) -> bool:
        """A quoted stretch of capitalised words that is no theme or slogan."""
        name = self.r.read(i)
        if name is None or not name.quoted:
            return False
        if any(self.a.masks[k] & LOWER and len(self.a.words[k]) > 3 for k in range(name.start, name.end)):
            return False
        start, end = self.r.span(name)
        return not (
            _THEME.search(self.text, max(0, start - 60), start - 1) or _THEME_BEHIND.match(self.text, end, end + 40)
        )

    def _inside_title(self, word: int) -> bool:
        """ "Lomba Inovasi Daerah": the cue is itself a word of a capitalised name."""
        masks = self.a.masks
        return bool(
            word
            and masks[word] & TITLE
            and masks[word - 1] & (TITLE | CAPS | NUMBER)
            and not masks[word - 1] & SPACE
            and self.a.sentence_of[word - 1] == self.a.sentence_of[word]
        )

    def _needed(self, cue: Cue, word: int) -> bool:
        """Whether the word that the cue needs stands before it: in this sentence, or in the one before, too."""
        assert cue.needs is not None
        number = self.a.sentence_of[word] - (0 if cue.says("here") else 1)
        start = self.a.starts[self.a.sentences[max(0, number)][0]]
        end = self.a.starts[word]
        return cue.needs.search(self.text, max(start, end - MAX_NEEDED), end) is not None

    def _won(self, word: int) -> bool:
        """ "dengan NAME" says something where a body stands before it or somebody won in this sentence."""
        if word and self.a.lowers[word - 1] in _NOT_WITH:
            return False
        start = self.a.starts[self.a.sentences[self.a.sentence_of[word]][0]]
        return _WON.search(self.text, max(start, self.a.starts[word] - 160), self.a.starts[word]) is not None

    def _read(self, cue: Cue, i: int, order: int = 0) -> Candidate | None:
        name = self.r.read(i, lower_ok=bool(cue.says("any")))
        weight = float(cue.says("weight"))
        if name is None or not self.r.acceptable(name, strong=weight >= 2 or self._strong_shape(name)):
            return None
        if order and not self._fit_for_list(name):
            return None
        if self._known_abbreviation(name):
            return None
        short = self._short_in_bracket(name)
        if short is not None:
            return self._candidate(short[0], cue.rule.id, weight, order, short[1])
        return self._candidate(name, cue.rule.id, weight + self._subject(cue, i), order)

    def _subject(self, cue: Cue, i: int) -> float:
        """A body right before the verb makes the name behind it more likely an innovation."""
        if cue.rule.settings.get("subject") and (chunk := self.owners.before(i)) is not None:
            return 1 if i - chunk.end <= MAX_SUBJECT_GAP else 0
        return 0

    def _known_abbreviation(self, name: Name) -> bool:
        """ "Kartu Identitas Anak (KIA)": the bracket holds the abbreviation of something that every region has."""
        inside = self.pairs.bracket(name.after)
        if inside is None or inside.end - inside.start > 3:
            return False
        short = self.a.slice(inside.start, inside.end)
        return plain(short) in self.r.lists.programs and may_stand_for(short, self.r.text(name))

    def _short_in_bracket(self, name: Name) -> tuple[Name, Long] | None:
        """ "Tarif Parkir Nontunai Liwa (TAPALI)": the name stands in the bracket, what it is short for before it."""
        inside = self.pairs.bracket(name.after)
        if inside is None or inside.end - inside.start > 4:
            return None
        short = self.r.read(inside.start)
        if short is None or short.quoted or short.end != inside.end or not self.r.acceptable(short, strong=True):
            return None
        text = self.r.text(name)
        said = name.end - name.start > 2 and short.end - short.start > 1
        if len(self.r.text(short)) >= len(text) or not may_stand_for(self.r.text(short), text, said):
            return None
        return short._replace(after=inside.after), Long(name.start, name.end, inside.after)

    def _strong_shape(self, name: Name) -> bool:
        """Marked as a name by its quotation marks or by what follows: a bracket or an owner."""
        if name.end - name.start > 1:
            return (
                self.a.lowers[min(name.after, self.a.n - 1)] in {"milik", "besutan", "kepunyaan", "bikinan"}
                or self.pairs.after(name) is not None
            )
        return name.quoted or self.pairs.after(name) is not None or self.owners.behind(name.after) is not None

    def _fit_for_list(self, name: Name) -> bool:
        mask = self.a.masks[name.start]
        single = name.end - name.start == 1 and mask & TITLE and not name.quoted
        return not (single and mask & (NAME | COMMON)) or self._strong_shape(name)

    def _candidate(
        self, name: Name, rule: str, weight: float, order: int = 0, long: Long | None = None
    ) -> Candidate | None:
        long = long or self.pairs.after(name)
        if name.lower and long is None and weight < 3 and "-" not in self.r.text(name):
            return None
        if long is not None and self._names_something_else(long, weight):
            return None
        start, end = self.r.span(name)
        coined = name.lower or self.r.coined(name)
        if not name.quoted and self._in_heading(name.start) and not (coined and self._stands_out(name)):
            weight -= 2
        score = weight + (1 if name.quoted else 0) + (1 if coined else 0) + (1 if self.dense else 0)
        if WORD.search(self.text, max(0, start - NEAR_BEFORE), min(len(self.text), end + NEAR_AFTER)) or BACK.search(
            self.text, end, min(len(self.text), end + MAX_BACK)
        ):
            score += 1
        if (name.end - name.start > 1 or coined) and self._recurs(self.text[start:end]):
            score += 1
        if long is not None:
            official = self.pairs.official_abbreviation(name, long)
            score += 2 if not official or weight >= 2 else (0 if weight >= 1 else -1)
        if self.owners.behind(name.after if long is None else max(name.after, long.after)) is not None:
            score += 1
        if not self.spoken:  # nothing in the article is called an innovation: an acronym alone says nothing
            score -= 3 if long is not None else 1
        return Candidate(name, rule, score, long, order)

    def _names_something_else(self, long: Long, weight: float) -> bool:
        """ "LIDA (Lomba Inovasi Daerah)": what it is short for is a contest, a document, an office."""
        words = [w for w in self.a.lowers[long.start : long.end] if w not in {"dan", ","}]
        others = self.r.lists.others
        return (words[0] in others and (weight < 2 or words[0] in self.r.lists.stops)) or all(
            w in self.r.lists.generic for w in words
        )

    def _recurs(self, form: str) -> bool:
        """Whether the name stands more than once, in its own case or in capitals."""
        if form not in self._often:
            upper = form.upper()
            self._often[form] = self.text.count(form) + (self.text.count(upper) if upper != form else 0) > 1
        return self._often[form]

    def _stands_out(self, name: Name) -> bool:
        """In capitals in a headline that is not all in capitals."""
        start, end = self.a.sentences[self.a.sentence_of[name.start]]
        return any(self.a.masks[k] & TITLE for k in range(start, end))

    def _in_heading(self, word: int) -> bool:
        """A line in which nearly every word is capitalised: a headline, whose capitals say nothing."""
        number = self.a.sentence_of[word]
        if number not in self._headings:
            start, end = self.a.sentences[number]
            lower = sum(1 for m in self.a.masks[start:end] if m & LOWER)
            capital = sum(1 for m in self.a.masks[start:end] if m & CAPITAL)
            closed = any(self.a.words[k] == "." for k in range(max(start, end - 3), end))
            item = any(
                self.a.words[k] in "(•-–*·●▪1234567890" or self.a.masks[k] & NUMBER
                for k in range(start, min(end, start + 2))
            )
            self._headings[number] = (
                not item and capital >= 5 and lower <= capital * 0.25 and not closed and end - start < 30
            )
        return self._headings[number]

    # -- lists -------------------------------------------------------------------------------------------------
    def _list(self, cue: Cue, i: int) -> Iterator[Candidate]:
        """The name at word i and those that go on after commas and "dan"."""
        for order in range(MAX_LIST):
            candidate = self._read(cue, i, order)
            if candidate is None:
                return
            yield candidate
            following = self._next_item(candidate)
            if following is None:
                return
            i = following

    def _next_item(self, candidate: Candidate) -> int | None:
        """Where the next item of the list begins: behind a comma, "dan", "serta aplikasi" …"""
        j = self._behind(candidate)
        k = j
        while (
            k < self.a.n
            and k - j < 4
            and (self.a.lowers[k] in _SEPARATORS or (k > j and self.a.lowers[k] in self.r.lists.openers))
        ):
            k += 1
        return k if j < k < self.a.n else None

    def _more(self, cue: Cue, candidate: Candidate | None) -> Iterator[Candidate]:
        """The candidate of a pair, and the list that may go on behind it."""
        if candidate is None:
            return
        yield candidate
        following = self._next_item(candidate)
        if following is not None and candidate.score >= ENOUGH:
            for order in range(1, MAX_LIST):
                item = self._read(cue, following, order)
                if item is None:
                    return
                item.score += 2
                yield item
                going_on = self._next_item(item)
                if going_on is None:
                    return
                following = going_on

    def _behind(self, candidate: Candidate) -> int:
        """The word behind a list item with its expansion, owner and apposition."""
        name, long = candidate.name, candidate.long
        j = name.after if long is None else max(name.after, long.after)
        while j < self.a.n and self.a.words[j] in {"–", "—"} and long is not None:
            j += 1
        owner = self.owners.behind(j)
        if owner is not None:
            return owner[1]
        inside = self.pairs.bracket(j)
        if inside is not None:
            return inside.after
        if j + 1 < self.a.n and self.a.lowers[j] in {"dari", "milik", "besutan", "oleh", "karya"}:
            k = j + 1
            while k < self.a.n and k - j < 8 and self.a.masks[k] & CAPITAL:
                k += 1
            return k if k > j + 1 else j
        return self._apposition(self._purpose(j))

    def _purpose(self, j: int) -> int:
        """Skip "untuk tunanetra", "bagi lansia": what an item of a list is for."""
        if j < self.a.n and self.a.lowers[j] in _PURPOSE:
            for k in range(j + 1, min(self.a.n, j + 8)):
                if self.a.lowers[k] in {",", ";", "dan", "serta"}:
                    return k
                if not self.a.masks[k] & LOWER:
                    return j
        return j

    def _apposition(self, j: int) -> int:
        """Skip ", lapak daring bikinan Dinas X" or "yang melatih anak" up to the comma that goes on with the list."""
        if (
            j + 1 < self.a.n
            and (self.a.words[j] == "," or self.a.lowers[j] == "yang")
            and self.a.masks[j + 1] & LOWER
            and self.a.lowers[j + 1] not in _SEPARATORS
        ):
            for k in range(j + 1, min(self.a.n, j + 16)):
                if self.a.words[k] in {".", "\n"} or self.a.masks[k] & SPACE:
                    return j
                if self.a.words[k] in {",", ";"}:
                    return k if k + 1 < self.a.n and (self.a.lowers[k + 1] in _SEPARATORS) else j
        return j

    # -- pairs -------------------------------------------------------------------------------------------------
    def _bracket(self, cue: Cue, i: int) -> Iterator[Candidate]:
        if i == 0 or i >= self.a.n or self.a.words[i] not in {"(", "["}:
            return
        inside = self.pairs.bracket(i)
        if inside is None:
            return
        name = self.r.read_back(i) or self._lower_before(i)
        if name is not None:
            name = name._replace(after=i)
            long = self.pairs.after(name)
            if long is not None and self.r.acceptable(name, strong=True):
                yield from self._more(cue, self._candidate(name, cue.rule.id, float(cue.says("weight")), long=long))
                return
        if inside.end - inside.start <= 4:
            yield from self._reversed(cue, self.r.read(inside.start), i, inside.after)

    def _lower_before(self, i: int) -> Name | None:
        """A name in lower case before its bracket: "merindu (menjaga rindu lansia)"."""
        return (
            Name(i - 1, i, i, lower=True) if self.a.masks[i - 1] & LOWER and not self.a.masks[i - 1] & COMMON else None
        )

    def _reversed(self, cue: Cue, name: Name | None, j: int, after: int) -> Iterator[Candidate]:
        """The expansion first, then the name."""
        if name is None or not self.r.acceptable(name, strong=True):
            return
        long = self.pairs.before(name, j)
        if long is None or self._starts_with_body(long):
            return
        name = name._replace(after=after)
        weight = float(cue.says("weight")) + self._cue_before(long.start)
        yield from self._some(self._candidate(name, cue.rule.id, weight, long=long._replace(after=after)))

    def _starts_with_body(self, long: Long) -> bool:
        """Brackets behind agencies, regions and offices hold their acronym or holder."""
        chunk = self.r.chunk_at.get(long.start)
        return chunk is not None and chunk.kind in {"AGENCY", "POSITION", "GOVERNMENT"}

    def _cue_before(self, i: int) -> float:
        """What the words before an expansion say: "inovasi X (Y)", "aplikasi X (Y)", "meresmikan X, disingkat Y"."""
        before = self.text[max(0, self.a.starts[i] - 60) : self.a.starts[i]]
        if re.search(r"[Iil]novasi(?: \w{1,20}){0,3} [\"“]?$", before):
            return 3
        return (
            1
            if re.search(
                r"(?:[Aa]plikasi|[Pp]rogram|[Ll]ayanan|[Gg]erakan|uncurkan|esmikan|enalkan|aunching) [\"“]?$", before
            )
            else 0
        )

    def _pair(self, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
        """A word of abbreviating: the name before it, else the expansion before it."""
        first, i = self.a.word_at(match.start()), self.a.word_at(match.end())
        if first == 0 or i >= self.a.n:
            return
        j = first
        while j > 0 and self.a.lowers[j - 1] in {",", "yang", "merupakan", "adalah", "ini", "itu", "yakni", "yaitu"}:
            j -= 1
        name = self.r.read_back(j) or (self._lower_before(j) if j else None)
        if name is not None and not (cue.says("dash") and self._dateline(name)):
            long = self.pairs.after(name._replace(after=max(name.after, j)))
            if long is not None and self.r.acceptable(name, strong=True):
                yield from self._some(self._candidate(name, cue.rule.id, float(cue.says("weight")), long=long))
                return
        yield from self._reversed(cue, self.r.read(i), j, i + 1)

    def _dateline(self, name: Name) -> bool:
        """ "KULON PROGO – …": the place before the first dash of a paragraph."""
        k = name.start
        while k > 0 and not self.a.masks[k - 1] & SPACE and name.start - k < 4:
            k -= 1
        return (
            (k == 0 or bool(self.a.masks[k - 1] & SPACE))
            and not self.a.masks[k] & NUMBER
            and self.a.words[k] not in "•-–*·●▪"
        )

    @staticmethod
    def _some(candidate: Candidate | None) -> Iterator[Candidate]:
        if candidate is not None:
            yield candidate

    # -- cues behind the name, lines ---------------------------------------------------------------------------
    def _before(self, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
        j = self.a.word_at(match.start())
        while j < self.a.n and self.a.words[j] in "\"”’'":
            j += 1
        while j > 0 and self.a.lowers[j - 1] in _BETWEEN:
            j -= 1
        if (
            cue.says("owner")
            and self.owners.behind(j) is None
            and self.owners.behind(self.a.word_at(match.end() - 1)) is None
        ):
            return
        if j and self.a.words[j - 1] == "," and j > 1:
            j -= 1
        name = self.r.read_back(j)
        weight = float(cue.says("weight"))
        strong = (weight >= 3 or bool(cue.says("owner"))) and self._opens_clause(name) if name is not None else False
        if name is None or not self.r.acceptable(name, strong=strong):
            return
        if name.start and self.a.lowers[name.start - 1] in _RANKS - {"inovasi"}:
            return
        if cue.says("common") and not self._of_common_words(name):
            return
        yield from self._some(self._candidate(name, cue.rule.id, weight))

    def _of_common_words(self, name: Name) -> bool:
        """Several words, one of them at least a word of the language, or a coined one: no person, no place."""
        if name.quoted or self.r.coined(name):
            return True
        masks = self.a.masks[name.start : name.end]
        return len(masks) > 1 and any(m & COMMON and not m & NAME for m in masks)

    def _opens_clause(self, name: Name) -> bool:
        return name.quoted or name.end - name.start > 1 or self.r.coined_word(name.start)

    def _line(self, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
        """An item of a list of lines: the name first, or behind a category or a body with "dengan"."""
        i = self.a.word_at(match.end())
        if i >= self.a.n or not self._announced(match.start()):
            return
        end = self._line_end(i)
        body = self.r.chunk_at.get(i)
        if body is not None and body.kind in {"AGENCY", "GOVERNMENT"}:
            yield from self._with_in_line(cue, body.end, end, colon=True)
            return
        colon = next((k for k in range(i, min(end, i + 9)) if self.a.words[k] == ":"), None)
        if colon is not None and self.a.lowers[i] in _RANKS:
            i = colon + 1
        candidate = self._read(cue, i) if i < self.a.n else None
        if self.a.masks[self.a.word_at(match.start()) + 1] & NUMBER and self._heads_sublist(end):
            return
        if candidate is not None and self._line_fits(candidate, end) and not self._only_person(candidate):
            candidate.score += 1
            yield candidate
        elif candidate is None and i < end and self.a.lowers[i] not in _RANKS:
            yield from self._with_in_line(cue, i, end)

    def _with_in_line(self, cue: Cue, i: int, end: int, colon: bool = False) -> Iterator[Candidate]:
        """ "Desa Burai dengan Rumah Jamu": the name behind the body of the item."""
        for k in range(i, end):
            if self.a.lowers[k] in {"dengan", "lewat", "melalui"} or (
                colon and self.a.words[k] in {"–", "-", ":", "(", "—"}
            ):
                candidate = self._read(cue, k + 1)
                if candidate is not None and self._line_fits(candidate, end):
                    candidate.score += 1
                    yield candidate
                return

    def _only_person(self, candidate: Candidate) -> bool:
        """A winner's name: every word is a part of personal names, without quotation marks or an expansion."""
        name = candidate.name
        known = all(self.a.masks[k] & NAME for k in range(name.start, name.end))
        return known and not name.quoted and candidate.long is None

    def _line_end(self, i: int) -> int:
        return next((k for k in range(i, min(self.a.n, i + 60)) if "\n" in self.a.words[k]), min(self.a.n, i + 60))

    def _line_fits(self, candidate: Candidate, end: int) -> bool:
        """An item is its name, and behind it a bracket, a mark or an owner."""
        j = candidate.name.after if candidate.long is None else max(candidate.name.after, candidate.long.after)
        return (
            j >= end - 1
            or self.a.words[j] in {"(", ",", ";", ".", "–", "—", "-", ":"}
            or self.owners.behind(j) is not None
        )

    def _announced(self, offset: int) -> bool:
        """Whether the line above the list, or the one above that, speaks of innovations."""
        end = offset
        for _ in range(MAX_LIST):
            start = self.text.rfind("\n", max(0, end - 600), end) + 1
            line = self.text[start:end].strip()
            if line and not _ITEM.match(line):
                return bool(_ANNOUNCES.search(self.text, max(0, start - 160), end))
            if start <= 1:
                return False
            end = start - 1
        return False

    def _heads_sublist(self, end: int) -> bool:
        """An item that only opens a list of its own: a numbered line over dashes."""
        after = self.text[self.a.ends[end] if end < self.a.n else len(self.text) :][:4].strip()
        return after[:1] in {"-", "–", "•", "*"}
