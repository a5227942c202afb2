"""records.jsonl -> records: what `run` wrote, read back."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from berita_extract.errors import InputError
from berita_extract.model import Failure, Record, from_json
from berita_extract.read.item import MAX_BYTES
from berita_extract.read.lines import byte_lines
from berita_extract.read.stream import is_compressed, unpacked

RECORDS = "records.jsonl"
_PACKED = (RECORDS, f"{RECORDS}.zst", f"{RECORDS}.gz")
_HEAD = 200
_RECORD = re.compile(rb'(?:\xef\xbb\xbf)?\s{0,50}\{\s{0,20}"schema"\s{0,20}:\s{0,20}"berita-extract/')


def records_path(given: str) -> str | None:
    """The file of records that an input is, or holds (the folder that `run` wrote); None where it holds articles."""
    if given == "-":
        return given if _RECORD.match(_peeked(sys.stdin.buffer)) else None
    path = Path(given)
    if path.is_dir():
        path = next((path / name for name in _PACKED if (path / name).is_file()), path / RECORDS)
    try:
        if not path.is_file():
            return None
        if path.parent != Path(given).parent and path.name == RECORDS and path.stat().st_size == 0:
            return str(path)  # a run that found nothing
        with _opened(str(path)) as file:
            return str(path) if _RECORD.match(file.read(_HEAD)) else None
    except (OSError, InputError):
        return None


def records(paths: Iterable[str]) -> Iterator[Record | Failure]:
    """Every record of the files ("-": standard input), in order; a line that is no record is a Failure."""
    for path in paths:
        try:
            if path == "-":
                yield from _records(sys.stdin.buffer, "standard input")
            else:
                with _opened(path) as file:
                    yield from _records(file, path)
        except InputError as error:
            yield Failure(where=error.where, reason=error.reason)
        except OSError as error:
            yield Failure(where=path, reason=f"can't be read: {error.strerror or error}")


def _opened(path: str) -> BinaryIO:
    """The file, unpacked where it is compressed."""
    file = Path(path).open("rb")  # noqa: SIM115 - whoever asked closes it
    head = file.peek(4)[:4]
    return unpacked(file, path, head) if is_compressed(head) else file


def record_lines(file: BinaryIO, name: str) -> Iterator[tuple[str, bytes] | Failure]:
    """(place, line) of every line that is not empty; one over MAX_BYTES is a Failure."""
    for number, line in byte_lines(file):
        where = f"{name}, line {number}"
        if line is None:
            yield Failure(where=where, reason=f"over {MAX_BYTES:,} bytes in one line: expected one record a line")
        elif line.strip():
            yield where, line


def _records(file: BinaryIO, name: str) -> Iterator[Record | Failure]:
    for given in record_lines(file, name):
        if isinstance(given, Failure):
            yield given
            continue
        where, line = given
        try:
            yield parse(line, where)
        except InputError as error:
            yield Failure(where=where, reason=error.reason)


def parse(line: bytes, where: str) -> Record:
    """The record of one line; raises InputError where it is none."""
    try:
        return from_json(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = f"not a record ({error}): make records with `berita-extract run` first"
        raise InputError(where, reason) from None


def _peeked(stream: BinaryIO) -> bytes:
    if hasattr(stream, "peek"):
        head: bytes = stream.peek(_HEAD)[:_HEAD]
        return head
    head = stream.read(_HEAD)
    stream.seek(-len(head), 1)
    return head
