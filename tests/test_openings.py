"""Expressions tried only where they may begin find what they find everywhere."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from berita_extract.analysis import Analyser
from berita_extract.facts import date_grammar
from berita_extract.facts.anchors import DATE
from berita_extract.facts.beginnings import beginnings
from berita_extract.facts.context import Context, Knowledge
from berita_extract.facts.openings import Openings, Spotted, openings
from berita_extract.model import Article


@pytest.fixture(scope="module")
def knowledge(rulebook):
    return Knowledge(rulebook)


_PIECES = st.sampled_from([
    "inovasi", "Inovasi", "lnovasi", "aplikasi", "bernama", "meluncurkan", "dengan", "atau", "(", ")", "“", "”", '"',
    "–", "- ", ", ", ". ", ".", ": ", " ", " ", " ", "\n", "1. ", "• ", "dari ", "Juara I", "terbaik kedua",
    "penghargaan",
    "MERAIH", "meraih", "kategori", "Top 45", "TOP99", "33ribu", "x" * 70, "ber-inovasi", "e-Tax", "ſinovasi",
    "Kelurahan", "Lomba ", "Budi", "A", "pemenang", "dis\u0131ngkat",
    "www.inovasi-kami.example.id/juara1terbaik-menang", "_inovasi", "tiga inovasi: ", "٣ inovasi: ", "5", "\n2) ",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=25))
@example(["“", "Inovasi", "TOP99", "inovasi", "inovasi"])
@settings(max_examples=400, deadline=None)
def test_the_same_matches_as_finditer(knowledge, pieces):
    text = "".join(pieces)
    analysis = knowledge.analyser(text)
    for group, expressions in openings(knowledge).groups.items():
        spotted = Spotted(openings(knowledge), analysis, group)
        for name, expression in expressions.items():
            found = [m.span() for m in spotted.finditer(name)]
            assert found == [m.span() for m in expression.finditer(text)], name
            assert spotted.may_match(name) or not found
            assert analysis.is_noted(group) or not found or name not in openings(knowledge).told[group]
            a, b = len(text) // 4, len(text) - len(text) // 5
            found = [m.span() for m in spotted.finditer(name, a, b)]
            assert found == [m.span() for m in expression.finditer(text, a, b)], name


@pytest.mark.parametrize(
    ("expression", "beginning"),
    [
        (r"\b(?:[Ii]novasi|karya)\b", {"Inova", "inova", "karya"}),
        (r"(?<=\w) dari (?=[A-Z])", {" dari"}),
        (r"ab?c", {"ac", "abc"}),
        (r"(?:ab){2,3}x", {"ab"}),
        (r'(?=["“][AB])', {'"A', '"B', "“A", "“B"}),
        (r"\w{3}", None),
        (r"(?:^|\n)a", None),
        (r"a?", None),
        (r"[^a]b", None),
    ],
)
def test_what_an_expression_begins_with(expression, beginning):
    told = beginnings(re.compile(expression))
    assert (told and told.openings) == beginning


def test_a_form_that_the_tokenizer_may_cut_gives_up_on_places(knowledge):
    text = "x" * 58 + "inovasi"
    own = Openings()
    own.enter(1, {"plain": re.compile("inovasi")})
    analysis = Analyser(knowledge.lexicon, own.groups_of)(text)
    assert [m.start() for m in Spotted(own, analysis, 1).finditer("plain")] == [58]


_DATE_PIECES = st.sampled_from([
    "2024", "2025", "19", "5", "Januari", "Mei", "Senin", "tahun", "Tahun", "pada", "bulan", "sejak", "dari", "di", ",",
    ".", " ", " ", " ", " ", "-", "–", "/", "(", ")", "12/5/2025", "dan", "ini", "lalu", "orang", "\n", "x" * 70,
    "٢٠٢٤",
])  # fmt: skip


@given(st.lists(_DATE_PIECES, max_size=30))
@settings(max_examples=300, deadline=None)
def test_dates_are_the_same_as_where_all_is_tried_everywhere(knowledge, pieces):
    analysis = knowledge.analyser("".join(pieces))
    context = Context(Article(text=analysis.text), analysis, knowledge.chunker(analysis), knowledge)
    grammar = date_grammar.grammar(knowledge)
    nothing_told = Openings()
    nothing_told.enter(1, {"all": re.compile("x")}, only=())
    steps = date_grammar.Steps([e._replace(placed=False, sieve=None) for e in grammar.expressions])
    everywhere = dataclasses.replace(grammar, beginnings=date_grammar.Beginnings(nothing_told), steps=steps)
    anchors = analysis.noted_as(DATE)
    assert date_grammar.find(context, grammar, anchors) == date_grammar.find(context, everywhere, anchors)
