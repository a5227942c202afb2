"""The arithmetic of a change: differences, percent changes, percent said for points, and multiples."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from berita_extract.check.figures import MONEY, ORDINAL, PERCENT, PLAIN, Figure
from berita_extract.check.verdict import Finding, Interval, compare, of, over, show, shown, stated, times

HUNDRED = Decimal(100)
HALF = Decimal("0.5")
_POINTS = frozenset({"poin", "point", "tingkat", "peringkat", "posisi", "strip", "anak"})


def alike(old: Figure, new: Figure) -> bool:
    """Whether two figures may be one quantity before and after."""
    kinds = {old.kind, new.kind} - {ORDINAL}
    if len(kinds) > 1:
        return False
    return old.kind in (PERCENT, MONEY) or not old.unit or not new.unit or old.unit == new.unit


def change_of(old: Figure, new: Figure, change: Figure, points: bool) -> Finding | None:
    """The stated change against old and new; None where its unit can't be that of their difference."""
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
        relative = status == "mismatch" and old.kind == PERCENT and _is_relative(difference, old, change)
        return Finding(
            "percent_or_points" if relative else "difference",
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
    ratio = over(times(difference, Interval(HUNDRED, HUNDRED, HUNDRED)), of(old))
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


def _is_relative(difference: Interval, old: Figure, change: Figure) -> bool:
    """Whether the points told are the percentage of the change."""
    ratio = over(times(difference, Interval(HUNDRED, HUNDRED, HUNDRED)), of(old))
    return ratio is not None and abs(ratio.value - change.value) <= change.step


def percent_of(amount: Figure, old: Figure, percent: Figure) -> Iterator[Finding]:
    """A change told as an amount and as a percentage of the old figure."""
    if {amount.kind, old.kind} not in ({PLAIN}, {MONEY}) or old.kind == PERCENT:
        return
    ratio = over(times(of(amount), Interval(HUNDRED, HUNDRED, HUNDRED)), of(old))
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


def multiple_of(old: Figure, new: Figure, factor: Figure) -> Finding | None:
    """The stated multiple against the greater figure over the smaller."""
    if old.kind != new.kind or old.kind == ORDINAL or (old.unit and new.unit and old.unit != new.unit):
        return None
    low, high = sorted((old, new), key=lambda f: f.value)
    ratio = over(of(high), of(low))
    if ratio is None:
        return None
    status = compare(ratio, factor, HALF if factor.step == 1 else factor.step)
    working = f"{shown(high)} / {shown(low)} = {show(ratio.value)}"
    return Finding(
        "per_unit",
        status,
        stated(working, status, factor),
        show(ratio.value),
        shown(factor),
        (old, new, factor),
        (factor.start, factor.end),
    )
