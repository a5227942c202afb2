"""Where the event was held, which body held it, and whose event it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from berita_extract.facts.context import Context, Knowledge
from berita_extract.model import Agency, Evidence, Government, Place
from berita_extract.occasion.day import Cues
from berita_extract.occasion.kind import Hit
from berita_extract.occasion.zones import BODY, LEAD, TITLE, Part

# The region of a venue stands so near behind it, in code points.
REGION_WITHIN = 40
_OPENING_WORDS = 12  # a body that stands so early in its sentence, before the verb, is its subject
_NO_SUBJECT_AFTER = frozenset({"di", "dari", "ke", "kepada", "bersama", "dengan", "dan", ",", "pada", "bagi", "untuk"})


def place(context: Context, text: Part, trigger: Hit | None) -> Place | None:
    """The venue in the main trigger's sentence, else the first one of the opening, with its region."""
    venues = list(_venues(context, text))
    if not venues:
        return None
    own = text.analysis.sentence_of[trigger.start] if trigger is not None and trigger.part is text else -1
    chosen = next((v for v in venues if text.analysis.sentence_of[_word(text, v[0])] == own), venues[0])
    where = next((g.id for g in _governments(context) if _near(g.evidence, chosen)), None)
    return Place(venue=context.text[chosen[0] : chosen[1]].rstrip(" ,."), government=where)


def _venues(context: Context, text: Part) -> Iterator[tuple[int, int]]:
    """The venues of the opening in text order: a rule is tried at each "di" or "ke"."""
    rules: list[re.Pattern[str]] = context.knowledge.prepare("event_venues", _compile)
    for word in range(bisect_left(text.zone_of, LEAD), text.body_from()):
        if text.lowers[word] == "di":
            for rule in rules:
                match = rule.match(context.text, text.analysis.starts[word])
                if match is not None:
                    yield match.span("value")
                    break


def organizer(context: Context, text: Part, cues: Cues, trigger: Hit | None, *, subject_counts: bool) -> Agency | None:
    """The body after "melalui" or "digelar oleh" in the opening; with `subject_counts` also the trigger's subject."""
    weak: Agency | None = None
    for chunk in text.chunks:
        if chunk.kind != "AGENCY":
            continue
        if text.zone_of[chunk.start] == BODY:
            break
        if text.zone_of[chunk.start] == TITLE:
            continue
        sentence = text.analysis.sentence_of[chunk.start]
        beside = {cue for _, end, cue in cues.of(sentence) if end == chunk.start}
        if beside & {"through", "by"}:
            return _agency_at(context, text, chunk.start)
        if weak is None and subject_counts and trigger is not None and _is_subject(text, chunk.start, trigger):
            weak = _agency_at(context, text, chunk.start)
    return weak


def owner(context: Context, held_by: Agency | None) -> Government | None:
    """The government whose event it is: that of the organiser, else the first subject of the article."""
    governments = _governments(context)
    subjects = [g for g in governments if g.role == "subject"] or governments
    if held_by is not None and held_by.government:
        for government in subjects:
            if government.id == held_by.government:
                return government
    return min(subjects, key=lambda g: g.evidence[0].start if g.evidence else 0, default=None)


def _is_subject(text: Part, word: int, trigger: Hit) -> bool:
    analysis = text.analysis
    sentence = analysis.sentence_of[word]
    first = analysis.sentences[sentence][0]
    return (
        trigger.part is text
        and analysis.sentence_of[trigger.start] == sentence
        and word < trigger.start
        and word - first <= _OPENING_WORDS
        and (word == first or text.lowers[word - 1] not in _NO_SUBJECT_AFTER)
    )


def _agency_at(context: Context, text: Part, word: int) -> Agency | None:
    offset = text.analysis.starts[word]
    agencies: list[Agency] = context.found.get("agencies", [])
    return next((a for a in agencies if any(e.start <= offset < e.end for e in a.evidence)), None)


def _governments(context: Context) -> list[Government]:
    governments: list[Government] = context.found.get("governments", [])
    return governments


def _near(evidence: Iterable[Evidence], venue: tuple[int, int]) -> bool:
    return any(venue[0] <= e.start <= venue[1] + REGION_WITHIN for e in evidence)


def _word(text: Part, offset: int) -> int:
    return min(text.analysis.word_at(offset), text.analysis.n - 1)


def _compile(knowledge: Knowledge) -> list[re.Pattern[str]]:
    return [re.compile(rule.pattern) for rule in knowledge.rulebook.of("event", "regex")]
