"""One article's text as the rules see it: words with flags, sentences and the phrases of the lexicon."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain, compress
from operator import add
from typing import Any, NamedTuple, TypeAlias

from berita_extract.lexicon import (
    CAPITAL,
    COMMON,
    DEGREE,
    LOWER,
    MARK,
    NAME,
    NONNAME,
    NUMBER,
    OPENS,
    ORG,
    SPACE,
    STOP,
    TITLE,
    Lexicon,
)  # fmt: skip
from berita_extract.model import Evidence
from berita_extract.words import Cutter, split_words

# A point behind these ends no sentence ("UPT. Puskesmas").
_SHORTENED = frozenset({"upt", "uptd", "kec", "kel", "kab", "prov", "jl", "jln"})
_MAY_END = SPACE | STOP | DEGREE
_ALSO_IN_LOWER_CASE = frozenset({"position", "agency", "agency_head"})
_CLOSERS = frozenset("\"'”’»)]")


class Hit(NamedTuple):
    """A phrase of the lexicon in the text: half-open word indices, and label -> what the phrase stands for."""

    start: int
    end: int
    values: dict[str, Any]


class Node:
    """A word inside the phrases of the lexicon: what ends with it stands for, and how phrases go on behind it."""

    __slots__ = ("more", "values")

    def __init__(self) -> None:
        self.values: dict[str, Any] | None = None
        self.more: dict[str, Node] = {}


# What many words have in common: flags, length without and with the space behind it, the phrases of the lexicon that
# may begin there, whether it is one of _MAY_END and of OPENS, what others note of it, its letter in frames.
Shape: TypeAlias = tuple[int, int, int, "Node | None", bool, bool, int, str]
# Words one after the other, three entries each: itself, lower case, shape. Fetching objects from memory is what reading
# a text costs, so that there are as few as can be.
Known: TypeAlias = tuple[Any, ...]
_NONE: tuple[tuple[Any, ...], ...] = ((),) * 8


class Analysis:
    """The words of one text with their offsets, flags, sentences and phrase hits.

    `starts`/`ends` are code point offsets of each word; `sentences` are half-open word ranges; `hits` maps a word index
    to the phrases that begin there, longest first; `worth` are the words of OPENS;
    `letters` has the letter of each word for frames.
    """

    __slots__ = (
        "_noted", "ends", "hits", "letters", "lowers", "masks", "n", "sentence_of", "sentences", "starts", "text",
        "words", "worth",
    )  # fmt: skip

    def __init__(self, text: str, stretches: Iterable[Known]) -> None:
        known = list(chain.from_iterable(stretches))
        columns: Any = tuple(zip(*known[2::3], strict=True)) or _NONE
        masks, sizes, steps, begins, may_end, worth, notes, letters = columns
        self.text = text
        self.words: list[str] = known[0::3]
        self.n = len(self.words)
        self.starts: list[int] = [0, *accumulate(steps)]
        self.starts[-1] = len(text)
        self.ends: list[int] = list(map(add, self.starts, sizes))
        self.lowers: list[str] = known[1::3]
        self.masks: list[int] = list(masks)
        self._noted: dict[int, list[int]] = {}  # note -> its words
        for i in compress(range(self.n), notes):
            self._noted.setdefault(notes[i], []).append(i)
        self.letters = "".join(letters)
        self.worth: list[int] = list(compress(range(self.n), worth))
        self.sentences = self._split_sentences(list(compress(range(self.n), may_end)))
        self.sentence_of: list[int] = []
        for number, (start, end) in enumerate(self.sentences):
            self.sentence_of += [number] * (end - start)
        self.hits = self._phrases(begins)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the words [start, end)."""
        return self.starts[start], self.ends[end - 1]

    def slice(self, start: int, end: int) -> str:
        """The text of the words [start, end)."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def evidence(self, start: int, end: int) -> Evidence:
        """The words [start, end) as evidence."""
        a, b = self.span(start, end)
        return Evidence(start=a, end=b, text=self.text[a:b])

    def noted_as(self, kind: int) -> list[int]:
        """The words of which any of these bits is noted."""
        found = [words for note, words in self._noted.items() if note & kind]
        return sorted(chain.from_iterable(found)) if len(found) > 1 else list(*found)

    def is_noted(self, kind: int) -> bool:
        """Whether any of these bits is noted of any word."""
        return any(note & kind for note in self._noted)

    def word_at(self, offset: int) -> int:
        """Index of the word that covers the offset (or of the first one after it)."""
        return bisect_right(self.ends, offset)

    def _phrases(self, begins: Sequence[Node | None]) -> dict[int, list[Hit]]:
        """The phrases that begin at each word, longest first."""
        hits: dict[int, list[Hit]] = {}
        lowers, n = self.lowers, self.n
        for i in compress(range(n), begins):
            node: Node | None = begins[i]
            j = i + 1
            found: list[Hit] = []
            while node is not None:
                if node.values is not None:
                    found.append(Hit(i, j, node.values))
                node = node.more.get(lowers[j]) if j < n and node.more else None
                j += 1
            if found:
                found.reverse()
                hits[i] = found
        return hits

    def _split_sentences(self, may_end: Sequence[int]) -> list[tuple[int, int]]:
        """Cut at line breaks and at points that end a sentence (not after initials, numbers of lists, or before
        lower case); closing quotes and brackets stay with their sentence."""
        words, masks, n = self.words, self.masks, self.n
        cuts = []
        done = 0
        for i in may_end:
            word = words[i]
            if i < done:
                continue
            if masks[i] & SPACE:
                if "\n" in word:
                    cuts.append(i + 1)
            elif masks[i] & STOP:
                j = i + 1
                while j < n and words[j] in _CLOSERS and self.starts[j] == self.ends[j - 1]:
                    j += 1
                if j >= n or self._starts_sentence(i, j):
                    cuts.append(j)
                    done = j
            elif word[-1] == "." and i + 1 < n and self._opens_sentence_word(i + 1):
                cuts.append(i + 1)
        out, start = [], 0
        for cut in [*cuts, n]:
            if cut > start:
                out.append((start, cut))
                start = cut
        return out

    def _starts_sentence(self, stop: int, following: int) -> bool:
        mask = self.masks[following]
        if mask & LOWER or (stop and self.lowers[stop - 1] in _SHORTENED):
            return False
        if stop and self.masks[stop - 1] & NUMBER and self.starts[following] == self.ends[following - 1]:
            return False
        previous_is_list_number = (
            stop
            and self.masks[stop - 1] & NUMBER
            and (stop == 1 or self.masks[stop - 2] & SPACE)
            and len(self.words[stop - 1]) <= 2
        )
        if previous_is_list_number:
            return False
        return bool(mask & (CAPITAL | NUMBER | MARK | SPACE))

    def _opens_sentence_word(self, i: int) -> bool:
        """After "S.Sos." a sentence ends only before a word that opens sentences and is part of no name."""
        mask = self.masks[i]
        return bool(mask & TITLE and mask & (COMMON | NONNAME) and not mask & (NAME | ORG))


class Analyser:
    """Makes an Analysis of a text: words, flags and the phrases of the whole lexicon."""

    def __init__(
        self, lexicon: Lexicon, note: Callable[[str], int] = lambda _: 0, letter: Callable[[str], str] = lambda _: "x"
    ) -> None:
        """`note` says what others note of a word form, `letter` which letter stands for a lower-case one in frames."""
        self.lexicon = lexicon
        self._note, self._letter = note, letter
        self._shapes: dict[Shape, Shape] = {}
        self._begins, self._begins_small = _tries(lexicon)
        self._cutter: Cutter[Known] = Cutter(self._known)

    def __call__(self, text: str) -> Analysis:
        """Analyse one text (without lone surrogates)."""
        return Analysis(text, self._cutter(text))

    def _known(self, words: list[str], spaces: list[bool]) -> Known:
        """What is known of a few words; `spaces`: whether a space follows."""
        out: list[Any] = []
        for word, space in zip(words, spaces, strict=True):
            lower, mask = self.lexicon.info[word]
            begins = (self._begins if mask & CAPITAL else self._begins_small).get(lower)
            kinds = bool(mask & _MAY_END), bool(mask & OPENS)
            shape = mask, len(word), len(word) + space, begins, *kinds, self._note(word), self._letter(lower)
            out += (word, word if lower == word else lower, self._shapes.setdefault(shape, shape))
        return tuple(out)


def _tries(lexicon: Lexicon) -> tuple[dict[str, Node], dict[str, Node]]:
    """The phrases of the lexicon as trees of words: all, which begin with a capital, and those that also stand in
    lower case."""
    values: dict[tuple[str, ...], dict[str, Any]] = {}
    for phrase, entries in lexicon.phrases.items():
        written = lexicon.written[phrase]
        simple = written.replace(" ", "").isalpha()  # most are, and need no expression to be cut
        words = tuple(phrase.split() if simple else [word.lower() for word in split_words(written)[0]])
        told = values.setdefault(words, {})
        for entry in entries:
            told.setdefault(entry.label, entry.value)
    begins: dict[str, Node] = {}
    small: dict[str, Node] = {}
    for words, told in values.items():
        _plant(begins, words, told)
        if not _ALSO_IN_LOWER_CASE.isdisjoint(told):
            _plant(small, words, told)
    return begins, small


def _plant(nodes: dict[str, Node], words: tuple[str, ...], values: dict[str, Any]) -> None:
    for word in words[:-1]:
        nodes = nodes.setdefault(word, Node()).more
    nodes.setdefault(words[-1], Node()).values = values
