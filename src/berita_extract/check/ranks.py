"""A rank cannot lie beyond the number of entrants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from berita_extract.check import rank_claims
from berita_extract.check.figures import ORDINAL, PLAIN, Figure
from berita_extract.check.terms import Term
from berita_extract.check.verdict import Finding, shown
from berita_extract.check.view import View

_RANKS = frozenset(["peringkat", "urutan", "posisi", "ranking", "rangking", "rank"])
_FILLERS = frozenset(["ke", "nomor", "hanya", "di"])
_AMONG = frozenset(
    ["dari", "antara", "diikuti", "melibatkan", "bersaing", "peserta", "dinilai", "sebanyak", "terhadap", "atas"]
)
_CUES = _RANKS | {"terbaik", "teratas", "juara", "besar"}
# A number of entrants that is told in the next sentence.
_FIELD = frozenset(["diikuti", "melibatkan", "peserta", "pesertanya", "bersaing", "dinilai", "menilai"])
_BEST = frozenset(["besar", "terbaik", "teratas"])
# A rank in another field than that of the entrants, or of another time.
_WIDER = frozenset(
    [
        "nasional",
        "indonesia",
        "se-indonesia",
        "dunia",
        "provinsi",
        "sebelumnya",
        "lalu",
        "semula",
        "dulu",
        "asean",
        "asia",
    ]
)


def find(view: View) -> Iterator[Finding]:
    """Every rank that is told with the number of those ranked."""
    for _, group, _ in view.matches("rank"):
        yield from _finding(group["rank"], group["of"])
    if not view.words.isdisjoint(_CUES):
        for term in view.terms:
            entrants = _entrants(view, term) if _is_rank(term) else None
            if entrants is not None:
                yield from _finding(term.figure, entrants.figure)
        yield from rank_claims.find(view)


def _is_rank(term: Term) -> bool:
    if term.kind not in (PLAIN, ORDINAL) or term.figure.value < 2:
        return False
    if term.kind == PLAIN and term.right[:1] and term.right[0] in _BEST:
        return True
    for word in reversed(term.left[-3:]):
        if word in _RANKS or (word in ("terbaik", "juara") and term.kind == ORDINAL):
            return True
        if word not in _FILLERS:
            return False
    return False


def _entrants(view: View, rank: Term) -> Term | None:
    """The number of those ranked: behind "dari", or told before with a word that makes them entrants."""
    terms = view.terms
    here = {"tersebut", "itu"}.intersection(rank.right[1:2])  # "peringkat ke-15 provinsi tersebut"
    if _WIDER.intersection(rank.left[-6:]) or (_WIDER.intersection(rank.right[:6]) and not here):
        return None
    following = terms[rank.place + 1] if rank.place + 1 < len(terms) else None
    if following is not None and (following.sentence != rank.sentence or len(following.left) > 8):
        following = None
    if following is not None and following.kind == PLAIN and {"dari", "antara"}.intersection(following.left[-3:]):
        return following if _counts_entrants(view, following) else None
    near = [
        t
        for t in terms[max(0, rank.place - 4) : rank.place]
        if 0 <= rank.sentence - t.sentence <= 1 and t.kind == PLAIN and _AMONG.intersection(t.left[-5:])
    ]
    told = [t for t in near if (_counts_entrants(view, t) or t.unit in rank.left) and not _has_rank(terms, t)]
    if rank.kind == PLAIN and rank.right[:1] and rank.right[0] in _BEST:
        told = []  # "satu dari 15 daerah dengan layanan 112 terbaik"
    told = [t for t in told if "\n" not in view.text[t.figure.end : rank.figure.start]]
    told = [t for t in told if not _RANKS.intersection(t.left)]
    if not told:
        behind = terms[rank.place + 1 : rank.place + 3]
        told = [
            t
            for t in behind
            if t.sentence - rank.sentence == 1
            and t.kind == PLAIN
            and _FIELD.intersection(t.left)
            and _counts_entrants(view, t)
        ]
    same = rank.year == 0 or all(t.year in (0, rank.year) for t in told)
    return told[0] if len({t.figure.value for t in told}) == 1 and same else None


def _has_rank(terms: Sequence[Term], entrants: Term) -> bool:
    """Whether the entrants stand behind a rank of their own."""
    before = terms[entrants.place - 1] if entrants.place else None
    return before is not None and before.sentence == entrants.sentence and _is_rank(before) and len(entrants.left) <= 5


def _counts_entrants(view: View, term: Term) -> bool:
    unit = term.unit or ""
    named = unit in view.language.phrases["places_and_bodies"] or unit in view.language.phrases["entrants"]
    return named and not term.figure.vague


def _finding(rank: Figure, entrants: Figure) -> Iterator[Finding]:
    if entrants.vague or entrants.value < 2 or rank.value < 1 or rank.value != int(rank.value):
        return
    good = rank.value <= entrants.high
    relation = "<=" if good else ">"
    note = (
        None
        if good
        else (
            f"Peringkat {shown(rank)} di antara {shown(entrants)} peserta tidak mungkin.",
            f"Rank {shown(rank)} among {shown(entrants)} is not possible.",
        )
    )
    yield Finding(
        "rank_range",
        "ok" if good else "mismatch",
        f"{shown(rank)} {relation} {shown(entrants)}",
        f"1-{shown(entrants)}",
        shown(rank),
        (rank, entrants),
        (rank.start, rank.end),
        note,
    )
