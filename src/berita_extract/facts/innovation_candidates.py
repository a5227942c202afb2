"""Which stretches may be names of innovations: every cue of patterns/innovation.yaml, read and weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from berita_extract.facts.context import Knowledge, holds
from berita_extract.facts.innovation_lists import MAX_LIST, MAX_PLAIN
from berita_extract.facts.innovation_weights import ENOUGH, Candidate, Cue
from berita_extract.facts.innovation_words import WORD, around
from berita_extract.facts.innovation_works import Works
from berita_extract.facts.naming import Name
from berita_extract.facts.openings import INNOVATION, openings
from berita_extract.facts.pairing import Long
from berita_extract.lexicon import CAPITAL, CAPS, COMMON, LOWER, NUMBER, SPACE, TITLE
from berita_extract.rules import Rule

MAX_CUES = 2000
MAX_EARLIER = 40  # words before "singkatan dari" in which the name may stand
_QUOTE_MARKS = frozenset("\"“‘'")


def cues(knowledge: Knowledge) -> list[Cue]:
    """The cue rules made ready once a process."""
    made: list[Cue] = knowledge.prepare("innovation.cues", _cues)
    return made


def _cues(knowledge: Knowledge) -> list[Cue]:
    made = []
    for rule in knowledge.rulebook.of("innovation", "regex"):
        if "weight" in rule.settings:
            needs = rule.settings.get("needs")
            made.append(
                Cue(
                    rule,
                    re.compile(rule.pattern),
                    re.compile(needs) if needs else None,
                    tuple(rule.settings.get("gate", ())),
                    _side(rule),
                )
            )
    expressions = {cue.rule.id: cue.expression for cue in made}
    openings(knowledge).enter(INNOVATION, {**expressions, WORD: around(knowledge).tests[WORD]})
    return made


def _side(rule: Rule) -> str:
    for side in ("bracket", "pair", "line"):
        if rule.settings.get(side):
            return side
    return "before" if rule.settings.get("side") == "before" else "after"


class Candidates(Works):
    """Reads the cues of one article."""

    # -- candidates --------------------------------------------------------------------------------------------
    def all(self) -> Iterator[Candidate]:
        spotted = self.spotted
        for cue in cues(self.context.knowledge):
            name = cue.rule.id
            if not spotted.may_match(name):
                continue
            asked = not cue.gate
            if not asked and not spotted.is_placed(name):  # the gate is cheaper than to look everywhere
                if not holds(self.text, cue.gate):
                    continue
                asked = True
            for match in islice(spotted.finditer(name), MAX_CUES):
                if not asked and not holds(self.text, cue.gate):
                    break
                asked = True
                yield from self._at(cue, match)

    def _at(self, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
        if cue.side == "after":
            return self._after(cue, match)
        if cue.side == "bracket":
            return self._bracket(cue, self.a.word_at(match.start()))
        if cue.side == "pair":
            return self._pair(cue, match)
        return self._before(cue, match) if cue.side == "before" else self._line(cue, match)

    def _after(self, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
        i = self.a.word_at(match.end())
        first = self.a.word_at(match.start())
        if i >= self.a.n or self.a.sentence_of[first] != self.a.sentence_of[i]:
            return
        if cue.says("works"):
            yield from self._works_told(cue, i, first)
            return
        if not self._may_begin(cue, i) or first in self.r.inside:
            return
        if self._inside_title(first) and not (cue.says("ranked") and self._opens_sentence(first - 1)):
            return
        if cue.needs is not None and not self._needed(cue, first):
            return
        if cue.says("quote") and not self._title_in_quotes(i):
            return
        if self.r.tests["of_whom"].search(match.group()) and not self.r.coined_word(i) and self.a.masks[i] & CAPITAL:
            return
        if cue.says("won") and not self._won(first):
            return
        if self.r.tests["classes"].search(self.text, max(0, match.start() - 90), match.end()):
            return
        if self._opens_theme(match.start()):
            return
        if cue.says("list"):
            won = cue.says("won") and self._winner(first)
            for item in self._list(cue, i):
                item.score += bool(won)
                yield item
        else:
            candidate = self._read(cue, i)
            if candidate is not None and (not cue.says("ranked") or self._is_work(candidate)):
                yield candidate
            elif cue.says("ranked"):
                yield from self._some(self._winners_bracket(cue, i))

    def _opens_theme(self, offset: int) -> bool:
        """The cue is the first word of a theme or a slogan: "tema “Inovasi Tumbuh, Warga Teguh”"."""
        return self.text[max(0, offset - 1) : offset] in _QUOTE_MARKS and (
            self.r.tests["slogan"].search(self.text, max(0, offset - 60), offset - 1) is not None
        )

    def _may_begin(self, cue: Cue, i: int) -> bool:
        """Whether a name can be read at word i; plain words stand behind most cues."""
        if not self.a.masks[i] & LOWER or self.r.is_lower_name(i, bool(cue.says("any"))):
            return True
        return bool(cue.says("list")) and "(" in self.a.words[i + 1 : i + MAX_PLAIN + 1]  # `_spelt_first`

    def _winner(self, word: int) -> bool:
        """A rank of winners stands before the word in its sentence."""
        start = self.a.starts[self.a.sentences[self.a.sentence_of[word]][0]]
        return (
            self.r.tests["winner"].search(self.text, max(start, self.a.starts[word] - 160), self.a.starts[word])
            is not None
        )

    def _title_in_quotes(self, i: int) -> bool:
        """A quoted stretch of capitalised words that is no theme or slogan."""
        name = self.r.read(i)
        if name is None or not name.quoted:
            return False
        if any(self.a.masks[k] & LOWER and len(self.a.words[k]) > 3 for k in range(name.start, name.end)):
            return False
        start, end = self.a.starts[i], self.r.span(name)[1]
        return not (
            self.r.tests["theme"].search(self.text, max(0, start - 60), start)
            or self.r.tests["theme_behind"].match(self.text, end, end + 40)
            or self.r.tests["event_title"].search(self.text, max(0, start - 90), start)
        )

    def _inside_title(self, word: int) -> bool:
        """ "Lomba Inovasi Daerah": the cue is itself a word of a capitalised name."""
        masks = self.a.masks
        return bool(
            word
            and masks[word] & TITLE
            and masks[word - 1] & (TITLE | CAPS | NUMBER)
            and not masks[word - 1] & SPACE
            and self.a.sentence_of[word - 1] == self.a.sentence_of[word]
        )

    def _won(self, word: int) -> bool:
        """ "dengan NAME" says something where a body stands before it or somebody won in this sentence."""
        if word and self.a.lowers[word - 1] in self.r.sets["not_with"]:
            return False
        first, last = self.a.sentences[self.a.sentence_of[word]]
        start = self.a.starts[first]
        if self._in_pairs(word, first, last):
            return True
        return (
            self.r.tests["took_part"].search(self.text, max(start, self.a.starts[word] - 160), self.a.starts[word])
            is not None
        )

    def _in_pairs(self, word: int, first: int, last: int) -> bool:
        """ "Puskesmas A dengan X, Puskesmas B dengan Y": bodies and what they have, one by one."""
        ends = {c.end for c in self.r.chunk_at.values() if c.kind == "AGENCY" and first <= c.start < last}
        return word in ends and sum(self.a.lowers[k] == "dengan" for k in ends if k < self.a.n) > 1

    def _opens_sentence(self, word: int) -> bool:
        """ "Adapun Juara kedua": an ordinary first word, no part of a title."""
        return word == self.a.sentences[self.a.sentence_of[word]][0] and self.a.lowers[word] in self.r.lists.stops

    # -- lists -------------------------------------------------------------------------------------------------

    def _more(self, cue: Cue, candidate: Candidate | None) -> Iterator[Candidate]:
        """The candidate of a pair, and the list that may go on behind it."""
        if candidate is None:
            return
        yield candidate
        following = self._next_item(candidate)
        if following is not None and candidate.score >= ENOUGH:
            for order in range(1, MAX_LIST):
                item = self._read(cue, following, order)
                if item is None:
                    return
                item.score += 2
                yield item
                going_on = self._next_item(item)
                if going_on is None:
                    return
                following = going_on

    # -- pairs -------------------------------------------------------------------------------------------------
    def _bracket(self, cue: Cue, i: int) -> Iterator[Candidate]:
        if i == 0 or i >= self.a.n or self.a.words[i] not in {"(", "["}:
            return
        inside = self.pairs.bracket(i)
        if inside is None:
            return
        name = self.r.read_back(i) or self._lower_before(i)
        if name is not None:
            name = name._replace(after=i)
            long = self.pairs.after(name)
            if long is not None and self.r.acceptable(name, strong=True):
                yield from self._more(cue, self._candidate(name, cue.rule.id, float(cue.says("weight")), long=long))
                return
        if inside.end - inside.start <= 4:
            yield from self._reversed(cue, self.r.read(inside.start), i, inside.after)

    def _lower_before(self, i: int) -> Name | None:
        """A name in lower case before its bracket: "merindu (menjaga rindu lansia)"."""
        return (
            Name(i - 1, i, i, lower=True) if self.a.masks[i - 1] & LOWER and not self.a.masks[i - 1] & COMMON else None
        )

    def _reversed(self, cue: Cue, name: Name | None, j: int, after: int) -> Iterator[Candidate]:
        """The expansion first, then the name."""
        if name is None or not self.r.acceptable(name, strong=True):
            return
        long = self.pairs.before(name, j)
        if long is None or self._starts_with_body(long):
            return
        name = name._replace(after=after)
        weight = float(cue.says("weight")) + self._cue_before(long.start)
        yield from self._more(cue, self._candidate(name, cue.rule.id, weight, long=long._replace(after=after)))

    def _starts_with_body(self, long: Long) -> bool:
        """Brackets behind agencies, regions and offices hold their acronym or holder."""
        if long.start and self.a.lowers[long.start - 1] in self.r.sets["body_words"]:
            return True  # "Kementerian Pendayagunaan Aparatur Negara (PANRB)"
        chunk = self.r.chunk_at.get(long.start)
        return chunk is not None and chunk.kind in {"AGENCY", "POSITION", "GOVERNMENT"}

    def _cue_before(self, i: int) -> float:
        """What the words before an expansion say: "inovasi X (Y)", "aplikasi X (Y)", "meresmikan X, disingkat Y"."""
        before = self.text[max(0, self.a.starts[i] - 60) : self.a.starts[i]]
        if self.r.tests["called_before"].search(before):
            return 3
        return 1 if self.r.tests["served_before"].search(before) else 0

    def _pair(self, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
        """A word of abbreviating: the name before it, else the expansion before it."""
        first, i = self.a.word_at(match.start()), self.a.word_at(match.end())
        if first == 0 or i >= self.a.n:
            return
        j = first
        while j > 0 and self.a.lowers[j - 1] in self.r.sets["before_short"]:
            j -= 1
        name = self.r.read_back(j) or (self._lower_before(j) if j else None)
        if name is not None and not (cue.says("dash") and self._dateline(name)):
            long = self.pairs.after(name._replace(after=max(name.after, j)))
            if long is not None and self.r.acceptable(name, strong=True):
                yield from self._some(self._candidate(name, cue.rule.id, float(cue.says("weight")), long=long))
                return
        earlier = self._named_earlier(first, i) if not cue.says("dash") else None
        if earlier is not None:
            yield from self._some(self._candidate(earlier[0], cue.rule.id, float(cue.says("weight")), long=earlier[1]))
            return
        yield from self._reversed(cue, self.r.read(i), j, i + 1)

    def _named_earlier(self, first: int, i: int) -> tuple[Name, Long] | None:
        """ "Namanya Telur Ayam. Inovasi Dinas Kesehatan ini singkatan dari …": the name in the sentence before."""
        start = self.a.sentences[max(0, self.a.sentence_of[first] - 1)][0]
        for k in range(first - 1, max(start, first - MAX_EARLIER) - 1, -1):
            opens = self.a.masks[k] & CAPITAL and not (k and self.a.masks[k - 1] & CAPITAL)
            if not opens or (k and self.a.words[k - 1] == "("):
                continue
            name = self.r.read(k)
            if name is None or name.after > first or not self.r.acceptable(name, strong=True):
                continue
            long = self.pairs.spelt(name, i)
            if long is not None:
                return name, long
        return None

    def _dateline(self, name: Name) -> bool:
        """ "KULON PROGO – …": the place before the first dash of a paragraph."""
        k = name.start
        while k > 0 and not self.a.masks[k - 1] & SPACE and name.start - k < 4:
            k -= 1
        return (
            (k == 0 or bool(self.a.masks[k - 1] & SPACE))
            and not self.a.masks[k] & NUMBER
            and self.a.words[k] not in "•-–*·●▪"
        )

    @staticmethod
    def _some(candidate: Candidate | None) -> Iterator[Candidate]:
        if candidate is not None:
            yield candidate

    # -- cues behind the name, lines ---------------------------------------------------------------------------
    def _before(self, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
        j = self.a.word_at(match.start())
        while j < self.a.n and self.a.words[j] in "\"”’'":
            j += 1
        while j > 0 and self.a.lowers[j - 1] in self.r.sets["between"]:
            j -= 1
        if (
            cue.says("owner")
            and self.owners.behind(j) is None
            and self.owners.behind(self.a.word_at(match.end() - 1)) is None
        ):
            return
        if j and self.a.words[j - 1] == "," and j > 1:
            j -= 1
        name = self.r.read_back(j)
        weight = float(cue.says("weight"))
        strong = (weight >= 3 or bool(cue.says("owner"))) and self._opens_clause(name) if name is not None else False
        if name is None or not self.r.acceptable(name, strong=strong):
            return
        if name.start and self.a.lowers[name.start - 1] in self.r.sets["ranks"] - {"inovasi"}:
            return
        if cue.says("common") and not self._of_common_words(name):
            return
        yield from self._some(self._candidate(name, cue.rule.id, weight))

    def _opens_clause(self, name: Name) -> bool:
        return name.quoted or name.end - name.start > 1 or self.r.coined_word(name.start)

    def _line(self, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
        """An item of a list of lines: the name first, or behind a category or a body with "dengan"."""
        i = self.a.word_at(match.end())
        opened = self._announced(match.start()) if i < self.a.n else None
        if opened is None:
            return
        winners = self.r.tests["of_winners"].search(opened) is not None
        end = self._line_end(i)
        body = self.r.chunk_at.get(i)
        if body is not None and body.kind in {"AGENCY", "GOVERNMENT"}:
            yield from self._with_in_line(cue, self._body_end(body), end, colon=True)
            return
        colon = next((k for k in range(i, min(end, i + 9)) if self.a.words[k] == ":"), None)
        if colon is not None and self.a.lowers[i] in self.r.sets["ranks"]:
            i = colon + 1
            body = self.r.chunk_at.get(i)
            if body is not None and body.kind in {"AGENCY", "GOVERNMENT"}:
                yield from self._with_in_line(cue, self._body_end(body), end, colon=True)
                return
        candidate = self._read(cue, i) if i < self.a.n else None
        if self.a.masks[self.a.word_at(match.start()) + 1] & NUMBER and self._heads_sublist(end):
            return
        person = candidate is not None and (
            self._only_person(candidate.name, candidate.long) or (winners and not self._looks_made(candidate))
        )
        if candidate is not None and self._line_fits(candidate, end) and not person:
            candidate.score += 1
            yield candidate
        elif i < end and self.a.lowers[i] not in self.r.sets["ranks"]:
            if candidate is None:
                yield from self._with_in_line(cue, i, end)
            if candidate is None or person:
                yield from self._behind_winner(cue, i, end)

    def _looks_made(self, candidate: Candidate) -> bool:
        """In a list of winners a work looks like one: coined, quoted, spelt out, or with its maker behind it."""
        name = candidate.name
        if name.quoted or candidate.long is not None or self.r.coined(name):
            return True
        j = name.after + (self.a.words[min(name.after, self.a.n - 1)] in {",", "(", "-", "–"})
        made = j < self.a.n and self.a.lowers[j] in self.r.sets["made_by"]
        return made or self.owners.behind(name.after) is not None

    def _with_in_line(self, cue: Cue, i: int, end: int, colon: bool = False) -> Iterator[Candidate]:
        """ "Desa Burai dengan Rumah Jamu": the name behind the body of the item."""
        for k in range(i, end):
            if self.a.lowers[k] in self.r.sets["line_with"] or (colon and self.a.words[k] in {"–", "-", ":", "(", "—"}):
                candidate = self._read(cue, k + 1)
                if candidate is not None and self._line_fits(candidate, end):
                    candidate.score += 2 if colon else 1
                    yield candidate
                return

    def _behind_winner(self, cue: Cue, i: int, end: int) -> Iterator[Candidate]:
        """ "1. Sutarji, S.Gz (SUKMA CETING)": the winner's innovation in capitals behind the winner's name."""
        opened = next((k for k in range(i, min(end, i + 6)) if self.a.words[k] == "("), None)
        if opened is None:
            return
        candidate = self._read(cue, opened + 1)
        if (
            candidate is not None
            and self.a.words[min(candidate.name.end, self.a.n - 1)] == ")"
            and all(self.a.masks[k] & CAPS for k in range(candidate.name.start, candidate.name.end))
        ):
            candidate.score += 2
            yield candidate

    def _line_end(self, i: int) -> int:
        return next((k for k in range(i, min(self.a.n, i + 60)) if "\n" in self.a.words[k]), min(self.a.n, i + 60))

    def _line_fits(self, candidate: Candidate, end: int) -> bool:
        """An item is its name, and behind it a bracket, a mark or an owner."""
        j = candidate.name.after if candidate.long is None else max(candidate.name.after, candidate.long.after)
        return (
            j >= end - 1
            or self.a.words[j] in {"(", ",", ";", ".", "–", "—", "-", ":"}
            or self.owners.behind(j) is not None
        )

    def _announced(self, offset: int) -> str | None:
        """The line above the list, or the one above that, if it speaks of innovations."""
        end = offset
        for _ in range(MAX_LIST):
            start = self.text.rfind("\n", max(0, end - 600), end) + 1
            line = self.text[start:end].strip()
            if line and not self.r.tests["item"].match(line) and not self.r.tests["heading"].match(line):
                said = self.r.tests["opens_list"].search(line) and self.r.tests["announces"].search(
                    self.text, max(0, start - 160), end
                )
                return line if said else None
            if start <= 1:
                return None
            end = start - 1
        return None

    def _heads_sublist(self, end: int) -> bool:
        """An item that only opens a list of its own: a numbered line over dashes."""
        after = self.text[self.a.ends[end] if end < self.a.n else len(self.text) :][:4].strip()
        return after[:1] in {"-", "–", "•", "*"}
