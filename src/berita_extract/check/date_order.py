"""Ends before starts, and events told as done after the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from berita_extract.check.figures import opaque
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View

_MONTHS = {
    "januari": 1,
    "februari": 2,
    "pebruari": 2,
    "maret": 3,
    "april": 4,
    "mei": 5,
    "juni": 6,
    "juli": 7,
    "agustus": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "nopember": 11,
    "desember": 12,
}
_MONTH = "|".join(_MONTHS)
_NAMED = re.compile(rf"(?:{_MONTH})\b")
_LETTERS = frozenset(name[0] for name in _MONTHS)
_TO = r"(?:[-–]|s\.?/?d\.?|hingga|sampai(?: dengan)?)"
_DAY = rf"(\d{{1,2}})\s({_MONTH})(?:\s(\d{{4}}))?"
_WITHIN = re.compile(rf"(?<![\d/-])(\d{{1,2}})\s?{_TO}\s?(\d{{1,2}})\s({_MONTH})\b")
_ACROSS = re.compile(rf"(?<![\d/-]){_DAY}\s{_TO}\s{_DAY}\b")
# How far before its month a range may begin.
LOOK_BACK = 24


def find(view: View) -> Iterator[Finding]:
    """Ranges that run backwards, and a main event after its own report."""
    yield from _ranges(view)
    yield from _after_publication(view)


def _ranges(view: View) -> Iterator[Finding]:
    low = view.low
    for place in view.spots:
        if place >= len(low) or low[place] not in _LETTERS or not low[place - 1 : place].isspace():
            continue
        month = _NAMED.match(low, place)
        if month is None:
            continue
        within = _WITHIN.search(low, max(0, place - 1 - LOOK_BACK), month.end())
        if within is not None:
            first, last = int(within[1]), int(within[2])
            # "30-2 Februari" runs over the end of a month
            if 1 <= last < first <= 31 and not (first >= 25 and last <= 7):
                yield _backwards(view, within)
            continue
        across = _ACROSS.match(low, max(0, place - 3)) or _ACROSS.match(low, max(0, place - 2))
        if across is not None and _runs_back(across):
            yield _backwards(view, across)


def _runs_back(match: re.Match[str]) -> bool:
    start_month, end_month = _MONTHS[match[2]], _MONTHS[match[5]]
    start = (int(match[3] or match[6] or 0), start_month, int(match[1]))
    end = (int(match[6] or match[3] or 0), end_month, int(match[4]))
    over_new_year = not match[3] and start_month - end_month >= 6
    return end < start and not over_new_year and max(start[2], end[2]) <= 31


def _backwards(view: View, match: re.Match[str]) -> Finding:
    written = view.text[match.start() : match.end()]
    note = (f"{written}: akhir mendahului awal.", f"{written}: the end lies before the start.")
    return Finding(
        "date_order",
        "mismatch",
        f"{written}: end < start",
        None,
        written,
        (opaque(*match.span()),),
        match.span(),
        note,
        tuple(_date_ids(view, *match.span())),
    )


def _date_ids(view: View, start: int, end: int) -> Iterator[str]:
    for fact in view.record.dates:
        if any(e.start < end and start < e.end for e in fact.evidence):
            yield fact.id


def _after_publication(view: View) -> Iterator[Finding]:
    record = view.record
    try:
        published = date.fromisoformat((record.article.published or "")[:10])
    except ValueError:
        return
    if (
        not record.events
        or record.events[0].status != "happened"
        or record.article.published_from not in (None, "input", "json-ld")
    ):
        return
    event = record.events[0]
    fact = next((d for d in record.dates if d.id == event.date_ref), None)
    if fact is None or fact.how != "stated" or fact.precision != "day" or not fact.evidence:
        return
    day = date.fromisoformat(fact.value)
    mention = fact.evidence[0]
    # "2/11/2023" may be day and month the other way round
    if day <= published + timedelta(days=1) or ("/" in mention.text and day.day <= 12):
        return
    around = view.low[max(0, mention.start - 160) : mention.end + 80]
    if view.language.cue("future").search(around):
        return
    note = (
        f"Kegiatan {fact.value} diberitakan sebagai sudah terjadi pada {published.isoformat()}.",
        f"The event of {fact.value} is told as done on {published.isoformat()}.",
    )
    yield Finding(
        "date_order",
        "mismatch",
        f"{fact.value} > {published.isoformat()}",
        published.isoformat(),
        fact.value,
        (opaque(mention.start, mention.end),),
        (mention.start, mention.end),
        note,
        (event.id, fact.id),
    )
