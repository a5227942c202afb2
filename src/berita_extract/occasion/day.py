"""Which of the article's dates is the day of the main event."""

from __future__ import annotations

from berita_extract.facts.context import Context, Knowledge
from berita_extract.lexicon import CAPITAL, LOWER
from berita_extract.model import DateFact, EventKind
from berita_extract.occasion.kind import Hit
from berita_extract.occasion.phrases import Found, PhraseTable
from berita_extract.occasion.timeline import FRESH_DAYS, Time, Timeline, days_between, time_of
from berita_extract.occasion.zones import BODY, LEAD, NEXT, TITLE, Part

# Points of a date by where it stands, by the role that the date module gave it, and for what stands beside it.
ZONE_POINTS = {TITLE: 2.0, LEAD: 3.0, NEXT: 2.0, BODY: 0.5}
ROLE_POINTS = {"event": 2.0, "publication": -3.0, "deadline": -4.0, "period": -6.0, "other": -0.5}
PRECISION_POINTS = {"day": 1.0, "month": -1.0, "year": -6.0}
MAIN_TRIGGER, ANY_TRIGGER = 3.0, 1.0
SAID, SAID_APART, QUOTED, TO_THE_PRESS = -6.5, -6.5, -3.0, -10.5
# Where the article tells of a state of things, the day beside a verb of speech is that of the words alone.
STATES: frozenset[EventKind] = frozenset({"report", "index"})
SAID_OF_STATE = -4.5
# Where people came together, most speak there and then.
GATHERINGS: frozenset[EventKind] = frozenset({"launch", "training", "visit", "agreement", "meeting", "laboratory"})
SAID_AT_GATHERING = -4.5
# News is fresh: a day long before publication is background, one after it is a plan.
TIME_POINTS = {Time.FRESH: 1.0, Time.OPEN: 0.0, Time.AHEAD: -4.5, Time.OLD: -6.0}
PLANNED_AHEAD, NEAREST = 1.0, 1.0
LIMIT, EARLIER, LATER, WINDOW, CAPTION = -2.5, -1.5, -2.0, -8.0, -4.0
# A date in the first words, before the dash of the dateline, is weak evidence.
DATELINE, DATELINE_WITHIN = -2.0, 60
LATER_SENTENCE = -0.1
TODAY = frozenset({"hari ini", "pagi ini", "siang ini", "sore ini", "malam ini"})
# A short line of its own that names a day and no event is the page's stamp ("admin | 31 Maret 2021 | Berita").
STAMP, STAMP_TOKENS = -5.0, 12
# What a date must reach; what it must reach where no other day is named and the article tells of no state of things.
ENOUGH, ENOUGH_ALONE = 2.0, 0.0
BRACKETED = 9  # tokens of a date in brackets with its full stop
PRESS_WITHIN = 8  # words between "kepada" with the name of a newspaper and the day
_TELLING = frozenset({"earlier", "later"})  # cues that tell nothing of the event where somebody says them
_BEFORE = 3  # words before a date in which a limit is looked for


def choose(
    context: Context, text: Part, cues: Cues, kind: EventKind, hits: list[Hit], times: Timeline, *, planned: bool
) -> DateFact | None:
    """The date of the main event among those that the article names, or None where only other days are named."""
    if not context.found.get("dates"):
        return None
    triggers = _by_sentence(text, hits)
    best: DateFact | None = None
    best_points = float("-inf")
    for date in context.found["dates"]:
        points = max(_points(text, kind, date, e.start, triggers, cues, times, planned) for e in date.evidence[:3])
        if points > best_points:
            best, best_points = date, points
    best = _whole(text, context.found["dates"], _as_the_dateline_says(context, best)) if best is not None else None
    return best if best_points >= (ENOUGH if kind in STATES else ENOUGH_ALONE) else None


def _whole(text: Part, dates: list[DateFact], day: DateFact) -> DateFact:
    """The days of the event, told in the opening, that a single day of it lies within: "berlangsung 13-14 April"."""
    if day.end or day.precision != "day":
        return day
    for other in dates:
        if other.end and other.role == "event" and other.value <= day.value <= other.end:
            word = min(text.analysis.word_at(other.evidence[0].start), text.analysis.n - 1)
            if text.zone_of[word] < BODY:
                return other
    return day


def _as_the_dateline_says(context: Context, date: DateFact) -> DateFact:
    """ "Bantul, 19 September 2024 - … hari ini": the day of the dateline, where the page appeared a day later."""
    if date.how != "relative" or date.evidence[0].text.lower() not in TODAY:
        return date
    for other in context.found["dates"]:
        place = other.evidence[0].start
        if other.precision == "day" and place < DATELINE_WITHIN and _in_dateline(context.text, place):
            return other if 0 <= days_between(other.value, date.value) <= FRESH_DAYS else date
    return date


