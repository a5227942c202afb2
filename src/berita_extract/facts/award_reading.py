"""The parts of a sentence about an award: contest, rank, category, predicate, verbs of conferring, who receives."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from berita_extract.analysis import Analysis
from berita_extract.chunks import Body, Chunk, Place, Position
from berita_extract.facts.context import Context, Knowledge
from berita_extract.facts.openings import AWARD, Spotted, openings
from berita_extract.lexicon import CAPITAL, CAPS, MIXED, NUMBER, ORG

MAX_ROW = 40
HOME = "h"  # begins the id of a receiver who is told only by where he lives
MIN_EVENT = 3  # words of what stands behind "ajang"
MAX_PARTS, MAX_SENTENCE, MAX_SENTENCES = 200, 4000, 2000  # parts and code points of one sentence; sentences
YEAR = re.compile(r"\b(?:19[89]\d|20[0-4]\d)\b")
_NATIONAL = re.compile(r"\bInn?ovati(?:ve|on|f) Gover|\bIGA\b")
_HEADS = frozenset({"wali_kota", "wakil_wali_kota", "bupati", "wakil_bupati", "gubernur", "wakil_gubernur"})
# The expressions that are looked for in whole sentences, not tried at one place.
_SEARCHED = (
    "trigger", "rank", "category", "predicate", "top", "lower_name", "several", "lower_contest", "told", "class_row",
    "of_index", "superlative", "lower_title", "prize", "in_order", "from_giver", "alike", "alike_taken",
    "gives", "this_innovation", "verbs", "best_listed",
)  # fmt: skip


class Part(NamedTuple):
    """One expression of a sentence, in code points: verb_left, verb_right, rank, category, predicate, top, contest …"""

    start: int
    end: int
    kind: str
    text: str


class Item(NamedTuple):
    """A receiver in a list: its id, None for one that is no known body, and the innovation it won with."""

    who: str | None
    innovation: str | None
    text: str = ""


class Grammar(NamedTuple):
    """The rules of patterns/award.yaml and lists, compiled once."""

    expressions: dict[str, re.Pattern[str]]
    sides: dict[str, str]
    not_yet: re.Pattern[str]
    heads: frozenset[str]
    openers: frozenset[str]
    praise: re.Pattern[str]
    sets: dict[str, frozenset[str]]  # lists/award_words.tsv


def grammar(knowledge: Knowledge) -> Grammar:
    """The rules compiled once a process."""
    made: Grammar = knowledge.prepare("award.grammar", _grammar)
    return made


def _grammar(knowledge: Knowledge) -> Grammar:
    book = knowledge.rulebook
    sides = {row["verb"]: row["side"] for row in book.table("award_verbs")}
    verbs = "|".join(re.escape(v) for v in sorted(sides, key=len, reverse=True))
    not_yet = "|".join(re.escape(w) for w in book.words("award_not_yet"))
    expressions = {rule.id.split(".", 1)[1]: re.compile(rule.pattern) for rule in book.of("award", "regex")}
    expressions["verbs"] = re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE)
    openings(knowledge).enter(AWARD, expressions, _SEARCHED)
    return Grammar(
        expressions,
        sides,
        re.compile(rf"\b(?:{not_yet})\b(?: \w{{1,15}}){{0,2}} ?$", re.IGNORECASE),
        frozenset(book.words("award_heads")),
        frozenset(book.words("award_openers")),
        expressions["praise"],
        {row["set"]: frozenset(row.alternatives("words")) for row in book.table("award_words")},
    )


def of_innovation(name: str) -> bool:
    """The national award for innovative governments, which the predicates belong to (also misspelt "Goverment")."""
    return _NATIONAL.search(name) is not None


class Reader:
    """Reads the parts of one article's sentences."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.text
        self.a: Analysis = context.analysis
        self.g = grammar(context.knowledge)
        self.spotted = Spotted(openings(context.knowledge), self.a, AWARD)
        self.named = context.chunking.named
        self.starts = [self.a.starts[c.start] for c in self.named]
        self._names: list[tuple[int, int]] = []  # where contests are named, of the sentences read so far

    def sentences(self) -> list[tuple[int, int]]:
        """Offsets of the sentences that hold a word about awards."""
        seen: list[int] = []
        for match in self.spotted.finditer("trigger"):
            number = self.a.sentence_of[self.a.word_at(match.start())]
            if not seen or seen[-1] != number:
                seen.append(number)
        spans = [self.a.span(*self.a.sentences[n]) for n in seen[:MAX_SENTENCES]]
        return [(start, min(end, start + MAX_SENTENCE)) for start, end in spans]

    def parts(self, start: int, end: int) -> list[Part]:
        """The parts of the sentence [start, end) in order."""
        out: list[Part] = []
        for kind in ("rank", "category", "predicate", "top", "lower_name", "several"):
            for match in self.spotted.finditer(kind, start, end):
                value = match.span("value") if "value" in match.re.groupindex else match.span()
                text = self.text[value[0] : value[1]].strip(" ,.;:-")
                if kind == "predicate" and self._in_a_name(match.start()):
                    continue
                if (
                    kind == "rank"
                    and " " not in text
                    and text.lower() in self.g.sets["bare_ranks"]
                    and not (self.text.endswith("yang ", start, match.start()) or any(p.kind == "rank" for p in out))
                ):
                    continue  # "kedua Dinas Sosial" without "juara pertama …" before it
                out.append(Part(match.start(), match.end(), kind, text))
        out.extend(
            Part(m.start(), m.end(), "verb_" + self.g.sides[" ".join(m.group().lower().split())], m.group())
            for m in self.spotted.finditer("verbs", start, end)
            if not self._not_yet(start, m)
        )
        contests = self.contests(start, end)
        self._names.extend((p.start, p.end) for p in contests)
        out.extend(contests)
        for kind in ("lower_contest", "title"):
            for match in self.spotted.finditer(kind, start, end):
                first, last = match.span("value" if kind == "title" else 0)
                text = self.text[first:last].strip()
                taken = any(p.kind in {"contest", "predicate"} and p.start < last and first < p.end for p in out)
                if not taken:
                    out.append(Part(first, first + len(text), "contest", text))
                    self._names.extend([(first, first + len(text))] if kind == "lower_contest" else [])
        out.sort(key=lambda p: (p.start, -p.end))
        self._names.sort()
        return out[:MAX_PARTS]

    def _in_a_name(self, start: int) -> bool:
        """ "Pelayanan Adminduk Terinovatif": the word that tells a predicate elsewhere ends the name of an award."""
        word = self.a.word_at(start)
        before = self.a.lowers[word - 1] if word else ""
        return (
            self.a.lowers[word].startswith("ter")
            and bool(self.a.masks[word] & CAPITAL and word and self.a.masks[word - 1] & CAPITAL)
            and before not in self.g.sets["predicate_heads"]
        )

    def _not_yet(self, start: int, verb: re.Match[str]) -> bool:
        """Hoped for, planned or denied; "naik panggung untuk menerima" is conferred."""
        found = self.g.not_yet.search(self.text, max(start, verb.start() - 40), verb.start())
        if found is None:
            return False
        word, *gap = found.group().lower().split()
        if word == "pernah" and verb.group().lower() not in self.g.sets["weak"]:
            return False  # "pernah meraih", but not "pernah lolos sampai Top 99"
        if word in self.g.sets["able"] and self.g.expressions["glad"].search(self.text, start, verb.start()):
            return False  # "bersyukur bisa meraih"
        if word in self.g.sets["purposes"]:
            return not gap and verb.group().lower() not in self.g.sets["on_stage"]
        return True

    # -- contests ----------------------------------------------------------------------------------------------
    def contests(self, start: int, end: int) -> list[Part]:
        """Names of contests and awards: capitalised stretches around a word that makes them one."""
        out: list[Part] = []
        first, last = self.a.word_at(start), self.a.word_at(end - 1) + 1
        k = first
        while k < last:
            if self.a.masks[k] & CAPITAL and self.a.lowers[k] in self.g.heads:
                i, j = self._stretch(k, first, last)
                ceremony = self.a.lowers[i] in self.g.sets["ceremonies"]
                if ceremony and not self.g.heads.isdisjoint(self.a.lowers[i + 1 : j]):
                    i += 1  # "Penganugerahan Isen Mulang Innovation Award"
                text = self.a.slice(i, j)
                if j - i > 1 or self.a.lowers[i] in self.g.sets["single"]:
                    out.append(Part(self.a.starts[i], self.a.ends[j - 1], "contest", text))
                k = max(j, k + 1)
            elif self.a.lowers[k] in self.g.sets["events"] and (event := self._event(k, last)) is not None:
                out.append(event)
                k = self.a.word_at(event.end - 1) + 1
            elif self.a.lowers[k] in self.g.sets["called"]:
                j = self._called(k, last)
                if j > k + 2 or (j == k + 2 and self.a.masks[k + 1] & (CAPS | MIXED)):
                    i = next(w for w in range(k + 1, j) if self.a.masks[w] & CAPITAL)
                    out.append(Part(self.a.starts[i], self.a.ends[j - 1], "contest", self.a.slice(i, j)))
                k = max(j, k + 1)
            else:
                k += 1
        return [p for p in out if not self.g.expressions["bare"].match(p.text)]

    def _event(self, k: int, last: int) -> Part | None:
        """ "pada ajang Indonesia Visionary Leader 2021": the capitals behind the word at k name a contest."""
        j = k + 1
        if j >= last or not self.a.masks[j] & CAPITAL or j in self._places or j in self._bodies:
            return None
        _, end = self._stretch(j, j, last)
        if end - j < MIN_EVENT:
            return None
        return Part(self.a.starts[j], self.a.ends[end - 1], "contest", self.a.slice(j, end))

    def called_award(self, start: int) -> bool:
        """Whether "penghargaan", "trofi", "gelar" stands right before the offset."""
        word = self.a.word_at(start)
        return bool(word) and self.a.lowers[word - 1] in self.g.sets["called"]

    def _called(self, k: int, last: int) -> int:
        """Where the name behind "penghargaan" at word k ends ("penghargaan Swasti Saba"); k where there is none."""
        j = k + 1
        while j < last and (
            self.a.words[j] in {'"', "“", "'", "‘"} or (j == k + 1 and self.a.lowers[j] in self.g.sets["called_gap"])
        ):
            j += 1
        if j >= last or not self.a.masks[j] & CAPITAL or self.a.lowers[j] == "top":
            return k
        if j in self._places or (j in self._bodies and not self._titled(j, last)):
            return k
        _, end = self._stretch(j, j, last)
        predicate = self.g.expressions["predicate"].match(self.a.text, self.a.starts[j])
        return k if predicate is not None or "novatif" in self.a.lowers[j] else end  # a predicate of the index

    def _titled(self, j: int, last: int) -> bool:
        """ "penghargaan Inovator Terbaik 2020": an office or a body with a word of praise behind it is a title."""
        return any(self.g.praise.fullmatch(word) is not None for word in self.a.words[j + 1 : min(last, j + 4)])

    @cached_property
    def _places(self) -> frozenset[int]:
        return frozenset(c.start for c in self.named if c.kind == "GOVERNMENT")

    def _stretch(self, k: int, first: int, last: int) -> tuple[int, int]:
        i = k
        while i > first and k - i < 8:
            if self.a.masks[i - 1] & CAPITAL and not self._opens(i - 1):
                i -= 1
            elif self.a.words[i - 1] == ")" and (opened := self._bracket_start(i - 1, first)):
                i = opened
            else:
                break
        j = k + 1
        while j < last and j - k < 24:
            following = j + 1 < last and self.a.masks[j + 1] & (CAPITAL | NUMBER)
            if self.a.lowers[j] in self.g.sets["class_words"] or self._other_name(k, j, last):
                break
            if self.a.masks[j] & CAPITAL or (
                self.a.masks[j] & NUMBER and (self.a.words[j - 1] != "," and len(self.a.words[j]) <= 4)
            ):
                j += 1
            elif self.a.lowers[j] in self.g.sets["name_tail"] and (
                following
                or (
                    j + 1 < last
                    and self.a.lowers[j] in self.g.sets["numbered"]
                    and self.a.lowers[j + 1] in self.g.sets["levels"]
                )
            ):
                j += 2
            elif self.a.words[j] == "(" and (end := self._bracket_end(j, last)):
                j = end
            elif self.a.lowers[j] == "ke" and following:
                j += 2
            elif (
                self.a.lowers[j] in self.g.sets["name_aims"]
                and following
                and self.a.masks[j + 1] & ORG
                and self.a.lowers[i] not in self.g.sets["called"]  # "Penghargaan untuk Kabupaten X diterima …"
            ):
                j += 2  # "Lomba Inovasi Daerah dalam Penyiapan Tatanan Baru"
            else:
                break
        return i, j

    def _other_name(self, k: int, j: int, last: int) -> bool:
        """Where another name begins: the ministry that gives it, a second award behind "dan"."""
        word = self.a.lowers[j]
        if word.startswith("kemen") and j > k + 1:
            return True
        following = j + 1 < last and bool(self.a.masks[j + 1] & CAPITAL)
        if word == "dan" and following and (self.a.masks[j - 1] & NUMBER or self.a.lowers[j + 1] == "top"):
            return True  # "Government Award 2021 dan Top 45 …"
        return word == "dan" and following and self.a.lowers[j + 1] in self.g.heads

    def _bracket_start(self, j: int, first: int) -> int:
        """The word before a bracket of one acronym that ends at word j and a capitalised one; 0 for any other."""
        acronym = j - 3 >= first and self.a.words[j - 2] == "(" and self.a.masks[j - 1] & (CAPS | MIXED)
        return j - 3 if acronym and self.a.masks[j - 3] & CAPITAL and not self._opens(j - 3) else 0

    def _bracket_end(self, j: int, last: int) -> int:
        """The word behind a bracket of up to three capitalised words: "(IGA)", "(Inotek Award)"; 0 for any other."""
        for k in range(j + 1, min(last, j + 5)):
            if self.a.words[k] == ")":
                return k + 1 if k > j + 1 else 0
            if not self.a.masks[k] & CAPITAL:
                return 0
        return 0

    def _opens(self, k: int) -> bool:
        """A capitalised word before the head that belongs to something else: an agency, an office, an opener."""
        return k in self._bodies or bool(self.a.masks[k] & NUMBER) or self.a.lowers[k] in self.g.openers

    @cached_property
    def _bodies(self) -> frozenset[int]:
        return frozenset(
            k
            for c in self.named
            if c.kind in {"AGENCY", "POSITION"} or (isinstance(c.value, Place) and c.value.level)
            for k in range(c.start, c.end)
        )

    # -- who receives ------------------------------------------------------------------------------------------
    def receivers(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """(start, end, id) of the agencies, governments, officials and innovations in [start, end), in order."""
        found = self.context.found
        agencies: dict[int, str] = found.get("agency_at", {})
        governments: dict[int, str] = found.get("government_at", {})
        out: list[tuple[int, int, str]] = []
        for k in range(bisect_left(self.starts, start), len(self.named)):
            chunk = self.named[k]
            if self.starts[k] >= end:
                break
            if self._is_giver(chunk) or self._dateline(chunk) or self._only_where(chunk) or self._of_name(chunk):
                continue
            identifier = self._id(chunk, agencies, governments)
            if identifier:
                out.append((*self.a.span(chunk.start, chunk.end), identifier))
        covered = {(s, e) for s, e, _ in out}
        out.extend(
            who for who in self._mentioned if start <= who[0] < end and not any(s <= who[0] < e for s, e in covered)
        )
        return sorted(out)

    def ranked(self, start: int, end: int) -> bool:
        """Whether the sentence tells a rank."""
        return self.spotted.search("rank", start, end) is not None

    def tells_winners(self, start: int, end: int) -> bool:
        """Whether the sentence speaks of those who got an award."""
        return self.g.expressions["those_who_won"].search(self.text, start, end) is not None

    def of_winners(self, start: int, end: int) -> bool:
        """Whether "pemenang", "juara" stands right before the contest that begins at `end`."""
        return self.g.expressions["winners_of"].search(self.text, start, end) is not None

    def is_office(self, offset: int) -> bool:
        """Whether an office stands at the offset: "Wakil Bupati, Erni"."""
        k = bisect_left(self.starts, offset)
        return k < len(self.starts) and self.starts[k] == offset and self.named[k].kind == "POSITION"

    def is_body(self, offset: int) -> bool:
        """Whether a body or a region stands at the offset."""
        k = bisect_left(self.starts, offset)
        kinds = {"AGENCY", "GOVERNMENT"}
        return k < len(self.starts) and self.starts[k] == offset and self.named[k].kind in kinds

    @cached_property
    def general_name(self) -> str | None:
        """ "Penghargaan Inovasi": what the article calls awards that have no name of their own."""
        expression = self.g.expressions["general"]
        told = expression.search(self.context.article.title or "") or expression.search(self.text)
        return told.group() if told is not None else None

    def proper_behind(self, start: int, end: int) -> bool:
        """Whether a proper name follows at once, behind a verb, "oleh", "kepada" or a colon."""
        return self.g.expressions["proper"].match(self.text, start, end) is not None

    def proper_ahead(self, start: int, end: int) -> bool:
        """Whether a proper name and a word like "di", "sebagai" stand right before: "Desa Megati di tempat ketiga"."""
        return self.spotted.search("proper_ahead", start, end) is not None

    def other_first(self, start: int, end: int) -> bool:
        """Whether somebody who is no known body won, before any body is told: "diraih Sari dari Desa X"."""
        opening = self.g.expressions["proper"].match(self.text, start, end)
        if opening is None:
            return False
        place = opening.end() - 1
        if any(first <= place < last for first, last in self._names):
            return False
        if any(s <= place < e for s, e, _ in self._mentioned):
            return False
        k = bisect_left(self.starts, place)
        if k < len(self.starts) and self.starts[k] == place:
            return self.named[k].kind == "PERSON"
        return self.g.expressions["someone_from"].match(self.text, place, end) is not None

    def unknown_behind(self, start: int, end: int) -> bool:
        """Whether a proper name of no known body follows at once: "juara III Kecamatan X" that no rule reads."""
        opening = self.g.expressions["proper"].match(self.text, start, end)
        if opening is None:
            return False
        place = opening.end() - 1
        return not any(first <= place < last for first, last in self._names)

    def row(self, start: int, end: int) -> list[Item]:
        """ "diraih A dengan X, disusul B, lalu C": the receivers of a list, one an item, in order."""
        opening = self.g.expressions["proper"].match(self.text, start, end)
        if opening is None:
            return []
        place, found = opening.end() - 1, []
        for _ in range(MAX_ROW):
            stop = self._item_end(place, end)
            if stop is None:
                break
            bodies = [who[2] for who in self.receivers(place, stop) if not who[2].startswith("i")]
            found.append(Item(next(iter(bodies), None), self.innovation(place, stop), self.text[place:stop]))
            step = self.g.expressions["row_step"].match(self.text, stop, end)
            if step is None:
                break
            place = step.end()
        return found

    def _item_end(self, place: int, end: int) -> int | None:
        """The end of the list item at `place`; an agency's own name may hold commas and "dan"."""
        k = bisect_left(self.starts, place)
        known = k < len(self.starts) and self.starts[k] == place and self.named[k].kind in {"AGENCY", "GOVERNMENT"}
        body = self.a.span(self.named[k].start, self.named[k].end)[1] if known else place
        item = self.g.expressions["row_tail" if known else "row_item"].match(self.text, body, end)
        return item.end() if item is not None else body if known else None

    @cached_property
    def _mentioned(self) -> list[tuple[int, int, str]]:
        """Mentions of officials and innovations."""
        out: list[tuple[int, int, str]] = []
        for kind in ("officials", "innovations"):
            for fact in self.context.found.get(kind, ()):
                heads = getattr(fact, "role", None) in _HEADS and fact.government
                out.extend((e.start, e.end, heads or fact.id) for e in fact.evidence)
        return sorted(out)

    def _is_giver(self, chunk: Chunk) -> bool:
        before = self.a.lowers[chunk.start - 1] if chunk.start else ""
        return (
            before in self.g.sets["given_by"]
            and chunk.kind == "AGENCY"
            and chunk.value is not None
            and (not isinstance(chunk.value, Body) or chunk.value.kind in {"kementerian", "lembaga"})
        )

    def _only_where(self, chunk: Chunk) -> bool:
        """ "di Semarang": where it was handed over, not who got it. Nor does bare "Jakarta" say more."""
        value = chunk.value
        if not isinstance(value, Place) or value.level or value.government:
            return False
        if self.a.lowers[chunk.start - 1] == "," and self._ends_place(chunk.start - 1):
            # "Kota Blitar, Jawa Timur", but not "Kabupaten Mesuji, Pesisir Barat dan …"
            return value.start in self._provinces and not self._follows_province(chunk.start - 1)
        return self.a.lowers[chunk.start] == "jakarta" or self.a.lowers[chunk.start - 1] in {"di", "ke"}

    def _of_name(self, chunk: Chunk) -> bool:
        """A region in the name of the contest, or where it is held: "tingkat Provinsi X", "se-Kota X", "digelar Y"."""
        if chunk.kind == "PERSON" or not chunk.start:
            return False
        before = self.a.lowers[chunk.start - 1]
        if before == "-" and chunk.start > 1:
            before = self.a.lowers[chunk.start - 2]
        if before in self.g.sets["level_words"]:
            return True
        if not isinstance(chunk.value, Place):
            return False
        start = self.a.starts[chunk.start]
        k = bisect_left(self._names, (start + 1, 0)) - 1
        return k >= 0 and self._names[k][0] < start < self._names[k][1]

    def _ends_place(self, word: int) -> bool:
        """Whether a region with its level ends right before a word."""
        return any(c.end == word and isinstance(c.value, Place) and c.value.level for c in self.named)

    @cached_property
    def _provinces(self) -> frozenset[int]:
        """Where provinces are named, by the first word."""
        provinces = {fact.id for fact in self.context.found.get("governments", ()) if fact.level == "provinsi"}
        at: dict[int, str] = self.context.found.get("government_at", {})
        return frozenset(word for word, who in at.items() if who in provinces)

    def _follows_province(self, word: int) -> bool:
        """ "Provinsi Jawa Timur, Jawa Tengah dan Bali": a list of provinces."""
        before = next((c for c in self.named if c.end == word and isinstance(c.value, Place)), None)
        return before is not None and self.a.lowers[before.start] in {"provinsi", "pemprov", "prov"}

    def _dateline(self, chunk: Chunk) -> bool:
        """ "DENPASAR – …", "TUBAN, Xnews - …": the place before the dash that opens a paragraph."""
        k = chunk.start
        if not (k == 0 or "\n" in self.a.words[k - 1]):
            return False
        return any(
            self.a.words[j] in {"–", "—", "-", "--", ":"} for j in range(chunk.end, min(self.a.n, chunk.end + 8))
        )

    @staticmethod
    def _id(chunk: Chunk, agencies: dict[int, str], governments: dict[int, str]) -> str | None:
        value = chunk.value
        if isinstance(value, Body):
            if value.aside:
                return f"{HOME}{value.start}"  # somebody from there has won, whom no fact stands for
            return agencies.get(value.start) if value.kind not in {"kementerian", "lembaga"} else None
        if isinstance(value, Place):
            return governments.get(value.start)
        if isinstance(value, Position) and value.place is not None and value.body is None:
            return governments.get(value.place.start)
        return None

    def innovation_before(self, offset: int) -> str | None:
        """The innovation that was mentioned last before the offset ("inovasi ini")."""
        ids = {fact.id for fact in self.context.found.get("innovations", ())}
        return next((who for s, _, who in reversed(self._mentioned) if s < offset and who in ids), None)

    def innovations(self, start: int, end: int) -> list[str]:
        """The innovations that are mentioned in [start, end), each once, in order."""
        ids = {fact.id for fact in self.context.found.get("innovations", ())}
        return list(dict.fromkeys(who for s, _, who in self._mentioned if start <= s < end and who in ids))

    def innovation(self, start: int, end: int) -> str | None:
        """The innovation that is mentioned first in [start, end)."""
        ids = {fact.id for fact in self.context.found.get("innovations", ())}
        return next((who for s, _, who in self._mentioned if start <= s < end and who in ids), None)

    def giver(self, start: int, end: int) -> str | None:
        """Who confers it: the ministry, agency or government behind "dari" or "oleh"."""
        for k in range(bisect_left(self.starts, start), len(self.named)):
            chunk = self.named[k]
            if self.starts[k] >= end:
                return None
            before = self.a.lowers[chunk.start - 1] if chunk.start else ""
            if before == "oleh" and chunk.start > 1 and self.a.lowers[chunk.start - 2] not in self.g.sets["giving"]:
                continue
            if before in {"dari", "oleh"} | self.g.sets["giving"] and chunk.kind in {"AGENCY", "GOVERNMENT"}:
                value = chunk.value
                return value.name if isinstance(value, Body) else self.a.slice(chunk.start, chunk.end)
        return None
