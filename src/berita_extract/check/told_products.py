"""So much for each of so many, in total so much, the three told anywhere: "setiap kelompok menerima Rp12 juta".

The sentence that tells how much each one has names the noun; the number of that noun and the total of that kind stand
elsewhere in the article. Each sign that they belong together counts a point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from berita_extract.check.figures import MONEY, PLAIN
from berita_extract.check.roots import content
from berita_extract.check.story import Told, counts, one_slip
from berita_extract.check.terms import SPAN
from berita_extract.check.verdict import Finding, compare, of, over, show, shown, stated, times
from berita_extract.check.view import Language, View

POINTS, MOST = 5, 12
FACTOR = Decimal("1.9")
# Nouns that are counted for many things.
_ANY = frozenset(["unit", "buah", "lokasi", "titik", "paket", "jiwa", "warga"])
_APART = frozenset(["change", "apart", "old"])


def find(view: View) -> Iterator[Finding]:
    """Every amount of each that does not go with the one number and the one total that are told of it."""
    language = view.language
    if view.words.isdisjoint(view.language.phrases["each_word"]):
        return
    for each in view.story:
        if each.headline or each.figure.vague or each.term.kind not in (PLAIN, MONEY) or each.figure.value <= 1:
            continue
        if each.term.role in _APART or each.noun in SPAN or _of_a_span(each, language):
            continue
        for noun in _nouns(each, language):
            finding = _best(view, each, noun)
            if finding is not None:
                yield finding
                break


def _of_a_span(each: Told, language: Language) -> bool:
    """ "Rp40 ribu sehari", "15 ton per hari" """
    right = each.term.right
    per = right[:1] == ("per",) and bool(SPAN & {*right[1:2]})
    return per or bool({*right[:2]} & language.phrases["periods"])


def _nouns(each: Told, language: Language) -> list[str]:
    """The nouns of which each one has so much, by the words before and behind the figure."""
    words = language.phrases["each_word"]
    found: list[str] = []
    for side in (each.term.left, each.term.right[:8]):
        for n, word in enumerate(side[:-1]):
            noun = side[n + 1]
            if word in words and noun not in _ANY:
                found.append(noun)
    return found


def _best(view: View, each: Told, noun: str) -> Finding | None:
    language = view.language
    numbers = [
        t for t in view.story if t is not each and t.noun == noun and t.term.kind == PLAIN and t.figure.value > 1
    ]
    values = {t.figure.value for t in numbers}
    if not numbers or len(numbers) > MOST or any(t.figure.vague for t in numbers):
        return None
    totals = [t for t in view.story if _may_be_total(t, each, language)]
    if len(totals) > MOST:
        return None
    for number in numbers:
        product = times(of(number.figure), of(each.figure))
        if any(product.low <= t.figure.high and t.figure.low <= product.high for t in totals):
            return None
    if len(values) > 1:
        return None
    number = next((t for t in numbers if not t.headline), numbers[0])
    if noun in SPAN and not each.words & language.phrases["equally"]:
        return None
    if noun == "orang" and abs(number.term.sentence - each.term.sentence) > 1:
        return None
    rows = [(points, t) for t in totals if (points := _points(each, number, t, totals, noun, language)) >= POINTS]
    if not rows:
        return None
    return _finding(each, number, max(rows, key=lambda row: row[0])[1])


def _may_be_total(told: Told, each: Told, language: Language) -> bool:
    if told is each or told.term.kind != each.term.kind or told.term.role in (*_APART, "each") or told.figure.vague:
        return False
    if told.headline or told.figure.value <= each.figure.value:
        return False
    if each.term.kind == MONEY:
        return True
    return each.noun is not None and told.noun is not None and counts(told, each.noun, language)


def _points(each: Told, number: Told, total: Told, totals: Sequence[Told], noun: str, language: Language) -> int:
    computed = number.figure.value * each.figure.value
    if not computed / FACTOR <= total.figure.value <= computed * FACTOR:
        return 0
    if total.words & language.phrases["not_only"] or each.words & language.phrases["not_only"]:
        return 0
    told = {*total.term.left[-6:], *total.term.right[:3]}
    summed = bool(told & language.phrases["totals"]) or total.term.role in ("total", "whole")
    if total.words & language.phrases["so_far"] and not summed:
        return 0  # "sampai pekan ini 150 lampu sudah terpasang"
    if {*total.term.left[-6:]} & language.phrases["less_than_all"]:
        return 0  # "tetapi penumpang hari itu hanya 150"
    only = len({t.figure.value for t in totals}) == 1
    points = 1 if only else -1
    equally = bool({*each.term.left} & language.phrases["equally"])
    named = noun in total.words or any(w.startswith(f"{noun}-") for w in total.words)
    points += (1 if equally else 0) + (1 if named else 0) + (1 if equally and (named or only) else 0)
    points += 1 if summed else 0
    rows = (each.about, number.about, total.about)
    points += sum(bool((a & b) - content(noun)) for a, b in combinations(rows, 2))
    points += 1 if (total.words | number.words | each.words) & language.phrases["every_one"] else 0
    points += 1 if abs(total.term.place - number.term.place) == 1 else 0
    points += 1 if total.leading or 0 <= each.term.sentence - total.term.sentence <= 1 else 0
    points += 1 if 0 <= total.term.sentence - each.term.sentence <= 1 else 0
    return points + (1 if _digit(computed, total.figure.value) else 0)


def _digit(a: Decimal, b: Decimal) -> bool:
    x, y = (str(int(v)).rstrip("0") for v in (a, b))
    return bool(x and y) and one_slip(int(x), int(y))


def _finding(each: Told, number: Told, total: Told) -> Finding:
    if "rata" in " ".join(each.term.left):
        ratio = over(of(total.figure), of(number.figure))
        if ratio is not None:
            working = f"{shown(total.figure)} / {shown(number.figure)} = {show(ratio.value)}"
            figures = (total.figure, number.figure, each.figure)
            status = compare(ratio, each.figure, each.figure.step)
            span = (each.figure.start, each.figure.end)
            return Finding(
                "per_unit",
                status,
                stated(working, status, each.figure),
                show(ratio.value),
                shown(each.figure),
                figures,
                span,
            )
    product = times(of(number.figure), of(each.figure))
    working = f"{shown(number.figure)} x {shown(each.figure)} = {show(product.value, 6)}"
    figures = (number.figure, each.figure, total.figure)
    span = (total.figure.start, total.figure.end)
    return Finding(
        "per_unit", "mismatch", stated(working, "mismatch", total.figure), show(product.value, 6), shown(total.figure),
        figures, span,
    )  # fmt: skip
