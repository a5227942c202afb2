"""Which stretches may be names of innovations: every cue of patterns/innovation.yaml, read and weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from berita_extract.chunks import Chunk
from berita_extract.facts.context import Context, Knowledge, holds
from berita_extract.facts.innovation_weights import ENOUGH, Candidate, Cue, Weigher
from berita_extract.facts.innovation_words import WORD, around
from berita_extract.facts.naming import Name
from berita_extract.facts.openings import INNOVATION, openings
from berita_extract.facts.pairing import Long
from berita_extract.lexicon import CAPITAL, CAPS, COMMON, INITIAL, LOWER, NAME, NUMBER, SPACE, TITLE
from berita_extract.rules import Rule
from berita_extract.values.letters import may_stand_for

MAX_NEEDED = 300  # code points before a cue in which the word that it needs counts
MAX_CUES, MAX_LIST = 2000, 60
MAX_EARLIER = 40  # words before "singkatan dari" in which the name may stand
MAX_PLAIN = 8  # words of an item in a list that names nothing
MAX_MAKERS = 3  # words in lower case of those who made a work
MAX_WORK = 8  # words of a work that is told by what it is
MAX_PURPOSE = 12  # words of what an item of a list is for
_QUOTE_MARKS = frozenset("\"“‘'")


def cues(knowledge: Knowledge) -> list[Cue]:
    """The cue rules made ready once a process."""
    made: list[Cue] = knowledge.prepare("innovation.cues", _cues)
    return made


def _cues(knowledge: Knowledge) -> list[Cue]:
    made = []
    for rule in knowledge.rulebook.of("innovation", "regex"):
        if "weight" in rule.settings:
            needs = rule.settings.get("needs")
            made.append(
                Cue(
                    rule,
                    re.compile(rule.pattern),
                    re.compile(needs) if needs else None,
                    tuple(rule.settings.get("gate", ())),
                    _side(rule),
                )
            )
    expressions = {cue.rule.id: cue.expression for cue in made}
    openings(knowledge).enter(INNOVATION, {**expressions, WORD: around(knowledge).tests[WORD]})
    return made


def _side(rule: Rule) -> str:
    for side in ("bracket", "pair", "line"):
        if rule.settings.get(side):
            return side
    return "before" if rule.settings.get("side") == "before" else "after"


class Candidates(Weigher):
    """Reads the cues of one article."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._works: set[int] = set()  # sentences whose ranks were won by works

    # -- candidates --------------------------------------------------------------------------------------------
    def all(self) -> Iterator[Candidate]:
        spotted = self.spotted
        for cue in cues(self.context.knowledge):
            name = cue.rule.id
            if not spotted.may_match(name):
                continue
            asked = not cue.gate
            if not asked and not spotted.is_placed(name):  # the gate is cheaper than to look everywhere
                if not holds(self.text, cue.gate):
                    continue
                asked = True
            for match in islice(spotted.finditer(name), MAX_CUES):
                if not asked and not holds(self.text, cue.gate):
                    break
                asked = True
                yield from self._at(cue, match)

    def _at(self, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
        if cue.side == "after":
            return self._after(cue, match)
        if cue.side == "bracket":
            return self._bracket(cue, self.a.word_at(match.start()))
        if cue.side == "pair":
            return self._pair(cue, match)
        return self._before(cue, match) if cue.side == "before" else self._line(cue, match)

    def _after(self, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
        i = self.a.word_at(match.end())
        first = self.a.word_at(match.start())
        if i >= self.a.n or self.a.sentence_of[first] != self.a.sentence_of[i]:
            return
        if cue.says("works"):
            yield from self._works_told(cue, i, first)
            return
        if not self._may_begin(cue, i) or first in self.r.inside:
            return
        if self._inside_title(first) and not (cue.says("ranked") and self._opens_sentence(first - 1)):
            return
        if cue.needs is not None and not self._needed(cue, first):
            return
        if cue.says("quote") and not self._title_in_quotes(i):
            return
        if self.r.tests["of_whom"].search(match.group()) and not self.r.coined_word(i) and self.a.masks[i] & CAPITAL:
            return
        if cue.says("won") and not self._won(first):
            return
        if self.r.tests["classes"].search(self.text, max(0, match.start() - 90), match.end()):
            return
        if self._opens_theme(match.start()):
            return
        if cue.says("list"):
            won = cue.says("won") and self._winner(first)
            for item in self._list(cue, i):
                item.score += bool(won)
                yield item
        else:
            candidate = self._read(cue, i)
            if candidate is not None and (not cue.says("ranked") or self._is_work(candidate)):
                yield candidate
            elif cue.says("ranked"):
                yield from self._some(self._winners_bracket(cue, i))

    def _works_told(self, cue: Cue, i: int, first: int) -> Iterator[Candidate]:
        """ "di antaranya pengering pisang tenaga surya dari Kelompok 3, serta lilin minyak jelantah": told by what
        they are."""
        if cue.needs is not None and not self._needed(cue, first):
            return
        for _ in range(MAX_LIST):
            name = self._work_at(i)
            candidate = self._candidate(name, cue.rule.id, float(cue.says("weight"))) if name is not None else None
            candidate = candidate or self._read(cue, i, 1)
            if candidate is not None:
                yield candidate
            following = self._next_item(candidate) if candidate is not None else self._past(i)
            if following is None:
                return
            i = following

    def _work_at(self, i: int) -> Name | None:
        """The words in lower case of a work: its kind, and what it is of or for."""
        if self.a.lowers[i] not in self.r.sets["work_heads"]:
            return None
        j = i + 1
        while j < min(self.a.n, i + MAX_WORK) and self.a.masks[j] & LOWER and self._goes_on_work(j):
            j += 1
        ends = j >= self.a.n or not self.a.masks[j] & CAPITAL
        return Name(i, j, j, lower=True) if j - i > 1 and ends else None

    def _goes_on_work(self, j: int) -> bool:
        return self.a.lowers[j] not in self.r.sets["work_stops"] and not self.a.lowers[j].startswith("me")

    def _opens_theme(self, offset: int) -> bool:
        """The cue is the first word of a theme or a slogan: "tema “Inovasi Tumbuh, Warga Teguh”"."""
        return self.text[max(0, offset - 1) : offset] in _QUOTE_MARKS and (
            self.r.tests["slogan"].search(self.text, max(0, offset - 60), offset - 1) is not None
        )

    def _winners_bracket(self, cue: Cue, i: int) -> Candidate | None:
        """ "Juara 1 Dinas Perhubungan (Bus Ceria)": the work in the bracket behind the winner."""
        body = self.r.chunk_at.get(i)
        end = self._body_end(body) if body is not None else i
        while body is None and end < self.a.n and self.a.masks[end] & CAPITAL:
            end += 1
        inside = self.pairs.bracket(end) if end > i else None
        if inside is None or self.r.chunk_at.get(inside.start) is not None:
            return None
        candidate = self._read(cue, inside.start)
        if candidate is None or self._only_person(candidate.name, candidate.long):
            return None
        j = candidate.name.after if candidate.long is None else max(candidate.name.after, candidate.long.after)
        several = candidate.name.end - candidate.name.start > 1 or candidate.long is not None
        if j not in {inside.end, inside.after} or not several or self._stands_for(candidate, i, end):
            return None
        if candidate.long is None and not self._of_common_words(candidate.name):
            return None
        candidate.score += 1
        return candidate

    def _stands_for(self, candidate: Candidate, start: int, end: int) -> bool:
        """The bracket holds the short form of the winner's own name."""
        return may_stand_for(self.r.text(candidate.name), self.a.slice(start, end))

    def _is_work(self, candidate: Candidate) -> bool:
        """What won a rank is a work: its maker stands behind it, or its words are none of a person's, a team's name."""
        name = candidate.name
        if self.a.lowers[name.start] in self.r.sets["winners"] or self.r.body_head(name):
            return False
        j = name.after if candidate.long is None else max(name.after, candidate.long.after)
        if j + 1 < self.a.n and self.a.words[j] == "," and self.a.lowers[j + 1] in self.r.sets["made_by"]:
            j += 1
        behind = self.a.lowers[j] if j < self.a.n else ""
        if behind in self.r.sets["made_by"] or (
            behind == "dengan" and j + 1 < self.a.n and self.a.lowers[j + 1] in self.r.sets["makers"]
        ):
            candidate.score += 1
            return True
        number = self.a.sentence_of[name.start]
        ends = not behind or behind in self.r.sets["work_ends"] or "\n" in behind
        work = candidate.long is not None or name.quoted
        work = work or (ends and not self._only_person(candidate.name, candidate.long) and self._of_common_words(name))
        if number in self._works:  # the ranks of the sentence were won by works
            work = work or (ends and not any(self.a.masks[k] & NAME for k in range(name.start, name.end)))
        if work:
            self._works.add(number)
        return work

    def _may_begin(self, cue: Cue, i: int) -> bool:
        """Whether a name can be read at word i; plain words stand behind most cues."""
        if not self.a.masks[i] & LOWER or self.r.is_lower_name(i, bool(cue.says("any"))):
            return True
        return bool(cue.says("list")) and "(" in self.a.words[i + 1 : i + MAX_PLAIN + 1]  # `_spelt_first`

    def _winner(self, word: int) -> bool:
        """A rank of winners stands before the word in its sentence."""
        start = self.a.starts[self.a.sentences[self.a.sentence_of[word]][0]]
        return (
            self.r.tests["winner"].search(self.text, max(start, self.a.starts[word] - 160), self.a.starts[word])
            is not None
        )

    def _title_in_quotes(self, i: int) -> bool:
        """A quoted stretch of capitalised words that is no theme or slogan."""
        name = self.r.read(i)
        if name is None or not name.quoted:
            return False
        if any(self.a.masks[k] & LOWER and len(self.a.words[k]) > 3 for k in range(name.start, name.end)):
            return False
        start, end = self.a.starts[i], self.r.span(name)[1]
        return not (
            self.r.tests["theme"].search(self.text, max(0, start - 60), start)
            or self.r.tests["theme_behind"].match(self.text, end, end + 40)
            or self.r.tests["event_title"].search(self.text, max(0, start - 90), start)
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
        if word and self.a.lowers[word - 1] in self.r.sets["not_with"]:
            return False
        start = self.a.starts[self.a.sentences[self.a.sentence_of[word]][0]]
        return (
            self.r.tests["took_part"].search(self.text, max(start, self.a.starts[word] - 160), self.a.starts[word])
            is not None
        )

    def _opens_sentence(self, word: int) -> bool:
        """ "Adapun Juara kedua": an ordinary first word, no part of a title."""
        return word == self.a.sentences[self.a.sentence_of[word]][0] and self.a.lowers[word] in self.r.lists.stops

    # -- lists -------------------------------------------------------------------------------------------------
    def _list(self, cue: Cue, i: int) -> Iterator[Candidate]:
        """The name at word i and those that go on after commas and "dan"."""
        for order in range(MAX_LIST):
            candidate = self._read(cue, i, order) or self._spelt_first(cue, i)
            if candidate is not None:
                yield candidate
            following = self._next_item(candidate) if candidate is not None else self._past(i) if order else None
            if following is None:
                return
            i = following

    def _spelt_first(self, cue: Cue, i: int) -> Candidate | None:
        """ "di antaranya ronda jentik keluarga (Rojeke)": an item whose expansion in lower case stands first."""
        if not self.a.masks[i] & LOWER:
            return None
        last = min(self.a.n - 1, i + MAX_PLAIN)
        k = next((k for k in range(i + 1, last) if not self.a.masks[k] & LOWER), last)
        inside = self.pairs.bracket(k) if self.a.words[k] == "(" else None
        name = self.r.read(inside.start) if inside is not None else None
        if inside is None or name is None or name.end != inside.end or not self.r.acceptable(name, strong=True):
            return None
        long = self.pairs.lower_before(name, k)
        if long is None:
            return None
        name = name._replace(after=inside.after)
        return self._candidate(name, cue.rule.id, float(cue.says("weight")), long=long._replace(after=inside.after))

    def _past(self, i: int) -> int | None:
        """Behind an item of a list that is no name: told in plain words ("Surga Desa, layanan lewat ponsel, Si Lili"),
        or in capitals that begin as something else does."""
        plain = bool(self.a.masks[i] & LOWER)
        if not plain and (self.r.chunk_at.get(i) is not None or not self.a.masks[i] & CAPITAL):
            return None
        for k in range(i, min(self.a.n - 1, i + MAX_PLAIN)):
            if self.a.words[k] == "," and k > i:
                return k + 1
            if not self.a.masks[k] & (LOWER if plain else CAPITAL):
                short = plain and self.r.coined_word(k) and self.a.words[k + 1] == "("
                return k if short else None  # "loket obat LAYANTARA (…)"
        return None

    def _next_item(self, candidate: Candidate) -> int | None:
        """Where the next item of the list begins: behind a comma, "dan", "serta aplikasi" …"""
        j = self._behind(candidate)
        k = j
        while (
            k < self.a.n
            and k - j < 4
            and (self.a.lowers[k] in self.r.sets["separators"] or (k > j and self.a.lowers[k] in self.r.lists.openers))
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
        j = self._beside(j)
        while j < self.a.n and self.a.words[j] in {"–", "—"} and long is not None:
            j += 1
        inside = self.pairs.bracket(j) if self.owners.behind(j) is None else None
        if inside is not None:
            j = self._beside(inside.after)
        owner = self.owners.behind(j)
        if owner is not None:
            j = owner[1]
            if j < self.a.n and self.a.masks[j] & (NUMBER | CAPS | INITIAL) and len(self.a.words[j]) <= 3:
                j += 1  # "Puskesmas Ridge I"
            return self._apposition(j)
        if inside is not None:
            return j
        if j + 1 < self.a.n and self.a.lowers[j] in self.r.sets["item_owners"]:
            k = first = self._makers(j + 1)
            while k < self.a.n and k - first < 8 and self.a.masks[k] & CAPITAL:
                k += 1
            return k if k > first else j
        return self._apposition(self._purpose(j))

    def _makers(self, j: int) -> int:
        """Skip "warga", "siswa kelas enam" behind "karya", before the name of their place or school."""
        k = j
        while k < min(self.a.n, j + MAX_MAKERS) and self.a.masks[k] & LOWER:
            if self.a.lowers[k] in self.r.sets["separators"]:
                return j
            k += 1
        return k if k < self.a.n and self.a.masks[k] & CAPITAL else j

    def _beside(self, j: int) -> int:
        """Skip a region or a body right behind the name: "Ojek Sampah Kota Cilegon, Sate Ayam Puskesmas Tambak"."""
        chunk = self.r.chunk_at.get(j)
        return chunk.end if chunk is not None and chunk.kind in {"GOVERNMENT", "AGENCY"} else j

    def _purpose(self, j: int) -> int:
        """Skip "untuk tunanetra", "bagi lansia": what an item of a list is for."""
        if j < self.a.n and self.a.lowers[j] in self.r.sets["purpose"]:
            for k in range(j + 1, min(self.a.n, j + MAX_PURPOSE)):
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
            and self.a.lowers[j + 1] not in self.r.sets["separators"]
        ):
            for k in range(j + 1, min(self.a.n, j + 16)):
                if self.a.words[k] in {".", "\n"} or self.a.masks[k] & SPACE:
                    return j
                if self.a.words[k] in {",", ";"}:
                    return k if k + 1 < self.a.n and (self.a.lowers[k + 1] in self.r.sets["separators"]) else j
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
        yield from self._more(cue, self._candidate(name, cue.rule.id, weight, long=long._replace(after=after)))

    def _starts_with_body(self, long: Long) -> bool:
        """Brackets behind agencies, regions and offices hold their acronym or holder."""
        chunk = self.r.chunk_at.get(long.start)
        return chunk is not None and chunk.kind in {"AGENCY", "POSITION", "GOVERNMENT"}

    def _cue_before(self, i: int) -> float:
        """What the words before an expansion say: "inovasi X (Y)", "aplikasi X (Y)", "meresmikan X, disingkat Y"."""
        before = self.text[max(0, self.a.starts[i] - 60) : self.a.starts[i]]
        if self.r.tests["called_before"].search(before):
            return 3
        return 1 if self.r.tests["served_before"].search(before) else 0

    def _pair(self, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
        """A word of abbreviating: the name before it, else the expansion before it."""
        first, i = self.a.word_at(match.start()), self.a.word_at(match.end())
        if first == 0 or i >= self.a.n:
            return
        j = first
        while j > 0 and self.a.lowers[j - 1] in self.r.sets["before_short"]:
            j -= 1
        name = self.r.read_back(j) or (self._lower_before(j) if j else None)
        if name is not None and not (cue.says("dash") and self._dateline(name)):
            long = self.pairs.after(name._replace(after=max(name.after, j)))
            if long is not None and self.r.acceptable(name, strong=True):
                yield from self._some(self._candidate(name, cue.rule.id, float(cue.says("weight")), long=long))
                return
        earlier = self._named_earlier(first, i) if not cue.says("dash") else None
        if earlier is not None:
            yield from self._some(self._candidate(earlier[0], cue.rule.id, float(cue.says("weight")), long=earlier[1]))
            return
        yield from self._reversed(cue, self.r.read(i), j, i + 1)

    def _named_earlier(self, first: int, i: int) -> tuple[Name, Long] | None:
        """ "Namanya Telur Ayam. Inovasi Dinas Kesehatan ini singkatan dari …": the name in the sentence before."""
        start = self.a.sentences[max(0, self.a.sentence_of[first] - 1)][0]
        for k in range(first - 1, max(start, first - MAX_EARLIER) - 1, -1):
            opens = self.a.masks[k] & CAPITAL and not (k and self.a.masks[k - 1] & CAPITAL)
            if not opens or (k and self.a.words[k - 1] == "("):
                continue
            name = self.r.read(k)
            if name is None or name.after > first or not self.r.acceptable(name, strong=True):
                continue
            long = self.pairs.spelt(name, i)
            if long is not None:
                return name, long
        return None

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
        while j > 0 and self.a.lowers[j - 1] in self.r.sets["between"]:
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
        if name.start and self.a.lowers[name.start - 1] in self.r.sets["ranks"] - {"inovasi"}:
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
        opened = self._announced(match.start()) if i < self.a.n else None
        if opened is None:
            return
        winners = self.r.tests["of_winners"].search(opened) is not None
        end = self._line_end(i)
        body = self.r.chunk_at.get(i)
        if body is not None and body.kind in {"AGENCY", "GOVERNMENT"}:
            yield from self._with_in_line(cue, self._body_end(body), end, colon=True)
            return
        colon = next((k for k in range(i, min(end, i + 9)) if self.a.words[k] == ":"), None)
        if colon is not None and self.a.lowers[i] in self.r.sets["ranks"]:
            i = colon + 1
            body = self.r.chunk_at.get(i)
            if body is not None and body.kind in {"AGENCY", "GOVERNMENT"}:
                yield from self._with_in_line(cue, self._body_end(body), end, colon=True)
                return
        candidate = self._read(cue, i) if i < self.a.n else None
        if self.a.masks[self.a.word_at(match.start()) + 1] & NUMBER and self._heads_sublist(end):
            return
        person = candidate is not None and (
            self._only_person(candidate.name, candidate.long) or (winners and not self._looks_made(candidate))
        )
        if candidate is not None and self._line_fits(candidate, end) and not person:
            candidate.score += 1
            yield candidate
        elif i < end and self.a.lowers[i] not in self.r.sets["ranks"]:
            if candidate is None:
                yield from self._with_in_line(cue, i, end)
            if candidate is None or person:
                yield from self._behind_winner(cue, i, end)

    def _looks_made(self, candidate: Candidate) -> bool:
        """In a list of winners a work looks like one: coined, quoted, spelt out, or with its maker behind it."""
        name = candidate.name
        if name.quoted or candidate.long is not None or self.r.coined(name):
            return True
        j = name.after + (self.a.words[min(name.after, self.a.n - 1)] in {",", "(", "-", "–"})
        made = j < self.a.n and self.a.lowers[j] in self.r.sets["made_by"]
        return made or self.owners.behind(name.after) is not None

    def _body_end(self, body: Chunk) -> int:
        """The word behind a body, before its bracket: "Puskesmas Rasabou (Mada Ntika)" is no place of another place."""
        if self.a.words[body.end - 1] != ")":
            return body.end
        return next((k for k in range(body.end - 1, body.start, -1) if self.a.words[k] == "("), body.end)

    def _with_in_line(self, cue: Cue, i: int, end: int, colon: bool = False) -> Iterator[Candidate]:
        """ "Desa Burai dengan Rumah Jamu": the name behind the body of the item."""
        for k in range(i, end):
            if self.a.lowers[k] in self.r.sets["line_with"] or (colon and self.a.words[k] in {"–", "-", ":", "(", "—"}):
                candidate = self._read(cue, k + 1)
                if candidate is not None and self._line_fits(candidate, end):
                    candidate.score += 2 if colon else 1
                    yield candidate
                return

    def _behind_winner(self, cue: Cue, i: int, end: int) -> Iterator[Candidate]:
        """ "1. Sutarji, S.Gz (SUKMA CETING)": the winner's innovation in capitals behind the winner's name."""
        opened = next((k for k in range(i, min(end, i + 6)) if self.a.words[k] == "("), None)
        if opened is None:
            return
        candidate = self._read(cue, opened + 1)
        if (
            candidate is not None
            and self.a.words[min(candidate.name.end, self.a.n - 1)] == ")"
            and all(self.a.masks[k] & CAPS for k in range(candidate.name.start, candidate.name.end))
        ):
            candidate.score += 2
            yield candidate

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

    def _announced(self, offset: int) -> str | None:
        """The line above the list, or the one above that, if it speaks of innovations."""
        end = offset
        for _ in range(MAX_LIST):
            start = self.text.rfind("\n", max(0, end - 600), end) + 1
            line = self.text[start:end].strip()
            if line and not self.r.tests["item"].match(line) and not self.r.tests["heading"].match(line):
                said = self.r.tests["opens_list"].search(line) and self.r.tests["announces"].search(
                    self.text, max(0, start - 160), end
                )
                return line if said else None
            if start <= 1:
                return None
            end = start - 1
        return None

    def _heads_sublist(self, end: int) -> bool:
        """An item that only opens a list of its own: a numbered line over dashes."""
        after = self.text[self.a.ends[end] if end < self.a.n else len(self.text) :][:4].strip()
        return after[:1] in {"-", "–", "•", "*"}
