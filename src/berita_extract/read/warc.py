"""Web archives (WARC, WARC.gz, WARC.zst): one article a response record with an HTML page.

What is damaged is a failure, and the rest of the file is still read. Requests, pictures and redirects are passed over
and counted; a revisit, whose page stands elsewhere, is a failure that says where.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from berita_extract.model import Article, Failure
from berita_extract.read import html, zstd
from berita_extract.read.http import Response, UndecodableError, decoded, headers, response
from berita_extract.read.inflate import DamagedError, GzipMembers
from berita_extract.read.item import MAX_BYTES, Item, Items, Origin, Passed, Place, Span

_BEGIN = b"WARC/"
_HEAD = 1 << 16  # bytes that the head of a record may take
_MOST = MAX_BYTES + _HEAD  # bytes of a record that is read; of a larger one nothing is held
_SKIPPED = 200_000_000  # bytes of a record that are unpacked only to be passed over
_CHUNK = 1 << 20
SPAN = 4_000_000  # bytes of an archive that are worked on at a time


def is_warc(head: bytes, name: str) -> bool:
    """Whether a file is a web archive: by its first bytes, and where they are compressed by what they inflate to."""
    if head.startswith(b"\x1f\x8b"):
        try:
            return next(GzipMembers(io.BytesIO(head)).chunks(), b"").startswith(_BEGIN)
        except DamagedError:
            return name.lower().endswith(".warc.gz")
    return head.startswith(_BEGIN) or (zstd.is_zstd(head) and name.lower().endswith(".warc.zst"))


def split(file: BinaryIO, place: Place) -> Iterator[Items]:
    """One item a page, in the order of the file."""
    head = file.peek(4)[:4] if hasattr(file, "peek") else b""
    if head.startswith(b"\x1f\x8b"):
        yield from _from_gzip(GzipMembers(file), place, None)
    elif zstd.is_zstd(head):
        yield from _records(_Buffer(zstd.chunks(file, place.path)), place)
    else:
        yield from _records(_Buffer(iter(lambda: file.read(_CHUNK), b"")), place)


def spans(path: Path, place: Place) -> list[Span]:
    """The stretches that an archive is worked on in; empty where it can't be entered in the middle."""
    size = path.stat().st_size
    if size <= SPAN:
        return []
    with path.open("rb") as file:
        if not file.peek(2).startswith(b"\x1f\x8b") or not _has_members(file):
            return []
    return [Span(place, start, min(start + SPAN, size)) for start in range(0, size, SPAN)]


def items_of(span: Span) -> Iterator[Items]:
    """The pages of the records that begin in a stretch of a WARC.gz."""
    with Path(span.place.path).open("rb") as file:
        members = GzipMembers(file, span.start)
        if span.start and not members.resume(_BEGIN):
            return
        yield from _from_gzip(members, span.place, span.end)


def parse(item: Item) -> Article:
    """Extract the article of a page; raises InputError where it has none."""
    return html.parse(item)


def _has_members(file: BinaryIO) -> bool:
    """Whether each record is a member of its own, as it should be; some tools compress the file as one."""
    total = 0
    try:
        for chunk in GzipMembers(file).chunks():
            total += len(chunk)
            if total > _MOST:
                return False
    except DamagedError:
        pass
    return True


def _from_gzip(members: GzipMembers, place: Place, end: int | None) -> Iterator[Items]:
    while not members.at_end() and (end is None or members.offset < end):
        start = members.offset
        try:
            yield from _records(_Buffer(members.chunks()), place, start)
        except DamagedError as error:
            yield _failure(place, start, str(error))
            if members.offset == start:
                members._skip(1)
            if not members.resume(_BEGIN):
                return


