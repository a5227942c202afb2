"""The word lists of patterns/lists/ made ready for matching: word flags and the phrase table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from berita_extract.errors import PatternError
from berita_extract.model import Acting
from berita_extract.rules import Row, Rulebook

# Flags of a word form, computed once a form.
TITLE, CAPS, MIXED, LOWER, NUMBER, MARK, SPACE, INITIAL = (1 << k for k in range(8))
HONORIFIC, DEGREE, NAME, COMMON, ORG, NONNAME, WEEKDAY, MONTH, NUMWORD = (1 << k for k in range(8, 17))
STOP = 1 << 17  # ends a sentence: . ! ? …
COINED = 1 << 18  # opens like the short forms that no list has ("Disparekrafbud")
OPENS = 1 << 19  # a chunk may begin with it, or ends with the line there; phrases of the lexicon apart
CAPITAL = TITLE | CAPS | MIXED | INITIAL
NO_NAME = ORG | NONNAME | WEEKDAY | MONTH | COMMON

_WEEKDAYS = {"senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "jum'at": 4, "jum’at": 4, "jumaat": 4,
             "sabtu": 5, "minggu": 6, "ahad": 6}  # fmt: skip
_MONTHS = {
    "januari": 1, "jan": 1, "februari": 2, "pebruari": 2, "febuari": 2, "feb": 2, "peb": 2, "maret": 3, "mar": 3,
    "april": 4, "apr": 4, "mei": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "agustus": 8, "agu": 8, "ags": 8,
    "agt": 8, "agust": 8, "september": 9, "sep": 9, "sept": 9, "oktober": 10, "okt": 10, "november": 11,
    "nopember": 11, "nov": 11, "nop": 11, "desember": 12, "des": 12,
}  # fmt: skip
_ABSTRACT_NOUN = re.compile(r"(?:pe|ke)[a-z]{4,20}an|[a-z]{3,20}(?:isasi|itas|logi)|[a-z]{5,20}asi")
WEEKDAYS, MONTHS = _WEEKDAYS, _MONTHS
_NUMBER_WORDS = frozenset(
    "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus ribu juta miliar "
    "milyar triliun trilyun seratus seribu sejuta".split()
)


class Entry(NamedTuple):
    """One phrase of the table: its label ("region", "position" …) and what it stands for."""

    label: str
    value: Any


@dataclass(frozen=True)
class Region:
    """A province, kabupaten or kota: canonical name, Kemendagri code, level and province code."""

    name: str
    code: str
    level: str
    province: str

    @property
    def bare(self) -> str:
        """The name without its level: "Kota Cilegon" -> "Cilegon"."""
        return self.name.split(" ", 1)[1]


@dataclass(frozen=True)
class Family:
    """An agency family: canonical id ("dinas_kesehatan", "" if ambiguous), kind and commonest full name."""

    canonical: str
    kind: str
    name: str


@dataclass(frozen=True)
class Title:
    """A position title: its normalised role and what follows it (region, agency, topic, none)."""

    role: str
    title: str
    complement: str


@dataclass(frozen=True)
class WordSets:
    """The word sets of lists/chunk_words.tsv that the chunker asks for; each row there says what its set is for."""

    levels: dict[str, str]  # "pemkot" -> "kota"; "" where the level is not said
    acting: dict[str, Acting]
    acting_words: dict[str, Acting]
    coined: dict[str, str]  # opening of a short form -> kind of body
    coined_openings: tuple[str, ...]
    former: frozenset[str]
    after_title: frozenset[str]
    links: frozenset[str]
    as_place: frozenset[str]
    as_office: frozenset[str]
    behind_office: frozenset[str]
    contrasts: frozenset[str]
    joints_behind_place: frozenset[str]
    district_heads: frozenset[str]
    residents: frozenset[str]
    places_won: frozenset[str]
    won: frozenset[str]
    behind_number: frozenset[str]
    name_particles: frozenset[str]
    directions: frozenset[str]
    office_openers: frozenset[str]
    place_openers: frozenset[str]
    class_words: frozenset[str]
    class_suffixes: frozenset[str]
    place_suffixes: frozenset[str]
    only_of_place: frozenset[str]
    school_words: frozenset[str]
    school_roles: frozenset[str]
    pupils: frozenset[str]
    rooms: frozenset[str]
    joints: frozenset[str]
    streets: frozenset[str]
    alone: frozenset[str]
    place_ends: frozenset[str]
    seat_openers: frozenset[str]
    parties: frozenset[str]
    institute_heads: frozenset[str]
    institute_kinds: frozenset[str]
    institutes: frozenset[str]
    towns: frozenset[str]
    party_levels: frozenset[str]
    after_i: frozenset[str]
    in_address: frozenset[str]
    countries: frozenset[str]
    campuses: frozenset[str]
    named_at: frozenset[str]
    office_of_place: frozenset[str]
    headline_verbs: frozenset[str]
    openers: frozenset[str]  # of offices, places, institutes and Balinese names
    level_of_role: dict[str, str]  # "bupati" -> "kabupaten"
    level_words: dict[str, str]  # "pemkab" -> "kabupaten"
    short_heads: dict[str, str]  # "kadis" -> "dinas"


def read_word_sets(rulebook: Rulebook) -> WordSets:
    """Read lists/chunk_words.tsv; raises PatternError where a set is missing."""
    rows: dict[str, list[str]] = {}
    for row in rulebook.table("chunk_words"):
        rows.setdefault(row["set"], []).extend(row.alternatives("words"))

    def mapped(prefix: str) -> dict[str, str]:
        found = {name.removeprefix(prefix): words for name, words in rows.items() if name.startswith(prefix)}
        return {word: "" if value == "any" else value for value, words in found.items() for word in words}

    def words(name: str) -> frozenset[str]:
        if name not in rows:
            raise PatternError(f"lists/chunk_words.tsv: the set {name!r} is missing")
        return frozenset(rows[name])

    levels, coined = mapped("level_"), mapped("coined_")
    acting: Any = {word: value for word, value in mapped("acting_").items() if not value.startswith("word_")}
    acting_words: Any = mapped("acting_word_")
    office_openers = words("office_openers") | acting.keys()
    place_openers = frozenset({*levels, "pemerintah", "pemerintahan"})
    return WordSets(
        levels=levels,
        acting=acting,
        acting_words=acting_words,
        coined=coined,
        coined_openings=tuple(coined),
        former=words("former"),
        after_title=words("after_title"),
        links=words("links"),
        as_place=words("as_place"),
        as_office=words("as_office"),
        behind_office=words("behind_office"),
        contrasts=words("contrasts"),
        joints_behind_place=words("joints_behind_place"),
        district_heads=words("district_heads"),
        residents=words("residents"),
        places_won=words("places_won"),
        won=words("won"),
        behind_number=words("behind_number"),
        name_particles=words("name_particles"),
        directions=words("directions"),
        office_openers=office_openers,
        place_openers=place_openers,
        openers=office_openers | place_openers | words("institute_heads") | {"i"},  # "I Dewa Gede Oka"
        class_words=words("class_words"),
        class_suffixes=words("class_suffixes"),
        place_suffixes=words("place_suffixes"),
        only_of_place=words("only_of_place"),
        school_words=words("school_words"),
        school_roles=words("school_roles"),
        pupils=words("pupils"),
        rooms=words("rooms"),
        joints=words("joints"),
        streets=words("streets"),
        alone=words("alone"),
        place_ends=words("place_ends"),
        seat_openers=words("seat_openers"),
        parties=words("parties"),
        institute_heads=words("institute_heads"),
        institute_kinds=words("institute_kinds"),
        institutes=words("institutes"),
        towns=words("towns"),
        party_levels=words("party_levels"),
        after_i=words("after_i"),
        in_address=words("in_address"),
        countries=words("countries"),
        campuses=words("campuses"),
        named_at=words("named_at"),
        office_of_place=words("office_of_place"),
        headline_verbs=words("headline_verbs"),
        level_of_role=mapped("head_of_"),
        level_words=mapped("told_"),
        short_heads=mapped("short_head_"),
    )


class Lexicon:
    """Word flags, the phrase table and the small maps that the chunker asks."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.regions: dict[str, Region] = {}
        self.bare_regions: dict[str, list[Region]] = {}
        self.phrases: dict[str, list[Entry]] = {}
        self.written: dict[str, str] = {}  # the phrase as its list writes it: case decides how words are cut
        self.words_of = read_word_sets(rulebook)
        self._load_regions()
        self._load_agencies()
        self._load_titles()
        self._load_words()
        self.info = _WordInfo(self)

    def add(self, phrase: str, label: str, value: Any) -> None:
        """Put one phrase (any case) under a label."""
        entries = self.phrases.setdefault(phrase.lower(), [])
        self.written.setdefault(phrase.lower(), phrase)
        entry = Entry(label, value)
        if entry not in entries:
            entries.append(entry)

    def _load_regions(self) -> None:
        for row in self.rulebook.table("regions"):
            region = Region(row["name"], row["code"], row["level"], row["province"])
            self.regions[region.code] = region
            for form in [region.bare, *row.alternatives("aliases")]:
                self.bare_regions.setdefault(form.lower(), [])
                if region not in self.bare_regions[form.lower()]:
                    self.bare_regions[form.lower()].append(region)
        for form, regions in self.bare_regions.items():
            self.add(form, "region", tuple(regions))
        for name in self.rulebook.words("districts"):
            self.add(name, "district", name)

    def _load_agencies(self) -> None:
        for row in self.rulebook.table("agencies"):
            family = Family(row["canonical"], row["kind"], row["name"])
            for name in [row["name"], *row.alternatives("variants")]:
                for form in _series(name):
                    self.add(form, "agency", family)
            for form in row.alternatives("acronyms"):
                self.add(form, "acronym", family)
        for row in self.rulebook.table("agency_heads"):
            self.add(row["head"], "agency_head", row["kind"])

    def _load_titles(self) -> None:
        for row in self.rulebook.table("positions"):
            title = Title(row["role"], row["title"], row["complement"])
            for name in [row["title"], *row.alternatives("variants")]:
                for form in _series(name):
                    self.add(form, "position", title)
                self.add(name + "nya", "position", title)  # "Camatnya, Herwansyah"

    def _load_words(self) -> None:
        book = self.rulebook
        self.honorifics: dict[str, bool] = {}
        kept: set[str] = set()
        for row in book.table("honorifics"):
            form, keep = row["form"], row["keep"] == "yes"
            if keep:  # "I Gusti Ngurah", "Andi": part of the name
                kept.update(form.lower().split())
            elif " " in form:
                self.add(form, "honorific", form)
            else:
                self.honorifics[_plain(form)] = False
        kept = {word for word in kept if len(word.strip(".")) > 1}
        self.degrees = {_plain(word): word for word in book.words("degrees")}
        self.names = frozenset(w.lower() for w in book.words("names")) | kept
        self.common = frozenset(w.lower() for w in book.words("common"))
        self.org = frozenset(w.lower() for w in book.words("orgwords"))
        self.nonnames = frozenset(w.lower() for w in book.words("nonnames"))
        self.generic_places = frozenset(book.words("generic_places"))
        self.not_agencies = frozenset(book.words("not_agencies"))
        self.openers = frozenset(w.lower() for w in book.words("sentence_openers"))

    def rows(self, name: str) -> Iterable[Row]:
        """The rows of a table, for a fact module that keeps its own words."""
        return self.rulebook.table(name)


