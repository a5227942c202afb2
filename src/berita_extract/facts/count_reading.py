"""Deciding what each figure is: a count with its unit, a rank, a score, or no count at all and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from berita_extract.chunks import Chunk
from berita_extract.facts.context import Context
from berita_extract.facts.count_cues import Cues, just_before, within
from berita_extract.facts.count_figures import Mention
from berita_extract.facts.count_units import ADJECTIVE_ENDS, UnitAt
from berita_extract.lexicon import CAPITAL, CAPS, COMMON, INITIAL, LOWER, MIXED, NONNAME, NUMBER, SPACE, TITLE
from berita_extract.model import Measure, UnreadWhy

_LISTING = frozenset({",", "dan", "serta", "&", "atau", "maupun", ";", "/"})
_OPENERS = frozenset({",", ";", ":", "dan", "yaitu", "yakni", "serta", "(", "meliputi", "adalah"})
_BEFORE_COLLECTIVE = frozenset({
    "di", "ke", "dari", "pada", "kepada", "untuk", "oleh", "dengan", "dan", "bagi", "antara", "atas", "serta", "bahwa",
    "agar", "para", "mengenai", "tentang", "adalah", "yakni", "yaitu", "jika", "bila", "karena", "sementara", "setelah",
    "terhadap", "sedangkan", "hanya", "juga", "namun", "tetapi", "maka", "atau", "sebab", "kata",
})  # fmt: skip
_PREPOSITIONS = frozenset({"di", "dari", "ke", "untuk", "pada", "dalam", "oleh", "dengan", "dan", "bagi", "per"})
_ONLY = frozenset({"cuma", "hanya", "tinggal", "baru", "masih", "ada", "kami", "kita", "kini", "sudah", "juga", ":"})
_DAYTIMES = frozenset({"pagi", "siang", "sore", "malam", "subuh", "petang"})
_AFTER_RATE = frozenset({"kemudian", "belakangan", "sebelumnya", "sekali"})
_KIND_MEASURES: dict[str, Measure] = {
    "percent": "percent", "money": "money", "duration": "duration",
}  # fmt: skip
_CURRENCIES = {"rp": "rupiah", "idr": "rupiah", "usd": "USD", "us$": "USD", "$": "USD", "sgd": "SGD", "€": "EUR"}
_ELIDED_NEXT = frozenset({"di", "dari", "lainnya", "lain", "lagi", "diantaranya", "sisanya", "terbaik"})
_AFTER_RANK = frozenset({
    "di", "dari", "se", "tingkat", "nasional", "secara", ".", ",", "pada", "terbaik", "untuk", "dan", ";", "dalam",
})  # fmt: skip
MAX_RANK = 2000
# Words that may stand between a noun and its figure where no word like "sebanyak" joins them.
MAX_GAP = 4
MAX_ELLIPSIS = 60
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


class Reader:
    """Reads the figures of one article, left to right, then gives those without a noun the one they share."""

    def __init__(self, context: Context, cues: Cues) -> None:
        self.analysis = context.analysis
        self.cues = cues
        self.lowers, self.masks = context.analysis.lowers, context.analysis.masks
        self.chunks = context.chunking.chunks
        self.readings: list[Reading] = []

    @cached_property
    def names(self) -> list[Chunk]:
        """The chunks that are names of persons, offices, agencies and regions."""
        return [c for c in self.chunks if c.value is not None]

    @cached_property
    def name_starts(self) -> list[int]:
        """First word of each name, for searching."""
        return [c.start for c in self.names]

    def read(self, mentions: Iterable[Mention]) -> list[Reading]:
        """All figures decided, in text order."""
        for mention in mentions:
            self.readings.append(self._one(mention))
        self._share_in_lists()
        self._without_noun()
        return self.readings

    # -- one figure --------------------------------------------------------------------------------------------
    def _one(self, m: Mention) -> Reading:
        if m.form == "unread":
            return self._not(m, "phone" if self.lowers[m.start][0] == "0" else self._why(m) or "unknown")
        if m.form == "fused":
            return self._fused(m)
        if m.form == "ordinal":
            return self._ordinal(m)
        why = self._why(m)
        if why is not None:
            return self._not(m, why)
        if m.unit is not None:
            return self._count(m, _CURRENCIES.get(m.unit, m.unit), "money", "count.money", m.end)
        unit = self._unit_after(m)
        return self._rank(m, unit) or self._no_count(m, unit) or self._with_unit(m, unit)

    def _count(self, m: Mention, unit: str, measure: Measure, rule: str, end: int) -> Reading:
        return Reading(m, m.start, max(end, m.end), unit, measure, rule, unit_end=end)

    def _not(self, m: Mention, why: UnreadWhy | None) -> Reading:
        return Reading(m, m.start, m.end, why=why)

    def _sentence(self, i: int) -> tuple[int, int]:
        return self.analysis.sentences[self.analysis.sentence_of[i]]

    def _why(self, m: Mention) -> UnreadWhy | None:
        """Reasons that lie in the words right around a figure."""
        i, lowers = m.start, self.lowers
        begin, _ = self._sentence(i)
        hit = self.cues.around.at(lowers, i) or self.cues.around.before(lowers, m.end, begin)
        if hit is not None:
            return "label"
        if self._is_list_number(m):
            return "list_number"
        before = just_before(self.cues.why_before, self.analysis, i, begin)
        if before is not None and m.unit is None:
            why: UnreadWhy = before[1].settings["why"]
            if why == "time":
                return why if self._is_hour(m) else None
            if not (before[1].settings.get("soft") and self._unit_after(m)):
                return why
        if self._goes_on_label(m):
            return "label"
        return self._clock(m)

    def _is_hour(self, m: Mention) -> bool:
        """ "jam 10", "jam tiga pagi", but not "2 jam 10 menit"."""
        unit = self._unit_after(m)
        return m.value <= 24 and (unit is None or not unit.known or unit.unit.name in _DAYTIMES)

    def _goes_on_label(self, m: Mention) -> bool:
        """ "desil 1, 2 dan 3": a list that begins with a label goes on as one."""
        last = self.readings[-1] if self.readings else None
        if last is None or last.why not in {"label", "name"} or m.form != "digits" or last.mention.form != "digits":
            return False
        return self._listed(last.mention.end, m.start) and self._unit_after(m) is None

    def _clock(self, m: Mention) -> UnreadWhy | None:
        lowers, i, j = self.lowers, m.start, m.end
        after = self.cues.why_after.at(lowers, j) if j < self.analysis.n else None
        if after is not None and m.value < 25:
            return "time"
        if m.form == "digits" and j + 1 < self.analysis.n and lowers[j] == ":" and self.masks[j + 1] & NUMBER:
            return "time"
        if i > 1 and lowers[i - 1] == ":" and self.masks[i - 2] & NUMBER and self._adjacent(i):
            return "time"
        if "/" in lowers[i] or (j < self.analysis.n and lowers[j] == "/" and self._adjacent(j)):
            return None if self.masks[min(j + 1, self.analysis.n - 1)] & LOWER else "label"
        return None

    def _adjacent(self, i: int) -> bool:
        return self.analysis.ends[i - 1] == self.analysis.starts[i]

    def _is_list_number(self, m: Mention) -> bool:
        """ "1." or "1)" at the beginning of a line or item, "(1)" between items."""
        i, j, lowers = m.start, m.end, self.lowers
        if m.form != "digits" or j >= self.analysis.n or m.value > 99 or m.upper or j - i > 1:
            return False
        opened = i == 0 or bool(self.masks[i - 1] & SPACE)
        if lowers[j] in {".", ")"} and self._adjacent(j) and j + 1 < self.analysis.n:
            if opened or lowers[i - 1] in {":", ";", "•"}:
                return True
            if lowers[j] == "." and not self.masks[j + 1] & LOWER and not self._adjacent(i):
                return self._counts_up(m)
            if lowers[j] == ")" and lowers[i - 1] == "(":
                return i < 2 or lowers[i - 2] in _OPENERS or bool(self.masks[i - 2] & SPACE)
        return False

    def _counts_up(self, m: Mention) -> bool:
        """ "… 1. SALINGKA 2. PALANTA": the number after the last list number."""
        last = next((r for r in reversed(self.readings) if r.why == "list_number"), None)
        return last is not None and last.mention.value + 1 == m.value

    # -- special forms -----------------------------------------------------------------------------------------
    def _fused(self, m: Mention) -> Reading:
        """ "setahun", but not "dua kali setahun" or "41 paket sehari"."""
        last = self.readings[-1] if self.readings else None
        if last is not None and last.is_count and m.start - last.end <= 1:
            return self._not(m, None)
        following = self.lowers[m.end] if m.end < self.analysis.n else ""
        if following in _AFTER_RATE or (m.start and self.lowers[m.start - 1] in {"kali", "dalam"}):
            return self._not(m, None)
        if self.masks[m.start] & TITLE and m.start + 1 < self.analysis.n and self.masks[m.start + 1] & CAPITAL:
            return self._not(m, None)
        return self._count(m, m.unit or "tahun", "duration", "count.fused", m.end)

    def _ordinal(self, m: Mention) -> Reading:
        """ "ketiga kartu" counts, "peringkat ketiga" is a rank, "juara ketiga" is neither."""
        i, lowers = m.start, self.lowers
        begin, _ = self._sentence(i)
        rank = just_before(self.cues.ranks, self.analysis, i, begin)
        if rank is not None and m.value <= MAX_RANK:
            return self._ranked(m, rank[0])
        previous = lowers[i - 1] if i > begin else ""
        if previous == "kali" or (m.end < self.analysis.n and lowers[m.end] == "kalinya"):
            if m.value > 1:
                return self._count(m, "kali", "ordinal", "count.time_ordinal", m.end + (previous != "kali"))
            return self._not(m, None)
        if m.suffix == "nya":
            return Reading(m, m.start, m.end, rule="count.collective_alone")
        if m.value < 2:
            return self._not(m, None)
        found = self.cues.units.at(lowers, m.end) if m.end < self.analysis.n else None
        pointed = found is not None and lowers[found.end : found.end + 1] in (["itu"], ["tersebut"], ["ini"])
        joining = previous in _BEFORE_COLLECTIVE or previous.startswith("me")
        free = pointed or i == begin or joining or not previous[:1].isalpha()
        if found is not None and found.unit.kind == "noun" and free and self.cues.around.at(lowers, i) is None:
            unit = self.cues.units.after(self.analysis, m.end, self.cues.no_unit) or found
            return self._count(m, unit.unit.name, "cardinal", "count.collective", unit.end)
        if previous in self.cues.ordinal_nouns:
            return Reading(m, i - 1, m.end, previous, "ordinal", "count.ordinal", unit_end=m.end)
        return self._not(m, "label")

    def _rank(self, m: Mention, unit: UnitAt | None) -> Reading | None:
        begin, _ = self._sentence(m.start)
        hit = just_before(self.cues.ranks, self.analysis, m.start, begin)
        if hit is None or m.figure.step != 1 or not 0 < m.value <= MAX_RANK:
            last = self.readings[-1] if self.readings else None
            goes_on = last is not None and last.measure == "rank" and self._listed(last.mention.end, m.start)
            if hit is not None and self.lowers[hit[0]] == "nomor" and unit is None:
                return self._not(m, "label")
            return self._ranked(m, m.start) if goes_on and unit is None else None
        if hit[1].settings.get("soft") and unit is not None and unit.known and unit.unit.kind != "measure":
            return None
        if self.lowers[hit[0]] in {"nomor", "nomer"} and not self._is_rank_number(m, hit[0]):
            return self._not(m, "label")
        return self._ranked(m, hit[0])

    def _is_rank_number(self, m: Mention, cue: int) -> bool:
        """ "nomor tujuh se-Jawa" is a rank, "nomor 112" or "rumah nomor 5" a label."""
        if self.masks[cue] & CAPITAL and cue > self._sentence(cue)[0]:
            return False
        following = self.lowers[m.end] if m.end < self.analysis.n else "."
        if m.form == "words":
            return True
        return m.value < 600 and following in _AFTER_RANK

    def _ranked(self, m: Mention, start: int) -> Reading:
        return Reading(m, start, m.end, "peringkat", "rank", "count.rank", unit_end=m.end)

    # -- units -------------------------------------------------------------------------------------------------
    def _unit_after(self, m: Mention) -> UnitAt | None:
        """The unit behind a figure, over "lebih" and counters ("14 juta lebih KPM", "4 buah mobil")."""
        j, lowers, n = m.end, self.lowers, self.analysis.n
        if m.unit_end:
            return self.cues.units.at(lowers, m.end)
        if lowers[j : j + 2] == ["di", "antara"] and j + 2 < n:
            return self.cues.units.at(lowers, j + 2)
        if j < n and lowers[j] == "th" and self._adjacent(j):  # "40th"
            return None
        if j < n and lowers[j] in {"lebih", "pun"} and self.masks[j] & LOWER:
            j += 1
        if j >= n or self.masks[j] & SPACE:
            return None
        if lowers[j] in self.cues.classifiers:
            noun = self.cues.units.after(self.analysis, j + 1, self.cues.no_unit)
            if noun is not None and noun.unit.kind == "noun":
                return noun
        found = self.cues.units.after(self.analysis, j, self.cues.no_unit)
        if found is None or found.known:
            odd = m.value > MAX_YEARS_AGO or m.figure.step < 1
            old = found is not None and found.unit.kind == "duration" and odd
            return None if old and lowers[j + 1 : j + 2] in (["lalu"], ["ini"], ["sebelumnya"]) else found
        glued = self._adjacent(j) or lowers[j - 1] == "pun" or lowers[j].endswith("pun")
        return None if glued or (self._in_name(j) and not self.masks[j] & LOWER) else found

    def _in_name(self, i: int) -> bool:
        k = bisect_right(self.name_starts, i) - 1
        return k >= 0 and i < self.names[k].end

    def _no_count(self, m: Mention, unit: UnitAt | None) -> Reading | None:
        """Years, numbers inside names, and "satu" without a noun."""
        following = self.lowers[m.end] if m.end < self.analysis.n else ""
        known = unit is not None and unit.known
        if (following == "besar" and m.value >= 2) or following.endswith(ADJECTIVE_ENDS):
            return self._not(m, "label")
        if m.form == "words":
            return self._word_in_name(m, known) or self._one_alone(m, unit, following)
        if m.form != "digits":
            return None
        if unit is None and following[:1].isalpha() and self._adjacent(m.end):
            return self._not(m, "label")  # "5D", "40th", "2G"
        if m.end != m.start + 1 + 2 * (m.suffix == "an") or m.upper is not None:
            return None
        return self._digits_in_name(m, known)

    def _word_in_name(self, m: Mention, known: bool) -> Reading | None:
        """ "Lolan Dua", "Lima Puluh Kota": capitalised number words behind a capitalised word."""
        i = m.start
        begin, _ = self._sentence(i)
        if not self.masks[i] & CAPITAL or i == begin:
            return None
        before = self.masks[i - 1]
        named = before & CAPITAL and i - 1 > begin and not before & (COMMON | NONNAME)
        if named or self._in_name(i) or self._in_expansion(i):
            return self._not(m, "name")
        return self._not(m, "name") if before & CAPITAL and not known else None

    def _in_expansion(self, i: int) -> bool:
        """ "KOPI SAKU (Konsultasi Perizinan Satu Kunjungan)": inside a bracket behind a capitalised name."""
        for k in range(i - 1, max(0, i - 8), -1):
            if self.lowers[k] == "(":
                return bool(self.masks[k - 1] & CAPITAL)
            if self.lowers[k] == ")" or not (self.masks[k] & CAPITAL or self.lowers[k] in {"dan", "miliar"}):
                return False
        return False

    def _one_alone(self, m: Mention, unit: UnitAt | None, following: str) -> Reading | None:
        """ "satu" and "nol" count only with a noun, "di antaranya", or behind "cuma", "hanya", "tinggal"."""
        if m.value > 1 or (unit is not None and (unit.known or self.masks[unit.start] & LOWER)):
            return None
        if m.value == 1 and following in _ELIDED_NEXT:
            return None
        previous = self.lowers[m.start - 1] if m.start else ""
        if m.value == 1 and (previous in {"cuma", "hanya", "tinggal"} or previous.endswith("nya")):
            return None
        return self._not(m, "label")

    def _digits_in_name(self, m: Mention, known: bool) -> Reading | None:
        i = m.start
        begin, _ = self._sentence(i)
        word, previous = self.lowers[i], self.masks[i - 1] if i > begin else 0
        if word.endswith(".0") and previous & CAPITAL:
            return self._not(m, "label")  # "Festival Data 2.0"
        if not word.isdigit():
            glued_item = len(word) == 6 and word[4] == "," and word[:2] in {"19", "20"} and self.lowers[m.end] == "."
            return self._not(m, "year") if glued_item else None  # "sejak 2006,2. Budi"
        before = self.lowers[i - 1] if i > begin else ""
        time = before in {"tahun", "pada", "sejak"} and word[0] == "1"
        if len(word) == 4 and (1900 <= m.value <= 2099 or time) and (
            not known or previous & CAPITAL or before in {"tahun", "dan", ",", "pada"}
        ):
            return self._not(m, "year")
        if known:
            return None
        named = previous & (TITLE | CAPS | MIXED | INITIAL) and i - 1 > begin and not previous & (COMMON | NONNAME)
        if (named and not self._in_region(i - 1)) or self._in_name(i):
            return None if self._score_before(m, 3) else self._not(m, "name")
        return None

    def _in_region(self, i: int) -> bool:
        """ "Bandung 512 desa, Garut 421": a figure may stand behind a region that it is told for."""
        k = bisect_right(self.name_starts, i) - 1
        return k >= 0 and self.names[k].kind == "GOVERNMENT" and i < self.names[k].end

    def _with_unit(self, m: Mention, unit: UnitAt | None) -> Reading:
        if unit is not None and (unit.known or self.masks[unit.start] & LOWER or self.masks[unit.start] & CAPS):
            return Reading(m, m.start, m.end) if not unit.known and self._breaks_down(m) else self._measured(m, unit)
        if m.figure.step >= 10**8 and m.form != "vague":
            return self._count(m, "rupiah", "money", "count.money_bare", m.end)
        if m.figure.step < 1 and m.form == "digits":
            return self._count(m, "skor", "score", "count.score_decimal", m.end)
        if self._is_age(m):
            return self._count(m, "tahun", "duration", "count.age", m.end)
        return Reading(m, m.start, m.end)

    def _measured(self, m: Mention, found: UnitAt) -> Reading:
        unit, kind = found.unit.name, found.unit.kind
        end = m.unit_end or found.end
        if kind == "times":
            unit = "kali"
        if unit == "poin":
            return self._points(m, end)
        if kind == "money":
            return self._count(m, "rupiah" if unit == "rupiah" else unit, "money", "count.money", end)
        if kind == "percent":
            return self._count(m, unit if unit == "poin persen" else "persen", "percent", "count.percent", end)
        head, _, rest = unit.partition(" ")
        if rest and head in self.cues.heads:
            unit = head
        rule = f"count.{kind}" if kind != "noun" else ("count.unit_after" if found.known else "count.noun_after")
        return self._count(m, unit, _KIND_MEASURES.get(kind, "cardinal"), rule, end)

    def _breaks_down(self, m: Mention) -> bool:
        """ "106 inovasi: 45 layanan dasar, 36 tata kelola dan 25 ekonomi": parts of a count just told."""
        begin, _ = self._sentence(m.start)
        if self.lowers[m.start - 1] not in {",", "dan", "serta", ":", ";"}:
            return False
        told = [r for r in self.readings[-6:] if r.measure == "cardinal" and r.start >= begin and r.is_count]
        if any(r.unit == self.lowers[m.end] for r in told):
            return False
        return any(r.mention.value > m.value and r.rule in {"count.unit_after", "count.elided"} for r in told)

    def _points(self, m: Mention, end: int) -> Reading:
        """ "94,32 poin" is a score, "naik 4,5 poin" a difference of scores, "empat poin" points of a list."""
        begin, _ = self._sentence(m.start)
        hit = within(self.cues.aspects, self.analysis, m.start, begin, 6)
        changed = hit is not None and hit[1].settings["aspect"] == "change"
        if not changed and (m.figure.step < 1 or self._score_before(m, 14)):
            return self._count(m, "skor", "score", "count.score", end)
        return self._count(m, "poin", "cardinal", "count.measure", end)

    def _is_age(self, m: Mention) -> bool:
        """ "Budi (45)"."""
        i = m.start
        if i < 2 or self.lowers[i - 1] != "(" or self.lowers[m.end : m.end + 1] not in ([")"], [","]):
            return False
        k = bisect_right(self.name_starts, i - 2) - 1
        return k >= 0 and self.names[k].kind == "PERSON" and self.names[k].end >= i - 1 and 5 < m.value < 110

    def _score_before(self, m: Mention, reach: int) -> int | None:
        """First word of a score cue in the clause before a figure."""
        begin, _ = self._sentence(m.start)
        hit = within(self.cues.scores, self.analysis, m.start, begin, reach)
        return hit[0] if hit else None

    # -- figures without a noun --------------------------------------------------------------------------------
    def _listed(self, a: int, b: int) -> bool:
        """Whether the words [a, b) only join the items of a list."""
        return 0 < b - a <= 3 and all(w in _LISTING for w in self.lowers[a:b])

    def _share_in_lists(self) -> None:
        """ "masing-masing 89, 61 dan 46 ide": figures joined in a list share the noun of the last."""
        readings = self.readings
        for k in range(len(readings) - 2, -1, -1):
            this, following = readings[k], readings[k + 1]
            if this.is_count or this.why or this.rule or not following.is_count or this.mention.form == "ordinal":
                continue
            if following.measure == "money" and following.mention.unit:
                continue
            joined = self.lowers[this.mention.end : following.mention.start]
            if (following.measure != "cardinal" and "atau" in joined) or following.rule == "count.fused":
                continue
            if self._listed(this.mention.end, following.mention.start) or self._part_of(this, following):
                this.unit, this.measure, this.rule = following.unit, following.measure, "count.listed"

    def _part_of(self, this: Reading, following: Reading) -> bool:
        """ "34 dari 170 pedagang", "45 dari total 97 proposal"."""
        between = self.lowers[this.mention.end : following.start]
        return between[:1] == ["dari"] and len(between) <= 2 and following.measure == "cardinal"

    def _without_noun(self) -> None:
        for k, reading in enumerate(self.readings):
            if reading.rule == "count.collective_alone":
                self._collective_alone(reading)
            elif not reading.is_count and reading.why is None and reading.mention.form not in {"ordinal", "fused"}:
                self._find_noun(reading, k)
        for reading in self.readings:
            if not reading.is_count and reading.why is None and reading.mention.form in {"digits", "words", "vague"}:
                reading.why = "unknown"

    def _collective_alone(self, reading: Reading) -> None:
        """ "ketiganya", "kelimanya": another mention of the last count of that value."""
        for other in reversed(self.readings[: self.readings.index(reading)]):
            if other.is_count and other.measure == "cardinal" and other.mention.value == reading.mention.value:
                reading.unit = other.unit
                return
        reading.why = None

    def _find_noun(self, reading: Reading, k: int) -> None:
        """The noun of a figure that stands without: just before it, of the figures before it, or a score."""
        m = reading.mention
        begin, _ = self._sentence(m.start)
        following = self.lowers[m.end] if m.end < self.analysis.n else ""
        elided = following in _ELIDED_NEXT
        last = self._last_count(k, begin, 3 if elided else 1)
        noun = self._subject(m, begin)
        told = self._told_before(k) if following in {"itu", "ini", "tersebut"} else None
        score = self._score_before(m, 8)
        if told is not None:
            self._take(reading, told.unit, told.measure, "count.told_before")
        elif noun is not None and self._is_close(noun, m):
            self._take(reading, noun.unit.name, "cardinal", "count.noun_close")
        elif score is not None and not elided and score >= self._clause_start(m.start, begin) and m.value < 10_000:
            self._take(reading, "skor", "score", "count.score")
        elif elided and last is not None:
            self._take(reading, last.unit, last.measure, "count.elided")
        elif noun is not None and within(self.cues.quantity, self.analysis, m.start, noun.end - 1, 4):
            self._take(reading, noun.unit.name, "cardinal", "count.noun_before")
        elif last is not None:
            self._take(reading, last.unit, last.measure, "count.elided")
        elif noun is not None and m.start - noun.end <= MAX_GAP:
            self._take(reading, noun.unit.name, "cardinal", "count.noun_before")

    def _told_before(self, k: int) -> Reading | None:
        """ "Dari 23 itu": the count of that value that the article has told already."""
        value = self.readings[k].mention.value
        return next((r for r in reversed(self.readings[:k][-20:]) if r.is_count and r.mention.value == value), None)

    def _last_count(self, k: int, begin: int, lines: int) -> Reading | None:
        """The count before reading k that its noun may be taken from: nearest, but in the same sentence rather the one
        that is told of ("64 peserta dari 12 kecamatan, 58 hadir": peserta)."""
        here = self.readings[k].mention.start
        nearest: Reading | None = None
        for other in reversed(self.readings[max(0, k - 8) : k]):
            told = other.is_count and other.measure in {"cardinal", "score"}
            if not told or not self._near(other.end, here, lines):
                continue
            if nearest is None:
                nearest = other
            if other.start < begin and nearest.start >= begin:
                break
            if self.lowers[max(0, other.start - 1)] not in _PREPOSITIONS or other.start < begin:
                return other if other.start >= begin or nearest is other else nearest
        return nearest

    def _subject(self, m: Mention, begin: int) -> UnitAt | None:
        """The nearest counted noun to the left in the sentence that is no part of a name and can be counted."""
        stop, i = max(begin, m.start - 14), m.start
        while True:
            noun = self.cues.units.before(self.analysis, i, stop)
            if noun is None or not (noun.unit.name.lower() in self.cues.no_subject or self._named(noun, begin)):
                return noun
            i = noun.start

    def _named(self, noun: UnitAt, begin: int) -> bool:
        return noun.start > begin and bool(self.masks[noun.start] & (TITLE | MIXED)) and noun.end - noun.start == 1

    def _is_close(self, noun: UnitAt, m: Mention) -> bool:
        """ "kursi hanya 150", "Guru kami 1.100", "Agendanya satu"."""
        between = self.lowers[noun.end : m.start]
        return len(between) <= 2 and all(w in _ONLY for w in between) and noun.start > 0

    def _take(self, reading: Reading, unit: str | None, measure: Measure, rule: str) -> None:
        reading.unit, reading.measure, reading.rule = unit, measure, rule
        if measure == "score" and unit != "skor":
            reading.measure = "cardinal"

    def _clause_start(self, i: int, begin: int) -> int:
        for k in range(i - 1, begin, -1):
            if self.lowers[k] in {",", ";"}:
                return k + 1
        return begin

    def _near(self, a: int, b: int, lines: int) -> bool:
        """Near enough for an ellipsis: fewer than `lines` line breaks between, and not too many words."""
        if b - a > MAX_ELLIPSIS:
            return False
        words, masks = self.analysis.words, self.masks
        return sum(1 for k in range(a, b) if masks[k] & SPACE and "\n" in words[k]) < lines
