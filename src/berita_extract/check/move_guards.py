"""What makes a change one of other figures than those around it: its subject, its time, how far it lies off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from berita_extract.check.figures import ORDINAL, PLAIN
from berita_extract.check.roots import content
from berita_extract.check.terms import ENDS, Term
from berita_extract.check.verdict import Finding

# How many other figures may stand among the three.
STRANGERS = 1
MONTHS = frozenset(
    ["januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
     "desember"]
)  # fmt: skip
_VERBS = frozenset(
    ["naik", "turun", "meningkat", "menurun", "bertambah", "berkurang", "tumbuh", "melonjak", "merosot", "anjlok",
     "menyusut", "susut", "membaik", "memburuk", "melesat", "melejit", "meroket", "bertumbuh", "membengkak"]
)  # fmt: skip
_SAYS = frozenset(
    ["menyebut", "mengatakan", "kata", "ujar", "bahwa", "mengaku", "menuturkan", "mencatat", "melaporkan", "menghitung",
     "mengumumkan", "mengungkapkan", "menjelaskan", "menyampaikan", "artinya", "berarti", "jadi", "sehingga"]
)  # fmt: skip
_PLANS = frozenset(
    ["target", "ditargetkan", "targetnya", "diperkirakan", "diharapkan", "berharap", "rencana", "direncanakan", "akan",
     "bakal", "depan", "mendatang", "proyeksi", "diproyeksikan", "lagi", "kembali", "nasional"]
)  # fmt: skip
_GROUPS = frozenset(["untuk", "khusus", "bagi", "sementara", "sedangkan", "adapun"])
_REGIONS = frozenset(
    ["kecamatan", "kabupaten", "kota", "desa", "kelurahan", "provinsi", "tingkat", "sekolah", "kalangan"]
)
_ADVERBS = frozenset(["hanya", "biasanya", "akhirnya", "sebenarnya", "umumnya", "sebelumnya", "khususnya", "nyatanya"])
_POINTERS = frozenset(["itu", "tersebut", "ini", "tadi"])
# Subjects that may be anything counted before.
_GENERAL = frozenset(
    ["jumlah", "angka", "nilai", "total", "skor", "indeks", "capaian", "ada", "terjadi", "hasil", "kami", "kita",
     "mereka", "lain", "dengan", "demikian", "hanya", "justru", "juga", "tercatat", "terus", "otomatis",
     "sekaligus", "langsung", "relatif", "secara"]
)  # fmt: skip
_MEASURED = content("harga biaya tarif produksi nilai angka jumlah anggaran indeks skor tingkat")
_A_YEAR = frozenset(["setahun", "sebulan", "sepekan", "semester", "sehari"])
_SHOWN = re.compile(r"\d[\d.]*(?:,\d+)?")


def is_old(terms: Sequence[Term], change: Term) -> bool:
    """ "penurunan …, yakni 12,5 persen menjadi 12,1 persen": what seemed a change is the old figure."""
    following = terms[change.place + 1] if change.place + 1 < len(terms) else None
    return (
        following is not None
        and following.kind == change.kind
        and following.role == "new"
        and following.sentence == change.sentence
        and len(following.left) <= 3
    )


def of_another(change: Term, pair: tuple[Term, ...]) -> bool:
    """ "… dari 18 menjadi 54 persen. Angka kehadiran pun meningkat 27 poin": the verb has its own subject."""
    units = content(" ".join(t.unit for t in (change, *pair) if t.unit))
    subject = subject_of(change) - units
    told = told_of(pair) - units
    # "harga cabai … Harga bawang naik": the word that they share says only what is measured
    return bool(subject) and (not subject & told or (bool(subject - told) and subject & told <= _MEASURED))


def has_its_own_partner(terms: Sequence[Term], old: Term, new: Term) -> bool:
    """ "dari 8,94 persen ke 7,61 persen": neither of the two is compared with any third figure."""
    before = terms[new.place - 1] if new.place else None
    behind = terms[old.place + 1] if 0 <= old.place < len(terms) - 1 else None
    if new.role == "new" and before is not None and before is not old and _from_to(before, new):
        return True
    return behind is not None and behind is not new and _from_to(old, behind)


def is_some_of(old: Term, new: Term) -> bool:
    """ "6 dari 11 pabrik mengurangi jam kerja 30 persen": part and whole, not old and new."""
    return new.place + 1 == old.place and new.right == ("dari",) and new.role not in ("new", "change")


def _from_to(old: Term, new: Term) -> bool:
    told = old.role == "from" and new.role == "new" and old.sentence == new.sentence
    return told and old.kind == new.kind and old.figure.value != new.figure.value


def goes_another_way(change: Term, old: Term, new: Term, up: frozenset[str], down: frozenset[str]) -> bool:
    """ "Pemakaian air turun 28 persen. Produktivitas naik dari 5,4 ton menjadi 6,1 ton": the pair has its own verb.

    The verb of the pair goes the other way, or has a subject that shares no word with what the change is told of.
    """
    if old.place < change.place or new.place < change.place:
        return False
    verb = next((n for n in range(len(old.left) - 1, -1, -1) if old.left[n] in up or old.left[n] in down), -1)
    if verb < 0 or old.role not in ("from", "old"):
        return False
    words = {*change.left[-6:], *change.right[:2]}
    told = bool(words & up) - bool(words & down)
    if told and told != (1 if old.left[verb] in up else -1):
        return True
    if old.sentence == change.sentence and not ENDS.intersection(old.left[:verb]):
        return False
    begin = next((n + 1 for n in range(verb - 1, -1, -1) if old.left[n] in ENDS or old.left[n] in _SAYS), 0)
    words_before = old.left[begin:verb]
    if any(w in _POINTERS or w.endswith("nya") for w in words_before):
        return False
    subject = content(" ".join(w for w in words_before if w not in _GENERAL))
    stop = next((n for n, word in enumerate(change.right) if word in ENDS), 8)
    return bool(subject) and not subject & content(" ".join((*change.left, *change.right[:stop])))


def told_of(pair: tuple[Term, ...]) -> set[str]:
    """What the words around some figures are about."""
    return content(" ".join(w for t in pair for w in (*t.left[-12:], *t.right[:6])))


def subject_of(change: Term) -> set[str]:
    """What the words before the verb of a change are about; nothing where they point back."""
    verb = next((n for n in range(len(change.left) - 1, -1, -1) if change.left[n] in _VERBS), -1)
    if verb < 0:
        return set()
    begin = next((n + 1 for n in range(verb - 1, -1, -1) if change.left[n] in ENDS or change.left[n] in _SAYS), 0)
    words = change.left[begin:verb]
    if any(w in _POINTERS or (w.endswith("nya") and w not in _ADVERBS) for w in words):
        return set()
    return content(" ".join(w for w in words if w not in _GENERAL))


def of_other_time(change: Term, pair: tuple[Term, Term]) -> bool:
    """A change of another time or group than that of the figures before, a plan, or against a year without a figure."""
    stop = next((n for n, word in enumerate(change.right) if word in ENDS), len(change.right))
    words = (*change.left, *change.right[: min(stop, 8)])
    if _PLANS.intersection(change.left) or (_PLANS.intersection(words) and "dari" not in change.right[:3]):
        return True
    first, second = (*change.left[:2], "", "")[:2]
    elsewhere = first in _GROUPS or (first == "di" and second in _REGIONS)
    if change.sentence != pair[1].sentence and elsewhere:
        return True
    told = {w for t in pair for w in (*t.left, *t.right)}
    years = {w for w in words if w.isdigit() and len(w) == 4}
    if _A_YEAR.intersection(change.left[:3]) and all(t.year for t in pair) and abs(pair[0].year - pair[1].year) != 1:
        return True  # "setahun terakhir" of figures of 2020 and 2023
    if years and not years & told:
        return True
    months = {w for w in change.left if w in MONTHS}
    return bool(months) and not months & told


def explained(near: Sequence[Term], pair: tuple[Term, Term], change: Term, finding: Finding) -> bool:
    """ "142 orang, tambahan 38, lima mengundurkan diri, kini 175": a figure beside them makes up the rest."""
    if finding.kind != "difference" or change.kind != PLAIN:
        return False
    apart = abs(abs(pair[0].figure.value - pair[1].figure.value) - change.figure.value)
    return any(t.figure.value == apart and t not in pair for t in near)


def bound(terms: Sequence[Term], three: Sequence[Term]) -> bool:
    """Whether the three stand together, with at most a stranger among them."""
    places = sorted(t.place for t in three)
    between = [t for t in terms[places[0] : places[-1]] if t.kind != ORDINAL or t in three]
    return len(between) - 2 <= STRANGERS


def likely(finding: Finding, factor: int) -> bool:
    """Whether the stated change is near enough to the computed one to be a slip, and no other quantity's."""
    expected, found = (_number(text or "") for text in (finding.expected, finding.found))
    return expected > 0 and found > 0 and expected / factor <= found <= expected * factor


def _number(shown: str) -> Decimal:
    match = _SHOWN.search(shown)
    return Decimal(match[0].replace(".", "").replace(",", ".")) if match else Decimal(0)
