"""One quantity told in two places with two values: the same noun (or one of its family), the same words around it.

A reader takes two figures for one quantity where they count the same thing, nothing sets them apart (another time,
stage, region, group, a plan, a limit), and enough of the words around both are the same. What speaks for it is weighed;
every doubt lets the pair go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import NamedTuple

from berita_extract.check.counted_nouns import counted_noun
from berita_extract.check.figures import MONEY, ORDINAL, PLAIN, Figure
from berita_extract.check.retold import retold
from berita_extract.check.roots import COMMON, content, root
from berita_extract.check.terms import SPAN, Term
from berita_extract.check.verdict import Finding, shown
from berita_extract.check.view import View

# Words around a figure that are compared, those that may set it apart, those of a noun that stands before it.
AROUND, WIDE, RIGHT, BEFORE, POINTER, POINTED = 9, 14, 7, 9, 9, 3
# Figures of one noun that are looked at, of the whole article that are added up.
LONG, MOST_ADDED = 40, 14
FAR = Decimal("0.5")
# A number so long is told with its digits in another order by no chance.
PARAGRAPH = 2_000  # code points before a figure in which its paragraph may tell a year or a month
LONG_NUMBER = 100
# Words of a sentence that says little.
SHORT = 5
# Less than this, without a noun of its own, is told of too many things.
LEAST = 5
# Figures below this are the sum of others by chance.
SMALL = 10
# What a shared word with another one behind it takes away.
DOUBT = 1.5
# What a pair must weigh; more where its noun counts times, or its figures are sums of money.
ENOUGH, MORE = 4.0, 5.0
_APART = frozenset(["apart", "rest", "old", "from"])
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WHERE = re.compile(r"\bdi ([a-z]{4,20})")
_MARK = re.compile(r"[,;:()–—]")
_WORD = re.compile(r"[a-z]{3,30}")
_VERB = re.compile(r"(?:me[mnlrwy]|ber|ter|di|ke)[a-z]{3}")
_COLLECTIVE = re.compile(r"ke[a-z]{3,10}\b")
_TIMES = frozenset(["kali"])
_A_PERSON, _A_SCORE = "a person", "a score"


class Quantity(NamedTuple):
    """A term as a reader keeps it: what it counts, and whether the headline tells it."""

    term: Term
    noun: str | None  # family or root of the counted noun; None where it is left out or says nothing ("buah")
    named: frozenset[str]  # roots of the words before a figure that has no noun of its own
    person: bool
    headline: bool
    before: Term | None = None  # the "satu" of "satu berkas tiga hari"

    @property
    def keys(self) -> tuple[str, ...]:
        """Under what it is looked for."""
        value = self.term.figure.value
        digits = ("".join(sorted(f"{value:f}")),) if value >= LONG_NUMBER and self.term.kind == PLAIN else ()
        return (*((self.noun,) if self.noun else ()), *self.named, *((_A_PERSON,) if self.person else ()), *digits)


def find(view: View) -> Iterator[Finding]:
    """Every pair of figures that the words around them make one quantity."""
    groups: dict[str, list[Quantity]] = {}
    for quantity in _quantities(view):
        for key in quantity.keys:
            groups.setdefault(key, []).append(quantity)
    tried: set[tuple[int, int]] = set()
    stray = {t.place for t in view.headline if _nowhere_told(view, t)}
    for group in groups.values():
        if not 2 <= len(group) <= LONG:
            continue
        for first, later in combinations(group, 2):
            if later.headline or not _unlike(view, first, later) or (first.headline and first.term.place not in stray):
                continue
            pair = (first.term.figure.start, later.term.figure.start)
            if pair not in tried and _one_quantity(view, first, later, group):
                yield _finding(first, later)
            tried.add(pair)


def _quantities(view: View) -> Iterator[Quantity]:
    for terms, headline in ((view.headline, True), (view.terms, False)):
        for n, term in enumerate(terms):
            one = terms[n - 1] if n else None
            if one is not None and one.sentence != term.sentence:
                one = None
            if one is not None and len(term.left) < 2:
                continue  # "3.500 cc 6 silinder"
            if _is_of_another_part(term) or term.figure.value < 2:
                continue
            quantity = _quantity(view, term, headline)
            if quantity is None:
                continue
            yield quantity._replace(before=one) if one is not None and one.figure.value == 1 else quantity


def _is_of_another_part(term: Term) -> bool:
    """Whether a term is no figure that may be told again: an old one, a rest, one that is vague."""
    if term.figure.vague and not _is_limit(term.figure):
        return True
    since = term.role == "old" and term.left[1:2] == ("lalu",)  # "sejak dua tahun lalu … dilengkapi 9 mesin"
    return term.role in _APART and not (since or _is_of_all(term))


def _is_of_all(term: Term) -> bool:
    """ "Dari 1.430 kader yang kami latih, ada 82 orang …" """
    return term.role == "from" and term.left == ("dari",) and term.right[1:2] == ("yang",)


def _is_limit(figure: Figure) -> bool:
    """Whether a figure is vague only as "at most" is."""
    return figure.high == figure.value


def _quantity(view: View, term: Term, headline: bool) -> Quantity | None:
    """What a term counts; None where it is no count, sum of money or score."""
    language = view.language
    if term.kind == MONEY:
        return Quantity(term, "rupiah", frozenset(), False, headline)
    if term.kind == ORDINAL:
        collective = not headline and not language.phrases["pointers"].isdisjoint(term.right[1:4])
        if not collective or not _COLLECTIVE.match(view.low, term.figure.start):
            return None
        term = term._replace(unit=term.right[0])
    elif term.kind != PLAIN:
        return None
    unit = counted_noun(view, term) or term.unit
    if term.figure.step < 1 and unit is None:
        return Quantity(term, _A_SCORE, frozenset(), False, headline) if _is_score(view, term) else None
    if unit is not None and unit in language.phrases["generic_units"]:
        unit = _noun_behind(view, term) or unit
    if unit is not None and unit not in language.phrases["generic_units"]:
        person = unit in language.phrases["persons"]
        return Quantity(term, language.families.get(unit, root(unit)), frozenset(), person, headline)
    if term.figure.value < LEAST:
        return None
    named = frozenset(language.families.get(w, root(w)) for w in term.left[-BEFORE:] if len(w) >= 4)
    return Quantity(term, None, named, unit == "orang", headline)


def _noun_behind(view: View, term: Term) -> str | None:
    """ "218 keping KTP": the noun behind one that says nothing."""
    word = term.right[1] if len(term.right) > 1 and term.unit != "kali" else ""
    return word if len(word) >= 3 and word.isalpha() and not _is_function_word(view, word) else None


def _is_function_word(view: View, word: str) -> bool:
    return word in view.language.phrases["not_an_item"] or _VERB.match(word) is not None


def _is_score(view: View, term: Term) -> bool:
    return not view.language.phrases["scores"].isdisjoint(term.left[-4:])


def _nowhere_told(view: View, told: Term) -> bool:
    """Whether no figure of the text is that of the headline."""
    figure = told.figure
    same = (f for f in view.figures if f.kind in (told.kind, ORDINAL))
    near = (f for f in same if f.value == figure.value or f.unit in (figure.unit, None) or not f.vague)
    return not any(f.low <= figure.high and figure.low <= f.high for f in near)


def _words(view: View, quantity: Quantity) -> set[str]:
    """The roots of the words around a figure; those of the sentence before where its own says little."""
    term = quantity.term
    if quantity.headline:
        return content(" ".join((*term.left, *term.right)))
    left = term.left if quantity.before is None else (*quantity.before.left, *term.left)
    around = (*left[-AROUND:], term.unit or "", *term.right[:AROUND])
    told = content(" ".join(around))
    if len(around) < SHORT:
        start = view.low.rfind("\n", 0, term.figure.start) + 1
        told |= content("".join(view.low[start : term.figure.start].split(". ")[-2:-1]))
    return told


def _unlike(view: View, first: Quantity, later: Quantity) -> bool:
    """Whether two figures have values that one quantity may be told with by mistake."""
    a, b = first.term.figure, later.term.figure
    if a.value == b.value or (a.low <= b.high and b.low <= a.high):
        return False
    if first.term.kind != later.term.kind and not (first.headline and first.term.kind == PLAIN):
        return False
    if later.term.kind == ORDINAL and not first.headline:
        return False
    if not first.headline and later.term.sentence - first.term.sentence < (1 if _points(view, later) else 2):
        return False  # sentences that follow each other tell of two things
    return abs(a.value - b.value) <= FAR * max(a.value, b.value) or swapped(a, b)


def _one_quantity(view: View, first: Quantity, later: Quantity, group: Sequence[Quantity]) -> bool:
    """Whether what speaks for it weighs enough, and nothing speaks against it."""
    weight = _noun_weight(view, first, later)
    if not weight:
        return False
    a, b = first.term, later.term
    if any(q.term.figure.value == b.figure.value and q.term.place < b.place and not q.headline for q in group):
        return False  # told before as something of its own
    # two digits change places by chance, if the words behind are others
    long = first.headline or min(_values(first, later)) >= LONG_NUMBER or a.right[:2] == b.right[:2]
    like = long and swapped(a.figure, b.figure)
    nouns = {first.noun, later.noun, _modifier(view, a), _modifier(view, b)}
    shared = _words(view, first) & _words(view, later) - nouns - view.language.roots_of("weightless")
    weight += len(shared)
    weight += 2 if like else 0
    weight += 1 if _points(view, later) else 0
    weight += 1 if _is_of_all(b) else 0
    weight += 1 if first.headline else 0
    weight += 1 if _is_mean(view, first) and _is_mean(view, later) else 0
    weight += 1 if a.year and a.year == b.year else 0
    if _next_to(first, later) and not like:
        if b.figure.value < a.figure.value:
            return False  # some of them
        weight += 1
    if b.kind == MONEY:
        weight -= 0.5  # that both are money says little
    else:
        told = {q.term.figure.value for q in group if q.noun in (first.noun, later.noun)}
        others = told - {a.figure.value, b.figure.value}
        if like and sum(others) in (a.figure.value, b.figure.value):
            others = set()  # the parts of one of them
        if counted_noun(view, b):
            others = set()  # "seluruh puskesmas, 25 jumlahnya": the others are some of them
            weight += 1
        weight += -0.5 * len(others) if others else 1
    described = later.noun is None and len(later.named & _words(view, first)) > 1  # "pemegang kartu sudah 40 orang"
    bound = first.headline or like or described or (a.year and a.year == b.year) or _points(view, later)
    enough = (
        ENOUGH
        if bound and b.unit not in SPAN - _TIMES and later.noun != _A_SCORE and not _next_to(first, later)
        else MORE
    )
    if weight < enough or (not like and weight - DOUBT * _going_on_otherwise(first, later, shared) < enough):
        return False
    return not (_set_apart(view, first, later) or _added(view, first, later))


def _is_mean(view: View, quantity: Quantity) -> bool:
    return "rata-rata" in quantity.term.left[-4:]


def _points(view: View, quantity: Quantity) -> bool:
    return not view.language.phrases["pointers"].isdisjoint(quantity.term.right[:POINTER])


def _next_to(first: Quantity, later: Quantity) -> bool:
    return not first.headline and later.term.sentence - first.term.sentence == 1


def _values(first: Quantity, later: Quantity) -> tuple[Decimal, Decimal]:
    return first.term.figure.value, later.term.figure.value


def _going_on_otherwise(first: Quantity, later: Quantity, shared: set[str]) -> int:
    """How many shared words have other words behind them: "ekspor sarang burung" is no "ekspor komoditas ikan"."""
    following: list[dict[str, str]] = [{}, {}]
    for found, quantity in zip(following, (first, later), strict=True):
        term = quantity.term
        for side in (term.left[-AROUND:], term.right[:AROUND]):
            for word, behind in pairwise(side):
                told = len(word) >= 4 and root(word) in shared and not _VERB.match(word)
                if told and len(behind) >= 4 and behind not in COMMON and root(behind) not in shared:
                    found[root(word)] = root(behind)
    return sum(word in following[1] and following[1][word] != behind for word, behind in following[0].items())


def _noun_weight(view: View, first: Quantity, later: Quantity) -> float:
    if first.noun and later.noun:
        if first.noun == later.noun:
            return 1
        # "180 laptop", "108 komputer jinjing": another word for the same, where the digits are those of the first
        return 0.5 if swapped(first.term.figure, later.term.figure) and min(_values(first, later)) >= LONG_NUMBER else 0
    for one, other in ((first, later), (later, first)):
        if one.noun and one.noun in other.named:
            return 1
        if one.noun and one.person and other.person and other.named & _words(view, one):
            return 1
    if first.person and later.person:
        return 0.5
    return 0.5 if first.named & later.named and not (first.noun or later.noun) else 0


def _set_apart(view: View, first: Quantity, later: Quantity) -> bool:
    a, b = first.term, later.term
    if (a.year and b.year and a.year != b.year) or ("change" in a.roles) != ("change" in b.roles):
        return True
    if "change" in b.roles and not _points(view, later):
        return True
    if _other_words(view, first, later):
        return True
    narrowed = {_modifier(view, a), _modifier(view, b)} - {""}
    if len(narrowed) > 1 and first.noun == later.noun:
        return True
    here, there = (_sentence(view, q) for q in (first, later))
    if view.language.cue("some_left").search(here) or view.language.cue("some_left").search(there):
        return True
    for expression in (view.language.stages, *(() if first.headline else (_WHERE,))):
        if _disjoint(set(expression.findall(here)), set(expression.findall(there))):
            return True
    for expression in (_YEAR, view.language.cue("months")):
        if _disjoint(*(_of_paragraph(view, q, expression) for q in (first, later))):
            return True
    return other_places(view, *(_sentence(view, q, lower=False) for q in (first, later)))


def _disjoint(one: set[str], other: set[str]) -> bool:
    """Whether both tell something, and nothing that is the same."""
    return bool(one and other) and not one & other


def _of_paragraph(view: View, quantity: Quantity, expression: re.Pattern[str]) -> set[str]:
    """What the sentence of a figure tells, else what stands before it in its paragraph."""
    told = set(expression.findall(_sentence(view, quantity)))
    if told or quantity.headline:
        return told
    end = quantity.term.figure.start
    start = view.low.rfind("\n", max(0, end - PARAGRAPH), end) + 1
    return set(expression.findall(view.low, max(start, end - PARAGRAPH), end)[-1:])


def other_places(view: View, here: str, there: str) -> bool:
    """Whether both sentences name places of one sort, and none that is the same ("Desa Asri", "Desa Bina")."""
    places: list[dict[str, set[str]]] = [{}, {}]
    for found, text in zip(places, (here, there), strict=True):
        for match in view.language.places.finditer(text):
            found.setdefault(match[1].lower(), set()).add(match[2])
    return any(names.isdisjoint(places[1].get(head, names)) for head, names in places[0].items())


def _modifier(view: View, term: Term) -> str:
    """The word that narrows the noun down ("bidan desa"), if one stands right behind it."""
    if term.unit is None or len(term.right) < 2 or term.right[0] != term.unit:
        return ""
    word = term.right[1]
    return "" if not word[0].isalpha() or len(word) < 4 or _is_function_word(view, word) else root(word)


def _other_words(view: View, first: Quantity, later: Quantity) -> bool:
    """Whether a word that sets figures apart stands by one of the two, and nowhere in the sentence of the other."""
    cue = view.language.cue
    mean = _is_mean(view, first) and _is_mean(view, later)
    for one, other in ((first, later), (later, first)):
        clause, there = _clause(view, one), _sentence(view, other)
        told = {m[0] for m in cue("sets_apart").finditer(clause)}
        if told and not mean:
            roots = {root(word) for word in _WORD.findall(there)}
            if any(mark not in there and root(mark) not in roots for mark in told):
                return True
        if cue("limits").search(clause) and not cue("limits").search(there):
            return True
        if cue("rates").search(clause) and not (cue("rates").search(there) or cue("of_one").search(there)):
            return True
        if cue("until").search(clause.partition(" - ")[0]) and not cue("until").search(there):
            return True
    moments = [{m[0] for m in cue("moments").finditer(_clause(view, q))} for q in (first, later)]
    return all(moments) and not moments[0] & moments[1]


def _clause(view: View, quantity: Quantity) -> str:
    """The words that may set a figure apart: those before it, and those behind it up to a comma."""
    term = quantity.term
    right = term.right[:RIGHT]
    sets = view.language.phrases
    ends = sets["clause_ends"]
    stop = next((n for n, word in enumerate(right) if _MARK.match(word) or word in ends), len(right))
    # "52 desa itu berkurang …", "52 desa yang diundang itu akan …"
    reach = stop if "yang" in right[:3] else min(stop, POINTED)
    stop = next((n for n, word in enumerate(right[:reach]) if word in sets["pointers"]), stop)
    return " ".join((*term.left[-WIDE:], "-", *right[:stop]))


def _sentence(view: View, quantity: Quantity, *, lower: bool = True) -> str:
    """The text of the sentence around a figure."""
    if quantity.headline:
        title = view.record.article.title or ""
        return view.title if lower else title
    return view.around(quantity.term.figure, lower=lower)


def _added(view: View, first: Quantity, later: Quantity) -> bool:
    """Whether other figures tell how the two differ, or both are told side by side: they are part and whole."""
    a, b = first.term.figure.value, later.term.figure.value
    terms = [t for t in view.terms if t.kind == later.term.kind]
    short = abs(a - b)
    rest = [t.figure.value for t in terms if t.figure.value not in (a, b)]
    if short >= 4 and short in rest:
        return True
    few = max(a, b) >= SMALL and len(rest) <= MOST_ADDED and not swapped(first.term.figure, later.term.figure)
    if few and any(x + y in (short, a) or abs(x - y) == a for x, y in combinations(rest, 2)):
        return True
    by_sentence: dict[int, set[Decimal]] = {}
    for term in terms:
        by_sentence.setdefault(term.sentence, set()).add(term.figure.value)
    return any({a, b} <= values for values in by_sentence.values())


def swapped(a: Figure, b: Figure) -> bool:
    """Whether two figures have the same digits in another order."""
    digits = [f"{f.value.normalize():f}" for f in (a, b)]
    return digits[0] != digits[1] and len(digits[0]) > 1 and sorted(digits[0]) == sorted(digits[1])


def _finding(first: Quantity, later: Quantity) -> Finding:
    a, b = first.term.figure, later.term.figure
    unit = "" if later.term.kind == MONEY or not later.term.unit else f" {later.term.unit}"
    if first.headline:
        note = (
            f"Judul menyebut {shown(a)}{unit}, teks {shown(b)}.",
            f"The headline says {shown(a)}{unit}, the text {shown(b)}.",
        )
        return retold("mismatch", a, b, f"headline {shown(a)}{unit}, text {shown(b)}", note)
    note = (f"Tadi {shown(a)}{unit}, di sini {shown(b)}.", f"First {shown(a)}{unit}, here {shown(b)}.")
    return retold("mismatch", a, b, f"{shown(a)}{unit}, later {shown(b)}", note, both=True)
