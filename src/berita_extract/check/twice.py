"""One quantity told in two places with two values, by the noun and the words that both places share.

"Rumah sakit dilengkapi sembilan mesin cuci darah … Tujuh mesin cuci darah di rumah sakit itu harus dijaga": a noun that
counts nothing else in the article, the same words around it, no word that tells of another time, place or group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from berita_extract.check.figures import MONEY, ORDINAL, PLAIN, Figure
from berita_extract.check.retold import digits, retold, shuffled
from berita_extract.check.roots import content
from berita_extract.check.terms import Term
from berita_extract.check.verdict import Finding, shown
from berita_extract.check.view import View

# Figures of one kind and noun that are looked at, words around each, and how far two values may lie apart.
MOST, LONG, AROUND, WIDE, RIGHT = 4, 40, 8, 14, 4
FAR = Decimal("0.5")
# Words shared that two figures of one noun need, fewer where the later one points back or the digits are swapped.
SHARED = 3
_APART = frozenset(["apart", "from", "rest"])
# A difference less than this is told by chance.
LEAST = 4
# Words that every figure of a kind has around it.
_LOOSE = frozenset(["rupiah", "juta", "miliar", "kali", "anggaran", "bantuan", "biaya", "hari", "jumlah", "capai"])
_POINTERS = frozenset(["itu", "tersebut", "tadi", "dimaksud"])
_STOPS = frozenset([*_POINTERS, "sehingga", "dengan", "karena", "agar"])
_RANKS = frozenset(["peringkat", "urutan", "posisi", "ranking", "juara"])
_PERSONS = frozenset(["orang", "jiwa"])
# Words by which a place tells of another time, group, plan or step.
_DIFFERS = re.compile(
    r"\b(?:target\w*|menargetkan|ditargetkan|rencana\w*|direncanakan|akan|bakal|semula|awalnya|sebelumnya|dulu|dahulu"
    r"|(?:tahun|bulan|pekan|minggu) (?:lalu|depan|sebelumnya|berikutnya)|kemarin|menjadi|bertambah|berkurang|tambahan"
    r"|ditambah|menambah|lagi|lain|lainnya|antaranya|sisanya|selebihnya|sebagian|separuh|setiap|tiap|masing-masing"
    r"|baru|gelombang|tahap|angkatan|ralat|meralat|seharusnya|semestinya|maksimal|minimal|paling|kecuali|selain"
    r"|khusus\w*|diantaranya|salah|hingga|sampai|terpilih|lolos|gugur|tersisa|dibanding\w*|daripada|standar|rugi"
    r"|perempuan|laki-laki|pria|wanita|putra|putri|nasional|provinsi|antara)\b"
)
_REGION = re.compile(r"\b(?:kecamatan|kabupaten|kota|desa|kelurahan|dusun|puskesmas|dinas) ([a-z]{3,20})")

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def find(view: View) -> Iterator[Finding]:
    """Every pair of figures of one noun that the words around them make one quantity."""
    groups: dict[tuple[str, str], list[Term]] = {}
    for term in view.terms:
        if len(term.left) < 2 and term.place and view.terms[term.place - 1].sentence == term.sentence:
            continue  # "3.500 cc 6 silinder"
        for name in _names(term):
            groups.setdefault((term.kind, name), []).append(term)
    told: set[tuple[int, int]] = set()
    for (_, name), terms in groups.items():
        if not 2 <= len(terms) <= LONG or terms[-1].sentence - terms[0].sentence < 2:
            continue
        many = len({t.figure.value for t in terms}) > MOST
        for n, later in enumerate(terms):
            for first in terms[:n]:
                if many and not _swapped(first.figure, later.figure):
                    continue
                if (first.place, later.place) in told or not _apart(first, later):
                    continue
                if _one_quantity(view, first, later, terms):
                    told.add((first.place, later.place))
                    yield _finding(first.figure, later.figure, name)


def _names(term: Term) -> Iterable[str]:
    """The nouns by which a figure may be told again."""
    figure, kind, unit = term.figure, term.kind, term.unit
    if figure.vague or term.role in _APART:
        return ()
    if kind == MONEY:
        return ("rupiah",)
    if kind == PLAIN and unit is not None and unit not in _PERSONS:
        return (unit,)
    if kind == PLAIN and figure.value >= 5:
        return dict.fromkeys([w for w in term.left[-9:] if len(w) >= 4])
    return ("peringkat",) if kind == ORDINAL and _RANKS.intersection(term.left[-2:]) else ()


def _apart(first: Term, later: Term) -> bool:
    """Whether two figures have values that one quantity may be told with by mistake, in sentences of their own."""
    if later.sentence - first.sentence < 2:
        return False  # sentences that follow each other tell of two things
    a, b = first.figure.value, later.figure.value
    if a == b or first.sentence == later.sentence or min(a, b) < 2:
        return False
    if first.figure.low <= b <= first.figure.high or later.figure.low <= a <= later.figure.high:
        return False
    return abs(a - b) <= FAR * max(a, b) or _swapped(first.figure, later.figure)


def _one_quantity(view: View, first: Term, later: Term, terms: Sequence[Term]) -> bool:
    if (first.year and later.year and first.year != later.year) or _moved(first) != _moved(later):
        return False
    here, there = (_sentence(view, t) for t in (first, later))
    years = [set(_YEAR.findall(s)) for s in (here, there)]
    if all(years) and not years[0] & years[1]:
        return False
    values = {first.figure.value, later.figure.value}
    if any(values <= {t.figure.value for t in terms if t.sentence == n} for n in {t.sentence for t in terms}):
        return False  # told side by side elsewhere
    regions = [set(_REGION.findall(s)) for s in (here, there)]
    if all(regions) and not regions[0] & regions[1]:
        return False
    if any(_DIFFERS.search(_clause(t)) for t in (first, later)):
        return False
    # what one of them adds to the other is told: they are part and whole
    short = abs(first.figure.value - later.figure.value)
    rest = [t for t in view.terms if t is not first and t is not later and t.kind == first.kind]
    if any(t.figure.value == short and (short >= LEAST or t in terms) for t in rest):
        return False
    swapped = _swapped(first.figure, later.figure)
    others = () if swapped else {t.figure.value for t in terms} - {first.figure.value, later.figure.value}
    words = [content(" ".join(_around(view.terms, t))) for t in (first, later)]
    shared = words[0] & words[1] - _LOOSE
    weight = len(shared)
    weight += 1 if first.year and first.year == later.year else 0
    weight += 2 if swapped else 0
    weight += 1 if _POINTERS.intersection(later.right[:4]) else 0
    return weight >= SHARED + len(others)


def _moved(term: Term) -> bool:
    return "change" in term.roles


def _around(terms: Sequence[Term], term: Term) -> tuple[str, ...]:
    """The words around a figure, those before "satu berkas" included."""
    left = term.left
    before = terms[term.place - 1] if term.place else None
    if before is not None and before.figure.value == 1 and before.sentence == term.sentence:
        left = (*before.left, *left)
    return (*left[-AROUND:], *((term.unit,) if term.unit else ()), *term.right[:AROUND])


def _clause(term: Term) -> str:
    """The words that may set a figure apart: those before it, and those behind it up to a comma."""
    right = term.right[:RIGHT]
    stop = next((n for n, word in enumerate(right) if not word[0].isalpha() or word in _STOPS), len(right))
    left = term.left[2:] if term.left[1:2] == ("lalu",) else term.left  # "sejak dua tahun lalu"
    return " ".join((*left[-WIDE:], "-", *right[:stop]))


def _sentence(view: View, term: Term) -> str:
    """The text of the sentence around a figure."""
    start = max(view.low.rfind(mark, 0, term.figure.start) for mark in (". ", "\n")) + 1
    end = view.low.find(". ", term.figure.end)
    return view.low[max(start, term.figure.start - 200) : min(end if end > 0 else len(view.low), term.figure.end + 200)]


def _swapped(a: Figure, b: Figure) -> bool:
    return shuffled(a.value) == shuffled(b.value) and digits(a.value) != digits(b.value)


def _finding(first: Figure, later: Figure, name: str) -> Finding:
    unit = "" if first.kind == MONEY else f" {name}"
    note = (
        f"Tadi {shown(first)}{unit}, di sini {shown(later)}.",
        f"First {shown(first)}{unit}, here {shown(later)}.",
    )
    working = f"{shown(first)}{unit}, later {shown(later)}"
    return retold("mismatch", first, later, working, note, both=True)
