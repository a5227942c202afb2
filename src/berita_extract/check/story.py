"""The figures of a whole article, its headline included, with what each one counts, when, and what its sentence tells.

The finders that look over the whole article read these: distance is no bar to them, but two figures are compared only
where the noun, the time and the words around them tell that they speak of one quantity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from berita_extract.check.figures import MONEY, ORDINAL, PERCENT, PLAIN, Figure
from berita_extract.check.roots import content
from berita_extract.check.terms import ENDS, SPAN, Term
from berita_extract.values import number

if TYPE_CHECKING:
    from berita_extract.check.view import Language, View

# An article of more figures than this is told in tables, not in sentences.
MOST = 150
# Words before a figure in which its noun may stand where none stands behind it.
BEFORE = 12
# What a figure of no unit counts, where its words tell of a score or an index.
SCORE = "skor"
# Code points of an article that are its lead.
LEAD = 600
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_ANY = frozenset(["buah", "unit"])
_BOUNDS = frozenset(["sampai", "hingga", "lambat", "lama"])
_TURNS = frozenset(["di", "untuk", "khusus", "bagi", "pada"])
_BORROWED = frozenset(["change", "apart"])
_OLD_ROLES, _NEW_ROLES = frozenset(["old", "from"]), frozenset(["new"])
_NUMBER = r"(pertama|terakhir|ke(?:dua|tiga|empat|lima|enam|tujuh))\b"
_PERIOD = re.compile(
    r"\b(?:semester|triwulan|kuartal|caturwulan|tahun|bulan|pekan|minggu|hari|musim|periode) " + _NUMBER
)
NUMBERED = re.compile(r"\b[a-z]{4,20} " + _NUMBER)
_ORDER = {"pertama": 1, "terakhir": 99}
_VERB = re.compile(r"(?:ber|ter|di|me)[a-z]{3}")


class When(NamedTuple):
    """The time of a figure as far as the words tell it: a year, a month (1 to 12), -1 for then and 1 for now, the
    number of a period ("semester pertama")."""

    year: int
    month: int
    side: int
    order: int


class Sentence:
    """The figures of one sentence; its words and their roots are read when they are asked for."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = terms
        self.alone = sum(t.kind != ORDINAL for t in terms) == 1

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the sentence."""
        return frozenset(w for t in self.terms for w in (*t.left, *t.right))

    @cached_property
    def about(self) -> frozenset[str]:
        """The rough roots of the words that tell what it is about."""
        return frozenset(content(" ".join(self.words)))


class Told:
    """A term with what it counts (None where the noun is left out), when, and its sentence."""

    def __init__(self, term: Term, noun: str | None, sentence: Sentence, view: View) -> None:
        self.term, self.noun, self.sentence, self.view = term, noun, sentence, view
        self.figure = term.figure
        # whether it stands in the headline, into which no evidence can point; or there or in the lead
        self.headline = term.figure.start < 0
        self.leading = term.figure.start < LEAD

    @property
    def words(self) -> frozenset[str]:
        """The words of its sentence."""
        return self.sentence.words

    @property
    def about(self) -> frozenset[str]:
        """What its sentence is about."""
        return self.sentence.about

    @cached_property
    def when(self) -> When:
        """The time that the words around it tell."""
        return _when(self.term, self.words if self.sentence.alone else None, self.view.low, self.view.language)

    @property
    def bound(self) -> Figure:
        """The figure, taken at its word where it is told as a bound."""
        return _as_told(self.term)


def _as_told(term: Term) -> Figure:
    """ "menunggu sampai dua belas hari", "paling lambat empat hari": the bound is what is compared."""
    figure = term.figure
    if not figure.vague or not term.left[-1:] or term.left[-1] not in _BOUNDS:
        return figure
    half = figure.step / 2 if figure.step > 1 else 0
    return figure._replace(low=figure.value - half, high=figure.value + half, vague=False)


def make_story(view: View) -> list[Told]:
    """The figures of headline and text in order; none where there are too many."""
    if not 2 <= len(view.terms) <= MOST:
        return []
    out: list[Told] = []
    for terms in (view.headline, view.terms):
        for _, group in groupby(terms, key=attrgetter("sentence")):
            out += _of_sentence(list(group), view)
    nouns = {t.noun for t in out if t.noun is not None}
    for told in out:
        if told.noun is None or told.noun in _ANY:
            told.noun = _named_before(told.term, nouns) or told.noun
    return out


def _named_before(term: Term, nouns: set[str]) -> str | None:
    """ "Tabung baru yang masuk ke lumbung berjumlah 54": the noun of the article that stands last before the figure."""
    if term.kind != PLAIN:
        return None
    return next(
        (word for word in reversed(term.left[-BEFORE:]) if word in nouns and word not in SPAN and word not in _ANY),
        None,
    )


def _of_sentence(terms: Sequence[Term], view: View) -> Iterator[Told]:
    sentence = Sentence(terms)
    for n, term in enumerate(terms):
        before = terms[n - 1] if n else None
        if before is not None and before.kind == ORDINAL and before.role in _BORROWED and len(term.left) <= 2:
            # "selisih keduanya hanya 3,7 poin"
            term = term._replace(role=before.role, left=(*before.left, *term.left))
        yield Told(term, _noun(term, view.language), sentence, view)


def _noun(term: Term, language: Language) -> str | None:
    if term.kind in (PERCENT, MONEY):
        return term.kind
    unit = term.unit
    if unit is None and (term.figure.step < 1 or language.phrases["scores"] & {*term.left[-5:]}):
        return SCORE
    if unit in language.phrases["persons"]:
        return unit
    if unit is None or unit in language.phrases["conditions"] or (_VERB.match(unit) and unit not in SPAN):
        return None if unit not in language.phrases["nouns_like_verbs"] else unit
    return unit


def place_of(low: str, start: int, expression: re.Pattern[str]) -> int:
    """The number in "tahap pertama", "semester kedua" before a figure in its sentence; 0 where there is none."""
    before = low[max(0, start - 100) : max(0, start)]
    before = before[max(before.rfind(". "), before.rfind("\n"), 0) :]
    found = expression.findall(before)
    return _ORDER.get(found[-1]) or number.collective(found[-1]) or 0 if found else 0


def _when(term: Term, words: frozenset[str] | None, low: str, language: Language) -> When:
    order = place_of(low, term.figure.start, _PERIOD)
    near = (*term.left[-BEFORE:], *clause(term.right))
    side = -1 if term.role in _OLD_ROLES else 1 if term.role in _NEW_ROLES else 0
    if not side:
        told = words if words is not None else frozenset(near)
        then, now = (bool(told & language.phrases[name]) for name in ("time_then", "time_now"))
        side = now - then
    month = next((MONTHS.index(w) + 1 for w in (*reversed(term.left[-BEFORE:]), *term.right[:5]) if w in MONTHS), 0)
    return When(term.year, month, side, order)


def clause(words: Sequence[str]) -> Sequence[str]:
    """The words up to the end of the clause."""
    return words[: next((n for n, word in enumerate(words[:8]) if word in ENDS), 8)]


def counts(told: Told, noun: str, language: Language) -> bool:
    """Whether a figure may count this noun: by its own, by one that means the same, or by one that stands before it."""
    if told.noun == noun:
        return True
    if told.noun is None:
        return told.term.kind == PLAIN and (told.term.left[-1:] or ("ada",))[0] in language.phrases["counting_verbs"]
    any_person = language.phrases["any_person"]
    if told.noun not in any_person and noun not in any_person:
        return False
    return all(n in language.phrases["persons"] or n in language.phrases["person_nouns"] for n in (told.noun, noun))


def moved(told: Told, language: Language) -> bool:
    """Whether a figure tells by how much something changed or lies apart, by a word close before it."""
    if told.term.role not in ("change", "apart") or told.term.left[-1:] in (("di",), ("pada",)):
        return False  # "kebun gizi tumbuh di 80 sekolah"
    near = {*told.term.left[-3:], *told.term.right[:2]}
    return any(near & language.phrases[name] for name in ("words_up", "words_down", "words_apart"))


def turns_elsewhere(told: Told, others: Sequence[Told]) -> bool:
    """ "Di lereng utara, hanya 40 persen …": the sentence begins with a place or group that the others do not name."""
    first = told.sentence.terms[0].left
    if first[:1] == ("“",) or not first or first[0] not in _TURNS:
        return False
    stop = next((n for n, word in enumerate(first[:8]) if word == ","), 3)
    words = first[1:stop]
    if {"itu", "ini", "tersebut"} & {*words}:
        return False
    place = content(" ".join(words))
    return bool(place) and not any(place & t.about for t in others)


def told_again(told: Told, story: Sequence[Told]) -> bool:
    """Whether a figure of the headline stands in the text too."""
    return told.headline and any(
        not t.headline
        and (t.figure.value, t.term.kind) == (told.figure.value, told.term.kind)
        and t.noun in (told.noun, None)
        for t in story
    )


def one_slip(a: int, b: int) -> bool:
    """Whether one digit of two whole numbers differs, with what it carries, or two neighbours have changed places."""
    x, y = str(a), str(b)
    if a != b and max(a, b) >= 10 and str(abs(a - b)).rstrip("0") == "1":
        return True
    if len(x) != len(y) or a == b:
        return False
    apart = [n for n, (p, q) in enumerate(zip(x, y, strict=True)) if p != q]
    return len(apart) == 1 or (len(apart) == 2 and apart[1] - apart[0] == 1 and sorted(x) == sorted(y))
