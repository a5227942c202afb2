"""Finding dates: which stretches of the text are dates, and what they say, by the rules of patterns/date.yaml.

Anchors come first (months, weekdays, years, figures with slashes: all known from the words); the regular expressions of
the rules run only in short windows around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
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
_KINDS = ("no_day", "ahead_behind", "habit", "turn", "address", "page")
_YEARS, _DAYS = frozenset({"year", "year1"}), frozenset({"day", "day2"})
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_MONTHS = re.compile(
    rf"(?:{'|'.join(m for m in MONTHS if len(m) > 3)})-(?:{'|'.join(m for m in MONTHS if len(m) > 3)})\Z", re.I
)
_BITS = {kind: 1 << k for k, kind in enumerate(REACH)}
_SLASH = _BITS["slash"]
_BARRED = 1 << len(REACH)  # added to the kinds of a stretch where the sieves around slashes find nothing
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


_PARTS = Found._fields[3:]


class Expression(NamedTuple):
    """A regular expression, the kind of its anchor, and its sieve: where that finds nothing, it is not tried."""

    needs: int
    rule: Rule
    pattern: re.Pattern[str]
    sieve: re.Pattern[str] | None
    parts: tuple[tuple[str, int, int], ...]  # of the groups: name, number, place among the parts of a date
    placed: bool  # it is known where it may begin


class Steps(dict[int, list[Expression]]):
    """The expressions to try by the kinds of a stretch, made on first use."""

    def __init__(self, expressions: list[Expression]) -> None:
        super().__init__()
        self._expressions = expressions

    def __missing__(self, kinds: int) -> list[Expression]:
        steps = [e for e in self._expressions if e.needs & kinds]
        if kinds & _BARRED:
            steps = [e for e in steps if e.sieve is None or not e.needs & _SLASH]
        self[kinds] = steps
        return steps


class Beginning(dict[str, "tuple[tuple[int, str], ...] | None"]):
    """Word form -> where in it which expression of some kinds may begin; None where that can't be told.

    Emptied when it has grown past its limit.
    """

    LIMIT = 20_000

    def __init__(self, openings: Openings, kinds: int) -> None:
        super().__init__()
        self._openings, self._kinds = openings, kinds

    def __missing__(self, form: str) -> tuple[tuple[int, str], ...] | None:
        if len(self) > self.LIMIT:
            self.clear()
        places = self._openings[form]
        here = None if places is None else tuple((at, name) for at, kind, name in places if kind & self._kinds)
        self[form] = here
        return here


class Beginnings(dict[int, Beginning]):
    """Where expressions may begin, by the kinds of a stretch."""

    def __init__(self, openings: Openings) -> None:
        super().__init__()
        self._openings = openings

    def __missing__(self, kinds: int) -> Beginning:
        made = self[kinds] = Beginning(self._openings, kinds)
        return made


@dataclass(frozen=True)
class Grammar:
    """The rules of dates made ready: regular expressions by anchor, relative expressions and cue words."""

    expressions: list[Expression]
    steps: Steps
    slashes: re.Pattern[str]  # the sieves around slashes in one: hardly anything passes them
    beginnings: Beginnings
    relative: PhraseTable
    cues: PhraseTable
    no_day: frozenset[str]
    ahead: frozenset[str]
    habits: frozenset[str]
    turns: frozenset[str]
    addresses: frozenset[str]
    page_words: frozenset[str]


def grammar(knowledge: Knowledge) -> Grammar:
    """Compile the rules once a process."""
    made: Grammar = knowledge.prepare("date", _make)
    return made


def _make(knowledge: Knowledge) -> Grammar:
    rules = knowledge.rulebook.of("date")
    expressions = [_expression(rule) for rule in rules if rule.kind == "regex"]
    placed = _openings(expressions)
    expressions = [e._replace(placed=e.rule.id in placed.told[e.needs]) for e in expressions]
    sieves = [e.sieve for e in expressions if e.sieve is not None and e.needs == _SLASH]
    phrases = [r for r in rules if r.kind == "phrase"]
    return Grammar(
        expressions,
        Steps(expressions),
        re.compile("|".join(f"(?:{sieve.pattern})" for sieve in sieves), re.IGNORECASE),
        Beginnings(placed),
        PhraseTable(r for r in phrases if "unit" in r.settings),
        PhraseTable(r for r in phrases if "reach" in r.settings),
        *(frozenset(w for r in phrases if r.settings.get("kind") == kind for w in r.pattern) for kind in _KINDS),
    )


def _openings(expressions: list[Expression]) -> Openings:
    """Where expressions may begin, in groups by the kind of their anchor; those around slashes that have a sieve are
    left to it."""
    made = Openings()
    for kind in _BITS.values():
        group = [e for e in expressions if e.needs == kind]
        worth = {e.rule.id for e in group if e.sieve is None or kind != _SLASH}
        made.enter(kind, {e.rule.id: e.pattern for e in group}, worth)
    return made


def _expression(rule: Rule) -> Expression:
    flags = re.IGNORECASE if rule.settings.get("ignore_case") else 0
    sieve = rule.settings.get("sieve")
    pattern = re.compile(rule.pattern, flags)
    groups = sorted(pattern.groupindex.items(), key=lambda group: group[1])
    parts = tuple((name, number, _PARTS.index(name) if name in _PARTS else -1) for name, number in groups)
    made = re.compile(sieve, flags) if sieve else None
    return Expression(_BITS[rule.settings["needs"]], rule, pattern, made, parts, False)


def find(context: Context, rules: Grammar, anchors: list[int]) -> list[Found]:
    """All date expressions in text order, none overlapping another, by the words that a date may lie around."""
    text, found = context.text, list[Found]()
    for start, end, kinds, first, last in windows(context.analysis, anchors):
        taken: list[Found] = []
        places = _places(context.analysis, rules.beginnings[kinds], first, last)
        if kinds & _SLASH and rules.slashes.search(text, start, end) is None:
            kinds |= _BARRED
        for _, rule, pattern, sieve, parts, placed in rules.steps[kinds]:
            if placed and places is not None:
                if rule.id not in places:
                    continue
                matches: Iterable[re.Match[str]] = _matches(pattern, text, places[rule.id], start, end)
            elif sieve is not None and sieve.search(text, start, end) is None:
                continue
            else:
                matches = pattern.finditer(text, start, end)
            for match in matches:
                made = _read(rule, match, parts)
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


def _places(analysis: Analysis, beginning: Beginning, first: int, last: int) -> dict[str, list[int]] | None:
    """Where in the words from `first` to `last` which expression may begin; None where that can't be told."""
    out: dict[str, list[int]] = {}
    starts = analysis.starts
    for i, word in enumerate(analysis.words[first : last + 1], first):
        here = beginning[word]
        if here:
            for at, name in here:
                if name in out:
                    out[name].append(starts[i] + at)
                else:
                    out[name] = [starts[i] + at]
        elif here is None:
            return None
    return out


