"""Government bodies: full names, short forms, bodies called by a place, lists that share a head noun."""

from __future__ import annotations

from berita_extract.analysis import Hit
from berita_extract.chunks.body_names import BodyNames
from berita_extract.chunks.kinds import Body
from berita_extract.lexicon import (
    CAPITAL,
    CAPS,
    COINED,
    COMMON,
    LOWER,
    NAME,
    ORG,
    SPACE,
    TITLE,
    Family,
)

_PROPER = frozenset({"puskesmas", "rumah_sakit", "kecamatan", "kelurahan", "desa", "vertikal", "upt"})
_CALLED = frozenset({"puskesmas", "rumah_sakit"})
_NAMED = "agency.proper_name"
_VILLAGE = frozenset({"kecamatan", "kelurahan", "desa"})
_STANDS_SOMEWHERE = frozenset({"desa", "kelurahan", "vertikal", "rumah_sakit", "puskesmas", "upt"})
# Bodies of the whole state: no proper name follows ("Kejagung | Anang Supriatna").
_OF_THE_STATE = frozenset({"polri", "tni", "kejaksaan_agung"})
_OFFICES = frozenset({"kecamatan", "distrik", "kelurahan"})
_LIVED_IN = frozenset({"desa", "kelurahan", "kampung", "nagari", "gampong", "pekon", "dusun"})
MAX_ADDRESS = 8  # words of an address before a district


