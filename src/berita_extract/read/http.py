"""The HTTP response inside a WARC record -> status, headers and the bytes of the page."""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

from berita_extract.read.item import MAX_BYTES

_HEAD = 1 << 16
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]{1,9}(\d{3})")
_CHARSET = re.compile(r"""charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9_:.-]{2,40})""", re.I)
_PAGES = ("text/html", "application/xhtml+xml")


class Response(NamedTuple):
    """One response; `status` is None where the record holds a body without a head."""

    status: int | None
    headers: dict[str, str]
    body: bytes

    @property
    def is_page(self) -> bool:
        """Whether it says, or where it says nothing looks as if, it is HTML."""
        kind = self.headers.get("content-type", "").split(";")[0].strip().lower()
        return kind in _PAGES or (
            not kind and self.body[:1024].lstrip().lower().startswith((b"<!doctype html", b"<html"))
        )

    @property
    def charset(self) -> str | None:
        """The encoding that the header declares."""
        match = _CHARSET.search(self.headers.get("content-type", ""))
        return match.group(1) if match else None


class UndecodableError(Exception):
    """The body can't be decoded; the text says why."""


def response(data: bytes, first: int, last: int) -> Response:
    """Take apart the response that stands at a place in some bytes; the body is as it was sent."""
    most = min(first + _HEAD, last)
    end, width = data.find(b"\r\n\r\n", first, most), 4
    if end < 0:
        end, width = data.find(b"\n\n", first, most), 2
    status = _STATUS.match(data, first, last)
    if not status or end < 0:
        return Response(None, {}, data[first:last])
    return Response(int(status.group(1)), headers(data[first:end]), data[end + width : last])


def headers(head: bytes) -> dict[str, str]:
    """Names in lower case -> values; of several of one name the first, continued lines joined."""
    found: dict[str, str] = {}
    last = ""
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        if line[:1] in (" ", "\t") and last:
            found[last] += " " + line.strip()
            continue
        name, colon, value = line.partition(":")
        if colon:
            last = name.strip().lower()
            found.setdefault(last, value.strip())
    return found


def decoded(answer: Response) -> bytes:
    """The body without chunks and compression, which many archives have taken off already; raises UndecodableError."""
    body = answer.body
    if "chunked" in answer.headers.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    for coding in reversed(answer.headers.get("content-encoding", "").lower().replace(" ", "").split(",")):
        if coding not in ("", "identity", "none", "utf-8"):
            body = _unpacked(body, coding)
    # Some servers compress what is compressed already, some archives leave out the header that says so.
    return _inflated(body, 31) if body.startswith(b"\x1f\x8b\x08") else body


def _without_chunks(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 200)
        try:
            size = int(body[at:end].split(b";")[0], 16) if end > at else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) if parts else body  # cut off, or never chunked
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2


def _unpacked(body: bytes, coding: str) -> bytes:
    if body[:200].lstrip()[:1] == b"<":
        return body  # unpacked already
    if coding in ("gzip", "x-gzip", "deflate"):
        return _inflated(body, 31 if body[:2] == b"\x1f\x8b" else 15 if body[:1] == b"\x78" else -15)
    if coding == "br":
        return _unbrotli(body)
    if coding == "zstd":
        return _unzstd(body)
    raise UndecodableError(f"its Content-Encoding {coding[:40]!r} is not known")


def _inflated(body: bytes, window: int) -> bytes:
    inflater = zlib.decompressobj(window)
    try:
        out = inflater.decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise UndecodableError(f"its compressed page is damaged ({error})") from None
    return _bounded(out)


def _unbrotli(body: bytes) -> bytes:
    try:
        import brotli
    except ImportError:
        raise UndecodableError("its page is compressed with Brotli: pip install 'berita-extract[archive]'") from None
    unpacker = brotli.Decompressor()
    try:
        return _bounded(unpacker.process(body, output_buffer_limit=MAX_BYTES + 1))
    except TypeError:  # before 1.2 there is no limit, so the body is fed in small pieces
        return _unbrotli_in_pieces(unpacker, body)
    except brotli.error as error:
        raise UndecodableError(f"its compressed page is damaged ({error})") from None


def _unbrotli_in_pieces(unpacker: object, body: bytes) -> bytes:
    out = b""
    for start in range(0, len(body), 1024):
        out = _bounded(out + unpacker.process(body[start : start + 1024]))  # type: ignore[attr-defined]
    return out


def _unzstd(body: bytes) -> bytes:
    try:
        import zstandard
    except ImportError:
        raise UndecodableError("its page is compressed with Zstandard: pip install 'berita-extract[archive]'") from None
    try:
        return _bounded(zstandard.ZstdDecompressor().stream_reader(body).read(MAX_BYTES + 1))
    except zstandard.ZstdError as error:
        raise UndecodableError(f"its compressed page is damaged ({error})") from None


def _bounded(out: bytes) -> bytes:
    if len(out) > MAX_BYTES:
        raise UndecodableError(f"over {MAX_BYTES:,} bytes when it is unpacked")
    return out
