"""Article -> facts (stub being written)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass
class Draft:
    """What annotate found, before assembly."""

    facts: dict[str, Any]


def annotate(article: Any, rulebook: Any) -> Draft:
    """Find facts."""
    return Draft({})
