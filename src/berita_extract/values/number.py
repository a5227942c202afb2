"""Figures as Indonesian news writes them: digits, words and both, to exact values with the interval they allow.

Everything here is `Decimal` inside; `as_number` makes the int or float of a record at the very end. Nothing raises on
odd input: what can't be read is None (more than 18 digits, "1.2.3", a word that is no number).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

MAX_DIGITS = 18
MAX_WORDS = 16

UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "selusin": 12,
}  # fmt: skip
SCALES = {
    "ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "miliard": 10**9,
    "triliun": 10**12, "trilyun": 10**12, "trilliun": 10**12,
    "kuadriliun": 10**15,
}  # fmt: skip
WHOLE = {"seratus": 100, "seribu": 1000, "sejuta": 10**6, "semiliar": 10**9, "setriliun": 10**12}
VAGUE = {
    "belasan": (11, 19), "puluhan": (10, 99), "ratusan": (100, 999), "ribuan": (1000, 9999),
    "jutaan": (10**6, 10**7 - 1), "miliaran": (10**9, 10**10 - 1), "triliunan": (10**12, 10**13 - 1),
}  # fmt: skip
_ROUND = {"ribuan": 10**3, "jutaan": 10**6, "miliaran": 10**9}  # "350 ribuan unit"
ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
    "xiii": 13, "xiv": 14, "xv": 15, "xx": 20,
}  # fmt: skip
NUMBER_WORDS = frozenset([*UNITS, *WHOLE, "belas", "puluh", "ratus", *SCALES, "setengah", "koma"])
HALF = Decimal("0.5")
_TOO_GREAT = Decimal(10**MAX_DIGITS)

_PLAIN = re.compile(r"\d{1,30}\Z")
_POINTS = re.compile(r"(\d{1,3}(?:\.\d{3}){1,6})(?:,(\d{1,6}))?\Z")
_COMMAS = re.compile(r"(\d{1,3}(?:,\d{3}){1,6})(?:\.(\d{1,6}))?\Z")
_DECIMAL = re.compile(r"(\d{1,18})[.,](\d{1,9})\Z")


class Figure(NamedTuple):
    """One figure: its value, the interval that its rounding allows, and whether its wording is vague ("puluhan").

    `step` is the unit of the last digit that was written: 10**8 for "1,5 miliar", 1 for "42".
    """

    value: Decimal
    low: Decimal
    high: Decimal
    step: Decimal
    vague: bool = False


@lru_cache(maxsize=4096)
def digits(text: str, *, measured: bool = False) -> Figure | None:
    """Read "1.234,5", "36.742", "54,04", "5,000" or "20.8".

    A single comma before three digits is English thousands where things are counted ("5,000 peserta") and decimal
    where they are measured (`measured=True`: persen, skor, kilogram). None if malformed or longer than 18 digits.
    """
    if sum(map(str.isdigit, text)) > MAX_DIGITS or not text.isascii():
        return None
    if _PLAIN.match(text):
        return _exact(Decimal(text))
    if text[0] != "0" and (match := _POINTS.match(text)):
        return _with_decimals(match[1].replace(".", ""), match[2] or "")
    if text[0] != "0" and (match := _COMMAS.match(text)) and not (measured and text.count(",") == 1 and not match[2]):
        return _with_decimals(match[1].replace(",", ""), match[2] or "")
    if match := _DECIMAL.match(text):
        return _with_decimals(match[1], match[2])
    return None


def _exact(value: Decimal) -> Figure:
    return Figure(value, value, value, Decimal(1))


def _with_decimals(whole: str, fraction: str) -> Figure:
    if not fraction or (fraction in {"0", "00"} and len(whole) > 3):  # Rp9.000.000,00 is an exact sum
        return _exact(Decimal(whole))
    step = Decimal(1).scaleb(-len(fraction))
    value = Decimal(f"{whole}.{fraction}")
    return Figure(value, value - step * HALF, value + step * HALF, step)


def scaled(figure: Figure, scale: int) -> Figure:
    """The figure times a scale word: "1,5" and "miliar" give 1.5e9 with 1.45e9..1.55e9."""
    value, step = figure.value * scale, figure.step * scale
    if figure.vague:
        return Figure(value, figure.low * scale, figure.high * scale + scale - 1, step, True)
    return Figure(value, value - step * HALF, value + step * HALF, step)


def words(lowers: Sequence[str], start: int = 0) -> tuple[Figure, int] | None:
    """Read number words from `start`: "seribu dua ratus lima puluh" -> (1250, 5). Returns the figure and the end."""
    total = Decimal(0)
    section: Decimal | None = None
    i, end, rounded = start, start, 1
    stop = min(len(lowers), start + MAX_WORDS)
    while i < stop:
        small = _small(lowers, i)
        odd = total >= 10**6 and small is not None and small[0] < 10 and not _scale_at(lowers, small[1])
        if small is not None and not odd and (section is None or _fits(section, small[0])):
            section = (section or Decimal(0)) + small[0]
            i = end = small[1]
            continue
        scale = SCALES.get(lowers[i])
        if scale is not None and section is not None and (not total or total > scale):
            total += section * scale
            rounded, section = scale, None
            i = end = i + 1
            continue
        if section is None and (whole := WHOLE.get(lowers[i])) is not None and whole >= 1000 and not total:
            total, i = Decimal(whole), i + 1
            end = i
            continue
        break
    if end == start:
        return None
    value = total + (section or Decimal(0))
    return _halved(lowers, end, value, rounded if section is None else 1)


def _scale_at(lowers: Sequence[str], i: int) -> bool:
    """Whether a scale word stands at i: "satu miliar dua juta" goes on, "satu miliar satu desa" does not."""
    return i < len(lowers) and lowers[i] in SCALES


def _halved(lowers: Sequence[str], end: int, value: Decimal, scale: int) -> tuple[Figure, int]:
    """Read on: "dua setengah" is 2.5, "dua koma lima" 2.5; whole millions and more are rounded figures."""
    if end < len(lowers) and lowers[end] == "setengah" and value < 1000:
        return _exact(value + HALF), end + 1
    if end + 1 < len(lowers) and lowers[end] == "koma":
        tail, i = "", end + 1
        while i < len(lowers) and len(tail) < 6 and (digit := UNITS.get(lowers[i])) is not None and digit < 10:
            tail, i = tail + str(digit), i + 1
        if tail:
            return _with_decimals(str(value), tail), i
    if scale >= 10**6:
        step = Decimal(scale)
        return Figure(value, value - step * HALF, value + step * HALF, step), end
    return _exact(value), end


def _small(lowers: Sequence[str], i: int) -> tuple[Decimal, int] | None:
    """A part below 1000 that begins at i: "tiga", "tiga belas", "tiga puluh", "tiga ratus", "seratus"."""
    word = lowers[i]
    if word == "seratus":
        return Decimal(100), i + 1
    unit = UNITS.get(word)
    if unit is None:
        return None
    following = lowers[i + 1] if i + 1 < len(lowers) else ""
    if 1 < unit < 10 or (unit == 1 and following == "ratus"):
        if following == "belas":
            return Decimal(unit + 10), i + 2
        if following == "puluh":
            return Decimal(unit * 10), i + 2
        if following == "ratus":
            return Decimal(unit * 100), i + 2
    return Decimal(unit), i + 1


def _fits(section: Decimal, part: Decimal) -> bool:
    """A smaller part goes on after a larger round one: 200 + 50 + 7, but not 7 + 50 or 50 + 50."""
    if section >= 100 and section % 100 == 0:
        return 0 < part < 100
    return section >= 20 and section % 10 == 0 and 0 < part < 10


def vague(word: str) -> Figure | None:
    """ "belasan", "puluhan", "ratusan" …: the lowest value, with the interval of the word."""
    bounds = VAGUE.get(word)
    if bounds is None:
        return None
    return Figure(Decimal(bounds[0]), Decimal(bounds[0]), Decimal(bounds[1]), Decimal(bounds[0]), True)


def collective(word: str) -> int | None:
    """ "ketiga", "ke-enam", "kesebelas", "kelimanya" -> 3, 6, 11, 5; None for any other word ("kesatu" is ordinal)."""
    if not word.startswith("ke"):
        return None
    rest = word[3:] if word.startswith("ke-") else word[2:]
    return UNITS.get(rest) or UNITS.get(rest.removesuffix("nya")) or None


def parse(text: str) -> Figure | None:
    """Read a whole expression ("Rp1,5 miliar", "dua belas", "empat belas (14)", "33 ribu", "setengah"); else None."""
    tokens = re.findall(r"\d{1,30}(?:[.,]\d{1,30}){0,8}|[^\W\d_]{1,20}", text.lower()[:400])
    if tokens and tokens[0] in {"rp", "usd"}:
        tokens = tokens[1:]
    read = expression(tokens, 0) if tokens else None
    if read is None or len(tokens) > MAX_WORDS:
        return None
    figure, end = read
    if end < len(tokens):
        again = expression(tokens, end)
        if again is None or again[1] < len(tokens) or again[0].value != figure.value:
            return None
    return figure


def expression(lowers: Sequence[str], i: int, *, measured: bool = False) -> tuple[Figure, int] | None:
    """The figure that begins at word i, scale words included: "1,2 juta", "dua belas", "puluhan ribu"; and its end."""
    word = lowers[i]
    figure: Figure | None
    if word[0].isdigit():
        following = lowers[i + 1] if i + 1 < len(lowers) else ""
        figure, end = digits(word, measured=measured or following in SCALES), i + 1
    elif word in VAGUE:
        figure, end = vague(word), i + 1
        if end < len(lowers) and lowers[end] in VAGUE:  # "puluhan ribuan"
            end += 1
    elif word == "setengah":
        return _exact(HALF), i + 1
    else:
        return words(lowers, i)
    if figure is None:
        return None
    while end < len(lowers) and (scale := SCALES.get(lowers[end]) or _ROUND.get(lowers[end])) is not None:
        figure, end = scaled(figure, scale), end + 1
    if figure.value >= _TOO_GREAT:
        return None
    return figure, end


@lru_cache(maxsize=4096)
def as_number(value: Decimal | None) -> int | float | None:
    """The JSON number of a value: an int where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
