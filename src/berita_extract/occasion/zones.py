"""Where in the article a word stands: headline, opening, or further down. News tells its main event first."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from berita_extract.analysis import Analysis
from berita_extract.chunks import Body, Chunking, Place, Position
from berita_extract.facts.context import Context
from berita_extract.lexicon import MARK, SPACE

TITLE, LEAD, NEXT, BODY = range(4)
ZONES = ("title", "lead", "next", "body")
# A line of this many words and no full stop at the top of the text is a headline; a sentence of fewer than MIN_SENTENCE
# words is a dateline or a byline and no opening.
MAX_HEADLINE, MIN_HEADLINE, MIN_SENTENCE = 26, 4, 7
NEXT_SENTENCES = 3


@dataclass
class Part:
    """The words of the headline that the input gave apart, or of the text: lower case, each word's zone, and which words
    are parts of names of bodies and offices (`named`) or stand in a sentence with a government body (`public_sentences`); `quoted` are the code points of direct statements."""

    analysis: Analysis
    chunking: Chunking
    lowers: list[str]
    zone_of: list[int]
    named: bytearray
    public_sentences: set[int]
    in_text: bool
    quoted: list[tuple[int, int]]

    def is_quoted(self, word: int) -> bool:
        """Whether the word stands in a quotation of speech."""
        place = bisect_right(self.quoted, (self.analysis.starts[word], 1 << 60)) - 1
        return place >= 0 and self.analysis.starts[word] < self.quoted[place][1]

    def is_public(self, word: int) -> bool:
        """Whether a government, a government body or an office stands in the sentence of the word."""
        return self.analysis.sentence_of[word] in self.public_sentences


def parts(context: Context) -> list[Part]:
    """The article's parts in order: the headline that the input gave (if it is not the text's first line), the text."""
    cached = context.found.get("occasion_parts")
    if cached is None:
        cached = context.found["occasion_parts"] = _parts(context)
    return cached


def _parts(context: Context) -> list[Part]:
    private = context.knowledge.prepare("private_roles", lambda k: frozenset(k.rulebook.words("private_roles")))
    quoted = sorted(
        (e.start, e.end) for s in context.found.get("statements", ()) if s.kind == "direct" for e in s.evidence
    )
    text = _part(context.analysis, context.chunking, _zones(context.analysis), private, quoted)
    title = (context.article.title or "").encode("utf-8", "replace").decode("utf-8").strip()
    if not title or context.text.lstrip().lower().startswith(title.lower()):
        return [text]
    analysis = context.knowledge.analyser(title)
    chunking = context.knowledge.chunker(analysis)
    return [_part(analysis, chunking, [TITLE] * analysis.n, private, None), text]


def _part(analysis: Analysis, chunking: Chunking, zones: list[int], private: frozenset[str],
    quoted: list[tuple[int, int]] | None) -> Part:
    named = bytearray(analysis.n)
    public: set[int] = set()
    for chunk in chunking.named:
        value = chunk.value
        office = isinstance(value, Position) and (value.body or value.place or value.title.role not in private)
        if isinstance(value, Body) or (office and quoted is not None):
            # "Laboratorium Inovasi" opens like a body's name: without a known family its first words keep their say.
            start = chunk.start + 1 if isinstance(value, Body) and value.family is None else chunk.start
            named[start : chunk.end] = b"\1" * (chunk.end - start)
        if chunk.kind == "AGENCY" or isinstance(value, Place):
            public.add(analysis.sentence_of[chunk.start])
        elif office:
            public.add(analysis.sentence_of[chunk.start])
    return Part(analysis, chunking, analysis.lowers, zones, named, public, quoted is not None, quoted or [])


def _zones(analysis: Analysis) -> list[int]:
    """The zone of each word: headline lines at the top, the first sentence, the next ones, the rest."""
    zones: list[int] = []
    seen = 0
    for start, end in analysis.sentences:
        size = sum(1 for mask in analysis.masks[start:end] if not mask & (SPACE | MARK))
        if seen == 0 and _is_headline(analysis, start, end, size):
            zone = TITLE
        elif size < MIN_SENTENCE:
            zone = min(LEAD + seen, BODY) if seen else NEXT
        else:
            zone = LEAD if seen == 0 else NEXT if seen <= NEXT_SENTENCES else BODY
            seen += 1
        zones.extend([zone] * (end - start))
    return zones


def _is_headline(analysis: Analysis, start: int, end: int, size: int) -> bool:
    """A line of its own without a full stop, with something below it."""
    if not MIN_HEADLINE <= size <= MAX_HEADLINE or end >= analysis.n:
        return False
    last = end - 1
    while last > start and analysis.masks[last] & SPACE:
        last -= 1
    return last < end - 1 and "\n" in analysis.text[analysis.ends[last] : analysis.starts[end]] and analysis.words[
        last
    ] not in {".", "”", '"', ":"}
