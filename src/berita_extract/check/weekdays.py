"""A weekday must be that of its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from berita_extract.check.figures import opaque
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View
from berita_extract.model import CheckStatus, DateFact, Evidence

# A date without a year is trusted to be of the year of publication only this near to it.
NEAR_DAYS = 45
NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_WEEKDAY = re.compile(r"\b(senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)\b")
_DIGIT = re.compile(r"\d")
_NUMBER = {"senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "sabtu": 5, "minggu": 6, "ahad": 6}


def find(view: View) -> Iterator[Finding]:
    """Every mention of a full date with a weekday."""
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
    shown = f"{day.day:02}-{day.month:02}-{day.year:04}"
    figure = opaque(mention.start, mention.end)
    if stated[0] in (day.weekday(), end.weekday()):
        return Finding(
            "weekday", "ok", f"{shown} = {said}", said, said, (figure,), (mention.start, mention.end), None, (fact.id,)
        )
    actual = NAMES[day.weekday()]
    status: CheckStatus = "mismatch"
    if fact.how != "stated" and not _near(view, day):
        status = "unverifiable"
    swapped = _swap(day)
    if swapped is not None and swapped.weekday() == stated[0] and "/" in mention.text:
        status = "unverifiable"
    note = (
        f"{shown} jatuh pada hari {actual}, bukan {said}.",
        f"{shown} is a {actual} (in Indonesian), not {said}.",
    )
    if status == "unverifiable":
        note = (f"Tahun untuk {said}, {shown} tidak pasti.", f"The year or order of {said}, {shown} is not certain.")
    return Finding(
        "weekday",
        status,
        f"{shown} = {actual}, stated {said}",
        actual,
        said,
        (figure,),
        (mention.start, mention.end),
        note,
        (fact.id,),
    )


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