def _matches(pattern: re.Pattern[str], text: str, places: list[int], start: int, end: int) -> list[re.Match[str]]:
    """The matches of `finditer` in [start, end), by where they may begin."""
    out = []
    free, match_at = start, pattern.match
    for place in places:
        if place >= free and (match := match_at(text, place, end)) is not None:
            free = match.end()
            out.append(match)
    return out


def windows(analysis: Analysis, anchors: list[int]) -> list[tuple[int, int, int, int, int]]:
    """Stretches (code points) around the anchors, overlapping ones joined, each with the kinds of its anchors (bits)
    and its first and last word."""
    out: list[tuple[int, int, int, int, int]] = []
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
            out[-1] = (start, end, known[2] | _BITS[kind], head, tail)
        else:
            out.append((start, end, _BITS[kind], head, tail))
    return out


@lru_cache(maxsize=4096)
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


def _read(rule: Rule, match: re.Match[str], groups: tuple[tuple[str, int, int], ...]) -> Found | None:
    """The parts of a match as numbers; None where a month is no month or a day no day."""
    parts: list[int | None] = [None] * len(_PARTS)
    start, end = match.span()
    for name, number_of_group, place in groups:
        written = match[number_of_group]
        if not written:
            continue
        if name == "value":
            start, end = match.span("value")
        elif name == "weekday":
            parts[place] = WEEKDAYS.get(written.lower())
        else:
            number = int(written) if written.isdigit() else MONTHS.get(written.lower(), 0)
            if name in _YEARS:
                number = days.century(number)
            elif not 1 <= number <= (31 if name in _DAYS else 12):
                return None
            parts[place] = number
    return Found(start, end, rule, *parts)
