"""How exact a figure is: its bound by the words around it, and the interval that wording and rounding allow."""

from __future__ import annotations

from decimal import Decimal

from berita_extract.facts.count_figures import Mention
from berita_extract.model import Bound

# What "sekitar", "hampir" and "-an" leave open, as a share of the value.
TOLERANCE = Decimal("0.1")


def interval(mention: Mention, bound: Bound) -> tuple[Decimal | None, Decimal | None]:
    """Low and high of what the words allow; None on a side that they leave open."""
    figure, upper = mention.figure, mention.upper
    low, high = figure.low, (upper.high if upper else figure.high)
    if mention.suffix == "an":  # "300-an": 300 to 399
        return figure.value, figure.value + _leading(figure.value) - 1
    if bound == "approximate":
        slack = figure.value * TOLERANCE
        return min(low, figure.value - slack), max(high, figure.value + slack)
    if bound == "less_than" and not upper:
        return None, figure.value
    if bound == "at_most":
        return None, high
    if figure.vague:
        return low, high
    if bound in {"more_than", "at_least"}:
        return (figure.value if bound == "more_than" else low), None
    return low, high


def _leading(value: Decimal) -> Decimal:
    """The unit of the last digit that is not zero: 100 for 300, 10 for 1980."""
    number, unit = int(value), 1
    while number and number % 10 == 0:
        number, unit = number // 10, unit * 10
    return Decimal(unit)
