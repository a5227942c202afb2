"""Invented paragraphs about innovations and awards: how many of the facts that a reader finds are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from berita_extract import rules
from berita_extract.annotate import annotator
from berita_extract.evaluate import fold
from berita_extract.model import Article

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "innovations_and_awards.yaml").read_text(encoding="utf-8")
)
INNOVATION_FLOOR, EXPANSION_FLOOR, AWARD_FLOOR = 0.96, 0.98, 0.95


def _alike(mine: str, theirs: str) -> bool:
    a, b = set(fold(mine).split()), set(fold(theirs).split())
    return len(a & b) >= 0.5 * len(a | b)


def _f1(right: int, found: int, gold: int) -> float:
    return 2 * right / (found + gold)


def _measure() -> tuple[float, float, float]:
    annotate = annotator(rules.load())
    names, expansions, awards = [0, 0, 0], [0, 0], [0, 0, 0]
    for case in CASES:
        found = annotate(Article(text=case["text"], title=case.get("title"), published="2023-12-30")).found
        gold = {fold(name): fold(long or "") for name, long in case["innovations"].items()}
        mine = {fold(i.name): fold(i.expansion or "") for i in found["innovations"]}
        both = gold.keys() & mine.keys()
        names = [names[0] + len(both), names[1] + len(mine), names[2] + len(gold)]
        paired = [n for n in both if gold[n] or mine[n]]
        expansions = [expansions[0] + sum(gold[n] == mine[n] for n in paired), expansions[1] + len(paired)]
        left = [name for name, _ in case["awards"]]
        for award in found["awards"]:
            match = next((name for name in left if _alike(award.name, name)), None)
            if match is not None:
                left.remove(match)
        right = len(case["awards"]) - len(left)
        awards = [awards[0] + right, awards[1] + len(found["awards"]), awards[2] + len(case["awards"])]
    return _f1(*names), expansions[0] / expansions[1], _f1(*awards)


def test_paragraphs_reach_their_floors() -> None:
    innovations, expansions, awards = _measure()
    assert innovations >= INNOVATION_FLOOR
    assert expansions >= EXPANSION_FLOOR
    assert awards >= AWARD_FLOOR
