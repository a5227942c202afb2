"""What kind of event the article reports: a vote of trigger words, weighted by where they stand."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from berita_extract.facts.context import Context, Knowledge
from berita_extract.model import EventKind
from berita_extract.occasion.phrases import PhraseTable
from berita_extract.occasion.timeline import Time, Timeline
from berita_extract.occasion.zones import BODY, LEAD, TITLE, Part, parts

# How much a hit counts in headline, first sentence, the sentences after it, and the rest.
ZONE_WEIGHT = (3.0, 2.0, 1.0, 0.2)
# A second hit of one kind in one zone counts so much of the one before it.
REPEATED = 0.5
# The sentence that tells the main event counts like the first one, and the first one then counts less.
LEAD_BESIDE, TELLING, TELLING_BELOW = 1.3, 2.0, 7.0
# A noun of an event that soon follows another one in its sentence says what that is about ("rapat evaluasi lomba").
SUBORDINATE, SUBORDINATE_WITHIN = 0.3, 7
# A noun of an event after a verb of holding ("menggelar", "membuka") counts so much more.
HELD, HELD_WITHIN = 1.5, 6
# So does one that such a verb in the passive follows ("bimbingan teknis yang digelar …").
HELD_BEHIND = 5
# A visit of judges belongs to their contest; an index that somebody wants to raise was not measured now.
JUDGED, JUDGES_WITHIN = 0.3, 12
# The prize behind a stage before it ("nominator IGA", "penjurian Anugerah Inovasi") was not conferred yet.
UNCONFERRED, STAGE_WITHIN = 0.3, 6
RAISED, RAISED_WITHIN = 0.25, 5
# The first noun of an event in the headline counts so much more.
OPENS_HEADLINE = 1.4
# What stands after a word of purpose ("jelang", "dalam rangka", "bidik") was not held, unless a comma parts them.
MEANT, MEANT_WITHIN = 0.3, 8
# What stands after a word of the past ("pernah", "kelanjutan") is background, up to the next comma; some words open it
# only at the beginning of a sentence ("Setelah …,").
PAST, PAST_WITHIN, OPENS_WITHIN = 0.3, 14, 3
# So does, within so many words, what stands after a word for "in the course of".
BESIDE, BESIDE_WITHIN = 0.5, 3
# A verb after "yang" describes ("daerah yang meraih predikat terbaik") and counts so much less.
DESCRIBING, RELATIVE, CLAUSE = 0.5, "yang", 18
# What is not so ("belum meraih") counts little within so many words; so does what a speaker mentions.
SIGNS_ENOUGH = 3
NEGATED, NEGATED_WITHIN = 0.3, 3
QUOTED = 0.4
# The time of the nearest date: news is fresh; what is long past, or still to come beside a fresh day, is background.
TIMED = {Time.FRESH: 1.8, Time.OLD: 0.25, Time.AHEAD: 0.5, Time.OPEN: 1.0}
# A contest in a sentence that tells of its prize ("juara lomba itu diraih X") is over, and counts so much less.
CONFERRED = 0.4
# A report needs no trigger: it is what remains where no event is told. Signs of it add little.
# Where a sentence of the opening tells an event with its day, they add less.
REPORT_PRIOR, REPORT_PRIOR_UNTITLED, REPORT_SIGNS, REPORT_SIGNS_BESIDE = 4.0, 1.5, 3.0, 1.0


# What ends the clause in which a verb may stand behind its noun.
_CLAUSE_ENDS = frozenset({",", ".", ";", '"', "“", "”", "dan"})


class Trigger(NamedTuple):
    """What a trigger word tells: its kind, its part and its weight, as lists/event_words.tsv explains them.

    Without a kind: host, purpose and ignore, which bear on the triggers after them.
    """

    kind: EventKind | None
    part: str
    weight: float


class _Words(NamedTuple):
    """Words after which a noun stands on its own, and passive verbs of holding that may follow a noun."""

    breaks: frozenset[str]
    held: frozenset[str]


class Hit(NamedTuple):
    """A trigger in a part of the article: half-open word indices, what it tells and what it counts here."""

    part: Part
    start: int
    end: int
    trigger: Trigger
    points: float

    @property
    def zone(self) -> int:
        """The zone of the trigger's first word."""
        return self.part.zone_of[self.start]

    @property
    def sentence(self) -> tuple[bool, int]:
        """The sentence of the trigger: whether it is in the text, and its number."""
        return self.part.in_text, self.part.analysis.sentence_of[self.start]


