"""So many times so much: "masing-masing", "per", "kali lipat", means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from berita_extract.check import filled, multiples, per_span, told_products
from berita_extract.check.differences import multiple_of
from berita_extract.check.figures import MONEY, PERCENT, PLAIN, Figure
from berita_extract.check.verdict import Finding, Interval, compare, of, over, show, shown, stated, times, total
from berita_extract.check.view import View

# How many earlier figures may be the number that is multiplied.
LOOK_BACK = 12
# "masing-masing Rp40 juta, Rp20 juta, dan Rp15 juta"
_ONE_EACH = re.compile(r"(?: [a-z]{2,15})?,? (?:dan )?[NM]")
_MORE = re.compile(r"\b(?:termasuk|ditambah|di luar|beserta)\b")
_HALF = Decimal("0.5")


def find(view: View) -> Iterator[Finding]:
    """Every stated product, multiple and mean."""
    yield from multiples.find(view)
    yield from told_products.find(view)
    yield from per_span.find(view)
    yield from filled.find(view)
    for rule, group, match in view.matches("per_unit"):
        if _ONE_EACH.match(view.code, match.end("each")) or _MORE.search(match[0]):
            continue
        each, whole = group["each"], group["total"]
        if PERCENT in (each.kind, whole.kind) or (each.kind == MONEY) != (whole.kind == MONEY):
            continue
        if "number" in group:
            product = _product(group["number"], each, whole)
            if not (rule.settings.get("loose") and product.status == "mismatch"):
                yield product
            continue
        yield from _with_number_before(view, match["noun"], each, whole, match.start())
    for _, group, _ in view.matches("times"):
        finding = multiple_of(group["old"], group["new"], group["times"])
        if finding is not None:
            yield finding
    for _, group, match in view.matches("mean"):
        yield from _mean(view, match, group["mean"])


def _product(number: Figure, each: Figure, whole: Figure) -> Finding:
    product = times(of(number), of(each))
    status = compare(product, whole)
    working = f"{shown(number)} x {shown(each)} = {show(product.value, 6)}"
    return Finding(
        "per_unit",
        status,
        stated(working, status, whole),
        show(product.value, 6),
        shown(whole),
        (number, each, whole),
        (whole.start, whole.end),
    )


def _with_number_before(view: View, noun: str, each: Figure, whole: Figure, position: int) -> Iterator[Finding]:
    i = bisect_left(view.positions, position)
    before = [view.at[p] for p in view.positions[max(0, i - LOOK_BACK) : i]]
    after = [view.at[p] for p in view.positions[i : i + 4]]
    numbers = [f for f in (*reversed(before), *after) if f.kind == PLAIN and f not in (each, whole) and f.value > 1]
    fitting = [f for n in numbers if (f := _product(n, each, whole)).status == "ok"]
    fitting = fitting or [f for n in numbers if n.unit == noun and (f := _product(n, each, whole)).status != "mismatch"]
    fitting = fitting or [f for n in numbers if (f := _product(n, each, whole)).status != "mismatch" and whole.vague]
    if fitting:
        yield fitting[0]
        return
    same = {n.value: n for n in numbers if n.unit == noun}
    start = view.sentence(position)[0]
    previous = view.code.rfind("|", 0, max(0, start - 1)) + 1
    near = [n for n in same.values() if any(p >= previous and view.at[p] is n for p in view.positions)]
    if len(same) == 1 and near and not near[0].vague:
        yield _product(near[0], each, whole)


def _mean(view: View, match: object, mean: Figure) -> Iterator[Finding]:

    assert isinstance(match, re.Match)
    start, end = match.span("list")
    figures = [view.at[p] for p in view.positions if start <= p < end and view.at[p].kind == PLAIN]
    if len(figures) < 2:
        return
    n = Decimal(len(figures))
    ratio = over(total(figures), Interval(n, n, n))
    if ratio is None:
        return
    status = compare(ratio, mean, mean.step * _HALF)
    working = f"({' + '.join(shown(f) for f in figures)}) / {len(figures)} = {show(ratio.value)}"
    yield Finding(
        "per_unit",
        status,
        stated(working, status, mean),
        show(ratio.value),
        shown(mean),
        (*figures, mean),
        (mean.start, mean.end),
    )
