"""A second look before an alarm: does the relation hold with another figure of the article in place of one of its own?

"naik 28 persen dibanding 144.000. Dari jumlah itu 183.108 … dan 1.212 …": the parts belong to 184.320, told before.
Where such a reading holds, or the two values are of different orders, the first reading was of the wrong figures, and
nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, permutations
from typing import NamedTuple

from berita_extract.check.doubts import doubted
from berita_extract.check.figures import MONEY, ORDINAL, PERCENT, PLAIN, Figure
from berita_extract.check.move_guards import MONTHS
from berita_extract.check.terms import SPAN
from berita_extract.check.verdict import Finding, Interval, of, over, times, total
from berita_extract.check.view import View

HUNDRED = Decimal(100)
HALF = Decimal("0.5")
# Below this a value stands in most articles by chance: it counts only beside the same noun.
SMALL = Decimal(30)
_RELATIVE = 45  # code points around a percentage in which it may be said that it is told of its base
MAX_OTHERS = 120  # figures of an article that are tried
NEAR = 220  # code points before a figure in which two others may be those that it is told of
# What is told wrong is told near the truth; further away (stated by computed) two figures have nothing to do with each
# other.
FAR: dict[str, tuple[Decimal, Decimal]] = {
    "sum": (Decimal("0.4"), Decimal("2.5")),
    "share": (Decimal("0.4"), Decimal("2.5")),
    "per_unit": (Decimal("0.4"), Decimal("2.5")),
    "difference": (Decimal("0.25"), Decimal(4)),
}
_FROM_TO = re.compile(r"\bdari (?:rp ?)?\d[^\n]{0,160}\bmenjadi (?:rp ?)?\d")
_EACH = re.compile(r"\b(?:setiap|tiap|per|masing-masing) ([a-z]{3,20}) ([a-z]{3,20})\b")
_SENTENCE_END = re.compile(r"[.!?][\s\"”]|\n")
_NUMBER = re.compile(r"\d{1,30}(?:\.\d{3}){0,9}(?:,\d{1,9})?")


class Case(NamedTuple):
    """A mismatch: the stated figure, those that it was compared with, the computed value, the other figures, the
    lower-case words around the stated figure."""

    stated: Figure
    rest: list[Figure]
    computed: Decimal | None
    others: list[Figure]
    around: str
    between: str


def sound(view: View, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without the mismatches that hold with another figure, or of parts of one total."""
    findings = list(findings)
    if all(f.status != "mismatch" for f in findings):
        yield from findings
        return
    totals = [_parts(f) for f in findings if f.kind == "sum" and f.status == "ok"]
    for finding in findings:
        if finding.status != "mismatch" or not (
            _of_peers(finding, totals) or holds_elsewhere(view, finding) or doubted(view, finding)
        ):
            yield finding


def as_meant(view: View, finding: Finding) -> Finding:
    """ "Naik 5 persen, dari 60 menjadi 65 persen": most who write so mean points, so that no alarm is raised;
    where they say that they speak of the base, it is a mismatch."""
    loose = finding.kind == "percent_or_points" and finding.status == "mismatch" and finding.note is not None
    if not loose:
        return finding
    start, end = finding.target
    around = view.low[max(0, start - _RELATIVE) : end + _RELATIVE]
    return finding if view.language.cue("relative").search(around) else replace(finding, status="unverifiable")


def _parts(finding: Finding) -> set[tuple[int, int]]:
    """Where the parts of a total stand."""
    return {(f.start, f.end) for f in finding.figures} - {finding.target}


def _of_peers(finding: Finding, totals: list[set[tuple[int, int]]]) -> bool:
    """ "Dari 64 inovasi, 38 dipakai, 26 lainnya diuji": 38 is no total of 26 and others, nor is 26 a share of 38."""
    if finding.kind not in ("sum", "share"):
        return False
    parts = _parts(finding)
    if finding.kind == "share":
        return any(len(parts & total) > 1 for total in totals)
    return any(finding.target in total and parts & total for total in totals)


