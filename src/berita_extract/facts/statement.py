"""Statements: what is quoted or reported, and in whose name.

One pass from the first sentence to the last keeps in mind who was named or spoke last, so that "ujarnya" and "kata dia"
find their speaker. Quotations come from `quotes`, people from `speaker`, reported speech from `reported`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from msgspec import structs

from berita_extract.facts.context import Context
from berita_extract.facts.quotes import Quote
from berita_extract.facts.reported import Report, reported
from berita_extract.facts.speaker import People, Subject
from berita_extract.facts.speech_words import ACTIVE, AFTER, AFTER_NYA, PASSIVE, SpeechWords, speech_words
from berita_extract.lexicon import LOWER, MARK, SPACE
from berita_extract.model import Evidence, Statement

FEW, SOME, MANY = 3, 4, 6  # words of a quotation that count as speech with more or with less support
MAX_SLIP = 10  # words of an attribution that slipped inside the marks
MAX_RESUME = 200  # code points between two parts of a quotation in one line
_MAX_LEAD = 60  # words before a quotation in which its attribution is looked for
_ENDS = ".!?…"
_LINE_ENDS = frozenset({"", "\n"})
_STARTS = '.!?…\n”"»’–—-'  # what may stand before a quotation that opens a clause


@dataclass
class Said:
    """One quotation with what stands beside it."""

    quote: Quote
    rule: str
    verb: str | None = None
    verb_word: int = -1
    speaker: str | None = None
    after: bool = False  # the attribution stands behind the quotation
    rest: Quote | None = None  # the second part of a quotation broken by its attribution


def find(context: Context) -> list[Statement]:
    """Direct and indirect statements in text order; leaves `speech` (start, end, id) in `context.found`."""
    words = speech_words(context.knowledge)
    walk = _Walk(context, words)
    walk.run()
    found = [walk.direct(said) for said in walk.said] + [walk.indirect(report) for report in walk.reports]
    found.sort(key=lambda s: s.evidence[0].start)
    spans = [(e.start, e.end, s.speaker) for s in found if s.speaker for e in s.evidence]
    context.found["speech"] = sorted(spans)
    return [_numbered(statement, number) for number, statement in enumerate(found, 1)]


def speech_spans(context: Context) -> list[tuple[int, int, str]]:
    """(start, end, o or p id) in code points of what is said by whom, in text order."""
    if "speech" not in context.found:
        find(context)
    spans: list[tuple[int, int, str]] = context.found["speech"]
    return spans


def _numbered(statement: Statement, number: int) -> Statement:
    return structs.replace(statement, id=f"s{number}")


class _Walk:
    """The state of one reading: who was named last (`focus`), what was said so far."""

    def __init__(self, context: Context, words: SpeechWords) -> None:
        self.context, self.words = context, words
        self.a, self.text = context.analysis, context.text
        self.people = People(context, words)
        self.quotes = words.quoter(context.text)
        self._outer = [q.outer_start for q in self.quotes]
        self.focus: str | None = None
        self.said: list[Said] = []
        self.reports: list[Report] = []
        self._sentence = 0
        self._told = 0  # word up to which the text has been read for its subject

    # -- the pass ----------------------------------------------------------------------------------------------
    def run(self) -> None:
        """Read the article once."""
        number = 0
        while number < len(self.quotes):
            quote = self.quotes[number]
            said = self._speech(quote, number)
            if said is not None:
                self._narrate(self._first_word(quote))
                self._attribute(said, number)
                self.said.append(said)
                number += 1 if said.rest is None else 2
            else:
                number += 1
        self._narrate(self.a.n)

    def _first_word(self, quote: Quote) -> int:
        return bisect_left(self.a.starts, quote.outer_start, 0, self.a.n)

    def _end_word(self, quote: Quote) -> int:
        return bisect_left(self.a.starts, quote.outer_end, 0, self.a.n)

    def _sentence_end(self, word: int) -> int:
        if word >= self.a.n:
            return self.a.n
        return self.a.sentences[self.a.sentence_of[word]][1]

    def _narrate(self, stop: int) -> None:
        """Read the narrative up to word `stop`: who acts is the one whom a pronoun will mean."""
        while self._told < stop:
            start = self._told
            end = min(stop, self._sentence_end(start))
            subject = self.people.subject(start, end)
            if subject is not None:
                self.focus = subject.who if subject.known else self.focus
                if self.focus and subject.verb >= 0:
                    report = reported(self.context, self.people, start, end, subject.verb, self.focus)
                    self.reports.extend([report] if report is not None else [])
            self._told = end

    # -- is it speech? -----------------------------------------------------------------------------------------
    def _speech(self, quote: Quote, number: int) -> Said | None:
        text = self.text
        quote, own_verb = self._without_attribution(quote)
        inside = text[quote.start : quote.end]
        size = inside.count(" ") + 1
        lead = self._lead(quote)
        starts = self._starts_clause(quote)
        last = inside[-1]
        verb = self._verb_after(quote, last, starts and size >= FEW)
        named = self._names_thing(quote)
        if (named and not (last == "," and verb is not None)) or self._of_document(quote):
            return None
        if own_verb is not None:
            return Said(quote, "statement.verb_inside", text_of(self, own_verb), own_verb, after=True)
        capital = next((c for c in inside if c.isalnum()), "a")
        upper = capital.isupper() or capital.isdigit()
        if verb is not None and (starts or last in ",?!" or (size >= MANY and (upper or self._own(inside)))):
            return Said(quote, "statement.verb_after", text_of(self, verb), verb, after=True)
        if lead is not None and (upper or size >= SOME) and size >= 2 and self._fits_lead(lead, quote, inside, size):
            return Said(quote, "statement.verb_before", text_of(self, lead), lead)
        if starts and upper and size >= SOME and self._name_behind(quote, last):
            return Said(quote, "statement.name_after")
        if last == "," and starts and size >= 2 and upper:
            return Said(quote, "statement.comma_inside")
        if self._after_colon(quote) and size >= FEW:
            return Said(quote, "statement.colon")
        if starts and upper and size >= (SOME if self._resumes(quote) else MANY) and self._whole(quote, last):
            return Said(quote, "statement.sentence")
        return None

    def _resumes(self, quote: Quote) -> bool:
        """Whether another quotation stands before it in the same line, or its speaker is announced behind it."""
        if not self.said:
            return self._told_of(self._end_word(quote), True) is not None
        earlier = self.said[-1].quote.outer_end
        return quote.outer_start - earlier <= MAX_RESUME and "\n" not in self.text[earlier : quote.outer_start]

    def _fits_lead(self, verb: int, quote: Quote, inside: str, size: int) -> bool:
        """Right behind the verb, without comma or colon, only a whole sentence is speech ("disebut 'Kota Tua'")."""
        between = self.text[self.a.ends[verb] : quote.outer_start].strip()
        if between:
            return size >= MANY or self._whole(quote, inside[-1]) or inside[-1] == ","
        return size >= MANY and (inside[-1] in _ENDS or self._own(inside)) and inside[0].isupper()

    def _without_attribution(self, quote: Quote) -> tuple[Quote, int | None]:
        """Cut an attribution that slipped inside the marks ("…, katanya”, "…, kata Budi”); also its verb."""
        first = bisect_left(self.a.starts, quote.start, 0, self.a.n)
        last = bisect_left(self.a.starts, quote.end, 0, self.a.n) - 1
        for k in range(last, max(first + 1, last - MAX_SLIP), -1):
            kind = self.words.verbs.get(self.a.lowers[k])
            if kind in (AFTER, AFTER_NYA) and self.a.words[k - 1] == ",":
                named = kind == AFTER_NYA or (k < last and self.a.lowers[k + 1] not in self.words.cue("halt"))
                return (replace(quote, end=self.a.starts[k - 1]), k) if named else (quote, None)
            if self.a.masks[k] & LOWER and self.a.lowers[k] not in self.words.cue("pronoun"):
                break
        return quote, None

    def _own(self, inside: str) -> bool:
        return any(word in self.words.cue("own") for word in inside.lower().split())

    def _starts_clause(self, quote: Quote) -> bool:
        """Whether the mark opens a line or a sentence."""
        before = self.text[max(0, quote.outer_start - 4) : quote.outer_start]
        stripped = before.rstrip(" ")
        return not stripped or stripped[-1] in _STARTS or stripped.endswith(".)")

    def _whole(self, quote: Quote, last: str) -> bool:
        """A sentence of its own: a point inside or right behind, or the end of the line."""
        if last in _ENDS or not quote.closed:
            return True
        behind = self.text[quote.outer_end : quote.outer_end + 2].lstrip(" ")
        return not behind or behind[0] in ".\n"

    def _names_thing(self, quote: Quote) -> bool:
        pattern = self.words.patterns.get("statement.named_thing")
        if pattern is None or self.text[max(0, quote.outer_start - 1) : quote.outer_start] in _LINE_ENDS:
            return False
        begin = max(0, quote.outer_start - 60)
        return any(m.end() > quote.outer_start for m in pattern.finditer(self.text, begin, quote.outer_start + 1))

    def _lead(self, quote: Quote) -> int | None:
        """The verb of speech before a quotation that follows a comma or colon, or stands right behind the verb."""
        first = self._first_word(quote)
        k = first - 1
        while k >= 0 and self.a.masks[k] & (MARK | SPACE) and self.a.words[k] not in {",", ":", "-", "–", "—"}:
            if self.a.words[k] in _ENDS or "\n" in self.a.words[k]:
                return None
            k -= 1
        if k < 0:
            return None
        verbs, lowers = self.words.verbs, self.a.lowers
        if lowers[k] in verbs or lowers[k] in self.words.cue("link"):
            return k if lowers[k] in verbs else self._verb_back(k)
        if self.a.words[k] not in {",", ":"}:
            return None
        return self._verb_back(k)

    def _verb_back(self, k: int) -> int | None:
        start = max(self._told, self.a.sentences[self.a.sentence_of[k]][0], k - _MAX_LEAD)
        return self.people.last_verb(start, k)

    def _after_colon(self, quote: Quote) -> bool:
        """ "Nama: …": a person named in the clause before the colon."""
        before = self.text[: quote.outer_start][-3:].rstrip()
        if not before.endswith(":"):
            return False
        first = self._first_word(quote)
        start = self.a.sentences[self.a.sentence_of[max(0, first - 1)]][0]
        return any(first - m.end <= 3 for m in self.people.between(start, first))

    def _verb_after(self, quote: Quote, last: str, sentence: bool) -> int | None:
        """The verb of speech behind a quotation; also an unknown word in its place before a name or with -nya."""
        j = self._end_word(quote)
        a, comma = self.a, last in ",?!"
        broken = False
        while j < a.n and a.masks[j] & (MARK | SPACE):
            if a.words[j] in {"(", ";", ":"}:
                return None
            comma = comma or a.words[j] == ","
            broken = broken or "\n" in a.words[j]
            if a.words[j] in '"“„«‘”»' and a.words[j] not in {"”", "»"}:
                return None
            j += 1
        for k in range(j, min(a.n, j + 3)):
            if a.lowers[k] in self.words.verbs and not (broken and not a.masks[k] & LOWER):
                return k
            if a.lowers[k] not in self.words.cue("adverb"):
                break
        told = self._told_of(j, sentence)
        if told is None and not broken:
            told = self._subject_first(j)
        if told is not None:
            return told
        return j if not broken and self._unknown_verb(j, comma, sentence) else None

    def _subject_first(self, j: int) -> int | None:
        """The verb of "…," Budi menjelaskan and "…," ia menambahkan."""
        mention = self.people.at(j) if j < self.a.n else None
        pronoun = j < self.a.n and self.a.lowers[j] in self.words.cue("pronoun")
        if mention is None and not pronoun:
            return None
        first = mention.end if mention is not None else j + 1
        verbs = self.words.verbs
        return next((k for k in range(first, min(self.a.n, first + 3)) if verbs.get(self.a.lowers[k]) == ACTIVE), None)

    def _name_behind(self, quote: Quote, last: str) -> bool:
        """ "…," Budi Santoso. and "…" – Budi Santoso: only the name stands behind."""
        a, j = self.a, self._end_word(quote)
        dash = j < a.n and a.words[j] in {"-", "–", "—"}
        mention = self.people.at(j + dash) if j + dash < a.n else None
        if mention is None or not (dash or last == ","):
            return False
        end = mention.end
        return end >= a.n or a.words[end] in _ENDS or "\n" in a.words[end]

    def _of_document(self, quote: Quote) -> bool:
        """What stands in a letter or a rule: "…," bunyi pasal itu."""
        k = self._end_word(quote)
        while k < self.a.n and self.a.masks[k] & (MARK | SPACE):
            k += 1
        for j in range(k, min(self.a.n, k + 3)):
            lower = self.a.lowers[j]
            if lower in self.words.cue("document"):
                return True
            if self.words.verbs.get(lower) != AFTER and lower not in self.words.cue("adverb"):
                break
        return False

    def _told_of(self, j: int, sentence: bool) -> int | None:
        """The verb of "Hal itu disampaikan X …" behind a quotation."""
        a = self.a
        if not sentence or j + 1 >= a.n or a.lowers[j] not in self.words.cue("anaphor"):
            return None
        if a.lowers[j + 1] not in self.words.cue("definite"):
            return None
        return next((k for k in range(j + 2, min(a.n, j + 6)) if self.words.verbs.get(a.lowers[k]) == PASSIVE), None)

    def _unknown_verb(self, j: int, comma: bool, sentence: bool) -> bool:
        a = self.a
        if j + 1 >= a.n or not comma or not sentence or not a.masks[j] & LOWER or a.lowers[j] in self.words.cue("halt"):
            return False
        word = a.lowers[j]
        if word.endswith("nya") and len(word) >= 7:
            return True
        return len(word) >= 4 and (self.people.at(j + 1) is not None or a.lowers[j + 1] in {"dia", "ia"})

    # -- who says it? ------------------------------------------------------------------------------------------
    def _attribute(self, said: Said, number: int) -> None:
        """Find the speaker, and move on behind the quotation and its attribution."""
        before = self.focus
        end = self._end_word(said.quote)
        if said.after:
            subject: Subject | None = self._behind(said)
            self._told = max(end, self._attribution_end(said, number))
        else:
            subject = self._ahead(said)
            self._told = end
        said.speaker = subject.who if subject is not None and subject.known else before
        self.focus = said.speaker
        if said.after:
            self._join(said, number)
            self._share(said)

    def _behind(self, said: Said) -> Subject:
        verb = said.verb_word
        limit = self._sentence_end(verb)
        first = self._end_word(said.quote)
        if self.words.verbs.get(self.a.lowers[verb]) == ACTIVE:
            subject = self.people.subject(first, limit)
            return subject if subject is not None else Subject(None, False, verb)
        return self.people.after_verb(verb, self._before_next_quote(verb, limit))

    def _before_next_quote(self, word: int, limit: int) -> int:
        k = bisect_right(self._outer, self.a.starts[word])
        if k < len(self._outer):
            limit = min(limit, bisect_left(self.a.starts, self._outer[k], 0, self.a.n))
        return limit

    def _attribution_end(self, said: Said, number: int) -> int:
        return self._before_next_quote(said.verb_word, self._sentence_end(said.verb_word))

    def _ahead(self, said: Said) -> Subject | None:
        """The speaker named in the sentence before the quotation (already read as narrative)."""
        if said.rule in {"statement.sentence", "statement.comma_inside"}:
            return None
        if said.rule == "statement.name_after":
            end = self._end_word(said.quote)
            mention = self.people.at(end) or self.people.at(end + 1)
            return Subject(mention.who, True, mention.end) if mention is not None else None
        first = self._first_word(said.quote)
        start = self.a.sentences[self.a.sentence_of[max(0, first - 1)]][0]
        if said.verb_word >= 0:
            return self.people.subject(start, first)
        named = self.people.between(start, first)
        return Subject(named[-1].who, True, first) if named else None

    def _join(self, said: Said, number: int) -> None:
        """A quotation broken only by its attribution goes on in lower case behind it."""
        if number + 1 >= len(self.quotes):
            return
        following = self.quotes[number + 1]
        between = self.text[said.quote.outer_end : following.outer_start]
        first = next((c for c in self.text[following.start : following.end] if c.isalpha()), "A")
        if len(between) > 200 or "\n" in between or between.rstrip().endswith(tuple(_ENDS)) or not first.islower():
            return
        if self._names_thing(following) or following.end - following.start < 12:
            return
        said.rest = following
        self._told = max(self._told, self._end_word(following))

    def _share(self, said: Said) -> None:
        """A quotation right before this one, without words between, has the same speaker."""
        if not self.said or self.said[-1].rule != "statement.sentence":
            return
        earlier = self.said[-1]
        between = self.text[earlier.quote.outer_end : said.quote.outer_start]
        if not between.strip() and "\n" not in between:
            earlier.speaker = said.speaker

    # -- output ------------------------------------------------------------------------------------------------
    def direct(self, said: Said) -> Statement:
        """The record entry of a quotation."""
        parts = [self._evidence(q) for q in (said.quote, said.rest) if q is not None]
        return Statement(
            id="s0",
            kind="direct",
            text=" ".join(part.text for part in parts),
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

    def indirect(self, report: Report) -> Statement:
        """The record entry of reported speech."""
        parts = tuple(self.context.evidence(start, end) for start, end in report.spans)
        return Statement(
            id="s0",
            kind="indirect",
            text=" ".join(part.text for part in parts),
            speaker=report.speaker,
            verb=report.verb,
            rule=report.rule,
            evidence=parts,
        )


def text_of(walk: _Walk, word: int) -> str:
    """The word as written."""
    return walk.a.words[word]
