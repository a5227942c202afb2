"""Beginnings and ends that words tell: "dibuka 10 Juni dan ditutup 5 Mei", "sejak 2023 hingga 2021"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from berita_extract.check.figures import OPAQUE, YEAR, Figure
from berita_extract.check.view import View

# How far before a date its word may stand, and how long the words between two dates may be.
BEFORE, BETWEEN = 45, 90
MONTHS = {
    "januari": 1, "februari": 2, "pebruari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "agustus": 8,
    "september": 9, "oktober": 10, "november": 11, "nopember": 11, "desember": 12,
}  # fmt: skip
_DATE = re.compile(
    rf"(?<![\d/.-])(?:(?P<day>\d{{1,2}})\s(?P<month>{'|'.join(MONTHS)})(?:\s(?P<year>\d{{4}}))?"
    r"|(?P<day_n>\d{1,2})[/-](?P<month_n>\d{1,2})(?:[/-](?P<year_n>\d{4}))?)(?![\d/-])"
)
_SINCE = re.compile(r"\b(?:sejak|mulai|periode|dari|selama|kurun waktu)(?: tahun)?\s\Z")
_UNTIL = re.compile(r"\s?[-–]\s?|\s(?:hingga|sampai(?: dengan)?|s\.?/?d\.?)\s(?:tahun\s)?")
_TWO_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d")
BETWEEN_YEARS = 24
_WORD = re.compile(r"[a-z]{2,20}")
_OVER = re.compile(r"[!?\n]|\.\s[^.]{0,200}\.\s")


class Day(NamedTuple):
    """A day as it is written; year 0 where none is."""

    start: int
    end: int
    year: int
    month: int
    day: int


def backwards(view: View, days: list[Day]) -> Iterator[tuple[int, int, int, int]]:
    """Start and end of the two dates of every beginning that lies behind its end."""
    low, language = view.low, view.language
    if len(days) > 1:
        for first, last in pairwise(days):
            between = low[first.end : last.start]
            if len(between) > BETWEEN or _OVER.search(between) or not _after(first, last):
                continue
            begins = language.cue("date_begins").search(low, max(0, first.start - BEFORE), first.start)
            ends = language.cue("date_ends").search(between)
            if begins is None or ends is None:
                continue
            # "dibuka 3 Mei 2023, sedangkan lomba tahun 2022 berakhir …" tells of two things
            if language.cue("date_of_another").search(between) or _other_things(view, first, last):
                continue
            again = language.cue("date_begins").search(between[: ends.start()] + between[ends.end() :])
            if again is None and not re.search(r"\.\s", low[begins.end() : first.start]):
                yield first.start, first.end, last.start, last.end
    yield from _years(low, [f for f in view.figures if f.kind in (OPAQUE, YEAR)])


def _other_things(view: View, first: Day, last: Day) -> bool:
    """Whether two sentences tell of the days of two things ("Layanan dibuka … Masa uji coba berakhir …")."""
    between = view.low[first.end : last.start]
    sentence = between.rfind(". ")
    if sentence < 0:
        return False
    start = view.low.rfind(". ", 0, first.start) + 1
    told = [period_of(view, stretch) for stretch in (view.low[start : first.start], between[sentence:])]
    return told[0] is not None and told[1] is not None and not one_period(told[0], told[1])


class Period(NamedTuple):
    """What begins or ends: its noun, the family of that, and the words behind it ("pendaftaran", "lomba esai")."""

    noun: str
    family: str
    name: tuple[str, ...]


def period_of(view: View, sentence: str) -> Period | None:
    """What begins or ends by a sentence; None where it does not say."""
    noun = view.language.cue("date_periods").search(sentence)
    if noun is None:
        return None
    name = takewhile(lambda word: _is_of_the_name(view, word), _WORD.findall(sentence, noun.end()))
    return Period(noun[0], view.language.families.get(noun[0], noun[0]), tuple(name))


def _is_of_the_name(view: View, word: str) -> bool:
    phrases = view.language.phrases
    return not any(word in phrases[name] for name in ("not_an_item", "date_begins", "date_ends", "pointers"))


def one_period(one: Period, other: Period) -> bool:
    """Whether both may be the same: "pendaftaran lomba esai" is not "pendaftaran lomba video"."""
    if one.noun != other.noun:
        return one.family == other.family
    return all(a == b for a, b in zip(one.name, other.name, strict=False))


def _years(low: str, dates: Sequence[Figure]) -> Iterator[tuple[int, int, int, int]]:
    """ "sejak 2023 hingga 2021", "periode 2027-2023"."""
    spans = []
    for figure in dates:
        if figure.kind == YEAR:
            spans.append((figure.start, figure.end))
        elif _TWO_YEARS.fullmatch(low, figure.start, figure.end):
            spans += [(figure.start, figure.start + 4), (figure.end - 4, figure.end)]
    for (start, end), (again, stop) in pairwise(spans):
        if again - end <= BETWEEN_YEARS and int(low[again:stop]) < int(low[start:end]):
            since = _SINCE.search(low, max(0, start - 24), start)
            if since is not None and _UNTIL.fullmatch(low, end, again):
                yield start, end, again, stop


def days_of(low: str, dates: Sequence[Figure]) -> Iterator[Day]:
    """The days of a text that are written with their month."""
    for figure in dates:
        match = _DATE.match(low, figure.start) if figure.kind == OPAQUE else None
        if match is None:
            continue
        named = match["month"] is not None
        month = MONTHS[match["month"]] if named else int(match["month_n"])
        day = int(match["day"] if named else match["day_n"])
        year = int((match["year"] if named else match["year_n"]) or 0)
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Day(match.start(), match.end(), year, month, day)


def _after(first: Day, last: Day) -> bool:
    """Whether the first day lies behind the last; not where the new year may lie between them."""
    if first.year and last.year:
        return first[2:] > last[2:]
    over = first.month - last.month >= 6 if not first.year else first.month >= 10 and last.month <= 3
    return first[3:] > last[3:] and not over
