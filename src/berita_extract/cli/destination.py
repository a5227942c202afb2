"""Where a command writes its one result: a file that appears whole, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from berita_extract.errors import UsageError
from berita_extract.write.atomic import atomic


@contextmanager
def destination(output: str) -> Iterator[IO[bytes]]:
    """A file to write to; raises UsageError where there can't be one."""
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
