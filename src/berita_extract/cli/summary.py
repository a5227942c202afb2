"""What a run found: a table for people (standard error) and counts for run.json."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from berita_extract import rules
from berita_extract.model import Failure, Record
from berita_extract.pipeline import Options, Outcome

if TYPE_CHECKING:
    from rich.table import Table

_ROWS = 40  # records that the table shows
_FAILURES = 10  # failures that are printed
_LIBRARIES = ("spacy", "trafilatura", "dateparser", "lxml", "regex", "msgspec")
_FACTS = (
    "governments", "agencies", "officials", "other_people", "counts", "dates", "innovations", "statements", "awards",
    "legal_bases", "events", "checks", "unread_numbers",
)  # fmt: skip
# what the table counts for each record, and in which word
_SHOWN = {
    "agencies": "bodies", "officials": "officials", "counts": "counts", "innovations": "innovations",
    "statements": "quotes", "awards": "awards",
}  # fmt: skip


class Summary:
    """Adds up the outcomes of a run, holding a few of them."""

    def __init__(self) -> None:
        self.articles = self.records = self.relevant = self.failures = self.mismatches = 0
        self._facts: Counter[str] = Counter()
        self._rows: list[list[str]] = []
        self._failed: list[Failure] = []
        self._digest = ""

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.articles += 1
        if isinstance(outcome, Failure):
            self.failures += 1
            if len(self._failed) < _FAILURES:
                self._failed.append(outcome)
        elif outcome is not None:
            self._add_record(outcome)

    def _add_record(self, record: Record) -> None:
        self.records += 1
        self._digest = record.provenance.patterns_sha256
        self.relevant += record.relevant
        wrong = sum(check.status == "mismatch" for check in record.checks)
        self.mismatches += wrong
        self._facts.update({name: len(getattr(record, name)) for name in _FACTS})
        if len(self._rows) < _ROWS:
            self._rows.append([*_headline(record), _found(record, wrong)])

    def about(self, inputs: Sequence[str], options: Options, limit: int | None) -> dict[str, Any]:
        """What run.json says: inputs, options, versions, digest of the patterns, counts."""
        overlay = str(options.patterns) if options.patterns else None
        return {
            "software": f"berita-extract {version('berita-extract')}",
            "versions": {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}},
            "patterns_sha256": self._digest or rules.load(options.patterns).digest,
            "inputs": list(inputs),
            "options": {"all": options.all, "limit": limit, "patterns": overlay},
            "counts": {
                "articles": self.articles,
                "records": self.records,
                "relevant": self.relevant,
                "irrelevant": self.articles - self.relevant - self.failures,
                "failures": self.failures,
                "facts": {name: self._facts[name] for name in _FACTS},
                "mismatches": self.mismatches,
            },
        }

    def show(self, output: str | None) -> None:
        """Print the table, the first failures and the totals."""
        from rich.console import Console  # 0.1 s, and a quiet run needs none of it

        console = Console(stderr=True)
        if self._rows:
            console.print(self._table())
        if self.records > len(self._rows):
            console.print(f"… and {self.records - len(self._rows)} more records")
        for failure in self._failed:
            console.print(f"failed: {failure.where}: {failure.reason}", style="red", markup=False, soft_wrap=True)
        if self.failures > len(self._failed):
            console.print(f"… and {self.failures - len(self._failed)} more failures", style="red")
        irrelevant = self.articles - self.relevant - self.failures
        goal = f" -> {output}" if output else ""
        totals = f"{self.articles} articles: {self.relevant} relevant, {irrelevant} irrelevant, {self.failures} failed"
        console.print(f"{totals}; {self.records} records{goal}", markup=False, highlight=False, soft_wrap=True)

    def _table(self) -> Table:
        from rich.table import Table
        from rich.text import Text

        table = Table(title="What was found", title_justify="left")
        for name in ("date", "kind", "government", "event", "facts"):
            table.add_column(name, overflow="fold", no_wrap=name in ("date", "kind"))
        for row in self._rows:
            table.add_row(*map(Text, row))
        return table


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
