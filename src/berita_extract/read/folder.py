"""A path -> the files that it stands for, in an order that does not depend on the file system."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from berita_extract.model import Failure
from berita_extract.read.item import Place


def files(path: Path) -> Iterator[Place | Failure]:
    """The file itself, or all files under the folder, sorted; what can't be listed is a failure.

    Hidden files are passed over; links are followed, each folder once.
    """
    if path.is_dir():
        yield from _walk(path, path, set())
    else:
        yield Place(str(path), path.name)


def _walk(folder: Path, top: Path, seen: set[tuple[int, int]]) -> Iterator[Place | Failure]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as listing:
            names = sorted(entry.name for entry in listing if not entry.name.startswith("."))
    except OSError as error:
        yield Failure(where=str(folder), reason=f"the folder can't be read: {error.strerror}")
        return
    if not names and folder == top:
        yield Failure(where=str(folder), reason="the folder is empty")
    for name in names:
        path = folder / name
        if path.is_dir():
            yield from _walk(path, top, seen)
        elif _is_special(path):
            # Opening a pipe or a device could wait for ever.
            yield Failure(where=str(path), reason="not a regular file: give it as an input of its own")
        else:
            yield Place(str(path), path.relative_to(top).as_posix())


def _is_special(path: Path) -> bool:
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False  # opening it will say what is wrong
