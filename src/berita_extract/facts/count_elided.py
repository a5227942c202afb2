"""Figures without a noun of their own: the one of their list, the one that stands before, or that of a count before."""

from __future__ import annotations

from berita_extract.facts.count_cues import within
from berita_extract.facts.count_figures import Mention
from berita_extract.facts.count_sight import Reading, Sight
from berita_extract.facts.count_units import UnitAt
from berita_extract.lexicon import CAPITAL, MARK, MIXED, SPACE, TITLE
from berita_extract.model import Measure

# Words that may stand between a noun and its figure where no word like "sebanyak" joins them.
MAX_GAP = 4
MAX_ELLIPSIS = 60
# Words between a count and the figure that it changes to ("17 jenis diringkas menjadi empat").
MAX_CHANGE = 5
MAX_RANK = 2000
_NO_FIGURE = frozenset({"ordinal", "fused", "vague"})


class Elisions(Sight):
    """Gives figures the noun that the text leaves out."""

    def _share_in_lists(self) -> None:
        """ "masing-masing 89, 61 dan 46 ide": figures joined in a list share the noun of the last."""
        readings = self.readings
        for k in range(len(readings) - 2, -1, -1):
            this, following = readings[k], readings[k + 1]
            if (
                this.is_count
                or this.why
                or this.rule
                or not following.is_count
                or this.mention.form in {"ordinal", "fused"}
            ):
                continue
            if following.measure == "money" and following.mention.unit:
                continue
            joined = self.lowers[this.mention.end : following.mention.start]
            if len(joined) == 1 and joined[0] in self.cues.kinds["changed"] and self._from(this.start):
                this.unit, this.measure, this.rule = following.unit, following.measure, "count.listed"
                continue
            if (following.measure != "cardinal" and "atau" in joined) or following.rule == "count.fused":
                continue
            if self._listed(this.mention.end, following.mention.start) or self._part_of(this, following):
                this.unit, this.measure, this.rule = following.unit, following.measure, "count.listed"

    def _from(self, i: int) -> bool:
        """ "dari 344", "dari rata-rata 410"."""
        return "dari" in self.lowers[max(0, i - 3) : i]

    def _part_of(self, this: Reading, following: Reading) -> bool:
        """ "34 dari 170 pedagang", "45 dari total 97 proposal"."""
        between = self.lowers[this.mention.end : following.start]
        of = between[:1] == ["dari"] and len(between) <= 2 and following.measure == "cardinal"
        return of and this.mention.value <= following.mention.value

    def _share_in_pairs(self) -> None:
        """ "201 proposal dari 24 kementerian, 96 dari 19 lembaga": the noun before "dari" is told once."""
        first: Reading | None = None
        for this, following in zip(self.readings, self.readings[1:], strict=False):
            if following.start - this.end != 1 or self.lowers[this.end] != "dari" or not following.is_count:
                continue
            if this.is_count and this.measure == "cardinal" and this.unit != following.unit:
                first = this
            elif first is None or this.is_count or this.why or this.rule:
                continue
            elif self._sentence(first.start) == self._sentence(this.start):
                this.unit, this.measure, this.rule = first.unit, "cardinal", "count.listed"

    def _without_noun(self) -> None:
        for k, reading in enumerate(self.readings):
            if reading.rule == "count.collective_alone":
                self._collective_alone(reading)
            elif not reading.is_count and reading.why is None and reading.mention.form not in _NO_FIGURE:
                self._find_noun(reading, k)
        for reading in self.readings:
            if not reading.is_count and reading.why is None and reading.mention.form in {"digits", "words"}:
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
        elided = following in self.cues.kinds["elided_next"] or self._tells_state(min(m.end, self.analysis.n - 1))
        last = self._last_count(k, begin, 3 if elided else 1)
        noun = self._subject(m, begin)
        if noun is not None and last is not None and last.start < noun.start and noun.end <= last.end and last.unit:
            noun = noun._replace(unit=noun.unit._replace(name=last.unit))  # "514 kabupaten/kota, hanya 123"
        counted = noun is not None and any(r.start < noun.start < r.end for r in self.readings[max(0, k - 6) : k])
        if counted and last is not None and noun is not None and not last.start < noun.start <= last.end:
            noun = None  # "dari enam kelurahan dan dua desa, tinggal satu": the first of the two
        told = self._told_before(k) if following in {"itu", "ini", "tersebut"} else None
        score = None if self.lowers[m.start - 1] in self.cues.kinds["announced"] and noun else self._score_before(m, 8)
        whole = self._whole_of(last, m, begin)
        changed = self._changed_from(k, begin)
        if told is not None:
            self._take(reading, told.unit, told.measure, "count.told_before")
        elif whole is not None:
            self._take(reading, whole.unit, whole.measure, "count.elided")
        elif changed is not None:
            reading.unit, reading.measure, reading.rule = changed.unit, changed.measure, "count.changed"
        elif self._moved(m, begin) or self._in_brackets(k):
            reading.unit, reading.measure, reading.rule = "peringkat", "rank", "count.rank"
        elif noun is not None and noun.start and self.lowers[noun.start - 1] in {"nomor", "nomer"}:
            reading.why = "label"  # "nomor aduan 112"
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
        elif self._ranked_before(k, begin):
            reading.unit, reading.measure, reading.rule = "peringkat", "rank", "count.rank"
        elif noun is not None and m.start - noun.end <= MAX_GAP:
            self._take(reading, noun.unit.name, "cardinal", "count.noun_before")
        elif following in self.cues.classifiers:
            self._take(reading, following, "cardinal", "count.unit_after")

    def _whole_of(self, last: Reading | None, m: Mention, begin: int) -> Reading | None:
        """ "dari 73 inovasi yang dikirim provinsi, hanya | 49 yang lolos": the whole that the sentence begins with."""
        if last is None or last.start < begin or self.lowers[max(0, last.start - 1)] != "dari":
            return None
        following = self.lowers[m.end] if m.end < self.analysis.n else ""
        part = self.lowers[m.start - 1] in self.cues.kinds["of_all"] and following == "yang"
        return last if part and m.value <= last.mention.value else None

    def _changed_from(self, k: int, begin: int) -> Reading | None:
        """ "dari Rp40.000 menjadi 90.000", "17 jenis diringkas menjadi empat": the count that changes to reading k."""
        last = self.readings[k - 1] if k else None
        if last is None or not last.is_count or last.start < begin or last.measure == "rank":
            return None
        between = self.lowers[last.end : self.readings[k].start]
        if not between or len(between) > MAX_CHANGE or "," in between or between[-1] not in self.cues.kinds["changed"]:
            return None
        return last if between[-1] != "ke" or self._from(last.start) else None

    def _moved(self, m: Mention, begin: int) -> bool:
        """ "Posisinya melorot dari 13 ke 20"."""
        if self.lowers[m.start - 1] not in {"dari", "ke", "menjadi"} or m.figure.step != 1 or m.value > MAX_RANK:
            return False
        hit = within(self.cues.ranks, self.analysis, m.start, begin, 6)
        return hit is not None and not hit[1].settings.get("soft")

    def _in_brackets(self, k: int) -> bool:
        """ "di posisi 51 dari 137 negara, kalah dari Thailand (40)": a place in the same order."""
        m = self.readings[k].mention
        if self.lowers[m.start - 1] != "(" or self.lowers[m.end : m.end + 1] != [")"] or m.figure.step != 1:
            return False
        near = [r for r in self.readings[max(0, k - 3) : k] if m.start - r.end < MAX_ELLIPSIS and not r.why]
        return any(r.measure == "rank" for r in near) and m.value < MAX_RANK

    def _ranked_before(self, k: int, begin: int) -> bool:
        """ "Siak di posisi 9, sementara Kabupaten Kampar 31": a place in the order of the region right before."""
        m, last = self.readings[k].mention, self.readings[k - 1] if k else None
        region = m.start > begin and any(c.kind == "GOVERNMENT" and c.end == m.start for c in self.names)
        return bool(last and region and last.measure == "rank" and last.start >= begin and m.figure.step == 1)

    def _told_before(self, k: int) -> Reading | None:
        """ "Dari 23 itu": the count of that value that the article has told already."""
        value = self.readings[k].mention.value
        return next((r for r in reversed(self.readings[:k][-20:]) if r.is_count and r.mention.value == value), None)

    def _last_count(self, k: int, begin: int, lines: int) -> Reading | None:
        """The count before reading k that its noun may be taken from: nearest, but in the same sentence rather the one
        that is told of ("64 peserta dari 12 kecamatan, 58 hadir": peserta)."""
        here = self.readings[k].mention.start
        nearest: Reading | None = None
        joined = False
        for other in reversed(self.readings[max(0, k - 8) : k]):
            told = other.is_count and other.measure in {"cardinal", "score"} and other.unit != "kali"
            if not told or not self._near(other.end, here, lines):
                continue
            if nearest is None:
                nearest = other
            elif self._sentence(other.start) != self._sentence(nearest.start):
                break
            previous = self.lowers[max(0, other.start - 1)]
            if joined and previous == "dari" and other.start >= begin:  # "Dari 186 negeri dan enam kelurahan, 20 …"
                return other
            if previous not in self.cues.kinds["preposition"] or (other.start < begin and previous != "dari"):
                return other
            joined = previous == "dan" and other is nearest
        return nearest

    def _subject(self, m: Mention, begin: int) -> UnitAt | None:
        """The nearest counted noun to the left in the sentence that is no part of a name and can be counted."""
        stop, i = max(begin, m.start - 14), m.start
        while True:
            noun = self.cues.units.before(self.analysis, i, stop)
            if noun is None:
                return None
            if not (noun.unit.name.lower() in self.cues.no_subject or self._named(noun, begin) or self._beside(noun)):
                return self._of_amount(noun)
            i = noun.start

    def _named(self, noun: UnitAt, begin: int) -> bool:
        """A word of a name: "Pemerintah Kabupaten Buru", "Kota Tual"."""
        while begin < noun.start and self.masks[begin] & (MARK | SPACE):
            begin += 1
        if noun.start <= begin or not self.masks[noun.start] & (TITLE | MIXED):
            return False
        return noun.end - noun.start == 1 or bool(noun.end < self.analysis.n and self.masks[noun.end] & CAPITAL)

    def _beside(self, noun: UnitAt) -> bool:
        """Not what is counted: the place ("di wilayahnya, tinggal satu"), who does it ("yang dijanjikan OPD, 72"), or a
        state ("uji coba 33")."""
        previous = self.lowers[noun.start - 1] if noun.start else ""
        agent = previous.startswith("di") and len(previous) > 5 and noun.unit.name.lower() in self.cues.kinds["agent"]
        each = previous in self.cues.kinds["each"]
        return agent or each or previous in {"di", "oleh"} or self._tells_state(noun.start)

    def _of_amount(self, noun: UnitAt) -> UnitAt:
        """ "Jumlah pekon peserta ada 38": the noun right behind "jumlah" is counted."""
        if noun.start > 1 and self.lowers[noun.start - 2] == "jumlah":
            head = self.cues.units.at(self.lowers, noun.start - 1)
            if head is not None and head.unit.kind == "noun":
                return head
        return noun

    def _is_close(self, noun: UnitAt, m: Mention) -> bool:
        """ "kursi hanya 150", "Guru kami 1.100", "Agendanya satu"."""
        between = self.lowers[noun.end : m.start]
        return len(between) <= 2 and all(w in self.cues.kinds["only"] for w in between) and noun.start > 0

    def _take(self, reading: Reading, unit: str | None, measure: Measure, rule: str) -> None:
        head, _, rest = (unit or "").partition(" ")
        if rest and head in self.cues.heads:
            unit = head
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