def _points(
    text: Part, kind: EventKind, date: DateFact, offset: int, triggers: dict[int, list[Hit]],
    cues: Cues, times: Timeline, planned: bool,
) -> float:  # fmt: skip
    analysis = text.analysis
    word = min(analysis.word_at(offset), analysis.n - 1)
    sentence = analysis.sentence_of[word]
    zone = text.zone_of[word]
    points = ZONE_POINTS[zone] + ROLE_POINTS[date.role] + PRECISION_POINTS[date.precision] + LATER_SENTENCE * sentence
    told = {hit.trigger.kind for hit in triggers.get(sentence, ())}
    if kind == "award" and "competition" in told:
        told.add("award")  # the day of the contest is the day on which its prizes were given
    if kind in told:
        points += MAIN_TRIGGER
    elif told and not times.is_said(offset):
        points += ANY_TRIGGER
    time = time_of(date, times.today)
    if time is Time.AHEAD and (planned or (kind in told and zone <= LEAD)):
        points += PLANNED_AHEAD if planned else 0.0
    elif not (time is Time.FRESH and (date.precision != "day" or (kind in STATES and kind not in told))):
        points += TIME_POINTS[time]
    if any(times.nearest(h.start, h.end) is date for h in triggers.get(sentence, ()) if h.trigger.kind == kind):
        points += NEAREST
    if offset < DATELINE_WITHIN and _in_dateline(analysis.text, offset):
        points += DATELINE
    if not told and _is_stamp(text, sentence):
        points += STAMP
    beside = cues.of(sentence)
    if sentence and _only_date(text, sentence):  # "…, kata Kadis. (10/03)."
        beside = [*cues.of(sentence - 1), *beside]
    kinds = {cue for start, _, cue in beside if cue not in _TELLING or not text.is_quoted(start)}
    if date.end:
        pass  # nobody speaks for days
    elif "said" in kinds and _to_the_press(text, word):
        points += TO_THE_PRESS
    elif "said_apart" in kinds and kind not in told and "at_event" not in kinds:
        points += SAID_APART
    elif "said" in kinds and "at_event" not in kinds and kind not in told:
        points += 0.0 if "meanwhile" in kinds and kind not in STATES else _said(kind)
    if text.is_quoted(word):
        points += QUOTED
    for _, end, cue in beside:
        if cue == "limit" and word - _BEFORE <= end <= word:
            points += LIMIT
            break
    if "window" in kinds and date.end:
        points += WINDOW
    if "caption" in kinds:
        points += CAPTION
    if "earlier" in kinds and zone >= NEXT:
        points += EARLIER
    if "later" in kinds and not planned and kind not in told:
        points += LATER
    return points


def _said(kind: EventKind) -> float:
    """What a verb of speech takes from the day beside it."""
    return SAID_OF_STATE if kind in STATES else SAID_AT_GATHERING if kind in GATHERINGS else SAID


def _to_the_press(text: Part, word: int) -> bool:
    """ "Kabid X kepada Kabar Timur, Selasa (13/12), menyebut": the day of an interview."""
    lowers, masks = text.lowers, text.analysis.masks
    for k in range(word - 1, max(-1, word - PRESS_WITHIN), -1):
        if lowers[k] == "kepada":
            return k + 1 < word and bool(masks[k + 1] & CAPITAL)
        if masks[k] & LOWER and lowers[k - 1] != ".":  # "Kabarflores.net"
            return False
    return False


def _only_date(text: Part, sentence: int) -> bool:
    """A date in brackets that stands alone behind the full stop of the sentence that it belongs to."""
    start, end = text.analysis.sentences[sentence]
    return text.analysis.words[start] == "(" and end - start <= BRACKETED and "\n" not in text.analysis.words[start - 1]


def _is_stamp(text: Part, sentence: int) -> bool:
    words = text.analysis.words
    start, end = text.analysis.sentences[sentence]
    opens_line = start == 0 or "\n" in words[start - 1]
    return opens_line and end - start <= STAMP_TOKENS and "\n" in words[end - 1]


def _in_dateline(text: str, offset: int) -> bool:
    """Whether a dash that closes the dateline follows within the same line."""
    rest = text[offset : offset + 60].split("\n", 1)[0]
    return any(mark in rest for mark in (" – ", " - ", " — ", "--", "|", " : ", "): ")) or len(rest) < 30


def _by_sentence(text: Part, hits: list[Hit]) -> dict[int, list[Hit]]:
    out: dict[int, list[Hit]] = {}
    for hit in hits:
        if hit.part is text and hit.trigger.kind and hit.trigger.part != "sign" and not text.is_quoted(hit.start):
            out.setdefault(text.analysis.sentence_of[hit.start], []).append(hit)
    return out


class Cues:
    """The cue words of a text, sentence by sentence, read when asked for."""

    def __init__(self, context: Context, text: Part) -> None:
        self._table: PhraseTable[str] = context.knowledge.prepare("event_cues", _table)
        self._text = text
        self._read: dict[int, list[Found[str]]] = {}

    def of(self, sentence: int) -> list[Found[str]]:
        """The cues in a sentence; their word indices count from the beginning of the text."""
        if sentence not in self._read:
            start, end = self._text.analysis.sentences[sentence]
            found = self._table.find(self._text.lowers[start:end])
            self._read[sentence] = [Found(f.start + start, f.end + start, f.meaning) for f in found]
        return self._read[sentence]


def _table(knowledge: Knowledge) -> PhraseTable[str]:
    rows = knowledge.rulebook.table("event_cues")
    return PhraseTable((words, row["kind"]) for row in rows for words in row.alternatives("words"))
