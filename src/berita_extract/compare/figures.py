"""Which figures of one event differ between its articles.

Two figures are compared only where both articles give one and only one figure of that description (unit, measure,
aspect, qualifier, period, body) and the words around them are alike; a figure of another year, body or unit is another
figure. What is listed are the differences and their sources, never which of them is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec

from berita_extract.compare.member import Figure, Member, key

MAX_COMPARED = 200  # members of one event whose figures are compared
ALIKE = 0.2  # share of common words around two figures
ALIKE_UNTOLD, COMMON_UNTOLD = 0.5, 2  # the same, and the least of them, where the unit alone tells what they count
_Slot = tuple[str, ...]
_Held = tuple[Member, Figure]


class Source(msgspec.Struct, frozen=True):
    """An article that gives a value: the words of the figure and where they stand in its text."""

    record_id: str
    written: str
    start: int
    end: int
    said_by: str | None


class Value(msgspec.Struct, frozen=True):
    """One of several values of a figure, and the articles that give it."""

    value: str
    low: int | float
    high: int | float
    sources: tuple[Source, ...]


class Message(msgspec.Struct, frozen=True):
    """One message in Indonesian and English."""

    id: str
    en: str


class Difference(msgspec.Struct, frozen=True):
    """A figure that articles of one event give differently."""

    what: str
    unit: str | None
    measure: str
    aspect: str
    qualifier: str | None
    period: str | None
    agency: str | None
    message: Message
    values: tuple[Value, ...]


def differences(members: Sequence[Member]) -> list[Difference]:
    """The figures that differ between the articles, in the order of the first article that gives them."""
    slots: dict[_Slot, list[_Held]] = {}
    given = {m.record_id: {f.value for f in m.figures} for m in members[:MAX_COMPARED]}
    for member in members[:MAX_COMPARED]:
        for slot, figure in _single(member.figures):
            slots.setdefault(slot, []).append((member, figure))
    return [
        _difference(group)
        for held in slots.values()
        if len(held) > 1
        for group in _alike(held)
        if _differ([figure for _, figure in group]) and not _has_both(group, given)
    ]


def _single(figures: Iterable[Figure]) -> Iterator[tuple[_Slot, Figure]]:
    """The figures that are the only ones of their description in an article."""
    slots: dict[_Slot, list[Figure]] = {}
    for figure in figures:
        if figure.unit:
            slots.setdefault(_slot(figure), []).append(figure)
    return ((slot, held[0]) for slot, held in slots.items() if len(held) == 1)


def _slot(figure: Figure) -> _Slot:
    told = (figure.unit, figure.qualifier, figure.measure, figure.aspect, figure.per, figure.period, figure.agency)
    return tuple(key(part or "") for part in told)


def _alike(held: list[_Held]) -> Iterator[list[_Held]]:
    """Figures of one description whose surroundings are alike, in groups."""
    groups: list[list[_Held]] = []
    for member, figure in held:
        for group in groups:
            if _is_alike(group[0][1], figure):
                group.append((member, figure))
                break
        else:
            groups.append([(member, figure)])
    return (group for group in groups if len(group) > 1)


def _is_alike(a: Figure, b: Figure) -> bool:
    mine, theirs = set(a.context), set(b.context)
    if not mine or not theirs:
        return False
    common = len(mine & theirs)
    share = common / min(len(mine), len(theirs))
    if a.aspect != "other" or a.qualifier or a.per:
        return share >= ALIKE
    return share >= ALIKE_UNTOLD and common >= COMMON_UNTOLD


def _differ(figures: list[Figure]) -> bool:
    """Whether what the wording of some two of the figures allows has nothing in common."""
    return max(figure.low for figure in figures) > min(figure.high for figure in figures)


def _has_both(held: list[_Held], given: dict[str, set[int | float]]) -> bool:
    """Whether one of the articles gives the value of another too: then the two are different figures."""
    values = {figure.value for _, figure in held}
    return any(len(values & given[member.record_id]) > 1 for member, _ in held)


def _difference(held: list[_Held]) -> Difference:
    by_value: dict[tuple[int | float, int | float], list[_Held]] = {}
    for member, figure in held:
        by_value.setdefault((figure.low, figure.high), []).append((member, figure))
    values = tuple(
        Value(shown(found[0][1]), low, high, tuple(_source(m, f) for m, f in found))
        for (low, high), found in sorted(by_value.items(), key=lambda item: -len(item[1]))
    )
    first = held[0][1]
    return Difference(
        what="figure",
        unit=first.unit,
        measure=first.measure,
        aspect=first.aspect,
        qualifier=first.qualifier,
        period=first.period,
        agency=first.agency,
        message=message(" ".join(filter(None, (first.unit, first.qualifier))), values, _names(held)),
        values=values,
    )


def _source(member: Member, figure: Figure) -> Source:
    return Source(member.record_id, figure.written, figure.start, figure.end, figure.said_by)


def _names(held: Iterable[_Held]) -> dict[str, str]:
    """Record id -> how a reader knows its article."""
    return {member.record_id: publisher(member) for member, _ in held}


def publisher(member: Member) -> str:
    """How a reader knows an article: its publisher, else its address, else its id."""
    return member.publisher or member.url or member.source_id or member.record_id


def message(what: str, values: Sequence[Value], names: dict[str, str]) -> Message:
    """Which article says what, in both languages."""
    told = [(value.value, ", ".join(dict.fromkeys(names[s.record_id] for s in value.sources))) for value in values]
    return Message(
        id=f"{what}: " + "; ".join(f"{value} menurut {who}" for value, who in told) + ".",
        en=f"{what}: " + "; ".join(f"{value} according to {who}" for value, who in told) + ".",
    )


def shown(figure: Figure) -> str:
    """The value of a figure, or its range."""
    low = _number(figure.value)
    return low if figure.value_max is None else f"{low}–{_number(figure.value_max)}"


def _number(value: int | float) -> str:
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        return str(value)
    text = f"{Decimal(str(value)).normalize():,f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
