"""Relevance: whether the article reports an innovation of an Indonesian government body (being written)."""

from __future__ import annotations

from berita_extract.facts.context import Context


def is_relevant(context: Context) -> bool:
    """True where the article reports a government innovation."""
    return "inovasi" in context.text.lower()
