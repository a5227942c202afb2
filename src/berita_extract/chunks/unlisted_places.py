"""Places that no list has, behind the title of who governs them: villages, districts, schools."""

from __future__ import annotations

from functools import cached_property

from berita_extract.chunks.base import ROMAN
from berita_extract.chunks.bodies import Bodies
from berita_extract.lexicon import HONORIFIC, INITIAL, LOWER, NAME, NUMBER

MAX_PLACE = 7  # capitalised words behind a title that may be a place and a name
_VILLAGE = frozenset({"kecamatan", "kelurahan", "desa"})


class UnlistedPlaces(Bodies):
    """Places that no list has, behind the title of who governs them: villages, districts, schools."""

    def _school(self, j: int) -> int:
        """Past the level, number and place of a school behind "Kepala" or "Guru": "SMP | Negeri 3 Kalabahi"."""
        k = j
        while k < min(self.n, j + 6) and (self.lowers[k] in self.words_of.school_words or self.masks[k] & NUMBER):
            k += 1
        named = self.lowers[j - 1] in self.words_of.school_words
        if (k == j and not named) or k >= self.n:
            return k
        place = self.place(k)
        return place.end if place is not None else self._unknown_place(k)

    def _in_village_of(self, j: int) -> bool:
        """Whether a word that opens a village's or district's name stands at word j."""
        head = self._hit(j, "agency_head")
        return head is not None and head.values["agency_head"] in _VILLAGE and self._capital(head.end)

    def _unknown_place(self, j: int) -> int:
        """The end of a village's or district's name after its head's title, whether or not a list has it."""
        if self._in_village_of(j):  # "Keuchik Gampong | Kuala"
            return max(self._unknown_place(j + 1), j + 2)
        run = self._run_of_capitals(j)
        if run == j or (run < self.n and self.lowers[run] in self.words_of.acting):
            return run  # "Kades Tanjung Labu | Pjs. Edi"
        end = self._place_in_run(j, run)
        while j < end < run and self._place_word(end, "puskesmas"):
            end += 1
        return end

    def _run_of_capitals(self, j: int) -> int:
        """The end of the capitalised words at word j, up to a rank, a level or another village's head word."""
        end = j
        while end < self.n and self._capital(end) and not self.masks[end] & HONORIFIC and end - j < MAX_PLACE:
            if end > j and (self.lowers[end] in self.words_of.acting or self._in_village_of(end)):
                break
            if self.lowers[end] in self.words_of.levels and self.lowers[end] not in self.words_of.directions:
                break
            end += 1
        return end

    def _place_in_run(self, j: int, end: int) -> int:
        """How much of the capitalised words [j, end) is the place, the rest being a person's name."""
        length = end - j
        before_person = self._name_ends_here(end) or (end < self.n and bool(self.masks[end] & HONORIFIC))
        before_person = before_person or self._located(end)
        if before_person and length > 1 and self.lowers[end - 1] in ROMAN:
            return end
        if length > 2 and (told := self._told_elsewhere(j, end)) > j:
            return told
        known = self._listed_place(j)
        if known > j:
            return self._behind_listed(j, known, end, before_person)
        if before_person and (length <= 2 or not any(self.masks[k] & NAME for k in range(j + 1, end))):
            return end  # "Camat Simo, Hanung", "Camat Simo dr. Hanung"
        suffixed = length > 1 and self.lowers[j + 1] in self.words_of.place_suffixes
        joined = self.lowers[j] in self.lexicon.generic_places or (suffixed and (length > 2 or self._acts_itself(end)))
        named = next((k for k in range(j + (2 if joined else 1), end) if self.masks[k] & (NAME | INITIAL)), None)
        if named is not None:
            return named
        if length == 1 or (length == 2 and self.masks[j] & NAME and not joined):
            return end if not self.masks[j] & NAME else j
        return min(end, j + 2) if joined or length > 3 else j + 1

    @cached_property
    def _villages(self) -> list[int]:
        """The first words of the names behind "Kelurahan", "Desa", "Kecamatan" anywhere in the text."""
        return [k + 1 for k, lower in enumerate(self.lowers) if lower in self.words_of.office_of_place]

    def _told_elsewhere(self, j: int, end: int) -> int:
        """The end of a name of two words that stands elsewhere behind "Kelurahan": "lurah | Curup Jare | Meri
        Anggraini" where the text has "Kelurahan Curup Jare,"."""
        name = self.lowers[j : j + 2]
        for k in self._villages:
            if k != j and self.lowers[k : k + 2] == name and not self._capital(k + 2):
                return j + 2
        return j

    def _acts_itself(self, end: int) -> bool:
        """Whether the office goes on without a name: "Kades Lembah Sari | atas prestasinya", where "Sari" alone would
        be a rare name of a holder."""
        return end < self.n and self.lowers[end] in self.words_of.joints_behind_place

    def _rest_of_place(self, end: int) -> int:
        """Behind a name the office stands alone: "Budi Hartono, Kades Kuala | Raja, hadir" (no list of guests)."""
        run = self._run_of_capitals(end)
        if run != end + 1 or run + 1 >= self.n or self.lowers[run] != ",":
            return end
        return run if self.masks[run + 1] & LOWER and self.lowers[run + 1] not in self.words_of.joints else end

    def _located(self, j: int) -> bool:
        """Whether a comma and the district or region that the place lies in stand at word j."""
        if j + 1 >= self.n or self.lowers[j] != ",":
            return False
        return self.lowers[j + 1] in self.words_of.levels or self._in_village_of(j + 1)

    def _last_place_word(self, j: int, end: int) -> int:
        """Past unknown words up to "Timur" or "Baru", which end a place before any personal name ("Kampung Pinang |
        Sebatang Timur | Ruslan"), else j."""
        for k in range(j, end):
            if self.masks[k] & NAME:
                return j
            if self.lowers[k] in self.words_of.place_ends:
                return k + 1
        return j

    def _behind_listed(self, j: int, known: int, end: int, before_person: bool) -> int:
        """The same where a listed place [j, known) begins the run."""
        rest = end - known
        if rest == 0:
            return known if before_person or end - j > 1 or not self.masks[j] & NAME else j
        generic = self.lowers[known - 1] in self.lexicon.generic_places
        if rest == 1 and before_person and (generic or not self.masks[known] & NAME):
            return end
        if (past := self._last_place_word(known, end)) > known:
            return past
        if not generic:
            return known
        if rest > 1 and (self.lowers[known] in self.words_of.place_suffixes or (known == j + 1 and rest > 2)):
            return known + 1  # "Muara | Bintang | Rudi Hartono"
        return next((k for k in range(known, end) if self.masks[k] & (NAME | INITIAL)), known)
