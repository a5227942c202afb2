"""Counts in sentences of our own: value, unit and, where it is given, how exact the words are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import berita_extract

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "counts.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_counts(case):
    counts = berita_extract.extract(case["text"], published="2024-01-10").counts
    assert [[c.value, c.unit] for c in counts] == [expected[:2] for expected in case["counts"]]
    for count, expected in zip(counts, case["counts"], strict=True):
        assert expected[2:] in ([], [count.bound])


def test_one_for_each():
    text = "Bupati meminta setiap perangkat daerah menciptakan satu inovasi baru tahun ini."
    (count,) = berita_extract.extract(text).counts
    assert (count.value, count.unit, count.per, count.aspect) == (1, "inovasi", "perangkat daerah", "target")
