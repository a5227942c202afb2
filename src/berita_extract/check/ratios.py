"""The arithmetic of a share: part over whole against a stated percentage."""

from __future__ import annotations

from decimal import Decimal

from berita_extract.check.figures import PERCENT, Figure
from berita_extract.check.verdict import Finding, compare, of, over, show, shown, stated

_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)


_NOT = frozenset(["gagal", "belum", "tidak", "tak", "bukan", "absen", "mati", "rusak", "tanpa", "sisanya", "gugur"])


def of_the_others(part: Figure, whole: Figure, percent: Figure, part_words: set[str], words: set[str]) -> bool:
    """ "20 dari 80 gagal. Tingkat kelulusannya 75 persen": a share of those that are not told."""
    left = _HUNDRED - _HUNDRED * part.value / whole.value
    return abs(left - percent.value) <= percent.step and bool(_NOT & part_words) != bool(_NOT & words)


def share_of(
    part: Figure, whole: Figure, percent: Figure, *, loose: bool = False, bound: bool = False
) -> Finding | None:
    """The stated percentage against part and whole; None where they can't be part and whole of one sort.

    `loose`: only one that fits within its rounding is told; `bound`: the words bind the three, whatever their nouns.
    """
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
    if status == "mismatch" and weak and not bound:
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
