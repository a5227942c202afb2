"""A run as the command line asks for it: checks first, then records out, then the table."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from berita_extract import read, storage, write
from berita_extract.cli.fetching import local
from berita_extract.cli.progress import tracked
from berita_extract.cli.summary import about, show
from berita_extract.errors import UsageError
from berita_extract.fetch import is_url
from berita_extract.model import Failure, Record
from berita_extract.pipeline import Options, process
from berita_extract.tally import Tally


@dataclass(frozen=True)
class Request:
    """The arguments of `berita-extract run`."""

    inputs: tuple[str, ...]
    output: str
    everything: bool
    jobs: int
    limit: int | None
    patterns: Path | None
    quiet: bool
    allow_private: bool = False


def carry_out(request: Request) -> int:
    """Do the run; the exit status: 0 all good, 1 some inputs failed. Raises UsageError and PatternError."""
    check_inputs(request.inputs)
    options = Options(all=request.everything, jobs=request.jobs, patterns=request.patterns)
    tally = Tally()
    hidden = request.quiet or not sys.stderr.isatty()
    with (
        local(request.inputs, request.output, request.allow_private, request.quiet) as (inputs, lost),
        write.folder(request.output) as folder,
        tracked(inputs, hidden) as track,
        _destination(request.output, folder) as save,
    ):
        for outcome in process(track(chain(lost, islice(read.items(inputs), request.limit))), options):
            tally.add(outcome)
            if isinstance(outcome, (Record, Failure)):
                save(outcome)
        if request.output != "-":
            write.save_run(folder, about(tally, request.inputs, options, request.limit))
    if not request.quiet:
        show(tally, None if request.output == "-" else request.output)
    return 1 if tally.failures else 0


def check_inputs(inputs: tuple[str, ...]) -> None:
    """Raise UsageError where an input is not there at all."""
    for given in inputs:
        if given != "-" and not (is_url(given) or storage.is_remote(given) or Path(given).exists()):
            raise UsageError(f"{given}: no such file or folder")
    if inputs.count("-") > 1:
        raise UsageError("-: standard input can be read only once")


def _destination(output: str, folder: Path) -> AbstractContextManager[write.Write]:
    return write.to_stdout() if output == "-" else write.open_folder(folder)
