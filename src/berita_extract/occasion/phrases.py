"""Phrases of a table found in a list of words: the few hundred trigger words of events and of relevance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import Generic, NamedTuple, TypeVar

from berita_extract.words import split_words

Meaning = TypeVar("Meaning")


class Found(NamedTuple, Generic[Meaning]):
    """One phrase in the words: half-open word indices and what it stands for."""

    start: int
    end: int
    meaning: Meaning


class PhraseTable(Generic[Meaning]):
    """Phrases by their first word. A phrase may stand for several things; the longest phrase at a word wins."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase, meaning in phrases:
            words = tuple(split_words(phrase.lower())[0])
            self._by_first.setdefault(words[0], []).append((words, meaning))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, lowers: Sequence[str]) -> Iterator[Found[Meaning]]:
        """Every phrase in lower-case words, from left to right; no two overlap unless they are the same words."""
        table = self._by_first
        free = 0
        for i in compress(range(len(lowers)), map(table.__contains__, lowers)):
            if i >= free:
                word, length = lowers[i], 0
                for words, meaning in table[word]:
                    size = len(words)
                    if size < length:
                        break
                    if size == 1 or tuple(lowers[i : i + size]) == words:
                        length = size
                        yield Found(i, i + size, meaning)
                free = i + length
