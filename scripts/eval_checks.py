"""Measure the checks on cases with known disagreements: those found, alarms in agreeing passages.

    python scripts/eval_checks.py [--errors] [--odd | --even | --dev | FILE]

Without an option all cases of corpus/checks/cases.jsonl are read; rules may be developed on those of odd number
(`--odd`), those of even number are only measured. `--dev` reads corpus/checks/cases_dev.jsonl, which rules are
developed on; FILE is any other file of such cases.

A disagreement counts as found where a check of status `mismatch` quotes at least one of the case's stretches; it is
named exactly where one check quotes all of them. A stretch is quoted where a piece of evidence overlaps it at its place
in the text; one of the headline, into which no evidence can point, where the check tells its figure.
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
from berita_extract.values import number

FOLDER = Path(__file__).resolve().parents[1] / "corpus" / "checks"
CASES = FOLDER / "cases.jsonl"
DEV = FOLDER / "cases_dev.jsonl"


def read_cases(half: str | None = None, path: Path = CASES) -> list[dict[str, Any]]:
    """The cases, one dictionary a line of the file; `half` "odd" or "even" by their number."""
    cases = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    parity = {"odd": 1, "even": 0}.get(half or "")
    return [c for c in cases if parity is None or int(c["id"].rpartition("-")[2]) % 2 == parity]


def alarms(case: dict[str, Any], rulebook: rules.Rulebook) -> tuple[str, list[Check]]:
    """The text as it was read, and the checks of status mismatch in one case."""
    article = Article(source_id=case["id"], title=case.get("title"), published=case.get("published"), text=case["text"])
    record = extract_article(article, rulebook, Options(all=True))
    assert record is not None
    return record.article.text, [check for check in record.checks if check.status == "mismatch"]


def quoted(check: Check, spans: list[str], text: str) -> int:
    """How many of the spans the check's evidence stands in; of those of the headline, whose figure it tells."""
    return sum(_quotes(check, span, text) for span in spans)


def _quotes(check: Check, span: str, text: str) -> bool:
    start = text.find(span)
    if start >= 0:
        return any(e.start < start + len(span) and start < e.end for e in check.evidence)
    told = {w.lower().strip(",%").removeprefix("rp") for w in check.working.replace(".", "").split()}
    figures = [number.parse(" ".join(span.split()[i:j])) for i in range(4) for j in range(i + 1, i + 4)]
    return any(figure is not None and str(int(figure.value)) in told for figure in figures if figure)


def measure(cases: list[dict[str, Any]]) -> tuple[Counter[str], list[str]]:
    """(counts, one line an error)."""
    rulebook = rules.load()
    counts: Counter[str] = Counter()
    errors = []
    for case in cases:
        text, found = alarms(case, rulebook)
        if case["verdict"] == "agree":
            counts["agreeing"] += 1
            counts["false alarms"] += bool(found)
            counts.update(f"alarm {c.kind}" for c in found)
            errors += [f"{case['id']} alarm: {c.kind}: {c.working}" for c in found]
            continue
        right = [c for c in found if quoted(c, case["spans"], text)]
        exact = any(quoted(c, case["spans"], text) == len(case["spans"]) for c in right)
        counts["planted"] += 1
        counts["found"] += bool(right)
        counts["exact"] += exact
        counts[f"planted {case['kind']}"] += 1
        counts[f"found {case['kind']}"] += bool(right)
        if not right:
            errors.append(f"{case['id']} missed: {case['kind']}: {case['working']}")
        elif not exact:
            errors.append(f"{case['id']} not all named: {case['spans']}: {[e.text for c in right for e in c.evidence]}")
        others = [c for c in found if c not in right]
        counts["others"] += bool(others)
        errors += [f"{case['id']} another alarm: {c.kind}: {c.working}" for c in others]
    return counts, errors


def main() -> None:
    """Print recall and false alarms, by kind, and on request the errors."""
    options = [a for a in sys.argv[1:] if a != "--errors"]
    half = next((a.removeprefix("--") for a in options if a in {"--odd", "--even"}), None)
    paths = [DEV if a == "--dev" else Path(a) for a in options if a not in {"--odd", "--even"}]
    counts, errors = measure(read_cases(half, *paths[:1]))
    print(
        f"planted disagreements found: {counts['found']} of {counts['planted']}, all stretches named: {counts['exact']}"
    )
    print(f"false alarms: {counts['false alarms']} of {counts['agreeing']} agreeing passages", end="")
    print(f", beside a planted one: {counts['others']}")
    for kind in sorted(k.removeprefix("planted ") for k in counts if k.startswith("planted ")):
        print(f"  {kind:18} {counts[f'found {kind}']} of {counts[f'planted {kind}']}", end="")
        print(f", false alarms {counts[f'alarm {kind}']}" if counts[f"alarm {kind}"] else "")
    if "--errors" in sys.argv[1:]:
        print("\n".join(errors))


if __name__ == "__main__":
    main()
