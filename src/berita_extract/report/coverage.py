"""How many of the numbers in a text the record accounts for: as a fact, as part of a check, or as unread with a reason.

The numbers are counted by a reading of the text of its own, not by the rules that made the facts, so that the share is
an honest one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from berita_extract.check.coverage import compared
from berita_extract.model import Evidence, Record
from berita_extract.values.number import NUMBER_WORDS

# What may account for a number, in the order in which it is asked. Statements and events hold whole sentences and
# would account for everything in them; they are not asked.
_FACTS = ("counts", "dates", "legal_bases")
_NAMES = ("governments", "agencies", "officials", "other_people", "innovations", "awards")
_DIGITS = re.compile(r"\d{1,400}(?:[.,:/]\d{1,400}){0,40}")
# "satu" is an article as often as a number ("salah satu"), "koma" a comma.
_WORD = "|".join(sorted(NUMBER_WORDS - {"satu", "koma"}, key=len, reverse=True))
_WORDS = re.compile(rf"(?<![\w-])(?:{_WORD})(?:[ \u00a0](?:{_WORD}|satu|koma)){{0,14}}(?![\w-])", re.IGNORECASE)
_MISSED = 20  # numbers without an account that are kept for showing
_BESIDE = 25  # characters shown on either side of one
KINDS = ("fact", "name", "check", "unread", "missed")


@dataclass
class Coverage:
    """Counts of the numbers of one or many texts; `digits` and `words` by what accounts for them (KINDS).

    `inside` counts digits that are part of a word ("B50", "Covid-19"): they are no numbers and not in the share.
    """

    digits: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    inside: int = 0
    why: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def __iadd__(self, other: Coverage) -> Coverage:
        self.digits += other.digits
        self.words += other.words
        self.inside += other.inside
        self.why += other.why
        self.missed = (self.missed + other.missed)[:_MISSED]
        return self

    @property
    def total(self) -> int:
        """Numbers in digits and in words."""
        return self.digits.total() + self.words.total()

    @property
    def accounted(self) -> int:
        """Numbers that are a fact, in a name, part of a check, or unread with a reason."""
        return self.total - self.digits["missed"] - self.words["missed"]

    @property
    def share(self) -> float | None:
        """The share of the numbers that are accounted for; None where there are none."""
        return self.accounted / self.total if self.total else None

    def as_json(self) -> dict[str, object]:
        """The counts for a report."""
        return {
            "numbers": self.total,
            "accounted": self.accounted,
            "share": None if self.share is None else round(self.share, 4),
            "digits": {kind: self.digits[kind] for kind in KINDS},
            "words": {kind: self.words[kind] for kind in KINDS},
            "inside_words": self.inside,
            "unread_why": dict(sorted(self.why.items())),
            "missed": self.missed,
        }


def coverage(record: Record) -> Coverage:
    """Count the numbers of the record's text by what accounts for them."""
    text = record.article.text
    spans = {kind: Spans(evidence) for kind, evidence in _accounts(record)}
    found = Coverage(why=Counter(unread.why for unread in record.unread_numbers))
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        kind = next((kind for kind, held in spans.items() if held.touch(start, end)), "missed")
        if kind == "missed" and _is_inside_a_word(text, start, end):
            found.inside += 1
            continue
        _note(found, found.digits, kind, text, start, end)
    for match in _WORDS.finditer(text):
        start, end = match.span()
        if text[max(0, start - 2) : start].rstrip()[-1:].isdigit():
            continue  # "12 juta": counted with its digits
        kind = next((kind for kind, held in spans.items() if held.touch(start, end)), "missed")
        _note(found, found.words, kind, text, start, end)
    return found


def _note(found: Coverage, counter: Counter[str], kind: str, text: str, start: int, end: int) -> None:
    counter[kind] += 1
    if kind == "missed" and len(found.missed) < _MISSED:
        found.missed.append(" ".join(text[max(0, start - _BESIDE) : end + _BESIDE].split()))


def _accounts(record: Record) -> Iterator[tuple[str, Iterable[Evidence]]]:
    yield "fact", [e for name in _FACTS for fact in getattr(record, name) for e in fact.evidence]
    yield "check", [e for check in record.checks for e in compared(check)]
    yield "unread", [e for unread in record.unread_numbers for e in unread.evidence]
    yield "name", [e for name in _NAMES for fact in getattr(record, name) for e in fact.evidence]


class Span(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Spans:
    """Merged stretches of a text; `touch` asks whether one of them lies over a stretch."""

    def __init__(self, evidence: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted((e.start, e.end) for e in evidence):
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether any of them has a character in common with `start` to `end`."""
        i = bisect_left(self.starts, end) - 1
        return i >= 0 and self.ends[i] > start


def _is_inside_a_word(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return bool(re.search(r"[^\W\d_]-?\Z", before) or re.match(r"-?[^\W\d_]", after))
