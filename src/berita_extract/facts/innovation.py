"""Innovation facts (being written)."""

from __future__ import annotations

from berita_extract.facts.context import Context
from berita_extract.model import Innovation


def find(context: Context) -> list[Innovation]:
    """All facts of this type."""
    return []
