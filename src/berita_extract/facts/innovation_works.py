"""Works: what won a rank, and what is listed by its kind in lower case."""

from __future__ import annotations

from collections.abc import Iterator

from berita_extract.chunks import Chunk
from berita_extract.facts.context import Context
from berita_extract.facts.innovation_lists import MAX_LIST, Lists
from berita_extract.facts.innovation_weights import Candidate, Cue
from berita_extract.facts.naming import Name
from berita_extract.lexicon import CAPITAL, COMMON, LOWER, NAME
from berita_extract.values.letters import may_stand_for

MAX_NEEDED = 300  # code points before a cue in which the word that it needs counts
MAX_WORK = 8  # words of a work that is told by what it is


class Works(Lists):
    """Reads works and their winners."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._works: set[int] = set()  # sentences whose ranks were won by works

    def _works_told(self, cue: Cue, i: int, first: int) -> Iterator[Candidate]:
        """ "di antaranya pengering pisang tenaga surya dari Kelompok 3, serta lilin minyak jelantah": told by what
        they are."""
        if cue.needs is not None and not self._needed(cue, first):
            return
        for _ in range(MAX_LIST):
            name = self._work_at(i)
            candidate = self._candidate(name, cue.rule.id, float(cue.says("weight"))) if name is not None else None
            candidate = candidate or self._read(cue, i, 1)
            if candidate is not None:
                yield candidate
            following = self._next_item(candidate) if candidate is not None else self._past(i)
            if following is None:
                return
            i = following

    def _work_at(self, i: int) -> Name | None:
        """The words in lower case of a work: its kind, and what it is of or for."""
        if self.a.lowers[i] not in self.r.sets["work_heads"]:
            return None
        j = i + 1
        while j < min(self.a.n, i + MAX_WORK) and self.a.masks[j] & LOWER and self._goes_on_work(j):
            j += 1
        ends = j >= self.a.n or not self.a.masks[j] & CAPITAL
        return Name(i, j, j, lower=True) if j - i > 1 and ends else None

    def _goes_on_work(self, j: int) -> bool:
        if self.a.lowers[j] == "dari" and j + 1 < self.a.n:  # "sepatu dari ban bekas", not "dari warga"
            return bool(self.a.masks[j + 1] & LOWER) and self.a.lowers[j + 1] not in self.r.sets["work_people"]
        return self.a.lowers[j] not in self.r.sets["work_stops"] and not self.a.lowers[j].startswith("me")

    def _is_work(self, candidate: Candidate) -> bool:
        """What won a rank is a work: its maker stands behind it, or its words are none of a person's, a team's name."""
        name = candidate.name
        if self.a.lowers[name.start] in self.r.sets["winners"] or self.r.body_head(name):
            return False
        j = name.after if candidate.long is None else max(name.after, candidate.long.after)
        if j + 1 < self.a.n and self.a.words[j] == "," and self.a.lowers[j + 1] in self.r.sets["made_by"]:
            j += 1
        behind = self.a.lowers[j] if j < self.a.n else ""
        if behind in self.r.sets["made_by"] or (
            behind == "dengan" and j + 1 < self.a.n and self.a.lowers[j + 1] in self.r.sets["makers"]
        ):
            candidate.score += 1
            return True
        number = self.a.sentence_of[name.start]
        ends = not behind or behind in self.r.sets["work_ends"] or "\n" in behind
        work = candidate.long is not None or name.quoted
        work = work or (ends and not self._only_person(candidate.name, candidate.long) and self._of_common_words(name))
        if number in self._works:  # the ranks of the sentence were won by works
            work = work or (ends and not any(self.a.masks[k] & NAME for k in range(name.start, name.end)))
        if work:
            self._works.add(number)
        return work

    def _winners_bracket(self, cue: Cue, i: int) -> Candidate | None:
        """ "Juara 1 Dinas Perhubungan (Bus Ceria)": the work in the bracket behind the winner."""
        body = self.r.chunk_at.get(i)
        end = self._body_end(body) if body is not None else i
        while body is None and end < self.a.n and self.a.masks[end] & CAPITAL:
            end += 1
        inside = self.pairs.bracket(end) if end > i else None
        if inside is None or self.r.chunk_at.get(inside.start) is not None:
            return None
        candidate = self._read(cue, inside.start)
        if candidate is None or self._only_person(candidate.name, candidate.long):
            return None
        j = candidate.name.after if candidate.long is None else max(candidate.name.after, candidate.long.after)
        several = candidate.name.end - candidate.name.start > 1 or candidate.long is not None
        if j not in {inside.end, inside.after} or not several or self._stands_for(candidate, i, end):
            return None
        if candidate.long is None and not self._of_common_words(candidate.name):
            return None
        candidate.score += 1
        return candidate

    def _stands_for(self, candidate: Candidate, start: int, end: int) -> bool:
        """The bracket holds the short form of the winner's own name."""
        return may_stand_for(self.r.text(candidate.name), self.a.slice(start, end))

    def _body_end(self, body: Chunk) -> int:
        """The word behind a body, before its bracket: "Puskesmas Rasabou (Mada Ntika)" is no place of another place."""
        if self.a.words[body.end - 1] != ")":
            return body.end
        return next((k for k in range(body.end - 1, body.start, -1) if self.a.words[k] == "("), body.end)

    def _of_common_words(self, name: Name) -> bool:
        """Several words, one of them at least a word of the language, or a coined one: no person, no place."""
        if name.quoted or self.r.coined(name):
            return True
        masks = self.a.masks[name.start : name.end]
        return len(masks) > 1 and any(m & COMMON and not m & NAME for m in masks)

    def _needed(self, cue: Cue, word: int) -> bool:
        """Whether the word that the cue needs stands before it: in this sentence, or in the one before, too."""
        assert cue.needs is not None
        number = self.a.sentence_of[word] - (0 if cue.says("here") else 1)
        start = self.a.starts[self.a.sentences[max(0, number)][0]]
        end = self.a.starts[word]
        return cue.needs.search(self.text, max(start, end - MAX_NEEDED), end) is not None
