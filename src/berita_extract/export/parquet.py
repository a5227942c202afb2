"""Parquet: the records as they are, nested, or the flat tables, a file each (extra `parquet`)."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from berita_extract.errors import UsageError
from berita_extract.export.flat import RECORDS, TABLES, columns, json_of, rows
from berita_extract.model import Record
from berita_extract.write.atomic import atomic

_NESTED_ROWS = 500  # rows that are held for the next group of rows
_FLAT_ROWS = 20_000
_FLAT_TEXTS = 1_000  # rows of the table that holds the texts


def nested(records: Iterable[Record], folder: Path) -> int:
    """Write records.parquet; the number of records."""
    pyarrow = _library()
    count = 0
    with _writer(pyarrow, folder / "records.parquet", _schema(pyarrow, Record)) as write:
        held: list[Any] = []
        for record in records:
            plain = msgspec.to_builtins(record)
            plain["article"]["extra"] = json_of(record.article.extra)
            held.append(plain)
            count += 1
            if len(held) == _NESTED_ROWS:
                write(held)
                held = []
        write(held)
    return count


def tables(records: Iterable[Record], folder: Path) -> int:
    """Write a file for each table; the number of records."""
    pyarrow = _library()
    count = 0
    made = columns()
    held: dict[str, list[dict[str, Any]]] = {table: [] for table in made}
    with ExitStack() as stack:
        writers = {}
        for table, cols in made.items():
            schema = pyarrow.schema([(column.name, _flat_type(pyarrow, column.kind)) for column in cols])
            writers[table] = stack.enter_context(_writer(pyarrow, folder / f"{table}.parquet", schema))
        for record in records:
            count += 1
            for table, row in rows(record):
                held[table].append(dict(zip((column.name for column in made[table]), row, strict=True)))
                if len(held[table]) == (_FLAT_TEXTS if table == RECORDS else _FLAT_ROWS):
                    writers[table](held[table])
                    held[table] = []
        for table, left in held.items():
            writers[table](left)
    return count


@contextmanager
def _writer(pyarrow: Any, path: Path, schema: Any) -> Iterator[Any]:
    with atomic(path) as file, pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:

        def write(held: list[Any]) -> None:
            if held:
                writer.write_table(pyarrow.Table.from_pylist(held, schema=schema))

        yield write


def _library() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError("Parquet needs the extra `parquet`: pip install 'berita-extract[parquet]'") from None
    return pyarrow


def _flat_type(pyarrow: Any, kind: str) -> Any:
    plain = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_()}
    return plain.get(kind) or (pyarrow.list_(pyarrow.string()) if kind == "list" else pyarrow.string())


def _schema(pyarrow: Any, shape: type[Any]) -> Any:
    return pyarrow.schema([(field.name, _type(pyarrow, field.type)) for field in msgspec.structs.fields(shape)])


def _type(pyarrow: Any, given: Any) -> Any:
    """The Parquet type of a type of model.py; free-form objects are JSON text."""
    origin = get_origin(given)
    plain = {str: pyarrow.string(), int: pyarrow.int64(), bool: pyarrow.bool_(), float: pyarrow.float64()}
    if given in plain:
        return plain[given]
    if origin in (Union, types.UnionType):
        left = [part for part in get_args(given) if part is not type(None)]
        return _type(pyarrow, left[0]) if len(left) == 1 else pyarrow.float64()
    if origin is tuple:
        return pyarrow.list_(_type(pyarrow, get_args(given)[0]))
    if isinstance(given, type) and issubclass(given, msgspec.Struct):
        return pyarrow.struct([(field.name, _type(pyarrow, field.type)) for field in msgspec.structs.fields(given)])
    assert origin is Literal or origin is dict, given
    return pyarrow.string()


__all__ = ["TABLES", "nested", "tables"]
