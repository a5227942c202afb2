"""JSON Lines: one object a line, one article an object."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from berita_extract.errors import InputError
from berita_extract.model import Article, Failure
from berita_extract.read.decode import decode, wide_encoding
from berita_extract.read.fields import article_from
from berita_extract.read.item import MAX_BYTES, Item, Items, Place

_decode_object = msgspec.json.Decoder(dict[str, Any]).decode


# What JSON calls the values that Python has for it.
_JSON_NAMES = {list: "array", str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def split(file: BinaryIO, place: Place) -> Iterator[Items]:
    """One item a line, without reading ahead; empty lines are passed over, over-long ones are failures."""
    for number, line in byte_lines(file):
        if line is None:
            reason = f"over {MAX_BYTES:,} bytes in one line: expected one article a line"
            where, source_id = f"{place.path}, line {number}", f"{place.name}:{number}"
            yield Failure(where=where, reason=reason, source_id=source_id)
        elif line.strip():
            yield Item("jsonl", place, line, number)


def parse(item: Item) -> Article:
    """Make the article of one line; raises InputError where it is not a JSON object."""
    return article_from(_object(item.bytes(), item.where), item, "application/jsonl")


def byte_lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """(number from 1, line) of a stream; None for a line over MAX_BYTES, of which no more than that is held."""
    head = file.peek(4096)[:4096] if hasattr(file, "peek") else b""
    encoding = wide_encoding(head)
    stream: Any = codecs.EncodedFile(file, "utf-8", encoding, "replace") if encoding else file
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) <= MAX_BYTES:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES)
        yield number, None


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        return _decode_object(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    # The standard parser takes what the quick one refuses: lone surrogates, raw control characters, other encodings.
    try:
        value = json.loads(decode(line), strict=False)
    except RecursionError:
        raise InputError(where, "nested too deeply: expected one flat JSON object a line") from None
    except ValueError as error:
        cut = "" if line.rstrip().endswith(b"}") else " (is the line cut off?)"
        raise InputError(where, f"not a JSON object: {error}{cut}; expected one object a line") from None
    if not isinstance(value, dict):
        raise InputError(where, f"a JSON {_JSON_NAMES[type(value)]}: expected one object a line")
    sound = _sound(value)
    assert isinstance(sound, dict)
    return sound


def _sound(value: Any) -> Any:
    """The value with lone surrogates, which no UTF-8 can hold, as U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_sound(v) for v in value]
    if isinstance(value, dict):
        return {_sound(k): _sound(v) for k, v in value.items()}
    return value