def hits(context: Context, times: Timeline) -> list[Hit]:
    """Every trigger outside the names of bodies and offices, with its points."""
    table: PhraseTable[Trigger] = context.knowledge.prepare("event_words", _table)
    words: _Words = context.knowledge.prepare("event_small_words", _small_words)
    out: list[Hit] = []
    for part in parts(context):
        before = _Before(part)
        for start, end, trigger in table.find(part.lowers):
            if part.named[start] and (trigger.part != "verb" or part.zone_of[start] != TITLE):
                continue  # in a headline, where all words are capitals, a name may have swallowed the verb
            if trigger.part == "verb" and part.is_name(start):
                continue
            before.enter(start)
            if trigger.kind is None:
                before.note(trigger.part, start, end)
                continue
            points = trigger.weight * before.factor(trigger.part, start, end, words) * before.aim(trigger, start)
            if trigger.part != "sign" and part.in_text:
                time = times.time_at(start, end)
                if time is Time.FRESH or not before.describes:
                    points *= TIMED[_as_news(time, times, part, start)]
                points *= before.framing(start)
                if time is not Time.FRESH:
                    points *= before.background(start)
                if part.is_quoted(start):
                    points *= QUOTED
            else:
                points *= before.background(start) * before.framing(start)
            out.append(Hit(part, start, end, trigger, points))
    return out


def _as_news(time: Time, times: Timeline, part: Part, word: int) -> Time:
    """A day to come in a first sentence without a fresh one is the news itself."""
    if time is Time.AHEAD and part.zone_of[word] <= LEAD and not times.has_fresh(part.analysis.sentence_of[word]):
        return Time.FRESH
    return time


