"""A total, a colon, and lines of one figure each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from berita_extract.check.adding import NEAR, sum_finding
from berita_extract.check.figures import MONEY, PERCENT, PLAIN, Figure
from berita_extract.check.listed import MAX_PARTS
from berita_extract.check.verdict import Finding, compare, total
from berita_extract.check.view import View

# How long the sentence may be that announces lines.
INTRO = 300
_LINES = re.compile(r"[:][ \t]{0,3}\n(?=\s{0,4}(?:[-–•●*·▪]|\d{1,2}[.)]|[a-z][.)])\s)", re.IGNORECASE)
_LINE = re.compile(r"[ \t]{0,4}(?:[-–•●*·▪]|\d{1,2}[.)]|[a-z][.)])\s", re.IGNORECASE)
_BERIKUT = re.compile(r"\b(?:berikut|rincian|rinciannya|sebaran|sebarannya|komposisi|komposisinya|pembagiannya)\b")


def find(view: View) -> Iterator[Finding]:
    """A total, a colon, and lines of one figure each."""
    low, language = view.low, view.language
    starts = [f.start for f in view.figures]
    for match in _LINES.finditer(low):
        back = max(0, match.start() - INTRO)
        begin = max(low.rfind(mark, back, match.start()) for mark in ("\n", ". ")) + 1 or back
        intro = low[begin : match.start()]
        inside = view.figures[bisect_left(starts, begin) : bisect_left(starts, match.start())]
        wholes = [f for f in inside if f.kind in (PLAIN, MONEY)]
        if len(wholes) != 1 or wholes[0].vague or language.cue("open_list").search(intro):
            continue
        parts = _one_a_line(view, starts, match.end(), wholes[0])
        if len(parts) < 2 or language.cue("each").search(low, begin, parts[-1].end):
            continue
        status = compare(total(parts), wholes[0])
        apart = abs(total(parts).value - wholes[0].value)
        cued = language.cue("parts_follow").search(intro) or _BERIKUT.search(intro)
        if status != "mismatch" or (cued and apart <= NEAR * wholes[0].value and not any(p.vague for p in parts)):
            yield sum_finding(wholes[0], parts, status)


def _one_a_line(view: View, starts: list[int], position: int, whole: Figure) -> list[Figure]:
    """The figure of each line of a list; empty where a line has none or several, or one of something else."""
    parts: list[Figure] = []
    for _ in range(MAX_PARTS):
        item = _LINE.match(view.low, position)
        if item is None:
            return parts
        end = view.low.find("\n", position)
        end = len(view.low) if end < 0 else end
        here = view.figures[bisect_left(starts, item.end()) : bisect_left(starts, end)]
        told = [f for f in here if f.kind in (PLAIN, MONEY, PERCENT)]
        if len(told) != 1 or told[0].kind != whole.kind or (told[0].unit and whole.unit not in (None, told[0].unit)):
            return []
        parts += told
        position = end + 1
    return []
