"""Zstandard files, those of WARC.zst with a dictionary of their own among them (extra `archive`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from berita_extract.errors import InputError
from berita_extract.read.inflate import DamagedError

_FRAME, _DICTIONARY = b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"
_CHUNK = 1 << 20
_LARGEST_DICTIONARY = 100_000_000
_WINDOW = 1 << 27  # 128 MB: what the format's own tool accepts


def is_zstd(head: bytes) -> bool:
    """Whether a file begins as Zstandard files do."""
    return head.startswith((_FRAME, _DICTIONARY))


def chunks(file: BinaryIO, path: str) -> Iterator[bytes]:
    """What the file holds, in pieces; raises InputError where the library is missing, DamagedError for bad data."""
    library = _library(path)
    peek = file.peek(4)[:4] if hasattr(file, "peek") else b""
    try:
        dictionary = _dictionary(library, file) if peek.startswith(_DICTIONARY) else None
        unpacker = library.ZstdDecompressor(dict_data=dictionary, max_window_size=_WINDOW)
        with unpacker.stream_reader(file, read_across_frames=True) as reader:
            while chunk := reader.read(_CHUNK):
                yield chunk
    except library.ZstdError as error:
        raise DamagedError(f"its compressed data is damaged ({str(error)[:80]}); the rest is not read") from None


def _library(path: str) -> Any:
    try:
        import zstandard
    except ImportError:
        reason = "Zstandard files need the extra `archive`: pip install 'berita-extract[archive]'"
        raise InputError(path, reason) from None
    return zstandard


def _dictionary(library: Any, file: BinaryIO) -> Any:
    file.read(4)
    size = int.from_bytes(file.read(4), "little")
    data = file.read(min(size, _LARGEST_DICTIONARY))
    if data.startswith(_FRAME):
        data = library.ZstdDecompressor().stream_reader(data).read(_LARGEST_DICTIONARY)
    return library.ZstdCompressionDict(data)
