"""Governments: which provinces, kabupaten and kota the article names, and which of them the news is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from berita_extract.analysis import Analysis
from berita_extract.chunks import Body, Person, Place, Position
from berita_extract.facts.context import Context, Knowledge
from berita_extract.lexicon import LOWER, Region
from berita_extract.model import Evidence, Government

# A region after a ministry's or a national body's name says where that office stands, not whose news it is.
OF_CENTRAL_BODY = 0.3
_CENTRAL = frozenset({"kementerian", "lembaga", "vertikal"})
# From this weight on a mention is more than a bare name; so many words may stand before the place of the dateline.
ACTING, DATELINE_WORDS = 2.2, 4
# Weight of a mention, for its place in the text, from which on a government or its body or office is meant.
OF_GOVERNMENT = OF_UNIT = 2.0
OF_OFFICE = 2.5
_WHERE = frozenset({"di", "ke", "dari"})
# Words of a venue before the comma and the town; code points of a dateline before its place; its dashes; words at the
# beginning of a sentence among which it is told that somebody came.
ADDRESS_WORDS, DATELINE, ATTENDING_WITHIN = 8, 40, 5
_DASHES = frozenset({"-", "–", "—", "--"})
# What parts the names of a list: "Kota Pariaman, Cimahi, dan Kota Probolinggo".
_IN_LIST = frozenset({",", "dan", "serta", "&", "/"})
# How far before a bare name the word "kota" or "kabupaten" of its list may stand.
LISTED_WORDS = 16
# Weight added for a government that the headline names.
IN_HEADLINE = 4.0
MAX_HEADLINE = 200
_MIN_SHORT = 5  # letters of a first word ("Tidore") that stands for the whole name in a headline


@dataclass
class _Entry:
    region: Region | None
    name: str
    level: str
    weight: float = 0.0
    placed: bool = True  # named only as the place where something is
    levelled: bool = False  # named as a kabupaten or kota, or its government
    listed: bool = False  # so named, or a bare name in a list that one so named begins
    acting: bool = False  # named as a government, or with its own office or agency
    in_headline: bool = False
    told_where: bool = False  # named in the headline as the place alone
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
    ends: set[int] = set()
    origins = {c.end for c in context.chunking.named if isinstance(c.value, Person)}  # "Petrus dari Kabupaten Ende"
    origins = {k for k in origins if context.analysis.lowers[k : k + 1] in (["dari"], ["asal"])}
    last: tuple[int, bool] = (-1, False)  # end of the mention before, and whether the level is told there
    for place, region, weight in resolved:
        name, level = (region.name, region.level) if region else _unresolved(place)
        entry = entries.setdefault(name, _Entry(region, name, level))
        entry.weight += weight
        entry.acting = entry.acting or weight / _early(context, place) >= OF_GOVERNMENT
        told = bool(place.level or place.government)
        entry.levelled = entry.levelled or told
        told = told or (last[1] and _goes_on(context, last[0], place))
        entry.listed = entry.listed or told
        last = place.end, told
        entry.placed = entry.placed and (
            _is_placed(context, place, weight)
            or _behind_its_part(context, place, ends)
            or _is_attending(context, place, weight)
            or place.start - 1 in origins
        )
        if level != "provinsi":
            ends.add(place.end)
        start, end = context.analysis.span(place.start, place.end)
        entry.evidence.append(context.evidence(start, end))
        at[place.start] = name
    ids = {name: f"g{number}" for number, name in enumerate(entries, 1)}
    context.found["government_at"] = {word: ids[name] for word, name in at.items()}
    _weigh_headline(context, list(entries.values()))
    context.found["government_weights"] = {ids[name]: entry.weight for name, entry in entries.items()}
    context.found["news_of_ministry"] = _opens_with_ministry(context) and not any(
        e.in_headline for e in entries.values()
    )
    context.found["governments_levelled"] = {ids[name] for name, entry in entries.items() if entry.levelled}
    context.found["governments_listed"] = {ids[name] for name, entry in entries.items() if entry.listed}
    context.found["governments_in_headline"] = {ids[name] for name, entry in entries.items() if entry.in_headline}
    context.found["governments_told_where"] = {ids[name] for name, entry in entries.items() if entry.told_where}
    context.found["governments_acting"] = {ids[name] for name, entry in entries.items() if entry.acting}
    context.found["governments_placed"] = {ids[name] for name, entry in entries.items() if entry.placed}
    subject = [] if _is_national(context, entries.values()) else _subjects(list(entries.values()))
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


def _is_national(context: Context, entries: Iterable[_Entry]) -> bool:
    """Whether a ministry acts, and the regions are only the places where it does."""
    return all(entry.placed for entry in entries) and _opens_with_ministry(context)


def _opens_with_ministry(context: Context) -> bool:
    """Whether the first body that the text names is a ministry or another body of the state."""
    for chunk in context.chunking.named:
        value = chunk.value
        if isinstance(value, Position) and value.title.role in {"menteri", "wakil_menteri"}:
            return True
        body = value if isinstance(value, Body) else getattr(value, "body", None)
        if body is not None:
            return body.kind in _CENTRAL
    return False


def _weigh_headline(context: Context, entries: list[_Entry]) -> None:
    """Add weight to the governments that the headline names: in full, or by a first word that only one of them has."""
    analysis = context.knowledge.analyser(_headline(context))
    headline = f" {' '.join(analysis.lowers)} "
    context.found["headline_words"] = analysis.masks, analysis.lowers
    regions = [h.values["region"] for hits in analysis.hits.values() for h in hits if "region" in h.values]
    codes = {region.code for candidates in regions for region in candidates}
    firsts = Counter(_bare(entry).split()[0] for entry in entries if _bare(entry))
    for entry in entries:
        bare = _bare(entry)
        first = bare.split()[0] if bare else ""
        short = len(first) >= _MIN_SHORT and firsts[first] == 1 and f" {first} " in headline
        named = entry.region is not None and entry.region.code in codes
        if bare and (named or short or f" {bare} " in headline) and not _is_rival(context, analysis.lowers, bare):
            entry.weight += IN_HEADLINE
            entry.in_headline = entry.acting or not _only_place(analysis.lowers, bare)
            entry.placed = False
            entry.told_where = entry.level == "provinsi" and _told_where(analysis, entry)


def _is_rival(context: Context, lowers: list[str], bare: str) -> bool:
    """Whether the headline names a region only as one that another leaves behind: "Ungguli Solok, Agam Teratas"."""
    rivals: frozenset[str] = context.knowledge.prepare("rival_words", _rivals)
    first = bare.split()[0]
    places = [k for k, lower in enumerate(lowers) if lower == first]
    return bool(places) and all(not rivals.isdisjoint(lowers[max(0, k - 2) : k]) for k in places)


def _rivals(knowledge: Knowledge) -> frozenset[str]:
    rows = knowledge.rulebook.table("event_sides")
    return frozenset(word for row in rows if row["kind"] == "rival" for word in row.alternatives("words"))


def _came(knowledge: Knowledge) -> frozenset[str]:
    rows = knowledge.rulebook.table("event_sides")
    return frozenset(word for row in rows if row["kind"] == "came" for word in row.alternatives("words"))


def _told_where(analysis: Analysis, entry: _Entry) -> bool:
    """Whether the headline names a province only behind "di" or "se": "Peringkat Inovasi di Sulsel"."""
    code = entry.region.code if entry.region else ""
    before: set[str] = set()
    for start, hits in analysis.hits.items():
        if any(code == region.code for hit in hits for region in hit.values.get("region", ())):
            level = start and analysis.lowers[start - 1] in {"provinsi", "prov"}
            at = start - 2 if level else start - 1
            before.add(analysis.lowers[at] if at >= 0 else "")
    return bool(before) and before <= {"di", "se", "se-"}


def _only_place(lowers: list[str], bare: str) -> bool:
    """Whether the headline names a region only behind "di": where it happened."""
    first = bare.split()[0]
    before = [lowers[k - 1] for k, lower in enumerate(lowers) if k and lower == first]
    behind_level = [lowers[k - 2] for k, lower in enumerate(lowers) if k > 1 and lower == first]
    return set(before) == {"di"} or set(behind_level) == {"di"}


def _bare(entry: _Entry) -> str:
    return (entry.region.bare if entry.region else entry.name).lower()


def _headline(context: Context) -> str:
    title = context.article.title
    if not title:
        line, broken, _ = context.text.lstrip()[:MAX_HEADLINE].partition("\n")
        title = line if broken and not line.rstrip().endswith(".") else ""
    return title.encode("utf-8", "replace").decode("utf-8")


def places(context: Context) -> list[tuple[Place, float]]:
    """Every region mention in text order with its weight as evidence for "whose news is it"."""
    out: list[tuple[Place, float]] = []
    lowers, unit_end = context.analysis.lowers, -1
    for chunk in context.chunking.named:
        value = chunk.value
        place: Place | None = None
        weight = 1.0
        if isinstance(value, Place):
            place = value
            weight = 3.0 if value.government else 1.0
            if value.level and value.start == unit_end + 1 and lowers[unit_end] == ",":
                weight = max(weight, OF_UNIT)  # "Puskesmas Kuok, Kabupaten Kampar": the unit is its own
        elif isinstance(value, Body):
            place, weight = value.place, OF_CENTRAL_BODY if value.kind in _CENTRAL else OF_UNIT
            unit_end = -1 if value.kind in _CENTRAL else chunk.end
        elif isinstance(value, Position):
            place, weight = value.place or (value.body.place if value.body else None), OF_OFFICE
            if value.place is None and value.body is not None and value.body.kind in _CENTRAL:
                weight = OF_CENTRAL_BODY
        if place is not None:
            out.append((place, weight * _early(context, place)))
    return out


def _early(context: Context, place: Place) -> float:
    """What a mention counts for by its place in the text: from 2 at the beginning down to 1."""
    return 2.0 - place.start / max(1, context.analysis.n)


def resolve(context: Context, mentions: list[tuple[Place, float]]) -> list[tuple[Place, Region | None, float]]:
    """Decide which region each mention means."""
    certain = Counter(place.regions[0].code for place, _ in mentions if len(place.regions) == 1)
    provinces = Counter(
        {place.regions[0].province or place.regions[0].code: 1 for place, _ in mentions if len(place.regions) == 1}
    )
    hint = _publisher_hint(context)
    told = _level_told(context) if any(len(place.regions) > 1 for place, _ in mentions) else ""
    out: list[tuple[Place, Region | None, float]] = []
    for place, weight in mentions:
        region = _choose(place, certain, provinces, hint)
        if region is None:
            placed = place.start < DATELINE_WORDS or context.analysis.lowers[place.start - 1] in _WHERE
            region = _of_level(place, _level_listed(context, place) or ("" if placed else told))
        out.append((place, region, weight))
    return out


def _level_told(context: Context) -> str:
    """The level that the article speaks of throughout: "kota" where it has a Wali Kota or Pemkot and no Bupati."""
    words = context.knowledge.lexicon.words_of.level_words
    levels = {words[lower] for lower in context.analysis.lowers if lower in words}
    return levels.pop() if len(levels) == 1 else ""


def _level_listed(context: Context, place: Place) -> str:
    """The level of a list that a bare name stands in: "kategori kota dimenangkan Padang Panjang, Tegal …"."""
    analysis = context.analysis
    start, _ = analysis.sentences[analysis.sentence_of[place.start]]
    for lower in reversed(analysis.lowers[max(start, place.start - LISTED_WORDS) : place.start]):
        if lower in {"kota", "kabupaten", "provinsi"}:
            return lower
    return ""


def _of_level(place: Place, level: str) -> Region | None:
    fitting = [region for region in place.regions if region.level == level]
    return fitting[0] if len(fitting) == 1 and not place.level else None


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
    return (
        " ".join(filter(None, (article.publisher, article.url))).lower().replace("-", "").replace("kab.", "kabupaten")
    )


def _unresolved(place: Place) -> tuple[str, str]:
    """A name that may be two regions keeps its bare form and the level of the first candidate."""
    region = place.regions[0]
    return region.bare, place.level or region.level


def _is_placed(context: Context, place: Place, weight: float) -> bool:
    """Whether the mention is a bare name in the dateline or after "di": where it happened, not who did it."""
    if place.level or place.government or weight >= ACTING:
        return False
    lowers = context.analysis.lowers
    before = lowers[place.start - 1]
    return (
        place.start < DATELINE_WORDS
        or before in _WHERE
        or (before == "," and _ends_address(context, place.start - 1))
        or _in_dateline(context, place)
    )


def _ends_address(context: Context, comma: int) -> bool:
    """Whether nothing but names stands between "di" and the comma before a place: "di Hotel Sultan, Jakarta"."""
    lowers, masks = context.analysis.lowers, context.analysis.masks
    for k in range(comma - 1, max(-1, comma - ADDRESS_WORDS), -1):
        if masks[k] & LOWER:
            return k < comma - 1 and lowers[k] == "di"
    return False


def _in_dateline(context: Context, place: Place) -> bool:
    """Whether a line of capitals alone goes before the place and a dash behind it: "kabarnegeri.example, JAKARTA -"."""
    analysis = context.analysis
    if place.end >= analysis.n or analysis.lowers[place.end] not in _DASHES:
        return False
    start, end = analysis.starts[place.start], analysis.starts[place.end]
    line = analysis.text.rfind("\n", max(0, start - DATELINE), start)
    return analysis.words[place.start].isupper() and (line >= 0 or start <= DATELINE) and end > start


def _is_attending(context: Context, place: Place, weight: float) -> bool:
    """Whether it belongs to an office in a sentence that only tells who came: "Turut hadir Bupati Langkat …"."""
    if round(weight / _early(context, place), 1) != OF_OFFICE:
        return False
    analysis = context.analysis
    start, _ = analysis.sentences[analysis.sentence_of[place.start]]
    came: frozenset[str] = context.knowledge.prepare("came_words", _came)
    opening = analysis.lowers[start : min(start + ATTENDING_WITHIN, place.start)]
    return not came.isdisjoint(opening)


def _goes_on(context: Context, end: int, place: Place) -> bool:
    """Whether only a comma or an "and" parts a mention from the one that ends at word `end`: both are of one list."""
    between = context.analysis.lowers[end : place.start]
    return 0 < len(between) <= 2 and _IN_LIST.issuperset(between)


def _behind_its_part(context: Context, place: Place, ends: set[int]) -> bool:
    """Whether a province stands in brackets or behind a comma after another region: "Kabupaten Wonogiri (Jawa
    Tengah)" says where that one lies."""
    before = context.analysis.lowers[place.start - 1]
    return (
        not place.government
        and place.regions[0].level == "provinsi"
        and before in {"(", ","}
        and place.start - 1 in ends
    )


def _subjects(entries: list[_Entry], share: float = 0.6) -> list[_Entry]:
    """The region of the greatest weight, and those within `share` of it; a province beside its kabupaten is no subject
    of its own, since the news names it to say where the kabupaten is; nor is a place where something only happens."""
    acting = [e for e in entries if not e.placed]
    best = max(acting or entries, key=lambda e: e.weight)
    entries = acting or [best]
    near = [e for e in entries if e.weight >= best.weight * share]
    within = [e for e in near if best.level == "provinsi" and e.region and best.region and e is not best
              and e.region.province == best.region.code]  # fmt: skip
    led = best.in_headline and not any(e.in_headline for e in within)
    if (
        len(within) == 1 and within[0].levelled and not led
    ):  # the province only gives the prize, or is where the place lies
        best = within[0]
    if led:  # the mayor of the town is only a guest
        near = [e for e in near if e not in within]
    inside = {e.region.province for e in near if e.region and e.level != "provinsi"}
    return [e for e in near if e is best or not (e.level == "provinsi" and e.region and e.region.code in inside)]
