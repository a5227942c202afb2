"""Events: what happened, when, where and by whom. The main event first, then others that are clearly told."""

from __future__ import annotations

import msgspec

from berita_extract.facts.context import Context
from berita_extract.model import DateFact, Event, EventKind, Evidence
from berita_extract.occasion import place as places
from berita_extract.occasion.day import Cues, choose
from berita_extract.occasion.kind import Hit, hits, main_kind, main_trigger, vote
from berita_extract.occasion.name import event_name, phrase_name
from berita_extract.occasion.status import status, status_by_words
from berita_extract.occasion.zones import Part, parts

MAX_FURTHER = 3
# A noun of an event counts for a further event from so many points on (one that only explains another has fewer).
FURTHER_POINTS = 2.5
# In these the acting body stands as subject without being the one that holds the event.
_GUEST_KINDS: frozenset[EventKind] = frozenset({"award", "index", "visit", "competition"})
_WITH_EVIDENCE = ("officials", "agencies", "innovations", "counts", "statements", "awards")


def find(context: Context) -> list[Event]:
    """The events of a relevant article, the main one first; there is always one."""
    if not context.text.strip():
        return []
    text = parts(context)[-1]
    found = hits(context)
    kind = main_kind(vote(found))
    trigger = main_trigger(found, kind)
    cues = Cues(context, text)
    said = status_by_words(cues, text, trigger)
    date = choose(context, text, cues, kind, found, planned=said == "planned")
    main = _main(context, text, cues, kind, found, trigger, date)
    state = status(said, date, context.article.published)
    return [msgspec.structs.replace(main, status=state), *_further(context, text, cues, found, trigger, date)]


def _main(
    context: Context, text: Part, cues: Cues, kind: EventKind, found: list[Hit], trigger: Hit | None, date: DateFact | None
) -> Event:
    held_by = places.organizer(context, text, cues, trigger, subject_counts=kind not in _GUEST_KINDS)
    government = places.owner(context, held_by)
    return Event(
        id="e1",
        kind=kind,
        name=event_name(context, text, kind, found),
        date=date.value if date else None,
        end_date=date.end if date else None,
        date_ref=date.id if date else None,
        place=places.place(context, text, trigger),
        organizer=held_by.id if held_by else None,
        government=government.id if government else None,
        rule=f"event.{kind}",
        evidence=(_evidence(context, text, trigger),),
        **{field: tuple(fact.id for fact in context.found.get(field, ())) for field in _WITH_EVIDENCE},
    )


def _evidence(context: Context, text: Part, trigger: Hit | None) -> Evidence:
    """The trigger; for a report without one the name of its innovation, else the opening."""
    if trigger is not None:
        return text.analysis.evidence(trigger.start, trigger.end)
    for innovation in context.found.get("innovations", ()):
        return innovation.evidence[0]  # type: ignore[no-any-return]
    start = len(context.text) - len(context.text.lstrip())
    line_end = context.text.find("\n", start)
    return context.evidence(start, min(start + 200, line_end if line_end > start else len(context.text.rstrip())))


def _further(
    context: Context, text: Part, cues: Cues, found: list[Hit], main: Hit | None, main_date: DateFact | None
) -> list[Event]:
    """Events still to come, with a noun and a day of their own, told in one sentence."""
    analysis = text.analysis
    dated: dict[int, DateFact] = {}
    for date in context.found.get("dates", ()):
        if date.role not in {"publication", "deadline"} and date.precision != "year" and date is not main_date:
            dated.setdefault(analysis.sentence_of[min(analysis.word_at(date.evidence[0].start), analysis.n - 1)], date)
    out: list[Event] = []
    for hit in found:
        if hit.part is not text or hit.trigger.part != "noun" or hit.points < FURTHER_POINTS or hit.trigger.kind is None:
            continue
        sentence = analysis.sentence_of[hit.start]
        own = dated.pop(sentence, None) if main is None or sentence != analysis.sentence_of[main.start] else None
        if own is None or len(out) == MAX_FURTHER or (main_date is not None and own.value == main_date.value):
            continue
        if not any(cue in {"planned", "later"} for _, _, cue in cues.of(sentence)):
            continue
        if own.value <= max(filter(None, (main_date and main_date.value, context.article.published and context.article.published[:10], ""))):
            continue
        out.append(
            Event(
                id=f"e{len(out) + 2}",
                kind=hit.trigger.kind,
                name=phrase_name(context, text, hit),
                status="planned",
                date=own.value,
                end_date=own.end,
                date_ref=own.id,
                rule="event.further",
                evidence=(analysis.evidence(hit.start, hit.end),),
                **_within(context, *analysis.span(*analysis.sentences[sentence])),
            )
        )
    return out


def _within(context: Context, start: int, end: int) -> dict[str, tuple[str, ...]]:
    """The facts first mentioned in a stretch, by field."""
    return {
        field: tuple(f.id for f in context.found.get(field, ()) if any(start <= e.start < end for e in f.evidence))
        for field in _WITH_EVIDENCE
    }
