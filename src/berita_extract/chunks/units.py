"""Numbers and classes inside the names of offices: "Kodim 1417/Kendari", "Lapas Kelas IIA", "SMP Negeri 3"."""

from __future__ import annotations

import re

from berita_extract.chunks.base import Words
from berita_extract.lexicon import CAPITAL, CAPS, NUMBER

_CLASS = re.compile(r"(?:[ivx]{1,4}|[1-3])-?[a-d]?")


class Units(Words):
    """Numbers and classes inside the names of offices."""

    def _unit_number(self, j: int) -> int:
        """Past the number of a military unit: "Dandim 0911/ | Nunukan", "Danramil 1418-01 | Mamuju"."""
        k = j
        while k < min(self.n, j + 4) and (
            (self.masks[k] & NUMBER and len(self.words[k]) >= 2) or (k > j and self.lowers[k] in {"/", "-"})
        ):
            k += 1
        if k == j or k >= self.n or not self.masks[k] & CAPITAL:
            return j
        coded = self.lowers[k - 1] == "/" and self.masks[k] & CAPS and self._hit(k, "region") is None
        return k + 1 if coded else k

    def _unit_place(self, j: int) -> int:
        """Past the number of a military unit and the place behind its stroke: "Kodim 1417/Kendari | Kolonel"."""
        k = self._unit_number(j)
        if k == j or self.lowers[k - 1] != "/" or not self._capital(k):
            return k
        hit = self._hit(k, "region", "district")
        return hit.end if hit is not None else k + 1

    def _office_class(self, j: int) -> int:
        """Past the class of a prison, court or port office: "Kelas IIA", "Kelas I Khusus", "Kelas II Non TPI"."""
        if j + 1 >= self.n or self.lowers[j] not in self.words_of.class_words:
            return j
        if not _CLASS.fullmatch(self.lowers[j + 1]):
            return j
        k = j + 2
        while k < min(self.n, j + 5) and self.lowers[k] in self.words_of.class_suffixes:
            k += 1
        return k
