"""What follows on the end of something, with a day before that end: "begitu uji coba selesai, aplikasi diluncurkan"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from berita_extract.check.date_pairs import Day, one_period, period_of
from berita_extract.check.roots import content
from berita_extract.check.view import View

# How far behind the words the day may stand, how far before a day the thing may be told that lasts till then.
AHEAD, BEFORE = 170, 220
# Code points before a day in which the words that end something on it stand.
NEAR = 40
_AFTER = re.compile(
    r"\b(?:begitu|setelah|sesudah|usai|seusai|selepas|selesai) (?P<what>[a-z]{3,15}(?: [a-z-]{2,15}){0,4}?)"
    r"(?: (?:selesai|rampung|berakhir|tuntas|usai|ditutup|dinyatakan selesai)\b|(?: itu| tersebut)?,)"
)
_UNTIL = re.compile(
    r"\b(?:hingga|sampai|sampai dengan|s/d|berakhir|selesai|rampung|ditutup)(?: pada)?(?: tanggal)? \Z|\d ?[-–] ?\Z"
)
_STOP = re.compile(r"[.!?][\"”]?\s|\n")


def backwards(view: View, days: list[Day]) -> Iterator[tuple[int, int, int, int]]:
    """Start and end of the day of the end, and of the earlier day of what came after it."""
    low = view.low
    last = [d for d in days if _UNTIL.search(low, max(0, d.start - NEAR), d.start)] if len(days) > 1 else []
    if not last:
        return
    for after in _AFTER.finditer(low):
        later = _day_behind(view, days, after.end())
        what = period_of(view, after["what"])
        if later is None or what is None or not after["what"].startswith(what.noun):
            continue
        ends = [d for d in last if d is not later and what.noun in _before(low, d)]
        if len(ends) != 1 or _sets_apart(view, after, ends[0]):
            continue
        end = ends[0]
        before = _before(low, end)
        told = period_of(view, before) if f" di{what.noun} " not in before else what
        if told is None or not one_period(told, what) or not _earlier(later, end):
            continue
        # "setelah uji coba di terminal selesai", "seperti yang diumumkan pada …"
        another = view.language.cue("date_told_of").search(low, after.end(), later.start) is not None
        if another or content(after["what"]) - content(before):
            continue
        a, b = sorted((end, later))
        yield a.start, a.end, b.start, b.end


def _day_behind(view: View, days: list[Day], place: int) -> Day | None:
    """The one day of the sentence behind the words."""
    stop = _STOP.search(view.low, place)
    end = min(stop.start() if stop else len(view.low), place + AHEAD)
    mine = [d for d in days if place <= d.start < end and view.low[d.start - 1] != "("]
    return mine[0] if len(mine) == 1 else None


def _before(low: str, day: Day) -> str:
    """The sentence before a day."""
    return _STOP.split(low[max(0, day.start - BEFORE) : day.start])[-1]


def _sets_apart(view: View, after: re.Match[str], end: Day) -> bool:
    """Whether either is of another stage, year or plan."""
    cue = view.language.cue("date_of_another")
    before = _before(view.low, end)
    stages = [set(view.language.stages.findall(text)) for text in (after[0], before)]
    return cue.search(after["what"]) is not None or stages[0] != stages[1] or "pertama" in before


def _earlier(day: Day, end: Day) -> bool:
    """Whether a day lies before the end, in the same year."""
    year = day.year or end.year
    return year == (end.year or year) and (day.month, day.day) < (end.month, end.day) and end.month - day.month <= 6
