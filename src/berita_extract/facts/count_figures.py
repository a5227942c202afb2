"""Figures in the words of an article: digits, number words, ranges, collectives, before it is asked what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from berita_extract.analysis import Analysis
from berita_extract.lexicon import LOWER, NUMBER, TITLE
from berita_extract.values import number
from berita_extract.values.number import Figure

# A range has one of these between its figures.
_RANGE_WORDS = frozenset({"sampai", "hingga", "s.d.", "s.d", "sd"})
_DASHES = frozenset({"-", "–", "—"})
# Behind these a comma before three digits is decimal ("35,386 kg").
_MEASURED = frozenset({
    "%", "persen", "poin", "kg", "kilogram", "ton", "kuintal", "gram", "hektare", "hektar", "ha", "km", "kilometer",
    "meter", "m2", "liter",
})  # fmt: skip
_MONEY = frozenset({"rp", "rp.", "idr", "usd", "us$", "$", "sgd", "€"})
SHORT_SCALES = {"M": 10**9, "T": 10**12, "Jt": 10**6, "JT": 10**6, "Rb": 10**3, "Miliyar": 10**9}
FUSED = {
    "setahun": "tahun", "sebulan": "bulan", "sepekan": "pekan", "seminggu": "minggu", "sehari": "hari",
    "sejam": "jam", "semenit": "menit", "seabad": "abad",
}  # fmt: skip
_COLLECTIVES = frozenset(f"{ke}{word}{nya}" for word in number.UNITS for ke in ("ke", "ke-") for nya in ("", "nya"))
ORDINAL_ONE = frozenset({"pertama", "wahid", "kesatu"})
_HYPHENED = frozenset(f"{a}-{b}" for a in number.UNITS for b in number.UNITS)
_ANCHORS = frozenset(
    [*number.UNITS, *number.WHOLE, *number.VAGUE, *FUSED, *_COLLECTIVES, *ORDINAL_ONE, *_HYPHENED, "setengah"]
)
_ROMAN = frozenset(number.ROMAN) | frozenset(f"{roman}." for roman in number.ROMAN)
_POSSIBLE = _ANCHORS | _ROMAN
_KE_FIGURE = re.compile(r"ke-\d{1,4}\Z")
# One of these stands behind a figure, or behind its unit, where it is told twice, has a tail or is a range.
_GOES_ON = _RANGE_WORDS | _DASHES | frozenset({"(", ",", "dan", "atau"}) | number.UNITS.keys()
_BEFORE_ROMAN = frozenset({"peringkat", "urutan", "posisi", "ranking", "rangking", "rank"})
# Words between "dari" and "ke" ("dari 40 inovasi ke 55").
MAX_BETWEEN = 6
# More figures than this are not read in one article (tables, hostile input).
MAX_FIGURES = 1500


@dataclass(slots=True)
class Mention:
    """A figure at the words [start, end): its value, the upper end of a range, and how it is written.

    `form`: digits, words, vague ("puluhan"), fused ("setahun"), ordinal ("ke-5", "kelima": collective or a rank, its
    neighbours decide), unread (no figure that can be read).
    """

    start: int
    end: int
    figure: Figure
    upper: Figure | None = None
    form: str = "digits"
    suffix: str = ""  # "an": "300-an"; "nya": "kelimanya"; "ke": an ordinal with "ke-"
    unit: str | None = None  # a unit that is written inside: "Rp", "tahun" of "setahun"
    unit_end: int = 0  # a range that repeats its unit ends behind it

    @property
    def value(self) -> Decimal:
        """The value, the lower one of a range."""
        return self.figure.value


ZERO = Figure(Decimal(0), Decimal(0), Decimal(0), Decimal(1))


def may_begin(lower: str, mask: int) -> bool:
    """Whether a figure may begin at a word."""
    return bool(mask & NUMBER) or lower in _POSSIBLE or (lower[:3] == "ke-" and _KE_FIGURE.match(lower) is not None)


def read(analysis: Analysis, anchors: list[int], skipped: set[int]) -> Iterator[Mention]:
    """All figures in text order, by the words where one may begin; words in `skipped` (dates, laws) are passed over."""
    lowers, done = analysis.lowers, 0
    for i in [i for i in anchors if lowers[i] not in _ROMAN or (i and lowers[i - 1] in _BEFORE_ROMAN)][:MAX_FIGURES]:
        if i < done or i in skipped:
            continue
        mention = _read_at(analysis, i, skipped)
        if mention is not None:
            done = mention.end
            yield mention


def _read_at(analysis: Analysis, i: int, skipped: set[int]) -> Mention | None:
    lowers = analysis.lowers
    word = lowers[i]
    if word.isdecimal() and word[0] != "0":  # most
        return _plain(analysis, i, skipped)
    if word in FUSED:
        return Mention(i, i + 1, _whole(1), form="fused", unit=FUSED[word])
    if word in _COLLECTIVES or word in ORDINAL_ONE or word.startswith("ke-"):
        return _ordinal(lowers, i)
    if word in _ROMAN:
        return Mention(i, i + 1, _whole(number.ROMAN[word.rstrip(".")]), form="ordinal", suffix="roman")
    if word[0] == "0" and word.isdigit() and len(word) > 1:
        return _telephone(analysis, i)
    if "-" in word:
        first, second = (number.UNITS[w] for w in word.split("-", 1))
        if second <= first:  # "satu-satu"
            return None
        return Mention(i, i + 1, _whole(first), _whole(second), form="words")
    return _plain(analysis, i, skipped)


def _telephone(analysis: Analysis, i: int) -> Mention:
    """ "0811-0000-2020" as a whole: a figure that begins with 0 counts nothing."""
    end = i + 1
    while end + 1 < analysis.n and end - i < 10 and analysis.lowers[end] == "-" and analysis.masks[end + 1] & NUMBER:
        end += 2
    return Mention(i, end, ZERO, form="unread")


def _ordinal(lowers: list[str], i: int) -> Mention | None:
    """ "ke-5", "kelima", "kedua belas", "kelimanya", "pertama": the value; whether it counts its neighbours decide."""
    word = lowers[i]
    if word in ORDINAL_ONE:
        return Mention(i, i + 1, _whole(1), form="ordinal")
    if word.startswith("ke-") and word[3:].isdigit():
        return Mention(i, i + 1, _whole(int(word[3:])), form="ordinal", suffix="ke")
    value = number.collective(word)
    if value is None:
        return None
    if lowers[i + 1 : i + 2] in (["belas"], ["puluh"], ["ratus"]):  # "ketiga puluh satu daerah"
        spelled = number.words([word.removeprefix("ke").lstrip("-"), *lowers[i + 1 : i + number.MAX_WORDS]])
        if spelled is not None:
            return Mention(i, i + spelled[1], spelled[0], form="ordinal")
    return Mention(i, i + 1, _whole(value), form="ordinal", suffix="nya" if word.endswith("nya") else "")


@lru_cache(maxsize=1024)
def _whole(value: int) -> Figure:
    return Figure(Decimal(value), Decimal(value), Decimal(value), Decimal(1))


def _plain(analysis: Analysis, i: int, skipped: set[int]) -> Mention | None:
    """A figure in digits or words with its scale, its repetition in brackets and its upper end."""
    lowers, masks = analysis.lowers, analysis.masks
    is_digits = bool(masks[i] & NUMBER)
    if is_digits and _glued(analysis, i):
        return Mention(i, i + 1, ZERO, form="unread")
    measured = i + 1 < analysis.n and lowers[i + 1] in _MEASURED
    found = number.expression(lowers, i, measured=measured)
    if found is None:
        return Mention(i, i + 1, ZERO, form="unread") if is_digits else None
    figure, end = found
    mention = Mention(i, end, figure, form="vague" if figure.vague else ("digits" if is_digits else "words"))
    before = lowers[i - 1] if i else ""
    if before == "ke" and not _goes_to(lowers, i, figure):  # "ke tiga", "ke 8"
        mention.form, mention.suffix = "ordinal", "ke"
        return mention
    if before in _MONEY or before == ".":
        _money(analysis, mention)
        short = SHORT_SCALES.get(analysis.words[mention.end]) if mention.unit and mention.end < analysis.n else None
        if short is not None:  # "Rp1,5 M"
            mention.figure, mention.end = number.scaled(mention.figure, short), mention.end + 1
    if not _GOES_ON.isdisjoint(lowers[mention.end : mention.end + 2]):
        _repeated(analysis, mention)
        _tail(analysis, mention)
        _range(analysis, mention, skipped)
    return mention


def _goes_to(lowers: list[str], i: int, figure: Figure) -> bool:
    """ "naik ke 83,9", "dari 40 ke 55": a figure that is reached, no place in an order."""
    return figure.step != 1 or "dari" in lowers[max(0, i - MAX_BETWEEN) : i - 2]


def _glued(analysis: Analysis, i: int) -> bool:
    """Digits that go on in the next or stood in the last word without a space: account numbers, "P2L", long strings."""
    starts, ends, masks = analysis.starts, analysis.ends, analysis.masks
    before = i and ends[i - 1] == starts[i]
    if before and (masks[i - 1] & NUMBER or analysis.words[i - 1] in {"^", "_", "@", "="}):
        return True
    if i + 1 < analysis.n and ends[i] == starts[i + 1] and analysis.words[i + 1] == "^":  # 10^400
        return True
    if i + 1 < analysis.n and ends[i] == starts[i + 1] and masks[i + 1] & NUMBER:
        return True
    return bool(before and analysis.words[i - 1][-1:].isalpha() and analysis.lowers[i - 1] not in _MONEY)


def _money(analysis: Analysis, mention: Mention) -> None:
    """ "Rp 1,5 miliar": the sign before the figure belongs to it."""
    i, lowers = mention.start, analysis.lowers
    if i and lowers[i - 1] in _MONEY:
        mention.unit = lowers[i - 1].rstrip(".")
        mention.start = i - 1
    elif i > 1 and lowers[i - 1] == "." and lowers[i - 2] == "rp":
        mention.unit, mention.start = "rp", i - 2
    if mention.unit == "$" and mention.start and lowers[mention.start - 1] in {"us", "s", "a"}:
        mention.start -= 1


def _repeated(analysis: Analysis, mention: Mention) -> None:
    """ "empat belas (14)", "94 (sembilan puluh empat)", "1 satu orang": the same figure twice is one."""
    lowers, j = analysis.lowers, mention.end
    if j < analysis.n and mention.form == "digits" and lowers[j] in number.UNITS:
        spelled = number.words(lowers, j)
        if spelled is not None and spelled[0].value == mention.value:
            mention.end = spelled[1]
            return
    if j + 2 < analysis.n and lowers[j] == "(" and (again := number.expression(lowers, j + 1)) is not None:
        figure, end = again
        if end < analysis.n and lowers[end] == ")" and figure.value == mention.value:
            mention.end = end + 1


def _tail(analysis: Analysis, mention: Mention) -> None:
    """ "300-an", "Rp275.000.000,-"."""
    lowers, starts, ends, j = analysis.lowers, analysis.starts, analysis.ends, mention.end
    joined = j + 1 < analysis.n and lowers[j] == "-" and ends[j - 1] == starts[j] == starts[j + 1] - 1
    if joined and lowers[j + 1] == "an":
        mention.suffix, mention.end = "an", j + 2
        scale = number.SCALES.get(lowers[j + 2]) if j + 2 < analysis.n else None
        if scale is not None:  # "Rp800-an juta"
            mention.figure, mention.end = number.scaled(mention.figure, scale), j + 3
    if mention.unit == "rp" and j + 1 < analysis.n and lowers[j] == "," and lowers[j + 1] in _DASHES:
        mention.end = j + 2


def _range(analysis: Analysis, mention: Mention, skipped: set[int]) -> None:
    """ "3-4", "20-25 miliar", "8 ribu hingga 12 ribu", "enam bulan sampai sembilan bulan", "antara 5 dan 10"."""
    lowers, j = analysis.lowers, mention.end
    unit = ""
    repeated = analysis.masks[j] & (LOWER | TITLE) or lowers[j] == "%" if j < analysis.n else False
    if repeated and j + 1 < analysis.n and (lowers[j + 1] in _RANGE_WORDS or lowers[j + 1] in _DASHES):
        unit, j = lowers[j], j + 1  # "3 hari sampai 5 hari", "3,1%-3,6%"
    if j + 1 >= analysis.n or not _is_range_mark(analysis, mention, j):
        return
    k = j + 1
    if lowers[j] == "sampai" and lowers[k] == "dengan":
        k += 1
    if k < analysis.n and lowers[k] in _MONEY:
        k += 1
    if k >= analysis.n or k in skipped or (lowers[k] not in _ANCHORS and not analysis.masks[k] & NUMBER):
        return
    found = number.expression(lowers, k) if lowers[k] not in FUSED else None
    if found is None:
        return
    upper, end = found
    if unit and lowers[end : end + 1] != [unit]:
        return
    if mention.unit == "rp" and lowers[k - 1] not in _MONEY and upper.value < 1000 <= mention.value:
        return
    lower = _shared_scale(lowers, mention, upper, k)
    either = lowers[j] == "atau" and (upper.value != lower.value + 1 or mention.unit is not None)
    if upper.value > lower.value and not either:
        mention.figure, mention.upper, mention.end = lower, upper, end
        mention.unit_end = end + 1 if unit else 0


def _is_range_mark(analysis: Analysis, mention: Mention, j: int) -> bool:
    lower = analysis.lowers[j]
    if lower in _RANGE_WORDS or lower == "atau":  # "4 atau 5 kali"
        return True
    if lower == "dan":
        return mention.start > 0 and analysis.lowers[mention.start - 1] == "antara"
    if lower not in _DASHES:
        return False
    following = analysis.masks[j + 1]
    return bool(following & NUMBER) or analysis.lowers[j + 1] in _ANCHORS or analysis.lowers[j + 1] in _MONEY


def _shared_scale(lowers: list[str], mention: Mention, upper: Figure, k: int) -> Figure:
    """In "20-25 miliar" the scale word belongs to both figures."""
    last = lowers[k + 1] if k + 1 < len(lowers) else ""
    scale = number.SCALES.get(last)
    if scale is None or mention.value >= scale or mention.value >= upper.value / scale:
        return mention.figure
    return number.scaled(mention.figure, scale)
