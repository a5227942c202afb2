"""Totals and their parts: "terdiri dari", "rinciannya", "sisanya", "sehingga total", percentages to a hundred."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from berita_extract.check.figures import MONEY, ORDINAL, PERCENT, PLAIN, Figure
from berita_extract.check.verdict import Finding, compare, show, shown, stated, total
from berita_extract.check.view import View
from berita_extract.model import CheckStatus

MAX_PARTS = 40
# Parts in other words than the total ("59 orang: 9 camat ...") must come near it before they are called wrong.
NEAR = Decimal("0.3")
# An agreement only by vague wording is reported where the values lie this near.
CLOSE = Decimal("0.1")
# How many figures before the parts may be their total.
LOOK_BACK = 6
# How long the sentence may be that announces lines.
INTRO = 300
# "Pendapatan berasal dari …" may leave out a source of less than this share.
UNTOLD = Decimal("0.03")

_MARK = re.compile(r"[,;:&]")
_LINES = re.compile(r"[:][ \t]{0,3}\n(?=\s{0,4}(?:[-–•●*·▪]|\d{1,2}[.)]|[a-z][.)])\s)", re.IGNORECASE)
_LINE = re.compile(r"[ \t]{0,4}(?:[-–•●*·▪]|\d{1,2}[.)]|[a-z][.)])\s", re.IGNORECASE)
_BERIKUT = re.compile(r"\b(?:berikut|rincian|rinciannya|sebaran|sebarannya|komposisi|komposisinya|pembagiannya)\b")
_SOURCES = re.compile(r"(?:berasal|bersumber) dari")
_REST = re.compile(r"\b(?:sisanya|selebihnya|masih|lainnya)\b")
_AMONG_THEM = re.compile(r"[NM](?: [a-z]{2,20}){0,2} di ?antaranya")
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
_AGAINST = ("dimana", "di mana", "sedangkan", "sisanya", "selebihnya", "sementara")
_AMONG = re.compile(r"(?P<whole>N)[^|NPM]{0,50}?[,|][^|NPM]{0,12}?(?=N(?: [a-z]{2,20})? di ?antaranya)")
_TO_WHOLE = re.compile(r"[^|NPM]{0,40}?(?P<whole>[NM])")
_COLON = re.compile(r"(?P<whole>[NMO])[^|:;NPM]{0,60}[:;]\s{0,2}(?=[NM])")


def find(view: View) -> Iterator[Finding]:
    """Every stated total against its parts; what agrees under any reading is no mismatch."""
    yield from _in_lines(view)
    if not view.listing:
        return
    language = view.language
    for cue in _listed(view, language.cue("parts_follow"), language.gates["parts_follow"]):
        yield from _after_cue(view, cue.start(), cue.end())
    for match in _listed(view, _COLON, (":", ";")):
        parts = _parts(view, match.end(), tight=True)
        if len(parts) >= 2:
            yield from _judge(view, [view.at[match.start("whole")]], parts, match.start(), firm=True)
    for match in _listed(view, _DARI, ("dari ",)):
        yield from _of_whole(view, match)
    if "antaranya" in view.code:
        for match in _AMONG.finditer(view.code):
            yield from _of_whole(view, match)
    for match in _listed(view, _PART_OF_WHOLE, _AGAINST):
        a, b, whole = (view.at[match.start(n)] for n in ("a", "b", "whole"))
        yield from _judge(view, [whole], [a, b], match.start(), firm=True)
    yield from _that_number(view)
    yield from _rest(view)
    yield from _total_after(view)


def _listed(view: View, expression: re.Pattern[str], gate: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """The matches, none of them over the end of a sentence, in the sentences that have figures enough for parts.

    `gate` holds words of which every match has one.
    """
    if not view.has_one(gate):
        return
    for start, end in view.listing:
        yield from expression.finditer(view.code, start, end)


def _after_cue(view: View, start: int, end: int) -> Iterator[Finding]:
    parts = _parts(view, end)
    if len(parts) < 2:
        return
    if _SOURCES.match(view.code, start) and _small_rest_untold(view, parts, start):
        return
    # "terdiri atas kepala dinas, 2 kepala bidang dan 6 staf": a part without its figure
    whole_list = "," not in view.code[end : view_pos(view, parts[0])]
    if all(p.kind == PERCENT for p in parts):
        yield from _hundred(view, parts, start, end)
        return
    begin = view.sentence(start)[0]
    inside = _before(view, start, begin)
    if inside:
        yield from _judge(
            view,
            inside[:1] if len(inside) == 1 else inside,
            parts,
            start,
            firm=whole_list and start - view_pos(view, inside[0]) < 70,
        )
        return
    firm = bool(view.language.cue("that_number").search(view.code, begin, end))
    earlier = _before(view, begin, _previous(view, begin))
    nouns = set(_NOUN.findall(view.code[begin:start]))
    nouns |= {p.unit for p in parts if p.unit}
    shared = [f for f in earlier if (f.unit or "") in nouns or _nouns_before(view, f) & nouns]
    if not earlier or not any(_sums(f, parts) for f in earlier):
        far = [f for f in _before(view, begin, 0) if _sums(f, parts)]
        if far:
            yield from _judge(view, far, parts, begin, firm=False)
            return
    if earlier:
        yield from _judge(
            view,
            shared or earlier,
            parts,
            begin,
            firm=whole_list and (firm or bool(shared)) and len(shared or earlier) == 1,
        )


def _small_rest_untold(view: View, parts: Sequence[Figure], start: int) -> bool:
    """Whether named sources fall so little short of a figure before that a small one may have been left out."""
    summed = total(parts).value
    before = _before(view, start, _previous(view, view.sentence(start)[0]))
    return any(0 < f.value - summed <= UNTOLD * f.value for f in before if f.kind == parts[0].kind)


def _in_lines(view: View) -> Iterator[Finding]:
    """A total, a colon, and lines of one figure each."""
    low, language = view.low, view.language
    starts = [f.start for f in view.figures]
    for match in _LINES.finditer(low):
        back = max(0, match.start() - INTRO)
        begin = max(low.rfind(mark, back, match.start()) for mark in ("\n", ". ")) + 1 or back
        intro = low[begin : match.start()]
        inside = view.figures[bisect_left(starts, begin) : bisect_left(starts, match.start())]
        wholes = [f for f in inside if f.kind in (PLAIN, MONEY)]
        if len(wholes) != 1 or wholes[0].vague or language.cue("open_list").search(intro):
            continue
        parts = _one_a_line(view, starts, match.end(), wholes[0])
        if len(parts) < 2 or language.cue("each").search(low, begin, parts[-1].end):
            continue
        status = compare(total(parts), wholes[0])
        apart = abs(total(parts).value - wholes[0].value)
        cued = language.cue("parts_follow").search(intro) or _BERIKUT.search(intro)
        if status != "mismatch" or (cued and apart <= NEAR * wholes[0].value and not any(p.vague for p in parts)):
            yield _finding(wholes[0], parts, status)


def _one_a_line(view: View, starts: list[int], position: int, whole: Figure) -> list[Figure]:
    """The figure of each line of a list; empty where a line has none or several, or one of something else."""
    parts: list[Figure] = []
    for _ in range(MAX_PARTS):
        item = _LINE.match(view.low, position)
        if item is None:
            return parts
        end = view.low.find("\n", position)
        end = len(view.low) if end < 0 else end
        here = view.figures[bisect_left(starts, item.end()) : bisect_left(starts, end)]
        told = [f for f in here if f.kind in (PLAIN, MONEY, PERCENT)]
        if len(told) != 1 or told[0].kind != whole.kind or (told[0].unit and whole.unit not in (None, told[0].unit)):
            return []
        parts += told
        position = end + 1
    return []


def _sums(whole: Figure, parts: Sequence[Figure]) -> bool:
    return total(parts).value == whole.value and whole.kind in (parts[0].kind, ORDINAL)


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
    parts = _parts(view, match.end(), first=True)
    if len(parts) < 2 or any(p.kind == PERCENT for p in parts):
        return
    end = view.sentence(match.end())[1]
    tail = view.code[match.start() : end]
    summed = total(parts)
    statuses = len(view.language.cue("conditions").findall(tail))
    closed = (bool(view.language.cue("rest").search(tail)) and not _LAIN.search(tail)) or (
        len(parts) == 2 and any(r.expression.search(tail) for r in view.language.rules.get("opposites", ()))
    )
    firm = (
        closed or (summed.low > whole.high and statuses >= 2 and len(parts) >= 2) or (statuses >= 2 and len(parts) >= 3)
    )
    yield from _judge(view, [whole], parts, match.start(), firm=firm)


def _that_number(view: View) -> Iterator[Finding]:
    """ "Dari jumlah itu, 29 …, 11 … dan 7 lainnya …": the whole stands in the sentence before."""
    for match in _listed(view, _THAT, ("dari ", "rinciannya", "hasilnya")):
        parts = _parts(view, match.end(), first=True)
        begin = view.sentence(match.start())[0]
        earlier = _before(view, begin, _previous(view, begin))
        if len(parts) >= 2 and earlier and all(p.kind != PERCENT for p in parts):
            tail = view.code[match.start() : view.sentence(match.start())[1]]
            closed = (
                match[0] == "rinciannya"
                or view.language.cue("rest").search(tail)
                or len(view.language.cue("conditions").findall(tail)) >= 3
            )
            yield from _judge(view, earlier, parts, begin, firm=bool(closed) and len(earlier) == 1)


def _rest(view: View) -> Iterator[Finding]:
    """ "sisanya 20 orang": the sentence's figures, with the whole first, or in the sentence before."""
    for match in _listed(view, _REST, ("sisanya", "selebihnya", "masih", "lainnya")):
        begin, end = view.sentence(match.start())
        percents = _joined(view, begin, end, PERCENT) if match[0] in {"sisanya", "selebihnya"} else []
        if len(percents) >= 2:
            yield from _hundred(view, percents, begin, end, closed=True)
        figures = [view.at[p] for p in _between(view, begin, end) if view.at[p].kind in (PLAIN, MONEY)]
        earlier = _before(view, begin, _previous(view, begin))
        candidates = [(figures[0], figures[1:]), *((e, figures) for e in earlier)] if figures else []
        for whole, parts in candidates:
            if len(parts) >= 2 and _sums(whole, parts):
                yield from _judge(view, [whole], parts, begin, firm=False)
                break
        else:
            # "Sebanyak 30 di antaranya digital, sedangkan 21 lainnya tidak": of the one figure just told
            joined = _joined(view, begin, end, PLAIN)
            among = _AMONG_THEM.search(view.code, begin, end)
            closed = match[0] in {"sisanya", "selebihnya"} or (among and _LAINNYA.search(view.code, begin, end))
            if closed and among and len(earlier) == 1 and len(joined) >= 2 and "dari N" not in view.code[begin:end]:
                yield from _judge(view, earlier, joined, begin, firm=True)


