"""A run's files while they grow, so that a run that was killed goes on where it was.

`.run/` beside the results holds the records and failures so far and a journal: after each checkpoint one line says how
many pieces of input are done, how long the files were then and what was counted. To go on, the files are cut to those
lengths. When all is done they take their names, and `.run/` goes.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec

from berita_extract.errors import UsageError
from berita_extract.model import Failure, Record, to_json
from berita_extract.write.compress import SUFFIXES, compressed

STATE = ".run"
NAMES = ("records.jsonl", "failures.jsonl")
_EVERY = 2.0  # seconds between checkpoints


class Mark(msgspec.Struct, kw_only=True):
    """One line of the journal; `done` pieces of input came to files of so many bytes."""

    done: int
    sizes: list[int]
    tally: Any
    whole: bool = False


class Growing:
    """The files of a run that is under way."""

    def __init__(self, folder: Path, mark: Mark | None) -> None:
        self._state = folder / STATE
        self.done = mark.done if mark else 0
        self.tally: Any = mark.tally if mark else None
        self._files = [
            _opened(self._state / name, size) for name, size in zip(NAMES, mark.sizes if mark else [0, 0], strict=True)
        ]
        self._journal = (self._state / "journal").open("ab")
        self._last = 0.0  # the first piece that is done is made safe at once

    @property
    def is_begun(self) -> bool:
        """Whether there is a checkpoint."""
        return self._journal.tell() > 0

    def write(self, result: Record | Failure) -> None:
        """Add one record or failure."""
        self._files[isinstance(result, Failure)].write(to_json(result) + b"\n")

    def piece_done(self, tally: Callable[[], Any]) -> None:
        """Count one piece of input whose results are all written; now and then all of it is made safe."""
        self.done += 1
        if time.monotonic() - self._last >= _EVERY:
            self.checkpoint(tally())

    def checkpoint(self, tally: Any, whole: bool = False) -> None:
        """Make safe what is written so far."""
        for file in self._files:
            file.flush()
            os.fsync(file.fileno())
        mark = Mark(done=self.done, sizes=[file.tell() for file in self._files], tally=tally, whole=whole)
        self._journal.write(msgspec.json.encode(mark) + b"\n")
        self._journal.flush()
        os.fsync(self._journal.fileno())
        self._last = time.monotonic()

    def close(self) -> None:
        """Close the files; what came after the last checkpoint is cut off when the run goes on."""
        for file in (*self._files, self._journal):
            file.close()


@contextmanager
def growing(folder: Path, key: str, resume: bool) -> Iterator[Growing]:
    """The files of a run with that key: new ones, or with `resume` those that it left.

    Raises UsageError where another run writes there, or where what is there belongs to a different one.
    """
    state = folder / STATE
    state.mkdir(exist_ok=True)
    with ExitStack() as stack:
        _lock(stack, state)
        mark = _marked(state, key) if resume else None
        if mark is None:
            for name in (*NAMES, "journal"):
                (state / name).unlink(missing_ok=True)
            _write_safely(state / "key", key.encode())
        files = Growing(folder, mark)
        stack.callback(files.close)
        try:
            yield files
        except BaseException:
            if not files.is_begun:
                shutil.rmtree(state, ignore_errors=True)  # there is nothing to go on from
            raise


def finish(folder: Path, compress: str | None) -> None:
    """Give the files of a run that is whole their names; what was done before is not done again."""
    state = folder / STATE
    for name in NAMES:
        part = state / name
        if not part.exists():
            continue
        target = folder / name
        if compress:
            target = folder / f"{name}.{compress}"
            part = compressed(part, state / target.name, compress)
            part.chmod(0o644)
            part.replace(target)
            (state / name).unlink()
        else:
            part.chmod(0o644)
            part.replace(target)
        for other in {name, *(f"{name}.{suffix}" for suffix in SUFFIXES)} - {target.name}:
            (folder / other).unlink(missing_ok=True)  # of an earlier run


def clean_up(folder: Path) -> None:
    """Remove the state of a run whose results are whole."""
    shutil.rmtree(folder / STATE, ignore_errors=True)


def is_whole(folder: Path, key: str) -> Any:
    """The tally of a run with that key that was killed while its files took their names; None where there is none."""
    mark = _marked(folder / STATE, key) if (folder / STATE).is_dir() else None
    return mark.tally if mark and mark.whole else None


def _marked(state: Path, key: str) -> Mark | None:
    """The last whole line of the journal. Raises UsageError where it belongs to another run."""
    try:
        given = (state / "key").read_bytes().decode()
        lines = (state / "journal").read_bytes().split(b"\n")
    except OSError:
        return None
    if given != key:
        raise UsageError(
            f"{state.parent}: the run that was begun there had other inputs, options, patterns or another version: "
            "run without --resume to begin again, or name another folder with -o"
        )
    for line in reversed(lines[:-1]):
        try:
            return msgspec.json.decode(line, type=Mark)
        except msgspec.DecodeError:
            continue
    return None


def _opened(path: Path, size: int) -> IO[bytes]:
    file = path.open("ab")
    file.truncate(size)
    file.seek(size)
    return file


def _write_safely(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _lock(stack: ExitStack, state: Path) -> None:
    """Hold the folder until the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows: two runs into one folder are the user's to avoid
        return
    file = stack.enter_context((state / "lock").open("wb"))
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise UsageError(
            f"{state.parent}: another run writes there: wait for it, or name another folder with -o"
        ) from None
