"""A percentage in a sentence of its own, its part and whole in the sentences before, found by the words they share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from berita_extract.check.figures import MONEY, PERCENT, PLAIN
from berita_extract.check.ratios import of_the_others, share_of
from berita_extract.check.roots import content
from berita_extract.check.terms import ENDS, SPAN, Term
from berita_extract.check.verdict import Finding

# Sentences and figures before the percentage in which part and whole may stand, and words around each that tell of it.
BACK, MOST, AROUND = 5, 6, 7
FACTOR = 3
_RATES = frozenset(
    ["capaian", "realisasi", "serapan", "penyerapan", "tingkat", "persentase", "rasio", "proporsi", "cakupan",
     "setara", "artinya", "berarti", "terealisasi", "terserap", "demikian", "porsi", "pencapaian", "penyelesaian",
     "jadi", "angka", "sudah", "baru", "begitu", "keikutsertaan", "partisipasi", "keberhasilan", "kehadiran", "maka",
     "kepatuhan"]
)  # fmt: skip
# The sentence speaks of others, of a plan, of all so far, or of the price of money.
_OTHERS = frozenset(
    ["lain", "lainnya", "khusus", "khususnya", "berbeda", "sementara", "sedangkan", "namun", "kalangan", "target",
     "ditargetkan", "bunga", "keseluruhan",
     "kumulatif", "total", "padahal", "tahun", "bulan", "minimal", "pajak"]
)  # fmt: skip
# Words behind a percentage that begin no noun.
_PLAIN_WORDS = frozenset(
    ["dari", "sudah", "telah", "yang", "di", "dan", ",", ";", ")", "itu", "saja", "pada", "dalam", "untuk",
     "belum", "lebih", "kurang", "warga", "orang", "kami", "masih", "kata", "atau", "dengan", "oleh", "sehingga",
     "karena", "bagi"]
)  # fmt: skip
_NARROW = frozenset(
    ["perempuan", "laki-laki", "miskin", "muda", "lansia", "baru", "lama", "kecil", "besar", "usia", "asal"]
)  # fmt: skip
_NOUNS = frozenset(
    ["realisasi", "serapan", "penyerapan", "tingkat", "persentase", "rasio", "proporsi", "cakupan", "capaian", "porsi"]
)
_POINTERS = frozenset(["itu", "tersebut", "ini"])
_VERB = re.compile(r"(?:me|di|ber|ter)[a-z]{4}")
_NAMED = frozenset(["from", "whole", "pagu", "anggaran", "alokasi", "target", "kebutuhan", "total", "dana", "jumlah"])
_PLACES = frozenset(
    ["kecamatan", "kelurahan", "desa", "kabupaten", "kota", "provinsi", "sekolah", "puskesmas", "tingkat"]
)


def of_sentences_before(terms: Sequence[Term], percent: Term) -> Finding | None:
    """ "Dari 40 desa, 30 sudah melapor. Capaian itu setara 75 persen": the verdict on the figures before."""
    others = _OTHERS.intersection(percent.left)
    if (
        (others and not (others == {"lain"} and "kata" in percent.left))
        or elsewhere(percent)
        or percent.figure.value > 100
    ):
        return None
    before = [
        t
        for t in terms[max(0, percent.place - MOST) : percent.place]
        if 0 < percent.sentence - t.sentence <= BACK and t.figure.unit not in SPAN
    ]
    near = [t for t in before if t.kind in (PLAIN, MONEY) and t.role not in ("change", "apart", "each")]
    found = [
        (finding, a, b)
        for a, b in combinations(near, 2)
        if _of_one_sort(a, b) and (finding := _share(a, b, percent)) is not None
    ]
    for finding, _, _ in found:
        if finding.status != "mismatch":
            return finding
    if not found or any(t.kind == PERCENT for t in before):
        return None
    chosen = _told(near, percent)
    return next((f for f, a, b in found if {a.place, b.place} == chosen), None) if chosen else None


def _share(a: Term, b: Term, percent: Term) -> Finding | None:
    part, whole = sorted((a, b), key=lambda t: t.figure.value)
    return share_of(part.figure, whole.figure, percent.figure)


def _told(near: Sequence[Term], percent: Term) -> set[int] | None:
    """The part and the whole that the sentence of the percentage speaks of; None where that is not certain."""
    words = content(" ".join((*percent.left, *percent.right[:8])))
    told = bool(_RATES.intersection((*percent.left, *(w.removesuffix("nya") for w in percent.left))))
    told = told or "kata" in percent.left or bool(_POINTERS.intersection(percent.right[:2]))
    whole = max(near, key=lambda t: t.figure.value)
    parts = [t for t in near if t is not whole and _of_one_sort(t, whole) and t.figure.value < whole.figure.value]
    # "puskesmas yang telah beralih itu mencapai 64 persen dari seluruh puskesmas" may stand further away
    points = bool(_POINTERS.intersection(percent.left)) and percent.right[:2] == ("dari", "seluruh")
    away = percent.sentence - max((t.sentence for t in (whole, *parts)), default=0)
    if not parts or away > (BACK if points else 1):
        return None
    shared = {t.place: len(words & _around(t)) for t in (whole, *parts)}
    part = max(parts, key=lambda t: shared[t.place])
    if len(parts) > 1 and (not shared[part.place] or sum(shared[t.place] == shared[part.place] for t in parts) > 1):
        return None
    sums = sum(t.figure.value for t in parts if t.sentence == part.sentence)
    share, all_parts = (100 * value / whole.figure.value for value in (part.figure.value, sums))
    if of_the_others(
        part.figure,
        whole.figure,
        percent.figure,
        {*part.right[:6], *part.left[-4:]},
        {*percent.left, *percent.right[:6]},
    ):
        return None
    linked = shared[part.place] + shared[whole.place]
    named = bool(_NAMED.intersection((*whole.left, whole.role)))
    if whole.kind == MONEY and not named:
        return None
    of_them = any(w.endswith("nya") and w.removesuffix("nya") in _RATES for w in percent.left)
    if told and len(near) == 2 and not linked and (named or of_them or len({t.sentence for t in near}) == 1):
        linked = 1
    if narrower(percent, (part, whole)) or of_another(percent, (part, whole)):
        return None
    if abs(all_parts - percent.figure.value) <= 1 or not share / FACTOR <= percent.figure.value <= share * FACTOR:
        return None
    return {part.place, whole.place} if linked and (told or linked > 1) else None


def narrower(percent: Term, pair: tuple[Term, Term]) -> bool:
    """ "70 persen penduduk desa itu", "60 persen siswa perempuan": of others than those counted before."""
    nouns = []
    for n, word in enumerate(percent.right[:2]):
        if word in _PLAIN_WORDS or _VERB.match(word) or (n and word not in _NARROW):
            break
        nouns.append(word)
    units = {t.unit for t in pair if t.unit}
    told = content(" ".join(w for t in pair for w in (*t.left, *t.right)))
    return any(noun not in units and not content(noun) & told for noun in nouns)


def of_another(percent: Term, pair: tuple[Term, Term]) -> bool:
    """ "Realisasi pendapatan Rp9 miliar … Realisasi belanja 82 persen": a rate of something else."""
    told = content(" ".join(w for t in pair for w in (*t.left, *t.right)))
    for word, noun in pairwise(percent.left):
        other = word in _NOUNS and noun not in _PLAIN_WORDS and not noun.endswith("nya") and not _VERB.match(noun)
        if other and content(noun) and not content(noun) & told:
            return True
    return False


def _around(term: Term) -> set[str]:
    """The words of the figure's own clause."""
    left, right = list(term.left[-AROUND:]), list(term.right[:AROUND])
    last = max((n for n, word in enumerate(left) if word in ENDS), default=-1)
    first = next((n for n, word in enumerate(right) if word in ENDS), len(right))
    return content(" ".join((*left[last + 1 :], *right[:first])))


def _of_one_sort(a: Term, b: Term) -> bool:
    if a.kind != b.kind or a.figure.value == b.figure.value or (a.year and b.year and a.year != b.year):
        return False
    units = (a.unit, b.unit)
    return not all(units) or a.unit == b.unit or "orang" in units


def elsewhere(percent: Term) -> bool:
    """Whether the sentence turns to another place ("Di Kecamatan Muara hanya 40 persen")."""
    return any(a in ("di", "pada", "untuk") and b in _PLACES for a, b in pairwise(percent.left))
