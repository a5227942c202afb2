"""A record as rows of flat tables, whose columns are derived from the types of model.py.

`records` has a row a record; every other table a row a fact, keyed by record_id and id. A list of ids is a list of
texts; of the evidence the first stretch has columns of its own, and all of it stands in `evidence` as JSON.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec.structs import fields

from berita_extract import model

# table -> type of its rows, and how many names lead to its column in the record
TABLES: dict[str, type[Any]] = {
    "governments": model.Government,
    "agencies": model.Agency,
    "officials": model.Official,
    "other_people": model.OtherPerson,
    "counts": model.Count,
    "dates": model.DateFact,
    "innovations": model.Innovation,
    "statements": model.Statement,
    "awards": model.Award,
    "legal_bases": model.LegalBasis,
    "events": model.Event,
    "checks": model.Check,
    "unread_numbers": model.UnreadNumber,
}
RECORDS = "records"
Kind = Literal["string", "integer", "number", "boolean", "list", "json"]


@dataclass(frozen=True)
class Column:
    """One column: its name, what its cells hold, and how to take one from a fact."""

    name: str
    kind: Kind
    get: Callable[[Any], Any]


@lru_cache(maxsize=1)
def columns() -> dict[str, list[Column]]:
    """Table -> its columns; the table of records first."""
    tables = {RECORDS: _record_columns()}
    for name, shape in TABLES.items():
        key = [Column("record_id", "string", lambda fact: None)]
        place = [Column("number", "integer", lambda fact: None)] if "id" not in shape.__struct_fields__ else []
        tables[name] = key + place + _columns(shape)
    return tables


def rows(record: model.Record) -> Iterator[tuple[str, list[Any]]]:
    """(table, row) of everything in a record."""
    made = columns()
    yield RECORDS, [column.get(record) for column in made[RECORDS]]
    for table in TABLES:
        wanted = made[table]
        for number, fact in enumerate(getattr(record, table), 1):
            row = [column.get(fact) for column in wanted]
            row[0] = record.record_id
            if wanted[1].name == "number":
                row[1] = number
            yield table, row


def json_of(value: Any) -> str | None:
    """A value as JSON text; None where there is nothing in it."""
    return msgspec.json.encode(value).decode() if value else None


def _record_columns() -> list[Column]:
    apart = (*TABLES, "article", "provenance")
    own = [column for field in fields(model.Record) if field.name not in apart for column in _of(field)]
    article = [_inside("article", column) for column in _columns(model.Article)]
    return own + article + [_inside("provenance", column) for column in _columns(model.Provenance)]


def _inside(name: str, column: Column) -> Column:
    return Column(column.name, column.kind, lambda fact: column.get(getattr(fact, name)))


def _columns(shape: type[Any]) -> list[Column]:
    return [column for field in fields(shape) for column in _of(field)]


def _of(field: msgspec.structs.FieldInfo) -> Iterator[Column]:
    return _of_field(field.name, _without_none(field.type))


def _of_field(name: str, given: Any) -> Iterator[Column]:
    plain: dict[Any, Kind] = {str: "string", int: "integer", bool: "boolean", float: "number"}
    if given in plain:
        yield Column(name, plain[given], lambda fact: getattr(fact, name))
    elif get_origin(given) is Literal:
        yield Column(name, "string", lambda fact: getattr(fact, name))
    elif get_origin(given) in (Union, types.UnionType):  # Number
        yield Column(name, "number", lambda fact: getattr(fact, name))
    elif given == tuple[model.Evidence, ...]:
        yield from _of_evidence()
    elif given == tuple[str, ...]:
        yield Column(name, "list", lambda fact: list(getattr(fact, name)))
    elif isinstance(given, type) and issubclass(given, msgspec.Struct) and given is not model.Article:
        for inner in _columns(given):
            yield Column(f"{name}_{inner.name}", inner.kind, _guarded(name, inner))
    else:
        yield Column(name, "json", lambda fact: json_of(getattr(fact, name)))


def _guarded(name: str, inner: Column) -> Callable[[Any], Any]:
    def get(fact: Any) -> Any:
        held = getattr(fact, name)
        return None if held is None else inner.get(held)

    return get


def _of_evidence() -> Iterator[Column]:
    kinds: dict[str, Kind] = {"start": "integer", "end": "integer", "text": "string"}
    for part, kind in kinds.items():
        yield Column(f"evidence_{part}", kind, _of_first(part))
    yield Column("evidence", "json", lambda fact: json_of(fact.evidence))


def _of_first(part: str) -> Callable[[Any], Any]:
    return lambda fact: getattr(fact.evidence[0], part) if fact.evidence else None


def _without_none(given: Any) -> Any:
    if get_origin(given) not in (Union, types.UnionType):
        return given
    left = [part for part in get_args(given) if part is not type(None)]
    return left[0] if len(left) == 1 else Union[tuple(left)]  # noqa: UP007
