"""Compressed files as plain ones: JSONL.gz, CSV.zst, page.html.gz."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from berita_extract.errors import InputError
from berita_extract.read import zstd
from berita_extract.read.inflate import DamagedError, GzipMembers

GZIP = b"\x1f\x8b"


def is_compressed(head: bytes) -> bool:
    """Whether a file begins as gzip or Zstandard files do."""
    return head.startswith(GZIP) or zstd.is_zstd(head)


def unpacked(file: BinaryIO, path: str, head: bytes) -> io.BufferedReader:
    """The content, read as it is needed. Reading raises InputError where the data is damaged or a library missing."""
    chunks = _gzip_chunks(GzipMembers(file)) if head.startswith(GZIP) else zstd.chunks(file, path)
    return io.BufferedReader(_Chunks(chunks, path), 1 << 16)


def _gzip_chunks(members: GzipMembers) -> Iterator[bytes]:
    while not members.at_end():
        yield from members.chunks()


class _Chunks(io.RawIOBase):
    """Chunks as a file."""

    def __init__(self, chunks: Iterator[bytes], path: str) -> None:
        self._chunks, self._path = chunks, path
        self._ahead = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        while not self._ahead:
            try:
                chunk = next(self._chunks, None)
            except DamagedError as error:
                raise InputError(self._path, f"the file can't be unpacked: {error}; the rest is not read") from None
            if chunk is None:
                return 0
            self._ahead = memoryview(chunk)
        count = min(len(view), len(self._ahead))
        view[:count] = self._ahead[:count]
        self._ahead = self._ahead[count:]
        return count
