"""The view that the relation rules read: lower-case sentences in which each figure is one capital letter.

N a plain figure, P a percentage, M a sum of money, O an ordinal or collective ("ke-5", "ketiga"), Y a year, X what is
no figure (dates, times, labels). `|` ends a sentence, `||` stands for sentences without figures left out between.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from berita_extract.check.figures import PERCENT, Figure, Wording, lowered, read_figures, read_title, spots
from berita_extract.check.marks import marks, sieve, within_a_sentence
from berita_extract.check.required import Required, required, windows
from berita_extract.check.roots import content
from berita_extract.check.story import Told, make_story
from berita_extract.check.terms import Roles, Term, make_terms, tokens_of
from berita_extract.model import Evidence, Record
from berita_extract.rules import Rule, Rulebook

# One class of marks leads it, so that the search runs from mark to mark.
_STOP = re.compile(
    r"[.!?;\n](?:(?<=\n)\s{0,20}|(?<!\n)[.!?;]{0,2}[\"”’')\]]{0,3}(?:\s{1,3}(?=[\"“‘'(•A-Z0-9-])|(?=[A-Z][a-z ])))"
)
_ABBREVIATION = re.compile(
    r"(?:(?:^|[\s(.,])(?:[a-z]|dr|drs|dra|drg|ir|prof|h|hj|st|no|jl|kab|kec|kel|prov|tgl|tgk|plt|plh|pj|pjs|rp|dll|dkk|sdr|"
    r"moh|muh|mohd|kol|let|s\.d|a\.n)|(?:^|\n)\s{0,2}\d{1,2})\Z"
)
_LETTERS = "NPMO"
_COUNTING = "NPM"
# A sentence of more figures than this is cut, so that the work on each of its figures stays bounded.
MAX_IN_SENTENCE = 60
# Code points of a sentence on either side of a figure that are looked at for what it tells of.
AROUND = 220


class Relation(NamedTuple):
    """A rule: its expression, the sieve over the marks of the code, the words of which the code must have one."""

    rule: Rule
    expression: re.Pattern[str]
    sieve: re.Pattern[str]
    gate: tuple[str, ...]
    names: tuple[str, ...]
    inside: bool
    number: int  # the same for rules with one sieve: quicker to look up than an expression is
    need: Required | None  # what every match holds


@dataclass(frozen=True)
class Language:
    """The rules of patterns/check.yaml made ready."""

    wording: Wording
    rules: dict[str, list[Relation]]
    words: dict[str, re.Pattern[str]]
    phrases: dict[str, frozenset[str]]  # of each phrase rule
    heads: dict[str, frozenset[str]]  # of each phrase rule the longest words of its phrases
    roles: Roles
    families: dict[str, str]  # noun -> what it shares with the nouns that count the same
    stages: re.Pattern[str]  # names of stages
    places: re.Pattern[str]  # the sort and the name of a place
    roots: dict[str, frozenset[str]] = field(default_factory=dict)

    def roots_of(self, name: str) -> frozenset[str]:
        """The rough roots of the words of a phrase rule "check.<name>"."""
        if name not in self.roots:
            self.roots[name] = frozenset(content(" ".join(self.phrases[name])))
        return self.roots[name]

    def cue(self, name: str) -> re.Pattern[str]:
        """The expression of a phrase rule "check.<name>"."""
        return self.words[name]

    def before(self, name: str) -> re.Pattern[str]:
        """The same where it ends right before a figure."""
        key = f"{name} at the end"
        if key not in self.words:
            self.words[key] = re.compile(self.words[name].pattern + r"(?: (?:sekitar|hampir))?\s{0,2}\Z")
        return self.words[key]


_ALL_OF = ("kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh")


@dataclass
class View:
    """One record on its way through the checks."""

    record: Record
    language: Language
    text: str
    low: str
    figures: list[Figure]
    spots: list[int]
    code: str = ""
    at: dict[int, Figure] = field(default_factory=dict)
    marks: str = ""
    sieved: dict[int, bool] = field(default_factory=dict)
    sifted: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    has: dict[str, bool] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)

    def matches(self, kind: str) -> Iterator[tuple[Rule, dict[str, Figure], re.Match[str]]]:
        """Every match of the rules whose `set: {kind: …}` it is, with the figures of its named groups."""
        code, at = self.code, self.at
        sieved = self.sieved
        for rule, expression, over_marks, gate, names, inside, number, need in self.language.rules.get(kind, ()):
            passes = sieved.get(number)
            if passes is None:
                passes = sieved[number] = over_marks.search(self.marks) is not None
            if not passes or (gate and not self.has_one(gate)):
                continue
            around = [(0, len(code))] if need is None else windows(need, self.stands, len(code))
            if not around:
                continue
            if inside:
                told = self._places(over_marks, number)
                around = told if need is None else _touched(told, around)
            for start, end in around:
                for match in expression.finditer(code, start, end):
                    yield rule, {name: at[match.start(name)] for name in names if match.start(name) in at}, match

    def stands(self, word: str) -> list[int]:
        """Where a word stands in the code."""
        places = self.places.get(word)
        if places is None:
            places = self.places[word] = []
            at = self.code.find(word)
            while at >= 0:
                places.append(at)
                at = self.code.find(word, at + 1)
        return places

    def _places(self, over_marks: re.Pattern[str], number: int) -> list[tuple[int, int]]:
        """The sentences of the code, the marks of their ends included, that a sieve lets through."""
        places = self.sifted.get(number)
        if places is None:
            places = [(start, end) for start, end, told in self.sentences if over_marks.search(told)]
            self.sifted[number] = places
        return places

    @cached_property
    def sentences(self) -> list[tuple[int, int, str]]:
        """Start, end and marks of each sentence of the code that has marks besides its end."""
        out: list[tuple[int, int, str]] = []
        start, size = 0, len(self.code)
        for told in self.marks.split("|"):
            end = self.code.find("|", start)
            end = size if end < 0 else min(end + 1, size)
            if told:
                out.append((start, end, told))
            start = end
        return out

    def has_one(self, words: tuple[str, ...]) -> bool:
        """Whether the code has one of the words."""
        has = self.has
        for word in words:
            there = has.get(word)
            if there is None:
                there = has[word] = word in self.code
            if there:
                return True
        return False

    def evidence(self, figure: Figure) -> Evidence:
        """The figure as evidence."""
        return Evidence(start=figure.start, end=figure.end, text=self.text[figure.start : figure.end])

    def written(self, figure: Figure) -> str:
        """The figure as it is written."""
        return self.text[figure.start : figure.end]

    @cached_property
    def terms(self) -> list[Term]:
        """The figures that count with the words around them."""
        return make_terms(self, self.language.roles)

    @cached_property
    def says_none(self) -> bool:
        """Whether the text says of anything that there is none ("tidak ada yang lain")."""
        return "tidak ada" in self.low or "tak ada" in self.low

    @cached_property
    def says_all_of(self) -> bool:
        """Whether the text has a word for all of so many ("kedua", "ketiga")."""
        return any(word in self.low for word in _ALL_OF)

    @cached_property
    def tokens(self) -> list[str]:
        """The words and marks of the code in their order."""
        return tokens_of(self.code)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word and mark of the code."""
        return frozenset(self.tokens)

    @cached_property
    def counting(self) -> int:
        """How many of the figures of the code count something."""
        return sum(map(self.marks.count, _LETTERS))

    @cached_property
    def percents(self) -> list[Term]:
        """The percentages among the terms."""
        return [t for t in self.terms if t.kind == PERCENT]

    @cached_property
    def shares(self) -> list[Term]:
        """The percentages of which the words around do not say that something grew by them."""
        growth = self.language.cue("growth")
        return [
            t
            for t in self.percents
            if not growth.search(" ".join(t.left[-6:])) and not growth.match(" ".join(t.right[:2]))
        ]

    @cached_property
    def roles(self) -> set[str]:
        """Every nearest role of a term."""
        return {t.role for t in self.terms}

    @cached_property
    def headline(self) -> list[Term]:
        """The terms of the headline; their figures lie before the text, at offsets below zero."""
        return _headline(self)

    @cached_property
    def story(self) -> list[Told]:
        """The figures of headline and text with what they count, and when."""
        return make_story(self)

    @cached_property
    def positions(self) -> list[int]:
        """Where the figures stand in the code, in order."""
        return list(self.at)

    @cached_property
    def listing(self) -> list[tuple[int, int]]:
        """Start and end in the code of the sentences with two counting figures or more."""
        found: list[tuple[int, int]] = []
        start = end = -1
        for position, figure in self.at.items():
            if figure.kind not in _COUNTING:
                continue
            if position > end:
                start, end = self.sentence(position)
            elif not found or found[-1][1] != end:
                found.append((start, end))
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        """Id -> name of everyone who may have said a figure."""
        officials = {o.id: o.name for o in self.record.officials}
        return officials | {p.id: p.name for p in self.record.other_people}

    def around(self, figure: Figure, *, lower: bool = True) -> str:
        """The sentence around a figure, so far as it is near."""
        first, last = max(0, figure.start - AROUND), figure.end + AROUND
        start = max(self.low.rfind(". ", first, figure.start), self.low.rfind("\n", first, figure.start)) + 1
        ends = (self.low.find(". ", figure.end, last), self.low.find("\n", figure.end, last))
        end = min([e for e in ends if e >= 0], default=len(self.low))
        text = self.low if lower else self.text
        return text[max(start, figure.start - AROUND) : min(end, figure.end + AROUND)]

    @cached_property
    def title(self) -> str:
        """The headline in lower case."""
        return lowered(self.record.article.title or "")

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end in the code of the sentence around a position."""
        start = self.code.rfind("|", 0, position) + 1
        end = self.code.find("|", position)
        return start, len(self.code) if end < 0 else end


def figures_before(view: View, position: int, most: int) -> list[Figure]:
    """The figures before a place in the code, nearest first."""
    i = bisect_left(view.positions, position)
    return [view.at[p] for p in reversed(view.positions[max(0, i - most) : i])]


def _touched(sentences: list[tuple[int, int]], around: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences that have a part in one of the stretches; both are in order."""
    return [(a, b) for a, b in sentences if any(start < b and a < end for start, end in around)]


