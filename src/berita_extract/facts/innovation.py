"""Innovations: every innovation that the article names as such, with what its name is short for and whose it is.

Cues beside a name (patterns/innovation.yaml) and what the name looks like are added up; a name needs `ENOUGH`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from berita_extract.facts.context import NAMED, Context, Knowledge
from berita_extract.facts.innovation_candidates import Candidates
from berita_extract.facts.innovation_weights import ENOUGH, Candidate
from berita_extract.facts.innovation_words import may_hold
from berita_extract.facts.naming import Name, plain
from berita_extract.facts.pairing import Long
from berita_extract.model import Evidence, Innovation

MAX_MENTIONS, MAX_ENTRIES = 40, 200
RULED = 100.0  # score of what a rule of its own names: no cue weighs more


@dataclass
class Entry:
    """All candidates of one name."""

    candidates: list[Candidate] = field(default_factory=list)

    @property
    def best(self) -> Candidate:
        """The candidate with the highest score, the first of equals."""
        return max(self.candidates, key=lambda c: c.score)

    def score(self) -> float:
        """The best score, and one more where different cues agree."""
        return self.best.score + (1 if len({c.rule for c in self.candidates if c.score >= 1}) > 1 else 0)


def find(context: Context) -> list[Innovation]:
    """All innovations of the article in order of first mention."""
    if not may_hold(context) and not context.found.get(NAMED):
        return []
    return _Finder(context).find()


def _marks(knowledge: Knowledge) -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    return [
        (re.compile(rule.pattern), rule.settings)
        for rule in knowledge.rulebook.of("innovation", "regex")
        if "stage" in rule.settings or "digital" in rule.settings
    ]


def _descriptions(knowledge: Knowledge) -> list[re.Pattern[str]]:
    return [
        re.compile(rule.pattern.removeprefix("^"))
        for rule in knowledge.rulebook.of("innovation", "regex")
        if rule.settings.get("description")
    ]


class _Finder:
    """The state of finding innovations in one article."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.text
        self.a = context.analysis
        self.found = Candidates(context)
        self.r, self.pairs, self.owners = self.found.r, self.found.pairs, self.found.owners

    def find(self) -> list[Innovation]:
        entries = self._entries()
        kept = self._without_overlaps([e for e in entries.values() if e.score() >= ENOUGH][:MAX_ENTRIES])
        kept.sort(key=lambda e: min(c.name.start for c in e.candidates))
        return [self._innovation(f"i{number}", entry) for number, entry in enumerate(kept, 1)]

    def _entries(self) -> dict[str, Entry]:
        """Candidates by name; a coined name ("e-Subak") belongs to the longer one that begins with it."""
        entries: dict[str, Entry] = {}
        ruled = [Candidate(Name(n.start, n.end, n.end), n.rule.id, RULED) for n in self.context.found.get(NAMED, ())]
        for candidate in [*self.found.all(), *ruled]:
            entries.setdefault(plain(self.r.text(candidate.name)), Entry()).candidates.append(candidate)
        good = [n for n, e in entries.items() if e.score() >= ENOUGH][:MAX_ENTRIES]
        for short in good:
            if " " in short.replace("e ", "", 1) or not self.r.coined(entries[short].best.name):
                continue
            longer = next((n for n in good if n in entries and n.startswith(short + " ")), None)
            if longer is not None:
                entries[longer].candidates.extend(entries.pop(short).candidates)
        for name in [n for n in good if n in entries and self._only_headline(entries[n])]:
            shorter = next((n for n in good if n in entries and name.startswith(n + " ")), None)
            if shorter is not None:
                entries.pop(name)  # "INOVASI GEMAR MENABUNG ANTAR PUSKESMAS …": the text tells where the name ends
        for both in [n for n in good if " dan " in n and set(n.split(" dan ")) <= set(good)]:
            entries.pop(both, None)  # "Program “Kuminta dan Rojeka”": two that the text also names one by one
        return entries

    def _only_headline(self, entry: Entry) -> bool:
        """Whether a name stands in capitals in headlines in capitals, and nowhere else."""
        return all(self.r.text(c.name).isupper() and self.r.shouted(c.name.start) for c in entry.candidates)

    # -- entries to facts --------------------------------------------------------------------------------------
    def _without_overlaps(self, entries: list[Entry]) -> list[Entry]:
        """Of names that overlap the longer or the better stays; an expansion is no name of its own."""
        longs = {plain(self.pairs.text(c.long)) for e in entries for c in e.candidates if c.long is not None}
        entries = [e for e in entries if plain(self.r.text(e.best.name)) not in longs]
        spans = [(c.name.start, c.name.end, e) for e in entries for c in e.candidates]
        covered = {k: e for s, t, e in sorted(spans, key=lambda x: x[1] - x[0]) for k in range(s, t)}
        inside_long = {
            k for e in entries for c in e.candidates if c.long is not None for k in range(c.long.start, c.long.end)
        }
        return [
            e for e in entries
            if any(covered[c.name.start] is e and c.name.start not in inside_long for c in e.candidates)
        ]  # fmt: skip

    def _innovation(self, identifier: str, entry: Entry) -> Innovation:
        best = entry.best
        longest = max(len(plain(self.r.text(c.name))) for c in entry.candidates)
        first = min(
            (c for c in entry.candidates if len(plain(self.r.text(c.name))) == longest), key=lambda c: c.name.start
        )
        name = self.r.text(first.name)
        agency, government = self._owner(entry)
        evidence = self._mentions(entry)
        long = next((c.long for c in entry.candidates if c.long is not None), None) or self._explained(evidence)
        stage, digital = self._marks_around(evidence)
        return Innovation(
            id=identifier,
            name=name,
            expansion=self.pairs.text(long) if long is not None else None,
            agency=agency,
            government=government,
            stage=stage,  # type: ignore[arg-type]
            digital=digital,
            description=self._description(evidence),
            rule=best.rule,
            evidence=evidence,
        )

    def _explained(self, evidence: tuple[Evidence, ...]) -> Long | None:
        """What the name is short for, said at a later mention of it."""
        for mention in evidence:
            start, end = self.a.word_at(mention.start), self.a.word_at(mention.end - 1) + 1
            after = end
            while after < self.a.n and self.a.words[after] in "\"”’'":
                after += 1
            name = Name(start, end, after)
            long = self.pairs.after(name) or self.pairs.beside(name)
            if long is not None:
                return long
        return None

    def _owner(self, entry: Entry) -> tuple[str | None, str | None]:
        order = sorted(entry.candidates, key=lambda c: c.name.start)
        government: str | None = None
        for candidate in order:
            j = candidate.name.after
            for start in {j, j if candidate.long is None else max(j, candidate.long.after)}:
                owner = self.owners.behind(start)
                if owner is not None:
                    agency, area = self.owners.ids(owner[0])
                    government = government or area
                    if agency:
                        return agency, government
        for candidate in order:
            chunk = self.owners.before(candidate.name.start) if candidate.order == 0 else None
            chunk = chunk or self.owners.next_sentence(candidate.name)
            if chunk is not None:
                agency, area = self.owners.ids(chunk)
                government = government or area
                if agency:
                    return agency, government
        return None, government

    def _mentions(self, entry: Entry) -> tuple[Evidence, ...]:
        """Every place where the name stands, in its own case or in capitals or title case."""
        spans = {self.r.span(c.name) for c in entry.candidates}
        for form in {self.text[s:e] for s, e in spans}:
            for written in {form, form.title(), form.upper()}:
                at = self.text.find(written)
                while at >= 0 and len(spans) < MAX_MENTIONS:
                    end = at + len(written)
                    if not self.text[at - 1 : at].isalnum() and not self.text[end : end + 1].isalnum():
                        spans.add((at, end))
                    at = self.text.find(written, end)
        out: list[Evidence] = []
        for start, end in sorted(spans):
            if not out or start >= out[-1].end:
                out.append(self.context.evidence(start, end))
        return tuple(out)

    def _description(self, evidence: tuple[Evidence, ...]) -> str | None:
        """What the text says that it is, right behind a mention: "…, layanan jemput berkas"."""
        for expression in self.context.knowledge.prepare("innovation.descriptions", _descriptions):
            for mention in evidence:
                match = expression.match(self.text, mention.end)
                if match is not None:
                    return str(match["value"]).strip()
        return None

    def _marks_around(self, evidence: tuple[Evidence, ...]) -> tuple[str | None, bool | None]:
        """Stage and digital or not, as the words around the mentions say."""
        stage: str | None = None
        digital: bool | None = None
        window = " ".join(self.text[max(0, e.start - 80) : e.end + 120] for e in evidence[:4])
        for expression, settings in self.context.knowledge.prepare("innovation.marks", _marks):
            wanted = ("stage" in settings and stage is None) or ("digital" in settings and digital is None)
            if wanted and expression.search(window):
                stage = settings.get("stage", stage)
                digital = settings.get("digital", digital)
        return stage, digital
