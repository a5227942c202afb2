"""Lists in lines of their own, numbered or with bullets, and lists by "pertama", "kedua"."""

from __future__ import annotations

import re

from berita_extract.check.figures import ORDINAL, PLAIN, Figure, lowered, read_title
from berita_extract.check.items import MAX_LIST, Counted
from berita_extract.check.roots import root
from berita_extract.check.view import View

_DAFTAR = re.compile(r"(?:\n|^)[^\n]{0,40}\bberikut[^\n:]{0,30}\bdaftar[^\n:]{0,40}:\s{0,2}\n")
_BLOCK_INTRO = re.compile(r"[^\n]{0,200}\n")
_BULLET = re.compile(r"[ \t]{0,4}(?:(\d{1,3})[.)]|([a-z])[.)]|[•●▪■\-–*·])[ \t]{0,4}(?=\S)")
_BERIKUT = re.compile(
    r"[^\n:]{0,240}?[.](?:[^\n:]{0,200}[.])?\s{1,3}(?:Berikut(?:\s[A-Za-z-]{2,20}){0,6}|(?:Adapun\s)?(?:[Dd]aftarnya|[Nn]ama-namanya|[Mm]ereka)(?:\s[a-z]{2,20}){0,3}"
    r"|(?:Para\s|Ke[a-z]{3,12}\s)?[A-Za-z]{3,20}(?:\s[a-z]{2,20})?\s(?:tersebut|itu|dimaksud|terpilih)(?:\s[a-z]{2,12}){0,2}"
    r"|Ke[a-z]{3,12}nya(?:\s[a-z]{2,20}){0,2})\s?:\s{0,2}\n"
)
# The end of what `_BERIKUT` matches.
_OPENS = re.compile(r":\s{0,2}\n")
_OF_WHAT = re.compile(r"\b(?:berikut|daftar)((?: [a-z-]{2,20}){1,5})")
_PERTAMA = re.compile(r"\b(pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|kesembilan|kesepuluh)\b,?")
_ORDER = (
    "pertama",
    "kedua",
    "ketiga",
    "keempat",
    "kelima",
    "keenam",
    "ketujuh",
    "kedelapan",
    "kesembilan",
    "kesepuluh",
)


def lines_behind(view: View, figure: Figure) -> Counted | None:
    """Numbered or bulleted lines right after the paragraph that announces them."""
    text = view.text
    if figure.unit and figure.kind == PLAIN and _OPENS.search(text, figure.end):
        told = _BERIKUT.match(text, figure.end)
        if (
            told is not None
            and _alone(view, figure, told.end())
            and not lists_others(view, told[0].lower(), figure.unit)
        ):
            return bulleted(text, told.end())
    match = _BLOCK_INTRO.match(text, figure.end) if figure.unit else None
    if match is None or not (":" in match[0] or "berikut" in match[0]):
        return None
    if figure.unit is None or figure.unit in view.language.phrases["measure_units"]:
        return None
    rest = match[0].rstrip()
    if not (rest.endswith(":") or re.search(r"\bberikut\b[^\n]{0,40}\Z", rest)):
        return None
    if re.search(r"\d|[.!?]\s", rest) or view.language.cue("open_list").search(rest.lower()):
        return None
    return bulleted(text, match.end())


def lists_others(view: View, intro: str, unit: str) -> bool:
    """ "Berikut jadwal pameran:" opens no list of the innovations that were announced."""
    told = _OF_WHAT.search(intro)
    sets = view.language.phrases
    named = next((word for word in told[1].split() if word not in sets["listed_fillers"]), None) if told else None
    return named is not None and named not in sets["listed_by_role"] and root(named) != root(unit)


def _alone(view: View, figure: Figure, end: int) -> bool:
    """Whether a number is the only one of its paragraph up to a list, so that the list can only be its own."""
    start = view.text.rfind("\n", 0, figure.start) + 1
    language, stretch = view.language, view.low[start:end]
    if figure.unit is None or figure.unit in language.phrases["measure_units"]:
        return False
    if language.cue("open_list").search(stretch) or language.cue("each").search(stretch):
        return False
    counting = [f for f in view.figures if start <= f.start < end and f.kind in (PLAIN, ORDINAL) and f.value > 1]
    return counting == [figure]


def listed_by_headline(view: View) -> tuple[Figure, Counted] | None:
    """ "12 Inovasi …, Ini Daftarnya" and the one list of the text that is called "daftar"."""
    title = lowered(view.record.article.title or "")
    intro = _DAFTAR.search(view.low) if "daftar" in title else None
    if intro is None or re.search(r"\d", intro[0]):
        return None
    told = [f for f in read_title(title, view.language.wording) if f.kind == PLAIN and f.unit and f.value >= 2]
    same = [f for f in view.figures if told and f.kind == PLAIN and (f.value, f.unit) == (told[0].value, told[0].unit)]
    if len(told) == 1 and same:
        counted = bulleted(view.text, intro.end())
        return None if counted is None else (same[0], counted)
    return None


def bulleted(text: str, start: int) -> Counted | None:
    """Numbered or bulleted lines from `start` on."""
    lines = text[start : start + MAX_LIST * 4].split("\n")
    numbers: list[int] = []
    n = 0
    position = end = start
    for line in lines:
        position += len(line) + 1
        if not line.strip():
            continue
        bullet = _BULLET.match(line)
        if bullet is None:
            break
        n += 1
        end = position - 1
        if bullet[1]:
            numbers.append(int(bullet[1]))
    if n < 2:
        return None
    sure = not numbers or numbers == list(range(1, n + 1))
    return Counted(n, n, sure, start, end)


def first_second(view: View, figure: Figure) -> Counted | None:
    """ "tiga hal. Pertama, … Kedua, … Ketiga, …": only reported where the ordinals go exactly so far."""
    after = view.low[figure.end : figure.end + 80]
    if " pertama," not in after or not re.match(r" [a-z ]{2,40}[.:,] pertama,", after):
        return None
    stretch = view.low[figure.end : figure.end + 2500]
    reached = last = 0
    for match in _PERTAMA.finditer(stretch):
        if reached < len(_ORDER) and match[1] == _ORDER[reached] and match[0].endswith(","):
            reached += 1
            last = match.end()
    start = figure.end + after.index("pertama,")
    end = view.low.find(".", figure.end + last)
    return Counted(reached, reached, reached > figure.value, start, end if end > start else figure.end + last)
