"""Awards told by name, by predicate, or as the same as another: the base of award_drafts.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from berita_extract.facts.award_reading import YEAR, Item, Part, Reader
from berita_extract.values.number import parse

MAX_BEFORE = 40  # code points between an award and the verb that says who received it
MAX_HEADLINE = 250
MAX_CONTEST_BEHIND = 40  # code points between "Top 45 …" and the contest's name
MAX_NAMED_LATER = 600  # code points behind a sentence about several innovations in which they are named
MAX_BETWEEN = 30  # code points between a verb and the name of what it confers

NAMES = ("contest", "top")


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
    item: str | None = None  # the words of a receiver in a list who is no known body
    several: bool = False
    headline: bool = False


class Teller:
    """What has been told of awards so far in one article, and single awards read from a sentence."""

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
        self._items: list[int] = []  # where winners stand that a heading's list has told
        self.ranked_before = 0  # in how many further sentences ranks go on without a verb
        self.last: Draft | None = None
        self.first: Part | None = None  # the first contest that the article names
        self.national: Part | None = None  # the national award for innovative governments, told by name
        self.rows_before = False
        self.top_before: Part | None = None  # the place among the best that the sentence before tells of
        self.names: list[str] = []  # of all contests
        self.heading: str | None = None  # the category that the lines or the sentence behind it belong to
        self.heading_here, self.heading_near = -1, False  # where it stands; whether that is the sentence before
        self.headline_end = reader.text.find("\n", 0, MAX_HEADLINE)

    @staticmethod
    def _cut(text: str) -> str:
        """An award in lower case ends before a verb: "penghargaan mewakili …"."""
        kept: list[str] = []
        for word in text.split():
            if kept and len(word) > 5 and word.startswith(("me", "di", "ber", "ter")):
                break
            kept.append(word)
        return " ".join(kept)

    def _subject(self, start: int, end: int) -> str | None:
        """Who stands before the verb: an innovation as the subject, else the first body or government."""
        for said in self.r.spotted.finditer("speech", start, end):
            if self.r.receivers(said.end(), end):
                start = said.end()  # "Bupati mengatakan Puskesmas X menjadi …": what was said counts
        before = self.r.receivers(start, end)
        if before:
            return before[0][2]
        if self.r.g.expressions["this_body"].match(self.text, start):
            earlier = [who for who in self.r.receivers(max(0, start - 400), start) if who[2][0] in "ag"]
            return earlier[-1][2] if earlier else None
        return None

    # -- awards without rank -----------------------------------------------------------------------------------
    def _plain(
        self, start: int, end: int, parts: list[Part], verbs: list[Part], contest: Part | None
    ) -> Iterator[Draft]:
        """ "X meraih penghargaan NAME", "X ditetapkan sebagai Top 45 …", "X menerima penghargaan inovasi desa"."""
        told = self.r.spotted.search("told", start, end)
        if told is not None and any(p.kind == "contest" and p.start >= told.end() for p in parts):
            for part in parts:
                if part.kind == "contest" and part.start >= told.end():
                    draft = self._named(part, start, end)
                    role = self.r.g.expressions["as_what"].match(self.text, part.start + len(part.text))
                    draft.category = role["value"].strip() if role is not None else None
                    draft.recipient = draft.recipient or self.subject
                    yield draft
            return
        best = list(self._best_listed(start, end)) or list(self._among_them(start, end))
        if best:
            yield from best
            return
        verb = next((v for v in verbs), None)
        winners = list(self._winners_of(start, end, parts))
        if winners:
            yield from winners
            return
        if verb is None:
            return
        titled = self._titled(start, end) or self._lower_title(start, end, verb)
        if titled is not None:
            yield titled
            return
        placed = self._placed_too(start, end, verb, parts)
        if placed is not None:
            yield placed
            return
        named = next((p for p in parts if p.kind in NAMES and p.end > verb.start), None)
        if named is None and verb.kind == "verb_right":  # "Trofi Top 40 diterima Bupati Jembrana"
            taken = self._taken(start, end, verb, parts)
            if taken is not None:
                yield taken
                return
        weak = verb.text.lower() in self.r.g.sets["weak"] and not self._long_past(start, end)
        if named is not None and (
            (named.kind == "top" and not (weak and self.r.g.expressions["bare_top"].match(named.text)))
            or (named.kind == "contest" and not weak and self._near_verb(verb, named, parts))
        ):
            if self.r.g.expressions["entered"].search(self.text, verb.end, named.start):
                return  # "masuk nominasi Top 99"
            several = any(p.kind == "several" for p in parts)
            draft = self._named(named, start, end)
            if verb.text.lower() in self.r.g.sets["weak"] and self.r.g.expressions["bare_top"].match(named.text):
                draft.name, draft.category = named.text, None  # of an earlier year, and so of another contest
                if draft.recipient is None:
                    return
            draft.several = several
            draft.rank = self._rank_of(verb) if named.kind == "contest" else None
            category = next((p for p in parts if p.kind == "category" and p.start > named.start), None)
            draft.category = category.text if category is not None else draft.category
            yield from self._each_innovation(draft, start, end, verb)
            at = named.start + len(named.text)
            for other in parts:  # "penghargaan A, penghargaan B dan penghargaan C", "A 2020, B 2019 dan C 2018"
                joined = other.start > at and self.r.g.expressions["between"].match(self.text[at : other.start])
                if other.kind in NAMES and joined:
                    at = other.start + len(other.text)
                    yield self._named(other, start, end)
                elif other.kind == "contest" and other.start > named.end and self.r.called_award(other.start):
                    yield self._named(other, start, end)
            return
        lower = next((p for p in parts if p.kind == "lower_name" and p.start > verb.start), None)
        if lower is not None and not weak and self.r.g.expressions["predicate"].search(lower.text) is None:
            text = self._cut(lower.text)
            if (len(text.split()) > 2 and verb.kind == "verb_left") or self.r.g.expressions["by_whom"].match(text):
                draft = self._named(lower._replace(text=text), start, end)
                draft.several = any(p.kind == "several" for p in parts)
                yield from self._copies(draft, end)
                return
        yield from self._unnamed_award(start, end, verb)

    def _titled(self, start: int, end: int) -> Draft | None:
        """ "predikat Daerah dengan Nilai Tertinggi diberikan kepada X"; in a list "4. Inovator Terbaik, diraih Y"."""
        told = self.r.spotted.search("superlative", start, end)
        if told is None or not (self.listing or self.contest is not None):
            return None
        known = self._contest() or self.contest
        name = known.text if known is not None else self.r.general_name or told["value"]
        behind = self.r.receivers(told.end(), end)
        return Draft(
            name=name, rule="award.titled", start=told.start("value"), end=told.end("value"), category=told["value"],
            year=self._year(name, start, end), recipient=behind[0][2] if behind else None,
        )  # fmt: skip

    def _wins(self, verb: Part) -> bool:
        """A verb that says that a contest was won: "menjuarai", "menjadi pemenang"."""
        word = verb.text.lower().split()[-1]
        return word in self.r.g.sets["winning"] or self._rank_of(verb) is not None

    def _rank_of(self, verb: Part) -> str | None:
        """ "menjadi juara Lomba X": the place that the verb tells."""
        word = verb.text.lower().split()[-1]
        return word if word in self.r.g.sets["winner_words"] else None

    def _taken(self, start: int, end: int, verb: Part, parts: list[Part]) -> Draft | None:
        """ "Trofi Top 40 diterima Bupati Jembrana", "Adipura 2023 kembali jatuh ke tangan Kota X"."""
        before = next((p for p in parts if p.kind in NAMES and 0 <= verb.start - p.end <= MAX_BEFORE), None)
        if before is None:
            return None
        first = before.text.split()[0]
        behind = self.r.receivers(verb.end, end)
        called = self.r.called_award(before.start) or first in self.r.g.sets["called_capital"]
        if not called:
            return None
        draft = self._named(before, start, end)
        draft.recipient = behind[0][2] if behind else draft.recipient
        return draft

    def _best_listed(self, start: int, end: int) -> Iterator[Draft]:
        """ "Inovasi terbaik dari kabupaten antara lain A milik X, B milik Y": each is one award of the contest."""
        told = self.r.spotted.search("best_listed", start, end)
        known = self._contest() or self.contest
        if told is None or known is None:
            return
        for innovation in self.r.innovations(told.end(), end):
            yield Draft(
                name=known.text, rule="award.best", start=told.start("value"), end=told.end("value"),
                category=told["value"], year=self._year(known.text, start, end), recipient=innovation,
                innovation=innovation,
            )  # fmt: skip

    def _among_them(self, start: int, end: int) -> Iterator[Draft]:
        """ "Salah satunya adalah A milik Kota X" behind a sentence about a place among the best."""
        told = self.r.g.expressions["among_them"].match(self.text, start, end)
        receivers = self.r.receivers(told.end(), end) if told is not None else []
        if told is None or self.top_before is None or not receivers:
            return
        innovation = self.r.innovation(told.end(), end)
        draft = self._named(self.top_before, self.top_before.start, self.top_before.end)
        yield replace(
            draft, start=start, end=told.end(), recipient=innovation or receivers[0][2], innovation=innovation
        )

    def _winners_of(self, start: int, end: int, parts: list[Part]) -> Iterator[Draft]:
        """ "menetapkan tiga pemenang Lomba Inovasi X 2021, masing-masing A (…), B dan C"."""
        contest = next((p for p in parts if p.kind == "contest"), None)
        if contest is None or not self.r.of_winners(start, contest.start):
            return
        told = list(self._copies(self._named(contest, start, end), end))
        yield from told if len(told) > 1 else ()

    def _lower_title(self, start: int, end: int, verb: Part) -> Draft | None:
        """ "diganjar penghargaan sebagai daerah dengan pelaporan inovasi tercepat"."""
        told = self.r.spotted.search("lower_title", verb.end, end)
        if told is None or verb.kind != "verb_left":
            return None
        return self._named(Part(*told.span(), "lower_name", told.group()), start, end)

    def _placed_too(self, start: int, end: int, verb: Part, parts: list[Part]) -> Draft | None:
        """ "Dari Top 45, Kota Madiun menempatkan SIMBOK" behind "… meraih Top 30": of the same contest."""
        before = next((p for p in parts if p.kind == "top" and p.end <= verb.start), None)
        if before is None or self.last is None or self.last.rule != "award.top" or verb.text.lower() != "menempatkan":
            return None
        innovation = next(iter(self.r.innovations(verb.end, end)), None)
        return replace(
            self.last, start=before.start, end=before.start + len(before.text), category=self._top(before),
            recipient=innovation or self._subject(before.end, verb.start), innovation=innovation,
        )  # fmt: skip

    def _long_past(self, start: int, end: int) -> bool:
        """Whether the sentence tells of an earlier year: "Tahun 2022, inovasi X masuk Top 99"."""
        years = [int(year) for year in YEAR.findall(self.text, start, end)]
        return bool(years) and self.published is not None and max(years) < self.published

    def _copies(self, draft: Draft, end: int) -> Iterator[Draft]:
        """ "menerima penghargaan bupati, masing-masing A, B dan C": one award for each of the list."""
        told = self.r.g.expressions["each"].match(self.text, draft.end, end)
        row = self.r.row(told.end(), end) if told is not None else []
        receivers = [i.innovation or i.who for i in row]
        alike = len({i.text.split()[0] for i in row if i.text}) == 1  # "Nagari A, Nagari B dan Nagari C"
        in_order = self.r.spotted.search("in_order", draft.end, end) is not None
        if len(row) < 2 or not (alike or in_order or all(receivers)):
            yield draft
            return
        for item, receiver in zip(row, receivers, strict=True):
            yield replace(draft, recipient=receiver, item=None if receiver else item.text)

    def _unnamed_award(self, start: int, end: int, verb: Part) -> Iterator[Draft]:
        """ "menerima piagam dari Menteri Kesehatan": an award that has no name but its giver."""
        match = self.r.spotted.search("from_giver", verb.end, min(end, verb.end + 60))
        if match is not None and verb.kind == "verb_left":
            text = self.text[match.start("value") : match.end("value")]
            draft = self._named(Part(*match.span("value"), "lower_name", text), start, end)
            draft.rule = "award.unnamed"
            yield draft

    def _alike(self, start: int, end: int) -> Iterator[Draft]:
        """ "predikat yang sama diterima A dan B": the award told last, for others."""
        match = self.r.spotted.search("alike", start, end)
        if self.last is None:
            return
        if match is None:
            yield from self._alike_before(start, end)
            return
        for item in self.r.row(match.end(), end) or [Item(self._subject(start, match.start()), None)]:
            receiver = item.who or item.innovation
            if receiver is not None:
                yield replace(
                    self.last, recipient=receiver, rank=None, rule="award.alike", start=match.start(), end=match.end()
                )

    def _alike_before(self, start: int, end: int) -> Iterator[Draft]:
        """ "Kabupaten A lewat B dan Kota C juga menerima penghargaan serupa": the same for those before the verb."""
        match = self.r.spotted.search("alike_taken", start, end)
        if match is None or self.last is None:
            return
        for _, _, who in self.r.receivers(start, match.start()):
            if who[0] in "ag":
                yield replace(
                    self.last, recipient=who, innovation=None, rank=None, rule="award.alike",
                    start=match.start(), end=match.end(),
                )  # fmt: skip

    def _near_verb(self, verb: Part, named: Part, parts: list[Part]) -> bool:
        """The award is what the verb takes: "penghargaan" between them, or nothing but a few words."""
        between = self.text[verb.end : named.start].lower()
        held = named.text.lower().split()[0] in self.r.g.sets["contest_heads"]
        if held and "penghargaan" not in between and not (self._wins(verb) and len(between) < MAX_BETWEEN):
            return False
        return len(between) < MAX_BETWEEN or any(word in between for word in self.r.g.sets["handed"])

    def _named(self, part: Part, start: int, end: int, category: str | None = None) -> Draft:
        verb_subject = self._subject(start, part.start)
        if self.r.spotted.search("gives", start, part.start):
            to = self.text.find("kepada ", part.start, end)
            behind = self.r.receivers(to, end) if to >= 0 else []
            verb_subject = behind[0][2] if behind else None
        if self.r.spotted.search("this_innovation", start, part.start):
            verb_subject = self.r.innovation_before(start) or verb_subject
        name = part.text
        if part.kind == "top" and (contest := self._contest_of(part, end)) is not None:
            name, category = contest.text, self._top(part)
        return Draft(
            name=name,
            rule=f"award.{'top' if part.kind == 'top' else 'named'}",
            start=part.start,
            end=part.start + len(part.text),
            category=category,
            year=self._year(name, start, end),
            giver=self.r.giver(start, end),
            recipient=verb_subject,
            innovation=self.r.innovation(start, end),
        )

    def _contest_of(self, top: Part, end: int) -> Part | None:
        """The contest among whose best "Top 45" is: told right behind it, or for a bare one anywhere before."""
        contests = [p for p in self.r.contests(top.start, end) if p.kind == "contest"]
        if contests:
            close = contests[0].start - top.end <= MAX_CONTEST_BEHIND
            if close and (contests[0].start < top.end or not self.r.called_award(top.start)):
                return contests[0]
        told = self.r.g.expressions["short_top"].match(top.text)
        if told is not None:  # "Top 30 Kovablik", where the text names the contest in full
            full = next((name for name in self.names if f"({told['value']})" in name), None)
            return Part(top.start, top.end, "contest", full) if full is not None else None
        return self._contest() if self.r.g.expressions["bare_top"].match(top.text) else None

    def _top(self, top: Part) -> str:
        """ "Top 30 Kompetisi …" is the class "Top 30" of the contest."""
        inside = self.r.contests(top.start, top.end)
        told = self.r.g.expressions["short_top"].match(top.text)
        end = inside[0].start if inside else top.start + told.start("value") if told is not None else top.end
        return self.text[top.start : end].strip()

    def _each_innovation(self, draft: Draft, start: int, end: int, verb: Part) -> Iterator[Draft]:
        """ "Dua inovasi menembus Top 30. Keduanya ialah A dan B": one award for each innovation."""
        told = self.r.g.expressions["how_many"].search(self.text, start, end)
        if draft.rule != "award.top" and told is not None and (verb.kind != "verb_left" or told.start() > start + 1):
            told = None
        found = self.r.innovations(start, min(len(self.text), end + MAX_NAMED_LATER)) if told is not None else []
        figure = parse(told["value"].lower()) if told is not None else None
        number = int(figure.value) if figure is not None else 0
        if number < 2 or len(found) < number:
            yield from self._copies(draft, end)
            return
        for innovation in found[:number]:
            yield replace(draft, recipient=innovation, innovation=innovation)

    def _contest(self) -> Part | None:
        """The contest that the text speaks of: named before, else the first that it names later."""
        known = self.contest if self.contest is not None and self.contest.kind == "contest" else self.first
        return known if known is not None and "Penghargaan" not in known.text else None

    def _year(self, name: str, start: int, end: int) -> int | None:
        """The year in the name, else in the sentence, else in the contest's name, else of publication."""
        here = set(YEAR.findall(self.text, start, end))
        named = YEAR.search(name)
        if (
            named is not None
            and len(here) == 1
            and int(max(here)) < int(named.group())
            and name not in self.text[start:end]
        ):
            return int(max(here))  # "Pada lomba tahun 2017 juara umum diraih …" of the contest of this year
        if named is None and not here:
            if "tahun yang sama" in self.text[start:end] and self.last is not None and self.last.year:
                return self.last.year
            if self.r.g.expressions["last_year"].search(self.text, start, end) and self.published is not None:
                return self.published - 1
        for text in (name, self.text[start:end], self.contest.text if self.contest is not None else ""):
            match = YEAR.search(text)
            if match:
                return int(match.group())
        return self.published
