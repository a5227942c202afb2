"""The same run on many machines: shards to workers, their parts put together in order, the same bytes out."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import msgspec

from berita_extract import rules, storage
from berita_extract.cluster import dask
from berita_extract.cluster.job import NAMES, PARTS, Done, Job
from berita_extract.cluster.shards import plan
from berita_extract.pipeline import Options
from berita_extract.tally import Tally

__all__ = ["Where", "clean_up", "merge", "run"]


@dataclass(frozen=True)
class Where:
    """The cluster: the address of a scheduler, or None for workers (so many; default: the cores) of this machine."""

    scheduler: str | None = None
    workers: int | None = None


def run(
    inputs: Sequence[str],
    output: str,
    options: Options,
    where: Where,
    progress: Callable[[int, int], object] = lambda size, of: None,
) -> list[Job]:
    """Run over files (paths that all machines see, or URLs of fsspec); each job leaves its parts in the output.

    Parts that an interrupted run left there are used again if inputs, options, patterns and version are the same.
    `progress` is told bytes done and bytes in all. Raises UsageError, PatternError.
    """
    jobs = _jobs(inputs, output, options)
    total = sum(job.shard.size for job in jobs)
    finished = 0
    with dask.connect(where.scheduler, where.workers) as client:
        for job in dask.done(client, jobs):
            finished += job.shard.size
            progress(finished, total)
    return jobs


def merge(jobs: Sequence[Job], folder: Path) -> Tally:
    """Put the parts of all jobs together, in order, as files of a local folder; what they add up to."""
    tally = Tally()
    for job in jobs:
        storage.forget(job.output)
        with storage.open_read(job.part("done.json")) as file:
            tally.add_all(msgspec.json.decode(file.read(), type=Done).tally)
    for name in NAMES:
        with (folder / name).open("wb") as whole:
            for job in jobs:
                with storage.open_read(job.part(name)) as part:
                    shutil.copyfileobj(part, whole, 1 << 20)
            whole.flush()
            os.fsync(whole.fileno())
    return tally


def clean_up(output: str) -> None:
    """Remove the parts of a run whose results are whole."""
    system, path = storage.filesystem(storage.join(output, PARTS))
    with storage.trouble(path):
        if system.exists(path):
            system.rm(path, recursive=True)


def _jobs(inputs: Sequence[str], output: str, options: Options) -> list[Job]:
    rulebook = rules.load(options.patterns)
    decided = [version("berita-extract"), rulebook.digest, options.all]
    return [
        Job(
            shard=shard,
            output=output if storage.is_remote(output) else str(Path(output).absolute()),
            folder=str(Path.cwd()),
            version=version("berita-extract"),
            patterns_sha256=rulebook.digest,
            everything=options.all,
            overlay=_files(options.patterns) if options.patterns else None,
        )
        for shard in plan(inputs, hashlib.sha256(msgspec.json.encode(decided)).hexdigest())
    ]


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
