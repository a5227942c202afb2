"""The figures of an article as the checks read them: exact values, intervals, units, and where each one stands.

The checks read the text themselves, with `values.number`, since a relation needs the figure as it is written at its
place; the count facts lend their intervals, ids and speakers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, groupby
from operator import itemgetter
from typing import NamedTuple

from berita_extract.model import Record
from berita_extract.values import number

MAX_FIGURES = 2000

# Kinds of figures, each with its letter in the coded text that the rules of patterns/check.yaml see.
PLAIN, PERCENT, MONEY, ORDINAL, YEAR, OPAQUE = "N", "P", "M", "O", "Y", "X"

_DIGITS = r"\d{1,30}(?:[.,]\d{1,30}){0,8}"
_UNIT_WORDS = "satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
_WORD = (
    rf"(?:{_UNIT_WORDS}|sepuluh|sebelas|selusin|seratus|seribu|sejuta|nol|belasan|puluhan|ratusan|ribuan|jutaan"
    r"|setengah)"
)
_NEXT = (
    rf"{_UNIT_WORDS}|belas|puluh|ratus|ribu|ribuan|rb|juta|jutaan|jt|miliar|milyar|miliaran|triliun|trilyun|koma|setengah"
    r"|seratus|sepuluh|sebelas"
)
_MORE = rf"(?:\s(?:{_NEXT})\b){{0,14}}"
_SCALE = r"(?:\s?(?:ribu|rb|juta|jt|miliar|milyar|miliard|triliun|trilyun|trilliun)\b){0,2}"
_MONTH = (
    r"jan(?:uari)?|[fp]eb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|jun[i]?|jul[i]?|agustus|agt|agu|sept?(?:ember)?"
    r"|okt(?:ober)?|no[pv](?:ember)?|des(?:ember)?"
)
_FIGURE = re.compile(
    rf"""(?<![\w/])(?<!\d[.,:])(?<!\w-)(?:
      (?P<opaque>\d{{1,2}}(?:\s?[-–—]\s?\d{{1,2}})?\s(?:{_MONTH})\b(?:\s\d{{4}}\b)?
        | \d{{1,4}}[/-]\d{{1,4}}(?:[/-]\d{{1,4}})?(?![\d.,]*\d)
        | {_DIGITS}{_SCALE}\s?(?:[-–—]|s\.?/?d\.?)\s?{_DIGITS}
        | \d{{1,2}}[.:]\d{{2}}(?=\s?(?:wi[bt]|wita)\b)
        | 0\d{{3,20}}\b)
    | (?P<ordinal>ke-\s?\d{{1,9}}\b|ke-?(?:{_UNIT_WORDS[5:]}|sepuluh|sebelas)(?:\s(?:belas|puluh))?(?:nya)?\b)
    | (?P<fraction>(?:(?:separuh|separo|sepertiga|seperempat|seperlima|sepersepuluh)(?:nya)?
        |(?:dua\spertiga|tiga\sperempat|(?:dua|tiga|empat)\sperlima)(?:nya)?|setengah(?=\sdari\b))\b)
    | (?P<money>(?:rp|idr|us\$|\$)\.?\s?)?
      (?:(?P<digits>{_DIGITS})(?P<scale>{_SCALE})(?P<about>\s?-?an\b)?|(?P<words>{_WORD}\b{_MORE}))(?![\w%-]*\d)(?!\w)
      (?P<percent>\s?%|\s(?:persen|prosen)(?:nya)?\b)?(?P<rupiah>\srupiah\b)?
    )""",
    re.VERBOSE,
)
_MONTHS = (
    "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember".split(
        "|"
    )
)
_BEGINNINGS = [
    *(
        f"{_UNIT_WORDS}|sepuluh|sebelas|selusin|seratus|seribu|sejuta|nol|belasan|puluhan|ratusan|ribuan|jutaan".split(
            "|"
        )
    ),
    *(
        "setengah",
        "separuh",
        "separo",
        "sepertiga",
        "seperempat",
        "seperlima",
        "sepersepuluh",
        "rp",
        "idr",
        r"us\$",
        "ke-",
        *(f"ke{w}" for w in f"{_UNIT_WORDS[5:]}|sepuluh|sebelas".split("|")),
    ),
]


def _any_of(words: Iterable[str]) -> str:
    """An alternation that looks at the first letter once."""
    groups = groupby(sorted(words), key=lambda w: w[0])
    return "|".join(f"{letter}(?:{'|'.join(w[1:] for w in group)})" for letter, group in groups)


# One quick scan for the places where a figure or a month may begin; `_FIGURE` is tried only there. It runs over bytes
# with a space for each mark, so that it leaps from space to space.
_BEGINS = _any_of([*_BEGINNINGS, *_MONTHS])
_SPOT = re.compile(rf" (?=[0-9]|{_BEGINS.replace('-', '_')})".encode())
_SPOT_OR_DOLLAR = re.compile(rf"[^a-z0-9_](?=[0-9$]|{_BEGINS})")
_SPACED = bytes(c if chr(c) in "abcdefghijklmnopqrstuvwxyz0123456789_" else ord(" ") for c in range(256))

_TOKEN = re.compile(r"\d{1,30}(?:[.,]\d{1,30}){0,8}|[a-z]{1,20}")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_HEAD = re.compile(r"[ \u00a0]([a-z][a-z-]{1,30})")
# "nilainya 84,0 tahun ini"
_POINTED = frozenset(["tahun", "bulan", "pekan", "semester"])
_POINTS = re.compile(r"\s(?:ini|lalu|sebelumnya|depan|silam)\b")
_NO_UNIT = frozenset(
    [
        "dari",
        "di",
        "ke",
        "pada",
        "yang",
        "dan",
        "serta",
        "atau",
        "dengan",
        "untuk",
        "dalam",
        "oleh",
        "sebagai",
        "adalah",
        "sudah",
        "telah",
        "masih",
        "akan",
        "sedang",
        "belum",
        "menjadi",
        "berasal",
        "merupakan",
        "ini",
        "itu",
        "tersebut",
        "saja",
        "lagi",
        "lainnya",
        "lain",
        "sisanya",
        "di-antaranya",
        "antaranya",
        "lebih",
        "secara",
        "agar",
        "karena",
        "hingga",
        "sampai",
        "sejak",
        "per",
        "tiap",
        "setiap",
        "selama",
        "saat",
        "ketika",
        "sehingga",
        "jadi",
        "tapi",
        "tetapi",
        "sedangkan",
        "sementara",
        "atas",
        "terhadap",
        "dibanding",
        "dibandingkan",
        "berada",
        "masuk",
        "bersifat",
        "lolos",
        "selesai",
        "hadir",
    ]
)
_ZERO, _ONE = Decimal(0), Decimal(1)
# A number of four digits that is a year behind words like "sejak".
_YEAR_BEHIND = "year behind"
_MINUS = ("-", "−", "–", "minus ")
# "Separuh" may be a tenth less or more.
_ROUGH = Decimal("0.93")
_HUNDRED = Decimal(100)
_SALAH_SATU = re.compile(r"(?:salah|nomor|satu per|tak|tidak|pun|per|no\.?|lantai|jalur|bab|kelas|sama|lain)\s\Z")
_AFTER_SATU = re.compile(r"(?:-satu|\s(?:per|persatu|pintu|sama|pun|atap|data|hati|kata|tangan|suara)\b)")


class Figure(NamedTuple):
    """One figure at its place: half-open offsets, kind letter, value with the interval of its wording, unit."""

    start: int
    end: int
    kind: str
    value: Decimal
    low: Decimal
    high: Decimal
    step: Decimal
    unit: str | None
    fact: str | None = None
    speaker: str | None = None
    vague: bool = False


def lowered(text: str) -> str:
    """Lower case of the same length, no-break spaces as spaces, so that offsets hold."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("\u00a0", " ")


