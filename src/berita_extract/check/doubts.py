"""What the words of an article say against a mismatch: the figure is planned, corrected, the greatest of its peers, a
price of what holds more, or the parts make the total without one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from berita_extract.check.figures import Figure
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View

REACH = 200  # code points between a price and what it buys
MOST_PARTS = 10
BEFORE, BEHIND = 24, 24  # code points around a figure in which it may be said to be planned
_CLAUSE_END = re.compile(r"[,;]|[.!?](?:[\s\"”’']|$)")


def doubted(view: View, finding: Finding) -> bool:
    """Whether the article's own words speak against a mismatch of quantities."""
    stated = next((f for f in finding.figures if (f.start, f.end) == finding.target), None)
    if stated is None or finding.kind in ("weekday", "date_order", "list_length"):
        return False
    rest = [f for f in finding.figures if f is not stated]
    return (
        _planned(view, finding.kind, stated, rest)
        or _corrected(view, stated)
        or _DOUBTS.get(finding.kind, _none)(view, stated, rest)
    )


def _planned(view: View, kind: str, stated: Figure, rest: Sequence[Figure]) -> bool:
    """ "Turun menjadi 5.060 kardus. Tahun ini diperkirakan tinggal 3.000": what is planned is no outcome.

    A figure told again ("menargetkan angka 80 persen itu turun") is planned only where that is said behind it.
    """
    if kind == "share":  # "60 persen dari target"
        return False
    planned = view.language.cue("planned")
    behind = _CLAUSE_END.split(view.low[stated.end : stated.end + BEHIND], maxsplit=1)[0]
    told = planned.search(behind)
    if told is not None and not behind[: told.start()].endswith("dari "):  # "lebih lama 25 menit dari target"
        return True
    if kind == "repeated_figure" or planned.search(view.low, max(0, stated.start - BEFORE), stated.start) is None:
        return False
    return all(planned.search(view.around(figure)) is None for figure in rest)


def _corrected(view: View, stated: Figure) -> bool:
    """ "Ia meralat pembawa acara yang menyebut sembilan persen": the article itself says that the figure is wrong."""
    return view.language.cue("corrected").search(view.around(stated)) is not None


def _greatest_or_subset(view: View, stated: Figure, rest: Sequence[Figure]) -> bool:
    """ "Terbanyak dari pemerintah daerah, yaitu 187": a part; "48 tim: 20 tim, 12 SMA dan 8 SMK, 28 tim lainnya": 20
    and 28 are the parts."""
    before = view.low[max(0, stated.start - 60) : stated.start]
    if view.language.cue("greatest").search(before) is not None:
        return True
    values = [f.value for f in rest][:MOST_PARTS]
    return any(
        sum(some, Decimal(0)) == stated.value for size in range(2, len(values)) for some in combinations(values, size)
    )


def _holds_more(view: View, stated: Figure, rest: Sequence[Figure]) -> bool:
    """ "Seharga Rp100 ribu, berisi 5 kilogram beras, 2 liter minyak …": a price of more than the one thing."""
    first = min(figure.start for figure in rest)
    between = view.low[stated.end : first] if stated.end < first <= stated.end + REACH else ""
    return view.language.cue("contains").search(between) is not None


def _another_base(view: View, stated: Figure, rest: Sequence[Figure]) -> bool:
    """ "Separuh dari 18.000 orang itu": the base is told right behind, and it is none of another's."""
    behind = next((f for f in view.figures if f.start >= stated.end), None)
    if behind is None or not view.low[stated.end : behind.start].strip().endswith("dari"):
        return False
    return len(view.low[stated.end : behind.start]) <= 40 and behind.value != max(f.value for f in rest)


def _none(view: View, stated: Figure, rest: Sequence[Figure]) -> bool:
    return False


_DOUBTS = {"sum": _greatest_or_subset, "per_unit": _holds_more, "share": _another_base}
