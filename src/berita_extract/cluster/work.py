"""A process that works on one shard: `python -m berita_extract.cluster.work`, the job on standard input.

A process of its own, since a worker of Dask runs its tasks in threads, where an article that takes too long could not
be stopped. It ends, with its own workers, when its standard input does: a worker that is killed leaves nothing behind.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from berita_extract import pipeline, read, rules, storage, write
from berita_extract.cluster.job import NAMES, Done, Job
from berita_extract.errors import BeritaError, UsageError
from berita_extract.model import Failure, Record
from berita_extract.tally import Tally


def main() -> int:
    """Work on the job, unless an earlier run did. Exit status 2 where it can't be done here."""
    job = msgspec.json.decode(sys.stdin.buffer.readline(), type=Job)
    threading.Thread(target=_end_with_input, daemon=True).start()
    try:
        if not finished(job):
            work(job)
    except (BeritaError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _end_with_input() -> None:
    while os.read(sys.stdin.fileno(), 1):  # not through the buffer, whose lock would hold up the end of the program
        pass
    os.killpg(0, signal.SIGKILL)


def finished(job: Job) -> bool:
    """Whether an earlier run left the parts of this very job."""
    system, path = storage.filesystem(job.part("done.json"))
    try:
        with storage.trouble(path):
            done = msgspec.json.decode(system.cat_file(path), type=Done)
    except (OSError, msgspec.DecodeError):
        return False
    return done.key == job.shard.key


def work(job: Job) -> None:
    """Read the files of the shard, leave records and failures beside the results, and the mark when both are whole."""
    if version("berita-extract") != job.version:
        raise UsageError(f"a worker has berita-extract {version('berita-extract')}, and not {job.version}")
    if Path(job.folder).is_dir():
        os.chdir(job.folder)
    with ExitStack() as stack:
        here = Path(stack.enter_context(TemporaryDirectory(prefix="berita-")))
        options = pipeline.Options(all=job.everything, patterns=_patterns(job, here))
        if rules.load(options.patterns).digest != job.patterns_sha256:
            raise UsageError("a worker has other patterns: install the same version everywhere")
        tally = Tally()
        with write.open_folder(here / "parts") as save:
            for outcome in pipeline.process(_items(job), options, apart=True):
                tally.add(outcome)
                if isinstance(outcome, (Record, Failure)):
                    save(outcome)
        for name in NAMES:
            write.put(here / "parts" / name, job.part(name))
        (here / "done.json").write_bytes(msgspec.json.encode(Done(job.shard.key, tally)))
        write.put(here / "done.json", job.part("done.json"))


def _patterns(job: Job, here: Path) -> Path | None:
    """The folder of --patterns, made again from what the job carries."""
    if job.overlay is None:
        return None
    for name, data in job.overlay.items():
        path = here / "patterns" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return here / "patterns"


def _items(job: Job) -> Iterator[read.Piece]:
    for piece in job.shard.pieces:
        if piece.failure:
            yield piece.failure
            continue
        place = read.Place(piece.path, piece.name)
        if piece.stretches:
            yield from (read.Span(place, start, end) for start, end in piece.stretches)
        else:
            yield from read.items_of(place)


if __name__ == "__main__":
    sys.exit(main())
