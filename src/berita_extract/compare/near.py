"""Near copies of a text, by MinHash over its runs of three words (the library `rensa` makes the signatures)."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any

import numpy as np
from rensa import RMinHash

from berita_extract.compare.member import words

SIZE = 128  # hash functions of a signature
BANDS, ROWS = 32, 4  # two texts that share one band are compared: 0.87 of those alike by half, 0.99 by 0.6
SIMILAR = 0.5  # estimated share of common runs from which on two texts count as copies of one
RUN = 3
LEAST = 30  # words that a text needs: shorter ones are alike by chance
MAX_WORDS = 20_000
_SEED = 20
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)


def signature(text: str) -> Any | None:
    """The signature of a text (an array of SIZE numbers); None where it is too short."""
    said = words(text)[:MAX_WORDS]
    if len(said) < LEAST:
        return None
    sketch = RMinHash(num_perm=SIZE, seed=_SEED)
    sketch.update(list({" ".join(said[i : i + RUN]) for i in range(len(said) - RUN + 1)}))
    return np.array(sketch.digest(), dtype=np.uint32)


def bands(signature: Any) -> list[int]:
    """One number for each band of the signature."""
    pairs = signature.view(np.uint64).reshape(BANDS, ROWS // 2)
    mixed = (pairs * _MIX).sum(axis=1, dtype=np.uint64)
    return [int(n) for n in mixed]


class Signatures:
    """Signatures on disk, by the number of their article."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] = path.open("wb")
        self._none = np.zeros(SIZE, dtype=np.uint32).tobytes()

    def add(self, signature: Any | None) -> None:
        """Keep the signature of the next article."""
        self._file.write(self._none if signature is None else signature.tobytes())

    def close(self) -> None:
        """Stop adding; `similarity` works from here on."""
        self._file.close()
        size = self._path.stat().st_size
        self._held = np.memmap(self._path, np.uint32, "r", shape=(size // (4 * SIZE), SIZE)) if size else None

    def similarity(self, a: list[int], b: list[int]) -> list[float]:
        """Estimated Jaccard similarity of each pair of articles."""
        if self._held is None or not a:
            return []
        alike: list[float] = (self._held[a] == self._held[b]).mean(axis=1).tolist()
        return alike
