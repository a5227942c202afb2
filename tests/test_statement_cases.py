"""Direct quotations and the people without an office in sentences of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import berita_extract


def cases(name):
    path = Path(__file__).parent / "cases" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", cases("statements"), ids=lambda case: case["text"][:40])
def test_direct_statements(case):
    record = berita_extract.extract(case["text"], published="2024-03-20")
    names = {p.id: p.name for p in [*record.officials, *record.other_people]}
    found = [s for s in record.statements if s.kind == "direct"]
    assert [names.get(s.speaker) for s in found] == [speaker for _, speaker in case["statements"]]
    assert all(s.text.startswith(beginning) for s, (beginning, _) in zip(found, case["statements"], strict=True))


@pytest.mark.parametrize("case", cases("bystanders"), ids=lambda case: case["text"][:40])
def test_other_people(case):
    people = berita_extract.extract(case["text"], published="2024-03-20").other_people
    assert [p.name for p in people] == [expected[0] for expected in case["people"]]
    for person, expected in zip(people, case["people"], strict=True):
        assert expected[1:] in ([], [person.description])