class _Buffer:
    """Bytes that come in chunks, taken in stretches."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._data = b""
        self._at = 0  # where the next byte stands in the data
        self.taken = 0  # bytes taken so far

    def fill(self, count: int) -> int:
        """Have so many bytes ready, or all there are; how many are."""
        ready = len(self._data) - self._at
        if ready < count:
            parts = [self._data[self._at :]] if ready else []
            while ready < count:
                chunk = next(self._chunks, None)
                if chunk is None:
                    break
                parts.append(chunk)
                ready += len(chunk)
            self._data, self._at = parts[0] if len(parts) == 1 else b"".join(parts), 0
        return ready

    def head(self, limit: int) -> bytes | None:
        """The bytes up to an empty line, which is taken too; None where there is no such line within the limit."""
        size = -1
        while True:
            end, width = self._data.find(b"\r\n\r\n", self._at, self._at + limit), 4
            if end < 0:
                end, width = self._data.find(b"\n\n", self._at, self._at + limit), 2
            if end >= 0:
                found = self._data[self._at : end]
                self._advance(len(found) + width)
                return found
            if size >= limit:
                return None
            ready = self.fill(min(limit, max(size, 0) + 4096))
            if ready == size:
                return None
            size = ready

    def take(self, count: int) -> tuple[bytes, int, int]:
        """Where the next bytes stand, fewer at the end: in what, from where to where. A page is copied but once."""
        ready = self.fill(count)
        start = self._at
        self._advance(min(count, ready))
        return self._data, start, self._at

    def skip(self, count: int) -> int:
        """Pass bytes over without holding them; how many there were."""
        left = count
        while left and (ready := self.fill(1)):
            step = min(ready, left)
            self._advance(step)
            left -= step
        return count - left

    def blank(self) -> bool:
        """Pass empty lines over; whether anything follows."""
        while self.fill(1):
            if self._data[self._at : self._at + 1] not in (b"\r", b"\n"):
                return True
            self._advance(1)
        return False

    def find(self, wanted: bytes) -> bool:
        """Go to the next such bytes; False where there are none."""
        while self.fill(len(wanted)) >= len(wanted):
            found = self._data.find(wanted, self._at)
            if found >= 0:
                self._advance(found - self._at)
                return True
            self._advance(len(self._data) - self._at - len(wanted) + 1)
        return False

    def _advance(self, count: int) -> None:
        self._at += count
        self.taken += count


def _records(buffer: _Buffer, place: Place, member: int | None = None) -> Iterator[Items]:
    """The items of a run of records; `member` is the offset of the member that they stand in."""
    while buffer.blank():
        start = buffer.taken if member is None else member
        head = buffer.head(_HEAD) if buffer.fill(5) >= 5 and buffer._data.startswith(_BEGIN, buffer._at) else None
        fields = headers(head) if head else {}
        length = fields.get("content-length", "")
        if head is None or not (length.isascii() and length.isdigit() and len(length) < 16):
            what = "its Content-Length is not a number" if head else "no WARC record begins here"
            yield _failure(place, start, f"{what}; reading goes on at the next record", fields)
            if not buffer.find(b"\nWARC/1."):
                return
            continue
        yield from _one(buffer, place, start, fields, int(length))


def _one(buffer: _Buffer, place: Place, start: int, fields: dict[str, str], length: int) -> Iterator[Items]:
    kind = fields.get("warc-type", "").lower()
    if kind not in ("response", "resource", "revisit") or not _may_be_page(fields, kind):
        yield Passed(f"WARC {kind}" if kind not in ("response", "resource") else "not a web page")
    elif kind == "revisit":
        origin = fields.get("warc-refers-to-target-uri") or fields.get("warc-refers-to") or "another record"
        yield _failure(place, start, f"a revisit: the page itself stands at {origin}", fields)
    elif length > _MOST:
        yield _failure(place, start, f"over {MAX_BYTES:,} bytes in one page", fields)
    else:
        data, first, last = buffer.take(length)
        if last - first < length:
            yield _failure(place, start, f"cut off: {last - first:,} of {length:,} bytes are there", fields)
            return
        if kind == "response":
            yield _page(response(data, first, last), place, start, fields)
        else:
            yield _page(
                Response(None, {"content-type": fields["content-type"]}, data[first:last]), place, start, fields
            )
        return
    if length > _SKIPPED:
        raise DamagedError(f"a record of {length:,} bytes is passed over")
    if buffer.skip(length) < length and kind != "revisit":
        yield _failure(place, start, f"cut off: the record is shorter than the {length:,} bytes it says", fields)


def _may_be_page(fields: dict[str, str], kind: str) -> bool:
    if kind != "resource":
        return True
    return fields.get("content-type", "").split(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")


def _page(answer: Response, place: Place, start: int, fields: dict[str, str]) -> Items:
    if not (answer.is_page or (answer.headers.get("content-encoding") and not answer.headers.get("content-type"))):
        return Passed("not a web page")
    if answer.status is not None and not 200 <= answer.status < 300:
        return Passed(f"HTTP status {answer.status}")
    try:
        body = decoded(answer)
    except UndecodableError as error:
        return _failure(place, start, str(error), fields)
    if len(body) > MAX_BYTES:
        return _failure(place, start, f"over {MAX_BYTES:,} bytes in one page", fields)
    if fields.get("warc-truncated"):
        return _failure(place, start, f"cut off when it was fetched ({fields['warc-truncated'][:40]})", fields)
    url = fields.get("warc-target-uri", "").strip("<>") or None
    digest = fields.get("warc-payload-digest")
    origin = Origin(url, _record_id(fields), answer.charset, digest, fields.get("warc-date"))
    return Item("warc", place, body, start, origin)


def _record_id(fields: dict[str, str]) -> str | None:
    return fields.get("warc-record-id")


def _failure(place: Place, start: int, reason: str, fields: dict[str, str] | None = None) -> Failure:
    fields = fields or {}
    url = fields.get("warc-target-uri")
    where = f"{place.path}, offset {start}" + (f" ({url})" if url else "")
    return Failure(where=where, reason=reason, source_id=_record_id(fields) or f"{place.name}:{start}")
