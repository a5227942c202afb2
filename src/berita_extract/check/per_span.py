"""So much a month and so much a year: "Rp17,1 juta sebulan atau Rp205,2 juta dalam setahun"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from berita_extract.check.figures import MONEY, PLAIN, Figure
from berita_extract.check.terms import SPAN, Term
from berita_extract.check.verdict import Finding, show, shown, stated
from berita_extract.check.view import View

# A wrong product is told near the right one; up to so many times the amount it may be that of some of the months.
NEAR, PAID = Decimal("0.35"), 14
# Code points in which the span of an amount may stand.
AHEAD, BETWEEN = 60, 110
_TIMES = {("bulan", "tahun"): 12, ("bulan", "semester"): 6, ("bulan", "triwulan"): 3, ("triwulan", "tahun"): 4,
          ("semester", "tahun"): 2}  # fmt: skip
_NAME = r"(?:se|(?:per|setiap|tiap) )(?P<span>bulan|tahun|triwulan|semester)\b"
_BEHIND = re.compile(
    rf"(?: [a-z]{{2,20}}){{0,3}}?(?: dalam| untuk| selama)? {_NAME}(?! (?:terakhir|ini|lalu|kemudian))"
)
_LINK = r"(?:atau|setara|sehingga|berarti|artinya|sama dengan|jadi)"
# what stands between the span of the first amount and the second
_JOINED = re.compile(rf"(?:,? |,? ?\(){_LINK}(?: dengan| menjadi)? ")
_BEFORE = re.compile(
    rf"(?:(?:,? |,? ?\(){_LINK} |\. (?:artinya,? |jadi,? |berarti,? )?)(?:dalam |selama |untuk )?{_NAME}"
    r"(?! (?:terakhir|ini|lalu|kemudian)),?(?: [a-z]{2,20}){0,5} "
)
_EQUALS = re.compile(r"\b(?:berarti|artinya|menjadi|atau|setara|sehingga|jadi)\b")


def find(view: View) -> Iterator[Finding]:
    """Every amount of a month that stands right before that of a year."""
    if "bulan" not in view.low and "triwulan" not in view.low and "semester" not in view.low:
        return
    for a, b in pairwise(view.terms):
        if a.kind != b.kind or a.kind not in (MONEY, PLAIN) or a.figure.vague or b.figure.vague:
            continue
        if 1 < a.figure.value < b.figure.value and (a.kind == MONEY or (a.unit == b.unit and a.unit not in SPAN)):
            factor = _factor(view, a.figure, b.figure)
            if factor and not _not_times(view, a, b):
                yield from _finding(a.figure, b.figure, factor)


def _factor(view: View, a: Figure, b: Figure) -> int:
    """How many of the first span are in the second; 0 where the words don't tell both and that they are one."""
    low = view.low
    if b.start - a.end > BETWEEN:
        return 0
    first = _BEHIND.match(low, a.end, a.end + AHEAD)
    if first is None or first.end() > b.start:
        return 0
    before = _BEFORE.fullmatch(low, first.end(), b.start)
    if before is not None:
        if a.kind == PLAIN and "sehingga" in before[0]:
            return 0  # "40 ton per bulan, sehingga setahun koperasi menyerap 450 ton"
        second = before if _EQUALS.search(before[0]) else None
    else:
        joined = _JOINED.fullmatch(low, first.end(), b.start)
        second = _BEHIND.match(low, b.end, b.end + AHEAD) if joined else None
    return _TIMES.get((first["span"], second["span"]), 0) if second else 0


def _not_times(view: View, a: Term, b: Term) -> bool:
    """Whether the words tell that the year is not so many months of it."""
    around = view.around(a.figure) + view.around(b.figure)
    return view.language.cue("not_times").search(around) is not None


def _finding(a: Figure, b: Figure, factor: int) -> Iterator[Finding]:
    product = a.value * factor
    apart = abs(product - b.value)
    zeros = len(f"{int(b.value)}") - len(f"{int(b.value)}".rstrip("0"))
    rounded = Decimal(10) ** zeros / 2
    working = f"{shown(a)} x {factor} = {show(product, 6)}"
    span = (b.start, b.end)
    if not apart:
        yield Finding("per_unit", "ok", working, show(product, 6), shown(b), (a, b), span)
    elif apart > max(a.step * factor + b.step, rounded) and apart <= NEAR * product and not _some_of_them(a, b):
        told = stated(working, "mismatch", b)
        yield Finding("per_unit", "mismatch", told, show(product, 6), shown(b), (a, b), span)


def _some_of_them(a: Figure, b: Figure) -> bool:
    """Whether it is that of eleven months, or of thirteen."""
    return b.value % a.value == 0 and b.value / a.value <= PAID
