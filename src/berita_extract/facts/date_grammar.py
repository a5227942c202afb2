"""Finding dates: which stretches of the text are dates, and what they say, by the rules of patterns/date.yaml.

Anchors come first (months, weekdays, years, figures with slashes: all known from the words); the regular expressions of
the rules run only in short windows around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from berita_extract.analysis import Analysis
from berita_extract.facts.context import Context, Knowledge
from berita_extract.facts.openings import Openings
from berita_extract.facts.phrases import PhraseTable
from berita_extract.lexicon import CAPITAL, MONTH, MONTHS, NUMBER, WEEKDAY, WEEKDAYS
from berita_extract.rules import Rule
from berita_extract.values import day as days

# Words before and behind an anchor of each kind in which its date must lie.
REACH = {"month": (9, 7), "slash": (9, 6), "dashes": (6, 1), "weekday": (2, 5), "year": (4, 4)}
# More dates than this are not looked for in one article (calendars, tables, hostile input).
MAX_ANCHORS = 400
_KINDS = ("no_day", "ahead_behind", "habit")
_YEARS, _DAYS = frozenset({"year", "year1"}), frozenset({"day", "day2"})
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_MONTHS = re.compile(
    rf"(?:{'|'.join(m for m in MONTHS if len(m) > 3)})-(?:{'|'.join(m for m in MONTHS if len(m) > 3)})\Z", re.I
)
_GROUP = 1  # of the expressions in their openings
_OFTEN_IN_VAIN = frozenset({"month", "year"})  # expressions around these match once in a few tries
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


class Expression(NamedTuple):
    """A regular expression, the kind of its anchor, and its sieve: where that finds nothing, it is not tried."""

    needs: str
    rule: Rule
    pattern: re.Pattern[str]
    sieve: re.Pattern[str] | None
    names: tuple[tuple[str, int], ...]  # of the groups, with their numbers, in the order of the expression


@dataclass(frozen=True)
class Grammar:
    """The rules of dates made ready: regular expressions by anchor, relative expressions and cue words."""

    expressions: list[Expression]
    openings: Openings  # of the expressions, by their numbers
    relative: PhraseTable
    cues: PhraseTable
    editions: PhraseTable
    no_day: frozenset[str]
    ahead: frozenset[str]
    habits: frozenset[str]


def grammar(knowledge: Knowledge) -> Grammar:
    """Compile the rules once a process."""
    made: Grammar = knowledge.prepare("date", _make)
    return made


def _make(knowledge: Knowledge) -> Grammar:
    rules = knowledge.rulebook.of("date")
    expressions = [_expression(rule) for rule in rules if rule.kind == "regex"]
    phrases = [r for r in rules if r.kind == "phrase"]
    return Grammar(
        expressions,
        _openings(expressions),
        PhraseTable(r for r in phrases if "unit" in r.settings),
        PhraseTable(r for r in phrases if "reach" in r.settings),
        PhraseTable(r for r in phrases if r.settings.get("edition")),
        *(frozenset(w for r in phrases if r.settings.get("kind") == kind for w in r.pattern) for kind in _KINDS),
    )


def _openings(expressions: list[Expression]) -> Openings:
    made = Openings()
    worth = {e.rule.id for e in expressions if e.sieve is None and e.needs in _OFTEN_IN_VAIN}
    made.enter(_GROUP, {e.rule.id: e.pattern for e in expressions}, worth)
    return made


def _expression(rule: Rule) -> Expression:
    flags = re.IGNORECASE if rule.settings.get("ignore_case") else 0
    sieve = rule.settings.get("sieve")
    pattern = re.compile(rule.pattern, flags)
    names = tuple(sorted(pattern.groupindex.items(), key=lambda group: group[1]))
    return Expression(rule.settings["needs"], rule, pattern, re.compile(sieve, flags) if sieve else None, names)


def find(context: Context, rules: Grammar, anchors: list[int]) -> list[Found]:
    """All date expressions in text order, none overlapping another, by the words that a date may lie around."""
    text, found = context.text, list[Found]()
    told = rules.openings.told[_GROUP]
    for start, end, kinds, first, last in windows(context.analysis, anchors):
        taken: list[Found] = []
        places = None if kinds.isdisjoint(_OFTEN_IN_VAIN) else _places(context.analysis, rules.openings, first, last)
        for needs, rule, pattern, sieve, names in rules.expressions:
            if needs not in kinds:
                continue
            if places is not None and rule.id in told:
                if rule.id not in places:
                    continue
                matches = _matches(pattern, text, places[rule.id], end)
            elif sieve is not None and sieve.search(text, start, end) is None:
                continue
            else:
                matches = pattern.finditer(text, start, end)
            for match in matches:
                made = _read(rule, match, names)
                if made is None:
                    continue
                begin, stop = made[:2]
                for other in taken:
                    if begin < other.end and other.start < stop:
                        break
                else:
                    taken.append(made)
        found.extend(sorted(taken) if len(taken) > 1 else taken)
    return found


def _places(analysis: Analysis, openings: Openings, first: int, last: int) -> dict[str, list[int]] | None:
    """Where in the words from `first` to `last` which expression may begin; None where that can't be told."""
    out: dict[str, list[int]] = {}
    words, starts = analysis.words, analysis.starts
    for i in range(first, last + 1):
        here = openings[words[i]]
        if here is None:
            return None
        for at, _, name in here:
            if name in out:
                out[name].append(starts[i] + at)
            else:
                out[name] = [starts[i] + at]
    return out


