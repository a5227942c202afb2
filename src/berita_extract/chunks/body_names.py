"""Where the name of a government body ends, and the acronym and region behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from berita_extract.chunks.kinds import Body, Place
from berita_extract.chunks.proper_names import ProperNames
from berita_extract.lexicon import (
    CAPITAL,
    CAPS,
    COMMON,
    HONORIFIC,
    INITIAL,
    LOWER,
    MARK,
    MIXED,
    MONTH,
    NAME,
    NONNAME,
    ORG,
    SPACE,
    TITLE,
    WEEKDAY,
    Family,
    Lexicon,
)

# "Badan Penyelenggara Jaminan Sosial (BPJS) Kesehatan": long form, short form, the rest of both.
_INNER = re.compile(r"([^()]{4,80}) \(([A-Z]{2,8})\) ([A-Z][a-z]{3,20})")
_VILLAGE = frozenset({"kecamatan", "kelurahan", "desa"})


class BodyNames(ProperNames):
    """Where the name of a government body ends, and the acronym and region behind it."""

    def _without_level(self, i: int, end: int) -> int:
        """A list's name that ends in "Kota" or "Kabupaten" gives that word to the region that follows."""
        if (
            end - i > 1
            and self.lowers[end - 1] in self.words_of.levels
            and end < self.n
            and self._hit(end, "region") is not None
        ):
            return end - 1
        return end

    def _family(self, i: int, end: int) -> Family | None:
        phrase = " ".join(self.lowers[i:end])
        for entry in self.lexicon.phrases.get(phrase.replace(" ,", ","), ()):
            if entry.label == "agency":
                return entry.value  # type: ignore[no-any-return]
        return None

    def _name_end(self, i: int, j: int, lower_ok: bool) -> int:
        """Where the full name that begins at i ends, read on from word j."""
        lowers, masks = self.lowers, self.masks
        limit = min(self.n, i + 22)
        while j < limit:
            mask = masks[j]
            if mask & CAPITAL and (not mask & (WEEKDAY | MONTH | HONORIFIC | SPACE | INITIAL) or lowers[j] == "haji"):
                if lowers[j] in self.words_of.levels or self._ends_name(i, j):
                    break
                j += 1
            elif (lowers[j] in {"dan", "&", "serta"} and self._part_at(j + 1) and not self._new_body(j + 1, i)) or (
                lowers[j] == "," and self._org_at(j + 1) and self._comma_inside(i, j, lower_ok)
            ):
                j += 2
            elif lowers[j] == "," and "," in self.words[i:j] and self._last_of_series(j):
                j += 3
            elif lower_ok and mask & LOWER and mask & ORG and lowers[j] not in self.words_of.levels:
                j += 1
            elif lowers[j] == "/" and self._org_at(j + 1):
                j += 2
            elif lowers[j] == "(" and self._bracket_in_series(i, j):
                j += 5
            else:
                break
        while j > i + 1 and masks[j - 1] & LOWER and lowers[j - 1] in self.words_of.joints:
            j -= 1
        return j

    def _bracket_in_series(self, i: int, j: int) -> bool:
        """A short form of one part of a name: "Pusat Sumber Daya Manusia | (SDM), Teknologi | dan Inovasi"."""
        if j + 4 >= self.n or self.words[j + 2] != ")" or self.words[j + 3] != "," or not self._org_at(j + 4):
            return False
        return bool(self.masks[j + 1] & CAPS) and self._comma_inside(i, j + 3)

    def _last_of_series(self, j: int) -> bool:
        """ ", dan Pertanian": the last part of a name that is a series with a comma before "dan"."""
        return j + 2 < self.n and self.lowers[j + 1] in {"dan", "serta", "&"} and self._org_at(j + 2)

    def _ends_name(self, i: int, j: int) -> bool:
        """A capitalised word that can't go on an agency's name: a region, a person, another body or position."""
        mask = self.masks[j]
        if self.words[j][0].islower():
            return True
        if mask & ORG:
            if self._family_goes_on(i, j):
                return False
            region = self._hit(j, "region")
            if region is not None and region.end - j > 1:  # "Dinas Pertanian | Kepulauan Bangka Belitung"
                return True
            if self._hit(j, "agency_head") is not None or self._is_secretariat(j):
                return True
            return self._hit(j, "position") is not None
        if self._hit(j, "region") is not None or self._hit(j, "acronym", "agency_head", "position") is not None:
            return True
        if mask & NAME or mask & (NONNAME | COMMON):
            if not mask & CAPS or mask & NAME or j + 1 >= self.n:
                return True
            return self._hit(j + 1, "acronym") is None and not self._org_at(j + 1)  # "Talenta | ASN | Nasional LAN"
        return bool(mask & TITLE and not mask & ORG)

    def _is_secretariat(self, j: int) -> bool:
        """ "Bagian Hukum | Setda" are two bodies."""
        hit = self._hit(j, "acronym")
        return hit is not None and hit.values["acronym"].canonical == "sekretariat_daerah"

    def _family_goes_on(self, i: int, j: int) -> bool:
        hit = self._hit(i, "agency")
        return hit is not None and hit.end > j

    def _org_at(self, j: int) -> bool:
        if j >= self.n:
            return False
        mask = self.masks[j]
        return bool(mask & CAPITAL and mask & ORG and self._hit(j, "position") is None) or bool(
            mask & CAPS and not mask & NAME
        )

    def _part_at(self, j: int) -> bool:
        """A further part of a body's name behind "dan": capitals that no list knows are the name of something else."""
        if j >= self.n or not self._org_at(j) or self.lowers[j] in self.words_of.institute_heads:
            return False
        known = self.masks[j] & ORG or self._hit(j, "acronym") is not None
        return bool(known) or (len(self.words[j]) <= 4 and not self._capital(j + 1))

    def _new_body(self, j: int, head: int) -> bool:
        """Whether the word after "dan" opens another body: by its own head noun, or by a rest that the head takes."""
        hit = self._hit(j, "agency_head", "acronym")
        if hit is not None and not (
            self._hit(j, "agency_head") is not None
            and hit.values.get("agency_head") in _VILLAGE
            and (not self._capital(hit.end) or self._hit(hit.end, "acronym") is not None)
        ):
            return True
        tails = self.tails.get(self.lowers[head], frozenset())
        listed_before = "," in self.words[head:j]
        alone = j + 1 >= self.n or not (self.masks[j + 1] & CAPITAL and self.masks[j + 1] & ORG)
        return listed_before and alone and self.lowers[j] in tails and self.lowers[head + 1] in tails

    def _comma_inside(self, i: int, j: int, of_office: bool = False) -> bool:
        """A comma belongs to the name where "dan" follows in a row of organisation words and no head or list begins.

        `of_office`: one head has one body ("Kepala Dinas Komunikasi, Informatika, Kearsipan dan Perpustakaan").
        """
        if of_office:
            own_name = self._hit(j + 1, "agency_head", "acronym") is not None
        else:
            own_name = self._new_body(j + 1, i) or self.lowers[j + 1] in self.tails.get(self.lowers[i], frozenset())
        if own_name and " ".join(self.lowers[i:j]) + ", " + self.lowers[j + 1] not in _beginnings(self.lexicon):
            return False
        k = j + 1
        while k < min(self.n, j + 12):
            if self.lowers[k] in {"dan", "&", "serta"}:
                return self._org_at(k + 1)
            if not (self._org_at(k) or self.lowers[k] == ","):
                return False
            k += 1
        return False

    def _finish(self, i: int, end: int, kind: str, family: Family | None, rule: str) -> Body:
        """Pair a bracketed acronym and read the region behind the name."""
        stop = end
        while end - i > 1 and self.lowers[end - 1] in {"ri", "indonesia", "republik"} and self._of_the_state(i, end):
            if self.lowers[end - 1] == "indonesia" and self.lowers[end - 2] != "republik" and self._family(i, end):
                break  # "… Pekerja Migran Indonesia"
            end -= 1
        acronym: str | None = None
        within = self._region_at_end(i, end) if kind == "rumah_sakit" else None
        if within is not None:  # "RSUD Taman Husada | Bontang"
            end = within.start
        if kind not in self.words_of.only_of_place:
            stop, acronym = self._bracket(stop, i)
        place = within or (self.place(stop) if stop < self.n else None)
        if (
            place is None
            and stop + 1 < self.n
            and self.lowers[stop] == "di"
            and self.lowers[i] in self.words_of.named_at
        ):
            place = self.place(stop + 1)  # "Balai Besar POM di | Mataram"
        if place is not None:
            stop = max(stop, place.end)
            if self.lowers[end - 1] == "perwakilan":
                end = stop  # "Ombudsman RI Perwakilan Maluku" is the name of one office
            if acronym is None and kind not in self.words_of.only_of_place:
                stop, acronym = self._behind_region(stop, i, place)
        name = " ".join(self.a.slice(i, end).split())
        if "(" in name and acronym is None and (parts := _INNER.fullmatch(name)) is not None:
            name, acronym = f"{parts[1]} {parts[3]}", f"{parts[2]} {parts[3]}"
        if stop < self.n and self.lowers[stop] == "ri":
            stop += 1
        return Body(i, end, name, acronym, kind or "other", family, place, rule, stop)

    def _region_at_end(self, i: int, end: int) -> Place | None:
        """The region that ends the name of a hospital, behind a proper name of its own."""
        for k in range(max(i + 2, end - 3), end):
            hit = self._hit(k, "region")
            if hit is not None and hit.end == end and not self.masks[k - 1] & HONORIFIC:
                proper = not self.masks[k - 1] & ORG and self._hit(i, "agency_head", "acronym") is not None
                return self.place(k, in_office=True) if proper else None
        return None

    def _bracket(self, j: int, start: int) -> tuple[int, str | None]:
        """An acronym of the name that begins at `start`, in brackets at word j: (word after the bracket, acronym),
        else (j, None)."""
        if j + 1 >= self.n or self.words[j] not in "([":
            return j, None
        k = j + 1
        while k < min(self.n, j + 6) and self.words[k] not in ")]":
            if self.masks[k] & SPACE and "\n" in self.words[k]:
                break
            k += 1
        inner = self.masks[j + 1]
        if not inner & CAPITAL or k - j - 1 > 4:
            return j, None
        known = self._hit(j + 1, "acronym")
        fits = self._acronym_words(j + 1, k) or (known is not None and known.end == k)
        if not fits and not (k == j + 2 and self._clipped(j + 1, start, j)):
            return j, None
        closed = k < self.n and self.words[k] in ")]"
        return (k + 1 if closed else k), self.a.slice(j + 1, k)

    def _behind_region(self, j: int, start: int, place: Place) -> tuple[int, str | None]:
        """The same behind the region, whose own short form it may be: "Kabupaten Nias Selatan (Nisel)"."""
        end, acronym = self._bracket(j, start)
        if acronym is None or self._hit(j + 1, "acronym") is not None:
            return end, acronym
        of_region = self._hit(j + 1, "region") is not None or any(
            acronym[:1].lower() == word[:1] and _in_order(acronym.lower(), " ".join(self.lowers[k:j]))
            for k, word in enumerate(self.lowers[place.start : j], place.start)
        )
        return (end, None) if of_region else (end, acronym)

    def _clipped(self, k: int, start: int, end: int) -> bool:
        """Whether word k, an organisation word ("Litbang", "Dukcapil"), is clipped from the name: its letters stand
        in the name in order."""
        return len(self.lowers[k]) > 3 and _in_order(self.lowers[k], "".join(self.lowers[start:end]))

    def _of_the_state(self, i: int, end: int) -> bool:
        """Whether "RI" or "Republik Indonesia" ends the name (not "Bank Indonesia", "Badan Pusat … Indonesia")."""
        if self.lowers[i] == "ombudsman":
            return False  # its name as everybody writes it
        return (
            self.lowers[end - 1] in {"ri", "republik"}
            or self.lowers[end - 2] == "republik"
            or (self.lowers[i] in {"kementerian", "kementrian"})
        )

    def _acronym_words(self, start: int, end: int) -> bool:
        """Short, capitalised, no running text: "Bappeda", "DP3AKB", "DPM PTSP", "Diskominfo SP"."""
        if end <= start or self.starts_apart(start, end) > 30:
            return False
        for k in range(start, end):
            mask = self.masks[k]
            if mask & MARK and self.words[k] in {"-", "/", "&", "."}:
                continue
            if not mask & (CAPS | MIXED | TITLE) or (mask & TITLE and mask & (COMMON | ORG | NONNAME)):
                return False
        return self._hit(start, "position") is None and self._hit(start, "region") is None

    def starts_apart(self, start: int, end: int) -> int:
        """Code points from the first of the words to the end of the last."""
        return self.a.ends[end - 1] - self.a.starts[start]


def _in_order(short: str, long: str) -> bool:
    """Whether the letters of the short form stand in the long one in order."""
    letters = iter(long)
    return all(any(c == d for d in letters) for c in short)


@lru_cache(maxsize=2)
def _beginnings(lexicon: Lexicon) -> frozenset[str]:
    """All beginnings of agency names that hold a comma, for "does a known name go on like this?"."""
    made: set[str] = set()
    for phrase in lexicon.phrases:
        if ", " in phrase:
            words = phrase.split(" ")
            made.update(" ".join(words[:k]).rstrip(",") for k in range(2, len(words) + 1))
            made.update(" ".join(words[:k]) for k in range(2, len(words) + 1))
    return frozenset(made)
