"""A second look before an alarm: does the relation hold with another figure of the article in place of one of its own?

"naik 28 persen dibanding 144.000. Dari jumlah itu 183.108 … dan 1.212 …": the parts belong to 184.320, told before. Where
such a reading holds, the first one was of the wrong figures, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from berita_extract.check.figures import MONEY, PERCENT, PLAIN, Figure
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View

HUNDRED = Decimal(100)
HALF = Decimal("0.5")
# Below this a value stands in most articles by chance: it counts only beside the same noun.
SMALL = Decimal(30)
MAX_OTHERS = 120  # figures of an article that are tried


def holds_elsewhere(view: View, finding: Finding) -> bool:
    """Whether the relation of a mismatch holds with another figure of the article."""
    test = _TESTS.get(finding.kind)
    if test is None:
        return False
    stated = next((f for f in finding.figures if (f.start, f.end) == finding.target), None)
    rest = [f for f in finding.figures if f is not stated]
    if stated is None or not rest:
        return False
    used = {(f.start, f.end) for f in finding.figures}
    others = [f for f in view.figures if (f.start, f.end) not in used and not f.vague and f.value > 0]
    return test(stated, rest, others[:MAX_OTHERS])


def _near(value: Decimal, figure: Figure) -> bool:
    return figure.low <= value <= figure.high


def _stands_for(other: Figure, one: Figure) -> bool:
    """Whether a figure may take the place of another: the same kind, and the same noun where both are small or named."""
    if other.kind != one.kind:
        return False
    if other.unit and one.unit:
        return other.unit == one.unit
    return other.kind != PLAIN or other.value >= SMALL


def _sum(stated: Figure, parts: list[Figure], others: list[Figure]) -> bool:
    """The parts add up to another figure."""
    if len(parts) < 2 or any(p.kind != stated.kind for p in parts):
        return False
    total = sum((p.value for p in parts), Decimal(0))
    return any(_near(total, o) and any(_stands_for(o, p) for p in (stated, *parts)) for o in others)


def _share(stated: Figure, rest: list[Figure], others: list[Figure]) -> bool:
    """The part has that share of another whole, or another part has it of the whole."""
    percents = [f for f in (stated, *rest) if f.kind == PERCENT]
    amounts = sorted((f for f in (stated, *rest) if f.kind in (PLAIN, MONEY)), key=lambda f: f.value)
    if len(percents) != 1 or len(amounts) != 2:
        return False
    part, whole = amounts
    return any(
        (_stands_for(o, whole) and o.value >= part.value and _is_share(part.value, o.value, percents[0]))
        or (_stands_for(o, part) and o.value <= whole.value and _is_share(o.value, whole.value, percents[0]))
        for o in others
    )


def _is_share(part: Decimal, whole: Decimal, percent: Figure) -> bool:
    return abs(part * HUNDRED / whole - percent.value) <= percent.step * HALF


def _difference(stated: Figure, rest: list[Figure], others: list[Figure]) -> bool:
    """One of the two figures differs by so much from another one."""
    return len(rest) == 2 and any(
        _stands_for(o, one) and _near(abs(one.value - o.value), stated) for one in rest for o in others
    )


def _percent_change(stated: Figure, rest: list[Figure], others: list[Figure]) -> bool:
    """One of the two figures grew or fell by that percentage from or to another one."""
    if stated.kind != PERCENT or len(rest) != 2:
        return False

    def changed(old: Decimal, new: Decimal) -> bool:
        return abs(abs(new - old) * HUNDRED / old - stated.value) <= stated.step * HALF

    return any(
        _stands_for(o, one) and (changed(o.value, one.value) or changed(one.value, o.value))
        for one in rest if one.value > 0 for o in others
    )  # fmt: skip


def _per_unit(stated: Figure, rest: list[Figure], others: list[Figure]) -> bool:
    """The product is told elsewhere, or one of its factors is another figure."""
    if len(rest) != 2:
        return False
    one, two = rest
    product = one.value * two.value
    return any(_stands_for(o, stated) and _near(product, o) for o in others) or any(
        _stands_for(o, factor) and o.value >= 2 and _near(o.value * other.value, stated)
        for factor, other in ((one, two), (two, one)) for o in others
    )  # fmt: skip


_TESTS: dict[str, Callable[[Figure, list[Figure], list[Figure]], bool]] = {
    "sum": _sum,
    "share": _share,
    "difference": _difference,
    "percent_change": _percent_change,
    "per_unit": _per_unit,
}


def sound(view: View, findings: list[Finding]) -> Iterator[Finding]:
    """The findings without the mismatches that hold with another figure."""
    return (f for f in findings if f.status != "mismatch" or not holds_elsewhere(view, f))