def _headline(view: View) -> list[Term]:
    title = view.record.article.title or ""
    figures = read_title(lowered(title), view.language.wording)
    if not figures:
        return []
    small = View(view.record, view.language, title, lowered(title), figures, [])
    _encode(small)
    back = len(title) + 1
    return [
        t._replace(
            figure=t.figure._replace(start=t.figure.start - back, end=t.figure.end - back),
            place=t.place - len(small.terms),
            sentence=t.sentence - len(small.sentences) - 1,
        )
        for t in small.terms
    ]


def make_view(record: Record, language: Language) -> View:
    """Read the figures of a record's text and code its sentences."""
    text = record.article.text
    low = lowered(text)
    places = spots(low)
    figures = read_figures(low, record, language.wording, places)
    view = View(record, language, text, low, figures, places)
    _encode(view)
    return view


def _stops(match: re.Match[str], low: str) -> bool:
    """Whether a sentence ends here: at a line break, and at a point that is not that of an abbreviation."""
    start = match.start()
    mark = low[start]
    if mark != ".":
        return mark != ";"
    before = low[max(0, start - 6) : start]
    return (len(before) == 6 and before[1:].isalpha()) or _ABBREVIATION.search(before) is None


def _sentence_around(view: View, place: int, done: int) -> tuple[int, int, bool]:
    """Start and end of the sentence around a place, not before `done`, and whether the text goes on behind it.

    It is looked for from the line of the place on; from `done` on where the end of the line before ends no sentence.
    """
    text, low = view.text, view.low
    begin = _end_of_line_before(text, place, done)
    while True:
        start = done if begin == done else -1
        for match in _STOP.finditer(text, begin):
            end = match.end()
            if end <= place:
                if _stops(match, low):
                    start = end
            elif start < 0:
                break
            elif _stops(match, low):
                return start, end, True
        if start >= 0:
            return start, len(low), False
        begin = done


