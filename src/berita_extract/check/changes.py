"""From old to new by so much: differences, percent changes, and percent said for points."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from berita_extract.check.figures import MONEY, ORDINAL, PERCENT, PLAIN, Figure
from berita_extract.check.verdict import Finding, Interval, compare, of, over, show, shown, stated, times
from berita_extract.check.view import View

# How many figures before it may be the new one of a change that points back.
LOOK_BACK = 6
_HUNDRED = Decimal(100)
_POINTS = frozenset({"poin", "point", "tingkat", "peringkat", "posisi"})


def find(view: View) -> Iterator[Finding]:
    """Every stated change against the figures that it lies between."""
    for rule, group, match in view.matches("change"):
        if rule.settings.get("sole") and not _sole(view, match.start("new")):
            continue
        old, new, change = group.get("old"), group.get("new"), group.get("change")
        if "amount" in group:
            yield from _percent_of(group["amount"], group["old"], group["percent"])
            continue
        if rule.settings.get("loose") and old and change:
            yield from _new_before(view, match.start(), old, change)
            continue
        if old is None or new is None or change is None or not _alike(old, new):
            continue
        points = change.kind == PERCENT and view.low.startswith(" poin", change.end)
        finding = _change(old, new, change, points)
        if finding is not None:
            yield finding
        if "percent" in group:
            yield from _percent_of(change, old, group["percent"])


def _sole(view: View, position: int) -> bool:
    """Whether the figure at a position is the only counting one of its sentence."""
    start, end = view.sentence(position)
    return sum(start <= p < end and view.at[p].kind in (PLAIN, MONEY, PERCENT) for p in view.positions) == 1


def _new_before(view: View, position: int, old: Figure, change: Figure) -> Iterator[Finding]:
    """The new figure stands some sentences before: only one that fits is reported."""
    before = view.positions[: bisect_left(view.positions, position)][-LOOK_BACK:]
    for p in reversed(before):
        finding = _change(old, view.at[p], change, False) if _alike(old, view.at[p]) else None
        if finding is not None and finding.status != "mismatch":
            yield finding
            return


def _alike(old: Figure, new: Figure) -> bool:
    kinds = {old.kind, new.kind} - {ORDINAL}
    if len(kinds) > 1:
        return False
    return old.kind in (PERCENT, MONEY) or not old.unit or not new.unit or old.unit == new.unit


def _change(old: Figure, new: Figure, change: Figure, points: bool) -> Finding | None:
    low, high = sorted((old, new), key=lambda f: f.value)
    difference = Interval(high.value - low.value, max(high.low - low.high, Decimal(0)), high.high - low.low)
    figures = (old, new, change)
    working = f"{show(high.value, 6)} - {show(low.value, 6)} = {show(difference.value, 6)}"
    if change.kind != PERCENT or points or (change.unit in _POINTS):
        if change.kind == PLAIN and old.kind == MONEY:
            return None
        if change.kind == MONEY and old.kind != MONEY:
            return None
        if not points and change.unit and old.unit and change.unit != old.unit and change.unit not in _POINTS:
            return None
        status = compare(difference, change)
        return Finding(
            "difference",
            status,
            stated(working, status, change),
            show(difference.value, 6),
            shown(change),
            figures,
            (change.start, change.end),
        )
    if old.value == 0:
        note = ("Perubahan dari nol tidak dapat dinyatakan dalam persen.", "A change from zero has no percentage.")
        return Finding(
            "percent_change",
            "unverifiable",
            f"({shown(new)} - 0) / 0",
            None,
            shown(change),
            figures,
            (change.start, change.end),
            note,
        )
    ratio = over(times(difference, Interval(_HUNDRED, _HUNDRED, _HUNDRED)), of(old))
    if ratio is None:
        return None
    sign = "-" if new.value < old.value else ""
    percent = f"({show(new.value, 6)} - {show(old.value, 6)}) / {show(old.value, 6)} = {sign}{show(ratio.value)} %"
    status = compare(ratio, change, change.step)
    if status == "mismatch" and old.kind == PERCENT and compare(difference, change) != "mismatch":
        note = (
            f"{working} poin persen; sebagai persen perubahannya {show(ratio.value)} %, bukan {shown(change)}.",
            f"{working} percentage points; as a percentage the change is {show(ratio.value)} %, not {shown(change)}.",
        )
        return Finding(
            "percent_or_points",
            "mismatch",
            f"{working} points, stated {shown(change)}",
            f"{show(difference.value, 6)} poin",
            shown(change),
            figures,
            (change.start, change.end),
            note,
        )
    return Finding(
        "percent_change",
        status,
        stated(percent, status, change),
        f"{show(ratio.value)} %",
        shown(change),
        figures,
        (change.start, change.end),
    )


def _percent_of(amount: Figure, old: Figure, percent: Figure) -> Iterator[Finding]:
    if {amount.kind, old.kind} not in ({PLAIN}, {MONEY}) or old.kind == PERCENT:
        return
    ratio = over(times(of(amount), Interval(_HUNDRED, _HUNDRED, _HUNDRED)), of(old))
    if ratio is None:
        return
    status = compare(ratio, percent, percent.step)
    working = f"{show(amount.value, 6)} / {show(old.value, 6)} = {show(ratio.value)} %"
    yield Finding(
        "percent_change",
        status,
        stated(working, status, percent),
        f"{show(ratio.value)} %",
        shown(percent),
        (amount, old, percent),
        (percent.start, percent.end),
    )
