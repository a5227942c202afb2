"""The gate: scores on the corpus may not fall below tests/floors.json, and floors only go up.

To raise them after an honest gain: python tests/test_gate.py --raise
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from berita_extract.measure import measure

ROOT = Path(__file__).resolve().parents[1]
FLOORS = Path(__file__).with_name("floors.json")


# A part of the corpus keeps its own floors: articles that come later must not lower those of the ones before.
PARTS = {
    "dev": "dev/[abc]", "test": "test/[ab]", "dev-d": "dev/d", "test-c": "test/c", "dev-e": "dev/e", "dev-f": "dev/f",
    "dev-g": "dev/g", "test-d": "test/d",
}  # fmt: skip


def scores(part):
    report = measure(sorted((ROOT / "corpus" / "gold").glob(f"{PARTS[part]}.jsonl")))
    found = {name: score.f1 for name, score in report.scores.items()}
    found |= {f"{name}.{key}": a / b for name, s in report.scores.items() for key, (a, b) in s.fields.items()}
    return found | {name: a / b for name, (a, b) in report.accuracy.items()}


@pytest.mark.parametrize("part", PARTS)
def test_no_score_falls_below_its_floor(part):
    found = scores(part)
    assert found["evidence"] == 1.0
    fallen = {k: (round(found[k], 4), v) for k, v in json.loads(FLOORS.read_text())[part].items() if found[k] < v}
    assert fallen == {}


def test_every_article_belongs_to_one_part():
    files = [f for pattern in PARTS.values() for f in (ROOT / "corpus" / "gold").glob(f"{pattern}.jsonl")]
    assert sorted(files) == sorted((ROOT / "corpus" / "gold").rglob("*.jsonl"))


def test_the_gate_can_close():
    floors = json.loads(FLOORS.read_text())
    assert all(0.3 < value <= 1.0 for split in floors.values() for value in split.values())
    assert {"officials", "agencies", "counts", "statements", "innovations", "relevance"} <= set(floors["test"])


if __name__ == "__main__" and sys.argv[1:] == ["--raise"]:
    measured = ("governments", "agencies", "officials", "officials.position", "counts", "innovations", "statements",
                "statements.speaker", "awards", "relevance", "evidence", "event kind", "event date")  # fmt: skip
    old = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    new = {}
    for part in PARTS:
        now = scores(part)
        new[part] = {k: max(old.get(part, {}).get(k, 0.0), int(now[k] * 1000) / 1000) for k in measured}
    FLOORS.write_text(json.dumps(new, indent=1) + "\n")
