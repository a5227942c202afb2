"""Names that only their place gives away: the capitalised words behind a verb of speech ("…," kata Mamet, …).

For the module that finds people: a word in this place is a speaker, also where no list knows it as a name.
"""

from __future__ import annotations

from berita_extract.facts.anchors import SPEECH_AFTER, anchors
from berita_extract.facts.context import Context
from berita_extract.lexicon import CAPITAL, HONORIFIC, MONTH, ORG, WEEKDAY

MAX_WORDS = 4  # words of such a name
_CLOSING = frozenset("\"”»’',“")
_NO_NAME = ORG | WEEKDAY | MONTH


def attributed_names(context: Context) -> list[tuple[int, int]]:
    """Half-open word ranges of unknown names behind a verb of speech that follows a closing mark or comma.

    Left out are stretches where an office, an agency, a region or a known person begins, or that an organisation word
    is part of.
    """
    a = context.analysis
    known: set[int] | None = None
    out: list[tuple[int, int]] = []
    for k in anchors(context, SPEECH_AFTER):
        if k == 0 or a.words[k - 1] not in _CLOSING:
            continue
        start = k + 1
        while start < a.n and a.masks[start] & HONORIFIC:
            start += 1
        end = start
        while end < a.n and a.masks[end] & CAPITAL and not a.masks[end] & _NO_NAME:
            end += 1
        if not 0 < end - start <= MAX_WORDS or (end < a.n and a.masks[end] & ORG and a.masks[end] & CAPITAL):
            continue
        if known is None:
            known = {w for c in context.chunking.named for w in range(c.start, c.end)}
        if known.isdisjoint(range(start, end)):
            out.append((start, end))
    return out
