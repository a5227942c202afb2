"""What tells that figures are the parts of a total: how they are joined, what closes them, what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from berita_extract.check import spread
from berita_extract.check.figures import MONEY, ORDINAL, PLAIN
from berita_extract.check.terms import SPAN, Term

JOINS = frozenset(
    [",", ";", "dan", "serta", "sedangkan", "sementara", "lalu", "kemudian", "plus", "ditambah", "adapun", "maupun",
     "disusul", "juga", "&", "selanjutnya", "beserta", "diikuti", "sisanya", "selebihnya", "terakhir", "hingga"]
)  # fmt: skip
# Words right before a figure that tells something of a part and is none itself.
_TELLS = frozenset(
    ["dari", "di", "pada", "selama", "usia", "berusia", "umur", "nomor", "peringkat", "sejak", "hingga", "sampai",
     "pukul", "seluas", "sepanjang", "per", "tiap", "setiap", "minimal", "maksimal", "dalam", "ke", "kali", "antara",
     "setelah", "sebelum", "atas", "bawah", "masing-masing", "kelas", "pasal", "untuk", "kepada", "oleh"]
)  # fmt: skip
_FILLERS = frozenset(
    ["sekitar", "hampir", "sebanyak", "sebesar", "senilai", "sejumlah", "ada", "mencapai", "total", "baru", "hanya"]
)
_CLOSED = frozenset(
    ["terdiri", "terbagi", "dibagi", "meliputi", "mencakup", "yakni", "yaitu", "rincian", "rinciannya", "merinci",
     "dirinci", "perincian", "perinciannya", "komposisi", "komposisinya", "baik", ":", "sebarannya", "dirincikan",
     "terinci", "terperinci", "berupa", "bersumber", "merupakan", "ialah", "adalah", "pembagiannya"]
)  # fmt: skip
_NOT = frozenset(["belum", "tidak", "tak", "bukan", "non", "absen", "gagal", "batal"])
PAIRS = (
    ("mati", "hidup"), ("gagal", "lulus"), ("gagal", "berhasil"), ("gagal", "lolos"), ("rusak", "baik"),
    ("absen", "hadir"), ("ditolak", "diterima"), ("ditolak", "disetujui"), ("gugur", "lolos"),
    ("belum", "sudah"), ("gugur", "bertahan"), ("menyetujui", "menolak"), ("menerima", "menolak"),
    ("setuju", "menolak"), ("putra", "putri"), ("pria", "wanita"), ("digital", "nondigital"),
    ("terisi", "kosong"), ("laki-laki", "perempuan"), ("mati", "tumbuh"), ("rusak", "berfungsi"),
)  # fmt: skip
# Nouns that count what may have nouns of its own.
OF_ALL = frozenset(
    [
        None,
        "orang",
        "peserta",
        "unit",
        "lembaga",
        "instansi",
        "buah",
        "tim",
        "hadirin",
        "undangan",
        "anggota",
        "personel",
    ]
)
STOPPED = frozenset(["change", "apart", "each"])
CONDITIONS = frozenset(word for pair in PAIRS for word in pair)
_AFFIX = re.compile(r"\A(?:memper|diper|me(?:ny|ng|m|n)?|di|ber|ter|pe(?:ng|m|n)?)(?=[a-z]{3})|(?:kan|nya)\Z")


def may_be_part(term: Term) -> bool:
    return (
        term.kind in (PLAIN, MONEY)
        and term.figure.unit not in SPAN
        and term.role not in STOPPED
        and "total" not in term.roles
        and not term.figure.vague
    )


def unit_of(whole: Term, terms: Sequence[Term]) -> str | None:
    """The noun that a total counts: behind it, or before it ("total keluhan … ada 659")."""
    if whole.unit is not None or whole.kind == MONEY:
        return whole.unit
    return next((t.unit for t in reversed(terms) if t.unit and t.unit in whole.left), None)


def lead(terms: Sequence[Term], i: int) -> tuple[str, ...]:
    """The words before a figure, those before a length of time or a "ketiga" included."""
    words = terms[i].left
    while i and (terms[i - 1].kind == ORDINAL or terms[i - 1].figure.unit in SPAN):
        i -= 1
        words = (*terms[i].left, *words)
    return words


def announced(part: Term) -> bool:
    """Whether the words before the first part say that all parts follow; a bracket does if it holds more than one."""
    words = part.left
    cues = [n for n, word in enumerate(words) if word in _CLOSED]
    if cues:
        # "terdiri atas kepala dinas, 2 kepala bidang": a part without its figure
        return "," not in words[cues[-1] :]
    return "(" in words and ")" not in words[words.index("(") :] and ")" not in part.right


def opposite(a: Term, b: Term) -> bool:
    """ "18 mati. Yang hidup 132 bibit": what is told of the two leaves no third."""
    here, there = {*a.left[-4:], *a.right[:5]}, {*b.left[-4:], *b.right[:5]}
    return any((x in here and y in there) or (y in here and x in there) for x, y in PAIRS)


def near_to(whole: Term, parts: Sequence[Term]) -> bool:
    return abs(sum(t.figure.value for t in parts) - whole.figure.value) <= spread.NEAR * whole.figure.value


def kind_of(whole: Term) -> str:
    return PLAIN if whole.kind == ORDINAL else whole.kind


def parts_of(terms: Sequence[Term]) -> list[Term]:
    """The figures that may be parts: none that tells something of another."""
    return [
        t
        for t in terms
        if t.kind in (PLAIN, MONEY)
        and t.role not in STOPPED
        and "total" not in t.roles
        and t.figure.unit not in SPAN
        and not tells(t)
    ]


def tells(term: Term) -> bool:
    """Whether the word before a figure makes it no part ("7 camat dari 3 daerah")."""
    for word in reversed(term.left):
        if word not in _FILLERS:
            return word in _TELLS and not (word == "untuk" and term.kind == MONEY)
    return False


def all_joined(parts: Sequence[Term]) -> bool:
    return all(JOINS.intersection(t.left) or t.sentence != parts[0].sentence for t in parts[1:])


def has_rest(parts: Sequence[Term]) -> bool:
    """Whether the last part is told as the rest."""
    if not parts:
        return False
    last = parts[-1]
    if last.role == "rest" or "rest" in last.roles or {"lain", "lainnya"}.intersection(last.left[-2:]):
        return True
    # "pemerintahan 14 persen, dan sisanya untuk keadaan darurat" has a rest without its figure
    behind = next((n for n, word in enumerate(last.right[:5]) if word in ("sisanya", "selebihnya")), None)
    return behind is not None and not JOINS.difference(["sisanya", "selebihnya"]).intersection(last.right[:behind])


def ends_in_and(parts: Sequence[Term]) -> bool:
    return bool({"dan", "serta", "sedangkan", "sementara", "adapun", "lalu"}.intersection(parts[-1].left))


def is_and_is_not(parts: Sequence[Term]) -> bool:
    """ "22 OPD melapor; 9 OPD belum melapor": two parts that leave no third."""
    if len(parts) != 2:
        return False
    here, there = parts[0].right[:6], parts[1].right[:6]
    for words, others in ((there, here), (here, there)):
        for n, word in enumerate(words):
            if word in _NOT and not _NOT.intersection(others):
                return word in ("absen", "gagal", "batal") or stem_of(words[n + 1 : n + 2]) in {
                    stem_of([w]) for w in others
                }
    return False


def stem_of(words: Sequence[str]) -> str:
    return _AFFIX.sub("", words[0]) if words else "-"


def one_sort(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether whole and parts may be of one sort: of one unit, or each part in words of its own."""
    years = {t.year for t in (whole, *parts) if t.year}
    units = {t.unit for t in parts if t.unit}
    mixed = whole.unit not in OF_ALL and len(units) > 1 and whole.unit in units
    if units == {"orang"}:
        units = set()
    across = any(t.sentence != whole.sentence for t in parts) and whole.unit not in OF_ALL
    return len(years) <= 1 and not mixed and not (across and len(units | {whole.unit}) > 1 and len(units) == 1)
