"""Awards: every award, rank or predicate that the text says was conferred, one entry an award and receiver."""

from __future__ import annotations

import re
from functools import partial

from berita_extract.facts.award_drafts import Drafts
from berita_extract.facts.award_reading import HOME, Reader, of_innovation
from berita_extract.facts.award_told import Draft
from berita_extract.facts.context import Context
from berita_extract.facts.openings import AWARD_GATE, stands
from berita_extract.model import Award

MAX_AWARDS = 200
_CLASSES = frozenset({"sangat", "kurang", "paling", "inovatif", "terinovatif", "ter-inovatif"})
_SHORT = re.compile(r"\((?P<short>[A-Z][A-Za-z-]{1,9})\)")
_YEAR_AT_END = re.compile(r"\d{4}$")
_YEAR_BEHIND = re.compile(r" [Tt]ahun \d{4}$")  # "… Tahun 2022": the year has a field of its own


def find(context: Context) -> list[Award]:
    """All conferred awards in order of first mention."""
    if not stands(context.knowledge, context.analysis, AWARD_GATE):
        return []
    reader = Reader(context)
    sentences = reader.sentences()
    if not sentences:
        return []
    drafts: list[Draft] = []
    told = Drafts(reader)
    for draft in told.all(sentences):
        drafts.append(draft)
        if len(drafts) >= MAX_AWARDS:
            break
    _spell_out(drafts, told.names)
    return [_award(f"w{n}", d, context) for n, d in enumerate(_merged(drafts), 1)]


def _spell_out(drafts: list[Draft], names: list[str]) -> None:
    """ "IGA 2020" is the "Innovative Government Award (IGA) 2020" that another sentence names in full."""
    full = {m["short"]: name for name in names if (m := _SHORT.search(name)) is not None}
    for draft in drafts:
        first, _, rest = draft.name.removeprefix("Penghargaan ").partition(" ")
        if first in full and (not rest or rest.isdigit()):
            year = _YEAR_AT_END.search(full[first])
            draft.name = full[first] if not rest or (year and rest in full[first]) else f"{full[first]} {rest}"


def _award(identifier: str, draft: Draft, context: Context) -> Award:
    name = _YEAR_BEHIND.sub("", draft.name) or draft.name
    return Award(
        id=identifier, name=name, category=draft.category, rank=draft.rank, year=draft.year, giver=draft.giver,
        recipient=_known(draft.recipient), innovation=draft.innovation, rule=draft.rule,
        evidence=(context.evidence(draft.start, draft.end),),
    )  # fmt: skip


def _known(recipient: str | None) -> str | None:
    """The id of a fact; none of somebody who is told only by where he lives."""
    return None if recipient is not None and recipient.startswith(HOME) else recipient


def _merged(drafts: list[Draft]) -> list[Draft]:
    """One entry an award: a later mention without new rank, category or receiver adds nothing."""
    kept: list[Draft] = []
    for draft in drafts:
        same = next((d for d in kept if _same(d, draft)), None)
        if same is None:
            kept.append(draft)
            continue
        if same.headline and same.rule == draft.rule == "award.top" and len(draft.name) > len(same.name):
            same.name = draft.name
        for key in ("category", "rank", "year", "giver", "recipient", "innovation"):
            if getattr(same, key) is None or (key == "recipient" and same.headline and getattr(draft, key)):
                setattr(same, key, getattr(draft, key))
    kept = _with_predicates(kept)
    if any(d.rule != "award.unnamed" for d in kept):
        kept = [d for d in kept if d.rule != "award.unnamed"]
    listed = {d.name.lower() for d in kept if d.rank or d.category}
    units = {d.name.lower() for d in kept if (d.rank or d.category) and (d.recipient or "a")[0] in "ai"}
    return [
        d for d in kept
        if d.rank or d.category or not (
            ((d.several or d.recipient is None) and d.name.lower() in listed)
            or ((d.recipient or "").startswith("g") and d.name.lower() in units)  # told again as what its unit won
        )
    ]  # fmt: skip


