"""Shares by the parts that words give the figures around a percentage: what is the part, and of what whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from berita_extract.check.figures import MONEY, PERCENT, PLAIN
from berita_extract.check.rates import of_sentences_before
from berita_extract.check.ratios import of_the_others, share_of
from berita_extract.check.terms import SPAN, Term
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View

# A percentage and its part stand at most so many words apart.
NEAR = 9
# A share that names no whole is another's if it is this many times as great as the computed one.
FACTOR = 3
_LINKS = frozenset(["atau", "(", "setara", "alias", "artinya", "berarti", "yakni", "yaitu", "tepatnya", "persisnya"])
_RATES = frozenset(
    ["capaian", "capaiannya", "realisasi", "realisasinya", "serapan", "serapannya", "penyerapan", "penyerapannya",
     "tingkat", "persentase", "persentasenya", "rasio", "rasionya", "proporsi", "proporsinya", "cakupan", "cakupannya",
     "setara", "artinya", "berarti", "persisnya", "terealisasi", "terserap", "sehingga", "demikian", "itu", "tersebut",
     "porsi", "porsinya", "pencapaian", "pencapaiannya", "penyelesaian", "penyelesaiannya"]
)  # fmt: skip
_BEHIND = frozenset(
    ["atau", "(", "yakni", "yaitu", "sebanyak", "tepatnya", "persisnya", "setara", "sejumlah", ",", "berarti"]
)
_POINTERS = frozenset(["itu", "tersebut", "ini"])
_KNOWN = frozenset(
    ["total", "jumlah", "seluruh", "keseluruhan", "target", "pagu", "anggaran", "itu", "tersebut", "semua", "sasaran"]
)
_ONLY = frozenset(["baru", "hanya", "sudah", "cuma"])
_SO_FAR = frozenset(["keseluruhan", "kumulatif", "total"])
_WHOLE = frozenset(["from", "whole", "total"])


def find(view: View) -> Iterator[Finding]:
    """Every percentage that is told of a part with its whole."""
    for percent in view.shares:
        if percent.role in ("change", "apart", "each", "old", "new"):
            continue
        if _of_something_else(view.terms, percent):
            continue
        finding = _read(view.terms, percent)
        if finding is not None:
            yield finding


def _of_something_else(terms: Sequence[Term], percent: Term) -> bool:
    """A percentage of what has no figure here ("dari PDB", "dari porsi itu")."""
    right = percent.right
    if right[:1] == ("terhadap",):
        return True
    if "dari" in percent.left and _POINTERS.intersection(percent.left):
        return any(t.kind == PERCENT and percent.sentence - t.sentence == 1 for t in terms[: percent.place][-4:])
    if right[:1] != ("dari",):
        return False
    following = _at(terms, percent, 1)
    if following is not None and _countable(following) and len(right) <= 5:
        return "," in right  # "56 persen dari targetnya, Kecamatan Kota Rp919 juta"
    if _KNOWN.intersection(right[1:5]):
        return False
    # "65 persen dari lulusan yang dilacak": a whole that was counted before
    return not any(
        right[1:2] == (w,) for t in terms[max(0, percent.place - 6) : percent.place] for w in (t.unit, *t.left[-6:])
    )


def _read(terms: Sequence[Term], percent: Term) -> Finding | None:
    part, whole = _named(terms, percent)
    if part is None:
        return of_sentences_before(terms, percent)
    if whole is not None:
        return _told(part, [whole], percent, sure=True, bound=True)
    groups = [(wholes, sure) for wholes, sure in _wholes(terms, percent, part) if wholes]
    for wholes, _ in groups:
        finding = _told(part, wholes, percent, sure=False)
        if finding is not None and finding.status != "mismatch":
            return finding
    for wholes, sure in groups:
        if wholes:
            named = percent.right[1:2] if percent.right[:1] == ("dari",) else ()
            return _told(
                part, wholes, percent, sure=sure, bound=bool(named) and all(named[0] in w.left for w in wholes)
            )
    return None


def _named(terms: Sequence[Term], percent: Term) -> tuple[Term | None, Term | None]:
    """The part that a word links to the percentage, and the whole where it stands between or right behind them."""
    a = _at(terms, percent, -1)
    b = _at(terms, percent, 1)
    links = _LINKS.union(_RATES, _ONLY if percent.right[:1] == ("dari",) else ())
    before = a is not None and len(percent.left) <= NEAR and bool(links.intersection(percent.left))
    whole = percent.right[:1] == ("dari",) and len(percent.right) <= 5 and "," not in percent.right
    if b is not None and whole and _countable(b):
        behind = _at(terms, b, 1)
        if behind is not None and _countable(behind) and len(b.right) <= 6 and _BEHIND.intersection(b.right):
            return behind, b
        return (a, b) if before and a is not None and _countable(a) else (None, None)
    # "yang prevalensinya tertinggi (22 persen), 410 anak …"
    clause = not {"sedangkan", "sementara", "dan", "adapun", ")"}.intersection(percent.right)
    linked = (
        clause and len(percent.right) <= 6 and _BEHIND.intersection(percent.right) and percent.right[-1:] != ("dari",)
    )
    if b is not None and _countable(b) and b.role not in _WHOLE and linked:
        return b, None
    if not before or a is None or not _countable(a):
        return None, None
    if a.role in _WHOLE:
        first = _at(terms, a, -1)
        if (
            first is not None
            and _countable(first)
            and first.role not in _WHOLE
            and a.figure.value >= first.figure.value
        ):
            return first, a
    return a, None


def _wholes(terms: Sequence[Term], percent: Term, part: Term) -> Iterator[tuple[list[Term], bool]]:
    """Groups of figures that may be the whole, the likeliest first, and whether its words name it so."""
    near = [
        t
        for t in terms[max(0, percent.place - 8) : percent.place + 4]
        if t.kind == part.kind
        and t is not part
        and 0 <= percent.sentence - t.sentence <= 2
        and _countable(t)
        and not (t.year and part.year and t.year != part.year)
    ]
    near.sort(key=lambda t: abs(t.place - part.place))
    for back in (0, 1, 2):
        here = [t for t in near if percent.sentence - t.sentence == back]
        yield (
            [t for t in here if _is_whole(t) and t.figure.value >= part.figure.value and not _has_share(terms, t)],
            True,
        )
    among = "antaranya" in percent.right[:3] or "antaranya" in part.right[:3]
    for back in (0, 1):
        here = [t for t in near if percent.sentence - t.sentence == back and t.place < part.place]
        larger = [t for t in here if t.figure.value > part.figure.value and t.role == "" and not _has_share(terms, t)]
        yield [t for t in larger if among or t.unit == part.unit], False


def _is_whole(term: Term) -> bool:
    return term.role in _WHOLE or (term.role in ("old", "new") and "whole" in term.roles)


def _has_share(terms: Sequence[Term], term: Term) -> bool:
    """Whether a figure is a part itself, with a percentage of its own beside it."""
    a, b = _at(terms, term, -1), _at(terms, term, 1)
    beside = a is not None and a.kind == PERCENT and len(term.left) <= 4 and bool(_LINKS.intersection(term.left))
    return beside or (b is not None and b.kind == PERCENT and bool(_LINKS.intersection(b.left[:4])))


def _told(part: Term, wholes: Sequence[Term], percent: Term, *, sure: bool, bound: bool = False) -> Finding | None:
    found = [share_of(part.figure, w.figure, percent.figure, bound=bound) for w in wholes]
    told = [f for f in found if f is not None]
    for finding in told:
        if finding.status != "mismatch":
            return finding
    words = {*percent.left, *percent.right[:6]}
    if told and of_the_others(part.figure, wholes[0].figure, percent.figure, set(part.right[:6]), words):
        return None
    if not told or len({w.figure.value for w in wholes}) > 1 or percent.figure.value > 100:
        return None
    if _SO_FAR.intersection(percent.left) or "lagi" in part.right[:3]:
        return None
    share = 100 * part.figure.value / wholes[0].figure.value
    if not sure and not share / FACTOR <= percent.figure.value <= share * FACTOR:
        return None
    return told[0]


def _at(terms: Sequence[Term], term: Term, step: int) -> Term | None:
    """The next figure of the same sentence."""
    i = term.place + step
    other = terms[i] if 0 <= i < len(terms) else None
    return other if other is not None and other.sentence == term.sentence else None


def _countable(term: Term) -> bool:
    return term.kind in (PLAIN, MONEY) and term.figure.unit not in SPAN and term.role not in ("change", "apart", "each")
