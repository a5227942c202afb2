"""What may stand inside an office: subjects, numbers, short forms in brackets, places."""

from __future__ import annotations

from berita_extract.chunks.base import ROMAN
from berita_extract.chunks.kinds import Body, Place
from berita_extract.chunks.unlisted_places import UnlistedPlaces
from berita_extract.lexicon import (
    CAPITAL,
    CAPS,
    COMMON,
    DEGREE,
    HONORIFIC,
    INITIAL,
    LOWER,
    MIXED,
    MONTH,
    NAME,
    NONNAME,
    NUMBER,
    ORG,
    TITLE,
    WEEKDAY,
    Title,
)

_VILLAGE = frozenset({"kecamatan", "kelurahan", "desa"})
_HEADS = frozenset({"kepala", "kepala_dinas", "kepala_badan", "kepala_upt"})
MAX_FURTHER = 3  # bodies behind the first
MAX_AHEAD = 6  # words looked at for the rest of a subject
MAX_SERIES = 18  # the same where it is a series


class OfficeWords(UnlistedPlaces):
    """What may stand inside an office: subjects, numbers, short forms in brackets, places."""

    def _short_title(self, j: int) -> int:
        """Past a short form in brackets inside an office: "Wali Kota (Walkot) | Pekanbaru"."""
        if j + 3 < self.n and self.words[j] == "(" and self.words[j + 2] == ")":
            hit = self._hit(j + 1, "position")
            following = self.masks[j + 3]
            onward = self._hit(j + 3, "region") is not None or following & NUMBER
            onward = onward or (following & TITLE and not following & (NAME | HONORIFIC))  # "Kepala Desa (Kades) Simo"
            if hit is not None and hit.end == j + 2 and onward:
                return j + 3
        return j

    def _bracket_inside_office(self, j: int) -> int:
        """Past a short form in brackets inside or behind an office ("Menteri Sosial (Mensos) Budi", "Gubernur Nusa
        Tenggara Timur (NTT), Budi"): the end of the bracket where a name, a body or a region goes on, else j."""
        k = j + 1
        while k < min(self.n - 1, j + 6) and self.words[k] not in {")", "("} and self._capital(k):
            k += 1
        if k == j + 1 or k >= self.n - 1 or self.words[k] != ")":
            return j
        if (
            any(self.masks[w] & NAME for w in range(j + 1, k))
            and self._hit(j + 1, "position", "acronym", "region") is None
        ):
            return j
        following = k + 2 if self.words[k + 1] == "," else k + 1
        return k + 1 if self._capital(following) or self.masks[min(following, self.n - 1)] & HONORIFIC else j

    def _seat(self, j: int) -> int:
        """Past what tells whose seat in parliament it is: "dari Fraksi PKS", "asal Papua Barat", "Dapil II"."""
        if (past := self._faction(j)) > j:
            return past
        if self.lowers[j] == "asal" and (place := self.place(j + 1)) is not None:
            return place.end
        k = j + 2 if " ".join(self.lowers[j : j + 2]) == "daerah pemilihan" else j + 1
        if k == j + 1 and self.lowers[j] != "dapil":
            return j
        place = self.place(k) if k < self.n else None
        k = place.end if place is not None else k
        return k + 1 if k < self.n and (self.lowers[k] in ROMAN or self.masks[k] & NUMBER) else k

    def _district_before_rank(self, j: int) -> int:
        """Past the district behind a comma where a rank follows: "Babinsa Desa X, | Kecamatan Y Serda Budi"."""
        if j + 2 >= self.n or self.lowers[j] != "," or not self._in_village_of(j + 1):
            return j
        end = self._run_of_capitals(j + 2)
        return end if end < self.n and self.masks[end] & HONORIFIC and self._capital(end + 1) else j

    def _faction(self, j: int) -> int:
        """Past "(dari) Fraksi PKS" behind a seat in parliament."""
        k = j + 1 if self.lowers[j] == "dari" else j
        if k >= self.n or self.lowers[k] != "fraksi" or not self._capital(k):
            return j
        k += 1
        if (past := self._party(k)) > k:
            return past
        if self._capital(k):
            k += 1
        while k < min(self.n, j + 6) and self._capital(k) and not self.masks[k] & (NAME | HONORIFIC | INITIAL):
            k += 1
        return k

    def _party(self, j: int) -> int:
        """Past the name of a party that the list has, else j."""
        k = j + 1 if j + 1 < self.n and self.lowers[j] == "partai" and self._capital(j + 1) else j
        for end in (k + 2, k + 1):
            if " ".join(self.lowers[k:end]) in self.words_of.parties:
                return end
        return k

    def _own_head(self, j: int, end: int) -> Body | None:
        """The agency whose head noun is the last word of the title: "Kepala | Dinas Kesehatan"."""
        for start in range(j + 1, end):  # "Kepala | UPTD Puskesmas X": the earliest that reaches the title's end
            head = self._hit(start, "agency_head")
            if (
                head is None
                or head.end < end
                or head.values["agency_head"] in _VILLAGE
                or self.lowers[start - 1] == "sub"
            ):
                continue
            bodies = self.bodies(start, lower_ok=True)
            return bodies[0] if bodies and bodies[0].end > end else None
        return None

    def _more_of_office(self, end: int, place: Place | None) -> tuple[int, tuple[Body, ...], Place | None]:
        """ "Kepala Bagian Organisasi | Setda Kota X": the further bodies and the region behind the agency."""
        found: list[Body] = []
        while place is None and end < self.n and len(found) < MAX_FURTHER:
            start = end + 1 if self.lowers[end] in {"pada", "di"} and self._body_at(end + 1) else end
            if not self.masks[start] & (CAPS | MIXED | TITLE) or self.masks[start] & NAME:
                break
            bodies = self.bodies(start, lower_ok=True)
            if not bodies:
                break
            found.append(bodies[0])
            end, place = bodies[0].stop, bodies[0].place
        return end, tuple(found), place

    def _name_at(self, j: int) -> bool:
        return self._capital(j) and bool(self.masks[j] & (NAME | HONORIFIC)) and self._capital(j + 1)

    def _body_at(self, j: int) -> bool:
        return self._capital(j) and self._hit(j, "agency", "acronym", "agency_head") is not None

    def _body_inside(self, start: int, end: int) -> Body | None:
        """The agency that a title itself names: "Kepala LAN", "Ketua DPRD"."""
        for k in range(start, end):
            if self.masks[k] & CAPITAL:
                bodies = self.bodies(k, lower_ok=True)
                if bodies and bodies[0].kind not in _VILLAGE:
                    return bodies[0]
        return None

    def _run_before_honorific(self, j: int, title: Title) -> int:
        """ "Pangdam V Brawijaya Mayjen TNI Rudy": what stands before a rank is no name but belongs to the office."""
        k = j
        while k < min(self.n, j + 6) and self._capital(k) and not self.masks[k] & HONORIFIC:
            k += 1
        ranked = k < self.n and k > j and (self.masks[k] & HONORIFIC or self._hit(k, "honorific") is not None)
        return k if ranked and len(self.words[k]) > 2 and self._capital(k + 1) else j

    def _unlisted_acronym(self, j: int, title: Title) -> Body | None:
        """A short form that no list has, right after a head's title: "Kepala BPMDes", "Kepala Bappepan"."""
        word, mask = self.words[j], self.masks[j]
        if title.role not in _HEADS or title.complement != "agency" or not mask & (CAPS | MIXED):
            return None
        if mask & (NAME | HONORIFIC | DEGREE | ORG) or set(word) <= set("IVXLC") or word[0].islower():
            return None
        if len(word) < 3 or word.lower() in {"smp", "sma", "smk", "sdn", "smpn", "sman", "smkn", "mtsn", "man", "slb"}:
            return None
        kind = {"b": "badan", "d": "dinas"}.get(word[0].lower(), "other")
        return self._finish(j, j + 1, kind, None, "agency.acronym_after_title")

    def _topic_step(self, j: int, title: Title, first: bool) -> int:
        """How many words of a position's subject stand at word j (0: the position ends here)."""
        mask, lower = self.masks[j], self.lowers[j]
        if title.role == "asisten" and mask & CAPITAL and (whose := self._hit(j, "position")) is not None:
            return whose.end - j if whose.values["position"].role == "sekda" else 0  # "Asisten Umum | Sekda"
        if mask & CAPITAL and lower in self.words_of.institute_heads and (past := self.institute(j)) > j:
            return past - j
        if first and lower in self.words_of.campuses:
            return 1
        if first and lower == "tirta" and (past := self.institute(j - 1)) > j:
            return past - j
        if first and title.role == "ketua_fraksi" and (past := self._party(j)) > j:
            return past - j
        if lower in {"fraksi", "dari"} and (past := self._faction(j)) > j:
            return past - j
        if first and title.complement in {"agency", "topic"} and (body := self._series_before_body(j)) > j:
            return body - j
        if mask & CAPITAL and lower in ROMAN:
            return 0 if lower == "i" and self._name_follows(j) else 1
        if mask & NUMBER and len(lower) <= 2 and first:
            return 1
        if title.complement == "region" and title.role not in {"sekda", "asisten"}:
            return 0
        if mask & CAPITAL and mask & ORG and not mask & HONORIFIC and self._topic_word(j):
            return 1
        if mask & CAPS and not mask & (NAME | HONORIFIC | DEGREE) and len(lower) > 1:
            return 1
        if first and mask & (TITLE | MIXED) and not mask & (NAME | HONORIFIC) and "menteri" in title.role:
            return 1 if self._name_follows(j) else 0  # "Menteri Imipas Agus"
        if lower in {"dan", "&", "serta", "/", "-"} and self._org_at(j + 1):
            return 2
        if lower == "dan" and title.complement == "topic" and self._topic_goes_on(j + 1):
            return 2
        if lower == "," and self._org_at(j + 1) and self._more_topic(j + 1):
            return 2
        if lower == "," and j > 1 and self._last_of_series(j) and self.lowers[j - 2] == ",":
            return 3
        if (
            lower in ({"dari"} if title.role == "ketua_tim" else {"bidang", "urusan", "pada", "di", "bagian"})
            and j + 1 < self.n
            and (self._org_at(j + 1) or self._body_at(j + 1))
        ):
            return 1
        if mask & LOWER and lower in {"bidang", "urusan"} and (past := self._subject_in_lower_case(j + 1)) > j + 1:
            return past - j
        if mask & LOWER and mask & ORG and first and (past := self._subject_in_lower_case(j)) > j:
            return past - j
        if mask & LOWER and mask & ORG and first and lower not in self.words_of.joints:
            return 1
        if title.complement in {"agency", "topic"} and self._topic_goes_on(j):
            return 1
        if lower == "(":
            return self._bracket_inside_office(j) - j
        return 0

    def _subject_in_lower_case(self, j: int) -> int:
        """Past "ekonomi dan keuangan" in "staf ahli bupati bidang | ekonomi dan keuangan, | Budi", else j."""
        k = j
        while k < self.n and self.masks[k] & LOWER and (self.masks[k] & ORG or self.lowers[k] in {"dan", "serta"}):
            k += 1
        if k == j or k + 1 >= self.n or self.lowers[k] != "," or self.lowers[k - 1] in {"dan", "serta"}:
            return j
        return k if self._capital(k + 1) and self.masks[k + 1] & (NAME | HONORIFIC | INITIAL) else j

    def _series_before_body(self, j: int) -> int:
        """Where the body begins behind a subject that is a series: "Deputi Bidang | Reformasi Birokrasi, Akuntabilitas
        Aparatur, dan Pengawasan | Kementerian PANRB"; j where none does."""
        commas, joined = 0, False
        for k in range(j, min(self.n, j + MAX_SERIES)):
            lower, mask = self.lowers[k], self.masks[k]
            if lower in {",", "dan", "&", "serta"}:
                commas, joined = commas + (lower == ","), joined or lower != ","
                continue
            if not mask & (TITLE | CAPS | MIXED) or mask & (HONORIFIC | INITIAL | DEGREE | WEEKDAY | MONTH):
                return j
            if (mask & NAME and not mask & ORG) or (k in self.hits and self._hit(k, "position", "region") is not None):
                return j
            if k in self.hits and self._hit(k, "acronym", "agency", "agency_head") is not None:
                whole = commas and joined and self.lowers[k - 1] not in {",", "dan", "&", "serta"}
                return k if whole and self.bodies(k) else j
        return j

    def _topic_goes_on(self, j: int) -> bool:
        """A capitalised word that no list knows is part of the subject where an organisation word or a body follows
        before any name: "Kepala Pusat | Talenta ASN Nasional LAN", "Kepala Pusat | Haki dan Inovasi"."""
        for k in range(j, min(self.n, j + MAX_AHEAD)):
            mask = self.masks[k]
            if k > j and self.lowers[k] in {"dan", "&", "serta"}:
                continue
            if k > j and self.words[k] == "," and self._name_behind(k):
                return True
            if k > j and self.words[k] == "(":
                closing = self._bracket_inside_office(k)
                return closing > k and self._hit(closing, "acronym", "agency") is not None
            if not mask & (TITLE | CAPS | MIXED) or mask & (NAME | HONORIFIC | INITIAL | DEGREE | WEEKDAY | MONTH):
                return False
            if k > j and (mask & ORG or self._hit(k, "acronym") is not None):
                return self._hit(k, "position") is None
        return False

    def _name_behind(self, j: int) -> bool:
        """Whether a personal name, and nothing else, begins behind the comma at word j."""
        if j + 2 >= self.n or self._hit(j + 1, "position", "agency_head", "acronym", "region") is not None:
            return False
        mask = self.masks[j + 1]
        return bool(mask & HONORIFIC and mask & CAPITAL) or bool(mask & NAME and mask & CAPITAL and not mask & ORG)

    def _branch(self, j: int) -> int:
        """Past the branch or town of a body: "KPK Wilayah V | Budi", "KPPN Waingapu | Mukhlis"."""
        if j + 1 >= self.n or not self._capital(j):
            return j
        if self.lowers[j] in self.words_of.towns and (self._capital(j + 1) or self._name_ends_here(j + 1)):
            return j + 1
        return j + 2 if self.lowers[j] == "wilayah" and self.lowers[j + 1] in ROMAN else j

    def _topic_word(self, j: int) -> bool:
        """An organisation word that is also a name ("Bina", "Surya") goes on only before another organisation word."""
        if not self.masks[j] & NAME:
            return True
        return self._org_at(j + 1)

    def _more_topic(self, j: int) -> bool:
        """After a comma the subject goes on where "dan" + organisation word follows before the clause ends."""
        k = j
        while k < min(self.n, j + 8):
            if self.lowers[k] in {"dan", "&", "serta"}:
                return self._org_at(k + 1)
            if not (self._org_at(k) or self.lowers[k] == ","):
                return False
            k += 1
        return False

    def _unlisted_place(self, j: int) -> bool:
        """ "Kepala Bapelitbangda Basel, Herman Susilo": one unknown word between a body and a comma, before a name of
        two words, is the region's nickname."""
        if j + 3 >= self.n or self.masks[j] & (NAME | HONORIFIC | COMMON | NONNAME) or not self.masks[j] & TITLE:
            return False
        if self.masks[j] & ORG or self._hit(j, "acronym", "agency", "agency_head", "position") is not None:
            return False
        return self.lowers[j + 1] == "," and bool(self.masks[j + 2] & NAME) and self._capital(j + 3)
