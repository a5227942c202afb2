"""A run on a Dask cluster as the command line asks for it: the same files out, the same table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from berita_extract import cluster, storage, write
from berita_extract.cli.fetching import STOPPED
from berita_extract.cli.identity import key_of
from berita_extract.cli.running import Request, check_inputs
from berita_extract.cli.summary import about, show
from berita_extract.errors import UsageError
from berita_extract.fetch import addresses_in
from berita_extract.pipeline import Options


def carry_out_on_cluster(request: Request, scheduler: str | None) -> int:
    """Do the run; the exit status: 0 all good, 1 some inputs failed, 130 stopped. Raises UsageError, PatternError."""
    _refuse_what_a_cluster_can_not(request)
    check_inputs(request.inputs)
    options = Options(all=request.everything, patterns=request.patterns)
    write.check_compress(request.compress)
    key = key_of(request.inputs, options, None, request.compress)
    if storage.is_remote(request.output):
        write.check(request.output)
    else:
        write.make_folder(Path(request.output))
    where = cluster.Where(scheduler, None if scheduler else request.jobs)
    try:
        with _progress(request.quiet) as progress:
            jobs = cluster.run(request.inputs, request.output, options, where, progress)
    except KeyboardInterrupt:
        sys.stderr.write("stopped; the same command goes on with the shards that are left\n")
        return STOPPED
    with write.folder(request.output) as folder:
        (folder / write.STATE).mkdir(exist_ok=True)
        tally = cluster.merge(jobs, folder / write.STATE)
        write.finish(folder, request.compress)
        write.save_run(folder, {**about(tally, request.inputs, options, None), "run": key})
        write.clean_up(folder)
    cluster.clean_up(request.output)
    if not request.quiet:
        show(tally, request.output)
    return 1 if tally.failures else 0


def _refuse_what_a_cluster_can_not(request: Request) -> None:
    if request.output == "-" or "-" in request.inputs:
        raise UsageError("-: a cluster reads and writes files only")
    if request.limit is not None:
        raise UsageError("--limit: a cluster reads all files at once: leave it out, or give fewer files")
    if any(addresses_in(given) for given in request.inputs):
        raise UsageError("a cluster reads files only: fetch first, then run over DIR/pages")


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int, int], object]]:
    if quiet or not sys.stderr.isatty():
        yield lambda size, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.percentage:.0f}%"), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda size, of: bar.update(task, completed=size, total=of)
