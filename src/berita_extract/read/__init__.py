"""Files, folders and standard input -> articles.

`items` splits inputs into pieces of one article each, `parse` makes the Article of one piece.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from berita_extract.errors import InputError
from berita_extract.model import Article, Failure
from berita_extract.read import html, lines, tables, text
from berita_extract.read.folder import files
from berita_extract.read.item import MAX_BYTES, MAX_TEXT, Item, Items, Place
from berita_extract.read.sniff import HEAD, is_page, looks_like, refuse_binary

__all__ = ["MAX_BYTES", "MAX_TEXT", "READERS", "Item", "Reader", "items", "parse", "read", "size"]

STDIN = Place("standard input", "stdin")


@dataclass(frozen=True)
class Reader:
    """One input format: the names its files have, how to split a file and how to parse one piece."""

    about: str
    suffixes: tuple[str, ...]
    split: Callable[[BinaryIO, Place], Iterator[Items]]
    parse: Callable[[Item], Article]


# To add a format: a module with `split` and `parse`, and a line here.
READERS = {
    "text": Reader("plain text, one article a file", (".txt", ".text"), text.split, text.parse),
    "html": Reader("web page, one article a file", (".html", ".htm", ".xhtml"), html.split, html.parse),
    "jsonl": Reader("JSON Lines, one object a line", (".jsonl", ".ndjson", ".json"), lines.split, lines.parse),
    "csv": Reader("table with a header, one article a row", (".csv", ".tsv"), tables.split, tables.parse),
}


def read(inputs: Iterable[str | Path]) -> Iterator[Article | Failure]:
    """Every article of the inputs in order, as it came in (not cleaned); what can't be read is a Failure."""
    for item in items(inputs):
        if isinstance(item, Failure):
            yield item
            continue
        try:
            yield parse(item)
        except InputError as error:
            yield Failure(where=error.where, reason=error.reason, source_id=item.source_id)


def items(inputs: Iterable[str | Path]) -> Iterator[Items]:
    """The pieces of files, folders and "-" (standard input) in order; a bad one is a Failure and nothing stops."""
    for given in inputs:
        if str(given) == "-":
            yield from _items_of(STDIN)
            continue
        for place in files(Path(given)):
            if isinstance(place, Failure):
                yield place
            else:
                yield from _items_of(place)


def size(inputs: Iterable[str | Path]) -> int | None:
    """Bytes of all the inputs, for a progress bar; None where standard input is one of them."""
    if any(str(given) == "-" for given in inputs):
        return None
    places = [place for given in inputs for place in files(Path(given)) if isinstance(place, Place)]
    return sum(Path(place.path).stat().st_size for place in places if Path(place.path).exists())


def parse(item: Item) -> Article:
    """Make the article of one piece; raises InputError naming the place and what to do."""
    return READERS[item.reader].parse(item)


def _items_of(place: Place) -> Iterator[Items]:
    try:
        if place is STDIN:
            yield from _split(sys.stdin.buffer, place)
        else:
            with Path(place.path).open("rb") as file:
                yield from _split(file, place)
    except InputError as error:
        yield Failure(where=error.where, reason=error.reason, source_id=place.name)
    except OSError as error:
        yield Failure(where=place.path, reason=f"can't be read: {error.strerror or error}", source_id=place.name)


def _split(file: BinaryIO, place: Place) -> Iterator[Items]:
    buffered = file if isinstance(file, BufferedReader) else BufferedReader(file)  # type: ignore[type-var]
    head = buffered.peek(HEAD)[:HEAD]
    if not head:
        raise InputError(place.path, "empty")
    refuse_binary(head, place.path)
    yield from READERS[_reader_for(place.name, head)].split(buffered, place)


def _reader_for(name: str, head: bytes) -> str:
    suffix = Path(name).suffix.lower()
    for reader, row in READERS.items():
        if suffix in row.suffixes:
            return "html" if reader == "text" and is_page(head) else reader
    return looks_like(head)
