"""A weekday must be that of its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from berita_extract.check.date_pairs import MONTHS
from berita_extract.check.figures import OPAQUE, opaque
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View
from berita_extract.model import CheckStatus, DateFact, Evidence

# A date without a year is trusted to be of the year of publication only this near to it.
NEAR_DAYS = 45
NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_WEEKDAY = re.compile(r"\b(senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)\b")
_DIGIT = re.compile(r"\d")
_NUMBER = {"senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "sabtu": 5, "minggu": 6, "ahad": 6}


PAIR = 45  # how far before a date two weekdays may begin
_NAME = r"(senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)"
_TO = r"\s?(?:[-–—]|dan|hingga|sampai(?:\sdengan)?|s\.?/?d\.?)\s?"
# "Selasa dan Rabu (14-15/3/2023)", "Senin-Rabu, 6-8 Mei 2024"
_TWO = re.compile(
    rf"\b{_NAME}{_TO}{_NAME},?\s\(?(\d{{1,2}}){_TO}(\d{{1,2}})"
    rf"(?:\s({'|'.join(MONTHS)})(?:\s(\d{{4}}))?|/(\d{{1,2}})(?:/(\d{{4}}))?)\b"
)


def find(view: View) -> Iterator[Finding]:
    """Every mention of a full date with a weekday, and of two days with two of them."""
    pairs = list(_pairs(view))
    yield from pairs
    spans = [f.target for f in pairs]
    for finding in _single(view):
        if not any(finding.target[0] < end and start < finding.target[1] for start, end in spans):
            yield finding


def _pairs(view: View) -> Iterator[Finding]:
    """ "Selasa dan Rabu (14-15/3/2023)": the first weekday is that of the first day, the second that of the last."""
    low = view.low
    done = 0
    for figure in view.figures:
        if (
            figure.kind != OPAQUE
            or figure.start < done
            or low[figure.start - 1 : figure.start].strip(" \n") not in ("", "(")
        ):
            continue
        match = _TWO.search(low, max(0, figure.start - PAIR), figure.end + 1)
        if match is None:
            continue
        done = match.end()
        said = [_NUMBER[name.replace("'", "").replace("’", "")] for name in match.group(1, 2)]
        published = _day((view.record.article.published or "")[:10])
        told = match[6] or match[8]
        if not told and published is None:
            continue
        month = MONTHS[match[5]] if match[5] else int(match[7])
        try:
            year = int(told) if told or published is None else published.year
            days = [date(year, month, int(d)) for d in match.group(3, 4)]
        except ValueError:
            continue
        if days[0] >= days[1] or (not told and not _near(view, days[0])):
            continue
        wrong = [n for n, day in enumerate(days) if day.weekday() != said[n]]
        n = wrong[0] if wrong else 0
        yield _finding(days[n], NAMES[said[n]], match.span(), "mismatch" if wrong else "ok", ())


def _finding(day: date, said: str, span: tuple[int, int], status: CheckStatus, facts: tuple[str, ...]) -> Finding:
    shown, actual = f"{day.day:02}-{day.month:02}-{day.year:04}", NAMES[day.weekday()]
    figure = opaque(*span)
    if status == "ok":
        return Finding("weekday", "ok", f"{shown} = {said}", said, said, (figure,), span, None, facts)
    note = (
        f"{shown} jatuh pada hari {actual}, bukan {said}.",
        f"{shown} is a {actual} (in Indonesian), not {said}.",
    )
    if status == "unverifiable":
        note = (f"Tahun untuk {said}, {shown} tidak pasti.", f"The year or order of {said}, {shown} is not certain.")
    working = f"{shown} = {actual}, stated {said}"
    return Finding("weekday", status, working, actual, said, (figure,), span, note, facts)


def _single(view: View) -> Iterator[Finding]:
    for fact in view.record.dates:
        if fact.precision != "day" or fact.weekday_agrees is None:
            continue
        for mention in fact.evidence:
            finding = _mention(view, fact, mention)
            if finding is not None:
                yield finding
                if finding.status != "ok":
                    break


def _mention(view: View, fact: DateFact, mention: Evidence) -> Finding | None:
    if not _DIGIT.search(mention.text):
        return None
    names = _WEEKDAY.findall(mention.text.lower())
    if not names:
        return None
    if _in_a_name(view, mention.start):
        return None
    stated = [_NUMBER[name.replace("'", "").replace("’", "")] for name in names]
    day = _day(fact.value)
    end = _day(fact.end or "") or day
    if day is None or end is None:
        return None
    said = NAMES[stated[0]]
    span = (mention.start, mention.end)
    if stated[0] in (day.weekday(), end.weekday()):
        return _finding(day, said, span, "ok", (fact.id,))
    status: CheckStatus = "mismatch"
    if fact.how != "stated" and not _near(view, day):
        status = "unverifiable"
    swapped = _swap(day)
    if swapped is not None and swapped.weekday() == stated[0] and "/" in mention.text:
        status = "unverifiable"
    return _finding(day, said, span, status, (fact.id,))


def _in_a_name(view: View, start: int) -> bool:
    """Whether a weekday belongs to a name ("Pasar Minggu")."""
    before = view.low[max(0, start - 20) : start]
    if before.endswith((", ", "(")):
        return False
    return view.language.before("day_in_a_name").search(before) is not None


def _near(view: View, day: date) -> bool:
    published = _day((view.record.article.published or "")[:10])
    return published is not None and abs((day - published).days) <= NEAR_DAYS


def _swap(day: date) -> date | None:
    try:
        return date(day.year, day.day, day.month)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
