"""Statement facts (being written)."""

from __future__ import annotations

from berita_extract.facts.context import Context
from berita_extract.model import Statement


def find(context: Context) -> list[Statement]:
    """All facts of this type."""
    return []
