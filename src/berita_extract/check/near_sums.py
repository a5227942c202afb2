"""A total and its parts that no one word joins: by nouns, closing words, and a sum that lies right beside the total.

"Di utara terbit 520 sertifikat; di tengah 410; di selatan 230. Dari ketiga wilayah itu akumulasinya 1.260 sertifikat":
one noun, three parts of "ketiga wilayah", a word for the total, and one digit between 1.160 and 1.260. Each such sign
counts a point, and several are needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, combinations, pairwise

from berita_extract.check.adding import sum_finding
from berita_extract.check.figures import MONEY, ORDINAL, PLAIN
from berita_extract.check.terms import SPAN, Term
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View

# Parts of a total, sentences that it may lie apart from them and they from each other, how near their sum must come.
MOST, FAR, STEP = 6, 4, 2
NEAR = Decimal("0.12")
POINTS = 4
# A part that is nearly all of the total is another figure, unless the rest of it is told.
MOST_OF_IT = Decimal("0.85")
# Less than this share of a sum of money is something else.
SMALL = Decimal("0.005")
# A total less than this is one by chance.
LEAST = 20
# From this size on two values with one digit between them are no chance.
LARGE = 1000
_APART = frozenset(["change", "apart", "each", "old", "new"])
_JOINS = frozenset(
    ["dan", "serta", "sedangkan", "sementara", "adapun", "lalu", "kemudian", "sisanya", "selebihnya", "terakhir",
     "ditambah", "disusul", "lainnya", "tetapi", ";"]
)  # fmt: skip
_REST = frozenset(["sisanya", "selebihnya", "sisa"])
_TELLS = frozenset(
    ["dari", "di", "pada", "selama", "usia", "berusia", "nomor", "seluas", "sepanjang", "per", "tiap", "setiap", "ke",
     "minimal", "maksimal", "antara", "kelas", "untuk", "setelah", "sebelum", "atas", "masing-masing", "target"]
)  # fmt: skip
_TOTALS = frozenset(
    ["total", "totalnya", "seluruhnya", "semuanya", "seluruh", "semua", "akumulasi", "akumulasinya", "jumlah",
     "keseluruhan", "dari", "terkumpul", "gabungan", "kumulatif", "terhimpun", "genap", "rekapitulasi", "sudah"]
)  # fmt: skip
_SHARED_OUT = frozenset(
    ["terdiri", "rinciannya", "rincian", "merinci", "dirinci", "terbagi", "dibagi", "ditempatkan", "tersebar", "yakni",
     "yaitu", ":", "meliputi", "mencakup", "menguraikan", "menampilkan", "dipakai", "dialokasikan", "diperuntukkan"]
)  # fmt: skip
_OPEN = frozenset(
    ["antaranya", "diantaranya", "misalnya", "seperti", "termasuk", "contohnya", "terbanyak", "terbesar", "beberapa",
     "sebagian", "target", "ditargetkan", "tahun", "sekaligus", "bulan", "kapasitas", "sebelumnya", "baru"]
)  # fmt: skip
_PAIRS = (
    ("perempuan", "laki-laki"), ("pria", "wanita"), ("putra", "putri"), ("negeri", "swasta"), ("hidup", "mati"),
    ("sudah", "belum"), ("digital", "nondigital"), ("diterima", "ditolak"), ("dalam", "luar"), ("lulus", "gagal"),
)  # fmt: skip
_CONDITIONS = frozenset(word for pair in _PAIRS for word in pair)
_VERB = re.compile(r"(?!berkas|berita|dinas|media|meter|menteri|terminal|ternak)(?:ber|ter|di|me)[a-z]{3}")
# Figures around a total of which some may make it exactly.
_AROUND = 5
_PERSONS = frozenset(["orang", "jiwa", None])


def find(view: View) -> Iterator[Finding]:
    """Every total with the parts beside it that miss it narrowly."""
    measure = view.language.phrases["measure_units"]
    for kind in (PLAIN, MONEY):
        if view.marks.count(kind) < 3:
            continue
        terms = [t for t in view.terms if t.kind == kind and _counts(t)]
        if kind == PLAIN and len(terms) >= 3:
            terms = [t for t in terms if t.unit not in measure]
        if len(terms) < 3:
            continue
        sums = [Decimal(0), *accumulate(t.figure.value for t in terms)]
        for n, whole in enumerate(terms):
            if whole.figure.value >= LEAST and not _tells(whole, of_whole=True):
                best = max(_runs(view, terms, sums, n), key=lambda row: row[0], default=None)
                if best is not None and best[0] >= POINTS and not _made(terms, n):
                    yield sum_finding(whole.figure, [t.figure for t in best[1]], "mismatch")


def _counts(term: Term) -> bool:
    return (
        not term.figure.vague
        and term.role not in _APART
        and term.figure.unit not in SPAN
        and term.figure.value >= 2
        and term.figure.step >= 1
    )


def _runs(view: View, terms: Sequence[Term], sums: Sequence[Decimal], n: int) -> Iterator[tuple[int, Sequence[Term]]]:
    """The runs of parts right before or behind the total, with their points; none if one makes it exactly."""
    whole = terms[n]
    value = whole.figure.value
    margin = NEAR * value
    found: list[tuple[int, Sequence[Term]]] = []
    for size in range(2, MOST + 1):
        for start in (n + 1, n - size):
            end = start + size
            if start < 0 or end > len(terms):
                continue
            apart = abs(sums[end] - sums[start] - value)
            if not apart:
                return
            if apart > margin:
                continue
            parts = terms[start:end]
            if _together(terms, n, parts) and not _stray(view, whole, parts):
                found.append((_points(view, whole, parts), parts))
    yield from found


def _made(terms: Sequence[Term], n: int) -> bool:
    """Whether some of the figures around the total make it exactly."""
    value = terms[n].figure.value
    near = [t.figure.value for t in (*terms[max(0, n - _AROUND) : n], *terms[n + 1 : n + 1 + _AROUND])]
    return any(sum(some) == value for size in (2, 3, 4) for some in combinations(near, size))


def _together(terms: Sequence[Term], n: int, parts: Sequence[Term]) -> bool:
    whole = terms[n]
    if any(t.figure.value >= whole.figure.value or _tells(t) for t in parts):
        return False
    if max(t.figure.value for t in parts) > MOST_OF_IT * whole.figure.value and not _REST & {*parts[-1].left}:
        return False
    if whole.kind == MONEY and any(t.figure.value < SMALL * whole.figure.value for t in parts):
        return False  # the price of a kilogram is no part of a budget
    greater = terms[n - 1] if n else None
    if (
        greater is not None
        and greater.figure.value > whole.figure.value
        and whole.sentence - greater.sentence <= 1
        and parts[0].place > whole.place
        and whole.unit in (greater.unit, None)
    ):
        return False  # a part itself
    if any(b.sentence - a.sentence > STEP for a, b in pairwise(parts)):
        return False
    if min(abs(whole.sentence - t.sentence) for t in (parts[0], parts[-1])) > FAR:
        return False
    years = {t.year for t in (whole, *parts) if t.year}
    if len(years) > 1 and len({t.year for t in parts}) > 1:
        return False
    units = {_noun(t) for t in parts} - _PERSONS
    of_whole = whole.kind == MONEY or whole.unit in _PERSONS or not units or units <= {whole.unit}
    return of_whole and len(units) <= 1


def _stray(view: View, whole: Term, parts: Sequence[Term]) -> bool:
    """ "Literasi 71 dan numerasi 58.\n\n… 212 dari 318 sekolah": of the whole only the 212 that are counted from it."""
    last = parts[-1]
    named = last.right[-1:] == ("dari",) and last.place + 1 == whole.place
    return named and "\n" in view.text[parts[0].figure.end : last.figure.start]


def _tells(term: Term, *, of_whole: bool = False) -> bool:
    """Whether the word right before a figure makes it no part (or, for a total, none that is told of)."""
    before = term.left[-1:]
    return (
        bool(before)
        and before[0] in _TELLS
        and not (of_whole and before[0] == "dari")
        and not (term.kind == MONEY and before[0] == "untuk")
    )


def _points(view: View, whole: Term, parts: Sequence[Term]) -> int:
    """How many signs tell that these are the parts of the total."""
    words = [{*t.left[-8:], *t.right[:5]} for t in parts]
    if any(_OPEN & {*t.left[-5:], *t.right[:3]} for t in parts):
        return 0
    summed = sum((t.figure.value for t in parts), Decimal(0))
    points = _one_digit(summed, whole.figure.value)
    units = {_noun(t) for t in parts}
    points += 1 if whole.kind == PLAIN and (whole.unit in units or whole.unit in _PERSONS or units <= _PERSONS) else 0
    last = {*parts[-1].left, *parts[-1].right[:3]}
    points += 1 if _JOINS & {*parts[-1].left} or any(_JOINS & {*t.left[:2]} for t in parts[1:]) else 0
    points += 1 if _REST & last else 0
    opposite = any((a in words[0] and b in words[-1]) or (b in words[0] and a in words[-1]) for a, b in _PAIRS)
    counted = _so_many(view, whole, parts)
    points += (2 if len(parts) == 2 and opposite else 0) + (1 if counted else 0)
    points += 1 if _TOTALS & {*whole.left[-4:]} or whole.role in ("whole", "total", "from") else 0
    behind = whole.place > parts[-1].place
    points += 1 if not behind and _SHARED_OUT & {*parts[0].left, *whole.right} else 0
    end = max(whole.figure.end, parts[-1].figure.end)
    told = view.low[end : end + 160]
    points += 1 if ("tidak ada" in told or "tak ada" in told) and "lain" in told else 0
    return points - (1 if len(parts) == 2 and not counted else 0)


def _noun(term: Term) -> str | None:
    """The noun that a part counts; None where a verb or a condition stands behind it."""
    unit = term.unit
    return None if unit is None or unit in _CONDITIONS or _VERB.match(unit) else unit


def _so_many(view: View, whole: Term, parts: Sequence[Term]) -> bool:
    """ "ketiga wilayah", "dua gelombang", "tiga pos": the number of the parts is told beside them."""
    first, last = min(whole.place, parts[0].place), max(whole.place, parts[-1].place)
    near: Sequence[Term] = view.terms[max(0, first - 2) : last + 3]
    taken = {whole.place, *(t.place for t in parts)}
    return any(t.figure.value == len(parts) and t.kind in (PLAIN, ORDINAL) and t.place not in taken for t in near)


def _one_digit(a: Decimal, b: Decimal) -> int:
    """Points for two values that differ in one digit: more where they are long."""
    x, y = (str(int(v)) for v in (a, b))
    size = len(x.rstrip("0")) if len(x.rstrip("0")) > len(y.rstrip("0")) else len(y.rstrip("0"))
    if len(x) != len(y) or sum(p != q for p, q in zip(x, y, strict=True)) != 1:
        return 0
    return 2 if size >= len(str(LARGE)) else 1
