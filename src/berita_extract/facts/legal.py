"""Legal bases: laws and regulations that the article cites, as written; their figures are kept from counting."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from berita_extract.facts.anchors import LAW, anchors
from berita_extract.facts.context import Context, Knowledge
from berita_extract.model import Evidence, LegalBasis
from berita_extract.rules import Rule

# Key of Context.found under which the stretches of law names and numbers are kept.
SPANS = "law_spans"
# Words before and behind an anchor in which the name of the law must lie; anchors looked at in one article.
BEFORE, BEHIND, MAX_ANCHORS = 22, 10, 200
_NUMBER_YEAR = re.compile(r"\d{1,5}/((?:19|20)\d\d)\Z")


@dataclass
class _Entry:
    """One law while its mentions are collected."""

    name: str
    kind: str
    number: str
    year: int | None
    article: str | None = None
    evidence: list[Evidence] = field(default_factory=list)


def find(context: Context) -> list[LegalBasis]:
    """All laws and regulations with a number, one entry a name, in order of first mention."""
    rules = context.knowledge.prepare("legal_basis", _compile)
    entries: dict[str, _Entry] = {}
    spans: list[tuple[int, int]] = []
    articles: list[re.Match[str]] = []
    for start, end in _windows(context):
        for rule, expression in rules:
            for match in expression.finditer(context.text, start, end):
                span = match.span("value") if "value" in match.groupdict() else match.span()
                if any(a < span[1] and span[0] < b for a, b in spans):
                    continue
                spans.append(span)
                if rule.settings["names"] == "law":
                    _add(context, entries, match)
                elif rule.settings["names"] == "article":
                    articles.append(match)
    _attach(entries, articles)
    context.found[SPANS] = sorted(spans)
    return [
        LegalBasis(
            id=f"l{number}", name=e.name, kind=e.kind, number=e.number, year=e.year, article=e.article,
            evidence=tuple(e.evidence),
        )
        for number, e in enumerate(entries.values(), 1)
    ]  # fmt: skip


def _compile(knowledge: Knowledge) -> list[tuple[Rule, re.Pattern[str]]]:
    return [(rule, re.compile(rule.pattern)) for rule in knowledge.rulebook.of("legal_basis", "regex")]


def _windows(context: Context) -> list[tuple[int, int]]:
    """Stretches of code points around the anchors, overlapping ones joined, never across a line break."""
    analysis = context.analysis
    out: list[tuple[int, int]] = []
    for i in anchors(context, LAW)[:MAX_ANCHORS]:
        start, end = analysis.starts[max(0, i - BEFORE)], analysis.ends[min(analysis.n - 1, i + BEHIND)]
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _add(context: Context, entries: dict[str, _Entry], match: re.Match[str]) -> None:
    name = match[0]
    year = int(match["year"]) if match["year"] else None
    if year is None and (short := _NUMBER_YEAR.match(match["number"])):
        year = int(short[1])
    # "UU" and "Undang-Undang", "Perbup" and "Peraturan Bupati" of one number and year are one law
    key = f"{match['kind'][0]} {match['number']} {year}".lower() if year else name.lower()
    entry = entries.setdefault(key, _Entry(name, match["kind"], match["number"], year))
    entry.evidence.append(context.evidence(*match.span()))


def _attach(entries: dict[str, _Entry], articles: list[re.Match[str]]) -> None:
    """Give a law the article that stands just before or behind it."""
    for entry in entries.values():
        for match in articles:
            near = any(0 <= e.start - match.end() <= 12 or 0 <= match.start() - e.end <= 12 for e in entry.evidence)
            if near and entry.article is None:
                entry.article = match[0]
