"""The walk over the words of a text."""

from __future__ import annotations

from berita_extract.chunks.kinds import Chunk, Chunking, Person, Position
from berita_extract.chunks.offices import Offices
from berita_extract.frames import Alphabet
from berita_extract.lexicon import (
    CAPITAL,
    COINED,
    HONORIFIC,
    NAME,
    NO_NAME,
    OPENS,
    SPACE,
)

_WORDS = [Chunk("word", i, i + 1) for i in range(5000)]


class Reader(Offices):
    """The walk over the words of a text."""

    def read(self, alphabet: Alphabet) -> Chunking:
        chunks: list[Chunk] = []
        named: list[Chunk] = []
        ranges, coded = [], []
        codes = alphabet.folded
        masks, lowers, hits = self.masks, self.lowers, self.hits
        plain = self.a.letters
        words = _WORDS if self.n <= len(_WORDS) else [Chunk("word", k, k + 1) for k in range(self.n)]
        worth = self.a.worth
        if others := [k for k in (*hits, *self.ruled) if not masks[k] & OPENS]:
            worth = sorted([*worth, *others])
        worth = [*worth, self.n]
        i = at = 0
        for start, end in self.a.sentences:
            i = max(start, i)
            first, letters = len(chunks), []
            after_position = False
            while i < end:
                if not after_position:  # plain words up to the next one worth reading
                    while worth[at] < i:
                        at += 1
                    to = min(worth[at], end)
                    if to > i:
                        chunks += words[i:to]
                        letters.append(plain[i:to])
                        i = to
                        continue
                if masks[i] & SPACE:
                    if "\n" in lowers[i]:
                        chunks.append(Chunk("\n", i, i + 1))
                        letters.append("\n")
                        after_position = False
                    i += 1
                    continue
                found = self._read_at(i, after_position)
                if found:
                    for chunk in found:
                        chunks.append(chunk)
                        if chunk.value is not None:
                            named.append(chunk)
                        letters.append(codes[chunk.kind])
                    after_position = found[-1].kind == "POSITION"
                    i = max(found[-1].end, i + 1)
                    continue
                chunks.append(words[i])
                letters.append(plain[i])
                after_position = after_position and lowers[i] in self.words_of.links
                i += 1
            ranges.append((first, len(chunks)))
            coded.append("".join(letters))
        return Chunking(chunks, named, ranges, coded)

    def _room(self, position: Position) -> list[Chunk]:
        """ "Kantor Bupati Sigi", "Rumah Dinas Camat": a place, and nobody who holds that office."""
        place = position.place
        if place is None or place.start <= position.start:
            return [Chunk("PLACE", position.start, position.end)]
        return [Chunk("PLACE", position.start, place.start), Chunk("GOVERNMENT", place.start, place.end, place)]

    def _read_at(self, i: int, after_position: bool) -> list[Chunk] | None:
        """What begins at word i, strongest reading first."""
        mask, lower = self.masks[i], self.lowers[i]
        if self.ruled and i in self.ruled:
            named = self.ruled[i]
            kind = str(named.rule.settings.get("kind") or self._kind_of_head(i))
            body = self._finish(i, named.end, kind, None, named.rule.id)
            return [Chunk("AGENCY", i, body.stop, body)]
        known = i in self.hits
        if known or lower in self.words_of.office_openers:
            position = self.position(i)
            if position is not None and i and self.lowers[i - 1] in self.words_of.rooms:
                return self._room(position)
            if position is not None:
                self.last_office = position.end
                return [Chunk("POSITION", position.start, position.end, position)]
        if not mask & (CAPITAL | HONORIFIC):
            return None
        if lower in self.words_of.institute_heads and (end := self.institute(i)) > i:
            return [Chunk("PLACE", i, end)]
        person: Person | None = None
        asked = after_position or bool(mask & (HONORIFIC | NAME))
        if lower == "i" and i + 1 < self.n and self.lowers[i + 1] in self.words_of.after_i:  # "I Dewa Gede Oka"
            asked = after_position = True
        if known and asked and not after_position and self._long_region(i):  # "Raja Ampat"
            asked = False
        if asked:
            person = self.person(i, after_position)
            if person is not None and (after_position or person.strong or person.name_end - person.name_start > 1):
                return [Chunk("PERSON", person.start, person.end, person)]
        bodies = self.bodies(i) if known or mask & COINED else None
        if bodies and i and self.lowers[i - 1] in self.words_of.streets:
            return None
        if bodies:
            self.last_body, self.last_kind = bodies[-1].stop, bodies[-1].kind
            if self.last_kind in {"desa", "kelurahan"}:
                self.last_village = self.last_body
            return [Chunk("AGENCY", b.start, b.stop, b) for b in bodies]
        if known and (end := self.quiet_place(i)) > i:
            self.last_village = end if lower not in self.words_of.district_heads else -1
            return [Chunk("PLACE", i, end)]
        if known or lower in self.words_of.place_openers:
            place = self.place(i)
            if place is not None:
                return [Chunk("GOVERNMENT", place.start, place.end, place)]
        if not asked and not mask & NO_NAME and self._capital(i + 1):  # an unknown name has two words or more
            person = self.person(i, after_position)
        return [Chunk("PERSON", person.start, person.end, person)] if person is not None else None

    def _long_region(self, i: int) -> bool:
        """Whether a region of two words or more, and no longer name, stands at word i."""
        hit = self._hit(i, "region")
        return hit is not None and hit.end - i > 1 and not self._name_follows(hit.end - 1)

    def _kind_of_head(self, i: int) -> str:
        """The kind of body that its first word tells ("dinas"), else "other"."""
        head = self._hit(i, "agency_head")
        return str(head.values["agency_head"]) if head is not None else "other"