def _series(name: str) -> tuple[str, ...]:
    """A name that is a series, with and without the comma before its last "dan"."""
    if ", " not in name:
        return (name,)
    before, joint, last = name.rpartition(" dan ")
    return (name, f"{before.rstrip(',')} dan {last}", f"{before.rstrip(',')}, dan {last}") if joint else (name,)


def _plain(form: str) -> str:
    """Lower case without points and spaces: "S. Sos." and "SSos" are the same degree."""
    return form.replace(".", "").replace(" ", "").lower()


class _WordInfo(dict[str, tuple[str, int]]):
    """Word form -> (lower case, flags), computed on first sight; emptied when it has grown past its limit."""

    LIMIT = 200_000

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, word: str) -> tuple[str, int]:
        if len(self) > self.LIMIT:
            self.clear()
        info = self[word] = (word.lower(), flags(word, self._lexicon))
        return info


def flags(word: str, lexicon: Lexicon) -> int:
    """The flags of one word form."""
    lower = word.lower()
    mask = _shape(word)
    if mask & (SPACE | MARK):
        mask |= OPENS if mask & SPACE else 0
        return mask | STOP if word in {".", "!", "?", "…", "..."} else mask
    if lower in WEEKDAYS:
        mask |= WEEKDAY
    if lower in MONTHS and (mask & CAPITAL or len(lower) > 3):
        mask |= MONTH
    if lower in _NUMBER_WORDS or (lower.startswith("ke") and lower[2:] in _NUMBER_WORDS):
        mask |= NUMWORD
    plain = _plain(word)
    if plain in lexicon.honorifics and (mask & CAPITAL or word in {"dr.", "drg.", "drh.", "dr", "drg", "drh", "apt."}):
        mask |= HONORIFIC
    if plain in lexicon.degrees and mask & CAPITAL:
        mask |= DEGREE
    if mask & TITLE and _ABSTRACT_NOUN.fullmatch(lower) and lower not in lexicon.names:
        mask |= ORG  # "Percepatan", "Kemiskinan": nouns of this shape stand in names of bodies, not of people
    for words, flag in (
        (lexicon.names, NAME), (lexicon.common, COMMON), (lexicon.org, ORG), (lexicon.nonnames, NONNAME),
    ):  # fmt: skip
        if lower in words:
            mask |= flag
    if lower in lexicon.openers:
        mask &= ~NAME
    if _is_coined(lower, mask, lexicon.words_of):
        mask |= COINED
    return mask | OPENS if _opens(lower, mask, lexicon.words_of) else mask


