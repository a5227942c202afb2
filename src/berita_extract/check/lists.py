"""An announced number against the items listed after it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from berita_extract.check import list_groups, list_spread
from berita_extract.check.figures import ORDINAL, PLAIN, Figure, opaque
from berita_extract.check.items import MAX_LIST, Counted, announced, items_of
from berita_extract.check.later_lists import lists_named_again
from berita_extract.check.list_lines import first_second, lines_behind, listed_by_headline
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View
from berita_extract.model import CheckStatus

_INTRO = re.compile(
    r"(?P<gap>[^.!?\n\d:;]{1,90}?)"
    r"(?:[,;]?\s(?P<cue>yaitu|yakni|ialah|adalah|meliputi|mencakup|terdiri dari|terdiri atas)\b:?\s?|:\s{1,2})(?=\S)"
)
_OTHERWISE = re.compile(
    r"(?P<gap>(?:\s[^\W\d_][\w-]{0,20}){1,8}?)"
    r"(?:,?\s(?:masing-masing(?:\s(?:adalah|ialah|yakni|yaitu))?|bernama|berupa|berturut-turut)\s(?=[A-Z\"“])"
    r"|\s(?P<mark>[(–—])\s?(?=[A-Z\"“])|\.\s(?:Yakni|Yaitu|Meliputi|Mencakup|Terdiri dari|Terdiri atas)\s)"
)
_IS_WORDS = ("adalah", "merupakan", "ialah", "menjadi")
_IS = re.compile(rf"\s(?:{'|'.join(_IS_WORDS)})\s\Z")
MAX_BEFORE = 300
# "Dua kabupaten dan satu kota …, yakni": numbers that stand together are announced together.
_WITH_ONE_BEFORE = re.compile(
    r"\b(?:\d{1,3}|se[a-z]{3,10}|satu|dua|tiga|empat|lima|enam|tujuh|delapan)(?: [a-z-]{2,20}){1,4}"
    r"(?:,| dan| serta|, dan| plus| dengan)\s\Z"
)
_JOINED = (",", " dan", " serta", " plus", " dengan")  # what it ends with
_WITH_ONE_BEHIND = re.compile(
    r"(?:,|\bdan|\bserta|\bplus|\bditambah|\bsekaligus)\s(?:\d|(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebuah|seorang|sejumlah)\b)"
)


def find(view: View) -> Iterator[Finding]:
    """Every announced number with a list behind it."""
    numbers = announced(view)
    for figure in numbers:
        if figure.step == 1 and not figure.vague:
            counted = first_second(view, figure) or _inline(view, figure) or lines_behind(view, figure)
            yield from _compared(figure, counted or _other_ways(view, figure))
    for figure, counted in lists_named_again(view, numbers):
        yield from _compared(figure, counted)
        yield from _announced_before(view, figure, counted)
    for figure, counted in list_spread.find(view):
        yield from _compared(figure, counted)
    yield from list_groups.find(view)
    told = listed_by_headline(view)
    if told is not None:
        yield from _compared(*told)
    told = list_spread.announced_by_headline(view)
    if told is not None:
        yield from _compared(*told, headline=True)


def _compared(figure: Figure, counted: Counted | None, *, headline: bool = False) -> Iterator[Finding]:
    if counted is None or counted.most < 2:
        return
    n = int(figure.value)
    status: CheckStatus = "ok"
    if counted.least <= n <= counted.most:
        listed = n
    elif counted.sure and figure.kind == PLAIN:
        listed, status = (counted.least if n < counted.least else counted.most), "mismatch"
    else:
        return
    unit = f" {figure.unit}" if figure.unit else ""
    note = (f"Disebut {n}{unit}, didaftar {listed}.", f"{n}{unit} announced, {listed} listed.")
    working = f"{n} announced, {listed} listed"
    told = [opaque(counted.start, counted.end)] if counted.end > counted.start else []
    figures = tuple(told if headline else [figure, *told])
    span = (figures[0].start, figures[0].end)
    yield Finding("list_length", status, working, str(n), str(listed), figures, span, note)


def _announced_before(view: View, figure: Figure, counted: Counted | None) -> Iterator[Finding]:
    """ "tiga instansi. Keempat instansi itu yakni A, B, C, dan D": the list fits its own number, not the first one."""
    if (
        counted is None
        or not counted.least <= figure.value <= counted.most
        or not view.low.startswith("ke", figure.start)
    ):
        return
    before = [
        f
        for f in view.figures
        if f.kind == PLAIN and f.unit == figure.unit and f.step == 1 and 0 < figure.start - f.end < MAX_BEFORE
    ]
    values = {f.value for f in before}
    if len(values) == 1 and not before[-1].vague and abs(before[-1].value - figure.value) == 1:
        between = view.low[before[-1].end : figure.start]
        if not any(view.language.cue(name).search(between) for name in ("open_list", "sets_apart")):
            yield from _compared(
                before[-1], replace(counted, least=int(figure.value), most=int(figure.value), sure=True)
            )


def _other_ways(view: View, figure: Figure) -> Counted | None:
    """In brackets, between dashes, behind "masing-masing", in a sentence that begins "Yakni", or before the number."""
    language = view.language
    if not figure.unit or figure.unit in language.phrases["measure_units"]:
        return None
    text = view.text
    # "tiga kecamatan, Kecamatan Asri dan Kecamatan Bina"
    named = f" {figure.unit}, {figure.unit.capitalize()} "
    if len(figure.unit) > 3 and text.startswith(named, figure.end) and text[figure.end + len(named)].isupper():
        return items_of(view, figure.end + len(figure.unit) + 3, figure)
    match = _OTHERWISE.match(text, figure.end)
    if match is None:
        return _before(view, figure)
    if _another_between(view, figure, match.end()):
        return None
    if language.cue("open_list").search(match[0].lower()) or _WITH_ONE_BEHIND.search(match["gap"]):
        return None
    if _with_one_before(view.low, figure):
        return None
    mark = match["mark"] or ""
    close = {"(": ")", "–": "–", "—": "—"}.get(mark)
    stop = text.find(close, match.end(), match.end() + MAX_LIST) if close else None
    if stop is not None and (stop < 0 or "\n" in text[match.end() : stop]):
        return None
    counted = items_of(view, match.end(), figure, stop)
    if counted is None or (close and counted.most < 2):
        return None
    # an apposition ("tiga inovasi, SIGAP, …") is a list for certain only where its items are names
    return counted


def _another_between(view: View, figure: Figure, end: int) -> bool:
    """ "Dari tujuh kampung baru tiga yang punya bank sampah, yaitu …": the nearer number is the one of the list."""
    i = bisect_right(view.figures, figure.start, key=attrgetter("start"))
    return i < len(view.figures) and view.figures[i].start < end and view.figures[i].kind in (PLAIN, ORDINAL)


def _before(view: View, figure: Figure) -> Counted | None:
    """ "SIGAP, e-Tani dan Lapor Pak adalah tiga inovasi unggulan": the list opens the sentence."""
    if not view.low.endswith(_IS_WORDS, 0, max(0, figure.start - 1)):
        return None
    cue = _IS.search(view.low, max(0, figure.start - 24), figure.start)
    if cue is None:
        return None
    start = max(view.text.rfind(mark, max(0, cue.start() - MAX_BEFORE), cue.start()) for mark in (". ", "\n", "! "))
    start = start + 2 if view.text.startswith((". ", "! "), max(start, 0)) else start + 1
    if not view.text[start : start + 1].isupper() or cue.start() - start > MAX_BEFORE or figure.kind != PLAIN:
        return None
    counted = items_of(view, start, figure, cue.start())
    names = view.text[start : cue.start()].split(",")
    if "menjadi" in cue[0] and not all((figure.unit or "-").capitalize() in name for name in names):
        return None
    return counted if counted and len(names) > 1 and all(any(c.isupper() for c in n) for n in names) else None


def _with_one_before(low: str, figure: Figure) -> bool:
    start = figure.start
    return (
        low.endswith(_JOINED, 0, max(0, start - 1))
        and _WITH_ONE_BEFORE.search(low[max(0, start - 60) : start]) is not None
    )


def _inline(view: View, figure: Figure) -> Counted | None:
    text = view.text
    match = _INTRO.match(text, figure.end) if figure.unit else None
    if (
        match is None
        or text[match.end() - 1] == "\n"
        or figure.unit is None
        or figure.unit in view.language.phrases["measure_units"]
    ):
        return None
    if "," in match["gap"] and match["cue"] is None:
        return None
    if _another_between(view, figure, match.end()):
        return None
    between = view.low[figure.end : match.end()]
    if view.language.cue("open_list").search(between) or view.language.cue("each").search(match["gap"].lower()):
        return None
    if _with_one_before(view.low, figure) or _WITH_ONE_BEHIND.search(match["gap"]):
        return None
    if re.search(r"\b(?:dan|serta)\s", between) and not match["cue"]:
        return None
    return items_of(view, match.end(), figure)
