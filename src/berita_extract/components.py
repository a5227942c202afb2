"""spaCy components for those who work with spaCy itself: `berita_sentences` and `berita_entities`.

    nlp = spacy.blank("id_berita")
    nlp.add_pipe("berita_sentences")
    nlp.add_pipe("berita_entities")
    doc = nlp("Kepala Bappeda Kota Cilegon, Beatrie Noviana, hadir.")
    [(ent.text, ent.label_) for ent in doc.ents]

Both are stateless (their rules come from patterns/), so `nlp.to_disk` and `spacy.load` need nothing from them.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from berita_extract.analysis import Analysis
from berita_extract.chunks import Body, Person, Place, Position
from berita_extract.facts.context import Knowledge
from berita_extract.rules import load


@lru_cache(maxsize=1)
def _knowledge() -> Knowledge:
    return Knowledge(load())


def _analysis(doc: Doc) -> Analysis:
    """The doc's text as the rules see it; raises ValueError where another tokenizer made the doc."""
    analysis = _knowledge().analyser(doc.text)
    if analysis.n != len(doc):
        raise ValueError("berita_* components need the tokenizer of spacy.blank('id_berita')")
    return analysis


@Language.component("berita_sentences")  # type: ignore[untyped-decorator,unused-ignore]
def berita_sentences(doc: Doc) -> Doc:
    """Set sentence starts that survive titles, degrees, initials, quotes and missing spaces."""
    for token in doc:
        token.is_sent_start = False
    for start, _ in _analysis(doc).sentences:
        doc[start].is_sent_start = True
    return doc


@Language.component("berita_entities")  # type: ignore[untyped-decorator,unused-ignore]
def berita_entities(doc: Doc) -> Doc:
    """Set `doc.ents`: PERSON, POSITION, AGENCY and GOVERNMENT as the chunker finds them."""
    knowledge = _knowledge()
    spans = []
    for chunk in knowledge.chunker(_analysis(doc)).named:
        value = chunk.value
        if isinstance(value, Person):
            spans.append(doc.char_span(*_bounds(doc, value.name_start, value.name_end), label="PERSON"))
        elif isinstance(value, Position):
            spans.append(doc.char_span(*_bounds(doc, value.start, value.end), label="POSITION"))
        elif isinstance(value, Body):
            spans.append(doc.char_span(*_bounds(doc, value.start, value.end), label="AGENCY"))
        elif isinstance(value, Place):
            spans.append(doc.char_span(*_bounds(doc, value.start, value.end), label="GOVERNMENT"))
    doc.ents = tuple(filter_spans([span for span in spans if span is not None]))
    return doc


def _bounds(doc: Doc, start: int, end: int) -> tuple[int, int]:
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
