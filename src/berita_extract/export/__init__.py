"""Records -> files for other programs: Parquet, SQLite, CSV."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from berita_extract.export import package, parquet, sqlite
from berita_extract.model import Record

__all__ = ["EXPORTERS", "each_once"]

# format -> what it makes and how. To add one: a module with such a function, and a line here.
EXPORTERS: dict[str, tuple[str, Callable[[Iterable[Record], Path], int]]] = {
    "parquet": ("records.parquet: one nested row a record", parquet.nested),
    "tables": ("a Parquet file a table", parquet.tables),
    "sqlite": ("records.db: the tables and a full-text index", sqlite.database),
    "csv": ("a CSV file a table and datapackage.json", package.package),
}


def each_once(records: Iterable[Record], again: list[int]) -> Iterator[Record]:
    """The records without those whose record_id has come before, which are counted in `again[0]`: no article is counted
    twice because its record stands in two files. What has come is on disk."""
    with closing(sqlite3.connect("")) as base:  # a file of no name
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("CREATE TABLE seen (record_id TEXT PRIMARY KEY) WITHOUT ROWID")
        for record in records:
            if base.execute("INSERT OR IGNORE INTO seen VALUES (?)", (record.record_id,)).rowcount:
                yield record
            else:
                again[0] += 1
