"""The tests that keep irrelevant articles cheap never say no to what the rules of relevance.yaml can make relevant.

What is tried comes from the patterns: where a rule changes, so does the proof.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from berita_extract import pipeline, prospect, relevance, rules
from berita_extract.annotate import annotate, annotator
from berita_extract.errors import PatternError
from berita_extract.model import Article

ROOT = Path(__file__).resolve().parents[1]
BOOK = rules.load()
BY_RULE = {
    rule.id: [rule.pattern] if isinstance(rule.pattern, str) else list(rule.pattern)
    for rule in BOOK.of("relevance", "phrase")
}
# What makes points more or less: bodies that act, companies, quotations, headlines, names of agencies with such words.
AROUND = (
    "Pemerintah Kota Cilegon", "Bupati Tuban", "Dinas Kesehatan Kabupaten Gresik", "PT Maju Contoh", "warga kota",
    "Kepala Dinas Kesehatan Kota Cilegon, Ratna Contoh", "Badan Riset dan Inovasi Nasional", "di Kabupaten Garut", ".",
    ".\n", ",", "\n\n", '"', "“", "”", " kata Ratna Contoh.", "Inovasi SIAP milik Dinas Kesehatan", "yang", ":",
    "(04/08/2020)", "Universitas Contoh", "aplikasi bernama JEMPOL",
)  # fmt: skip


def is_bound(title, text):
    """Whether the test over the words gives no smaller score than the facts do, and the gate lets relevant ones in."""
    article = Article(title=title, text=text)
    score = relevance.score(annotate(article, BOOK))
    knowledge = annotator(BOOK).knowledge
    bound = prospect.greatest_score(article, knowledge.analyser(text), knowledge)
    assert prospect.may_be_relevant(article, knowledge.analyser(text), knowledge) is (bound >= relevance.ENOUGH)
    return score <= bound + 1e-9 and (score < relevance.ENOUGH or BOOK.may_be_relevant(f"{title or ''}\n{text}"))


RULES = st.sampled_from(sorted(BY_RULE)).flatmap(lambda rule: st.sampled_from(BY_RULE[rule]))
CORE = st.sampled_from([phrase for rule in BOOK.of("relevance", "phrase") if rule.settings.get("core")
                        for phrase in BY_RULE[rule.id]])  # fmt: skip
WORDS = st.one_of(CORE, RULES, st.sampled_from(AROUND), st.sampled_from(AROUND))


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=8), st.lists(WORDS, min_size=3, max_size=60))
def test_texts_of_the_rules_own_phrases(title, text):
    assert is_bound(" ".join(title) or None, " ".join(text))


@pytest.mark.parametrize("rule", sorted(BY_RULE))
def test_each_rule_beside_what_is_relevant(rule):
    """A phrase of the rule, in each zone, beside an article that is just relevant or just not."""
    chance = random.Random(rule)
    phrase = chance.choice(BY_RULE[rule])
    opening = "Pemerintah Kota Cilegon meluncurkan inovasi layanan baru bagi warga di balai kota pada hari Selasa."
    middle = "Dinas Kesehatan Kota Cilegon menyiapkan layanan itu bersama semua puskesmas sejak tahun lalu."
    for place in range(4):
        title, sentences = "Cilegon Bersiap", [opening, middle, middle, middle, middle]
        if place == 0:
            title = f"Bupati dan {phrase} di Cilegon"
        else:
            sentences[place + place // 3 - 1] = f"Wali Kota Cilegon bersama {phrase} hadir. {phrase}"
        for count in (1, 3, 5):
            assert is_bound(title, " ".join(sentences[:count]))


@pytest.mark.parametrize("path", sorted((ROOT / "corpus/articles/dev").glob("*.jsonl")), ids=lambda path: path.stem)
def test_articles_of_the_corpus(path):
    for line in path.read_text("utf-8").splitlines()[::2]:
        given = json.loads(line)
        assert is_bound(given.get("title"), given["text"])


def test_every_setting_of_a_signal_is_thought_of():
    """A new setting that changes points has to be taken into account in prospect.py, too."""
    told = {"cap", "public", "core", "unquoted", "partner", "named", "contest", "contested"}
    assert told | {*relevance.ZONES} == relevance._SETTINGS
    assert set(relevance.Signal._fields) == {
        "rule", "points", "cap", "private_factor", "core", "unquoted", "partner", "named", "contest", "contested",
    }  # fmt: skip


def test_a_core_phrase_without_a_word_of_the_gate_is_refused(tmp_path, articles):
    """Also one of the user's own: the run would lose articles without saying so."""
    rule = {"id": "relevance.mine", "about": "x", "phrase": ["gebrakan"], "examples": ["[gebrakan] baru"]}
    rule |= {"not": ["kebijakan"], "set": {"lead": 3, "core": True}}
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "relevance.yaml").write_text(yaml.safe_dump([rule]))
    for jobs in (1, 2):
        with pytest.raises(PatternError, match=r"relevance\.mine.*'gebrakan' holds no word of lists/relevance_gate"):
            list(pipeline.run([articles], pipeline.Options(jobs=jobs, patterns=tmp_path / "mine")))
