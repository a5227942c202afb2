"""Phrase rules over the words of an article: which of a set of phrases begins or ends at a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from berita_extract.rules import Rule
from berita_extract.words import split_words


class PhraseTable:
    """The phrases of some rules, found by their first or by their last word; longer phrases come first."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.firsts: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
        self.lasts: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
        for rule in rules:
            for phrase in [rule.pattern] if isinstance(rule.pattern, str) else rule.pattern:
                words = tuple(split_words(phrase.lower())[0])
                self.firsts.setdefault(words[0], []).append((words, rule))
                self.lasts.setdefault(words[-1], []).append((words, rule))
        for table in (self.firsts, self.lasts):
            for row in table.values():
                row.sort(key=lambda entry: -len(entry[0]))
        self.begins, self.ends = frozenset(self.firsts), frozenset(self.lasts)
        # where all phrases with a first (last) word go on: the words that may stand behind (before) it
        self._behind = {word: further for word, row in self.firsts.items() if (further := _further(row, 1)) is not None}
        self._before = {word: further for word, row in self.lasts.items() if (further := _further(row, -2)) is not None}

    def at(self, lowers: Sequence[str], i: int) -> tuple[int, Rule] | None:
        """The longest phrase that begins at word i: (end, rule)."""
        row = self.firsts.get(lowers[i])
        if row is None:
            return None
        behind = self._behind.get(lowers[i])
        if behind is not None and behind.isdisjoint(lowers[i + 1 : i + 2]):
            return None
        for words, rule in row:
            if len(words) == 1 or tuple(lowers[i : i + len(words)]) == words:
                return i + len(words), rule
        return None

    def before(self, lowers: Sequence[str], i: int, stop: int = 0) -> tuple[int, Rule] | None:
        """The longest phrase that ends just before word i and begins at or after `stop`: (start, rule)."""
        if i <= stop:
            return None
        row = self.lasts.get(lowers[i - 1])
        if row is None:
            return None
        before = self._before.get(lowers[i - 1])
        if before is not None and (i < 2 or lowers[i - 2] not in before):
            return None
        for words, rule in row:
            start = i - len(words)
            if start >= stop and (len(words) == 1 or tuple(lowers[start:i]) == words):
                return start, rule
        return None


def _further(row: list[tuple[tuple[str, ...], Rule]], place: int) -> frozenset[str] | None:
    """The words at a place of all these phrases; None where one of them has a single word."""
    return None if any(len(words) == 1 for words, _ in row) else frozenset(words[place] for words, _ in row)
