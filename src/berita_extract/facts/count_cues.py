"""The cue words of patterns/count.yaml around a figure: labels, ranks, scores, bounds, status, aspect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from berita_extract.analysis import Analysis
from berita_extract.facts.context import Knowledge
from berita_extract.facts.count_units import UnitTable
from berita_extract.facts.phrases import PhraseTable
from berita_extract.rules import Rule

# Words that may stand between a cue and its figure: "peringkat ke-5", "skor: 81,2", "Nomor. 5".
_BETWEEN = frozenset({"ke", "-", ":", "ke-", ".", "no", "no.", "#", "(", '"', "“", "angka", "nasional"})


_TIMES = frozenset({"x", "×"})
_NOTHING: frozenset[str] = frozenset()


class Surroundings(NamedTuple):
    """Words of which one must stand right before a figure, or right behind it, if its neighbours tell that it is no
    count; and before it, if they tell that it is a rank."""

    before: frozenset[str]
    behind: frozenset[str]
    before_rank: frozenset[str]


class Kinds(dict[str, frozenset[str]]):
    """The words of each kind (`set: {kind: …}` in patterns/count.yaml); none of a kind that no rule has."""

    def __missing__(self, name: str) -> frozenset[str]:
        return _NOTHING


@dataclass(frozen=True)
class Cues:
    """The phrases of patterns/count.yaml by what they tell, and the units."""

    units: UnitTable
    why_before: PhraseTable
    why_after: PhraseTable
    around: PhraseTable
    telling: Surroundings
    ranks: PhraseTable
    scores: PhraseTable
    quantity: PhraseTable
    bounds_before: PhraseTable
    bounds_after: PhraseTable
    status: PhraseTable
    aspects: PhraseTable
    no_unit: dict[str, object]
    heads: frozenset[str]
    classifiers: frozenset[str]
    no_subject: frozenset[str]
    ordinal_nouns: frozenset[str]
    states: PhraseTable
    sums: PhraseTable
    kinds: Kinds


def cues(knowledge: Knowledge) -> Cues:
    """The cues made ready once a process."""
    made: Cues = knowledge.prepare("count", _make)
    return made


def _make(knowledge: Knowledge) -> Cues:
    rules = knowledge.rulebook.of("count", "phrase")

    def table(key: str, side: str) -> PhraseTable:
        return PhraseTable(r for r in rules if key in r.settings and r.settings.get("side") == side)

    ranks = PhraseTable(r for r in rules if r.settings.get("measure") == "rank")
    why_before, why_after = table("why", "before"), table("why", "after")
    return Cues(
        units=UnitTable(knowledge.rulebook),
        why_before=why_before,
        why_after=why_after,
        around=table("why", "around"),
        telling=Surroundings(
            why_before.ends | _BETWEEN | _TIMES,
            why_after.begins | _TIMES | {".", ")", ":", "/"},
            ranks.ends | _BETWEEN,
        ),
        ranks=ranks,
        scores=PhraseTable(r for r in rules if r.settings.get("measure") == "score"),
        quantity=table("quantity", "before"),
        bounds_before=table("bound", "before"),
        bounds_after=table("bound", "after"),
        status=table("status", "before"),
        aspects=table("aspect", "near"),
        no_unit=dict.fromkeys(_words(r for r in rules if r.settings.get("no_unit"))),
        heads=frozenset(_words(r for r in rules if r.settings.get("head"))),
        classifiers=frozenset(_words(r for r in rules if r.settings.get("classifier"))),
        no_subject=frozenset(_words(r for r in rules if r.settings.get("no_subject"))),
        ordinal_nouns=frozenset(_words(r for r in rules if r.settings.get("ordinal_noun"))),
        states=PhraseTable(r for r in rules if r.settings.get("state")),
        sums=PhraseTable(r for r in rules if r.settings.get("sum")),
        kinds=Kinds({r.settings["kind"]: frozenset(_words([r])) for r in rules if "kind" in r.settings}),
    )


def _words(rules: Iterable[Rule]) -> list[str]:
    return [w.lower() for r in rules for w in ([r.pattern] if isinstance(r.pattern, str) else r.pattern)]


def just_before(table: PhraseTable, analysis: Analysis, i: int, stop: int) -> tuple[int, Rule] | None:
    """The phrase that ends before word i, a mark or "ke" between them allowed: (its first word, rule)."""
    lowers, lasts = analysis.lowers, table.lasts
    k = i
    while k > stop:
        word = lowers[k - 1]
        if word in lasts and (hit := table.before(lowers, k, stop)) is not None:
            return hit
        if i - k == 2 or word not in _BETWEEN:
            return None
        k -= 1
    return None


def within(table: PhraseTable, analysis: Analysis, i: int, stop: int, reach: int) -> tuple[int, Rule] | None:
    """The nearest phrase among the `reach` words before word i: (its first word, rule)."""
    lasts, lowers, first = table.lasts, analysis.lowers, max(stop, i - reach)
    if table.ends.isdisjoint(lowers[first:i]):  # nearly always
        return None
    for k in range(i, first, -1):
        if lowers[k - 1] in lasts:
            hit = table.before(lowers, k, stop)
            if hit is not None:
                return hit
    return None
