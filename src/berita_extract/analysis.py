"""One article's text as the rules see it: words with flags, sentences and the phrases of the lexicon."""

from __future__ import annotations

from bisect import bisect_right
from contextlib import ExitStack
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

from berita_extract.language import split_words
from berita_extract.lexicon import (
    CAPITAL,
    COMMON,
    DEGREE,
    LOWER,
    MARK,
    NAME,
    NONNAME,
    NUMBER,
    ORG,
    SPACE,
    STOP,
    TITLE,
    Lexicon,
)  # fmt: skip
from berita_extract.model import Evidence

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.vocab import Vocab

# Words after which a new zone of the vocabulary begins: new lexemes of so many words take some 100 MB at the most.
WORDS_A_ZONE = 1_000_000
_MAY_END = SPACE | STOP | DEGREE
_ALSO_IN_LOWER_CASE = frozenset({"position", "agency", "agency_head"})
_CLOSERS = frozenset("\"'”’»)]")


class Hit(NamedTuple):
    """A phrase of the lexicon in the text: half-open word indices, and label -> what the phrase stands for."""

    start: int
    end: int
    values: dict[str, Any]


class Analysis:
    """The words of one text with their offsets, flags, sentences and phrase hits.

    `starts`/`ends` are code point offsets of each word; `sentences` are half-open word ranges; `hits` maps a word index
    to the phrases that begin there, longest first.
    """

    __slots__ = ("ends", "hits", "lowers", "masks", "n", "sentence_of", "sentences", "starts", "text", "words")

    def __init__(self, text: str, words: list[str], spaces: list[bool], lexicon: Lexicon) -> None:
        self.text = text
        self.words = words
        self.n = len(words)
        self.starts: list[int] = [0, *accumulate(map(add, map(len, words), spaces))]
        self.ends: list[int] = list(map(add, self.starts, map(len, words)))
        info = list(map(lexicon.info.__getitem__, words))
        self.lowers = [lower for lower, _ in info]
        self.masks = [mask for _, mask in info]
        self.sentences = self._split_sentences()
        self.sentence_of: list[int] = []
        for number, (start, end) in enumerate(self.sentences):
            self.sentence_of += [number] * (end - start)
        self.hits: dict[int, list[Hit]] = {}

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

    def word_at(self, offset: int) -> int:
        """Index of the word that covers the offset (or of the first one after it)."""
        return bisect_right(self.ends, offset)

    def _split_sentences(self) -> list[tuple[int, int]]:
        """Cut at line breaks and at points that end a sentence (not after initials, numbers of lists, or before
        lower case); closing quotes and brackets stay with their sentence."""
        words, masks, n = self.words, self.masks, self.n
        cuts = []
        done = 0
        for i in [k for k, mask in enumerate(masks) if mask & _MAY_END]:
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
        if mask & LOWER:
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
    """Makes an Analysis of a text: tokenizer, flags and one PhraseMatcher over the whole lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        from spacy.attrs import LOWER as LOWER_ATTRIBUTE
        from spacy.matcher import PhraseMatcher
        from spacy.vocab import Vocab

        self.lexicon = lexicon
        # Only the attribute that is matched on: each new word form costs less than with spaCy's whole set.
        self.vocab: Vocab = Vocab(lex_attr_getters={LOWER_ATTRIBUTE: str.lower})
        self._matcher: PhraseMatcher = PhraseMatcher(self.vocab, attr="LOWER")
        self._fill()
        self._zone = ExitStack()
        self._words_in_zone = WORDS_A_ZONE  # the first text opens the first zone

    def _fill(self) -> None:
        from spacy.tokens import Doc

        docs = []
        self._by_words: dict[tuple[str, ...], dict[str, Any]] = {}
        for phrase, entries in self.lexicon.phrases.items():
            words, spaces = split_words(self.lexicon.written[phrase])
            values = self._by_words.setdefault(tuple(w.lower() for w in words), {})
            for entry in entries:
                values.setdefault(entry.label, entry.value)
            docs.append(Doc(self.vocab, words=words, spaces=spaces))
        self._matcher.add("phrase", docs)

    def __call__(self, text: str) -> Analysis:
        """Analyse one text (without lone surrogates). Vocabulary growth is undone at the end."""
        from spacy.tokens import Doc

        words, spaces = split_words(text)
        analysis = Analysis(text, words, spaces, self.lexicon)
        hits, lowers, masks = analysis.hits, analysis.lowers, analysis.masks
        self._renew_zone(len(words))
        for _, start, end in self._matcher(Doc(self.vocab, words=words, spaces=spaces)):
            values = self._by_words[tuple(lowers[start:end])]
            if masks[start] & CAPITAL or not _ALSO_IN_LOWER_CASE.isdisjoint(values):
                hits.setdefault(start, []).append(Hit(start, end, values))
        for found in hits.values():
            if len(found) > 1:
                found.sort(key=lambda h: -h.end)
        return analysis

    def _renew_zone(self, words: int) -> None:
        """Words that only the texts bring leave the vocabulary every so many words: memory stays flat.

        One zone for many texts, since news repeats its words: a zone for each text makes most lexemes anew.
        """
        self._words_in_zone += words
        if self._words_in_zone > WORDS_A_ZONE:
            self._zone.close()
            self._zone = ExitStack()
            self._zone.enter_context(self.vocab.memory_zone())
            self._words_in_zone = words
