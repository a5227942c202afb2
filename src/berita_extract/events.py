"""Events: what happened, when, where and by whom (being written)."""

from __future__ import annotations

from berita_extract.facts.context import Context
from berita_extract.model import Event


def find(context: Context) -> list[Event]:
    """The events of a relevant article, the main one first."""
    return []
