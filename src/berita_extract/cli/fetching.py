"""A fetch as the command line asks for it: by itself, or before a run over the pages."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from berita_extract import storage
from berita_extract.errors import UsageError
from berita_extract.fetch import Options, Report, addresses_in, fetch, targets
from berita_extract.model import Failure

if TYPE_CHECKING:
    from berita_extract.fetch.manifest import Entry

STOPPED = 130  # what shells give to a program that Ctrl-C has ended
_FAILURES = 10


def carry_out(inputs: Sequence[str], folder: Path, options: Options, quiet: bool) -> int:
    """Fetch; the exit status: 0 all good, 1 some pages failed, 130 stopped. Raises UsageError."""
    try:
        report = _fetch(targets(inputs), folder, options, quiet)
    except KeyboardInterrupt:
        click.echo(f"stopped; the same command goes on from here; {folder} holds what was fetched", err=True)
        return STOPPED
    if not quiet:
        _show(report, folder)
    return 1 if report.failures else 0


@contextmanager
def local(
    inputs: Sequence[str], output: str, allow_private: bool, quiet: bool
) -> Iterator[tuple[list[str], list[Failure]]]:
    """The inputs of a run with WARC files in the place of URLs, and what could not be fetched.

    The pages are kept in DIR/fetched/, a folder for each list of URLs; for standard output they last as long as the
    block. Raises UsageError.
    """
    named = [addresses_in(given) for given in inputs]
    urls = [url for some in named for url in some]
    if not urls:
        yield list(inputs), []
        return
    if storage.is_remote(output):
        raise UsageError(f"{output}: pages are fetched into local folders: fetch first, then run over DIR/pages")
    name = hashlib.sha256("\n".join(urls).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    with ExitStack() as stack:
        top = stack.enter_context(TemporaryDirectory()) if output == "-" else output
        report = _fetch(urls, Path(top, "fetched", name), Options(allow_private=allow_private), quiet)
        files = [str(path) for path in report.files]
        first = next(place for place, some in enumerate(named) if some)  # all pages stand where the first is named
        given = [files if place == first else [] if named[place] else [path] for place, path in enumerate(inputs)]
        yield [path for paths in given for path in paths], report.failures


def _fetch(urls: Sequence[str], folder: Path, options: Options, quiet: bool) -> Report:
    with _progress(quiet) as show:
        return fetch(urls, folder, options, progress=show)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[Entry], object]]:
    if quiet or not sys.stderr.isatty():
        yield lambda entry: None
        return
    from rich.console import Console
    from rich.markup import escape

    count = 0
    with Console(stderr=True).status("fetching") as status:

        def show(entry: Entry) -> None:
            nonlocal count
            count += 1
            status.update(f"{count} fetched, last {escape(entry.url[:100])}")

        yield show


def _show(report: Report, folder: Path) -> None:
    for failure in report.failures[:_FAILURES]:
        click.echo(f"failed: {failure.where}: {failure.reason}", err=True)
    if len(report.failures) > _FAILURES:
        click.echo(f"… and {len(report.failures) - _FAILURES} more in {folder / 'failures.jsonl'}", err=True)
    counts = report.counts
    parts = {"saved": counts.saved, "unchanged": counts.unchanged, "held already": counts.held,
             "left for later": counts.left, "failed": counts.failed}  # fmt: skip
    said = ", ".join(f"{number} {word}" for word, number in parts.items() if number or word in ("saved", "failed"))
    click.echo(f"pages: {said}; {counts.lists} feeds and sitemaps; {counts.bytes:,} bytes -> {folder}", err=True)
    if report.files:
        click.echo(f"next: berita-extract run {folder / 'pages'}", err=True)
