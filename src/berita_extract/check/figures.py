"""The figures of an article as the checks read them: exact values, intervals, units, and where each one stands.

The checks read the text themselves, with `values.number`, since a relation needs the figure as it is written at its
place; the count facts lend their intervals, ids and speakers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from berita_extract.model import Record
from berita_extract.values import number

MAX_FIGURES = 2000

# Kinds of figures, each with its letter in the coded text that the rules of patterns/check.yaml see.
PLAIN, PERCENT, MONEY, ORDINAL, YEAR, OPAQUE = "N", "P", "M", "O", "Y", "X"

_DIGITS = r"\d{1,30}(?:[.,]\d{1,30}){0,8}"
_UNIT_WORDS = "satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
_WORD = rf"(?:{_UNIT_WORDS}|sepuluh|sebelas|seratus|seribu|sejuta|nol|belasan|puluhan|ratusan|ribuan|jutaan|setengah)"
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
    *(f"{_UNIT_WORDS}|sepuluh|sebelas|seratus|seribu|sejuta|nol|belasan|puluhan|ratusan|ribuan|jutaan".split("|")),
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


# One quick scan for the places where a figure or a month may begin; `_FIGURE` is tried only there.
_SPOT = re.compile(rf"[^a-z0-9_](?=[\d$]|{_any_of([*_BEGINNINGS, *_MONTHS])})")

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
_ZERO = Decimal(0)
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
    return [0, *(match.end() for match in _SPOT.finditer(low))]


def read_figures(low: str, record: Record, wording: Wording, places: Iterable[int] | None = None) -> list[Figure]:
    """All figures of the lower-cased text in order, at most MAX_FIGURES + 1."""
    out: list[Figure] = []
    for match in _matches(low, spots(low) if places is None else places):
        figure = _read(match, low, wording)
        if figure is None:
            continue
        if out and _same_again(out[-1], figure, low):
            last = out.pop()
            figure = last._replace(end=figure.end + 1, unit=_unit(low, figure.end + 1))
        out.append(figure)
        if len(out) > MAX_FIGURES:
            break
    return _with_facts(out, _facts(record))


def _matches(low: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    end = 0
    for place in places:
        if place >= end and (match := _FIGURE.match(low, place)) is not None:
            end = match.end()
            yield match


class Wording:
    """Words before a figure that say what it is: labels ("pasal 5"), and those that widen it ("sekitar 24")."""

    def __init__(self, labels: Iterable[str], widen: dict[str, tuple[Decimal | None, Decimal | None]]) -> None:
        self.labels = frozenset(labels)
        self._widen = widen
        self._last = frozenset(phrase.split(" ")[-1] for phrase in widen)

    def interval(self, words: list[str], low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, bool]:
        """The interval that the words before the figure allow, and whether any of them widened it."""
        if not words or words[-1] not in self._last:
            return low, high, False
        for n in (1, 2, 3):
            factors = self._widen.get(" ".join(words[-n:]))
            if factors is not None:
                down, up = factors
                return low * (down if down is not None else 0), high * (up if up is not None else 1000), True
        return low, high, False


def _read(match: re.Match[str], low: str, wording: Wording) -> Figure | None:
    start, end = match.span()
    opaque, ordinal, fraction, rupiah_before, in_digits, scale, roughly, in_words, percent, rupiah = match.groups()
    if opaque is not None:
        return _opaque(start, end)
    if ordinal is not None:
        return _ordinal(match)
    if fraction is not None:
        return _fraction(start, end, fraction, low, wording)
    before = low[max(0, start - 40) : start]
    words = before.rsplit(None, 3)
    if before.endswith(("-", "−", "–", "minus ")):
        return _opaque(start, end)
    thousands = in_digits is not None and _THOUSANDS.fullmatch(in_digits)  # "rawat jalan 91.250": no house number
    labelled = not rupiah_before and not thousands and words and words[-1].rstrip(".") in wording.labels
    if labelled and before[-1] in " .":
        return _opaque(start, end)
    if in_words and in_words.startswith("satu") and (_SALAH_SATU.search(before) or _AFTER_SATU.match(low, end)):
        return None
    figure = _value(low[match.start("digits" if in_digits else "words") : end], percent is not None)
    if figure is None:
        return _opaque(start, end)
    money = bool(rupiah_before or rupiah)
    if in_digits and not money and not percent and not scale:
        year = _YEAR.match(in_digits) or (
            len(in_digits) == 4 and in_digits[0] in "12" and words[-1:] and words[-1] in _YEAR_BEFORE
        )
        if year and not _counted(before):
            return Figure(start, end, YEAR, figure.value, figure.low, figure.high, figure.step, None)
        if _is_mark(before, low[end : end + 2]):
            return _opaque(start, end)
    least, most, about = wording.interval(words, figure.low, figure.high)
    if roughly:
        least, most, about = figure.low * Decimal("0.9"), figure.high * Decimal("1.15"), True
    if about:
        least, most = min(least, figure.value), max(most, figure.value)
    least, most = _tightened(figure, least, most, about)
    kind = PERCENT if percent else MONEY if money else PLAIN
    unit = "persen" if percent else "rupiah" if money else _unit(low, end)
    return Figure(start, end, kind, figure.value, least, most, figure.step, unit, None, None, about or figure.vague)


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
_COUNTED = re.compile(r"\b(?:sebanyak|total|jumlah|mencapai|sejumlah|ada|terdapat)\s\Z")


def _tightened(figure: number.Figure, low: Decimal, high: Decimal, about: bool) -> tuple[Decimal, Decimal]:
    """ "Rp 5 miliar" is read as 5,0: below ten of a scale word a journalist would have written the decimal."""
    if about or figure.vague or figure.step < 1000 or figure.value >= 10 * figure.step:
        return low, high
    half = figure.step / 20
    return figure.value - half, figure.value + half


def _counted(before: str) -> bool:
    return _COUNTED.search(before) is not None


def _opaque(start: int, end: int) -> Figure:
    return Figure(start, end, OPAQUE, _ZERO, _ZERO, _ZERO, _ZERO, None)


def _ordinal(match: re.Match[str]) -> Figure | None:
    raw = match["ordinal"].replace(" ", "")
    digits = re.search(r"\d{1,9}", raw)
    value = int(digits[0]) if digits else number.collective(raw)
    if value is None:
        return _opaque(*match.span())
    exact = Decimal(value)
    return Figure(*match.span(), ORDINAL, exact, exact, exact, Decimal(1), None)


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
    longest = max([row[1] - row[0] for row in rows])
    counted: set[str | None] = {f.unit for f in figures if f.kind == PLAIN and f.unit and _is_counted(f, rows, starts)}
    return [_with_fact(figure, rows, starts, longest, counted) for figure in figures]


def _is_counted(figure: Figure, rows: list[_Row], starts: list[int]) -> bool:
    """Whether a count begins with the figure."""
    i = bisect_left(starts, figure.start)
    return i < len(rows) and starts[i] == figure.start and not rows[i][4]


def _with_fact(figure: Figure, rows: list[_Row], starts: list[int], longest: int, counted: set[str | None]) -> Figure:
    start = figure.start
    least = start - longest - 1
    best: _Row | None = None
    i = bisect_left(starts, figure.end) - 1
    while i >= 0 and starts[i] > least:
        row = rows[i]
        if row[1] > start and (best is None or (best[4] and not row[4])):
            best = row
        i -= 1
    if best is None:
        return figure
    if not best[4]:
        return Figure(*figure[:8], best[2], best[3], figure[10])
    if figure.kind not in (PLAIN, ORDINAL) or (best[3] is _SOFT and figure.unit in counted and figure.kind == PLAIN):
        return figure
    return Figure(start, figure.end, OPAQUE, *figure[3:])


def opaque(start: int, end: int) -> Figure:
    """A place that is no figure (a date), for evidence."""
    return _opaque(start, end)


def read_title(low: str, wording: Wording) -> list[Figure]:
    """The figures of a lower-cased headline."""
    head = low[:500]
    found = (_read(match, low, wording) for match in _matches(head, spots(head)))
    return [f for f in found if f is not None]
