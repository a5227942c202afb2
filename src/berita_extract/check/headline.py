"""Figures of the headline against those of the text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from berita_extract.check.figures import MONEY, ORDINAL, PERCENT, PLAIN, Figure, lowered, read_title
from berita_extract.check.retold import GENERIC, other, retold, word_before
from berita_extract.check.roots import content, stem
from berita_extract.check.same import swapped
from berita_extract.check.verdict import Finding, shown
from berita_extract.check.view import View

LEAD = 700
# Words that set a figure of the text apart stand within so many code points of it.
NEAR = 40
# Figures of headline and text that differ by more than this share are more likely two quantities.
FAR = Decimal("0.5")
# A headline rounds sums of money and percentages by less than this.
ROUNDED = Decimal("0.08")
# So many words must headline and sentence have in common.
SHARED = 2
# A number from this size on stands in headline and text by no chance.
LARGE = 10
# So many figures are looked through for two that make the headline's.
MOST = 30

_RANKS = frozenset(["peringkat", "urutan", "posisi", "juara", "ranking", "terbaik"])


def find(view: View) -> Iterator[Finding]:
    """Every figure of the headline that the text tells too, and those for which it tells another."""
    title = lowered(view.record.article.title or "")
    if not title:
        return
    for told in read_title(title, view.language.wording):
        if told.kind == ORDINAL:
            yield from _rank(view, title, told)
        if told.kind not in (PLAIN, MONEY, PERCENT) or told.vague or told.value < 2:
            continue
        if told.kind == PLAIN and told.unit is None and told.step >= 1:
            continue
        finding = _compared(view, title, told)
        if finding is not None:
            yield finding


def _compared(view: View, title: str, told: Figure) -> Finding | None:
    same = [f for f in view.figures if f.kind == told.kind and f.unit == told.unit and not f.vague]
    if told.kind == PLAIN and told.step < 1:
        same = [f for f in same if f.step < 1]
    agreeing = [f for f in same if f.value == told.value and not other(view, f)]
    if agreeing:
        counts = told.kind == PLAIN or len(same) == 1
        return retold("ok", told, agreeing[0], f"{shown(told)} = {shown(agreeing[0])}") if counts else None
    rounded = [f for f in same if _rounds(told, f)]
    if rounded:
        return retold("ok_after_rounding", told, rounded[0], f"{shown(told)} ~ {shown(rounded[0])}")
    lead = [f for f in same if f.start < LEAD and not other(view, f)]
    if len(lead) != 1:
        return None
    found = lead[0]
    if _set_apart(view, title, found) or _told_of_others(view, told):
        return None
    alone = len({f.value for f in same}) == 1
    if not (
        (alone and _about_one_thing(view, title, told, found))
        or (told.kind == PLAIN and _same_verb(view, title, told, found, alone))
    ):
        return None
    unit = f" {told.unit}" if told.kind == PLAIN and told.unit else ""
    note = (
        f"Judul menyebut {shown(told)}{unit}, teks {shown(found)}.",
        f"The headline says {shown(told)}{unit}, the text {shown(found)}.",
    )
    return retold("mismatch", told, found, f"headline {shown(told)}{unit}, text {shown(found)}", note)


def _told_of_others(view: View, told: Figure) -> bool:
    """Whether the text tells the headline's number too, if of a part or with another noun: "214 di antaranya"."""
    return told.kind == PLAIN and any(
        f.value == told.value and (f.value >= LARGE or f.unit is None) and f.kind in (PLAIN, ORDINAL)
        for f in view.figures
    )


def _set_apart(view: View, title: str, found: Figure) -> bool:
    """Whether the text tells its figure of another time, of a part or as a plan, and the headline does not."""
    cue = view.language.cue
    before = view.low[max(0, found.start - NEAR) : found.start].rpartition(". ")[2].rpartition("\n")[2]
    marks = {m[0] for m in cue("sets_apart").finditer(before)}
    return any(mark not in title for mark in marks) or cue("some_left").search(view.around(found)) is not None


def _rank(view: View, title: str, told: Figure) -> Iterator[Finding]:
    """ "Raih Peringkat Ketiga Kota Terinovatif" against the rank of the text in the same words."""
    if word_before(title, told.start) not in _RANKS:
        return
    ranked = [t for t in view.terms if t.kind == ORDINAL and _RANKS.intersection(t.left[-2:]) and t.role != "old"]
    if len({t.figure.value for t in ranked}) != 1 or ranked[0].figure.value == told.value:
        return
    found = ranked[0]
    if len(content(title) & content(" ".join((*found.left[-8:], *found.right[:8])))) > SHARED:
        words = f"{shown(told)} / {shown(found.figure)}"
        note = (
            f"Judul menyebut peringkat {shown(told)}, teks {shown(found.figure)}.",
            f"The headline says rank {shown(told)}, the text {shown(found.figure)}.",
        )
        yield retold("mismatch", told, found.figure, words, note)


def _same_verb(view: View, title: str, told: Figure, found: Figure, alone: bool) -> bool:
    """Whether one verb stands before both, or the digits are swapped."""
    if alone and told.value >= 10 and swapped(told, found):
        return True
    verb, there = stem(word_before(title, told.start)), stem(word_before(view.low, found.start))
    if verb in GENERIC or not verb:
        return False
    return (there.endswith(verb[1:]) or verb.endswith(there[1:])) and len(min(there, verb, key=len)) >= 4


def _about_one_thing(view: View, title: str, told: Figure, found: Figure) -> bool:
    """Whether headline and sentence share their words, and no other figure of the text may be the headline's."""
    if any(f.low <= told.value <= f.high for f in view.figures if f.kind in (told.kind, ORDINAL)):
        return False
    apart = abs(told.value - found.value)
    if apart > FAR * max(told.value, found.value) or (told.kind != PLAIN and apart <= ROUNDED * found.value):
        return False
    if told.kind == MONEY and len(told.value.normalize().as_tuple().digits) < 2:
        return False
    numbers = [f.value for f in view.figures if f.kind == told.kind and f.unit in (told.unit, None)]
    if any(a + b == told.value for n, a in enumerate(numbers[:MOST]) for b in numbers[n + 1 : MOST]):
        return False
    start = max(view.low.rfind(mark, 0, found.start) for mark in (". ", "\n")) + 1
    end = view.low.find(". ", found.end)
    sentence = view.low[max(start, found.start - 250) : min(end if end > 0 else len(view.low), found.end + 250)]
    shared = content(title) & content(sentence) - {stem(told.unit or "")}
    return len(shared) >= SHARED


def _rounds(told: Figure, found: Figure) -> bool:
    """ "1.000 paspor" in the headline for the 1.004 of the text."""
    round_by = Decimal(10) ** (len(str(int(told.value))) - len(str(int(told.value)).rstrip("0")))
    return round_by >= 100 and abs(told.value - found.value) < round_by / 2
