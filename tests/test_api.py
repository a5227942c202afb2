"""The Python front door."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest

import berita_extract
from berita_extract.errors import InputError
from conftest import IRRELEVANT, RELEVANT


def test_extract():
    record = berita_extract.extract(
        RELEVANT, published="5 Agustus 2020", url="https://kabar.example/1", title="Judul", publisher="Kabar"
    )
    assert isinstance(record, berita_extract.Record) and record.relevant
    article = record.article
    assert (article.published, article.published_from) == ("2020-08-05", "input")
    assert (article.url, article.title, article.publisher) == ("https://kabar.example/1", "Judul", "Kabar")
    assert record == berita_extract.extract(
        RELEVANT, published="2020-08-05", url="https://kabar.example/1", title="Judul", publisher="Kabar"
    )


def test_extract_gives_irrelevant_records_too():
    assert berita_extract.extract(IRRELEVANT).relevant is False


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": ""}, "text: no text in it"),
        ({"text": "x" * 1_000_001}, "more than 1,000,000"),
        ({"text": "isi", "published": "kemarin"}, "'kemarin' is no full date: write it as 2020-08-04"),
    ],
)
def test_extract_refuses(arguments, message):
    with pytest.raises(InputError, match=message):
        berita_extract.extract(**arguments)


def test_run(articles):
    assert len(list(berita_extract.run([articles]))) == 5
    assert len(list(berita_extract.run([articles], all=True))) == 6


def test_failures_of_run_are_given_or_logged(tmp_path, caplog):
    (tmp_path / "a.txt").write_bytes(b"")
    failures = []
    assert list(berita_extract.run([tmp_path], on_failure=failures.append)) == []
    assert failures[0].reason == "empty"
    with caplog.at_level(logging.WARNING, "berita_extract"):
        assert list(berita_extract.run([tmp_path])) == []
    assert caplog.messages == [f"{tmp_path / 'a.txt'}: empty"]


def test_names():
    assert berita_extract.__version__.count(".") == 2
    with pytest.raises(AttributeError, match="has no attribute 'wrong'"):
        berita_extract.wrong  # noqa: B018


def test_import_is_quick():
    code = "import sys, berita_extract; assert not {'spacy', 'msgspec', 'click', 'rich'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
