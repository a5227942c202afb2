"""The list of what was fetched, one line a URL and attempt, so that a fetch can go on where it stopped."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from berita_extract.errors import UsageError

try:
    import fcntl
except ImportError:  # Windows: nobody keeps two fetches apart there
    fcntl = None  # type: ignore[assignment]

Status = Literal["saved", "unchanged", "failed"]


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """Where a document stands: the file (relative to the folder), the bytes of its record in it, and its digest."""

    file: str
    offset: int
    length: int
    record_id: str
    payload_digest: str
    date: str


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of manifest.jsonl."""

    url: str
    status: Status
    kind: str = "page"
    fetched: str = ""
    reason: str | None = None  # of a failure
    http_status: int | None = None
    final_url: str | None = None
    redirects: list[str] = []
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    size: int = 0  # bytes of the document as sent
    found_in: str | None = None  # the feed or sitemap that names it
    stored: Stored | None = None
    noted: Stored | None = None  # where the archive says that it had not changed


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Entry)


class Manifest:
    """Appends entries to a file and finds the last one of a URL; holds a few bytes a URL in memory."""

    def __init__(self, path: Path) -> None:
        self._where: dict[bytes, int] = {}  # digest of a URL -> where its last line begins
        self._path = path
        self._end = 0
        self._file = path.open("r+b" if path.exists() else "w+b")
        self._lock()
        self._read_all()

    def close(self) -> None:
        """Close the file, which lets another fetch use the folder."""
        self._file.close()

    def _lock(self) -> None:
        if fcntl is None:
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise UsageError(f"{self._path.parent}: another fetch is writing there: wait for it, or use -o") from None

    def _read_all(self) -> None:
        """Index the file and cut off a line that an interruption left half written."""
        for number, line in enumerate(self._file, 1):
            if not line.endswith(b"\n"):
                break
            try:
                entry = _DECODER.decode(line)
            except msgspec.DecodeError as error:
                self.close()
                raise UsageError(f"{self._path}, line {number}: {error}: mend or remove the line") from error
            self._where[_key(entry.url)] = self._end
            self._end += len(line)
        self._file.truncate(self._end)

    def add(self, entry: Entry) -> None:
        """Append a line; it is on the disk when this returns."""
        line = _ENCODER.encode(entry) + b"\n"
        self._file.seek(self._end)
        self._file.write(line)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._where[_key(entry.url)] = self._end
        self._end += len(line)

    def last(self, url: str) -> Entry | None:
        """The last entry of a URL."""
        where = self._where.get(_key(url))
        if where is None:
            return None
        self._file.seek(where)
        return _DECODER.decode(self._file.readline())

    def stored(self) -> Iterator[Stored]:
        """Everything that was ever stored."""
        self._file.seek(0)
        for line in self._file:
            entry = _DECODER.decode(line)
            yield from (place for place in (entry.stored, entry.noted) if place)


def _key(url: str) -> bytes:
    return hashlib.blake2b(url.encode("utf-8", "surrogatepass"), digest_size=12).digest()
