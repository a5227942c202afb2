"""The agency that an office belongs to, where the office does not name it: "Camat Suoh", "Menteri PANRB", "Ketua
Komisi III", "Kabid Litbang"; only an agency that the article names elsewhere, and null where two fit."""

from __future__ import annotations

from berita_extract.chunks import Position
from berita_extract.facts.context import Context
from berita_extract.lexicon import Family
from berita_extract.model import Agency

# Kinds of the agencies that a role is of.
_KINDS = {
    "camat": {"kecamatan"}, "sekretaris_camat": {"kecamatan"}, "sekretaris_lurah": {"kelurahan"},
    "lurah": {"kelurahan"},
    "kepala_desa": {"desa", "kelurahan"}, "sekretaris_desa": {"desa"}, "kepala_puskesmas": {"puskesmas"},
    "ketua_komisi": {"legislatif"}, "anggota_komisi": {"legislatif"}, "ketua_fraksi": {"legislatif"},
    "ketua_dprd": {"legislatif"}, "wakil_ketua_dprd": {"legislatif"}, "anggota_dprd": {"legislatif"},
    "kapolres": {"vertikal"}, "kapolsek": {"vertikal"}, "danramil": {"vertikal"}, "dandim": {"vertikal"},
}  # fmt: skip
# Offices inside an agency: that of the agency named last before them.
_DIVISIONS = frozenset({"kepala_bidang", "kepala_seksi", "kepala_subbagian", "kepala_subbidang", "analis_kebijakan"})
_OF_DIVISIONS = frozenset({"dinas", "badan", "kecamatan", "inspektorat", "rumah_sakit", "puskesmas", "lembaga"})
_NAMED_LIKE = {
    "kapolres": ("polres", "polresta", "polrestabes", "kepolisian"), "kapolsek": ("polsek",), "danramil": ("koramil",),
    "dandim": ("kodim",),
}  # fmt: skip


def agency_of(position: Position, role: str, context: Context) -> str | None:
    """The id of the agency: the one that the office names, else the only one of the article that fits it."""
    at: dict[int, str] = context.found.get("agency_at", {})
    if position.body is not None:
        return at.get(position.body.start)
    agencies: list[Agency] = context.found.get("agencies", [])
    if not agencies:
        return None
    if role in {"menteri", "wakil_menteri"}:
        return _only(_ministries(position, agencies, context))
    if role in _KINDS:
        openings = _NAMED_LIKE.get(role, ("",))
        fitting = [a for a in agencies if a.kind in _KINDS[role] and a.name.lower().startswith(openings)]
        return _only(_called_alike(position, fitting, context) or (fitting if _stands_alone(position, role) else []))
    if role in _DIVISIONS:
        return _named_before(position, agencies, at)
    return None


def _only(agencies: list[Agency]) -> str | None:
    return agencies[0].id if len(agencies) == 1 else None


def _stands_alone(position: Position, role: str) -> bool:
    """Whether the office says no place of its own, as "Camat" or "Ketua Komisi III"."""
    return position.end - position.start == 1 or role in {"ketua_komisi", "anggota_komisi", "ketua_fraksi", "kapolres"}


def _called_alike(position: Position, agencies: list[Agency], context: Context) -> list[Agency]:
    """The agencies whose own name the office repeats: "Camat | Suoh", "Kecamatan Suoh"."""
    words = context.analysis.lowers[position.start + 1 : position.end]
    out = []
    for agency in agencies:
        own = agency.name.lower().split()[1:]
        if own and any(words[k : k + len(own)] == own for k in range(len(words))):
            out.append(agency)
    return out


def _ministries(position: Position, agencies: list[Agency], context: Context) -> list[Agency]:
    """The ministry of a minister: "Menteri | Dalam Negeri", "Kementerian Dalam Negeri"."""
    lowers = context.analysis.lowers[position.start : position.end]
    start = next((k + 1 for k, lower in enumerate(lowers) if lower in {"menteri", "wamen"}), len(lowers))
    for end in range(len(lowers), start, -1):
        for entry in context.knowledge.lexicon.phrases.get(f"kementerian {' '.join(lowers[start:end])}", ()):
            if entry.label in {"agency", "acronym"}:
                family: Family = entry.value
                return [a for a in agencies if a.canonical and a.canonical == family.canonical]
    return []


def _named_before(position: Position, agencies: list[Agency], at: dict[int, str]) -> str | None:
    kinds = {a.id: a.kind for a in agencies}
    before = [word for word, agency in at.items() if word < position.start and kinds[agency] in _OF_DIVISIONS]
    return at[max(before)] if before else None
