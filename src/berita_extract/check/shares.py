"""So many of so many, or so many percent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from berita_extract.check.figures import PERCENT, Figure
from berita_extract.check.verdict import Finding, compare, of, over, show, shown, stated
from berita_extract.check.view import View

# How many earlier figures may be the whole of a share that does not name it.
LOOK_BACK = 8
_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)


def find(view: View) -> Iterator[Finding]:
    """Every stated share against part and whole."""
    growth = view.language.cue("growth")
    for rule, group, match in view.matches("share"):
        percent = group["percent"]
        gap = match[0] if rule.settings.get("loose") else match[0][:-1]
        if growth.search(gap) or growth.match(view.code, match.end() + 1):
            continue
        if rule.settings.get("loose"):
            fitting = [
                f for w in _before(view, match.start("part")) if (f := _share(group["part"], w, percent, loose=True))
            ]
            yield from fitting[:1]
            continue
        finding = _share(group["part"], group["whole"], percent)
        if finding is None:
            continue
        if "part_b" in group:
            other = _share(group["part_b"], group["whole"], percent)
            if other is None or group["part"].value + group["part_b"].value != group["whole"].value:
                continue
            finding = min((finding, other), key=lambda f: f.status == "mismatch")
        yield finding


def _before(view: View, position: int) -> list[Figure]:
    from bisect import bisect_left

    i = bisect_left(view.positions, position)
    return [view.at[p] for p in reversed(view.positions[max(0, i - LOOK_BACK) : i])]


def _share(part: Figure, whole: Figure, percent: Figure, *, loose: bool = False) -> Finding | None:
    if part.kind != whole.kind or part.kind == PERCENT or whole.value < part.value or whole is part:
        return None
    if part.unit and whole.unit and part.unit != whole.unit and not {part.unit, whole.unit} & {"orang", "di"}:
        weak = True
    else:
        weak = False
    ratio = over(of(part), of(whole))
    if ratio is None:
        return None
    ratio = type(ratio)(*(v * _HUNDRED for v in ratio))
    status = compare(ratio, percent, percent.step)
    if loose and (weak or abs(ratio.value - percent.value) > percent.step * _HALF):
        return None
    if status == "mismatch" and weak:
        return None
    working = f"{show(part.value, 6)} / {show(whole.value, 6)} = {show(ratio.value)} %"
    return Finding(
        "share",
        status,
        stated(working, status, percent),
        f"{show(ratio.value)} %",
        shown(percent),
        (part, whole, percent),
        (percent.start, percent.end),
    )
