"""The verdict on a total and its parts: an agreement with any total, else what may be called a mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from berita_extract.check.figures import OPAQUE, ORDINAL, PERCENT, PLAIN, Figure
from berita_extract.check.listed import between, previous
from berita_extract.check.verdict import Finding, compare, show, shown, stated, total
from berita_extract.check.view import View
from berita_extract.model import CheckStatus

# Parts in other words than the total ("59 orang: 9 camat ...") must come near it before they are called wrong.
NEAR = Decimal("0.3")
# An agreement only by vague wording is reported where the values lie this near.
CLOSE = Decimal("0.1")
# Nouns that count places and bodies of any sort.
_BODIES = frozenset(["unit", "lembaga", "instansi", "lokasi", "titik", "tempat"])
# "selama setahun ini" is no rate
_ONE, _TWO = Decimal(1), Decimal(2)
_LONG = re.compile(r"\b(?:selama|dalam|sepanjang|baru|hanya|cuma) se(?:tahun|bulan|hari|minggu|pekan)\b")
# A figure less than this explains nothing away.
LEAST = 4
# "…, dan sisanya untuk keadaan darurat": the rest has no figure.
_REST_UNTOLD = re.compile(r"(?:,|\bdan|\bserta|\bsedangkan|\bsementara) (?:sisanya|selebihnya)\b(?![^|NPM]{0,60}[NPM])")
AMONG_THEM = re.compile(r"[NM](?: [a-z]{2,20}){0,2} di ?antaranya")


def sums_up(whole: Figure, parts: Sequence[Figure]) -> bool:
    return total(parts).value == whole.value and whole.kind in (parts[0].kind, ORDINAL)


def hundred(view: View, parts: Sequence[Figure], start: int, end: int, *, closed: bool = False) -> Iterator[Finding]:
    begin, stop = view.sentence(start)
    stretch = view.code[begin:stop]
    if view.language.cue("open_list").search(stretch) or view.language.cue("growth").search(stretch):
        return
    summed = total(parts)
    hundred = parts[0]._replace(kind=PERCENT, value=Decimal(100), low=Decimal(100), high=Decimal(100))
    status = compare(summed, hundred, Decimal(len(parts)) / 2 if any(p.step < 1 for p in parts) else Decimal(1))
    far = not Decimal(80) <= summed.value <= Decimal(120)
    told = closed or view.code[start:end].startswith(("terdiri", "dibagi", "terbagi", "komposisi"))
    if status == "mismatch" and (far or not told):
        return
    working = " + ".join(show(p.value, 6) for p in parts) + f" = {show(summed.value, 6)} %"
    if status != "ok":
        working += ", 100 %"
    yield Finding(
        "sum", status, working, "100 %", f"{show(summed.value, 6)} %", tuple(parts), (parts[0].start, parts[-1].end)
    )


def judge(
    view: View, wholes: Sequence[Figure], parts: Sequence[Figure], position: int, *, firm: bool
) -> Iterator[Finding]:
    """One finding: agreement with any whole, else (where the text binds them firmly) the mismatch with the nearest."""
    parts = [p for p in parts if p.kind != ORDINAL]
    for whole in wholes:
        rest = [p for p in parts if p is not whole]
        if len(rest) >= 2 and rest[0].kind == whole.kind.replace(ORDINAL, PLAIN):
            summed = total(rest)
            status = compare(summed, whole)
            # "lebih dari 5" agrees with nearly anything: no news
            near = abs(summed.value - whole.value) <= CLOSE * whole.value
            if status == "ok" or (status == "ok_after_rounding" and near):
                yield sum_finding(whole, rest, status)
                return
    whole = wholes[0]
    if not firm or whole in parts or not _may_disagree(view, whole, parts, position):
        return
    yield sum_finding(whole, parts, "mismatch")


def _may_disagree(view: View, whole: Figure, parts: Sequence[Figure], position: int) -> bool:
    """Specificity first: closed lists of parts of the same sort, near the total, nothing told per piece."""
    if (
        whole.kind == ORDINAL
        or whole.vague
        or any(p.vague for p in parts)
        or len(parts) < 2
        or parts[0].kind != whole.kind
    ):
        return False
    begin = view.sentence(position)[0]
    last = max(whole.end, parts[-1].end)
    end = next((view.sentence(p)[1] for p in reversed(view.positions) if view.at[p].end == last), begin)
    stretch = _LONG.sub("", AMONG_THEM.sub("N", view.code[begin:end]))
    language = view.language
    first = next((p for p in view.positions if view.at[p] is parts[0]), begin)
    stretch_at = between(view, min(first, begin), end)
    if any(view.at[p].kind == OPAQUE and view.written(view.at[p]).isdigit() for p in stretch_at):
        return False  # a number that was not read may be a part
    if _REST_UNTOLD.search(stretch) or _explained(view, whole, parts, begin, end):
        return False
    if language.cue("open_list").search(stretch) or language.cue("each").search(stretch):
        return False
    units = {p.unit for p in parts if p.unit}
    if any(u in language.phrases["measure_units"] for u in (*units, whole.unit) if u) and units != {whole.unit}:
        return False
    place = language.phrases["places_and_bodies"]
    if whole.kind == PLAIN and whole.unit not in _BODIES and any(u != whole.unit and u in place for u in units):
        return False
    summed = total(parts).value
    return not too_far(whole.value, summed) and summed > 0


def too_far(whole: Decimal, summed: Decimal) -> bool:
    """Whether parts miss a total by so much that `judge` says nothing of them."""
    return abs(summed - whole) > max(NEAR * whole, _TWO if whole > 4 else _ONE)


def _explained(view: View, whole: Figure, parts: Sequence[Figure], begin: int, end: int) -> bool:
    """Whether some of the parts alone, or a figure beside them added or taken away, make the total."""
    values = [p.value for p in parts]
    for n in range(len(values)):
        for m in range(n + 2, len(values) + 1):
            if sum(values[n:m]) == whole.value:
                return True
    short = abs(sum(values) - whole.value)
    others = (view.at[p] for p in between(view, previous(view, begin), end))
    return any(f.value == short and f.value >= LEAST and f.kind == whole.kind and f not in parts for f in others)


def sum_finding(whole: Figure, parts: Sequence[Figure], status: CheckStatus) -> Finding:
    summed = total(parts)
    working = " + ".join(shown(p) for p in parts) + f" = {shown(whole._replace(value=summed.value))}"
    target = whole
    return Finding(
        "sum",
        status,
        stated(working, status, target),
        show(summed.value, 6),
        shown(whole),
        (*parts, whole),
        (whole.start, whole.end),
    )
