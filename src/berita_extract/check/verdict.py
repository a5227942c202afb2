"""Interval arithmetic and the making of a check with its working and its message in two languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import NamedTuple

from berita_extract.check.figures import MONEY, PERCENT, Figure
from berita_extract.check.view import View
from berita_extract.model import Check, CheckKind, CheckStatus, Message

ZERO = Decimal(0)
_STATUS_ID = {
    "ok": "cocok",
    "ok_after_rounding": "cocok setelah pembulatan",
    "mismatch": "tidak cocok",
    "unverifiable": "tidak dapat diperiksa",
}
_STATUS_EN = {
    "ok": "agrees",
    "ok_after_rounding": "agrees after rounding",
    "mismatch": "does not agree",
    "unverifiable": "can't be verified",
}


class Interval(NamedTuple):
    """A value with the least and the most that its wording allows."""

    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(slots=True, unsafe_hash=True)  # never changed; frozen, it is dear to make
class Finding:
    """What one rule found; `target` is the stated figure under test, `weak` says that only an agreement counts."""

    kind: CheckKind
    status: CheckStatus
    working: str
    expected: str | None
    found: str | None
    figures: tuple[Figure, ...]
    target: tuple[int, int]
    note: tuple[str, str] | None = None
    facts: tuple[str, ...] = ()


def of(figure: Figure) -> Interval:
    """The interval of a figure."""
    return Interval(figure.value, figure.low, figure.high)


def total(parts: Sequence[Figure]) -> Interval:
    """The sum of the figures."""
    return Interval(
        sum((p.value for p in parts), ZERO), sum((p.low for p in parts), ZERO), sum((p.high for p in parts), ZERO)
    )


def times(a: Interval, b: Interval) -> Interval:
    """The product of two intervals of figures that are not negative."""
    return Interval(a.value * b.value, a.low * b.low, a.high * b.high)


def over(a: Interval, b: Interval) -> Interval | None:
    """The quotient; None where the divisor may be zero."""
    if b.low <= 0 or b.value <= 0:
        return None
    with localcontext() as context:
        context.prec = 30
        return Interval(a.value / b.value, a.low / b.high, a.high / b.low)


def compare(computed: Interval, stated: Figure, slack: Decimal = ZERO) -> CheckStatus:
    """`slack` widens the stated figure on both sides: a percentage written without decimals is a rounded one."""
    if computed.value == stated.value:
        return "ok"
    low, high = min(computed.low, computed.value), max(computed.high, computed.value)
    if low <= stated.high + slack and high >= stated.low - slack:
        return "ok_after_rounding"
    return "mismatch"


def show(value: Decimal, places: int = 2) -> str:
    """A number as Indonesian news writes it: "1.204", "36,84"."""
    if value == value.to_integral_value():
        return f"{int(value):,}".replace(",", ".")
    text = f"{value:,.{places}f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def shown(figure: Figure) -> str:
    """A figure in a working: with its currency or percent sign."""
    text = show(figure.value, 6)
    return f"Rp{text}" if figure.kind == MONEY else f"{text} %" if figure.kind == PERCENT else text


def stated(working: str, status: CheckStatus, figure: Figure) -> str:
    """The working with what the article says where that is something else."""
    return working if status == "ok" else f"{working}, stated {shown(figure)}"


def make(view: View, finding: Finding, number: int) -> Check:
    """The check of the record."""
    # those of the headline stand before the text
    figures = sorted({(f.start, f.end): f for f in finding.figures if f.start >= 0}.values(), key=lambda f: f.start)
    facts = list(dict.fromkeys([*(f.fact for f in figures if f.fact), *finding.facts]))
    return Check(
        id=f"k{number}",
        kind=finding.kind,
        status=finding.status,
        working=finding.working,
        message=_message(view, finding, figures),
        expected=finding.expected,
        found=finding.found,
        facts=tuple(facts),
        evidence=tuple(view.evidence(f) for f in figures),
    )


def _message(view: View, finding: Finding, figures: list[Figure]) -> Message:
    if finding.note is not None:
        indonesian, english = finding.note
    else:
        working = finding.working.replace(", stated ", ", tertulis ")
        indonesian = f"{working}: {_STATUS_ID[finding.status]}."
        english = f"{finding.working}: {_STATUS_EN[finding.status]}."
    said: dict[str, list[str]] = {}
    for figure in figures:
        if figure.speaker and figure.speaker in view.names:
            said.setdefault(view.names[figure.speaker], []).append(view.written(figure))
    for name, texts in said.items():
        indonesian += f" {', '.join(texts)}: menurut {name}."
        english += f" {', '.join(texts)}: said by {name}."
    return Message(id=indonesian, en=english)
