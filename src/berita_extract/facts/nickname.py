"""Nicknames: "akrab disapa X", "X, sapaan akrab Nama", "X, begitu ia biasa dipanggil"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from berita_extract.facts.anchors import NICKNAME, anchors
from berita_extract.facts.context import Context
from berita_extract.facts.speech_words import SpeechWords

if TYPE_CHECKING:
    from berita_extract.facts.official import Entity

MAX_NICKNAMES, MAX_PLACES = 20, 100  # nicknames of one article, and places of each
_MATCHES = "nickname_matches"  # key of Context.found
_REACH = 200  # code points beside a word that a rule needs in which the whole match stands (rules are bounded)
MAX_DISTANCE = 400  # code points between a name and its nickname
_BESIDE = frozenset(
    {"statement.nickname_bracket", "statement.nickname_or", "statement.nickname_alias"}
)  # right behind the name


class Mention(NamedTuple):
    """A person named at the words [start, end)."""

    start: int
    end: int
    who: str


def nicknames(
    context: Context, words: SpeechWords, mentions: list[Mention], entities: list[Entity]
) -> list[tuple[int, int, str]]:
    """(first word, end word, id) of every place where a nickname stands for a person of the article."""
    if not mentions:
        return []
    out: list[tuple[int, int, str]] = []
    for alias, who in _pairs(context, words, mentions, entities):
        if _new(alias, who, entities):
            out.extend(_places(context, alias, who))
    return out


def _pairs(
    context: Context, words: SpeechWords, mentions: list[Mention], entities: list[Entity]
) -> Iterator[tuple[str, str]]:
    for rule, match in nicknames_told(context, words):
        who = _owner(context, mentions, entities, match, rule)
        if who is not None:
            yield match["alias"], who


def nicknames_told(context: Context, words: SpeechWords) -> list[tuple[str, re.Match[str]]]:
    """Every nickname of the text by its rule; looked for once, though two modules ask."""
    found: list[tuple[str, re.Match[str]]] | None = context.found.get(_MATCHES)
    if found is None:
        found = context.found[_MATCHES] = list(_matches(context, words))
    return found


def _matches(context: Context, words: SpeechWords) -> Iterator[tuple[str, re.Match[str]]]:
    """Where the rules of nicknames match: each around those of its words that the article holds."""
    analysis, text = context.analysis, context.text
    near: dict[str, list[int]] = {}
    for i in anchors(context, NICKNAME):
        for rule in words.rules_of[analysis.words[i]]:
            near.setdefault(rule, []).append(analysis.starts[i])
    for rule in words.anchors if near else ():
        found = 0
        for begin, end in _stretches(near.get(rule, [])):
            for match in words.patterns[rule].finditer(text, begin, end):
                found += 1
                if found > MAX_NICKNAMES:
                    break
                yield rule, match


def _stretches(places: list[int]) -> list[tuple[int, int]]:
    """What is within reach of the places, overlapping stretches joined."""
    out: list[tuple[int, int]] = []
    for place in places:
        begin, end = max(0, place - _REACH), place + _REACH
        if out and begin <= out[-1][1]:
            begin = out.pop()[0]
        out.append((begin, end))
    return out


def _owner(
    context: Context, mentions: list[Mention], entities: list[Entity], match: re.Match[str], rule: str
) -> str | None:
    """Whose nickname it is: whose name shares a beginning with it, else who is named beside it."""
    starts, ends = context.analysis.starts, context.analysis.ends
    own = match.start("alias")
    if rule in _BESIDE:
        beside = [m for m in mentions if 0 <= match.start() - ends[m.end - 1] <= 2]
        return beside[0].who if beside else None
    akin = {e.id for e in entities if e.name != match["alias"] and _akin(match["alias"], e)}
    if len(akin) == 1:
        return next(iter(akin))
    after = [m for m in mentions if 0 <= starts[m.start] - match.end() <= 2]
    if rule == "statement.nickname_before" and after:
        return after[0].who
    before = [m for m in mentions if starts[m.start] < own and own - starts[m.start] < MAX_DISTANCE]
    return before[-1].who if before else None


def _akin(alias: str, entity: Entity) -> bool:
    """A word of the nickname begins or ends a word of the name ("Wulan", "Wulandari")."""
    words = [w for w in alias.lower().split() if len(w) >= 4]
    return any(token.startswith(word) or token.endswith(word) for word in words for token in entity.key)


def _new(alias: str, who: str, entities: list[Entity]) -> bool:
    """Not already a part of the person's own name."""
    entity = next((e for e in entities if e.id == who), None)
    return entity is None or alias.lower() not in entity.name.lower()


def _places(context: Context, alias: str, who: str) -> list[tuple[int, int, str]]:
    """Every place of the nickname in the text."""
    analysis, text = context.analysis, context.text
    out = []
    for match in islice(re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)", text), MAX_PLACES):
        end = bisect_left(analysis.starts, match.end(), 0, analysis.n)
        out.append((analysis.word_at(match.start()), end, who))
    return out