def _total_after(view: View) -> Iterator[Finding]:
    if not view.has_one(view.language.gates["total_follows"]):
        return
    for cue in view.language.cue("total_follows").finditer(view.code):
        begin, end = view.sentence(cue.start())
        gap = _TO_WHOLE.match(view.code, cue.end(), end)
        if gap is None:
            continue
        whole = view.at[gap.start("whole")]
        before = [view.at[p] for p in _between(view, begin, cue.start())]
        spot = _before(view, begin, _previous(view, begin))[::-1] if len(before) < 2 else []
        parts = [f for f in (before or spot) if f.kind == whole.kind]
        strong = _STRONG.match(cue[0]) is not None
        for chosen in (parts, _joined(view, begin, cue.start(), whole.kind)):
            if len(chosen) >= 2:
                more = _MORE.search(view.code, begin, cue.start())
                if more:
                    extra = [f for f in _before(view, begin, 0) if f.kind == whole.kind and _sums(whole, [f, *chosen])]
                    chosen = [*extra[:1], *chosen]
                listed = strong and not more and chosen == _joined(view, begin, cue.start(), whole.kind)
                yield from _judge(view, [whole], chosen, begin, firm=listed)


def _joined(view: View, begin: int, end: int, kind: str) -> list[Figure]:
    """The figures of a sentence that a list joins, up to `end`; empty where one stands outside the list."""
    positions = _between(view, begin, end)
    for a, b in pairwise(positions):
        if not _separated(view, view.code[a + 1 : b]) or _tells_of(view, view.code[a + 1 : b]):
            return []
    figures = [view.at[p] for p in positions]
    return figures if all(f.kind == kind for f in figures) else []


