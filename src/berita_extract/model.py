"""The record, field by field: what berita-extract writes for one article.

Known to every module, knows none of them. Field order here is key order in the JSON, and the JSON Schema
(`berita-extract schema`) is derived from these types. All offsets are half-open and count Unicode code points
of `Article.text`.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

SCHEMA = "berita-extract/1"

Number: TypeAlias = int | float
Level: TypeAlias = Literal["provinsi", "kabupaten", "kota", "pusat"]
GovernmentRole: TypeAlias = Literal["subject", "other"]
AgencyKind: TypeAlias = Literal[
    "dinas", "badan", "sekretariat", "inspektorat", "kecamatan", "kelurahan", "desa", "puskesmas", "rumah_sakit",
    "kementerian", "lembaga", "upt", "legislatif", "vertikal", "other",
]  # fmt: skip
Acting: TypeAlias = Literal["plt", "plh", "pj", "pjs"]
Measure: TypeAlias = Literal["cardinal", "ordinal", "percent", "money", "score", "rank", "duration", "multiple"]
Aspect: TypeAlias = Literal[
    "total", "new", "implemented", "proposed", "reported", "selected", "awarded", "target", "change", "other"
]
Bound: TypeAlias = Literal["exact", "approximate", "at_least", "at_most", "more_than", "less_than"]
CountStatus: TypeAlias = Literal["stated", "planned", "negated"]
Precision: TypeAlias = Literal["day", "month", "year"]
DateHow: TypeAlias = Literal["stated", "year_inferred", "relative"]
DateRole: TypeAlias = Literal["event", "publication", "deadline", "period", "other"]
Stage: TypeAlias = Literal["inisiatif", "uji_coba", "penerapan"]
StatementKind: TypeAlias = Literal["direct", "indirect"]
EventKind: TypeAlias = Literal[
    "launch", "laboratory", "competition", "award", "index", "training", "visit", "agreement", "meeting", "report",
    "other",
]  # fmt: skip
EventStatus: TypeAlias = Literal["happened", "planned", "cancelled"]
CheckKind: TypeAlias = Literal[
    "sum", "list_length", "percent_change", "share", "difference", "per_unit", "weekday", "date_order",
    "repeated_figure", "rank_range", "percent_or_points",
]  # fmt: skip
CheckStatus: TypeAlias = Literal["ok", "ok_after_rounding", "mismatch", "unverifiable"]
UnreadWhy: TypeAlias = Literal[
    "year", "date", "time", "law", "phone", "list_number", "label", "name", "furniture", "unknown"
]


class _Base(msgspec.Struct, frozen=True, kw_only=True):
    """Immutable, encoded with every field in the order of declaration (keyword-only must be said by each child)."""


class Evidence(_Base, frozen=True, kw_only=True):
    """A stretch of the article text: `article.text[start:end] == text`, always."""

    start: int
    end: int
    text: str


class Removed(_Base, frozen=True, kw_only=True):
    """A line taken out of the text before the rules ran, and why ("related_link", "advert", …)."""

    text: str
    why: str


class Source(_Base, frozen=True, kw_only=True):
    """Where the article came from, so that the page can be found again.

    `position` is a line number (text formats, from 1), a row number (tables) or a byte offset (WARC).
    """

    path: str | None = None
    position: int | None = None
    media_type: str | None = None
    warc_record_id: str | None = None
    payload_digest: str | None = None


class Article(_Base, frozen=True, kw_only=True):
    """One news article: its text and what is known about it from outside the text."""

    source_id: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_from: str | None = None
    reporter: str | None = None
    editor: str | None = None
    language: str | None = None
    text: str = ""
    text_sha256: str | None = None
    removed: tuple[Removed, ...] = ()
    source: Source = Source()
    extra: dict[str, Any] = {}


class Government(_Base, frozen=True, kw_only=True):
    """A province, kabupaten or kota (or the centre) that the article names, with its Kemendagri code."""

    id: str
    name: str
    level: Level
    code: str | None = None
    province: str | None = None
    role: GovernmentRole = "other"
    evidence: tuple[Evidence, ...] = ()


class Agency(_Base, frozen=True, kw_only=True):
    """A government body, one entry a body however often it is named."""

    id: str
    name: str
    acronym: str | None = None
    kind: AgencyKind = "other"
    government: str | None = None
    canonical: str | None = None
    rule: str
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()


class Official(_Base, frozen=True, kw_only=True):
    """A named person who holds a public office in the text."""

    id: str
    name: str
    honorifics: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    position: str | None = None
    role: str | None = None
    acting: Acting | None = None
    agency: str | None = None
    government: str | None = None
    rule: str
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()


class OtherPerson(_Base, frozen=True, kw_only=True):
    """A named person without a public office: academics, citizens, company people, reporters in the body."""

    id: str
    name: str
    honorifics: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    description: str | None = None
    rule: str
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()


class Count(_Base, frozen=True, kw_only=True):
    """A figure that counts or measures; `low` and `high` bound what its wording and rounding allow."""

    id: str
    value: Number
    value_max: Number | None = None
    unit: str | None = None
    qualifier: str | None = None
    measure: Measure = "cardinal"
    aspect: Aspect = "other"
    bound: Bound = "exact"
    low: Number | None = None
    high: Number | None = None
    per: str | None = None
    status: CountStatus = "stated"
    said_by: str | None = None
    agency: str | None = None
    government: str | None = None
    period: str | None = None
    rule: str
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()


class DateFact(_Base, frozen=True, kw_only=True):
    """A date in the text, as precise as the text is; `weekday_agrees` is null where no weekday is given."""

    id: str
    value: str
    end: str | None = None
    precision: Precision
    how: DateHow
    weekday_agrees: bool | None = None
    role: DateRole = "other"
    rule: str
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()


class Innovation(_Base, frozen=True, kw_only=True):
    """An innovation that the text names as such."""

    id: str
    name: str
    expansion: str | None = None
    agency: str | None = None
    government: str | None = None
    stage: Stage | None = None
    digital: bool | None = None
    description: str | None = None
    rule: str
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()


class Statement(_Base, frozen=True, kw_only=True):
    """What somebody said: `text` without its quotation marks, `speaker` an o or p id or null."""

    id: str
    kind: StatementKind
    text: str
    speaker: str | None = None
    verb: str | None = None
    rule: str
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()


class Award(_Base, frozen=True, kw_only=True):
    """An award or predicate that the text says was conferred."""

    id: str
    name: str
    category: str | None = None
    rank: str | None = None
    year: int | None = None
    giver: str | None = None
    recipient: str | None = None
    innovation: str | None = None
    rule: str
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()


class LegalBasis(_Base, frozen=True, kw_only=True):
    """A law or regulation cited in the text, as written there."""

    id: str
    name: str
    kind: str | None = None
    number: str | None = None
    year: int | None = None
    article: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Place(_Base, frozen=True, kw_only=True):
    """Where an event took place; `government` is a g id."""

    venue: str | None = None
    government: str | None = None


class Event(_Base, frozen=True, kw_only=True):
    """What happened; the main event of the article stands first."""

    id: str
    kind: EventKind
    name: str | None = None
    status: EventStatus = "happened"
    date: str | None = None
    end_date: str | None = None
    date_ref: str | None = None
    place: Place | None = None
    organizer: str | None = None
    government: str | None = None
    officials: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    innovations: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    rule: str
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()


class Message(_Base, frozen=True, kw_only=True):
    """One message in Indonesian and English."""

    id: str
    en: str


class Check(_Base, frozen=True, kw_only=True):
    """One relation between figures, with its working; `facts` names the facts that take part."""

    id: str
    kind: CheckKind
    status: CheckStatus
    working: str
    message: Message
    expected: str | None = None
    found: str | None = None
    facts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class UnreadNumber(_Base, frozen=True, kw_only=True):
    """A number in the text that became no fact, and why."""

    text: str
    why: UnreadWhy
    evidence: tuple[Evidence, ...] = ()


class Provenance(_Base, frozen=True, kw_only=True):
    """Which software and which patterns made the record."""

    software: str
    patterns_sha256: str


class Record(_Base, frozen=True, kw_only=True):
    """All facts of one article; `relevant` says whether it reports a government innovation."""

    schema: str = SCHEMA
    record_id: str
    relevant: bool
    duplicate_of: str | None = None  # record_id of the record whose text this one repeats, once `duplicates` has looked
    article: Article
    governments: tuple[Government, ...] = ()
    agencies: tuple[Agency, ...] = ()
    officials: tuple[Official, ...] = ()
    other_people: tuple[OtherPerson, ...] = ()
    counts: tuple[Count, ...] = ()
    dates: tuple[DateFact, ...] = ()
    innovations: tuple[Innovation, ...] = ()
    statements: tuple[Statement, ...] = ()
    awards: tuple[Award, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    events: tuple[Event, ...] = ()
    checks: tuple[Check, ...] = ()
    unread_numbers: tuple[UnreadNumber, ...] = ()
    provenance: Provenance


class Failure(_Base, frozen=True, kw_only=True):
    """One input that gave no record: a line of failures.jsonl."""

    where: str
    reason: str
    source_id: str | None = None


class Passed(msgspec.Struct, frozen=True):
    """Pieces of input that hold no article and are no failure either (pictures in an archive, say), and how many."""

    why: str
    count: int = 1


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Record)


def to_json(record: Record | Failure) -> bytes:
    """Encode as one line of UTF-8 JSON without the line end; the same record always gives the same bytes."""
    return _ENCODER.encode(record)


def from_json(line: bytes | str) -> Record:
    """Decode one line of records.jsonl; raises `msgspec.ValidationError` where it is not a record."""
    return _DECODER.decode(line)


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a record, derived from the types above."""
    schema = msgspec.json.schema(Record)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':schema:')}",
        "title": "berita-extract record",
        "version": SCHEMA.rsplit("/", 1)[1],
        **schema,
    }
