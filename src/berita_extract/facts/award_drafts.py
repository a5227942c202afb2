"""Awards as drafts: from the parts of a sentence (award_reading.py) to who got what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from berita_extract.facts.award_reading import YEAR, Part, Reader

MAX_ITEMS = 60
_NAMES = ("contest", "top")


@dataclass
class Draft:
    """One award before duplicates are merged."""

    name: str
    rule: str
    start: int
    end: int
    category: str | None = None
    rank: str | None = None
    year: int | None = None
    giver: str | None = None
    recipient: str | None = None
    innovation: str | None = None
    several: bool = False


class Drafts:
    """Goes through the sentences about awards of one article."""

    def __init__(self, reader: Reader) -> None:
        self.r = reader
        self.text = reader.text
        self.contest: Part | None = None
        published = YEAR.search((reader.context.article.published or "")[:4])
        self.published = int(published.group()) if published else None
        self.listing = False  # the sentence before announced a list of winners
        self.subject: str | None = None
        self.phrase: str | None = None  # an award named in lower case
        self.predicate_before = False
        self._items_end = 0
        self.ranked_before = False

    def all(self, sentences: list[tuple[int, int]]) -> Iterator[Draft]:
        """All awards in text order."""
        for start, end in sentences:
            if not self._worth_reading(start, end):
                continue
            parts = self.r.parts(start, end)
            contest = next((p for p in parts if p.kind in _NAMES), None)
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
            for draft in self._sentence(start, end, parts, contest, bool(line)):
                ranked = ranked or draft.rank is not None
                yield draft
            self.ranked_before = ranked
            self._items_end = end + 3
            yield from self._items_below(start, end, parts)
            self.predicate_before = any(p.kind == "predicate" for p in parts)
            verb = next((p for p in parts if p.kind == "verb_left"), None)
            if verb is not None:
                self.subject = self._subject(start, verb.start) or self.subject
            if contest is not None and contest.kind == "contest":
                self.contest = contest
            self.listing = self._announces(start, end, parts) or (self.listing and (bool(line) or self._bullet(start)))

    def _worth_reading(self, start: int, end: int) -> bool:
        """Only a sentence with a name, a rank or a predicate and something that confers can hold an award."""
        expressions = self.r.g.expressions
        if self.r.g.verbs.search(self.text, start, end) or self.listing or self.predicate_before:
            return True
        return bool(
            expressions["told"].search(self.text, start, end)
            or expressions["list_line"].match(self.text, max(0, start - 1))
            or expressions["list_line"].match(self.text, start)
            or self.text[start:end].rstrip().endswith(":")
            or any(w in self.text[start:end] for w in ("Anugerah", "Award", "Lomba", "Kompetisi", "enghargaan"))
        )

    def _announces(self, start: int, end: int, parts: list[Part]) -> bool:
        tail = self.text[max(start, end - 60) : end].lower()
        return (
            self.text[start:end].rstrip().endswith(":")
            and any(
                w in self.text[start:end].lower() for w in ("pemenang", "penghargaan", "juara", "terbaik", "kategori")
            )
        ) or "sebagai berikut" in tail

    @staticmethod
    def _cut(text: str) -> str:
        """An award in lower case ends before a verb: "penghargaan mewakili …"."""
        kept: list[str] = []
        for word in text.split():
            if kept and len(word) > 5 and word.startswith(("me", "di", "ber", "ter")):
                break
            kept.append(word)
        return " ".join(kept)

    def _bullet(self, start: int) -> bool:
        return self.text[start : start + 2].strip(" .)")[:1] in "-–•*·●▪➢" or self.text[start : start + 1].isdigit()

    def _sentence(self, start: int, end: int, parts: list[Part], contest: Part | None, line: bool) -> Iterator[Draft]:
        verbs = [p for p in parts if p.kind.startswith("verb_")]
        slots = self._slots(parts)
        told = self.r.g.expressions["told"].search(self.text, start, end) is not None
        again = self.ranked_before and any(p.kind == "rank" for p in slots)
        again |= self.predicate_before and any(p.kind == "predicate" for p in parts) and self.text[end - 1 : end] == "."
        if (
            not verbs
            and not told
            and not again
            and not (line and (self.listing or any(p.kind == "rank" for p in slots)))
        ):
            if self.listing and self._bullet(start) and contest is not None:
                yield self._named(contest, start, end)
            return
        if any(p.kind == "predicate" for p in parts) and not any(p.kind == "rank" for p in slots):
            predicates = list(self._predicates(start, end, parts, verbs, contest))
            if predicates:
                yield from predicates
                return
        if slots and (line or told or again or self._confers(verbs, slots)):
            yield from self._ranked(start, end, parts, slots, verbs, contest, line or told)
            return
        yield from self._plain(start, end, parts, verbs, contest)

    def _confers(self, verbs: list[Part], slots: list[Part]) -> bool:
        """A verb that says who got what: any verb, but "masuk", "berada", "menempati" only with a rank of winners."""
        weak = {
            "masuk",
            "mencapai",
            "berada",
            "menduduki",
            "menempati",
            "menempatkan",
            "ditempati",
            "diduduki",
            "diterima",
            "memberikan",
            "menyerahkan",
        }
        strong = [v for v in verbs if v.text.lower() not in weak]
        if not strong:
            return False
        return all(not p.text.lower().startswith(("peringkat", "posisi", "urutan")) for p in slots) or any(
            v.text.lower() in {"diraih", "meraih", "menerima"} for v in strong
        )

    @staticmethod
    def _slots(parts: list[Part]) -> list[Part]:
        """Ranks, and categories that stand without a rank near."""
        ranks = [p for p in parts if p.kind == "rank"]
        lone = [
            p
            for p in parts
            if p.kind == "category" and not any(abs(p.start - r.end) < 40 or abs(r.start - p.end) < 40 for r in ranks)
        ]
        return sorted([*ranks, *lone])

    def _only_category(self, slot: Part, start: int, end: int) -> bool:
        """A category without a rank says something only where the award is known and the sentence confers it."""
        text = self.text[start:end].lower()
        known = self.contest is not None or self.phrase is not None
        return slot.kind == "category" and not (
            known
            and (
                "penghargaan" in text
                or self.listing
                or "diraih" in text
                or "jatuh" in text
                or "anugerah" in text
                or "award" in text
            )
        )

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
        if self.r.g.expressions["prize"].search(self.text, start, end):
            return
        for number, slot in enumerate(slots):
            if self._only_category(slot, start, end):
                continue
            begin = start if number == 0 else slots[number - 1].end
            stop = slots[number + 1].start if number + 1 < len(slots) else end
            category = slot if slot.kind == "category" else self._near(parts, slot, begin, stop)
            after = max(slot.end, category.end if category is not None and category.start > slot.start else 0)
            behind = self.r.receivers(after, stop)
            if left and not line:
                who = subject or (behind[0][2] if behind else None)
                if number and behind and not subject:
                    who = behind[0][2]
            else:
                who = next((b[2] for b in behind if not b[2].startswith("i")), behind[0][2] if behind else None)
                who = who or self._subject(begin, slot.start) or subject
            name_part = (
                next((p for p in parts if p.kind in _NAMES and begin <= p.start < stop), contest) or self.contest
            )
            if who is None and not line:
                continue
            if name_part is None and slot.kind == "rank":
                name_part = self._named_behind(slot, stop)
            name = name_part.text if name_part is not None else self.phrase or self._unnamed(slot, category)
            last = max(slot.end, category.end if category is not None else 0)
            others = self._row(behind) if slot.kind == "category" else []
            receivers: list[str | None] = [*others] or [who]
            for receiver in receivers:
                yield Draft(
                    name=name,
                    rule="award.ranked" if slot.kind == "rank" else "award.category",
                    start=min(slot.start, category.start if category is not None else slot.start),
                    end=last,
                    category=category.text if category is not None else None,
                    rank=slot.text if slot.kind == "rank" else None,
                    year=self._year(name, start, end),
                    giver=self.r.giver(start, end),
                    recipient=receiver,
                    innovation=self.r.innovation(after, stop),
                )

    def _named_behind(self, slot: Part, stop: int) -> Part | None:
        """ "Juara I Inovasi Daerah Tahun 2023 diraih …": the capitalised words behind the rank name the contest."""
        match = self.r.g.expressions["capitals_behind"].match(self.text, slot.end, stop)
        if match is None or any(s < match.end("value") for s, _, _ in self.r.receivers(slot.end, stop)):
            return None
        self.contest = Part(*match.span("value"), "contest", match["value"])
        return self.contest

    def _row(self, behind: list[tuple[int, int, str]]) -> list[str]:
        """The governments of "diraih Kabupaten A, Kabupaten B dan Kota C": one award each; empty for a single one."""
        row: list[tuple[int, int, str]] = []
        for who in behind:
            if row and not self.r.g.expressions["between"].fullmatch(self.text[row[-1][1] : who[0]]):
                break
            if not who[2].startswith("g"):
                break
            row.append(who)
        return list(dict.fromkeys(who[2] for who in row)) if len(row) > 1 else []

    def _items_below(self, start: int, end: int, parts: list[Part]) -> Iterator[Draft]:
        """ "Kategori OPD:" and below it "1. Dinas A", "2. Dinas B": the number is the rank."""
        category = next((p for p in parts if p.kind == "category"), None)
        if category is None or not self.text[start:end].rstrip().endswith(":") or self.contest is None:
            return
        for match in self.r.g.expressions["numbered_line"].finditer(self.text, end - 1):
            if match.start() - end > 300 * MAX_ITEMS or match.start() > self._items_end:
                break
            who = self.r.receivers(match.start(2), match.end(2))
            self._items_end = match.end() + 2
            if who:
                yield Draft(
                    name=self.contest.text,
                    rule="award.item",
                    start=match.start(2),
                    end=match.end(2),
                    category=category.text,
                    rank=match.group(1),
                    year=self._year(self.contest.text, start, end),
                    recipient=who[0][2],
                    innovation=self.r.innovation(match.start(2), match.end(2)),
                )

    @staticmethod
    def _near(parts: list[Part], slot: Part, begin: int, stop: int) -> Part | None:
        categories = [p for p in parts if p.kind == "category" and begin <= p.start < stop]
        return min(categories, key=lambda p: abs(p.start - slot.start), default=None)

    def _unnamed(self, slot: Part, category: Part | None) -> str:
        parts = sorted([slot] + ([category] if category is not None and category is not slot else []))
        return self.text[parts[0].start : parts[-1].end].strip(" ,.;:")

    def _subject(self, start: int, end: int) -> str | None:
        """Who stands before the verb: an innovation as the subject, else the first body or government."""
        before = self.r.receivers(start, end)
        if before:
            return before[0][2]
        if self.r.g.expressions["this_body"].match(self.text, start):
            earlier = [who for who in self.r.receivers(max(0, start - 400), start) if who[2][0] in "ag"]
            return earlier[-1][2] if earlier else None
        return None

    # -- predicates --------------------------------------------------------------------------------------------
    def _predicates(
        self, start: int, end: int, parts: list[Part], verbs: list[Part], contest: Part | None
    ) -> Iterator[Draft]:
        """ "A, B dan C berpredikat sangat inovatif", "menyandang predikat Kota Sangat Inovatif pada IGA 2022"."""
        if (
            contest is not None
            and contest.kind == "contest"
            and self.r.g.expressions["trophy"].search(self.text[start : contest.start + 12])
        ):
            found = next(p for p in parts if p.kind == "predicate")
            if found.start > contest.start:  # "penghargaan IGA 2024 untuk kategori Kabupaten Sangat Inovatif"
                yield self._named(contest, start, end, category=found.text)
                return
        begin = start
        for part in parts:
            if part.kind != "predicate":
                continue
            before = [who for who in self.r.receivers(begin, part.start) if who[2].startswith("g")]
            if not before and any(v.kind == "verb_left" for v in verbs) and (self.subject or "").startswith("g"):
                before = [(0, 0, self.subject or "")]
            for who in before:
                yield Draft(
                    name=part.text,
                    rule="award.predicate",
                    start=part.start,
                    end=part.end,
                    year=self._year(contest.text if contest else "", start, end),
                    giver=self.r.giver(start, end),
                    recipient=who[2] or None,
                )
            begin = part.end

    # -- awards without rank -----------------------------------------------------------------------------------
    def _plain(
        self, start: int, end: int, parts: list[Part], verbs: list[Part], contest: Part | None
    ) -> Iterator[Draft]:
        """ "X meraih penghargaan NAME", "X ditetapkan sebagai Top 45 …", "X menerima penghargaan inovasi desa"."""
        told = self.r.g.expressions["told"].search(self.text, start, end)
        if told is not None and any(p.kind == "contest" and p.start >= told.end() for p in parts):
            for part in parts:
                if part.kind == "contest" and part.start >= told.end():
                    draft = self._named(part, start, end)
                    role = self.r.g.expressions["as_what"].match(self.text, part.start + len(part.text))
                    draft.category = role["value"].strip() if role is not None else None
                    draft.recipient = draft.recipient or self.subject
                    yield draft
            return
        verb = next((v for v in verbs), None)
        if verb is None:
            return
        named = next((p for p in parts if p.kind in _NAMES and p.end > verb.start), None)
        weak = verb.text.lower() in {"masuk", "berada", "mencapai", "menempatkan", "menduduki", "menempati"}
        if named is not None and (
            (named.kind == "top" and not (weak and self.r.g.expressions["bare_top"].match(named.text)))
            or (named.kind == "contest" and not weak and self._near_verb(verb, named, parts))
        ):
            several = any(p.kind == "several" for p in parts)
            draft = self._named(named, start, end)
            draft.several = several
            category = next((p for p in parts if p.kind == "category" and p.start > named.start), None)
            draft.category = category.text if category is not None else None
            yield draft
            return
        lower = next((p for p in parts if p.kind == "lower_name" and p.start > verb.start), None)
        if lower is not None and not weak and verb.kind == "verb_left":
            text = self._cut(lower.text)
            if len(text.split()) > 2:
                draft = self._named(lower._replace(text=text), start, end)
                draft.several = any(p.kind == "several" for p in parts)
                yield draft

    def _near_verb(self, verb: Part, named: Part, parts: list[Part]) -> bool:
        """The award is what the verb takes: "penghargaan" between them, or nothing but a few words."""
        between = self.text[verb.end : named.start].lower()
        if named.text.lower().startswith(("lomba", "kompetisi", "festival", "kontes")) and "penghargaan" not in between:
            return False
        return (
            "penghargaan" in between
            or "gelar" in between
            or "trofi" in between
            or "piala" in between
            or len(between) < 30
        )

    def _named(self, part: Part, start: int, end: int, category: str | None = None) -> Draft:
        verb_subject = self._subject(start, part.start)
        if self.r.g.expressions["this_innovation"].search(self.text, start, part.start):
            verb_subject = self.r.innovation_before(start) or verb_subject
        return Draft(
            name=part.text,
            rule=f"award.{'top' if part.kind == 'top' else 'named'}",
            start=part.start,
            end=part.start + len(part.text),
            category=category,
            year=self._year(part.text, start, end),
            giver=self.r.giver(start, end),
            recipient=verb_subject,
            innovation=self.r.innovation(start, end),
        )

    def _year(self, name: str, start: int, end: int) -> int | None:
        """The year in the name, else in the sentence, else in the contest's name, else of publication."""
        for text in (name, self.text[start:end], self.contest.text if self.contest is not None else ""):
            match = YEAR.search(text)
            if match:
                return int(match.group())
        return self.published
