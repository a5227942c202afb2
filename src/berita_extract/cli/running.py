"""A run as the command line asks for it: checks first, then records out, then the table."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec

from berita_extract import read, storage, write
from berita_extract.cli.fetching import STOPPED, local
from berita_extract.cli.identity import key_of
from berita_extract.cli.progress import Watch, watched
from berita_extract.cli.summary import about, show
from berita_extract.errors import UsageError
from berita_extract.fetch import addresses_in, is_url
from berita_extract.model import Failure, Record
from berita_extract.pipeline import Options, batches
from berita_extract.tally import Tally

_SMALL = 2_000_000  # bytes of input below which more processes would take longer to start than the work


@dataclass(frozen=True)
class Request:
    """The arguments of `berita-extract run`; `jobs` None: as many as there are cores."""

    inputs: tuple[str, ...]
    output: str
    everything: bool
    jobs: int | None
    limit: int | None
    patterns: Path | None
    quiet: bool
    allow_private: bool = False
    resume: bool = False
    compress: str | None = None


def carry_out(request: Request) -> int:
    """Do the run; the exit status: 0 all good, 1 some inputs failed, 130 stopped. Raises UsageError, PatternError."""
    check_inputs(request.inputs)
    _check_output(request)
    write.check_compress(request.compress)
    options = Options(all=request.everything, patterns=request.patterns)
    tally = Tally()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ExitStack() as stack:
        inputs, lost = stack.enter_context(local(request.inputs, request.output, request.allow_private, request.quiet))
        options = replace(options, jobs=request.jobs or jobs_for(inputs))
        run = _Run(request, options, inputs, lost, tally)
        if request.output == "-":
            _to_stdout(run)
        else:
            folder = stack.enter_context(write.folder(request.output))
            if not _to_folder(run, folder):
                return STOPPED
    if not request.quiet:
        show(tally, None if request.output == "-" else request.output)
    return 1 if tally.failures else 0


def jobs_for(inputs: Sequence[str]) -> int:
    """How many processes to work with: the cores that this one may use, or one where there is little to do."""
    if _is_small(inputs):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _is_small(inputs: Sequence[str]) -> bool:
    size = read.size(inputs)
    return size is not None and size < _SMALL


def check_inputs(inputs: tuple[str, ...]) -> None:
    """Raise UsageError where an input is not there at all."""
    for given in inputs:
        if given != "-" and not (is_url(given) or storage.is_remote(given) or Path(given).exists()):
            raise UsageError(f"{given}: no such file or folder")
    if inputs.count("-") > 1:
        raise UsageError("-: standard input can be read only once")


def _check_output(request: Request) -> None:
    if request.output == "-" and request.compress:
        raise UsageError("--compress: pipe standard output through a program that compresses, or name a folder with -o")
    if not request.resume:
        return
    if request.output == "-" or storage.is_remote(request.output):
        raise UsageError("--resume: only a run into a local folder can go on: name one with -o")
    if "-" in request.inputs or any(addresses_in(given) for given in request.inputs):
        raise UsageError("--resume: standard input and addresses can't be read again: save or fetch them first")


@dataclass(frozen=True)
class _Run:
    """What the parts of a run share."""

    request: Request
    options: Options
    inputs: Sequence[str]
    lost: list[Failure]
    tally: Tally

    def results(self, skip: int, watch: Watch) -> Iterator[list[Record | Failure]]:
        """The records and failures of each piece of input, without the first ones; the tally counts along."""
        pieces: Iterable[read.Piece] = chain(self.lost, read.pieces(self.inputs))
        if self.request.limit is not None:
            pieces = islice(chain(self.lost, read.items(self.inputs)), self.request.limit)
        under_way: deque[int] = deque()
        # Of a large run also the only process that works is one of its own: should a page take it down, the others
        # are still read.
        apart = not _is_small(self.inputs)
        for outcomes in batches(_sized(islice(pieces, skip, None), under_way), self.options, apart):
            for outcome in outcomes:
                self.tally.add(outcome)
            watch(under_way.popleft(), self.tally)
            yield [outcome for outcome in outcomes if isinstance(outcome, (Record, Failure))]


def _sized(pieces: Iterable[read.Piece], sizes: deque[int]) -> Iterator[read.Piece]:
    """The pieces, the size of each noted as it is read."""
    for piece in pieces:
        sizes.append(piece.size if isinstance(piece, (read.Item, read.Span)) else 0)
        yield piece


def _to_stdout(run: _Run) -> None:
    with watched(run.inputs, _is_hidden(run.request)) as watch, write.to_stdout() as save:
        for results in run.results(0, watch):
            for result in results:
                save(result)


def _to_folder(run: _Run, folder: Path) -> bool:
    """Write the files of the run; False where it was stopped."""
    write.make_folder(folder)
    key = key_of(run.inputs, run.options, run.request.limit, run.request.compress)
    if run.request.resume and _finished_before(run, folder, key):
        return True
    try:
        with write.growing(folder, key, run.request.resume) as files:
            try:
                _fill(run, files)
            except KeyboardInterrupt:
                # No checkpoint here: the piece in work may be half written and half counted. The last one is whole.
                sys.stderr.write(
                    f"stopped; run again with --resume to go on; {folder / write.STATE} holds what is done\n"
                )
                return False
            files.checkpoint(msgspec.to_builtins(run.tally), whole=True)
            _publish(run, folder, key)
    except OSError as error:
        raise UsageError(
            f"{folder}: can't write there ({error.strerror or error}): name another folder with -o"
        ) from error
    return True


def _fill(run: _Run, files: write.Growing) -> None:
    if files.tally:
        run.tally.add_all(msgspec.convert(files.tally, Tally))
    with watched(run.inputs, _is_hidden(run.request)) as watch:
        for results in run.results(files.done, watch):
            for result in results:
                files.write(result)
            files.piece_done(lambda: msgspec.to_builtins(run.tally))


def _finished_before(run: _Run, folder: Path, key: str) -> bool:
    """Whether an earlier run did it all, but perhaps for the last steps, which are done now."""
    whole: Any = write.is_whole(folder, key)
    if whole is not None:
        run.tally.add_all(msgspec.convert(whole, Tally))
        _publish(run, folder, key)
        return True
    done = write.saved_run(folder)
    if done.get("run") != key or (folder / write.STATE).exists():
        return False
    counts = {name: done["counts"][name] for name in ("articles", "records", "relevant", "failures", "mismatches")}
    run.tally.add_all(Tally(**counts))
    return True


def _publish(run: _Run, folder: Path, key: str) -> None:
    write.finish(folder, run.request.compress)
    said = about(run.tally, run.request.inputs, run.options, run.request.limit)
    write.save_run(folder, {**said, "run": key})
    write.clean_up(folder)


def _is_hidden(request: Request) -> bool:
    return request.quiet or not sys.stderr.isatty()
