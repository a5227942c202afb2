"""Files, folders, URLs of remote stores and standard input -> articles.

`items` splits inputs into pieces of one article each, `parse` makes the Article of one piece.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from berita_extract import storage
from berita_extract.errors import InputError
from berita_extract.model import Article, Failure
from berita_extract.read import folders, html, lines, mhtml, parquet, remote, stream, tables, text, warc
from berita_extract.read.folder import files
from berita_extract.read.inflate import DamagedError
from berita_extract.read.item import MAX_BYTES, MAX_TEXT, Item, Items, Passed, Piece, Place, Span
from berita_extract.read.sieve import Sieve
from berita_extract.read.sniff import HEAD, is_page, looks_like, refuse_binary

__all__ = [
    "MAX_BYTES", "MAX_TEXT", "READERS", "Item", "Passed", "Piece", "Place", "Reader", "Sieve", "Span", "glance",
    "items", "items_of", "items_of_span", "parse", "pieces", "places", "read", "size", "size_of", "spans_of",
]  # fmt: skip

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
    "parquet": Reader("table of columns, one article a row", (".parquet",), parquet.split, parquet.parse),
    "warc": Reader("web archive, one article a page", (".warc",), warc.split, warc.parse),
    "mhtml": Reader("web page as a browser saves it", (".mhtml", ".mht"), mhtml.split, mhtml.parse),
}


def read(inputs: Iterable[str | Path]) -> Iterator[Article | Failure]:
    """Every article of the inputs in order, as it came in (not cleaned); what can't be read is a Failure."""
    for item in items(inputs):
        if isinstance(item, Failure):
            yield item
        if not isinstance(item, Item):
            continue
        try:
            yield parse(item)
        except InputError as error:
            yield Failure(where=error.where, reason=error.reason, source_id=item.source_id)


def items(inputs: Iterable[str | Path]) -> Iterator[Items]:
    """The pieces of files, folders and "-" (standard input) in order; a bad one is a Failure and nothing stops."""
    for given in inputs:
        if str(given) == "-":
            yield from items_of(STDIN)
            continue
        for place in places(given):
            if isinstance(place, Failure):
                yield place
            else:
                yield from items_of(place)


def pieces(inputs: Iterable[str | Path]) -> Iterator[Piece]:
    """The same as `items`, but large archives come as stretches that `items_of_span` reads, each by itself."""
    for given in inputs:
        for place in [STDIN] if str(given) == "-" else places(given):
            if isinstance(place, Failure):
                yield place
            else:
                yield from spans_of(place) or items_of(place)


def items_of_span(span: Span) -> Iterator[Items]:
    """The pieces of a stretch of an archive in order."""
    try:
        yield from warc.items_of(span)
    except OSError as error:
        yield Failure(where=span.where, reason=f"can't be read: {error.strerror or error}", source_id=span.place.name)


def spans_of(place: Place) -> list[Span]:
    """The stretches of a large archive, of equal length; empty for any other file."""
    if place is STDIN or storage.is_remote(place.path) or not place.name.lower().endswith(".warc.gz"):
        return []
    try:
        return warc.spans(Path(place.path), place)
    except OSError:
        return []  # reading it will say what is wrong


def size(inputs: Iterable[str | Path]) -> int | None:
    """Bytes of all the inputs, for a progress bar; None where standard input is one of them."""
    if any(str(given) == "-" for given in inputs):
        return None
    return sum(size_of(place) for given in inputs for place in places(given) if isinstance(place, Place))


def places(given: str | Path) -> Iterator[Place | Failure]:
    """The files that one input other than "-" stands for, in order."""
    return remote.files(str(given)) if storage.is_remote(str(given)) else files(Path(given))


def size_of(place: Place) -> int:
    """Bytes of a file; 0 where it can't be read."""
    if storage.is_remote(place.path):
        return remote.size(place)
    return Path(place.path).stat().st_size if Path(place.path).exists() else 0


def parse(item: Item) -> Article:
    """Make the article of one piece; raises InputError naming the place and what to do."""
    return READERS[item.reader].parse(item)


def glance(item: Item) -> Article | None:
    """Title and text of a web page that states and marks them, as `parse` gives them; None for all others."""
    seen = html.glance(item.bytes(), item.charset)
    return Article(title=seen[0], text=seen[1]) if seen else None


def items_of(place: Place) -> Iterator[Items]:
    """The pieces of one file in order; a bad one is a Failure."""
    try:
        if place is STDIN:
            yield from _split(sys.stdin.buffer, place)
        else:
            with _opened(place) as file:
                yield from _split(file, place)
    except DamagedError as error:
        yield Failure(where=place.path, reason=str(error), source_id=place.name)
    except InputError as error:
        yield Failure(where=error.where, reason=error.reason, source_id=place.name)
    except OSError as error:
        yield Failure(where=place.path, reason=f"can't be read: {error.strerror or error}", source_id=place.name)


def _opened(place: Place) -> BinaryIO:
    if storage.is_remote(place.path):
        return storage.open_read(place.path)
    return Path(place.path).open("rb")


def _split(file: BinaryIO, place: Place, inside: int = 0) -> Iterator[Items]:
    """The items of an open file; `inside` says how many archives it stands in."""
    buffered = file if isinstance(file, BufferedReader) else BufferedReader(file)  # type: ignore[type-var]
    head = buffered.peek(HEAD)[:HEAD]
    if not head:
        raise InputError(place.path, "empty")
    if stream.is_compressed(head) and not warc.is_warc(head, place.name):
        inner = Place(place.path, _without_suffix(place.name))
        yield from _unpacked(stream.unpacked(buffered, place.path, head), inner, inside)
    elif folders.is_zip(head) or folders.is_tar(head):
        if inside:
            raise InputError(place.path, "an archive inside an archive: unpack it first")
        of = folders.of_zip if folders.is_zip(head) else folders.of_tar
        yield from of(buffered, place, lambda file, place: _split(file, place, inside + 1))
    else:
        reader = _reader_for(place.name, head)
        if reader not in _BINARY:
            refuse_binary(head, place.path)
        yield from READERS[reader].split(buffered, place)


def _unpacked(file: BufferedReader, place: Place, inside: int) -> Iterator[Items]:
    """The items of a file that was compressed: once is enough, so that a bomb in a bomb is none."""
    head = file.peek(HEAD)[:HEAD]
    if stream.is_compressed(head):
        raise InputError(place.path, "compressed twice: unpack it first")
    yield from _split(file, place, inside)


_BINARY = ("parquet", "warc")


def _without_suffix(name: str) -> str:
    if name.lower().endswith(".tgz"):
        return f"{name[:-4]}.tar"
    return name[: -len(Path(name).suffix)] if Path(name).suffix.lower() in (".gz", ".zst", ".zstd") else name


def _reader_for(name: str, head: bytes) -> str:
    if warc.is_warc(head, name):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    suffix = Path(name).suffix.lower()
    for reader, row in READERS.items():
        if suffix in row.suffixes and reader not in _BINARY:
            return "html" if reader == "text" and is_page(head) else reader
    return "mhtml" if mhtml.is_mhtml(head) else looks_like(head)
