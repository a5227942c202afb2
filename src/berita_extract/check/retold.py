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
_COMMON = frozenset(
    ["untuk", "dengan", "pada", "dalam", "oleh", "akan", "telah", "sudah", "juga", "tahun", "sebanyak", "yang", "dari",
     "lebih", "para", "kata", "hari", "bagi", "atau", "saat", "ujar", "daerah", "kota", "kabupaten", "provinsi", "jadi"]
)  # fmt: skip
_PREFIX = re.compile(r"^(?:me(?:ny|ng|m|n)?|di|ber|ter|pe(?:ng|m|n)?)")
_SUFFIX = re.compile(r"(?:annya|kan|nya|an|i)$")
_WORD = re.compile(r"[a-z]{2,30}")


def stem(word: str) -> str:
    """A verb without the prefix of its voice."""
    left = _PREFIX.sub("", word)
    return left if len(left) >= 4 else word


def content(low: str) -> set[str]:
    """The stems of the words that tell what a stretch is about."""
    return {_root(w) for w in _WORD.findall(low) if len(w) >= 4 and w not in _COMMON}


@lru_cache(maxsize=4096)
def _root(word: str) -> str:
    """Roughly the root: "memakai" and "dipakai" give the same, so do "puas" and "kepuasan"."""
    if word.startswith("ke") and word.endswith("an") and len(word) >= 8:
        word = word[2:]
    left = _SUFFIX.sub("", stem(word))
    return left[1:] if len(left) > 4 and left[0] in "ptks" and left[1] in "aeiou" else left


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