def _end_of_line_before(text: str, place: int, done: int) -> int:
    """Right behind the last letter or digit of the line before, so that no mark of an end is cut in two."""
    end = text.rfind("\n", done, place)
    while end > done and not text[end - 1].isalnum():
        end -= 1
    return max(end, done)


def _encode(view: View) -> None:
    """Code the sentences with figures that count."""
    low, at, figures = view.low, view.at, view.figures
    pieces: list[str] = []
    length = done = i = 0
    goes_on = False
    while i < len(figures):
        if figures[i].kind not in _LETTERS:
            i += 1
            continue
        start, end, goes_on = _sentence_around(view, figures[i].start, done)
        if start != done and pieces and pieces[-1] != "|":
            pieces.append("|")
            length += 1
        while i and figures[i - 1].start >= start:
            i -= 1
        here, done, number = start, end, 0
        while i < len(figures) and (figure := figures[i]).start < end:
            number += 1
            gap = low[here : figure.start]
            if not number % MAX_IN_SENTENCE:
                gap += "||"
            length += len(gap)
            at[length] = figure
            pieces += (gap, figure.kind)
            length += 1
            here = figure.end
            i += 1
        tail = low[here:end].rstrip() + "|"
        pieces.append(tail)
        length += len(tail)
    if goes_on and pieces[-1] != "|":
        pieces.append("|")
    view.code = "".join(pieces)
    view.marks = marks(view.code)


