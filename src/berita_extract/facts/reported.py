"""Reported speech: sentences with a verb of speech and a known speaker, in the reporter's words."""

from __future__ import annotations

from typing import NamedTuple

from berita_extract.facts.context import Context
from berita_extract.facts.speaker import People
from berita_extract.facts.speech_words import (
    ACTIVE,
    AFTER,
    AFTER_NYA,
    PASSIVE,
    PASSIVE_NYA,
    SOURCE,
    SOURCE_NYA,
    SpeechWords,
)
from berita_extract.lexicon import MARK, SPACE

MIN_CLAUSE = 4  # words of a reported clause
MAX_APPOSITION = 3  # names and offices side by side
_MAX_OPENING = 20  # words before ", katanya," in the middle of a sentence


class Report(NamedTuple):
    """A reported clause: code points of its parts, who said it and with which verb."""

    spans: tuple[tuple[int, int], ...]
    speaker: str
    verb: str
    rule: str


def reported(context: Context, people: People, start: int, end: int, verb: int, who: str) -> Report | None:
    """The clause that the words [start, end) report as said by `who`, with the verb of speech at word `verb`."""
    words = people.words
    lowers = context.analysis.lowers
    if not words.cues["unsaid"].isdisjoint(lowers[max(start, verb - 2) : verb]):
        return None
    kind = words.verbs[lowers[verb]]
    if kind == ACTIVE and lowers[verb] not in words.cues["clause"] and not _is_linked(words, lowers, verb, end):
        return None
    reader = _Reader(context, words, start, end)
    if kind == ACTIVE:
        return reader.after_link(verb, who)
    if kind in (SOURCE, SOURCE_NYA, PASSIVE_NYA) or (kind == PASSIVE and verb == reader.start):
        return reader.after_comma(verb, people, who)
    if kind in (AFTER, AFTER_NYA):
        return reader.around(verb, people, who)
    return None


def _is_linked(words: SpeechWords, lowers: list[str], verb: int, end: int) -> bool:
    """Whether "bahwa", "agar" or the like, or a comma, stands behind a verb."""
    return verb + 1 < end and (lowers[verb + 1] in words.cues["link"] or lowers[verb + 1] == ",")


class _Reader:
    """One sentence, given as words [start, end)."""

    def __init__(self, context: Context, words: SpeechWords, start: int, end: int) -> None:
        self.a, self.words = context.analysis, words
        self.start, self.end = start, end
        while self.end > start and self.a.masks[self.end - 1] & (MARK | SPACE) and self.a.words[self.end - 1] != ")":
            self.end -= 1
        while self.start < self.end and self.a.masks[self.start] & (MARK | SPACE):
            self.start += 1

    def after_link(self, verb: int, who: str) -> Report | None:
        """ "X mengatakan bahwa …", "X berharap agar …", "X menyebut …"."""
        lowers = self.a.lowers
        first = verb + 1
        linked = _is_linked(self.words, lowers, verb, self.end)
        if linked:
            first += 1
            if first < self.end and lowers[first] == "bahwa":
                first += 1
        if not linked and lowers[verb] not in self.words.cues["clause"]:
            return None
        return self._report(((first, self.end),), verb, who, "statement.indirect_active")

    def after_comma(self, verb: int, people: People, who: str) -> Report | None:
        """ "Menurut X, …", "Dijelaskannya, …": the clause begins behind the speaker's name."""
        first = self._behind_name(people.after_verb(verb, self.end).end, people)
        if first < self.end and (self.a.words[first] == "," or self.a.lowers[first] in self.words.cues["link"]):
            first += 1
        return self._report(((first, self.end),), verb, who, "statement.indirect_source")

    def _behind_name(self, first: int, people: People) -> int:
        """The word behind a name with what stands in apposition to it ("Kabid Litbang, Budi Santoso")."""
        for _ in range(MAX_APPOSITION):
            comma = first < self.end and self.a.words[first] == ","
            mention = people.at(first + comma) if first + comma < self.end else None
            if mention is None:
                break
            first = mention.end
        return first

    def around(self, verb: int, people: People, who: str) -> Report | None:
        """ "…, kata X." and "Kini, lanjutnya, …": the sentence without its attribution."""
        if verb == self.start or self.a.words[verb - 1] != ",":
            return None
        behind = people.after_verb(verb, self.end).end
        if self.words.verbs[self.a.lowers[verb]] == AFTER_NYA and behind < self.end and self.a.words[behind] != ",":
            return None
        while behind < self.end and self.a.words[behind] != ",":
            behind += 1
        before = (self.start, verb - 1)
        if behind + 1 >= self.end:
            return self._report((before,), verb, who, "statement.indirect_after")
        if self.a.words[behind] != "," or verb - self.start > _MAX_OPENING:
            return None
        return self._report((before, (behind + 1, self.end)), verb, who, "statement.indirect_middle")

    def _report(self, parts: tuple[tuple[int, int], ...], verb: int, who: str, rule: str) -> Report | None:
        size, spans = 0, []
        for a, b in parts:
            if b > a:
                size += b - a
                spans.append(self.a.span(a, b))
        return Report(tuple(spans), who, self.a.words[verb], rule) if size >= MIN_CLAUSE else None
