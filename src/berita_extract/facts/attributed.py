"""Names that only their place gives away: the capitalised words behind a verb of speech ("…," kata Mamet, …).

For the module that finds people: a word in this place is a speaker, also where no list knows it as a name.
"""

from __future__ import annotations

from berita_extract.chunks import Person
from berita_extract.facts.anchors import SPEECH_AFTER, anchors
from berita_extract.facts.context import Context
from berita_extract.facts.speech_words import SpeechWords, speech_words
from berita_extract.lexicon import CAPITAL, CAPS, COMMON, HONORIFIC, LOWER, MONTH, NONNAME, NUMBER, ORG, TITLE, WEEKDAY

MAX_WORDS = 4  # words of such a name
MAX_TITLE = 4  # words in lower case that tell what the speaker is ("kata kepala perpustakaan Leonardo Bastian")
MAX_CLAUSE = 12  # words that tell who speaks before the comma and the name
_CLOSING = frozenset("\"”»’',“")
_NO_NAME = ORG | WEEKDAY | MONTH
_ORDINARY = _NO_NAME | COMMON | NONNAME


def attributed_names(context: Context) -> list[tuple[int, int]]:
    """Half-open word ranges of unknown names behind a verb of speech that follows a closing mark or comma.

    Left out are stretches where an office, an agency, a region or a known person begins, or that an organisation word
    is part of.
    """
    a = context.analysis
    words = speech_words(context.knowledge)
    known: set[int] | None = None
    out: list[tuple[int, int]] = []
    for k in anchors(context, SPEECH_AFTER):
        if k == 0 or a.words[k - 1] not in _CLOSING:
            continue
        start, end = _right_behind(context, k + 1) or _behind_title(context, words, k + 1) or (0, 0)
        if end == start:
            continue
        if known is None:  # two unknown words that are taken for a name elsewhere are one here for sure
            sure = (c for c in context.chunking.named if not (isinstance(c.value, Person) and not c.value.strong))
            known = {w for c in sure for w in range(c.start, c.end)}
        if known.isdisjoint(range(start, end)):
            out.append((start, end))
    return out


def _right_behind(context: Context, start: int) -> tuple[int, int] | None:
    """ "kata | Mamet", "kata Pak | Mamet"."""
    a = context.analysis
    while start < a.n and a.masks[start] & HONORIFIC:
        start += 1
    end = start
    while end < a.n and a.masks[end] & CAPITAL and not a.masks[end] & _NO_NAME:
        end += 1
    if not 0 < end - start <= MAX_WORDS or (end < a.n and a.masks[end] & ORG and a.masks[end] & CAPITAL):
        return None
    return start, end


def _behind_title(context: Context, words: SpeechWords, first: int) -> tuple[int, int] | None:
    """ "ucap kepala perpustakaan | Leo Bastian", "ujar pedagang dari Jepara, | Teguh (41)"."""
    a = context.analysis
    if first >= a.n or not a.masks[first] & LOWER or a.lowers[first] in words.cues["pronoun"]:
        return None
    halt, relation = words.cues["halt"], words.cues["relation"]
    k = first
    while k < a.n and k - first < MAX_TITLE and a.masks[k] & LOWER and a.lowers[k] not in halt:
        if a.lowers[k] in relation:
            return None
        k += 1
    end = _full_name(context, k)
    if k > first and end - k > 1 and not (end < a.n and a.words[end] == ","):
        return k, end
    if a.lowers[first] in halt:
        return None
    comma = next((j for j in range(first, min(a.n - 2, first + MAX_CLAUSE)) if a.words[j] == ","), 0)
    end = _full_name(context, comma + 1) if comma else 0
    aged = end + 2 < a.n and a.words[end] == "(" and a.masks[end + 1] & NUMBER and a.words[end + 2] == ")"
    return (comma + 1, end) if end > comma + 1 and aged else None


def _full_name(context: Context, k: int) -> int:
    """The end of the capitalised words at word k that may be a name, none of them an ordinary word; else k."""
    a, end = context.analysis, k
    while end < a.n and a.masks[end] & TITLE and not a.masks[end] & _ORDINARY:
        end += 1
    whole = end >= a.n or not a.masks[end] & (CAPITAL | CAPS)
    return end if whole and end - k <= MAX_WORDS else k
