"""How far the days that the article names lie from its publication: news tells of what has just happened.

A trigger word takes its time from the nearest date of its sentence. A fresh day tells the main event; an old one tells
where it came from ("Setelah meluncurkan X pada 5 Maret lalu, …").
"""

from __future__ import annotations

import datetime
from enum import Enum
from typing import NamedTuple

from berita_extract.facts.context import Context, Knowledge
from berita_extract.facts.date import STAMP
from berita_extract.lexicon import LOWER
from berita_extract.model import DateFact
from berita_extract.occasion.zones import Part

# Days before publication up to which a day is fresh; from which on it is old. A day between them tells nothing.
FRESH_DAYS, OLD_DAYS = 5, 11
OPENING = 3  # sentences whose days tell the day of publication where nothing else does
MAX_MENTIONS = 60
# A verb of speech at most so many words behind a date, or before it with nothing but names between, makes the date that
# of the words: "Kadis Budi, Senin (4/3), mengatakan". Words that tie the speech to an event keep it the event's.
SAID_BEHIND, SAID_BEFORE = 3, 12
# A comma between a date and a word parts them as far as so many words.
PARTED = 15
_PARTING = frozenset({",", ";", ":"})


class Time(Enum):
    """Where a date lies, seen from the day of publication."""

    FRESH = "fresh"
    OLD = "old"
    AHEAD = "ahead"
    OPEN = "open"


class Mention(NamedTuple):
    """One place in the text where a date stands: half-open word indices."""

    start: int
    end: int
    date: DateFact
    time: Time


class _Speech(NamedTuple):
    """Verbs of speech, words that tie speech to an event, and small words that may stand in an office."""

    verbs: frozenset[str]
    events: frozenset[str]
    small: frozenset[str]


def _speech(knowledge: Knowledge) -> _Speech:
    words: dict[str, set[str]] = {}
    for row in knowledge.rulebook.table("event_cues"):
        words.setdefault(row["kind"], set()).update(word for word in row.alternatives("words") if " " not in word)
    return _Speech(
        frozenset(words["said"]),
        frozenset(words["meanwhile"] | words["by"] | {"dalam", "membuka"}),
        frozenset(words["small"]),
    )


class Timeline:
    """The dates of the text by sentence."""

    def __init__(self, context: Context, text: Part) -> None:
        analysis = text.analysis
        self._text = text
        self.today = publication_day(context)
        self.by_sentence: dict[int, list[Mention]] = {}
        self._speech: _Speech = context.knowledge.prepare("event_speech", _speech)
        self._said: set[int] = set()  # code points at which dates of speech begin
        count = 0
        for fact in context.found.get("dates", ()):
            where = time_of(fact, self.today)
            if fact.role == "publication" and where is not Time.OLD:
                continue
            for evidence in fact.evidence:
                count += 1
                if count > MAX_MENTIONS:
                    return
                start = min(analysis.word_at(evidence.start), analysis.n - 1)
                end = min(analysis.word_at(evidence.end - 1) + 1, analysis.n)
                time = Time.AHEAD if fact.role == "deadline" else where
                if self._is_said(start, end):
                    self._said.add(evidence.start)
                    time = Time.OPEN if time is Time.FRESH else time
                self.by_sentence.setdefault(analysis.sentence_of[start], []).append(Mention(start, end, fact, time))

    def _is_said(self, start: int, end: int) -> bool:
        """Whether a date at [start, end) is the day on which somebody spoke, and no event is named beside it."""
        analysis, lowers = self._text.analysis, self._text.lowers
        first, last = analysis.sentences[analysis.sentence_of[start]]
        if not self._speech.events.isdisjoint(lowers[first:last]):
            return False
        behind = lowers[end : min(last, end + SAID_BEHIND)]
        if not self._speech.verbs.isdisjoint(behind):
            return True
        for k in range(start - 1, max(first, start - SAID_BEFORE) - 1, -1):
            if lowers[k] in self._speech.verbs:
                return True
            if analysis.masks[k] & LOWER and lowers[k] not in self._speech.small:
                return False
        return False

    def is_said(self, offset: int) -> bool:
        """Whether the date that begins there is the day on which somebody spoke."""
        return offset in self._said

    def time_at(self, start: int, end: int) -> Time:
        """The time of the words [start, end): that of the nearest date in the sentence.

        An old date, or one to come, holds for its own clause alone; a fresh one for the whole sentence.
        """
        mentions = self.by_sentence.get(self._text.analysis.sentence_of[start])
        if not mentions:
            return Time.OPEN
        best, nearest = Time.OPEN, 1 << 30
        lowers = self._text.lowers
        for mention in mentions:
            before = mention.end <= start
            words = lowers[mention.end + 1 : start] if before else lowers[end : mention.start - 1]
            gap = len(words)
            if not _PARTING.isdisjoint(words):
                if mention.time is not Time.FRESH:
                    continue
                gap += PARTED
            if gap < nearest:
                best, nearest = mention.time, gap
        return best

    def has_fresh(self, sentence: int) -> bool:
        """Whether a fresh date stands in the sentence."""
        return any(m.time is Time.FRESH for m in self.by_sentence.get(sentence, ()))

    def nearest(self, start: int, end: int) -> DateFact | None:
        """The date of the sentence that stands nearest to the words [start, end)."""
        mentions = self.by_sentence.get(self._text.analysis.sentence_of[start], ())
        best = min(mentions, key=lambda m: max(m.start - end, start - m.end), default=None)
        return best.date if best else None


def publication_day(context: Context) -> str | None:
    """The day (ISO) on which the article appeared, as the input or the page's own date line tells it."""
    if context.article.published:
        return context.article.published[:10]
    stamp: str | None = context.found.get(STAMP)
    if stamp is not None:
        return stamp
    days: list[DateFact] = [d for d in context.found.get("dates", ()) if d.precision == "day"]
    stamps = [d.value for d in days if d.role == "publication"]
    if stamps:
        return stamps[0]
    told = [d.value for d in days if d.role == "event"]
    opening = context.analysis.sentences[min(OPENING, len(context.analysis.sentences)) - 1]
    end = context.analysis.span(*opening)[1]
    early = [d.value for d in days if d.role == "event" and d.how == "stated" and d.evidence[0].start < end]
    return max(early or told, default=None)


def time_of(fact: DateFact, today: str | None) -> Time:
    """Fresh, old or ahead of the day of publication; open where that can't be told."""
    if today is None:
        return Time.OPEN
    if fact.precision != "day":
        now = today[: len(fact.value)]
        return Time.AHEAD if fact.value > now else Time.OLD if (fact.end or fact.value) < now else Time.OPEN
    if fact.value > today:
        return Time.AHEAD
    gap = days_between(fact.end or fact.value, today)
    return Time.FRESH if gap <= FRESH_DAYS else Time.OLD if gap >= OLD_DAYS else Time.OPEN


def days_between(earlier: str, later: str) -> int:
    """Days from one ISO day to another; 0 where one of them is none."""
    try:
        return (datetime.date.fromisoformat(later[:10]) - datetime.date.fromisoformat(earlier[:10])).days
    except ValueError:
        return 0
