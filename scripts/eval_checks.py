"""Measure the checks on corpus/checks/cases.jsonl: planted disagreements found, alarms in agreeing passages.

    python scripts/eval_checks.py [--errors] [--odd | --even]

A disagreement counts as found where a check of status `mismatch` quotes at least one of the case's stretches; `exact`
are those where one check quotes all stretches of the case. Rules may be developed on the cases of odd number (`--odd`);
those of even number are only measured.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from berita_extract import rules
from berita_extract.model import Article, Check
from berita_extract.pipeline import Options, extract_article

CASES = Path(__file__).resolve().parents[1] / "corpus" / "checks" / "cases.jsonl"


def read_cases(half: str | None = None) -> list[dict[str, Any]]:
    """The cases, one dictionary a line of the file; `half` "odd" or "even" by their number."""
    cases = [json.loads(line) for line in CASES.read_text("utf-8").split("\n") if line]
    parity = {"odd": 1, "even": 0}.get(half or "")
    return [c for c in cases if parity is None or int(c["id"].rpartition("-")[2]) % 2 == parity]


def alarms(case: dict[str, Any], rulebook: rules.Rulebook) -> list[Check]:
    """The checks of status mismatch in one case."""
    article = Article(source_id=case["id"], title=case.get("title"), published=case.get("published"), text=case["text"])
    record = extract_article(article, rulebook, Options(all=True))
    assert record is not None
    return [check for check in record.checks if check.status == "mismatch"]


def quoted(check: Check, spans: list[str]) -> int:
    """How many of the spans stand in the check's evidence, or around it."""
    return sum(any(span in e.text or e.text in span for e in check.evidence) for span in spans)


def measure(half: str | None = None) -> tuple[Counter[str], list[str]]:
    """(counts, one line an error)."""
    rulebook = rules.load()
    counts: Counter[str] = Counter()
    errors = []
    for case in read_cases(half):
        found = alarms(case, rulebook)
        if case["verdict"] == "agree":
            counts["agreeing"] += 1
            counts["false alarms"] += bool(found)
            errors += [f"{case['id']} alarm: {c.kind}: {c.working}" for c in found]
            continue
        right = [c for c in found if quoted(c, case["spans"])]
        counts["planted"] += 1
        counts["found"] += bool(right)
        counts["exact"] += any(quoted(c, case["spans"]) == len(case["spans"]) for c in right)
        counts[f"planted {case['kind']}"] += 1
        counts[f"found {case['kind']}"] += bool(right)
        if not right:
            errors.append(f"{case['id']} missed: {case['kind']}: {case['working']}")
    return counts, errors


def main() -> None:
    """Print recall and false alarms, by kind, and on request the errors."""
    half = next((a.removeprefix("--") for a in sys.argv[1:] if a in {"--odd", "--even"}), None)
    counts, errors = measure(half)
    print(
        f"planted disagreements found: {counts['found']} of {counts['planted']}, all stretches named: {counts['exact']}"
    )
    print(f"false alarms: {counts['false alarms']} of {counts['agreeing']} agreeing passages")
    for kind in sorted(k.removeprefix("planted ") for k in counts if k.startswith("planted ")):
        print(f"  {kind:18} {counts[f'found {kind}']} of {counts[f'planted {kind}']}")
    if "--errors" in sys.argv[1:]:
        print("\n".join(errors))


if __name__ == "__main__":
    main()
