"""The same quantity told twice: headline against text, "ke-12 inovasi itu" against what was told before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from berita_extract.check import headline, pointers, same
from berita_extract.check.figures import MONEY, ORDINAL, PLAIN, Figure
from berita_extract.check.retold import GENERIC, retold, word_before
from berita_extract.check.roots import content, stem
from berita_extract.check.verdict import Finding, shown
from berita_extract.check.view import View

# Two figures of one quantity that differ by more than this are more likely two quantities.
NEAR = Decimal("0.3")
_ORDERED = re.compile(r"\s([a-z][a-z-]{2,20})\b")
_THAT_LONG = re.compile(r"(?P<more>(?:\s[a-z-]{2,20}){0,3}?)\s(?:itu|tersebut|ini)\b")
_CLAUSE = re.compile(r"(?P<more>(?:\s[a-z-]{2,20})?)\syang\s(?P<told>(?:[a-z-]{2,20}[\s,.]){1,3})")
_GOES_ON = re.compile(r"(?P<more>(?:\s[a-z-]{2,20})?)\s(?:yang|dari|di|kini|akan|sudah)\s")
_NEXT_WORD = re.compile(r"\s([a-z-]{3,20})\b")
FAR = Decimal("0.5")
_REGION = re.compile(r"\b(?:Kecamatan|Kabupaten|Kota|Desa|Kelurahan|Provinsi|Puskesmas|Dinas) ([A-Z][a-z]{2,20})")
# Words that narrow nothing down.
_LOOSE = frozenset(["yang", "peserta", "para", "di", "kegiatan", "acara"])
_TIME_UNITS = frozenset(
    ["hari", "jam", "bulan", "pekan", "minggu", "tahun", "menit", "malam", "putaran", "babak", "sesi", "tahap"]
)
_OTHERS_BETWEEN = re.compile(
    r"\b(?:lanjutan|berikutnya|kedua|lain|lainnya|diperpanjang|ditambah|dipersingkat|menjadi|semula|sebelumnya)\b"
)
# What stands in brackets behind digits: the same number in words.
_SPELT_END = re.compile(r"(?:\s[a-z]{2,20})?\)")


def find(view: View) -> Iterator[Finding]:
    """Headline figures, and figures that point back."""
    yield from headline.find(view)
    if view.counting + len(view.headline) > 1:
        yield from same.find(view)
    if view.counting < 2:
        return
    yield from pointers.find(view)
    yield from _spelt(view)
    by_unit: dict[str, list[Figure]] = {}
    for figure in view.figures:
        unit = _unit(view, figure)
        if unit is None:
            continue
        earlier = by_unit.setdefault(unit, [])
        if figure.kind in (PLAIN, ORDINAL) and figure.value >= 2 and not figure.vague:
            if earlier:
                yield from _told_again(view, figure, unit, earlier)
            if figure.kind == PLAIN:
                earlier.append(figure)


def _told_again(view: View, figure: Figure, unit: str, earlier: list[Figure]) -> Iterator[Finding]:
    pointing = figure.kind == ORDINAL or _THAT_LONG.match(view.low, figure.end + len(unit) + 1)
    if pointing or _told_of(view, figure, unit, earlier[-1]):
        yield from _points_back(view, figure, unit, earlier)
        yield from _same_duration(view, figure, unit, earlier)


def _unit(view: View, figure: Figure) -> str | None:
    if figure.kind == PLAIN:
        return figure.unit
    if figure.kind == ORDINAL:
        match = _ORDERED.match(view.low[figure.end : figure.end + 25])
        return match[1] if match else None
    return None


def _points_back(view: View, figure: Figure, unit: str, earlier: list[Figure]) -> Iterator[Finding]:
    agreeing = [f for f in earlier if f.value == figure.value]
    if agreeing:
        yield retold("ok", agreeing[-1], figure, f"{shown(agreeing[-1])} {unit} = {shown(figure)} {unit}", both=True)
        return
    last = earlier[-1]
    values = {f.value for f in earlier}
    close = figure.start - last.end < 600
    between = view.low[last.end : figure.start]
    told = (f for f in view.figures if f.value == figure.value and f.start < figure.start and f.kind == PLAIN)
    if any(f.unit != unit for f in told):
        return  # "18 dari 24 kecamatan … ke-18 kecamatan itu"
    if len(values) != 1 or not close or figure.value < 5 or not _same_thing(view, figure, unit, last):
        return
    if figure.value < last.value and view.low.endswith("sebanyak ", 0, figure.start):
        return  # some of them
    if figure.kind == PLAIN and any(f.kind == PLAIN and last.end <= f.start < figure.start for f in view.figures):
        return
    narrowed = _NEXT_WORD.match(view.low, figure.end + len(unit) + 1)
    same = narrowed is not None and view.low.startswith(narrowed[0], last.end + len(unit) + 1)
    # more than there were can't be some of them
    least = Decimal(1) if figure.value > last.value and figure.kind == PLAIN else FAR if same else NEAR
    if abs(last.value - figure.value) > max(least * last.value, Decimal(1)) or re.search(
        r"\b(?:tersisa|gugur|lolos|menjadi|bertambah|berkurang|sisanya|hadir|terpilih|kecuali|selain|tambahan|ditambah|sebagian|separuh|setengah|lainnya|baru)\b",
        between,
    ):
        return
    note = (
        f"Tadi {shown(last)} {unit}, di sini {shown(figure)} {unit} tersebut.",
        f'First {shown(last)} {unit}, here "those {shown(figure)} {unit}".',
    )
    working = f"{shown(last)} {unit}, then those {shown(figure)} {unit}"
    yield retold("mismatch", last, figure, working, note, both=True)


def _told_of(view: View, figure: Figure, unit: str, earlier: Figure) -> bool:
    """ "28 inovasi yang kami daftarkan": the clause tells what was told of the earlier ones ("didaftarkan")."""
    clause = _CLAUSE.match(view.low, figure.end + len(unit) + 1)
    if clause is None or not view.low.startswith(clause["more"], earlier.end + len(unit) + 1):
        return False
    start, told = _sentence(view.low, earlier)
    here = _sentence(view.low, figure)
    regions = [set(_REGION.findall(view.text[a : a + len(s)])) for a, s in (here, (start, told))]
    if all(regions) and not regions[0] & regions[1]:
        return False
    return start + len(told) <= figure.start and bool(content(clause["told"]) & content(told) - content(unit))


def _same_thing(view: View, figure: Figure, unit: str, earlier: Figure) -> bool:
    """ "ke-19 perangkat daerah tersebut": the words between noun and pointer stand behind the earlier noun too."""
    that = _THAT_LONG.match(view.low, figure.end + len(unit) + 1)
    if _told_of(view, figure, unit, earlier):
        return True
    if that is None:
        # "ke-15 rumah inovasi yang kita bangun" is of all of them where the noun goes on as before
        behind = _GOES_ON.match(view.low, figure.end + len(unit) + 1)
        whole = figure.kind == ORDINAL and view.low.startswith("ke-", figure.start)
        return whole and behind is not None and view.low.startswith(behind["more"], earlier.end + len(unit) + 1)
    if view.low.startswith(that["more"], earlier.end + len(unit) + 1):
        return True
    before = view.low[max(0, earlier.start - 150) : figure.start]
    return all(word in _LOOSE or stem(word)[:6] in before for word in that["more"].split())


def _sentence(low: str, figure: Figure) -> tuple[int, str]:
    """Start and text of the sentence around a figure."""
    start = max(low.rfind(mark, max(0, figure.start - 300), figure.start) for mark in (". ", "\n", "! ", "? ")) + 1
    end = low.find(". ", figure.end, figure.end + 300)
    line = low.find("\n", figure.end, figure.end + 300)
    stop = min(x for x in (end, line, figure.end + 300, len(low)) if x >= 0)
    start = max(start, figure.start - 300)
    return start, low[start:stop]


def _same_duration(view: View, figure: Figure, unit: str, earlier: list[Figure]) -> Iterator[Finding]:
    """ "pelatihan selama tiga hari … pelatihan empat hari itu": one earlier length, told of the same noun."""
    last = earlier[-1]
    if unit not in _TIME_UNITS or len({f.value for f in earlier}) != 1 or last.value == figure.value:
        return
    that = _THAT_LONG.match(view.low, figure.end + len(unit) + 1)
    if that is None:
        return
    noun = stem((that["more"].split() or [word_before(view.low, figure.start)])[0])
    begin = max(view.low.rfind(mark, max(0, last.start - 300), last.start) for mark in (". ", "\n", "! ", "? ")) + 1
    end = view.low.find(".", last.end, last.end + 200)
    told = view.low[max(begin, last.start - 300) : end if end > 0 else last.end + 200]
    between = view.low[last.end : figure.start]
    if len(noun) < 4 or noun in GENERIC or noun not in told or figure.start - last.end > 900:
        return
    if _OTHERS_BETWEEN.search(between):
        return
    note = (
        f"Tadi {shown(last)} {unit}, di sini {shown(figure)} {unit} itu.",
        f'First {shown(last)} {unit}, here "those {shown(figure)} {unit}".',
    )
    working = f"{shown(last)} {unit}, then those {shown(figure)} {unit}"
    yield retold("mismatch", last, figure, working, note, both=True)


def _spelt(view: View) -> Iterator[Finding]:
    """ "94 (sembilan puluh enam)": digits and words of one number."""
    for digits, words in pairwise(view.figures):
        if (
            words.start - digits.end > 2
            or digits.kind not in (PLAIN, MONEY)
            or words.kind not in (PLAIN, MONEY)
            or digits.value == words.value
        ):
            continue
        if view.low[digits.end : words.start] not in (" (", "(") or _in_words(view, digits):
            continue
        end = _SPELT_END.match(view.low, words.end)
        alike = end is not None and (words.end + 1 == end.end() or words.unit in (digits.unit, "rupiah"))
        if not alike or digits.kind != words.kind or not _in_words(view, words):
            continue
        written = f"{shown(digits)} / {shown(words)}"
        note = (
            f"Dengan angka {shown(digits)}, dengan huruf {shown(words)}.",
            f"{shown(digits)} in digits, {shown(words)} in words.",
        )
        yield retold("mismatch", digits, words, written, note, both=True)


def _in_words(view: View, figure: Figure) -> bool:
    written = view.low[figure.start : figure.end]
    return not written.startswith(("rp", "idr", "us", "$")) and not any(c.isdigit() for c in written)
