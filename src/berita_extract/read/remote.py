"""A URL of fsspec (s3://bucket/news/) -> the files that it stands for, in the order that a local folder has."""

from __future__ import annotations

from collections.abc import Iterator

from berita_extract import storage
from berita_extract.model import Failure
from berita_extract.read.item import Place


def files(url: str) -> Iterator[Place | Failure]:
    """The file itself, or all files under the folder; hidden ones are passed over. A place that is not there fails."""
    system, path = storage.filesystem(url)
    try:
        with storage.trouble(url):
            if not system.isdir(path):
                yield Place(url, path.rpartition("/")[2])
                return
            found = system.find(path)
    except OSError as error:
        yield Failure(where=url, reason=f"can't be read: {error.strerror or error}")
        return
    top = path.rstrip("/")
    names = [name.removeprefix(top).strip("/").split("/") for name in found]
    visible = sorted(parts for parts in names if not any(part.startswith(".") for part in parts))
    if not visible:
        yield Failure(where=url, reason="the folder is empty")
    for parts in visible:
        yield Place(storage.join(url, *parts), "/".join(parts))


def size(place: Place) -> int:
    """Bytes of a file; 0 where that can't be told."""
    system, path = storage.filesystem(place.path)
    try:
        with storage.trouble(place.path):
            return int(system.size(path) or 0)
    except OSError:
        return 0
