"""A percentage with its part and whole in other sentences, bound by one noun and by what the sentences share.

"Dari 25 puskesmas, 18 puskesmas beralih. … Puskesmas yang beralih itu mencapai 64 persen": each sign that the
three belong together counts a point, and several are needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from berita_extract.check.figures import MONEY, PLAIN, Figure
from berita_extract.check.rates import elsewhere, narrower, of_another
from berita_extract.check.ratios import share_of
from berita_extract.check.roots import content
from berita_extract.check.terms import SPAN, Term
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View

# Sentences before and behind the percentage, and by how much a wrong share may miss.
BACK, AHEAD, LONG, REACH = 3, 1, 6, 14
FACTOR = Decimal(2)
POINTS = 4
# What counts less is of too many things.
SMALL = 6
_APART = frozenset(["change", "apart", "each", "old", "new", "rest"])
_WHOLE = frozenset(["from", "whole", "total"])
_WHOLES = frozenset(
    ["dari", "populasi", "berjumlah", "tercatat", "terdapat", "seluruh", "total", "jumlah", "sasaran", "pendaftar",
     "ada", "terjadi", "lahir", "semua", "punya", "memiliki", "terdaftar"]
)  # fmt: skip
_RATES = frozenset(
    ["cakupan", "tingkat", "persentase", "capaian", "rasio", "proporsi", "porsi", "angka", "realisasi", "serapan",
     "keterisian", "kelulusan", "kehadiran"]
)  # fmt: skip
_SO = frozenset(["berarti", "artinya", "setara", "demikian"])
_OTHERS = frozenset(
    ["target", "ditargetkan", "tahun", "bulan", "lain", "lainnya", "khusus", "sementara", "sedangkan", "namun",
     "kecuali", "bunga", "pajak", "diskon", "nasional", "provinsi", "minimal", "maksimal", "rata-rata", "dibanding"]
)  # fmt: skip
# "252 balita lagi datang": those before count too.
_ADDED = frozenset(["lagi", "tambahan"])
_NOT = frozenset(["belum", "tidak", "tak", "tinggal", "sisanya", "gagal", "bukan", "tertunda"])


def find(view: View) -> Iterator[Finding]:
    """Every percentage for which the figures of one noun near it give another share."""
    terms = view.terms
    for percent in view.shares:
        if percent.figure.vague and percent.left[-2:] == ("di", "atas"):
            continue
        apart = percent.role in _APART and percent.left[-1:] != ("tinggal",)
        if apart or not 0 < percent.figure.value <= 100:
            continue
        if _OTHERS.intersection(percent.left[-8:]) or _OTHERS.intersection(percent.right[:6]):
            continue
        finding = _best(terms, percent)
        if finding is not None:
            yield finding


def _best(terms: Sequence[Term], percent: Term) -> Finding | None:
    near = [t for t in terms[max(0, percent.place - REACH) : percent.place + 4] if _may_count(t, percent)]
    pairs = [(a, b) for b in near for a in near if a.figure.value < b.figure.value and _of_one_sort(a, b)]
    told = [(points, a, b) for a, b in pairs if (points := _points(a, b, percent)) >= POINTS]
    if not told or any(_agree(a, b, percent) for a, b in pairs):
        return None
    _, part, whole = max(told, key=lambda row: row[0])
    figure = _left(part, whole) if _others(part, percent) else part.figure
    return share_of(figure, whole.figure, percent.figure, bound=True)


def _agree(part: Term, whole: Term, percent: Term) -> bool:
    """Whether the percentage is the share of the part, or of what it leaves."""
    found = (share_of(f, whole.figure, percent.figure, bound=True) for f in (part.figure, _left(part, whole)))
    return any(f is not None and f.status != "mismatch" for f in found)


def _may_count(term: Term, percent: Term) -> bool:
    apart = percent.sentence - term.sentence
    return (
        term.kind in (PLAIN, MONEY)
        and -AHEAD <= apart <= LONG
        and not term.figure.vague
        and term.role not in _APART
        and term.figure.unit not in SPAN
        and term.figure.value >= SMALL
    )


def _of_one_sort(part: Term, whole: Term) -> bool:
    if part.kind != whole.kind or (part.year and whole.year and part.year != whole.year):
        return False
    if part.kind == PLAIN and not part.unit and not whole.unit:
        return False
    return abs(part.sentence - whole.sentence) <= BACK and (part.unit == whole.unit or None in (part.unit, whole.unit))


def _left(part: Term, whole: Term) -> Figure:
    """What the part leaves of the whole, at the place of the part."""
    value = whole.figure.value - part.figure.value
    return part.figure._replace(value=value, low=value, high=value)


def _others(part: Term, percent: Term) -> bool:
    """ "405 bayi sudah punya akta. Tinggal 5 persen bayi": the percentage is of those that the part leaves."""
    here, there = (t.left[-4:] + t.right[:6] for t in (percent, part))
    return bool(_NOT.intersection(here)) != bool(_NOT.intersection(there))


def _points(part: Term, whole: Term, percent: Term) -> int:
    """How many signs tell that the percentage is the share of this part in this whole."""
    if _ADDED & {*part.right[:3]} or ("target" in whole.left[-3:] and "target" not in (*percent.left, *percent.right)):
        return 0
    told_whole = whole.role in _WHOLE or bool(_WHOLES.intersection((*whole.left[-6:], *whole.right[:3])))
    if part.sentence == whole.sentence and not told_whole and "antaranya" not in part.right[:3]:
        return 0  # "sapi 29.200 ekor, kerbau 4.100 ekor": both are parts
    of_others = _others(part, percent)
    share = 100 * (_left(part, whole) if of_others else part.figure).value / whole.figure.value
    if not share / FACTOR <= percent.figure.value <= share * FACTOR:
        return 0
    words, told = {*percent.left, *percent.right[:8]}, {*part.left[-6:], *part.right[:6]}
    units = {part.unit, whole.unit} - {None}
    points = 1 if part.unit == whole.unit else 0
    points += 1 if whole.role in _WHOLE or _WHOLES.intersection((*whole.left[-6:], *whole.right[:3])) else 0
    rate = any((w.endswith("nya") and w.removesuffix("nya") in _RATES) or w in _SO for w in percent.left)
    shared = content(" ".join(words)) & content(" ".join(told)) - content(" ".join(str(u) for u in units))
    bound = rate or len(shared) >= 2 or (shared and (of_others or "antaranya" in part.right[:4]))
    if not bound or narrower(percent, (part, whole)) or elsewhere(percent) or of_another(percent, (part, whole)):
        return 0
    points += (1 if rate else 0) + (1 if shared else 0)
    named = units & words
    points += 1 if named else 0
    points += 1 if 0 <= part.place - whole.place <= 1 and part.sentence - whole.sentence <= 1 else 0
    follows = percent.place - part.place == 1 and percent.sentence - part.sentence <= 1
    points += 1 if follows or (whole.place - percent.place == 1 and whole.role in _WHOLE) else 0
    points += 1 if "antaranya" in part.right[:4] else 0
    apart = percent.sentence - min(part.sentence, whole.sentence)
    return points - (1 if apart > BACK else 0) - (1 if percent.place - part.place > 3 else 0)
