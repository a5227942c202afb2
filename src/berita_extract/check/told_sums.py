"""Totals whose parts stand anywhere in the article, in the order in which they are told: by noun, label and closing.

"4.260 pembaca selama triwulan ketiga. … Juli 1.180 pembaca … Agustus 1.640 orang … September 1.340 orang": one noun,
each part a label of one sort, as many as the total speaks of, and a sum that misses it by a digit. Each sign counts a
point, and several are needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, combinations

from berita_extract.check.adding import sum_finding
from berita_extract.check.figures import MONEY, PLAIN
from berita_extract.check.story import NUMBERED, Told, counts, moved, one_slip, place_of, told_again
from berita_extract.check.terms import SPAN, Term
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View
from berita_extract.values import number

# Parts of a total, figures of one noun that are looked at, and how near a wrong sum must come.
PARTS, MOST = 7, 20
NEAR = Decimal("0.12")
POINTS = 5
# A part that is nearly all of the total is another figure, unless words close the list.
MOST_OF_IT = Decimal("0.85")
# Sentences that parts without their noun may lie apart.
CLOSE = 3
# What counts no noun and is less than this share of a total is no part of it.
SMALL = Decimal("0.05")
LEAST = 10
# Figures beside a total of which some may make it.
BESIDE = 6
_STOPPED = frozenset(["change", "apart", "each"])
_COLLECTIVE = re.compile(r"\b(ke(?:dua|tiga|empat|lima|enam|tujuh))(?:nya| [a-z]{3,20} (?:itu|tersebut|ini))\b")


def find(view: View) -> Iterator[Finding]:
    """Every total that the figures of its noun miss narrowly."""
    language = view.language
    told = [t for t in view.story if not t.figure.vague and t.figure.step >= 1 and t.figure.value >= 2]
    plain = [t for t in told if t.term.kind == PLAIN]
    unnamed = [t for t in plain if t.noun is None and t.figure.unit not in SPAN]
    times = Counter(t.noun for t in plain)
    for noun in dict.fromkeys(t.noun for t in plain if t.noun is not None and t.figure.value >= LEAST):
        alone = times[noun] < 2 and not unnamed and noun not in language.phrases["persons"]
        if noun not in SPAN and not alone:
            same = [t for t in plain if counts(t, noun, language)]
            yield from _of_noun(view, same, [t for t in unnamed if t not in same], noun)
    yield from _of_noun(view, [t for t in told if t.term.kind == MONEY], [], MONEY)


def _of_noun(view: View, same: Sequence[Told], unnamed: Sequence[Told], noun: str) -> Iterator[Finding]:
    """The totals of a noun; its parts may leave the noun out ("Sebanyak 388 berisi pertanyaan")."""
    if len(same) < 2 or not 3 <= len(same) + len(unnamed) <= MOST:
        return
    named = [t for t in same if _may_be_part(view, t)]
    merged = sorted((*named, *(t for t in unnamed if _may_be_part(view, t))), key=lambda t: t.term.place)
    for whole in same:
        if whole.figure.value < LEAST or whole.term.role in ("each", "rest") or whole.noun is None:
            continue
        if moved(whole, view.language) or told_again(whole, same):
            continue
        best: tuple[int, Sequence[Told]] | None = None
        for may in (named, merged) if len(merged) > len(named) else (named,):
            parts = [t for t in may if t.figure.value < whole.figure.value and t is not whole]
            for run in _runs(whole, parts):
                points = _points(view, whole, run, parts, noun)
                if points >= POINTS and (best is None or points > best[0]):
                    best = points, run
        if best is not None and not _made(view, whole, merged) and not _goes_on(view, whole, best[1], same):
            yield sum_finding(whole.figure, [t.figure for t in best[1]], "mismatch")


def _may_be_part(view: View, told: Told) -> bool:
    return not told.headline and not _is_apart(view, told) and "antaranya" not in told.term.right[:4]


def _is_apart(view: View, told: Told) -> bool:
    """Whether a figure tells a change, a distance, so much for each, or what was before."""
    if told.term.role == "each" or (told.term.role == "old" and not place_of(view.low, told.figure.start, NUMBERED)):
        return True
    added = view.language.phrases["words_added"] & {*told.term.left[-3:]}
    return moved(told, view.language) and not added


def _runs(whole: Told, parts: Sequence[Told]) -> Iterator[Sequence[Told]]:
    """Figures that follow each other, before or behind the total, and come near to it."""
    sums = [Decimal(0), *accumulate(t.figure.value for t in parts)]
    for start in range(len(parts) - 1):
        for end in range(start + 2, min(start + PARTS, len(parts)) + 1):
            apart = abs(sums[end] - sums[start] - whole.figure.value)
            between = parts[start].term.place < whole.term.place < parts[end - 1].term.place
            if 0 < apart <= NEAR * whole.figure.value and not between:
                yield parts[start:end]


def _goes_on(view: View, whole: Told, run: Sequence[Told], same: Sequence[Told]) -> bool:
    """Whether another figure is the total of these and the supposed one: that is a part itself."""
    summed = sum((t.figure.value for t in run), whole.figure.value)
    if any(abs(t.figure.value - summed) <= NEAR * summed for t in same if t is not whole):
        return True
    body = [t for t in same if not t.headline]
    values = {t.figure.value for t in view.story if t.figure.value > whole.figure.value}
    at = body.index(whole) if whole in body else -1
    return at >= 0 and any(
        sum(t.figure.value for t in body[start:end]) in values
        for start in range(max(0, at - PARTS + 1), at + 1)
        for end in range(max(at + 1, start + 2), start + PARTS + 1)
    )


def _made(view: View, whole: Told, may: Sequence[Told]) -> bool:
    """Whether some figures of the noun make the total exactly, or those that stand beside it, whatever they count."""
    value = whole.figure.value
    values = [t.figure.value for t in may if t is not whole and t.figure.value < value]
    if any(sum(some) == value for size in (2, 3, 4, 5) for some in combinations(values[:14], size)):
        return True
    terms = [t for t in view.terms if t.figure.unit not in SPAN and not t.figure.vague and t.role not in _STOPPED]
    terms = [t._replace(place=n) for n, t in enumerate(terms)]
    kind = whole.term.kind
    for told in (t for t in terms if t.kind == kind and t.figure.value == value):
        near = [t.figure.value for t in terms[max(0, told.place - BESIDE) : told.place] if t.kind == kind]
        behind = [t.figure.value for t in terms[told.place + 1 : told.place + 1 + BESIDE] if t.kind == kind]
        for row in (near[::-1], behind):
            for start in range(len(row)):
                if value in accumulate(row[start:]):
                    return True
    return False


def _points(view: View, whole: Told, run: Sequence[Told], parts: Sequence[Told], noun: str) -> int:
    language = view.language
    last = run[-1].term
    rest = last.role == "rest" or bool(language.phrases["rest"] & {*last.left[-8:]} - {"lain"})
    no_other = view.says_none and (_no_other(view, last.figure.end) or _no_other(view, max(0, whole.figure.end)))
    of_all = _of_all(view, whole, run) or _so_many_before(view, whole, run, noun)
    closed = rest or no_other or of_all
    nearly = max(t.figure.value for t in run) > MOST_OF_IT * whole.figure.value
    if nearly and not closed and not _labels(view, run):
        return 0  # one figure that comes near to another, and a small one
    near = {w for t in run for w in (*t.term.left[-5:], *t.term.right[:3])}
    if near & language.phrases["not_all"] or language.phrases["not_all"] & {*whole.term.left[-3:]}:
        return 0
    if {*whole.term.left[-6:], *whole.term.right[:3]} & language.phrases["modifiers"] - near:
        return 0  # "jumlah anggota aktif"
    summed = sum((t.figure.value for t in run), Decimal(0))
    behind = whole.term.place > last.place
    bare = [t for t in run if t.noun is None and noun not in t.term.left]
    outside = [t for t in parts if t not in run and abs(t.term.place - whole.term.place) < 12]
    outside = [t for t in outside if t.noun is not None or t.figure.value > SMALL * whole.figure.value]
    slip = one_slip(*_whole_digits(summed, whole.figure.value))
    alone = slip and whole.leading and len(run) >= 3 and not outside and whole.figure.value >= 100 and noun != MONEY
    if bare and not (closed or alone):
        return 0
    years = {t.when.year for t in run if t.when.year}
    if len(years) > 1 or (years and whole.when.year and whole.when.year not in years):
        return 0
    labels = _labels(view, run)
    counted = _of_all(view, whole, run) or _so_many(view, whole, run, noun)
    told = {*whole.term.left[-12:], *whole.term.right[:3]} & language.phrases["totals"]
    total = bool(told) or (behind and bool({"itu", "tersebut"} & {*whole.term.right[1:3]}))
    total = total or whole.term.role in ("total", "whole", "from")
    if not (closed or alone or (not bare and (labels or counted or (total and behind)))):
        return 0
    nouns = {t.noun for t in run} - language.phrases["any_person"] - {noun, None}
    if not (of_all or labels) and len(nouns) > 1 and last.sentence - run[0].term.sentence > 1:
        return 0  # "29 lansia … tujuh juri" are no parts of 37 persons
    if bare and (len(bare) == len(run) or last.sentence - run[0].term.sentence > CLOSE):
        return 0
    if _told_of_another_whole(view, whole, run):
        return 0
    if noun == MONEY and not (total and (rest or no_other or counted or behind)):
        return 0
    points = 2 if slip else 0
    points += 1 if whole.figure.value >= 1000 and points and noun != MONEY else 0
    points += (2 if rest else 0) + (1 if labels else 0) + (2 if of_all else 1 if counted else 0)
    points += (1 if noun != MONEY else 0) if not bare else -1
    points += (1 if total else 0) + (1 if whole.leading and not behind else 0) + (2 if no_other else 0)
    points += 1 if rest and 0 < run[0].term.place - whole.term.place <= 2 and not outside else 0
    points -= 1 if whole.when.year and not years else 0
    points -= 1 if outside else 0
    return points + (1 if labels and counted else 0) - (1 if len(run) == 2 and not (counted or no_other) else 0)


def _told_of_another_whole(view: View, whole: Told, run: Sequence[Told]) -> bool:
    """Whether the total is one of another part, of another plan, or of one rank with the parts."""
    taken = {t.term.place for t in run}
    before = view.terms[whole.term.place - 1] if whole.term.place > 0 else None
    part = before is not None and before.right[-1:] == ("dari",) and before.sentence == whole.term.sentence
    if part and before is not None and before.place not in taken and before.figure.value < whole.figure.value:
        return True  # "11 dari 19 instansi": those 11 are no part of the run
    planned = [bool(t.words & view.language.phrases["plans"]) for t in run]
    if any(planned) and not all(planned):
        return True
    points = {"itu", "tersebut"} & {*whole.term.right[:3]}  # "berharap 143 perajin itu …"
    if view.language.phrases["plans"] & {*whole.term.left[-4:]} and not any(planned) and not points:
        return True
    first, last = run[0].term, run[-1].term
    if "antaranya" in whole.term.right[:3] and whole.term.place > last.place:
        return True  # "320 petani, 110 di antaranya muda"
    if any(t.figure.value > whole.figure.value for t in _between(view, first.place, last.place, run)):
        return True  # another total of that noun stands among the parts
    label = place_of(view.low, whole.figure.start, NUMBERED) if not whole.headline else 0
    return bool(label) and any(place_of(view.low, t.figure.start, NUMBERED) for t in run)


def _between(view: View, first: int, last: int, run: Sequence[Told]) -> list[Term]:
    """The other figures of the parts' nouns that stand among them."""
    nouns = {t.noun for t in run}
    return [t for t in view.terms[first + 1 : last] if t.kind == run[0].term.kind and t.unit in nouns]


