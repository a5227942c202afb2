"""Counts: every figure that counts or measures, with unit, bound and status; the other numbers with their reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TypeAlias

from berita_extract.facts import count_bounds, count_figures
from berita_extract.facts.anchors import FIGURE, anchors
from berita_extract.facts.context import Context
from berita_extract.facts.count_cues import Cues, cues, just_before, within
from berita_extract.facts.count_owner import CountOwners
from berita_extract.facts.count_reading import Reader
from berita_extract.facts.count_sight import Reading
from berita_extract.facts.date import date_spans
from berita_extract.lexicon import LOWER
from berita_extract.model import Aspect, Bound, Count, CountStatus, Evidence, UnreadNumber, UnreadWhy
from berita_extract.rules import Rule
from berita_extract.values.number import NUMBER_WORDS, as_number

UNREAD = "unread_numbers"
# Words beside a figure that may tell its aspect.
NEAR = 5
# Figures that are aimed at where the words tell a plan.
_WISHED = frozenset({"cardinal", "percent", "score", "rank"})
# Aspects that figures of any measure have.
_OF_ANY_MEASURE = frozenset({"change", "target", "total"})
# Words between a figure and the year that it is told for.
NEXT = 3
_DIGIT = re.compile(r"\d")


def find(context: Context) -> list[Count]:
    """All counts, one entry a value and unit, in order of first mention; leaves the other numbers for `unread`."""
    rules = cues(context.knowledge)
    skipped = _skipped(context)
    reader = Reader(context, rules)
    readings = reader.read(count_figures.read(context.analysis, anchors(context, FIGURE), skipped))
    context.found[UNREAD] = _unread(context, readings)
    mentions: dict[tuple[object, ...], list[Reading]] = {}  # of each distinct count
    for reading in readings:
        if reading.unit is not None:
            upper = reading.mention.upper
            key = (reading.mention.value, upper.value if upper else None, reading.unit.lower())
            mentions.setdefault(key, []).append(reading)
    if not mentions:
        return []
    _join_shortened(mentions)
    years, owners = _years(context), CountOwners(context, rules)
    return [_count(context, rules, years, owners, n, told) for n, told in enumerate(mentions.values(), 1)]


def _join_shortened(mentions: dict[tuple[object, ...], list[Reading]]) -> None:
    """ "198 ide inovasi … 198 ide itu": a noun told again by its first word is the same count."""
    longer: dict[tuple[object, ...], tuple[object, ...]] = {}
    for key in mentions:
        head, _, rest = str(key[2]).partition(" ")
        if rest:
            longer.setdefault((*key[:2], head), key)
    for short, key in longer.items():
        if short in mentions:
            told = sorted(mentions[key] + mentions.pop(short), key=lambda reading: reading.start)
            mentions[key] = told


def unread(context: Context) -> list[UnreadNumber]:
    """The numbers of the text that became no count and are part of no date, each with its reason."""
    if UNREAD not in context.found:
        find(context)
    numbers: list[UnreadNumber] = context.found[UNREAD]
    return numbers


def _skipped(context: Context) -> set[int]:
    """Words that belong to dates and to names of laws."""
    out: set[int] = set()
    ends = context.analysis.ends
    for start, end in [*date_spans(context), *context.found.get("law_spans", ())]:
        out.update(range(bisect_right(ends, start), bisect_right(ends, end - 1) + 1))
    return out


def _evidence(context: Context, reading: Reading) -> Evidence:
    return context.evidence(*context.analysis.span(reading.start, reading.end))


def _count(
    context: Context, rules: Cues, years: _Years, owners: CountOwners, number: int, told: list[Reading]
) -> Count:
    """The entry of one distinct count: what its first mention says, and the places of all."""
    analysis, reading = context.analysis, told[0]
    mention, value = reading.mention, as_number(reading.mention.value) or 0
    begin, end = analysis.sentences[analysis.sentence_of[reading.start]]
    bound = _bound(context, rules, reading, begin)
    status = _status(context, rules, reading, begin)
    aspect = _aspect(context, rules, reading, begin, end)
    wished = status == "planned" and aspect in {"new", "other"} and reading.measure in _WISHED
    low, high = count_bounds.interval(mention, bound)
    agency, government = owners.of(reading)
    return Count(
        id=f"c{number}",
        value=value,
        value_max=as_number(mention.upper.value) if mention.upper else None,
        unit=reading.unit,
        qualifier=_qualifier(context, rules, reading, end),
        measure=reading.measure,
        aspect="target" if wished else aspect,
        bound=bound,
        low=value if low is mention.value else as_number(low),
        high=value if high is mention.value else as_number(high),
        per=_per(context, rules, reading, end),
        status=status,
        agency=agency,
        government=government,
        period=_period(context, rules, reading, years),
        rule=reading.rule,
        evidence=tuple([_evidence(context, r) for r in told]),
    )


def _bound(context: Context, rules: Cues, reading: Reading, begin: int) -> Bound:
    """How exact the words make the figure; the nearest word before it decides."""
    mention, analysis = reading.mention, context.analysis
    if mention.suffix == "an":
        return "approximate"
    after = rules.bounds_after.at(analysis.lowers, mention.end) if mention.end < analysis.n else None
    if after is not None:
        bound: Bound = after[1].settings["bound"]
        return bound
    before = just_before(rules.bounds_before, analysis, reading.start, begin)
    if before is not None and not mention.upper:
        bound = before[1].settings["bound"]
        if bound != "at_most" or analysis.lowers[before[0]] not in {"hingga", "sampai", "tertinggi"}:
            return bound
    return "at_least" if mention.figure.vague else "exact"


def _aspect(context: Context, rules: Cues, reading: Reading, begin: int, end: int) -> Aspect:
    """The word nearest to the figure that tells what is counted: just behind the noun first, then before it."""
    lowers, stop = context.analysis.lowers, min(end, reading.end + 3)
    if not rules.aspects.begins.isdisjoint(lowers[reading.end : stop]):
        for k in range(reading.end, stop):
            hit = rules.aspects.at(lowers, k)
            if hit is not None and _fits(reading, hit[1]):
                behind: Aspect = hit[1].settings["aspect"]
                return behind
    before = within(rules.aspects, context.analysis, reading.start, begin, NEAR)
    if before is not None and not before[1].settings.get("behind") and _fits(reading, before[1]):
        aspect: Aspect = before[1].settings["aspect"]
        return aspect
    return "other"


def _fits(reading: Reading, rule: Rule) -> bool:
    """Things are new or awarded; a time, a sum, a place in an order only changes, is aimed at or is a total."""
    return reading.measure == "cardinal" or rule.settings["aspect"] in _OF_ANY_MEASURE


def _status(context: Context, rules: Cues, reading: Reading, begin: int) -> CountStatus:
    hit = within(rules.status, context.analysis, reading.start, begin, 9)
    if hit is None or reading.start - hit[0] > hit[1].settings["reach"] + 1:
        return "stated"
    status: CountStatus = hit[1].settings["status"]
    return status


def _qualifier(context: Context, rules: Cues, reading: Reading, end: int) -> str | None:
    """The word behind the counted noun that narrows it down ("42 inovasi baru", "121 inovasi digital")."""
    analysis, j = context.analysis, reading.unit_end
    if not j or j >= end or reading.measure not in {"cardinal"} or reading.rule == "count.measure":
        return None
    if reading.end > j:
        return None
    word = analysis.lowers[j]
    if (
        not analysis.masks[j] & LOWER
        or (word in rules.no_unit and word not in rules.kinds["adjective"])
        or word in rules.kinds["no_qualifier"]
        or word in NUMBER_WORDS
    ):
        return None
    return None if word.startswith(("di", "ber", "ter", "me", "se")) and len(word) > 5 else analysis.words[j]


def _per(context: Context, rules: Cues, reading: Reading, end: int) -> str | None:
    """ "Rp 850 ribu per rumah", "dua kali setahun", "satu OPD satu inovasi"."""
    analysis, j = context.analysis, reading.end
    lowers = analysis.lowers
    if j < end and lowers[j] in rules.kinds["per"] and j + 1 < end:
        found = rules.units.at(lowers, j + 1)
        return analysis.slice(j + 1, found.end if found else j + 2) if lowers[j + 1][0].isalpha() else None
    if j < end and lowers[j] in count_figures.FUSED and reading.measure != "duration":
        return count_figures.FUSED[lowers[j]]
    if lowers[j - 1] in count_figures.FUSED and reading.measure != "duration":  # "dua kali seminggu" is one unit
        return count_figures.FUSED[lowers[j - 1]]
    return _each(context, rules, reading)


def _each(context: Context, rules: Cues, reading: Reading) -> str | None:
    """ "setiap perangkat daerah menciptakan satu inovasi", "satu OPD satu inovasi", "satu OPD bisa membuat satu"."""
    analysis, i = context.analysis, reading.start
    lowers, begin = analysis.lowers, analysis.sentences[analysis.sentence_of[i]][0]
    if reading.measure not in {"cardinal", "money"} or (
        lowers[i] not in _ONE_EACH and not _follows_each(rules, lowers, i, begin)
    ):
        return None
    for k in range(i - 1, max(begin, i - MAX_EACH) - 1, -1):
        if lowers[k] in _CLAUSE_MARKS:
            return None
        if lowers[k] in rules.kinds["each"] or (lowers[k] in _ONE_EACH and lowers[i] in _ONE_EACH):
            found = rules.units.at(lowers, k + 1)
            if found is None or found.unit.kind != "noun" or found.end > i:
                return None
            return analysis.slice(found.start, found.end)
    return None


def _follows_each(rules: Cues, lowers: list[str], i: int, begin: int) -> bool:
    return not rules.kinds["each"].isdisjoint(lowers[max(begin, i - MAX_EACH) : i])


_ONE_EACH = frozenset({"satu", "1"})
_CLAUSE_MARKS = frozenset({",", ";", ":", ".", "dan", "atau", '"', "dari"})
# Words between "setiap OPD" and its figure.
MAX_EACH = 9


# Sentence -> (word, value) of every mention of a year, month or day in it, in order.
_Years: TypeAlias = dict[int, list[tuple[int, str]]]


def _years(context: Context) -> _Years:
    """The dates of the article by their sentences."""
    dates, ends = context.found.get("dates", ()), context.analysis.ends
    sentence_of, out = context.analysis.sentence_of, dict[int, list[tuple[int, str]]]()
    for mention in sorted([(bisect_right(ends, e.start), fact.value) for fact in dates for e in fact.evidence]):
        out.setdefault(sentence_of[mention[0]], []).append(mention)
    return out


def _period(context: Context, rules: Cues, reading: Reading, years: _Years) -> str | None:
    """The year, month or day that the figure is told for: the one right behind it ("78 pada 2022"), right before it, or
    the only one in its sentence."""
    lowers, behind = context.analysis.lowers, reading.end
    inside = years.get(context.analysis.sentence_of[reading.start])
    if inside is None:
        return None
    for word, value in inside:
        if 0 <= word - behind < NEXT and rules.kinds["time_word"].issuperset(lowers[behind:word]):
            return value
    for word, value in reversed(inside):
        if 0 < reading.start - word <= NEXT:
            return value
    return inside[0][1] if len({value for _, value in inside}) == 1 else None


def _unread(context: Context, readings: list[Reading]) -> list[UnreadNumber]:
    """Numbers with a reason, and those of laws and of dates that the calendar does not have."""
    out: list[tuple[int, UnreadNumber]] = []

    def add(start: int, end: int, why: UnreadWhy) -> None:
        e = context.evidence(start, end)
        out.append((start, UnreadNumber(text=e.text, why=why, evidence=(e,))))

    for reading in readings:
        if reading.why is not None:
            add(*context.analysis.span(reading.start, reading.end), reading.why)
    if law_spans := context.found.get("law_spans"):
        laws = {(e.start, e.end) for fact in context.found.get("legal_bases", ()) for e in fact.evidence}
        for start, end in law_spans:
            if (start, end) not in laws:
                add(start, end, "law")
    dated = {(e.start, e.end) for fact in context.found.get("dates", ()) for e in fact.evidence}
    for start, end in date_spans(context):
        if (start, end) not in dated and _DIGIT.search(context.text, start, end):
            add(start, end, "date")
    return [number for _, number in sorted(out, key=lambda pair: pair[0])]
