"""LegalBasis facts (being written)."""

from __future__ import annotations

from berita_extract.facts.context import Context
from berita_extract.model import LegalBasis


def find(context: Context) -> list[LegalBasis]:
    """All facts of this type."""
    return []
