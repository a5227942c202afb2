"""The same run on many machines: shards to workers, their parts put together in order, the same bytes out."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO

import msgspec

from berita_extract import rules, storage, write
from berita_extract.cluster import dask
from berita_extract.cluster.job import NAMES, PARTS, Job
from berita_extract.cluster.shards import plan
from berita_extract.errors import UsageError
from berita_extract.pipeline import Options
from berita_extract.tally import Tally

__all__ = ["Where", "run"]


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
) -> Tally:
    """Run over files (paths that all machines see, or URLs of fsspec) and write records.jsonl and failures.jsonl.

    Parts that an interrupted run left in the output are used again if inputs, options, patterns and version are the
    same. `progress` is told bytes done and bytes in all. Raises UsageError, PatternError.
    """
    jobs = _jobs(inputs, output, options)
    total = sum(job.shard.size for job in jobs)
    tallies: dict[int, Tally] = {}
    finished = 0
    with dask.connect(where.scheduler, where.workers) as client:
        from berita_extract.cluster.work import Done

        for job, mark in dask.done(client, jobs):
            tallies[job.shard.number] = msgspec.json.decode(mark, type=Done).tally
            finished += job.shard.size
            progress(finished, total)
    storage.forget(output)
    tally = Tally()
    for number in sorted(tallies):
        tally.add_all(tallies[number])
    for name in NAMES:
        _merge((job.part(name) for job in jobs), output, name)
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


def _merge(parts: Iterable[str], output: str, name: str) -> None:
    """Put parts together into one file of the output, which is there whole or not at all. Raises UsageError."""
    target = storage.join(output, name)
    try:
        if not storage.is_remote(output):
            with write.atomic(Path(output) / name) as file:
                _copy(parts, file)
            return
        whole = storage.join(output, PARTS, name)
        system, path = storage.filesystem(whole)
        with storage.trouble(whole):
            with system.open(path, "wb") as file:
                _copy(parts, file)
            system.mv(path, storage.filesystem(target)[1])
    except OSError as error:
        raise UsageError(f"{target}: can't be written ({error.strerror or error})") from error


def _copy(parts: Iterable[str], file: IO[bytes]) -> None:
    for part in parts:
        with storage.open_read(part) as source:
            shutil.copyfileobj(source, file, 1 << 20)
