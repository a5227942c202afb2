"""Quoted stretches of a text: which marks open, which close, and what stands between them.

Straight, curly, doubled, angle and single marks are told apart by the characters beside them, since many outlets close
with an opening mark or the reverse. An apostrophe inside a word is no mark. Every mark is looked at a bounded number of
times, so that the time grows linearly with the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

MAX_REOPENING = 1_500  # code points that a quotation may run over a line break without a new opening mark
MAX_SINGLE = 1_200  # code points between single marks
MAX_LOOKAHEAD = 6  # closing single marks looked at for one opening mark

# Code points of a quotation without opening mark.
MIN_UNOPENED, MAX_UNOPENED = 25, 450

_ATTRIBUTED = re.compile(r",? ?(?=[a-z]{3})")
_MARKS = "\"“”„‟«»″＂'’‘`â†"
_WORD = re.compile(r"\s?([a-z]{3,20})\b")
_DOUBLE = frozenset('"“”„‟«»″＂†')
_PAIRS = frozenset({"''", "’’", "‘‘", "``", "â€"})
_SINGLE = frozenset("'’‘")
_LETTERS = "\"'“”„‟«»″＂‘’`"
_OPENING, _CLOSING = frozenset("“„‟«‘`"), frozenset("”»â†")  # †: what is left of a double-encoded ”
_STOPS = frozenset(".!?")
_BEFORE_OPEN = frozenset("([{-–—/:")


class Side(Enum):
    """What a mark can be, by the characters beside it."""

    OPEN = 1
    CLOSE = 2
    EITHER = 3


class Mark(NamedTuple):
    """One quotation mark: code points [start, end) and what it can be."""

    start: int
    end: int
    side: Side


class Quote(NamedTuple):
    """A quoted stretch: [start, end) without its marks, [outer_start, outer_end) with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool


class _Tail:
    """Finds the attribution inside a quotation that was never closed (", katanya" or ", ujar Budi")."""

    def __init__(self, verbs: frozenset[str]) -> None:
        words = "|".join(sorted(map(re.escape, verbs), key=len, reverse=True))
        said = rf"(?:{words}|{words.title()})(?:nya\b| (?:dia|ia|beliau)\b| [A-Z])"
        self.pattern = re.compile(rf"([,.!?…])['’]?\s{{0,3}}(?:{said})")

    def cut(self, text: str, start: int, end: int) -> int | None:
        """Offset of the mark after which the attribution begins."""
        found = self.pattern.search(text, start, end)
        return found.end(1) if found else None


class Quoter:
    """Cuts quoted stretches out of a text; `verbs` are the base forms used next to a quotation ("kata", "ujar")."""

    def __init__(self, verbs: frozenset[str]) -> None:
        self._tail = _Tail(verbs)
        self._verbs = verbs | {f"{verb}nya" for verb in verbs}

    def __call__(self, text: str) -> list[Quote]:
        """All quoted stretches in text order, none inside another."""
        marks = _mark_spans(text)
        found = _Walk(text, _double_marks(text, marks), self._tail, self._verb_follows(text)).quotes()
        single = _single_quotes(text, marks, found)
        return sorted([*found, *single], key=lambda q: q.start) if single else found

    def _verb_follows(self, text: str) -> Callable[[int], bool]:
        def follows(offset: int) -> bool:
            word = _WORD.match(text, offset, offset + 24)
            return word is not None and word[1] in self._verbs

        return follows


def _mark_spans(text: str) -> list[tuple[int, int]]:
    """Code points of every mark or pair of marks side by side, in order."""
    places: list[int] = []
    for mark in _MARKS:  # a search for one letter is so quick that an expression for all takes three times as long
        at = text.find(mark)
        while at >= 0:
            places.append(at)
            at = text.find(mark, at + 1)
    places.sort()
    out: list[tuple[int, int]] = []
    last = -1
    for place in places:
        if place == last:  # the second of a pair
            out[-1] = (place - 1, place + 1)
            last = -1
        else:
            out.append((place, place + 1))
            last = place + 1
    return out


def _double_marks(text: str, spans: list[tuple[int, int]]) -> list[Mark]:
    marks: list[Mark] = []
    for start, end in spans:
        found = text[start:end]
        if end == start + 1 and found != "â":  # nearly all
            if found in _DOUBLE:
                marks.append(Mark(start, end, _side(text, start, end)))
            continue
        if found == "â" and text[start + 1 : start + 2] == "€":
            found, end = "â€", start + 2
        if found in _PAIRS or (end - start == 2 and found[0] == found[1] and found[0] in _DOUBLE):
            if not _empty(text, start, end):
                marks.append(Mark(start, end, _side(text, start, end)))
            continue
        marks.extend(Mark(k, k + 1, _side(text, k, k + 1)) for k in range(start, end) if text[k] in _DOUBLE)
    return marks


