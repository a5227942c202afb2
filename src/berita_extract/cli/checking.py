"""A check as the command line asks for it: records in, from articles or from a file; the report out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from berita_extract import read
from berita_extract.cli.check_tables import print_failures, print_totals, table_text
from berita_extract.cli.destination import destination
from berita_extract.cli.fetching import local
from berita_extract.cli.running import check_inputs
from berita_extract.model import Failure, Record
from berita_extract.pipeline import Options, process
from berita_extract.read import records
from berita_extract.report import Spool, words
from berita_extract.report.document import json_report
from berita_extract.report.page import page


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
    check_inputs(request.inputs)
    failures: list[Failure] = []
    with Spool() as spool, destination(request.output) as file:  # a wrong name is said before the work is done
        with _outcomes(request) as outcomes:
            for outcome in outcomes:
                if len(spool) == request.limit:
                    break
                if isinstance(outcome, Record):
                    spool.add(outcome)
                elif isinstance(outcome, Failure):
                    failures.append(outcome)
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
def _outcomes(request: Request) -> Iterator[Iterator[object]]:
    """Records of files of records as they are, of articles by extraction, in the order of the inputs."""
    options = Options(all=True, jobs=request.jobs, patterns=request.patterns)
    with local(request.inputs, "-", request.allow_private, request.quiet) as (inputs, lost):
        known = [(given, records.records_path(given)) for given in inputs]
        groups: list[Iterator[object]] = [
            records.records([path]) if path is not None else process(read.items([given]), options)
            for given, path in known
        ]
        with _counted(request.quiet) as count:
            yield count(chain(lost, *groups))


@contextmanager
def _counted(quiet: bool) -> Iterator[Callable[[Iterable[object]], Iterator[object]]]:
    """A function that passes outcomes through and shows how many there were."""
    if quiet or not sys.stderr.isatty():
        yield iter
        return
    from rich.console import Console

    with Console(stderr=True).status("0 articles") as status:

        def count(outcomes: Iterable[object]) -> Iterator[object]:
            for number, outcome in enumerate(outcomes, 1):
                status.update(f"{number} articles")
                yield outcome

        yield count
