"""What tells that two figures are one quantity: their nouns, the verbs before them, the finding on both."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from berita_extract.check.figures import Figure
from berita_extract.check.verdict import Finding, shown
from berita_extract.check.view import View
from berita_extract.model import CheckStatus

GENERIC = frozenset(
    ["sebanyak", "ada", "total", "dari", "dan", "atau", "jumlah", "sekitar", "hanya", "baru", "dengan", "yang", "untuk"]
)
_WORD = re.compile(r"[a-z]{2,30}")


@lru_cache(maxsize=1024)
def digits(value: Decimal) -> tuple[int, ...]:
    """The digits of a value without the zeros at its end, in their order."""
    return value.normalize().as_tuple().digits


@lru_cache(maxsize=1024)
def shuffled(value: Decimal) -> tuple[int, ...]:
    """The same digits, sorted."""
    return tuple(sorted(digits(value)))


def word_before(low: str, start: int) -> str:
    """The word before a figure, "sebanyak" and "total" left out."""
    words = _WORD.findall(low[max(0, start - 40) : start])
    while words and words[-1] in {"sebanyak", "total"}:
        words.pop()
    return words[-1] if words else ""


def other(view: View, figure: Figure) -> bool:
    """Whether a figure counts others ("38 perajin lain")."""
    after = view.low[figure.end : figure.end + 40]
    return re.match(r"\s[a-z-]{2,30}\s(?:lainnya|lain)\b", after) is not None


def retold(
    status: CheckStatus,
    first: Figure,
    second: Figure,
    working: str,
    note: tuple[str, str] | None = None,
    *,
    both: bool = False,
) -> Finding:
    """The finding on one quantity told twice; `both` where both figures stand in the text."""
    figures = (first, second) if both else (second,)
    return Finding(
        "repeated_figure",
        status,
        working,
        shown(first),
        shown(second),
        figures,
        (second.start, second.end),
        note,
    )
