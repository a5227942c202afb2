"""One piece of input that holds one article, not parsed yet.

Splitting a file into items is cheap and happens in one process; parsing an item into an Article may cost a page
extraction and happens where the article is worked on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO, TypeAlias

from berita_extract.errors import InputError
from berita_extract.model import Failure, Passed

# Bytes that one article may take as it comes in, and code points that its text may have. They keep memory and time
# bounded; a news article is a thousandth of either.
MAX_BYTES = 10_000_000
MAX_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """A file or stream: `path` as the user named it, `name` relative to the input that it was found in."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What an archive says about a page: its address, WARC record, declared encoding, digest, when it was fetched."""

    url: str | None = None
    record_id: str | None = None
    charset: str | None = None
    digest: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a large archive, read where it is worked on: the records that begin at bytes [start, end)."""

    place: Place
    start: int
    end: int

    @property
    def size(self) -> int:
        """Bytes of it."""
        return self.end - self.start

    @property
    def where(self) -> str:
        """The place as a message names it."""
        return f"{self.place.path}, bytes {self.start} to {self.end}"


_UNITS = {"csv": "row", "parquet": "row", "warc": "offset"}


@dataclass(frozen=True, slots=True)
class Item:
    """Bytes of one article (or one table row) and where they stand.

    `reader` is the row of READERS that parses it; `position` a line or row number from 1, the offset of a record in
    a WARC, None for a whole file.
    """

    reader: str
    place: Place
    data: bytes | dict[str, Any]
    position: int | None = None
    origin: Origin | None = None

    @property
    def where(self) -> str:
        """The place as a message names it."""
        unit = _UNITS.get(self.reader, "line")
        return self.place.path if self.position is None else f"{self.place.path}, {unit} {self.position}"

    @property
    def source_id(self) -> str:
        """What identifies the article where the input gives it no id."""
        if self.origin and self.origin.record_id:
            return self.origin.record_id
        return self.place.name if self.position is None else f"{self.place.name}:{self.position}"

    @property
    def charset(self) -> str | None:
        """The encoding that was declared outside of the bytes."""
        return self.origin.charset if self.origin else None

    @property
    def size(self) -> int:
        """Bytes read for it, near enough for a progress bar."""
        return len(self.data) if isinstance(self.data, bytes) else sum(len(str(value)) for value in self.data.values())

    def bytes(self) -> bytes:
        """The data of an item that is no table row."""
        assert isinstance(self.data, bytes)
        return self.data


__all__ = ["MAX_BYTES", "MAX_TEXT", "Item", "Items", "Origin", "Passed", "Piece", "Place", "Span", "whole"]

Items: TypeAlias = "Item | Failure | Passed"
Piece: TypeAlias = "Item | Failure | Passed | Span"


def whole(file: BinaryIO, place: Place) -> bytes:
    """Read a file that is one article; raises InputError where it is over MAX_BYTES."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(place.path, f"over {MAX_BYTES:,} bytes in one article: split it into one file an article")
    return data
