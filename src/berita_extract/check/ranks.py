"""A rank cannot lie beyond the number of entrants."""

from __future__ import annotations

from collections.abc import Iterator

from berita_extract.check.verdict import Finding, shown
from berita_extract.check.view import View


def find(view: View) -> Iterator[Finding]:
    """Every rank that is told with the number of those ranked."""
    for _, group, _ in view.matches("rank"):
        rank, entrants = group["rank"], group["of"]
        if entrants.vague or entrants.value < 2 or rank.value < 1 or rank.value != int(rank.value):
            continue
        good = rank.value <= entrants.high
        relation = "<=" if good else ">"
        note = (
            None
            if good
            else (
                f"Peringkat {shown(rank)} di antara {shown(entrants)} peserta tidak mungkin.",
                f"Rank {shown(rank)} among {shown(entrants)} is not possible.",
            )
        )
        yield Finding(
            "rank_range",
            "ok" if good else "mismatch",
            f"{shown(rank)} {relation} {shown(entrants)}",
            f"1-{shown(entrants)}",
            shown(rank),
            (rank, entrants),
            (rank.start, rank.end),
            note,
        )
