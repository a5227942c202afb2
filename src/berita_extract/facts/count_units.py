"""What figures count: the table of units and how a unit stands behind or before its figure."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from berita_extract.analysis import Analysis
from berita_extract.lexicon import CAPS, LOWER, MIXED, TITLE
from berita_extract.rules import Rulebook
from berita_extract.values.number import NUMBER_WORDS
from berita_extract.words import split_words

# Lists of units: the general one and the one for words that news counts besides.
TABLES = ("units", "units_more")
# Verbs that follow a figure whose noun is left out: "118 ditangani", "25 berasal dari".
_VERB_BEGINNINGS = ("di", "ber", "ter", "me")

# "lima tahunan", "dua mingguan": adjectives, no units.
ADJECTIVE_ENDS = ("tahunan", "bulanan", "mingguan", "harian", "persenan")


class Unit(NamedTuple):
    """A unit as the record writes it, and its kind (noun, measure, duration, percent, money, times)."""

    name: str
    kind: str


class UnitAt(NamedTuple):
    """A unit at the words [start, end)."""

    unit: Unit
    start: int
    end: int
    known: bool = True


class UnitTable:
    """Units by the first word of each of their forms."""

    def __init__(self, rulebook: Rulebook) -> None:
        by_first: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
        for table in TABLES:
            for row in rulebook.table(table):
                unit = Unit(row["unit"], row["kind"])
                for form in [row["unit"], *row.alternatives("variants")]:
                    words = tuple(split_words(form.lower())[0])
                    by_first.setdefault(words[0], []).append((words, unit))
        self._alone: dict[str, Unit] = {}
        self._longer: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
        for first, forms in by_first.items():
            longer = sorted((form for form in forms if len(form[0]) > 1), key=lambda form: -len(form[0]))
            if longer:
                self._longer[first] = longer
            alone = next((unit for words, unit in forms if len(words) == 1), None)
            if alone is not None:
                self._alone[first] = alone
        # the second words of all forms: one of them must follow where a longer form is to begin
        self._seconds = frozenset(words[1] for forms in self._longer.values() for words, _ in forms)

    def at(self, lowers: list[str], i: int) -> UnitAt | None:
        """The longest unit that begins at word i; "tonnya" is "ton"."""
        word = lowers[i]
        if word in self._longer and i + 1 < len(lowers) and lowers[i + 1] in self._seconds:
            for words, unit in self._longer[word]:
                if tuple(lowers[i : i + len(words)]) == words:
                    return UnitAt(unit, i, i + len(words))
        alone = self._alone.get(word)
        if alone is None and word.endswith("nya") and len(word) > 4:
            alone = self._alone.get(word[:-3])
        return UnitAt(alone, i, i + 1) if alone is not None else None

    def after(self, analysis: Analysis, j: int, no_unit: dict[str, object]) -> UnitAt | None:
        """The unit that follows a figure which ends before word j: a known one, else a plain noun nobody listed."""
        if j >= analysis.n:
            return None
        lowers = analysis.lowers
        known = self.at(lowers, j)
        word, mask = lowers[j], analysis.masks[j]
        if known is not None:
            return self._as_written(analysis, known)
        if not mask & (LOWER | TITLE | CAPS | MIXED) or len(word) < 2 or word in no_unit or word in NUMBER_WORDS:
            return None
        if mask & LOWER and (word.startswith(_VERB_BEGINNINGS) and len(word) > 6):
            return None
        if not word[0].isalpha() or word.endswith(ADJECTIVE_ENDS):
            return None
        name = analysis.words[j].removesuffix("nya") if mask & LOWER else analysis.words[j]
        return UnitAt(Unit(name, "noun"), j, j + 1, False)

    def _as_written(self, analysis: Analysis, found: UnitAt) -> UnitAt:
        """Nouns keep the words of the text ("organisasi perangkat daerah", not "OPD"); measures get their one name."""
        if found.unit.kind not in {"noun", "measure"} or "-" in found.unit.name or found.unit.name == "poin":
            return found
        unit = _named_as(analysis.slice(found.start, found.end), found.unit)
        return UnitAt(unit, found.start, found.end)

    def before(self, analysis: Analysis, i: int, stop: int) -> UnitAt | None:
        """The nearest counted noun that stands in the words [stop, i)."""
        for k in range(i - 1, stop - 1, -1):
            found = self.at(analysis.lowers, k)
            if found is not None and found.unit.kind == "noun" and found.end <= i:
                for first in range(k - 1, max(stop, k - 2) - 1, -1):
                    earlier = self.at(analysis.lowers, first)
                    if earlier is not None and earlier.unit.kind == "noun" and earlier.end >= found.end:
                        found = earlier
                return self._as_written(analysis, found)
        return None


@lru_cache(maxsize=4096)
def _named_as(written: str, unit: Unit) -> Unit:
    """The unit by the words of the text, without "-nya" and the capital of a sentence."""
    if written.lower().endswith("nya") and not unit.name.endswith("nya"):
        written = written[:-3]
    if not written.isupper() and not any(c.isupper() for c in written[1:]):
        written = written.lower()
    return Unit(written, unit.kind)
