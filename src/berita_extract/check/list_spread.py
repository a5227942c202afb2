"""Lists that are told over sentences and paragraphs: "langkah pertama … langkah kelima", lines far from their number,
names in capitals that "kelimanya" counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from berita_extract.check.figures import OPAQUE, ORDINAL, PLAIN, Figure
from berita_extract.check.items import MOST_ANNOUNCED, Counted
from berita_extract.check.list_lines import bulleted, lists_others
from berita_extract.check.roots import root
from berita_extract.check.terms import SPAN
from berita_extract.check.view import View

# How far the last item may stand from the number, how long its phrase is quoted.
REACH, QUOTED = 6000, 40
MOST = 200
# A list that is told wrong is told nearly right.
NEAR = Decimal("0.34")
_NUMBERS = ("pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan", "kesembilan",
            "kesepuluh", "kesebelas")  # fmt: skip
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_NUMBERS)}|terakhir)\b")
_NOUN = re.compile(r"\b([a-z]{3,20}?)(?:nya)? (?:yang )?\Z")
_BARE = re.compile(r" ?,| (?:adalah|ialah|yakni|yaitu)\b")
_OPENS = re.compile(r"(?:\A|[.!?\n][\"”]?\s*[\"“]?)(?:yang |dan yang |lalu |adapun |sedangkan |kemudian )?\Z")
_LAST = re.compile(r"(?:sekaligus|atau|dan|yang)(?: yang)? (?:terakhir|penutup|pamungkas|final)\b")
_CAPITALS = re.compile(r"(?<![\w-])[A-Z][A-Z0-9-]{2,20}(?:\s[A-Z][A-Z0-9-]{1,20}){0,5}(?![\w-])")
_BLOCK = re.compile(r"\n[ \t]{0,4}(?:1[.)]|[•●▪■\-–*·])[ \t]{0,4}(?=\S)")
_COLLECTIVE = re.compile(r"ke[a-z]{3,10}nya\Z")
_ENDS = (". ", "\n")


class Ordinal(NamedTuple):
    """ "langkah kelima": the noun (None where it is left out), the ordinal, where they stand."""

    noun: str | None
    word: str
    start: int
    end: int


def find(view: View) -> Iterator[tuple[Figure, Counted]]:
    """Announced numbers with the lists of later paragraphs."""
    announced = [
        f
        for f in view.figures
        if f.kind == PLAIN and f.unit and f.step == 1 and 2 <= f.value <= MOST_ANNOUNCED and _firm(view, f)
    ]
    if not announced:
        return
    yield from _by_ordinals(view, announced)
    yield from _in_lines(view, announced)
    yield from _in_capitals(view, announced)


def _firm(view: View, figure: Figure) -> bool:
    """ "Melewati tiga tahap" is through three, not more than three."""
    return not figure.vague or view.language.before("goes_through").search(view.low, 0, figure.start) is not None


def _by_ordinals(view: View, announced: list[Figure]) -> Iterator[tuple[Figure, Counted]]:
    """ "empat langkah … langkah kelima": the ordinals of one noun reach beyond the number, or end before it."""
    low, families = view.low, view.language.families
    if "pertama" not in low or ("ketiga" not in low and "terakhir" not in low):
        return
    told = list(islice(_ordinals(view), MOST))
    for figure in announced:
        noun = families.get(figure.unit or "", root(figure.unit or ""))
        if figure.unit in SPAN or view.language.cue("measure_units").fullmatch(figure.unit or ""):
            continue
        if len({f.value for f in announced if families.get(f.unit or "", root(f.unit or "")) == noun}) != 1:
            continue
        mine = [
            o
            for o in told
            if figure.end < o.start < figure.end + REACH
            and (o.noun is None or families.get(o.noun, root(o.noun)) == noun)
        ]
        if not any(o.noun for o in mine) and not (mine and _right_behind(low, figure, mine[0])):
            continue
        again = next((n for n, o in enumerate(mine[1:], 1) if o.word == "pertama"), len(mine))
        counted = _reached(view, mine[:again], int(figure.value))
        if counted is None:
            continue
        if counted.most == figure.value or not any(
            f.value == counted.most and f.start < counted.end for f in announced
        ):
            yield figure, counted


def _ordinals(view: View) -> Iterator[Ordinal]:
    """ "langkah kelima", and "kelima," where it opens a sentence."""
    low = view.low
    for match in _ORDINAL.finditer(low):
        start, end = match.span()
        noun = _NOUN.search(low, max(0, start - 28), start)
        if noun is not None and noun[1] != "yang":
            yield Ordinal(noun[1], match[0], noun.start(), end)
        elif _BARE.match(low, end) and _OPENS.search(low, max(0, start - 24), start):
            yield Ordinal(None, match[0], start, end)


def _right_behind(low: str, figure: Figure, first: Ordinal) -> bool:
    """Whether the first item begins in the sentence behind the number, or in that behind a quotation's opening."""
    return first.word == "pertama" and len(re.findall(r"[.!?]\s|\n\n", low[figure.end : first.start])) <= 1


