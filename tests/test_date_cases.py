"""Dates in sentences of our own, told on 20 March 2024: value and, of a range, its end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import berita_extract

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "dates.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_dates(case):
    dates = berita_extract.extract(case["text"], published="2024-03-20").dates
    assert [[d.value, d.end] if d.end else [d.value] for d in dates] == case["dates"]
