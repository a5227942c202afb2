"""Records and failures as JSON Lines, in a folder or on standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from berita_extract.model import Failure, Record, to_json
from berita_extract.write.atomic import atomic

Write = Callable[[Record | Failure], None]


@contextmanager
def to_folder(folder: Path) -> Iterator[Write]:
    """A function that adds to records.jsonl or failures.jsonl of the folder; both appear when the block ends."""
    with ExitStack() as stack:
        records = stack.enter_context(atomic(folder / "records.jsonl"))
        failures = stack.enter_context(atomic(folder / "failures.jsonl"))

        def write(result: Record | Failure) -> None:
            file = failures if isinstance(result, Failure) else records
            file.write(to_json(result) + b"\n")

        yield write


@contextmanager
def to_stdout() -> Iterator[Write]:
    """A function that writes records to standard output, and failures as messages to standard error."""
    out = sys.stdout.buffer

    def write(result: Record | Failure) -> None:
        if isinstance(result, Failure):
            sys.stderr.write(f"failed: {result.where}: {result.reason}\n")
        else:
            out.write(to_json(result) + b"\n")

    yield write
    out.flush()
