"""Parts that a rest closes, of a total that another breakdown makes up exactly: "1.162 laki-laki dan 1.256 perempuan …
612 di SMAN 1, 744 di SMKN 2, 558 di MAN. Selebihnya, 524 pelajar, dari sekolah swasta."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from berita_extract.check.figures import MONEY, PLAIN
from berita_extract.check.story import one_slip
from berita_extract.check.terms import Term
from berita_extract.check.verdict import Finding, show, shown, stated
from berita_extract.check.view import View

# Figures of a breakdown, sentences that its parts may lie apart, how near the wrong sum must come.
PARTS, APART, NEAR = 6, 1, Decimal("0.12")
# Sums of money that are looked at; less than this share of the whole is no part; where "no other" may stand.
MOST, SMALL, BEHIND = 14, Decimal("0.05"), 200
_NO_PARTS = frozenset(["change", "apart", "each", "old"])


def find(view: View) -> Iterator[Finding]:
    """Every rest that does not fill up the total of its noun."""
    if "rest" not in view.roles:
        return
    terms = [t for t in view.terms if t.kind == PLAIN]
    for rest in terms:
        if rest.role != "rest" or rest.unit is None or rest.figure.vague or rest.figure.step != 1:
            continue
        told = view.around(rest.figure)
        if any(view.language.cue(name).search(told) for name in ("plans", "not_all")):
            continue
        parts = _parts(terms, rest)
        whole = _whole(terms, parts) if len(parts) > 1 else None
        if whole is not None:
            yield from _finding(whole, parts, rest)
    yield from _of_money(view)


def _of_money(view: View) -> Iterator[Finding]:
    """ "Rp4,8 miliar … senilai Rp2,35 miliar … yakni Rp1,15 miliar. Sisanya, Rp1,1 miliar": the amount of the lead."""
    money = [t for t in view.terms if t.kind == MONEY]
    if not 4 <= len(money) <= MOST or money[0].figure.vague:
        return
    whole, value = money[0], money[0].figure.value
    rests = [t for t in money if t.role == "rest"]
    if len(rests) != 1 or not {*rests[0].left[:2]} & view.language.phrases["some_left"]:
        return
    rest = rests[0]
    if not view.language.cue("no_others").search(view.low, rest.figure.end, rest.figure.end + BEHIND):
        return
    large = [t for t in money if t.place > whole.place and t.figure.value >= SMALL * value and t.figure.value != value]
    parts = [t for t in large if t.place < rest.place]
    if not 2 <= len(parts) <= PARTS or large[-1] is not rest:
        return
    if any(t.role in _NO_PARTS or t.figure.vague or t.figure.value >= value for t in (*parts, rest)):
        return
    told = [t.figure.value for t in parts]
    if any(value - rest.figure.value == sum(some) for n in range(1, len(told)) for some in combinations(told, n)):
        return
    yield from _finding(whole, parts, rest)


def _parts(terms: Sequence[Term], rest: Term) -> list[Term]:
    """The figures right before a rest: all of its noun, one after the other."""
    at = terms.index(rest)
    out: list[Term] = []
    last = rest
    for term in reversed(terms[max(0, at - PARTS) : at]):
        if term.unit != rest.unit or last.sentence - term.sentence > APART or term.figure.vague or term.role:
            break
        out.insert(0, term)
        last = term
    return out


def _whole(terms: Sequence[Term], parts: Sequence[Term]) -> Term | None:
    """The one number of the noun before them, that two or more figures of other nouns in its sentence make up."""
    before = [t for t in terms if t.place < parts[0].place]
    mine = [t for t in before if t.unit == parts[0].unit and not t.figure.vague]
    if len({t.figure.value for t in mine}) != 1 or parts[0].sentence - mine[0].sentence < 1:
        return None
    behind = [t.figure.value for t in before if t.sentence == mine[0].sentence and t.place > mine[0].place]
    pairs = any(a + b == mine[0].figure.value for a, b in pairwise(behind))
    return mine[0] if pairs or sum(behind) == mine[0].figure.value else None


def _digits(a: Decimal, b: Decimal) -> tuple[int, int]:
    """Two values without the zeros that both end in."""
    x, y = int(a), int(b)
    while x and y and not x % 10 and not y % 10:
        x, y = x // 10, y // 10
    return x, y


def _finding(whole: Term, parts: Sequence[Term], rest: Term) -> Iterator[Finding]:
    value = whole.figure.value
    summed = sum((t.figure.value for t in parts), rest.figure.value)
    if summed == value or abs(summed - value) > NEAR * value or not one_slip(*_digits(summed, value)):
        return
    left = value - (summed - rest.figure.value)
    told = " - ".join(shown(t.figure) for t in (whole, *parts))
    working = stated(f"{told} = {show(left)}", "mismatch", rest.figure)
    figures = (whole.figure, *(t.figure for t in parts), rest.figure)
    span = (rest.figure.start, rest.figure.end)
    yield Finding("sum", "mismatch", working, show(left), shown(rest.figure), figures, span)
