"""Statements: what is quoted or reported, and in whose name.

One pass from the first sentence to the last keeps in mind who was named or spoke last, so that "ujarnya" and "kata dia"
find their speaker. Quotations come from `quotes` and `quotation`, people from `speaker` and `clause`, reported speech
from `reported`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from berita_extract.facts.clause import Clauses
from berita_extract.facts.context import Context
from berita_extract.facts.quotation import ENDS, Judge, Said
from berita_extract.facts.quotes import Quote
from berita_extract.facts.reported import Report, reported
from berita_extract.facts.speaker import People, Subject
from berita_extract.facts.speech_words import ACTIVE, SpeechWords, speech_words
from berita_extract.model import Evidence, Statement

MAX_SENTENCE = 400  # words of a sentence that are read for its subject at once
MAX_OPENING = 25  # words between an opening quotation and the sentence that names its speaker
MAX_GAP = 200  # code points of an attribution between the parts of one quotation
_ENDS = frozenset(ENDS)


def find(context: Context) -> list[Statement]:
    """Direct and indirect statements in text order; leaves `speech` (start, end, id) in `context.found`."""
    words = speech_words(context.knowledge)
    walk = _Walk(context, words)
    walk.run()
    ordered: list[Said | Report] = [*walk.said, *walk.reports]
    ordered.sort(key=_begin)
    found = [
        walk.direct(item, number) if isinstance(item, Said) else walk.indirect(item, number)
        for number, item in enumerate(ordered, 1)
    ]
    spans = [(e.start, e.end, s.speaker) for s in found if s.speaker for e in s.evidence]
    context.found["speech"] = sorted(spans)
    return found


def speech_spans(context: Context) -> list[tuple[int, int, str]]:
    """(start, end, o or p id) in code points of what is said by whom, in text order."""
    if "speech" not in context.found:
        find(context)
    spans: list[tuple[int, int, str]] = context.found["speech"]
    return spans


def _begin(item: Said | Report) -> int:
    return item.quote.start if isinstance(item, Said) else item.spans[0][0]


def _joined(parts: Sequence[Evidence]) -> str:
    """The words of all parts; nearly all statements have one."""
    return parts[0].text if len(parts) == 1 else " ".join(part.text for part in parts)


class _Walk:
    """The state of one reading: who was named last (`focus`), what was said so far."""

    def __init__(self, context: Context, words: SpeechWords) -> None:
        self.context, self.words = context, words
        self.a, self.text = context.analysis, context.text
        self.people = People(context, words)
        self.quotes = words.quoter(context.text)
        self.clauses = Clauses(self.people)
        self.judge = Judge(context, words, self.people)
        self._outer = [q.outer_start for q in self.quotes]
        self.focus: str | None = None
        self.said: list[Said] = []
        self.reports: list[Report] = []
        self._spoken_until = 0  # end of the paragraph in which a verb of speech stood last
        self._told = 0  # word up to which the text has been read for its subject

    # -- the pass ----------------------------------------------------------------------------------------------
    def run(self) -> None:
        """Read the article once."""
        number = 0
        while number < len(self.quotes):
            quote = self.quotes[number]
            said = self.judge.speech(quote, self._told, self.said[-1].quote if self.said else None)
            if said is not None:
                self._narrate(said.first_word)
                self._attribute(said, number)
                self.said.append(said)
                number += 1 if said.rest is None else 2
            else:
                number += 1
        self._narrate(self.a.n)

    def _sentence_end(self, word: int) -> int:
        if word >= self.a.n:
            return self.a.n
        return self.a.sentences[self.a.sentence_of[word]][1]

    def _narrate(self, stop: int) -> None:
        """Read the narrative up to word `stop`: who acts is the one whom a pronoun will mean."""
        while (word := self.people.next_named(self._told)) < stop:
            if stop == self.a.n and self._is_over(word):
                break
            start = max(self._told, self.a.sentences[self.a.sentence_of[word]][0])
            end = min(stop, self._sentence_end(start), start + MAX_SENTENCE)
            subject = self.clauses.subject(start, end)
            if subject is not None and not self._only_told_of(subject, start, stop):
                self.focus = subject.who if subject.known else self.focus
                self._name_opening(start)
                if self.focus and subject.verb >= 0:
                    report = reported(self.context, self.people, start, end, subject.verb, self.focus)
                    self.reports.extend([report] if report is not None else [])
            self._told = end
        self._told = max(self._told, stop)

    def _is_over(self, word: int) -> bool:
        """Whether nothing is said from word `word` on, behind the last quotation: then nobody asks who acts there."""
        return self.people.verb_in(word, self.a.n) is None and not self._waits()

    def _waits(self) -> bool:
        """Whether the only quotation so far has a speaker who is yet to be named."""
        return len(self.said) == 1 and self.said[0].speaker is None and self.said[0].pointed

    def _only_told_of(self, subject: Subject, start: int, stop: int) -> bool:
        """Whether the sentence tells of somebody named before, in a paragraph in which another speaks already.

        "Ia menekankan … . Bupati Budi ingin …": "katanya" in the next paragraph is not the bupati's.
        """
        if subject.verb >= 0:
            line_end = self.text.find("\n", self.a.starts[start])
            self._spoken_until = line_end if line_end >= 0 else len(self.text)
            return False
        earlier = self.people.first_of(subject.who)
        behind = stop >= self.a.n or self._spoken_until <= self.a.starts[stop]
        return behind and self.a.starts[start] < self._spoken_until and self.focus is not None and earlier < start

    def _name_opening(self, start: int) -> None:
        """An article that opens with a quotation names its speaker right behind it ("…," katanya. Budi Santoso …)."""
        if self.focus is not None and self._waits() and start - self.said[0].end_word <= MAX_OPENING:
            self.said[0].speaker = self.focus

    # -- who says it? ------------------------------------------------------------------------------------------
    def _attribute(self, said: Said, number: int) -> None:
        """Find the speaker, and move on behind the quotation and its attribution."""
        before = self.focus
        if said.after:
            limit = self._sentence_end(said.verb_word)
            attribution_end = self._before_next_quote(said.verb_word, limit)
            subject: Subject | None = self._behind(said, limit, attribution_end)
            self._told = max(said.end_word, attribution_end)
        else:
            subject = self._ahead(said)
            self._told = said.end_word
        said.speaker = subject.who if subject is not None and subject.known else before
        else_ = said.after and subject is not None and not subject.known and self._somebody_else(said)
        said.speaker = None if else_ else said.speaker
        said.pointed = not else_ and (subject is None or not subject.known)
        self.focus = said.speaker
        if said.after:
            self._join(said, number)
            self._share(said)

    def _somebody_else(self, said: Said) -> bool:
        """ "jawab mahasiswa itu": no office-holder who was named, unless as a student."""
        k = said.verb_word + 1
        word = self.a.lowers[k] if k < self.a.n else ""
        if word not in self.words.cues["civil"] or (said.speaker is not None and said.speaker[0] != "o"):
            return False
        beside = (m for m in self.people.mentions if m.who == said.speaker)
        lowers = self.a.lowers
        return not any(word in [*lowers[max(0, m.start - 4) : m.start], *lowers[m.end : m.end + 6]] for m in beside)

    def _behind(self, said: Said, limit: int, attribution_end: int) -> Subject:
        verb = said.verb_word
        if self.words.verbs.get(self.a.lowers[verb]) == ACTIVE:
            subject = self.clauses.subject(said.end_word, limit)
            return subject if subject is not None else Subject(None, False, verb)
        return self.people.after_verb(verb, attribution_end)

    def _before_next_quote(self, word: int, limit: int) -> int:
        k = bisect_right(self._outer, self.a.starts[word])
        if k < len(self._outer):
            limit = min(limit, bisect_left(self.a.starts, self._outer[k], 0, self.a.n))
        return limit

    def _ahead(self, said: Said) -> Subject | None:
        """The speaker named in the sentence before the quotation (already read as narrative)."""
        if said.rule in {"statement.sentence", "statement.comma_inside"}:
            return None
        if said.rule == "statement.name_after":
            mention = self.people.at(said.end_word) or self.people.at(said.end_word + 1)
            return Subject(mention.who, True, mention.end) if mention is not None else None
        first = said.first_word
        start = max(self.a.sentences[self.a.sentence_of[max(0, first - 1)]][0], first - MAX_SENTENCE)
        if said.verb_word >= 0:
            return self.clauses.subject(start, first)
        named = self.people.between(start, first)
        return Subject(named[-1].who, True, first) if named else None

    def _join(self, said: Said, number: int) -> None:
        """A quotation broken only by its attribution goes on in lower case behind it."""
        if number + 1 >= len(self.quotes):
            return
        following = self.quotes[number + 1]
        if following.outer_start - said.quote.outer_end > MAX_GAP:
            return
        between = self.text[said.quote.outer_end : following.outer_start]
        if "\n" in between or between.rstrip()[-1:] in _ENDS:
            return
        if not next((c for c in self.text[following.start : following.end] if c.isalpha()), "A").islower():
            return
        if self.judge.names_thing(following) or following.end - following.start < 12:
            return
        said.rest = following
        self._told = max(self._told, self.judge.end_word(following))

    def _share(self, said: Said) -> None:
        """A quotation right before this one, without words between, has the same speaker."""
        if not self.said or self.said[-1].rule != "statement.sentence":
            return
        earlier = self.said[-1]
        between = self.text[earlier.quote.outer_end : said.quote.outer_start]
        if not between.strip() and "\n" not in between:
            earlier.speaker = said.speaker

    # -- output ------------------------------------------------------------------------------------------------
    def direct(self, said: Said, number: int) -> Statement:
        """The record entry of a quotation."""
        parts = [self._evidence(q) for q in (said.quote, said.rest) if q is not None]
        return Statement(
            id=f"s{number}",
            kind="direct",
            text=_joined(parts),
            speaker=said.speaker,
            verb=said.verb,
            rule=said.rule,
            evidence=tuple(parts),
        )

    def _evidence(self, quote: Quote) -> Evidence:
        """The words between the marks, without the comma that belongs to the attribution."""
        end = quote.end
        while end - 1 > quote.start and self.text[end - 1] in ", \n":
            end -= 1
        return self.context.evidence(quote.start, end)

    def indirect(self, report: Report, number: int) -> Statement:
        """The record entry of reported speech."""
        parts = tuple([self.context.evidence(start, end) for start, end in report.spans])
        return Statement(
            id=f"s{number}",
            kind="indirect",
            text=_joined(parts),
            speaker=report.speaker,
            verb=report.verb,
            rule=report.rule,
            evidence=parts,
        )
