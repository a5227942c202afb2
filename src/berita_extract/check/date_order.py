"""Ends before starts, and events told as done after the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from berita_extract.check import after_ends, periods
from berita_extract.check.date_pairs import MONTHS, backwards, days_of
from berita_extract.check.figures import opaque
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View

_MONTH = "|".join(MONTHS)
_NAMED = re.compile(rf"(?:{_MONTH})\b")
_LETTERS = frozenset(name[0] for name in MONTHS)
_TO = r"(?:[-–]|s\.?/?d\.?|hingga|sampai(?: dengan)?)"
_DAY = rf"(\d{{1,2}})\s({_MONTH})(?:\s(\d{{4}}))?"
_WITHIN = re.compile(rf"(?<![\d/-])(\d{{1,2}})\s?{_TO}\s?(\d{{1,2}})\s({_MONTH})\b")
_ACROSS = re.compile(rf"(?<![\d/-]){_DAY}\s{_TO}\s{_DAY}\b")
_DATELINE = re.compile(r"\(\d{1,2}[/-]\d{1,2}[/-]\d{4}\)?")
_ENDS_FIRST = "akhir mendahului awal", "the end lies before the start"
_TOO_EARLY = "yang menyusul mendahului akhir", "what followed lies before the end"
# How far before its month a range may begin.
LOOK_BACK = 24


def find(view: View) -> Iterator[Finding]:
    """Ranges that run backwards, and a main event after its own report."""
    yield from _ranges(view)
    days = list(days_of(view.low, view.figures))
    for a, b, c, d in dict.fromkeys((*backwards(view, days), *periods.backwards(view, days))):
        yield _backwards(view, [(a, b), (c, d)])
    for a, b, c, d in after_ends.backwards(view, days):
        yield _backwards(view, [(a, b), (c, d)], _TOO_EARLY)
    yield from periods.lengths(view)
    yield from periods.ages(view)
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
                yield _backwards(view, [within.span()])
            continue
        across = _ACROSS.match(low, max(0, place - 3)) or _ACROSS.match(low, max(0, place - 2))
        if across is not None and _runs_back(across):
            yield _backwards(view, [across.span()])


def _runs_back(match: re.Match[str]) -> bool:
    start_month, end_month = MONTHS[match[2]], MONTHS[match[5]]
    start = (int(match[3] or match[6] or 0), start_month, int(match[1]))
    end = (int(match[6] or match[3] or 0), end_month, int(match[4]))
    over_new_year = not match[3] and start_month - end_month >= 6
    return end < start and not over_new_year and max(start[2], end[2]) <= 31


def _backwards(view: View, spans: list[tuple[int, int]], words: tuple[str, str] = _ENDS_FIRST) -> Finding:
    start, end = spans[0][0], spans[-1][1]
    written = " … ".join(view.text[a:b] for a, b in spans)
    note = (f"{written}: {words[0]}.", f"{written}: {words[1]}.")
    return Finding(
        "date_order",
        "mismatch",
        f"{written}: end < start",
        None,
        written,
        tuple(opaque(*span) for span in spans),
        (start, end),
        note,
        tuple(_date_ids(view, start, end)),
    )


def _date_ids(view: View, start: int, end: int) -> Iterator[str]:
    for fact in view.record.dates:
        if any(e.start < end and start < e.end for e in fact.evidence):
            yield fact.id


def _after_publication(view: View) -> Iterator[Finding]:
    """What is told as done, or said, on a day after the report of it."""
    record = view.record
    if not record.article.published:
        return
    try:
        published = date.fromisoformat(record.article.published[:10])
    except ValueError:
        return
    if record.article.published_from not in (None, "input", "json-ld"):
        return
    event = record.events[0] if record.events and record.events[0].status == "happened" else None
    for fact in record.dates:
        if fact.how != "stated" or fact.precision != "day" or not fact.evidence:
            continue
        day = date.fromisoformat(fact.value)
        mention = fact.evidence[0]
        # "2/11/2023" may be day and month the other way round
        if day <= published + timedelta(days=1) or ("/" in mention.text and day.day <= 12):
            continue
        main = event is not None and event.date_ref == fact.id
        # "Rabu (12/6/2024)" is how a report dates what it tells of
        if not main and not _DATELINE.search(view.low, max(0, mention.start - 12), mention.end + 1):
            continue
        around = view.low[max(0, mention.start - 160) : mention.end + 80]
        if view.language.cue("future").search(around):
            continue
        note = (
            f"Hari {fact.value} diberitakan sebagai sudah lewat pada {published.isoformat()}.",
            f"The day {fact.value} is told as past on {published.isoformat()}.",
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
            (event.id, fact.id) if main and event is not None else (fact.id,),
        )
