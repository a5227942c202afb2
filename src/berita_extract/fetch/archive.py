"""Documents -> WARC.gz files, a record at a time, whole or not at all."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from berita_extract.fetch.client import Answer, Headers
from berita_extract.fetch.manifest import Stored

_ROTATE = 1_000_000_000  # bytes after which a new file is begun
# Headers that speak of the transport, which is over.
_TRANSPORT = frozenset({"transfer-encoding", "connection", "keep-alive"})


class Archive:
    """The WARC files of one kind of document (pages, or lists of pages) in a folder of their own."""

    def __init__(self, folder: Path, name: str, held: Iterable[Stored], software: str) -> None:
        self._folder, self._name, self._software = folder, name, software
        self._ends: dict[str, int] = {}
        for stored in held:
            if stored.file.startswith(f"{name}/"):
                self._ends[stored.file] = max(self._ends.get(stored.file, 0), stored.offset + stored.length)
        (folder / name).mkdir(parents=True, exist_ok=True)
        self._number = 1
        self._mend()

    def _mend(self) -> None:
        """Cut off what an interruption left behind the last record that the manifest knows."""
        while f"{self._name}/{self._path(1).name}" in self._ends:
            self._number += 1
        for path in (self._path(), self._path(1)):
            if path.exists() and path.stat().st_size > (end := self._ends.get(f"{self._name}/{path.name}", 0)):
                os.truncate(path, end)

    def save(self, answer: Answer) -> Stored:
        """Append a response and the request for it; both are on the disk when this returns."""
        date = datetime.now(timezone.utc)
        return self._append(lambda writer: self._pair(writer, answer, date), date)

    def save_unchanged(self, answer: Answer, of: Stored, url: str) -> Stored:
        """Append the note that a stored document had not changed: a WARC revisit record."""
        date = datetime.now(timezone.utc)

        def write(writer: Any) -> Any:
            record = writer.create_warc_record(
                str(answer.url),
                "revisit",
                http_headers=_status_and_headers(answer),
                warc_headers_dict=_about(answer, date),
            )
            for key, value in (
                ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/server-not-modified"),
                ("WARC-Refers-To", of.record_id),
                ("WARC-Refers-To-Target-URI", url),
                ("WARC-Refers-To-Date", of.date),
                ("WARC-Payload-Digest", of.payload_digest),
            ):
                record.rec_headers.replace_header(key, value)
            writer.write_record(record)
            return record

        return self._append(write, date)

    def body(self, stored: Stored) -> bytes:
        """The document itself, read back, without its compression."""
        with (self._folder / stored.file).open("rb") as file:
            file.seek(stored.offset)
            record = next(iter(ArchiveIterator(file)))
            return bytes(record.content_stream().read())

    def _pair(self, writer: Any, answer: Answer, date: datetime) -> Any:
        response = writer.create_warc_record(
            str(answer.url),
            "response",
            payload=BytesIO(answer.raw),
            length=len(answer.raw),
            http_headers=_status_and_headers(answer),
            warc_headers_dict=_about(answer, date),
        )
        line = f"GET {answer.url.raw_path.decode('ascii')} HTTP/1.1"
        asked = StatusAndHeaders(line, answer.asked, is_http_request=True)
        request = writer.create_warc_record(
            str(answer.url), "request", payload=BytesIO(b""), length=0, http_headers=asked
        )
        writer.write_request_response_pair(request, response)
        return response

    def _append(self, write: Any, date: datetime) -> Stored:
        path = self._current()
        buffer = BytesIO()
        writer = WARCWriter(buffer, gzip=True, warc_version="WARC/1.1")
        begin = path.stat().st_size if path.exists() else 0
        if not begin:
            writer.write_record(
                writer.create_warcinfo_record(path.name, {"software": self._software, "format": "WARC/1.1"})
            )
        head = buffer.tell()
        record = write(writer)
        with path.open("ab") as file:
            file.write(buffer.getvalue())
            file.flush()
            os.fsync(file.fileno())
        return Stored(
            file=f"{self._name}/{path.name}",
            offset=begin + head,
            length=buffer.tell() - head,
            record_id=record.rec_headers.get_header("WARC-Record-ID"),
            payload_digest=record.rec_headers.get_header("WARC-Payload-Digest"),
            date=record.rec_headers.get_header("WARC-Date"),
        )

    def _current(self) -> Path:
        path = self._path()
        if path.exists() and path.stat().st_size >= _ROTATE:
            self._number += 1
            path = self._path()
        return path

    def _path(self, more: int = 0) -> Path:
        return self._folder / self._name / f"{self._name}-{self._number + more:05}.warc.gz"


def digest(answer: Answer) -> str:
    """The digest that a stored answer has in the archive."""
    return "sha1:" + base64.b32encode(hashlib.sha1(answer.raw, usedforsecurity=False).digest()).decode("ascii")


def _about(answer: Answer, date: datetime) -> dict[str, str]:
    about = {"WARC-Date": date.strftime("%Y-%m-%dT%H:%M:%SZ")}
    if answer.address:
        about["WARC-IP-Address"] = answer.address
    return about


def _status_and_headers(answer: Answer) -> StatusAndHeaders:
    headers: Headers = [(key, value) for key, value in answer.headers if key.lower() not in _TRANSPORT]
    return StatusAndHeaders(f"{answer.status} {answer.phrase}", headers, protocol="HTTP/1.1")
