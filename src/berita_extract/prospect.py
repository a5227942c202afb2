"""Whether an article may yet turn out relevant, from its words alone: the last and dearest test before the facts.

`may_be_relevant` gives the rules of patterns/relevance.yaml all that the facts could: no word stands in a name, every
sentence has a government body that acts, a named innovation has an owner, what may be quoted is quoted. What is not
relevant then is not relevant at all, so that nothing is lost by stopping there.
"""

from __future__ import annotations

from berita_extract.analysis import Analysis
from berita_extract.facts.context import Knowledge
from berita_extract.model import Article
from berita_extract.occasion.phrases import PhraseTable
from berita_extract.occasion.zones import BODY, TITLE, _zones
from berita_extract.relevance import ENOUGH, MOST, NAMED_IN_OPENING, Signal, _table, within_caps


def may_be_relevant(article: Article, analysis: Analysis, knowledge: Knowledge) -> bool:
    """False where relevance.is_relevant would be False, whatever facts are found."""
    return greatest_score(article, analysis, knowledge) >= ENOUGH


def greatest_score(article: Article, analysis: Analysis, knowledge: Knowledge) -> float:
    """No less than relevance.score would give, whatever facts are found."""
    table: PhraseTable[Signal] = knowledge.prepare("relevance", _table)
    sums: dict[Signal, float] = {}
    title = (article.title or "").encode("utf-8", "replace").decode("utf-8").strip()
    if title and not analysis.text.lstrip().lower().startswith(title.lower()):
        words = knowledge.analyser(title)
        _add(sums, table, words.lowers, [TITLE] * words.n)
    _add(sums, table, analysis.lowers, _zones(analysis))
    if not any(signal.core for signal in sums):
        return float("-inf")
    capped = within_caps(sums)
    speaking_for = sum(points for points in capped if points > 0) + NAMED_IN_OPENING
    return min(MOST, speaking_for) + sum(points for points in capped if points < 0)


def _add(sums: dict[Signal, float], table: PhraseTable[Signal], lowers: list[str], zone_of: list[int]) -> None:
    for start, _, signal in table.find(lowers):
        points = signal.points[zone_of[start]]
        if points > 0:
            points *= max(1.0, signal.private_factor) * max(1.0, signal.partner) * max(1.0, signal.named)
        elif signal.unquoted or signal.points[BODY] > 0:  # it may stand in a quotation, or in a name
            points = 0.0
        else:
            points *= min(1.0, signal.private_factor) * min(1.0, signal.partner)
        sums[signal] = sums.get(signal, 0.0) + points
