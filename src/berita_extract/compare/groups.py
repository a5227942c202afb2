"""Pairs -> groups: the best pairs first, never joining what can't be one event."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

MAX_SPAN = 3  # days between the first and the last date of one event
MAX_TOLD = 7  # the same with days of publication
_NONE = -1


class Union:
    """Disjoint groups of the numbers 0 … n-1; the least number stands for its group."""

    def __init__(self, n: int) -> None:
        self._up = array("q", range(n))

    def find(self, i: int) -> int:
        """The number that stands for the group of `i`."""
        up = self._up
        while up[i] != i:
            up[i] = up[up[i]]
            i = up[i]
        return i

    def join(self, i: int, j: int) -> int:
        """Make one group of two; the number that stands for it."""
        i, j = sorted((self.find(i), self.find(j)))
        self._up[j] = i
        return i


class Groups:
    """Groups of records, each with the span of its days and its governments."""

    def __init__(self, days: Iterable[tuple[int, int | None, int | None, list[str]]], n: int) -> None:
        self._union = Union(n)
        self._first, self._last = array("q", [_NONE]) * n, array("q", [_NONE]) * n
        self._from, self._to = array("q", [_NONE]) * n, array("q", [_NONE]) * n
        self._governments: dict[int, frozenset[str]] = {}
        held: dict[frozenset[str], frozenset[str]] = {}  # one object a set, not one a record
        for r, day, told, governments in days:
            self._first[r] = self._last[r] = _NONE if day is None else day
            self._from[r] = self._to[r] = _NONE if told is None else told
            if governments:
                mine = frozenset(governments)
                self._governments[r] = held.setdefault(mine, mine)

    def join(self, a: int, b: int) -> bool:
        """Join the groups of two records; False where together they would span too much."""
        a, b = self._union.find(a), self._union.find(b)
        if a == b:
            return True
        exact = _spanned(self._first, self._last, a, b)
        told = _spanned(self._from, self._to, a, b)
        mine, theirs = self._governments.get(a), self._governments.get(b)
        if exact[1] - exact[0] > MAX_SPAN or told[1] - told[0] > MAX_TOLD or (mine and theirs and not mine & theirs):
            return False
        root = self._union.join(a, b)
        self._first[root], self._last[root] = exact
        self._from[root], self._to[root] = told
        if mine != theirs:
            self._governments[root] = (mine or frozenset()) | (theirs or frozenset())
        return True

    def of(self, r: int) -> int:
        """The group of a record."""
        return self._union.find(r)


def _spanned(low: array[int], high: array[int], a: int, b: int) -> tuple[int, int]:
    starts = [low[i] for i in (a, b) if low[i] != _NONE]
    ends = [high[i] for i in (a, b) if high[i] != _NONE]
    return (min(starts), max(ends)) if starts else (_NONE, _NONE)


def grouped(groups: Groups, texts: Union, n: int) -> Iterator[tuple[int, int, int]]:
    """(record, group, text) of every record."""
    return ((r, groups.of(r), texts.find(r)) for r in range(n))
