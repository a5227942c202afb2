"""What speaks for and against a stretch being the name of an innovation: cues, shape, and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from berita_extract.facts.context import Context
from berita_extract.facts.innovation_words import WORD
from berita_extract.facts.naming import Name, NameReader, plain
from berita_extract.facts.openings import INNOVATION, Spotted, openings
from berita_extract.facts.owner import Owners
from berita_extract.facts.pairing import Long, Pairs
from berita_extract.lexicon import CAPITAL, COMMON, LOWER, NAME, NUMBER, TITLE
from berita_extract.rules import Rule
from berita_extract.values.letters import may_stand_for, share

ENOUGH = 3
MAX_MORE = 8  # words behind "dan" or "di" that may still belong to a long form
CALLED = 3  # a cue of this weight calls what stands behind it an innovation
DENSE = 2  # as often does an article about innovations say the word
NEAR_BEFORE, NEAR_AFTER = 200, 60  # code points around a name in which the word "inovasi" counts
MAX_SUBJECT_GAP = 6  # words between a body and the name that it launches or presents
MAX_BACK = 220  # code points behind a name in which "inovasi ini" speaks of it


@dataclass(frozen=True)
class Cue:
    """One compiled cue rule."""

    rule: Rule
    expression: re.Pattern[str]
    needs: re.Pattern[str] | None
    gate: tuple[str, ...]  # one of these must stand in the article
    side: str  # where the name stands: in a "bracket", a "pair", "before" the cue, in its "line", or "after" it

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


class Weigher:
    """Reads and weighs names in one article."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.text
        self.a = context.analysis
        self.r = NameReader(context)
        self.pairs = Pairs(self.r)
        self.owners = Owners(self.r)
        self.spotted = Spotted(openings(context.knowledge), self.a, INNOVATION)
        title = context.article.title or ""
        self.title = "" if self.text.lstrip().startswith(title) else title
        self._headings: dict[int, bool] = {}
        self._often: dict[str, bool] = {}

    @cached_property
    def _said(self) -> int:
        """How often the article says the word for an innovation, as far as that matters."""
        in_title = self.r.tests[WORD].search(self.title) is not None
        return sum(1 for _ in islice(self.spotted.finditer(WORD), DENSE)) + in_title

    @cached_property
    def spoken(self) -> bool:
        """Whether the article calls anything an innovation."""
        return self._said > 0 or "novatif" in self.text or "novatif" in self.title or "nnovati" in self.text

    def _read(self, cue: Cue, i: int, order: int = 0) -> Candidate | None:
        name = self.r.read(i, lower_ok=bool(cue.says("any")))
        weight = float(cue.says("weight"))
        if name is None or not self.r.acceptable(
            name, strong=weight >= 2 or self._strong_shape(name), called=weight >= CALLED
        ):
            return None
        if order and not self._fit_for_list(name):
            return None
        if self._known_abbreviation(name):
            return None
        short = self._short_in_bracket(name)
        if short is not None:
            return self._candidate(short[0], cue.rule.id, weight, order, short[1])
        return self._candidate(name, cue.rule.id, weight + self._subject(cue, i), order)

    def _only_person(self, name: Name, long: Long | None) -> bool:
        """A winner's name: every word is a part of personal names, without quotation marks or an expansion."""
        known = all(self.a.masks[k] & NAME for k in range(name.start, name.end))
        return known and not name.quoted and long is None

    def _subject(self, cue: Cue, i: int) -> float:
        """A body right before the verb makes the name behind it more likely an innovation."""
        return 1 if cue.rule.settings.get("subject") and self.owners.acts(i, MAX_SUBJECT_GAP) else 0

    def _known_abbreviation(self, name: Name) -> bool:
        """ "Kartu Identitas Anak (KIA)": the bracket holds the abbreviation of something that every region has."""
        inside = self.pairs.bracket(name.after)
        if inside is None or inside.end - inside.start > 3:
            return False
        short = self.a.slice(inside.start, inside.end)
        return plain(short) in self.r.lists.programs and may_stand_for(short, self.r.text(name))

    def _short_in_bracket(self, name: Name) -> tuple[Name, Long] | None:
        """ "Tarif Parkir Nontunai Liwa (TAPALI)": the name stands in the bracket, what it is short for before it."""
        name = self._up_to_bracket(name)
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

    def _up_to_bracket(self, name: Name) -> Name:
        """ "Sistem Tanah Daerah Terang dan Gampang (SI TANDANG)": the long form goes on behind "dan", "di" to the
        bracket, where every letter of the short form stands in it."""
        j, sets = name.after, self.r.sets
        if name.quoted or j >= self.a.n or self.a.lowers[j] not in sets["inside"]:
            return name
        while j < min(self.a.n, name.after + MAX_MORE) and (
            self.a.masks[j] & CAPITAL or self.a.lowers[j] in sets["inside"]
        ):
            j += 1
        inside = self.pairs.bracket(j) if j < self.a.n and self.a.words[j] == "(" else None
        if inside is None or inside.end - inside.start > 4:
            return name
        short, alone = self.a.slice(inside.start, inside.end), self.a.slice(name.after + 1, j)
        whole = share(short, self.a.slice(name.start, j)) == 1 and short[:1] == self.a.words[name.start][:1]
        return name._replace(end=j, after=j) if whole and not may_stand_for(short, alone) else name

    def _strong_shape(self, name: Name) -> bool:
        """Marked as a name by its quotation marks or by what follows: a bracket or an owner."""
        if name.end - name.start > 1:
            return (
                self.a.lowers[min(name.after, self.a.n - 1)] in self.r.sets["owned"]
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
        long = long or self.pairs.after(name) or (self.pairs.explained(name) if weight >= CALLED else None)
        if name.lower and long is None and weight < 3 and "-" not in self.r.text(name):
            return None
        start, end = self.r.span(name)
        coined = name.lower or self.r.coined(name)
        if long is not None and (self._names_something_else(long, weight, coined) or self._names_contest(long)):
            return None
        if not name.quoted and self._in_heading(name.start) and not (coined and self._stands_out(name)):
            weight -= 2
        score = weight + (1 if name.quoted else 0) + (1 if coined else 0) + (1 if self._said >= DENSE else 0)
        if self.spotted.search(
            WORD, max(0, start - NEAR_BEFORE), min(len(self.text), end + NEAR_AFTER)
        ) or self.r.tests["back"].search(self.text, end, min(len(self.text), end + MAX_BACK)):
            score += 1
        if self.r.tests["back_all"].search(self.text, end, min(len(self.text), end + MAX_BACK)):
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

    def _names_something_else(self, long: Long, weight: float, coined: bool) -> bool:
        """ "LIDA (Lomba Inovasi Daerah)": what it is short for is a contest, a document, an office."""
        words = [w for w in self.a.lowers[long.start : long.end] if w not in {"dan", ","}]
        if not self.r.sets["contests"].isdisjoint(words):
            return True  # "United Nations Public Service Awards (UNPSA)"
        others = self.r.lists.others
        if words[0] == "bank" and len(words) > 1 and words[1] in self.r.sets["sampah"]:
            return False
        return (
            words[0] in others and (weight < 2 or (weight < CALLED and not coined and words[0] in self.r.lists.stops))
        ) or (not coined and all(w in self.r.lists.generic for w in words))

    def _names_contest(self, long: Long) -> bool:
        """ "Indonesia Healthcare Forum (IndoHCF) Innovation Awards": the name goes on behind the bracket."""
        j = long.after
        for k in range(j, min(self.a.n, j + 4)):
            if not self.a.masks[k] & CAPITAL:
                return False
            if self.a.lowers[k] in self.r.sets["contests"]:
                return True
        return False

    def _recurs(self, form: str) -> bool:
        """Whether the name stands more than once, in its own case or in capitals."""
        if form not in self._often:
            upper = form.upper()
            count = self.text.count(form) + (self.text.count(upper) if upper != form else 0)
            self._often[form] = count > 1 or upper in self.title.upper()
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
                self.a.words[k] in "(•-–*·●▪1234567890"
                or self.a.masks[k] & NUMBER
                or self.a.lowers[k] in self.r.sets["ranks"] - {"inovasi"}
                for k in range(start, min(end, start + 2))
            )
            self._headings[number] = (
                not item and capital >= 5 and lower <= capital * 0.25 and not closed and end - start < 30
            )
        return self._headings[number]
