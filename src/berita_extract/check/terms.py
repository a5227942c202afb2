"""Every figure of the coded text with the words around it, and the part that these words give it.

A term is a figure in its sentence: the words before it back to the figure before, the words behind it up to the next.
Its role is told by the nearest word before it (or behind it) that patterns/check.yaml names for a role: "from", "old",
"new", "change", "whole", "total", "each", "rest", "rank".
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from berita_extract.check.figures import PERCENT, PLAIN, Figure
from berita_extract.check.marks import MARKS

if TYPE_CHECKING:
    from berita_extract.check.view import View

# How many words before a figure may give it its role.
REACH = 10
# The words that tell of time may stand further away than the others.
NEAR = 7
# How many words behind it.
BEHIND = 4
# Roles that a word behind the figure may change.
_OPEN = ("", "from", "whole", "total")
_NONE: frozenset[str] = frozenset()
_TOKEN = re.compile(r"[a-z]+(?:['’-][a-z]+)*|[NPMOYX|,;:()@–—]")
_COUNTING = frozenset("NPMO")
_PUNCTUATION = frozenset(",;:()–—")
# Behind these a new clause begins, and with it other parts.
ENDS = frozenset([",", ";", "dan", "serta", "maupun", "sedangkan", "sementara", "adapun"])
# Words behind which the unit of a figure is not told by the word behind it.
_VERB = re.compile(r"(?:mem|meng|meny|men[cdjt])[a-z]{3}")
_NAMELY = frozenset(["yaitu", "yakni"])
# "dari pelajar terpilih 12 orang" tells where they come from; what may stand between "dari" and its own figure.
_FROM = frozenset(
    ["total", "jumlah", "keseluruhan", "seluruh", "target", "pagu", "anggaran", "sebelumnya", "semula", "hanya",
     "cuma", "angka", "skor", "sekitar", "sebanyak", "sebesar", "yang", "tahun", "lalu", "posisi", "peringkat",
     "hampir", "lebih", "semua", "alokasi", "rencana", "kuota", "nilai", "hasil", "baru", "mencapai", "awal",
     "awalnya", "pada", "sejumlah", "catatan", "capaian", "periode", "sama", "sisa", "rata-rata", "tercatat",
     "berjumlah", "urutan", "poin", "indeks", "dana", "plafon", "proyeksi", "ada", "di", "ke", "kisaran", "masih",
     "bulan", "satu", "unit", "perolehan", ",",
     "yaitu", "yakni"]
)  # fmt: skip
_AGAINST = frozenset(["itu", "tersebut", "dari", "dibanding", "dibandingkan", "daripada", "ketimbang"])
# "15 ton per hari" is a quantity of its own.
_TIMES = frozenset(["hari", "jam", "tahun", "bulan", "pekan", "minggu", "menit", "detik", "kapita", "semester"])
# Units of time and of repetition: figures of these are no parts of what is counted.
SPAN = frozenset(["hari", "jam", "menit", "bulan", "tahun", "minggu", "pekan", "kali", "sesi", "detik", "malam"])
# "per akhir Oktober tercatat …"
_DATES = frozenset(
    ["akhir", "awal", "tanggal", "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus",
     "september", "oktober", "november", "desember", "hari", "X"]
)  # fmt: skip
_SAME = frozenset(["atau", "(", "setara", "alias"])
_YEAR_WORDS = frozenset(["pada", "tahun", "di", "untuk", "sepanjang", "selama", "(", "per", "akhir", "awal"])


class Term(NamedTuple):
    """A figure in its sentence; `roles` holds every role named before it, `role` the nearest."""

    figure: Figure
    place: int
    position: int
    sentence: int
    left: tuple[str, ...]
    right: tuple[str, ...]
    role: str
    roles: frozenset[str]
    year: int
    kind: str  # the letter of the figure
    unit: str | None  # the counted noun; None where a verb or nothing stands behind the figure


@lru_cache(maxsize=4096)
def _noun(unit: str) -> str | None:
    return None if _VERB.match(unit) and unit != "menteri" else unit


class Roles:
    """Words and pairs of words that give a role to the figure behind or before them; how pairs end and begin."""

    def __init__(self) -> None:
        self.before: dict[str, str] = {}
        self.behind: dict[str, str] = {}
        self.ends: set[str] = set()
        self.begins: set[str] = set()
        # Words without which no role is told before or behind a figure, and words before it that need a look.
        self.telling_before: frozenset[str] = frozenset()
        self.telling_behind: frozenset[str] = frozenset()
        self.telling = _PUNCTUATION | ENDS | {"atau"}

    def add(self, side: str, phrases: list[str], role: str) -> None:
        """Phrases that give a role to a figure on one side."""
        (self.before if side == "before" else self.behind).update(dict.fromkeys(phrases, role))
        for first, _, last in (phrase.rpartition(" ") for phrase in phrases):
            if first:
                self.ends.add(last)
                self.begins.add(first)

    def complete(self) -> None:
        """Once all phrases are added: "totalnya" tells what "total" does, if it tells nothing of its own."""
        for word, role in list(self.before.items()):
            if " " not in word:
                self.before.setdefault(f"{word}nya", role)
        self.telling_before = frozenset(word for word in self.before if " " not in word) | self.ends
        self.telling_behind = frozenset(word for word in self.behind if " " not in word) | self.begins
        self.telling |= self.telling_before


def tokens_of(code: str) -> list[str]:
    """The words and marks of a code."""
    return _TOKEN.findall(code)


def make_terms(view: View, roles: Roles) -> list[Term]:
    """The terms of all figures that count, in order; sentences that follow each other have numbers that do."""
    raw: list[tuple[Figure, int, int, list[str], list[str]]] = []
    words: list[str] = []
    sentence = 0
    dated: set[int] = set()  # sentences with years
    figures = iter(view.at.items())
    for token in view.tokens:
        if token not in MARKS:
            words.append(token)
        elif token == "|":
            sentence += 1
            words = []
        else:
            position, figure = next(figures)  # every other mark is a figure, and they stand in order
            if token in _COUNTING:
                left, words = words, []
                raw.append((figure, position, sentence, left, words))
            elif token == "Y":
                words.append(str(figure.value))
                dated.add(sentence)
            else:
                words.append(token)
    terms: list[Term] = []
    for n, (figure, position, number, left, right) in enumerate(raw):
        role, told = _roles(left, right, roles)
        kind, unit = figure.kind, figure.unit
        if kind == PERCENT and role != "change" and right[:2] in (["di", "atas"], ["di", "bawah"]):
            role = "change"
        year = 0
        if number in dated:
            year = _year_behind(right) or _year_before(left, bool(n) and raw[n - 1][2] == number)
        unit = unit and _noun(unit)
        terms.append(Term(figure, n, position, number, tuple(left), tuple(right), role, told, year, kind, unit))
    return _with_twins(_with_percent(terms)) if PERCENT in view.marks else terms


def _with_twins(terms: list[Term]) -> list[Term]:
    """ "naik 12 orang atau 40 persen": the percentage is a change too."""
    for a, b in pairwise(terms):
        if b.kind == PERCENT and a.role == "change" and not b.role and a.kind != PERCENT and a.sentence == b.sentence:
            words = set(b.left) & _SAME
            if words and len(b.left) <= 5:
                terms[b.place] = b._replace(role="change")
    return terms


def _roles(left: list[str], right: list[str], roles: Roles) -> tuple[str, frozenset[str]]:
    """The nearest role of a figure and all of them."""
    told: set[str] = set()
    nearest = "" if roles.telling_before.isdisjoint(left[-REACH:]) else _told_before(left, roles, told)
    if nearest in _OPEN and not roles.telling_behind.isdisjoint(right[:BEHIND]):
        nearest = _told_behind(right, roles, told) or nearest
    return nearest, frozenset(told) if told else _NONE


def _told_before(left: list[str], roles: Roles, told: set[str]) -> str:
    """The role that the nearest word before a figure gives it; all such roles come into `told`."""
    nearest = ""
    commas = 0
    telling = roles.telling
    for back in range(1, min(len(left), REACH) + 1):
        word = left[-back]
        if word not in telling:
            continue
        if word in _PUNCTUATION:
            commas += 1
            if commas > 2 or word in ";:":
                break
            continue
        if word == "atau" or word in ENDS:
            break
        if word == "per" and back > 1 and left[-back + 1] in _DATES:
            continue
        role = roles.before.get(f"{left[-back - 1]} {word}") if word in roles.ends and back < len(left) else None
        if role is None:
            role = roles.before.get(word)
        if commas and role == "from" and not _NAMELY.intersection(left[len(left) - back + 1 :]):
            break
        if not role or (commas and role == "each") or (back > NEAR and role not in ("old", "new")):
            continue
        if commas > 1 and role not in ("old", "new"):
            continue
        if (word == "ke" and back > 1 and not _FROM.issuperset(left[len(left) - back + 1 :])) or (
            word == "jadi" and back == len(left)
        ):
            continue
        if role == "from" and back > 2 and not all(w in _FROM or w.isdigit() for w in left[len(left) - back + 1 :]):
            break
        told.add(role)
        if not nearest:
            nearest = role
    return nearest


def _told_behind(right: list[str], roles: Roles, told: set[str]) -> str:
    """The role that the words right behind a figure give it."""
    for ahead in range(min(len(right), BEHIND)):
        word = right[ahead]
        if word in _PUNCTUATION or word in _AGAINST:
            break
        if word == "per" and right[ahead + 1 : ahead + 2] and right[ahead + 1] in _TIMES:
            break
        pair = word in roles.begins and ahead + 1 < len(right)
        role = (roles.behind.get(f"{word} {right[ahead + 1]}") if pair else None) or roles.behind.get(word)
        if role is not None:
            told.add(role)
            return role
    return ""


def _year_behind(words: list[str]) -> int:
    """The year that is told of the figure before the words ("40 desa pada 2021")."""
    for n, word in enumerate(words[:6]):
        if word in ENDS:
            return 0
        if word.isdigit():
            return int(word) if n and words[n - 1] in _YEAR_WORDS else 0
    return 0


def _year_before(words: list[str], after_another: bool) -> int:
    """The year that is told of the figure behind the words ("pada 2021 ada 40 desa")."""
    for n in range(len(words) - 1, max(-1, len(words) - 15), -1):
        if words[n].isdigit():
            return 0 if after_another and _year_behind(words[: n + 1]) else int(words[n])
    return 0


def _with_percent(terms: list[Term]) -> list[Term]:
    """ "dari 70 menjadi 84 persen": the first one is a percentage too."""
    for a, b in pairwise(terms):
        if (
            a.kind == PLAIN
            and b.kind == PERCENT
            and a.role == "from"
            and b.role == "new"
            and a.sentence == b.sentence
            and a.unit is None
            and a.figure.value <= 100
        ):
            terms[a.place] = a._replace(
                figure=a.figure._replace(kind=PERCENT, unit="persen"), kind=PERCENT, unit="persen"
            )
    return terms
