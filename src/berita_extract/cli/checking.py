"""A check as the command line asks for it: records in, from articles or from a file; the report out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO

from berita_extract import read
from berita_extract.cli.check_tables import print_failures, print_totals, table_text
from berita_extract.cli.fetching import local
from berita_extract.cli.progress import tracked
from berita_extract.errors import UsageError
from berita_extract.fetch import is_url
from berita_extract.model import Failure, Record
from berita_extract.pipeline import Options, process
from berita_extract.read import records
from berita_extract.report import Spool, words
from berita_extract.report.document import json_report
from berita_extract.report.page import page
from berita_extract.write.atomic import atomic


@dataclass(frozen=True)
class Request:
    """The arguments of `berita-extract check`."""

    inputs: tuple[str, ...]
    form: str
    fail_on_mismatch: bool
    coverage: bool
    only_mismatches: bool
    lang: str
    output: str
    jobs: int
    limit: int | None
    patterns: Path | None
    allow_private: bool
    quiet: bool


def carry_out(request: Request) -> int:
    """Check and report; the exit status. Raises UsageError and PatternError."""
    _refuse(request.inputs)
    failures: list[Failure] = []
    with Spool() as spool:
        with _outcomes(request) as outcomes:
            for outcome in outcomes:
                if isinstance(outcome, Record):
                    spool.add(outcome)
                elif outcome is not None:
                    failures.append(outcome)
        with _destination(request.output) as file:
            for piece in _report(request, spool):
                file.write(piece.encode("utf-8", "replace"))
        print_failures(failures)
        if not request.quiet:
            print_totals(spool, failures, request.coverage, words(request.lang))
        return 1 if failures or (request.fail_on_mismatch and spool.wrong) else 0


def _report(request: Request, spool: Spool) -> Iterator[str]:
    if request.form == "html":
        return page(
            spool,
            words(request.lang),
            with_coverage=request.coverage,
            only_mismatches=request.only_mismatches,
        )
    if request.form == "json":
        return json_report(spool, with_coverage=request.coverage, only_mismatches=request.only_mismatches)
    return table_text(spool, words(request.lang), request.coverage, request.only_mismatches)


@contextmanager
def _outcomes(request: Request) -> Iterator[Iterator[Record | Failure | None]]:
    """Records of files of records as they are, of articles by extraction, in the order of the inputs."""
    options = Options(all=True, jobs=request.jobs, patterns=request.patterns)
    hidden = request.quiet or not sys.stderr.isatty()
    with local(request.inputs, "-", request.allow_private, request.quiet) as (inputs, lost):
        known = [(given, records.records_path(given)) for given in inputs]
        with tracked([given for given, path in known if path is None], hidden) as track:
            groups = [
                records.records([path]) if path is not None else process(track(read.items([given])), options)
                for given, path in known
            ]
            yield islice(chain(lost, *groups), request.limit)


def _refuse(inputs: tuple[str, ...]) -> None:
    for given in inputs:
        if given != "-" and not is_url(given) and not Path(given).exists():
            raise UsageError(f"{given}: no such file or folder")
    if inputs.count("-") > 1:
        raise UsageError("-: standard input can be read only once")


@contextmanager
def _destination(output: str) -> Iterator[IO[bytes]]:
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    if path.is_dir():
        raise UsageError(f"{output}: a folder; name the file to write with -o")
    try:
        with atomic(path) as file:
            yield file
    except OSError as error:
        raise UsageError(f"{output}: can't write there ({error.strerror or error}): name another file") from error
