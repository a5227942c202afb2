"""Deciding what each figure is: a count with its unit, a rank, a score, or no count at all and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from berita_extract.facts.count_cues import just_before, within
from berita_extract.facts.count_elided import MAX_RANK, Elisions
from berita_extract.facts.count_figures import SHORT_SCALES, Mention
from berita_extract.facts.count_labels import Labels
from berita_extract.facts.count_sight import Reading
from berita_extract.facts.count_units import UnitAt
from berita_extract.lexicon import CAPITAL, CAPS, COMMON, LOWER, MONTH, NONNAME, ORG, WEEKDAY
from berita_extract.model import Measure
from berita_extract.values.number import SCALES, scaled

_KIND_MEASURES: dict[str, Measure] = {
    "percent": "percent", "money": "money", "duration": "duration",
}  # fmt: skip
# Letters that stand for a name ("pria berinisial MRA").
MAX_INITIALS = 4
MAX_STREET = 4  # words between "Jalan" and its "nomor"
_CURRENCIES = {"rp": "rupiah", "idr": "rupiah", "usd": "USD", "us$": "USD", "$": "USD", "sgd": "SGD", "€": "EUR"}


class Reader(Labels, Elisions):
    """Reads the figures of one article, left to right, then gives those without a noun the one they share."""

    def read(self, mentions: Iterable[Mention]) -> list[Reading]:
        """All figures decided, in text order."""
        for mention in mentions:
            self.readings.append(self._one(mention))
        self._share_in_pairs()
        self._share_in_lists()
        self._without_noun()
        return self.readings

    def _one(self, m: Mention) -> Reading:
        if m.form == "unread":
            return self._not(m, "phone" if self.lowers[m.start][0] == "0" else self._why(m) or "unknown")
        if m.form == "fused":
            return self._fused(m)
        if m.form == "vague":  # "puluhan warga": no figure is told
            return Reading(m, m.start, m.end, rule="count.vague")
        if m.form == "ordinal":
            return self._ordinal(m)
        why = self._why(m)
        if why is not None:
            return self._not(m, why)
        if m.unit is not None:
            return self._count(m, _CURRENCIES.get(m.unit, m.unit), "money", "count.money", m.end)
        if m.end < self.analysis.n and self.analysis.words[m.end] in SHORT_SCALES and self._behind_sum(m, 6):
            m.figure, m.end = scaled(m.figure, SHORT_SCALES[self.analysis.words[m.end]]), m.end + 1  # "insentif 175 M"
            return self._count(m, "rupiah", "money", "count.money_bare", m.end)
        unit = self._unit_after(m)
        told = m.start > 0 and self.lowers[m.start - 1] in self.cues.telling.before_rank
        goes_on = bool(self.readings) and self.readings[-1].measure == "rank"
        rank = self._rank(m, unit) if told or goes_on else None
        return rank or self._no_count(m, unit) or self._with_unit(m, unit)

    def _fused(self, m: Mention) -> Reading:
        """ "setahun", but not "dua kali setahun" or "41 paket sehari"."""
        last = self.readings[-1] if self.readings else None
        if last is not None and last.is_count and m.start - last.end <= 1:
            return self._not(m, None)
        if not m.start or self.lowers[m.start - 1] not in self.cues.kinds["lasting"]:
            return self._not(m, None)
        return self._count(m, m.unit or "tahun", "duration", "count.fused", m.end)

    def _ordinal(self, m: Mention) -> Reading:
        """ "ketiga kartu" counts, "peringkat ketiga" is a rank, "juara ketiga" is neither."""
        i, lowers = m.start, self.lowers
        begin, _ = self._sentence(i)
        rank = just_before(self.cues.ranks, self.analysis, i, begin)
        if rank is not None and m.value <= MAX_RANK:
            return self._ranked(m, rank[0])
        if m.suffix == "ke" and m.value <= MAX_RANK and self._in_order(i, begin):
            return self._ranked(m, i)
        last = self.readings[-1] if self.readings else None
        if m.suffix == "ke" and last is not None and last.measure == "rank" and self._goes_on_rank(last, i, begin):
            return self._ranked(m, i)
        previous = lowers[i - 1] if i > begin else ""
        if previous == "kali" or (m.end < self.analysis.n and lowers[m.end] in {"kalinya", "kali"}):
            if m.value > 1:
                return self._count(m, "kali", "ordinal", "count.time_ordinal", m.end + (previous != "kali"))
            return self._not(m, None)
        if m.suffix == "nya":
            return Reading(m, m.start, m.end, rule="count.collective_alone")
        if m.value < 2:
            return self._not(m, None)
        found = self.cues.units.at(lowers, m.end) if m.end < self.analysis.n else None
        pointed = found is not None and lowers[found.end : found.end + 1] in (["itu"], ["tersebut"], ["ini"])
        joining = previous in self.cues.kinds["before_collective"] or previous.startswith("me")
        free = pointed or i == begin or joining or not previous[:1].isalpha() or m.end > i + 1
        if m.suffix == "ke" and previous[:1].isalpha() and not joining:  # "tahun ke-3 program itu"
            free = False
        if m.suffix == "ke" and not self.cues.kinds["celebrated"].isdisjoint(lowers[max(begin, i - 3) : i]):
            return self._not(m, "label")  # "Hari Ulang Tahun (HUT) ke-448 Kota Ambon"
        free = free or (previous in self.cues.kinds["people_of"] and lowers[m.end] in self.cues.kinds["pair"])
        if found is not None and found.unit.kind == "noun" and free and self.cues.around.at(lowers, i) is None:
            unit = self.cues.units.after(self.analysis, m.end, self.cues.no_unit) or found
            return self._count(m, unit.unit.name, "cardinal", "count.collective", unit.end)
        if previous in self.cues.ordinal_nouns:
            return Reading(m, i - 1, m.end, previous, "ordinal", "count.ordinal", unit_end=m.end)
        return self._not(m, "label")

    def _in_order(self, i: int, begin: int) -> bool:
        """ "Urutan paling buncit, ke-48": the word that makes it a rank stands a little before."""
        hit = within(self.cues.ranks, self.analysis, i, begin, 5) if self.lowers[i - 1] in {",", "yakni"} else None
        return hit is not None and not hit[1].settings.get("soft")

    def _goes_on_rank(self, last: Reading, i: int, begin: int) -> bool:
        """ "posisi ke-4 se-Jawa dan ke-17 nasional": the word that makes it a rank is told once."""
        return last.start >= begin and i - last.end <= 8 and self.lowers[i - 1] in {"dan", ",", "atau", "serta"}

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
        begin, _ = self._sentence(cue)
        if self.masks[cue] & CAPITAL and cue > begin:
            return False
        if self.lowers[cue - 1] in self.cues.kinds["given_number"]:
            return False
        if not self.cues.kinds["street"].isdisjoint(self.lowers[max(begin, cue - MAX_STREET) : cue]):
            return False
        following = self.lowers[m.end] if m.end < self.analysis.n else "."
        if m.form == "words":
            return True
        return m.value < 600 and following in self.cues.kinds["after_rank"]

    def _ranked(self, m: Mention, start: int) -> Reading:
        return Reading(m, start, m.end, "peringkat", "rank", "count.rank", unit_end=m.end)

    def _with_unit(self, m: Mention, unit: UnitAt | None) -> Reading:
        small = unit is not None and (unit.known or self.masks[unit.start] & (LOWER | CAPS))
        if unit is not None and (small or (m.value < MAX_RANK and self._office_at(unit.start))):
            parts = not unit.known and not self._office_at(unit.start) and self._breaks_down(m)
            return Reading(m, m.start, m.end) if parts else self._measured(m, unit)
        if unit is None and self._is_sum(m):
            return self._count(m, "rupiah", "money", "count.money_bare", m.end)
        if m.figure.step >= 10**8:
            return self._count(m, "rupiah", "money", "count.money_bare", m.end)
        if m.figure.step < 1 and m.form == "digits" and self.lowers[m.start - 1] in self.cues.kinds["lacking"]:
            return self._count(m, "poin", "cardinal", "count.lacking", m.end)
        if m.figure.step < 1 and m.form == "digits":
            return self._count(m, "skor", "score", "count.score_decimal", m.end)
        if self._is_age(m):
            return self._count(m, "tahun", "duration", "count.age", m.end)
        return Reading(m, m.start, m.end)

    def _is_sum(self, m: Mention) -> bool:
        """ "keluar uang sampai 800 ribu", "selisih dua puluh lima ribu": thousands behind a word of money."""
        if m.value < 1000 or self.lowers[m.end - 1] not in SCALES:
            return False
        return self._behind_sum(m, 4)

    def _behind_sum(self, m: Mention, reach: int) -> bool:
        begin, _ = self._sentence(m.start)
        return within(self.cues.sums, self.analysis, m.start, begin, reach) is not None

    def _measured(self, m: Mention, found: UnitAt) -> Reading:
        unit, kind = found.unit.name, found.unit.kind
        if self.lowers[found.start] in self.cues.classifiers and found.end == found.start + 1:
            return Reading(m, m.start, m.end)  # "sebanyak 44 buah": its noun stands elsewhere
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
        opened = any(w in self.cues.kinds["breakdown"] for r in told[-3:] for w in self.lowers[r.end : m.start])
        if m.value == 1 and not opened:
            return False
        if any(r.unit == self.lowers[m.end] for r in told):
            return False
        return any(r.mention.value > m.value and r.rule in {"count.unit_after", "count.elided"} for r in told)

    def _points(self, m: Mention, end: int) -> Reading:
        """ "94,32 poin" is a score, "naik 4,5 poin" a difference of scores, "empat poin" points of a list."""
        begin, _ = self._sentence(m.start)
        hit = within(self.cues.aspects, self.analysis, m.start, begin, 6)
        changed = hit is not None and hit[1].settings["aspect"] == "change"
        score = not changed and (m.figure.step < 1 or self._score_before(m, 14) is not None)
        return self._count(m, "poin", "score" if score else "cardinal", "count.measure", end)

    def _is_age(self, m: Mention) -> bool:
        """ "Budi (45)", "pria berinisial AS (57)", "SF alias Kancil (28)"."""
        i = m.start
        if i < 2 or self.lowers[i - 1] != "(" or self.lowers[m.end : m.end + 1] not in ([")"], [","]):
            return False
        if not 5 < m.value < 110:
            return False
        k = bisect_right(self.name_starts, i - 2) - 1
        if k >= 0 and self.names[k].end >= i - 1:
            return self.names[k].kind == "PERSON"
        return m.end - i == 1 and m.value > 9 and self._may_be_person(i - 2)

    def _may_be_person(self, i: int) -> bool:
        """A capitalised word that is no other known thing, or initials: the person whose age the bracket tells."""
        if i and self.lowers[i - 1] in self.cues.kinds["alias"]:
            return bool(self.masks[i] & CAPITAL)
        if i in self.analysis.hits or not self.masks[i] & CAPITAL or self.masks[i] & (ORG | WEEKDAY | MONTH | NONNAME):
            return False
        initials = bool(self.masks[i] & CAPS) and len(self.lowers[i]) <= MAX_INITIALS
        return initials or not self.masks[i] & (CAPS | COMMON)
