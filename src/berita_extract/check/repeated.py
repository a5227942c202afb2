"""The same quantity told twice: headline against text, "ke-12 inovasi itu" against what was told before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from berita_extract.check.figures import ORDINAL, PLAIN, Figure, lowered, read_title
from berita_extract.check.verdict import Finding, shown
from berita_extract.check.view import View
from berita_extract.model import CheckStatus

LEAD = 700
# Two figures of one quantity that differ by more than this are more likely two quantities.
NEAR = Decimal("0.3")
_PREFIX = re.compile(r"^(?:me(?:ny|ng|m|n)?|di|ber|ter|pe(?:ng|m|n)?)")
_ORDERED = re.compile(r"\s([a-z][a-z-]{2,20})\b")
_WORD = re.compile(r"[a-z]{2,30}")
_THAT = re.compile(r"\s(?:itu|tersebut|ini)\b")
_GENERIC = frozenset(
    ["sebanyak", "ada", "total", "dari", "dan", "atau", "jumlah", "sekitar", "hanya", "baru", "dengan", "yang", "untuk"]
)


def find(view: View) -> Iterator[Finding]:
    """Headline figures, and figures that point back."""
    yield from _headline(view)
    by_unit: dict[str, list[Figure]] = {}
    for figure in view.figures:
        unit = _unit(view, figure)
        if unit is None:
            continue
        earlier = by_unit.setdefault(unit, [])
        if figure.kind in (PLAIN, ORDINAL) and figure.value >= 2 and not figure.vague:
            if earlier and (figure.kind == ORDINAL or _THAT.match(view.low, figure.end + len(unit) + 1)):
                yield from _points_back(view, figure, unit, earlier)
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
        if len(lead) != 1 or verb in _GENERIC or not verb:
            continue
        found = lead[0]
        there = _stem(_word_before(view.low, found.start))
        if (there.endswith(verb[1:]) or verb.endswith(there[1:])) and len(min(there, verb, key=len)) >= 4:
            note = (
                f"Judul menyebut {shown(told)} {told.unit}, teks {shown(found)}.",
                f"The headline says {shown(told)} {told.unit}, the text {shown(found)}.",
            )
            yield _finding("mismatch", told, found, f"headline {shown(told)} {told.unit}, text {shown(found)}", note)


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
    if len(values) != 1 or not close or figure.value < 5 or not _THAT.match(view.low, figure.end + len(unit) + 1):
        return
    if abs(last.value - figure.value) > max(NEAR * last.value, Decimal(1)) or re.search(
        r"\b(?:tersisa|gugur|lolos|menjadi|bertambah|berkurang|sisanya|hadir|terpilih|kecuali|selain|tambahan|ditambah)\b|\d",
        between,
    ):
        return
    note = (
        f"Tadi {shown(last)} {unit}, di sini {shown(figure)} {unit} tersebut.",
        f'First {shown(last)} {unit}, here "those {shown(figure)} {unit}".',
    )
    working = f"{shown(last)} {unit}, then those {shown(figure)} {unit}"
    yield _finding("mismatch", last, figure, working, note, both=True)


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
