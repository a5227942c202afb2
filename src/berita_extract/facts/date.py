"""Dates: every day, month and year that the text tells, with the year found where the text leaves it out."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from berita_extract.facts import date_grammar
from berita_extract.facts.anchors import DATE, RELATIVE_DATE, anchors
from berita_extract.facts.context import Context
from berita_extract.facts.date_grammar import Found, Grammar
from berita_extract.lexicon import CAPITAL, LOWER, MARK, NUMBER, NUMWORD
from berita_extract.model import DateFact, DateHow, DateRole, Evidence, Precision
from berita_extract.values import day as days

# Key of Context.found under which the stretches of all dates are kept for the figures to skip.
SPANS = "date_spans"
_RANKS: dict[DateRole, int] = {"other": 0, "publication": 1, "period": 2, "deadline": 3, "event": 4}
_NO_DAY = frozenset({"hingga", "sampai", "setiap", "tiap", "kali", "ribu", "juta", "orang"})
_QUOTES = '"“”'
_ENDS_NAME = frozenset({".", ",", ";", ":", "!", "?"})
_AHEAD = frozenset({"mendatang", "depan", "nanti"})  # right behind a date: it is still to come
# Length (code points) of the line that holds a page's own date ("Senin, 2 Des 2024 | 11:30 WIB").
MAX_STAMP_LINE = 80


@dataclass(slots=True)
class _Entry:
    """One distinct date while its mentions are collected."""

    value: str
    end: str | None
    precision: Precision
    how: DateHow
    agrees: bool | None
    role: DateRole
    rule: str
    evidence: list[Evidence] = field(default_factory=list)


def find(context: Context) -> list[DateFact]:
    """All dates of the article, one entry a distinct date, in order of first mention."""
    rules = date_grammar.grammar(context.knowledge)
    found = date_grammar.find(context, rules, anchors(context, DATE))
    hints = _hints(context, found)
    entries: dict[tuple[str, str | None], _Entry] = {}
    spans: list[tuple[int, int]] = []
    for item in found:
        if _is_law_year(context, item):
            continue
        start, end = _with_bracket(context.text, item.start, item.end)
        spans.append((start, end))
        if not item.month and item.year and _is_edition(context, rules, item):
            continue
        entry = _resolved(context, rules, item, hints)
        if entry is not None:
            _add(entries, entry, context.evidence(start, end))
    if hints.published is not None:
        _relative(context, rules, hints.published, spans, entries)
    context.found[SPANS] = sorted(spans)
    ordered = sorted(entries.values(), key=lambda e: e.evidence[0].start)
    return [
        DateFact(
            id=f"d{number}", value=e.value, end=e.end, precision=e.precision, how=e.how, weekday_agrees=e.agrees,
            role=e.role, rule=e.rule, evidence=tuple(sorted(e.evidence, key=lambda x: x.start)),
        )
        for number, e in enumerate(ordered, 1)
    ]  # fmt: skip


def date_spans(context: Context) -> list[tuple[int, int]]:
    """The stretches (code points, sorted) that dates cover; finds the dates first if that was not done."""
    if SPANS not in context.found:
        find(context)
    spans: list[tuple[int, int]] = context.found[SPANS]
    return spans


def _add(entries: dict[tuple[str, str | None], _Entry], entry: _Entry, evidence: Evidence) -> None:
    """Merge a mention into its date; a stated weekday and the more telling role are kept."""
    known = entries.setdefault((entry.value, entry.end), entry)
    known.evidence.append(evidence)
    if known is entry:
        return
    if known.agrees is None or entry.agrees is False:
        known.agrees = entry.agrees if entry.agrees is not None else known.agrees
    if _RANKS[entry.role] > _RANKS[known.role]:
        known.role = entry.role
    if known.how != "stated" and entry.how == "stated":
        known.how, known.rule = entry.how, entry.rule


def _hints(context: Context, found: list[Found]) -> days.Hints:
    """What the article tells about its year, strongest first."""
    article = context.article
    address_day, address_year = days.from_address(article.url)
    published = days.iso_day(article.published) or address_day or _stamp(context, found)
    years: list[int] = [address_year] if address_year else []
    years += _commonest([f.year for f in found if f.year and f.day])
    years += _copyright_years("\n".join([context.text[-300:], *(line.text for line in article.removed[-9:])]))
    years += days.years_in(article.title)
    years += _commonest([f.year for f in found if f.year and not f.day])
    if published is None and not years:
        years += days.years_in(context.text)[:3]
    return days.Hints(published, tuple(dict.fromkeys(years)))


def _commonest(years: list[int]) -> list[int]:
    """The three commonest years; of equally common ones the first."""
    if len(years) < 2 or years.count(years[0]) == len(years):  # nearly all
        return years[:1]
    return [year for year, _ in Counter(years).most_common(3)]


def _copyright_years(text: str) -> list[int]:
    at = max(text.find("©"), text.lower().find("copyright"))
    return days.years_in(text[at : at + 80]) if at >= 0 else []


def _stamp(context: Context, found: list[Found]) -> date | None:
    """The day of a page's own date line ("Senin, 2 Des 2024 | 11:30 WIB"): a short line with a full date and a time."""
    for item in found:
        if item.day and item.month and item.year and _line_is_stamp(context.text, item):
            return days.make_day(item.year, item.month, item.day)
    return None


