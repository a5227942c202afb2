"""Who acts or speaks in a clause: the subject among those whom it names."""

from __future__ import annotations

from berita_extract.facts.nickname import Mention
from berita_extract.facts.speaker import People, Subject
from berita_extract.facts.speech_words import ACTIVE, PASSIVE, SOURCE, WITH_PRONOUN
from berita_extract.lexicon import (
    CAPITAL,
    CAPS,
    COMMON,
    DEGREE,
    HONORIFIC,
    INITIAL,
    LOWER,
    MARK,
    MIXED,
    NONNAME,
    ORG,
    SPACE,
)

# What a mention is in its clause: one who stands in for another, subject, agent, object, mere company.
STANDIN, STRONG, AGENT, OBJECT, COMPANION = 4, 3, 2, 1, 0
NO_REPORT = -2  # `Subject.verb` where a body or a stranger speaks


class Clauses:
    """Reads the subject of a stretch of words from the mentions and verbs of speech in it."""

    def __init__(self, people: People) -> None:
        self.people, self.words, self.a = people, people.words, people.a

    def subject(self, start: int, end: int) -> Subject | None:
        """Who acts or speaks in the words [start, end); None where nobody is named or pointed to."""
        named = self.people.between(start, end)
        verb = self.people.verb_in(start, end)
        if verb is None and not named:
            return None
        while start < end and self.a.masks[start] & (SPACE | MARK):
            start += 1
        while verb is not None:
            speaker = self._speaker_of(verb, start, end, named)
            if speaker is not None:
                who, known, behind, led = speaker
                return speaker if led in (NO_REPORT, verb) else Subject(who, known, behind, verb)
            verb = self.people.verb_in(verb + 1, end)
        if not named:
            if self._unnamed(start, end):
                return Subject(None, True, start + 1)
            return None
        return self._actor(start, named)

    def _unnamed(self, start: int, end: int) -> bool:
        """ "Seorang warga mengaku …", but not "Warga itu mengaku …"."""
        lowers, definite = self.a.lowers, self.words.cues["definite"]
        if lowers[start] not in self.words.cues["unnamed"]:
            return False
        return definite.isdisjoint(lowers[start : min(end, start + 6)])

    def _speaker_of(self, verb: int, start: int, end: int, named: list[Mention]) -> Subject | None:
        kind = self.words.verbs[self.a.lowers[verb]]
        if kind in WITH_PRONOUN:
            return Subject(None, False, verb + 1)
        before = [m for m in named if m.end <= verb]
        if kind != ACTIVE and (kind in (PASSIVE, SOURCE) or not before):
            skip = verb + 1
            while skip < end and self.a.lowers[skip] in {"oleh", "langsung", "pula", "juga", "kembali", "lagi"}:
                skip += 1
            if any(m.start >= verb for m in named) and (found := self.people.after_verb(skip - 1, end)).who is not None:
                return found
            if skip < end and kind in (PASSIVE, SOURCE) and self.a.lowers[skip] in self.words.cues["pronoun"]:
                return Subject(None, False, skip + 1)
        graded = self.graded(start, before) if before and kind not in (PASSIVE, SOURCE) else ()
        good = [m for m, grade in graded if grade >= OBJECT]
        if good:
            strong = [m for m, grade in graded if grade >= STRONG]
            agents = [m for m, grade in graded if grade == AGENT]
            return Subject((strong or agents or good)[-1].who, True, verb)
        if not self.words.cues["pronoun"].isdisjoint(self.a.lowers[max(start, verb - 4) : verb]):
            return Subject(None, False, verb)
        if kind == ACTIVE and not before and (stranger := self._stranger(start, verb)) is not None:
            return stranger
        opens = verb == start or self._unnamed(start, end)  # "Menanggapi itu, Budi …": the subject comes later
        return Subject(None, False, verb) if kind == ACTIVE and not before and not opens else None

    def _stranger(self, start: int, verb: int) -> Subject | None:
        """A capitalised word right before the verb that no mention covers: a body, or somebody not known here."""
        k = verb - 1
        while k > start and self.a.lowers[k] in self.words.cues["adverb"]:
            k -= 1
        mask = self.a.masks[k]
        if k < start or not mask & CAPITAL or mask & (DEGREE | INITIAL) or (k == start and mask & (COMMON | NONNAME)):
            return None
        akin = self.people.akin(self.a.lowers[k])
        if akin is not None:
            return Subject(akin, True, verb)
        body = k + 1 in self.people.body_ends or bool(mask & (CAPS | MIXED | ORG))
        return Subject(None, not body, verb, NO_REPORT)

    def _actor(self, start: int, named: list[Mention]) -> Subject | None:
        graded = self.graded(start, named)
        for least in (STANDIN, STRONG, AGENT):
            for mention, grade in graded:
                if grade >= least:
                    return Subject(mention.who, True, mention.end)
        return None

    def graded(self, start: int, named: list[Mention]) -> list[tuple[Mention, int]]:
        """Each mention with its standing in the clause: subject, agent, object or mere company."""
        out: list[tuple[Mention, int]] = []
        fronted = self.a.lowers[start] in self.words.cues["companion"]  # "Kepada Budi, Siti …": the comma ends the list
        for mention in named:
            grade = self._grade(start, mention.start)
            earlier = out[-1] if out else (mention, STRONG)
            in_row = earlier[1] in (COMPANION, AGENT, STANDIN) and self._same_list(earlier[0].end, mention.start)
            if in_row and not (fronted and "," in self.a.words[earlier[0].end : mention.start]):
                grade = earlier[1]
            out.append((mention, grade))
        return out

    def _same_list(self, end: int, start: int) -> bool:
        """Only commas, "dan" and capitalised words stand between two mentions."""
        return start - end <= 12 and all(
            not self.a.masks[k] & LOWER or self.a.lowers[k] in {"dan", "serta"} for k in range(end, start)
        )

    def _grade(self, start: int, first: int) -> int:
        lowers, masks, words = self.a.lowers, self.a.masks, self.words
        k = first - 1
        while k >= start and masks[k] & (CAPITAL | HONORIFIC) and lowers[k] not in words.cues["companion"]:
            if lowers[k] in words.cues["agent"] or lowers[k] in words.verbs or lowers[k] in words.cues["opener"]:
                break
            k -= 1
        if k >= start and lowers[k] == "," and k in self.people.office_ends:
            return self._grade(start, self.people.office_ends[k])
        if k < start or masks[k] & SPACE:
            return STRONG
        word = lowers[k]
        if word in words.cues["companion"]:
            return COMPANION
        if word in words.cues["standin"] or (word == "oleh" and k > start and lowers[k - 1] in words.cues["standin"]):
            return STANDIN
        if word in words.cues["agent"]:
            return AGENT
        if masks[k] & MARK or word in words.verbs or word in words.cues["opener"]:
            return STRONG
        return OBJECT
