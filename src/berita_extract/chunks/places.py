"""Regions and places: which words name a province, kabupaten, kota or kecamatan."""

from __future__ import annotations

from berita_extract.analysis import Hit
from berita_extract.chunks.kinds import Place
from berita_extract.chunks.units import Units
from berita_extract.lexicon import (
    CAPITAL,
    INITIAL,
    NAME,
    TITLE,
    Region,
)


class Places(Units):
    """Regions and places: which words name a province, kabupaten, kota or kecamatan."""

    def place(self, i: int, in_office: bool = False) -> Place | None:
        """A region that begins at word i, with or without its level word."""
        lowers = self.lowers
        if i not in self.hits and lowers[i] not in self.words_of.place_openers and lowers[i] != "administrasi":
            return None  # most
        j, level, government = i, "", False
        if (
            lowers[i] in {"pemerintah", "pemerintahan"}
            and i + 1 < self.n
            and (lowers[i + 1] in self.words_of.levels or lowers[i + 1] in {"daerah", "aceh", "provinsi"})
        ):
            government, j = True, i + 1
            if lowers[j] == "daerah":
                j += 1
        if j < self.n and lowers[j] in self.words_of.levels:
            level = self.words_of.levels[lowers[j]]
            government = government or lowers[j].startswith("pem")
            j += 1
            if j < self.n and lowers[j] == "." and lowers[j - 1] in {"kab", "prov"}:
                j += 1
        if j + 2 < self.n and lowers[j] == "(" and lowers[j + 2] == ")" and j > i:  # Pemerintah Kota (Pemkot) X
            j += 3
        if j >= self.n:
            return None
        if level and lowers[j] in self.words_of.levels and self.words_of.levels[lowers[j]] == level:  # "Pemkot Kota X"
            j += 1
        if lowers[j] in {"administrasi"}:
            j += 1
        hit = self._hit(j, "region") if j < self.n else None
        if hit is None or not self.masks[j] & CAPITAL:
            return None
        regions: tuple[Region, ...] = hit.values["region"]
        if level:
            fitting = tuple(r for r in regions if r.level == level)
            if not fitting:
                return None
            regions = fitting
        elif j == i and not in_office and not self._may_be_bare_region(j, hit):
            return None
        if not level and (longer := self._hit(j, "district")) is not None and longer.end > hit.end:
            return None  # "Siak Hulu" is a kecamatan, and no mention of Siak
        return Place(i, hit.end, level, regions, government)

    def _may_be_bare_region(self, i: int, hit: Hit) -> bool:
        """A bare name is a region unless it stands inside a capitalised name ("Surya Malang Putra")."""
        following = hit.end < self.n and self.masks[hit.end]
        if following and following & (TITLE | INITIAL) and following & NAME and self.lowers[hit.end - 1] != ",":
            return not self.masks[i] & NAME
        return True

    def _anywhere(self, i: int) -> tuple[int, Place | None] | None:
        """A region or kecamatan at word i: (end, region or None)."""
        place = self.place(i)
        hit = self._hit(i, "district")
        if hit is not None and self.masks[i] & CAPITAL and (place is None or hit.end > place.end):
            return hit.end, None
        return (place.end, place) if place is not None else None

    def _listed_place(self, j: int) -> int:
        """The end of the longest listed kecamatan or region at word j, with a direction behind it ("Palu | Barat")."""
        hit = self._hit(j, "district", "region")
        if hit is None:
            return j
        end = hit.end
        while end < self.n and self.lowers[end] in self.words_of.directions and self._capital(end):
            end += 1
        return end