def _separated(view: View, gap: str) -> bool:
    return _MARK.search(gap) is not None or view.language.cue("separators").search(gap) is not None


def _tells_of(view: View, gap: str) -> bool:
    """Whether the words before a figure make it no part of the list ("7 camat dari 3 daerah")."""
    words = view.language.before("no_part_behind")
    return words.search(gap) is not None


def _between(view: View, start: int, end: int) -> list[int]:
    return view.positions[bisect_left(view.positions, start) : bisect_left(view.positions, end)]


def _before(view: View, position: int, start: int) -> list[Figure]:
    """Counting figures between start and position, nearest first."""
    found = [view.at[p] for p in reversed(_between(view, start, position)[-LOOK_BACK:])]
    return [f for f in found if f.kind in (PLAIN, MONEY, ORDINAL)]


def _previous(view: View, begin: int) -> int:
    """Start of the sentence before, if it is the very next one (nothing left out between)."""
    if begin < 2 or view.code[begin - 2] == "|":
        return begin
    return view.code.rfind("|", 0, begin - 1) + 1


def _parts(view: View, start: int, *, tight: bool = False, first: bool = False) -> list[Figure]:
    """The listed figures that follow, up to the end of the sentence."""
    code = view.code
    end = view.sentence(start)[1]
    ends = view.language.cue("parts_end")
    out: list[Figure] = []
    last = start
    for position in _between(view, start, end)[: MAX_PARTS * 2]:
        gap = code[last:position]
        figure = view.at[position]
        if out and ends.search(gap):
            break
        joined = _separated(view, gap) if out else len(gap) <= (12 if tight else 70)
        if figure.kind in (PLAIN, MONEY, PERCENT) and joined and not (out and _tells_of(view, gap)):
            out.append(figure)
        elif not out and not first:
            return []
        last = position + 1
        if len(out) > MAX_PARTS:
            return []
    kinds = {f.kind for f in out}
    return out if len(kinds) == 1 else []


