"""Personal names: honorifics, name words, degrees."""

from __future__ import annotations

import re

from berita_extract.analysis import Hit
from berita_extract.chunks.base import ROMAN
from berita_extract.chunks.kinds import Person
from berita_extract.chunks.places import Places
from berita_extract.lexicon import (
    CAPITAL,
    CAPS,
    COMMON,
    DEGREE,
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
)

MAX_NAME = 8  # words
_QUOTES = frozenset("'\"‘’“”")
_GLUED = re.compile(r"([A-Z][a-z]{2,})([A-Z][a-z]{2,})")


class People(Places):
    """Personal names: honorifics, name words, degrees."""

    def person(self, i: int, after_position: bool = False) -> Person | None:
        """A personal name at word i: honorifics, name words, degrees."""
        j, honorifics = self._honorifics(i) if self.masks[i] & HONORIFIC or i in self.hits else (i, [])
        start = j
        caps_ok = after_position or bool(honorifics)
        limit = min(self.n, start + MAX_NAME)
        while j < limit:
            if self._name_word(j, start, caps_ok):
                if j > start and not self.masks[j] & (NAME | INITIAL) and self._verb_like(j) and self._headline(start):
                    break
            elif j > start and self._quoted_nickname(j):
                j += 2
            elif j > start and self._initials_behind(j):
                j += 1
                break
            elif not (j > start and self._goes_on_as_name(j) and not self._headline(start)):
                break
            j += 1
        while j > start and self.lowers[j - 1] in self.words_of.name_particles:
            j -= 1
        if j == start:
            return None
        core_end = j
        end, degrees = self._degrees(core_end)
        named = False
        for mask in self.masks[start:core_end]:
            if mask & NAME:
                named = True
                break
        strong = bool(honorifics or degrees)
        if not strong and not after_position and not self._plausible(start, core_end, named):
            return None
        if core_end - start == 1 and self.masks[start] & INITIAL:
            return None
        if core_end - start == 1 and not strong and not named and self._doubtful_alone(start):
            return None
        if not strong and not named and (known := self._hit(start, "district")) is not None and known.end >= core_end:
            return None
        if not strong and not after_position and core_end - start > 2 and self._seat_of_body(start):
            return None
        name = " ".join(self.a.slice(start, core_end).split())
        name = name.strip(",")
        if (
            self.masks[start] & MIXED
            and not self.masks[start] & NAME
            and (parts := self._glued_name(start)) is not None
        ):
            name = f"{parts}{name[len(self.words[start]) :]}"
        return Person(i, end, name, start, core_end, tuple(honorifics), tuple(degrees), strong or named)

    def _initials_behind(self, j: int) -> bool:
        """ "Pariadi | AR menambahkan": two letters of a father's name that end a name, and no degree."""
        mask = self.masks[j]
        if not mask & CAPS or len(self.words[j]) != 2 or mask & (DEGREE | ORG) or not self.masks[j - 1] & TITLE:
            return False
        ends = j + 1 >= self.n or bool(self.masks[j + 1] & (LOWER | MARK | SPACE))
        return ends and self.lowers[j] not in ROMAN and self._hit(j, "acronym", "region", "position") is None

    def _seat_of_body(self, j: int) -> bool:
        """ "P2BK | Purabaya | Yanto Prayitno": a district behind an unknown short form begins no name."""
        known = self._hit(j, "district") if j and self.masks[j - 1] & CAPS and not self.masks[j] & NAME else None
        return known is not None and known.end == j + 1

    def _glued_name(self, j: int) -> str | None:
        """ "BobbyNasution": two names without the space between them, with it."""
        parts = _GLUED.fullmatch(self.words[j])
        if parts is None or not self.lexicon.names.issuperset((parts[1].lower(), parts[2].lower())):
            return None
        return f"{parts[1]} {parts[2]}"

    def _quoted_nickname(self, j: int) -> bool:
        """ "Munafri | 'Appi' | Arifuddin": a nickname between marks inside a name."""
        if j + 3 >= self.n or self.words[j] not in _QUOTES or self.words[j + 2] not in _QUOTES:
            return False
        return bool(self.masks[j + 1] & TITLE and self.masks[j + 3] & NAME and self.masks[j + 3] & TITLE)

    def institute(self, i: int) -> int:
        """The end of the name of a university or a water company at word i ("Universitas Nusa Cendana", "PDAM Tirta
        Musi"), else i: its words are no personal names."""
        k = i + 1
        while k < self.n and self.lowers[k] in self.words_of.institute_kinds:
            k += 1
        for end in range(min(self.n, k + 3), k, -1):
            if " ".join(self.lowers[k:end]) in self.words_of.institutes:
                return end
        return k + 2 if k + 1 < self.n and self.lowers[k] == "tirta" and self._capital(k + 1) else i

    def _honorifics(self, i: int) -> tuple[int, list[str]]:
        found: list[str] = []
        j = i
        while j < self.n and len(found) < 6:
            several = self._hit(j, "honorific")
            if several is not None and self.masks[j] & CAPITAL:
                found.append(" ".join(self.words[j : several.end]))
                j = self._past_branch(several.end)
                continue
            if not self.masks[j] & HONORIFIC:
                break
            if self.masks[j] & NAME and not self.words[j].endswith(".") and found == [] and not self._capital(j + 1):
                break
            found.append(self.words[j])
            j += 1
            if j < self.n and self.words[j] == "." and self._capital(j + 1) and len(self.words[j - 1]) <= 5:
                j += 1
            j = self._past_branch(j)
        return j, found

    def _short_form(self, j: int, hit: Hit) -> bool:
        """Short forms count in capitals; those of up to four letters only as written in the list ("KPU", not "Kpu")."""
        return bool(self.masks[j] & CAPITAL) and (
            hit.end - j > 1 or len(self.words[j]) > 4 or not self.masks[j] & TITLE
        )

    def _past_branch(self, j: int) -> int:
        """Past the branch or short form behind a rank: "Letkol (Inf) | Budi", "Sersan Kepala (Serka) | Budi"."""
        if j + 3 >= self.n or self.words[j] != "(" or self.words[j + 2] != ")" or not self._capital(j + 3):
            return j
        return j + 3 if self.masks[j + 1] & HONORIFIC or len(self.words[j + 1]) <= 4 else j

    def _name_word(self, j: int, start: int, caps_ok: bool) -> bool:
        mask, lower = self.masks[j], self.lowers[j]
        if not mask & CAPITAL:
            return j > start and lower in self.words_of.name_particles and self._capital(j + 1)
        plain = mask & NAME and mask & TITLE and not mask & (INITIAL | DEGREE)
        if plain and (
            j == start or (lower not in self.words_of.name_particles and lower not in self.words_of.headline_verbs)
        ):  # most: what follows finds nothing against them but another meaning
            if lower in self.words_of.levels:
                return False
            return j not in self.hits or self._hit(j, "position", "agency_head") is None
        if mask & (WEEKDAY | MONTH) and not mask & NAME:
            goes_on = self._name_follows(j) or (caps_ok and j == start and self._titled(j + 1) and self._titled(j + 2))
            return (j > start or caps_ok) and bool(mask & TITLE) and goes_on  # "Raja Juli Antoni", "Jan Wesley Sinaga"
        if lower in self.words_of.name_particles and j > start:
            return self._capital(j + 1)
        if mask & INITIAL:
            return not mask & DEGREE or j == start
        if j > start and lower in self.words_of.headline_verbs:
            return False
        if j > start and mask & DEGREE and (not mask & NAME or (mask & CAPS and not self.masks[start] & CAPS)):
            return False  # "Muhammad Nur | DEA"
        if mask & NONNAME and not mask & NAME:
            fits = mask & TITLE or (mask & CAPS and len(lower) <= 4)
            if not (caps_ok and j == start and fits):
                return False
            follows = self._name_follows(j) or (
                self._titled(j + 1) and self._name_follows(j + 1)
            )  # "Mari Elka Pangestu"
            return follows and self._hit(j, "position", "agency_head") is None  # "Bapak | Presiden Prabowo"
        if mask & HONORIFIC and j > start and not mask & NAME:
            return False
        if mask & ORG and not mask & NAME:
            return False
        if mask & CAPS and not (mask & NAME or caps_ok):
            return False
        if lower.endswith("kan") and len(lower) > 5 and j > start and not mask & NAME:
            return False  # "Budi Pastikan Harga Stabil": a headline glued to the text
        if mask & MIXED and not mask & NAME:
            return caps_ok and self._glued_name(j) is not None
        if lower in self.words_of.levels or self._hit(j, "position", "agency_head") is not None:
            return False
        if (short := self._hit(j, "acronym")) is not None and not mask & NAME and self._short_form(j, short):
            return False
        return not (not mask & NAME and self._hit(j, "region") is not None and not self._name_follows(j))

    def _doubtful_alone(self, j: int) -> bool:
        """One unknown word is no name where it is very short, all capitals, or leads on to another capital word."""
        if len(self.words[j]) < 3 or (self.masks[j] & CAPS and not self._headline(j)):
            return True
        return self._capital(j + 1) and not self.masks[j + 1] & DEGREE

    def _goes_on_as_name(self, j: int) -> bool:
        """Ordinary capitalised words inside or at the end of a name ("Faisal Mang Tolare", "Sahari Bulan"): two,
        at the most, before another name word, a mark or lower case."""
        k = j
        while k < self.n and k - j < 2 and self._ordinary_in_name(k):
            k += 1
        if k == j:
            return False
        return k >= self.n or bool(self.masks[k] & (LOWER | MARK | SPACE) or self._name_follows(k - 1))

    def _ordinary_in_name(self, j: int) -> bool:
        mask, lower = self.masks[j], self.lowers[j]
        if not mask & TITLE or mask & (WEEKDAY | MONTH | DEGREE) or lower in self.words_of.levels:
            return False
        if lower in self.words_of.headline_verbs:
            return False
        ends = j + 1 < self.n and not self._capital(j + 1)
        if mask & HONORIFIC and (len(lower) < 4 or lower.endswith(".") or not (ends or self._name_follows(j))):
            return False
        short = self._hit(j, "acronym")
        if short is not None and self._short_form(j, short):
            return False
        return self._hit(j, "position", "agency_head") is None and lower not in self.lexicon.openers

    def _headline(self, j: int) -> bool:
        """Whether word j stands in a headline: a short line of mostly capitalised words without a full stop."""
        number = self.a.sentence_of[j] if j < self.n else -1
        if number not in self._headlines:
            start, end = self.a.sentences[number]
            words = [m for m in self.masks[start:end] if m & (CAPITAL | LOWER)]
            capital = sum(1 for m in words if m & CAPITAL)
            last = end - 1 if not self.masks[end - 1] & SPACE else end - 2
            titled = 4 <= len(words) <= 25 and capital >= 0.7 * len(words)
            self._headlines[number] = titled and self.words[last] not in {".", ",", ":"}
        return self._headlines[number]

    def _verb_like(self, j: int) -> bool:
        """A capitalised verb in a headline ends a name: "Bupati Budi Luncurkan …"."""
        mask, lower = self.masks[j], self.lowers[j]
        if mask & (NAME | INITIAL):
            return False
        return bool(mask & COMMON) or lower.endswith("kan") or lower.startswith(("me", "ber", "di", "ter", "pe"))

    def _titled(self, j: int) -> bool:
        return j < self.n and bool(self.masks[j] & TITLE)

    def _name_follows(self, j: int) -> bool:
        return j + 1 < self.n and bool(self.masks[j + 1] & NAME and self.masks[j + 1] & CAPITAL)

    def _plausible(self, start: int, end: int, named: bool) -> bool:
        """Without honorific, degree or position a name needs a known name part, or two capitalised unknown words."""
        first = self.masks[start]
        for mask in self.masks[start:end]:
            if mask & CAPS and not mask & NAME:
                return False
        if first & COMMON and not first & NAME:
            return False
        if named:
            return True
        return end - start >= 2 and not any(self.masks[k] & COMMON for k in range(start, end))

    def _degrees(self, j: int) -> tuple[int, list[str]]:
        found: list[str] = []
        end = j
        while end < self.n and len(found) < 10:
            k = end
            while k < self.n and self.words[k] in {",", "."} and k - end < 2:
                k += 1
            if (
                k >= self.n
                or not self.masks[k] & DEGREE
                or (
                    k == end
                    and found == []
                    and not self.masks[k] & (CAPS | MIXED | INITIAL)
                    and "." not in self.words[k]
                )
            ):
                break
            if self.masks[k] & NAME and self.masks[k] & TITLE and "." not in self.words[k]:
                break
            found.append(self.words[k])
            end = k + 1
        return end, found
