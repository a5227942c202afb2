"""Rough roots of words: what tells that two stretches speak of one thing."""

from __future__ import annotations

import re
from functools import lru_cache

COMMON = frozenset(
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
    return {root(w) for w in _WORD.findall(low) if len(w) >= 4 and w not in COMMON}


@lru_cache(maxsize=4096)
def root(word: str) -> str:
    """Roughly the root: "memakai" and "dipakai" give the same, so do "puas" and "kepuasan"."""
    if word.startswith("ke") and word.endswith("an") and len(word) >= 8:
        word = word[2:]
    left = _SUFFIX.sub("", stem(word))
    return left[1:] if len(left) > 4 and left[0] in "ptks" and left[1] in "aeiou" else left