def _hundred(view: View, parts: Sequence[Figure], start: int, end: int, *, closed: bool = False) -> Iterator[Finding]:
    begin, stop = view.sentence(start)
    stretch = view.code[begin:stop]
    if view.language.cue("open_list").search(stretch) or view.language.cue("growth").search(stretch):
        return
    summed = total(parts)
    hundred = parts[0]._replace(kind=PERCENT, value=Decimal(100), low=Decimal(100), high=Decimal(100))
    status = compare(summed, hundred, Decimal(len(parts)) / 2 if any(p.step < 1 for p in parts) else Decimal(1))
    far = not Decimal(80) <= summed.value <= Decimal(120)
    told = closed or view.code[start:end].startswith(("terdiri", "dibagi", "terbagi", "komposisi"))
    if status == "mismatch" and (far or not told):
        return
    working = " + ".join(show(p.value, 6) for p in parts) + f" = {show(summed.value, 6)} %"
    if status != "ok":
        working += ", 100 %"
    yield Finding(
        "sum", status, working, "100 %", f"{show(summed.value, 6)} %", tuple(parts), (parts[0].start, parts[-1].end)
    )


def _judge(
    view: View, wholes: Sequence[Figure], parts: Sequence[Figure], position: int, *, firm: bool
) -> Iterator[Finding]:
    """One finding: agreement with any whole, else (where the text binds them firmly) the mismatch with the nearest."""
    parts = [p for p in parts if p.kind != ORDINAL]
    for whole in wholes:
        rest = [p for p in parts if p is not whole]
        if len(rest) >= 2 and rest[0].kind == whole.kind.replace(ORDINAL, PLAIN):
            summed = total(rest)
            status = compare(summed, whole)
            # "lebih dari 5" agrees with nearly anything: no news
            near = abs(summed.value - whole.value) <= CLOSE * whole.value
            if status == "ok" or (status == "ok_after_rounding" and near):
                yield _finding(whole, rest, status)
                return
    whole = wholes[0]
    if not firm or whole in parts or not _may_disagree(view, whole, parts, position):
        return
    yield _finding(whole, parts, "mismatch")


def _may_disagree(view: View, whole: Figure, parts: Sequence[Figure], position: int) -> bool:
    """Specificity first: closed lists of parts of the same sort, near the total, nothing told per piece."""
    if (
        whole.kind == ORDINAL
        or whole.vague
        or any(p.vague for p in parts)
        or len(parts) < 2
        or parts[0].kind != whole.kind
    ):
        return False
    begin = view.sentence(position)[0]
    last = max(whole.end, parts[-1].end)
    end = next((view.sentence(p)[1] for p in reversed(view.positions) if view.at[p].end == last), begin)
    stretch = _AMONG_THEM.sub("N", view.code[begin:end])
    language = view.language
    if language.cue("open_list").search(stretch) or language.cue("each").search(stretch):
        return False
    units = {p.unit for p in parts if p.unit}
    if any(u and language.cue("measure_units").fullmatch(u) for u in (*units, whole.unit)) and units != {whole.unit}:
        return False
    place = language.cue("places_and_bodies")
    if whole.kind == PLAIN and any(u != whole.unit and place.fullmatch(u) for u in units):
        return False
    summed = total(parts).value
    near = abs(summed - whole.value) <= max(NEAR * whole.value, Decimal(2) if whole.value > 4 else Decimal(1))
    return near and summed > 0


def _finding(whole: Figure, parts: Sequence[Figure], status: CheckStatus) -> Finding:
    summed = total(parts)
    working = " + ".join(shown(p) for p in parts) + f" = {shown(whole._replace(value=summed.value))}"
    target = whole
    return Finding(
        "sum",
        status,
        stated(working, status, target),
        show(summed.value, 6),
        shown(whole),
        (*parts, whole),
        (whole.start, whole.end),
    )
