"""Relevance: whether the article reports an innovation of an Indonesian government body.

The signals and their points are rules of patterns/relevance.yaml; here they are only added up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from berita_extract.errors import PatternError
from berita_extract.facts.context import Context, Knowledge
from berita_extract.facts.openings import RELEVANCE_GATE, stands
from berita_extract.occasion.phrases import PhraseTable
from berita_extract.occasion.zones import BODY, ZONES, Part, parts
from berita_extract.rules import Rule, Rulebook

ENOUGH = 2.2
# What speaks for relevance counts so much at most, however long the article is.
MOST = 10.0
# Points taken away where headline and opening name no government body, office or region, and where nothing does.
NO_PUBLIC_OPENING, NO_PUBLIC_BODY = 1.5, 6.0
# Points for a named innovation that has a government or a body as owner, by where it is first named.
NAMED_IN_OPENING, NAMED = 2.0, 1.0
_SETTINGS = {*ZONES, "cap", "public", "core", "unquoted", "partner", "named", "contest", "contested"}
# Points of a contest of governments from which on those who take part in it count less against it.
CONTEST = 3.0


class Signal(NamedTuple):
    """One rule made ready: points by zone, greatest sum, factor where no public body is near, two switches, the
    factors where a public body acts before it in the sentence and where a name follows it, whether it is a contest of
    governments, and the factor beside such a contest."""

    rule: str
    points: tuple[float, float, float, float]
    cap: float
    private_factor: float
    core: bool
    unquoted: bool
    partner: float
    named: float
    contest: bool
    contested: float


def verify(rulebook: Rulebook) -> None:
    """Raise PatternError where a core phrase holds no word of lists/relevance_gate.txt: the tests that keep irrelevant
    articles cheap would drop articles that it makes relevant."""
    for rule in rulebook.of("relevance", "phrase"):
        patterns = [rule.pattern] if isinstance(rule.pattern, str) else rule.pattern
        for phrase in patterns if _signal(rule).core else ():
            if not rulebook.may_be_relevant(phrase):
                reason = f"{phrase!r} holds no word of lists/relevance_gate.txt: add one there that it holds"
                raise PatternError(f"{rule.where}: rule {rule.id!r}: {reason}")


def is_relevant(context: Context) -> bool:
    """True where the article reports a government innovation; the cheap first test comes first."""
    knowledge, title = context.knowledge, context.article.title
    if not stands(knowledge, context.analysis, RELEVANCE_GATE) and not (
        title and knowledge.rulebook.may_be_relevant(title)
    ):
        return False
    return score(context) >= ENOUGH


def score(context: Context) -> float:
    """The sum of all signals; minus infinity where no core signal is found."""
    sums = signals(context)
    if not any(signal.core for signal in sums):
        return float("-inf")
    capped = within_caps(sums)
    speaking_for = sum(points for points in capped if points > 0) + _named(context)
    return min(MOST, speaking_for) + sum(points for points in capped if points < 0) - _without_public(parts(context))


def within_caps(sums: Mapping[Signal, float]) -> list[float]:
    """The points of each signal within its cap; beside a contest of governments less is taken away for pupils."""
    contest = any(signal.contest and points >= CONTEST for signal, points in sums.items())
    return [
        max(-signal.cap, min(signal.cap, points * (signal.contested if contest else 1.0)))
        for signal, points in sums.items()
    ]


def signals(context: Context) -> dict[Signal, float]:
    """The points of each rule that hits, before its cap."""
    table: PhraseTable[Signal] = context.knowledge.prepare("relevance", _table)
    sums: dict[Signal, float] = {}
    for part in parts(context):
        for start, end, signal in table.find(part.lowers):
            if part.named[start] and signal.points[BODY] > 0:
                continue
            if signal.unquoted and part.in_text and part.is_quoted(start):
                continue
            points = signal.points[part.zone_of[start]]
            if points and signal.private_factor != 1.0 and not part.is_public(start):
                points *= signal.private_factor
            if signal.partner != 1.0 and part.is_after_acting(start):
                points *= signal.partner
            if signal.named != 1.0 and part.in_text and part.is_before_name(end):
                points *= signal.named
            sums[signal] = sums.get(signal, 0.0) + points
    return sums


def _named(context: Context) -> float:
    """What the named innovations add that have an owner."""
    text = parts(context)[-1]
    best = 0.0
    for innovation in context.found.get("innovations", ()):
        if innovation.agency or innovation.government:
            word = min(text.analysis.word_at(innovation.evidence[0].start), text.analysis.n - 1)
            best = max(best, NAMED if text.zone_of[word] == BODY else NAMED_IN_OPENING)
    return best


def _without_public(all_parts: Sequence[Part]) -> float:
    """What is taken away where the opening names no government body, and more where the whole article names none."""
    anywhere = False
    for part in all_parts:
        for sentence in part.public_sentences:
            anywhere = True
            if part.zone_of[part.analysis.sentences[sentence][0]] < BODY:
                return 0.0
    return NO_PUBLIC_OPENING if anywhere else NO_PUBLIC_BODY


def _table(knowledge: Knowledge) -> PhraseTable[Signal]:
    phrases: list[tuple[str, Signal]] = []
    for rule in knowledge.rulebook.of("relevance", "phrase"):
        signal = _signal(rule)
        patterns = [rule.pattern] if isinstance(rule.pattern, str) else rule.pattern
        phrases.extend((phrase, signal) for phrase in patterns)
    return PhraseTable(phrases)


def _signal(rule: Rule) -> Signal:
    unknown = sorted(set(rule.settings) - _SETTINGS)
    if unknown:
        allowed = ", ".join(sorted(_SETTINGS))
        raise PatternError(f"{rule.where}: rule {rule.id!r}: unknown setting {unknown[0]!r}; allowed: {allowed}")
    title, lead, following, body = (float(rule.settings.get(zone, 0.0)) for zone in ZONES)
    return Signal(
        rule=rule.id,
        points=(title, lead, following, body),
        cap=float(rule.settings.get("cap", 100.0)),
        private_factor=float(rule.settings.get("public", 1.0)),
        core=bool(rule.settings.get("core", False)),
        partner=float(rule.settings.get("partner", 1.0)),
        named=float(rule.settings.get("named", 1.0)),
        contest=bool(rule.settings.get("contest", False)),
        contested=float(rule.settings.get("contested", 1.0)),
        unquoted=bool(rule.settings.get("unquoted", False)),
    )
