"""Whether the event was held, is planned, or was called off."""

from __future__ import annotations

from berita_extract.model import DateFact, EventStatus
from berita_extract.occasion.day import Cues
from berita_extract.occasion.kind import Hit
from berita_extract.occasion.zones import BODY, TITLE, Part

# A cue of the plan stands at most so many words before the trigger, with no mark between them, or after it ("Lomba
# Inovasi batal digelar").
BEFORE, AFTER = 5, 6
_MARKS = frozenset({",", '"', "“", "”", "."})


def status_by_words(cues: Cues, text: Part, trigger: Hit | None) -> EventStatus:
    """What the words beside the main trigger say: happened unless a cue of plan or cancellation stands there."""
    if trigger is None or trigger.zone == TITLE or trigger.zone == BODY:
        return "happened"
    sentence = text.analysis.sentence_of[trigger.start]
    for start, end, cue in cues.of(sentence):
        before = 0 <= trigger.start - end <= BEFORE and not _MARKS & set(text.lowers[end : trigger.start])
        after = 0 <= start - trigger.end <= AFTER and trigger.trigger.part == "noun"
        if cue == "cancelled" and (before or after):
            return "cancelled"
        if cue in {"planned", "later"} and (before or after):
            return "planned"
    return "happened"


def status(said: EventStatus, date: DateFact | None, published: str | None) -> EventStatus:
    """The words and the calendar together: a day after publication is planned, one before it has happened."""
    if said == "cancelled" or date is None or not published or date.precision != "day":
        return said
    day = published[:10]
    if date.value > day:
        return "planned"
    return "happened" if (date.end or date.value) < day else said
