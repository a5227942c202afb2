"""An announced number against the items listed after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from berita_extract.check.figures import ORDINAL, PLAIN, Figure, lowered, read_title
from berita_extract.check.verdict import Finding
from berita_extract.check.view import View
from berita_extract.model import CheckStatus
from berita_extract.values import number

MOST_ANNOUNCED = 60
MAX_LIST = 4000
MOST_LATER = 200
# How far back the number may stand to which a later list points.
REACH = 400

_INTRO = re.compile(
    r"(?P<gap>[^.!?\n\d:;]{1,90}?)"
    r"(?:[,;]?\s(?P<cue>yaitu|yakni|ialah|adalah|meliputi|mencakup|terdiri dari|terdiri atas)\b:?\s?|:\s{1,2})(?=\S)"
)
_DAFTAR = re.compile(r"(?:\n|^)[^\n]{0,40}\bberikut[^\n:]{0,30}\bdaftar[^\n:]{0,40}:\s{0,2}\n")
_BLOCK_INTRO = re.compile(r"[^\n]{0,200}\n")
_BULLET = re.compile(r"[ \t]{0,4}(?:(\d{1,3})[.)]|([a-z])[.)]|[•●▪■\-–*·])[ \t]{0,4}(?=\S)")
_INLINE = re.compile(r"(?<![\w(])\(?(\d{1,2})\)\s")
# "Kedelapan desa tersebut masing-masing …", "Perangkat daerah dimaksud ialah …", "Kelimanya adalah …"
_LATER = re.compile(
    r"(?:[.!?]\s{1,2}|\n|^)(?P<told>(?P<nya>Ke[a-z]{3,12}nya)|(?P<all>Ke[a-z]{3,12}\s)?(?P<noun>[^\W\d_]{3,20})(?:\s[a-z-]{2,20}){0,4}?"
    r"\s(?:dimaksud|tersebut|itu|ini))\s(?:adalah|ialah|yaitu|yakni|meliputi|terdiri dari|terdiri atas|masing-masing)"
    r":?\s(?=[A-Z\"“(1])(?!Rp)"
)
_POINTING, _TOLD = (
    ("nya", "dimaksud", "tersebut", "itu", "ini"),
    ("adalah", "ialah", "yaitu", "yakni", "meliputi", "terdiri ", "masing-masing"),
)
_DAY = re.compile(
    r"(?:(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad)(?=\s?\ue000|\s\d|\s?$|\s(?:pagi|siang|sore|malam|lalu)\b)"
    r"|(?:kemarin|tadi|hari ini|pekan lalu|pekan ini|belum lama ini|baru-baru ini|beberapa waktu lalu)\b)"
)
# "Dua kabupaten dan satu kota …, yakni": numbers that stand together are announced together.
_WITH_ONE_BEFORE = re.compile(
    r"\b(?:\d{1,3}|se[a-z]{3,10}|satu|dua|tiga|empat|lima|enam|tujuh|delapan)(?: [a-z-]{2,20}){1,4}"
    r"(?:,| dan| serta|, dan| plus| dengan)\s\Z"
)
_WITH_ONE_BEHIND = re.compile(
    r"(?:,|\bdan|\bserta|\bplus|\bditambah|\bsekaligus)\s(?:\d|(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebuah|seorang|sejumlah)\b)"
)
_BERIKUT = re.compile(
    r"[^\n:]{0,240}?[.]\s{1,2}(?:Berikut(?:\s[A-Za-z-]{2,20}){0,6}|(?:Adapun\s)?(?:[Dd]aftarnya|[Nn]ama-namanya|[Mm]ereka)(?:\s[a-z]{2,20}){0,3}"
    r"|Ke[a-z]{3,12}nya(?:\s[a-z]{2,20}){0,2})\s?:\s{0,2}\n"
)
_NESTED = re.compile(r"\([^()]{0,200}\)?|[\"“‘][^\"”’\n]{1,80}[\"”’]")
_AND = re.compile(r"\s(?:dan|serta|&|maupun)\s|,?\s?(?:dan|serta)\s(?=$)")
_STARTS_AND = re.compile(r"\A(?:dan|serta|&|maupun)\s", re.IGNORECASE)
_HEAD_WORDS = (
    "Dinas|Badan|Bagian|Kecamatan|Kelurahan|Puskesmas|RSUD|Sekretariat|Inspektorat|Kantor|Satuan|Kementerian|Bidang"
    "|Biro"
)
_HEAD = re.compile(rf"(?:{_HEAD_WORDS})\b")
_HEADS = re.compile(rf"[\ue000]\s?(?:{_HEAD_WORDS})\b")
_END = re.compile(r"[.!?](?=[\s\"”’)]|$)|\n|$")
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


@dataclass(frozen=True, slots=True)
class Counted:
    """Least and most items that the list may be read as; `sure` if a number outside is a mismatch."""

    least: int
    most: int
    sure: bool


def find(view: View) -> Iterator[Finding]:
    """Every announced number with a list behind it."""
    for figure in view.figures:
        if figure.kind not in (PLAIN, ORDINAL) or figure.vague or not 2 <= figure.value <= MOST_ANNOUNCED:
            continue
        if figure.step == 1:
            counted = _inline(view, figure) or _block(view, figure) or _first_second(view, figure)
            yield from _compared(figure, counted)
    yield from _later(view)
    yield from _headline_list(view)


def _later(view: View) -> Iterator[Finding]:
    """A list in a sentence that points back to an announced number, or tells it again as "kedelapan desa"."""
    if not _may_point_back(view.text):
        return
    for match in islice(_LATER.finditer(view.text), MOST_LATER):
        start = match.start("told")
        word = (match["nya"] or match["all"] or "").strip().lower()
        value = number.collective(word) if word else None
        if value is not None:
            told = [f for f in view.figures if f.kind == ORDINAL and f.start == start and f.value == value]
        else:
            noun = match["noun"].lower() if match["noun"] else None
            before = [f for f in view.figures if f.kind == PLAIN and start - REACH < f.start < start]
            told = [f for f in before if f.unit == noun and not f.vague and f.step == 1]
        if len(told) == 1 and 2 <= told[0].value <= MOST_ANNOUNCED:
            figure = told[0]._replace(kind=PLAIN, unit=told[0].unit or (match["noun"] or "hal").lower())
            if not view.language.cue("each").search(view.low, figure.end, start):
                yield from _compared(figure, _items(view, match.end(), figure))


def _may_point_back(text: str) -> bool:
    """Whether one of the last words of `_LATER` stands in the text behind one of those before them: plain searches."""
    for word in _TOLD:
        at = text.find(word)
        while at > 0:
            if text[at - 1].isspace() and text.endswith(_POINTING, 0, at - 1):
                return True
            at = text.find(word, at + 1)
    return False


def _compared(figure: Figure, counted: Counted | None) -> Iterator[Finding]:
    if counted is None or counted.most < 2:
        return
    n = int(figure.value)
    status: CheckStatus = "ok"
    if counted.least <= n <= counted.most:
        listed = n
    elif counted.sure and figure.kind == PLAIN:
        listed, status = (counted.least if n < counted.least else counted.most), "mismatch"
    else:
        return
    unit = f" {figure.unit}" if figure.unit else ""
    note = (f"Disebut {n}{unit}, didaftar {listed}.", f"{n}{unit} announced, {listed} listed.")
    working = f"{n} announced, {listed} listed"
    span = (figure.start, figure.end)
    yield Finding("list_length", status, working, str(n), str(listed), (figure,), span, note)


def _inline(view: View, figure: Figure) -> Counted | None:
    text = view.text
    match = _INTRO.match(text, figure.end) if figure.unit else None
    if match is None or figure.unit is None or view.language.cue("measure_units").fullmatch(figure.unit):
        return None
    if view.language.cue("open_list").search(match[0].lower()) or view.language.cue("each").search(
        match["gap"].lower()
    ):
        return None
    if "," in match["gap"] and match["cue"] is None:
        return None
    between = view.low[figure.end : match.end()]
    if _WITH_ONE_BEHIND.search(match["gap"]) or _WITH_ONE_BEFORE.search(
        view.low[max(0, figure.start - 60) : figure.start]
    ):
        return None
    if re.search(r"\b(?:dan|serta)\s", between) and not match["cue"]:
        return None
    return _items(view, match.end(), figure)


def _items(view: View, start: int, figure: Figure) -> Counted | None:
    """The items of a list in running text from `start` on."""
    text = view.text
    end = _list_end(text, start)
    items = text[start:end]
    numbered = _INLINE.findall(items)
    if numbered and numbered[0] == "1":
        n = len(numbered)
        return Counted(n, n, numbered == [str(k) for k in range(1, n + 1)])
    if any(f.kind == PLAIN and start <= f.start < end for f in view.figures):
        return None
    return _count(view, items, figure, ended=end < len(text) and text[end] in ".!\n")


def _list_end(text: str, start: int) -> int:
    position = start
    while True:
        match = _END.search(text, position, start + MAX_LIST)
        if match is None:
            return min(len(text), start + MAX_LIST)
        word = re.search(r"([^\W\d_]{1,5})\Z", text[max(0, match.start() - 6) : match.start()])
        following = text[match.end() : match.end() + 2].strip()[:1]
        short = word is not None and (
            len(word[1]) <= 2 or word[1].lower() in {"drs", "dra", "prof", "sos", "kes", "pol", "drg", "hum"}
        )
        if match[0] != "." or not (short or following.islower() or following == ","):
            return match.start()
        position = match.end()


def _count(view: View, items: str, figure: Figure, *, ended: bool) -> Counted | None:
    language = view.language
    low = items.lower()
    if language.cue("open_list").search(low) or len(items) < 3:
        return None
    flat = _NESTED.sub("\ue000", items)
    if "(" in flat:
        return None
    separator = ";" if flat.count(";") >= 1 else ","
    segments = [s.strip() for s in flat.split(separator)]
    segments = [s for s in segments if s]
    if any(re.search(r"\d", s) for s in segments) and re.match(r"\s?(?:\d|se\w+\s)", segments[0]):
        return None
    segments, clause = _cut(view, segments)
    if not segments:
        return None
    least = most = len(segments)
    for k, segment in enumerate(segments):
        body = _STARTS_AND.sub("", segment)
        ands = len(_AND.findall(body))
        most += ands + len(_HEADS.findall(body))
        if ands and body == segment and k == len(segments) - 1 and separator == "," and _parted(segments, body):
            least += 1
    closed = _STARTS_AND.match(segments[-1]) is not None or _AND.search(segments[-1]) is not None
    ended = closed and (ended or clause) and (clause or len(segments) > 1)
    heads = [s for s in segments if _HEAD.match(_STARTS_AND.sub("", s))]
    if 2 <= len(heads) < len(segments):
        # "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana": commas inside names
        least = min(least, len(heads))
    unit = figure.unit or ""
    person = language.cue("person_nouns").fullmatch(unit) is not None or bool(
        re.search(r"\b(?:SH|MSi|SE|MM|M\.|S\.|Dr\.?|Drs)\b", items)
    )
    words = [len(s.split()) for s in segments]
    even = max(words, default=0) <= 8 and bool(segments)
    kinds = {_is_name(_STARTS_AND.sub("", x)) for x in segments}
    # An "and" inside a name can't be told from the last separator, so the most is never exact where names hold one.
    sure = ended and even and not person and len(kinds) == 1 and len(segments) >= 2 and least >= 2
    return Counted(least, most, sure)


def _cut(view: View, segments: list[str]) -> tuple[list[str], bool]:
    """The segments up to the clause that follows the list, and whether one follows."""
    for k, segment in enumerate(segments):
        body = _STARTS_AND.sub("", segment)
        if k and _opens_clause(view, body):
            return segments[:k], True
        if k and body != segment and k + 1 < len(segments):
            return segments[: k + 1], False
    return segments, False


def _parted(segments: list[str], last: str) -> bool:
    """Whether "dan" in the last segment parts two items ("Dinas Kebudayaan dan Pariwisata" is one)."""
    before, after = _AND.split(last)[0], _AND.split(last)[-1]
    if not _HEAD.match(before):
        return True
    return _HEAD.match(after.strip()) is not None


def _is_name(segment: str) -> bool:
    return any(c.isupper() for c in segment) or segment[:1] in "\ue000'"


def _opens_clause(view: View, segment: str) -> bool:
    if _DAY.match(segment):
        return True
    first = re.match(r"[^\W\d_]{1,30}", segment)
    if first is None:
        return not segment.startswith(("\ue000", "'", "`"))
    word = first[0]
    return word[0].islower() and (
        view.language.cue("not_an_item").fullmatch(word.lower()) is not None
        or bool(re.match(r"(?:me[mnlrwy]|ber|ter|di)[a-z]{3}", word))
    )


def _block(view: View, figure: Figure) -> Counted | None:
    """Numbered or bulleted lines right after the paragraph that announces them."""
    text = view.text
    if figure.unit and figure.kind == PLAIN:
        told = _BERIKUT.match(text, figure.end)
        if told is not None and _alone(view, figure, told.end()):
            return _lines(text, told.end())
    match = _BLOCK_INTRO.match(text, figure.end) if figure.unit else None
    if match is None or figure.unit is None or view.language.cue("measure_units").fullmatch(figure.unit):
        return None
    rest = match[0].rstrip()
    if not re.search(r"(?::|\b(?:berikut|ialah|yaitu|yakni|adalah)\b[^\n]{0,60}[:.]?)\Z", rest):
        return None
    if not (rest.endswith(":") or re.search(r"\bberikut\b[^\n]{0,40}\Z", rest)):
        return None
    if re.search(r"\d|[.!?]\s", rest) or view.language.cue("open_list").search(rest.lower()):
        return None
    return _lines(text, match.end())


def _alone(view: View, figure: Figure, end: int) -> bool:
    """Whether a number is the only one of its paragraph up to a list, so that the list can only be its own."""
    start = view.text.rfind("\n", 0, figure.start) + 1
    language, stretch = view.language, view.low[start:end]
    if figure.unit is None or language.cue("measure_units").fullmatch(figure.unit):
        return False
    if language.cue("open_list").search(stretch) or language.cue("each").search(stretch):
        return False
    counting = [f for f in view.figures if start <= f.start < end and f.kind in (PLAIN, ORDINAL) and f.value > 1]
    return counting == [figure]


def _headline_list(view: View) -> Iterator[Finding]:
    """ "12 Inovasi …, Ini Daftarnya" and the one list of the text that is called "daftar"."""
    title = lowered(view.record.article.title or "")
    intro = _DAFTAR.search(view.low) if "daftar" in title else None
    if intro is None or re.search(r"\d", intro[0]):
        return
    told = [f for f in read_title(title, view.language.wording) if f.kind == PLAIN and f.unit and f.value >= 2]
    same = [f for f in view.figures if told and f.kind == PLAIN and (f.value, f.unit) == (told[0].value, told[0].unit)]
    if len(told) == 1 and same:
        yield from _compared(same[0], _lines(view.text, intro.end()))


def _lines(text: str, start: int) -> Counted | None:
    """Numbered or bulleted lines from `start` on."""
    lines = text[start : start + MAX_LIST * 4].split("\n")
    numbers: list[int] = []
    n = 0
    for line in lines:
        if not line.strip():
            continue
        bullet = _BULLET.match(line)
        if bullet is None:
            break
        n += 1
        if bullet[1]:
            numbers.append(int(bullet[1]))
    if n < 2:
        return None
    sure = not numbers or numbers == list(range(1, n + 1))
    return Counted(n, n, sure)


def _first_second(view: View, figure: Figure) -> Counted | None:
    """ "tiga hal. Pertama, … Kedua, … Ketiga, …": only reported where the ordinals go exactly so far."""
    after = view.low[figure.end : figure.end + 80]
    if " pertama," not in after or not re.match(r" [a-z ]{2,40}[.:,] pertama,", after):
        return None
    stretch = view.low[figure.end : figure.end + 2500]
    reached = 0
    for match in _PERTAMA.finditer(stretch):
        if reached < len(_ORDER) and match[1] == _ORDER[reached] and match[0].endswith(","):
            reached += 1
    return Counted(reached, reached, False)
