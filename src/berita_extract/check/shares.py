"""So many of so many, or so many percent."""

from __future__ import annotations

from collections.abc import Iterator

from berita_extract.check import near_shares, portions, told_shares
from berita_extract.check.figures import PERCENT
from berita_extract.check.ratios import share_of
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View, figures_before

# How many earlier figures may be the whole of a share that does not name it.
LOOK_BACK = 8


def find(view: View) -> Iterator[Finding]:
    """Every stated share against part and whole."""
    if PERCENT in view.marks or view.has_one(("N dari N",)) or view.headline:
        yield from told_shares.find(view)
    if PERCENT not in view.marks:
        return
    yield from portions.find(view)
    growth = view.language.cue("growth")
    for rule, group, match in view.matches("share"):
        percent = group["percent"]
        gap = match[0] if rule.settings.get("loose") else match[0][:-1]
        if growth.search(gap) or growth.match(view.code, match.end() + 1):
            continue
        if rule.settings.get("loose"):
            earlier = figures_before(view, match.start("part"), LOOK_BACK)
            fitting = [f for w in earlier if (f := share_of(group["part"], w, percent, loose=True))]
            yield from fitting[:1]
            continue
        finding = share_of(group["part"], group["whole"], percent)
        if finding is None:
            continue
        if "part_b" in group:
            other = share_of(group["part_b"], group["whole"], percent)
            if other is None or group["part"].value + group["part_b"].value != group["whole"].value:
                continue
            finding = min((finding, other), key=lambda f: f.status == "mismatch")
        yield finding
    yield from near_shares.find(view)
