"""Ranks against what is said of them elsewhere: "sepuluh besar" and rank 13, "naik tujuh peringkat" from 41 to 32."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from berita_extract.check.counted_nouns import counted_noun
from berita_extract.check.figures import ORDINAL, PLAIN, Figure
from berita_extract.check.roots import content, root
from berita_extract.check.same import other_places
from berita_extract.check.terms import Term
from berita_extract.check.verdict import Finding, shown
from berita_extract.check.view import View
from berita_extract.values import number

MOST = 12
# Code points behind "sepuluh besar" in which the scope of it may stand.
AHEAD = 60
# Code points of a paragraph before a rank that tell in what it was told.
PARAGRAPH = 400
# Words before a number behind its noun ("diikuti semua kecamatan di … yang jumlahnya 14").
AROUND = 11
_NEXT = re.compile(r" ([a-z]{3,20})")
_WORD = re.compile(r"[a-z-]+")
_BEST = re.compile(
    r"(?<![\w-])(\d{1,3}|(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)(?: (?:belas|puluh))?) besar\b"
)
_OLD = frozenset(["old", "from"])


def find(view: View) -> Iterator[Finding]:
    """Claims of headline and text that the ranks of the text don't bear out."""
    ranks = [t for t in view.terms if _is_rank(view, t)]
    if not 1 <= len(ranks) <= MOST:
        return
    yield from _beyond_the_field(view, ranks)
    claims = [(t, False) for t in (*view.terms, *_best(view))]
    told = {(t.figure.value, t.right[:1]) for t, _ in claims}
    claims += [(t, True) for t in view.headline if (t.figure.value, t.right[:1]) not in told]
    for claim, headline in claims:
        if claim.kind != PLAIN or claim.figure.value < 2 or not claim.right:
            continue
        if claim.right[0] == "besar":
            yield from _among_the_best(view, claim, ranks, headline=headline)
        elif (
            claim.role == "change"
            and not claim.figure.vague
            and view.language.cue("rank_steps").fullmatch(claim.right[0])
        ):
            yield from _moved(view, claim, ranks, headline=headline)


def _beyond_the_field(view: View, ranks: Sequence[Term]) -> Iterator[Finding]:
    """ "Sebanyak 16 kecamatan mengikuti lomba … berada di urutan 18": the one number of entrants of the article."""
    phrases = view.language.phrases
    units = phrases["entrants"] | phrases["places_and_bodies"]
    field = [
        t
        for t in view.terms
        if t.kind == PLAIN
        and (counted_noun(view, t) or t.unit) in units
        and not t.figure.vague
        and not phrases["rank_field"].isdisjoint((*t.left[-(4 if t.unit in units else AROUND) :], *t.right[1:6]))
    ]
    _, now = _parted(view, ranks)
    if len({t.figure.value for t in field}) != 1 or len({t.figure.value for t in ranks}) != 1 or not now:
        return
    rank, entrants = now[-1], field[0]
    most = entrants.figure.value
    if not most < rank.figure.value <= 2 * most or rank.sentence == entrants.sentence or _is_old(view, entrants, 0):
        return
    unit = counted_noun(view, entrants) or entrants.unit
    scopes = _scope(view, rank) - _scope(view, entrants) - {unit}
    told = view.language.roots_of("weightless") | {root(unit or "")}
    about = [content(text) - told for text in (_told_so_far(view, rank), view.around(entrants.figure))]
    if scopes & phrases["rank_wider"] or not about[0] & about[1] or (rank.year and rank.year != entrants.year):
        return
    place, number_of = shown(rank.figure), shown(entrants.figure)
    note = (
        f"Peringkat {place} di antara {number_of} tidak mungkin.",
        f"Rank {place} among {number_of} is not possible.",
    )
    yield Finding(
        "rank_range",
        "mismatch",
        f"{place} > {number_of}",
        f"1-{number_of}",
        place,
        (entrants.figure, rank.figure),
        (rank.figure.start, rank.figure.end),
        note,
    )


def _told_so_far(view: View, rank: Term) -> str:
    """The sentence of a rank, with what stands before it in its paragraph."""
    start = max(view.low.rfind("\n", 0, rank.figure.start) + 1, rank.figure.start - PARAGRAPH)
    return view.low[start : rank.figure.start] + " " + view.around(rank.figure)


def _best(view: View) -> Iterator[Term]:
    """ "sepuluh besar" with the words around it: a label, so that it is no figure of the text."""
    low = view.low
    for match in _BEST.finditer(low) if " besar" in low else ():
        value = number.parse(match[1])
        if value is None:
            continue
        start = max(low.rfind(mark, 0, match.start()) for mark in (". ", "\n")) + 1
        start = max(start, match.start() - 150)
        end = match.start() + len(match[1])
        here = Figure(match.start(), end, PLAIN, value.value, value.low, value.high, value.step, "besar")
        left, right = (tuple(_WORD.findall(words)) for words in (low[start : here.start], low[end : end + AHEAD]))
        yield Term(here, -1, -1, -1, left, right, "", frozenset(), 0, PLAIN, "besar")


