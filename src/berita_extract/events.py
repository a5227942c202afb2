"""Events: what happened, when, where and by whom. The main event first, then others that are clearly told."""

from __future__ import annotations

from typing import Any

import msgspec

from berita_extract.facts.context import Context
from berita_extract.facts.government_roles import settle_roles
from berita_extract.model import DateFact, Event, EventKind, Evidence
from berita_extract.occasion import place as places
from berita_extract.occasion.day import Cues, choose
from berita_extract.occasion.kind import Hit, hits, main_kind, main_trigger, vote
from berita_extract.occasion.name import event_name, phrase_name
from berita_extract.occasion.sides import hosts
from berita_extract.occasion.status import status, status_by_words
from berita_extract.occasion.timeline import Timeline
from berita_extract.occasion.zones import Part, parts

MAX_FURTHER = 3
# A noun of an event counts for a further event from so many points on (one that only explains another has fewer).
FURTHER_POINTS = 1.4
# In these the acting body stands as subject without being the one that holds the event.
_GUEST_KINDS: frozenset[EventKind] = frozenset({"award", "index", "visit", "competition"})
_WITH_EVIDENCE = ("officials", "agencies", "innovations", "counts", "statements", "awards")


def find(context: Context) -> list[Event]:
    """The events of a relevant article, the main one first; there is always one."""
    if not context.text.strip():
        return []
    text = parts(context)[-1]
    times = Timeline(context, text)
    found = hits(context, times)
    kind = main_kind(vote(found, times))
    trigger = main_trigger(found, kind)
    cues = Cues(context, text)
    said = status_by_words(cues, text, trigger)
    date = choose(context, text, cues, kind, found, times, planned=said == "planned")
    main = _main(context, text, cues, kind, found, trigger, date, said == "planned")
    state = status(said, date, context.article.published)
    return [msgspec.structs.replace(main, status=state), *_further(context, text, cues, found, trigger, date)]


def _main(
    context: Context,
    text: Part,
    cues: Cues,
    kind: EventKind,
    found: list[Hit],
    trigger: Hit | None,
    date: DateFact | None,
    planned: bool,
) -> Event:
    settle_roles(context, kind, hosts(context, found, planned=planned) if kind == "visit" else None)
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
        **_all_facts(context),
    )


def _all_facts(context: Context) -> dict[str, Any]:
    """The ids of all facts of the article, by field of the event."""
    return {field: tuple(fact.id for fact in context.found.get(field, ())) for field in _WITH_EVIDENCE}


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
    now = max(main_date.value if main_date else "", (context.article.published or "")[:10])
    dated = _days_to_come(context, text, now)
    if main is not None:
        dated.pop(analysis.sentence_of[main.start], None)
    out: list[Event] = []
    for hit in found:
        if not dated or len(out) == MAX_FURTHER:
            break
        if hit.part is not text or hit.trigger.part != "noun" or hit.points < FURTHER_POINTS:
            continue
        sentence = analysis.sentence_of[hit.start]
        if sentence not in dated or not any(cue.meaning in {"planned", "later"} for cue in cues.of(sentence)):
            continue
        out.append(_event_to_come(context, text, hit, dated.pop(sentence), len(out) + 2))
    return out


def _days_to_come(context: Context, text: Part, now: str) -> dict[int, DateFact]:
    """Sentence -> the first date in it that lies after `now` (ISO)."""
    analysis = text.analysis
    dated: dict[int, DateFact] = {}
    for date in context.found.get("dates", ()):
        if date.role not in {"publication", "deadline"} and date.precision != "year" and date.value > now:
            word = min(analysis.word_at(date.evidence[0].start), analysis.n - 1)
            dated.setdefault(analysis.sentence_of[word], date)
    return dated


def _event_to_come(context: Context, text: Part, hit: Hit, date: DateFact, number: int) -> Event:
    analysis = text.analysis
    return Event(
        id=f"e{number}",
        kind=hit.trigger.kind or "other",
        name=phrase_name(context, text, hit),
        status="planned",
        date=date.value,
        end_date=date.end,
        date_ref=date.id,
        rule="event.further",
        evidence=(analysis.evidence(hit.start, hit.end),),
        **_within(context, *analysis.span(*analysis.sentences[analysis.sentence_of[hit.start]])),
    )


def _within(context: Context, start: int, end: int) -> dict[str, Any]:
    """The facts first mentioned in a stretch, by field."""
    return {
        field: tuple(f.id for f in context.found.get(field, ()) if any(start <= e.start < end for e in f.evidence))
        for field in _WITH_EVIDENCE
    }
