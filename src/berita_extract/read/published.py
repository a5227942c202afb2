"""The publication date that an input states -> ISO."""

from __future__ import annotations

import re
from datetime import datetime, timezone

_ISO = re.compile(r"(\d{4}-\d\d(?:-\d\d)?)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?\s?(Z|[+-]\d\d:?\d\d)?)?")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
# Read expressions that name day, month and year; nothing that needs today's date, and no single numbers.
_SETTINGS = {
    "DATE_ORDER": "DMY",
    "PARSERS": ["absolute-time"],
    "REQUIRE_PARTS": ["day", "month", "year"],
    "RELATIVE_BASE": datetime(2000, 1, 1),
}


def iso(stated: str | None) -> str | None:
    """The date, or date and time, in ISO form; None where it can't be read as a full date.

    >>> iso("2023-05-16 10:20:00+07:00")
    '2023-05-16T10:20:00+07:00'
    """
    text = (stated or "").strip()
    if not text:
        return None
    match = _ISO.fullmatch(text)
    if match:
        return _from_iso(*match.groups())
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), timezone.utc).isoformat()
    return _by_dateparser(text)


def _from_iso(day: str, time: str | None, zone: str | None) -> str | None:
    try:
        datetime.strptime(day, "%Y-%m-%d" if len(day) == 10 else "%Y-%m")
        if time:
            datetime.strptime(time, "%H:%M:%S" if len(time) == 8 else "%H:%M")
    except ValueError:
        return None
    return day + (f"T{time}" if time else "") + (zone or "")


def _by_dateparser(text: str) -> str | None:
    if len(text) > 100:
        return None
    import dateparser  # 0.2 s, and most inputs are ISO

    day: datetime | None = dateparser.parse(text, languages=["id", "en"], settings=_SETTINGS)
    if day is None:
        return None
    if (day.hour, day.minute, day.second) == (0, 0, 0) and ":" not in text:
        return day.date().isoformat()
    return day.isoformat(timespec="seconds" if day.second else "minutes")
