"""The report of `berita-extract check` for a terminal, and its totals and failures on standard error."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator, Sequence

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from berita_extract.model import Check, Failure, Record
from berita_extract.report import Coverage, Spool, Words, coverage, mismatches
from berita_extract.report.marks import visible
from berita_extract.report.view import percent, told
from berita_extract.report.words import SIGNS, STATUSES

_STYLES = {"mismatch": "bold red", "unverifiable": "yellow", "ok_after_rounding": "cyan", "ok": "green"}
_FAILURES = 10
_MISSED = 5


def table_text(spool: Spool, words: Words, with_coverage: bool, only_mismatches: bool) -> Iterator[str]:
    """The report in pieces: a table an article, and articles without checks in one line."""
    if not len(spool):
        yield f"{words.nothing}\n"
    for record in spool:
        if only_mismatches and not mismatches(record):
            continue
        yield _printed(record, words, with_coverage)


def _printed(record: Record, words: Words, with_coverage: bool) -> str:
    buffer = io.StringIO()
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = shutil.get_terminal_size((100, 24)).columns
    console = Console(file=buffer, force_terminal=colour, no_color=not colour, width=width)
    name = visible(record.article.title or record.article.source_id or words.untitled)
    console.print(Text(name, "bold"), Text(visible(record.article.url or ""), "dim"), soft_wrap=True)
    if record.checks:
        console.print(_table(record.checks, words))
    else:
        console.print(Text(f"  {words.no_checks}", "dim"))
    if with_coverage:
        console.print(Text(f"  {coverage_line(coverage(record), words)}", "dim"))
    console.print()
    return buffer.getvalue()


def _table(checks: Sequence[Check], words: Words) -> Table:
    table = Table(show_header=False, box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, min_width=4, justify="right")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    order = {status: rank for rank, status in enumerate(STATUSES)}
    for check in sorted(checks, key=lambda c: order[c.status]):
        working, message = told(check, words)
        cell = Text(visible(working))
        if check.status in ("mismatch", "unverifiable"):
            written = " … ".join(f"“{visible(e.text)}”" for e in check.evidence)
            cell.append(f"\n{visible(message)} {written}".rstrip(), "dim")
        style = _STYLES[check.status]
        table.add_row(Text(SIGNS[check.status], style), Text(words.kinds[check.kind], style), cell)
    return table


def coverage_line(found: Coverage, words: Words) -> str:
    """The share of the numbers that are accounted for, in words."""
    share = "–" if found.share is None else percent(found.share, words.lang)
    return words.coverage_line.format(found.accounted, found.total, share)


def print_totals(spool: Spool, failures: Sequence[Failure], with_coverage: bool, words: Words) -> None:
    """Totals of the whole report on standard error."""
    counts = ", ".join(f"{spool.statuses[s]} {words.statuses[s].lower()}" for s in STATUSES)
    articles = words.article if len(spool) == 1 else words.articles.format(len(spool))
    failed = f"; {len(failures)} failed" if failures else ""
    click.echo(f"{articles}: {counts}{failed}", err=True)
    if with_coverage:
        click.echo(coverage_line(spool.coverage, words), err=True)
        for missed in spool.coverage.missed[:_MISSED]:
            click.echo(f"  ? … {visible(missed)} …", err=True)


def print_failures(failures: Sequence[Failure]) -> None:
    """What could not be read."""
    for failure in failures[:_FAILURES]:
        click.echo(f"failed: {visible(failure.where)}: {visible(failure.reason)}", err=True)
    if len(failures) > _FAILURES:
        click.echo(f"… and {len(failures) - _FAILURES} more failures", err=True)