def _with_predicates(drafts: list[Draft]) -> list[Draft]:
    """An award told by name first and its predicate later is one: the predicate is its category."""
    kept: list[Draft] = []
    for draft in drafts:
        named = next(
            (
                d for d in kept
                if draft.rule == "award.predicate" and d.rule == "award.named" and of_innovation(d.name)
                and draft.recipient in {d.recipient, None}
                and (d.category is None or d.category.lower() == draft.name.lower())
            ),
            None,
        )  # fmt: skip
        if named is None:
            kept.append(draft)
        else:
            named.category = draft.name
    return [d for d in map(partial(_renamed, kept), kept) if not _told_by_predicate(d, kept)]


def _renamed(kept: list[Draft], draft: Draft) -> Draft:
    """ "Predikat yang sama" of an award that became the category of a named one."""
    if draft.rule == "award.alike":
        for other in kept:
            if other.rule == "award.named" and other.category == draft.name:
                draft.name, draft.category = other.name, other.category
    return draft


def _told_by_predicate(draft: Draft, kept: list[Draft]) -> bool:
    """The bare name of the award behind its predicate says nothing new: "Kota Terinovatif … trofi IGA itu"."""
    return (
        draft.rule == "award.named" and of_innovation(draft.name) and draft.category is None and draft.rank is None
        and any(d.rule == "award.predicate" and d.start < draft.start
                and ((draft.recipient or "o").startswith("o") or d.recipient == draft.recipient) for d in kept)
    )  # fmt: skip


def _alike(a: str, b: str) -> bool:
    """The same words, or a predicate with and without its class: "sangat inovatif", "Kota Sangat Inovatif"."""
    return a == b or ("inovatif" in a and "inovatif" in b and (a.endswith(b) or b.endswith(a)))


def _same_place(a: Draft, b: Draft) -> bool:
    """One place among the best, told once of the innovation and once of those who received the trophy for it."""
    kinds = {(a.recipient or "g")[0], (b.recipient or "g")[0]}
    return a.rule == b.rule == "award.top" and a.name.lower() == b.name.lower() and "i" in kinds and len(kinds) > 1


def _other_place(a: Draft, b: Draft) -> bool:
    """Places among the best of other classes, or of other innovations."""
    told = [(a.category, b.category), (a.innovation, b.innovation)]
    return a.rule == b.rule == "award.top" and any(x is not None and y is not None and x != y for x, y in told)


def _other_class(a: Draft, b: Draft) -> bool:
    """Predicates of other classes: "sangat inovatif" this year, "inovatif" the year before."""
    if not a.rule == b.rule == "award.predicate":
        return False
    first, second = (" ".join(w for w in d.name.lower().split() if w in _CLASSES) for d in (a, b))
    return first != second


def _same(a: Draft, b: Draft) -> bool:
    if _other_place(a, b) or _other_class(a, b) or (a.item and b.item and a.item != b.item):
        return False
    if _same_place(a, b):
        return True
    if a.headline and a.rule == b.rule == "award.top" and a.name.lower().split()[:2] == b.name.lower().split()[:2]:
        return True
    if b.rule == "award.top" and len(b.name.split()) <= 2 and a.name.lower().startswith(b.name.lower()):
        return True
    mine, theirs = set(a.name.lower().split()), set(b.name.lower().split())
    if len(mine & theirs) < 0.5 * min(len(mine), len(theirs)):
        return False
    if b.rule == "award.alike":
        return a.recipient == b.recipient and a.name == b.name
    if a.rule == b.rule == "award.predicate" and a.recipient != b.recipient:
        return False
    receivers = (a.recipient, None if a.headline else b.recipient)
    pairs = [(a.rank, b.rank), (a.category, b.category), receivers]
    if not all(x is None or y is None or _alike(x.lower(), y.lower()) for x, y in pairs):
        return False
    if a.recipient is not None and a.recipient == b.recipient and a.rank is None and a.category is None:
        return True
    nothing_new = b.rank is None and b.category is None
    return nothing_new or any(x is not None and y is not None for x, y in pairs[:2])
