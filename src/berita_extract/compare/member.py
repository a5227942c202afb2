"""What comparing needs of one record, kept small."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from berita_extract.model import Count, Event, Record

_NAME = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.!?…]+\s+|\n+")
_CONTEXT = 60  # characters on either side of a figure whose words tell what it counts
MAX_FIGURES = 100
MAX_QUOTES = 40
QUOTE_WORDS = 6  # words that a quoted sentence needs to tell articles apart


class Figure(msgspec.Struct, frozen=True, array_like=True):
    """One figure of an article; `context` holds the words around it."""

    value: int | float
    value_max: int | float | None
    low: int | float
    high: int | float
    unit: str | None
    qualifier: str | None
    measure: str
    aspect: str
    per: str | None
    period: str | None
    said_by: str | None
    agency: str | None
    written: str
    start: int
    end: int
    context: tuple[str, ...]


class Named(msgspec.Struct, frozen=True, array_like=True):
    """A name and what is told of it."""

    name: str
    more: str | None = None


class Member(msgspec.Struct, frozen=True, array_like=True):
    """One article as a member of an event; `day` and `end` are set where the event is dated to the day."""

    record_id: str
    source_id: str | None
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    path: str | None
    position: int | None
    kind: str | None
    status: str | None
    name: str | None
    day: str | None
    end: str | None
    governments: tuple[Named, ...]
    innovations: tuple[Named, ...]
    officials: tuple[Named, ...]
    agencies: tuple[Named, ...]
    awards: tuple[Named, ...]
    quotes: tuple[Named, ...]
    figures: tuple[Figure, ...]


def member(record: Record) -> Member:
    """The member that a record is; its event is the main one."""
    article = record.article
    event = record.events[0] if record.events else None
    people = {o.id: o.name for o in record.officials} | {p.id: p.name for p in record.other_people}
    bodies = {a.id: a.name for a in record.agencies}
    return Member(
        record_id=record.record_id,
        source_id=article.source_id,
        url=article.url,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        path=article.source.path,
        position=article.source.position,
        kind=event.kind if event else None,
        status=event.status if event else None,
        name=event.name if event else None,
        day=full_day(event.date) if event else None,
        end=full_day(event.end_date) if event else None,
        governments=_governments(record, event),
        innovations=tuple(Named(i.name, i.expansion) for i in record.innovations),
        officials=tuple(Named(o.name, o.position) for o in record.officials),
        agencies=tuple(Named(a.name, a.acronym) for a in record.agencies),
        awards=tuple(Named(a.name, a.rank) for a in record.awards),
        quotes=tuple(
            Named(s.text, people.get(s.speaker or "")) for s in record.statements[:MAX_QUOTES] if s.kind == "direct"
        ),
        figures=tuple(_figure(c, article.text, people, bodies) for c in record.counts[:MAX_FIGURES] if _is_told(c)),
    )


def full_day(value: str | None) -> str | None:
    """The day of an ISO date or date-time; None where it is less than a day or no date."""
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        return None


def key(name: str) -> str:
    """A name as it is compared: its words in lower case."""
    return " ".join(_NAME.findall(name.casefold()))


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _NAME.findall(text.casefold())


def quote_keys(member: Member) -> list[str]:
    """The quoted sentences that are long enough to be nobody else's."""
    keys: dict[str, None] = {}
    for quote in member.quotes:
        for sentence in _SENTENCE.split(quote.name):
            said = words(sentence)
            if len(said) >= QUOTE_WORDS:
                keys[" ".join(said)] = None
    return list(keys)


def _governments(record: Record, event: Event | None) -> tuple[Named, ...]:
    """Those whose event it is: the event's own first, else the subjects of the article."""
    own = [g for g in record.governments if event and g.id == event.government]
    subjects = own or [g for g in record.governments if g.role == "subject"]
    return tuple(Named(g.name, g.code) for g in subjects)


def _is_told(count: Count) -> bool:
    return count.status == "stated" and bool(count.evidence)


def _figure(count: Count, text: str, people: dict[str, str], bodies: dict[str, str]) -> Figure:
    first = count.evidence[0]
    top = count.value if count.value_max is None else count.value_max
    before, after = text[max(0, first.start - _CONTEXT) : first.start], text[first.end : first.end + _CONTEXT]
    around = [w for w in (*words(before)[-6:], *words(after)[:6]) if len(w) > 3 and not w.isdigit()]
    return Figure(
        value=count.value,
        value_max=count.value_max,
        low=count.value if count.low is None else count.low,
        high=top if count.high is None else count.high,
        unit=count.unit,
        qualifier=count.qualifier,
        measure=count.measure,
        aspect=count.aspect,
        per=count.per,
        period=count.period,
        said_by=people.get(count.said_by or ""),
        agency=bodies.get(count.agency or ""),
        written=first.text,
        start=first.start,
        end=first.end,
        context=tuple(sorted(set(around))),
    )
