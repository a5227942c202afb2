"""The words of speech: verbs and small cues of patterns/lists/, ready for look-up by lower-case word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from berita_extract.facts.context import Knowledge
from berita_extract.facts.quotes import Quoter

AFTER, AFTER_NYA, ACTIVE, PASSIVE, PASSIVE_NYA, SOURCE, SOURCE_NYA = range(1, 8)
WITH_PRONOUN = frozenset({AFTER_NYA, PASSIVE_NYA, SOURCE_NYA})
_BASE = {"after": AFTER, "active": ACTIVE, "passive": PASSIVE, "source": SOURCE}
_SUFFIXED = {"after": AFTER_NYA, "passive": PASSIVE_NYA, "source": SOURCE_NYA}


@dataclass(frozen=True)
class SpeechWords:
    """Verbs by form, cue words by kind, and the regular expressions of patterns/statement.yaml."""

    verbs: dict[str, int]
    cues: dict[str, frozenset[str]]
    after: frozenset[str]
    patterns: dict[str, re.Pattern[str]]
    anchors: dict[str, frozenset[str]]  # rule of a nickname -> words of which it needs one

    @cached_property
    def all_anchors(self) -> frozenset[str]:
        """The anchors of all rules of nicknames."""
        return frozenset().union(*self.anchors.values())

    @cached_property
    def rules_of(self) -> dict[str, tuple[str, ...]]:
        """Anchor -> the rules of nicknames of which it is one."""
        return {
            word: tuple(rule for rule, needed in self.anchors.items() if word in needed) for word in self.all_anchors
        }

    @cached_property
    def quoter(self) -> Quoter:
        """Cuts quotations, knowing the verbs used next to them."""
        return Quoter(self.after)


def speech_words(knowledge: Knowledge) -> SpeechWords:
    """The words of speech of a rulebook, made once."""
    words: SpeechWords = knowledge.prepare("speech_words", _make)
    return words


def _make(knowledge: Knowledge) -> SpeechWords:
    verbs: dict[str, int] = {}
    after = set()
    for table in ("speech", "speech_more"):
        for row in knowledge.rulebook.table(table):
            verb, kind = row["verb"].lower(), row["kind"]
            if kind == "after":
                after.add(verb)
            verbs.setdefault(verb, _BASE[kind])
            if kind in _SUFFIXED:
                verbs.setdefault(f"{verb}nya", _SUFFIXED[kind])
    cues: dict[str, set[str]] = {}
    for row in knowledge.rulebook.table("statement_cues"):
        cues.setdefault(row["kind"], set()).add(row["word"])
    for word in cues.get("impersonal", ()):
        verbs.pop(word, None)
    rules = knowledge.rulebook.of("statement", "regex")
    anchors = {r.id: frozenset(r.settings["anchors"]) for r in rules if "anchors" in r.settings}
    patterns = {rule.id: re.compile(rule.pattern) for rule in rules}
    return SpeechWords(verbs, {k: frozenset(v) for k, v in cues.items()}, frozenset(after), patterns, anchors)
