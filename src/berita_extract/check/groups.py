"""Totals and parts by the words around each figure: the whole before the parts or behind them, over sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from berita_extract.check import spread
from berita_extract.check.adding import hundred, judge
from berita_extract.check.differences import change_of
from berita_extract.check.figures import MONEY, ORDINAL, PERCENT, PLAIN
from berita_extract.check.terms import SPAN, Term
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View

MOST = 40
# Sentences with figures before the parts in which the whole may stand.
BACK = 4
# What is less than this share of a total is no part that a sentence of its own tells.
LEAST = Decimal("0.01")
_JOINS = frozenset(
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
_WEIGHTS = frozenset(
    ["komposisi", "komposisinya", "bobot", "bobotnya", "terdiri", "terbagi", "rinciannya", "rincian", "proporsinya",
     "porsinya", "pembagiannya", "alokasinya", "proporsi"]
)  # fmt: skip
_SO = frozenset(
    ["sehingga", "jadi", "demikian", "berarti", "artinya", "alhasil", "maka", "total", "totalnya", "begitu",
     "digabung", "digabungkan", "kumulatif", "keseluruhan", "seluruhnya", "semuanya", "berjumlah"]
)  # fmt: skip
_NOT = frozenset(["belum", "tidak", "tak", "bukan", "non", "absen", "gagal", "batal"])
_PAIRS = (
    ("mati", "hidup"), ("gagal", "lulus"), ("gagal", "berhasil"), ("gagal", "lolos"), ("rusak", "baik"),
    ("absen", "hadir"), ("ditolak", "diterima"), ("ditolak", "disetujui"), ("gugur", "lolos"),
    ("belum", "sudah"), ("gugur", "bertahan"), ("menyetujui", "menolak"), ("menerima", "menolak"),
    ("setuju", "menolak"), ("putra", "putri"), ("pria", "wanita"), ("digital", "nondigital"),
    ("terisi", "kosong"), ("laki-laki", "perempuan"), ("mati", "tumbuh"), ("rusak", "berfungsi"),
)  # fmt: skip
_SPENT = frozenset(["dialokasikan", "digunakan", "diperuntukkan", "dibelanjakan", "dipakai", "dimanfaatkan"])
_LEFT = frozenset(["masih", "tersisa", "menyisakan", "sisa", "sisanya", "tinggal"])
_BUT = frozenset(["namun", "tetapi", "tapi", "padahal", "target", "ditargetkan", "kuota"])
_PLUS = frozenset(["ditambah", "selain", "plus"])
# Nouns that count what may have nouns of its own.
_OF_ALL = frozenset(
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
_STOPPED = frozenset(["change", "apart", "each"])


def find(view: View) -> Iterator[Finding]:
    """Every total that the words around the figures tell."""
    yield from spread.find(view)
    sentences = [list(group) for _, group in groupby(view.terms, key=attrgetter("sentence"))]
    for n, terms in enumerate(sentences):
        if len(terms) > MOST:
            continue
        yield from _hundred(view, terms)
        terms = [t for t in terms if t.kind in (PLAIN, MONEY, ORDINAL)]
        if terms:
            earlier = [
                [t for t in s if t.kind in (PLAIN, MONEY, ORDINAL)]
                for s in sentences[max(0, n - BACK) : n]
                if terms[0].sentence - s[0].sentence <= BACK
            ]
            yield from _total_last(view, terms, earlier)
            first = list(_total_first(view, terms))
            if not any(f.status == "ok" for f in first):
                before = list(_whole_before(view, terms, earlier))
                first = before or first
            yield from first


def _hundred(view: View, terms: Sequence[Term]) -> Iterator[Finding]:
    """Percentages that are told as the parts of a whole."""
    percents = [t for t in terms if t.kind == PERCENT]
    if len(percents) < 3 or any(t.role in _STOPPED or t.figure.vague for t in percents) or not _all_joined(percents):
        return
    before = [t for t in terms if t.place <= percents[0].place]
    told = any(_WEIGHTS.intersection(t.left) for t in before) or _has_rest(percents)
    parts = [t.figure for t in percents]
    yield from hundred(view, parts, percents[0].position, percents[-1].position, closed=told)


def _total_last(view: View, terms: Sequence[Term], earlier: Sequence[Sequence[Term]]) -> Iterator[Finding]:
    """ "Sebanyak 14 puskesmas dan 9 sekolah ikut. Totalnya 23 unit": the total behind its parts."""
    for i, whole in enumerate(terms):
        if whole.role in _STOPPED or whole.kind == ORDINAL or whole.figure.unit in SPAN:
            continue
        words = _lead(terms, i)
        told = "total" in whole.roles or bool(_SO.intersection(words)) or words[:1] in (("seluruh",), ("jumlah",))
        # "jika kedua tahap rampung": of so many as were told
        all_of = terms[i - 1].figure.value if i and terms[i - 1].kind == ORDINAL else None
        if not (told or all_of) or _BUT.intersection(words):
            continue
        parts = _parts_before(whole, terms[:i], earlier)
        if len(parts) < 2 or not (told or all_of == len(parts)):
            continue
        firm = (_all_joined(parts) or bool(_PLUS.intersection(parts[-1].left))) and _one_sort(whole, parts)
        following = terms[i + 1] if i + 1 < len(terms) else None
        if following is not None and whole.kind == MONEY and following.kind == PLAIN:
            # "total Rp11,5 juta untuk enam pemenang": some of them have the same
            firm = firm and following.figure.value == len(parts)
        yield from judge(view, [whole.figure], [t.figure for t in parts], whole.position, firm=firm)


def _parts_before(whole: Term, terms: Sequence[Term], earlier: Sequence[Sequence[Term]]) -> list[Term]:
    """The parts of a total in its own sentence, in the sentence before, or in several."""
    here = [t for t in terms if t.kind == whole.kind and _may_be_part(t)]
    before = [t for t in (earlier[-1] if earlier else []) if t.kind == whole.kind and _may_be_part(t)]
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


def _may_be_part(term: Term) -> bool:
    return (
        term.kind in (PLAIN, MONEY)
        and term.figure.unit not in SPAN
        and term.role not in _STOPPED
        and "total" not in term.roles
        and not term.figure.vague
    )


def _unit(whole: Term, terms: Sequence[Term]) -> str | None:
    """The noun that a total counts: behind it, or before it ("total keluhan … ada 659")."""
    if whole.unit is not None or whole.kind == MONEY:
        return whole.unit
    return next((t.unit for t in reversed(terms) if t.unit and t.unit in whole.left), None)


def _of_sentences_before(whole: Term, earlier: Sequence[Sequence[Term]], here: Sequence[Term]) -> list[Term]:
    """The parts that several sentences tell one after the other, in the unit of the total."""
    flat = [t for group in earlier for t in group] + list(here)
    unit = _unit(whole, flat)
    parts: list[Term] = []
    for term in reversed(flat):
        if term.kind != whole.kind or not _may_be_part(term) or (whole.kind == PLAIN and term.unit != unit):
            if term.kind == ORDINAL or (term.kind == PLAIN and term.figure.value <= len(parts) + 1):
                continue
            break
        if term.figure.value < whole.figure.value * LEAST:
            break
        parts.insert(0, term)
    return parts


def _lead(terms: Sequence[Term], i: int) -> tuple[str, ...]:
    """The words before a figure, those before a length of time or a "ketiga" included."""
    words = terms[i].left
    while i and (terms[i - 1].kind == ORDINAL or terms[i - 1].figure.unit in SPAN):
        i -= 1
        words = (*terms[i].left, *words)
    return words


def _total_first(view: View, terms: Sequence[Term]) -> Iterator[Finding]:
    """ "97 orang, baik 45 dari dinas maupun 42 dari desa": the whole before its parts, or among them as "dari 25"."""
    wholes = [t for t in terms if t.role == "from"] or [terms[0]]
    whole = wholes[0]
    parts = _parts([t for t in terms if t is not whole and t.kind == _kind(whole) and t.place != whole.place])
    if whole.place > terms[0].place:
        behind = [t for t in parts if t.place > whole.place]
        if len(wholes) > 1 or not behind or len(parts) != 2:
            return
    if len(parts) < 2 or whole.role in _STOPPED:
        return
    no_third = _is_and_is_not(parts) or (len(parts) == 2 and _opposite(*parts))
    closed = _has_rest(parts) or _announced(parts[0]) or (whole.role == "from" and no_third)
    if len(parts) >= 3 and _ends_in_and(parts) and _near(whole, parts):
        named = whole.kind == PLAIN and whole.unit is not None and all(t.unit == whole.unit for t in parts)
        closed = closed or named or (whole.role == "from" and all(t.unit in (None, whole.unit) for t in parts))
        closed = closed or (whole.kind == MONEY and bool(_SPENT.intersection(parts[0].left)))
    figures = [t.figure for t in parts]
    yield from judge(view, [whole.figure], figures, whole.position, firm=closed and _one_sort(whole, parts))


def _whole_before(view: View, terms: Sequence[Term], earlier: Sequence[Sequence[Term]]) -> Iterator[Finding]:
    """ "Tim menerima 61 usulan. Sebanyak 28 dari dinas, 19 dari desa, sisanya 14 dari sekolah." """
    parts = _parts(terms)
    yield from _remainder(view, parts, earlier)
    if parts and len(terms) >= 3 and all(t.unit and t.unit == terms[0].unit for t in parts) and _ends_in_and(terms):
        measured = view.language.cue("measure_units").fullmatch(terms[0].unit or "")
        whole = None if measured else _only_one_of(parts[0].unit, earlier)
        if whole is not None and whole.figure.value > max(t.figure.value for t in parts):
            figures = [t.figure for t in parts]
            yield from judge(view, [whole.figure], figures, parts[0].position, firm=_all_joined(parts))
            return
    rest = _has_rest(parts)
    same = len(parts) >= 3 and all(t.unit and t.unit == parts[0].unit for t in parts) and _ends_in_and(terms)
    told = _announced(terms[0]) and len(parts) >= 2 and _all_joined(parts)
    told = told or _is_and_is_not(parts) or (len(parts) == 2 and _opposite(*parts))
    told = told or (len(parts) == 2 and terms[0].left[:1] == ("yang",) and "yang" in parts[1].left[-4:])
    if not parts or not (rest or same or told):
        return
    here = terms[0].sentence
    for group in reversed(earlier):
        if not group or here - group[0].sentence != 1:
            return
        here -= 1
        whole = next((t for t in group if t.role == "from"), group[0])
        others = _parts([t for t in group if t is not whole and t.kind == parts[0].kind])
        summed = sum(t.figure.value for t in (*others, *parts))
        alone = len(group) == 1 or whole.role == "from" or bool(others)
        if whole.figure.value > max(t.figure.value for t in (*others, *parts)) and _kind(whole) == parts[0].kind:
            together = [*others, *parts]
            firm = (
                (rest or (told and not others) or (same and not others and whole.unit == parts[0].unit))
                and alone
                and (len(group) == 1 or whole.role == "from")
                and _one_sort(whole, together)
            )
            if len(together) >= 2:
                yield from judge(view, [whole.figure], [t.figure for t in together], parts[0].position, firm=firm)
                return
        if not rest or summed == 0 or len(others) + 1 != len(group):
            return
        parts = [*_parts(group), *parts]


def _announced(part: Term) -> bool:
    """Whether the words before the first part say that all parts follow; a bracket does if it holds more than one."""
    words = part.left
    cues = [n for n, word in enumerate(words) if word in _CLOSED]
    if cues:
        # "terdiri atas kepala dinas, 2 kepala bidang": a part without its figure
        return "," not in words[cues[-1] :]
    return "(" in words and ")" not in words[words.index("(") :] and ")" not in part.right


def _only_one_of(unit: str | None, earlier: Sequence[Sequence[Term]]) -> Term | None:
    """The one figure of that unit in the sentences before."""
    found = [t for group in earlier for t in group if t.unit == unit and t.kind == PLAIN]
    return found[0] if len(found) == 1 and found[0].role not in _STOPPED else None


def _remainder(view: View, parts: Sequence[Term], earlier: Sequence[Sequence[Term]]) -> Iterator[Finding]:
    """ "Dari 300 unit, 185 unit sudah dibagikan. Gudang masih menyimpan 115 unit." """
    if len(parts) == 3 and parts[0].sentence == parts[2].sentence:
        yield from _left_over(*parts)
        return
    if len(parts) != 1 or not earlier or len(earlier[-1]) != 2:
        return
    whole, part = earlier[-1]
    if not (_LEFT.intersection(parts[0].left) or _opposite(part, parts[0])):
        return
    same = {t.unit for t in (whole, part, parts[0]) if t.unit and t.unit not in _CONDITIONS}
    if parts[0].sentence - whole.sentence != 1 or whole.role != "from" or not _parts([part]) or len(same) > 1:
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


_CONDITIONS = frozenset(word for pair in _PAIRS for word in pair)


def _opposite(a: Term, b: Term) -> bool:
    """ "18 mati. Yang hidup 132 bibit": what is told of the two leaves no third."""
    here, there = {*a.left[-4:], *a.right[:5]}, {*b.left[-4:], *b.right[:5]}
    return any((x in here and y in there) or (y in here and x in there) for x, y in _PAIRS)


def _near(whole: Term, parts: Sequence[Term]) -> bool:
    return abs(sum(t.figure.value for t in parts) - whole.figure.value) <= spread.NEAR * whole.figure.value


def _kind(whole: Term) -> str:
    return PLAIN if whole.kind == ORDINAL else whole.kind


def _parts(terms: Sequence[Term]) -> list[Term]:
    """The figures that may be parts: none that tells something of another."""
    return [
        t
        for t in terms
        if t.kind in (PLAIN, MONEY)
        and t.role not in _STOPPED
        and "total" not in t.roles
        and t.figure.unit not in SPAN
        and not _tells(t)
    ]


def _tells(term: Term) -> bool:
    """Whether the word before a figure makes it no part ("7 camat dari 3 daerah")."""
    for word in reversed(term.left):
        if word not in _FILLERS:
            return word in _TELLS and not (word == "untuk" and term.kind == MONEY)
    return False


def _all_joined(parts: Sequence[Term]) -> bool:
    return all(_JOINS.intersection(t.left) or t.sentence != parts[0].sentence for t in parts[1:])


def _has_rest(parts: Sequence[Term]) -> bool:
    """Whether the last part is told as the rest."""
    if not parts:
        return False
    last = parts[-1]
    if last.role == "rest" or "rest" in last.roles or {"lain", "lainnya"}.intersection(last.left[-2:]):
        return True
    # "pemerintahan 14 persen, dan sisanya untuk keadaan darurat" has a rest without its figure
    behind = next((n for n, word in enumerate(last.right[:5]) if word in ("sisanya", "selebihnya")), None)
    return behind is not None and not _JOINS.difference(["sisanya", "selebihnya"]).intersection(last.right[:behind])


def _ends_in_and(parts: Sequence[Term]) -> bool:
    return bool({"dan", "serta", "sedangkan", "sementara", "adapun", "lalu"}.intersection(parts[-1].left))


def _is_and_is_not(parts: Sequence[Term]) -> bool:
    """ "22 OPD melapor; 9 OPD belum melapor": two parts that leave no third."""
    if len(parts) != 2:
        return False
    here, there = parts[0].right[:6], parts[1].right[:6]
    for words, others in ((there, here), (here, there)):
        for n, word in enumerate(words):
            if word in _NOT and not _NOT.intersection(others):
                return word in ("absen", "gagal", "batal") or _stem(words[n + 1 : n + 2]) in {
                    _stem([w]) for w in others
                }
    return False


_AFFIX = re.compile(r"\A(?:memper|diper|me(?:ny|ng|m|n)?|di|ber|ter|pe(?:ng|m|n)?)(?=[a-z]{3})|(?:kan|nya)\Z")


def _stem(words: Sequence[str]) -> str:
    return _AFFIX.sub("", words[0]) if words else "-"


def _one_sort(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether whole and parts may be of one sort: of one unit, or each part in words of its own."""
    years = {t.year for t in (whole, *parts) if t.year}
    units = {t.unit for t in parts if t.unit}
    mixed = whole.unit not in _OF_ALL and len(units) > 1 and whole.unit in units
    if units == {"orang"}:
        units = set()
    across = any(t.sentence != whole.sentence for t in parts) and whole.unit not in _OF_ALL
    return len(years) <= 1 and not mixed and not (across and len(units | {whole.unit}) > 1 and len(units) == 1)
