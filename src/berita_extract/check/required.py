"""What every match of an expression holds: words of which one must stand in it, read from the parsed expression.

A match has a greatest length, so that an expression of far-reaching gaps is tried only around such words, not in the
whole code.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

if sys.version_info >= (3, 11):
    from re import _parser as sre_parser
else:
    import sre_parse as sre_parser

# Shorter words stand everywhere; so many words cost more to look for than they save.
LEAST, MOST_WORDS = 4, 40
MOST_WIDTH = 1500
# Code points behind a match that an expression may look at.
AHEAD = 200


class Required(NamedTuple):
    """Rows of words of each of which every match holds one, and the greatest length of a match."""

    rows: tuple[tuple[str, ...], ...]
    width: int


def required(expression: re.Pattern[str]) -> Required | None:
    """What a match must hold; None where that can't be told, or the expression looks at the end of the text."""
    tree: Any = sre_parser.parse(expression.pattern)
    width = tree.getwidth()[1]
    if expression.flags & re.IGNORECASE or width > MOST_WIDTH or _looks_at_ends(tree):
        return None
    rows = [row for row in _rows(tree) if len(row) <= MOST_WORDS and min(map(len, row)) >= LEAST]
    return Required(tuple(tuple(sorted(row)) for row in rows), width) if rows else None


def windows(need: Required, found: Callable[[str], Sequence[int]], size: int) -> list[tuple[int, int]]:
    """Stretches of a text of this size outside which no match lies; `found` tells where a word stands."""
    rarest: list[int] | None = None
    for row in need.rows:
        places = [place for word in row for place in found(word)]
        if rarest is None or len(places) < len(rarest):
            rarest = places
        if not rarest:
            return []
    out: list[tuple[int, int]] = []
    for place in sorted(rarest or ()):
        start, end = max(0, place - need.width), min(size, place + need.width + AHEAD)
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _looks_at_ends(tree: Iterable[Any]) -> bool:
    """Whether an anchor of the text's ends, or a long look ahead, stands anywhere in it."""
    for op, argument in tree:
        name = str(op)
        if name == "AT" and str(argument) not in {"AT_BOUNDARY", "AT_NON_BOUNDARY"}:
            return True
        if name in {"ASSERT", "ASSERT_NOT"} and (argument[1].getwidth()[1] > AHEAD or _looks_at_ends(argument[1])):
            return True
        if name == "BRANCH" and any(map(_looks_at_ends, argument[1])):
            return True
        if name == "SUBPATTERN" and _looks_at_ends(argument[3]):
            return True
        if name in {"MAX_REPEAT", "MIN_REPEAT"} and _looks_at_ends(argument[2]):
            return True
        if name not in _KNOWN:
            return True
    return False


_KNOWN = frozenset({
    "AT", "ASSERT", "ASSERT_NOT", "BRANCH", "SUBPATTERN", "MAX_REPEAT", "MIN_REPEAT", "LITERAL", "NOT_LITERAL", "IN",
    "ANY",
})  # fmt: skip


def _rows(tree: Iterable[Any]) -> list[frozenset[str]]:
    """Rows of stretches of text, one stretch of each row in every match of the parts."""
    rows: list[frozenset[str]] = []
    run = ""

    def close() -> None:
        nonlocal run
        if run:
            rows.append(frozenset([run]))
        run = ""

    for op, argument in tree:
        name = str(op)
        if name == "LITERAL":
            run += chr(argument)
        elif name == "BRANCH":
            best = [_best(branch, run) for branch in argument[1]]
            close()
            if all(best):
                rows.append(frozenset().union(*best))
        elif name in {"AT", "ASSERT", "ASSERT_NOT"}:
            pass  # no part of the match
        else:
            close()
            if name == "SUBPATTERN":
                rows += _rows(argument[3])
            elif name in {"MAX_REPEAT", "MIN_REPEAT"} and argument[0] > 0:
                rows += _rows(argument[2])
    close()
    return rows


def _best(branch: Iterable[Any], before: str) -> frozenset[str]:
    """The row of a branch whose shortest stretch is the longest, `before` right before the branch; empty for none."""
    literal = [(op, argument) for op, argument in branch]
    rows = _rows([*((_LITERAL, ord(c)) for c in before), *literal])
    return max(rows, key=lambda row: min(map(len, row)), default=frozenset())


_LITERAL = sre_parser.LITERAL
