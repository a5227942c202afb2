"""SQLite with full-text search: open it with Datasette, DB Browser or any language."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from berita_extract.export.flat import RECORDS, Column, columns, rows
from berita_extract.model import Record

_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_ROWS = 5_000  # rows that are inserted at a time
# What people filter by; every table is indexed by its key.
_INDEXES = (("records", "published"), ("innovations", "name"), ("events", "kind"), ("governments", "code"),
            ("counts", "unit"), ("agencies", "canonical"))  # fmt: skip
_AFTER = """
CREATE VIRTUAL TABLE records_fts USING fts5(title, text, content='records', tokenize='unicode61 remove_diacritics 2');
INSERT INTO records_fts(records_fts) VALUES ('rebuild');
CREATE VIEW innovations_by_government AS
  SELECT g.name AS government, g.code, g.level, substr(coalesce(e.date, r.published), 1, 4) AS year,
         count(DISTINCT lower(i.name)) AS innovations, count(DISTINCT r.record_id) AS articles
  FROM records r
  JOIN governments g ON g.record_id = r.record_id AND g.role = 'subject'
  JOIN innovations i ON i.record_id = r.record_id AND coalesce(i.government, g.id) = g.id
  LEFT JOIN events e ON e.record_id = r.record_id AND e.id = 'e1'
  WHERE r.relevant AND r.duplicate_of IS NULL
  GROUP BY g.code, g.name, year;
"""


def database(records: Iterable[Record], folder: Path) -> int:
    """Write records.db; the number of records."""
    target = folder / "records.db"
    part = folder / ".records.db.part"
    part.unlink(missing_ok=True)
    try:
        base = sqlite3.connect(part)
        try:
            count = _fill(base, records)
        finally:
            base.close()
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return count


def _fill(base: sqlite3.Connection, records: Iterable[Record]) -> int:
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    made = columns()
    for table, cols in made.items():
        base.execute(_create(table, cols))
    held: dict[str, list[list[Any]]] = {table: [] for table in made}
    count = 0
    for record in records:
        count += 1
        for table, row in rows(record):
            held[table].append([_cell(value) for value in row])
            if len(held[table]) >= (_ROWS // 10 if table == RECORDS else _ROWS):
                _insert(base, table, held[table])
    for table, left in held.items():
        _insert(base, table, left)
    for table, column in _INDEXES:
        base.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
    base.executescript(_AFTER)
    base.commit()
    base.execute("ANALYZE")
    base.commit()
    return count


def _create(table: str, cols: list[Column]) -> str:
    said = [f'"{column.name}" {_TYPES.get(column.kind, "TEXT")}' for column in cols]
    if table == RECORDS:
        said.append("PRIMARY KEY (record_id)")
    else:
        said.append(f'PRIMARY KEY (record_id, "{cols[1].name if cols[1].name == "number" else "id"}")')
        said.append("FOREIGN KEY (record_id) REFERENCES records (record_id)")
    return f"CREATE TABLE {table} ({', '.join(said)})"


def _insert(base: sqlite3.Connection, table: str, held: list[list[Any]]) -> None:
    if held:
        marks = ", ".join("?" * len(held[0]))
        base.executemany(f"INSERT INTO {table} VALUES ({marks})", held)
        held.clear()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False) if value else None
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        return float(value)
    return value
