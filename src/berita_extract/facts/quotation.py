"""Which quoted stretches are speech: the verb beside them, their place in the sentence and their shape.

Names of innovations, themes, slogans, titles and scare quotes stand between the same marks.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from berita_extract.facts.context import Context
from berita_extract.facts.quotes import Quote
from berita_extract.facts.speaker import People
from berita_extract.facts.speech_words import ACTIVE, AFTER, AFTER_NYA, PASSIVE, SpeechWords
from berita_extract.lexicon import LOWER, MARK, SPACE

FEW, SOME, MANY = 3, 4, 6  # words of a quotation that count as speech with more or with less support
MAX_SLIP = 10  # words of an attribution that slipped inside the marks
MAX_RESUME = 200  # code points between two parts of a quotation in one line
MAX_TITLE = 10  # words of an office behind a name
MAX_LEAD = 60  # words before a quotation in which its attribution is looked for
ENDS = ".!?…"
_LINE_ENDS = frozenset({"", "\n"})
_STARTS = '.!?…\n”"»’–—-'  # what may stand before a quotation that opens a clause


@dataclass(slots=True)
class Said:
    """One quotation with what stands beside it."""

    quote: Quote
    rule: str
    verb: str | None = None
    verb_word: int = -1
    speaker: str | None = None
    after: bool = False  # the attribution stands behind the quotation
    pointed: bool = False  # the speaker is only pointed to ("katanya")
    rest: Quote | None = None  # the second part of a quotation broken by its attribution
    first_word: int = 0  # the word at the opening mark
    end_word: int = 0  # the first word behind the closing mark


class Judge:
    """Tells speech from other quoted stretches of one article."""

    def __init__(self, context: Context, words: SpeechWords, people: People) -> None:
        self.words, self.people = words, people
        self.a, self.text = context.analysis, context.text

    def end_word(self, quote: Quote) -> int:
        """The first word behind the closing mark."""
        return bisect_left(self.a.starts, quote.outer_end, 0, self.a.n)

    def _first_word(self, quote: Quote) -> int:
        """The word at the opening mark."""
        return bisect_left(self.a.starts, quote.outer_start, 0, self.a.n)

    def speech(self, quote: Quote, told: int, earlier: Quote | None) -> Said | None:
        """The quotation with its attribution if it is speech; `told` is the first word not yet read as narrative and
        `earlier` the quotation of speech before it."""
        quote, own_verb = self._without_attribution(quote)
        inside = self.text[quote.start : quote.end]
        first = self._first_word(quote)
        lead = self._lead(first, told)
        starts = self._starts_clause(quote)
        last = inside[-1]
        end = self.end_word(quote)
        size = inside.count(" ") + 1
        verb = self._verb_after(end, last, starts and size >= FEW)
        said = self._said(quote, own_verb, lead, verb, inside, size, starts, earlier)
        if said is None or self._of_document(end):
            return None
        said.first_word, said.end_word = first, end
        return None if not (last == "," and verb is not None) and self.names_thing(quote) else said

    def _said(
        self, quote: Quote, own_verb: int | None, lead: int | None, verb: int | None, inside: str, size: int,
        starts: bool, earlier: Quote | None,
    ) -> Said | None:  # fmt: skip
        """The quotation by its shape and the verbs inside, before and behind it."""
        last = inside[-1]
        if own_verb is not None:
            return Said(quote, "statement.verb_inside", self.a.words[own_verb], own_verb, after=True)
        capital = inside[0] if inside[0].isalnum() else next((c for c in inside if c.isalnum()), "a")
        upper = capital.isupper() or capital.isdigit()
        if verb is not None and lead is not None and self.words.verbs.get(self.a.lowers[verb]) == PASSIVE:
            verb = None  # Budi berseloroh, "…" disambut tawa
        if verb is not None and (starts or last in ",?!" or (size >= MANY and (upper or self._own(inside)))):
            return Said(quote, "statement.verb_after", self.a.words[verb], verb, after=True)
        if lead is not None and (upper or size >= SOME) and size >= 2 and self._fits_lead(lead, quote, inside, size):
            return Said(quote, "statement.verb_before", self.a.words[lead], lead)
        if starts and upper and size >= SOME and self._name_behind(quote, last):
            return Said(quote, "statement.name_after")
        if last == "," and starts and size >= 2 and upper:
            return Said(quote, "statement.comma_inside")
        if self._after_colon(quote) and size >= FEW:
            return Said(quote, "statement.colon")
        few = self._resumes(quote, earlier) or self._announced(quote)
        if starts and upper and size >= (SOME if few else MANY) and self._whole(quote, last):
            return Said(quote, "statement.sentence")
        return None

    def _resumes(self, quote: Quote, earlier: Quote | None) -> bool:
        """Whether another quotation of speech stands before it in the same line."""
        if earlier is None or quote.outer_start - earlier.outer_end > MAX_RESUME:
            return False
        return "\n" not in self.text[earlier.outer_end : quote.outer_start]

    def _announced(self, quote: Quote) -> bool:
        """A sentence that ends with a verb of speech stands before it ("Camat Budi menambahkan. …")."""
        first = self._first_word(quote)
        return first > 2 and self.a.words[first - 1] == "." and self.a.lowers[first - 2] in self.words.verbs

    def _fits_lead(self, verb: int, quote: Quote, inside: str, size: int) -> bool:
        """Right behind the verb, without comma or colon, only a whole sentence is speech ("disebut 'Kota Tua'")."""
        between = self.text[self.a.ends[verb] : quote.outer_start].strip()
        if between:
            return size >= MANY or self._whole(quote, inside[-1]) or inside[-1] == ","
        return size >= MANY and (inside[-1] in ENDS or self._own(inside)) and inside[0].isupper()

    def _without_attribution(self, quote: Quote) -> tuple[Quote, int | None]:
        """Cut an attribution that slipped inside the marks ("…, katanya”, "…, kata Budi”); also its verb."""
        last = bisect_left(self.a.starts, quote.end, 0, self.a.n) - 1
        lowers, masks, verbs, pronouns = self.a.lowers, self.a.masks, self.words.verbs, self.words.cues["pronoun"]
        k = last
        while k > 0 and masks[k] & MARK:
            k -= 1
        if masks[k] & LOWER and lowers[k] not in verbs and lowers[k] not in pronouns:  # nearly all
            return quote, None
        first = bisect_left(self.a.starts, quote.start, 0, self.a.n)
        for k in range(last, max(first + 1, last - MAX_SLIP), -1):
            kind = verbs.get(lowers[k])
            if kind is not None and kind in (AFTER, AFTER_NYA) and self.a.words[k - 1] == ",":
                named = kind == AFTER_NYA or (k < last and self.a.lowers[k + 1] not in self.words.cues["halt"])
                return (quote._replace(end=self.a.starts[k - 1]), k) if named else (quote, None)
            if masks[k] & LOWER and lowers[k] not in pronouns:
                break
        return quote, None

    def _own(self, inside: str) -> bool:
        return any(word in self.words.cues["own"] for word in inside.lower().split())

    def _starts_clause(self, quote: Quote) -> bool:
        """Whether the mark opens a line or a sentence."""
        before = self.text[max(0, quote.outer_start - 4) : quote.outer_start]
        stripped = before.rstrip(" ")
        return not stripped or stripped[-1] in _STARTS or stripped.endswith(".)")

    def _whole(self, quote: Quote, last: str) -> bool:
        """A sentence of its own: a point inside or right behind, or the end of the line."""
        if last in ENDS or not quote.closed:
            return True
        behind = self.text[quote.outer_end : quote.outer_end + 2].lstrip(" ")
        return not behind or behind[0] in ".\n"

    def names_thing(self, quote: Quote) -> bool:
        """A word for a name, theme or title stands before the opening mark."""
        pattern = self.words.patterns.get("statement.named_thing")
        if pattern is None or self.text[max(0, quote.outer_start - 1) : quote.outer_start] in _LINE_ENDS:
            return False
        begin = max(0, quote.outer_start - 60)
        return any(m.end() > quote.outer_start for m in pattern.finditer(self.text, begin, quote.outer_start + 1))

    def _lead(self, first: int, told: int) -> int | None:
        """The verb of speech before a quotation that follows a comma or colon, or stands right behind the verb."""
        k = first - 1
        while k >= 0 and self.a.masks[k] & (MARK | SPACE) and self.a.words[k] not in {",", ":", "-", "–", "—"}:
            if self.a.words[k] in ENDS or "\n" in self.a.words[k]:
                return None
            k -= 1
        if k < 0:
            return None
        verbs, lowers = self.words.verbs, self.a.lowers
        if lowers[k] in verbs or lowers[k] in self.words.cues["link"]:
            return k if lowers[k] in verbs else self._verb_back(k, told)
        if self.a.words[k] not in {",", ":"} or lowers[k - 1] in self.words.cues["proverb"]:
            return None
        return self._verb_back(k, told)

    def _verb_back(self, k: int, told: int) -> int | None:
        start = max(told, self.a.sentences[self.a.sentence_of[k]][0], k - MAX_LEAD)
        return self.people.last_verb(start, k)

    def _after_colon(self, quote: Quote) -> bool:
        """ "Nama: …": a person named in the clause before the colon."""
        before = self.text[max(0, quote.outer_start - 3) : quote.outer_start].rstrip()
        if not before.endswith(":"):
            return False
        first = self._first_word(quote)
        start = max(self.a.sentences[self.a.sentence_of[max(0, first - 1)]][0], first - MAX_LEAD)
        return any(first - m.end <= 3 for m in self.people.between(start, first))

    def _verb_after(self, j: int, last: str, sentence: bool) -> int | None:
        """The verb of speech behind a quotation that ends before word j; also an unknown word in its place before a
        name or with -nya."""
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
            if a.lowers[k] not in self.words.cues["adverb"]:
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
        pronoun = j < self.a.n and self.a.lowers[j] in self.words.cues["pronoun"]
        if mention is None and not pronoun:
            return None
        first = mention.end if mention is not None else j + 1
        verbs = self.words.verbs
        return next((k for k in range(first, min(self.a.n, first + 3)) if verbs.get(self.a.lowers[k]) == ACTIVE), None)

    def _name_behind(self, quote: Quote, last: str) -> bool:
        """ "…," Budi Santoso. and "…" – Budi Santoso: only the name stands behind."""
        a, j = self.a, self.end_word(quote)
        dash = j < a.n and a.words[j] in {"-", "–", "—"}
        mention = self.people.at(j + dash) if j + dash < a.n else None
        if mention is None or not (dash or last == ","):
            return False
        end = mention.end
        while end < a.n and end - mention.end < MAX_TITLE and not a.masks[end] & (LOWER | SPACE):
            if a.words[end] in ENDS:
                break
            end += 1
        return end >= a.n or a.words[end] in ENDS or "\n" in a.words[end]

    def _of_document(self, k: int) -> bool:
        """What stands in a letter or a rule: "…," bunyi pasal itu (from word k on)."""
        while k < self.a.n and self.a.masks[k] & (MARK | SPACE):
            k += 1
        for j in range(k, min(self.a.n, k + 3)):
            lower = self.a.lowers[j]
            if lower in self.words.cues["document"]:
                return True
            if self.words.verbs.get(lower) != AFTER and lower not in self.words.cues["adverb"]:
                break
        return False

    def _told_of(self, j: int, sentence: bool) -> int | None:
        """The verb of "Hal itu disampaikan X …" behind a quotation."""
        a = self.a
        if not sentence or j + 1 >= a.n or a.lowers[j] not in self.words.cues["anaphor"]:
            return None
        if a.lowers[j + 1] not in self.words.cues["definite"]:
            return None
        return next((k for k in range(j + 2, min(a.n, j + 6)) if self.words.verbs.get(a.lowers[k]) == PASSIVE), None)

    def _unknown_verb(self, j: int, comma: bool, sentence: bool) -> bool:
        a = self.a
        if not comma or not sentence or j + 1 >= a.n or not a.masks[j] & LOWER:
            return False
        if a.lowers[j] in self.words.cues["halt"]:
            return False
        word = a.lowers[j]
        if word.endswith("nya") and len(word) >= 7:
            return True
        return len(word) >= 4 and (self.people.at(j + 1) is not None or a.lowers[j + 1] in {"dia", "ia"})
