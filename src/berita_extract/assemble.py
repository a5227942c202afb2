"""Facts -> one record (stub being written)."""

from __future__ import annotations

from typing import Any

from berita_extract.model import Article, Provenance, Record


def assemble(article: Article, draft: Any, rulebook: Any) -> Record:
    """Link the facts of one article into a record."""
    return Record(record_id="", relevant=True, article=article, provenance=Provenance(software="", patterns_sha256=""))