def _opens(lower: str, mask: int, words_of: WordSets) -> bool:
    """Whether a chunk may begin with the word: an honorific, a name, an opener, a capital word that is no ordinary
    one."""
    if mask & HONORIFIC:
        return True
    if not mask & CAPITAL:
        return False
    return bool(mask & (NAME | COINED) or not mask & NO_NAME or lower in words_of.openers)


def _is_coined(lower: str, mask: int, words_of: WordSets) -> bool:
    """Dis-, Din-, Bap-, Ba- words of six letters or more in mixed or upper case: a body whose name is cut short."""
    if not mask & (TITLE | CAPS | MIXED) or len(lower) < 6 or mask & (COMMON | NAME | NONNAME):
        return False
    return lower.startswith(words_of.coined_openings) and lower.removesuffix("nya") not in words_of.coined


def _shape(word: str) -> int:
    first = word[0]
    if word.isspace():
        return SPACE
    if first.isdigit():
        return NUMBER
    if not first.isalpha():
        return MARK
    letters = word.rstrip(".")
    if first.isupper() and word.endswith(".") and (len(letters) <= 2 or "." in letters):
        return INITIAL
    if len(letters) == 1 and first.isupper():
        return INITIAL
    if word.islower():
        return LOWER
    if letters.replace("-", "").replace("'", "").isupper():
        return CAPS
    if first.isupper() and letters[1:].replace("-", "").islower():
        return TITLE
    if "-" in word or "’" in word or "'" in word:  # Al-Hamid, Anak-Anak, Ma'Ruf
        return TITLE if first.isupper() else MIXED
    return MIXED
