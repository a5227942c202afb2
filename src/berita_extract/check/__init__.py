"""Record -> the same record with its checks (stub being written)."""

from __future__ import annotations

from berita_extract.model import Record


def check(record: Record) -> Record:
    """Add the checks that hold, or do not, between the figures of the record."""
    return record
