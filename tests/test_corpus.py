"""The corpus is sound: marked synthetic, gold literal, every hard case in two articles, dev and test apart."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
FILES = sorted((CORPUS / "articles").rglob("*.jsonl"))


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def fold(text):
    return re.sub(r"\s+", " ", text)


@pytest.fixture(scope="module")
def articles():
    return {a["id"]: a for f in FILES for a in lines(f)}


def test_size(articles):
    gold = [g for f in FILES for g in lines(CORPUS / "gold" / f.relative_to(CORPUS / "articles"))]
    assert len(articles) >= 200 and len(gold) == len(articles)
    assert sum(not g["relevant"] for g in gold) >= 40
    assert all(a["synthetic"] is True for a in articles.values())


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}-{f.stem}")
def test_gold_is_literal(file, articles):
    for gold in lines(CORPUS / "gold" / file.relative_to(CORPUS / "articles")):
        article = articles[gold["article"]["source_id"]]
        text = fold(article["text"] + "\n" + (article.get("title") or ""))
        ids = [f["id"] for facts in gold.values() if isinstance(facts, list) for f in facts if "id" in f]
        assert len(ids) == len(set(ids)), article["id"]
        for field in ("agencies", "officials", "innovations"):
            for fact in gold.get(field, []):
                # "Kadis Dukcapil", "Kelurahan Bareng dan Tonggo": the head noun stands elsewhere or is cut.
                name = fold(fact["name"])
                tail = name.partition(" ")[2] if field == "agencies" else ""
                assert name in text or (tail and tail in text), (article["id"], fact["name"])
        for fact in gold.get("statements", []):
            assert fold(fact["text"]) in text, (article["id"], fact["text"])
        for field in ("counts", "dates"):
            for fact in gold.get(field, []):
                assert all(fold(e["text"]) in text for e in fact["evidence"]), (article["id"], fact)
        assert gold["relevant"] is False or gold["events"], article["id"]


def test_every_hard_case_stands_in_two_articles(articles):
    rows = [line.split("\t") for line in (CORPUS / "cases.tsv").read_text("utf-8").splitlines()[1:]]
    assert len(rows) == 27
    for case, ids in rows:
        assert len(set(ids.split()) & set(articles)) >= 2, case
