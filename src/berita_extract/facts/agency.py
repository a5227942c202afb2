"""Agencies: every government body that the article names, one entry a body, also one named only inside a position."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from berita_extract.chunks import Body, Position
from berita_extract.facts.context import Context
from berita_extract.lexicon import SPACE, STOP
from berita_extract.model import Agency


@dataclass
class _Entry:
    """The mentions of one body."""

    first: Body
    name: str
    acronym: str | None
    names: set[str] = field(default_factory=set)
    bodies: list[Body] = field(default_factory=list)


def find(context: Context) -> list[Agency]:
    """All agencies; also leaves `agency_at` (word index of a mention -> id) for the modules that come later."""
    entries: list[_Entry] = []
    by_name: dict[str, _Entry] = {}
    bodies = _bodies(context)
    long_forms = [b for b in bodies if b.rule != "agency.acronym" and b.rule != "agency.coined_acronym"]
    short_forms = [b for b in bodies if b.rule in {"agency.acronym", "agency.coined_acronym"}]
    short_forms.sort(key=lambda b: " " not in b.name)  # "Dinas PUPR" before "PUPR"
    for body in [*long_forms, *short_forms]:
        entry = _existing(body, entries, by_name, context)
        if entry is None:
            entry = _Entry(body, body.name, body.acronym)
            entries.append(entry)
        _merge(entry, body, by_name)
    entries = _without_clipped(_without_bare(entries), context)
    for entry in entries:
        entry.bodies.sort(key=lambda b: b.start)
    entries.sort(key=lambda e: e.bodies[0].start)
    at: dict[int, str] = {}
    out = []
    for number, entry in enumerate(entries, 1):
        for body in entry.bodies:
            at[body.start] = f"a{number}"
        out.append(_agency(f"a{number}", entry, context))
    context.found["agency_at"], context.found["agencies"] = at, out
    return out


def _without_bare(entries: list[_Entry]) -> list[_Entry]:
    """ "Direktur RSUD" means the one hospital that the article names, and is no body of its own."""
    out = []
    for entry in entries:
        bare = " " not in entry.name.strip()
        if bare and entry.first.kind in _CALLED_BY_NAME:
            named = [e for e in entries if e is not entry and e.first.kind == entry.first.kind]
            if len(named) == 1:
                named[0].bodies.extend(entry.bodies)
            continue
        if bare and entry.first.kind == "vertikal":  # "Kasdim Kodim" beside "Kodim 0805/Ngawi"
            named = [e for e in entries if e.name.lower().startswith(f"{entry.name.lower()} ")]
            if len(named) == 1:
                named[0].bodies.extend(entry.bodies)
                continue
        out.append(entry)
    return out


def _without_clipped(entries: list[_Entry], context: Context) -> list[_Entry]:
    """ "Dinas Lingkungan" is the one body whose name goes on from there ("Dinas Lingkungan Hidup"), and "PUPR" beside a
    "Dinas PUPR" is called so too."""
    if len(entries) < 2:
        return entries
    named = [(_key(e.name), e) for e in entries]
    by_key = dict(named)
    out = []
    for key, entry in named:
        if " " not in key:
            fuller = next((by_key[long] for long in _under_heads(key) if long in by_key), None)
            if fuller is not None:
                entry.name = f"{fuller.name.split()[0]} {entry.name}"
        elif entry.first.kind not in _NEVER_CLIPPED:
            longer = [e for other, e in named if other.startswith(f"{key} ") and e.first.kind == entry.first.kind]
            if len(longer) == 1 and _regions_agree(entry, longer[0], context):
                longer[0].bodies.extend(entry.bodies)
                continue
        out.append(entry)
    return out


def _regions_agree(one: _Entry, other: _Entry, context: Context) -> bool:
    mine = {_region(b, context) for b in one.bodies} - {None}
    theirs = {_region(b, context) for b in other.bodies} - {None}
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _under_heads(key: str) -> tuple[str, ...]:
    """The fuller forms of a name known by its short form: "pupr" -> "dinas pupr" …"""
    return tuple(f"{head} {key}" for head in _HEADS)


def _bodies(context: Context) -> list[Body]:
    out: list[Body] = []
    loose: list[Body] = []  # of the central bank: banks are no agencies, but its officials hold a public office
    for kind, _, _, value in context.chunking.named:
        if kind == "POSITION":
            assert isinstance(value, Position)
            if value.body is not None:
                out.append(_with_region(value.body, value))
            if value.further:
                out.extend(_with_region(body, value) for body in value.further)
        elif kind == "AGENCY":
            assert isinstance(value, Body)
            if value.family is not None and value.family.canonical == _CENTRAL_BANK:
                loose.append(value)
            elif not value.aside and not _is_credit(value, context):
                out.append(value)
    if loose and any(b.family is not None and b.family.canonical == _CENTRAL_BANK for b in out):
        out += loose
    return out


def _with_region(body: Body, position: Position) -> Body:
    """ "Kepala Kepolisian Resor (Kapolres) | Lumajang": the region of the office is that of its body."""
    place = position.place
    return replace(body, place=place) if body.place is None and place is not None and place.start >= body.stop else body


def _is_credit(body: Body, context: Context) -> bool:
    """ "(Diskominfo)" behind the last sentence of a paragraph says who sent the text in."""
    words, masks = context.analysis.words, context.analysis.masks
    before, after = body.start - 1, body.stop
    if before < 1 or after >= len(words):
        return False
    lowers = context.analysis.lowers
    if words[before] in {":", "."} and lowers[before - 1] in {"foto", "sumber", "laporan", "dok"}:
        return True
    if words[before] == "(" and lowers[after] in {"editor", "penulis", "red"}:
        return True
    if words[before] == "/":  # "(rz/Diskominfo)"
        before = next((k for k in range(before, max(0, before - 5), -1) if words[k] == "("), before)
    if words[before] != "(":
        return False
    if words[after] == "/":  # "(Diskominfo/rz)"
        after = next((k for k in range(after, min(len(words), after + 6)) if words[k] == ")"), after)
    if words[after] != ")":
        return False
    ends = after + 1 >= len(words) or bool(masks[after + 1] & SPACE)
    return ends and bool(masks[before - 1] & (STOP | SPACE))


_UNIT = re.compile(r"\d|\b(?:Kelas|Klas)\b|/")
_CALLED_BY_PLACE = frozenset({"puskesmas", "rumah_sakit", "kecamatan", "kelurahan", "desa"})
_NEVER_CLIPPED = _CALLED_BY_PLACE | {"legislatif"}  # "Dewan Perwakilan Rakyat" beside "… Rakyat Daerah"
_CENTRAL_BANK = "bank_indonesia"
_QUARTERS = ("mapol", "mako", "markas")  # a building, and no name of the body in it
_HEADS = ("dinas", "badan", "kementerian")
_CALLED_BY_NAME = frozenset({"puskesmas", "rumah_sakit"})


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    name = name.removeprefix("Pemerintah ") if name.startswith("Pemerintah ") else name
    return " ".join(name.lower().replace("-", " ").replace(".", "").replace("&", "dan").split())


def _existing(body: Body, entries: list[_Entry], by_name: dict[str, _Entry], context: Context) -> _Entry | None:
    """The entry that already stands for this body: the same name or acronym, or the same family in the same region."""
    region = _region(body, context)
    forms = [_key(form) for form in (body.name, body.acronym) if form]
    if body.rule == "agency.acronym" and " " not in body.name:
        forms += _under_heads(forms[0])
    elif (told := _short_form_told(forms[0], by_name)) is not None and _same_region(region, told, context):
        return told
    for form in forms:
        entry = by_name.get(form)
        if entry is not None and _same_region(region, entry, context):
            return entry
    if body.kind in _CALLED_BY_NAME:
        words = set(_key(body.name).split())
        for entry in entries:
            known = set(_key(entry.name).split())
            if entry.first.kind == body.kind and len(words & known) > 1 and (words <= known or known <= words):
                return entry
    if body.family is None or not body.family.canonical or body.kind in _CALLED_BY_PLACE or body.kind == "upt":
        return None
    if body.kind == "vertikal" and (region is None or _proper(body)):
        return None  # "Polres" of no region may be any
    for entry in entries:
        family = entry.first.family
        if family is None or family.canonical != body.family.canonical or not _same_region(region, entry, context):
            continue
        if body.kind != "vertikal" or (
            region in {_region(b, context) for b in entry.bodies} and not _proper(entry.first)
        ):
            return entry  # "Kejari Binjai", "Kejaksaan Negeri Binjai"
    return None


def _short_form_told(key: str, by_name: dict[str, _Entry]) -> _Entry | None:
    """The body whose short form stands behind its head noun or before its class: "Kementerian | PANRB", "KSOP | Kelas
    II", where the article has told what the letters stand for."""
    head, _, rest = key.partition(" ")
    if head in _HEADS:
        entry = by_name.get(rest)
        return entry if entry is not None and _key(entry.name).startswith(f"{head} ") else None
    entry = by_name.get(head) if rest.startswith("kelas ") else None
    return entry if entry is not None and " " in entry.name else None


