"""Award facts (being written)."""

from __future__ import annotations

from berita_extract.facts.context import Context
from berita_extract.model import Award


def find(context: Context) -> list[Award]:
    """All facts of this type."""
    return []