def _empty(text: str, start: int, end: int) -> bool:
    """Two equal marks with nothing between them and nothing beside them."""
    return text[start] != "â" and not text[start - 1 : start].strip() and not text[end : end + 1].strip(" \n,.;)")


def _side(text: str, start: int, end: int) -> Side:
    """A mark opens where a word is glued to its right only, closes where one is glued to its left only."""
    before = text[start - 1] if start else "\n"
    if before in _LETTERS and start > 1:
        before = text[start - 2] if not text[start - 2].isspace() else "x" if text[start] in _CLOSING else "\n"
    after = text[end : end + 1] or "\n"
    if after in _LETTERS:
        after = text[end + 1 : end + 2] or "\n"
    free_left = before.isspace() or before in _BEFORE_OPEN
    glued_right = not after.isspace() and after not in ",.;:!?)]}-–—…/"
    if after in "-–—…." and free_left and text[end : end + 2].strip(".…-–—"):
        glued_right = True
    if free_left and glued_right:
        return Side.OPEN
    if not free_left and not glued_right:
        return Side.CLOSE
    mark = text[start]
    if not free_left and glued_right:
        if mark in _OPENING:
            return Side.OPEN
        return Side.CLOSE if mark in _CLOSING else Side.EITHER
    if mark in _OPENING:
        return Side.OPEN
    return Side.CLOSE if mark in _CLOSING else Side.EITHER


class _Walk:
    """One pass over the marks of a text."""

    def __init__(self, text: str, marks: list[Mark], tail: _Tail, verb_follows: Callable[[int], bool]) -> None:
        self.text, self.marks, self.tail, self.verb_follows = text, marks, tail, verb_follows
        self.out: list[Quote] = []
        self.open: Mark | None = None
        self.last = 0  # where the running paragraph of the open quotation begins
        self.skip = 0  # marks of a nested quotation still to pass over

    def quotes(self) -> list[Quote]:
        for number, mark in enumerate(self.marks):
            if self.skip:
                self.skip -= 1
            else:
                self._take(number, mark)
        if self.open is not None:
            self._abandon(len(self.text))
        return self.out

    def _take(self, number: int, mark: Mark) -> None:
        if self.open is None:
            if mark.side is not Side.CLOSE or self._opens_wrongly(number, mark):
                self.open, self.last = mark, mark.end
            elif (behind := _ATTRIBUTED.match(self.text, mark.end)) and self.verb_follows(behind.end()):
                self._unopened(mark)
            return
        line_end = self.text.find("\n", self.last, mark.start)
        if line_end >= 0:
            self._after_line_break(number, mark, line_end)
        elif mark.side is not Side.OPEN or self.verb_follows(mark.end):
            self._close(mark)
        elif self._nested(number):
            self.skip = 1
        else:
            self._abandon(mark.start)
            self.open, self.last = mark, mark.end

    def _after_line_break(self, number: int, mark: Mark, line_end: int) -> None:
        """The quotation ran over the end of a line: it goes on where the next line opens again, or soon closes."""
        assert self.open is not None
        first_of_line = not self.text[self.text.rfind("\n", self.last, mark.start) + 1 : mark.start].strip()
        attributed = self.tail.cut(self.text, self.last, line_end) is not None
        if first_of_line and mark.side is not Side.CLOSE and not attributed:
            if self._closes_later(number):
                self.last = mark.end
                return
        elif mark.side is Side.CLOSE and not attributed and mark.start - self.open.end <= MAX_REOPENING:
            self._close(mark)
            return
        self._abandon(line_end)
        self._take(number, mark)

    def _closes_later(self, number: int) -> bool:
        """A running quotation: the next mark closes, or again opens a line."""
        following = self.marks[number + 1] if number + 1 < len(self.marks) else None
        if following is None:
            return False
        between = self.text[self.marks[number].end : min(following.start, self.marks[number].end + MAX_REOPENING)]
        if "\n" not in between:
            return True
        return following.side is Side.OPEN and not between[between.rfind("\n") :].strip()

    def _nested(self, number: int) -> bool:
        """A quotation inside a quotation: the next two marks of the line both close."""
        rest = self.marks[number + 1 : number + 3]
        if len(rest) < 2 or any(mark.side is Side.OPEN for mark in rest):
            return False
        reach = min(rest[1].start, self.marks[number].end + MAX_REOPENING)
        return rest[1].start <= reach and self.text.find("\n", self.marks[number].end, reach) < 0

    def _opens_wrongly(self, number: int, mark: Mark) -> bool:
        """A closing mark opens where another follows in the line: before a capital letter, with a space on both sides
        or glued to a full stop."""
        text, following = self.text, self.marks[number + 1 : number + 2]
        before, behind = text[max(0, mark.start - 1) : mark.start], text[mark.end : mark.end + 2]
        free = not before.strip() and behind[:1] == " " and behind[1:].isupper()
        glued = before in _STOPS and before != "" and behind[:1].isupper()
        if not (free or glued):
            return False
        stop = text.find("\n", mark.end)
        stop = len(text) if stop < 0 else stop
        if following and following[0].start < stop:
            return True
        return free and self.tail.cut(text, mark.end, min(stop, mark.end + MAX_REOPENING)) is not None

    def _unopened(self, mark: Mark) -> None:
        """A quotation whose opening mark is missing is the line up to its closing mark."""
        text = self.text
        start = text.rfind("\n", max(0, mark.start - MAX_UNOPENED), mark.start) + 1
        if (start == 0 and mark.start > MAX_UNOPENED) or (self.out and self.out[-1].outer_end > start):
            return
        while text[start] in _SINGLE or (text[start] == " " and start < mark.start):  # opened by a single mark
            start += 1
        if mark.start - start >= MIN_UNOPENED and text[start].isupper():
            self.out.append(Quote(start, mark.start, start, mark.end, True))

    def _close(self, mark: Mark) -> None:
        assert self.open is not None
        self._add(self.open, mark.start, mark.end, closed=True)
        self.open = None

    def _abandon(self, limit: int) -> None:
        """End an unclosed quotation at its attribution or, where it has none, at the end of its paragraph."""
        assert self.open is not None
        stop = self.text.find("\n", self.last, limit)
        stop = limit if stop < 0 else stop
        cut = self.tail.cut(self.text, self.last, stop)
        end = cut if cut is not None else stop
        self._add(self.open, end, end, closed=False)
        self.open = None

    def _add(self, mark: Mark, end: int, outer_end: int, *, closed: bool) -> None:
        start = mark.end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if end > start:
            self.out.append(Quote(start, end, mark.start, max(outer_end, end), closed))


