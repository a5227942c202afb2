"""Chunking: governments, agencies, positions and names as stretches of words, found once an article.

The chunker reads from left to right and asks the lexicon what begins at each capitalised word. It decides only what can
be decided from the words themselves and their neighbours; the frames of patterns/*.yaml then say which chunks belong
together ("position=POSITION COMMA? person=PERSON").
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from berita_extract.analysis import Analysis
from berita_extract.chunks.kinds import Body, Chunk, Chunking, Person, Place, Position
from berita_extract.chunks.reader import Reader
from berita_extract.frames import Alphabet
from berita_extract.lexicon import Lexicon
from berita_extract.named_rules import Named

__all__ = ["Body", "Chunk", "Chunker", "Chunking", "Person", "Place", "Position"]


class Chunker:
    """Finds the chunks of an analysed text."""

    def __init__(self, lexicon: Lexicon, alphabet: Alphabet) -> None:
        self.lexicon = lexicon
        self.alphabet = alphabet
        self._tails = _head_tails(lexicon)

    def __call__(self, analysis: Analysis, ruled: Mapping[int, Named] = MappingProxyType({})) -> Chunking:
        """Chunk one text; time grows linearly with its words. `ruled`: agencies that a rule names, by first word."""
        return Reader(analysis, self.lexicon, self._tails, ruled).read(self.alphabet)


def _head_tails(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """For each head noun of agencies the one-word rests that make a known name: dinas -> {kesehatan, sosial, …}."""
    tails: dict[str, set[str]] = {}
    for phrase, entries in lexicon.phrases.items():
        if any(e.label == "agency" for e in entries) and phrase.count(" ") == 1:
            head, tail = phrase.split(" ")
            tails.setdefault(head, set()).add(tail)
    return {head: frozenset(rest) for head, rest in tails.items()}
