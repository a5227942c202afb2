"""The body, region or bracket that belongs to an office without standing right behind its title."""

from __future__ import annotations

from dataclasses import replace

from berita_extract.analysis import Hit
from berita_extract.chunks.kinds import Body, Place
from berita_extract.chunks.office_words import OfficeWords
from berita_extract.lexicon import CAPITAL, CAPS, DEGREE, HONORIFIC, MARK, NAME, ORG, SPACE, Family, Title

MAX_BRACKET = 24  # words of an office in brackets
MAX_SHORT_NAME = 8  # words of a body's name behind "Kadis"


class OfficeParts(OfficeWords):
    """The body, region or bracket that belongs to an office without standing right behind its title."""

    def _headed_by_title(self, hit: Hit) -> Body | None:
        """ "Kadis | Lingkungan Hidup": the title stands for the head noun of the body whose other words follow."""
        at = next((k for k in (hit.end - 1, hit.start) if self.lowers[k] in self.words_of.short_heads), None)
        if at is None:
            return None
        head, start = self.words_of.short_heads[self.lowers[at]], at + 1
        for end in range(min(self.n, start + MAX_SHORT_NAME), start, -1):
            if not self.masks[end - 1] & CAPITAL or end < hit.end:
                continue
            phrase = f"{head} {' '.join(self.lowers[start:end])}".replace(" ,", ",")
            for entry in self.lexicon.phrases.get(phrase, ()):
                if entry.label == "agency":
                    family: Family = entry.value
                    end = self._without_level(start - 1, end)
                    return self._under_head(start, end, head, family)
        end = start
        while end < self.n and (self._subject_word(end) or (self.lowers[end] in {"dan", "&"} and end > start)):
            end += 1
        if end == start or end < hit.end or not self._subject_word(end - 1) or self._hit(start, "acronym") is not None:
            return None
        return self._under_head(start, end, head, None)

    def _under_head(self, start: int, end: int, head: str, family: Family | None) -> Body:
        kind = family.kind if family is not None else head
        body = self._finish(start, end, kind, family, "agency.named_by_title")
        return replace(body, name=f"{head.capitalize()} {body.name}")

    def _subject_word(self, j: int) -> bool:
        """A word of a body's subject and of nothing else: "Kadis | Pertanian"."""
        mask = self.masks[j] if j < self.n else 0
        return bool(mask & CAPITAL and mask & ORG and not mask & (NAME | CAPS)) and self._hit(j, "region") is None

    def _after_short_title(self, j: int) -> tuple[int, Place | None]:
        """Past the office's short form in brackets to its region: "Kepala Dinas Perhubungan (Kadishub) | Kota X"."""
        if j + 3 < self.n and self.words[j] == "(" and self.words[j + 2] == ")":
            hit = self._hit(j + 1, "position")
            if hit is not None and hit.end == j + 2:
                place = self.place(j + 3)
                return (place.end, place) if place is not None else (j + 3, None)
        return j, None

    def _body_behind_comma(self, j: int, title: Title) -> Body | None:
        """ "Kabid Pendaftaran Penduduk, | Disdukcapil Kota Bima, Nurhayati": the body between two commas, or between a
        comma and a name with its honorific, is part of the office."""
        if title.complement != "agency" or j + 2 >= self.n or self.lowers[j] != "," or not self._capital(j + 1):
            return None
        bodies = self.bodies(j + 1)
        if len(bodies) != 1:
            return None
        after = bodies[0].stop
        if after + 1 >= self.n:
            return None
        if self.lowers[after] == ",":
            return bodies[0] if self.masks[after + 1] & (NAME | HONORIFIC) and self._no_title(after + 1) else None
        return bodies[0] if self.masks[after] & HONORIFIC and self._capital(after + 1) else None

    def _no_title(self, j: int) -> bool:
        return self._hit(j, "position", "agency_head", "acronym", "region") is None

    def _level_of_title(self, place: Place, title: Title, title_end: int) -> Place:
        """The region at the level that the title says: "Wali Kota | Sorong" is no kabupaten."""
        level = self.words_of.level_of_role.get(title.role) or self.words_of.levels.get(self.lowers[title_end - 1], "")
        regions = tuple(region for region in place.regions if region.level == level)
        return replace(place, level=level, regions=regions) if regions else place

    def _closing_bracket(self, i: int, end: int) -> int:
        """The end of the bracket that an office fills behind a name: "Budi (Camat Lengkong | )", else `end`."""
        if i < 2 or self.words[i - 1] != "(" or not self.masks[i - 2] & (CAPITAL | DEGREE):
            return end
        k = end
        while k < min(self.n, end + MAX_BRACKET) and self.words[k] not in {"(", ")"}:
            if self.masks[k] & (SPACE | HONORIFIC) or (
                self.masks[k] & MARK and self.words[k] not in {",", "/", "-", "&"}
            ):
                return end
            k += 1
        if k == end or k >= self.n or self.words[k] != ")":
            return end
        named = sum(1 for w in range(end, k) if self.masks[w] & NAME)
        return k if named == 0 or k - end == 1 else end
