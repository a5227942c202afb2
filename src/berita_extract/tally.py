"""Adds up what a run came to, holding a few of its results; the sums of parts of a run add up to those of the whole."""

from __future__ import annotations

import msgspec

from berita_extract.model import Failure, Passed, Record

ROWS = 40  # records that are kept for a table
FAILURES = 10  # failures that are kept to be printed
FACTS = (
    "governments", "agencies", "officials", "other_people", "counts", "dates", "innovations", "statements", "awards",
    "legal_bases", "events", "checks", "unread_numbers",
)  # fmt: skip
# what the table counts for each record, and in which word
_SHOWN = {
    "agencies": "bodies", "officials": "officials", "counts": "counts", "innovations": "innovations",
    "statements": "quotes", "awards": "awards",
}  # fmt: skip


class Tally(msgspec.Struct, kw_only=True):
    """Counts of a run or of a part of it, and its first records and failures."""

    articles: int = 0
    records: int = 0
    relevant: int = 0
    failures: int = 0
    mismatches: int = 0
    facts: dict[str, int] = {}
    rows: list[list[str]] = []
    failed: list[Failure] = []
    passed: dict[str, int] = {}  # what held no article, by why
    patterns_sha256: str = ""

    @property
    def irrelevant(self) -> int:
        """Articles that report no innovation."""
        return self.articles - self.relevant - self.failures

    def add(self, outcome: Record | Failure | Passed | None) -> None:
        """Count one outcome; None is an article that is irrelevant."""
        if isinstance(outcome, Passed):
            self.passed[outcome.why] = self.passed.get(outcome.why, 0) + outcome.count
            return
        self.articles += 1
        if isinstance(outcome, Failure):
            self.failures += 1
            if len(self.failed) < FAILURES:
                self.failed.append(outcome)
        elif outcome is not None:
            self._add_record(outcome)

    def add_all(self, part: Tally) -> None:
        """Count all that a later part of the run has counted."""
        self.articles += part.articles
        self.records += part.records
        self.relevant += part.relevant
        self.failures += part.failures
        self.mismatches += part.mismatches
        for name, number in part.facts.items():
            self.facts[name] = self.facts.get(name, 0) + number
        for why, number in part.passed.items():
            self.passed[why] = self.passed.get(why, 0) + number
        self.rows += part.rows[: ROWS - len(self.rows)]
        self.failed += part.failed[: FAILURES - len(self.failed)]
        self.patterns_sha256 = self.patterns_sha256 or part.patterns_sha256

    def _add_record(self, record: Record) -> None:
        self.records += 1
        self.patterns_sha256 = record.provenance.patterns_sha256
        self.relevant += record.relevant
        wrong = sum(check.status == "mismatch" for check in record.checks)
        self.mismatches += wrong
        for name in FACTS:
            self.facts[name] = self.facts.get(name, 0) + len(getattr(record, name))
        if len(self.rows) < ROWS:
            self.rows.append([*_headline(record), _found(record, wrong)])


def _headline(record: Record) -> list[str]:
    """Date, kind, government and name of the main event, as far as there are any."""
    event = record.events[0] if record.events else None
    subjects = [government.name for government in record.governments if government.role == "subject"]
    name = (event and event.name) or record.article.title or record.article.source_id or ""
    kind = event.kind if event else "-"
    return [(event and event.date) or "", kind, ", ".join(subjects[:2]), name[:60]]


def _found(record: Record, mismatches: int) -> str:
    numbers = {word: len(getattr(record, name)) for name, word in _SHOWN.items()}
    numbers["figures that disagree"] = mismatches
    return ", ".join(f"{number} {word}" for word, number in numbers.items() if number)
