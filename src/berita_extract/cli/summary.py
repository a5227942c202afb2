"""What a run found: a table for people (standard error) and counts for run.json."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from berita_extract import rules
from berita_extract.pipeline import Options
from berita_extract.tally import FACTS, Tally

if TYPE_CHECKING:
    from rich.table import Table

_LIBRARIES = ("spacy", "trafilatura", "dateparser", "lxml", "regex", "msgspec")


def about(tally: Tally, inputs: Sequence[str], options: Options, limit: int | None) -> dict[str, Any]:
    """What run.json says: inputs, options, versions, digest of the patterns, counts."""
    overlay = str(options.patterns) if options.patterns else None
    return {
        "software": f"berita-extract {version('berita-extract')}",
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}},
        "patterns_sha256": tally.patterns_sha256 or rules.load(options.patterns).digest,
        "inputs": list(inputs),
        "options": {"all": options.all, "limit": limit, "patterns": overlay},
        "counts": {
            "articles": tally.articles,
            "records": tally.records,
            "relevant": tally.relevant,
            "irrelevant": tally.irrelevant,
            "failures": tally.failures,
            "passed_over": dict(sorted(tally.passed.items())),
            "facts": {name: tally.facts.get(name, 0) for name in FACTS},
            "mismatches": tally.mismatches,
        },
    }


def show(tally: Tally, output: str | None) -> None:
    """Print the table, the first failures and the totals."""
    from rich.console import Console  # 0.1 s, and a quiet run needs none of it

    console = Console(stderr=True)
    if tally.rows:
        console.print(_table(tally))
    if tally.records > len(tally.rows):
        console.print(f"… and {tally.records - len(tally.rows)} more records")
    for failure in tally.failed:
        console.print(f"failed: {failure.where}: {failure.reason}", style="red", markup=False, soft_wrap=True)
    if tally.failures > len(tally.failed):
        console.print(f"… and {tally.failures - len(tally.failed)} more failures", style="red")
    goal = f" -> {output}" if output else ""
    totals = f"{tally.articles} articles: {tally.relevant} relevant, {tally.irrelevant} irrelevant"
    totals += f", {tally.failures} failed; {tally.records} records{goal}"
    console.print(totals, markup=False, highlight=False, soft_wrap=True)


def _table(tally: Tally) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(title="What was found", title_justify="left")
    for name in ("date", "kind", "government", "event", "facts"):
        table.add_column(name, overflow="fold", no_wrap=name in ("date", "kind"))
    for row in tally.rows:
        table.add_row(*map(Text, row))
    return table