def _proper(body: Body) -> bool:
    """Whether a body has a name of its own behind its kind: "Polsek Simo", "Lapas Kelas IIA"."""
    return body.rule != "agency.family" or bool(_UNIT.search(body.name))


def _region(body: Body, context: Context) -> str | None:
    at: dict[int, str] = context.found.get("government_at", {})
    return at.get(body.place.start) if body.place is not None else None


def _same_region(region: str | None, entry: _Entry, context: Context) -> bool:
    """Two mentions are of one body unless both name a region and the regions differ."""
    if region is None:
        return True
    known = {_region(b, context) for b in entry.bodies} - {None}
    return not known or region in known


def _merge(entry: _Entry, body: Body, by_name: dict[str, _Entry]) -> None:
    entry.bodies.append(body)
    short = body.rule in {"agency.acronym", "agency.coined_acronym"}
    if short and entry.first.rule not in {"agency.acronym", "agency.coined_acronym"}:
        entry.acronym = entry.acronym or body.name
    elif entry.name.lower().startswith(_QUARTERS) or (
        len(body.name) > len(entry.name) and not body.name.lower().startswith(_QUARTERS)
    ):
        entry.name = body.name
    elif body.kind == "vertikal" and " " in entry.name and " " not in body.name:
        entry.acronym = entry.acronym or body.name  # "Kejaksaan Negeri Binjai" … "Kejari Binjai"
    entry.acronym = entry.acronym or body.acronym
    for form in (body.name, body.acronym):
        if form:
            by_name.setdefault(_key(form), entry)


def _agency(identifier: str, entry: _Entry, context: Context) -> Agency:
    governments: dict[int, str] = context.found.get("government_at", {})
    government = next(
        (governments[b.place.start] for b in entry.bodies if b.place and b.place.start in governments), None
    )
    family = entry.first.family
    evidence = []
    for body in entry.bodies:
        start, end = context.analysis.span(body.start, body.end)
        evidence.append(context.evidence(start, end))
    return Agency(
        id=identifier,
        name=entry.name,
        acronym=entry.acronym if entry.acronym != entry.name else None,
        kind=entry.first.kind,  # type: ignore[arg-type]
        government=government,
        canonical=(family.canonical or None) if family else None,
        rule=entry.first.rule,
        evidence=tuple(evidence),
    )
