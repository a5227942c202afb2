"""A record as the page shows it: paragraphs with marked figures, and the workings beside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from berita_extract.model import Check, CheckStatus, Evidence, Record
from berita_extract.report.coverage import Spans, coverage
from berita_extract.report.links import at_words, host, safe_url
from berita_extract.report.marks import Mark, by_paragraph, paragraphs, stretches, visible
from berita_extract.report.spool import mismatches
from berita_extract.report.words import SIGNS, STATUSES, Words

_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_FACT, _UNREAD = "fact", "unread"


@dataclass(frozen=True)
class Piece:
    """A piece of text; `status` is the worst verdict over it, `numbers` the checks, `note` what a reader may ask."""

    text: str
    status: str | None = None
    numbers: tuple[int, ...] = ()
    note: str | None = None
    anchors: tuple[int, ...] = ()


@dataclass(frozen=True)
class Working:
    """One check: `number` counts within its article."""

    number: int
    status: CheckStatus
    sign: str
    verdict: str
    kind: str
    working: str
    message: str
    link: str | None
    marked: bool


@dataclass
class Paragraph:
    """A line of the article with the workings that stand beside it."""

    pieces: list[Piece]
    workings: list[Working] = field(default_factory=list)


@dataclass(frozen=True)
class ArticleView:
    """One article of the page."""

    anchor: str
    title: str
    lang: str | None
    about: tuple[str, ...]
    url: str | None
    host: str | None
    wrong: int
    verdicts: tuple[tuple[str, str, str, int], ...]
    whole: list[Working]
    paragraphs: list[Paragraph]
    coverage: str | None


def article_view(record: Record, number: int, words: Words, with_coverage: bool = False) -> ArticleView:
    """What the page shows of a record, the `number`th article of the report."""
    article = record.article
    url = safe_url(article.url)
    workings = [_working(check, n, article.text, url, words) for n, check in enumerate(record.checks, 1)]
    lines, whole = _lines(record, workings, words, with_coverage)
    about = (article.publisher, article.published and words.published.format(article.published), article.reporter)
    return ArticleView(
        anchor=f"a{number}",
        title=visible(article.title or article.source_id or words.untitled),
        lang=article.language if article.language and _LANGUAGE.match(article.language) else None,
        about=tuple(visible(part) for part in about if part),
        url=url,
        host=host(url) if url else None,
        wrong=mismatches(record),
        verdicts=_verdicts(record, words),
        whole=whole,
        paragraphs=lines,
        coverage=_coverage(record, words) if with_coverage else None,
    )


def _verdicts(record: Record, words: Words) -> tuple[tuple[str, str, str, int], ...]:
    counts = Counter(check.status for check in record.checks)
    return tuple((s, SIGNS[s], words.statuses[s], counts[s]) for s in STATUSES if counts[s])


def _coverage(record: Record, words: Words) -> str:
    found = coverage(record)
    share = "–" if found.share is None else percent(found.share, words.lang)
    return words.coverage_line.format(found.accounted, found.total, share)


def percent(share: float, lang: str) -> str:
    """A share as a percentage, never rounded up to 100."""
    text = f"{min(share * 100, 99.9 if share < 1 else 100):.1f}".removesuffix(".0")
    return f"{text.replace('.', ',') if lang == 'id' else text}%"


def _sound(text: str, evidence: tuple[Evidence, ...]) -> list[tuple[int, int]]:
    """Spans of the evidence that says what stands in the text (records may come from anywhere)."""
    return [(e.start, e.end) for e in evidence if 0 <= e.start < e.end and text[e.start : e.end] == e.text]


def _working(check: Check, number: int, text: str, url: str | None, words: Words) -> Working:
    spans = _sound(text, check.evidence)
    working, message = told(check, words)
    return Working(
        number=number,
        status=check.status,
        sign=SIGNS[check.status],
        verdict=words.statuses[check.status],
        kind=words.kinds[check.kind],
        working=visible(working),
        message=visible(message),
        link=at_words(url, text, spans) if url and spans else None,
        marked=bool(spans),
    )


def told(check: Check, words: Words) -> tuple[str, str]:
    """The working of a check and what its message says beyond it, in the language of the words."""
    working = check.working.replace(", stated ", f", {words.stated} ")
    message = check.message.id if words.lang == "id" else check.message.en
    if not message.startswith(working):
        return working, message
    rest = message.removeprefix(working).lstrip(": ").partition(".")[2].strip()  # the verdict is shown by the sign
    return working, rest


def _lines(
    record: Record, workings: list[Working], words: Words, with_coverage: bool
) -> tuple[list[Paragraph], list[Working]]:
    text = record.article.text
    spans = list(paragraphs(text))
    marks = [
        Mark(a, b, number)
        for number, check in enumerate(record.checks, 1)
        for a, b in _sound(text, check.evidence)
    ]  # fmt: skip
    notes: dict[str, str] = {}
    if with_coverage:
        marks += _free(_number_marks(record, words, notes), marks)
    held = by_paragraph(spans, marks)
    anchored: set[int] = set()
    lines = []
    for (start, end), here in zip(spans, held, strict=True):
        pieces = [_piece(s.text, s.keys, workings, notes, anchored) for s in stretches(text, start, end, here)]
        lines.append(Paragraph(pieces))
    whole = []
    beside = _places(held)
    for working in workings:
        if working.number in beside:
            lines[beside[working.number]].workings.append(working)
        else:
            whole.append(working)
    order = {status: rank for rank, status in enumerate(STATUSES)}
    for line in lines:
        line.workings.sort(key=lambda w: (order[w.status], w.number))
    return lines, whole


def _number_marks(record: Record, words: Words, notes: dict[str, str]) -> list[Mark]:
    text = record.article.text
    facts = [*(count.evidence for count in record.counts), *(date.evidence for date in record.dates)]
    marks = [Mark(a, b, _FACT) for evidence in facts for a, b in _sound(text, evidence)]
    for unread in record.unread_numbers:
        key = f"{_UNREAD}-{unread.why}"
        notes[key] = words.unread.format(words.whys[unread.why])
        marks += [Mark(a, b, key) for a, b in _sound(text, unread.evidence)]
    return marks


def _free(others: list[Mark], marks: list[Mark]) -> list[Mark]:
    """The marks of figures that no check has marked."""
    taken = Spans(marks)
    return [mark for mark in others if not taken.touch(mark.start, mark.end)]


def _piece(
    text: str, keys: tuple[int | str, ...], workings: list[Working], notes: dict[str, str], anchored: set[int]
) -> Piece:
    numbers = tuple(key for key in keys if isinstance(key, int))
    if numbers:
        statuses = {workings[n - 1].status for n in numbers}
        worst = next(s for s in STATUSES if s in statuses)
        new = tuple(n for n in numbers if n not in anchored)
        anchored.update(new)
        note = "; ".join(dict.fromkeys(f"{workings[n - 1].verdict}: {workings[n - 1].working}" for n in numbers))
        return Piece(text, worst, numbers, note, new)
    unread = next((key for key in keys if isinstance(key, str) and key != _FACT), None)
    if unread:
        return Piece(text, _UNREAD, (), notes[unread])
    return Piece(text, _FACT if _FACT in keys else None)


def _places(held: list[list[Mark]]) -> dict[int, int]:
    """Check number -> the paragraph that its working stands beside: the one that holds most of its figures."""
    best: dict[int, tuple[int, int]] = {}
    for index, marks in enumerate(held):
        for number, count in Counter(mark.key for mark in marks).items():
            if isinstance(number, int) and (number not in best or count > best[number][0]):
                best[number] = (count, index)
    return {number: index for number, (_, index) in best.items()}
