"""Reading the name of an innovation from the words beside a cue: quoted, capitalised, or lower case with a bracket."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from berita_extract.analysis import Analysis
from berita_extract.chunks import Body, Chunk, Place, Position
from berita_extract.facts.context import Context, Knowledge
from berita_extract.facts.innovation_words import around
from berita_extract.lexicon import (
    CAPITAL,
    CAPS,
    COMMON,
    DEGREE,
    HONORIFIC,
    INITIAL,
    LOWER,
    MIXED,
    MONTH,
    NAME,
    NUMBER,
    ORG,
    SPACE,
    TITLE,
    WEEKDAY,
)  # fmt: skip
from berita_extract.values.letters import share

SPELT_OUT = 0.85  # share of the letters of a name that its long form must have to make an honorific part of it
MIN_COINED = 4  # letters of a short form in capitals that may be a name
MAX_NAME_WORDS, MAX_QUOTED_WORDS = 10, 12
_CLOSING = {'"': '"”“', "“": '”"“', "”": '”"', "‘": "’'", "'": "'’", "’": "’'", "«": "»", "`": "`'’", "„": "“”"}
_GOES_ON = frozenset({"dan", "serta", "milik", "yang", "besutan", "dari"})
_JOINERS = frozenset({"&", "/", "+"})
_BODY_KINDS = frozenset({
    "dinas", "badan", "kecamatan", "kelurahan", "desa", "puskesmas", "rumah_sakit", "kementerian", "inspektorat",
    "sekretariat", "upt",
})  # fmt: skip


_GLUED = re.compile(r"[A-Z]?[a-z]{3,20}(?=[A-Z][a-z])")  # "aplikasiAllIndonesia", "KemudianGolden"
_PREFIXED = re.compile(r"(?:[EIM]|Si|Go|My)-[A-Z]")  # "Si-Resmi", "E-Lesung"
_GLUED_BEHIND = re.compile(r"(?<=[a-z])[A-Z][a-z]{3,20}$")  # "VisaIndonesia"


class Words(NamedTuple):
    """The word lists that decide what may be a name, in lower case."""

    generic: frozenset[str]
    stops: frozenset[str]
    openers: frozenset[str]
    programs: frozenset[str]
    others: frozenset[str]


class Name(NamedTuple):
    """A name in the text: its words [start, end), and the word index where reading goes on after it."""

    start: int
    end: int
    after: int
    quoted: bool = False
    lower: bool = False


def words_of(knowledge: Knowledge) -> Words:
    """The word lists, read once."""
    book = knowledge.rulebook
    lists = {
        n: frozenset(w.lower() for w in book.words(n))
        for n in ("innovation_generic", "innovation_stops", "innovation_openers", "programs", "innovation_others")
    }
    return Words(*lists.values())


def plain(text: str) -> str:
    """Lower case, hyphens and spaces as one space: the same name however it is written."""
    return " ".join(text.lower().replace("-", " ").split()).strip(" .,;:!\"'“”‘’")


class NameReader:
    """Reads names in one article."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.a: Analysis = context.analysis
        self.words, self.lowers, self.masks, self.n = self.a.words, self.a.lowers, self.a.masks, self.a.n
        self.lists: Words = context.knowledge.prepare("innovation.words", words_of)
        self.phrases = context.knowledge.lexicon.phrases
        known = around(context.knowledge)
        self.sets, self.tests = known.sets, known.tests

    @cached_property
    def chunk_at(self) -> dict[int, Chunk]:
        """Chunk that begins at a word."""
        return {c.start: c for c in self.context.chunking.named}

    def _words_of(self, kind: str) -> frozenset[int]:
        """Words of the known people; a name that stood alone, known by its looks only, may be an innovation's."""
        return frozenset(
            k
            for who in self.context.found.get(kind, ())
            if who.rule != "person.alone" or who.honorifics or who.degrees
            for e in who.evidence
            for k in range(self.a.word_at(e.start), self.a.word_at(e.end - 1) + 1)
        )

    @cached_property
    def officials(self) -> frozenset[int]:
        """Words that belong to an official."""
        return self._words_of("officials")

    @cached_property
    def people(self) -> frozenset[int]:
        """Words that belong to anybody else who is known as a person."""
        return self._words_of("other_people")

    def span(self, name: Name) -> tuple[int, int]:
        """Offsets of the name, without words that lost their space to it."""
        start, end = self.a.span(name.start, name.end)
        if self.masks[name.start] & MIXED:
            glued = _GLUED.match(self.words[name.start])
            if glued is not None and self._ordinary(glued.group()):
                start += glued.end()
        if self.masks[name.end - 1] & MIXED and name.end - name.start > 1:
            glued = _GLUED_BEHIND.search(self.words[name.end - 1])
            if glued is not None and (glued.group() == "Indonesia" or glued.group().lower() in self.phrases):
                end -= len(glued.group())
        return start, end

    def _ordinary(self, word: str) -> bool:
        """A word that lost its space: in lower case any of the language, with a capital one that opens sentences."""
        known = self.context.knowledge.lexicon.common if word.islower() else self.lists.stops | self.lists.openers
        return word.lower() in known

    def text(self, name: Name) -> str:
        """The name as it stands in the article."""
        start, end = self.span(name)
        return self.a.text[start:end]

    @cached_property
    def inside(self) -> frozenset[int]:
        """Words inside a position or an agency, not at its beginning."""
        chunks = self.context.chunking.named
        return frozenset(k for c in chunks if c.kind in {"POSITION", "AGENCY"} for k in range(c.start + 1, c.end))

    # -- forwards ----------------------------------------------------------------------------------------------
    def read(self, i: int, lower_ok: bool = False) -> Name | None:
        """The name that begins at word i."""
        if i >= self.n:
            return None
        if self.words[i] in _CLOSING or (self.words[i] == "'" and i + 1 < self.n and self.words[i + 1] == "'"):
            return self._quoted(i)
        if self.masks[i] & CAPITAL:
            return self._capitals(i)
        if self.masks[i] & LOWER and self.is_lower_name(i, lower_ok):
            return Name(i, i + 1, i + 1, lower=True)
        return None

    def is_lower_name(self, i: int, lower_ok: bool) -> bool:
        """A word in lower case is a name behind a cue of naming, before a bracket, or with a tail ("angkot-ku")."""
        if self.lowers[i][-3:] in {"-ku", "-mu", "-in"} and self.lowers[i].count("-") == 1:
            return True
        if self.masks[i] & (COMMON | ORG) and not (i + 1 < self.n and self.words[i + 1] == "("):
            return False
        following = self.words[i + 1] if i + 1 < self.n else "."
        return following == "(" or (lower_ok and following in {",", ".", ";"})

    def _quoted(self, i: int) -> Name | None:
        first = i + 1
        closers = _CLOSING.get(self.words[i], "'")
        while first < self.n and self.words[first] in _CLOSING:
            first += 1
        for j in range(first, min(self.n, first + MAX_QUOTED_WORDS)):
            word = self.words[j]
            if "\n" in word:
                return None
            if word in closers and not self._inside_word(j):
                return self._between(first, j)
            if word == "(" and j > first:
                return Name(first, j, j, quoted=True) if self._fit_for_quotes(first, j) else None
        return None

    def _inside_word(self, j: int) -> bool:
        """An apostrophe with letters on both sides or before a capitalised word of the same name is no closing mark."""
        if self.words[j] not in "'’" or j + 1 >= self.n:
            return False
        glued_before = self.a.starts[j] == self.a.ends[j - 1]
        return glued_before and self.a.starts[j + 1] == self.a.ends[j] and self.words[j + 1][0].isalpha()

    def _between(self, first: int, last: int) -> Name | None:
        """The stretch between quotation marks, without a closing mark of a sentence."""
        after = last + 1
        while after < self.n and self.words[after] in _CLOSING and self.a.starts[after] == self.a.ends[after - 1]:
            after += 1
        end = last
        while end > first and self.words[end - 1] in {".", ",", "!", "?", ":"}:
            if self.words[end - 1] in {",", "?"} and end - first > 4:
                return None  # speech
            end -= 1
        while first < end and (self.lowers[first] in self.lists.openers) and end - first > 1:
            first += 1
        return Name(first, end, after, quoted=True) if self._fit_for_quotes(first, end) else None

    def _fit_for_quotes(self, first: int, end: int) -> bool:
        if not 1 <= end - first <= MAX_NAME_WORDS:
            return False
        if any(self.words[k] in {".", "?", "!", ",", ";"} for k in range(first, end - 1)):
            return False
        capitals = sum(1 for k in range(first, end) if self.masks[k] & (CAPITAL | NUMBER))
        return capitals * 2 >= end - first or end - first <= 3

    def _capitals(self, i: int) -> Name | None:
        while i + 1 < self.n and self.lowers[i] in self.lists.openers:
            if self.words[i + 1] in _CLOSING:
                return self._quoted(i + 1)
            if not self.masks[i + 1] & CAPITAL or self._whole(i):
                break
            i += 1
        j = i
        while j < self.n and j - i < MAX_NAME_WORDS:
            step = self._step(i, j)
            if not step:
                break
            j += step
        j = self._without_tail(i, j)
        if j <= i:
            return None
        after = j
        if after < self.n and self.words[after] == "!" and self.masks[after - 1] & CAPS:
            after += 1
        return Name(i, j, after)

    def _whole(self, i: int) -> bool:
        """ "Layanan Malam": a word of kind and a single word of the language are the name together."""
        return bool(
            self.masks[i + 1] & COMMON
            and self.masks[i + 1] & TITLE
            and not (i + 2 < self.n and (self.masks[i + 2] & CAPITAL or self.words[i + 2] in _CLOSING))
        )

    def _step(self, i: int, j: int) -> int:
        """How many words the name takes from word j on; 0 where it ends."""
        mask = self.masks[j]
        if mask & CAPITAL:
            return 0 if j > i and self._other_begins(i, j) else 1
        if j == i:
            return 0
        following = self.masks[j + 1] & CAPITAL if j + 1 < self.n else 0
        if mask & NUMBER:
            return 1 if len(self.words[j]) <= 4 and not _is_year(self.words[j]) else 0
        if self.words[j] in _JOINERS and following:
            return 2
        if self.words[j] in {"'", "’", "-"} and self.a.starts[j] == self.a.ends[j - 1]:
            return 1 if self.words[j] != "-" and following else (2 if following else 0)
        if self.lowers[j] in self.sets["english"] and following:
            return 2
        whither = following and self.lowers[j] in self.sets["whither"] and not self._all_caps(i, j)
        return 2 if whither and self._whither(j + 1) else 0

    def _whither(self, j: int) -> bool:
        """ "Kebun di Atap", "Dokter ke Desa": one ordinary word behind "di", "ke" ends the name; no body, no place."""
        mask = self.masks[j]
        return (
            bool(mask & TITLE and not mask & NAME)
            and (bool(mask & COMMON) or self.lowers[j] in self.sets["whither_ends"])
            and self.chunk_at.get(j) is None
            and self.lowers[j] not in self.lists.stops
            and (
                j + 1 >= self.n or not self.masks[j + 1] & (CAPITAL | NUMBER | LOWER) or self.lowers[j + 1] in _GOES_ON
            )
        )

    def _ends_or_goes_on(self, j: int) -> bool:
        """Whether a mark, the end or a word that goes on with the sentence stands at word j."""
        return j >= self.n or not self.masks[j] & (CAPITAL | NUMBER | LOWER) or self.lowers[j] in _GOES_ON

    def _other_begins(self, i: int, j: int) -> bool:
        """A capitalised word inside a run that opens something else: an agency, a region with its level, a day."""
        if self.masks[j] & (WEEKDAY | MONTH):
            following = self.lowers[j + 1] if j + 1 < self.n else "."
            spoken = self.masks[j] & WEEKDAY and self.lowers[j - 1] not in {"malam", "hari"}
            return bool(spoken and following in self.sets["after_day"])
        if self.masks[j] & INITIAL and self.words[j].endswith("."):
            return True
        chunk = self.chunk_at.get(j)
        if chunk is None:
            return False
        if chunk.kind == "AGENCY":
            body = chunk.value
            if self.masks[j] & TITLE and chunk.end == j + 1 and j + 1 < self.n and self.words[j + 1] == "(":
                return False  # "Sakera Capil (Sampai Kerumah Capil)"
            return not (
                isinstance(body, Body)
                and body.rule == "agency.acronym"
                and body.end - body.start == 1
                and self._goes_on(j)
            )
        if chunk.kind == "GOVERNMENT":
            return isinstance(chunk.value, Place) and (bool(chunk.value.level) or chunk.value.government)
        return chunk.kind == "POSITION" and self.lowers[j] not in {"sekretaris"} and not self._ends_with_office(chunk)

    def _ends_with_office(self, chunk: Chunk) -> bool:
        """ "Sehati Bu Bidan": the last word of the name is an office's, with nobody and nothing behind it."""
        position = chunk.value
        if chunk.end - chunk.start != 1 or not isinstance(position, Position):
            return False
        bare = position.body is None and position.place is None
        return bare and (chunk.end >= self.n or not self.masks[chunk.end] & CAPITAL)

    def _goes_on(self, j: int) -> bool:
        return j + 1 < self.n and bool(self.masks[j + 1] & CAPITAL)

    def _without_tail(self, i: int, j: int) -> int:
        """Leave out a month, a bare region behind an all-capital name, and a level word at the end."""
        while j > i and (
            (self.masks[j - 1] & MONTH and self.masks[j - 1] & NUMBER)
            or (self.lowers[j - 1] in self.sets["levels"] and (j - i < 2 or (j < self.n and self.masks[j] & CAPITAL)))
        ):
            j -= 1
        for k in range(i + 1, j):
            chunk = self.chunk_at.get(k)
            if (
                chunk is not None
                and chunk.kind == "GOVERNMENT"
                and chunk.end >= j
                and self._all_caps(i, k)
                and not self.masks[k] & CAPS
            ):
                return k
        return j

    def _all_caps(self, i: int, j: int) -> bool:
        return all(self.masks[k] & CAPS for k in range(i, j))

    # -- backwards ---------------------------------------------------------------------------------------------
    def read_back(self, j: int) -> Name | None:
        """The name that ends right before word j."""
        if j <= 0:
            return None
        if self.words[j - 1] in _CLOSING and j >= 2:
            for i in range(j - 2, max(-1, j - 2 - MAX_QUOTED_WORDS), -1):
                if "\n" in self.words[i]:
                    return None
                if self.words[i] in _CLOSING and not self._inside_word(i):
                    return self._between(i + 1, j - 1)
            return None
        if self.words[j - 1] == ")":
            for i in range(j - 2, max(-1, j - 28), -1):
                if self.words[i] == "(":
                    return self.read_back(i)
            return None
        i, after = j, j
        while i > 0 and j - i < MAX_NAME_WORDS:
            if self.masks[i - 1] & CAPITAL or (i < j and (self.masks[i - 1] & NUMBER or self._glued_mark(i - 1))):
                i -= 1
            else:
                break
        while i < j and self.masks[i] & NUMBER:
            i += 1
        for k in range(i, j):  # a run may open with something else: read it forwards
            name = self._capitals(k)
            if name is not None and name.end == j and self.acceptable(name._replace(after=after), strong=True):
                return name._replace(after=after)
            if k < j - 1 and self.lowers[k] in self.lists.others:
                return None  # "Kelompok Wanita Tani" is something else, and so is what its last words would be
        return None

    def _glued_mark(self, k: int) -> bool:
        """An apostrophe at the end of a word of the name: "Lipa' Bola"."""
        return k > 0 and self.words[k] in {"'", "’"} and self.a.starts[k] == self.a.ends[k - 1]

    # -- what is no name ---------------------------------------------------------------------------------------
    def acceptable(self, name: Name, strong: bool = False, called: bool = False) -> bool:
        """Whether the stretch can be the name of an innovation at all.

        `strong`: the cue calls it one; `called`: so clearly that an ordinary word, or the name of a place, will do.
        """
        text = self.text(name)
        if len(text) < 3 or len(text) > 120 or "\n" in text:
            return False
        folded = plain(text)
        if folded in self.lists.programs or (folded in self.lists.generic and not self.coined(name)):
            return False
        if (
            self.lowers[name.start] in self.lists.stops
            and not self._no_document(name, strong)
            and (not self.coined_word(name.start) or self.shouted(name.start))
            and not (name.quoted and strong)
            and not self._spelt_out(name)
        ):
            return False
        if name.lower:
            return True
        if any(self.lowers[k] in self.sets["contests"] for k in range(name.start, name.end)) or self._with_degree(name):
            return False
        if (
            self.lowers[name.start] in {"kabupaten", "provinsi"}
            and not name.quoted
            and not self.coined_word(name.start)
        ):
            return False
        if self.lowers[name.end - 1] in self.sets["superlatives"] and not name.quoted:
            return False  # "Provinsi Terinovatif", "Laporan Tercepat": an award or its category
        if self.lowers[name.start] in self.sets["one"] and "nova" in self.lowers[name.end - 1]:
            return False  # "One Agency One Innovation": a duty, no innovation
        return not self._is_something_else(name, strong, called)

    def shouted(self, word: int) -> bool:
        """Whether the word stands in a headline in capitals, where they say nothing."""
        start, end = self.a.sentences[self.a.sentence_of[word]]
        return not any(self.masks[k] & (TITLE | LOWER) for k in range(start, end))

    def _no_document(self, name: Name, strong: bool) -> bool:
        """ "Surat Terbang", "Surat Kilat": a letter that no law knows, where the text calls it an innovation."""
        second = self.lowers[name.start + 1] if name.end - name.start > 1 else ""
        known = not second or second in self.sets["documents"] or self.chunk_at.get(name.start + 1) is not None
        return strong and self.lowers[name.start] == "surat" and not known

    def _spelt_out(self, name: Name) -> bool:
        """ "Pak Mahir (Pembuatan Akta Lahir …)": every letter, also those of the first word, stands for something."""
        if name.after >= self.n or self.words[name.after] != "(" or name.end - name.start < 2:
            return False
        end = next((k for k in range(name.after + 1, min(self.n, name.after + 28)) if self.words[k] == ")"), 0)
        return end > 0 and share(self.text(name), self.a.slice(name.after + 1, end)) >= SPELT_OUT

    def _with_degree(self, name: Name) -> bool:
        """A degree, or a person with one: "Sri Rahayu, S.Sos, dari Dinas Sosial"."""
        if name.quoted:
            return False
        if name.end - name.start == 1 and self.masks[name.start] & DEGREE and self.words[name.start - 1] == ",":
            return True
        j = name.end + 1
        return (
            j < self.n
            and self.words[name.end] == ","
            and bool(self.masks[j] & DEGREE)
            and bool(self.masks[j] & (MIXED | INITIAL) or "." in self.words[j])
        )

    def _is_something_else(self, name: Name, strong: bool, called: bool) -> bool:
        low = self.lowers[name.start : name.end]
        if self._capitals_of_owner(name):
            return False
        if not name.quoted and all(
            w in self.lists.generic or self.masks[name.start + k] & (NUMBER | SPACE) for k, w in enumerate(low)
        ):
            return True
        if not name.quoted and self._generic_then_body(name):
            return True
        if all(self.masks[k] & (NUMBER | WEEKDAY | MONTH) for k in range(name.start, name.end)):
            return True
        folded = plain(self.text(name))
        known = self.phrases.get(folded) or self.phrases.get(self.text(name).lower())
        if known and not (name.quoted and strong):
            capitals = self._all_caps(name.start, name.end)
            place = (
                (called or capitals)
                and self._named_by_mark(name)
                and all(e.label in {"region", "district"} for e in known)
            )
            if not place:  # "inovasi Maba (Mari Membaca)" only looks like a place
                return True
        if name.quoted and strong:
            return False
        bracketed = name.start > 0 and self.words[name.start - 1] == "("  # "Sistem Layanan Cepat Lapas (SI PECEL)"
        if not name.quoted and (name.start in self.officials or (name.start in self.inside and not bracketed)):
            return True
        if not strong and not name.quoted and name.start in self.people:
            return True
        return self._entity(name, strong, called)

    def _capitals_of_owner(self, name: Name) -> bool:
        """ "KERAWANG usulan Kecamatan Bebesen": called like a region, but in capitals and with its maker behind it."""
        j = name.after
        return (
            j + 1 < self.n
            and self._all_caps(name.start, name.end)
            and len(self.words[name.start]) >= MIN_COINED
            and self.lowers[j] in self.sets["made_by"]
            and bool(self.masks[j + 1] & CAPITAL)
        )

    def _generic_then_body(self, name: Name) -> bool:
        """ "Daerah Kaltim", "Administrasi Negara LAN": words of kind, then a region or a body."""
        k = name.start
        while k < name.end and self.lowers[k] in self.lists.generic:
            k += 1
        chunk = self.chunk_at.get(k)
        return name.start < k < name.end and (
            k in self.inside
            or (chunk is not None and chunk.kind in {"GOVERNMENT", "AGENCY", "POSITION"} and chunk.end >= name.end)
        )

    def _entity(self, name: Name, strong: bool, called: bool) -> bool:
        chunk = self.chunk_at.get(name.start)
        single = name.end - name.start == 1
        if chunk is not None and not name.quoted:
            if chunk.kind == "POSITION":
                return not (strong and self._office_word(chunk, name))
            if chunk.kind == "AGENCY" and not (
                getattr(chunk.value, "rule", "") == "agency.shared_head" and chunk.end < name.end
            ):
                borrowed = self.lowers[name.start] in self.sets["coined_heads"] and name.end - name.start > 1
                return not (strong and (borrowed or (chunk.end >= name.end and self._common_words(name))))
            if chunk.kind == "GOVERNMENT":
                place = chunk.value
                return chunk.end >= name.end or (isinstance(place, Place) and bool(place.level))
        if not name.quoted and self.body_head(name) and not self._common_words(name):
            return True
        mask = self.masks[name.start]
        if mask & HONORIFIC and self.words[name.start].endswith("."):
            return True
        if single and not name.quoted and mask & TITLE and not strong:
            return True
        common = single and mask & TITLE and mask & COMMON and not name.quoted
        return bool(common and not self._named_by_mark(name) and not (called and self._ends_item(name)))

    def _ends_item(self, name: Name) -> bool:
        """Whether the words of the name end with the item or the clause."""
        return name.after >= self.n or self.lowers[name.after] in {",", ".", ";", ")", "dan"}

    def body_head(self, name: Name) -> bool:
        """Whether the name begins as a body does: "Kecamatan Setu", "Nagari Paninjauan"."""
        if self.lowers[name.start] in self.sets["coined_heads"]:
            return False
        entries = self.phrases.get(self.lowers[name.start], ())
        return any(e.label == "agency_head" and e.value in _BODY_KINDS for e in entries)

    def _office_word(self, chunk: Chunk, name: Name) -> bool:
        """ "Peratin Siaga": a title and a word of the language, with no place, agency or person behind it."""
        position = chunk.value
        if not isinstance(position, Position) or position.body is not None or position.place is not None:
            return False
        last = name.end - 1
        person = self.chunk_at.get(name.end)
        return (
            name.end - name.start > 1
            and bool(self.masks[last] & (COMMON | ORG))
            and (person is None or person.kind != "PERSON")
        )

    def _named_by_mark(self, name: Name) -> bool:
        return name.after < self.n and self.words[name.after] in {"(", "–", "—"}

    def _common_words(self, name: Name) -> bool:
        """ "Kelurahan Cerdas Mandiri": a head noun and words of the language, not a proper name."""
        return name.end - name.start > 1 and all(self.masks[k] & COMMON for k in range(name.start + 1, name.end))

    def coined(self, name: Name) -> bool:
        """Written as nothing but a name is: capitals of four letters and more, "e-Gabah", "iNgapak", "Si-Jempol"."""
        return any(self.coined_word(k) for k in range(name.start, name.end))

    def coined_word(self, k: int) -> bool:
        """Whether one word has the shape of a coined name."""
        mask = self.masks[k]
        if mask & MIXED or (mask & TITLE and _PREFIXED.match(self.words[k])):
            return True
        return bool(mask & CAPS and len(self.words[k]) >= 4 and not mask & NAME)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word[:2] in {"19", "20"}