def _reached(view: View, told: list[Ordinal], announced: int) -> Counted | None:
    """How far the ordinals go one after the other; certain beyond the number, or where one is called the last."""
    low = view.low
    reached, closed = 0, False
    last: Ordinal | None = None
    for ordinal in told:
        if ordinal.word == "terakhir":
            if reached >= 2 and ordinal.noun is None:
                reached, last, closed = reached + 1, ordinal, True
                break
        elif reached < len(_NUMBERS) and ordinal.word == _NUMBERS[reached]:
            reached, last = reached + 1, ordinal
            if _LAST.search(low, ordinal.end, ordinal.end + QUOTED):
                closed = True
                break
    if last is None or reached < 2:
        return None
    if reached == announced or (reached > announced and reached - announced <= 2) or (closed and reached < announced):
        return Counted(reached, reached, True, last.start, min(last.end + QUOTED, _sentence_end(low, last.end)))
    return None


def _sentence_end(low: str, place: int) -> int:
    return min((e for e in (low.find(mark, place) for mark in _ENDS) if e >= 0), default=len(low))


def _block(view: View) -> tuple[str, Counted] | None:
    """The one block of numbered or bulleted lines of the text that is told to hold all, and the words that open it."""
    block = _BLOCK.search(view.text)
    counted = bulleted(view.text, block.start() + 1) if block else None
    if block is None or counted is None or _BLOCK.search(view.text, counted.end):
        return None
    start = view.low.rfind("\n", 0, len(view.low[: block.start()].rstrip())) + 1
    intro = view.low[start : block.start()].strip()
    cue = view.language.cue
    if not intro or cue("open_list").search(intro) or not cue("list_of_all").search(intro) or re.search(r"\d", intro):
        return None
    return intro, counted


def _in_lines(view: View, announced: list[Figure]) -> Iterator[tuple[Figure, Counted]]:
    """The block of lines, and the one number of its noun before it."""
    block = _block(view)
    if block is None:
        return
    intro, counted = block
    cue = view.language.cue
    before = [f for f in announced if f.end < counted.start and not cue("measure_units").fullmatch(f.unit or "")]
    before = [f for f in before if f.unit not in SPAN]
    if any(f.value == counted.most for f in view.figures if f.kind in (PLAIN, ORDINAL)):
        told = [f for f in before if f.value == counted.most]
        if told:
            yield told[0], counted
        return
    before = [f for f in before if not lists_others(view, intro, f.unit or "")]
    headline = {(t.figure.value, t.unit) for t in view.headline if t.kind == PLAIN}
    words = _roots(intro)
    mine = [f for f in before if root(f.unit or "") in words or (f.value, f.unit) in headline]
    if len({f.value for f in mine}) != 1 or any(cue("each").search(view.low, f.start - 20, f.start) for f in mine):
        return
    if _near(mine[0], counted):
        yield mine[0], counted


def announced_by_headline(view: View) -> tuple[Figure, Counted] | None:
    """ "Ini Tujuh Desa Penerima …" and a block of lines, where the text itself tells no number of them."""
    told = [t for t in view.headline if t.kind == PLAIN and t.unit and not t.figure.vague]
    block = _block(view) if len(told) == 1 and "\n" in view.text else None
    if block is None:
        return None
    intro, counted = block
    figure, unit = told[0].figure, told[0].unit or ""
    if any(f.unit == unit or f.value in (figure.value, counted.most) for f in view.figures if f.kind != OPAQUE):
        return None
    if lists_others(view, intro, unit):
        return None
    first = view.low[counted.start : counted.start + QUOTED]
    if root(unit) not in _roots(f"{intro} {first}") or view.language.cue("measure_units").fullmatch(unit):
        return None
    return (figure, counted) if _near(figure, counted) and counted.sure else None


def _roots(words: str) -> set[str]:
    return {root(w) for w in re.findall(r"[a-z]{3,20}", words)}


def _near(figure: Figure, counted: Counted) -> bool:
    return abs(figure.value - counted.most) <= max(NEAR * figure.value, Decimal(1))


def _in_capitals(view: View, announced: list[Figure]) -> Iterator[tuple[Figure, Counted]]:
    """ "empat inovasi … PASAR SUBUH … KADER MENYELAM … Kelimanya": as many names in capitals as "kelimanya" says."""
    for figure in view.figures:
        if figure.kind != ORDINAL or figure.value < 3 or not _COLLECTIVE.match(view.low[figure.start : figure.end]):
            continue
        before = [f for f in announced if f.end < figure.start and figure.start - f.end < REACH]
        if not before or any(f.value == figure.value for f in before) or before[0].value > figure.value:
            continue  # "ketiganya" may be three of four
        first = before[0]
        names = {m[0] for m in _CAPITALS.finditer(view.text, first.end, figure.start) if _is_a_name(view, m)}
        others = [f for f in before[1:] if f.value != first.value and f.unit == first.unit]
        if len(names) == figure.value and not others:
            yield first, Counted(len(names), len(names), True, figure.start, figure.end)


def _is_a_name(view: View, match: re.Match[str]) -> bool:
    """Whether a stretch in capitals is a coined name: of several words, or one that the record has as an innovation."""
    if " " in match[0]:
        return True
    spots = sorted(e.start for i in view.record.innovations for e in i.evidence)
    i = bisect_left(spots, match.start())
    return i < len(spots) and spots[i] == match.start()
