"""What kind of event the article reports: a vote of trigger words, weighted by where they stand."""

from __future__ import annotations

from typing import NamedTuple

from berita_extract.facts.context import Context, Knowledge
from berita_extract.model import EventKind
from berita_extract.occasion.phrases import PhraseTable
from berita_extract.occasion.zones import TITLE, Part, parts

# How much a hit counts in headline, first sentence, the sentences after it, and the rest.
ZONE_WEIGHT = (3.0, 2.0, 1.0, 0.2)
# A second hit of one kind in one zone counts so much of the one before it.
REPEATED = 0.5
# A noun of an event that soon follows another one in its sentence says what that is about ("rapat evaluasi lomba").
SUBORDINATE, SUBORDINATE_WITHIN = 0.3, 7
# A noun of an event after a verb of holding ("menggelar", "membuka") counts so much more.
HELD, HELD_WITHIN = 1.5, 6
# The first noun of an event in the headline counts so much more.
OPENS_HEADLINE = 1.4
# What stands after a word of purpose ("jelang", "dalam rangka", "bidik") was not held, unless a comma parts them.
MEANT, MEANT_WITHIN = 0.3, 8
# A verb after "yang" describes ("daerah yang meraih predikat terbaik") and counts so much less.
DESCRIBING, RELATIVE = 0.5, "yang"
# A trigger in a sentence that names a day counts so much more: events have days.
DATED = 1.4
# A contest in a sentence that tells of its prize ("juara lomba itu diraih X") is over, and counts so much less.
CONFERRED = 0.4
# A report needs no trigger: it is what remains where no event is told. Signs of it add little.
REPORT_PRIOR, REPORT_PRIOR_UNTITLED, REPORT_SIGNS = 4.0, 1.5, 3.0


class Trigger(NamedTuple):
    """What a trigger word tells: its kind, its part and its weight, as lists/event_words.tsv explains them.

    Without a kind: host, purpose and ignore, which bear on the triggers after them.
    """

    kind: EventKind | None
    part: str
    weight: float


class Hit(NamedTuple):
    """A trigger in a part of the article: half-open word indices, what it tells and what it counts here."""

    part: Part
    start: int
    end: int
    trigger: Trigger
    points: float

    @property
    def zone(self) -> int:
        """The zone of the trigger's first word."""
        return self.part.zone_of[self.start]

    @property
    def sentence(self) -> tuple[bool, int]:
        """The sentence of the trigger: whether it is in the text, and its number."""
        return self.part.in_text, self.part.analysis.sentence_of[self.start]


def hits(context: Context) -> list[Hit]:
    """Every trigger outside the names of bodies and offices, with its points."""
    table: PhraseTable[Trigger] = context.knowledge.prepare("event_words", _table)
    breaks: frozenset[str] = context.knowledge.prepare("event_breaks", _breaks)
    out: list[Hit] = []
    for part in parts(context):
        sentence_of = part.analysis.sentence_of
        noun_end = host_end = purpose_end = -100
        sentence = -1
        first_noun = True
        dated = _dated_sentences(context, part)
        for start, end, trigger in table.find(part.lowers):
            if part.named[start] and (trigger.part != "verb" or part.zone_of[start] != TITLE):
                continue  # in a headline, where all words are capitals, a name may have swallowed the verb
            if sentence_of[start] != sentence:
                sentence, noun_end, host_end, purpose_end = sentence_of[start], -100, -100, -100
            if trigger.kind is None:
                host_end = end if trigger.part == "host" else host_end
                purpose_end = end if trigger.part == "purpose" else purpose_end
                continue
            points = trigger.weight
            if trigger.part == "noun":
                between = part.lowers[max(noun_end, 0) : start]
                if start - noun_end <= SUBORDINATE_WITHIN and not any(word in breaks for word in between):
                    points *= SUBORDINATE
                elif start - host_end <= HELD_WITHIN:
                    points *= HELD
                elif first_noun and part.zone_of[start] == TITLE:
                    points *= OPENS_HEADLINE
                first_noun = False
                noun_end = end
            elif trigger.part == "verb":
                noun_end = -100
                if RELATIVE in part.lowers[max(0, start - 2) : start]:
                    points *= DESCRIBING
            if start - purpose_end <= MEANT_WITHIN and "," not in part.lowers[max(0, purpose_end) : start]:
                points *= MEANT
            if sentence in dated and trigger.part != "sign":
                points *= DATED
            out.append(Hit(part, start, end, trigger, points))
    return out


def vote(found: list[Hit]) -> dict[EventKind, float]:
    """The points of each kind."""
    titled = any(hit.zone == TITLE for hit in found)
    sums: dict[EventKind, float] = {"report": 0.0}
    seen: dict[tuple[EventKind, int], int] = {}
    told = {hit.trigger.kind for hit in found if hit.trigger.part != "sign"} | {"report"}
    conferred = {hit.sentence for hit in found if hit.trigger.kind == "award" and hit.trigger.part == "verb"}
    for hit in found:
        kind = hit.trigger.kind
        if kind is None or kind not in told:
            continue
        points = hit.points
        if kind == "competition" and hit.sentence in conferred:
            points *= CONFERRED
        times = seen.get((kind, hit.zone), 0)
        seen[kind, hit.zone] = times + 1
        sums[kind] = sums.get(kind, 0.0) + points * ZONE_WEIGHT[hit.zone] * REPEATED**times
    prior = REPORT_PRIOR if titled else REPORT_PRIOR_UNTITLED
    sums["report"] = prior + min(sums["report"], REPORT_SIGNS)
    return sums


def _dated_sentences(context: Context, part: Part) -> set[int]:
    """The sentences of the text in which a day stands."""
    if not part.in_text:
        return set()
    analysis = part.analysis
    days = [d for d in context.found.get("dates", ()) if d.precision == "day" and d.role != "deadline"]
    return {analysis.sentence_of[min(analysis.word_at(d.evidence[0].start), analysis.n - 1)] for d in days}


def main_kind(sums: dict[EventKind, float]) -> EventKind:
    """The kind with the most points; on a tie the one that was found first."""
    return max(sums, key=lambda kind: sums[kind])


def main_trigger(found: list[Hit], kind: EventKind) -> Hit | None:
    """The trigger of the kind that tells the event best: in the text, high up, a noun or verb rather than a sign."""
    of_kind = [hit for hit in found if hit.trigger.kind == kind and hit.part.in_text]
    return max(of_kind, key=lambda hit: hit.points * ZONE_WEIGHT[hit.zone], default=None)


def verbs(knowledge: Knowledge) -> frozenset[str]:
    """The single words of the table that are verbs: no part of an event's name."""
    rows = knowledge.rulebook.table("event_words")
    words = (word for row in rows if row["part"] in {"verb", "host"} for word in row.alternatives("words"))
    return frozenset(word for word in words if " " not in word)


def _breaks(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(knowledge.rulebook.words("event_breaks"))


def _table(knowledge: Knowledge) -> PhraseTable[Trigger]:
    phrases: list[tuple[str, Trigger]] = []
    for row in knowledge.rulebook.table("event_words"):
        kind = None if row["kind"] == "-" else row["kind"]
        trigger = Trigger(kind, row["part"], float(row["weight"]))  # type: ignore[arg-type]
        phrases.extend((words, trigger) for words in row.alternatives("words"))
    return PhraseTable(phrases)


__all__ = ["Hit", "Trigger", "hits", "main_kind", "main_trigger", "verbs", "vote"]
