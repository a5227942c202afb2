"""Officials and other people: who is named, with which office, and where each is mentioned again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress

from berita_extract.chunks import Body, Chunk, Person, Position
from berita_extract.facts import bystanders
from berita_extract.facts.attributed import attributed_names
from berita_extract.facts.context import Context, Knowledge
from berita_extract.facts.nickname import Mention, nicknames, nicknames_told
from berita_extract.facts.office_agency import agency_of
from berita_extract.facts.speech_words import speech_words
from berita_extract.frames import FrameMatch
from berita_extract.lexicon import CAPITAL, COMMON, HONORIFIC, NAME, ORG, TITLE
from berita_extract.model import Agency, Evidence, Official, OtherPerson

# What a bare title becomes where the text names its agency.
_BY_KIND = {
    ("kepala", "dinas"): "kepala_dinas", ("kepala", "badan"): "kepala_badan", ("kepala", "upt"): "kepala_upt",
    ("kepala", "puskesmas"): "kepala_puskesmas", ("kepala", "desa"): "kepala_desa",
    ("kepala", "lembaga"): "kepala_lembaga",
    ("sekretaris", "dinas"): "sekretaris_dinas", ("sekretaris", "badan"): "sekretaris_badan",
    ("ketua", "legislatif"): "ketua_dprd", ("wakil_ketua", "legislatif"): "wakil_ketua_dprd",
    ("anggota", "legislatif"): "anggota_dprd", ("sekretaris", "legislatif"): "sekretaris_dprd",
}  # fmt: skip


def role_of(position: Position) -> str:
    """The normalised role, made precise by the agency ("Kepala Bappeda" -> kepala_badan)."""
    role = position.title.role
    return _BY_KIND.get((role, position.body.kind), role) if position.body is not None else role


_PEOPLE = ("person", "person_b", "person_c", "person_d", "person_e", "person_f")  # groups of a frame


_PRONOUNS = frozenset({"ia", "dia", "beliau"})
_NO_MORE = frozenset({"pernah", "sempat", "sebelumnya", "dulu", "semasa", "ketika"})
MAX_BEFORE_OFFICE = 6  # words in which "ia menjabat sebagai" stands


@dataclass
class Pair:
    """A person and an office that a frame put together (office None: a person alone)."""

    person: Person
    position: Position | None
    rule: str


@dataclass
class Entity:
    """One person of the article with all mentions."""

    names: list[str] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    spans: set[tuple[int, int]] = field(default_factory=set)  # half-open word ranges
    honorifics: list[str] = field(default_factory=list)
    degrees: list[str] = field(default_factory=list)
    key: tuple[str, ...] = ()
    id: str = ""
    short_at: set[int] = field(default_factory=set)  # words where a short form stands for the whole name

    @property
    def name(self) -> str:
        """The fullest form in the text: most words, then most letters."""
        return max(self.names, key=lambda n: (len(n.split()), len(n)))


def pairs(context: Context) -> list[Pair]:
    """Run the frames; a chunk serves one pair only (two for frames with `further: true`), earlier passes first."""
    chunks = context.chunking.chunks
    matches = context.frame_matches("official")
    private, _ = context.knowledge.prepare("private_offices", _private_offices)
    matches.sort(key=lambda m: (_is_private(chunks, m, private), m[1].rule.settings.get("pass", 2), m[0] + m[1].start))
    used: set[int] = set()
    out: list[Pair] = []
    for first, match in matches:
        pairing = [(first + position, first + person) for position, person in _roles(match)]
        offices, people = {o for o, _ in pairing}, {p for _, p in pairing}
        further = match.rule.settings.get("further") and not offices & used
        if (offices | people) & used and not further:
            continue
        found = [_pair(context, chunks[o], chunks[p], match) for o, p in pairing]
        if any(pair is None or _of_firm(context, pair) for pair in found):
            continue
        used |= offices | people
        out += [pair for pair in found if pair is not None]
    out += _by_pronoun(context, used)
    context.found["used_chunks"] = used
    return out


def _by_pronoun(context: Context, used: set[int]) -> list[Pair]:
    """ "Saat ini ia menjabat sebagai | Sekretaris Dinas Sosial": the office of who was named last."""
    lowers, out = context.analysis.lowers, []
    last: Person | None = None
    taken = {id(context.chunking.chunks[number].value) for number in used}
    for chunk in context.chunking.named:
        value = chunk.value
        if isinstance(value, Person):
            last = value
        elif isinstance(value, Position) and last is not None and id(value) not in taken:
            before = lowers[max(0, value.written - MAX_BEFORE_OFFICE) : value.written]
            holds = before[-1:] == ["menjabat"] or before[-2:] == ["menjabat", "sebagai"]
            if holds and _PRONOUNS.intersection(before) and _NO_MORE.isdisjoint(before):
                out.append(Pair(last, value, "official.of_pronoun"))
    return out


def _is_private(chunks: list[Chunk], found: tuple[int, FrameMatch], private: frozenset[str]) -> bool:
    """Whether a frame tells of no public office ("selaku inovator"): those that do are believed first."""
    first, match = found
    office = chunks[first + match.groups["position"][0]].value
    return isinstance(office, Position) and office.title.role in private and office.title.role not in _OPEN


def _pair(context: Context, office: Chunk, person: Chunk, match: FrameMatch) -> Pair | None:
    """The pair, or None where the frame is only for certain roles (`set: {roles: [...]}`)."""
    assert isinstance(person.value, Person) and isinstance(office.value, Position)
    roles = match.rule.settings.get("roles")
    if roles and role_of(office.value) not in roles:
        return None
    return Pair(bystanders.without_firm(context, person.value), office.value, match.rule.id)


def _of_firm(context: Context, pair: Pair) -> bool:
    """ "Direktur PT | Tirta Kelana", "politisi Partai | Amanah": the name of the firm; "Editor: Budi": a byline."""
    assert pair.position is not None
    told = bystanders.words(context.knowledge)
    first, last = (context.analysis.lowers[k] for k in (pair.position.start, pair.position.end - 1))
    firm = pair.position.end == pair.person.start and not pair.person.honorifics and not pair.person.degrees
    credited = context.analysis.words[pair.person.start - 1] in {":", "|"}
    return (firm and last in told["firm"]) or (first in told["byline"] and credited)


def _roles(match: FrameMatch) -> list[tuple[int, int]]:
    """(position chunk, person chunk) for each person that the frame names."""
    groups = match.groups
    positions = [groups[k][0] for k in ("position", "position_b") if k in groups]
    people = [groups[k][0] for k in _PEOPLE if k in groups]
    if len(positions) == len(people):
        return list(zip(positions, people, strict=True))
    return [(positions[0], person) for person in people]


def find(context: Context) -> tuple[list[Official], list[OtherPerson]]:
    """All officials and other named people, each with every mention as evidence.

    Leaves `people` (list of Entity, ids set) in `context.found` for the modules that need mentions.
    """
    entities: list[Entity] = []
    paired = pairs(context)
    loose = _loose_people(context, {(p.person.start, p.person.end) for p in paired})
    for pair in sorted([*paired, *loose], key=lambda p: (-len(_tokens(p.person.name)), not p.person.honorifics)):
        entity = _match(entities, pair, context)
        if entity is None:
            entity = Entity(key=_tokens(pair.person.name))
            entities.append(entity)
        _absorb(entity, pair, context)
    entities = [e for e in entities if _worth(e)]
    _short_names(entities, context)
    _later_mentions(entities, context)
    entities = _without_nicknames([e for e in entities if not _stray(e, context)], context)
    _title_mentions(entities, context)
    entities.sort(key=lambda e: min(e.spans))
    officials: list[Official] = []
    others: list[OtherPerson] = []
    for entity in entities:
        offices = [p for p in entity.pairs if _public(p.position, context) and not _of_campus(p, context)]
        if offices:
            entity.id = f"o{len(officials) + 1}"
            officials.append(_official(entity, offices, context))
        elif (staff := _staff_of(entity, context)) is not None:
            entity.id = f"o{len(officials) + 1}"
            officials.append(_staff(entity, staff, context))
        else:
            entity.id = f"p{len(others) + 1}"
            others.append(_other(entity, context))
    context.found["people"] = entities
    return officials, others


@lru_cache(maxsize=8192)
def _tokens(name: str) -> tuple[str, ...]:
    words = name.lower().replace(".", " ").replace("’", "'").split()
    return tuple(word.strip("'\"‘“”") for word in words)  # a nickname inside it may stand between marks


def _loose_people(context: Context, paired: set[tuple[int, int]]) -> list[Pair]:
    values = [chunk.value for chunk in context.chunking.named if chunk.kind == "PERSON"]
    people = [
        bystanders.without_firm(context, v) for v in values if isinstance(v, Person) and (v.start, v.end) not in paired
    ]
    none = {v.name for v in people if bystanders.is_none(context, v) and not _before_employer(context, v)}
    out = [Pair(v, None, "person.alone") for v in people if v.name not in none]
    for start, end in attributed_names(context):  # "…," kata Mamet: only the place tells that it is a name
        name = " ".join(context.analysis.slice(start, end).split())
        if len(name) > 2:
            out.append(Pair(Person(start, end, name, start, end, strong=True), None, "person.attributed"))
    for start, end in bystanders.introduced(context):
        name = " ".join(context.analysis.slice(start, end).split())
        out.append(Pair(Person(start, end, name, start, end, strong=True), None, "person.introduced"))
    return out


def _of_other_sex(entity: Entity, person: Person, context: Context) -> bool:
    """ "H. Rusdianto" is not his wife, "Hj. Yetti Rusdianto", whose name holds his."""
    told = bystanders.words(context.knowledge)
    mine, theirs = (
        {sex for sex in ("woman", "man") if any(word.lower().rstrip(".") in told[sex] for word in words)}
        for words in (person.honorifics, entity.honorifics)
    )
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _holds_office(entity: Entity, context: Context) -> bool:
    return any(_public(p.position, context) for p in entity.pairs)


def _before_employer(context: Context, person: Person) -> bool:
    """ "SIAGA (Hasnawiah/Dinas Pertanian)": a name and whose staff that is."""
    words, k = context.analysis.words, person.end
    slashed = k + 1 < len(words) and words[k] == "/" and words[person.start - 1] == "("
    return slashed and k + 1 in context.found.get("agency_at", ())


def _match(entities: list[Entity], pair: Pair, context: Context) -> Entity | None:
    """The entity that the name belongs to: its words stand in the fuller name in order, or differ by a slip."""
    tokens = _tokens(pair.person.name)
    first, size = tokens[0], len(tokens)
    fitting = [
        e for e in entities
        if (first in e.key or len(first) == 1) and size <= len(e.key) and _subsequence(tokens, e.key)
        and not (e.honorifics and pair.person.honorifics and _of_other_sex(e, pair.person, context))
    ]  # fmt: skip
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        named_first = [e for e in fitting if e.key[0] == first]
        return next((e for e in named_first or fitting if _holds_office(e, context)), (named_first or fitting)[0])
    if size == 1:
        return None
    name = " ".join(tokens)
    return next((e for e in entities if size == len(e.key) and _slip(name, " ".join(e.key))), None)


def _subsequence(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    left = len(full) - len(short)  # words of the full name that may still be passed over
    k = 0
    for word in short:
        while left >= 0 and not (word == full[k] or (len(word) == 1 and full[k].startswith(word))):
            k += 1
            left -= 1
        if left < 0:
            return False
        k += 1
    return left >= 0


def _slip(a: str, b: str) -> bool:
    """At most one letter changed, left out or added (two in names of twelve letters and more)."""
    if abs(len(a) - len(b)) > 1 or len(a) < 8:
        return False
    limit = 2 if len(a) >= 12 else 1
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) <= limit
    short, long = sorted((a, b), key=len)
    return any(long[:k] + long[k + 1 :] == short for k in range(len(long)))


def _absorb(entity: Entity, pair: Pair, context: Context) -> None:
    entity.names.append(pair.person.name)
    entity.pairs.append(pair)
    entity.spans.add((pair.person.name_start, pair.person.name_end))
    for word in pair.person.honorifics:
        if word not in entity.honorifics:
            entity.honorifics.append(word)
    for word in pair.person.degrees:
        if word not in entity.degrees:
            entity.degrees.append(word)


def _worth(entity: Entity) -> bool:
    """A name is a person where an office, an honorific, a degree or a known name part says so."""
    return any(p.position is not None or p.person.strong for p in entity.pairs)


def _without_nicknames(entities: list[Entity], context: Context) -> list[Entity]:
    """A nickname ("yang akrab disapa Mbak Wulan") that was taken for a person of its own belongs to its bearer."""
    for number, entity in enumerate(entities):
        entity.id = str(number)
    words = speech_words(context.knowledge)
    owners: dict[int, str] = {}
    if nicknames_told(context, words):
        named = [Mention(p.person.start, p.person.end, e.id) for e in entities for p in e.pairs]
        owners = {w: who for a, b, who in nicknames(context, words, sorted(named), entities) for w in range(a, b)}
    owners |= {word: entity.id for entity in entities for word in entity.short_at}
    if not owners:
        return entities
    out = []
    for entity in entities:
        owner = owners.get(entity.pairs[0].person.name_start, entity.id)
        if owner == entity.id or any(p.position for p in entity.pairs):
            out.append(entity)
        else:
            entities[int(owner)].spans |= entity.spans
    return out


def _stray(entity: Entity, context: Context) -> bool:
    """A single word named once, at the beginning of a sentence, without a word that makes it a person."""
    if len(entity.spans) > 1 or len(entity.key) > 1 or entity.pairs[0].rule != "person.alone":
        return False
    return bystanders.is_stray(context, entity.pairs[0].person, speech_words(context.knowledge).verbs)


def _public(position: Position | None, context: Context) -> bool:
    """Whether the office is a public one: "Ketua" of what is no government body is not, nor "Sekjen Partai X"."""
    if position is None or position.former:
        return False
    private, markers = context.knowledge.prepare("private_offices", _private_offices)
    end = min(position.end + 1, context.analysis.n)
    lowers, role = context.analysis.lowers[position.start : end], position.title.role
    if not markers.isdisjoint(lowers) and _marked(position, markers.intersection(lowers), lowers):
        return False
    if role not in private or (position.body is not None and role in _OPEN):
        return True
    if role in _OF_BODY_BEFORE and _body_before(position, context):
        return True
    if role == "koordinator":  # "Koordinator Riset dan Inovasi"
        masks = context.analysis.masks[position.start + 1 : position.end]
        return sum(1 for mask in masks if mask & ORG and mask & CAPITAL) > 1
    return role == "kepala" and position.place is not None  # "Kepala Litbang Manokwari"


# Titles that people of any body may have.
_OF_A_TEAM = frozenset({"ketua_tim", "kepala_subpokja"})


def _of_campus(pair: Pair, context: Context) -> bool:
    """ "Ketua tim, Nurlaila Hamzah | dari Universitas X": a juror from outside."""
    if pair.position is None or pair.position.title.role not in _OF_A_TEAM or pair.position.body is not None:
        return False
    lowers, k = context.analysis.lowers, pair.person.end
    campuses = bystanders.words(context.knowledge)["campus"]
    return k + 1 < len(lowers) and lowers[k] == "dari" and lowers[k + 1] in campuses


def _marked(position: Position, marks: frozenset[str], lowers: list[str]) -> bool:
    """Whether words like "partai" in an office say that it is no public one."""
    if "fraksi" in lowers:
        marks -= {"partai"}
    if position.title.role in {"menteri", "wakil_menteri"} or position.body is not None:
        marks -= {"bumn"}  # a ministry, later a state body
    return bool(marks)


_SECOND_OFFICE = "official.name_who_is_position"  # "… yang juga menjabat Plh. Asisten II"
# Titles that are public or private by the body that they belong to.
_OPEN = frozenset({
    "kepala", "wakil_kepala", "ketua", "wakil_ketua", "sekretaris", "anggota", "koordinator", "pimpinan", "direktur",
    "wakil_direktur", "direktur_utama", "bendahara", "ketua_tim", "admin", "tenaga_ahli", "manajer",
    "juru_bicara", "peneliti", "tenaga_kesehatan", "humas",
})  # fmt: skip


# Bare titles that belong to the body of the office named before them in the same sentence.
_OF_BODY_BEFORE = frozenset({"sekretaris", "kepala", "wakil_kepala"})


def _body_before(position: Position, context: Context) -> bool:
    """Whether an office of a body stands before it in the sentence ("Kepala DPMPD Anwar melalui | Sekretaris Eka")."""
    first, _ = context.analysis.sentences[context.analysis.sentence_of[position.start]]
    return any(
        isinstance(c.value, Position) and c.value.body is not None
        for c in context.chunking.named
        if first <= c.start < position.start
    )


def _private_offices(knowledge: Knowledge) -> tuple[frozenset[str], frozenset[str]]:
    """(roles that are no public office, words that say so inside an office)."""
    book = knowledge.rulebook
    return frozenset(book.words("private_roles")), frozenset(book.words("private_markers"))


def _later_mentions(entities: list[Entity], context: Context) -> None:
    """Names alone further on: a capitalised word that is part of exactly one known name."""
    analysis = context.analysis
    owners: dict[str, Entity | None] = {}  # None: the word stands in several names
    for entity in entities:
        for token in set(entity.key):
            if len(token) >= 3:
                owners[token] = None if token in owners else entity
    lowers, masks = analysis.lowers, analysis.masks
    places = [i for i in compress(range(analysis.n), map(owners.__contains__, lowers)) if masks[i] & CAPITAL]
    if not places:
        return
    covered = {k for e in entities for p in e.pairs for k in range(p.person.start, p.person.end)}
    for chunk in context.chunking.named:
        if chunk.kind != "PERSON":
            covered.update(range(chunk.start, chunk.end))
    end = 0
    for i in places:
        owner = owners[lowers[i]]
        if owner is None or i < end or i in covered:
            continue
        end = i + 1
        while end < analysis.n and lowers[end] in owner.key and masks[end] & CAPITAL:
            end += 1
        before = masks[i - 1] if i else 0
        named = masks[i] & NAME or before & HONORIFIC or len(owner.key) == 1 or end - i > 1
        alone = not (end < analysis.n and masks[end] & CAPITAL) and not before & CAPITAL
        if named or alone:
            owner.spans.add((i, end))


def _short_names(entities: list[Entity], context: Context) -> None:
    """ "Agus Hari Yulianto (AHY)", "Bambang Sutopo (Bamsut)": the short form in brackets stands for the person."""
    a = context.analysis
    for entity in entities:
        ends = {p.person.end for p in entity.pairs}
        for end in sorted(ends):
            if end + 2 >= a.n or a.words[end] != "(" or a.words[end + 2] != ")" or not a.masks[end + 1] & CAPITAL:
                continue
            short = a.lowers[end + 1]
            initials = "".join(word[0] for word in entity.key)
            akin = initials in {short, short[1:]} or (len(short) > 4 and short[:3] == entity.key[0][:3])
            if not akin and not (a.masks[end + 1] & TITLE and _speaks(context, short)):
                continue
            for k, lower in enumerate(a.lowers):
                if lower == short and a.masks[k] & CAPITAL:
                    entity.spans.add((k, k + 1))
                    entity.short_at.add(k)


def _speaks(context: Context, word: str) -> bool:
    """Whether a name stands behind a verb of speech somewhere ("jelas Appi")."""
    lowers, verbs = context.analysis.lowers, speech_words(context.knowledge).after
    return any(lower == word and k and lowers[k - 1] in verbs for k, lower in enumerate(lowers))


def _title_mentions(entities: list[Entity], context: Context) -> None:
    """An office alone ("kata Bupati") points to the one person of that office that the article names."""
    by_role: dict[str, list[Entity]] = {}
    for entity in entities:
        for role in {role_of(p.position) for p in entity.pairs if p.position is not None}:
            by_role.setdefault(role, []).append(entity)
    taken = {id(p.position) for e in entities for p in e.pairs if p.position is not None}
    titles: list[tuple[Chunk, Entity]] = []
    for chunk in context.chunking.of("POSITION"):
        position = chunk.value
        assert isinstance(position, Position)
        holders = by_role.get(role_of(position), [])
        if id(position) in taken or len(holders) != 1 or not _agrees(position, holders[0], context):
            continue
        titles.append((chunk, holders[0]))
        holders[0].spans.add((chunk.start, chunk.end))
    context.found["title_mentions"] = titles


def _agrees(position: Position, entity: Entity, context: Context) -> bool:
    """Agency and region of an office alone must not contradict those of the person's office."""
    agencies: dict[int, str] = context.found.get("agency_at", {})
    governments: dict[int, str] = context.found.get("government_at", {})
    for pair in entity.pairs:
        if pair.position is None or role_of(pair.position) != role_of(position):
            continue
        mine, theirs = _agency_of(position.body, agencies), _agency_of(pair.position.body, agencies)
        if mine and theirs and mine != theirs:
            continue
        if position.place and pair.position.place:
            here, there = governments.get(position.place.start), governments.get(pair.position.place.start)
            if here and there and here != there:
                continue
        return True
    return False


