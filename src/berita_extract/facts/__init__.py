"""The fact types: one module each, called in the order of this table; later ones may use what earlier ones found."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

# record field -> module that finds it. To add a fact type, add its module and a row here.
FACTS: dict[str, str] = {
    "governments": "government",
    "agencies": "agency",
    "officials": "official",
    "legal_bases": "legal",
    "dates": "date",
    "counts": "count",
    "innovations": "innovation",
    "awards": "award",
    "statements": "statement",
}


def finders() -> dict[str, Callable[..., Any]]:
    """Field -> find function of its module, in the order of the table."""
    return {field: import_module(f"berita_extract.facts.{name}").find for field, name in FACTS.items()}
