"""Facts -> one record: events, relevance, and ids in order of first mention with every reference rewired."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec

from berita_extract import events as event_rules
from berita_extract import relevance
from berita_extract.facts.context import Context
from berita_extract.model import Article, Count, Provenance, Record
from berita_extract.rules import Rulebook

# record field -> letter of its ids
LETTERS = {
    "governments": "g", "agencies": "a", "officials": "o", "other_people": "p", "counts": "c", "dates": "d",
    "innovations": "i", "statements": "s", "awards": "w", "legal_bases": "l", "events": "e",
}  # fmt: skip
# Fields of facts that hold the id of another fact (or several).
_REFERENCES = (
    "agency", "government", "speaker", "said_by", "recipient", "innovation", "organizer", "date_ref", "officials",
    "agencies", "innovations", "counts", "statements", "awards",
)  # fmt: skip


def assemble(article: Article, context: Context, rulebook: Rulebook) -> Record:
    """Link the facts of one article into a record; checks are added by the next stage."""
    found = context.found
    found["counts"] = _said_by(found.get("counts", []), found.get("speech", []))
    relevant = relevance.is_relevant(context)
    found["events"] = event_rules.find(context) if relevant else []
    if not relevant:  # no innovation of a government, so no government whose innovation it is
        found["governments"] = [msgspec.structs.replace(g, role="other") for g in found.get("governments", [])]
    lists = renumbered({field: found.get(field, []) for field in LETTERS}, confidences(rulebook))
    fields: dict[str, Any] = {field: tuple(facts) for field, facts in lists.items()}
    return Record(
        record_id=record_id(article),
        relevant=relevant,
        article=article,
        unread_numbers=tuple(found.get("unread_numbers", ())),
        provenance=provenance(rulebook),
        **fields,
    )


def record_id(article: Article) -> str:
    """Global and stable: a hash over the address, or over the text where there is no address, and nothing else."""
    if not article.url and article.text_sha256:  # of the text, by the cleaning
        return "r" + article.text_sha256[:20]
    identity = article.url or article.text
    return "r" + hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:20]


def provenance(rulebook: Rulebook) -> Provenance:
    """Software version and digest of the patterns."""
    return Provenance(software=_software(), patterns_sha256=rulebook.digest)


@lru_cache(maxsize=1)
def _software() -> str:
    from berita_extract import __version__

    return f"berita-extract {__version__}"


MEASURED = 5  # a rule with fewer facts in the labelled corpus counts as unmeasured


def confidences(rulebook: Rulebook) -> dict[str, float]:
    """Rule -> its measured precision on the labelled corpus (0..1), for rules with at least MEASURED facts there."""
    if rulebook.digest not in _confidences:
        _confidences.clear()
        rows = [(row["rule"], int(row["right"]), int(row["wrong"])) for row in rulebook.table("confidence")]
        _confidences[rulebook.digest] = {
            rule: round(right / (right + wrong), 2) for rule, right, wrong in rows if right + wrong >= MEASURED
        }
    return _confidences[rulebook.digest]


_confidences: dict[str, dict[str, float]] = {}


def renumbered(lists: dict[str, Sequence[Any]], measured: dict[str, float]) -> dict[str, list[Any]]:
    """Sort each list by first mention (events keep their order, the main one first), number it, rewire its references
    and give each fact the measured precision of its rule."""
    names: dict[str, str] = {}
    ordered: dict[str, list[Any]] = {}
    for field, facts in lists.items():
        row = list(facts)
        if field != "events" and len(row) > 1:
            row.sort(key=lambda fact: fact.evidence[0].start if fact.evidence else 0)
        ordered[field] = row
        for number, fact in enumerate(row, 1):
            names[fact.id] = f"{LETTERS[field]}{number}"
    return {field: [_rewired(fact, names, measured) for fact in row] for field, row in ordered.items()}


_shapes: dict[type, tuple[bool, tuple[str, ...], bool]] = {}


def _shape(kind: type) -> tuple[bool, tuple[str, ...], bool]:
    """Whether facts of a type have a rule, which of their fields hold ids of other facts, whether they have a place."""
    fields: tuple[str, ...] = kind.__struct_fields__  # type: ignore[attr-defined]
    shape = _shapes[kind] = "rule" in fields, tuple(f for f in _REFERENCES if f in fields), "place" in fields
    return shape


def _rewired(fact: Any, names: dict[str, str], measured: dict[str, float]) -> Any:
    kind = type(fact)
    has_rule, references, placed = _shapes.get(kind) or _shape(kind)
    changes: dict[str, Any] = {"id": names[fact.id]}
    if has_rule:
        changes["confidence"] = measured.get(fact.rule)
    for field in references:
        value = getattr(fact, field)
        if isinstance(value, str):
            changes[field] = names.get(value)
        elif value:
            changes[field] = tuple([names[v] for v in value if v in names])
    place = fact.place if placed else None
    if place is not None and place.government:
        changes["place"] = msgspec.structs.replace(place, government=names.get(place.government))
    return msgspec.structs.replace(fact, **changes)


def _speaker_at(place: int, speech: Sequence[tuple[int, int, str]]) -> str | None:
    for start, end, who in speech:
        if start > place:
            return None
        if place < end:
            return who
    return None


def _said_by(counts: list[Count], speech: Sequence[tuple[int, int, str]]) -> list[Count]:
    """Give each figure its speaker: the one in whose words its first mention stands.

    `speech` holds (start, end, o or p id) in code points, in text order.
    """
    if not speech:
        return counts
    out = []
    for count in counts:
        speaker = _speaker_at(count.evidence[0].start, speech)
        out.append(msgspec.structs.replace(count, said_by=speaker) if speaker else count)
    return out
