"""Offices: a title with its acting mark and the body, subject or region behind it."""

from __future__ import annotations

from berita_extract.analysis import Hit
from berita_extract.chunks.kinds import Body, Place, Position
from berita_extract.chunks.office_parts import OfficeParts
from berita_extract.lexicon import (
    CAPITAL,
    DEGREE,
    HONORIFIC,
    NAME,
    SPACE,
    Title,
)
from berita_extract.model import Acting

_IN_SECRETARIAT = frozenset({"asisten", "staf_ahli", "sekda"})
_PLACE_ROLES = frozenset({
    "camat", "sekretaris_camat", "lurah", "kepala_desa", "sekretaris_desa", "kapolsek", "danramil", "kepala_puskesmas",
    "kepala_sekolah", "kepala_upt", "ketua_bpd", "sekretaris_lurah", "kepala_lingkungan", "direktur_bumdes",
    "kepala_pasar",
})  # fmt: skip
_CALLED_BY_PLACE = frozenset({"panglima", "pangdam", "danrem", "dandim", "kapolda", "kapolres", "kasubdit", "kapendam"})
_BARE_ROLES = frozenset({"kepala", "ketua", "sekretaris", "anggota", "pimpinan", "koordinator", "wakil_ketua", "wakil"})
_NAMES_NO_BODY = frozenset({"dirjen", "menteri", "wakil_menteri"})  # "Menteri PUPR", "Dirjen Dukcapil"
_HEADS_OF_LISTED = frozenset({"kepala_dinas", "kepala_badan"})
_SEATS = frozenset({"anggota_dprd", "anggota_dpr"})
_OF_AN_OCCASION = frozenset({"narasumber", "inovator", "juri"})
_OF_STATES = frozenset({"presiden", "wakil_presiden", "perdana_menteri"})
MAX_POSITION = 30  # words


