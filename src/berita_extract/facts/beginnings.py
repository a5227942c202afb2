"""What every match of a regular expression begins with: a few letters or a mark, read from the parsed expression."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any, NamedTuple

if sys.version_info >= (3, 11):
    from re import _parser as sre_parser
else:
    import sre_parse as sre_parser

DIGITS = "0123456789"
MAX_LETTERS, MAX_OPENINGS, MAX_CLASS = 5, 3000, 30


class Beginnings(NamedTuple):
    """One of `openings` begins every match; `at_edge`: where a word begins or ends; `folds`: in any case."""

    openings: frozenset[str]
    at_edge: bool
    folds: bool


class _UnknownError(Exception):
    """The expression may begin with anything."""


def beginnings(expression: re.Pattern[str]) -> Beginnings | None:
    """What the matches of an expression begin with (in lower case where it, or a part, is blind to case); None where
    that can't be told."""
    if expression.flags & (re.VERBOSE | re.MULTILINE):
        return None
    tree: Any = sre_parser.parse(expression.pattern)
    least, most = tree.getwidth()
    if least == 0 and most > 0:
        return None  # an empty match moves the search on in its own way
    try:
        going_on, done = _of_row(tree, {""})
    except _UnknownError:
        return None
    openings = going_on | done
    folds = bool(expression.flags & re.IGNORECASE) or "(?i:" in expression.pattern
    if folds:
        if any(letter.isalpha() and not letter.isascii() for opening in openings for letter in opening):
            return None
        openings = {opening.lower() for opening in openings}
    if not openings or any(not o.strip() or o[0] == "\n" for o in openings):
        return None
    first = next(iter(tree), None)
    at_edge = first is not None and str(first[0]) == "AT" and str(first[1]) == "AT_BOUNDARY"
    return Beginnings(frozenset(openings), at_edge, folds)


def _of_row(row: Iterable[Any], going_on: set[str]) -> tuple[set[str], set[str]]:
    """What is read so far of the parts in a row: what the next part goes on with, and what is long enough."""
    done: set[str] = set()
    for op, argument in row:
        going_on, more = _of_part(str(op), argument, going_on)
        done |= more
        full = {o for o in going_on if len(o) >= MAX_LETTERS}
        done, going_on = done | full, going_on - full
        if len(done) + len(going_on) > MAX_OPENINGS:
            raise _UnknownError
        if not going_on:
            break
    return going_on, done


def _of_part(op: str, argument: Any, before: set[str]) -> tuple[set[str], set[str]]:
    if op == "LITERAL":
        return {o + chr(argument) for o in before}, set()
    if op == "IN":
        letters = _letters(argument)
        return ({o + c for o in before for c in letters}, set()) if letters else _ended(before)
    if op == "BRANCH":
        going_on: set[str] = set()
        done: set[str] = set()
        for branch in argument[1]:
            more, full = _of_row(branch, before)
            going_on, done = going_on | more, done | full
        return going_on, done
    if op == "SUBPATTERN":
        if argument[1] & ~re.IGNORECASE or argument[2]:  # flags of its own
            raise _UnknownError
        return _of_row(argument[3], before)
    if op in {"MAX_REPEAT", "MIN_REPEAT"}:
        least, most, inner = argument
        more, done = _of_row(inner, before)
        if most != 1 or least > 1:
            done, more = done | more, set()  # one round is read
            if "" in done:
                raise _UnknownError
        return (more | before if least == 0 else more), done
    if op in {"AT", "ASSERT_NOT"} or (op == "ASSERT" and argument[0] < 0):
        return before, set()
    if op == "ASSERT":
        more, done = _of_row(argument[1], before)
        return _ended(more | done)
    return _ended(before)


def _ended(openings: set[str]) -> tuple[set[str], set[str]]:
    if "" in openings:
        raise _UnknownError
    return set(), openings


def _letters(items: list[Any]) -> set[str] | None:
    """The letters of a class; None where it has too many or leaves some out."""
    out: set[str] = set()
    for op, argument in items:
        if str(op) == "LITERAL":
            out.add(chr(argument))
        elif str(argument) == "CATEGORY_DIGIT":  # who asks takes care of words with other digits than these
            out.update(DIGITS)
        elif str(op) == "RANGE" and argument[1] - argument[0] < MAX_CLASS:
            out.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return None
    return out if len(out) <= MAX_CLASS else None
