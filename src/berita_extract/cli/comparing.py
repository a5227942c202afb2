"""A comparison as the command line asks for it."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import msgspec

from berita_extract.cli.check_tables import print_failures
from berita_extract.cli.destination import destination
from berita_extract.compare import Event, Options
from berita_extract.compare import compare as compared
from berita_extract.errors import UsageError
from berita_extract.model import Failure, Record
from berita_extract.read import records
from berita_extract.report.marks import visible

_MEMORY = re.compile(r"\d{1,6}(?:\.\d{1,3})?\s?[KMGT]i?B\Z", re.IGNORECASE)
_TOLD = {"id": ("tanggal?", "artikel", "teks"), "en": ("date?", "articles", "texts")}


@dataclass(frozen=True)
class Request:
    """The arguments of `berita-extract compare`."""

    inputs: tuple[str, ...]
    form: str
    output: str
    singles: bool
    differing: bool
    lang: str
    memory: str
    temp: Path | None
    quiet: bool


def carry_out(request: Request) -> int:
    """Compare and write; the exit status. Raises UsageError."""
    if not _MEMORY.match(request.memory):
        raise UsageError(f"--memory {request.memory}: write it as 512MB or 2GB")
    paths = [_records_path(given) for given in request.inputs]
    failures: list[Failure] = []
    events = several = differing = 0
    options = Options(request.singles, request.memory, request.temp)
    with compared(_good(records.records(paths), failures), options) as comparison, destination(request.output) as file:
        for event in comparison.events:
            events += 1
            several += event.articles > 1
            differing += bool(event.differences)
            if event.differences or not request.differing:
                file.write(_written(event, request))
    print_failures(failures)
    if not request.quiet:
        told = f"{comparison.given} records, {comparison.records} of them distinct"
        click.echo(f"{told}: {several} events that several articles tell of; figures differ in {differing}", err=True)
    return 1 if failures else 0


def _records_path(given: str) -> str:
    if given != "-" and not Path(given).exists():
        raise UsageError(f"{given}: no such file or folder")
    path = records.records_path(given)
    if path is None:
        raise UsageError(f"{given}: no records in it: make them with `berita-extract run {given} --all`")
    return path


def _good(given: Iterable[Record | Failure], failures: list[Failure]) -> Iterator[Record]:
    for outcome in given:
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            yield outcome


def _written(event: Event, request: Request) -> bytes:
    if request.form == "jsonl":
        return msgspec.json.encode(event) + b"\n"
    return _block(event, request.lang).encode("utf-8", "replace")


def _block(event: Event, lang: str) -> str:
    """One event for the terminal: what it is, who tells of it, which figures differ."""
    from rich.console import Console
    from rich.text import Text

    undated, articles, texts = _TOLD[lang]
    buffer = io.StringIO()
    console = Console(file=buffer, width=shutil.get_terminal_size((100, 24)).columns, no_color=True)
    name = event.name or next((m.title for m in event.members if m.title), None) or event.event_id
    where = ", ".join(g.name for g in event.governments[:2])
    head = " · ".join(filter(None, (event.date or f"({undated})", event.kind, where, name)))
    console.print(Text(visible(head), "bold"))
    console.print(Text(f"  {event.articles} {articles}, {event.independent_texts} {texts}"))
    for difference in event.differences:
        told = difference.message.id if lang == "id" else difference.message.en
        console.print(Text(visible(f"  ≠ {told}")))
    for member in event.members[:20]:
        source = member.url or member.source_id or member.record_id
        console.print(Text(visible(f"    {member.text}  {source}")), soft_wrap=True)
    if len(event.members) > 20:
        console.print(f"    … + {len(event.members) - 20}")
    console.print()
    return buffer.getvalue()
