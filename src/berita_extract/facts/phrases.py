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
        self.ends = frozenset(self.lasts)
        for table in (self.firsts, self.lasts):
            for row in table.values():
                row.sort(key=lambda entry: -len(entry[0]))

    def at(self, lowers: Sequence[str], i: int) -> tuple[int, Rule] | None:
        """The longest phrase that begins at word i: (end, rule)."""
        for words, rule in self.firsts.get(lowers[i], ()):
            if len(words) == 1 or tuple(lowers[i : i + len(words)]) == words:
                return i + len(words), rule
        return None

    def before(self, lowers: Sequence[str], i: int, stop: int = 0) -> tuple[int, Rule] | None:
        """The longest phrase that ends just before word i and begins at or after `stop`: (start, rule)."""
        if i <= stop:
            return None
        for words, rule in self.lasts.get(lowers[i - 1], ()):
            start = i - len(words)
            if start >= stop and (len(words) == 1 or tuple(lowers[start:i]) == words):
                return start, rule
        return None
