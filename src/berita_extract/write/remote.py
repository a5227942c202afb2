"""A folder of results that is no local one: written here, and taken there file by file when all are whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from berita_extract import storage
from berita_extract.errors import UsageError


@contextmanager
def folder(output: str) -> Iterator[Path]:
    """The local folder to write into; where `output` is a URL, its files are there when the block has ended well.

    Raises UsageError where they can't be taken there.
    """
    if not storage.is_remote(output):
        yield Path(output)
        return
    with TemporaryDirectory(prefix="berita-") as name:
        check(output)
        yield Path(name)
        for path in sorted(Path(name).iterdir()):
            if path.is_file() and not path.name.startswith("."):
                put(path, storage.join(output, path.name))


def check(output: str) -> None:
    """Find out now, not at the end of the work, whether one can write there. Raises UsageError."""
    trial = storage.join(output, ".berita-extract")
    with TemporaryDirectory(prefix="berita-") as name:
        path = Path(name, "empty")
        path.touch()
        put(path, trial)
    system, target = storage.filesystem(trial)
    with storage.trouble(trial):
        system.rm_file(target)


def put(path: Path, url: str) -> None:
    """Take one file there. Raises UsageError."""
    system, target = storage.filesystem(url)
    try:
        with storage.trouble(url):
            if target.startswith("/") or not storage.is_remote(url):
                system.makedirs(target.rpartition("/")[0], exist_ok=True)  # of a bucket this would make a new one
            system.put_file(str(path), target)
    except OSError as error:
        raise UsageError(f"{url}: can't write there ({error.strerror or error}): name another place with -o") from error
