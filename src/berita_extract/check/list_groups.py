"""Lists by category, paragraphs apart: "delapan finalis … dua kategori. Pada kategori aparatur, finalisnya A dan B."

Only where the text tells how many categories there are, each of them has one list, and the items of each are certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from berita_extract.check.figures import PLAIN, Figure, opaque
from berita_extract.check.items import Counted, items_of
from berita_extract.check.roots import root
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View

GROUPS, NEAR = 6, Decimal("0.3")
_CUE = r"(?:adalah|ialah|yakni|yaitu|meliputi|mencakup|terdiri dari|terdiri atas)"


def find(view: View) -> Iterator[Finding]:
    """Every number whose items are listed by category."""
    nouns = view.language.phrases["group_nouns"]
    groups = [f for f in view.figures if f.kind == PLAIN and f.unit in nouns and not f.vague]
    for unit in dict.fromkeys(f.unit for f in groups):
        mine = [f for f in groups if f.unit == unit]
        if unit is None or len({f.value for f in mine}) != 1 or not 2 <= mine[0].value <= GROUPS:
            continue
        lists = _lists(view, unit, mine[0])
        if len(lists) != mine[0].value:
            continue
        for figure in _announced(view, mine[0], lists):
            yield from _finding(figure, [counted for _, counted in lists])
            break


@lru_cache(maxsize=64)
def opening(unit: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:\A|[.!?][\"”]?\s|\n)[\"“]?(?:[A-Z][a-z]{{1,9}} )?(?:pada |untuk |di |dari )?(?i:{unit}) "
        r"(?P<label>[\w-]{3,20})"
        rf"(?P<gap>[^.!?\n\d:;]{{0,60}}?),? {_CUE}:? (?=[^\s\d])"
    )


def _lists(view: View, unit: str, figure: Figure) -> list[tuple[str, Counted]]:
    """The words that open each list, and its items; none where one of them is not certain."""
    found: dict[str, tuple[str, Counted]] = {}
    for match in opening(re.escape(unit)).finditer(view.text):
        words = match[0].lower()
        counted = items_of(view, match.end(), figure._replace(unit="hal"))
        open_list = view.language.cue("open_list").search(words)
        if open_list or counted is None or not counted.sure or counted.least != counted.most:
            return []
        if match["label"].lower() in found:
            return []
        found[match["label"].lower()] = words, counted
    return list(found.values())


def _announced(view: View, groups: Figure, lists: list[tuple[str, Counted]]) -> Iterator[Figure]:
    """The one number of the noun that is told to fall into the categories, and that their lists name."""
    told = view.around(groups)
    start = lists[0][1].start
    for figure in view.figures:
        noun = figure.unit or ""
        if figure.kind != PLAIN or figure.vague or figure.step != 1 or figure.start > start or len(noun) < 4:
            continue
        same = {f.value for f in (*view.figures, *(t.figure for t in view.headline)) if f.unit == noun}
        if figure is groups or len(same) != 1 or not re.search(rf"\b{re.escape(noun)}", told):
            continue
        if view.language.cue("measure_units").fullmatch(noun) or view.language.cue("open_list").search(told):
            continue
        if all(_of_noun(view, noun, words, counted) for words, counted in lists):
            yield figure


def _of_noun(view: View, noun: str, told: str, counted: Counted) -> bool:
    """Whether a list is one of the noun: by its opening, a word that stands for it, or the items themselves."""
    words = re.findall(r"[a-z]{3,20}", told)
    first = view.low[counted.start : counted.start + len(noun) + 1]
    return (
        root(noun) in {root(w) for w in words}
        or first == f"{noun} "
        or not view.language.phrases["group_lists"].isdisjoint(words)
    )


def _finding(figure: Figure, lists: list[Counted]) -> Iterator[Finding]:
    listed = sum(counted.most for counted in lists)
    n = int(figure.value)
    if listed != n and abs(listed - n) > max(NEAR * n, Decimal(1)):
        return
    counts = " + ".join(str(counted.most) for counted in lists)
    working = f"{n} announced, {counts} = {listed} listed"
    note = (f"Disebut {n} {figure.unit}, didaftar {listed}.", f"{n} {figure.unit} announced, {listed} listed.")
    figures = (figure, *(opaque(counted.start, counted.end) for counted in lists))
    span = (figure.start, figure.end)
    yield Finding("list_length", "ok" if listed == n else "mismatch", working, str(n), str(listed), figures, span, note)
