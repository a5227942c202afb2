"""Zstandard files, those of WARC.zst with a dictionary of their own among them (extra `archive`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from berita_extract.errors import InputError
from berita_extract.read.inflate import DamagedError

_FRAME, _DICTIONARY = b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"
_FED = 512  # bytes unpacked at a time: a bomb makes 16 MB of them at most
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
        yield from _frames(unpacker, file)
    except library.ZstdError as error:
        reason = f"its compressed data is damaged ({str(error)[:80]}); the rest is not read"
        raise DamagedError(reason) from None


def _frames(unpacker: Any, file: BinaryIO) -> Iterator[bytes]:
    frame = unpacker.decompressobj()
    begun = False
    while data := file.read(_FED):
        while data:
            out = frame.decompress(data)
            begun, data = True, b""
            if out:
                yield out
            if frame.eof:
                data = frame.unused_data
                frame, begun = unpacker.decompressobj(), False
    if begun:
        raise DamagedError("the file ends inside of it")


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