def _line_is_stamp(text: str, item: Found) -> bool:
    rest = text[item.end : item.end + 16]
    if not ("WI" in rest or ":" in rest) or not any(c.isdigit() for c in rest):
        return False
    start = text.rfind("\n", max(0, item.start - MAX_STAMP_LINE), item.start) + 1
    end = text.find("\n", item.end, item.end + MAX_STAMP_LINE)
    line = text[start : end if end >= 0 else item.end + MAX_STAMP_LINE]
    return item.start - start <= MAX_STAMP_LINE and len(line) < MAX_STAMP_LINE


def _is_dateline(context: Context, item: Found, first: int) -> bool:
    """Whether the date stands in the place line of a report: "NGAWI, 18 Juni 2025 -", "Merauke (14/3) -"."""
    analysis, text = context.analysis, context.text
    start = text.rfind("\n", max(0, item.start - MAX_STAMP_LINE), item.start) + 1
    words = range(analysis.word_at(start), first)
    if not 0 < len(words) <= 8 or (start == 0 and item.start > MAX_STAMP_LINE):
        return False
    if any(analysis.masks[i] & LOWER for i in words):
        return False
    return text[item.end : item.end + 4].lstrip(") ")[:1] in {"-", "–", "—", "\n", ""}


def _is_law_year(context: Context, item: Found) -> bool:
    """Whether the stretch belongs to a law's name ("… Nomor 38 Tahun 2017")."""
    laws = context.found.get("law_spans", ())
    return bool(laws) and any(a <= item.start and item.end <= b for a, b in laws)


def _is_edition(context: Context, rules: Grammar, item: Found) -> bool:
    """Whether a year belongs to the name of a contest, award or index ("Penghargaan Inovasi Tahun 2019")."""
    analysis = context.analysis
    k = bisect_right(analysis.ends, item.start) - 1
    if k < 1 or analysis.words[k] not in {"Tahun", "TAHUN", "Th", "Th."}:
        return False
    while k > 0 and analysis.masks[k - 1] & (CAPITAL | NUMBER | MARK) and analysis.words[k - 1] not in _ENDS_NAME:
        k -= 1
        if rules.editions.at(analysis.lowers, k) is not None:
            return True
    return False