def _matches(pattern: re.Pattern[str], text: str, places: list[int], end: int) -> Iterator[re.Match[str]]:
    """The matches of `finditer`, by where they may begin."""
    free = 0
    for place in places:
        if place >= free and (match := pattern.match(text, place, end)) is not None:
            free = match.end()
            yield match


def windows(analysis: Analysis, anchors: list[int]) -> list[tuple[int, int, set[str], int, int]]:
    """Stretches (code points) around the anchors, overlapping ones joined, each with the kinds of its anchors and its
    first and last word."""
    out: list[tuple[int, int, set[str], int, int]] = []
    last = analysis.n - 1
    for i in anchors[:MAX_ANCHORS]:
        kind = kind_of(analysis.words[i], analysis.masks[i])
        if kind is None:
            continue
        before, behind = REACH[kind]
        head, tail = max(0, i - before), min(last, i + behind)
        start, end = analysis.starts[head], analysis.ends[tail]
        if out and start < out[-1][1]:
            known = out[-1]
            start, end, head, tail = min(known[0], start), max(known[1], end), min(known[3], head), max(known[4], tail)
            out[-1] = (start, end, known[2] | {kind}, head, tail)
        else:
            out.append((start, end, {kind}, head, tail))
    return out


def kind_of(word: str, mask: int) -> str | None:
    """The kind of date that a word is an anchor of (see REACH)."""
    if not mask & (MONTH | WEEKDAY | NUMBER):
        return "month" if "-" in word and _MONTHS.match(word) else None
    if mask & MONTH:
        return "month"
    if mask & WEEKDAY:
        return "weekday" if mask & CAPITAL else None
    if "/" in word or (len(word) == 10 and word[4] == "-"):
        return "slash"
    if len(word) == 4 and _YEAR.match(word):
        return "year"
    return "dashes" if len(word) > 7 and _DASHES.match(word) else None


def _read(rule: Rule, match: re.Match[str], names: tuple[tuple[str, int], ...]) -> Found | None:
    """The parts of a match as numbers; None where a month is no month or a day no day."""
    numbers: dict[str, int | None] = {}
    start, end = match.span()
    for name, number_of_group in names:
        written = match[number_of_group]
        if not written:
            continue
        if name == "value":
            start, end = match.span("value")
        elif name == "weekday":
            numbers[name] = WEEKDAYS.get(written.lower())
        else:
            number = int(written) if written.isdigit() else MONTHS.get(written.lower(), 0)
            if name in _YEARS:
                number = days.century(number)
            elif not 1 <= number <= (31 if name in _DAYS else 12):
                return None
            numbers[name] = number
    return Found(start, end, rule, **numbers)
