"""Scores, sums of money and percentages that point back ("skor 63,15 tersebut") to one told before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from berita_extract.check.figures import MONEY, ORDINAL, PERCENT, PLAIN, Figure
from berita_extract.check.retold import digits, retold, shuffled
from berita_extract.check.roots import content
from berita_extract.check.terms import Term
from berita_extract.check.verdict import Finding, shown
from berita_extract.check.view import View

# Characters between the two, and by how much they may differ and still be one quantity.
REACH = 1300
NEAR = Decimal("0.4")
_POINTERS = frozenset(["itu", "tersebut", "tadi", "dimaksud"])
_CUES = (*sorted(_POINTERS), "berjumlah", "sebanyak", "seluruh", "semua")
_SCORES = frozenset(["skor", "nilai", "indeks", "rata-rata", "skornya", "nilainya"])
_RANKS = frozenset(["peringkat", "urutan", "posisi", "ranking"])
_MOVED = frozenset(["change", "apart", "old", "new", "from", "each", "rest"])
# Nouns that count what was counted by its own noun before ("85 orang").
_ANY = frozenset([None, "orang", "buah", "unit"])
_COUNTED = re.compile(
    r"\b(?P<noun>[a-z]{3,20})(?P<more>(?: [a-z-]{2,20}){0,7}) (?:berjumlah|sebanyak|sejumlah|jumlahnya|totalnya)\s\Z"
)


_COUNT_OF = re.compile(
    r"\bjumlah(?P<more>(?: [a-z-]{2,20}){1,4}) (?:itu|tersebut)(?: (?:adalah|mencapai|hanya|sebanyak))?\s\Z"
)


_ALL = re.compile(r"\b(?:seluruh|semua|para|segenap) (?P<more>(?:[a-z-]{2,20} ?){1,5}),? (?:yaitu|yakni|berjumlah)\s\Z")


def find(view: View) -> Iterator[Finding]:
    """Every figure that points back to another one of its kind."""
    if not view.has_one(_CUES):
        return
    terms = view.terms
    swapped = _may_be_swapped(terms)
    for term in terms:
        if term.figure.vague or term.role in _MOVED:
            continue
        if term.place in swapped:
            yield from _swapped(terms, term)
        if term.kind in (MONEY, PERCENT):
            points = bool(_POINTERS.intersection(term.right[: 1 if term.kind == MONEY else 3]))
            yield from _unlike(terms, term, [t for t in terms[: term.place] if t.kind == term.kind], points)
        elif term.kind == PLAIN and term.figure.step < 1 and _SCORES.intersection(term.left[-4:]):
            name = next(w for w in reversed(term.left) if w in _SCORES)
            earlier = [t for t in terms[: term.place] if t.figure.step < 1 and name in t.left[-4:] and t.kind == PLAIN]
            points = bool(_POINTERS.intersection(term.right[:8]))
            yield from _unlike(terms, term, earlier, points)
        elif term.kind in (PLAIN, ORDINAL) and _RANKS.intersection(term.left[-2:]):
            ranked = [t for t in terms[: term.place] if _RANKS.intersection(t.left[-2:]) and t.kind in (PLAIN, ORDINAL)]
            yield from _unlike(terms, term, ranked, bool(_POINTERS.intersection(term.right[:1])))
        elif term.kind == PLAIN and term.unit in _ANY and term.figure.value >= 5:
            yield from _counted(view, term)


def _may_be_swapped(terms: list[Term]) -> set[int]:
    """The places of figures with the digits of an earlier one of their kind; whole numbers of things are many."""
    found: set[int] = set()
    seen: set[tuple[str, tuple[int, ...]]] = set()
    for term in terms:
        if term.kind != PLAIN or term.figure.step < 1:
            key = term.kind, shuffled(term.figure.value)
            if key in seen:
                found.add(term.place)
            seen.add(key)
    return found


def _swapped(terms: list[Term], term: Term) -> Iterator[Finding]:
    """ "71,46 … 74,16": the same digits in another order, where there are enough of them to be no chance."""
    if len(set(digits(term.figure.value))) < 3 or (term.kind == PLAIN and term.figure.step >= 1):
        return
    like = [
        t
        for t in terms[: term.place]
        if t.kind == term.kind
        and t.figure.value != term.figure.value
        and shuffled(t.figure.value) == shuffled(term.figure.value)
    ]
    if len(like) != 1 or any(t.figure.value == term.figure.value for t in terms[: term.place]):
        return
    last = like[0]
    if last.sentence == term.sentence or last.role in _MOVED or term.figure.start - last.figure.end > REACH:
        return
    words = [content(" ".join((*t.left[-6:], *t.right[:6]))) for t in (last, term)]
    if len(words[0] & words[1]) > (term.kind == PERCENT):
        yield from _verdict(last.figure, term.figure, "")


def _unlike(terms: list[Term], term: Term, earlier: list[Term], points: bool) -> Iterator[Finding]:
    near = [t for t in earlier if term.figure.start - t.figure.end < REACH]
    if not points or not near or len({t.figure.value for t in earlier}) != 1:
        return
    if any(t.kind == term.kind and t.figure.value == term.figure.value for t in terms[: term.place]) and (
        near[-1].figure.value != term.figure.value
    ):
        return
    last = near[-1]
    if last.figure.vague or last.role in ("change", "apart", "each") or term.place - last.place > 4:
        return
    if last.sentence == term.sentence or (last.year and term.year and last.year != term.year):
        return
    yield from _verdict(last.figure, term.figure, "")


def _counted(view: View, term: Term) -> Iterator[Finding]:
    """ "Seluruh operator yang berjumlah 85 orang itu": the noun stands before the figure."""
    reach = max(0, term.figure.start - 90), term.figure.start
    match = next((m for e in (_COUNTED, _COUNT_OF, _ALL) if (m := e.search(view.low, *reach)) is not None), None)
    if match is None or _is_of_another(view, match):
        return
    points = bool(_POINTERS.intersection((*term.left[-9:], *term.right[:3])))
    words = view.low[match.start() : match.end()].split()
    told = [
        t
        for t in view.terms[: term.place]
        if t.kind == PLAIN
        and not t.figure.vague
        and (t.unit in words or (t.unit and t.unit == term.unit and content(match["more"]) & content(" ".join(t.left))))
    ]
    if not told or len({t.figure.value for t in told}) != 1 or term.figure.start - told[-1].figure.end > REACH:
        return
    first = told[-1].figure
    near = [t.figure.value for t in view.terms[max(0, term.place - 5) : term.place] if t.kind == PLAIN]
    if any(a + b == term.figure.value for a, b in combinations(near, 2)):
        return  # "16 kecamatan dan 184 desa sehingga yang dilatih berjumlah 200 orang"
    if points or content(match["more"]) & content(view.low[max(0, first.start - 200) : first.start]):
        yield from _verdict(told[-1].figure, term.figure, f" {told[-1].unit}")


def _is_of_another(view: View, match: re.Match[str]) -> bool:
    """ "184 desa sehingga yang dilatih berjumlah 200 orang": the noun has a number of its own before it."""
    start = match.start("noun") if "noun" in match.re.groupindex else match.start("more")
    return any(t.kind == PLAIN and 0 < start - t.figure.end <= 1 for t in view.terms)


def _verdict(first: Figure, second: Figure, unit: str) -> Iterator[Finding]:
    if first.value == second.value:
        yield retold("ok", first, second, f"{shown(first)} = {shown(second)}", both=True)
        return
    apart = abs(first.value - second.value)
    if apart > NEAR * first.value or (first.low <= second.high and second.low <= first.high):
        return
    note = (
        f"Tadi {shown(first)}{unit}, di sini {shown(second)}{unit} tersebut.",
        f'First {shown(first)}{unit}, here "those {shown(second)}{unit}".',
    )
    yield retold("mismatch", first, second, f"{shown(first)}{unit}, then those {shown(second)}{unit}", note, both=True)
