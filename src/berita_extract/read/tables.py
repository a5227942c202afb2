"""CSV with a header: one article a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from berita_extract.errors import InputError
from berita_extract.model import Article, Failure
from berita_extract.read.decode import decode
from berita_extract.read.fields import article_from
from berita_extract.read.item import MAX_BYTES, Item, Items, Place
from berita_extract.read.lines import byte_lines


def split(file: BinaryIO, place: Place) -> Iterator[Items]:
    """One item a row. The delimiter (comma, semicolon, tab or bar) is the one that the header uses most."""
    lines = _text_lines(file, place)
    header_line = next(lines, "")
    csv.field_size_limit(MAX_BYTES)
    delimiter = max(",;\t|", key=header_line.count)
    header = [name.strip() for name in next(csv.reader([header_line], delimiter=delimiter), [])]
    if not {"text", "html"} & set(header):
        raise InputError(place.path, f'no column "text" or "html" in the header: {header_line.strip()[:200]}')
    rows = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield _failure(place, number, f"not a CSV row: {error}; is a quotation mark left open?")
            continue
        if row is None:
            return
        if len(row) > len(header):
            reason = f"{len(row)} cells, but the header has {len(header)}: put texts in quotation marks"
            yield _failure(place, number, reason)
        elif any(row):
            yield Item("csv", place, dict(zip(header, row, strict=False)), number)


def parse(item: Item) -> Article:
    """Make the article of one row; raises InputError where it has no text."""
    assert isinstance(item.data, dict)
    return article_from(item.data, item, "text/csv")


def _failure(place: Place, row: int, reason: str) -> Failure:
    return Failure(where=f"{place.path}, row {row}", reason=reason, source_id=f"{place.name}:{row}")


def _text_lines(file: BinaryIO, place: Place) -> Iterator[str]:
    for number, line in byte_lines(file):
        if line is None:
            raise InputError(
                f"{place.path}, line {number}", f"over {MAX_BYTES:,} bytes in one line; the rest is not read"
            )
        yield decode(line).removeprefix("\ufeff")
