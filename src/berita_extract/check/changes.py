"""From old to new by so much: differences, percent changes, and percent said for points."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from berita_extract.check import moves, told_changes
from berita_extract.check.differences import alike, change_of, percent_of
from berita_extract.check.figures import MONEY, PERCENT, PLAIN, Figure
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View

# How many figures before it may be the new one of a change that points back.
LOOK_BACK = 6


def find(view: View) -> Iterator[Finding]:
    """Every stated change against the figures that it lies between."""
    yield from moves.find(view)
    yield from told_changes.find(view)
    for rule, group, match in view.matches("change"):
        if rule.settings.get("sole") and not _sole(view, match.start("new")):
            continue
        old, new, change = group.get("old"), group.get("new"), group.get("change")
        if "amount" in group:
            yield from percent_of(group["amount"], group["old"], group["percent"])
            continue
        if rule.settings.get("loose") and old and change:
            yield from _new_before(view, match.start(), old, change)
            continue
        if old is None or new is None or change is None or not alike(old, new):
            continue
        points = change.kind == PERCENT and view.low.startswith(" poin", change.end)
        finding = change_of(old, new, change, points)
        if finding is not None:
            yield finding
        if "percent" in group:
            yield from percent_of(change, old, group["percent"])


def _sole(view: View, position: int) -> bool:
    """Whether the figure at a position is the only counting one of its sentence."""
    start, end = view.sentence(position)
    return sum(start <= p < end and view.at[p].kind in (PLAIN, MONEY, PERCENT) for p in view.positions) == 1


def _new_before(view: View, position: int, old: Figure, change: Figure) -> Iterator[Finding]:
    """The new figure stands some sentences before: only one that fits is reported."""
    before = view.positions[: bisect_left(view.positions, position)][-LOOK_BACK:]
    for p in reversed(before):
        finding = change_of(old, view.at[p], change, False) if alike(old, view.at[p]) else None
        if finding is not None and finding.status != "mismatch":
            yield finding
            return
