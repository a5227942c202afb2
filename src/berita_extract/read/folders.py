"""ZIP and tar files: each file inside is read as it would be by itself."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from berita_extract.errors import InputError
from berita_extract.model import Failure
from berita_extract.read.item import Items, Passed, Place

_TAR = 257  # where "ustar" stands
_MOST = 10_000_000  # files in one archive

Read = Callable[[BinaryIO, Place], Iterator[Items]]


def is_zip(head: bytes) -> bool:
    """Whether a file begins as ZIP files do."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_tar(head: bytes) -> bool:
    """Whether a file, unpacked, begins as tar files do."""
    return head[_TAR : _TAR + 5] == b"ustar"


def of_zip(file: BinaryIO, place: Place, read: Read) -> Iterator[Items]:
    """The items of the files inside, in order of their names."""
    if not file.seekable():
        raise InputError(place.path, "a ZIP file can't be read from a stream: give the file itself")
    try:
        with zipfile.ZipFile(file) as archive:
            entries = sorted((e for e in archive.infolist() if not e.is_dir()), key=lambda entry: entry.filename)
            if any(entry.filename == "[Content_Types].xml" for entry in entries):
                raise InputError(
                    place.path, "a binary file (ZIP or Office): an Office document; save it as text or HTML"
                )
            for entry in entries[:_MOST]:
                yield from _entry(archive, entry, place, read)
    except (zipfile.BadZipFile, OSError, zlib.error, EOFError) as error:
        raise InputError(
            place.path, f"a binary file (ZIP or Office), damaged ({str(error)[:100]}); the rest is not read"
        ) from None


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Place, read: Read) -> Iterator[Items]:
    inside = _inside(place, entry.filename)
    if inside is None:
        yield Passed("hidden file")
        return
    try:
        with archive.open(entry) as stream:
            yield from _guarded(stream, inside, read)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        yield Failure(where=inside.path, reason=f"can't be unpacked: {str(error)[:100]}", source_id=inside.name)


def of_tar(file: BinaryIO, place: Place, read: Read) -> Iterator[Items]:
    """The items of the files inside, in the order of the archive, which is read once from beginning to end."""
    try:
        with tarfile.open(fileobj=file, mode="r|") as archive:
            for entry in archive:
                inside = _inside(place, entry.name)
                if entry.isdir():
                    continue
                stream = archive.extractfile(entry) if entry.isreg() else None
                if stream is None or inside is None:
                    yield Passed("hidden file" if inside is None else "not a regular file")
                    continue
                yield from _guarded(stream, inside, read)  # type: ignore[arg-type]
                archive.members = []  # type: ignore[attr-defined]  # or it would remember each file
    except (tarfile.TarError, EOFError, OSError) as error:
        raise InputError(place.path, f"a damaged tar file ({str(error)[:100]}); the rest is not read") from None


def _inside(place: Place, name: str) -> Place | None:
    """The place of a file inside; None for hidden ones."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if not parts or any(part.startswith((".", "__MACOSX")) for part in parts):
        return None
    inner = "/".join(parts)
    return Place(f"{place.path}!/{inner}", f"{place.name}/{inner}")


def _guarded(stream: BinaryIO, inside: Place, read: Read) -> Iterator[Items]:
    try:
        yield from read(io.BufferedReader(_Plain(stream)), inside)
    except InputError as error:
        yield Failure(where=error.where, reason=error.reason, source_id=inside.name)


class _Plain(io.RawIOBase):
    """A file inside an archive, which must not be closed or moved in by whoever reads it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        data = self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)