def make_language(rulebook: Rulebook) -> Language:
    """Compile the rules of patterns/check.yaml."""
    rules: dict[str, list[Relation]] = {}
    words: dict[str, re.Pattern[str]] = {}
    heads: dict[str, frozenset[str]] = {}
    sets: dict[str, frozenset[str]] = {}
    sieves: dict[str, int] = {}
    widen: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    roles = Roles()
    families: dict[str, str] = {}
    labels = [p for r in rulebook.of("count", "phrase") if _is_label(r) for p in r.pattern if " " not in p]
    for rule in rulebook.of("check"):
        if rule.kind == "regex":
            rules.setdefault(str(rule.settings["kind"]), []).append(_relation(rule, rule.pattern, sieves))
        elif rule.kind == "phrase":
            phrases = [rule.pattern] if isinstance(rule.pattern, str) else rule.pattern
            if "role" in rule.settings:
                roles.add(str(rule.settings["side"]), phrases, str(rule.settings["role"]))
                continue
            if "family" in rule.settings:
                families.update(dict.fromkeys(phrases, str(rule.settings["family"])))
                continue
            body = _any_of(sorted(phrases, key=len, reverse=True))
            if rule.settings.get("widens"):
                down, up = (None if v is None else Decimal(str(v)) for v in rule.settings["widens"])
                widen.update(dict.fromkeys(phrases, (down, up)))
            name = rule.id.split(".", 1)[1]
            sets[name] = frozenset(phrases)
            heads[name] = frozenset(max(phrase.split(), key=len) for phrase in phrases)
            words[name] = re.compile(rf"(?<!\w)(?:{body})(?!\w)")
    roles.complete()
    stages = rules["stages"][0].expression
    sorts = "|".join(sorted(sets["regions"], key=len, reverse=True))
    places = re.compile(rf"\b((?i:{sorts})) ([A-Z][a-z0-9]{{0,20}}|\d{{1,3}})")
    return Language(Wording(labels, widen), rules, words, sets, heads, roles, families, stages, places)


def _any_of(phrases: list[str]) -> str:
    """An alternation of the phrases in their order that looks at the first letter once."""
    groups: dict[str, list[str]] = {}
    for phrase in phrases:
        groups.setdefault(phrase[0], []).append(re.escape(phrase[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


def _relation(rule: Rule, pattern: str, sieves: dict[str, int]) -> Relation:
    expression = re.compile(pattern)
    gate = tuple(rule.settings.get("gate") or ())
    sieved = sieve(pattern)
    inside = within_a_sentence(pattern, sieved)
    number = sieves.setdefault(sieved, len(sieves))
    names, need = tuple(expression.groupindex), required(expression)
    return Relation(rule, expression, re.compile(sieved), gate, names, inside, number, need)


def _is_label(rule: Rule) -> bool:
    """A rule of words behind which a number counts nothing ("pasal 5", "top 99")."""
    settings = rule.settings
    return bool(settings.get("why") and settings.get("side") == "before" and not settings.get("soft"))
