"""Relevance: what is about an innovation of a government body, and what only sounds like it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from berita_extract import relevance, rules
from berita_extract.annotate import Annotator
from berita_extract.errors import PatternError
from berita_extract.model import Article
from berita_extract.rules import Rule


@cache
def annotator() -> Annotator:
    return Annotator(rules.load())


def is_relevant(text: str, title: str | None = None) -> bool:
    return relevance.is_relevant(annotator()(Article(text=text, title=title)))


CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "relevance.jsonl").open(encoding="utf-8")]


@pytest.mark.parametrize("case", CASES, ids=[case["title"] or "untitled" for case in CASES])
def test_relevant_or_not(case):
    assert is_relevant(case["text"], case["title"]) is case["relevant"]


def test_the_name_of_an_agency_is_no_innovation():
    text = (
        "Badan Riset dan Inovasi Nasional mencatat hujan di Jakarta. Kepala Badan Riset dan Inovasi Nasional berpesan."
    )
    assert not is_relevant(text)


def test_every_core_phrase_holds_a_stretch_of_the_cheap_test():
    """No article can pass without a core signal, so the cheap first test loses nothing."""
    book = rules.load()
    phrases = [p for rule in book.of("relevance") if rule.settings.get("core") for p in rule.pattern]
    assert len(phrases) > 50
    assert [p for p in phrases if not book.may_be_relevant(p)] == []


def test_without_a_core_signal_nothing_is_relevant():
    context = annotator()(
        Article(text="Pemerintah Kota Blitar menata layanan publik dan pelayanan terpadu untuk warga kota.")
    )
    assert relevance.score(context) == float("-inf")


def test_an_unknown_setting_is_refused():
    rule = Rule("relevance.x", "", "phrase", ["x"], (), (), {"titel": 1}, "relevance.yaml:1")
    with pytest.raises(PatternError, match=r"relevance\.yaml:1: rule 'relevance\.x': unknown setting 'titel'"):
        relevance._signal(rule)
