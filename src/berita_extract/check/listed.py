"""The figures that a sentence lists: those joined by commas and "dan", and none that tells something of another."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from berita_extract.check.figures import MONEY, ORDINAL, PERCENT, PLAIN, Figure
from berita_extract.check.view import View

MAX_PARTS = 40
# How many figures before the parts may be their total.
LOOK_BACK = 6
_MARK = re.compile(r"[,;:&]")


def joined_in(view: View, begin: int, end: int, kind: str) -> list[Figure]:
    """The figures of a sentence that a list joins, up to `end`; empty where one stands outside the list."""
    positions = between(view, begin, end)
    for a, b in pairwise(positions):
        if not separated(view, view.code[a + 1 : b]) or tells_of(view, view.code[a + 1 : b]):
            return []
    figures = [view.at[p] for p in positions]
    return figures if all(f.kind == kind for f in figures) else []


def separated(view: View, gap: str) -> bool:
    return _MARK.search(gap) is not None or view.language.cue("separators").search(gap) is not None


def tells_of(view: View, gap: str) -> bool:
    """Whether the words before a figure make it no part of the list ("7 camat dari 3 daerah")."""
    words = view.language.before("no_part_behind")
    return words.search(gap) is not None


def between(view: View, start: int, end: int) -> list[int]:
    return view.positions[bisect_left(view.positions, start) : bisect_left(view.positions, end)]


def figures_between(view: View, position: int, start: int) -> list[Figure]:
    """Counting figures between start and position, nearest first."""
    found = [view.at[p] for p in reversed(between(view, start, position)[-LOOK_BACK:])]
    return [f for f in found if f.kind in (PLAIN, MONEY, ORDINAL)]


def previous(view: View, begin: int) -> int:
    """Start of the sentence before, if it is the very next one (nothing left out between)."""
    if begin < 2 or view.code[begin - 2] == "|":
        return begin
    return view.code.rfind("|", 0, begin - 1) + 1


def parts_from(view: View, start: int, *, tight: bool = False, first: bool = False) -> list[Figure]:
    """The listed figures that follow, up to the end of the sentence."""
    code = view.code
    end = view.sentence(start)[1]
    ends = view.language.cue("parts_end")
    out: list[Figure] = []
    last = start
    for position in between(view, start, end)[: MAX_PARTS * 2]:
        gap = code[last:position]
        figure = view.at[position]
        if out and (ends.search(gap) or (":" in gap and not _MARK.search(gap.partition(":")[0]))):
            break  # "214 di antaranya di luar kota: 96 …, 58 …": what follows are the parts of that one
        joined = separated(view, gap) if out else len(gap) <= (12 if tight else 70)
        if figure.kind in (PLAIN, MONEY, PERCENT) and joined and not (out and tells_of(view, gap)):
            out.append(figure)
        elif not out and not first:
            return []
        last = position + 1
        if len(out) > MAX_PARTS:
            return []
    kinds = {f.kind for f in out}
    return out if len(kinds) == 1 else []
