"""What a fact module is given: the article, its words and chunks, the rules, and the facts found before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

from berita_extract.analysis import Analyser, Analysis
from berita_extract.chunks import Chunker, Chunking
from berita_extract.frames import Alphabet, Frame, FrameMatch, compile_frame
from berita_extract.lexicon import Lexicon
from berita_extract.model import Article, Evidence
from berita_extract.rules import Rulebook

# Every chunk kind that a frame may name.
CHUNK_KINDS = ("POSITION", "PERSON", "AGENCY", "GOVERNMENT", "PLACE", "NUMBER", "word")
# Key of Context.found: the innovations that rules of patterns/ name outright.
NAMED = "named_innovations"


class Knowledge:
    """The rules and lists made ready once a process: lexicon, analyser, chunker, compiled frames."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.lexicon = Lexicon(rulebook)
        self.alphabet = Alphabet()
        for kind in CHUNK_KINDS[:-1]:
            self.alphabet.code(kind)
        self.frames: dict[str, list[Frame]] = {}
        for rule in rulebook.rules.values():
            if rule.kind == "frame":
                self.frames.setdefault(rule.fact, []).append(compile_frame(rule, self.alphabet))
        self._forms: dict[str, int] | None = None
        self.analyser = Analyser(self.lexicon, self._note, self.alphabet.letter)
        self.chunker = Chunker(self.lexicon, self.alphabet)
        self.prepared: dict[str, Any] = {}

    def _note(self, word: str) -> int:
        """What facts/anchors.py notes of a word form."""
        if self._forms is None:
            from berita_extract.facts.anchors import Forms  # it asks the modules that ask this one

            self._forms = Forms(self)
        return self._forms[word]

    def prepare(self, key: str, make: Any) -> Any:
        """What a fact module builds once from the rules: `make(self)` on first use, then the same object."""
        if key not in self.prepared:
            self.prepared[key] = make(self)
        return self.prepared[key]


@dataclass
class Context:
    """One article on its way through the fact modules."""

    article: Article
    analysis: Analysis
    chunking: Chunking
    knowledge: Knowledge
    # record field -> facts found so far; further keys are what modules leave for each other (their docstrings say so)
    found: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text: str = self.analysis.text  # the article's text, which all offsets point into

    def evidence(self, start: int, end: int) -> Evidence:
        """Evidence for the code points [start, end); asserts that the stretch is not empty."""
        text = self.text
        assert 0 <= start < end <= len(text), (start, end)
        return Evidence(start=start, end=end, text=text[start:end])

    def frame_matches(self, fact: str) -> list[tuple[int, FrameMatch]]:
        """(first chunk of the sentence, match) of every frame of the fact, sentence by sentence."""
        inside, needed, across = self.knowledge.prepare(f"frames.{fact}", partial(_frames, fact))
        coded_sentences = self.chunking.coded
        out: list[tuple[int, FrameMatch]] = []
        for (first, _), coded in zip(self.chunking.sentences, coded_sentences, strict=True):
            for letter in needed:  # most sentences lack what every frame needs (an office, for those of officials)
                if letter not in coded:
                    break
            else:
                _match(inside, coded, first, out)
        if across:
            _match(across, "".join(coded_sentences), 0, out)
        return out


# Frames, each with the characters that it needs besides those that are looked for before.
_Needing: TypeAlias = list[tuple[Frame, tuple[str, ...]]]


def _match(frames: _Needing, coded: str, first: int, out: list[tuple[int, FrameMatch]]) -> None:
    """Add the matches of the frames: as `frames.find`, which looks through the whole stretch for what they need."""
    for frame, needed in frames:
        for letter in needed:
            if letter not in coded:
                break
        else:
            for match in frame.expression.finditer(coded):
                spans = {k: match.span(k) for k, part in match.groupdict().items() if part is not None}
                out.append((first, FrameMatch(frame.rule, match.start(), match.end(), spans)))


def _frames(fact: str, knowledge: Knowledge) -> tuple[_Needing, tuple[str, ...], _Needing]:
    """The frames of a fact that stay inside a sentence, the characters that all of them need, and those with
    `across: true`, which read over the ends of sentences."""
    frames = knowledge.frames.get(fact, [])
    inside = [f for f in frames if not f.rule.settings.get("across")]
    needed = frozenset.intersection(*(f.needs for f in inside)) if inside else frozenset()
    across = [(f, tuple(sorted(f.needs))) for f in frames if f.rule.settings.get("across")]
    return [(f, tuple(sorted(f.needs - needed))) for f in inside], tuple(sorted(needed)), across


def holds(text: str, stretches: Iterable[str]) -> bool:
    """Whether one of the stretches stands in the text."""
    for stretch in stretches:  # noqa: SIM110 (any() takes twice as long)
        if stretch in text:
            return True
    return False