def _whole_digits(a: Decimal, b: Decimal) -> tuple[int, int]:
    """Two values without the zeros that both end in."""
    x, y = int(a), int(b)
    while x and y and not x % 10 and not y % 10:
        x, y = x // 10, y // 10
    return x, y


def _no_other(view: View, end: int) -> bool:
    """ "Tidak ada tabung dari sumber lain." """
    told = view.low[end : end + 200]
    return ("tidak ada" in told or "tak ada" in told) and "lain" in told


def _of_all(view: View, whole: Told, run: Sequence[Told]) -> bool:
    """ "kini kedua sumber itu menghasilkan 150 tabung": the total of as many as the parts are."""
    if not view.says_all_of:
        return False
    start, end = whole.figure.start, run[-1].figure.end
    before = view.low[max(0, start - 60) : start] if start > 0 else ""
    told = [m[1] for m in _COLLECTIVE.finditer(before)] if "ke" in before else []
    for behind in (end, max(0, whole.figure.end)):
        told += [m[1] for m in _COLLECTIVE.finditer(view.low[behind : behind + 50]) if " " in m[0]]
    return any(number.collective(word) == len(run) for word in told)


def _labels(view: View, run: Sequence[Told]) -> bool:
    """Whether each part has a label of one sort: a month each, or first, second, third."""
    months = [t.when.month for t in run]
    if all(months) and len(set(months)) == len(run):
        return True
    order = [place_of(view.low, t.figure.start, NUMBERED) for t in run]
    told = [n for n in order if n]
    return len(told) >= max(2, len(run) - 1) and len(set(told)) == len(told)


def _so_many_before(view: View, whole: Told, run: Sequence[Told], noun: str) -> bool:
    """ "Dua pekan ini sudah 197 anak": the number of the parts right before the total."""
    before = view.terms[whole.term.place - 1] if whole.term.place > 0 else None
    return (
        before is not None
        and before.sentence == whole.term.sentence
        and before.figure.value == len(run)
        and before.kind == PLAIN
        and before.unit != noun
        and {"ini", "itu", "tersebut"} & {*before.right[:3]} != set()
    )


def _so_many(view: View, whole: Told, run: Sequence[Told], noun: str) -> bool:
    """ "ketiga wilayah", "dua gelombang", "triwulan": the number of the parts is told beside them."""
    if len(run) == 3 and {w for w in whole.words if w.startswith(("triwulan", "kuartal"))}:
        return True
    first = min(whole.term.place, run[0].term.place) - 3
    last = max(whole.term.place, run[-1].term.place) + 2
    taken = {whole.term.place, *(t.term.place for t in run)}
    return any(
        first <= t.place <= last
        and t.figure.value == len(run)
        and t.kind == PLAIN
        and t.unit not in (None, noun)
        and t.place not in taken
        for t in (*view.headline, *view.terms)
    )