def _single_quotes(text: str, spans: list[tuple[int, int]], outer: list[Quote]) -> list[Quote]:
    """Stretches between single marks that stand in no other quotation; closed in their own line."""
    marks = [start for start, end in spans if text[start:end] in _SINGLE and _at_word_edge(text, start)]
    out: list[Quote] = []
    number, quote, done = 0, 0, 0
    while number < len(marks):
        start = marks[number]
        while quote < len(outer) and outer[quote].outer_end <= start:
            quote += 1
        inside = quote < len(outer) and outer[quote].outer_start <= start
        number += 1
        if inside or start < done or not _opens(text, start):
            continue
        limit = outer[quote].outer_start if quote < len(outer) else len(text)
        end = _single_end(text, marks, number, min(limit, start + MAX_SINGLE))
        if end is not None and end > start + 1:
            out.append(Quote(start + 1, end, start, end + 1, True))
            done = end + 1
    return out


def _at_word_edge(text: str, offset: int) -> bool:
    """No apostrophe inside a word."""
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    opening = not before.isalnum() and (after.isalnum() or after == "(")
    closing = not after.isalnum() and before.strip() != "" and before != "("
    return opening or closing


def _opens(text: str, offset: int) -> bool:
    before = text[offset - 1] if offset else "\n"
    return (before.isspace() or before in _BEFORE_OPEN) and text[offset + 1 : offset + 2].strip() != ""


def _single_end(text: str, marks: list[int], number: int, limit: int) -> int | None:
    """The closing mark: the first after a comma, point or the like, else the first before one, else the first."""
    closers = [m for m in marks[number : number + MAX_LOOKAHEAD] if m < limit and not _opens(text, m)]
    if not closers:
        return None
    stop = text.find("\n", marks[number - 1], limit)
    closers = [m for m in closers if stop < 0 or m < stop]
    after_stop = [m for m in closers if text[m - 1] in ",.!?…"]
    before_stop = [m for m in closers if text[m + 1 : m + 2] in {",", ".", ""}]
    return next(iter(after_stop or before_stop or closers), None)
