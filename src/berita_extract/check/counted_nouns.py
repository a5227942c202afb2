"""A number that stands behind its noun: "seluruh puskesmas, 25 jumlahnya", "semua kecamatan yang jumlahnya 14"."""

from __future__ import annotations

import re

from berita_extract.check.figures import PLAIN
from berita_extract.check.terms import Term
from berita_extract.check.view import View

REACH = 90
_ALL = r"\b(?:seluruh|semua|segenap) (?P<noun>[a-z]{3,20})(?: [a-z]{2,20}){0,5}"
_BEFORE = re.compile(
    rf"{_ALL}(?:,? yang (?:jumlahnya|berjumlah|banyaknya)|,? berjumlah|, (?:yang )?(?:jumlah|banyak)nya) \Z"
)
_BEHIND = re.compile(rf"{_ALL},? (?:yang )?\Z")
_COUNTED = (" jumlahnya", " banyaknya")


def counted_noun(view: View, term: Term) -> str | None:
    """The noun before a figure that has none behind it, where the words say that it counts all of them."""
    figure = term.figure
    if term.kind != PLAIN or figure.vague or figure.step != 1:
        return None
    behind = view.low.startswith(_COUNTED, figure.end)
    if term.unit is not None and not behind:
        return None
    match = (_BEHIND if behind else _BEFORE).search(view.low, max(0, figure.start - REACH), figure.start)
    return match["noun"] if match else None
