"""Records -> files for other programs: Parquet, SQLite, CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from berita_extract.export import package, parquet, sqlite
from berita_extract.model import Record

# format -> what it makes and how. To add one: a module with such a function, and a line here.
EXPORTERS: dict[str, tuple[str, Callable[[Iterable[Record], Path], int]]] = {
    "parquet": ("records.parquet: one nested row a record", parquet.nested),
    "tables": ("a Parquet file a table", parquet.tables),
    "sqlite": ("records.db: the tables and a full-text index", sqlite.database),
    "csv": ("a CSV file a table and datapackage.json", package.package),
}

__all__ = ["EXPORTERS"]
