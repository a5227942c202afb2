"""Measure every rule on the labelled corpus and write patterns/lists/confidence.tsv (right and wrong facts a rule).

    python scripts/measure_rules.py            write the file
    python scripts/measure_rules.py --check    fail where the committed file is stale

Dates are left out: the corpus gold names only the dates that matter, so a date that it lacks is not wrong.
`confidence` of a fact is right / (right + wrong) of its rule, for rules with at least MINIMUM facts in the corpus.
"""

from __future__ import annotations

import sys
from pathlib import Path

from berita_extract.measure import measure

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "patterns" / "lists" / "confidence.tsv"
HEADER = (
    "# How often each rule was right in the labelled corpus; made by scripts/measure_rules.py, do not edit by hand.\n"
    "rule\tright\twrong\n"
)


def table() -> str:
    """The file's text, measured now."""
    report = measure([ROOT / "corpus"])
    rows = [
        f"{rule}\t{right}\t{wrong}"
        for rule, (right, wrong) in sorted(report.rules.items())
        if "." in rule and not rule.startswith("date.")
    ]
    return HEADER + "\n".join(rows) + "\n"


def main() -> int:
    """Write or check; exit status 1 where the committed file is stale."""
    text = table()
    if "--check" in sys.argv[1:]:
        stale = TARGET.read_text("utf-8") != text
        print("stale: run python scripts/measure_rules.py" if stale else "up to date")
        return int(stale)
    TARGET.write_text(text, "utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {text.count(chr(10)) - 2} rules")
    return 0


if __name__ == "__main__":
    sys.exit(main())