def holds_elsewhere(view: View, finding: Finding) -> bool:
    """Whether the relation of a mismatch holds with other figures of the article, or was none."""
    test = _TESTS.get(finding.kind)
    stated = next((f for f in finding.figures if (f.start, f.end) == finding.target), None)
    if test is None or stated is None or len(finding.figures) < 2:
        return False
    used = {(f.start, f.end) for f in finding.figures}
    persons = view.language.phrases["persons"]
    others = [_as_person(f, persons) for f in view.figures if (f.start, f.end) not in used]
    others = [f for f in others if not f.vague and f.value > 0]
    rest = [_as_person(f, persons) for f in finding.figures if f is not stated]
    around = view.low[max(0, stated.start - 80) : stated.end + 80]
    first, last = min(f.start for f in rest), max(f.end for f in rest)
    between = view.low[max(0, first - 12) : last] if last - first < NEAR else ""
    case = Case(stated, rest, _number(finding.expected), others[:MAX_OTHERS], around, between)
    unchanged = [f for f in finding.figures if f is not stated]
    return _far(finding.kind, case) or _of_another_sort(view, finding, stated, unchanged) or test(case)


def _as_person(figure: Figure, persons: frozenset[str]) -> Figure:
    """A figure of any noun for persons as one of "orang": "4.937 warga" may be the whole of "1.812 orang"."""
    return figure._replace(unit="orang") if figure.unit in persons else figure


def _of_another_sort(view: View, finding: Finding, stated: Figure, rest: list[Figure]) -> bool:
    """ "Jumlah anggota aktif … 205", "separuh sekolah swasta": of some of those that the other figures count."""
    if stated.start < 0 or finding.kind not in ("sum", "share", "per_unit"):
        return False
    around = " ".join(_within(view.low, f) for f in rest if f.start >= 0).replace(",", " ").split()
    if finding.kind == "share":
        told = view.low[stated.end : stated.end + 40].split()[:2]
        months = [{*re.findall("[a-z]+", view.low[f.end : f.end + 24])} & MONTHS for f in rest if f.start >= 0]
        if len(months) == 2 and all(months) and not months[0] & months[1]:
            return True  # "2.000 pada Mei dan 2.600 pada Juni" are no part and whole
    elif finding.kind == "sum":
        told = _SENTENCE_END.split(view.low[max(0, stated.start - 60) : stated.start])[-1].split()
    else:  # "setiap kelompok besar mendapat Rp40 juta" of 40 groups
        text = " ".join(around)
        return any(
            m[2] in view.language.phrases["modifiers"] and text.count(f"{m[1]} {m[2]}") < 2
            for m in _EACH.finditer(text)
        )
    nouns = {f.unit for f in (stated, *rest)}
    words = {b for a, b in pairwise(told) if a in nouns} & view.language.phrases["modifiers"]
    return bool(words) and not words <= set(around)


def _within(low: str, figure: Figure) -> str:
    """The words around a figure in its own sentence."""
    before, behind = low[max(0, figure.start - 60) : figure.start], low[figure.end : figure.end + 60]
    return _SENTENCE_END.split(before)[-1] + " " + _SENTENCE_END.split(behind)[0]


def _number(shown: str | None) -> Decimal | None:
    match = _NUMBER.search(shown or "")
    return Decimal(match[0].replace(".", "").replace(",", ".")) if match else None


def _far(kind: str, case: Case) -> bool:
    if kind not in FAR or not case.computed or case.stated.value <= 0:
        return False
    least, most = FAR[kind]
    return not least <= case.stated.value / case.computed <= most


def _meet(a: Interval | None, b: Interval) -> bool:
    return a is not None and a.low <= b.high and b.low <= a.high


def _stands_for(other: Figure, one: Figure) -> bool:
    """Whether a figure may take the place of another: of its kind, and of its noun if it is small or both have one."""
    if {other.kind, one.kind} == {PLAIN, ORDINAL}:
        return True
    if other.kind != one.kind:
        return False
    if other.unit and one.unit:
        return other.unit == one.unit
    return other.kind != PLAIN or other.value >= SMALL


def _replaces(other: Figure, one: Figure) -> bool:
    """Whether the nouns of two figures allow one in the other's place: not days for villages."""
    return not (other.unit and one.unit and other.unit != one.unit and {other.unit, one.unit} & SPAN)


