"""CSV tables as a Frictionless Data Package: a file a table, and datapackage.json that says what their columns are.

A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) gets an
apostrophe in front, as spreadsheets themselves write it; numbers stand in columns of numbers and need none. Line ends
inside a cell stay, in quotation marks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from berita_extract.export.flat import RECORDS, Column, columns, rows
from berita_extract.model import Record
from berita_extract.write.atomic import atomic

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_TYPES = {"integer": "integer", "number": "number", "boolean": "boolean"}
_ABOUT = (
    "Text cells that begin with = + - @, a tab or a carriage return have an apostrophe in front, so that no "
    "spreadsheet takes them for a formula; take it off to have the text as it was. Lists are joined by a semicolon."
)


def package(records: Iterable[Record], folder: Path) -> int:
    """Write datapackage.json and the tables; the number of records."""
    made = columns()
    count = 0
    with ExitStack() as stack:
        writers = {}
        for table, cols in made.items():
            file = stack.enter_context(atomic(folder / f"{table}.csv"))
            text = stack.enter_context(_text(file))
            writers[table] = csv.writer(text, lineterminator="\r\n")
            writers[table].writerow([column.name for column in cols])
        for record in records:
            count += 1
            for table, row in rows(record):
                writers[table].writerow([cell(value) for value in row])
    with atomic(folder / "datapackage.json") as file:
        file.write(msgspec.json.format(msgspec.json.encode(_descriptor(made)), indent=2) + b"\n")
    return count


class _text(io.TextIOWrapper):  # noqa: N801 - used as a function
    """A text file over one that somebody else closes."""

    def __init__(self, file: Any) -> None:
        super().__init__(file, "utf-8", newline="", write_through=False)

    def __exit__(self, *error: object) -> None:
        self.flush()
        self.detach()


def cell(value: Any) -> str:
    """A value as it stands in the table.

    >>> cell("=1+1"), cell(-5), cell(True), cell(["o1", "o2"])
    ("'=1+1", '-5', 'true', 'o1;o2')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    text = ";".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _descriptor(made: dict[str, list[Column]]) -> dict[str, Any]:
    return {
        "name": "berita-extract-records",
        "profile": "tabular-data-package",
        "description": _ABOUT,
        "resources": [_resource(table, cols) for table, cols in made.items()],
    }


def _resource(table: str, cols: list[Column]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": column.name, "type": _TYPES.get(column.kind, "string")} for column in cols],
        "primaryKey": ["record_id"] if table == RECORDS else ["record_id", _key(cols)],
    }
    if table != RECORDS:
        schema["foreignKeys"] = [{"fields": ["record_id"], "reference": {"resource": RECORDS, "fields": ["record_id"]}}]
    return {
        "name": table,
        "path": f"{table}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _key(cols: list[Column]) -> str:
    return "number" if cols[1].name == "number" else "id"
