"""Why a figure is no count: labels, numbers of lists, clock times, years and numbers inside names."""

from __future__ import annotations

from bisect import bisect_right

from berita_extract.facts.count_cues import just_before
from berita_extract.facts.count_figures import Mention
from berita_extract.facts.count_sight import Reading, Sight
from berita_extract.facts.count_units import ADJECTIVE_ENDS, UnitAt
from berita_extract.lexicon import CAPITAL, CAPS, COMMON, INITIAL, LOWER, MARK, MIXED, NONNAME, NUMBER, SPACE, TITLE
from berita_extract.model import UnreadWhy

# Words between the items of a list ("Dinas Sosial empat, Dinas Perumahan Rakyat dan Kawasan Permukiman dua").
MAX_ITEM = 10
_WON = frozenset({"juara", "harapan"})
_LABELS = frozenset({"label", "name"})
_MARKS = frozenset("\"“”„‟«»'’‘")


class Labels(Sight):
    """Tells figures that count nothing."""

    def _why(self, m: Mention) -> UnreadWhy | None:
        """Reasons that lie in the words right around a figure."""
        i, lowers = m.start, self.lowers
        begin, _ = self._sentence(i)
        around = self.cues.around
        if lowers[i] in around.firsts and around.at(lowers, i) is not None:
            return "label"
        if lowers[m.end - 1] in around.lasts and around.before(lowers, m.end, begin) is not None:
            return "label"
        behind = lowers[m.end] if m.end < self.analysis.n else ""
        telling = self.cues.telling
        if not (behind in telling.behind or (i and lowers[i - 1] in telling.before) or "/" in lowers[i]):  # most
            listed = self.readings and self.readings[-1].why in _LABELS and self._goes_on_label(m)
            return "label" if listed else None
        if self._is_list_number(m):
            return "list_number"
        before = just_before(self.cues.why_before, self.analysis, i, begin)
        if before is not None and m.unit is None:
            why: UnreadWhy = before[1].settings["why"]
            if why == "time":
                return why if self._is_hour(m) else None
            if not (before[1].settings.get("soft") and self._counts_noun(m)):
                return why
        if self._goes_on_label(m) or self._is_size(m):
            return "label"
        return self._clock(m)

    def _is_size(self, m: Mention) -> bool:
        """ "foto 4 x 6": a size without a unit; "4 x 6 meter" has one."""
        lowers, n = self.lowers, self.analysis.n
        if m.end + 1 < n and lowers[m.end] in {"x", "×"} and self.masks[m.end + 1] & NUMBER:
            found = self.cues.units.at(lowers, m.end + 2) if m.end + 2 < n else None
            return found is None or found.unit.kind != "measure"
        if m.start > 1 and lowers[m.start - 1] in {"x", "×"} and self.masks[m.start - 2] & NUMBER:
            found = self.cues.units.at(lowers, m.end) if m.end < n else None
            return found is None or found.unit.kind != "measure"
        return False

    def _counts_noun(self, m: Mention) -> bool:
        """ "tahap dua lomba", but not "lantai 3 Gedung B": a name follows."""
        unit = self._unit_after(m)
        named = unit is not None and self.masks[unit.start] & (TITLE | CAPS)
        return unit is not None and (unit.unit.kind != "noun" or not named)

    def _is_hour(self, m: Mention) -> bool:
        """ "jam 10", "jam tiga pagi", but not "2 jam 10 menit"."""
        unit = self._unit_after(m)
        return m.value <= 24 and (unit is None or not unit.known or unit.unit.name in self.cues.kinds["daytime"])

    def _goes_on_label(self, m: Mention) -> bool:
        """ "desil 1, 2 dan 3": a list that begins with a label goes on as one."""
        last = self.readings[-1] if self.readings else None
        if last is None or last.why not in _LABELS:
            return False
        if m.form == "words" and last.mention.form == "words":  # "juara dua dan tiga kategori umum"
            behind = self._unit_after(m)
            named = behind is None or behind.unit.name in self.cues.no_subject
            return named and self.lowers[last.start - 1] in _WON and self._listed(last.mention.end, m.start)
        if m.form != "digits" or last.mention.form != "digits":
            return False
        return self._listed(last.mention.end, m.start) and self._unit_after(m) is None

    def _clock(self, m: Mention) -> UnreadWhy | None:
        lowers, i, j = self.lowers, m.start, m.end
        ends = j >= self.analysis.n
        after = None if ends or lowers[j] not in self.cues.why_after.firsts else self.cues.why_after.at(lowers, j)
        if after is not None and m.value < 25:
            why: UnreadWhy = after[1].settings["why"]
            return why
        if m.form == "digits" and j + 1 < self.analysis.n and lowers[j] == ":" and self.masks[j + 1] & NUMBER:
            return "time"
        if i > 1 and lowers[i - 1] == ":" and self.masks[i - 2] & NUMBER and self._adjacent(i):
            return "time"
        if "/" in lowers[i] or (j < self.analysis.n and lowers[j] == "/" and self._adjacent(j) and m.unit is None):
            return None if self.masks[min(j + 1, self.analysis.n - 1)] & LOWER else "label"
        return None

    def _is_list_number(self, m: Mention) -> bool:
        """ "1." or "1)" at the beginning of a line or item, "(1)" between items."""
        i, j, lowers = m.start, m.end, self.lowers
        if m.form != "digits" or j >= self.analysis.n or lowers[j] not in {".", ")"}:
            return False
        if j - i > 1 or m.upper or m.value > 99:
            return False
        opened = i == 0 or bool(self.masks[i - 1] & SPACE)
        if self._adjacent(j) and j + 1 < self.analysis.n:
            if opened or lowers[i - 1] in {":", ";", "•"}:
                return True
            if lowers[j] == "." and not self.masks[j + 1] & LOWER and not self._adjacent(i):
                return self._counts_up(m)
            if lowers[j] == ")" and lowers[i - 1] == "(":
                return i < 2 or lowers[i - 2] in self.cues.kinds["list_opener"] or bool(self.masks[i - 2] & SPACE)
        return False

    def _counts_up(self, m: Mention) -> bool:
        """ "… 1. SALINGKA 2. PALANTA": the number after the last list number."""
        last = next((r for r in reversed(self.readings) if r.why == "list_number"), None)
        return last is not None and last.mention.value + 1 == m.value

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
        return self._digits_in_name(m, unit)

    def _word_in_name(self, m: Mention, known: bool) -> Reading | None:
        """ "Lolan Dua", "Lima Puluh Kota": capitalised number words behind a capitalised word."""
        i = m.start
        begin, _ = self._sentence(i)
        if not self.masks[i] & CAPITAL or i == begin:
            return None
        before = self.masks[i - 1]
        if known and (self._in_slogan(m) or self._titled(m)):
            return self._not(m, "name")
        named = before & CAPITAL and i - 1 > begin and not before & (COMMON | NONNAME)
        if named or self._in_name(i) or self._in_expansion(i):
            return self._not(m, "name")
        return self._not(m, "name") if before & CAPITAL and not known else None

    def _titled(self, m: Mention) -> bool:
        """ "jumpa pers Dua Tahun Kinerja Pemerintahan": the name of an event goes on in capitals."""
        j, n = m.end, self.analysis.n
        titled = j + 1 < n and self.masks[j] & TITLE and self.masks[j + 1] & TITLE
        begin, end = self._sentence(m.start)
        small = sum(1 for k in range(begin, end) if self.masks[k] & LOWER)
        return bool(titled) and small > (end - begin) / 3 and not self.masks[m.start - 1] & MARK

    def _in_slogan(self, m: Mention) -> bool:
        """ "Layanan Tiga Menit" between quotation marks, every word with a capital."""
        k, n = m.start, self.analysis.n
        while k and self.masks[k - 1] & CAPITAL and m.start - k < MAX_ITEM:
            k -= 1
        if k == 0 or self.lowers[k - 1] not in _MARKS:
            return False
        opens = k == m.start  # "Satu Gagasan Seribu Kemudahan"
        k = m.end
        while k < n and self.masks[k] & CAPITAL and k - m.end < MAX_ITEM:
            k += 1
        return m.end + opens < k < n and self.lowers[k] in _MARKS

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
        if m.value == 1 and following in self.cues.kinds["elided_next"]:
            return None
        previous = self.lowers[m.start - 1] if m.start else ""
        if m.value == 1 and (previous in self.cues.kinds["one_left"] or previous.endswith("nya")):
            return None
        if m.value == 0 and previous in self.cues.kinds["changed"]:  # "dari 11 kasus menjadi nol"
            return None
        each = not self.cues.kinds["each"].isdisjoint(self.lowers[max(0, m.start - 3) : m.start])
        if m.value == 1 and (following in self.cues.kinds["per"] or each):  # "minimal satu tiap OPD"
            return None
        return None if self._ends_list(m) else self._not(m, "label")

    def _ends_list(self, m: Mention) -> bool:
        """ "Dinas Sosial empat, Bagian Hukum satu", "26 hijau, 4 kuning, dan satu merah": one more item of a list."""
        last = self.readings[-1] if self.readings else None
        begin, _ = self._sentence(m.start)
        if last is None or last.why or last.start < begin or not 0 < m.start - last.end <= MAX_ITEM:
            return False
        between = range(last.end, m.start)
        marks = [k for k in between if self.lowers[k] in {",", "dan"}]
        return bool(marks) and all(self.masks[k] & CAPITAL for k in range(marks[-1] + 1, m.start))

    def _is_year_of(self, m: Mention, unit: UnitAt, i: int, begin: int) -> bool:
        """ "(IGA) 2022 kategori kota", "tingkat nasional 2023 kelompok umum": a year, whatever noun follows."""
        if len(self.lowers[i]) != 4 or not 1990 <= m.value <= 2049 or i == begin:
            return False
        if self.lowers[i - 1] in {")", "]", '"', "”", "’"}:
            return True
        return m.value % 100 != 0 and unit.unit.name.lower() in self.cues.no_subject

    def _digits_in_name(self, m: Mention, unit: UnitAt | None) -> Reading | None:
        i, known = m.start, unit is not None and unit.known
        begin, _ = self._sentence(i)
        word, previous = self.lowers[i], self.masks[i - 1] if i > begin else 0
        if word.endswith(".0") and previous & CAPITAL:
            return self._not(m, "label")  # "Festival Data 2.0"
        if not word.isdigit():
            glued_item = len(word) == 6 and word[4] == "," and word[:2] in {"19", "20"} and self.lowers[m.end] == "."
            return self._not(m, "year") if glued_item else None  # "sejak 2006,2. Budi"
        before = self.lowers[i - 1] if i > begin else ""
        time = before in {"tahun", "pada", "sejak"} and word[0] == "1"
        if (
            len(word) == 4
            and (1900 <= m.value <= 2099 or time)
            and (not known or previous & CAPITAL or before in {"tahun", "dan", ",", "pada"})
        ):
            return self._not(m, "year")
        if known and unit is not None and self._is_year_of(m, unit, i, begin):
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
