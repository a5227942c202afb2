"""DateFact facts (being written)."""

from __future__ import annotations

from berita_extract.facts.context import Context
from berita_extract.model import DateFact


def find(context: Context) -> list[DateFact]:
    """All facts of this type."""
    return []
