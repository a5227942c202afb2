"""Proper names of bodies that are called by a place or a person: "Puskesmas Kampung Baru", "RSUD dr. Soedono"."""

from __future__ import annotations

from berita_extract.chunks.base import ROMAN
from berita_extract.chunks.people import People
from berita_extract.lexicon import (
    CAPITAL,
    CAPS,
    DEGREE,
    HONORIFIC,
    INITIAL,
    MONTH,
    NAME,
    NONNAME,
    NUMBER,
    NUMWORD,
    ORG,
    TITLE,
    WEEKDAY,
)

_VILLAGE = frozenset({"kecamatan", "kelurahan", "desa"})


class ProperNames(People):
    """Proper names of bodies that are called by a place or a person."""

    def _proper_end(self, j: int, kind: str, in_position: bool) -> int:
        """The proper name after a head such as Puskesmas: capitalised words (and numbers), a person's for hospitals."""
        start = j
        if kind == "upt":
            j = self._subject_of_unit(j)
        place = self._anywhere(j) if j < self.n else None
        if kind in _VILLAGE:
            j = self._listed_place(j)  # "Kecamatan Ujan Mas"
        limit = 7 if kind == "rumah_sakit" else 4
        while j < min(self.n, start + limit):
            mask = self.masks[j]
            if mask & NUMBER and j == start and len(self.words[j]) <= 4 and kind != "rumah_sakit":
                j += 1
                continue
            ahead = not in_position or (self._called_after_person(j) and self._titles_only(start, j))
            ahead = ahead or (kind == "rumah_sakit" and self._ends_apposition(j))
            if mask & HONORIFIC and kind == "rumah_sakit" and ahead:
                j += 1
                continue
            if j > start and (past := self._office_class(j)) > j:
                return past
            if j > start and (self._place_word(j, kind) or (mask & NUMBER and self._number_of_name(j, kind))):
                j += 1
                continue
            if not mask & CAPITAL or mask & (WEEKDAY | MONTH | HONORIFIC) or self.lowers[j] in self.words_of.levels:
                break
            if self._hit(j, "position") is not None or (j > start and mask & NONNAME):
                break
            if j > start and (self._hit(j, "agency_head", "acronym") is not None or self._numbered(j - 1, kind)):
                break
            past_place = place is None or j >= place[0]
            if j == start + 1 and self.lowers[start] in self.lexicon.generic_places and self._capital(j):
                j += 1  # "Sungai | Damar"
                continue
            if (
                in_position
                and j > start
                and mask & NAME
                and past_place
                and not self._called_after_person(start)
                and not (kind == "rumah_sakit" and self._ends_apposition(start))
            ):
                break
            j += 1
        if in_position and place is not None and place[0] < j and not self._name_ends_here(j):
            return place[0] + self._ends_in_numeral(place[0], kind)
        return j

    def _subject_of_unit(self, j: int) -> int:
        """Past the words that tell what a unit does: "UPTD | Pelabuhan Perikanan | Sungailiat"."""
        k = j
        while k < min(self.n, j + 4) and self._capital(k) and self.masks[k] & ORG and not self.masks[k] & (NAME | CAPS):
            if self._hit(k, "agency_head", "acronym", "position") is not None or self.lowers[k] in self.words_of.levels:
                break
            k += 1
        return k if k > j + 1 else j

    def _place_word(self, j: int, kind: str) -> bool:
        """A word inside the name of a place that elsewhere is none: "Kampung | Baru", "Dompu | Kota", "Ridge | II"."""
        lower = self.lowers[j]
        if not self.masks[j] & CAPITAL:
            return False
        if self._ends_in_numeral(j, kind):
            return True
        if lower in ROMAN:
            return kind == "puskesmas" and not self._name_follows(j)
        if self.masks[j] & NUMWORD and self.masks[j] & TITLE:
            return True
        if lower in self.words_of.levels:
            return lower in self.words_of.directions and self._hit(j + 1, "region") is None
        return lower in self.words_of.place_ends and not self.masks[j] & NAME

    def _ends_apposition(self, j: int) -> bool:
        """ "Rizki Maulana, perawat RSUD | dr. Fauziah, yang …": who holds the office has been named, so this is the
        name of the hospital."""
        if self.office_at < 2 or self.lowers[self.office_at - 1] != ",":
            return False
        if not self.masks[self.office_at - 2] & (NAME | DEGREE):
            return False
        k = j + 1
        while k < self.n and self._capital(k):
            k += 1
        return k > j + 1 and k + 1 < self.n and self.lowers[k] == "," and self.lowers[k + 1] in {"yang", "untuk"}

    def _ends_in_numeral(self, j: int, kind: str) -> bool:
        """ "Puskesmas Lahei | I. | drg Yunita": a numeral that reads like an initial."""
        if kind != "puskesmas" or j + 1 >= self.n or not self.masks[j] & INITIAL:
            return False
        return self.lowers[j].rstrip(".") in ROMAN and bool(self.masks[j + 1] & HONORIFIC)

    def _number_of_name(self, j: int, kind: str) -> bool:
        """ "Puskesmas Martapura | 2 yang": a number that counts nothing ends the name."""
        counts_nothing = j + 1 < self.n and self.lowers[j + 1] in self.words_of.behind_number
        return kind == "puskesmas" and len(self.words[j]) == 1 and counts_nothing

    def _numbered(self, j: int, kind: str) -> bool:
        """ "Cabang Dinas Pendidikan Wilayah XI": the number ends the name of a branch office."""
        return kind == "upt" and self.lowers[j] in ROMAN

    def _titles_only(self, start: int, end: int) -> bool:
        return all(mask & HONORIFIC for mask in self.masks[start:end])

    def _called_after_person(self, j: int) -> bool:
        """Whether the capitalised words are all of the hospital's name, the person behind a comma or a title: "Direktur
        RSUD dr. Soedono, Rina", "Direktur RSUD Abdul Moeloek dr. Rina"."""
        k = j + 1 if self.masks[j] & HONORIFIC else j
        while k < min(self.n, j + 6) and self._capital(k) and not self.masks[k] & HONORIFIC:
            k += 1
        if k == j or k + 1 >= self.n:
            return False
        return bool(self.masks[k] & HONORIFIC and self._capital(k + 1)) or self._name_ends_here(k)

    def _name_ends_here(self, j: int) -> bool:
        """A comma or bracket after the capitalised words: the person is named behind it."""
        if j + 1 >= self.n or self.lowers[j] not in {",", "("}:
            return False
        if not self.masks[j + 1] & (CAPITAL | HONORIFIC) or self.masks[j + 1] & (DEGREE | WEEKDAY | MONTH):
            return False  # "kata Direktur RSUD Cibinong Budi Santoso, Senin"
        return (
            self._hit(j + 1, "position", "agency_head", "acronym") is None
            and self.lowers[j + 1] not in self.words_of.acting
        )
