"""The publication date of an input, in whatever form."""

from __future__ import annotations

import json

import pytest

from berita_extract import read
from berita_extract.read.published import iso


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2023-05-16", "2023-05-16"),
        ("2023-05", "2023-05"),
        ("2025-10-21T20:43", "2025-10-21T20:43"),
        ("2023-05-16 10:20:00+07:00", "2023-05-16T10:20:00+07:00"),
        ("2023-05-16T10:20:00.123Z", "2023-05-16T10:20:00Z"),
        (" 16 Mei 2023 ", "2023-05-16"),
        ("Selasa, 16 Mei 2023 10:20", "2023-05-16T10:20"),
        ("Tue, 16 May 2023 10:20:30 GMT", "2023-05-16T10:20:30+00:00"),
        ("04/08/2020", "2020-08-04"),
        ("1684207200", "2023-05-16T03:20:00+00:00"),
        ("1684207200000", "2023-05-16T03:20:00+00:00"),
        (None, None),
        ("", None),
        ("kemarin", None),
        ("Mei 2023", None),
        ("2023-13-40", None),
        ("2023-05-16T99:99", None),
        ("24,3 persen", None),
        ("x" * 10_000, None),
    ],
)
def test_iso(stated, expected):
    assert iso(stated) == expected


def test_an_unreadable_date_is_kept_beside(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "isi", "published": "kemarin sore"}), "utf-8")
    (article,) = read.read([path])
    assert (article.published, article.published_from, article.extra) == (None, None, {"published": "kemarin sore"})
