"""Totals and parts by the words around each figure: the whole before the parts or behind them, over sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from berita_extract.check import near_sums, spread
from berita_extract.check.adding import hundred, judge, too_far
from berita_extract.check.differences import change_of
from berita_extract.check.figures import MONEY, ORDINAL, PERCENT, PLAIN
from berita_extract.check.parts import (
    CONDITIONS,
    STOPPED,
    all_joined,
    announced,
    ends_in_and,
    has_rest,
    is_and_is_not,
    kind_of,
    lead,
    may_be_part,
    near_to,
    one_sort,
    opposite,
    parts_of,
    unit_of,
)
from berita_extract.check.terms import SPAN, Term
from berita_extract.check.verdict import ZERO, Finding
from berita_extract.check.view import View

MOST = 40
# A total has two parts or more.
FEWEST = 3
# Sentences with figures before the parts in which the whole may stand.
BACK = 4
# What is less than this share of a total is no part that a sentence of its own tells.
LEAST = Decimal("0.01")
_sentence = attrgetter("sentence")
_WEIGHTS = frozenset(
    ["komposisi", "komposisinya", "bobot", "bobotnya", "terdiri", "terbagi", "rinciannya", "rincian", "proporsinya",
     "porsinya", "pembagiannya", "alokasinya", "proporsi"]
)  # fmt: skip
_SO = frozenset(
    ["sehingga", "jadi", "demikian", "berarti", "artinya", "alhasil", "maka", "total", "totalnya", "begitu",
     "digabung", "digabungkan", "kumulatif", "keseluruhan", "seluruhnya", "semuanya", "berjumlah"]
)  # fmt: skip
_ALL_OF = (("seluruh",), ("jumlah",))
_CLOSING = _SO.union(*_ALL_OF)
_SPENT = frozenset(["dialokasikan", "digunakan", "diperuntukkan", "dibelanjakan", "dipakai", "dimanfaatkan"])
_LEFT = frozenset(["masih", "tersisa", "menyisakan", "sisa", "sisanya", "tinggal"])
_BUT = frozenset(["namun", "tetapi", "tapi", "padahal", "target", "ditargetkan", "kuota"])
_PLUS = frozenset(["ditambah", "selain", "plus"])


def find(view: View) -> Iterator[Finding]:
    """Every total that the words around the figures tell."""
    if len(view.terms) < FEWEST:
        return
    yield from spread.find(view)
    yield from _in_sentences(view)
    yield from near_sums.find(view)


def _in_sentences(view: View) -> Iterator[Finding]:
    closing = _may_close(view)
    sentences = [list(group) for _, group in groupby(view.terms, key=_sentence)]
    amounts = [[t for t in terms if t.kind != PERCENT] for terms in sentences] if view.percents else sentences
    for n, terms in enumerate(amounts):
        here = sentences[n]
        if len(here) > MOST:
            continue
        if len(here) - len(terms) >= FEWEST:
            yield from _hundred(view, here)
        if not terms:
            continue
        number = here[0].sentence
        earlier = [amounts[k] for k in range(max(0, n - BACK), n) if number - sentences[k][0].sentence <= BACK]
        if len(terms) + sum(map(len, earlier)) < FEWEST:
            continue
        if closing:
            yield from _total_last(view, terms, earlier)
        first = list(_total_first(view, terms)) if len(terms) >= FEWEST else []
        if not any(f.status == "ok" for f in first):
            first = list(_whole_before(view, terms, earlier)) or first
        yield from first


def _may_close(view: View) -> bool:
    """Whether a word tells that some figure is the total of those before it, or how many those are."""
    told = not view.words.isdisjoint(_CLOSING) or ORDINAL in view.marks
    return told or any("total" in term.roles for term in view.terms)


def _hundred(view: View, terms: Sequence[Term]) -> Iterator[Finding]:
    """Percentages that are told as the parts of a whole."""
    percents = [t for t in terms if t.kind == PERCENT]
    if len(percents) < 3 or any(t.role in STOPPED or t.figure.vague for t in percents) or not all_joined(percents):
        return
    before = [t for t in terms if t.place <= percents[0].place]
    told = any(_WEIGHTS.intersection(t.left) for t in before) or has_rest(percents)
    parts = [t.figure for t in percents]
    yield from hundred(view, parts, percents[0].position, percents[-1].position, closed=told)


def _total_last(view: View, terms: Sequence[Term], earlier: Sequence[Sequence[Term]]) -> Iterator[Finding]:
    """ "Sebanyak 14 puskesmas dan 9 sekolah ikut. Totalnya 23 unit": the total behind its parts."""
    for i, whole in enumerate(terms):
        if whole.role in STOPPED or whole.kind == ORDINAL or whole.figure.unit in SPAN or not (i or earlier):
            continue
        words = lead(terms, i)
        told = "total" in whole.roles or bool(_SO.intersection(words)) or words[:1] in _ALL_OF
        # "jika kedua tahap rampung": of so many as were told
        all_of = terms[i - 1].figure.value if i and terms[i - 1].kind == ORDINAL else None
        if not (told or all_of) or _BUT.intersection(words):
            continue
        parts = _parts_before(whole, terms[:i], earlier)
        if len(parts) < 2 or not (told or all_of == len(parts)) or too_far(whole.figure.value, _sum(parts)):
            continue
        firm = (all_joined(parts) or bool(_PLUS.intersection(parts[-1].left))) and one_sort(whole, parts)
        following = terms[i + 1] if i + 1 < len(terms) else None
        if following is not None and whole.kind == MONEY and following.kind == PLAIN:
            # "total Rp11,5 juta untuk enam pemenang": some of them have the same
            firm = firm and following.figure.value == len(parts)
        yield from judge(view, [whole.figure], [t.figure for t in parts], whole.position, firm=firm)


def _parts_before(whole: Term, terms: Sequence[Term], earlier: Sequence[Sequence[Term]]) -> list[Term]:
    """The parts of a total in its own sentence, in the sentence before, or in several."""
    here = [t for t in terms if t.kind == whole.kind and may_be_part(t)]
    before = [t for t in (earlier[-1] if earlier else []) if t.kind == whole.kind and may_be_part(t)]
    next_to = bool(before) and whole.sentence - before[0].sentence == 1
    if here and _PLUS.intersection(here[0].left[:2]) and next_to:
        here = [before[-1], *here]
    if len(here) >= 2:
        return here
    more = _of_sentences_before(whole, earlier, here)
    same = [t for t in before if whole.unit and t.unit == whole.unit]
    before = same if len(same) >= 2 else before
    if here or not next_to or len(before) < 2:
        return more
    longer = len(more) > len(before) and before == more[-len(before) :] and _nearer(whole, more, before)
    return more if longer else before


def _nearer(whole: Term, parts: Sequence[Term], others: Sequence[Term]) -> bool:
    """Whether these parts come nearer to the total than the others."""
    apart, further = (abs(whole.figure.value - sum(t.figure.value for t in p)) for p in (parts, others))
    return apart < further


def _of_sentences_before(whole: Term, earlier: Sequence[Sequence[Term]], here: Sequence[Term]) -> list[Term]:
    """The parts that several sentences tell one after the other, in the unit of the total."""
    flat = [t for group in earlier for t in group] + list(here)
    unit = unit_of(whole, flat)
    parts: list[Term] = []
    for term in reversed(flat):
        if term.kind != whole.kind or not may_be_part(term) or (whole.kind == PLAIN and term.unit != unit):
            if term.kind == ORDINAL or (term.kind == PLAIN and term.figure.value <= len(parts) + 1):
                continue
            break
        if term.figure.value < whole.figure.value * LEAST:
            break
        parts.insert(0, term)
    return parts


def _total_first(view: View, terms: Sequence[Term]) -> Iterator[Finding]:
    """ "97 orang, baik 45 dari dinas maupun 42 dari desa": the whole before its parts, or among them as "dari 25"."""
    if view.language.phrases["comes_next"] & {*terms[0].left}:
        return
    wholes = [t for t in terms if t.role == "from"] or [terms[0]]
    whole = wholes[0]
    parts = parts_of([t for t in terms if t is not whole and t.kind == kind_of(whole) and t.place != whole.place])
    if whole.place > terms[0].place:
        behind = [t for t in parts if t.place > whole.place]
        if len(wholes) > 1 or not behind or len(parts) != 2:
            return
    if len(parts) < 2 or whole.role in STOPPED or too_far(whole.figure.value, _sum(parts)):
        return
    no_third = is_and_is_not(parts) or (len(parts) == 2 and opposite(*parts))
    closed = has_rest(parts) or announced(parts[0]) or (whole.role == "from" and no_third)
    if len(parts) >= 3 and ends_in_and(parts) and near_to(whole, parts):
        named = whole.kind == PLAIN and whole.unit is not None and all(t.unit == whole.unit for t in parts)
        closed = closed or named or (whole.role == "from" and all(t.unit in (None, whole.unit) for t in parts))
        closed = closed or (whole.kind == MONEY and bool(_SPENT.intersection(parts[0].left)))
    figures = [t.figure for t in parts]
    yield from judge(view, [whole.figure], figures, whole.position, firm=closed and one_sort(whole, parts))


def _whole_before(view: View, terms: Sequence[Term], earlier: Sequence[Sequence[Term]]) -> Iterator[Finding]:
    """ "Tim menerima 61 usulan. Sebanyak 28 dari dinas, 19 dari desa, sisanya 14 dari sekolah." """
    parts = parts_of(terms)
    if not parts:
        return
    yield from _remainder(view, parts, earlier)
    if not earlier:
        return
    if len(terms) >= 3 and all(t.unit and t.unit == terms[0].unit for t in parts) and ends_in_and(terms):
        measured = terms[0].unit in view.language.phrases["measure_units"]
        whole = None if measured else _only_one_of(parts[0].unit, earlier)
        if whole is not None and whole.figure.value > max(t.figure.value for t in parts):
            figures = [t.figure for t in parts]
            yield from judge(view, [whole.figure], figures, parts[0].position, firm=all_joined(parts))
            return
    here = terms[0].sentence
    if not earlier[-1] or here - earlier[-1][0].sentence != 1 or _outgrow(parts, earlier):
        return
    if view.language.phrases["comes_next"] & {*parts[0].left}:
        return  # "Makanan 702 sertifikat. Minuman menyusul 281": parts of the same whole all
    rest = has_rest(parts)
    same = len(parts) >= 3 and all(t.unit and t.unit == parts[0].unit for t in parts) and ends_in_and(terms)
    told = announced(terms[0]) and len(parts) >= 2 and all_joined(parts)
    told = told or is_and_is_not(parts) or (len(parts) == 2 and opposite(*parts))
    told = told or (len(parts) == 2 and terms[0].left[:1] == ("yang",) and "yang" in parts[1].left[-4:])
    if not (rest or same or told):
        return
    for group in reversed(earlier):
        if not group or here - group[0].sentence != 1:
            return
        here = group[0].sentence
        whole = next((t for t in group if t.role == "from"), group[0])
        others = parts_of([t for t in group if t is not whole and t.kind == parts[0].kind])
        summed = sum(t.figure.value for t in (*others, *parts))
        alone = len(group) == 1 or whole.role == "from" or bool(others)
        if whole.role == "old" or view.language.phrases["time_then"] & {*whole.left[-4:]}:
            return  # "Jumlah medali saat itu 80. … 8 emas, sisanya …"
        if whole.figure.value > max(t.figure.value for t in (*others, *parts)) and kind_of(whole) == parts[0].kind:
            together = [*others, *parts]
            firm = not _of_another_paragraph(view, whole, parts) and (
                (rest or (told and not others) or (same and not others and whole.unit == parts[0].unit))
                and alone
                and (len(group) == 1 or whole.role == "from")
                and one_sort(whole, together)
            )
            if len(together) >= 2:
                yield from judge(view, [whole.figure], [t.figure for t in together], parts[0].position, firm=firm)
                return
        if not rest or summed == 0 or len(others) + 1 != len(group):
            return
        parts = [*parts_of(group), *parts]


def _of_another_paragraph(view: View, whole: Term, parts: Sequence[Term]) -> bool:
    """Whether a total of another noun stands in another paragraph than its parts."""
    return whole.unit not in {t.unit for t in parts} and "\n" in view.text[whole.figure.end : parts[0].figure.start]


def _outgrow(parts: Sequence[Term], earlier: Sequence[Sequence[Term]]) -> bool:
    """Whether the parts are too many for any figure before them."""
    most = max([t.figure.value for group in earlier for t in group])
    summed = _sum(parts)
    return summed > most and too_far(most, summed)


def _sum(terms: Sequence[Term]) -> Decimal:
    return sum([t.figure.value for t in terms], ZERO)


def _only_one_of(unit: str | None, earlier: Sequence[Sequence[Term]]) -> Term | None:
    """The one figure of that unit in the sentences before."""
    found = [t for group in earlier for t in group if t.unit == unit and t.kind == PLAIN]
    return found[0] if len(found) == 1 and found[0].role not in STOPPED else None


def _remainder(view: View, parts: Sequence[Term], earlier: Sequence[Sequence[Term]]) -> Iterator[Finding]:
    """ "Dari 300 unit, 185 unit sudah dibagikan. Gudang masih menyimpan 115 unit." """
    if len(parts) == 3 and parts[0].sentence == parts[2].sentence:
        yield from _left_over(*parts)
        return
    if len(parts) != 1 or not earlier or len(earlier[-1]) != 2:
        return
    whole, part = earlier[-1]
    if not (_LEFT.intersection(parts[0].left) or opposite(part, parts[0])):
        return
    same = {t.unit for t in (whole, part, parts[0]) if t.unit and t.unit not in CONDITIONS}
    if parts[0].sentence - whole.sentence != 1 or whole.role != "from" or not parts_of([part]) or len(same) > 1:
        return
    if whole.figure.value > part.figure.value and whole.kind == part.kind == parts[0].kind:
        finding = change_of(whole.figure, part.figure, parts[0].figure, False)
        if finding is not None and not any(t.figure.vague for t in (whole, part, parts[0])):
            yield finding


def _left_over(whole: Term, part: Term, rest: Term) -> Iterator[Finding]:
    """ "Kuota 60 kursi, terisi 47 kursi, sehingga masih tersisa 13 kursi." """
    named = whole.role in ("whole", "from") and whole.unit is not None and {part.unit, rest.unit} <= {whole.unit, None}
    if named and {"tersisa", "menyisakan", "sisa"}.intersection(rest.left) and "dari" not in part.left:
        finding = change_of(whole.figure, part.figure, rest.figure, False)
        if finding is not None and not any(t.figure.vague for t in (whole, part, rest)):
            yield finding
