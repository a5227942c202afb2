"""Finding dates: which stretches of the text are dates, and what they say, by the rules of patterns/date.yaml.

Anchors come first (months, weekdays, years, figures with slashes: all known from the words); the regular expressions of
the rules run only in short windows around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from berita_extract.analysis import Analysis
from berita_extract.facts.context import Context, Knowledge
from berita_extract.facts.phrases import PhraseTable
from berita_extract.lexicon import CAPITAL, MONTH, MONTHS, NUMBER, WEEKDAY, WEEKDAYS
from berita_extract.rules import Rule

# Words before and behind an anchor of each kind in which its date must lie.
REACH = {"month": (9, 7), "slash": (9, 6), "dashes": (6, 1), "weekday": (2, 5), "year": (4, 4)}
# More dates than this are not looked for in one article (calendars, tables, hostile input).
MAX_ANCHORS = 400
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_DASHES = re.compile(r"\d{1,2}[-.]\d{1,2}[-.](?:19|20)\d\d\Z")


class Found(NamedTuple):
    """One date expression: where it stands, its rule and its parts (missing ones None)."""

    start: int
    end: int
    rule: Rule
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    day2: int | None = None
    month2: int | None = None
    year1: int | None = None


@dataclass(frozen=True)
class Grammar:
    """The rules of dates made ready: regular expressions by anchor, relative expressions and cue words."""

    expressions: list[tuple[str, Rule, re.Pattern[str]]]
    relative: PhraseTable
    cues: PhraseTable


def grammar(knowledge: Knowledge) -> Grammar:
    """Compile the rules once a process."""
    made: Grammar = knowledge.prepare("date", _make)
    return made


def _make(knowledge: Knowledge) -> Grammar:
    rules = knowledge.rulebook.of("date")
    expressions = [
        (r.settings["needs"], r, re.compile(r.pattern, re.IGNORECASE if r.settings.get("ignore_case") else 0))
        for r in rules
        if r.kind == "regex"
    ]
    phrases = [r for r in rules if r.kind == "phrase"]
    return Grammar(
        expressions,
        PhraseTable(r for r in phrases if "unit" in r.settings),
        PhraseTable(r for r in phrases if "reach" in r.settings),
    )


def find(context: Context, rules: Grammar) -> list[Found]:
    """All date expressions in text order, none overlapping another."""
    text, found = context.text, list[Found]()
    for start, end, kinds in windows(context.analysis):
        taken: list[Found] = []
        for needs, rule, expression in rules.expressions:
            if needs not in kinds:
                continue
            for match in expression.finditer(text, start, end):
                made = _read(rule, match)
                if made and not any(made.start < t.end and t.start < made.end for t in taken):
                    taken.append(made)
        found.extend(sorted(taken))
    return found


def windows(analysis: Analysis) -> list[tuple[int, int, set[str]]]:
    """Stretches (code points) around the anchors, overlapping ones joined, each with the kinds of its anchors."""
    out: list[tuple[int, int, set[str]]] = []
    words, masks, last = analysis.words, analysis.masks, analysis.n - 1
    kept = 0
    for i in compress(range(analysis.n), map((MONTH | WEEKDAY | NUMBER).__and__, masks)):
        kind = _kind(words[i], masks[i])
        if kind is None:
            continue
        kept += 1
        if kept > MAX_ANCHORS:
            break
        before, behind = REACH[kind]
        start, end = analysis.starts[max(0, i - before)], analysis.ends[min(last, i + behind)]
        if out and start < out[-1][1]:
            known = out[-1]
            out[-1] = (min(known[0], start), max(known[1], end), known[2] | {kind})
        else:
            out.append((start, end, {kind}))
    return out


def _kind(word: str, mask: int) -> str | None:
    if mask & MONTH:
        return "month"
    if mask & WEEKDAY:
        return "weekday" if mask & CAPITAL else None
    if "/" in word or (len(word) == 10 and word[4] == "-"):
        return "slash"
    if len(word) == 4 and _YEAR.match(word):
        return "year"
    return "dashes" if len(word) > 7 and _DASHES.match(word) else None


def _read(rule: Rule, match: re.Match[str]) -> Found | None:
    """The parts of a match as numbers; None where a month is no month or a day no day."""
    parts = match.groupdict()
    numbers: dict[str, int | None] = {}
    for name in ("day", "day2", "year", "year1"):
        numbers[name] = int(parts[name]) if parts.get(name) else None
    for name in ("year", "year1"):
        year = numbers[name]
        if year is not None and year < 100:
            numbers[name] = year + (1900 if year >= 70 else 2000)
    for name in ("month", "month2"):
        written = parts.get(name)
        numbers[name] = None if not written else (int(written) if written.isdigit() else MONTHS.get(written.lower(), 0))
    if any(numbers[n] is not None and not 1 <= numbers[n] <= 31 for n in ("day", "day2")):  # type: ignore[operator]
        return None
    if any(numbers[n] is not None and not 1 <= numbers[n] <= 12 for n in ("month", "month2")):  # type: ignore[operator]
        return None
    weekday = WEEKDAYS.get((parts.get("weekday") or "").lower())
    start, end = match.span("value") if parts.get("value") else match.span()
    return Found(start, end, rule, weekday=weekday, **numbers)
