"""The view that the relation rules read: lower-case sentences in which each figure is one capital letter.

N a plain figure, P a percentage, M a sum of money, O an ordinal or collective ("ke-5", "ketiga"), Y a year, X what is
no figure (dates, times, labels). `|` ends a sentence, `||` stands for sentences without figures left out between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from berita_extract.check.figures import Figure, Wording, lowered, read_figures
from berita_extract.model import Evidence, Record
from berita_extract.rules import Rule, Rulebook

_STOP = re.compile(r"[.!?;]{1,3}[\"”’')\]]{0,3}(?:\s{1,3}(?=[\"“‘'(•A-Z0-9-])|(?=[A-Z][a-z ]))|\n[\s]{0,20}")
_ABBREVIATION = re.compile(
    r"(?:(?:^|[\s(.,])(?:[a-z]|dr|drs|dra|drg|ir|prof|h|hj|st|no|jl|kab|kec|kel|prov|tgl|tgk|plt|plh|pj|pjs|rp|dll|dkk|sdr|"
    r"moh|muh|mohd|kol|let|s\.d|a\.n)|(?:^|\n)\s{0,2}\d{1,2})\Z"
)
_LETTERS = "NPMO"
# A sentence of more figures than this is cut, so that the work on each of its figures stays bounded.
MAX_IN_SENTENCE = 60


@dataclass(frozen=True)
class Language:
    """The rules of patterns/check.yaml made ready."""

    wording: Wording
    rules: dict[str, list[tuple[Rule, re.Pattern[str]]]]
    words: dict[str, re.Pattern[str]]

    def cue(self, name: str) -> re.Pattern[str]:
        """The expression of a phrase rule "check.<name>"."""
        return self.words[name]

    def before(self, name: str) -> re.Pattern[str]:
        """The same where it ends right before a figure."""
        key = f"{name} at the end"
        if key not in self.words:
            self.words[key] = re.compile(self.words[name].pattern + r"(?: (?:sekitar|hampir))?\s{0,2}\Z")
        return self.words[key]


@dataclass
class View:
    """One record on its way through the checks."""

    record: Record
    language: Language
    text: str
    low: str
    figures: list[Figure]
    code: str = ""
    at: dict[int, Figure] = field(default_factory=dict)
    title: list[Figure] = field(default_factory=list)
    origin: list[tuple[int, int]] = field(default_factory=list)

    def matches(self, kind: str) -> Iterator[tuple[Rule, dict[str, Figure], re.Match[str]]]:
        """Every match of the rules whose `set: {kind: …}` it is, with the figures of its named groups."""
        for rule, expression in self.language.rules.get(kind, ()):
            gate = rule.settings.get("gate")
            if gate and not any(word in self.code for word in gate):
                continue
            for match in expression.finditer(self.code):
                figures = {
                    name: self.at[match.start(name)]
                    for name in expression.groupindex
                    if match[name] is not None and match.start(name) in self.at
                }
                yield rule, figures, match

    def evidence(self, figure: Figure) -> Evidence:
        """The figure as evidence."""
        return Evidence(start=figure.start, end=figure.end, text=self.text[figure.start : figure.end])

    def written(self, figure: Figure) -> str:
        """The figure as it is written."""
        return self.text[figure.start : figure.end]

    @cached_property
    def positions(self) -> list[int]:
        """Where the figures stand in the code, in order."""
        return sorted(self.at)

    @cached_property
    def names(self) -> dict[str, str]:
        """Id -> name of everyone who may have said a figure."""
        officials = {o.id: o.name for o in self.record.officials}
        return officials | {p.id: p.name for p in self.record.other_people}

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end in the code of the sentence around a position."""
        start = self.code.rfind("|", 0, position) + 1
        end = self.code.find("|", position)
        return start, len(self.code) if end < 0 else end


def make_view(record: Record, language: Language) -> View:
    """Read the figures of a record's text and code its sentences."""
    text = record.article.text
    low = lowered(text)
    figures = read_figures(low, record, language.wording)
    view = View(record, language, text, low, figures)
    _encode(view)
    return view


def stops(text: str, low: str) -> Iterator[int]:
    """Ends of the sentences of a text: line breaks, and points that are not those of abbreviations."""
    for match in _STOP.finditer(text):
        if text[match.start()] == "." and _ABBREVIATION.search(low[max(0, match.start() - 6) : match.start()]):
            continue
        if text[match.start()] == ";":
            continue
        yield match.end()
    yield len(text)


def _encode(view: View) -> None:
    pieces: list[str] = []
    length = 0
    start = 0
    figures = view.figures
    i = 0
    for end in stops(view.text, view.low):
        j = i
        while j < len(figures) and figures[j].start < end:
            j += 1
        if j == i or not any(f.kind in _LETTERS for f in figures[i:j]):
            if pieces and pieces[-1] != "|":
                pieces.append("|")
                length += 1
            start, i = end, j
            continue
        here = start
        for number, figure in enumerate(figures[i:j], 1):
            gap = view.low[here : figure.start] + ("" if number % MAX_IN_SENTENCE else "||")
            pieces.append(gap)
            length += len(gap)
            view.at[length] = figure
            pieces.append(figure.kind)
            length += 1
            here = figure.end
        tail = view.low[here:end].rstrip() + "|"
        view.origin.append((length, here))
        pieces.append(tail)
        length += len(tail)
        start, i = end, j
    view.code = "".join(pieces)


def make_language(rulebook: Rulebook) -> Language:
    """Compile the rules of patterns/check.yaml."""
    rules: dict[str, list[tuple[Rule, re.Pattern[str]]]] = {}
    words: dict[str, re.Pattern[str]] = {}
    widen: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    labels = [p for r in rulebook.of("count", "phrase") if _is_label(r) for p in r.pattern if " " not in p]
    for rule in rulebook.of("check"):
        if rule.kind == "regex":
            rules.setdefault(str(rule.settings["kind"]), []).append((rule, re.compile(rule.pattern)))
        elif rule.kind == "phrase":
            phrases = [rule.pattern] if isinstance(rule.pattern, str) else rule.pattern
            body = "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))
            if rule.settings.get("widens"):
                down, up = (None if v is None else Decimal(str(v)) for v in rule.settings["widens"])
                widen.update(dict.fromkeys(phrases, (down, up)))
            words[rule.id.split(".", 1)[1]] = re.compile(rf"(?<!\w)(?:{body})(?!\w)")
    return Language(Wording(labels, widen), rules, words)


def _is_label(rule: Rule) -> bool:
    """A rule of words behind which a number counts nothing ("pasal 5", "top 99")."""
    settings = rule.settings
    return bool(settings.get("why") and settings.get("side") == "before" and not settings.get("soft"))
