"""Record -> the same record with its checks: which relations between its figures hold, and which do not.

One module a kind of relation; what each reads is a `View` of the record. Specificity first: a relation that agrees
under any reading of its stated figure is no mismatch, and what can't be read with certainty is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

import msgspec

from berita_extract.check.figures import MAX_FIGURES
from berita_extract.check.second_look import as_meant, sound
from berita_extract.check.verdict import Finding, make
from berita_extract.check.view import Language, View, make_language, make_view
from berita_extract.model import Check, Message, Record
from berita_extract.rules import Rulebook

# kind of check -> the module whose `find` looks for it. To add a kind, add its module and a row here.
CHECKS: dict[str, str] = {
    "sum": "sums",
    "list_length": "lists",
    "percent_change": "changes",
    "difference": "changes",
    "percent_or_points": "changes",
    "share": "shares",
    "per_unit": "per_unit",
    "rank_range": "ranks",
    "repeated_figure": "repeated",
    "weekday": "weekdays",
    "date_order": "date_order",
}
# Module -> figures that count without which it has nothing to compare. Those that are not named here need none.
FEWEST = {"sums": 2, "changes": 2, "shares": 2, "per_unit": 2, "ranks": 1}
ENOUGH = max(FEWEST.values())
MAX_CHECKS = 200
_APART = frozenset(["list_length", "repeated_figure", "weekday", "date_order", "rank_range"])
# Where one relation is read in two ways, the way that stands first here is kept.
_BETTER = {"ok": 0, "ok_after_rounding": 1, "mismatch": 2, "unverifiable": 3}


def check(record: Record, rulebook: Rulebook) -> Record:
    """Add the checks of the record's figures, in the order of the text."""
    view = make_view(record, _language(rulebook))
    if len(view.figures) > MAX_FIGURES:
        return msgspec.structs.replace(record, checks=(_too_many(),))
    finders = _finders(min(view.counting, ENOUGH))
    told = sound(view, (f for find in finders for f in find(view)))
    findings = [as_meant(view, f) for f in _settled(told)]
    checks = tuple(make(view, finding, n) for n, finding in enumerate(findings[:MAX_CHECKS], 1))
    return msgspec.structs.replace(record, checks=checks) if checks else record


@lru_cache(maxsize=ENOUGH + 1)
def _finders(counting: int = ENOUGH) -> tuple[Callable[[View], Iterator[Finding]], ...]:
    """What looks through an article with so many figures that count."""
    names = [name for name in dict.fromkeys(CHECKS.values()) if FEWEST.get(name, 0) <= counting]
    return tuple(import_module(f"berita_extract.check.{name}").find for name in names)


_LAST: list[Any] = []


def _language(rulebook: Rulebook) -> Language:
    if not _LAST or _LAST[0] is not rulebook:
        _LAST[:] = [rulebook, make_language(rulebook)]
    made: Language = _LAST[1]
    return made


def _settled(findings: Iterable[Finding]) -> list[Finding]:
    """One finding a relation: an agreement settles its stated figure for every other reading of it."""
    findings = list(findings)
    if len(findings) < 2:
        return findings
    best: dict[tuple[str, tuple[int, int]], Finding] = {}
    kept: dict[tuple[str, tuple[tuple[int, int], ...]], Finding] = {}
    for finding in findings:
        target = _target(finding)
        if target not in best or _BETTER[finding.status] < _BETTER[best[target].status]:
            best[target] = finding
        spans = tuple(sorted({(f.start, f.end) for f in finding.figures}))
        key = (finding.kind, spans)
        if key not in kept or _BETTER[finding.status] < _BETTER[kept[key].status]:
            kept[key] = finding
    out: list[Finding] = []
    seen: set[tuple[str, tuple[int, int]]] = set()
    for finding in kept.values():
        target = _target(finding)
        if finding.status in ("mismatch", "unverifiable"):
            if best[target].status.startswith("ok") or target in seen:
                continue
            seen.add(target)
        out.append(finding)
    out = [f for n, f in enumerate(out) if f.status != "mismatch" or not _within_another(f, out[:n], out[n + 1 :])]
    return sorted(out, key=lambda f: (min(x.start for x in f.figures), f.target, f.kind))


def _within_another(finding: Finding, before: list[Finding], behind: list[Finding]) -> bool:
    """Whether all figures of some arithmetic are among those of another: the greater relation is the one told."""
    if finding.kind in _APART:
        return False
    spans = {(f.start, f.end) for f in finding.figures}
    if any(o.kind not in _APART and spans == {(f.start, f.end) for f in o.figures} for o in before):
        return True
    return any(o.kind not in _APART and spans < {(f.start, f.end) for f in o.figures} for o in (*before, *behind))


def _target(finding: Finding) -> tuple[str, tuple[int, int]]:
    """What is under test: all arithmetic on one stated figure is one test, the other kinds are each their own."""
    return finding.kind if finding.kind in _APART else "arithmetic", finding.target


def _too_many() -> Check:
    return Check(
        id="k1",
        kind="sum",
        status="unverifiable",
        working=f"too many: more than {MAX_FIGURES} figures",
        message=Message(
            id=f"Tidak diperiksa: lebih dari {MAX_FIGURES} angka dalam satu artikel.",
            en=f"Not checked: more than {MAX_FIGURES} figures in one article.",
        ),
    )
