"""The words that the reading of innovations asks for: lists/innovation_words.tsv, and the rules of
patterns/innovation.yaml that tell what the text around a name says."""

from __future__ import annotations

import re
from typing import NamedTuple

from berita_extract.facts.context import Context, Knowledge, holds
from berita_extract.facts.openings import INNOVATION_GATE, Spotted, openings

WORD = "word"  # the expression for the word for an innovation


class Around(NamedTuple):
    """Word sets by name, stretches for the cheap first test, and expressions by the end of their rule's id."""

    sets: dict[str, frozenset[str]]
    stretches: dict[str, tuple[str, ...]]
    tests: dict[str, re.Pattern[str]]


def around(knowledge: Knowledge) -> Around:
    """The words, read once a process."""
    made: Around = knowledge.prepare("innovation.around", _around)
    return made


def _around(knowledge: Knowledge) -> Around:
    rows = {row["set"]: row.alternatives("words") for row in knowledge.rulebook.table("innovation_words")}
    tests = {
        rule.id.split(".", 1)[1]: re.compile(rule.pattern)
        for rule in knowledge.rulebook.of("innovation", "regex")
        if rule.settings.get("around")
    }
    return Around(
        {name: frozenset(words) for name, words in rows.items()},
        {name: tuple(words) for name, words in rows.items()},
        tests,
    )


def may_hold(context: Context) -> bool:
    """Whether the article may name an innovation: it says the word, or launches or names a service."""
    knowledge, title = context.knowledge, context.article.title
    gates = around(knowledge).stretches
    if title and holds(title, gates["gate_called"]):
        return True
    if not context.analysis.is_noted(INNOVATION_GATE):
        return False
    spotted = Spotted(openings(knowledge), context.analysis, INNOVATION_GATE)
    return spotted.search("called") is not None or (
        spotted.search("launched") is not None and holds(context.text, gates["gate_services"])
    )