def spots(low: str) -> list[int]:
    """Where a figure or the name of a month may begin in the lower-cased text, in order."""
    if "$" in low:
        return [0, *[match.end() for match in _SPOT_OR_DOLLAR.finditer(low)]]
    spaced = low.replace("ke-", "ke_").encode("latin-1", "replace").translate(_SPACED)
    return [0, *[match.end() for match in _SPOT.finditer(spaced)]]


def read_figures(low: str, record: Record, wording: Wording, places: Iterable[int]) -> list[Figure]:
    """All figures of the lower-cased text in order, at most MAX_FIGURES + 1."""
    return _with_facts(_figures(low, wording, places), _facts(record))


def _figures(low: str, wording: Wording, places: Iterable[int]) -> list[Figure]:
    out: list[Figure] = []
    end = 0
    for place in places:
        if place < end or (match := _FIGURE.match(low, place)) is None:
            continue
        end = match.end()
        figure = _read(match, low, wording)
        if figure is None:
            continue
        if out and low.startswith(")", end) and _same_again(out[-1], figure, low):
            figure = out.pop()._replace(end=end + 1, unit=_unit(low, end + 1))
        out.append(figure)
        if len(out) > MAX_FIGURES:
            break
    return out


# Marks that may stand before the first word.
_OPENING = "\"'“‘("


