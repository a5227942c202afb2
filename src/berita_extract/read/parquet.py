"""Parquet: one article a row, in columns of the names that CSV has (extra `parquet`)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, BinaryIO

from berita_extract.errors import InputError
from berita_extract.model import Article
from berita_extract.read.fields import article_from
from berita_extract.read.item import Item, Place

_ROWS = 64  # rows that are held at a time


def split(file: BinaryIO, place: Place) -> Iterator[Item]:
    """One item a row."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError(
            place.path, "Parquet files need the extra `parquet`: pip install 'berita-extract[parquet]'"
        ) from None
    if not file.seekable():
        raise InputError(place.path, "a Parquet file can't be read from a stream: give the file itself")
    number = 0
    try:
        table = pyarrow.parquet.ParquetFile(file)
        names = table.schema_arrow.names
        if not {"text", "html"} & set(names):
            raise InputError(place.path, f'no column "text" or "html"; its columns: {", ".join(names)[:200]}')
        # Threads make pyarrow abort at the end of short reads now and then, and one column at a time needs none.
        for batch in table.iter_batches(batch_size=_ROWS, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield Item("parquet", place, {name: _plain(value) for name, value in row.items()}, number)
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(
            place.path, f"a damaged Parquet file, row {number + 1} on is not read ({str(error)[:100]})"
        ) from None


def parse(item: Item) -> Article:
    """Make the article of one row; raises InputError where it has no text."""
    assert isinstance(item.data, dict)
    return article_from(item.data, item, "application/vnd.apache.parquet")


def _plain(value: Any) -> Any:
    """The value as JSON can hold it."""
    if isinstance(value, (datetime.date, datetime.datetime, datetime.time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