def _agency_of(body: Body | None, agencies: dict[int, str]) -> str | None:
    return agencies.get(body.start) if body is not None else None


def _official(entity: Entity, offices: list[Pair], context: Context) -> Official:
    main = [p for p in offices if p.rule != _SECOND_OFFICE] or offices
    best = max(main, key=lambda p: p.position.end - p.position.start if p.position else 0)
    position = best.position
    assert position is not None
    governments: dict[int, str] = context.found.get("government_at", {})
    place = position.place or (position.body.place if position.body else None)
    return Official(
        id=entity.id,
        name=entity.name,
        honorifics=tuple(entity.honorifics),
        degrees=tuple(entity.degrees),
        position=office_of(position, context),
        role=role_of(position),
        acting=next((p.position.acting for p in offices if p.position and p.position.acting), None),
        agency=agency_of(position, role_of(position), context),
        government=governments.get(place.start) if place else None,
        rule=best.rule,
        evidence=_evidence(entity, context),
    )


# Roles of an occasion, which tell no office: their holders may be staff of a body all the same.
_OCCASIONAL = frozenset({"inovator", "narasumber", "admin"})
_NO_EMPLOYER = frozenset({"desa", "kelurahan", "kecamatan", "upt", "legislatif"})


def _staff_of(entity: Entity, context: Context) -> Agency | None:
    """The body that a person without an office is said to be of: "inovator Asep Kurnia | dari Disdukcapil"."""
    words, lowers = context.analysis.words, context.analysis.lowers
    at: dict[int, str] = context.found.get("agency_at", {})
    for pair in entity.pairs:
        k, masks = pair.person.end, context.analysis.masks[pair.person.name_start : pair.person.name_end]
        named = any(mask & NAME for mask in masks) and not any(mask & COMMON for mask in masks)
        bracketed = _before_employer(context, pair.person)
        if pair.position is None and (len(entity.key) < 2 or not named) and not bracketed:
            continue
        if pair.position is not None and pair.position.title.role not in _OCCASIONAL:
            return None
        k += k < len(words) and words[k] == ","
        if k + 1 < len(words) and (lowers[k] == "dari" or bracketed) and k + 1 in at:
            found = next(a for a in context.found["agencies"] if a.id == at[k + 1])
            return found if bracketed or found.kind not in _NO_EMPLOYER else None
    return None