class Wording:
    """Words before a figure that say what it is: labels ("pasal 5"), and those that widen it ("sekitar 24")."""

    def __init__(self, labels: Iterable[str], widen: dict[str, tuple[Decimal | None, Decimal | None]]) -> None:
        self.labels = frozenset(labels)
        self._widen = widen
        self.last = frozenset(phrase.split(" ")[-1] for phrase in widen)

    def interval(self, words: list[str], low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, bool]:
        """The interval that the words before the figure allow, and whether any of them widened it."""
        if not words or words[-1].lstrip(_OPENING) not in self.last:
            return low, high, False
        for n in (1, 2, 3):
            factors = self._widen.get(" ".join(words[-n:]).lstrip(_OPENING))
            if factors is not None:
                down, up = factors
                return low * (down if down is not None else 0), high * (up if up is not None else 1000), True
        return low, high, False


def _read(match: re.Match[str], low: str, wording: Wording) -> Figure | None:
    start, end = match.span()
    group = match.lastgroup
    if group == "opaque":
        return _opaque(start, end)
    if group == "ordinal":
        return _ordinal(start, end, match["ordinal"])
    if group == "fraction":
        return _fraction(start, end, match["fraction"], low, wording)
    kind, value, least, most, step, unit, vague, bare, labels, one = _written(match.groups()[3:])
    before = low[max(0, start - 40) : start]
    if before.endswith(_MINUS):
        return _opaque(start, end)
    words = before.rsplit(None, 3)
    last = words[-1] if words else ""
    if labels and last.rstrip(".") in wording.labels and before[-1] in " .":
        return _opaque(start, end)
    if one and (_SALAH_SATU.search(before) or _AFTER_SATU.match(low, end)):
        return None
    if kind == OPAQUE:
        return _opaque(start, end)
    if bare:
        year = bare == YEAR or (bare == _YEAR_BEHIND and last in _YEAR_BEFORE)
        if year and not (last.endswith(_COUNTING) and _COUNTED.search(before)):
            return Figure(start, end, YEAR, value, least, most, step, None)
        if _is_mark(before, low[end : end + 2]):
            return _opaque(start, end)
    if last in wording.last:
        least, most, about = _widened(match, words, wording)
        vague = vague or about
    return Figure(start, end, kind, value, least, most, step, unit or _unit(low, end), None, None, vague)


class _Written(NamedTuple):
    """What an expression tells without the words around it; `kind` is opaque where it can't be read."""

    kind: str
    value: Decimal
    low: Decimal
    high: Decimal
    step: Decimal
    unit: str | None
    vague: bool
    bare: str  # of digits alone whether they are a year, one behind certain words, or any number; else empty
    labelled: bool  # whether a label before it makes it no figure
    one: bool  # whether it begins with "satu", which counts little


