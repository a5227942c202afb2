"""Host and guest of a visit: who is visited, and who comes."""

from __future__ import annotations

from collections.abc import Mapping

from berita_extract.facts.context import Context, Knowledge
from berita_extract.model import Government
from berita_extract.occasion.kind import Hit
from berita_extract.occasion.zones import BODY, Part, parts

Words = Mapping[str, frozenset[str]]
# Words before a government or a trigger that are looked at; code points of the text in which the dateline stands.
BEFORE, DATELINE = 6, 60
# What a word beside a government counts, and what its place before or after the word of the visit counts.
MARKED, PLACED = 2, 1
RECEIVED = 3


def hosts(context: Context, found: list[Hit], *, planned: bool) -> dict[str, int]:
    """Government id -> how much speaks for its being the side whose news the visit is: mostly the host."""
    sides: Words = context.knowledge.prepare("event_sides", _sides)
    governments: list[Government] = context.found.get("governments", [])
    scores = {g.id: 0 for g in governments}
    for part in parts(context):
        triggers = [
            h for h in found
            if h.trigger.kind == "visit" and h.part is part and h.zone < BODY and not part.is_quoted(h.start)
        ]  # fmt: skip
        for government in governments:
            for word in _mentions(part, government):
                if part.zone_of[word] < BODY and (word or not part.in_text):
                    scores[government.id] += _score(part, word, triggers, sides)
    for government in governments:  # most visits are told where they were received
        scores[government.id] += _named_in_dateline(context, government)
    if scores and _news_of_guests(context, parts(context)[-1], governments, scores, sides, planned):
        return {who: -score for who, score in scores.items()}
    return scores


def _named_in_dateline(context: Context, government: Government) -> bool:
    """Whether the article begins with the name of the government in capitals: "BANYUWANGI – …"."""
    return context.text.lstrip().startswith(government.name.split(" ", 1)[-1].upper())


def _mentions(part: Part, government: Government) -> list[int]:
    """The first words of the government's mentions; in a headline apart from the text those of its bare name."""
    if part.in_text:
        return [min(part.analysis.word_at(e.start), part.analysis.n - 1) for e in government.evidence]
    name = government.name.lower().split()[1:]
    size = len(name)
    return [i for i in range(len(part.lowers) - size + 1) if size and part.lowers[i : i + size] == name]


def _news_of_guests(
    context: Context, part: Part, governments: list[Government], scores: dict[str, int], sides: Words, planned: bool
) -> bool:
    """Whether the report is written where the guests live: they set out, and the dateline does not name the host."""
    host = max(governments, key=lambda g: scores[g.id])
    if host.name.split(" ", 1)[-1].lower() in context.text.lstrip()[:DATELINE].lower():
        return False
    return planned or not sides["leaves"].isdisjoint(part.lowers[: part.body_from()])


def _score(part: Part, word: int, triggers: list[Hit], sides: Words) -> int:
    lowers, sentence = part.lowers, part.analysis.sentence_of[word]
    near = lowers[max(0, word - BEFORE) : word]
    if "," not in near and not sides["from"].isdisjoint(near):
        return -MARKED
    if near and near[-1] in sides["to"]:
        return MARKED
    for hit in triggers:
        if part.analysis.sentence_of[hit.start] == sentence:
            received = not sides["receives"].isdisjoint(lowers[max(0, hit.start - RECEIVED) : hit.end])
            return PLACED if (word >= hit.end) != received else -PLACED
    return 0


def _sides(knowledge: Knowledge) -> Words:
    rows = knowledge.rulebook.table("event_sides")
    return {row["kind"]: frozenset(row.alternatives("words")) for row in rows}
