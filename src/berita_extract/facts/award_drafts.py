"""Awards as drafts: from the parts of a sentence (award_reading.py) to who got what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from berita_extract.facts.award_predicates import Predicates
from berita_extract.facts.award_reading import Item, Part, of_innovation
from berita_extract.facts.award_told import NAMES, Draft

MAX_ITEMS = 60
MAX_LATER = 400  # code points within which the contest may be named after its winners
MAX_BEFORE_TO = 120  # code points between "diserahkan Bupati" and "kepada"
MAX_ANNOUNCED = 800  # code points before a list in which a word says that it is one of winners
MAX_WITH = 20  # code points between a rank and "dengan predikat"
MAX_TITLE = 140  # code points of a line that names a contest and says that its winners follow
MAX_HEADING = 60  # code points of a line that is a category and nothing more
MAX_BESIDE = 40  # code points between a rank and the index that gives it
MAX_CONTEST_GAP = 14  # code points between a rank and its contest: "dalam ajang"
_TOLD_WINNER = frozenset({"award.category", "award.ranked", "award.follower"})
_ROWS = frozenset({"award.category", "award.row", "award.ranked"})


class Drafts(Predicates):
    """Goes through the sentences about awards of one article."""

    def all(self, sentences: list[tuple[int, int]]) -> Iterator[Draft]:
        """All awards in text order."""
        read = [self.r.parts(start, end) for start, end in sentences]
        self.first = next((p for parts in read for p in parts if p.kind == "contest"), None)
        self.names = [p.text for parts in read for p in parts if p.kind == "contest"]
        for (start, end), parts in zip(sentences, read, strict=True):
            if any(start <= place < end for place in self._items):
                continue
            contest = next((p for p in parts if p.kind in NAMES), None)
            if not self._worth_reading(start, end, parts):
                self.contest = self.contest or next((p for p in parts if p.kind == "contest"), None)
                continue
            line = self.r.g.expressions["list_line"].match(self.text, max(0, start - 1)) or self.r.g.expressions[
                "list_line"
            ].match(self.text, start)
            if self.contest is None and contest is not None:
                self.contest = contest
            phrase = next(
                (p.text for p in parts if p.kind == "lower_name" and len(self._cut(p.text).split()) > 2), None
            )
            self.phrase = self.phrase or (self._cut(phrase) if phrase else None)
            ranked = False
            if contest is not None and of_innovation(contest.text) and self.r.tells_winners(start, end):
                self.national = contest
            if not line and not self.heading_near:
                self.heading = None
            self._tell_receiver(start, end)
            for draft in self._sentence(start, end, parts, contest, bool(line)):
                ranked = ranked or draft.rank is not None
                self.last = draft
                draft.headline = draft.start < self.headline_end
                if draft.rule == "award.named" and of_innovation(draft.name):
                    self.national = Part(draft.start, draft.end, "contest", draft.name)
                yield draft
            self.ranked_before = 2 if ranked else max(0, self.ranked_before - 1)
            self.rows_before = self.last is not None and self.last.rule in _ROWS and self.last.end > start
            self._items_end = end + 3
            yield from self._items_below(start, end, parts)
            self.top_before = next((p for p in parts if p.kind == "top"), None)
            self.predicate_before = any(p.kind == "predicate" for p in parts)
            self.heading_near = self.heading_here == start
            verb = next((p for p in parts if p.kind == "verb_left"), None)
            if verb is not None:
                self.subject = self._subject(start, verb.start) or self.subject
            if contest is not None and contest.kind == "contest":
                self.contest = contest
            self.listing = self._announces(start, end, parts) or (self.listing and (bool(line) or self._bullet(start)))

    def _tell_receiver(self, start: int, end: int) -> None:
        """ "Penghargaan itu diserahkan Menteri kepada Bupati X": who got the award of the sentence before."""
        if self.last is None or self.last.recipient is not None:
            return
        told = self.r.g.expressions["handed_over"].match(self.text, start, end)
        if told is not None:
            to = self.text.find(" kepada ", told.end(), end)
            if to < 0 and told.group().endswith("diterima"):
                to = told.end()
            behind = self.r.receivers(to, end) if to >= 0 else []
            self.last.recipient = behind[0][2] if behind else None

    def _worth_reading(self, start: int, end: int, parts: list[Part]) -> bool:
        """Only a sentence with a name, a rank or a predicate and something that confers can hold an award."""
        expressions, spotted = self.r.g.expressions, self.r.spotted
        if spotted.search("verbs", start, end) or self.listing or self.predicate_before or self.rows_before:
            return True
        if any(p.kind == "predicate" for p in parts) or self._names_winners(parts, end):
            return True
        if self._goes_on(start, end):
            return True
        if self.ranked_before and spotted.search("rank", start, end):
            return True
        if self.last is not None and expressions["followed"].match(self.text, start, end):
            return True
        if self.national is not None and spotted.search("class_row", start, end):
            return True
        return bool(
            spotted.search("told", start, end)
            or expressions["list_line"].match(self.text, max(0, start - 1))
            or expressions["list_line"].match(self.text, start)
            or self.text[start:end].rstrip().endswith(":")
            or any(w in self.text[start:end] for w in self.r.g.sets["worth"])
        )

    def _announces(self, start: int, end: int, parts: list[Part]) -> bool:
        tail = self.text[max(start, end - 60) : end].lower()
        return (
            self.text[start:end].rstrip().endswith(":")
            and any(w in self.text[start:end].lower() for w in self.r.g.sets["announced"])
        ) or "sebagai berikut" in tail

    def _bullet(self, start: int) -> bool:
        return self.text[start : start + 2].strip(" .)")[:1] in "-–•*·●▪➢" or self.text[start : start + 1].isdigit()

    def _sentence(self, start: int, end: int, parts: list[Part], contest: Part | None, line: bool) -> Iterator[Draft]:
        verbs = [p for p in parts if p.kind.startswith("verb_")]
        alike = list(self._alike(start, end))
        if alike:
            yield from alike
            return
        rows = list(self._rows(start, end, parts)) or list(self._followers(start, end))
        if rows:
            yield from rows
            return
        slots = self._slots(parts)
        heading = next((p for p in parts if p.kind == "category"), None)
        if heading is not None and len(slots) == 1 and self._heads_winners(start, end, heading, verbs):
            self.heading, self.heading_here = heading.text, start
            return
        if self._says_category(start, end, slots):
            return
        told = self.r.spotted.search("told", start, end) is not None
        again = self.ranked_before > 0 and any(p.kind == "rank" for p in slots)
        again |= self.rows_before and any(p.kind == "category" and self.r.proper_behind(p.end, end) for p in slots)
        again |= self.predicate_before and any(p.kind == "predicate" for p in parts) and self.text[end - 1 : end] == "."
        again |= self._names_winners(parts, end)
        again |= contest is not None and self.r.of_winners(start, contest.start)
        again |= self._goes_on(start, end)
        if not verbs and any(p.kind == "predicate" for p in parts):
            again |= self._lists_predicate(start, end, parts)
        if (
            not verbs
            and not told
            and not again
            and not (line and (self.listing or any(p.kind == "rank" for p in slots)))
        ):
            if self.listing and self._bullet(start) and contest is not None:
                yield self._named(contest, start, end)
            return
        if any(p.kind == "predicate" for p in parts) and not any(
            p.kind == "rank" and not self._of_index(p, parts, end) for p in slots
        ):
            predicates = list(self._predicates(start, end, parts, verbs, contest))
            if predicates:
                yield from predicates
                return
        if slots and (line or told or again or self._confers(verbs, slots, parts)):
            drafts = list(self._ranked(start, end, parts, slots, verbs, contest, line or told))
            yield from drafts
            if drafts and any(v.kind == "verb_left" for v in verbs):
                yield from self._others_called(start, end, parts, {d.name for d in drafts})
                yield from self._top_behind(start, end, parts, slots, verbs)
            return
        yield from self._plain(start, end, parts, verbs, contest)

    def _goes_on(self, start: int, end: int) -> bool:
        """The best innovations of a contest, or one of those who have the place told before."""
        among = self.top_before is not None and self.r.g.expressions["among_them"].match(self.text, start, end)
        return bool(among) or self.r.spotted.search("best_listed", start, end) is not None

    def _names_winners(self, parts: list[Part], end: int) -> bool:
        """ "Kategori Umum: Juara 1 Budi, Juara 2 Siti": several ranks of a known contest, a proper name behind each."""
        ranks = [p for p in parts if p.kind == "rank"]
        later = self.first is not None and 0 < self.first.start - end < MAX_LATER
        known = self.contest is not None or later
        return len(ranks) > 1 and known and all(self.r.proper_behind(p.end, end) for p in ranks)

    def _of_index(self, rank: Part, parts: list[Part], end: int) -> bool:
        """A place beside a predicate: "urutan 5"; "predikat sangat inovatif … peringkat 5 … dalam Indeks Inovasi"."""
        word = rank.text.lower().split()[0]
        if word in self.r.g.sets["places"]:
            return True
        if word in self.r.g.sets["standings"] and "predikat" in self.text[rank.end : rank.end + MAX_WITH]:
            return True  # "menduduki peringkat kedua dengan predikat inovatif"
        if word in self.r.g.sets["standings"] and "ndeks Inovasi" in self.text[rank.end : rank.end + MAX_BESIDE]:
            return True  # "peringkat pertama nasional Indeks Inovasi Daerah … dengan predikat …"
        told = any(p.kind == "predicate" and p.end <= rank.start for p in parts)
        return told and word in self.r.g.sets["standings"] and "ndeks Inovasi" in self.text[rank.end : end]

    def _lists_predicate(self, start: int, end: int, parts: list[Part]) -> bool:
        """A predicate without a verb that confers it: those who have it are listed, or an index gives it."""
        listed = self.r.g.expressions["predicate_list"]
        return self.r.spotted.search("of_index", start, end) is not None or any(
            p.kind == "predicate" and listed.match(self.text, p.end, end) for p in parts
        )

    def _followers(self, start: int, end: int) -> Iterator[Draft]:
        """ "Kemudian disusul Kabupaten B dengan …": the next ones of the award whose winner was told before."""
        told = self.r.g.expressions["followed"].match(self.text, start, end)
        if told is None or self.last is None or self.last.rule not in _TOLD_WINNER or self.r.ranked(start, end):
            return
        for item in self.r.row(told.end(), end):
            yield replace(
                self.last, start=told.start(), end=told.end(), rank=None, recipient=item.who or item.innovation,
                innovation=item.innovation, item=item.text, rule="award.follower",
            )  # fmt: skip

    def _says_category(self, start: int, end: int, slots: list[Part]) -> bool:
        """ "Kemenangan untuk kategori OPD itu diraih lewat …" only tells the category of the award before."""
        if self.last is None or self.last.category is not None or [s.kind for s in slots] != ["category"]:
            return False
        if self.r.g.expressions["that_win"].match(self.text, start, end) is None:
            return False
        self.last.category = slots[0].text
        return True

    def _confers(self, verbs: list[Part], slots: list[Part], parts: list[Part]) -> bool:
        """A verb that says who got what: any verb, but "masuk", "berada", "menempati" only with a rank of winners."""
        sets = self.r.g.sets
        strong = [v for v in verbs if v.text.lower() not in sets["weak_ranked"]]
        if not strong:
            return bool(verbs) and any(self._of_contest(p, parts) for p in slots)
        if any(self._of_contest(p, parts) for p in slots):
            return True
        return all(p.text.lower().split()[0] not in sets["standings"] for p in slots) or any(
            v.text.lower() in sets["strong_ranked"] for v in verbs
        )

    def _of_contest(self, slot: Part, parts: list[Part]) -> bool:
        """ "menempati peringkat pertama Anugerah Inovasi Daerah": the contest right behind the rank."""
        return slot.kind == "rank" and any(
            p.kind == "contest" and 0 <= p.start - slot.end <= MAX_CONTEST_GAP and "Indeks" not in p.text for p in parts
        )

    def _slots(self, parts: list[Part]) -> list[Part]:
        """Ranks, and categories that stand without a rank near."""
        ranks = [p for p in parts if p.kind == "rank"]
        lone = [
            p
            for p in parts
            if p.kind == "category"
            and not any(abs(p.start - r.end) < 40 or abs(r.start - p.end) < 40 for r in ranks)
            and not (len(ranks) == 1 and any(self._of_ranked(c, ranks[0], p) for c in parts))
            and not (len(ranks) == 1 and self.text[: ranks[0].start].endswith("sebagai ") and p.end <= ranks[0].start)
        ]
        return sorted([*ranks, *lone])

    @staticmethod
    def _of_ranked(contest: Part, rank: Part, category: Part) -> bool:
        """ "juara II Kompetisi Inovasi Daerah 2022 kategori kesehatan": the contest stands between the two."""
        return contest.kind == "contest" and rank.end <= contest.start and 0 <= category.start - contest.end <= 2

    def _only_category(self, slot: Part, start: int, end: int) -> bool:
        """A category without a rank says something only where the award is known and the sentence confers it."""
        text = self.text[start:end].lower()
        if slot.kind == "category" and self._called_by_category(slot):
            return False
        later = self.first is not None and 0 < self.first.start - start < MAX_LATER
        known = self.contest is not None or self.phrase is not None or later
        return slot.kind == "category" and not (
            known
            and (
                any(word in text for word in self.r.g.sets["conferred"])
                or self.listing
                or self.rows_before
                or self.r.g.expressions["won"].search(text) is not None
            )
        )

    def _called_by_category(self, slot: Part) -> bool:
        """ "memberikan penghargaan kategori Dukungan Kebijakan": the category is all the name that it has."""
        return self.r.called_award(slot.start)

    # -- ranks and categories ----------------------------------------------------------------------------------
    def _ranked(
        self,
        start: int,
        end: int,
        parts: list[Part],
        slots: list[Part],
        verbs: list[Part],
        contest: Part | None,
        line: bool,
    ) -> Iterator[Draft]:
        subject = self._subject(start, slots[0].start) or (self.subject if line else None)
        left = any(v.kind == "verb_left" and v.start < slots[0].start for v in verbs)
        if self.r.spotted.search("prize", start, end):
            return
        carried = self.heading if line or self.heading_near else None
        alone = sum(1 for s in slots if s.kind == "rank") < 2
        held: str | None = None
        for number, slot in enumerate(slots):
            if self._only_category(slot, start, end) or self._handed_by(slot, end):
                continue
            begin = start if number == 0 else slots[number - 1].end
            stop = slots[number + 1].start if number + 1 < len(slots) else end
            category = slot if slot.kind == "category" else self._near(parts, slot, begin, stop)
            if category is not None and category.start < slot.start:
                carried = category.text
            after = max(slot.end, category.end if category is not None and category.start > slot.start else 0)
            behind = self.r.receivers(after, stop)
            alone_behind = not behind and slot.kind == "rank" and self.r.unknown_behind(after, stop)
            if left and not line:
                who = subject or (behind[0][2] if behind else None)
                if number and behind and not subject:
                    who = behind[0][2]
                if number and self.r.proper_ahead(begin, slot.start):  # "disusul Desa B di tempat kedua"
                    who = next((w[2] for w in reversed(self.r.receivers(begin, slot.start))), None)
            else:
                who = next((b[2] for b in behind if not b[2].startswith("i")), behind[0][2] if behind else None)
                if slot.kind == "category" and self.text[slot.start - 1] == "(":  # "RSUD Tidar (Kategori Kesehatan)"
                    ahead = [b[2] for b in self.r.receivers(begin, slot.start) if not b[2].startswith("i")]
                    who = ahead[-1] if ahead else who
                if self.r.proper_ahead(begin, slot.start):  # "Dinas Sosial sebagai juara I"
                    who = next((w[2] for w in reversed(self.r.receivers(begin, slot.start))), who)
                if who is None and alone_behind:
                    held = None
                else:
                    who = who or self._subject(begin, slot.start) or subject
            who = self._right_before(slot, number, begin) or who
            if who == (behind[0][2] if behind else None) and self.r.other_first(after, stop):
                who = self.r.innovation(after, stop)  # "juara II diraih Sari dari Desa X dengan inovasi Y"
            if who is None and any(v.kind == "verb_left" and v.start < slot.start for v in verbs):
                who = held  # "Selain juara umum, Bantul menyabet juara 1, juara 3 serta juara favorit"
            held = who or held
            name_part = next((p for p in parts if p.kind in NAMES and begin <= p.start < stop), contest) or self.contest
            if name_part is not None and self.r.called_award(name_part.start):  # "medali emas dan penghargaan X di Y"
                others = (p for p in parts if p.kind == "contest" and begin <= p.start < stop)
                at = next((p for p in others if not self.r.called_award(p.start)), name_part)
                name_part = at if slot.kind == "rank" and slot.end < name_part.start else name_part
            if slot.kind == "category":  # of several awards the one that the category stands behind
                name_part = next((p for p in reversed(parts) if self._called_before(p, slot)), name_part)
            proper = name_part is not None and (
                (slot.kind == "rank" and (left or self.r.proper_ahead(begin, slot.start)))
                or self.r.proper_behind(after, stop)
            )
            called = self._called_by_category(slot) or any(self._called_before(p, slot) for p in parts)
            if who is None and not line and not proper and not called:
                continue
            if name_part is None and self.first is not None and 0 < self.first.start - start < MAX_LATER:
                name_part = self.first  # the contest is named in the next sentence
            if slot.kind == "rank" and (name_part is None or name_part.start < begin):
                here = any(p.kind in NAMES and begin <= p.start < stop for p in parts)
                ahead_of = None if here else self._title_ahead(slot, begin)
                name_part = ahead_of or self._lower_behind(slot, stop) or name_part
                name_part = name_part or self._named_behind(slot, stop)
            name = name_part.text if name_part is not None else self.phrase or self._unnamed(slot, category, line)
            last = max(slot.end, category.end if category is not None else 0)
            row: list[Item] = []
            in_order = alone and self.r.spotted.search("in_order", begin, stop) is not None
            if (slot.kind == "category" or in_order) and not (left and not line):
                row = self.r.row(after, stop)
            if in_order and left and not line and slot.kind == "rank":  # "A meraih peringkat pertama, diikuti B dan C"
                told = self.r.spotted.search("in_order", begin, stop)
                row = [Item(who, None), *self.r.row(told.end(), stop)] if told is not None else []
            ordered = len(row) > 1 and in_order
            shared = slot.text.lower() in self.r.g.sets["shared_ranks"]
            if shared:
                row = self.r.row(after, stop)
            elif slot.kind == "rank" and not ordered:
                row = []
            second = self._second_rank(slot, stop)
            if second is not None:
                told_two = self.r.row(max(after, second[1]), stop)
                row = told_two if len(told_two) == 2 else [Item(who, None)] * 2  # "juara II dan III diraih A dan B"
            for place, receiver in enumerate(row if len(row) > 1 else [Item(who, None)], 1):
                yield Draft(
                    name=name,
                    rule="award.ranked" if slot.kind == "rank" else "award.category",
                    start=min(slot.start, category.start if category is not None else slot.start),
                    end=last,
                    category=category.text if category is not None else carried,
                    rank=second[0]
                    if second is not None and place == 2
                    else slot.text
                    if slot.kind == "rank" and (place == 1 or shared)
                    else str(place)
                    if ordered
                    else None,
                    year=self._year(name, start, end),
                    giver=self.r.giver(start, end),
                    recipient=receiver.who,
                    innovation=receiver.innovation if len(row) > 1 else self.r.innovation(after, stop),
                )

    def _right_before(self, slot: Part, number: int, begin: int) -> str | None:
        """ "Desa A juara II", "Desa A (juara I)": who stands right before the rank, unless that won the one before."""
        if slot.kind != "rank" or (number and self.r.proper_behind(begin, slot.start)):
            return None
        ahead = [who for s, e, who in self.r.receivers(begin, slot.start) if self.text[e : slot.start] in {" ", " ("}]
        return ahead[-1] if ahead else None

    def _second_rank(self, slot: Part, stop: int) -> tuple[str, int] | None:
        """ "juara dua dan tiga": the second rank and where it ends."""
        told = self.r.g.expressions["second_rank"].match(self.text, slot.end, stop) if slot.kind == "rank" else None
        if told is None or " " not in slot.text:
            return None
        return f"{slot.text.rsplit(' ', 1)[0]} {told['value']}", told.end()

    def _others_called(self, start: int, end: int, parts: list[Part], told: set[str]) -> Iterator[Draft]:
        """ "meraih penghargaan A serta penghargaan B kategori C": the awards that have no category."""
        for part in parts:
            if part.kind == "contest" and part.text not in told and self.r.called_award(part.start):
                yield self._named(part, start, end)

    def _top_behind(
        self, start: int, end: int, parts: list[Part], slots: list[Part], verbs: list[Part]
    ) -> Iterator[Draft]:
        """ "… serta Juara 2 lomba desa, kini MARTABAK meraih Top 45 …": a further award with a verb of its own."""
        for part in parts:
            ranks = [s.end for s in slots if s.end <= part.start]
            if part.kind == "top" and ranks and any(v.start > max(ranks) and v.end <= part.start for v in verbs):
                draft = self._named(part, start, end)
                draft.recipient = draft.innovation = self._last_told(max(ranks), part.start) or draft.recipient
                yield draft

    def _last_told(self, start: int, end: int) -> str | None:
        """The innovation that stands between two awards."""
        return next(iter(self.r.innovations(start, end)), None)

    def _called_before(self, part: Part, slot: Part) -> bool:
        return part.kind == "contest" and 0 <= slot.start - part.end <= 2 and self.r.called_award(part.start)

    def _title_ahead(self, slot: Part, begin: int) -> Part | None:
        """ "sebagai Pembina Inovasi Pelayanan Publik Terbaik III": the title before the rank names the award."""
        told = self.r.g.expressions["named_ahead"].search(self.text, max(begin, slot.start - MAX_TITLE), slot.start)
        if told is None or self.r.receivers(told.start("value"), slot.start):
            return None
        return Part(*told.span("value"), "contest", told["value"])

    def _lower_behind(self, slot: Part, stop: int) -> Part | None:
        """ "juara satu lomba perpustakaan desa": the contest in lower case right behind the rank."""
        match = self.r.g.expressions["lower_behind"].match(self.text, slot.end, stop)
        return Part(*match.span("value"), "contest", match["value"].strip()) if match is not None else None

    def _named_behind(self, slot: Part, stop: int) -> Part | None:
        """ "Juara I Inovasi Daerah Tahun 2023 diraih …": the capitalised words behind the rank name the contest."""
        match = self.r.g.expressions["capitals_behind"].match(self.text, slot.end, stop)
        if match is None or match["value"].split()[0] in self.r.g.sets["category_words"]:
            return None
        known = self.r.g.sets["contest_words"] | self.r.g.heads
        if known.isdisjoint(match["value"].lower().split()) and self.r.g.praise.search(match["value"]) is None:
            return None  # "juara 2 Sri Wahyuni": who won it
        if any(s < match.end("value") for s, _, _ in self.r.receivers(slot.end, stop)):
            return None
        self.contest = Part(*match.span("value"), "contest", match["value"])
        return self.contest

    def _items_below(self, start: int, end: int, parts: list[Part]) -> Iterator[Draft]:
        """ "Kategori OPD:" and below it "1. Dinas A", "2. Dinas B": the number is the rank."""
        category = next((p for p in parts if p.kind == "category"), None)
        if self.contest is None and category is None:
            self.contest = next((p for p in parts if p.kind == "contest"), None)
        heads = self._heads(start, end, category) if category is not None else self._heads_contest(start, end, parts)
        if self.contest is None or not heads:
            return
        ahead = self.text[max(0, start - MAX_ANNOUNCED) : end].lower()
        winners = any(word in ahead for word in self.r.g.sets["winners"])
        for match in self.r.g.expressions["numbered_line"].finditer(self.text, end - 1):
            if match.start() - end > 300 * MAX_ITEMS or match.start() > self._items_end:
                break
            who = self.r.receivers(match.start(2), match.end(2))
            self._items_end = match.end() + 2
            if who or (winners and match.group(2)[:1].isupper()):
                self._items.append(match.start(2))
                yield Draft(
                    name=self.contest.text,
                    rule="award.item",
                    start=match.start(2),
                    end=match.end(2),
                    category=category.text if category is not None else None,
                    # the winners of the national award are told by class, in no order
                    rank=None if category is not None and "novatif" in category.text else match.group(1),
                    year=self._year(self.contest.text, start, end),
                    recipient=who[0][2] if who else None,
                    innovation=self.r.innovation(match.start(2), match.end(2)),
                )

    def _heads_winners(self, start: int, end: int, category: Part, verbs: list[Part]) -> bool:
        """Whether winners stand below a heading, or in the sentence behind it: they are the awards, it is none."""
        expressions = self.r.g.expressions
        if self._heads(start, end, category):
            below = expressions["numbered_line"].match(self.text, end - 1)
            return below is not None or expressions["list_line"].match(self.text, end - 1) is not None
        alone = not verbs and not self.r.proper_behind(category.end, end) and end - start <= MAX_HEADING
        return alone and expressions["rank"].match(self.text, end + 1) is not None

    def _heads_contest(self, start: int, end: int, parts: list[Part]) -> bool:
        """ "PEMENANG LOMBA INOVASI KOTA X 2022" over numbered winners: the heading names the contest itself."""
        contest = next((p for p in parts if p.kind == "contest"), None)
        line = self.text[start:end].strip()
        return (
            contest is not None
            and any(word in line.lower() for word in self.r.g.sets["winners"])
            and (line.endswith(":") or (line[-1:] not in {".", "?", "!"} and len(line) <= MAX_TITLE))
            and not any(p.kind.startswith("verb_") or p.kind == "rank" for p in parts)
        )

    def _heads(self, start: int, end: int, category: Part) -> bool:
        """Whether the sentence opens a list: by a colon, or as a line that is a category and nothing more."""
        line = self.text[start:end].strip()
        alone = self.text[category.start : end].strip() == line and len(line) <= MAX_HEADING
        return line.endswith(":") or (alone and "\n" in self.text[start : end + 1])

    @staticmethod
    def _near(parts: list[Part], slot: Part, begin: int, stop: int) -> Part | None:
        categories = [p for p in parts if p.kind == "category" and begin <= p.start < stop]
        if parts and begin > parts[0].start:  # "peringkat I kategori A, peringkat II": A belongs to the rank before it
            categories = [p for p in categories if p.start - begin > 2]
        return min(categories, key=lambda p: abs(p.start - slot.start), default=None)

    def _handed_by(self, slot: Part, end: int) -> bool:
        """ "Juara II diserahkan Wakil Bupati": who hands it over, and not who won it."""
        told = self.r.g.expressions["handed_by"].match(self.text, slot.end, end)
        return (
            told is not None
            and self.r.is_office(told.end())
            and " kepada " not in self.text[told.end() : min(end, told.end() + MAX_BEFORE_TO)]
        )

    def _unnamed(self, slot: Part, category: Part | None, line: bool) -> str:
        general = self.r.general_name if line else None
        if general is not None:
            return general
        parts = sorted([slot] + ([category] if category is not None and category is not slot else []))
        return self.text[parts[0].start : parts[-1].end].strip(" ,.;:")
