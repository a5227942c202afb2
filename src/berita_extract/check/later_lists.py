"""Lists in a sentence of their own, which names again what was announced, or is told again behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from berita_extract.check.figures import ORDINAL, PLAIN, Figure
from berita_extract.check.items import MOST_ANNOUNCED, Counted, items_of
from berita_extract.check.list_groups import opening
from berita_extract.check.view import View
from berita_extract.values import number

MOST_LATER = 200
# How far the number may stand from a list that it belongs to, and how far before its cue the noun.
REACH, BEFORE = 400, 140
LONGEST = 20  # code points of a cue
_CUE = re.compile(r" (?:adalah|ialah|ya(?:itu|kni)|me(?:liputi|ncakup)|terdiri (?:dari|atas)|masing-masing):? (?=[^ ])")
# "Kedelapan desa tersebut masing-masing …", "Perangkat daerah dimaksud ialah …", "Kelimanya adalah …"
_LATER = re.compile(
    r"(?P<told>(?P<nya>Ke[a-z]{3,12}nya)|(?P<all>Ke[a-z]{3,12}\s)?(?P<noun>[^\W\d_]{3,20})(?:\s[a-z-]{2,20}){0,4}?"
    r"\s(?:yang dimaksud|dimaksud|tersebut|itu|ini))\Z"
)
_POINTERS = ("nya", "dimaksud", "tersebut", "itu", "ini")  # what it ends with
# "instansi yang sudah membuka loket ialah …", "titik kumpul itu adalah …"
_AGAIN = r"(?: [a-z-]{2,20}){0,2}?(?: (?:itu|tersebut|dimaksud|yang(?: [a-z-]{2,20}){1,6}))?"
_ALL_OF = re.compile(r" ([a-z]{4,12}) (?:itu|tersebut|ini)\b")
_ENDED = re.compile(r"[.\n][\"”]?\s{0,2}[\"“]?\Z")
# "inovasi yang paling menonjol adalah …" names some of them.
_SOME_OF = re.compile(
    r"\b(?:paling|ter(?!sebut|diri|pilih|libat|masuk|kait|(?:sedia|daftar|catat) (?:itu|tersebut))"
    r"[a-z]{3,}|utama|favorit|pertama|salah|lain|baru)\b"
)
_TELLING = ("masing-masing", "terdiri")
_BEGINS = re.compile(r"(?:[.!?][\"”’)]?\s{1,2}[\"“‘]?|\n|^)(?=[A-Z\"“‘])")
_WORD = re.compile(r" ([a-z-]{3,20})\b")


def lists_named_again(view: View, numbers: Sequence[Figure]) -> Iterator[tuple[Figure, Counted | None]]:
    """Each announced number with the list of a later sentence, or with the one just before it."""
    if not numbers:
        return
    yield from _heads_before(view)
    for cue in islice(_cues(view.low, numbers), MOST_LATER):
        figure = _later(view, cue) or _named(view, cue, numbers)
        if figure is not None:
            yield figure, items_of(view, cue.end(), figure)


def _cues(low: str, numbers: Sequence[Figure]) -> Iterator[re.Match[str]]:
    """The words that open a list not further from an announced number than it may be."""
    start = end = 0
    for figure in numbers:
        if figure.start - REACH > end:
            yield from _CUE.finditer(low, start, end)
            start = figure.start - REACH
        end = figure.start + REACH + BEFORE + LONGEST
    yield from _CUE.finditer(low, start, end)


def _heads_before(view: View) -> Iterator[tuple[Figure, Counted | None]]:
    """ "Kecamatan Asri, Kecamatan Bina, dan Kecamatan Citra. Ketiga kecamatan itu …": names in the sentence before."""
    for figure in view.figures:
        match = _ALL_OF.match(view.low, figure.end) if figure.kind == ORDINAL and figure.value >= 2 else None
        before = view.text[max(0, figure.start - REACH) : figure.start]
        if match is None or _ENDED.search(before) is None:
            continue
        noun = match[1].capitalize()
        sentence = max(before.rfind(". ", 0, len(before) - 4), before.rfind("\n", 0, len(before) - 4)) + 1
        heads = list(re.finditer(rf"\b{noun} [A-Z]", before[sentence:]))
        if len(heads) < 2 or re.search(r"\d", before[sentence:]) or f" {match[1]} " in before[sentence:]:
            continue
        rest = before[sentence + heads[0].start() :].rstrip(' ."”')
        if not re.search(rf"\b(?:dan|serta) {noun} [^,]*\Z", rest) or view.language.cue("open_list").search(
            rest.lower()
        ):
            continue
        if len(heads) < figure.value and len({m[0] for m in _named_heads(noun).finditer(before)}) >= figure.value:
            continue  # the first of them stand in sentences further back
        start = figure.start - len(before) + sentence + heads[0].start()
        told = figure._replace(kind=PLAIN, unit=match[1])
        yield told, Counted(len(heads), len(heads), True, start, start + len(rest))


def _later(view: View, cue: re.Match[str]) -> Figure | None:
    """A list in a sentence that points back to an announced number, or tells it again as "kedelapan desa"."""
    text = view.text
    if not view.low.endswith(_POINTERS, 0, cue.start()) or text.startswith("Rp", cue.end()):
        return None
    begin = next(
        (m.end() for m in reversed(list(_BEGINS.finditer(text, max(0, cue.start() - BEFORE), cue.start())))), -1
    )
    match = _LATER.match(text[begin : cue.start()]) if begin >= 0 else None
    opens = text[cue.end()].isupper() or text[cue.end()] in '"“(1'
    if match is None or not (opens or (match["noun"] and text.startswith(f"{match['noun']} ", cue.end()))):
        return None
    word = (match["nya"] or match["all"] or "").strip().lower()
    value = number.collective(word) if word else None
    if value is not None:
        told = [f for f in view.figures if f.kind == ORDINAL and f.start == begin and f.value == value]
    else:
        noun = match["noun"].lower() if match["noun"] else None
        before = [f for f in view.figures if f.kind == PLAIN and begin - REACH < f.start < begin]
        told = [f for f in before if f.unit == noun and not f.vague and f.step == 1]
    if len(told) != 1 or not 2 <= told[0].value <= MOST_ANNOUNCED:
        return None
    figure = told[0]._replace(kind=PLAIN, unit=told[0].unit or (match["noun"] or "hal").lower())
    return None if view.language.cue("each").search(view.low, figure.end, begin) else figure


def _named(view: View, cue: re.Match[str], numbers: Sequence[Figure]) -> Figure | None:
    """ "… enam instansi. Instansi yang membuka loket ialah A, B, dan C", and "… Keempat aplikasi" behind a list."""
    low, language = view.low, view.language
    if cue[0].strip().startswith(_TELLING):
        return None
    near = [
        (f, noun)
        for f in numbers
        if abs(f.start - cue.start()) < REACH
        and f.step == 1
        and not f.vague
        and (noun := _noun_of(view, f)) is not None
    ]
    begin = max(0, cue.start() - BEFORE)
    begin = max(low.rfind(". ", begin, cue.start()), low.rfind("\n", begin, cue.start()), begin)
    intros = {noun: _intro(low, begin, cue.start(), noun) for _, noun in near}
    nouns = [noun for noun, match in intros.items() if match is not None]
    if len(nouns) != 1 or (intro := intros[nouns[0]]) is None:
        return None
    if _SOME_OF.search(intro[0]) or language.cue("list_narrowed").search(intro[0]):
        return None
    if language.before("one_of").search(low, max(0, intro.start() - 24), intro.start()):
        return None
    noun = nouns[0]
    if noun in language.phrases["group_nouns"] and len(opening(re.escape(noun)).findall(view.text)) > 1:
        return None  # "Kelompok pesisir meliputi … Kelompok perbukitan meliputi …": lists of what is in each
    told = [f for f, counted in near if counted == noun]
    if len(told) != 1 or (told[0].kind == PLAIN and told[0].start > intro.start()):
        return None
    figure = told[0]
    between = low[min(figure.end, cue.end()) : max(figure.start, intro.start())]
    if language.cue("open_list").search(between + intro[0]) or language.cue("each").search(between):
        return None
    return figure._replace(kind=PLAIN, unit=noun)


def _intro(low: str, begin: int, end: int, noun: str) -> re.Match[str] | None:
    """ "instansi yang sudah membuka loket", "titik kumpul itu", right before the word that opens the list."""
    return _behind(noun).search(low, begin, end) if noun in low[begin:end] else None


@lru_cache(maxsize=1024)
def _named_heads(noun: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(noun)} [A-Z][a-z]{{0,20}}")


@lru_cache(maxsize=1024)
def _behind(noun: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d )\b{re.escape(noun)}{_AGAIN}\Z")


def _noun_of(view: View, figure: Figure) -> str | None:
    if figure.kind == PLAIN:
        return figure.unit
    match = _WORD.match(view.low, figure.end)
    return match[1] if match else None
