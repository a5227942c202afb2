"""Whose innovation it is: the agency or government that the sentence ties to its name."""

from __future__ import annotations

from bisect import bisect_left

from berita_extract.chunks import Body, Chunk, Place, Position
from berita_extract.facts.naming import Name, NameReader
from berita_extract.lexicon import LOWER

MAX_BEFORE, MAX_AFTER = 14, 8


class Owners:
    """Finds owners in one article; answers (agency id, government id, word index behind the owner)."""

    def __init__(self, reader: NameReader) -> None:
        self.r = reader
        found = reader.context.found
        self.agency_at: dict[int, str] = found.get("agency_at", {})
        self.government_at: dict[int, str] = found.get("government_at", {})
        self.named = [c for c in reader.context.chunking.named if c.kind in {"AGENCY", "GOVERNMENT", "POSITION"}]
        self.starts = [c.start for c in self.named]

    def ids(self, chunk: Chunk) -> tuple[str | None, str | None]:
        """The agency and the government that a chunk stands for."""
        value = chunk.value
        body: Body | None = None
        place: Place | None = None
        if isinstance(value, Body):
            body, place = value, value.place
        elif isinstance(value, Position):
            body, place = value.body, value.place
        elif isinstance(value, Place):
            place = value
        agency = self.agency_at.get(body.start) if body is not None else None
        government = self.government_at.get(place.start) if place is not None else None
        return agency, government

    def behind(self, i: int) -> tuple[Chunk, int] | None:
        """The body that "dari", "milik", "(", "yang digagas oleh" … at word i ties to the name before, and its end."""
        j, seen = i, 0
        while j < self.r.n and seen <= MAX_AFTER:
            chunk = self.r.chunk_at.get(j)
            if chunk is not None and chunk.kind in {"AGENCY", "GOVERNMENT"} and seen:
                end = chunk.end
                if all(self.r.words[k] == "," for k in range(i, j)) and not self._closes(end):
                    return None  # "…, Dinas B merilis": the next clause
                if end < self.r.n and self.r.words[end] == ")":
                    end += 1
                return chunk, end
            if self.r.lowers[j] not in self.r.sets["of"]:
                return None
            seen += 1
            j += 1
        return None

    def _closes(self, end: int) -> bool:
        """Whether the list item ends behind the body."""
        return (
            end >= self.r.n or self.r.lowers[end] in {",", ";", ".", "dan", "serta", ")"} or "\n" in self.r.words[end]
        )

    def before(self, i: int) -> Chunk | None:
        """The nearest body before word i in the same sentence."""
        k = bisect_left(self.starts, i) - 1
        if k < 0:
            return None
        sentence = self.r.a.sentence_of
        for chunk in reversed(self.named[max(0, k - 3) : k + 1]):
            if sentence[chunk.start] != sentence[i] or i - chunk.end > MAX_BEFORE:
                return None
            if chunk.kind == "AGENCY" and not self._other_clause(chunk.end, i):
                return chunk
            if chunk.kind == "POSITION" and self.ids(chunk)[0]:
                return chunk
            if chunk.kind == "GOVERNMENT" and getattr(chunk.value, "government", False):
                return chunk
        return None

    def acts(self, i: int, within: int) -> bool:
        """Whether a body, a government or an office stands so few words before word i in its sentence."""
        k = bisect_left(self.starts, i) - 1
        if k < 0:
            return False
        chunk = self.named[k]
        if self.r.a.sentence_of[chunk.start] != self.r.a.sentence_of[i] or i - chunk.end > within:
            return False
        return chunk.kind != "GOVERNMENT" or bool(getattr(chunk.value, "government", False))

    def _other_clause(self, start: int, end: int) -> bool:
        return any(self.r.words[k] in {";"} for k in range(start, end))

    def next_sentence(self, name: Name) -> Chunk | None:
        """ "… meluncurkan NAME. Inovasi Dinas X itu …": the body in the opening words of the next sentence."""
        a = self.r.a
        number = a.sentence_of[name.start] + 1
        for further in range(number, min(number + 2, len(a.sentences))):
            start, end = a.sentences[further]
            while start < end and not self.r.masks[start] & LOWER and not self.r.lowers[start][0].isalpha():
                start += 1
            if start + 1 < end and self.r.lowers[start] in self.r.lists.openers:
                chunk = self.r.chunk_at.get(start + 1)
                if chunk is not None and chunk.kind == "AGENCY":
                    return chunk
        return None