class Offices(OfficeParts):
    """Offices: a title with its acting mark and the body, subject or region behind it."""

    def position(self, i: int) -> Position | None:
        """A position that begins at word i, read to the end of its agency, subject or region."""
        j, acting = self._acting(i)
        found = self._title(j)
        if found is None:
            return None
        hit, title = found
        self.office_at = i
        if title.role in _OF_AN_OCCASION and self._capital(hit.end) and self._hit(hit.end, "position") is not None:
            return Position(i, j, hit.end, title, acting)  # "narasumber | Kepala Bappeda"
        if (short := self._headed_by_title(hit)) is not None:
            return Position(i, j, short.stop, title, acting, short, short.place, self._former(i), (), short.stop)
        end, body, further, place = self._belongs(j, hit, title)
        if place is not None and not place.level:
            place = self._level_of_title(place, title, hit.end)
        if end < self.n and self.lowers[end] in {"ri", "r.i."}:
            end += 1
        if title.role in _PLACE_ROLES and i > 1 and self.lowers[i - 1] == "," and self.masks[i - 2] & (NAME | DEGREE):
            end = self._rest_of_place(end)
        if end < self.n and self.words[end] == "(":
            end = self._bracket_inside_office(end)
        if title.role in _SEATS and end < self.n and (past := self._party(end)) > end:
            end = past  # "Legislator | PDIP"
        if place is None and end < self.n:
            end = self._seat(end) if self.lowers[end] in self.words_of.seat_openers else self._branch(end)
        elif end < self.n and self.lowers[end] in self.words_of.seat_openers:
            end = self._seat(end)
        end = name_end = self._closing_bracket(i, end)
        if acting is None and end < self.n and self.lowers[end] in self.words_of.acting:  # "Kades Tanjung Pjs. Edi"
            acting, end = self.words_of.acting[self.lowers[end]], end + 1
        if end + 1 < self.n and self.words[end] == "/" and (second := self.position(end + 1)) is not None:
            end, name_end = second.end, second.name_end  # "Menteri LH/Kepala BPLH"
            body, place, further = body or second.body, place or second.place, further or second.further
        return Position(i, j, end, title, acting, body, place, self._former(i), further, name_end)

    def _acting(self, i: int) -> tuple[int, Acting | None]:
        """The word where the title itself begins, and what the words before it say of the holder."""
        lowers = self.lowers
        if i + 2 < self.n and lowers[i] in {"pelaksana", "penjabat", "pejabat"}:
            acting = self.words_of.acting_words.get(lowers[i + 1])
            if acting is not None:  # Pelaksana Tugas (Plt) Bupati
                return (i + 5 if self.words[i + 2] == "(" and i + 5 < self.n else i + 2), acting
        if lowers[i] not in self.words_of.acting or i + 1 >= self.n:
            return i, None
        j = i + 2 if lowers[i + 1] == "." else i + 1
        if j + 2 < self.n and self.words[j] == "(" and self.words[j + 2] == ")":  # Penjabat (Pj) Bupati
            j += 3
        return j, self.words_of.acting[lowers[i]]

    def _title(self, j: int) -> tuple[Hit, Title] | None:
        """The title at word j, None where a bare head ("Ketua") is not followed by a body."""
        if j >= self.n:
            return None
        hit = self._hit(j, "position")
        if hit is None and self.lowers[j] == "wakil" and j + 1 < self.n:
            hit = self._hit(j + 1, "position")  # "Wakil Panglima TNI": a deputy whom no list names
        if hit is None:
            return None
        title: Title = hit.values["position"]
        if hit.end - j > 1 and title.complement != "agency" and (shorter := self._before_body(j, hit)) is not None:
            return shorter
        if self.lowers[hit.end - 1] in self.words_of.party_levels and (past := self._party(hit.end)) > hit.end:
            return Hit(j, past, hit.values), Title("ketua_partai", title.title, "none")  # "Ketua DPD | PDI Perjuangan"
        if hit.start > j:
            title = Title(f"wakil_{title.role}", title.title, title.complement)
        named = title.role not in _BARE_ROLES or (self.masks[j] & CAPITAL and self._org_at(hit.end))
        named = named or (title.role == "sekretaris" and bool(self.masks[j] & CAPITAL) and self._name_at(hit.end))
        named = named or (hit.end - j > 1 and self._own_head(j, hit.end) is not None)  # "Ketua Badan | Pengawas Pemilu"
        if not named and (hit.end >= self.n or not self.bodies(hit.end, lower_ok=True)):
            return None
        return hit, title

    def _before_body(self, j: int, hit: Hit) -> tuple[Hit, Title] | None:
        """ "Ketua | Dewan Ekonomi Nasional": the title whose last word opens a longer body ("Ketua Dewan")."""
        for start in range(j + 1, hit.end):
            longer = self._hit(start, "agency")
            if longer is None or longer.end <= hit.end or not self._capital(start):
                continue
            for entry in self.lexicon.phrases.get(" ".join(self.lowers[j:start]), ()):
                if entry.label == "position" and self._hit(start, "agency_head") is None:
                    title: Title = entry.value
                    return Hit(j, start, {"position": title}), title
        return None

    def _belongs(self, j: int, hit: Hit, title: Title) -> tuple[int, Body | None, tuple[Body, ...], Place | None]:
        """(end of the office, its body, further bodies, its region)."""
        hit_end = self._short_title(hit.end)
        own = self._own_head(j, hit.end) if hit_end == hit.end else None
        further: tuple[Body, ...] = ()
        if own is not None:
            end, place = own.stop, own.place
            body: Body | None = own
            if place is None and end < self.n and self.masks[end] & CAPITAL:
                place = self.place(end)
                end = place.end if place is not None else end
            if own.place is None:
                end, further, place = self._more_of_office(end, place)
        else:
            end, body, place = self._complement(hit_end, title, bool(self.masks[j] & CAPITAL))
            nothing = body is None and place is None and end == hit_end and title.complement == "region"
            if nothing or title.complement == "none" or (body is not None and place is None and end >= body.stop):
                end, further, place = self._more_of_office(end, place)
        if body is None and title.role not in _NAMES_NO_BODY:
            body = self._body_inside(j + 1, hit.end)
            if body is not None and body.end > max(end, hit.end):  # "Kepala BBWS | Brantas"
                end, place = body.stop, place or body.place
        if place is None and body is not None and body.place is None and not further and end == body.stop:
            end, place = self._after_short_title(end)
        if body is None and not further and (behind := self._body_behind_comma(end, title)) is not None:
            return behind.stop, behind, (), behind.place
        return end, body, further, place

    def _word_before_region(self, j: int) -> bool:
        if not self._capital(j) or self.masks[j] & (NAME | HONORIFIC) or self.place(j) is not None:
            return False
        return self._capital(j + 1) and self.place(j + 1) is not None

    def _former(self, i: int) -> bool:
        return i > 0 and self.lowers[i - 1] in self.words_of.former

    def _complement(self, j: int, title: Title, capital: bool) -> tuple[int, Body | None, Place | None]:
        body: Body | None = None
        place: Place | None = None
        start = j
        if title.complement == "none":
            if title.role in _OF_STATES:
                while j < self.n and self._capital(j) and self.lowers[j] in self.words_of.countries:
                    j += 1  # "Presiden | AS | Donald Trump"
            if j < self.n and self.words[j] == "(":
                j = self._bracket_inside_office(j)
            if title.role == "kepala_lembaga" and self._capital(j) and not self.masks[j] & NAME:
                seat = self.place(j)  # "Kepala BPS | Jatim", but "Kepala BKN | Bima Haria"
                if seat is not None and (self._name_follows(seat.end - 1) or not self._capital(seat.end)):
                    return seat.end, None, seat
                return j, None, None
            return j, None, None
        if title.role in self.words_of.school_roles and (past := self._school(j)) > j:
            return past, None, None
        j = self._office_class(self._unit_place(j) if title.role in _CALLED_BY_PLACE else self._unit_number(j))
        if title.role in _CALLED_BY_PLACE:
            seat, run = self.place(j) if j < self.n else None, self._run_before_honorific(j, title)
            if seat is not None and j > start and run > seat.end:  # "Dandim 0408 | Bengkulu Selatan-Kaur | Letkol"
                return run, None, seat
            if j == start or seat is None:
                j = run
        elif title.role in _HEADS_OF_LISTED and title.complement == "region" and self._word_before_region(j):
            j += 1  # "Kadis PMPTSP | Naker | Kota Payakumbuh"
        elif j > start and title.complement == "region" and self.place(j) is None:
            j = self._unknown_place(j)
        while title.complement == "region" and title.role not in _PLACE_ROLES and self._in_village_of(j):
            j = self._district_before_rank(self._unknown_place(j))
        start = j
        if title.role in _PLACE_ROLES and title.complement == "region":
            if j < self.n and self.lowers[j] in self.words_of.after_title:  # "Kepala Desa PAW | Suka Maju"
                j += 1
            j = self._unknown_place(j)
            while j > start and j < self.n and self._in_village_of(j):  # "Kades Suka Maju | Kecamatan Simo"
                j = self._unknown_place(j + 1)
            j = self._district_before_rank(j)
            place = self.place(j) if j < self.n and self.lowers[j] in self.words_of.levels else None
            return (place.end if place is not None else j), None, place
        while j < min(self.n, start + MAX_POSITION):
            mask = self.masks[j]
            if mask & SPACE and "\n" in self.words[j]:
                break
            if place is None and (mask & CAPITAL):
                found = self.place(j, in_office=title.complement == "region")
                if found is not None:
                    place, j = found, found.end
                    while (
                        title.complement == "region"
                        and j < self.n
                        and self._capital(j)
                        and self.lowers[j] in self.words_of.directions
                    ):
                        j += 1  # "Kapolres Tasikmalaya | Kota"
                    if body is not None or title.complement == "region":
                        break
                    continue
            if (
                body is None
                and (title.complement != "region" or title.role in _IN_SECRETARIAT)
                and (mask & CAPITAL or j == start)
            ):
                bodies = self.bodies(j, lower_ok=True)
                if bodies and not (len(bodies) == 1 and bodies[0].rule == "agency.coined_acronym" and mask & NAME):
                    body = bodies[0]
                    j = self._branch(body.stop)
                    place = place or body.place
                    if body.place is not None or self._body_at(j):
                        break
                    continue
            if body is None and j == start and (coined := self._unlisted_acronym(j, title)) is not None:
                body, j = coined, coined.stop
                place = body.place
                if place is not None:
                    break
                continue
            step = self._topic_step(j, title, j == start)
            if step == 0:
                break
            j += step
        if place is None and title.complement != "none" and self._unlisted_place(j):
            j += 1
        if j < self.n and self.lowers[j] in self.words_of.after_title:
            j += 1
        return j, body, place
