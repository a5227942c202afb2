"""Shares whose part and whole stand anywhere in the article, and percentages of one whole told paragraphs apart.

"Pendaftar mencapai 1.240 orang. … 372 orang bekerja sebagai petani. … Empat puluh persen pendaftar ternyata petani":
the sentence of the percentage names what the part tells, and what the whole counts. Told in words the share may be
"separuh", "sepertiga" or "tiga dari empat".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from berita_extract.check.adding import hundred
from berita_extract.check.figures import MONEY, PERCENT, PLAIN, Figure
from berita_extract.check.rates import elsewhere, narrower, of_another
from berita_extract.check.ratios import share_of
from berita_extract.check.roots import content
from berita_extract.check.story import Told, counts, moved, one_slip, told_again, turns_elsewhere
from berita_extract.check.terms import SPAN
from berita_extract.check.verdict import Finding
from berita_extract.check.view import Language, View

# Figures of one noun that are looked at, points that are needed, and by how much a wrong share may miss.
MOST, POINTS = 14, 6
FACTOR = Decimal("1.7")
# "Tiga dari empat": so much at most is the second of the two; the share is meant within so much of a hundred.
MANY = 4
WIDE = Decimal("1.3")
SMALL, ROUGH = 10, Decimal(5)
HUNDRED = Decimal(100)
_APART = frozenset(["each", "old", "new", "rest"])
_WHOLE = frozenset(["from", "whole", "total"])


def find(view: View) -> Iterator[Finding]:
    """Every share that no part and whole of its noun bear out, though one pair is clearly meant."""
    language = view.language
    for told, figure in _shares(view.story):
        if told_again(told, view.story):
            continue
        if figure.vague and told.term.right[:1] == ("lebih",):
            continue  # "separuh lebih"
        if view.low.endswith("nya", told.figure.start, told.figure.end):
            continue  # "40 inovasi, yang dinilai cuma separuhnya": of those just told
        if (
            "antaranya" in told.term.right[:3]
            or told.words & language.phrases["plans"]
            or told.words & language.phrases["words_of_growth"]
        ):
            continue
        finding = _best(view, told, figure)
        if finding is not None:
            yield finding
    yield from _rest(view)


def _shares(story: Sequence[Told]) -> Iterator[tuple[Told, Figure]]:
    """The percentages, and the pairs of small numbers that stand for one."""
    for n, told in enumerate(story):
        term = told.term
        if term.kind == PERCENT and term.role not in ("change", "apart", "each") and 0 < told.figure.value < HUNDRED:
            yield told, told.figure
        following = story[n + 1] if n + 1 < len(story) else None
        if following is None or following.term.sentence != term.sentence or term.right != ("dari",):
            continue
        if term.kind == PLAIN and 0 < told.figure.value < following.figure.value <= SMALL and following.noun:
            if any(t.noun == following.noun and t.figure.value == following.figure.value for t in story[n + 2 :]):
                continue  # "tiga dari lima desa", and five villages in all
            yield _in_words(told, following)


def _in_words(told: Told, following: Told) -> tuple[Told, Figure]:
    """ "Tiga dari empat kelurahan" as a share, with the words behind both."""
    value = HUNDRED * told.figure.value / following.figure.value
    before = told.term.left[-1:]
    low = value - ROUGH * (3 if before in (("hampir",), ("sekitar",), ("nyaris",)) else 1)
    high = value + ROUGH * (3 if before in (("dari",), ("sekitar",), ("atas",)) else 1)
    figure = told.figure._replace(end=following.figure.end, kind=PERCENT, value=value, low=low, high=high, vague=True)
    whole = Told(told.term._replace(right=following.term.right), following.noun, told.sentence, told.view)
    return whole, figure


def _best(view: View, told: Told, share: Figure) -> Finding | None:
    language, story = view.language, view.story
    rows: list[tuple[int, int, Finding]] = []
    nouns = dict.fromkeys(t.noun for t in story if t.noun is not None and t.term.kind == PLAIN)
    for noun in nouns:
        if noun in SPAN or not _named(told, noun, story, language):
            continue
        if sum(t.term.kind == PERCENT and _named(t, noun, story, language) for t in story) > MANY:
            continue  # a survey
        same = [
            t
            for t in story
            if _may_count(t) and not moved(t, language) and counts(t, noun, language) and t.figure.value > SMALL
        ]
        if not 2 <= len(same) <= MOST:
            continue
        pairs = [(p, w) for w in same for p in same if p.figure.value < w.figure.value and p.term.kind == w.term.kind]
        near = [
            (p, w, points) for p, w in pairs if (points := _points(told, share, p, w, same, noun, language)) >= POINTS
        ]
        if near and (any(_agrees(p, w, share) for p, w in pairs) or _explained(story, share)):
            return None
        for part, whole, points in near:
            if _has_its_own(view, told, part, whole):
                continue
            finding = share_of(part.figure, whole.figure, share, bound=True)
            if finding is not None:
                rows.append((points, -abs(told.term.place - part.term.place), finding))
    rows.sort(key=lambda row: row[:2], reverse=True)
    return rows[0][2] if rows else None


def _agrees(part: Told, whole: Told, share: Figure) -> bool:
    """Whether the share is that of the part, or of what it leaves; "lebih dari separuh" says of which it is."""
    finding = share_of(part.figure, whole.figure, share, bound=True)
    if finding is not None and finding.status != "mismatch":
        return True
    if share.vague and share.high > WIDE * share.low:
        return False
    left = share_of(_left(part, whole), whole.figure, share, bound=True)
    return left is not None and left.status != "mismatch"


def _explained(story: Sequence[Told], share: Figure) -> bool:
    """Whether two figures that stand beside each other, whatever they count, have that share."""
    plain = [t for t in story if t.term.kind in (PLAIN, MONEY) and t.figure.value > SMALL]
    pairs = [(a, b) for n, a in enumerate(plain) for b in plain[n + 1 : n + 3] if a.term.kind == b.term.kind]
    return any(
        abs(HUNDRED * min(a.figure.value, b.figure.value) / max(a.figure.value, b.figure.value) - share.value)
        <= share.step / 2
        for a, b in pairs
    )


def _has_its_own(view: View, told: Told, part: Told, whole: Told) -> bool:
    """Whether another percentage beside the part is its share already."""
    beside = [
        t
        for t in view.story
        if t.term.kind == PERCENT and t is not told and abs(t.term.sentence - part.term.sentence) <= 1
    ]
    return any(t.figure.value != told.figure.value and _agrees(part, whole, t.figure) for t in beside)


def _named(told: Told, noun: str, story: Sequence[Told], language: Language) -> bool:
    """Whether the sentence names what is counted: "40 persen pendaftar" of "pendaftar mencapai 1.240 orang"."""
    if noun in told.words:
        return True
    persons = told.words & language.phrases["persons"]
    return noun in language.phrases["any_person"] and any(
        persons & {t.noun, *t.term.left} for t in story if t is not told and counts(t, noun, language)
    )


def _names(whole: Told, language: Language) -> frozenset[str]:
    """The words for persons right beside a figure."""
    return language.phrases["persons"] & {*whole.term.left, *whole.term.right[:2]}


def _may_count(told: Told) -> bool:
    return not told.headline and not told.figure.vague and told.term.role not in _APART


def _left(part: Told, whole: Told) -> Figure:
    value = whole.figure.value - part.figure.value
    return part.figure._replace(value=value, low=value, high=value)


def _points(
    told: Told, share: Figure, part: Told, whole: Told, same: Sequence[Told], noun: str, language: Language
) -> int:
    computed = HUNDRED * part.figure.value / whole.figure.value
    if not computed / FACTOR <= share.value <= computed * FACTOR:
        return 0
    if part.when.year and whole.when.year and part.when.year != whole.when.year:
        return 0
    if told.when.side < 0 or turns_elsewhere(told, (part, whole)):
        return 0
    if told.when.year and told.when.year not in (part.when.year, whole.when.year):
        return 0
    if (told.words & language.phrases["negations"]) != (part.words & language.phrases["negations"]):
        return 0
    if whole.term.sentence == part.term.sentence and whole.term.role not in _WHOLE and "antaranya" not in part.words:
        return 0  # "120 perempuan dan 80 laki-laki"
    wholes = [t for t in same if t.figure.value > whole.figure.value]
    points = 1 if not wholes else -1
    points += 1 if whole.term.role in _WHOLE or whole.words & language.phrases["whole_words"] else 0
    shared = (told.about & part.about) - content(" ".join((noun, *_names(whole, language))))
    pair = (part.term, whole.term)
    if told.term.right[:1] != ("yang",) and {*told.term.right[1:2]} & language.phrases["modifiers"] - part.words:
        return 0  # "separuh sekolah swasta" of schools of another sort
    if not shared or elsewhere(told.term) or narrower(told.term, pair) or of_another(told.term, pair):
        return 0
    others = {t.figure.value for t in same} - {part.figure.value, whole.figure.value}
    if others and not shared - whole.about:
        return 0  # nothing tells of which part it is
    base = content(" ".join(told.term.right[1:5])) if told.term.right[:1] == ("dari",) else set()
    if base and not base & (whole.about | content(noun)):
        return 0  # "60 persen dari lulusan yang dilacak"
    if any(t.term.sentence == told.term.sentence and t not in (part, whole) for t in same):
        return 0  # the sentence counts others
    points += 1 + min(3, len(shared) + len(shared - whole.about))
    points += 1 if part.noun == whole.noun else 0
    points += 1 if "antaranya" in part.term.right[:3] and part.term.place == whole.term.place + 1 else 0
    points += 1 if not others else 0
    slip = not share.vague and one_slip(round(computed), int(share.value)) and computed == round(computed)
    return points + (1 if slip else 0)


def _rest(view: View) -> Iterator[Finding]:
    """ "Porsinya 46 persen. … dengan porsi 31 persen. … Sisanya, yang 13 persen": parts of one whole."""
    rests = view.language.phrases["rest"] - {"lain", "lainnya"}
    percents = [t for t in view.story if t.term.kind == PERCENT and not t.headline and not t.figure.vague]
    for n, last in enumerate(percents):
        if not rests & {*last.term.left} or "lain" in last.term.left or last.term.role in ("change", "apart"):
            continue
        before = [t for t in percents[:n] if t.term.role not in ("change", "apart")]
        sums = [sum((t.figure.value for t in before[k:]), last.figure.value) for k in range(len(before))]
        if any(abs(s - HUNDRED) <= 1 for s in sums):
            continue
        here = [t for t in before if last.term.sentence - t.term.sentence <= 12]
        linked = [t for t in here if _one_whole(t, last, here)]
        if len(linked) >= 2 and linked == here[-len(linked) :] and last.term.sentence != linked[-1].term.sentence:
            yield from hundred(
                view, [t.figure for t in (*linked, last)], last.term.position, last.term.position, closed=True
            )


def _one_whole(told: Told, last: Told, here: Sequence[Told]) -> bool:
    """Whether a percentage is told of the same whole as the others: by a word that it shares with another of them."""
    others = [t for t in (*here, last) if t is not told]
    return any(told.about & t.about for t in others)
