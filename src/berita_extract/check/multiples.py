"""So much for each of so many, in total so much: by the parts that words give the figures, in any order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from berita_extract.check.figures import MONEY, PLAIN
from berita_extract.check.terms import SPAN, Term
from berita_extract.check.verdict import Finding, compare, of, over, show, shown, stated, times
from berita_extract.check.view import View

# Figures and sentences before and behind the one of each that may be the number and the total.
REACH = 5
BACK, AHEAD, LATER = 2, 1, 4
# How many other figures may stand among the three.
STRANGERS = 1
FACTOR = 3
_EACH = frozenset(["setiap", "tiap", "per", "tiap-tiap", "setiapnya"])
# "per unit" may be told of anything.
_ANY = frozenset(["unit", "buah", "lokasi", "titik", "paket"])
_MEAN = frozenset(["rata-rata", "rata-ratanya"])
_TOTAL = frozenset(["total", "whole"])
_SHARED_OUT = frozenset(
    [
        "dibagi",
        "terbagi",
        "dikelompokkan",
        "disebar",
        "tersebar",
        "ditempatkan",
        "kepada",
        "untuk",
        "bagi",
        "pada",
        "di",
        "dalam",
        "selama",
    ]
)
# The total holds more than this.
_MORE = frozenset(
    ["termasuk", "ditambah", "belum", "luar", "beserta", "berikut", "ditargetkan", "target", "menyiapkan"]
)
_SOME = frozenset(["antaranya", "kecuali", "gratis", "sebagian", "tetapi", "namun"])
_EVENLY = frozenset(["rata", "merata", "dibagi", "sehingga", "jadi"])
_ALL = frozenset(["semuanya", "seluruhnya", "totalnya", "keseluruhannya"])
_PERIODS = frozenset(["hari", "bulan", "pekan", "minggu", "jam"])
_RESULT = frozenset(
    ["hasilnya", "sehingga", "artinya", "alhasil", "berarti", "jadi", "demikian", "menghabiskan", "menelan",
     "mengumpulkan", "terkumpul", "meraup", "membutuhkan", "dibutuhkan", "mengeluarkan", "menyiapkan", "disiapkan",
     "biayanya", "belanjanya", "kebutuhan"]
)  # fmt: skip


def find(view: View) -> Iterator[Finding]:
    """Every figure of each with the number and the total around it."""
    ones = any(t.figure.value == 1 for t in view.terms)
    for each in view.terms if ones or "each" in view.roles else ():
        told = each.role == "each" or _one_before(view.terms, each) is not None
        if each.kind == PLAIN and each.figure.value == 1:
            continue
        if told and each.kind in (PLAIN, MONEY) and each.figure.unit not in SPAN and not _goes_on(view.terms, each):
            finding = _read(view.terms, each)
            if finding is not None and not (finding.status == "mismatch" and _is_bound(view, each)):
                yield finding


def _is_bound(view: View, each: Term) -> bool:
    """ "paling kecil Rp68 juta per desa": no amount that every one has."""
    return bool(view.language.phrases["at_least_each"] & {*each.left[-3:]})


def _read(terms: Sequence[Term], each: Term) -> Finding | None:
    noun = _noun(each) or _one_before(terms, each)
    noun = None if noun in _ANY else noun
    # "setiap hari rata-rata 40 orang" is multiplied
    mean = bool(_MEAN.intersection(each.left[-8:])) and not _PERIODS.intersection([noun])
    near = [
        t
        for t in terms[max(0, each.place - REACH) : each.place + REACH + 1]
        if t is not each
        and (-AHEAD <= each.sentence - t.sentence <= BACK or _told_later(t, each, noun))
        and t.role not in ("change", "apart", "each")
        and (t.figure.unit not in SPAN or t.figure.unit == noun)
    ]
    numbers = [t for t in near if t.kind == PLAIN and t.figure.value > 1 and _counts(t, noun, each)]
    totals = [t for t in near if t.kind == each.kind and t.figure.value > each.figure.value and _same(t, each, noun)]
    told = [
        (finding, number, total)
        for number in numbers
        for total in totals
        if total is not number and (finding := _finding(number, total, each, mean)) is not None
    ]
    for finding, _, _ in told:
        if finding.status != "mismatch":
            return finding
    sure = [row for row in told if _sure(terms, each, row[1], row[2], noun, mean)]
    if not sure or len({(n.figure.value, t.figure.value) for _, n, t in sure}) > 1:
        return None
    return None if noun is None and sure[0][1].unit is None else sure[0][0]


def _told_later(term: Term, each: Term, noun: str | None) -> bool:
    """ "Per guru Rp600 ribu. … Kebutuhan dananya Rp90 juta untuk semua guru itu": a total that names them again."""
    apart = term.sentence - each.sentence
    return 0 < apart <= LATER and noun is not None and noun in term.right and "semua" in term.right


def _one_before(terms: Sequence[Term], each: Term) -> str | None:
    """ "Harga satu mesin Rp3 juta": the noun of the one right before."""
    one = terms[each.place - 1] if each.place else None
    if one is None or one.sentence != each.sentence or one.figure.value != 1 or len(each.left) > 4:
        return None
    return one.unit


def _goes_on(terms: Sequence[Term], each: Term) -> bool:
    """ "masing-masing Rp40 juta, Rp20 juta, dan Rp15 juta": one figure for each of them."""
    following = terms[each.place + 1] if each.place + 1 < len(terms) else None
    return (
        following is not None
        and following.sentence == each.sentence
        and following.kind == each.kind
        and "masing-masing" in each.left
        and set(following.left) <= {",", "dan", "serta", each.unit}
    )


def _noun(each: Term) -> str | None:
    """The noun of which each one has so much; None behind "masing-masing"."""
    right = each.right[:5]
    for n, word in enumerate(right):
        if word in _EACH and n + 1 < len(right):
            return right[n + 1]
    for n in range(len(each.left) - 2, -1, -1):
        if each.left[n] in _EACH:
            return each.left[n + 1]
    return None


def _counts(term: Term, noun: str | None, each: Term) -> bool:
    """Whether a figure may be the number of those that have so much each."""
    if noun is not None:
        return noun in (term.figure.unit, *term.right[:2])
    return term.place < each.place and each.sentence - term.sentence <= 1


def _same(term: Term, each: Term, noun: str | None) -> bool:
    """Whether a figure may be a total of what is told of each."""
    if each.kind == MONEY:
        return True
    if each.unit is not None and each.unit in term.left:
        return True
    if noun is None and term.role in _TOTAL and _ALL.intersection(term.left):
        return True
    return term.unit != noun and (not term.unit or not each.unit or term.unit == each.unit or _people(term, each))


def _people(a: Term, b: Term) -> bool:
    return "orang" in (a.unit, b.unit)


def _finding(number: Term, total: Term, each: Term, mean: bool) -> Finding | None:
    if mean:
        ratio = over(of(total.figure), of(number.figure))
        if ratio is None:
            return None
        status = compare(ratio, each.figure, max(each.figure.step, _rounded_by(each.figure.value)))
        working = f"{shown(total.figure)} / {shown(number.figure)} = {show(ratio.value)}"
        target, expected = each.figure, show(ratio.value)
    else:
        product = times(of(number.figure), of(each.figure))
        status = compare(product, total.figure)
        working = f"{shown(number.figure)} x {shown(each.figure)} = {show(product.value, 6)}"
        target, expected = total.figure, show(product.value, 6)
    figures = (number.figure, each.figure, total.figure)
    span = (target.start, target.end)
    return Finding("per_unit", status, stated(working, status, target), expected, shown(target), figures, span)


def _rounded_by(value: Decimal) -> Decimal:
    """ "rata-rata 6.400 lembar": a mean is told to so much as its zeros show."""
    whole = str(int(value))
    return Decimal(10) ** (len(whole) - len(whole.rstrip("0"))) / 2


def _sure(terms: Sequence[Term], each: Term, number: Term, total: Term, noun: str | None, mean: bool) -> bool:
    """Whether the words bind the three: the number by its noun, the total by a word for it or by its place."""
    places = sorted((each.place, number.place, total.place))
    if places[-1] - places[0] - 2 > STRANGERS or number.figure.vague or total.figure.vague or each.figure.vague:
        return False
    near = terms[max(0, each.place - 3) : each.place + 3]
    if any(t.role == "each" and t is not each and t.sentence == each.sentence and t.kind == each.kind for t in near):
        return False  # "empat kecamatan masing-masing dua, enam kelurahan masing-masing tiga": a total of both
    computed = number.figure.value * each.figure.value
    if not computed / FACTOR <= total.figure.value <= computed * FACTOR:
        return False
    if noun is not None and noun != number.figure.unit:
        return False
    if mean:
        return noun is not None and total.role in ("", "total", "whole")
    if _MORE.intersection(total.left) or any(_SOME.intersection((*t.left, *t.right)) for t in (each, number, total)):
        return False
    named = total.role in _TOTAL or (total.role == "" and "total" in total.roles)
    right_before = number.place == total.place - 1 and number.sentence == total.sentence
    if named or _RESULT.intersection((*total.left, *(number.left if right_before else ()))):
        return True
    before = total.place < number.place < each.place and total.sentence == number.sentence
    return before and total.place == number.place - 1 and bool(_SHARED_OUT.intersection(number.left))