@lru_cache(maxsize=4096)
def _written(groups: tuple[str | None, ...]) -> _Written:
    """The reading of the last groups of `_FIGURE`."""
    rupiah_before, in_digits, scale, roughly, in_words, percent, rupiah = groups
    thousands = in_digits is not None and _THOUSANDS.fullmatch(in_digits)  # "rawat jalan 91.250": no house number
    labelled, one = not (rupiah_before or thousands), (in_words or "").startswith("satu")
    figure = _value(_without_money(groups), percent is not None)
    if figure is None:
        return _Written(OPAQUE, _ZERO, _ZERO, _ZERO, _ZERO, None, False, "", labelled, one)
    money = bool(rupiah_before or rupiah)
    bare = ""
    if in_digits and not (money or percent or scale):
        behind = len(in_digits) == 4 and in_digits[0] in "12"
        bare = YEAR if _YEAR.match(in_digits) else _YEAR_BEHIND if behind else PLAIN
    least, most = _bounds(figure, figure.low, figure.high, rough=bool(roughly), about=False)
    kind = PERCENT if percent else MONEY if money else PLAIN
    unit = "persen" if percent else "rupiah" if money else None
    vague = bool(roughly) or figure.vague
    return _Written(kind, figure.value, least, most, figure.step, unit, vague, bare, labelled, one)


def _without_money(groups: tuple[str | None, ...]) -> str:
    """The expression from its first digit or number word on."""
    return "".join([group for group in groups[1:] if group])


def _widened(match: re.Match[str], words: list[str], wording: Wording) -> tuple[Decimal, Decimal, bool]:
    """The interval of an expression behind a word that may widen it, and whether one did."""
    groups = match.groups()[3:]
    figure = _value(_without_money(groups), groups[5] is not None)
    assert figure is not None  # it was read before
    least, most, about = wording.interval(words, figure.low, figure.high)
    least, most = _bounds(figure, least, most, rough=bool(groups[3]), about=about)
    return least, most, about


def _bounds(figure: number.Figure, low: Decimal, high: Decimal, *, rough: bool, about: bool) -> tuple[Decimal, Decimal]:
    """The interval with what "20-an" and words before the figure allow."""
    if rough:
        low, high = figure.low * Decimal("0.9"), figure.high * Decimal("1.15")
    if rough or about:
        return min(low, figure.value), max(high, figure.value)
    return _tightened(figure, low, high)


def _is_mark(before: str, after: str) -> bool:
    """Whether a number is an age in brackets, a list number or the mark of an item."""
    if after[:1] == ")":
        return True
    return before[-1:] in {"\n", ""} and after in {". ", "."}


@lru_cache(maxsize=4096)
def _value(written: str, percent: bool) -> number.Figure | None:
    """The figure of an expression from its first digit or number word on; None if it can't be read to its end."""
    tokens = [
        t for t in _TOKEN.findall(written) if t not in ("an", "persen", "prosen", "persennya", "prosennya", "rupiah")
    ]
    read = number.expression(tokens, 0, measured=percent)
    return None if read is None or read[1] < len(tokens) else read[0]


_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){1,3}")
_YEAR_BEFORE = frozenset(["sebelum", "sejak", "tahun", "setelah", "pada", "sekitar tahun"])
_COUNTING = ("sebanyak", "total", "jumlah", "mencapai", "sejumlah", "ada", "terdapat")
_COUNTED = re.compile(rf"\b(?:{'|'.join(_COUNTING)})\s\Z")


