"""Days that words tell as the beginning, the end or the result of something, however far apart, and lengths in days.

"Pendaftaran dilakukan mulai 19 Agustus … pendaftaran kami tutup 12 Agustus", "selama tiga hari, 5-6 Mei", "sejak 2016
… genap berusia tujuh tahun".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from berita_extract.check.date_pairs import MONTHS, Day, days_of, one_period, period_of
from berita_extract.check.figures import PLAIN, YEAR, Figure, opaque
from berita_extract.check.verdict import Finding, shown
from berita_extract.check.view import View

# How far before a day its word may stand, how far apart beginning and end may be told, days that are looked at.
BEFORE, REACH, MOST = 70, 2500, 60
# How far a length in days may stand from the days themselves.
NEAR = 60
# Up to so many days all of them count; of longer ones the free days may be left out.
WHOLE_WEEK = 5
_MONTH = "|".join(MONTHS)
_RANGE = re.compile(
    rf"(?P<first>\d{{1,2}})(?:\s(?P<month_a>{_MONTH}))?(?:\s(?P<year_a>\d{{4}}))?"
    r"\s?(?:[-–—]|s\.?/?d\.?|hingga|sampai(?:\sdengan)?)\s?"
    rf"(?P<last>\d{{1,2}})(?:\s(?P<month>{_MONTH})(?:\s(?P<year>\d{{4}}))?|/(?P<month_n>\d{{1,2}})(?:/(?P<year_n>\d{{4}}))?)\b"
)
# "Selasa (5/3/2024) hingga Kamis (7/3/2024)"
_FROM_TO = re.compile(r"\)?\s(?:hingga|sampai(?:\sdengan)?|s\.?/?d\.?|[-–—])\s(?:[a-z’']{4,7},?\s)?\(?")
_SENTENCE = re.compile(r"[.!?][\"”]?\s|\n")
_WEEKDAYS = re.compile(r"\b(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|hingga|sampai|dan)\b(?=[^.]{0,30}\(?\Z)")
_BEHIND = re.compile(r" hari ([a-z]{3,20})")
_AGE = re.compile(r"\b(?:genap |sudah |telah |kini )?(?:berusia|berumur|berjalan|memasuki usia)(?: selama)?\s\Z")
_SINCE = re.compile(r"\b(?:sejak|berdiri|diluncurkan|lahir|dirintis|dibentuk|digagas)(?: pada)?(?: tahun)?\s\Z")


class Told(NamedTuple):
    """A day with the words of its sentence before it, and the last of these, that tell what happens on it."""

    day: Day
    sentence: str
    clause: str


class Stretch(NamedTuple):
    """A stretch of days as it is written."""

    start: int
    end: int
    first: date
    last: date
    dated: bool  # whether the year is told


def backwards(view: View, days: list[Day]) -> Iterator[tuple[int, int, int, int]]:
    """Start and end of the two dates of everything that ends before it begins, or is decided before it ends."""
    days = days[:MOST]
    if len(days) < 2:
        return
    told = [_told(view, day) for day in days]
    begins = [t for t in told if _cued(view, t, "date_begins") and not _cued(view, t, "date_ends")]
    ends = [t for t in told if _cued(view, t, "date_ends") and not _cued(view, t, "date_begins")]
    if not ends:
        return
    results = [t for t in told if _cued(view, t, "date_decides")]
    for earlier, later in ((begins, ends), (ends, results)):
        for first in earlier:
            for last in later:
                if _in_reach(first, last) and _behind(first.day, last.day) and _of_one(view, first, last, results):
                    a, b = sorted((first.day, last.day))
                    yield a.start, a.end, b.start, b.end


def _days(view: View) -> Iterator[Day]:
    return days_of(view.low, view.figures)


def _told(view: View, day: Day) -> Told:
    low = view.low
    stretch = low[max(0, day.start - 160) : day.start]
    parts = _SENTENCE.split(stretch)
    sentence = parts[-1]
    clause = sentence[-BEFORE:]
    return Told(day, sentence, clause)


def _cued(view: View, told: Told, name: str) -> bool:
    return view.language.cue(name).search(told.clause) is not None


def _in_reach(first: Told, last: Told) -> bool:
    return first.day != last.day and abs(first.day.start - last.day.start) <= REACH


def _of_one(view: View, first: Told, last: Told, results: list[Told]) -> bool:
    """Whether both tell of one thing: the same noun, no other stage, year or plan in either sentence."""
    if any(view.language.cue("date_of_another").search(t.clause) for t in (first, last)):
        return False
    stages = [set(view.language.stages.findall(t.clause)) for t in (first, last)]
    if stages[0] != stages[1]:
        return False
    if last in results:
        return last.day.start > first.day.start
    one, other = period_of(view, first.sentence), period_of(view, last.sentence)
    return one is not None and other is not None and one_period(one, other)


def _behind(first: Day, last: Day) -> bool:
    """Whether the first day lies behind the last one; not where the new year may lie between them."""
    if first.year and last.year:
        return (first.year, first.month, first.day) > (last.year, last.month, last.day)
    return (first.month, first.day) > (last.month, last.day) and first.month - last.month <= 4


def lengths(view: View) -> Iterator[Finding]:
    """Lengths in days beside the days themselves."""
    low = view.low
    if " hari" not in low:
        return
    for figure in view.figures:
        if figure.kind != PLAIN or figure.unit != "hari" or figure.vague or not 2 <= figure.value <= 31:
            continue
        if low.startswith((" hari kerja", " hari lagi", " hari ke", " hari sebelum", " hari setelah"), figure.end):
            continue
        near = [s for s in _stretches(view, figure) if _beside(view, figure, s)]
        if not near and low.endswith("selama ", 0, figure.start):
            near = [s for s in (*_opened_and_closed(view), *_stretches(view, figure)) if _just_before(view, figure, s)]
        if len(near) == 1:
            yield from _length(view, figure, near[0])


def _stretches(view: View, figure: Figure) -> Iterator[Stretch]:
    low = view.low
    published = (view.record.article.published or "")[:4]
    for match in _RANGE.finditer(low, max(0, figure.start - 2 * NEAR), figure.end + 2 * NEAR):
        written = match["year"] or match["year_n"] or match["year_a"]
        year = int(written or (published if published.isdigit() else 0) or 2001)
        month = MONTHS[match["month"]] if match["month"] else int(match["month_n"])
        month_a = MONTHS[match["month_a"]] if match["month_a"] else month
        try:
            first = date(int(match["year_a"] or year), month_a, int(match["first"]))
            last = date(year, month, int(match["last"]))
        except ValueError:
            continue
        if first < last:
            yield Stretch(match.start(), match.end(), first, last, bool(written))
    near = [d for d in _days(view) if abs(d.start - figure.start) < 2 * NEAR]
    for one, other in pairwise(near):
        if not one.year or not other.year or not _FROM_TO.fullmatch(low, one.end, other.start):
            continue
        try:
            first, last = (date(d.year, d.month, d.day) for d in (one, other))
        except ValueError:
            continue
        if first < last:
            yield Stretch(one.start, other.end, first, last, True)


def _opened_and_closed(view: View) -> Iterator[Stretch]:
    """ "dibuka Senin (3/7/2023) dan ditutup Kamis (6/7/2023)": two days of one sentence."""
    for first, last in pairwise(_days(view)):
        between = view.low[first.end : last.start]
        if len(between) > BEFORE or _SENTENCE.search(between) or (last.year or first.year) == 0:
            continue
        a, b = _told(view, first), view.language.cue("date_ends").search(between)
        if b is None or not _cued(view, a, "date_begins") or _cued(view, a, "date_of_another"):
            continue
        try:
            days = [date(d.year or first.year or last.year, d.month, d.day) for d in (first, last)]
        except ValueError:
            continue
        if days[0] < days[1]:
            yield Stretch(first.start, last.end, days[0], days[1], True)


def _just_before(view: View, figure: Figure, stretch: Stretch) -> bool:
    """Whether a length stands behind the days, or at the beginning of the next sentence and points back to them."""
    between = view.low[stretch.end : figure.start]
    ended = len(_SENTENCE.findall(between))
    if not 0 <= figure.start - stretch.end <= NEAR or ended > 1:
        return False
    behind = _BEHIND.match(view.low, figure.end)
    phrases = view.language.phrases
    pointing = behind is not None and behind[1] in phrases["pointers"] | phrases["date_periods"]
    return not ended or pointing


def _beside(view: View, figure: Figure, stretch: Stretch) -> bool:
    """Whether a length is told of a stretch: nothing but a few words of place and time between them."""
    if figure.end <= stretch.start:
        between = view.low[figure.end + len(" hari") : stretch.start]
    elif stretch.end <= figure.start:
        between = view.low[stretch.end : figure.start]
        if not view.language.cue("date_lasts").search(between):
            return False
    else:
        return False
    between = _WEEKDAYS.sub("", between)
    if len(between) > NEAR or _SENTENCE.search(between) or re.search(r"\d", between):
        return False
    if view.language.cue("date_of_another").search(between) or view.language.cue("date_not_of_it").search(between):
        return False
    before = view.low[max(0, figure.start - 30) : figure.start]
    return not view.language.cue("date_not_of_it").search(before)


def _length(view: View, figure: Figure, stretch: Stretch) -> Iterator[Finding]:
    whole = (stretch.last - stretch.first).days + 1
    stated = int(figure.value)
    status = _fits(stretch, whole, stated)
    if status is None:
        return
    note = None
    if status == "mismatch":
        written = view.text[stretch.start : stretch.end]
        note = (f"{written} itu {whole} hari, bukan {stated} hari.", f"{written} are {whole} days, not {stated}.")
    yield Finding(
        "date_order",
        "ok" if status == "ok" else "mismatch",
        f"{stretch.first:%d-%m} - {stretch.last:%d-%m} = {whole} days, stated {stated}",
        str(whole),
        shown(figure),
        (figure, opaque(stretch.start, stretch.end)),
        (figure.start, figure.end),
        note,
    )


def _fits(stretch: Stretch, whole: int, stated: int) -> str | None:
    """Whether a length is that of the days; None where it may be that of some of them."""
    if stated == whole:
        return "ok"
    if stated > whole + 1 and stated > 2 * whole:
        return None
    if stated > whole:
        return "mismatch"
    days = [stretch.first + timedelta(days=n) for n in range(whole)]
    free = {sum(day.weekday() < week for day in days) for week in (5, 6)}
    if whole > WHOLE_WEEK and (not stretch.dated or stated in free):
        return None
    return "mismatch" if stated == whole - 1 and whole <= WHOLE_WEEK else None


def ages(view: View) -> Iterator[Finding]:
    """ "Berjalan sejak 2016 … genap berusia tujuh tahun", by the year of publication."""
    published = (view.record.article.published or "")[:4]
    if not published.isdigit() or " tahun" not in view.low:
        return
    for figure in view.figures:
        if figure.kind != PLAIN or figure.unit != "tahun" or figure.vague or figure.value < 2 or figure.step != 1:
            continue
        if not _AGE.search(view.low, max(0, figure.start - 40), figure.start):
            continue
        if view.low[figure.end + len(" tahun") :][:1] not in ("", ".", ",", "\n"):
            continue
        start = max(view.low.rfind(mark, 0, figure.start) for mark in (". ", "\n")) + 1
        years = [f for f in view.figures if f.kind == YEAR and start <= f.start < figure.start]
        if len(years) != 1 or not _SINCE.search(view.low, max(start, years[0].start - 40), years[0].start):
            continue
        passed = int(published) - int(years[0].value)
        stated = int(figure.value)
        if passed < 2 or abs(passed - stated) == 1:
            continue
        good = passed == stated
        note = (
            None
            if good
            else (
                f"Dari {shown_year(years[0])} sampai {published} {passed} tahun, bukan {stated}.",
                f"From {shown_year(years[0])} to {published} are {passed} years, not {stated}.",
            )
        )
        yield Finding(
            "date_order",
            "ok" if good else "mismatch",
            f"{published} - {shown_year(years[0])} = {passed} years, stated {stated}",
            str(passed),
            str(stated),
            (years[0], figure),
            (figure.start, figure.end),
            note,
        )


def shown_year(figure: Figure) -> str:
    """A year as it is written."""
    return str(int(figure.value))