def _with_bracket(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the closing bracket of "Selasa (4/8)" with it; an opening one alone at the beginning stays outside."""
    if "(" in text[start:end] or text[start - 1 : start] == "(":
        rest = text[end : end + 2]
        if "(" in text[start:end] and rest.lstrip().startswith(")"):
            end += rest.index(")") + 1
    return start, end


def _resolved(context: Context, rules: Grammar, item: Found, hints: days.Hints) -> _Entry | None:
    """A date expression with its value; None where the calendar has no such day or the year can't be found."""
    first, last = bisect_right(context.analysis.ends, item.start), bisect_right(context.analysis.ends, item.end)
    role, ahead = _role(context, rules, first, last)
    if item.day and role == "period":
        role = _default_role(context, first, 0)
    if item.day and (_is_dateline(context, item, first) or (item.year and _line_is_stamp(context.text, item))):
        role = "publication"
    rule = item.rule.id
    if item.day and item.month:
        return _day_entry(item, hints, role, ahead, rule)
    if item.month:
        return _month_entry(item, hints, role, ahead, rule)
    if item.year:
        role = role if role == "deadline" else "period"
        if item.year1 and item.year1 > item.year:
            return None
        end = f"{item.year}" if item.year1 else None
        return _Entry(f"{item.year1 or item.year}", end, "year", "stated", None, role, rule)
    if item.weekday is not None and hints.published is not None and not _is_habit(context, rules, first):
        value = days.weekday_near(item.weekday, hints.published, ahead=ahead).isoformat()
        return _Entry(value, None, "day", "relative", None, role, rule)
    return None


def _is_habit(context: Context, rules: Grammar, first: int) -> bool:
    """ "setiap hari Kamis" is no date."""
    return any(w in rules.habits for w in context.analysis.lowers[max(0, first - 3) : first])


def _day_entry(item: Found, hints: days.Hints, role: DateRole, ahead: bool, rule: str) -> _Entry | None:
    assert item.day and item.month
    year = item.year1 or item.year
    if item.day2 and item.month2 and item.year and not item.year1 and item.month2 < item.month:
        year = item.year - 1
    first = days.resolve(item.day, item.month, year, item.weekday, hints, ahead=ahead)
    if first is None:
        return None
    end = None
    if item.day2:
        month = item.month2 or item.month
        wanted = item.year or first.value.year + (month < item.month)
        last = days.make_day(wanted, month, item.day2)
        if last is None or last < first.value:
            return None
        end = last.isoformat()
    return _Entry(first.value.isoformat(), end, "day", first.how, first.agrees, role, rule)


def _month_entry(item: Found, hints: days.Hints, role: DateRole, ahead: bool, rule: str) -> _Entry | None:
    assert item.month
    year = item.year or days.month_year(item.month2 or item.month, hints, ahead=ahead)
    if year is None:
        return None
    how: DateHow = "stated" if item.year else "year_inferred"
    begin = year - 1 if item.month2 and item.month2 < item.month else year
    end = f"{year:04d}-{item.month2:02d}" if item.month2 else None
    return _Entry(f"{begin:04d}-{item.month:02d}", end, "month", how, None, role, rule)


def _role(context: Context, rules: Grammar, first: int, last: int) -> tuple[DateRole, bool]:
    """What the words before (and just behind) a date say it is the date of, and whether they point forward."""
    analysis = context.analysis
    lowers = analysis.lowers
    begin = analysis.sentences[analysis.sentence_of[first]][0] if first < analysis.n else 0
    role: DateRole | None = None
    ahead = not rules.ahead.isdisjoint(lowers[last : last + 2])
    lasts, stop = rules.cues.lasts, max(begin, first - 14)
    for i in [i for i in range(first, stop, -1) if lowers[i - 1] in lasts]:
        hit = rules.cues.before(lowers, i, begin)
        if hit is None or first - i > hit[1].settings["reach"]:
            continue
        if hit[1].settings.get("ahead"):
            ahead = True
        elif role is None:
            role = hit[1].settings["role"]
        ahead = ahead or role == "deadline"
    return role or _default_role(context, first, begin), ahead


def _default_role(context: Context, first: int, begin: int) -> DateRole:
    """Without a telling word a date early in the article is the event's."""
    starts = context.analysis.starts
    if context.text.find("|", starts[begin], starts[first]) >= 0:
        return "publication"
    return "event" if first < max(120, context.analysis.n // 3) else "other"


def _joined(text: str, start: int, end: int, a: int, b: int) -> bool:
    """Whether no quotation mark parts a relative expression from the date beside it ("besok," katanya, Rabu (20/3))."""
    return not any(mark in text[end:a] or mark in text[b:start] for mark in _QUOTES)


def _relative(
    context: Context, rules: Grammar, published: date, spans: list[tuple[int, int]],
    entries: dict[tuple[str, str | None], _Entry],
) -> None:  # fmt: skip
    """Add the expressions that count from the day of publication, unless they only repeat a date beside them."""
    analysis = context.analysis
    lowers, done = analysis.lowers, 0
    for i in anchors(context, RELATIVE_DATE):
        hit = rules.relative.at(lowers, i)
        if hit is None or (i and (lowers[i - 1] in rules.no_day or analysis.masks[i - 1] & (NUMBER | NUMWORD))):
            continue
        start, end = analysis.span(i, hit[0])
        if start < done:
            continue
        done = end
        settings = hit[1].settings
        beside = 2 if settings["unit"] == "years" else 12
        if any(a - beside <= end and start <= b + beside and _joined(context.text, start, end, a, b) for a, b in spans):
            continue
        value, last, precision = days.shifted(published, settings["unit"], settings["by"])
        role, _ = _role(context, rules, i, hit[0])
        if precision != "day" or last:
            role = "period" if role == "event" else role
        _add(entries, _Entry(value, last, precision, "relative", None, role, hit[1].id), context.evidence(start, end))  # type: ignore[arg-type]
