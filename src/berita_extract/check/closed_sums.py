"""Parts that a rest closes, of a total that another breakdown makes up exactly: "1.162 laki-laki dan 1.256 perempuan …
612 di SMAN 1, 744 di SMKN 2, 558 di MAN. Selebihnya, 524 pelajar, dari sekolah swasta."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from berita_extract.check.figures import PLAIN
from berita_extract.check.story import one_slip
from berita_extract.check.terms import Term
from berita_extract.check.verdict import Finding, show, shown, stated
from berita_extract.check.view import View

# Figures of a breakdown, sentences that its parts may lie apart, how near the wrong sum must come.
PARTS, APART, NEAR = 6, 1, Decimal("0.12")


def find(view: View) -> Iterator[Finding]:
    """Every rest that does not fill up the total of its noun."""
    if "rest" not in view.roles:
        return
    terms = [t for t in view.terms if t.kind == PLAIN]
    for rest in terms:
        if rest.role != "rest" or rest.unit is None or rest.figure.vague or rest.figure.step != 1:
            continue
        if not view.language.phrases["plans"].isdisjoint((*rest.left, *rest.right)):
            continue
        parts = _parts(terms, rest)
        whole = _whole(terms, parts) if len(parts) > 1 else None
        if whole is not None:
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


def _finding(whole: Term, parts: Sequence[Term], rest: Term) -> Iterator[Finding]:
    value = whole.figure.value
    summed = sum((t.figure.value for t in parts), rest.figure.value)
    if summed == value or abs(summed - value) > NEAR * value or not one_slip(int(summed), int(value)):
        return
    left = value - (summed - rest.figure.value)
    told = " - ".join(shown(t.figure) for t in (whole, *parts))
    working = stated(f"{told} = {show(left)}", "mismatch", rest.figure)
    figures = (whole.figure, *(t.figure for t in parts), rest.figure)
    span = (rest.figure.start, rest.figure.end)
    yield Finding("sum", "mismatch", working, show(left), shown(rest.figure), figures, span)
