"""Changes by the parts that words give the figures around: what it was, what it is, and by how much it changed.

The rules of patterns/check.yaml tell of whole constructions; here any order of the three figures is read, over up to
three sentences, as long as each part is told by a word of its own or there is only one figure that can play it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from berita_extract.check.differences import change_of, multiple_of
from berita_extract.check.figures import MONEY, ORDINAL, PERCENT, PLAIN
from berita_extract.check.move_guards import (
    MONTHS,
    bound,
    explained,
    goes_another_way,
    has_its_own_partner,
    is_old,
    is_some_of,
    likely,
    of_another,
    of_other_time,
)
from berita_extract.check.terms import SPAN, Term
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View

# How many figures before and behind a change may be the old and the new one.
REACH = 5
# Sentences before and behind.
BACK, AHEAD = 2, 1
# Characters that the three may take in all for a mismatch.
NEAR = 450
# A change that is told of a figure not named as old or new is taken for another's if it is this many times as great.
FACTOR = 3
# The same for figures that are named as old and new.
FAR = 10
_OLD = frozenset(["old", "from"])
_NEW = frozenset(["new"])
_TIMES = MONTHS | frozenset(
    ["bulan", "triwulan", "semester", "kuartal", "sebelum", "setelah", "sesudah", "sejak", "pekan", "minggu", "usai",
     "periode", "angkatan", "awal", "akhir", "setahun", "tahun", "pertama", "kedua", "musim", "gelombang", "tahap"]
)  # fmt: skip
_PLACES = frozenset(["angka", "poin", "point", "tingkat", "peringkat", "posisi", "strip", "anak"])
_SCORED = frozenset(["poin", "point"])
_RANKED = frozenset(["peringkat", "posisi", "urutan", "nomor"])
_SO = frozenset(["artinya", "berarti"])
_PER = frozenset(["per", "setiap", "tiap"])
# Roles of which an article with a change has one.
_MOVES = frozenset(["change", "apart", "old"])
_TOLD = frozenset(["change", "apart", ""])
_LIKELY = frozenset(["", "whole", "total"])


def find(view: View) -> Iterator[Finding]:
    """Every change whose old and new figures stand around it."""
    if view.roles.isdisjoint(_MOVES) and "lipat" not in view.words:
        return
    multiples = "lipat" in view.words
    for term in view.terms:
        times = multiples and term.right[:2] == ("kali", "lipat")
        if not (times or term.role in _TOLD) or term.kind == ORDINAL:
            continue
        if term.right[:1] and term.right[0] in _PER and SPAN.intersection(term.right[1:2]):
            continue
        if term.role == "" and term.kind == PLAIN and _SO.intersection(term.left[:2]):
            finding = _so_many(view.terms, term)
            if finding is not None:
                yield finding
        if times or (term.role in ("change", "apart") and term.right[:1] != ("kali",)):
            finding = _read(view, term, times)
            if finding is not None:
                yield finding


def _so_many(terms: Sequence[Term], term: Term) -> Finding | None:
    """ "Tadinya 64 unit, tinggal 41 unit. Artinya 23 unit sudah diperbaiki." """
    before = terms[max(0, term.place - 2) : term.place]
    if len(before) != 2 or term.unit is None or any(t.unit != term.unit or t.kind != PLAIN for t in before):
        return None
    old, new = before
    if old.role != "old" or new.role != "new" or term.sentence - old.sentence > BACK:
        return None
    return change_of(old.figure, new.figure, term.figure, False)


def _read(view: View, change: Term, times: bool) -> Finding | None:
    terms = view.terms
    near = [t for t in _around(terms, change) if _measures(t, change, times)]
    olds, news, others = _parts(near, change)
    phrases = view.language.phrases
    found = _fitting(olds, news, others, change, times)
    if found is not None:
        return found
    pair = _pair(terms, change, olds, news, others)
    between = pair is not None and pair[0].place < change.place < pair[1].place
    if between and pair is not None and "dan" in pair[1].left and pair[1].sentence == change.sentence:
        return None  # "bertambah 10, dan kini ada 45": what came between is not told
    if pair is None or (is_old(terms, change) and pair[0].sentence != change.sentence):
        return None
    finding = _compared(*pair, change, times)
    if finding is None or finding.status != "mismatch":
        return finding
    if has_its_own_partner(terms, *pair) or goes_another_way(change, *pair, phrases["words_up"], phrases["words_down"]):
        return None
    if any(t.figure.value == change.figure.value and t.kind == change.kind for t in pair) or is_some_of(*pair):
        return None
    if pair[0].unit != pair[1].unit and SPAN & {pair[0].unit, pair[1].unit}:
        return None  # "dua malam", "delapan belas"
    measured = change.kind == PLAIN and change.unit in SPAN | phrases["measure_units"] - _PLACES
    if measured and all(t.unit is None for t in pair):
        return None
    before = tuple(t for t in pair if t.place < change.place)
    if len(before) == 1 and before[0].sentence != change.sentence and of_another(change, before):
        return None
    told = pair[0].role in _OLD and pair[1].role in _NEW and pair[0].sentence == pair[1].sentence == change.sentence
    if len(before) == 2 and (of_another(change, pair) or (not told and of_other_time(change, pair))):
        return None
    if explained(near, pair, change, finding):
        return None
    figures = [t.figure for t in (*pair, change)]
    if max(f.end for f in figures) - min(f.start for f in figures) > NEAR:
        return None
    sure = pair[0].role in _OLD and pair[1].role in _NEW
    return finding if likely(finding, FAR if sure else FACTOR) else None


def _around(terms: Sequence[Term], change: Term) -> list[Term]:
    """The figures around a change, nearest first, none of them beyond another change."""
    before: list[Term] = []
    for term in reversed(terms[max(0, change.place - REACH) : change.place]):
        if change.sentence - term.sentence > BACK or (term.role == "change" and not _twins(term, change)):
            break
        before.append(term)
    behind: list[Term] = []
    for term in terms[change.place + 1 : change.place + 1 + REACH]:
        if term.sentence - change.sentence > AHEAD or (term.role == "change" and not _twins(change, term)):
            break
        behind.append(term)
    return sorted(before + behind, key=lambda t: (abs(t.sentence - change.sentence), abs(t.place - change.place)))


def _twins(first: Term, second: Term) -> bool:
    """ "12 orang atau 40 persen": one change told twice."""
    return second.place == first.place + 1 and {first.kind, second.kind} != {first.kind} and len(second.left) <= 6


def _measures(term: Term, change: Term, times: bool) -> bool:
    """Whether the change may be one of this figure."""
    if term.role in ("change", "apart", "each") or (term.kind == PLAIN and term.figure.value == 1 and not times):
        return False
    if times:
        return term.kind in (PLAIN, MONEY, PERCENT)
    if change.kind == MONEY:
        return term.kind == MONEY
    if change.kind == PERCENT and not _points(change):
        return term.kind != ORDINAL and (term.kind != PERCENT or term.role in _OLD | _NEW)
    if change.kind == PERCENT:
        return term.kind == PERCENT
    if change.figure.unit in _PLACES:
        ranked = term.kind == ORDINAL and bool(_RANKED.intersection(term.left[-3:]))
        if change.figure.unit in _SCORED and _RANKED.intersection(term.left[-1:]):
            return False  # "Peringkat satu dan peringkat sepuluh beda 6,5 poin"
        return term.kind in (PLAIN, PERCENT) or (ranked and change.figure.step == 1)
    return term.kind == PLAIN and (not change.unit or not term.unit or term.unit == change.unit)


def _points(change: Term) -> bool:
    return change.kind == PERCENT and change.right[:1] == ("poin",)


def _parts(near: Sequence[Term], change: Term) -> tuple[list[Term], list[Term], list[Term]]:
    """Old, new and other figures; years tell where words do not."""
    targets = "target" in change.right[:4]
    olds = [t for t in near if t.role in _OLD or (t.role == "whole" and ("from" in t.roles or targets))]
    news = [t for t in near if t.role in _NEW]
    others = [t for t in near if t.role in _LIKELY and t not in olds]
    years = sorted({t.year for t in others if t.year})
    if len(years) == 2 and not olds and not news:
        olds = [t for t in others if t.year == years[0]]
        news = [t for t in others if t.year == years[1]]
        others = [t for t in others if not t.year]
    elif len(years) == 1 and bool(olds) != bool(news):
        told = [t for t in others if t.year and (t.place < change.place or any(t.sentence == n.sentence for n in news))]
        others = [t for t in others if not t.year]
        if olds:
            news = told
        else:
            olds = told
    return olds, news, others


def _fitting(
    olds: Sequence[Term], news: Sequence[Term], others: Sequence[Term], change: Term, times: bool
) -> Finding | None:
    """Any two figures, one of them named as old or new, between which the change fits."""
    pairs = [(a, b) for a in olds for b in (*news, *others)] + [(a, b) for a in others for b in news]
    if change.role == "apart":
        pairs += [(a, b) for n, a in enumerate(others) for b in others[n + 1 :]]
    for a, b in pairs:
        finding = _compared(a, b, change, times)
        if finding is not None and finding.status != "mismatch":
            return finding
    return None


def _pair(
    terms: Sequence[Term], change: Term, olds: list[Term], news: list[Term], others: list[Term]
) -> tuple[Term, Term] | None:
    """The old and the new figure that the text binds to the change; None where others could be meant."""
    if change.role == "apart" and not (olds and news):
        same = [t for t in olds + news + others if t.sentence == change.sentence] or olds + news + others
        return (same[0], same[1]) if len(same) == 2 and bound(terms, (*same, change)) else None
    before = [t for t in others if t.place < change.place]
    if not olds and not news:
        return _one_after_the_other(change, before)
    candidates = [(olds, news)]
    if not news:
        candidates.append((olds, before))
    elif not olds:
        candidates.append((before, news))
    for first, second in candidates:
        if not first or not second:
            continue
        pair = first[0], second[0]
        rivals = (
            {t.figure.value for t in second if t.sentence == pair[1].sentence and t.role == ""} if before else set()
        )
        if len(rivals) > 1 and pair[1].role == "":
            return None
        if bound(terms, (*pair, change)):
            return pair
    return None


def _one_after_the_other(change: Term, before: Sequence[Term]) -> tuple[Term, Term] | None:
    """ "Bulan Mei terpakai 420 ribu liter. Bulan Juni 294 ribu liter. Ada penghematan 30 persen." """
    same = sorted((t for t in before if t.kind in (PLAIN, MONEY)), key=lambda t: t.place)
    if len(same) != 2 or not all(_TIMES.intersection((*t.left, *t.right[:4])) for t in same):
        return None
    first, second = same
    alike = first.kind == MONEY or (first.unit is not None and first.unit == second.unit)
    return (first, second) if alike and change.place - first.place == 2 else None


def _compared(old: Term, new: Term, change: Term, times: bool) -> Finding | None:
    kinds = {old.kind, new.kind} - {ORDINAL}
    if old is new or len(kinds) > 1 or (old.kind == PLAIN and old.unit and new.unit and old.unit != new.unit):
        return None
    if times:
        return multiple_of(old.figure, new.figure, change.figure)
    return change_of(old.figure, new.figure, change.figure, _points(change))
