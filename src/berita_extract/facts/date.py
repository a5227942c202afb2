"""Dates: every day, month and year that the text tells, with the year found where the text leaves it out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from berita_extract.facts import date_grammar
from berita_extract.facts.anchors import DATE, RELATIVE_DATE, anchors
from berita_extract.facts.context import Context
from berita_extract.facts.date_grammar import Found, Grammar
from berita_extract.lexicon import LOWER, NUMBER, NUMWORD
from berita_extract.model import DateFact, DateHow, DateRole, Evidence, Precision
from berita_extract.rules import Rule
from berita_extract.values import day as days

# Key of Context.found under which the stretches of all dates are kept for the figures to skip.
SPANS = "date_spans"
# Key of Context.found under which the day of the page's own date line is kept: it is no fact that the article tells.
STAMP = "stamp_day"
_RANKS: dict[DateRole, int] = {"other": 0, "publication": 1, "period": 2, "deadline": 3, "event": 4}
_QUOTES = '"“”'
_ENDS_NAME = frozenset({".", ",", ";", ":", "!", "?"})
# Length (code points) of the line that holds a page's own date ("Senin, 2 Des 2024 | 11:30 WIB").
MAX_STAMP_LINE = 80
_LINE_WORD = re.compile(r"[a-z]{4,12}|\|")
# Code points back in which the mark is looked for that opens a quotation; days before publication that count as fresh.
MAX_QUOTED, FRESH_DAYS = 1200, 5


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
    base = hints.published or _first_full_day(found)
    entries: dict[tuple[str, str | None], _Entry] = {}
    spans: list[tuple[int, int]] = []
    for item in found:
        if _is_law_year(context, item) or _is_address(context, rules, item):
            continue
        start, end = _with_bracket(context.text, item.start, item.end)
        spans.append((start, end))
        entry = _resolved(context, rules, _with_told_year(context, rules, item, base), hints)
        if entry is not None and item.day and _is_page_line(context.text, rules, item):
            context.found.setdefault(STAMP, entry.value)
        elif entry is not None:
            _add(entries, entry, context.evidence(start, end))
    if base is not None:
        _relative(context, rules, base, spans, entries, days_known=hints.published is not None)
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


def _is_address(context: Context, rules: Grammar, item: Found) -> bool:
    """Whether the figures are those of a house or a street: "RT 01/05"."""
    if item.rule.settings["needs"] != "slash" or item.weekday is not None:
        return False
    k = bisect_right(context.analysis.ends, item.start) - 1
    return k >= 0 and context.analysis.lowers[k] in rules.addresses


def _first_full_day(found: list[Found]) -> date | None:
    """The first day that the text gives with its year: from it "tahun lalu" counts where nothing else is known."""
    for item in found:
        if item.day and item.month and item.year:
            return days.make_day(item.year, item.month, item.day)
    return None


def _with_told_year(context: Context, rules: Grammar, item: Found, base: date | None) -> Found:
    """A date whose year stands behind it in words: "Juli tahun lalu"."""
    if item.year or base is None or not context.text.startswith(" tahun", item.end) or not item.month:
        return item
    last = bisect_right(context.analysis.ends, item.end)
    hit = rules.relative.at(context.analysis.lowers, last) if last < context.analysis.n else None
    if hit is None or hit[1].settings["unit"] != "years":
        return item
    return item._replace(year=base.year + hit[1].settings["by"])


def _is_page_line(text: str, rules: Grammar, item: Found) -> bool:
    """Whether the date stands in a short line of the page itself: "Admin | 10 Juli 2024 | 143 kali"."""
    start = text.rfind("\n", max(0, item.start - MAX_STAMP_LINE), item.start) + 1
    end = text.find("\n", item.end, item.end + MAX_STAMP_LINE)
    if end < 0 or item.start - start > MAX_STAMP_LINE or end - start > MAX_STAMP_LINE:
        return False
    if item.year and _line_is_stamp(text, item):
        return True
    return not rules.page_words.isdisjoint(_LINE_WORD.findall(text[start:end].lower()))


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


def _is_spoken(text: str, at: int) -> bool:
    """Whether the last quotation mark of the paragraph before a place opens."""
    paragraph = text[max(text.rfind("\n", 0, at), at - MAX_QUOTED) + 1 : at]
    curly = max(paragraph.rfind("“"), paragraph.rfind("”"))
    return paragraph[curly] == "“" if curly >= 0 else paragraph.count('"') % 2 == 1


def _speech_day(entries: dict[tuple[str, str | None], _Entry], published: date) -> date:
    """The day on which the quoted words were spoken: the first fresh day of the text, else that of publication."""
    oldest = (published - timedelta(days=FRESH_DAYS)).isoformat()
    fresh = (e for e in entries.values() if e.precision == "day" and e.how != "relative" and not e.end)
    first = next((e.value for e in fresh if oldest <= e.value <= published.isoformat()), None)
    return date.fromisoformat(first) if first else published


def _joined(text: str, start: int, end: int, a: int, b: int) -> bool:
    """Whether no quotation mark parts a relative expression from the date beside it ("besok," katanya, Rabu (20/3))."""
    return not any(mark in text[end:a] or mark in text[b:start] for mark in _QUOTES)


def _is_no_date(context: Context, rules: Grammar, first: int, last: int, rule: Rule) -> bool:
    """Whether the words beside an expression keep it from naming a date: "hingga kemarin", "akhir tahun lalu"."""
    lowers, masks = context.analysis.lowers, context.analysis.masks
    before = lowers[first - 1] if first else ""
    if rule.settings.get("alone"):
        behind = last < len(lowers) and (lowers[last] in rules.turns or bool(masks[last] & NUMBER))
        return behind or before in rules.habits
    return before in rules.no_day or bool(first and masks[first - 1] & (NUMBER | NUMWORD))


def _year_before(context: Context, at: int, entries: dict[tuple[str, str | None], _Entry]) -> int | None:
    """The last year told before a place in its sentence: "pada 2023 … dari tahun sebelumnya"."""
    analysis = context.analysis
    word = min(analysis.word_at(at), analysis.n - 1)
    begin = analysis.starts[analysis.sentences[analysis.sentence_of[word]][0]]
    told = [(e.start, v) for (v, _), entry in entries.items() for e in entry.evidence if begin <= e.start < at]
    return int(max(told)[1][:4]) if told else None


def _relative(
    context: Context, rules: Grammar, published: date, spans: list[tuple[int, int]],
    entries: dict[tuple[str, str | None], _Entry], *, days_known: bool,
) -> None:  # fmt: skip
    """Add the expressions that count from the day of publication, unless they only repeat a date beside them.

    In spoken words days count from the day of the speech, and "kemarin" is any day of late. Without a day of
    publication (`days_known`) only years are told.
    """
    analysis = context.analysis
    lowers, done = analysis.lowers, 0
    for i in anchors(context, RELATIVE_DATE):
        hit = rules.relative.at(lowers, i)
        if hit is None or _is_no_date(context, rules, i, *hit):
            continue
        start, end = analysis.span(i, hit[0])
        settings = hit[1].settings
        if start < done or (settings["unit"] != "years" and not days_known):
            continue
        done = end
        beside = 2 if settings["unit"] == "years" else 12
        if any(a - beside <= end and start <= b + beside and _joined(context.text, start, end, a, b) for a, b in spans):
            continue
        day = published
        if settings["unit"] == "days" and _is_spoken(context.text, start):
            if settings["by"] < 0:
                continue
            day = _speech_day(entries, published)
        if settings.get("from_year"):
            day = day.replace(year=_year_before(context, start, entries) or day.year, day=1)
        value, last, precision = days.shifted(day, settings["unit"], settings["by"])
        role, _ = _role(context, rules, i, hit[0])
        if precision != "day" or last:
            role = "period" if role == "event" else role
        _add(entries, _Entry(value, last, precision, "relative", None, role, hit[1].id), context.evidence(start, end))  # type: ignore[arg-type]
