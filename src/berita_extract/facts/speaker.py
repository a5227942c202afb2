"""Who is named where: all mentions of people in text order, and who is named behind a verb of speech."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

from berita_extract.chunks import Chunk, Position
from berita_extract.facts.anchors import SPEECH, anchors
from berita_extract.facts.context import Context
from berita_extract.facts.nickname import Mention, nicknames
from berita_extract.facts.official import Entity
from berita_extract.facts.speech_words import (
    ACTIVE,
    AFTER,
    AFTER_NYA,
    PASSIVE,
    PASSIVE_NYA,
    SOURCE,
    SOURCE_NYA,
    WITH_PRONOUN,
    SpeechWords,
)
from berita_extract.lexicon import CAPITAL, CAPS, COMMON, HONORIFIC, MARK, NONNAME, ORG, SPACE, TITLE

_ALWAYS = frozenset({ACTIVE, PASSIVE_NYA, SOURCE, SOURCE_NYA})  # kinds of verbs that are no nouns
_STOPS = frozenset(".!?")
_CLAUSES = frozenset({"dari", "di", "yang", "asal"})
MIN_SHORT = 3  # letters of a short form
MIN_AKIN = 5  # letters of a name that may be misspelt
MAX_BACK = 200  # mentions looked at for the holder of an office
MAX_SHORT = 100  # words that may be short forms of a name
MAX_PHRASE = 30  # words after a verb of speech within which its subject is named


class Subject(NamedTuple):
    """Who a phrase says speaks: an id, None for somebody without a name here; `known` False: the one before."""

    who: str | None
    known: bool
    end: int  # word after the phrase
    verb: int = -1  # the verb of speech, if one led to the subject


class People:
    """All mentions of the people of one article, by name, nickname and office."""

    def __init__(self, context: Context, words: SpeechWords) -> None:
        self.a = context.analysis
        self.words = words
        self.entities: list[Entity] = context.found.get("people", [])
        self._redirect: dict[str, str] = {}
        self._by_role: dict[str, set[str]] = {}
        kinds, lowers = words.verbs, self.a.lowers
        self._verbs = [k for k in anchors(context, SPEECH) if kinds[lowers[k]] in _ALWAYS or self._speaks(k)]
        self.mentions = self._collect(context)
        self._starts = [m.start for m in self.mentions]
        self._by_start = dict(zip(self._starts, self.mentions, strict=True))
        self._spots = sorted([*self._starts, *self._verbs])
        self._firsts = {m.who: m.start for m in reversed(self.mentions)}
        self._offices = self._loose_offices(context)
        self.office_ends = {chunk.end: chunk.start for chunk in self._offices.values()}

    def _speaks(self, k: int) -> bool:
        """Many words used next to a quotation are nouns too ("nilai", "pesannya"): they speak beside a mark only."""
        a = self.a
        kind = self.words.verbs[a.lowers[k]]
        if kind not in (AFTER, AFTER_NYA):
            return not (kind == PASSIVE and k and a.lowers[k - 1] == "yang")  # "sambutan yang dibacakan X"
        if kind == AFTER_NYA:
            beside = k + 1 < a.n and a.words[k + 1] in {",", ".", ":"}
            return beside or k == 0 or bool(a.masks[k - 1] & (MARK | SPACE))
        if k and a.masks[k - 1] & MARK and a.words[k - 1] not in _STOPS:
            return True
        pronouns = self.words.cues["pronoun"]
        named = k + 1 < a.n and (a.masks[k + 1] & (CAPITAL | HONORIFIC) or a.lowers[k + 1] in pronouns)
        first = k == 0 or a.masks[k - 1] & SPACE or a.words[k - 1] in _STOPS
        return bool(first and named)

    # -- collecting --------------------------------------------------------------------------------------------
    def _collect(self, context: Context) -> list[Mention]:
        found: dict[int, Mention] = {}

        def add(start: int, end: int, who: str) -> None:
            old = found.get(start)
            if end > start and (old is None or old.end < end):
                found[start] = Mention(start, end, who)

        for entity in self.entities:
            for start, end in entity.spans:
                add(start, end, entity.id)
            for pair in entity.pairs:
                add(pair.person.start, pair.person.end, entity.id)
                if pair.position is not None:
                    add(pair.position.start, pair.position.end, entity.id)
        for chunk, entity in context.found.get("title_mentions", ()):
            add(chunk.start, chunk.end, entity.id)
        ordered = [found[key] for key in sorted(found)]
        self._short_forms(found, add)
        self._merge_short()
        for start, end, who in nicknames(context, self.words, ordered, self.entities):
            for word in range(start, end):
                if word in found and found[word].who != who:
                    self._merge(found[word].who, who)
            add(start, end, who)
        return [self._redirected(found[key]) for key in sorted(found)]

    def _short_forms(self, found: dict[int, Mention], add: Callable[[int, int, str], None]) -> None:
        """ "kata Bima" where only a Bimasena is named: the word begins a word of exactly one name."""
        a = self.a
        short: dict[str, str | None] = {}
        for k in self._verbs:
            j = k + 1
            while j < a.n and a.masks[j] & HONORIFIC:
                j += 1
            if j >= a.n:
                break
            word = a.lowers[j]
            if not a.masks[j] & (TITLE | CAPS) or a.masks[j] & (COMMON | ORG | NONNAME) or j in found or len(word) < 3:
                continue
            if word not in short and len(short) < MAX_SHORT:
                owners = [e.id for e in self.entities if any(t.startswith(word) and t != word for t in e.key)]
                short[word] = owners[0] if len(owners) == 1 else None
        for j, lower in enumerate(a.lowers) if any(short.values()) else ():
            who = short.get(lower)
            if who is not None and a.masks[j] & CAPITAL and j not in found:
                add(j, j + 1, who)

    def _merge_short(self) -> None:
        """ "Adit" taken for a person of its own, where exactly one other name begins so ("Adityawarman"), or ends so
        ("Topo": "Sutopo"), or is misspelt by it ("Ultzy": "Ulytz")."""
        for entity in self.entities[:MAX_SHORT]:
            word = entity.key[0]
            if len(entity.key) > 1 or len(word) < MIN_SHORT:
                continue
            others = [e for e in self.entities if e is not entity and len(e.key) > 1]
            for alike in (_begins, _ends, _swapped):
                owners = [e for e in others if any(alike(t, word) for t in e.key)]
                if owners:
                    if len(owners) == 1:
                        self._merge(entity.id, owners[0].id)
                    break

    def _merge(self, nick: str, who: str) -> None:
        """A nickname taken for a person of its own is the one whom it belongs to."""
        entity = next((e for e in self.entities if e.id == nick), None)
        if entity is not None and not any(p.position for p in entity.pairs):
            self._redirect[nick] = who

    def _redirected(self, mention: Mention) -> Mention:
        who = self._redirect.get(mention.who)
        return mention if who is None else Mention(mention.start, mention.end, who)

    def _loose_offices(self, context: Context) -> dict[int, Chunk]:
        """Offices alone that no person was given to, by first word."""
        self.body_ends: set[int] = set()
        offices: dict[int, Chunk] = {}
        for chunk in context.chunking.named:
            if chunk.kind == "POSITION" and chunk.start not in self._by_start:
                offices[chunk.start] = chunk
            elif chunk.kind in ("AGENCY", "GOVERNMENT"):
                self.body_ends.add(chunk.end)
        return offices

    # -- asking ------------------------------------------------------------------------------------------------
    def at(self, word: int) -> Mention | None:
        """The mention that begins at a word."""
        return self._by_start.get(word)

    def first_of(self, who: str | None) -> int:
        """The word at which somebody is named first (far behind the text for nobody)."""
        return self._firsts.get(who, self.a.n) if who is not None else self.a.n

    def between(self, start: int, end: int) -> list[Mention]:
        """Mentions that begin at the words [start, end); one inside another is left out."""
        out: list[Mention] = []
        first = bisect_left(self._starts, start)
        for mention in self.mentions[first : bisect_left(self._starts, end, first)]:
            if not out or mention.start >= out[-1].end:
                out.append(mention)
        return out

    def akin(self, word: str) -> str | None:
        """The one person with a name word equal to this lower-case word or one letter off it."""
        if len(word) < MIN_AKIN:
            return None
        owners = {e.id for e in self.entities if any(word == t or _one_off(word, t) for t in e.key)}
        return next(iter(owners)) if len(owners) == 1 else None

    def office_holder(self, word: int) -> tuple[str | None, int] | None:
        """(who, end) for an office alone at a word: the holder of that role who was named last before it."""
        chunk = self._offices.get(word)
        if chunk is None or not isinstance(chunk.value, Position):
            return None
        role = chunk.value.title.role
        holders = self._holders(role) or self._holders_by_word(chunk.value)
        last = bisect_left(self._starts, word)
        for mention in reversed(self.mentions[max(0, last - MAX_BACK) : last]):
            if mention.who in holders:
                return mention.who, chunk.end
        return (next(iter(holders)) if len(holders) == 1 else None), chunk.end

    def _holders(self, role: str) -> set[str]:
        if role not in self._by_role:
            self._by_role[role] = {
                e.id for e in self.entities for p in e.pairs if p.position and p.position.title.role == role
            }
        return self._by_role[role]

    def _holders_by_word(self, office: Position) -> set[str]:
        """ "kata Kanit" where a "Kanit Reskrim" is named: the office's one word begins theirs."""
        if office.end - office.start > 1:
            return set()
        word, lowers = self.a.lowers[office.start], self.a.lowers
        return {e.id for e in self.entities for p in e.pairs if p.position and lowers[p.position.start] == word}

    def after_verb(self, verb: int, end: int) -> Subject:
        """Who is named behind a verb of speech at word `verb`, in the words up to `end`."""
        lowers, words = self.a.lowers, self.words
        first = verb + 1
        if first >= end:
            return Subject(None, False, first)
        if words.verbs.get(lowers[verb]) in WITH_PRONOUN:  # also "ujarnya Bupati Budi"
            mention = self.at(first)
            return Subject(mention.who, True, mention.end) if mention is not None else Subject(None, False, first)
        if lowers[first] in words.cues["pronoun"]:
            return Subject(None, False, first + 1)
        if lowers[first] in words.cues["halt"] or self.a.masks[first] & (MARK | SPACE):
            return Subject(None, False, first)
        return self._named(first, min(end, first + MAX_PHRASE))

    def _named(self, first: int, end: int) -> Subject:
        lowers, words = self.a.lowers, self.words
        office: tuple[str | None, int] | None = None
        j = first
        while j < end:
            mention = self.at(j)
            if mention is not None and not (j > first and lowers[j - 1] in words.cues["relation"]):
                mention = self._stand_in(mention, end) or mention
                return Subject(mention.who, True, mention.end)
            if mention is not None:  # "kata istri Budi, Siti": somebody else speaks
                j, office = mention.end, (None, mention.end)
                continue
            if office is None and (office := self.office_holder(j)) is not None:
                j = office[1]
                continue
            if lowers[j] in words.cues["definite"]:
                return Subject(office[0] if office and office[0] else None, bool(office and office[0]), j + 1)
            ends_here = lowers[j] in words.cues["halt"] or lowers[j] in {".", "!", "?", ";"} or "\n" in self.a.words[j]
            if ends_here and not (j > first and lowers[j] in _CLAUSES and self._description_goes_on(j, end)):
                break
            if lowers[j] == "," and not self._name_follows(j + 1, end):
                break
            j += 1
        if office is None and lowers[first] in words.cues["describes"]:  # "ujar pria kelahiran Ende, 22 Maret 1963 itu"
            return Subject(None, False, max(j, first + 1))
        return Subject(office[0] if office else None, True, max(j, first + 1))

    def _stand_in(self, mention: Mention, end: int) -> Mention | None:
        """ "ujar Kapolres Agus, melalui Kasat Lantas Budi": the one who speaks for somebody."""
        k = mention.end
        while k < end and self.a.masks[k] & (MARK | CAPITAL) and self.a.words[k] not in _STOPS:
            k += 1
        return self.at(k + 1) if k + 1 < end and self.a.lowers[k] in self.words.cues["standin"] else None

    def _description_goes_on(self, j: int, end: int) -> bool:
        """ "camat yang hobi memancing itu", "pedagang dari Jepara, Teguh (41)": the words from j on tell
        who the speaker is, up to "itu" or to the name."""
        for k in range(j + 1, min(end, j + 12)):
            if self.a.lowers[k] in self.words.cues["definite"]:
                return True
            if self.a.masks[k] & MARK:
                named = self.at(k + 1) if self.a.words[k] == "," else None
                return named is not None and named.end < self.a.n and self.a.words[named.end] == "("
        return False

    def _name_follows(self, j: int, end: int) -> bool:
        """Within a few capitalised words somebody is named ("kata kader, Yuk Marni")."""
        for k in range(j, min(end, j + 4)):
            if self.at(k) is not None or k in self._offices:
                return True
            if not self.a.masks[k] & (CAPITAL | HONORIFIC | SPACE):
                return False
        return False

    def last_verb(self, start: int, end: int) -> int | None:
        """The last verb of speech among the words [start, end)."""
        k = bisect_left(self._verbs, end) - 1
        return self._verbs[k] if k >= 0 and self._verbs[k] >= start else None

    def next_named(self, word: int) -> int:
        """The first word from `word` on where somebody is named or a verb of speech stands."""
        k = bisect_left(self._spots, word)
        return self._spots[k] if k < len(self._spots) else self.a.n

    def verb_in(self, start: int, end: int) -> int | None:
        """The first verb of speech among the words [start, end)."""
        k = bisect_left(self._verbs, start)
        return self._verbs[k] if k < len(self._verbs) and self._verbs[k] < end else None


def _begins(full: str, short: str) -> bool:
    return full.startswith(short) and full != short


def _ends(full: str, short: str) -> bool:
    """ "Topo" of "Sutopo"."""
    return len(short) > MIN_SHORT and full.endswith(short) and full != short


def _swapped(a: str, b: str) -> bool:
    """The same letters in another order, or one letter changed, left out or added."""
    return len(b) >= MIN_AKIN and a[0] == b[0] and (sorted(a) == sorted(b) or _one_off(a, b))


def _one_off(a: str, b: str) -> bool:
    """One letter is changed, left out or added."""
    if a[:2] != b[:2] or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    return any(long[:k] + long[k + 1 :] == short for k in range(len(long)))
