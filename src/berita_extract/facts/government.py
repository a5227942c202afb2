"""Governments: which provinces, kabupaten and kota the article names, and which of them the news is about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from berita_extract.chunks import Body, Place, Position
from berita_extract.facts.context import Context
from berita_extract.lexicon import Region
from berita_extract.model import Evidence, Government


@dataclass
class _Entry:
    region: Region | None
    name: str
    level: str
    weight: float = 0.0
    evidence: list[Evidence] = field(default_factory=list)


def find(context: Context) -> list[Government]:
    """All governments of the article, one entry a region; a bare name that may be several gets the one that the
    article names elsewhere with its level, else the one in a province that the article names, else code null."""
    context.found["government_at"] = {}
    mentions = places(context)
    if not mentions:
        return []
    resolved = resolve(context, mentions)
    entries: dict[str, _Entry] = {}
    at: dict[int, str] = {}
    for place, region, weight in resolved:
        name, level = (region.name, region.level) if region else _unresolved(place)
        entry = entries.setdefault(name, _Entry(region, name, level))
        entry.weight += weight
        start, end = context.analysis.span(place.start, place.end)
        entry.evidence.append(context.evidence(start, end))
        at[place.start] = name
    ids = {name: f"g{number}" for number, name in enumerate(entries, 1)}
    context.found["government_at"] = {word: ids[name] for word, name in at.items()}
    subject = _subjects(list(entries.values()))
    provinces = context.knowledge.lexicon.regions
    out = []
    for number, entry in enumerate(entries.values(), 1):
        region = entry.region
        province = provinces[region.province].name if region and region.level != "provinsi" else None
        out.append(
            Government(
                id=f"g{number}",
                name=entry.name,
                level=entry.level,  # type: ignore[arg-type]
                code=region.code if region else None,
                province=province,
                role="subject" if entry in subject else "other",
                evidence=tuple(entry.evidence),
            )
        )
    return out


def places(context: Context) -> list[tuple[Place, float]]:
    """Every region mention in text order with its weight as evidence for "whose news is it"."""
    out: list[tuple[Place, float]] = []
    length = max(1, context.analysis.n)
    for chunk in context.chunking.named:
        value = chunk.value
        place: Place | None = None
        weight = 1.0
        if isinstance(value, Place):
            place = value
            weight = 3.0 if value.government else 1.0
        elif isinstance(value, Body):
            place, weight = value.place, 2.0
        elif isinstance(value, Position):
            place, weight = value.place or (value.body.place if value.body else None), 2.5
        if place is not None:
            early = 2.0 - place.start / length
            out.append((place, weight * early))
    return out


def resolve(context: Context, mentions: list[tuple[Place, float]]) -> list[tuple[Place, Region | None, float]]:
    """Decide which region each mention means."""
    certain = Counter(place.regions[0].code for place, _ in mentions if len(place.regions) == 1)
    provinces = Counter(
        {place.regions[0].province or place.regions[0].code: 1 for place, _ in mentions if len(place.regions) == 1}
    )
    hint = _publisher_hint(context)
    out: list[tuple[Place, Region | None, float]] = []
    for place, weight in mentions:
        out.append((place, _choose(place, certain, provinces, hint), weight))
    return out


def _choose(place: Place, certain: Counter[str], provinces: Counter[str], hint: str) -> Region | None:
    if len(place.regions) == 1:
        return place.regions[0]
    named = [r for r in place.regions if certain[r.code]]
    if len(named) == 1:
        return named[0]
    hinted = [r for r in place.regions if r.name.lower().replace(" ", "") in hint] if hint else []
    if len(hinted) == 1:
        return hinted[0]
    near = [r for r in place.regions if provinces[r.province]]
    if len(near) == 1:
        return near[0]
    return None


def _publisher_hint(context: Context) -> str:
    article = context.article
    return " ".join(filter(None, (article.publisher, article.url))).lower().replace("-", "").replace("kab.", "kabupaten")


def _unresolved(place: Place) -> tuple[str, str]:
    """A name that may be two regions keeps its bare form and the level of the first candidate."""
    region = place.regions[0]
    return region.bare, place.level or region.level


def _subjects(entries: list[_Entry]) -> list[_Entry]:
    """The region of the greatest weight, and those within half of it that stand as governments."""
    best = max(e.weight for e in entries)
    return [e for e in entries if e.weight >= best * 0.6]
