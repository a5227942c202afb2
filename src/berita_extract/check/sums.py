"""Totals and their parts: "terdiri dari", "rinciannya", "sisanya", "sehingga total", percentages to a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from berita_extract.check import closed_sums, groups, line_sums, told_sums
from berita_extract.check.adding import AMONG_THEM, hundred, judge, sums_up
from berita_extract.check.figures import MONEY, PERCENT, PLAIN, Figure
from berita_extract.check.listed import between, figures_between, joined_in, parts_from, previous
from berita_extract.check.verdict import Finding, total
from berita_extract.check.view import View

# "Pendapatan berasal dari …" may leave out a source of less than this share.
UNTOLD = Decimal("0.03")
# Parts that no word announces miss their total by less than this.
NEARLY = Decimal("0.12")

_SOURCES = re.compile(r"(?:berasal|bersumber) dari")
_REST = re.compile(r"\b(?:sisanya|selebihnya|masih|lainnya)\b")
_REST_TOLD = re.compile(r"[^|NPM]{0,60}P")
_REST_BEHIND = re.compile(r"P(?: [a-z]{2,20}){0,2} \Z")
_LAINNYA = re.compile(r"N(?: [a-z]{2,20})? lainnya")
_LAIN = re.compile(r"\b(?:yang|hal|daerah|negara) lain\b")
_NOUN = re.compile(r"[a-z]{4,20}")
_MORE = re.compile(r"\b(?:pula|juga|selain|ditambah)\b")
_STRONG = re.compile(r"(?:sehingga|jadi)|totalnya")
_THAT = re.compile(
    r"\bdari (?:jumlah|angka|total) (?:itu|tersebut|ini)\b|\brinciannya\b|\bhasilnya\b|\bdari (?:seluruhnya|semuanya)\b"
)
_DARI = re.compile(
    r"\bdari (?:(?:total|sebanyak|jumlah|keseluruhan|seluruh) ){0,2}(?P<whole>[NO])(?P<gap>[^|NPM]{0,80}?)(?=[NPM])"
)
_PART_OF_WHOLE = re.compile(
    r"(?P<a>N)[^|NPM]{0,40}?\bdari (?:(?:total|jumlah|keseluruhan|sebanyak|seluruh|secara) ){1,4}"
    r"(?P<whole>N)[^|NPM]{0,40}?(?:, )?(?:dimana|di mana|sedangkan|sisanya|selebihnya|sementara)[^|NPM]{0,20}?(?P<b>N)"
)
# Words of which these expressions ask for one.
_MARKS = frozenset([":", ";"])
_FROM = frozenset(["dari"])
_AMONG_THEM = frozenset(["antaranya", "diantaranya"])
_POINTS = frozenset(["dari", "rinciannya", "hasilnya"])
_AGAINST = frozenset(["dimana", "mana", "sedangkan", "sisanya", "selebihnya", "sementara"])
_RESTS = frozenset(["sisanya", "selebihnya", "masih", "lainnya"])
_AMONG = re.compile(r"(?P<whole>N)[^|NPM]{0,50}?[,|][^|NPM]{0,12}?(?=N(?: [a-z]{2,20})? di ?antaranya)")
_TO_WHOLE = re.compile(r"[^|NPM]{0,40}?(?P<whole>[NM])")
_COLON = re.compile(r"(?P<whole>[NMO])[^|:;NPM]{0,60}[:;]\s{0,2}(?=[NM])")


def find(view: View) -> Iterator[Finding]:
    """Every stated total against its parts; what agrees under any reading is no mismatch."""
    yield from closed_sums.find(view)
    yield from line_sums.find(view)
    yield from groups.find(view)
    yield from told_sums.find(view)
    if not view.listing:
        return
    language = view.language
    for cue in _listed(view, language.cue("parts_follow"), language.heads["parts_follow"]):
        yield from _after_cue(view, cue.start(), cue.end())
    for match in _listed(view, _COLON, _MARKS):
        parts = parts_from(view, match.end(), tight=True)
        if len(parts) >= 2:
            whole = view.at[match.start("whole")]
            # behind a semicolon only what comes near is a list of all
            firm = ":" in match[0] or abs(total(parts).value - whole.value) <= NEARLY * whole.value
            yield from judge(view, [whole], parts, match.start(), firm=firm)
    for match in _listed(view, _DARI, _FROM):
        yield from _of_whole(view, match)
    if not view.words.isdisjoint(_AMONG_THEM):
        for match in _AMONG.finditer(view.code):
            yield from _of_whole(view, match)
    for match in _listed(view, _PART_OF_WHOLE, _AGAINST):
        a, b, whole = (view.at[match.start(n)] for n in ("a", "b", "whole"))
        yield from judge(view, [whole], [a, b], match.start(), firm=True)
    yield from _that_number(view)
    yield from _rest(view)
    yield from _total_after(view)


def _listed(view: View, expression: re.Pattern[str], gate: frozenset[str]) -> Iterator[re.Match[str]]:
    """The matches, none of them over the end of a sentence, in the sentences that have figures enough for parts.

    `gate` holds words of which every match has one.
    """
    if view.words.isdisjoint(gate):
        return
    for start, end in view.listing:
        yield from expression.finditer(view.code, start, end)


def _after_cue(view: View, start: int, end: int) -> Iterator[Finding]:
    parts = parts_from(view, end)
    if len(parts) < 2:
        return
    if _SOURCES.match(view.code, start) and _small_rest_untold(view, parts, start):
        return
    # "terdiri atas kepala dinas, 2 kepala bidang dan 6 staf": a part without its figure
    whole_list = "," not in view.code[end : view_pos(view, parts[0])]
    if all(p.kind == PERCENT for p in parts):
        yield from hundred(view, parts, start, end)
        return
    begin = view.sentence(start)[0]
    inside = figures_between(view, start, begin)
    if inside:
        yield from judge(
            view,
            inside[:1] if len(inside) == 1 else inside,
            parts,
            start,
            firm=whole_list and start - view_pos(view, inside[0]) < 70,
        )
        return
    firm = bool(view.language.cue("that_number").search(view.code, begin, end))
    earlier = figures_between(view, begin, previous(view, begin))
    nouns = set(_NOUN.findall(view.code[begin:start]))
    nouns |= {p.unit for p in parts if p.unit}
    shared = [f for f in earlier if (f.unit or "") in nouns or _nouns_before(view, f) & nouns]
    if not earlier or not any(sums_up(f, parts) for f in earlier):
        far = [f for f in figures_between(view, begin, 0) if sums_up(f, parts)]
        if far:
            yield from judge(view, far, parts, begin, firm=False)
            return
    if earlier:
        yield from judge(
            view,
            shared or earlier,
            parts,
            begin,
            firm=whole_list and (firm or bool(shared)) and len(shared or earlier) == 1,
        )


def _is_old(view: View, position: int) -> bool:
    """ "118 inovasi, naik dari 74 inovasi tahun lalu. Sebanyak 61 di antaranya …": not of those of the year before."""
    term = next((t for t in view.terms if t.position == position), None)
    if term is None or not {"old", "from"} & term.roles:
        return False
    phrases = view.language.phrases
    told = {*term.left[-5:]}
    return bool(told & (phrases["words_up"] | phrases["words_down"]) or {*term.right[:4]} & phrases["time_then"])


def _small_rest_untold(view: View, parts: Sequence[Figure], start: int) -> bool:
    """Whether named sources fall so little short of a figure before that a small one may have been left out."""
    summed = total(parts).value
    before = figures_between(view, start, previous(view, view.sentence(start)[0]))
    return any(0 < f.value - summed <= UNTOLD * f.value for f in before if f.kind == parts[0].kind)


def _nouns_before(view: View, figure: Figure) -> set[str]:
    """The nouns right before a figure without its own ("jumlah pekon peserta ada 38")."""
    if figure.unit:
        return set()
    return set(_NOUN.findall(view.low[max(0, figure.start - 30) : figure.start]))


def view_pos(view: View, figure: Figure) -> int:
    """Where a figure stands in the code."""
    return next(p for p in reversed(view.positions) if view.at[p] is figure)


def _of_whole(view: View, match: re.Match[str]) -> Iterator[Finding]:
    whole = view.at[match.start("whole")]
    parts = parts_from(view, match.end(), first=True)
    if len(parts) < 2 or any(p.kind == PERCENT for p in parts) or _is_old(view, match.start("whole")):
        return
    end = view.sentence(match.end())[1]
    tail = view.code[match.start() : end]
    summed = total(parts)
    statuses = len(set(view.language.cue("conditions").findall(tail)))
    closed = (bool(view.language.cue("rest").search(tail)) and not _LAIN.search(tail)) or (
        len(parts) == 2 and any(r.expression.search(tail) for r in view.language.rules.get("opposites", ()))
    )
    firm = (
        closed or (summed.low > whole.high and statuses >= 2 and len(parts) >= 2) or (statuses >= 2 and len(parts) >= 3)
    )
    yield from judge(view, [whole], parts, match.start(), firm=firm)


def _that_number(view: View) -> Iterator[Finding]:
    """ "Dari jumlah itu, 29 …, 11 … dan 7 lainnya …": the whole stands in the sentence before."""
    for match in _listed(view, _THAT, _POINTS):
        parts = parts_from(view, match.end(), first=True)
        begin = view.sentence(match.start())[0]
        earlier = figures_between(view, begin, previous(view, begin))
        old = len(earlier) == 1 and _is_old(view, view_pos(view, earlier[0]))
        if len(parts) >= 2 and earlier and not old and all(p.kind != PERCENT for p in parts):
            tail = view.code[match.start() : view.sentence(match.start())[1]]
            closed = (
                match[0] == "rinciannya"
                or view.language.cue("rest").search(tail)
                or len(view.language.cue("conditions").findall(tail)) >= 3
            )
            yield from judge(view, earlier, parts, begin, firm=bool(closed) and len(earlier) == 1)


def _rest(view: View) -> Iterator[Finding]:
    """ "sisanya 20 orang": the sentence's figures, with the whole first, or in the sentence before."""
    for match in _listed(view, _REST, _RESTS):
        begin, end = view.sentence(match.start())
        percents = joined_in(view, begin, end, PERCENT) if match[0] in {"sisanya", "selebihnya"} else []
        # "dan sisanya untuk keadaan darurat" leaves out the figure of the rest
        told = _REST_TOLD.match(view.code, match.end()) or _REST_BEHIND.search(view.code, begin, match.start())
        if len(percents) >= 2 and told:
            yield from hundred(view, percents, begin, end, closed=True)
        figures = [view.at[p] for p in between(view, begin, end) if view.at[p].kind in (PLAIN, MONEY)]
        earlier = figures_between(view, begin, previous(view, begin))
        candidates = [(figures[0], figures[1:]), *((e, figures) for e in earlier)] if figures else []
        for whole, parts in candidates:
            if len(parts) >= 2 and sums_up(whole, parts):
                yield from judge(view, [whole], parts, begin, firm=False)
                break
        else:
            # "Sebanyak 30 di antaranya digital, sedangkan 21 lainnya tidak": of the one figure just told
            joined = joined_in(view, begin, end, PLAIN)
            among = AMONG_THEM.search(view.code, begin, end)
            closed = match[0] in {"sisanya", "selebihnya"} or (among and _LAINNYA.search(view.code, begin, end))
            if closed and among and len(earlier) == 1 and len(joined) >= 2 and "dari N" not in view.code[begin:end]:
                yield from judge(view, earlier, joined, begin, firm=True)


def _total_after(view: View) -> Iterator[Finding]:
    if view.words.isdisjoint(view.language.heads["total_follows"]):
        return
    for cue in view.language.cue("total_follows").finditer(view.code):
        begin, end = view.sentence(cue.start())
        gap = _TO_WHOLE.match(view.code, cue.end(), end)
        if gap is None:
            continue
        whole = view.at[gap.start("whole")]
        before = [view.at[p] for p in between(view, begin, cue.start())]
        spot = figures_between(view, begin, previous(view, begin))[::-1] if len(before) < 2 else []
        parts = [f for f in (before or spot) if f.kind == whole.kind]
        strong = _STRONG.match(cue[0]) is not None
        for chosen in (parts, joined_in(view, begin, cue.start(), whole.kind)):
            if len(chosen) >= 2:
                more = _MORE.search(view.code, begin, cue.start())
                if more:
                    extra = [
                        f
                        for f in figures_between(view, begin, 0)
                        if f.kind == whole.kind and sums_up(whole, [f, *chosen])
                    ]
                    chosen = [*extra[:1], *chosen]
                listed = strong and not more and chosen == joined_in(view, begin, cue.start(), whole.kind)
                yield from judge(view, [whole], chosen, begin, firm=listed)
