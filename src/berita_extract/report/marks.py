"""A text cut into paragraphs, and each paragraph into stretches under the same marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

# Characters that would hide or reorder what stands around them: control characters and marks of direction.
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Mark(NamedTuple):
    """A stretch of the text to mark; `key` says by what (the number of a check, a word)."""

    start: int
    end: int
    key: int | str


class Stretch(NamedTuple):
    """A piece of a paragraph and the keys of the marks that lie over it."""

    text: str
    keys: tuple[int | str, ...]
    start: int


def visible(text: str) -> str:
    """The text with U+FFFD for every character that hides or reorders others, of the same length."""
    return _HIDDEN.sub("\ufffd", text)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line that is not empty."""
    for match in re.finditer(r"[^\n]+", text):
        if not match[0].isspace():
            yield match.span()


def stretches(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Stretch]:
    """The paragraph from `start` to `end`, cut wherever a mark begins or ends."""
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(p for m in here for p in (m.start, m.end) if start < p < end)})
    opening = sorted(here, key=lambda m: m.start)
    active: list[Mark] = []
    i = 0
    for a, b in pairwise(cuts):
        while i < len(opening) and opening[i].start <= a:
            active.append(opening[i])
            i += 1
        active = [mark for mark in active if mark.end > a]
        yield Stretch(visible(text[a:b]), tuple(dict.fromkeys(mark.key for mark in active)), a)


def by_paragraph(spans: Sequence[tuple[int, int]], marks: Iterable[Mark]) -> list[list[Mark]]:
    """The marks of each paragraph, both in order; a mark over a line end stands in both paragraphs."""
    ordered = sorted(marks, key=lambda mark: mark[:2])
    held: list[list[Mark]] = []
    waiting: list[Mark] = []
    i = 0
    for start, end in spans:
        while i < len(ordered) and ordered[i].start < end:
            waiting.append(ordered[i])
            i += 1
        waiting = [mark for mark in waiting if mark.end > start]
        held.append(list(waiting))
    return held
