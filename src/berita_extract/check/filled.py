"""So many seats in each of so many boats, all of them taken: the number of those who sit in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from berita_extract.check.figures import PLAIN
from berita_extract.check.terms import Term
from berita_extract.check.verdict import Finding, show, shown, stated
from berita_extract.check.view import View

NEAR = Decimal("0.25")
# Code points behind the words that all are taken in which those who sit there are told.
AHEAD = 130
_SEATS = r"(?:kursi|bangku|tempat duduk|tempat tidur|ranjang|meja)"
_TAKEN = re.compile(
    rf"\b(?:semua|seluruh|setiap) {_SEATS}(?: di (?:semua|seluruh|setiap|tiap) (?P<noun>[a-z]{{3,15}}))?"
    r"(?: itu| tersebut)?(?: sudah| selalu| habis)? (?:terisi|penuh|ditempati|diduduki)\b"
)
# "mengangkut 1.160 pelajar sekali jalan jika tempat duduknya terisi penuh"
_IF_TAKEN = re.compile(
    rf"\b(?:jika|bila|kalau|apabila) (?:semua |seluruh )?{_SEATS}(?:nya)?"
    r"(?: di (?:semua|setiap|tiap) (?P<noun>[a-z]{3,15}))? (?:terisi|penuh)\b"
)
_EACH = re.compile(r"\b(?:setiap|tiap|masing-masing|per|seragam|sama)\b")
_OF_EACH = re.compile(r" [a-z]{3,15} (?:untuk|di|per) (?:setiap|tiap)\b")
_HEADS = ("kursi", "bangku", "tempat", "ranjang", "meja")


def find(view: View) -> Iterator[Finding]:
    """The one number of seats of each, of the one number of those that have them, against the persons told behind."""
    if " tempat" not in view.low and " kursi" not in view.low and " bangku" not in view.low:
        return
    seats = [t for t in view.terms if t.kind == PLAIN and t.unit in _HEADS]
    if not seats or len({t.figure.value for t in seats}) != 1 or seats[0].figure.vague:
        return
    each = seats[0]
    told = view.around(each.figure)
    if not _EACH.search(told):
        return
    for taken in (*_TAKEN.finditer(view.low), *_IF_TAKEN.finditer(view.low)):
        sitting = _sitting(view, taken.end()) if taken.re is _TAKEN else _would_sit(view, taken.start())
        numbers = _owners(view, each, told, taken["noun"])
        if sitting is not None and len({t.figure.value for t in numbers}) == 1:
            yield from _finding(numbers[0], each, sitting)


def _sitting(view: View, start: int) -> Term | None:
    """The first number behind the words, where it is one of persons."""
    behind = (t for t in view.terms if start <= t.figure.start < start + AHEAD)
    return _of_persons(view, next((t for t in behind if t.figure.value > 1), None))  # not that of "sekali jalan"


def _would_sit(view: View, end: int) -> Term | None:
    """The last number of the sentence before the words, where it is one of persons."""
    begin = max(view.low.rfind(mark, 0, end) for mark in (". ", "\n")) + 1
    before = [t for t in view.terms if begin <= t.figure.start < end and t.figure.value > 1]
    return _of_persons(view, before[-1] if before else None)


def _of_persons(view: View, term: Term | None) -> Term | None:
    if term is None or term.kind != PLAIN or term.figure.vague or term.figure.step != 1:
        return None
    persons = view.language.phrases["persons"]
    if term.unit not in persons or view.language.cue("not_times").search(view.around(term.figure)):
        return None
    return term


def _owners(view: View, each: Term, told: str, noun: str | None) -> list[Term]:
    """The numbers of what has the seats, by its noun behind "di semua", "setiap" or before the seats."""
    owners = [t for t in view.terms if t.kind == PLAIN and not t.figure.vague and t.figure.value > 1 and t.unit]
    owners = [t for t in owners if t.figure.start < each.figure.start]
    if noun is None:
        each_one = re.search(r"\b(?:setiap|tiap|masing-masing|per) ([a-z]{3,15})\b", told)
        noun = each_one[1] if each_one else None
    if noun is None or noun in _HEADS:
        # "24 bus, semuanya tipe yang sama dengan 40 kursi"
        near = [t for t in owners if t.sentence == each.sentence]
        noun = near[-1].unit if near else None
    mine = [t for t in owners if t.unit == noun]
    most = {t.figure.value for t in mine}
    # "dua perahu untuk setiap dermaga, sehingga ada 14 perahu": the greatest is that of all
    return [t for t in mine if not _OF_EACH.match(view.low, t.figure.end)] if len(most) > 1 else mine


def _finding(number: Term, each: Term, sitting: Term) -> Iterator[Finding]:
    product = number.figure.value * each.figure.value
    apart = abs(product - sitting.figure.value)
    working = f"{shown(number.figure)} x {shown(each.figure)} = {show(product, 6)}"
    figures = (number.figure, each.figure, sitting.figure)
    span = (sitting.figure.start, sitting.figure.end)
    if not apart:
        yield Finding("per_unit", "ok", working, show(product, 6), shown(sitting.figure), figures, span)
    elif apart <= NEAR * product and apart % number.figure.value:
        told = stated(working, "mismatch", sitting.figure)
        yield Finding("per_unit", "mismatch", told, show(product, 6), shown(sitting.figure), figures, span)
