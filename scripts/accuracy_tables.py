"""Print the accuracy tables of docs/accuracy.md: one column a labelled set.

    python scripts/accuracy_tables.py [NAME=GOLD.jsonl[,GOLD.jsonl…] …]

Without arguments: the corpus's dev and test. Further sets (labelled articles kept outside the repository) are named on
the command line.
"""

from __future__ import annotations

import sys
from pathlib import Path

from berita_extract.evaluate import Report
from berita_extract.measure import measure

ROOT = Path(__file__).resolve().parents[1]
FACTS = (
    "governments",
    "agencies",
    "officials",
    "counts",
    "dates",
    "innovations",
    "statements",
    "awards",
    "legal_bases",
)
FIELDS = (("governments", "code"), ("officials", "position"), ("statements", "speaker"))
ACCURACIES = ("relevance", "event kind", "event date", "evidence")


def sets() -> dict[str, list[Path]]:
    """Name -> gold files."""
    corpus = {name: sorted((ROOT / "corpus" / "gold" / name).glob("*.jsonl")) for name in ("dev", "test")}
    named = (argument.partition("=") for argument in sys.argv[1:])
    return corpus | {name: [Path(path) for path in paths.split(",")] for name, _, paths in named}


def cell(report: Report, fact: str) -> str:
    """F1, and in brackets right / wrong / missed."""
    score = report.scores.get(fact)
    return f"{score.f1:.3f} ({score.right}/{score.wrong}/{score.missed})" if score else "–"


def share(pair: list[int] | None) -> str:
    """A share as a number of two decimals."""
    return f"{pair[0] / pair[1]:.3f} of {pair[1]}" if pair else "–"


def main() -> None:
    """Print one table."""
    reports = {name: measure(paths) for name, paths in sets().items()}
    print("| fact | " + " | ".join(f"{name}, {r.articles} articles" for name, r in reports.items()) + " |")
    print("|---|" + "---|" * len(reports))
    for fact in FACTS:
        print(f"| {fact}: F1 (right/wrong/missed) | " + " | ".join(cell(r, fact) for r in reports.values()) + " |")
    for fact, field in FIELDS:
        cells = [share(r.scores[fact].fields.get(field) if fact in r.scores else None) for r in reports.values()]
        print(f"| {fact}: {field} right | " + " | ".join(cells) + " |")
    for name in ACCURACIES:
        print(f"| {name}: accuracy | " + " | ".join(share(r.accuracy.get(name)) for r in reports.values()) + " |")


if __name__ == "__main__":
    main()
