"""Where in the article a word stands: headline, opening, or further down. News tells its main event first."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from berita_extract.analysis import Analysis
from berita_extract.chunks import Body, Chunk, Place, Position
from berita_extract.facts.context import Context
from berita_extract.lexicon import CAPITAL, LOWER, MARK, SPACE

TITLE, LEAD, NEXT, BODY = range(4)
ZONES = ("title", "lead", "next", "body")
# A line of this many words and no full stop at the top of the text is a headline; a sentence of fewer than MIN_SENTENCE
# words is a dateline or a byline and no opening.
MAX_HEADLINE, MIN_HEADLINE, MIN_SENTENCE = 26, 4, 7
NEXT_SENTENCES = 3
_DASHES = frozenset({"–", "-", "—", "--"})
DATELINE = 4  # words of a dateline and its dash
_COUNTED = 2 * MAX_HEADLINE
_NO_HEADLINE_END = frozenset({".", "”", '"', ":"})
_PUBLIC_LABELS = frozenset({"region", "agency", "acronym", "agency_head", "position"})


@dataclass
class Part:
    """The words of the headline that the input gave apart, or of the text: lower case, and each word's zone.

    `named` marks the words inside names of bodies and offices, `public_sentences` the sentences with a government body,
    `quoted` holds the code points of direct statements.
    """

    analysis: Analysis
    chunks: list[Chunk]
    lowers: list[str]
    zone_of: list[int]
    named: bytearray
    public_sentences: set[int]
    in_text: bool
    quoted: list[tuple[int, int]]
    acting: dict[int, int]  # sentence -> first word of the first government, body or office in it

    def is_quoted(self, word: int) -> bool:
        """Whether the word stands in a quotation of speech."""
        place = bisect_right(self.quoted, (self.analysis.starts[word], 1 << 60)) - 1
        return place >= 0 and self.analysis.starts[word] < self.quoted[place][1]

    def is_public(self, word: int) -> bool:
        """Whether a government, a government body or an office stands in the sentence of the word or the one before."""
        sentence = self.analysis.sentence_of[word]
        return sentence in self.public_sentences or sentence - 1 in self.public_sentences

    def is_after_acting(self, word: int) -> bool:
        """Whether a government, a body or an office stands before the word in its sentence: it acts, not the other."""
        return self.acting.get(self.analysis.sentence_of[word], word) < word

    def is_name(self, word: int) -> bool:
        """Whether a word of running text is written like a name: with a capital, but neither first nor shouted."""
        analysis = self.analysis
        if self.zone_of[word] == TITLE or not analysis.masks[word] & CAPITAL:
            return False
        if analysis.words[word].isupper():
            return word - analysis.sentences[analysis.sentence_of[word]][0] < DATELINE and not _DASHES.isdisjoint(
                self.lowers[word : word + DATELINE]
            )
        before = word - 1
        return word > analysis.sentences[analysis.sentence_of[word]][0] and bool(
            analysis.masks[before] & (CAPITAL | LOWER) or analysis.words[before] == ","
        )

    def is_before_name(self, end: int) -> bool:
        """Whether the word at `end` is written like a name, in the same sentence and not all in capitals."""
        analysis = self.analysis
        if end >= analysis.n or analysis.sentence_of[end] != analysis.sentence_of[end - 1]:
            return False
        return bool(analysis.masks[end] & CAPITAL) and not analysis.words[end - 1][:1].isupper()

    def body_from(self) -> int:
        """The first word below the opening."""
        return bisect_right(self.zone_of, NEXT)


def parts(context: Context) -> list[Part]:
    """The article's parts in order: the headline that the input gave (if it is not the text's first line), the text."""
    cached = context.found.get("occasion_parts")
    if cached is None:
        cached = context.found["occasion_parts"] = _parts(context)
    return cached


def _parts(context: Context) -> list[Part]:
    text = _text_part(context)
    title = (context.article.title or "").encode("utf-8", "replace").decode("utf-8").strip()
    if not title or context.text.lstrip().lower().startswith(title.lower()):
        return [text]
    return [_title_part(context.knowledge.analyser(title)), text]


def _title_part(analysis: Analysis) -> Part:
    """The headline is too short, and too full of capitals, to be worth chunking: the lexicon's phrases must do."""
    named = bytearray(analysis.n)
    public: set[int] = set()
    acting: dict[int, int] = {}
    for start, found in analysis.hits.items():
        labels = found[0].values.keys()
        if labels & _PUBLIC_LABELS:
            public.add(analysis.sentence_of[start])
            acting[analysis.sentence_of[start]] = min(start, acting.get(analysis.sentence_of[start], start))
        if labels & {"agency", "acronym"} and found[0].end - start > 1:
            named[start : found[0].end] = b"\1" * (found[0].end - start)
    return Part(analysis, [], analysis.lowers, [TITLE] * analysis.n, named, public, False, [], acting)


def _text_part(context: Context) -> Part:
    private = context.knowledge.prepare("private_roles", lambda k: frozenset(k.rulebook.words("private_roles")))
    analysis = context.analysis
    named = bytearray(analysis.n)
    public: set[int] = set()
    acting: dict[int, int] = {}
    for chunk in context.chunking.named:
        value = chunk.value
        if isinstance(value, Body):
            # "Laboratorium Inovasi" opens like a body's name: without a known family its first word keeps its say.
            start = chunk.start + (value.family is None)
        elif isinstance(value, Position):
            if not (value.body or value.place) and value.title.role in private:
                continue
            start = chunk.start
        else:
            if isinstance(value, Place):
                public.add(analysis.sentence_of[chunk.start])
                if value.government:
                    acting.setdefault(analysis.sentence_of[chunk.start], chunk.start)
            continue
        named[start : chunk.end] = b"\1" * (chunk.end - start)
        public.add(analysis.sentence_of[chunk.start])
        acting.setdefault(analysis.sentence_of[chunk.start], chunk.start)
    spans = [(e.start, e.end) for s in context.found.get("statements", ()) if s.kind == "direct" for e in s.evidence]
    zones = _zones(analysis)
    return Part(analysis, context.chunking.named, analysis.lowers, zones, named, public, True, sorted(spans), acting)


def _zones(analysis: Analysis) -> list[int]:
    """The zone of each word: headline lines at the top, the first sentence, the next ones, the rest."""
    zones: list[int] = []
    seen = 0
    for start, end in analysis.sentences:
        size = sum(1 for mask in analysis.masks[start : min(end, start + _COUNTED)] if not mask & (SPACE | MARK))
        if seen == 0 and _is_headline(analysis, start, end, size):
            zone = TITLE
        elif min(size, end - start) < MIN_SENTENCE:
            zone = NEXT
        elif seen > NEXT_SENTENCES:
            break
        else:
            zone = NEXT if seen else LEAD
            seen += 1
        zones.extend([zone] * (end - start))
    zones.extend([BODY] * (analysis.n - len(zones)))
    return zones


def _is_headline(analysis: Analysis, start: int, end: int, size: int) -> bool:
    """A line of its own without a full stop, with something below it."""
    if end >= analysis.n or end - start > 2 * MAX_HEADLINE or not MIN_HEADLINE <= size <= MAX_HEADLINE:
        return False
    last = end - 1
    while last > start and analysis.masks[last] & SPACE:
        last -= 1
    broken = "\n" in analysis.text[analysis.ends[last] : analysis.starts[end]]
    return broken and analysis.words[last] not in _NO_HEADLINE_END