class _Before:
    """What stands before a trigger in its sentence and bears on it; triggers come from left to right."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.sentence = -1
        self.ends: dict[str, int] = {}
        self.first_noun = True
        self.describes = False

    def enter(self, start: int) -> None:
        """Forget what the sentence before said."""
        sentence = self.part.analysis.sentence_of[start]
        if sentence != self.sentence:
            self.sentence = sentence
            self.ends = {}

    def note(self, what: str, start: int, end: int) -> None:
        """Keep where a word without a kind of its own stands; a word that opens background only opens sentences."""
        if what == "opening":
            if start - self.part.analysis.sentences[self.sentence][0] > OPENS_WITHIN:
                return
            what = "past"
        self.ends["noun" if what == "topic" else what] = end

    def factor(self, what: str, start: int, end: int, words: _Words) -> float:
        """What nouns and verbs before it make of a trigger."""
        points, lowers = 1.0, self.part.lowers
        self.describes = False
        if what == "noun":
            noun_end = self.ends.get("noun", -100)
            between = lowers[max(noun_end, 0) : start]
            if start - noun_end <= SUBORDINATE_WITHIN and words.breaks.isdisjoint(between):
                points = SUBORDINATE
            elif start - self.ends.get("host", -100) <= HELD_WITHIN:
                points = DESCRIBING if self._after_yang(start) else HELD
            elif self._held_behind(end, words.held):
                points = HELD
            elif self.first_noun and self.part.zone_of[start] == TITLE:
                points = OPENS_HEADLINE
            self.first_noun = False
            self.ends["noun"] = end
        elif what == "verb":
            self.ends.pop("noun", None)
            self.first_noun = self.first_noun and self.part.zone_of[start] != TITLE
            if RELATIVE in lowers[max(0, start - 2) : start]:
                points = DESCRIBING
                self.describes = True
        return points

    def _after_yang(self, start: int) -> bool:
        """Whether a "yang" opens the clause that the verb of holding stands in ("Bupati yang menghadiri rapat")."""
        first = self.part.analysis.sentences[self.sentence][0]
        clause = self.part.lowers[max(first, start - CLAUSE) : start]
        return RELATIVE in clause and "," not in clause[clause.index(RELATIVE) :]

    def _held_behind(self, end: int, held: frozenset[str]) -> bool:
        """Whether soon after a noun that ends there it is said where, when or by whom the event was held."""
        lowers = self.part.lowers
        for k in range(end, min(len(lowers), end + HELD_BEHIND)):
            if lowers[k] in held:
                return True
            if lowers[k] in _CLAUSE_ENDS:
                return False
        return False

    def aim(self, trigger: Trigger, start: int) -> float:
        """What judges before a visit, a stage before a prize, and an aim before an index make of it."""
        if trigger.kind == "visit":
            return JUDGED if 0 <= start - self.ends.get("judges", -100) <= JUDGES_WITHIN else 1.0
        if trigger.kind == "award" and trigger.part != "verb":
            return self._after("stage", start, STAGE_WITHIN, UNCONFERRED)
        if trigger.kind == "index" and trigger.part != "verb":
            return self._after("raise", start, RAISED_WITHIN, RAISED)
        return 1.0

    def framing(self, start: int) -> float:
        """What is only meant, or only frames the event ("di sela rapat kerja"), counts less, whatever its day."""
        return self._after("beside", start, BESIDE_WITHIN, BESIDE) * self._after("purpose", start, MEANT_WITHIN, MEANT)

    def background(self, start: int) -> float:
        """What words of the past and of denial make of a trigger."""
        return self._after("past", start, PAST_WITHIN, PAST) * self._after("not", start, NEGATED_WITHIN, NEGATED)

    def _after(self, what: str, start: int, within: int, factor: float) -> float:
        """The factor where such a word stands so near before, with no comma between; else 1."""
        end = self.ends.get(what, -100)
        return factor if 0 <= start - end <= within and "," not in self.part.lowers[end:start] else 1.0


def vote(found: list[Hit], times: Timeline) -> dict[EventKind, float]:
    """The points of each kind."""
    titled = any(hit.zone == TITLE for hit in found)
    sums: dict[EventKind, float] = {"report": 0.0}
    seen: dict[tuple[EventKind, int], int] = {}
    told = {hit.trigger.kind for hit in found if hit.trigger.part != "sign"} | {"report"} | _signed(found)
    conferred = {hit.sentence for hit in found if hit.trigger.kind == "award" and hit.trigger.part == "verb"}
    telling = telling_sentence(found, times)
    over = telling in conferred
    results = 0.0  # what nouns of a report ("hasil monev") count: unlike its signs they have no upper end
    for hit in found:
        kind = hit.trigger.kind
        if kind is None or kind not in told:
            continue
        points = hit.points
        if kind == "competition" and hit.trigger.part == "noun" and (over or hit.sentence in conferred):
            points *= CONFERRED
        zone = LEAD if hit.sentence == telling else hit.zone
        weight = LEAD_BESIDE if zone == LEAD and telling is not None and hit.sentence != telling else ZONE_WEIGHT[zone]
        times_seen = seen.get((kind, zone), 0)
        seen[kind, zone] = times_seen + 1
        points *= weight * REPEATED**times_seen
        sums[kind] = sums.get(kind, 0.0) + points
        results += points if kind == "report" and hit.trigger.part == "noun" else 0.0
    prior = REPORT_PRIOR if titled else REPORT_PRIOR_UNTITLED
    signs = REPORT_SIGNS if telling is None else REPORT_SIGNS_BESIDE
    sums["report"] = prior + min(sums["report"] - results, signs) + results
    return sums


def _signed(found: list[Hit]) -> set[EventKind | None]:
    """The kinds that so many signs in headline and opening tell even without a noun or verb."""
    counts = Counter(hit.trigger.kind for hit in found if hit.trigger.part == "sign" and hit.zone < BODY)
    return {kind for kind, count in counts.items() if count >= SIGNS_ENOUGH}


def telling_sentence(found: list[Hit], times: Timeline) -> tuple[bool, int] | None:
    """The sentence that tells the main event: the first of the opening with a trigger and a fresh day, else the first
    further down where an event is held on one."""
    held = None
    for hit in found:
        if not hit.part.in_text or hit.zone == TITLE or hit.trigger.part not in ("noun", "verb"):
            continue
        if hit.points >= (TELLING if hit.zone < BODY else TELLING_BELOW):
            time = _as_news(times.time_at(hit.start, hit.end), times, hit.part, hit.start)
            if time is Time.FRESH and hit.zone < BODY:
                return hit.sentence
            held = held or (hit.sentence if time is Time.FRESH else None)
    return held


def main_kind(sums: dict[EventKind, float]) -> EventKind:
    """The kind with the most points; on a tie the one that was found first."""
    return max(sums, key=lambda kind: sums[kind])


def main_trigger(found: list[Hit], kind: EventKind) -> Hit | None:
    """The trigger of the kind that tells the event best: in the text, high up, a noun or verb rather than a sign."""
    of_kind = [hit for hit in found if hit.trigger.kind == kind and hit.part.in_text]
    return max(of_kind, key=lambda hit: hit.points * ZONE_WEIGHT[hit.zone], default=None)


def verbs(knowledge: Knowledge) -> frozenset[str]:
    """The single words of the table that are verbs: no part of an event's name."""
    rows = knowledge.rulebook.table("event_words")
    words = (word for row in rows if row["part"] in {"verb", "host"} for word in row.alternatives("words"))
    return frozenset(word for word in words if " " not in word)


def _small_words(knowledge: Knowledge) -> _Words:
    rows = knowledge.rulebook.table("event_words")
    held = (word for row in rows if row["part"] == "held" for word in row.alternatives("words"))
    return _Words(frozenset(knowledge.rulebook.words("event_breaks")), frozenset(held))


def _table(knowledge: Knowledge) -> PhraseTable[Trigger]:
    phrases: list[tuple[str, Trigger]] = []
    for row in knowledge.rulebook.table("event_words"):
        if row["part"] == "held":
            continue
        kind = None if row["kind"] == "-" else row["kind"]
        trigger = Trigger(kind, row["part"], float(row["weight"]))  # type: ignore[arg-type]
        phrases.extend((words, trigger) for words in row.alternatives("words"))
    return PhraseTable(phrases)


__all__ = ["Hit", "Trigger", "hits", "main_kind", "main_trigger", "verbs", "vote"]
