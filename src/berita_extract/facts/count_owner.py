"""Whose figure it is, where the clause says so plainly: the body or region right before it, or behind "dari"."""

from __future__ import annotations

from bisect import bisect_left

from berita_extract.chunks import Body, Chunk, Place
from berita_extract.facts.context import Context
from berita_extract.facts.count_cues import Cues
from berita_extract.facts.count_sight import Reading
from berita_extract.lexicon import LOWER, MARK, NUMBER, SPACE

MAX_VERB = 4  # words between a body and its figure ("Dinas Kesehatan sudah mengirim 8 inovasi")
MAX_BEHIND = 3  # words between a figure's noun and its owner ("8 inovasi baru milik Dinas Kesehatan")


class CountOwners:
    """Finds the owners of the figures of one article: (agency id, government id)."""

    def __init__(self, context: Context, cues: Cues) -> None:
        self.a, self.cues = context.analysis, cues
        self.agency_at: dict[int, str] = context.found.get("agency_at", {})
        self.government_at: dict[int, str] = context.found.get("government_at", {})
        self.named = [c for c in context.chunking.named if c.kind in {"AGENCY", "GOVERNMENT"}]
        self.starts = [c.start for c in self.named]

    def of(self, reading: Reading) -> tuple[str | None, str | None]:
        """The body and the region whose figure it is; None where the clause does not say."""
        if not self.named:
            return None, None
        chunk = self._behind(reading.end) or self._before(reading.start)
        return self._ids(chunk) if chunk is not None else (None, None)

    def _behind(self, end: int) -> Chunk | None:
        """ "8 inovasi dari Dinas Kesehatan", "milik", "di lingkungan"."""
        k = bisect_left(self.starts, end)
        if k == len(self.starts) or not 0 < self.starts[k] - end <= MAX_BEHIND:
            return None
        between = self.a.lowers[end : self.starts[k]]
        owning = between[-1] in self.cues.kinds["owned_by"]
        return self.named[k] if owning and not any(self.a.masks[j] & MARK for j in range(end, self.starts[k])) else None

    def _before(self, start: int) -> Chunk | None:
        """ "Dinas Kesehatan menyumbang 8 inovasi", "Dinas Sosial empat", "Kabupaten Siak (60,1)"."""
        k = bisect_left(self.starts, start) - 1
        if k < 0 or not 0 <= start - self.named[k].end <= MAX_VERB:
            return None
        chunk = self.named[k]
        if chunk.start < self.a.sentences[self.a.sentence_of[start]][0]:
            return None
        if start - chunk.end == 1 and self.a.words[chunk.end] == "(":
            return chunk
        for j in range(chunk.end, start):
            if self.a.masks[j] & (MARK | SPACE | NUMBER) or not self.a.masks[j] & LOWER:
                return None
            if self.a.lowers[j] in self.cues.kinds["not_owned"]:
                return None
        opens = chunk.start == 0 or not self.a.masks[chunk.start - 1] & LOWER
        return chunk if opens or self.a.lowers[chunk.start - 1] in self.cues.kinds["subject_opener"] else None

    def _ids(self, chunk: Chunk) -> tuple[str | None, str | None]:
        value = chunk.value
        body = value if isinstance(value, Body) else None
        place = value if isinstance(value, Place) else body.place if body is not None else None
        agency = self.agency_at.get(body.start) if body is not None else None
        return agency, self.government_at.get(place.start) if place is not None else None
