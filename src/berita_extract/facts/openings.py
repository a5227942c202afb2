"""At which words of an article expressions may begin: they are tried there alone, not at every character.

What an expression must begin with is read from the expression itself, and which expressions may begin inside a word is
worked out once a word form. The matches are those of `finditer` and `search`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

from berita_extract.analysis import Analysis
from berita_extract.facts.beginnings import beginnings
from berita_extract.facts.context import Knowledge

# The tokenizer cuts such words apart in the middle, so that an expression may begin in one and go on in the next.
_LONG, _LONG_WITH_DIGIT = 30, 20
_DIGIT = re.compile(r"\d")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")  # "\d" of an expression stands for 0 to 9 here
_AT_LINE = r"(?:^|\n)"  # what begins with this begins where a line does
_KEY = 3  # letters of a beginning by which it is looked up
# Groups of expressions. So `analysis.notes` says of a word form in which one of the group may begin, or of which that
# can't be told; the other bits stand in anchors.py.
INNOVATION, AWARD = 1 << 20, 1 << 21
# The same for the words of which one must stand in an article that names an innovation, that tells of an award, or that
# is relevant.
INNOVATION_GATE, AWARD_GATE, RELEVANCE_GATE = 1 << 22, 1 << 23, 1 << 24


def openings(knowledge: Knowledge) -> Openings:
    """Those of all expressions that are looked for in this way, of which each module enters its own."""
    made: Openings = knowledge.prepare("openings", lambda _: Openings())
    return made


def any_of(words: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """An expression for some plain stretches of text."""
    return re.compile("|".join(map(re.escape, words)), flags)


def stands(knowledge: Knowledge, analysis: Analysis, group: int) -> bool:
    """Whether the one expression of a group matches anywhere in the article."""
    made, text, starts = openings(knowledge), analysis.text, analysis.starts
    expression = made.groups[group][""]
    if "" not in made.told[group]:
        return expression.search(text) is not None
    for i in analysis.noted_as(group):
        here = made[analysis.words[i]]
        if here is None:  # it may begin anywhere from here on
            return expression.search(text, max(0, starts[i] - 1)) is not None
        for at, of, _ in here:
            if of == group and expression.match(text, starts[i] + at) is not None:
                return True
    return False


class Place(NamedTuple):
    """Where in a word form, counted from its first character, which expression of which group may begin."""

    at: int
    group: int
    name: str


class Openings(dict[str, "tuple[Place, ...] | None"]):
    """Word form -> which expressions may begin in it; None for a form of which that can't be told: all of them.

    Emptied when it has grown past its limit.
    """

    LIMIT = 100_000

    def __init__(self) -> None:
        super().__init__()
        self.groups: dict[int, Mapping[str, re.Pattern[str]]] = {}
        self.told: dict[int, list[str]] = {}  # the expressions of a group that begin in a way that is known
        self._folding: list[tuple[int, str]] = []  # those that are blind to case
        self._table, self._folded = _Table(), _Table()

    def enter(self, group: int, expressions: Mapping[str, re.Pattern[str]], only: Container[str] | None = None) -> None:
        """Add a group of expressions; `only` these are worth it, the others are tried everywhere when asked for."""
        self.clear()
        self.groups[group], self.told[group] = expressions, []
        for name, expression in expressions.items():
            told = beginnings(expression) if only is None or name in only else None
            if told is None:
                continue
            self.told[group].append(name)
            if told.folds:
                self._folding.append((group, name))
            for opening in told.openings:
                (self._folded if told.folds else self._table).add(opening, group, name, told.at_edge)

    def groups_of(self, form: str) -> int:
        """The groups with an expression that may begin in a word form."""
        places = self[form]
        if places is None:
            return reduce(or_, self.groups)
        return reduce(or_, [place.group for place in places], 0)

    def __missing__(self, form: str) -> tuple[Place, ...] | None:
        if len(self) > self.LIMIT:
            self.clear()
        places = self[form] = self._places(form)
        return places

    def _places(self, form: str) -> tuple[Place, ...] | None:
        size = len(form)
        if size >= _LONG_WITH_DIGIT and (size >= _LONG or _DIGIT.search(form)):
            return None
        if not form.isascii() and _OTHER_DIGIT.search(form):
            return None
        found = self._table.places(form)
        if self._folding:
            found += self._folded.places(form.lower())
            if not form.isascii():  # other letters may count as the same without regard to case
                found += [Place(at, group, name) for at in range(size) for group, name in self._folding]
        return tuple(sorted(set(found))) if found else ()


class _Table:
    """Beginnings of expressions by their first letters: those at the edge of a word, and those anywhere in it."""

    def __init__(self) -> None:
        # first letters -> the whole beginning, the group and name of what begins with it, whether the space before it
        # belongs to it
        self._edge: dict[str, list[tuple[str, int, str, bool]]] = {}
        self._anywhere: dict[str, list[tuple[str, int, str, bool]]] = {}
        self._sizes: set[int] = set()  # of the keys of `_anywhere` that begin with a letter or digit
        self._all_sizes: set[int] = set()

    def add(self, opening: str, group: int, name: str, at_edge: bool) -> None:
        """Enter what an expression begins with."""
        back = opening.startswith(" ")
        word = _inside_a_word(opening[back:])
        table = self._edge if at_edge or back else self._anywhere
        table.setdefault(word[:_KEY], []).append((word, group, name, back))
        if table is self._anywhere:
            self._all_sizes.add(len(word[:_KEY]))
            if word[0].isalnum():
                self._sizes.add(len(word[:_KEY]))

    def places(self, form: str) -> list[Place]:
        """Where in a word form which expressions may begin."""
        found: list[Place] = []
        whole = form.isalnum()  # nearly all
        edge, anywhere = self._edge, self._anywhere
        for at in range(1 if whole else len(form)):
            if not at or not (form[at - 1].isalnum() and form[at].isalnum()):
                for k in range(at + 1, at + _KEY + 1):
                    for word, group, name, back in edge.get(form[at:k], ()):
                        if form.startswith(word, at) and not (back and at and form[at - 1] != " "):
                            found.append(Place(at - back, group, name))
        for size in self._sizes if whole else self._all_sizes:
            for at in range(len(form) - size + 1):
                if (key := form[at : at + size]) in anywhere:
                    found += [Place(at, g, name) for word, g, name, _ in anywhere[key] if form.startswith(word, at)]
        return found


class Spotted:
    """The matches of some expressions in one article."""

    def __init__(self, openings: Openings, analysis: Analysis, group: int) -> None:
        self._expressions = openings.groups[group]
        self._text = analysis.text
        self._lines: list[int] | None = None
        self._places: dict[str, list[int]] = {name: [] for name in openings.told[group]}
        words, starts = analysis.words, analysis.starts
        for i in analysis.noted_as(group):
            here = openings[words[i]]
            if here is None:  # anywhere in it, or at the space before it
                for places in self._places.values():
                    places.extend(range(max(0, starts[i] - 1), analysis.ends[i]))
            else:
                start = starts[i]
                for at, of, name in here:
                    if of == group:
                        self._places[name].append(start + at)

    def may_match(self, name: str) -> bool:
        """False where an expression begins nowhere in the text."""
        return self._places.get(name) != []

    def is_placed(self, name: str) -> bool:
        """Whether it is known where an expression may begin: its matches cost little then."""
        return name in self._places

    def finditer(self, name: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches of an expression in [start, end) of the text."""
        expression, text = self._expressions[name], self._text
        stop = len(text) if end is None else end
        places = self._places.get(name)
        if places is None and expression.pattern.startswith(_AT_LINE) and not expression.flags & re.MULTILINE:
            places = self._line_starts()
        if places is None:
            yield from expression.finditer(text, start, stop)
            return
        match_at, free, tried = expression.match, start, -1
        for k in range(bisect_left(places, start) if start else 0, len(places)):
            place = places[k]
            if place > stop:
                break
            # A place may be told by two words: twice a match of no length there would be one too many.
            if place >= free and place != tried and (match := match_at(text, place, stop)) is not None:
                free, tried = match.end(), place
                yield match

    def _line_starts(self) -> list[int]:
        """The beginning of the text and the breaks before its other lines."""
        if self._lines is None:
            text, places = self._text, [0]
            at = text.find("\n", 1)
            while at >= 0:
                places.append(at)
                at = text.find("\n", at + 1)
            self._lines = places
        return self._lines

    def search(self, name: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match of an expression in [start, end) of the text."""
        return next(self.finditer(name, start, end), None)


def _inside_a_word(opening: str) -> str:
    """The letters that an expression begins with, or the one mark: so much of it stands in one word."""
    size = 1
    if opening[0].isalpha():
        while size < len(opening) and opening[size].isalpha():
            size += 1
    return opening[:size]
