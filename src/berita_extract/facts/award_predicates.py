"""Awards told by a predicate: "A, B dan C berpredikat sangat inovatif", "kategori kota terinovatif diraih A dan B"."""

from __future__ import annotations

from collections.abc import Iterator

from berita_extract.facts.award_reading import YEAR, Part
from berita_extract.facts.award_told import Draft, Teller

MAX_EARLIER = 500  # code points before a sentence in which the government that it is about was named


class Predicates(Teller):
    """Reads the predicates of the innovation index and the classes of the national award."""

    def _predicates(
        self, start: int, end: int, parts: list[Part], verbs: list[Part], contest: Part | None
    ) -> Iterator[Draft]:
        """ "A, B dan C berpredikat sangat inovatif", "menyandang predikat Kota Sangat Inovatif pada IGA 2022"."""
        if (
            contest is not None
            and contest.kind == "contest"
            and (
                self.r.g.expressions["trophy"].search(self.text[start : contest.start + 12])
                or self.r.g.expressions["given_as"].match(self.text, contest.end)
            )
        ):
            found = next(p for p in parts if p.kind == "predicate")
            told_as = self.text[max(start, found.start - 30) : found.start].lower()
            if found.start > contest.start or "kategori" in told_as:  # "penghargaan IGA 2024 untuk kategori …"
                yield self._named(contest, start, end, category=found.text)
                return
        begin = start
        for part in parts:
            if part.kind != "predicate":
                continue
            if self.r.g.expressions["nominated"].search(self.text, max(start, part.start - 60), part.start):
                continue
            if self.r.g.expressions["counted"].match(self.text, part.end, end):
                continue  # "kategori sangat inovatif sebanyak 21 provinsi"
            before = self._receivers_of(part, begin, start, end, verbs)
            national = self.national
            for who in before:
                yield Draft(
                    name=part.text if national is None else national.text,
                    rule="award.predicate" if national is None else "award.named",
                    start=part.start,
                    end=part.end,
                    category=None if national is None else part.text,
                    year=self._index_year(contest.text if contest else "", start, end),
                    giver=self.r.giver(start, end),
                    recipient=who[2] or None,
                )
            begin = max([part.end, *(who[1] for who in before)])

    def _receivers_of(
        self, part: Part, begin: int, start: int, end: int, verbs: list[Part]
    ) -> list[tuple[int, int, str]]:
        """Whose predicate it is: those listed behind it, those before it, else whom the text is about."""
        listed = self._row_behind(part, end)
        if listed:
            return listed
        before = self._row_before(begin, part.start)
        if not before and any(v.kind == "verb_left" for v in verbs) and (self.subject or "").startswith("g"):
            before = [(0, 0, self.subject or "")]
        if not before and any(v.kind == "verb_right" and v.start >= part.end for v in verbs):
            row = [item.who for item in self.r.row(part.end, end)]
            before = [(0, 0, who) for who in row if who is not None and who.startswith("g")]
        if self.r.g.expressions["those_told"].match(self.text, start, part.start):  # "Kelima daerah itu masuk …"
            before = self._row_before(max(0, start - MAX_EARLIER), start) or before
        if not before and (verbs or self.r.spotted.search("of_index", start, end)):
            others = self.r.g.expressions["others"].match(self.text, start, part.start)
            earlier = [who for who in self.r.receivers(max(0, start - MAX_EARLIER), start) if who[2].startswith("g")]
            before = [] if others else earlier[-1:]
        return before

    def _row_behind(self, part: Part, end: int) -> list[tuple[int, int, str]]:
        """ "daerah yang kurang inovatif yakni A, B dan C", "predikat itu hanya diraih dua kota, yaitu A dan B"."""
        told = self.r.g.expressions["predicate_list"].match(self.text, part.end, end)
        if told is None:
            return []
        stop = self.r.g.expressions["other_clause"].search(self.text, told.end(), end)
        row = self.r.receivers(told.end(), stop.start() if stop is not None else end)
        return [who for who in row if who[2].startswith("g")]

    def _index_year(self, name: str, start: int, end: int) -> int | None:
        """The year of the sentence, else of the index that the article tells of."""
        if YEAR.search(name) is None and YEAR.search(self.text, start, end) is None:
            of_index = self.r.g.expressions["index_year"].search(self.text)
            if of_index is not None:
                return int(of_index["value"])
        return self._year(name, start, end)

    def _row_before(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The governments before a predicate: of the rows that commas and "dan" join the (first) longest."""
        if self.r.g.expressions["all_of_them"].search(self.text, max(start, end - 40), end):
            return [who for who in self.r.receivers(start, end) if who[2].startswith("g")]
        rows: list[list[tuple[int, int, str]]] = []
        for who in self.r.receivers(start, end):
            if not who[2].startswith("g"):
                continue
            if rows and self.r.g.expressions["between"].match(self.text[rows[-1][-1][1] : who[0]]):
                rows[-1].append(who)
            else:
                rows.append([who])
        return max(rows, key=len, default=[])

    def _rows(self, start: int, end: int, parts: list[Part]) -> Iterator[Draft]:
        """The receivers of the national award by class: "untuk provinsi terinovatif, nama yang keluar ialah A, B"."""
        if self.national is None:
            return
        at = self.r.spotted.search("class_row", start, end)
        if at is None:
            return
        category = at["value"].strip()
        row = self.r.row(at.end("value"), end)
        if len(row) < 2 or not all(item.who for item in row):
            return
        for item in row:
            yield Draft(
                name=self.national.text, rule="award.row", start=at.start("value"), end=at.end("value"),
                category=category, year=self._year(self.national.text, start, end), recipient=item.who,
                innovation=item.innovation,
            )  # fmt: skip
