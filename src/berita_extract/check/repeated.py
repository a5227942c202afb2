"""The same quantity told twice: headline against text, "ke-12 inovasi itu" against what was told before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from berita_extract.check.figures import MONEY, ORDINAL, PLAIN, Figure, lowered, read_title
from berita_extract.check.verdict import Finding, shown
from berita_extract.check.view import View
from berita_extract.model import CheckStatus

LEAD = 700
# Two figures of one quantity that differ by more than this are more likely two quantities.
NEAR = Decimal("0.3")
# A headline rounds a sum of money by less than this.
ROUNDED = Decimal("0.08")
_PREFIX = re.compile(r"^(?:me(?:ny|ng|m|n)?|di|ber|ter|pe(?:ng|m|n)?)")
_ORDERED = re.compile(r"\s([a-z][a-z-]{2,20})\b")
_WORD = re.compile(r"[a-z]{2,30}")
_THAT = re.compile(r"\s(?:itu|tersebut|ini)\b")
_THAT_LONG = re.compile(r"(?P<more>(?:\s[a-z-]{2,20}){0,2}?)\s(?:itu|tersebut|ini)\b")
_TIME_UNITS = frozenset(
    ["hari", "jam", "bulan", "pekan", "minggu", "tahun", "menit", "malam", "putaran", "babak", "sesi", "tahap"]
)
_OTHERS_BETWEEN = re.compile(
    r"\b(?:lanjutan|berikutnya|kedua|lain|lainnya|diperpanjang|ditambah|dipersingkat|menjadi|semula|sebelumnya)\b"
)
# What stands in brackets behind digits: the same number in words.
_SPELT_END = re.compile(r"(?:\s[a-z]{2,20})?\)")
_GENERIC = frozenset(
    ["sebanyak", "ada", "total", "dari", "dan", "atau", "jumlah", "sekitar", "hanya", "baru", "dengan", "yang", "untuk"]
)


def find(view: View) -> Iterator[Finding]:
    """Headline figures, and figures that point back."""
    yield from _headline(view)
    yield from _headline_money(view)
    yield from _spelt(view)
    by_unit: dict[str, list[Figure]] = {}
    for figure in view.figures:
        unit = _unit(view, figure)
        if unit is None:
            continue
        earlier = by_unit.setdefault(unit, [])
        if figure.kind in (PLAIN, ORDINAL) and figure.value >= 2 and not figure.vague:
            if earlier and (figure.kind == ORDINAL or _THAT_LONG.match(view.low, figure.end + len(unit) + 1)):
                yield from _points_back(view, figure, unit, earlier)
                yield from _same_duration(view, figure, unit, earlier)
            if figure.kind == PLAIN:
                yield from _event_verb(view, figure, unit, earlier)
                earlier.append(figure)


def _unit(view: View, figure: Figure) -> str | None:
    if figure.kind == PLAIN:
        return figure.unit
    if figure.kind == ORDINAL:
        match = _ORDERED.match(view.low[figure.end : figure.end + 25])
        return match[1] if match else None
    return None


def _stem(word: str) -> str:
    stem = _PREFIX.sub("", word)
    return stem if len(stem) >= 4 else word


def _word_before(low: str, start: int) -> str:
    words = _WORD.findall(low[max(0, start - 40) : start])
    while words and words[-1] in {"sebanyak", "total"}:
        words.pop()
    return words[-1] if words else ""


def _headline(view: View) -> Iterator[Finding]:
    title = lowered(view.record.article.title or "")
    if not title:
        return
    for told in read_title(title, view.language.wording):
        if told.kind != PLAIN or told.unit is None or told.vague or told.value < 2:
            continue
        same = [f for f in view.figures if f.kind == PLAIN and f.unit == told.unit and not f.vague]
        agreeing = [f for f in same if f.value == told.value and not _other(view, f)]
        if agreeing:
            yield _finding("ok", told, agreeing[0], f"{shown(told)} = {shown(agreeing[0])}")
            continue
        verb = _stem(_word_before(title, told.start))
        lead = [f for f in same if f.start < LEAD and not _other(view, f)]
        if len(lead) != 1 or ((verb in _GENERIC or not verb) and not _swapped(told, lead[0])):
            continue
        found = lead[0]
        there = _stem(_word_before(view.low, found.start))
        if len(same) == 1 and _swapped(told, found):
            there = verb = "swapped"
        if (there.endswith(verb[1:]) or verb.endswith(there[1:])) and len(min(there, verb, key=len)) >= 4:
            note = (
                f"Judul menyebut {shown(told)} {told.unit}, teks {shown(found)}.",
                f"The headline says {shown(told)} {told.unit}, the text {shown(found)}.",
            )
            yield _finding("mismatch", told, found, f"headline {shown(told)} {told.unit}, text {shown(found)}", note)


def _swapped(a: Figure, b: Figure) -> bool:
    """ "24" for "42": the same digits in another order."""
    return a.value >= 10 and sorted(str(a.value)) == sorted(str(b.value)) and a.value != b.value


def _other(view: View, figure: Figure) -> bool:
    after = view.low[figure.end : figure.end + 40]
    return re.match(r"\s[a-z-]{2,30}\s(?:lainnya|lain)\b", after) is not None


def _points_back(view: View, figure: Figure, unit: str, earlier: list[Figure]) -> Iterator[Finding]:
    agreeing = [f for f in earlier if f.value == figure.value]
    if agreeing:
        yield _finding("ok", agreeing[-1], figure, f"{shown(agreeing[-1])} {unit} = {shown(figure)} {unit}", both=True)
        return
    last = earlier[-1]
    values = {f.value for f in earlier}
    close = figure.start - last.end < 600
    between = view.low[last.end : figure.start]
    if len(values) != 1 or not close or figure.value < 5 or not _same_thing(view, figure, unit, last):
        return
    if figure.kind == PLAIN and any(f.kind == PLAIN and last.end <= f.start < figure.start for f in view.figures):
        return
    if abs(last.value - figure.value) > max(NEAR * last.value, Decimal(1)) or re.search(
        r"\b(?:tersisa|gugur|lolos|menjadi|bertambah|berkurang|sisanya|hadir|terpilih|kecuali|selain|tambahan|ditambah|sebagian|separuh|setengah|lainnya|baru)\b",
        between,
    ):
        return
    note = (
        f"Tadi {shown(last)} {unit}, di sini {shown(figure)} {unit} tersebut.",
        f'First {shown(last)} {unit}, here "those {shown(figure)} {unit}".',
    )
    working = f"{shown(last)} {unit}, then those {shown(figure)} {unit}"
    yield _finding("mismatch", last, figure, working, note, both=True)


def _same_thing(view: View, figure: Figure, unit: str, earlier: Figure) -> bool:
    """ "ke-19 perangkat daerah tersebut": the words between noun and pointer stand behind the earlier noun too."""
    that = _THAT_LONG.match(view.low, figure.end + len(unit) + 1)
    return that is not None and view.low.startswith(that["more"], earlier.end + len(unit) + 1)


def _same_duration(view: View, figure: Figure, unit: str, earlier: list[Figure]) -> Iterator[Finding]:
    """ "pelatihan selama tiga hari … pelatihan empat hari itu": one earlier length, told of the same noun."""
    last = earlier[-1]
    if unit not in _TIME_UNITS or len({f.value for f in earlier}) != 1 or last.value == figure.value:
        return
    noun = _stem(_word_before(view.low, figure.start))
    begin = max(view.low.rfind(mark, max(0, last.start - 300), last.start) for mark in (". ", "\n", "! ", "? ")) + 1
    end = view.low.find(".", last.end, last.end + 200)
    told = view.low[max(begin, last.start - 300) : end if end > 0 else last.end + 200]
    between = view.low[last.end : figure.start]
    if len(noun) < 4 or noun in _GENERIC or noun not in told or figure.start - last.end > 900:
        return
    if not _THAT.match(view.low, figure.end + len(unit) + 1) or _OTHERS_BETWEEN.search(between):
        return
    note = (
        f"Tadi {shown(last)} {unit}, di sini {shown(figure)} {unit} itu.",
        f'First {shown(last)} {unit}, here "those {shown(figure)} {unit}".',
    )
    working = f"{shown(last)} {unit}, then those {shown(figure)} {unit}"
    yield _finding("mismatch", last, figure, working, note, both=True)


def _spelt(view: View) -> Iterator[Finding]:
    """ "94 (sembilan puluh enam)": digits and words of one number."""
    for digits, words in pairwise(view.figures):
        if digits.kind not in (PLAIN, MONEY) or words.kind not in (PLAIN, MONEY) or digits.value == words.value:
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
        yield _finding("mismatch", digits, words, written, note, both=True)


def _in_words(view: View, figure: Figure) -> bool:
    written = view.low[figure.start : figure.end]
    return not written.startswith(("rp", "idr", "us", "$")) and not any(c.isdigit() for c in written)


def _headline_money(view: View) -> Iterator[Finding]:
    """One sum of money in the headline and one in the text, near each other but not by rounding."""
    title = lowered(view.record.article.title or "")
    if "rp" not in title and "rupiah" not in title:
        return
    told = [f for f in read_title(title, view.language.wording) if f.kind == MONEY]
    found = [f for f in view.figures if f.kind == MONEY]
    if len(told) != 1 or len({f.value for f in found}) != 1 or told[0].vague or found[0].vague:
        return
    here, there = told[0], found[0]
    if here.value == there.value:
        yield _finding("ok", here, there, f"{shown(here)} = {shown(there)}")
        return
    apart = abs(here.value - there.value)
    if there.start > LEAD or not ROUNDED * there.value < apart <= NEAR * max(here.value, there.value):
        return
    if len(_digits(here)) < 2:
        return
    note = (
        f"Judul menyebut {shown(here)}, teks {shown(there)}.",
        f"The headline says {shown(here)}, the text {shown(there)}.",
    )
    yield _finding("mismatch", here, there, f"headline {shown(here)}, text {shown(there)}", note)


def _digits(figure: Figure) -> tuple[int, ...]:
    """The significant digits."""
    return figure.value.normalize().as_tuple().digits


def _event_verb(view: View, figure: Figure, unit: str, earlier: list[Figure]) -> Iterator[Finding]:
    verbs = view.language.cue("event_verbs")
    verb = _word_before(view.low, figure.start)
    if verbs.fullmatch(verb) is None:
        return
    for first in reversed(earlier):
        if _word_before(view.low, first.start) != verb:
            continue
        if first.value == figure.value:
            yield _finding("ok", first, figure, f"{shown(first)} {unit} = {shown(figure)} {unit}", both=True)
            return
        stretch = (
            view.low[max(0, first.start - 120) : first.end + 60]
            + "\n"
            + view.low[max(0, figure.start - 120) : figure.end + 60]
        )
        if abs(first.value - figure.value) > NEAR * first.value or view.language.cue("other_time").search(stretch):
            return
        if re.search(r"\b(?:19|20)\d\d\b", stretch) or figure.value < 5 or verb.startswith(("me", "bor")):
            return
        note = (
            f"Tadi {verb} {shown(first)} {unit}, di sini {shown(figure)} {unit}.",
            f'First {shown(first)} {unit}, later {shown(figure)} {unit} ("{verb}").',
        )
        yield _finding(
            "mismatch", first, figure, f"{shown(first)} {unit}, later {shown(figure)} {unit}", note, both=True
        )
        return


def _finding(
    status: CheckStatus,
    first: Figure,
    second: Figure,
    working: str,
    note: tuple[str, str] | None = None,
    *,
    both: bool = False,
) -> Finding:
    figures = (first, second) if both else (second,)
    return Finding(
        "repeated_figure",
        status,
        working,
        shown(first),
        shown(second),
        figures,
        (second.start, second.end),
        note,
    )
