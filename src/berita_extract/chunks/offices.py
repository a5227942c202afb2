"""Offices: a title with its acting mark and the body, subject or region behind it."""

from __future__ import annotations

from berita_extract.chunks.kinds import Body, Place, Position
from berita_extract.chunks.office_words import OfficeWords
from berita_extract.lexicon import (
    CAPITAL,
    NAME,
    SPACE,
    Title,
)
from berita_extract.model import Acting

_IN_SECRETARIAT = frozenset({"asisten", "staf_ahli", "sekda"})
_PLACE_ROLES = frozenset({
    "camat", "sekretaris_camat", "lurah", "kepala_desa", "sekretaris_desa", "kapolsek", "danramil", "kepala_puskesmas",
    "kepala_sekolah", "kepala_upt",
})  # fmt: skip
_CALLED_BY_PLACE = frozenset({"panglima", "pangdam", "danrem", "dandim", "kapolda", "kapolres", "kasubdit"})
_BARE_ROLES = frozenset({"kepala", "ketua", "sekretaris", "anggota", "pimpinan", "koordinator", "wakil_ketua", "wakil"})
MAX_POSITION = 30  # words


class Offices(OfficeWords):
    """Offices: a title with its acting mark and the body, subject or region behind it."""

    def position(self, i: int) -> Position | None:
        """A position that begins at word i, read to the end of its agency, subject or region."""
        acting: Acting | None = None
        j = i
        if self.lowers[i] in self.words_of.acting and i + 1 < self.n:
            acting, j = self.words_of.acting[self.lowers[i]], i + 1
            if j < self.n and self.lowers[j] == ".":
                j += 1
            if j + 2 < self.n and self.words[j] == "(" and self.words[j + 2] == ")":  # Penjabat (Pj) Bupati
                j += 3
        elif self.lowers[i] in {"pelaksana", "penjabat", "pejabat"} and i + 2 < self.n:
            acting = self.words_of.acting_words.get(self.lowers[i + 1])
            j = i + 2 if acting else i
            if acting and self.words[j] == "(" and j + 2 < self.n:  # Pelaksana Tugas (Plt) Bupati
                j += 3
        deputy = j + 1 < self.n and self.lowers[j] == "wakil"
        hit = self._hit(j, "position") if j < self.n else None
        if hit is None and deputy:
            hit = self._hit(j + 1, "position")  # "Wakil Panglima TNI": a deputy whom no list names
        if hit is None:
            return None
        title: Title = hit.values["position"]
        if hit.start > j:
            title = Title(f"wakil_{title.role}", title.title, title.complement)
        capital = bool(self.masks[j] & CAPITAL)
        if title.role in _BARE_ROLES or title.complement == "agency":
            bodies = self.bodies(hit.end, lower_ok=True) if hit.end < self.n else []
            if title.role in _BARE_ROLES and not bodies and not (capital and self._org_at(hit.end)):
                return None
        hit_end = self._short_title(hit.end)
        own, further = self._own_head(j, hit.end) if hit_end == hit.end else None, None
        if own is not None:
            end = own.stop
            place = own.place
            body: Body | None = own
            if place is None and end < self.n and self.masks[end] & CAPITAL:
                place = self.place(end)
                end = place.end if place is not None else end
            if own.place is None:
                end, further, place = self._more_of_office(end, title, place)
        else:
            end, body, place = self._complement(hit_end, title, capital)
            if body is not None and body.place is None and end == body.stop:
                end, further, place = self._more_of_office(end, title, place)
        if body is None:
            body = self._body_inside(j + 1, hit.end)
        if end < self.n and self.lowers[end] in {"ri", "r.i."}:
            end += 1
        if end < self.n and self.words[end] == "(":
            end = self._bracket_inside_office(end)
        name_end = end
        if acting is None and end < self.n and self.lowers[end] in self.words_of.acting:  # "Kades Tanjung Pjs. Edi"
            acting, end = self.words_of.acting[self.lowers[end]], end + 1
        former = i > 0 and self.lowers[i - 1] in self.words_of.former
        return Position(j, end, title, acting, body, place, former, further, name_end)

    def _complement(self, j: int, title: Title, capital: bool) -> tuple[int, Body | None, Place | None]:
        body: Body | None = None
        place: Place | None = None
        start = j
        if title.complement == "none":
            if j < self.n and self.words[j] == "(":
                j = self._bracket_inside_office(j)
            return j, None, None
        j = self._run_before_honorific(j, title) if title.role in _CALLED_BY_PLACE else j
        j = start = self._unit_number(j)
        if title.role in _PLACE_ROLES and title.complement == "region":
            j = self._unknown_place(j)
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
                    j = body.stop
                    place = place or body.place
                    if body.place is not None:
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
        if body is not None and place is None and self._unlisted_place(j):
            j += 1
        if j < self.n and self.lowers[j] in self.words_of.after_title:
            j += 1
        return j, body, place
