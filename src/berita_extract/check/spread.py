"""A total, and its parts in sentences of their own behind it: "640 bubu. Untuk A 210 bubu. Untuk B …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from berita_extract.check.adding import judge
from berita_extract.check.figures import MONEY, PLAIN
from berita_extract.check.terms import SPAN, Term
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View

# Figures and sentences behind the total that are looked through.
MOST, AHEAD = 9, 5
# Parts that no word binds to the total must come as near to it as this.
NEAR = Decimal("0.15")
_SHARED_OUT = frozenset(
    ["dipetakan", "dibagi", "terbagi", "dikelompokkan", "digolongkan", "dirinci", "dipilah", "dibagikan", "disalurkan",
     "seluruhnya", "semuanya", "rinciannya", "tersebar", "terdiri", "disebar", "diperuntukkan", "habis", "dialokasikan"]
)  # fmt: skip
_CLOSING = frozenset(
    ["sementara", "adapun", "sedangkan", "terakhir", "sisanya", "selebihnya", "lagi", "lalu", "kemudian"]
)
_APART = frozenset(["change", "apart", "each", "old", "from"])
_TIME = frozenset(
    ["tahun", "bulan", "pekan", "minggu", "sebelumnya", "pertama", "kedua", "gelombang", "tahap", "angkatan"]
)
_OPEN = frozenset(["antaranya", "lain", "misalnya", "seperti", "termasuk", "contohnya", "beberapa"])


def find(view: View) -> Iterator[Finding]:
    """Every figure that those of the same noun in the sentences behind it make up."""
    terms = view.terms
    if len(terms) < 3:
        return
    measures = view.language.phrases["measure_units"]
    for whole in terms:
        if whole.kind not in (PLAIN, MONEY) or whole.figure.vague or whole.figure.value < 4 or whole.role in _APART:
            continue
        if whole.kind == PLAIN and (not whole.unit or whole.unit in SPAN or whole.unit in measures):
            continue
        parts = _parts(terms, whole)
        if len(parts) < 2 or len({t.sentence for t in parts}) < 2:
            continue
        summed = sum(t.figure.value for t in parts)
        near = abs(summed - whole.figure.value) <= NEAR * whole.figure.value
        firm = near and _bound(whole, parts)
        if firm or summed == whole.figure.value:
            yield from judge(view, [whole.figure], [t.figure for t in parts], parts[-1].position, firm=firm)


def _parts(terms: Sequence[Term], whole: Term) -> list[Term]:
    """The figures of the same noun, or of none, that follow the total and are less."""
    parts: list[Term] = []
    last = whole.sentence
    for term in terms[whole.place + 1 : whole.place + 1 + MOST]:
        if term.sentence - last > 2 or term.sentence - whole.sentence > AHEAD:
            break
        same = term.kind == whole.kind and (whole.kind == MONEY or term.unit in (whole.unit, "orang") or _elided(term))
        if not same:
            continue
        if term.figure.value >= whole.figure.value or term.role in _APART or "total" in term.roles or term.figure.vague:
            break
        parts.append(term)
        last = term.sentence
    return parts


def _elided(term: Term) -> bool:
    """ "Sembilan kuning, perlu perbaikan": a sentence that begins with the number, its noun left out."""
    return term.left in ((), ("sebanyak",), ("ada",)) and term.unit not in SPAN and term.figure.value > 1


def _bound(whole: Term, parts: Sequence[Term]) -> bool:
    words = {w for t in (whole, *parts) for w in (*t.left, *t.right)}
    if _OPEN.intersection(words) or any(t.year for t in parts) or (_TIME.intersection(words) and whole.kind == MONEY):
        return False
    if any(_TIME.intersection(t.left) for t in parts):
        return False
    shared_out = bool(_SHARED_OUT.intersection((*whole.left, *whole.right)))
    elided = all(t.unit != whole.unit for t in parts)
    closing = bool(_CLOSING.intersection((*parts[-1].left, *parts[-1].right[:3])))
    if len(parts) == 2:
        first, second = (t.left[:2] for t in parts)
        return len(first) == 2 and first == second and parts[0].unit == parts[1].unit
    return len(parts) >= 3 and (shared_out if elided else (shared_out or closing))
