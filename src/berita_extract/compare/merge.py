"""The members of one group -> one event record."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

import msgspec

from berita_extract.compare.figures import Difference, Source, Value, differences, message, publisher
from berita_extract.compare.member import Member, Named, key, words

SCHEMA = "berita-extract-event/1"
MAX_QUOTES = 50


class Teller(msgspec.Struct, frozen=True):
    """One article that tells of the event; `text` is the id of the text that it has, maybe with others."""

    record_id: str
    text: str
    source_id: str | None
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    path: str | None
    position: int | None


class Thing(msgspec.Struct, frozen=True):
    """Something that articles name: `told_by` are the ids of their records."""

    name: str
    more: str | None
    told_by: tuple[str, ...]


class Text(msgspec.Struct, frozen=True):
    """A text and all articles that have it, whole or nearly: copies of one press release are one text."""

    id: str
    copies: int
    members: tuple[str, ...]


class Event(msgspec.Struct, frozen=True):
    """One event and all articles that tell of it; `texts` counts the copies of one text once."""

    schema: str
    event_id: str
    kind: str | None
    status: str | None
    name: str | None
    date: str | None
    end_date: str | None
    governments: tuple[Thing, ...]
    articles: int
    independent_texts: int
    differences: tuple[Difference, ...]
    innovations: tuple[Thing, ...]
    officials: tuple[Thing, ...]
    agencies: tuple[Thing, ...]
    awards: tuple[Thing, ...]
    quotations: tuple[Thing, ...]
    texts: tuple[Text, ...]
    members: tuple[Teller, ...]


def merge(group: Sequence[tuple[int, Member]]) -> Event:
    """The event that the articles of a group tell of; the group gives the text of each one by a number."""
    names = {text: f"t{n}" for n, text in enumerate(dict.fromkeys(text for text, _ in group), 1)}
    members = [member for _, member in group]
    texts = [(names[text], member.record_id) for text, member in group]
    return Event(
        schema=SCHEMA,
        event_id="x" + hashlib.sha256("\n".join(sorted(m.record_id for m in members)).encode()).hexdigest()[:16],
        kind=_most(m.kind for m in members if m.kind != "other") or _most(m.kind for m in members),
        status=_most(m.status for m in members),
        name=_most(m.name for m in members),
        date=_most(m.day for m in members),
        end_date=_most(m.end for m in members),
        governments=_things(members, lambda m: m.governments, lambda g: g.more or key(g.name)),
        articles=len(members),
        independent_texts=len(names),
        differences=(*_dates(members), *differences(members)),
        innovations=_things(members, lambda m: m.innovations),
        officials=_things(members, lambda m: m.officials),
        agencies=_things(members, lambda m: m.agencies),
        awards=_things(members, lambda m: m.awards),
        quotations=_things(members, lambda m: m.quotes, lambda q: " ".join(words(q.name)[:12]))[:MAX_QUOTES],
        texts=_texts(texts),
        members=tuple(_teller(member, name) for (name, _), member in zip(texts, members, strict=True)),
    )


def _texts(pairs: Iterable[tuple[str, str]]) -> tuple[Text, ...]:
    """Each text with the records that have it, from (text, record)."""
    held: dict[str, list[str]] = {}
    for name, record in pairs:
        held.setdefault(name, []).append(record)
    return tuple(Text(name, len(members) - 1, tuple(members)) for name, members in held.items())


def _teller(member: Member, text: str) -> Teller:
    return Teller(
        member.record_id, text, member.source_id, member.url, member.title, member.publisher, member.published,
        member.path, member.position,
    )  # fmt: skip


def _most(values: Iterable[str | None]) -> str | None:
    """The value that most articles give, the first of them where several are as frequent."""
    counts = Counter(value for value in values if value)
    return counts.most_common(1)[0][0] if counts else None


def _things(
    members: Sequence[Member],
    of: Callable[[Member], Iterable[Named]],
    same: Callable[[Named], str] = lambda named: key(named.name),
) -> tuple[Thing, ...]:
    """What the articles name, each thing once, those that most of them name first."""
    found: dict[str, tuple[Named, dict[str, None]]] = {}
    for member in members:
        for named in of(member):
            held = found.setdefault(same(named), (named, {}))
            held[1][member.record_id] = None
            if held[0].more is None and named.more is not None:
                found[same(named)] = (Named(held[0].name, named.more), held[1])
    ordered = sorted(found.values(), key=lambda held: -len(held[1]))
    return tuple(Thing(named.name, named.more, tuple(told)) for named, told in ordered)


def _dates(members: Sequence[Member]) -> list[Difference]:
    """The day of the event, where articles give different ones."""
    days: dict[str, list[Member]] = {}
    for member in members:
        if member.day:
            days.setdefault(member.day, []).append(member)
    if len(days) < 2:
        return []
    nowhere: dict[str, Any] = {"written": "", "start": 0, "end": 0, "said_by": None}
    values = tuple(
        Value(day, 0, 0, tuple(Source(m.record_id, **{**nowhere, "written": day}) for m in held))
        for day, held in sorted(days.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    names = {m.record_id: publisher(m) for m in chain(*days.values())}
    told = message("tanggal", values, names)
    told = msgspec.structs.replace(told, en=told.en.replace("tanggal:", "date:", 1))
    return [Difference("date", None, "date", "other", None, None, None, told, values)]