class Bodies(BodyNames):
    """Government bodies: full names, short forms, bodies called by a place, lists that share a head noun."""

    def bodies(self, i: int, lower_ok: bool = False) -> list[Body]:
        """The agencies that begin at word i: one, or several that share a head noun.

        `lower_ok`: inside a position, where lower case is common ("kepala dinas kesehatan") and a person's name may
        follow without a comma.
        """
        hit = self._hit(i, "agency", "acronym", "agency_head")
        capital = self.masks[i] & CAPITAL
        if hit is not None and not self.lexicon.not_agencies.isdisjoint(
            (" ".join(self.lowers[i : i + 2]), " ".join(self.lowers[i : i + 3]))
        ):
            return []
        if hit is None or not (capital or lower_ok):
            made = self._coined_acronym(i) if capital else None
            return [made] if made else []
        labels = hit.values
        head = self._hit(i, "agency_head")
        if "acronym" in labels and (head is None or head.end <= hit.end) and self._short_form(i, hit):
            return self._acronym(i, hit, lower_ok)
        kind: str = head.values["agency_head"] if head is not None else ""
        family: Family | None = None
        end = head.end if head is not None else i
        if "agency" in labels:
            family = hit.values["agency"]
            kind, end = family.kind, self._without_level(i, hit.end)
        if head is not None and head.values["agency_head"] == "vertikal" and kind == "kementerian":
            kind, family = "vertikal", None  # "Kantor Pertanahan" is an office of the ministry, and not the ministry
        listed = (
            family is not None and kind not in _PROPER and head is not None and end > head.end
        )  # "Balai Besar | POM"
        if kind in _PROPER or (head is not None and head.values["agency_head"] in _PROPER and not listed):
            return self._proper(i, end, kind or "other", family, lower_ok)
        if head is None and family is None:  # "Lim Sui Lan": letters of a short form that are none here
            return []
        known_end = end
        if head is not None:
            end = self._name_end(i, end, lower_ok)
            if end == head.end and family is None:
                return self._bare_head(i, head, kind)
            if not capital and family is None:
                return []
        if family is not None and end > known_end:
            family = self._family(i, end)
        rule = "agency.family" if family is not None else "agency.head_noun"
        first = self._finish(i, end, kind, family, rule)
        return [first, *self._shared_head(i, first)]

    def _proper(self, i: int, j: int, kind: str, family: Family | None, in_position: bool) -> list[Body]:
        """Bodies that are called by a place or a person: "Puskesmas Bendo", "RSUD dr. Soedono", "Polres Ngawi"."""
        j = self._office_class(j)
        if kind in _CALLED and (named := self._behind_short_form(i, j, kind, family)) is not None:
            return [named]
        place = self.place(j) if j < self.n else None
        if kind == "vertikal" and family is not None and family.canonical in _OF_THE_STATE:
            return [self._finish(i, j, kind, family, "agency.family")]
        if kind == "vertikal" and in_position and place is None and self._two_names(j):
            return [self._finish(i, j, kind, family, "agency.family")]
        if kind == "vertikal" and place is not None:
            return [self._finish(i, j, kind, family, "agency.family")]
        if kind == "vertikal" and (further := max(self._unit_place(j), self._ministry_end(j))) > j:
            return [self._finish(i, further, kind, family, "agency.family")]
        if self.lowers[i] in self.words_of.named_at and kind == "upt":
            subject = self._subject_of_unit(j)
            if subject > j and self._hit(subject, "region") is not None:  # "Balai Riset Industri | Pontianak"
                return [self._finish(i, subject, kind, family, "agency.family")]
        end = place.end if place is not None and kind == "rumah_sakit" else self._proper_end(j, kind, in_position)
        if end == j:
            whole = kind == "vertikal" or self.lowers[i] in self.words_of.alone
            bare = in_position and kind in {"rumah_sakit", "puskesmas"}
            listed = family is not None and kind == "upt" and family.canonical != "uptd" and j - i > 1
            if whole or bare or listed or (place is not None and kind in {"rumah_sakit", "upt"}):
                return [self._finish(i, j, kind, family, "agency.family")]
            return []
        coined = kind != "kecamatan" and self._coined_name(j)
        inside = in_position and self._division_of(i, j)
        if kind in _VILLAGE and not inside and (coined or not self._acts(i, end)):
            return []
        if kind == "upt" and i and self.lowers[i - 1] in self.words_of.pupils:
            return []
        body = self._finish(i, end, kind, family, "agency.proper_name")
        body.aside = self._is_home(i) if kind in _VILLAGE else kind == "upt" and self._learns_in(i)
        return [body]

    def _learns_in(self, i: int) -> bool:
        """ "juara pelajar diraih Rina dari | SMKN 1 Simo": the school of a pupil."""
        if self.lowers[i - 1] != "dari" or self.lowers[i].removesuffix("n") not in self.words_of.school_words:
            return False
        first = self.a.sentences[self.a.sentence_of[i]][0]
        return not self.words_of.pupils.isdisjoint(self.lowers[first:i])

    def _two_names(self, j: int) -> bool:
        """ "Kabid Humas Polda Metro Jaya | Budi Santoso": who holds the office, and no name of the body."""
        if j >= self.n or not self.masks[j] & NAME or not self._name_follows(j) or not self._capital(j):
            return False
        return self._listed_place(j) == j

    def quiet_place(self, i: int) -> int:
        """The end of the name of a village or district that is no office here ("warga Kecamatan Ingin Jaya"), else i:
        its words are no personal names."""
        head = self._hit(i, "agency_head")
        if head is None or head.values["agency_head"] not in _VILLAGE or not self._capital(head.end):
            return i
        return max(self._listed_place(head.end), self._proper_end(head.end, "desa", True))

    def _behind_short_form(self, i: int, j: int, kind: str, family: Family | None) -> Body | None:
        """ "Rumah Sakit Umum Daerah (RSUD) | Margono": the proper name behind the bracket."""
        if j + 3 >= self.n or self.words[j] != "(" or self.words[j + 2] != ")" or not self._capital(j + 3):
            return None
        end = self._proper_end(j + 3, kind, False)
        if end == j + 3 or self.place(j + 3) is not None:
            return None
        proper = " ".join(self.a.slice(j + 3, end).split())
        head = " ".join(self.a.slice(i, j).split())
        return Body(i, end, f"{head} {proper}", f"{self.words[j + 1]} {proper}", kind, family, None, _NAMED, end)

    def _ministry_end(self, j: int) -> int:
        """The end of the ministry whose regional office is named: "Kanwil | Kemenag", j where none is."""
        hit = self._hit(j, "agency", "acronym") if self._capital(j) else None
        if hit is None:
            return j
        family: Family = hit.values.get("agency") or hit.values["acronym"]
        return self._without_level(j, hit.end) if family.kind == "kementerian" else j

    def _division_of(self, i: int, j: int) -> bool:
        """Whether an office names the district or village as the body it is of ("Kasi Pelayanan | Kecamatan Simo"), and
        does not only end in that word ("Kabid Pemerintahan Pekon | Sri Handayani")."""
        if self.lowers[i] not in self.words_of.office_of_place or not self._capital(j):
            return False
        return not self.masks[j] & NAME and self._hit(j, "acronym") is None

    def _coined_name(self, j: int) -> bool:
        """ "Kampung | Kerja Tangguh", "Kelurahan | Cerdas": an ordinary word makes it the name of a programme."""
        if self.lowers[j] in self.lexicon.generic_places and self._capital(j + 1):
            return False  # "Kelurahan | Sungai Dama"
        return bool(self.masks[j] & (ORG | COMMON)) and not self.masks[j] & NAME and self._listed_place(j) == j

    def _acts(self, i: int, end: int) -> bool:
        """Whether a village or district stands as an office, not as a place: it does, owns, wins or is listed."""
        before = self.lowers[i - 1] if i else ""
        if end + 3 < self.n and self.lowers[end] == "(":  # "Kelurahan Kecapi (Harjamukti) mengusung"
            end = next((k + 1 for k in range(end + 2, min(self.n - 1, end + 5)) if self.words[k] == ")"), end)
        after = self.lowers[end] if end < self.n else ""
        if before in self.words_of.as_place or (
            before == "dari" and i > 1 and (self.lowers[i - 2] == "berasal" or self._lives_in(i))
        ):
            return False
        if before in self.words_of.as_office or self.last_body == i or (before == ")" and self._behind_bracket(i - 1)):
            return True
        if i > 1 and before in self.words_of.places_won and self.lowers[i - 2] in self.words_of.won:
            return self.lowers[i] in _OFFICES  # "Terbaik II | Kecamatan X", "juara kedua | Kelurahan X"
        if before in {",", "dan", "serta", ";"} and (self.last_body in {i - 1, i - 2} or after.startswith("\n")):
            return before != "," or not self._lies_in(i) or self._village_joined(end)
        if before == "," and i > 2 and self.words[i - 2] == ")" and self._behind_bracket(i - 2):
            return True
        if after in self.words_of.in_address or (before == "," and self._in_address(i)):
            return False
        told = before == "," or before in self.words_of.contrasts
        if told and after == "," and end + 1 < self.n and self.lowers[end + 1].startswith(("me", "ber")):
            return bool(self.masks[end + 1] & LOWER)
        if before in {"(", "/"} and after == ")":
            return True
        opens = not i or bool(self.masks[i - 1] & SPACE) or before in {".", "”", '"'}
        listed = after in {"dan", "serta", "&"} and self._hit(end + 1, "agency_head") is not None
        if opens and (after == "," or listed):
            return True
        verb = after.startswith(("me", "ber")) and bool(self.masks[end] & LOWER) if after else False
        if after == "juara":
            return self.lowers[i] in _OFFICES  # "Kelurahan X | juara II"; villages win as places where people live
        return verb or after in self.words_of.behind_office

    def _of_village(self, i: int) -> bool:
        """Whether the district at word i says where the village right before it lies: "Desa X | Kecamatan Y"."""
        if self.last_village != i and not (self.last_village == i - 1 and self.words[i - 1] == ","):
            return False
        head = self._hit(i, "agency_head")
        return head is not None and head.values["agency_head"] == "kecamatan"

    def _village_joined(self, j: int) -> bool:
        """ "RSUD X, Kecamatan Y | dan Desa Z": the item of a list, and no address."""
        return j + 1 < self.n and self.lowers[j] in {"dan", "serta", "&"} and self._village_at(j + 1)

    def _village_at(self, j: int) -> bool:
        head = self._hit(j, "agency_head")
        return head is not None and head.values["agency_head"] in _VILLAGE and self._capital(head.end)

    def _lives_in(self, i: int) -> bool:
        """Whether a personal name ends before "dari": "karya Tukijan dari | Desa Loano" tells where he lives."""
        k = i - 2
        if self.lowers[i] not in _LIVED_IN:
            return False
        return bool(self.masks[k] & NAME and self.masks[k] & TITLE) or self.lowers[k] == "kawan"

    def _is_home(self, i: int) -> bool:
        """Whether a village or district tells where somebody lives, or where the village right before it lies: "Rina,
        perajin dari | Desa Loano", "Tukijan, dari | Desa Loano | Kecamatan Bener"."""
        if self._of_village(i):
            return True
        if i < 3 or self.lowers[i - 1] != "dari":
            return False
        k = i - 2
        if self.lowers[i] not in _LIVED_IN:
            return self.lowers[k] in _LIVED_IN  # "lima desa dari | Kecamatan Simo"
        if self.words[k] == ",":
            return bool(self.masks[k - 1] & NAME and self.masks[k - 1] & TITLE)
        return not self.words_of.residents.isdisjoint(self.lowers[k - 1 : k + 1])

    def _in_address(self, i: int) -> bool:
        """Whether the words before the comma at word i - 1 tell where something lies ("di Jalan X KM 7, | Kecamatan
        Y", "Lurah X, | Kecamatan Y")."""
        if self.last_office == i - 1:
            return True
        first = max(self.a.sentences[self.a.sentence_of[i]][0], i - MAX_ADDRESS)
        return not self.words_of.in_address.isdisjoint(self.lowers[first : i - 1])

    def _behind_bracket(self, j: int) -> bool:
        """Whether the bracket that closes at word j opened right behind the last body: items of one list."""
        return any(self.words[k] == "(" and self.last_body == k for k in range(j - 1, max(0, j - 10), -1))

    def _lies_in(self, i: int) -> bool:
        """Whether the district at word i says where the village before the comma lies ("Desa X, | Kecamatan Y")."""
        head = self._hit(i, "agency_head")
        is_district = head is not None and head.values["agency_head"] == "kecamatan"
        return is_district and self.last_kind in _STANDS_SOMEWHERE and self.last_body == i - 1

    def _bare_head(self, i: int, head: Hit, kind: str) -> list[Body]:
        if self.lowers[i] == "inspektorat" or (kind == "legislatif" and self.lowers[i].startswith("dp")):
            return [self._finish(i, head.end, kind, None, "agency.head_noun")]
        return []

    def _acronym(self, i: int, hit: Hit, in_position: bool) -> list[Body]:
        family: Family = hit.values["acronym"]
        known = family if family.canonical else None
        end = hit.end
        if end - i > 1 and self._hit(end - 1, "acronym") is not None and self._is_ministry(end - 1):
            end -= 1  # "Badan Litbang Kemendagri" are two bodies
        end = self._without_level(i, end)
        if family.kind in _PROPER:
            return self._proper(i, end, family.kind, known, in_position)
        return [self._spelt_out(i, end) or self._finish(i, end, family.kind, known, "agency.acronym")]

    def _spelt_out(self, i: int, end: int) -> Body | None:
        """The long form in brackets behind the short one: "Bapelitbang (Badan Perencanaan …) Pemalang"."""
        if end + 2 >= self.n or self.words[end] != "(" or self._hit(end + 1, "agency", "agency_head") is None:
            return None
        inner = self.bodies(end + 1)
        if len(inner) != 1 or inner[0].stop >= self.n or self.words[inner[0].stop] != ")":
            return None
        stop, long = inner[0].stop + 1, inner[0]
        place = long.place or (self.place(stop) if stop < self.n else None)
        stop = place.end if place is not None and place.start == stop else stop
        short = " ".join(self.a.slice(i, end).split())
        return Body(i, long.end, long.name, short, long.kind, long.family, place, long.rule, stop)

    def _is_ministry(self, j: int) -> bool:
        hit = self._hit(j, "acronym")
        family = hit.values["acronym"] if hit is not None else None
        return isinstance(family, Family) and family.kind == "kementerian"

    def _coined_acronym(self, i: int) -> Body | None:
        """Short forms that no list has ("Disparekrafbud"): the first opening that fits tells the kind."""
        if not self.masks[i] & COINED:
            return None
        kind = next(kind for opening, kind in self.words_of.coined.items() if self.lowers[i].startswith(opening))
        return self._finish(i, i + 1, kind, None, "agency.coined_acronym")

    def _shared_head(self, i: int, first: Body) -> list[Body]:
        """ "Dinas Kesehatan, Sosial dan Pendidikan": the further bodies take the head noun of the first."""
        tails = self.tails.get(self.lowers[i], frozenset())
        out: list[Body] = []
        j = first.stop
        while j + 1 < self.n and self.lowers[j] in {",", "dan", "serta", "&"}:
            k = j + 2 if self.lowers[j] == "," and self.lowers[j + 1] in {"dan", "serta"} else j + 1
            if k >= self.n or not self.masks[k] & CAPITAL or self.lowers[k] not in tails or self._hit(k, "agency_head"):
                break
            if self._capital(k + 1) and not self.masks[k + 1] & (ORG | CAPS) and self._hit(k + 1, "region") is None:
                break  # "milik Dinas Perpustakaan, Pasar Bae, lapak daring"
            end = k + 1
            family = self.lexicon.phrases.get(f"{self.lowers[i]} {self.lowers[k]}")
            value = next((e.value for e in family or () if e.label == "agency"), None)
            longer = self.lexicon.phrases.get(" ".join([self.lowers[i], *self.lowers[k : k + 3]]), ())
            if any(e.label == "agency" for e in longer):  # "…, serta Perindustrian dan Perdagangan"
                end, value = k + 3, next(e.value for e in longer if e.label == "agency")
            stop, acronym = self._bracket(end, k)
            out.append(
                Body(
                    k,
                    end,
                    f"{self.words[i]} {' '.join(self.words[k:end])}",
                    acronym,
                    first.kind,
                    value,
                    None,
                    "agency.shared_head",
                    stop,
                )
            )
            j = stop
        return out
