"""At which words a fact may begin: one look-up a word for all modules that look for figures, dates, laws and speech.

What a word form may begin is worked out on first sight and kept, so that an article costs one pass over its words.
"""

from __future__ import annotations

import re

from berita_extract.facts import count_figures, date_grammar
from berita_extract.facts.award_reading import grammar
from berita_extract.facts.context import Context, Knowledge
from berita_extract.facts.innovation_candidates import cues
from berita_extract.facts.innovation_words import around
from berita_extract.facts.openings import AWARD_GATE, INNOVATION_GATE, RELEVANCE_GATE, any_of, openings
from berita_extract.facts.speech_words import AFTER, speech_words

FIGURE, DATE, RELATIVE_DATE, LAW, SPEECH, SPEECH_AFTER, NICKNAME, WHO = (1 << k for k in range(8))


class Forms(dict[str, int]):
    """Word form -> what may begin at it; emptied when it has grown past its limit."""

    LIMIT = 200_000

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self._masks = knowledge.lexicon.info
        self._verbs = speech_words(knowledge).verbs
        self._nicknames = speech_words(knowledge).all_anchors
        self._relative = date_grammar.grammar(knowledge).relative.firsts
        cues(knowledge)  # they enter their expressions
        grammar(knowledge)
        self._openings = openings(knowledge)
        said = around(knowledge).stretches
        named = {name: any_of(said[f"gate_{name}"]) for name in ("called", "launched")}
        self._openings.enter(INNOVATION_GATE, named)
        self._openings.enter(AWARD_GATE, {"": any_of(sorted(grammar(knowledge).sets["gate"]))})
        relevant = any_of(knowledge.rulebook.words("relevance_gate"), re.IGNORECASE)
        self._openings.enter(RELEVANCE_GATE, {"": relevant})
        rules = knowledge.rulebook.of("legal_basis", "regex")
        table = knowledge.rulebook.table("bystander_words")
        self._who = frozenset(row["word"] for row in table if row["kind"] in {"who", "title"})
        self._laws = frozenset(word for rule in rules for word in rule.settings.get("anchors", ()))

    def __missing__(self, word: str) -> int:
        if len(self) > self.LIMIT:
            self.clear()
        lower, mask = self._masks[word]
        bits = self[word] = (
            FIGURE * count_figures.may_begin(lower, mask)
            | DATE * (date_grammar.kind_of(word, mask) is not None)
            | RELATIVE_DATE * (lower in self._relative)
            | LAW * (lower in self._laws)
            | SPEECH * (lower in self._verbs)
            | SPEECH_AFTER * (self._verbs.get(lower) == AFTER)
            | NICKNAME * (word in self._nicknames)
            | WHO * (lower in self._who)
            | self._openings.groups_of(word)
        )
        return bits


def anchors(context: Context, kind: int) -> list[int]:
    """Indices of the words at which something of this kind may begin."""
    return context.analysis.noted_as(kind)
