"""Chunking: governments, agencies, positions and names as stretches of words, found once an article.

The chunker reads from left to right and asks the lexicon what begins at each capitalised word. It decides only what can
be decided from the words themselves and their neighbours; the frames of patterns/*.yaml then say which chunks belong
together ("position=POSITION COMMA? person=PERSON").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from berita_extract.analysis import Analysis, Hit
from berita_extract.frames import Alphabet
from berita_extract.lexicon import (
    CAPITAL,
    CAPS,
    COMMON,
    DEGREE,
    HONORIFIC,
    INITIAL,
    LOWER,
    MARK,
    MIXED,
    MONTH,
    NAME,
    NONNAME,
    NUMBER,
    ORG,
    SPACE,
    TITLE,
    WEEKDAY,
    Entry,
    Family,
    Lexicon,
    Region,
    Title,
)  # fmt: skip
from berita_extract.model import Acting

LEVELS = {
    "kota": "kota", "kotamadya": "kota", "pemkot": "kota", "pemko": "kota", "kabupaten": "kabupaten",
    "kab": "kabupaten", "kab.": "kabupaten", "pemkab": "kabupaten", "provinsi": "provinsi", "propinsi": "provinsi",
    "prov": "provinsi", "prov.": "provinsi", "pemprov": "provinsi", "pemda": "", "se-kabupaten": "kabupaten",
    "se-kota": "kota", "se-provinsi": "provinsi", "sekabupaten": "kabupaten",
}  # fmt: skip
_PLACE_OPENERS = frozenset({*LEVELS, "pemerintah", "pemerintahan"})
_FORMER = frozenset({"mantan", "eks", "bekas", "almarhum", "alm", "alm."})
_CALLED_BY_PLACE = frozenset({"panglima", "pangdam", "danrem", "dandim", "kapolda", "kapolres", "kasubdit"})
_AFTER_TITLE = frozenset({"terpilih", "definitif", "nonaktif"})
_LINKS = frozenset({",", "yakni", "yaitu", "(", "-", "–", ":", "adalah", "ialah", "bernama", "dan", "&", "/"})
# Openings of short forms that are coined anew in every region.
_COINED = {
    "disper": "dinas", "dispen": "dinas", "diskom": "dinas", "disko": "dinas", "disdik": "dinas", "dispar": "dinas",
    "disnak": "dinas", "dindik": "dinas", "dp3a": "dinas", "dppkb": "dinas", "dpmptsp": "dinas", "bappe": "badan",
    "bapel": "badan", "balitbang": "badan", "kesbang": "badan", "bkpsdm": "badan", "kemen": "kementerian",
    "setda": "sekretariat", "polres": "vertikal",
}  # fmt: skip
_NO_NAME = ORG | NONNAME | WEEKDAY | MONTH | COMMON
_COINED_OPENINGS = tuple(_COINED)
_VILLAGE = frozenset({"kecamatan", "kelurahan", "desa"})
_AS_PLACE = frozenset({
    "di", "ke", "warga", "wilayah", "se", "masyarakat", "kawasan", "seluruh", "tepatnya", "sekitar", "setiap", "tiap",
    "asal", "camat", "lurah", "kades", "kepala", "keuchik", "peratin", "dusun",
})  # fmt: skip
_AS_OFFICE = frozenset({
    "milik", "oleh", "dari", "diraih", "besutan", "peserta", "yakni", "yaitu", ":", "pemerintah", "kantor", "pemdes",
    "bersama", "kepada", "giliran", "adalah", "melalui", "karya", ".", ")",
})  # fmt: skip
_PARTICLES = frozenset({"bin", "binti", "van", "de", "da", "dos", "al", "el", "der"})
_ROMAN = frozenset("i ii iii iv v vi vii viii ix x".split())
# Kinds whose proper name follows the head noun and is kept ("Puskesmas Bendo", "Polres Ngawi").
_PROPER = frozenset({"puskesmas", "rumah_sakit", "kecamatan", "kelurahan", "desa", "vertikal", "upt"})
_IN_SECRETARIAT = frozenset({"asisten", "staf_ahli", "sekda"})
_DIRECTIONS = frozenset(
    "barat timur utara selatan tengah hilir hulu ulu ilir baru lama besar kecil raya kota tenggara".split()
)
_PLACE_ROLES = frozenset({
    "camat", "sekretaris_camat", "lurah", "kepala_desa", "sekretaris_desa", "kapolsek", "danramil", "kepala_puskesmas",
    "kepala_sekolah", "kepala_upt",
})  # fmt: skip
_ACTING: dict[str, Acting] = {
    "plt": "plt", "plt.": "plt", "plh": "plh", "plh.": "plh", "pj": "pj", "pj.": "pj", "pjs": "pjs", "pjs.": "pjs",
    "penjabat": "pj",
}  # fmt: skip
_ACTING_WORDS: dict[str, Acting] = {"tugas": "plt", "harian": "plh", "sementara": "pjs"}
_OPENS_OFFICE = frozenset({*_ACTING, "pelaksana", "pejabat", "wakil"})
MAX_NAME, MAX_POSITION = 8, 30


@dataclass(frozen=True, slots=True)
class Place:
    """A region in the text: the level that was said ("" if none) and what it may be."""

    start: int
    end: int
    level: str
    regions: tuple[Region, ...]
    government: bool = False  # "Pemkot X", "Pemerintah Kota X": the government is meant, not the place


@dataclass(frozen=True, slots=True)
class Body:
    """An agency in the text: words of its name, of its acronym if one is paired, its family and its region."""

    start: int
    end: int
    name: str
    acronym: str | None
    kind: str
    family: Family | None
    place: Place | None = None
    rule: str = "agency.family"
    stop: int = 0  # end of the whole chunk, region and bracket included


@dataclass(frozen=True, slots=True)
class Person:
    """A personal name in the text: `start:end` with honorifics and degrees, `name` without them."""

    start: int
    end: int
    name: str
    name_start: int
    name_end: int
    honorifics: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """A position in the text, with the agency or region that it names."""

    start: int
    end: int
    title: Title
    acting: Acting | None = None
    body: Body | None = None
    place: Place | None = None
    former: bool = False  # "mantan Bupati": holds the office no more
    further: Body | None = None  # a second body behind the first ("Badan Litbang | Kemendagri")
    name_end: int = 0  # where the office's own words end (an acting mark behind them is no part of it)


class Chunk(NamedTuple):
    """One unit of a sentence: a kind that frames can name, its words and what it stands for."""

    kind: str
    start: int
    end: int
    value: Place | Body | Person | Position | None = None


# Most chunks are plain words: one shared object for each word index saves making them anew in every article.
_WORDS = [Chunk("word", i, i + 1) for i in range(5000)]


@dataclass
class Chunking:
    """All chunks of an article in order (`named` only those that are no plain words or line breaks), and one coded
    string a sentence for the frames."""

    chunks: list[Chunk]
    named: list[Chunk]
    sentences: list[tuple[int, int]]  # half-open chunk ranges
    coded: list[str]

    def of(self, kind: str) -> list[Chunk]:
        """The chunks of one kind."""
        return [c for c in self.named if c.kind == kind]


class Chunker:
    """Finds the chunks of an analysed text."""

    def __init__(self, lexicon: Lexicon, alphabet: Alphabet) -> None:
        self.lexicon = lexicon
        self.alphabet = alphabet
        self._tails = _head_tails(lexicon)

    def __call__(self, analysis: Analysis) -> Chunking:
        """Chunk one text; time grows linearly with its words."""
        return _Reader(analysis, self.lexicon, self._tails).read(self.alphabet)


def _head_tails(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """For each head noun of agencies the one-word rests that make a known name: dinas -> {kesehatan, sosial, …}."""
    tails: dict[str, set[str]] = {}
    for phrase, entries in lexicon.phrases.items():
        if any(e.label == "agency" for e in entries) and phrase.count(" ") == 1:
            head, tail = phrase.split(" ")
            tails.setdefault(head, set()).add(tail)
    return {head: frozenset(rest) for head, rest in tails.items()}


class _Reader:
    """The state of reading one text."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, tails: dict[str, frozenset[str]]) -> None:
        self.a = analysis
        self.lexicon = lexicon
        self.tails = tails
        self.words, self.lowers, self.masks, self.n = analysis.words, analysis.lowers, analysis.masks, analysis.n
        self.hits = analysis.hits
        self._headlines: dict[int, bool] = {}
        self.last_body = -1  # word after the last agency, for lists

    # -- the walk ----------------------------------------------------------------------------------------------
    def read(self, alphabet: Alphabet) -> Chunking:
        chunks: list[Chunk] = []
        named: list[Chunk] = []
        ranges, coded = [], []
        codes, other = alphabet.folded, alphabet.other
        masks, lowers, hits = self.masks, self.lowers, self.hits
        worth_reading = CAPITAL | HONORIFIC | SPACE
        plain = [codes.get(lower, other) for lower in lowers]
        words = _WORDS if self.n <= len(_WORDS) else [Chunk("word", k, k + 1) for k in range(self.n)]
        worth = sorted({k for k, mask in enumerate(masks) if mask & worth_reading} | hits.keys())
        worth.append(self.n)
        i = at = 0
        for start, end in self.a.sentences:
            i = max(start, i)
            first, letters = len(chunks), []
            after_position = False
            while i < end:
                if not after_position:  # plain words up to the next one worth reading
                    while worth[at] < i:
                        at += 1
                    to = min(worth[at], end)
                    if to > i:
                        chunks += words[i:to]
                        letters += plain[i:to]
                        i = to
                        continue
                if masks[i] & SPACE:
                    if "\n" in lowers[i]:
                        chunks.append(Chunk("\n", i, i + 1))
                        letters.append("\n")
                        after_position = False
                    i += 1
                    continue
                found = self._read_at(i, after_position)
                if found:
                    for chunk in found:
                        chunks.append(chunk)
                        named.append(chunk)
                        letters.append(codes[chunk.kind])
                    after_position = found[-1].kind == "POSITION"
                    i = max(found[-1].end, i + 1)
                    continue
                chunks.append(words[i])
                letters.append(plain[i])
                after_position = after_position and lowers[i] in _LINKS
                i += 1
            ranges.append((first, len(chunks)))
            coded.append("".join(letters))
        return Chunking(chunks, named, ranges, coded)

    def _read_at(self, i: int, after_position: bool) -> list[Chunk] | None:
        """What begins at word i, strongest reading first."""
        mask, lower = self.masks[i], self.lowers[i]
        known = i in self.hits
        if known or lower in _OPENS_OFFICE:
            position = self.position(i)
            if position is not None:
                return [Chunk("POSITION", position.start, position.end, position)]
        if not mask & (CAPITAL | HONORIFIC):
            return None
        person: Person | None = None
        asked = after_position or bool(mask & (HONORIFIC | NAME))
        if asked:
            person = self.person(i, after_position)
            if person is not None and (after_position or person.strong or person.name_end - person.name_start > 1):
                return [Chunk("PERSON", person.start, person.end, person)]
        bodies = self.bodies(i)
        if bodies:
            self.last_body = bodies[-1].stop
            return [Chunk("AGENCY", b.start, b.stop, b) for b in bodies]
        if known or lower in _PLACE_OPENERS:
            place = self.place(i)
            if place is not None:
                return [Chunk("GOVERNMENT", place.start, place.end, place)]
        if not asked and not mask & _NO_NAME and self._capital(i + 1):  # an unknown name has two words or more
            person = self.person(i, after_position)
        return [Chunk("PERSON", person.start, person.end, person)] if person is not None else None

    # -- regions -----------------------------------------------------------------------------------------------
    def _hit(self, i: int, *labels: str) -> Hit | None:
        """The longest phrase of one of the labels that begins at word i."""
        found = self.hits.get(i)
        if found is not None:
            for hit in found:
                for label in labels:
                    if label in hit.values:
                        return hit
        return None

    def place(self, i: int, in_office: bool = False) -> Place | None:
        """A region that begins at word i, with or without its level word."""
        lowers = self.lowers
        j, level, government = i, "", False
        if lowers[i] in {"pemerintah", "pemerintahan"} and i + 1 < self.n and (
            lowers[i + 1] in LEVELS or lowers[i + 1] in {"daerah", "aceh", "provinsi"}
        ):
            government, j = True, i + 1
            if lowers[j] == "daerah":
                j += 1
        if j < self.n and lowers[j] in LEVELS:
            level = LEVELS[lowers[j]]
            government = government or lowers[j].startswith("pem")
            j += 1
            if j < self.n and lowers[j] == "." and lowers[j - 1] in {"kab", "prov"}:
                j += 1
        if j + 2 < self.n and lowers[j] == "(" and lowers[j + 2] == ")" and j > i:  # Pemerintah Kota (Pemkot) X
            j += 3
        if j >= self.n:
            return None
        if level and lowers[j] in LEVELS and LEVELS[lowers[j]] == level:  # "Pemkot Kota X"
            j += 1
        if lowers[j] in {"administrasi"}:
            j += 1
        hit = self._hit(j, "region") if j < self.n else None
        if hit is None or not self.masks[j] & CAPITAL:
            return None
        regions: tuple[Region, ...] = hit.values["region"]
        if level:
            fitting = tuple(r for r in regions if r.level == level)
            if not fitting:
                return None
            regions = fitting
        elif j == i and not in_office and not self._may_be_bare_region(j, hit):
            return None
        return Place(i, hit.end, level, regions, government)

    def _may_be_bare_region(self, i: int, hit: Hit) -> bool:
        """A bare name is a region unless it stands inside a capitalised name ("Surya Malang Putra")."""
        following = hit.end < self.n and self.masks[hit.end]
        if following and following & (TITLE | INITIAL) and following & NAME and self.lowers[hit.end - 1] != ",":
            return not self.masks[i] & NAME
        return True

    def _anywhere(self, i: int) -> tuple[int, Place | None] | None:
        """A region or kecamatan at word i: (end, region or None)."""
        place = self.place(i)
        hit = self._hit(i, "district")
        if hit is not None and self.masks[i] & CAPITAL and (place is None or hit.end > place.end):
            return hit.end, None
        return (place.end, place) if place is not None else None

    # -- agencies ----------------------------------------------------------------------------------------------
    def bodies(self, i: int, lower_ok: bool = False) -> list[Body]:
        """The agencies that begin at word i: one, or several that share a head noun.

        `lower_ok`: inside a position, where lower case is common ("kepala dinas kesehatan") and a person's name may
        follow without a comma.
        """
        hit = self._hit(i, "agency", "acronym", "agency_head")
        capital = self.masks[i] & CAPITAL
        if hit is not None and not self.lexicon.not_agencies.isdisjoint(
            (" ".join(self.lowers[i : i + 2]), " ".join(self.lowers[i : i + 3]))
        ):
            return []
        if hit is None or not (capital or lower_ok):
            made = self._coined_acronym(i) if capital else None
            return [made] if made else []
        labels = hit.values
        head = self._hit(i, "agency_head")
        if "acronym" in labels and (head is None or head.end <= hit.end) and self._written_as(i, hit):
            return self._acronym(i, hit, lower_ok)
        kind: str = head.values["agency_head"] if head is not None else ""
        family: Family | None = None
        end = head.end if head is not None else i
        if "agency" in labels:
            family = hit.values["agency"]
            kind, end = family.kind, self._without_level(i, hit.end)
        if kind in _PROPER or (head is not None and head.values["agency_head"] in _PROPER):
            return self._proper(i, end, kind or "other", family, lower_ok)
        known_end = end
        if head is not None:
            end = self._name_end(i, end, lower_ok)
            if end == head.end and family is None:
                return self._bare_head(i, head, kind)
            if not capital and family is None:
                return []
        if family is not None and end > known_end:
            family = self._family(i, end)
        if kind == "sekretariat" and end < self.n and self._in_secretariat(end) > end:
            end = self._in_secretariat(end)
        rule = "agency.family" if family is not None else "agency.head_noun"
        first = self._finish(i, end, kind, family, rule)
        return [first, *self._shared_head(i, first)]

    def _written_as(self, i: int, hit: Hit) -> bool:
        """Short forms count in capitals; those of up to four letters only as written in the list ("KPU", not "Kpu")."""
        return bool(self.masks[i] & CAPITAL) and (hit.end - i > 1 or len(self.words[i]) > 4 or not self.masks[i] & TITLE)

    def _without_level(self, i: int, end: int) -> int:
        """A list's name that ends in "Kota" or "Kabupaten" gives that word to the region that follows."""
        if end - i > 1 and self.lowers[end - 1] in LEVELS and end < self.n and self._hit(end, "region") is not None:
            return end - 1
        return end

    def _proper(self, i: int, j: int, kind: str, family: Family | None, in_position: bool) -> list[Body]:
        """Bodies that are called by a place or a person: "Puskesmas Bendo", "RSUD dr. Soedono", "Polres Ngawi"."""
        place = self.place(j) if j < self.n else None
        if kind == "vertikal" and place is not None:
            return [self._finish(i, j, kind, family, "agency.family")]
        end = place.end if place is not None and kind == "rumah_sakit" else self._proper_end(j, kind, in_position)
        if end == j:
            named = self._hit(i, "agency_head") is None  # "Polri" needs no place behind it, "Polres" does
            whole = kind == "vertikal" and (in_position or j - i > 1 or named)
            bare = in_position and kind in {"rumah_sakit", "puskesmas"}
            if whole or bare or (place is not None and kind in {"rumah_sakit", "upt"}):
                return [self._finish(i, j, kind, family, "agency.family")]
            return []
        if kind in _VILLAGE and not self._acts(i, end):
            return []
        return [self._finish(i, end, kind, family, "agency.proper_name")]

    def _acts(self, i: int, end: int) -> bool:
        """Whether a village or district stands as an office, not as a place: it does, owns, wins or is listed."""
        before = self.lowers[i - 1] if i else ""
        after = self.lowers[end] if end < self.n else ""
        if before in _AS_PLACE:
            return False
        if before in _AS_OFFICE or self.last_body == i:
            return True
        if before in {",", "dan", "serta", ";"} and (self.last_body in {i - 1, i - 2} or after.startswith("\n")):
            return True
        if before == "(" and after == ")":
            return True
        verb = after.startswith(("me", "ber")) and bool(self.masks[end] & LOWER) if after else False
        return verb or after in {"dengan", "lewat", "jadi", "ingin", "telah", "sudah", "akan", "resmi", "berhasil"}

    def _in_secretariat(self, j: int) -> int:
        """ "Bagian Organisasi | Setda": the secretariat that a division belongs to is part of its name."""
        hit = self._hit(j, "agency", "acronym")
        if hit is None or not self.masks[j] & CAPITAL:
            return j
        family = hit.values.get("agency") or hit.values["acronym"]
        if family.canonical != "sekretariat_daerah":
            return j
        return self._without_level(j, hit.end)

    def _bare_head(self, i: int, head: Hit, kind: str) -> list[Body]:
        if kind == "inspektorat" or (kind == "legislatif" and self.lowers[i].startswith("dp")):
            return [self._finish(i, head.end, kind, None, "agency.head_noun")]
        return []

    def _family(self, i: int, end: int) -> Family | None:
        phrase = " ".join(self.lowers[i:end])
        for entry in self.lexicon.phrases.get(phrase.replace(" ,", ","), ()):
            if entry.label == "agency":
                return entry.value  # type: ignore[no-any-return]
        return None

    def _acronym(self, i: int, hit: Hit, in_position: bool) -> list[Body]:
        family: Family = hit.values["acronym"]
        known = family if family.canonical else None
        end = hit.end
        if end - i > 1 and self._hit(end - 1, "acronym") is not None and self._is_ministry(end - 1):
            end -= 1  # "Badan Litbang Kemendagri" are two bodies
        end = self._without_level(i, end)
        if family.kind in _PROPER:
            return self._proper(i, end, family.kind, known, in_position)
        return [self._finish(i, end, family.kind, known, "agency.acronym")]

    def _is_ministry(self, j: int) -> bool:
        hit = self._hit(j, "acronym")
        family = hit.values["acronym"] if hit is not None else None
        return isinstance(family, Family) and family.kind == "kementerian"

    def _coined_acronym(self, i: int) -> Body | None:
        """Short forms that no list has: Dis-, Din-, Bap-, Ba- words in mixed or upper case ("Disparekrafbud")."""
        word = self.words[i]
        if not self.masks[i] & (TITLE | CAPS | MIXED) or len(word) < 6 or self.masks[i] & (COMMON | NAME | NONNAME):
            return None
        lower = self.lowers[i]
        if lower.startswith(_COINED_OPENINGS):
            for prefix, kind in _COINED.items():
                if lower.startswith(prefix) and lower != prefix + "nya":
                    return self._finish(i, i + 1, kind, None, "agency.coined_acronym")
        return None

    def _name_end(self, i: int, j: int, lower_ok: bool) -> int:
        """Where the full name that begins at i ends, read on from word j."""
        lowers, masks = self.lowers, self.masks
        limit = min(self.n, i + 22)
        while j < limit:
            mask = masks[j]
            if mask & CAPITAL and (not mask & (WEEKDAY | MONTH | HONORIFIC | SPACE | INITIAL) or lowers[j] == "haji"):
                if lowers[j] in LEVELS or self._ends_name(i, j):
                    break
                j += 1
            elif (lowers[j] in {"dan", "&", "serta"} and self._org_at(j + 1) and not self._new_body(j + 1, i)) or (lowers[j] == "," and self._org_at(j + 1) and self._comma_inside(i, j)):
                j += 2
            elif lowers[j] == "," and "," in self.words[i:j] and self._last_of_series(j):
                j += 3
            elif lower_ok and mask & LOWER and mask & ORG and lowers[j] not in LEVELS:
                j += 1
            elif lowers[j] == "/" and self._org_at(j + 1):
                j += 2
            else:
                break
        return j

    def _last_of_series(self, j: int) -> bool:
        """ ", dan Pertanian": the last part of a name that is a series with a comma before "dan"."""
        return j + 2 < self.n and self.lowers[j + 1] in {"dan", "serta", "&"} and self._org_at(j + 2)

    def _ends_name(self, i: int, j: int) -> bool:
        """A capitalised word that can't go on an agency's name: a region, a person, another body or position."""
        mask = self.masks[j]
        if self.words[j][0].islower():
            return True
        if mask & ORG:
            if self._hit(j, "agency_head") is not None and not self._family_goes_on(i, j):
                return True
            return self._hit(j, "position") is not None and not self._family_goes_on(i, j)
        if self._hit(j, "region") is not None or self._hit(j, "acronym", "agency_head", "position") is not None:
            return True
        if mask & NAME or mask & (NONNAME | COMMON):
            return True
        return bool(mask & TITLE and not mask & ORG)

    def _family_goes_on(self, i: int, j: int) -> bool:
        hit = self._hit(i, "agency")
        return hit is not None and hit.end > j

    def _org_at(self, j: int) -> bool:
        if j >= self.n:
            return False
        mask = self.masks[j]
        return bool(mask & CAPITAL and mask & ORG and self._hit(j, "position") is None) or bool(mask & CAPS and not mask & NAME)

    def _new_body(self, j: int, head: int) -> bool:
        """Whether the word after "dan" opens another body: by its own head noun, or by a rest that the head takes."""
        hit = self._hit(j, "agency_head", "acronym")
        if hit is not None and not (
            self._hit(j, "agency_head") is not None
            and hit.values["agency_head"] in _VILLAGE
            and not self._capital(hit.end)
        ):
            return True
        tails = self.tails.get(self.lowers[head], frozenset())
        listed_before = "," in self.words[head:j]
        alone = j + 1 >= self.n or not (self.masks[j + 1] & CAPITAL and self.masks[j + 1] & ORG)
        return listed_before and alone and self.lowers[j] in tails and self.lowers[head + 1] in tails

    def _comma_inside(self, i: int, j: int) -> bool:
        """A comma belongs to the name where "dan" follows in a row of organisation words and no head or list begins."""
        if self._new_body(j + 1, i) or self.lowers[j + 1] in self.tails.get(self.lowers[i], frozenset()):
            names = self.lexicon.phrases
            if " ".join(self.lowers[i : j]) + ", " + self.lowers[j + 1] not in _prefixes(names):
                return False
        k = j + 1
        while k < min(self.n, j + 12):
            if self.lowers[k] in {"dan", "&", "serta"}:
                return self._org_at(k + 1)
            if not (self._org_at(k) or self.lowers[k] == ","):
                return False
            k += 1
        return False

    def _proper_end(self, j: int, kind: str, in_position: bool) -> int:
        """The proper name after a head such as Puskesmas: capitalised words (and numbers), a person's for hospitals."""
        start = j
        place = self._anywhere(j) if j < self.n else None
        limit = 7 if kind == "rumah_sakit" else 4
        while j < min(self.n, start + limit):
            mask = self.masks[j]
            if mask & NUMBER and j == start and len(self.words[j]) <= 4 and kind != "rumah_sakit":
                j += 1
                continue
            if mask & HONORIFIC and kind == "rumah_sakit" and (not in_position or self._called_after_person(j)):
                j += 1
                continue
            if not mask & CAPITAL or mask & (WEEKDAY | MONTH | HONORIFIC) or self.lowers[j] in LEVELS:
                break
            if self._hit(j, "position") is not None or (j > start and mask & NONNAME):
                break
            if j > start and self._hit(j, "agency_head", "acronym") is not None:
                break
            if in_position and j > start and mask & NAME and not self._called_after_person(start):
                if place is None or j >= place[0]:
                    break
            j += 1
        if in_position and place is not None and place[0] < j and not self._name_ends_here(j):
            return place[0]
        return j

    def _called_after_person(self, j: int) -> bool:
        """A hospital's name with a title in it, and the person behind a comma: "Direktur RSUD dr. Soedono, Rina"."""
        k, titled = j, False
        while k < min(self.n, j + 7) and (self._capital(k) or self.masks[k] & HONORIFIC):
            titled = titled or bool(self.masks[k] & HONORIFIC)
            k += 1
        return titled and self._name_ends_here(k)

    def _name_ends_here(self, j: int) -> bool:
        """A comma or bracket after the capitalised words: the person is named behind it."""
        if j + 1 >= self.n or self.lowers[j] not in {",", "("}:
            return False
        if not self.masks[j + 1] & (CAPITAL | HONORIFIC):
            return False
        return self._hit(j + 1, "position", "agency_head", "acronym") is None and self.lowers[j + 1] not in _ACTING

    def _finish(self, i: int, end: int, kind: str, family: Family | None, rule: str) -> Body:
        """Pair a bracketed acronym and read the region behind the name."""
        stop = end
        while end - i > 1 and self.lowers[end - 1] in {"ri", "indonesia", "republik"} and self._of_the_state(i, end):
            end -= 1
        name = " ".join(self.a.slice(i, end).split())
        stop, acronym = self._bracket(stop)
        place = self.place(stop) if stop < self.n else None
        if place is not None:
            stop = place.end
            if acronym is None:
                stop, acronym = self._bracket(stop)
        if stop < self.n and self.lowers[stop] == "ri":
            stop += 1
        return Body(i, end, name, acronym, kind or "other", family, place, rule, stop)

    def _bracket(self, j: int) -> tuple[int, str | None]:
        """An acronym in brackets at word j: (word after the bracket, acronym), else (j, None)."""
        if j + 1 >= self.n or self.words[j] not in "([":
            return j, None
        k = j + 1
        while k < min(self.n, j + 6) and self.words[k] not in ")]":
            if self.masks[k] & SPACE and "\n" in self.words[k]:
                break
            k += 1
        inner = self.masks[j + 1]
        if not inner & CAPITAL or k - j - 1 > 4 or not self._acronym_words(j + 1, k):
            return j, None
        closed = k < self.n and self.words[k] in ")]"
        return (k + 1 if closed else k), self.a.slice(j + 1, k)

    def _of_the_state(self, i: int, end: int) -> bool:
        """Whether "RI" or "Republik Indonesia" ends the name (not "Bank Indonesia", "Badan Pusat … Indonesia")."""
        return self.lowers[end - 1] in {"ri", "republik"} or self.lowers[end - 2] == "republik" or (
            self.lowers[i] in {"kementerian", "kementrian"}
        )

    def _acronym_words(self, start: int, end: int) -> bool:
        """Short, capitalised, no running text: "Bappeda", "DP3AKB", "DPM PTSP", "Diskominfo SP"."""
        if end <= start or self.starts_apart(start, end) > 30:
            return False
        for k in range(start, end):
            mask = self.masks[k]
            if mask & MARK and self.words[k] in {"-", "/", "&", "."}:
                continue
            if not mask & (CAPS | MIXED | TITLE) or (mask & TITLE and mask & (COMMON | ORG | NONNAME)):
                return False
        return self._hit(start, "position") is None and self._hit(start, "region") is None

    def starts_apart(self, start: int, end: int) -> int:
        """Code points from the first of the words to the end of the last."""
        return self.a.ends[end - 1] - self.a.starts[start]

    def _shared_head(self, i: int, first: Body) -> list[Body]:
        """ "Dinas Kesehatan, Sosial dan Pendidikan": the further bodies take the head noun of the first."""
        tails = self.tails.get(self.lowers[i], frozenset())
        out: list[Body] = []
        j = first.stop
        while j + 1 < self.n and self.lowers[j] in {",", "dan", "serta", "&"}:
            k = j + 2 if self.lowers[j] == "," and self.lowers[j + 1] in {"dan", "serta"} else j + 1
            if k >= self.n or not self.masks[k] & CAPITAL or self.lowers[k] not in tails or self._hit(k, "agency_head"):
                break
            end = k + 1
            family = self.lexicon.phrases.get(f"{self.lowers[i]} {self.lowers[k]}")
            value = next((e.value for e in family or () if e.label == "agency"), None)
            longer = self.lexicon.phrases.get(" ".join([self.lowers[i], *self.lowers[k : k + 3]]), ())
            if any(e.label == "agency" for e in longer):  # "…, serta Perindustrian dan Perdagangan"
                end, value = k + 3, next(e.value for e in longer if e.label == "agency")
            stop, acronym = self._bracket(end)
            out.append(
                Body(k, end, f"{self.words[i]} {' '.join(self.words[k:end])}", acronym, first.kind, value, None, "agency.shared_head", stop)
            )
            j = stop
        return out

    # -- positions ---------------------------------------------------------------------------------------------
    def position(self, i: int) -> Position | None:
        """A position that begins at word i, read to the end of its agency, subject or region."""
        acting: Acting | None = None
        j = i
        if self.lowers[i] in _ACTING and i + 1 < self.n:
            acting, j = _ACTING[self.lowers[i]], i + 1
            if j < self.n and self.lowers[j] == ".":
                j += 1
            if j + 2 < self.n and self.words[j] == "(" and self.words[j + 2] == ")":  # Penjabat (Pj) Bupati
                j += 3
        elif self.lowers[i] in {"pelaksana", "penjabat", "pejabat"} and i + 2 < self.n:
            acting = _ACTING_WORDS.get(self.lowers[i + 1])
            j = i + 2 if acting else i
            if acting and self.words[j] == "(" and j + 2 < self.n:  # Pelaksana Tugas (Plt) Bupati
                j += 3
        deputy = j + 1 < self.n and self.lowers[j] == "wakil"
        hit = self._hit(j, "position") if j < self.n else None
        if hit is None and deputy:
            hit = self._hit(j + 1, "position")  # "Wakil Panglima TNI": a deputy whom no list names
        if hit is None:
            return None
        title: Title = hit.values["position"]
        if hit.start > j:
            title = Title(f"wakil_{title.role}", title.title, title.complement)
        capital = bool(self.masks[j] & CAPITAL)
        if title.role in _BARE_ROLES or title.complement == "agency":
            bodies = self.bodies(hit.end, lower_ok=True) if hit.end < self.n else []
            if title.role in _BARE_ROLES and not bodies and not (capital and self._org_at(hit.end)):
                return None
        hit_end = self._short_title(hit.end)
        own, further = self._own_head(j, hit.end) if hit_end == hit.end else None, None
        if own is not None:
            end = own.stop
            place = own.place
            body: Body | None = own
            if place is None and end < self.n and self.masks[end] & CAPITAL:
                place = self.place(end)
                end = place.end if place is not None else end
            if own.place is None:
                end, further, place = self._more_of_office(end, title, place)
        else:
            end, body, place = self._complement(hit_end, title, capital)
            if body is not None and body.place is None and end == body.stop:
                end, further, place = self._more_of_office(end, title, place)
        if body is None:
            body = self._body_inside(j + 1, hit.end)
        if end < self.n and self.lowers[end] in {"ri", "r.i."}:
            end += 1
        if end < self.n and self.words[end] == "(":
            end = self._bracket_inside_office(end)
        name_end = end
        if acting is None and end < self.n and self.lowers[end] in _ACTING:  # "Kades Tanjung Pjs. Edi"
            acting, end = _ACTING[self.lowers[end]], end + 1
        former = i > 0 and self.lowers[i - 1] in _FORMER
        return Position(j, end, title, acting, body, place, former, further, name_end)

    def _short_title(self, j: int) -> int:
        """Past a short form in brackets inside an office: "Wali Kota (Walkot) | Pekanbaru"."""
        if j + 3 < self.n and self.words[j] == "(" and self.words[j + 2] == ")":
            hit = self._hit(j + 1, "position")
            if hit is not None and hit.end == j + 2 and self._hit(j + 3, "region") is not None:
                return j + 3
        return j

    def _bracket_inside_office(self, j: int) -> int:
        """Past a short form in brackets inside or behind an office ("Menteri Sosial (Mensos) Budi", "Gubernur Nusa
        Tenggara Timur (NTT), Budi"): the end of the bracket where a name, a body or a region goes on, else j."""
        k = j + 1
        while k < min(self.n - 1, j + 6) and self.words[k] not in {")", "("} and self._capital(k):
            k += 1
        if k == j + 1 or k >= self.n - 1 or self.words[k] != ")":
            return j
        if any(self.masks[w] & NAME for w in range(j + 1, k)) and self._hit(j + 1, "position", "acronym", "region") is None:
            return j
        following = k + 2 if self.words[k + 1] == "," else k + 1
        return k + 1 if self._capital(following) or self.masks[min(following, self.n - 1)] & HONORIFIC else j

    def _faction(self, j: int) -> int:
        """Past "(dari) Fraksi PKS" behind a seat in parliament."""
        k = j + 1 if self.lowers[j] == "dari" else j
        if k >= self.n or self.lowers[k] != "fraksi" or not self._capital(k):
            return j
        k += 1
        if k < self.n and self.lowers[k] == "partai":
            k += 1
        while k < min(self.n, j + 6) and self._capital(k) and not self.masks[k] & (NAME | HONORIFIC | INITIAL):
            k += 1
        return k

    def _own_head(self, j: int, end: int) -> Body | None:
        """The agency whose head noun is the last word of the title: "Kepala | Dinas Kesehatan"."""
        head = self._hit(end - 1, "agency_head") if end - 1 > j else None
        if head is None or head.end != end or head.values["agency_head"] in _VILLAGE:
            return None
        bodies = self.bodies(end - 1, lower_ok=True)
        return bodies[0] if bodies and bodies[0].end > end else None

    def _more_of_office(self, end: int, title: Title, place: Place | None) -> tuple[int, Body | None, Place | None]:
        """ "Kepala Bagian Organisasi | Setda Kota X": a further body and region behind the agency."""
        if place is not None or end >= self.n or not self.masks[end] & CAPITAL:
            return end, None, place
        bodies = self.bodies(end, lower_ok=True) if self.masks[end] & (CAPS | MIXED | TITLE) else []
        if bodies and not self.masks[end] & NAME:
            return bodies[0].stop, bodies[0], bodies[0].place
        return end, None, place

    def _body_inside(self, start: int, end: int) -> Body | None:
        """The agency that a title itself names: "Kepala LAN", "Ketua DPRD"."""
        for k in range(start, end):
            if self.masks[k] & CAPITAL:
                bodies = self.bodies(k)
                if bodies:
                    return bodies[0]
        return None

    def _complement(self, j: int, title: Title, capital: bool) -> tuple[int, Body | None, Place | None]:
        body: Body | None = None
        place: Place | None = None
        start = j
        if title.complement == "none":
            if j < self.n and self.words[j] == "(":
                j = self._bracket_inside_office(j)
            return j, None, None
        j = self._run_before_honorific(j, title) if title.role in _CALLED_BY_PLACE else j
        j = start = self._unit_number(j)
        if title.role in _PLACE_ROLES and title.complement == "region":
            j = self._unknown_place(j)
            place = self.place(j) if j < self.n and self.lowers[j] in LEVELS else None
            return (place.end if place is not None else j), None, place
        while j < min(self.n, start + MAX_POSITION):
            mask, lower = self.masks[j], self.lowers[j]
            if mask & SPACE and "\n" in self.words[j]:
                break
            if place is None and (mask & CAPITAL):
                found = self.place(j, in_office=title.complement == "region")
                if found is not None:
                    place, j = found, found.end
                    while title.complement == "region" and j < self.n and self._capital(j) and self.lowers[j] in _DIRECTIONS:
                        j += 1  # "Kapolres Tasikmalaya | Kota"
                    if body is not None or title.complement == "region":
                        break
                    continue
            if body is None and (title.complement != "region" or title.role in _IN_SECRETARIAT) and (mask & CAPITAL or j == start):
                bodies = self.bodies(j, lower_ok=True)
                if bodies and not (len(bodies) == 1 and bodies[0].rule == "agency.coined_acronym" and mask & NAME):
                    body = bodies[0]
                    j = body.stop
                    place = place or body.place
                    if body.place is not None:
                        break
                    continue
            if body is None and j == start and (coined := self._unlisted_acronym(j, title)) is not None:
                body, j = coined, coined.stop
                place = body.place
                if place is not None:
                    break
                continue
            step = self._topic_step(j, title, j == start)
            if step == 0:
                break
            j += step
        if j < self.n and self.lowers[j] in _AFTER_TITLE:
            j += 1
        return j, body, place

    def _run_before_honorific(self, j: int, title: Title) -> int:
        """ "Pangdam V Brawijaya Mayjen TNI Rudy": what stands before a rank is no name but belongs to the office."""
        k = j
        while k < min(self.n, j + 6) and self._capital(k) and not self.masks[k] & HONORIFIC:
            k += 1
        ranked = k < self.n and k > j and (self.masks[k] & HONORIFIC or self._hit(k, "honorific") is not None)
        return k if ranked and len(self.words[k]) > 2 and self._capital(k + 1) else j

    def _unlisted_acronym(self, j: int, title: Title) -> Body | None:
        """A short form that no list has, right after a head's title: "Kepala BPMDes", "Kepala Bappepan"."""
        word, mask = self.words[j], self.masks[j]
        if not title.role.startswith("kepala") or title.complement != "agency" or not mask & (CAPS | MIXED):
            return None
        if mask & (NAME | HONORIFIC | DEGREE | ORG) or set(word) <= set("IVXLC") or word[0].islower():
            return None
        if len(word) < 3 or word.lower() in {"smp", "sma", "smk", "sdn", "smpn", "sman", "smkn", "mtsn", "man", "slb"}:
            return None
        kind = {"b": "badan", "d": "dinas"}.get(word[0].lower(), "other")
        return self._finish(j, j + 1, kind, None, "agency.acronym_after_title")

    def _unit_number(self, j: int) -> int:
        """Past the number of a military unit: "Dandim 0911/Nunukan", "Danramil 1418-01 Mamuju"."""
        k = j
        while k < min(self.n, j + 4) and (
            (self.masks[k] & NUMBER and len(self.words[k]) >= 2) or (k > j and self.lowers[k] in {"/", "-"})
        ):
            k += 1
        if k == j or k >= self.n or not self.masks[k] & CAPITAL:
            return j
        coded = self.lowers[k - 1] == "/" and self.masks[k] & CAPS and self._hit(k, "region") is None
        return k + 1 if coded else k

    def _topic_step(self, j: int, title: Title, first: bool) -> int:
        """How many words of a position's subject stand at word j (0: the position ends here)."""
        mask, lower = self.masks[j], self.lowers[j]
        if lower in {"fraksi", "dari"} and (past := self._faction(j)) > j:
            return past - j
        if mask & CAPITAL and lower in _ROMAN:
            return 0 if lower == "i" and self._name_follows(j) else 1
        if mask & NUMBER and len(lower) <= 2 and first:
            return 1
        if title.complement == "region" and title.role not in {"sekda", "asisten"}:
            return 0
        if mask & CAPITAL and mask & ORG and not mask & HONORIFIC and self._topic_word(j):
            return 1
        if mask & CAPS and not mask & (NAME | HONORIFIC | DEGREE) and len(lower) > 1:
            return 1
        if first and mask & (TITLE | MIXED) and not mask & (NAME | HONORIFIC) and "menteri" in title.role:
            return 1 if self._name_follows(j) else 0  # "Menteri Imipas Agus"
        if lower in {"dan", "&", "serta", "/", "-"} and self._org_at(j + 1):
            return 2
        if lower == "," and self._org_at(j + 1) and self._more_topic(j + 1):
            return 2
        if lower in {"bidang", "urusan", "pada", "di", "bagian"} and j + 1 < self.n and (
            self._org_at(j + 1) or self._hit(j + 1, "agency", "acronym", "agency_head")
        ):
            return 1
        if mask & LOWER and mask & ORG and first:
            return 1
        if lower == "(":
            return self._bracket_inside_office(j) - j
        return 0

    def _topic_word(self, j: int) -> bool:
        """An organisation word that is also a name ("Bina", "Surya") goes on only before another organisation word."""
        if not self.masks[j] & NAME:
            return True
        return self._org_at(j + 1)

    def _more_topic(self, j: int) -> bool:
        """After a comma the subject goes on where "dan" + organisation word follows before the clause ends."""
        k = j
        while k < min(self.n, j + 8):
            if self.lowers[k] in {"dan", "&", "serta"}:
                return self._org_at(k + 1)
            if not (self._org_at(k) or self.lowers[k] == ","):
                return False
            k += 1
        return False

    def _unknown_place(self, j: int) -> int:
        """The end of a village's or district's name after its head's title, whether or not a list has it."""
        end = j
        while end < self.n and self._capital(end) and not self.masks[end] & HONORIFIC and end - j < 7:
            if self.lowers[end] in _ACTING and end > j:
                return end
            if self.lowers[end] in LEVELS and self.lowers[end] not in _DIRECTIONS:
                break
            end += 1
        length = end - j
        if length == 0:
            return j
        before_person = self._name_ends_here(end) or (end < self.n and bool(self.masks[end] & HONORIFIC))
        known = self._listed_place(j)
        if known > j:
            rest = end - known
            if rest == 0:
                return known if before_person or length > 1 or not self.masks[j] & NAME else j
            if rest == 1 and before_person and not self.masks[known] & NAME:
                return end
            if self.lowers[known - 1] not in self.lexicon.generic_places:
                return known
            return next((k for k in range(known, end) if self.masks[k] & (NAME | INITIAL)), known)
        if before_person and (length <= 2 or not any(self.masks[k] & NAME for k in range(j + 1, end))):
            return end  # "Camat Simo, Hanung", "Camat Simo dr. Hanung"
        for k in range(j + 1, end):
            if self.masks[k] & (NAME | INITIAL):
                return k
        if length == 1:
            return end if not self.masks[j] & NAME else j
        return j + 1 if length <= 3 else j + 2

    def _listed_place(self, j: int) -> int:
        """The end of the longest listed kecamatan or region at word j, with a direction behind it ("Palu | Barat")."""
        hit = self._hit(j, "district", "region")
        if hit is None:
            return j
        end = hit.end
        while end < self.n and self.lowers[end] in _DIRECTIONS and self._capital(end):
            end += 1
        return end

    def _capital(self, j: int) -> bool:
        return j < self.n and bool(self.masks[j] & CAPITAL)

    # -- people ------------------------------------------------------------------------------------------------
    def person(self, i: int, after_position: bool = False) -> Person | None:
        """A personal name at word i: honorifics, name words, degrees."""
        j, honorifics = self._honorifics(i)
        start = j
        caps_ok = after_position or bool(honorifics)
        limit = min(self.n, start + MAX_NAME)
        while j < limit:
            if self._name_word(j, start, caps_ok):
                if j > start and not self.masks[j] & (NAME | INITIAL) and self._verb_like(j) and self._headline(start):
                    break
            elif not (j > start and self._goes_on_as_name(j) and not self._headline(start)):
                break
            j += 1
        while j > start and self.lowers[j - 1] in _PARTICLES:
            j -= 1
        if j == start:
            return None
        core_end = j
        end, degrees = self._degrees(core_end)
        named = any(self.masks[k] & NAME for k in range(start, core_end))
        strong = bool(honorifics or degrees)
        if not strong and not after_position and not self._plausible(start, core_end, named):
            return None
        if core_end - start == 1 and self.masks[start] & INITIAL:
            return None
        if core_end - start == 1 and not strong and not named and self._doubtful_alone(start):
            return None
        if not strong and not named and (known := self._hit(start, "district")) is not None and known.end >= core_end:
            return None
        name = " ".join(self.a.slice(start, core_end).split())
        name = name.strip(",")
        return Person(i, end, name, start, core_end, tuple(honorifics), tuple(degrees), strong or named)

    def _honorifics(self, i: int) -> tuple[int, list[str]]:
        found: list[str] = []
        j = i
        while j < self.n and len(found) < 6:
            several = self._hit(j, "honorific")
            if several is not None and self.masks[j] & CAPITAL:
                found.append(" ".join(self.words[j : several.end]))
                j = several.end
                continue
            if not self.masks[j] & HONORIFIC:
                break
            if self.masks[j] & NAME and not self.words[j].endswith(".") and found == [] and not self._capital(j + 1):
                break
            found.append(self.words[j])
            j += 1
            if j < self.n and self.words[j] == "." and self._capital(j + 1) and len(self.words[j - 1]) <= 5:
                j += 1
        return j, found

    def _name_word(self, j: int, start: int, caps_ok: bool) -> bool:
        mask, lower = self.masks[j], self.lowers[j]
        if not mask & CAPITAL:
            return j > start and lower in _PARTICLES and self._capital(j + 1)
        if mask & (WEEKDAY | MONTH) and not mask & NAME:
            return (j > start or caps_ok) and bool(mask & TITLE) and self._name_follows(j)  # "Raja Juli Antoni"
        if lower in _PARTICLES and j > start:
            return self._capital(j + 1)
        if mask & INITIAL:
            return not mask & DEGREE or j == start
        if j > start and mask & DEGREE and (not mask & NAME):
            return False
        if mask & NONNAME and not mask & NAME:
            return False
        if mask & HONORIFIC and j > start and not mask & NAME:
            return False
        if mask & ORG and not mask & NAME:
            return False
        if mask & CAPS and not (mask & NAME or caps_ok):
            return False
        if mask & MIXED and not mask & NAME:
            return False
        if lower in LEVELS or self._hit(j, "position", "agency_head") is not None:
            return False
        if self._hit(j, "acronym") is not None and not mask & NAME:
            return False
        return not (not mask & NAME and self._hit(j, "region") is not None and not self._name_follows(j))

    def _doubtful_alone(self, j: int) -> bool:
        """One unknown word is no name where it is very short, all capitals, or leads on to another capital word."""
        if len(self.words[j]) < 3 or (self.masks[j] & CAPS and not self._headline(j)):
            return True
        return self._capital(j + 1) and not self.masks[j + 1] & DEGREE

    def _goes_on_as_name(self, j: int) -> bool:
        """An ordinary capitalised word inside or at the end of a name ("Faisal Mang Tolare", "Sahari Bulan"): what
        follows is another name word, a comma or lower case."""
        mask = self.masks[j]
        if not mask & TITLE or mask & (WEEKDAY | MONTH | HONORIFIC | DEGREE) or self.lowers[j] in LEVELS:
            return False
        if self._hit(j, "position", "agency_head", "acronym") is not None or self.lowers[j] in self.lexicon.openers:
            return False
        if j + 1 >= self.n:
            return True
        following = self.masks[j + 1]
        return bool(following & (LOWER | MARK) or (following & NAME and following & CAPITAL))

    def _headline(self, j: int) -> bool:
        """Whether word j stands in a headline: a short line of mostly capitalised words without a full stop."""
        number = self.a.sentence_of[j] if j < self.n else -1
        if number not in self._headlines:
            start, end = self.a.sentences[number]
            words = [m for m in self.masks[start:end] if m & (CAPITAL | LOWER)]
            capital = sum(1 for m in words if m & CAPITAL)
            last = end - 1 if not self.masks[end - 1] & SPACE else end - 2
            titled = 4 <= len(words) <= 25 and capital >= 0.7 * len(words)
            self._headlines[number] = titled and self.words[last] not in {".", ",", ":"}
        return self._headlines[number]

    def _verb_like(self, j: int) -> bool:
        """A capitalised verb in a headline ends a name: "Bupati Budi Luncurkan …"."""
        mask, lower = self.masks[j], self.lowers[j]
        if mask & (NAME | INITIAL):
            return False
        return bool(mask & COMMON) or lower.endswith("kan") or lower.startswith(("me", "ber", "di", "ter", "pe"))

    def _name_follows(self, j: int) -> bool:
        return j + 1 < self.n and bool(self.masks[j + 1] & NAME and self.masks[j + 1] & CAPITAL)

    def _plausible(self, start: int, end: int, named: bool) -> bool:
        """Without honorific, degree or position a name needs a known name part, or two capitalised unknown words."""
        first = self.masks[start]
        if any(self.masks[k] & CAPS and not self.masks[k] & NAME for k in range(start, end)):
            return False
        if first & COMMON and not first & NAME:
            return False
        if named:
            return True
        return end - start >= 2 and not any(self.masks[k] & COMMON for k in range(start, end))

    def _degrees(self, j: int) -> tuple[int, list[str]]:
        found: list[str] = []
        end = j
        while end < self.n and len(found) < 10:
            k = end
            while k < self.n and self.words[k] in {",", "."} and k - end < 2:
                k += 1
            if k >= self.n or not self.masks[k] & DEGREE or (k == end and found == [] and not self.masks[k] & (CAPS | MIXED | INITIAL) and "." not in self.words[k]):
                break
            if self.masks[k] & NAME and self.masks[k] & TITLE and "." not in self.words[k]:
                break
            found.append(self.words[k])
            end = k + 1
        return end, found


_BARE_ROLES = frozenset({"kepala", "ketua", "sekretaris", "anggota", "pimpinan", "koordinator", "wakil_ketua", "wakil"})


_PREFIX_CACHE: dict[int, frozenset[str]] = {}


def _prefixes(phrases: dict[str, list[Entry]]) -> frozenset[str]:
    """All beginnings of agency names that end at a word, for "does a known name go on like this?"."""
    key = id(phrases)
    if key not in _PREFIX_CACHE:
        made: set[str] = set()
        for phrase in phrases:
            if ", " in phrase:
                words = phrase.split(" ")
                made.update(" ".join(words[:k]) for k in range(2, len(words) + 1))
                made.update(" ".join(words[:k]).rstrip(",") for k in range(2, len(words) + 1))
        _PREFIX_CACHE[key] = frozenset(made)
    return _PREFIX_CACHE[key]
