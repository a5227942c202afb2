"""At which words of an article expressions may begin: they are tried there alone, not at every character.

What an expression must begin with is read from the expression itself, and which expressions may begin inside a word is
worked out once a word form. The matches are those of `finditer` and `search`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from berita_extract.analysis import Analysis
from berita_extract.facts.beginnings import beginnings

# The tokenizer cuts such words apart in the middle, so that an expression may begin in one and go on in the next.
_LONG, _LONG_WITH_DIGIT = 30, 20
_DIGIT = re.compile(r"\d")
_KEY = 3  # letters of a beginning by which it is looked up


class Openings(dict[str, "tuple[tuple[int, str], ...] | None"]):
    """Word form -> which expressions may begin in it, and where, counted from its first character.

    None for a form with which that can't be told. Emptied when it has grown past its limit.
    """

    LIMIT = 100_000

    def __init__(self, expressions: Mapping[str, re.Pattern[str]]) -> None:
        super().__init__()
        self.expressions = expressions
        self.always: list[str] = []  # expressions that may begin anywhere
        self._folding: list[str] = []  # that are blind to case
        # beginning of at most _KEY letters -> the whole of it, what begins with it, whether a word must begin there,
        # whether the space before it belongs to it
        self._table: dict[str, list[tuple[str, str, bool, bool]]] = {}
        self._folded: dict[str, list[tuple[str, str, bool, bool]]] = {}
        for name, expression in expressions.items():
            told = beginnings(expression)
            if told is None:
                self.always.append(name)
                continue
            folds = bool(expression.flags & re.IGNORECASE)
            if folds:
                self._folding.append(name)
            table = self._folded if folds else self._table
            for opening in told.openings:
                back = opening.startswith(" ")
                word = _inside_a_word(opening[back:])
                table.setdefault(word[:_KEY], []).append((word, name, told.at_edge or back, back))

    def __missing__(self, form: str) -> tuple[tuple[int, str], ...] | None:
        if len(self) > self.LIMIT:
            self.clear()
        places = self[form] = self._places(form)
        return places

    def _places(self, form: str) -> tuple[tuple[int, str], ...] | None:
        size = len(form)
        if size >= _LONG_WITH_DIGIT and (size >= _LONG or _DIGIT.search(form)):
            return None
        found: set[tuple[int, str]] = set()
        for table, written in ((self._table, form), (self._folded, form.lower())):
            for at in range(size) if table else ():
                inside = at > 0 and form[at - 1].isalnum() and form[at].isalnum()
                for k in range(1, _KEY + 1):
                    for word, name, at_edge, back in table.get(written[at : at + k], ()):
                        if written.startswith(word, at) and not (inside and at_edge) and not (back and at):
                            found.add((at - back, name))
        if not form.isascii():  # other letters may count as the same without regard to case
            found |= {(at, name) for at in range(size) for name in self._folding}
        return tuple(sorted(found))


class Spotted:
    """The matches of some expressions in one article."""

    def __init__(self, openings: Openings, analysis: Analysis) -> None:
        self._expressions = openings.expressions
        self._text = analysis.text
        self._places: dict[str, list[int]] | None = None  # None: anywhere
        told = list(map(openings.__getitem__, analysis.words))
        if None not in told:
            self._places = {name: [] for name in openings.expressions if name not in openings.always}
            for start, here in zip(analysis.starts, told):  # noqa: B905 - `starts` has one more
                if here:
                    for at, name in here:
                        self._places[name].append(start + at)

    def finditer(self, name: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches of an expression in [start, end) of the text."""
        expression, text = self._expressions[name], self._text
        stop = len(text) if end is None else end
        if self._places is None or (places := self._places.get(name)) is None:
            yield from expression.finditer(text, start, stop)
            return
        match_at, free = expression.match, start
        for k in range(bisect_left(places, start) if start else 0, len(places)):
            place = places[k]
            if place > stop:
                break
            if place >= free and (match := match_at(text, place, stop)) is not None:
                free = match.end()
                yield match

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
