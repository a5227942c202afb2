"""Calendar days: full, partial and relative dates to ISO values. Never asks today's clock.

A day without its year gets the year from what the article says about itself (`Hints`): its publication date first, then
the years of its address, copyright line, title and text, then the year whose weekday fits.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

How = Literal["stated", "year_inferred", "relative"]

FIRST_YEAR, LAST_YEAR = 1800, 2199
# News looks back: a day after publication counts this many times as far as one before it, when the nearest year is
# sought; where the words point forward it is the other way round.
AGAINST = 3
# A publication date is trusted over a weekday that does not fit, unless the date lies this far from it.
FAR = 60
# Without any year in the article a weekday alone may decide, if one of these years fits.
NEWS_YEARS = range(2014, 2026)

_URL_DAY = re.compile(r"(?<!\d)(20[0-3]\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_MONTH = re.compile(r"(?<!\d)(20[0-3]\d)[/_-](0[1-9]|1[0-2])(?!\d)")
_YEAR = re.compile(r"(20[0-3]\d|19\d\d)(?<!\d{5})(?!\d)")


class Hints(NamedTuple):
    """What is known about the year: the publication day (from the input or the address), and years, strongest first."""

    published: date | None = None
    years: tuple[int, ...] = ()


class Day(NamedTuple):
    """A resolved day: `agrees` says whether the stated weekday (0 = Monday) is that day's."""

    value: date
    how: How
    agrees: bool | None


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day or the year is out of range."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def century(year: int) -> int:
    """2025 -> 2025, 25 -> 2025, 98 -> 1998."""
    return year if year >= 100 else year + (1900 if year >= 70 else 2000)


def from_address(url: str | None) -> tuple[date | None, int | None]:
    """Day and year that a page address carries: ".../2022/09/14/..." gives both, ".../2022/09/..." the year alone."""
    if not url:
        return None, None
    url = url[:500]
    for match in _URL_DAY.finditer(url):
        found = make_day(int(match[1]), int(match[2]), int(match[3]))
        if found:
            return found, found.year
    month = _URL_MONTH.search(url)
    if month:
        return None, int(month[1])
    years = {int(y) for y in _YEAR.findall(url)}
    return None, years.pop() if len(years) == 1 else None


def years_in(text: str | None) -> list[int]:
    """The years 1900-2039 that stand in a text (its first 5,000 code points), each once, in order."""
    return list(dict.fromkeys(int(y) for y in _YEAR.findall((text or "")[:5000])))


def iso_day(stamp: str | None) -> date | None:
    """The day of an ISO date or date-time ("2021-06-09T10:00:00+07:00"); None if it can't be read."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", stamp or "")
    return make_day(int(match[1]), int(match[2]), int(match[3])) if match else None


def resolve(
    day: int, month: int, year: int | None, weekday: int | None, hints: Hints, *, ahead: bool = False
) -> Day | None:
    """A day of the month with or without year; `ahead`: the words point forward ("akan", "mendatang")."""
    if year is not None:
        value, how = make_day(year, month, day), "stated"
    else:
        value, how = _infer(day, month, weekday, hints, ahead), "year_inferred"
    if value is None:
        return None
    agrees = None if weekday is None else value.weekday() == weekday
    return Day(value, how, agrees)  # type: ignore[arg-type]


def _infer(day: int, month: int, weekday: int | None, hints: Hints, ahead: bool) -> date | None:
    if hints.published is not None:
        return _near(day, month, weekday, hints.published, ahead)
    stated = _days(day, month, hints.years)
    fitting = [d for d in stated if weekday is None or d.weekday() == weekday]
    if fitting:
        return fitting[0]
    if stated:  # a year told for another thing may be off by one; a weekday that fits decides
        around = _days(day, month, (y + k for y in hints.years for k in (1, -1)))
        return next((d for d in around if d.weekday() == weekday), stated[0])
    fits = [d for d in _days(day, month, NEWS_YEARS) if weekday is not None and d.weekday() == weekday]
    return fits[0] if len(fits) == 1 else None


def _days(day: int, month: int, years: Iterable[int]) -> list[date]:
    return [d for y in years if (d := make_day(y, month, day)) is not None]


def _near(day: int, month: int, weekday: int | None, published: date, ahead: bool) -> date | None:
    """The day in the year of publication, or in the year before or after where that reads better."""
    around = _days(day, month, (published.year - 1, published.year, published.year + 1))
    if not around:
        return None
    best = min(around, key=lambda d: _distance((d - published).days, ahead))
    if weekday is None or best.weekday() == weekday or abs((best - published).days) <= FAR:
        return best
    fitting = [d for d in around if d.weekday() == weekday]
    return min(fitting, key=lambda d: abs((d - published).days)) if fitting else best


def _distance(difference: int, ahead: bool) -> int:
    """How far a difference in days or months is, seen from publication."""
    return abs(difference) * (AGAINST if (difference > 0) != ahead else 1)


def month_year(month: int, hints: Hints, *, ahead: bool = False) -> int | None:
    """The year of a month that is named without it: the one nearest to publication, past ones before coming ones."""
    if hints.published is None:
        return hints.years[0] if hints.years else None
    published = hints.published
    return min(
        (published.year - 1, published.year, published.year + 1),
        key=lambda y: _distance((y - published.year) * 12 + month - published.month, ahead),
    )


def weekday_near(weekday: int, published: date, *, ahead: bool = False) -> date:
    """ "Rabu" alone: the last one up to publication, that day included; with `ahead` the next one after it."""
    if ahead:
        return published + timedelta(days=(weekday - published.weekday() - 1) % 7 + 1)
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def shifted(published: date, unit: str, by: int) -> tuple[str, str | None, str]:
    """ "bulan lalu" (unit "months", by -1) -> (value, end, precision); weeks give Monday to Sunday."""
    if unit == "days":
        return (published + timedelta(days=by)).isoformat(), None, "day"
    if unit == "weeks":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=by)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "day"
    if unit == "months":
        number = published.year * 12 + published.month - 1 + by
        return f"{number // 12:04d}-{number % 12 + 1:02d}", None, "month"
    return f"{published.year + by:04d}", None, "year"
