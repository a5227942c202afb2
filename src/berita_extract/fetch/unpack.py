"""Compressed bodies -> bytes, never more of them than allowed."""

from __future__ import annotations

import zlib

from berita_extract.fetch.trouble import FetchError, RefusedError

GZIP = b"\x1f\x8b"
_MEMBERS = 1000  # of one gzip body; more are only ever seen in traps


def decoded(raw: bytes, encoding: str, limit: int) -> bytes:
    """The body as its server had it before compressing it. Raises FetchError where it is broken or too large."""
    name = encoding.strip().lower()
    if name in ("", "identity", "none"):
        return raw
    if name in ("gzip", "x-gzip"):
        return gunzip(raw, limit) if raw else raw
    if name == "deflate":
        # Named after zlib's format, and sent without its head by some servers.
        return _member(raw, limit, -15 if raw[:1] and raw[0] & 0x0F != 8 else 15)[0]
    raise RefusedError(f"sent in the encoding {encoding[:60]!r}, which was not asked for")


def gunzip(raw: bytes, limit: int) -> bytes:
    """All members of a gzip body; what follows them is no matter."""
    parts: list[bytes] = []
    total = 0
    while raw.startswith(GZIP):
        data, raw = _member(raw, limit - total, 31)
        parts.append(data)
        total += len(data)
        if len(parts) > _MEMBERS:
            raise RefusedError(f"compressed in over {_MEMBERS:,} pieces")
    if not parts:
        raise FetchError("said to be gzip and isn't")
    return b"".join(parts)


def _member(raw: bytes, limit: int, window: int) -> tuple[bytes, bytes]:
    stream = zlib.decompressobj(window)
    try:
        data = stream.decompress(raw, limit + 1)
    except zlib.error as error:
        raise FetchError("its compressed data are broken") from error
    if len(data) > limit:
        raise RefusedError("unpacks to more than the allowed size")
    if not stream.eof:
        raise FetchError("its compressed data break off", again=True)
    return data, stream.unused_data
