"""The chain of stages: records, failures and their order."""

from __future__ import annotations

import json

import pytest
from msgspec import structs

from berita_extract import jobs, pipeline
from berita_extract.errors import InputError, PatternError
from berita_extract.model import Article, Failure, Record, to_json
from berita_extract.pipeline import Options
from conftest import IRRELEVANT, RELEVANT


def test_relevant_records_only(articles):
    outcomes = list(pipeline.run([articles]))
    assert [o.article.source_id for o in outcomes] == ["a0", "a1", "a2", "a3", "a4"]


def test_all_records(articles):
    outcomes = list(pipeline.run([articles], Options(all=True)))
    assert [o.relevant for o in outcomes] == [True] * 5 + [False]


def test_irrelevant_articles_cost_no_annotation(rulebook, monkeypatch):
    monkeypatch.setattr(pipeline, "annotate_relevant", lambda *_: pytest.fail("annotated"))
    assert pipeline.extract_article(Article(text="Tim itu menang."), rulebook, Options()) is None


def test_same_bytes_with_one_process_and_two(articles):
    with articles.open("a", encoding="utf-8") as file:
        file.write('{"text": "terpotong\n' + json.dumps({"id": "z", "text": RELEVANT}) + "\n")
    one, again, two = ([to_json(o) for o in pipeline.run([articles], Options(all=True, jobs=n))] for n in (1, 1, 2))
    assert one == again == two and len(one) == 8


def test_evidence_is_the_text(articles):
    for record in pipeline.run([articles], Options(all=True)):
        text = record.article.text
        lists = [value for value in structs.astuple(record) if isinstance(value, tuple)]
        evidence = [e for facts in lists for fact in facts for e in getattr(fact, "evidence", ())]
        assert all(text[e.start : e.end] == e.text for e in evidence)
        assert evidence or not record.relevant


def test_a_defect_costs_one_article(articles, monkeypatch):
    real = pipeline.annotate_relevant

    def annotate(article, rulebook):
        if article.source_id == "a2":
            raise KeyError("salah")
        return real(article, rulebook)

    monkeypatch.setattr(pipeline, "annotate_relevant", annotate)
    outcomes = list(pipeline.run([articles]))
    assert [isinstance(o, Record) for o in outcomes] == [True, True, False, True, True]
    assert (
        "a defect in berita-extract, please report it: KeyError: 'salah' (test_pipeline.py, line" in outcomes[2].reason
    )
    assert outcomes[2].source_id == "news.jsonl:3"


@pytest.mark.parametrize(
    ("error", "reason"),
    [(jobs.OutOfTimeError(), "took longer than 30 s"), (MemoryError(), "took more memory than there is")],
)
def test_time_and_memory(articles, monkeypatch, error, reason):
    def annotate(article, rulebook):
        raise error

    monkeypatch.setattr(pipeline, "annotate", annotate)
    failures = list(pipeline.run([articles], Options(all=True)))
    assert len(failures) == 6 and {f.reason for f in failures} == {reason}


def test_an_article_that_never_ends(articles, monkeypatch):
    def annotate(article, rulebook):
        while True:
            pass

    monkeypatch.setattr(pipeline, "annotate_relevant", annotate)
    first = next(pipeline.run([articles], Options(seconds=0.1)))
    assert isinstance(first, Failure) and first.reason == "took longer than 0.1 s"


@pytest.mark.parametrize("count", [1, 2])
def test_wrong_patterns_stop_the_run(articles, tmp_path, count):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "clean.yaml").write_text("- {id: x}", "utf-8")
    with pytest.raises(PatternError, match=r"clean\.yaml:1"):
        list(pipeline.run([articles], Options(patterns=tmp_path / "mine", jobs=count)))


def test_a_process_that_dies(articles):
    failure = pipeline._lost(Failure(where="x", reason="y"), "died")
    assert (failure.where, failure.reason) == ("x", "y")


def test_no_text(rulebook):
    with pytest.raises(InputError, match="no text in it"):
        pipeline.extract_article(Article(text=" \u200b\n", url="https://kabar.example"), rulebook, Options())


def test_irrelevant_text_is_not_dropped_by_accident(rulebook):
    assert pipeline.extract_article(Article(text=IRRELEVANT), rulebook, Options(all=True)).relevant is False


def test_digest_of_the_patterns(rulebook):
    record = pipeline.extract_article(Article(text=RELEVANT), rulebook, Options())
    assert record.provenance.patterns_sha256 == rulebook.digest