def _is_rank(view: View, term: Term) -> bool:
    """ "peringkat 12", "urutan ke-8", "posisi ketiga": the word stands right before the figure."""
    if term.kind not in (PLAIN, ORDINAL) or term.figure.value < 1 or term.figure.step != 1:
        return False
    left = [w for w in term.left[-3:] if w not in ("ke", "nomor", "di")]
    return bool(left) and view.language.cue("rank_words").fullmatch(left[-1]) is not None


def _is_old(view: View, term: Term, newest: int) -> bool:
    return bool(_OLD & term.roles) or term.role in _OLD or 0 < term.year < newest


def _parted(view: View, ranks: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """The ranks of before, and those of now."""
    newest = max(t.year for t in ranks)
    old = [t for t in ranks if _is_old(view, t, newest)]
    return old, [t for t in ranks if t not in old]


def _scope(view: View, term: Term) -> frozenset[str]:
    """In what the rank was told: "nasional", "provinsi"."""
    words = " ".join((*term.left[-8:], *term.right[:8]))
    return frozenset(m[0] for m in view.language.cue("rank_scopes").finditer(words))


def _among_the_best(view: View, claim: Term, ranks: Sequence[Term], *, headline: bool) -> Iterator[Finding]:
    """ "masuk sepuluh besar": the rank of now must be one of these."""
    hoped = view.language.cue("rank_hoped")
    if not view.language.cue("rank_reached").search(" ".join(claim.left[-5:])) or hoped.search(" ".join(claim.left)):
        return
    if _is_old(view, claim, 0) or "old" in claim.roles:
        return
    _, now = _parted(view, ranks)
    if len({t.figure.value for t in now}) != 1 or any(hoped.search(" ".join(t.left)) for t in now):
        return
    rank = now[0]
    scopes = _scope(view, claim), _scope(view, rank)
    if (all(scopes) and not scopes[0] & scopes[1]) or (claim.year and rank.year and claim.year != rank.year):
        return
    here = (view.record.article.title or "") if headline else view.around(claim.figure, lower=False)
    if other_places(view, here, view.around(rank.figure, lower=False)) or _other_contest(view, here, rank):
        return
    about = [content(view.around(t.figure)) - view.language.roots_of("weightless") for t in (claim, rank)]
    if not (headline or about[0] & about[1]):
        return
    good = rank.figure.value <= claim.figure.value
    best, place = shown(claim.figure), shown(rank.figure)
    note = (
        None
        if good
        else (f"Disebut masuk {best} besar, peringkatnya {place}.", f"Among the best {best}, it says, at rank {place}.")
    )
    yield _finding(claim, [rank], good, f"{place} {'<=' if good else '>'} {best}", note)


def _other_contest(view: View, here: str, rank: Term) -> bool:
    """Whether a rank is told of another contest, index or part of it than the claim."""
    there = view.around(rank.figure)
    contests = view.language.cue("contests")
    names = [
        {name[1] for m in contests.finditer(text) if (name := _NEXT.match(text, m.end()))}
        for text in (here.lower(), there)
    ]
    stages = [set(view.language.stages.findall(text)) for text in (here.lower(), there)]
    return any(one and other and not one & other for one, other in (names, stages))


def _moved(view: View, claim: Term, ranks: Sequence[Term], *, headline: bool) -> Iterator[Finding]:
    """ "melompat tujuh peringkat": what lies between the rank of before and that of now."""
    old, now = _parted(view, ranks)
    steps = claim.figure.value
    pairs = [(a, b) for a in old for b in now]
    fitting = [p for p in pairs if abs(p[0].figure.value - p[1].figure.value) == steps]
    certain = len({t.figure.value for t in old}) == 1 and len({t.figure.value for t in now}) == 1
    if not pairs or not (fitting or certain):
        return
    a, b = (fitting or pairs)[0]
    scopes = _scope(view, a), _scope(view, b)
    if not fitting and ((all(scopes) and not scopes[0] & scopes[1]) or a.figure.value == b.figure.value):
        return
    here = (view.record.article.title or "") if headline else view.around(claim.figure)
    if not fitting and any(_other_contest(view, here, t) for t in (a, b)):
        return
    if not fitting and view.language.cue("rank_hoped").search(" ".join(claim.left)):
        return
    apart = abs(a.figure.value - b.figure.value)
    working = f"{shown(a.figure)} - {shown(b.figure)} = {a.figure.value - b.figure.value}, stated {shown(claim.figure)}"
    note = (
        None
        if fitting
        else (
            f"Dari peringkat {shown(a.figure)} ke {shown(b.figure)} berjarak {apart}, bukan {shown(claim.figure)}.",
            f"From rank {shown(a.figure)} to {shown(b.figure)} are {apart} places, not {shown(claim.figure)}.",
        )
    )
    finding = _finding(claim, [a, b], bool(fitting), working, note)
    yield finding if headline else replace(finding, kind="difference", expected=str(apart))


def _finding(
    claim: Term,
    ranks: Sequence[Term],
    good: bool,
    working: str,
    note: tuple[str, str] | None,
) -> Finding:
    told = [claim.figure, *(t.figure for t in ranks)]
    return Finding(
        "rank_range",
        "ok" if good else "mismatch",
        working,
        None,
        shown(claim.figure),
        tuple(sorted(told, key=lambda f: f.start)),
        (claim.figure.start, claim.figure.end),
        note,
    )
