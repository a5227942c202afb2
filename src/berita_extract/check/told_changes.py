"""Changes whose old and new figures stand anywhere in the article: "turun separuh" in the lead, 864 and 648 far behind.

The two figures count one noun at two times, the noun or other words of theirs stand in the sentence of the change, and
no two figures of that noun lie so far apart as is told. Each sign that they belong together counts a point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from berita_extract.check.differences import HUNDRED, change_of, multiple_of
from berita_extract.check.figures import MONEY, ORDINAL, PERCENT, PLAIN
from berita_extract.check.move_guards import (
    goes_another_way,
    has_its_own_partner,
    is_some_of,
    of_another,
    of_other_time,
)
from berita_extract.check.roots import content
from berita_extract.check.story import MONTHS, SCORE, Told, clause, counts, moved, one_slip, told_again, turns_elsewhere
from berita_extract.check.terms import SPAN
from berita_extract.check.verdict import Finding, Interval, compare, of, over, show, shown, stated, times
from berita_extract.check.view import Language, View

# So many points are needed; so many figures of one noun are looked at.
POINTS, MOST = 6, 16
# A wrong change is told within this factor of the right one.
FACTOR = Decimal("2.6")
# Figures of the noun that are many times as great or as small are others.
LIKE = 5
# What is told more vaguely than this ("di bawah 18 persen") agrees with nearly anything.
WIDE = Decimal("1.3")
# Figures whose noun stands only before them.
UNNAMED = ""
_APART = frozenset(["rest"])
_AGAINST = frozenset(["dari", "dibanding", "dibandingkan", "daripada", "ketimbang"])
# "dari semula", "dibanding tahun lalu": times, not things.
_TIMES = frozenset(
    ["semula", "sebelumnya", "tahun", "lalu", "bulan", "angka", "awal", "jumlah", "periode", "semester", "total",
     "hasil", "titik", "dulu", "dahulu", "sebelum", "pekan", "musim", "silam", "posisi", "kondisi", "biasanya", "masa"]
)  # fmt: skip
_NOT_OF_ONE = ({"each", "total"}, {"each", "whole"})
_SHOWN = re.compile(r"\d[\d.]*(?:,\d+)?")


def find(view: View) -> Iterator[Finding]:
    """Every change that the figures of its noun do not bear out; of two figures only the change most likely theirs."""
    language = view.language
    best: dict[tuple[int, ...], tuple[int, Finding]] = {}
    of_nouns: dict[str, list[Told]] = {}
    for change in view.story:
        if (
            not _is_change(change, language)
            or told_again(change, view.story)
            or change.words & language.phrases["plans"]
        ):
            continue
        if view.low[change.figure.end : change.figure.end + 60].split(".")[0].find("?") >= 0:
            continue
        row = _best(view, change, language, of_nouns)
        if row is not None:
            pair = tuple(f.start for f in row[1].figures if f is not change.figure)
            if pair not in best or best[pair][0] < row[0]:
                best[pair] = row
    for _, finding in best.values():
        yield finding


def _is_change(told: Told, language: Language) -> bool:
    term = told.term
    if term.kind == ORDINAL or term.role == "each":
        return False
    if term.role == "apart":
        return moved(told, language)
    if _left_of_it(told) or term.right[:2] == ("kali", "lipat"):
        return True
    return term.role == "change" and not set(term.left[-1:]) & language.phrases["counting_verbs"]


def _left_of_it(told: Told) -> bool:
    """ "tinggal separuh dari semula" """
    return told.term.kind == PERCENT and told.figure.vague and told.term.left[-1:] in (("tinggal",), ("menjadi",))


def _of_noun(story: Sequence[Told], noun: str, language: Language) -> list[Told]:
    """The figures of a noun that may be an old or a new one."""
    may = [t for t in story if _measures(t, language)]
    if noun == UNNAMED:
        return [t for t in may if t.noun is None and t.term.kind == PLAIN]
    return [t for t in may if counts(t, noun, language)]


def _best(view: View, change: Told, language: Language, of_nouns: dict[str, list[Told]]) -> tuple[int, Finding] | None:
    story, month = view.story, _month_before(view, change)
    rows: list[tuple[int, int, Finding]] = []
    for noun in _nouns(story, change, language):
        if noun not in of_nouns:
            of_nouns[noun] = _of_noun(story, noun, language)
        of_noun = [t for t in of_nouns[noun] if t is not change]
        if len(of_noun) < 2:
            continue
        persons = noun in language.phrases["persons"]  # "115 orang … tambahan 45 kader"
        if len(of_noun) > MOST or not (noun == UNNAMED or persons or any(t.noun == noun for t in of_noun)):
            continue
        pairs = [
            (a, b)
            for a in of_noun
            for b in of_noun
            if a.figure.value != b.figure.value
            and (
                a.noun is not None
                or b.noun is not None
                or content(" ".join(a.term.left)) & content(" ".join(b.term.left))
            )
        ]
        found = len(rows)
        for old, new in pairs:
            finding = _compared(old, new, change) if _may_be_pair(old, new, change, of_noun) else None
            if finding is None:
                continue
            if finding.status != "mismatch":
                return None
            points = _points(of_noun, old, new, change, noun, finding, language, month)
            if points >= POINTS and not _has_its_own(story, old, new, change):
                apart = abs(change.term.place - old.term.place) + abs(change.term.place - new.term.place)
                rows.append((points, -apart, finding))
        if len(rows) > found and any(_agree(a, b, change) for a, b in pairs):
            return None
    if not rows or _agrees_elsewhere(story, change, language):
        return None
    rows.sort(key=lambda row: row[:2], reverse=True)
    rivals = [
        f for points, apart, f in rows[1:] if (points, apart) == rows[0][:2] and f.expected != rows[0][2].expected
    ]
    return None if rivals else (rows[0][0], rows[0][2])


def _agree(old: Told, new: Told, change: Told) -> bool:
    finding = _compared(old, new, change)
    return finding is not None and finding.status != "mismatch"


def _agrees_elsewhere(story: Sequence[Told], change: Told, language: Language) -> bool:
    """Whether any two figures of one noun lie so far apart, planned, rough and repeated ones too."""
    rows = [t for t in story if t is not change and t.term.kind in (PLAIN, MONEY, PERCENT) and not moved(t, language)]
    rows = [t for t in rows if t.figure.high <= WIDE * t.figure.low]
    pairs = (
        (a, b) for a in rows for b in rows if a.noun == b.noun and a.noun is not None and a.term.kind == b.term.kind
    )
    return any(a.figure.value != b.figure.value and _agree(a, b, change) for a, b in pairs)


def _has_its_own(story: Sequence[Told], old: Told, new: Told, change: Told) -> bool:
    """Whether another change of that kind is the one between the two."""
    return any(
        t.figure.value != change.figure.value
        and t.term.role == "change"
        and t.term.kind == change.term.kind
        and t.term.unit == change.term.unit
        and _agree(old, new, t)
        for t in story
    )


def _month_before(view: View, change: Told) -> int:
    """The month that the words before the change tell ("Penurunan terbesar pada Maret. Dibanding bulan lalu …")."""
    start = change.figure.start
    words = view.low[max(0, start - 160) : start].split() if start > 0 else []
    told = [MONTHS.index(w) + 1 for word in words if (w := word.strip(".,()")) in MONTHS]
    return told[-1] if told else 0


def _nouns(story: Sequence[Told], change: Told, language: Language) -> list[str]:
    """The nouns of which the change may be one."""
    if change.term.kind == MONEY:
        return [MONEY]
    times_told = change.term.right[:1] == ("kali",)
    if change.term.unit == "poin" or change.term.right[:1] == ("poin",):
        return [PERCENT, SCORE]
    if change.noun in language.phrases["any_thing"]:
        return [n for n in dict.fromkeys(t.noun for t in story) if n is not None and n in change.words]
    if change.term.kind == PLAIN and not times_told and change.noun is not None:
        return [change.noun]
    nouns = dict.fromkeys(t.noun for t in story if t.noun is not None and t.term.kind in (PLAIN, MONEY))
    if change.term.kind == PLAIN and not times_told:
        return [n for n in nouns if n in change.words]
    return [*nouns, PERCENT, UNNAMED] if change.term.kind == PERCENT else list(nouns)


def _measures(told: Told, language: Language) -> bool:
    term = told.term
    return (
        term.kind in (PLAIN, MONEY, PERCENT)
        and not told.headline
        and term.role not in _APART
        and not moved(told, language)
        and not told.bound.vague
        and "antaranya" not in term.right[:4]
        and not set(term.left[-6:]) & language.phrases["plans"]
    )


def _compared(old: Told, new: Told, change: Told) -> Finding | None:
    if old.term.kind != new.term.kind or {old.term.role, new.term.role} in _NOT_OF_ONE:
        return None
    if _left_of_it(change):
        return _share_left(old, new, change)
    if change.term.right[:1] == ("kali",):
        return multiple_of(old.bound, new.bound, change.figure)
    units = (None, "poin", "unit", "buah", old.figure.unit, new.figure.unit)
    if change.term.kind == PLAIN and change.figure.unit not in units and not _all_persons(old, new, change):
        return None
    points = change.term.unit == "poin" or change.term.right[:1] == ("poin",)
    bare = change.figure._replace(unit=old.figure.unit) if change.term.kind == PLAIN and not points else change.figure
    return change_of(old.bound, new.bound, bare, points)


def _all_persons(*told: Told) -> bool:
    return all(t.noun in t.view.language.phrases["persons"] for t in told)


def _share_left(old: Told, new: Told, change: Told) -> Finding | None:
    ratio = over(times(of(new.bound), Interval(HUNDRED, HUNDRED, HUNDRED)), of(old.bound))
    if ratio is None or new.bound.value > old.bound.value:
        return None
    status = compare(ratio, change.figure, change.figure.step)
    working = f"{show(new.bound.value, 6)} / {show(old.bound.value, 6)} = {show(ratio.value)} %"
    figures = (old.bound, new.bound, change.figure)
    span = (change.figure.start, change.figure.end)
    return Finding(
        "percent_change",
        status,
        stated(working, status, change.figure),
        f"{show(ratio.value)} %",
        shown(change.figure),
        figures,
        span,
    )


def _in_time(old: Told, new: Told) -> int:
    """Points for words that tell which of the two came first; 0 where none does, or they say the contrary."""
    a, b = old.when, new.when
    if a.year and b.year and a.year != b.year:
        return 2 if a.year < b.year else 0
    if a.month and b.month and a.month != b.month:
        return 2 if a.month < b.month else 0
    if "lama" in old.term.left[-6:] and "baru" in new.term.left[-6:-1]:
        return 2
    if a.order and b.order and a.order != b.order:
        return 2 if a.order < b.order else 0
    if a.side > 0 or b.side < 0:
        return 0
    return (1 if a.side < 0 else 0) + (1 if b.side > 0 else 0)


def _compared_with(change: Told) -> set[str]:
    """What the words say that the change is counted from."""
    words = change.term.right[:7]
    at = next((n for n, word in enumerate(words) if word in _AGAINST), None)
    return set() if at is None else content(" ".join(w for w in clause(words[at + 1 :]) if w not in _TIMES))


def _against(old: Told, new: Told, change: Told) -> int:
    """ "menghemat Rp65 juta dari pagu tersebut": the old figure is named as what it is compared with."""
    words = change.term.right[:6]
    at = next((n for n, word in enumerate(words) if word in _AGAINST), None)
    if at is None:
        return 0
    named = content(" ".join(clause(words[at + 1 :])))
    return 2 if named & content(" ".join(old.term.left)) and not named & content(" ".join(new.term.left)) else 0


def _may_be_pair(old: Told, new: Told, change: Told, of_noun: Sequence[Told]) -> bool:
    return _in_place(old, new, change) and bool(_time_points(old, new, change, of_noun))


def _in_place(old: Told, new: Told, change: Told) -> bool:
    """Whether the change is told where one of these two may be: not between them, and before both only in the lead."""
    first, last = sorted((old.term.place, new.term.place))
    if first < change.term.place < last or (change.term.place < first and not change.leading):
        return False  # "awal tahun 142, tambahan 38, lima keluar, kini 175"
    # "turun 20 persen menjadi Rp80 ribu. Dibutuhkan Rp160 ribu"
    return new.term.place > old.term.place or old.when.side < 0 or old.when.year != 0


def _time_points(old: Told, new: Told, change: Told, of_noun: Sequence[Told]) -> int:
    in_time = _in_time(old, new) or _against(old, new, change)
    if not in_time and change.term.role == "apart":
        return 2 if {t.figure.value for t in of_noun} == {old.figure.value, new.figure.value} else 0
    return in_time


def _points(
    of_noun: Sequence[Told], old: Told, new: Told, change: Told, noun: str, finding: Finding, language: Language,
    months_told: int,
) -> int:  # fmt: skip
    in_time = _time_points(old, new, change, of_noun)
    expected, found = (_number(text or "") for text in (finding.expected, finding.found))
    mixed = finding.kind == "percent_or_points"  # points told as percent, or percent as points
    if not in_time or not expected or not (mixed or expected / FACTOR <= found <= expected * FACTOR):
        return 0
    if _grows(change, language) not in (0, 1 if new.figure.value > old.figure.value else -1):
        return 0
    if not _in_place(old, new, change) or _bound_elsewhere(old, new, change, language):
        return 0
    pair = (old.term, new.term)
    least, most = sorted((old.figure.value, new.figure.value))
    others = {t.figure.value for t in of_noun if least / LIKE <= t.figure.value <= most * LIKE} - {least, most}
    lead = change.leading and change.term.place < min(old.term.place, new.term.place)
    if (others or not (lead and _is_the_news(change))) and of_another(change.term, pair):
        return 0
    years = {w for w in (*change.term.left, *clause(change.term.right)) if len(w) == 4 and w.isdigit()}
    if of_other_time(change.term, pair) or not years <= {str(t.when.year) for t in (old, new)}:
        return 0
    if turns_elsewhere(change, (old, new)):
        return 0
    compared = _compared_with(change)
    if compared and not compared & (old.about | new.about):
        return 0  # "naik 8 poin dibanding kabupaten tetangga"
    added = {*change.term.left[-3:]} & language.phrases["words_added"] - {"bertambah"}
    if (
        change.term.kind == PLAIN
        and added
        and not 0 <= change.term.sentence - max(old.term.sentence, new.term.sentence) <= 1
    ):
        return 0
    named = noun in change.words or change.term.unit == noun
    shared = (change.about & (old.about | new.about)) - _verbs(language)
    points = 1 + in_time + (1 if named else 0)
    points += max(0, min(2, len(shared) - (1 if noun in change.words else 0)))
    points += 1 if 0 <= change.term.sentence - new.term.sentence <= 1 or change.leading else 0
    points += 2 if change.term.place == new.term.place + 1 and change.term.sentence == new.term.sentence else 0
    points += 2 if months_told and new.when.month == months_told and old.when.month == months_told - 1 else 0
    points += 1 if not others else 0 if len(others) == 1 else -1
    points += 1 if old.noun == new.noun else 0
    points += 2 if mixed else 0
    points += 1 if not change.figure.vague and found == int(found) and one_slip(int(expected), int(found)) else 0
    points -= 1 if noun in SPAN else 0
    # money is of all sorts; told in the order of now and then, both must say so; other figures may have come between
    points -= 1 if in_time == 1 and (noun == MONEY or new.term.place < old.term.place) else 0
    return points - (1 if others and change.term.kind == PLAIN and change.noun == noun else 0)


def _bound_elsewhere(old: Told, new: Told, change: Told, language: Language) -> bool:
    """Whether one of the two has its own partner, or the change names another figure that it is counted from."""
    up, down = (language.phrases[name] for name in ("words_up", "words_down"))
    terms = change.view.terms
    if (
        is_some_of(old.term, new.term)
        or has_its_own_partner(terms, old.term, new.term)
        or goes_another_way(change.term, old.term, new.term, up, down)
    ):
        return True
    behind = terms[change.term.place + 1] if 0 <= change.term.place < len(terms) - 1 else None
    named = behind is not None and behind.sentence == change.term.sentence and behind.role in ("from", "old")
    if change.headline or not named or behind is None or not _AGAINST & {*change.term.right}:
        return False
    return old.term.place != behind.place and behind.figure.value != old.figure.value


def _is_the_news(change: Told) -> bool:
    """Whether the headline tells the change: then it is the one that the article is about."""
    return change.headline or any(
        t.figure.value == change.figure.value and t.kind == change.term.kind for t in change.view.headline
    )


def _verbs(language: Language) -> frozenset[str]:
    """The roots of the words that tell of change."""
    return language.roots_of("words_up") | language.roots_of("words_down") | language.roots_of("time_now")


def _grows(change: Told, language: Language) -> int:
    """1 where the words tell of growth, -1 where they tell of a fall, 0 where they tell neither or both."""
    near = {*change.term.left[-6:], *change.term.right[:3]}
    up, down = (bool(near & language.phrases[name]) for name in ("words_up", "words_down"))
    return up - down


def _number(text: str) -> Decimal:
    match = _SHOWN.search(text)
    return Decimal(match[0].replace(".", "").replace(",", ".")) if match else Decimal(0)