def _tightened(figure: number.Figure, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """ "Rp 5 miliar" is read as 5,0: below ten of a scale word a journalist would have written the decimal."""
    if figure.vague or figure.step < 1000 or figure.value >= 10 * figure.step:
        return low, high
    half = figure.step / 20
    return figure.value - half, figure.value + half


def _opaque(start: int, end: int) -> Figure:
    return Figure(start, end, OPAQUE, _ZERO, _ZERO, _ZERO, _ZERO, None)


def _ordinal(start: int, end: int, written: str) -> Figure:
    exact = _rank(written)
    return _opaque(start, end) if exact is None else Figure(start, end, ORDINAL, exact, exact, exact, _ONE, None)


@lru_cache(maxsize=1024)
def _rank(written: str) -> Decimal | None:
    """The number of "ke-5", "kelima", "kelimanya"."""
    raw = written.replace(" ", "")
    digits = re.search(r"\d{1,9}", raw)
    value = int(digits[0]) if digits else number.collective(raw)
    if value is None and (read := number.parse(written.removeprefix("ke").removesuffix("nya"))) is not None:
        value = int(read.value)  # "kedua belas"
    return None if value is None else Decimal(value)


_PARTS = {"paruh": 2, "paro": 2, "tengah": 2, "pertiga": 3, "perempat": 4, "perlima": 5, "persepuluh": 10}
_TIMES = {"dua": 2, "tiga": 3, "empat": 4}


def _fraction(start: int, end: int, words: str, low: str, wording: Wording) -> Figure:
    """ "separuh", "dua pertiga": a share told in round words."""
    first, _, rest = words.removesuffix("nya").partition(" ")
    value = _HUNDRED * _TIMES.get(first, 1) / _PARTS[rest or first.removeprefix("se")]
    least, most, _ = wording.interval(low[max(0, start - 40) : start].rsplit(None, 3), value * _ROUGH, value / _ROUGH)
    return Figure(
        start, end, PERCENT, value, min(least, value), max(most, value), Decimal(1), "persen", None, None, True
    )


def _unit(low: str, end: int) -> str | None:
    """The counted noun right after the figure, if it is one."""
    match = _HEAD.match(low, end)
    if match is None or match[1] in _NO_UNIT or (match[1] in _POINTED and _POINTS.match(low, match.end())):
        return None
    return match[1]


def _same_again(last: Figure, figure: Figure, low: str) -> bool:
    """ "45 (empat puluh lima)": one figure written twice."""
    return (
        last.kind == PLAIN
        and last.value == figure.value
        and low[last.end : figure.start] in {" (", "("}
        and low[figure.end : figure.end + 1] == ")"
    )


# (start, end, count id, speaker, hidden) of a count, or of what is no count.
_Row = tuple[int, int, str, "str | None", bool]
_by_place = itemgetter(0, 1)


# What hides a number that stands in a name ("Kelurahan Barat 85") only as long as no noun is counted with it.
_SOFT = "in a name"


def _facts(record: Record) -> list[_Row]:
    """The places of counts and of what is no count, sorted."""
    rows: list[_Row] = [(e.start, e.end, c.id, c.said_by, False) for c in record.counts for e in c.evidence]
    rows += [(e.start, e.end, "", None, True) for d in record.dates for e in d.evidence]
    rows += [(e.start, e.end, "", None, True) for b in record.legal_bases for e in b.evidence]
    text = record.article.text
    for unread in record.unread_numbers:
        if unread.why != "unknown":
            for e in unread.evidence:
                # "klaster: 8 lembang" is no label
                label = text[max(0, e.start - 2) : e.start].strip() != ":" and not _THOUSANDS.fullmatch(e.text)
                if unread.why != "label" or label:
                    rows.append((e.start, e.end, "", _SOFT, True))
    rows.sort(key=_by_place)
    return rows


def _with_facts(figures: list[Figure], rows: list[_Row]) -> list[Figure]:
    if not rows:
        return figures
    starts = [row[0] for row in rows]
    reach = list(accumulate([row[1] for row in rows], max))
    begins = {row[0]: row[4] for row in reversed(rows)}
    counted: set[str | None] = {f.unit for f in figures if begins.get(f.start) is False and f.kind == PLAIN and f.unit}
    return [_with_fact(figure, rows, starts, reach, counted) for figure in figures]


def _with_fact(
    figure: Figure, rows: list[_Row], starts: list[int], reach: list[int], counted: set[str | None]
) -> Figure:
    """A figure with the count that it is part of; opaque where it is part of something else. `reach` tells how far the
    rows up to each one go."""
    start = figure.start
    best: _Row | None = None
    i = bisect_left(starts, figure.end) - 1
    while i >= 0 and reach[i] > start:
        row = rows[i]
        if row[1] > start and (best is None or not row[4]):
            best = row
            if not row[4]:
                return Figure._make((*figure[:8], row[2], row[3], figure[10]))
        i -= 1
    if best is None or figure.kind not in (PLAIN, ORDINAL):
        return figure
    if best[3] is _SOFT and figure.unit in counted and figure.kind == PLAIN:
        return figure
    return Figure(start, figure.end, OPAQUE, *figure[3:])


def opaque(start: int, end: int) -> Figure:
    """A place that is no figure (a date), for evidence."""
    return _opaque(start, end)


def read_title(low: str, wording: Wording) -> list[Figure]:
    """The figures of a lower-cased headline."""
    head = low[:500]
    return _figures(head, wording, spots(head))
