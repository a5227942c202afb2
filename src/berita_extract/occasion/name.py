"""The event's name: the noun of the event and what belongs to it ("Bimbingan Teknis Inovasi Daerah")."""

from __future__ import annotations

import re

from berita_extract.facts.context import Context, Knowledge
from berita_extract.lexicon import CAPITAL, LOWER, MARK, NUMBER, SPACE, WEEKDAY
from berita_extract.model import EventKind
from berita_extract.occasion.kind import Hit, verbs
from berita_extract.occasion.zones import BODY, Part

MAX_WORDS, MAX_LEFT = 14, 5
MAX_LISTED = 3  # innovations whose names stand in "Peluncuran A, B, C"
_LEFT_OUT_AT_END = frozenset({"dan", "tingkat", "tahun", "ke", "se", "(", "&", "-", "/"})
_LAUNCH = "Peluncuran"
_VERB = re.compile(r"(?:mem|men|meng|meny)[a-z]{3,20}|di[a-z]{3,20}kan|ber[a-z]{2,20}an")


def event_name(context: Context, text: Part, kind: EventKind, hits: list[Hit]) -> str | None:
    """The name as the text has it, or "Peluncuran X" for what is launched by a verb; None where nothing names it."""
    if kind == "award" and context.found.get("awards"):
        name: str = context.found["awards"][0].name
        return name
    near = [h for h in hits if h.part is text and h.trigger.kind == kind and h.zone < BODY]
    nouns = [h for h in near if h.trigger.part == "noun"]
    proper = [h for h in nouns if text.analysis.masks[h.start] & CAPITAL and not _opens_sentence(text, h.start)]
    for hit in [*proper, *nouns]:
        name = phrase_name(context, text, hit)
        if len(name.split()) > 1:
            return name
    if kind == "launch":
        return _launched(context, text, near)
    if kind == "report":
        return next((f"inovasi {i.name}" for i in context.found.get("innovations", ())), None)
    return next((phrase_name(context, text, hit) for hit in nouns), None)


def _opens_sentence(text: Part, word: int) -> bool:
    return word == text.analysis.sentences[text.analysis.sentence_of[word]][0]


def phrase_name(context: Context, text: Part, hit: Hit) -> str:
    """The noun of an event with the words that belong to it."""
    start = hit.start
    if hit.trigger.kind == "award" and text.analysis.masks[start] & CAPITAL:
        while start > max(0, hit.start - MAX_LEFT) and _may_precede(text, start - 1):
            start -= 1
    return text.analysis.slice(start, _end(context, text, hit.end))


def _may_precede(text: Part, word: int) -> bool:
    mask = text.analysis.masks[word]
    plain = bool(mask & CAPITAL) and not mask & (MARK | SPACE)
    return plain and not text.named[word] and not _opens_sentence(text, word)


def _end(context: Context, text: Part, word: int) -> int:
    """The first word after the name that goes on at `word`: names end at marks, weekdays, verbs and small words."""
    ends: frozenset[str] = context.knowledge.prepare("event_name_ends", _ends)
    analysis = text.analysis
    limit = min(analysis.n, word + MAX_WORDS)
    i = word
    while i < limit:
        lower, mask = text.lowers[i], analysis.masks[i]
        if lower == "(" and i + 2 < limit and text.lowers[i + 2] == ")":
            i += 3
            continue
        if (mask & LOWER and (lower in ends or _VERB.fullmatch(lower))) or mask & (WEEKDAY | SPACE):
            break
        if (mask & MARK and lower not in {"-", "/", "&", "'", "’"}) or (mask & NUMBER and "," in lower):
            break
        i += 1
    while i > word and text.lowers[i - 1] in _LEFT_OUT_AT_END:
        i -= 1
    return i


def _launched(context: Context, text: Part, near: list[Hit]) -> str | None:
    """ "Peluncuran" and the innovations named in the sentence of the verb, or the words after it."""
    verb = next((h for h in near if h.trigger.part == "verb"), None)
    if verb is None:
        return None
    first, last = text.analysis.sentences[text.analysis.sentence_of[verb.start]]
    start, end = text.analysis.span(first, last)
    names = [i.name for i in context.found.get("innovations", ()) if any(start <= e.start < end for e in i.evidence)]
    if 0 < len(names) <= MAX_LISTED:
        return f"{_LAUNCH} {', '.join(names)}"
    stop = _end(context, text, verb.end)
    if stop == verb.end or text.named[verb.end] or text.lowers[verb.start].startswith("di"):
        names = [i.name for i in context.found.get("innovations", ())][:1]
        return f"{_LAUNCH} {names[0]}" if names else None
    return f"{_LAUNCH} {text.analysis.slice(verb.end, stop)}"


def _ends(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(knowledge.rulebook.words("event_name_ends")) | verbs(knowledge)
