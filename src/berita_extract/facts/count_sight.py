"""A decided figure, and what all that decide figures look at: its sentence, its unit, the names and cues around it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from berita_extract.facts.context import Context
from berita_extract.facts.count_cues import Cues, within
from berita_extract.facts.count_figures import Mention
from berita_extract.facts.count_units import UnitAt
from berita_extract.lexicon import LOWER, SPACE
from berita_extract.model import Measure, UnreadWhy

_LISTING = frozenset({",", "dan", "serta", "&", "atau", "maupun", ";", "/"})
# Words between a count and the states that it is broken down into.
MAX_STATES = 40
# More years than news tells of as a time ago: "1.120 tahun lalu" is 1,120 of something, the year before.
MAX_YEARS_AGO = 150


@dataclass(slots=True)
class Reading:
    """One figure decided: `unit` of a count, or `why` it is none (both None: the word is no figure at all)."""

    mention: Mention
    start: int
    end: int
    unit: str | None = None
    measure: Measure = "cardinal"
    rule: str = ""
    why: UnreadWhy | None = None
    unit_end: int = 0

    @property
    def is_count(self) -> bool:
        """Whether the figure counts or measures something."""
        return self.unit is not None


class Sight:
    """The words, names and cues around the figures of one article, and the figures decided so far."""

    def __init__(self, context: Context, cues: Cues) -> None:
        self.analysis = context.analysis
        self.cues = cues
        self.lowers, self.masks = context.analysis.lowers, context.analysis.masks
        self.names = context.chunking.named
        self.readings: list[Reading] = []

    @cached_property
    def name_starts(self) -> list[int]:
        """First word of each name, for searching."""
        return [c.start for c in self.names]

    def _count(self, m: Mention, unit: str, measure: Measure, rule: str, end: int) -> Reading:
        return Reading(m, m.start, max(end, m.end), unit, measure, rule, unit_end=end)

    def _not(self, m: Mention, why: UnreadWhy | None) -> Reading:
        return Reading(m, m.start, m.end, why=why)

    def _sentence(self, i: int) -> tuple[int, int]:
        return self.analysis.sentences[self.analysis.sentence_of[i]]

    def _adjacent(self, i: int) -> bool:
        return self.analysis.ends[i - 1] == self.analysis.starts[i]

    def _in_name(self, i: int) -> bool:
        k = bisect_right(self.name_starts, i) - 1
        return k >= 0 and i < self.names[k].end

    def _unit_after(self, m: Mention) -> UnitAt | None:
        """The unit behind a figure, over "lebih" and counters ("14 juta lebih KPM", "4 buah mobil")."""
        j, lowers, n = m.end, self.lowers, self.analysis.n
        if m.unit_end:
            return self.cues.units.at(lowers, m.end)
        if (
            j + 2 < n and lowers[j] == "(" and lowers[j + 2] == ")" and self.masks[j + 1] & LOWER
        ):  # "520 (daerah) melapor"
            return self.cues.units.at(lowers, j + 1)
        if j + 2 < n and lowers[j] == "di" and lowers[j + 1] == "antara":
            return self.cues.units.at(lowers, j + 2)
        if j < n and lowers[j] == "th" and self._adjacent(j):  # "40th"
            return None
        if j < n and lowers[j] in {"lebih", "pun"} and self.masks[j] & LOWER:
            j += 1
        if j >= n or self.masks[j] & SPACE or (lowers[j] in {"g", "d", "k"} and self._adjacent(j)):  # "4G", "5D"
            return None
        if lowers[j] in self.cues.classifiers or lowers[j] in self.cues.kinds["counter_or_noun"]:
            noun = self.cues.units.after(self.analysis, j + 1, self.cues.no_unit)
            if noun is not None and noun.unit.kind == "noun":
                return noun
        found = self.cues.units.after(self.analysis, j, self.cues.no_unit)
        if found is None or self._no_unit_here(m, found):
            return None
        if found.known:
            return found
        glued = self._adjacent(j) or lowers[j - 1] == "pun" or lowers[j].endswith("pun")
        if glued:
            return None
        return None if self._in_name(j) and not self.masks[j] & LOWER and not self._office_at(j) else found

    def _office_at(self, j: int) -> bool:
        """ "tiga | Kapolda", "satu | Babinsa": a title that a figure counts."""
        k = bisect_right(self.name_starts, j) - 1
        return k >= 0 and self.names[k].kind == "POSITION" and self.names[k].start == j

    def _no_unit_here(self, m: Mention, found: UnitAt) -> bool:
        """ "26.900 tahun 2022" and "1.120 tahun lalu" count no years, "18 uji coba" counts what is being tried out."""
        following = self.lowers[found.end] if found.end < self.analysis.n else ""
        if found.unit.kind == "duration":
            if following.isdigit() and len(following) == 4 and following[:2] in {"19", "20"}:
                return True
            odd = m.value > MAX_YEARS_AGO or m.figure.step < 1
            return odd and following in {"lalu", "ini", "sebelumnya"}
        if m.figure.step < 1 and found.unit.name in self.cues.no_subject:  # "skor 35,5 kategori inovatif"
            return found.unit.kind == "noun"
        return self._tells_state(found.start) and self._told_near(m.start)

    def _tells_state(self, i: int) -> bool:
        """Whether the words at i tell the state of the counted things: "44 inovasi: 26 inisiatif, 18 uji coba"."""
        states = self.cues.states
        return self.lowers[i] in states.firsts and states.at(self.lowers, i) is not None

    def _told_near(self, i: int) -> bool:
        """Whether a count that may be broken down stands before."""
        return any(not r.why and r.measure == "cardinal" and i - r.end < MAX_STATES for r in self.readings[-6:])

    def _score_before(self, m: Mention, reach: int) -> int | None:
        """First word of a score cue in the clause before a figure."""
        begin, _ = self._sentence(m.start)
        hit = within(self.cues.scores, self.analysis, m.start, begin, reach)
        return hit[0] if hit else None

    def _listed(self, a: int, b: int) -> bool:
        """Whether the words [a, b) only join the items of a list."""
        return 0 < b - a <= 3 and all(w in _LISTING for w in self.lowers[a:b])
