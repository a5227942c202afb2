"""Is every number of the text a fact, part of a check, or an unread number with its reason?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from berita_extract.model import Check, Evidence, Record, UnreadNumber

_NUMBER = re.compile(r"\d{1,30}(?:[.,:/-]\d{1,30}){0,8}")


@dataclass(frozen=True)
class Coverage:
    """How many numbers in digits the text has, and where they went; `missing` went nowhere."""

    numbers: int
    facts: int
    checks: int
    unread: int
    missing: tuple[Evidence, ...]

    @property
    def share(self) -> float:
        """Share of the numbers that are accounted for; 1 where there is none."""
        return 1 - len(self.missing) / self.numbers if self.numbers else 1.0


def coverage(record: Record) -> Coverage:
    """Account for every number that the text writes in digits."""
    text = record.article.text
    facts = _marked(text, _fact_spans(record))
    checks = _marked(text, [(e.start, e.end) for c in record.checks for e in compared(c)])
    unread = _marked(text, [(e.start, e.end) for u in record.unread_numbers for e in u.evidence])
    counts = [0, 0, 0]
    missing = []
    numbers = 0
    for match in _NUMBER.finditer(text):
        numbers += 1
        for i, marks in enumerate((facts, checks, unread)):
            if marks[match.start()]:
                counts[i] += 1
                break
        else:
            missing.append(Evidence(start=match.start(), end=match.end(), text=match[0]))
    return Coverage(numbers, counts[0], counts[1], counts[2], tuple(missing))


def compared(check: Check) -> tuple[Evidence, ...]:
    """The evidence of a check whose figures it compares: of a list the announced number, not the words listed."""
    if check.kind != "list_length" or len(check.evidence) < 2:
        return check.evidence
    return (min(check.evidence, key=lambda e: e.end - e.start),)


def completed(record: Record) -> Record:
    """The record with every number that went nowhere among its unread numbers, for the reason "unknown"."""
    missing = coverage(record).missing
    if not missing:
        return record
    import msgspec

    added = [UnreadNumber(text=e.text, why="unknown", evidence=(e,)) for e in missing]
    rows = sorted([*record.unread_numbers, *added], key=lambda u: u.evidence[0].start if u.evidence else 0)
    return msgspec.structs.replace(record, unread_numbers=tuple(rows))


def _fact_spans(record: Record) -> list[tuple[int, int]]:
    lists = (
        record.counts, record.dates, record.legal_bases, record.innovations, record.awards, record.governments,
        record.agencies, record.officials, record.other_people,
    )  # fmt: skip
    return [(e.start, e.end) for facts in lists for fact in facts for e in fact.evidence]


def _marked(text: str, spans: list[tuple[int, int]]) -> bytearray:
    marks = bytearray(len(text) + 1)
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return marks
