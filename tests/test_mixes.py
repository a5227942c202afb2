"""Texts that nobody would write: sentences of the corpus mixed, cut and damaged give records like any others."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

import berita_extract
from berita_extract.errors import InputError

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
TEXTS = [
    json.loads(line)["text"]
    for file in sorted([*(CORPUS / "articles").rglob("*.jsonl"), *(CORPUS / "checks").glob("*.jsonl")])
    for line in file.read_text("utf-8").split("\n")
    if line
]
SENTENCES = [s for text in TEXTS for s in re.split(r"(?<=[.\n])\s", text) if s.strip()]


def mixed(rng: random.Random) -> str:
    """One text, made in one of four ways."""
    way = rng.randrange(4)
    if way == 0:
        return " ".join(rng.sample(SENTENCES, rng.randint(1, 12)))
    if way == 1:
        text = rng.choice(TEXTS)
        start, end = sorted(rng.sample(range(len(text) + 1), 2))
        return text[start:end]
    if way == 2:
        words = " ".join(rng.sample(SENTENCES, 6)).split()
        return " ".join(rng.sample(words, min(120, len(words))))
    text = "".join(c for c in rng.choice(TEXTS) if rng.random() > 0.02)
    return re.sub(r"[a-z]", lambda m: m[0].upper() if rng.random() < 0.1 else m[0], text)


@pytest.mark.parametrize("seed", range(40))
def test_mixes(seed):
    rng = random.Random(seed)
    for _ in range(10):
        text = mixed(rng)
        try:
            record = berita_extract.extract(text, published=rng.choice([None, "2024-05-06"]), title=text[:60])
        except InputError:  # nothing but furniture in it
            continue
        found = record.article.text
        for facts in (record.agencies, record.officials, record.counts, record.awards, record.innovations):
            assert all(found[e.start : e.end] == e.text for fact in facts for e in fact.evidence)