def _staff(entity: Entity, agency: Agency, context: Context) -> Official:
    """Somebody of a body whose office the text does not tell."""
    return Official(
        id=entity.id,
        name=entity.name,
        honorifics=tuple(entity.honorifics),
        degrees=tuple(entity.degrees),
        position=agency.name if any(_before_employer(context, p.person) for p in entity.pairs) else None,
        agency=agency.id,
        government=agency.government,
        rule="official.of_body",
        evidence=_evidence(entity, context),
    )


def office_of(position: Position, context: Context) -> str:
    """The office as written, its acting mark too, on one line, without the -nya of "Camatnya"."""
    text = " ".join(context.analysis.slice(position.written, position.name_end or position.end).split())
    return text[:-3] if text.endswith("nya") and " " not in text else text


def _other(entity: Entity, context: Context) -> OtherPerson:
    office = next((p.position for p in entity.pairs if p.position is not None), None)
    if office is not None:
        told: str | None = context.analysis.slice(office.start, office.end)
    else:
        ordered = sorted(entity.pairs, key=lambda p: p.person.start)
        apart = (bystanders.description(context, p.person.start, p.person.end) for p in ordered)
        told = next((text for text in apart if text), None)
    return OtherPerson(
        id=entity.id,
        name=entity.name,
        honorifics=tuple(entity.honorifics),
        degrees=tuple(entity.degrees),
        description=" ".join(told.split()) if told else None,
        rule=entity.pairs[0].rule,
        evidence=_evidence(entity, context),
    )


def _evidence(entity: Entity, context: Context) -> tuple[Evidence, ...]:
    span = context.analysis.span
    return tuple([context.evidence(*span(start, end)) for start, end in sorted(entity.spans)])