def _told(case: Case) -> bool:
    """The computed value is told elsewhere: the stated one is something else."""
    value = case.computed
    return value is not None and any(
        o.low <= value <= o.high and o.kind == case.stated.kind and (value >= SMALL or o.unit == case.stated.unit)
        for o in case.others
    )


def _sum(case: Case) -> bool:
    """The parts add up to another figure, or to the stated one with a part told before ("selain 21 kecamatan, …")."""
    parts = case.rest
    if len(parts) < 2 or any(p.kind != case.stated.kind for p in parts):
        return False
    whole = total(parts)
    if any(_meet(whole, of(o)) and any(_stands_for(o, p) for p in (case.stated, *parts)) for o in case.others):
        return True
    rest = case.stated.value - whole.value
    return "selain" in case.around and any(o.value == rest for o in case.others)


def _share(case: Case) -> bool:
    """The part has that share of another whole, or another part has it of the whole."""
    percents = [f for f in (case.stated, *case.rest) if f.kind == PERCENT]
    amounts = sorted((f for f in (case.stated, *case.rest) if f.kind in (PLAIN, MONEY)), key=lambda f: f.value)
    if len(percents) != 1 or len(amounts) != 2:
        return False
    part, whole = amounts
    return any(
        (_stands_for(o, whole) and o.value >= part.value and _is_share(part.value, o.value, percents[0]))
        or (_stands_for(o, part) and o.value <= whole.value and _is_share(o.value, whole.value, percents[0]))
        for o in case.others
    )


def _is_share(part: Decimal, whole: Decimal, percent: Figure) -> bool:
    return abs(part * HUNDRED / whole - percent.value) <= percent.step * HALF


def _difference(case: Case) -> bool:
    """One of the two figures differs by so much from another one, or their own difference is told too."""
    stated = of(case.stated)
    if len(case.rest) != 2 or "masing-masing" in case.around:
        return len(case.rest) == 2
    return _told(case) or any(
        _stands_for(o, one) and stated.low <= abs(one.value - o.value) <= stated.high
        for one in case.rest for o in case.others
    )  # fmt: skip


def _percent_change(case: Case) -> bool:
    """One of the two figures grew or fell by that percentage from or to another one, or their own is told too."""
    stated = case.stated
    if stated.kind != PERCENT or len(case.rest) != 2:
        return False

    def changed(old: Decimal, new: Decimal) -> bool:
        return abs(abs(new - old) * HUNDRED / old - stated.value) <= stated.step * HALF

    before = [o for o in case.others if 0 < stated.start - o.end < NEAR]
    if any(_replaces(a, b) and a.kind == b.kind and changed(a.value, b.value) for a, b in permutations(before, 2)):
        return True  # "dari 320 … jumlahnya 208, turun 35 persen. Kecelakaan berkurang dari 25 menjadi 14"
    if _FROM_TO.search(case.between):
        return _told(case)  # "dari 400 menjadi 500": no other figure takes their place
    return _told(case) or any(
        _stands_for(o, one) and (changed(o.value, one.value) or changed(one.value, o.value))
        for one in case.rest if one.value > 0 for o in case.others
    )  # fmt: skip


def _per_unit(case: Case) -> bool:
    """The product or quotient holds with another factor, or two figures just before are the ones that it is told of."""
    stated = of(case.stated)
    amounts = [f for f in (*case.rest, *case.others) if f.kind in (PLAIN, MONEY)]
    for one in case.rest:
        replaced = [r for r in case.rest if r is not one]
        for o in case.others:
            if o.kind not in (PLAIN, MONEY) or o.value < 2 or not any(_replaces(o, r) for r in replaced):
                continue
            if any(
                _meet(found, stated) for found in (times(of(o), of(one)), over(of(o), of(one)), over(of(one), of(o)))
            ):
                return True
    before = [f for f in amounts if 0 < case.stated.start - f.end < NEAR]
    return any(_meet(over(of(a), of(b)), stated) for a, b in permutations(before, 2))


_TESTS: dict[str, Callable[[Case], bool]] = {
    "sum": _sum,
    "share": _share,
    "difference": _difference,
    "percent_change": _percent_change,
    "per_unit": _per_unit,
}
