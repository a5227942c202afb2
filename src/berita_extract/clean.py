"""Article -> Article: sound characters and lines, page furniture taken out, byline read, language named.

`STEPS` lists what is done, in order; each step is a pure function of the article and the rules of patterns/clean.yaml.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from msgspec.structs import replace

from berita_extract.errors import PatternError
from berita_extract.model import Article, Removed
from berita_extract.rules import Rule, Rulebook

_LINE_ENDS = "\x0b\x0c\u2028\u2029"
_FIELDS = ("reporter", "editor", "publisher")
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MOJIBAKE = re.compile(
    "[\xc2\xc3\xe2][\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_BLANK_LINES = re.compile(r"\n[ \n]{2,}")
_HEAD = 40  # code points of a line that an anchor stands in
_UNDER = 12  # lines that a list of links reaches down, blank ones among them
_NAME_END = re.compile(r"(?<=\w\w)\.$")  # but "Yance W." keeps its point
_LONGEST = 300  # a longer line is a paragraph, and no rule with an anchor is tried on it
# Words of both languages say nothing between Indonesian and Malay: where nothing else does, it is Indonesian.
_LANGUAGES = ("id", "ms", "jv", "su", "en")
_PLACES = 12  # binary places for the words of a language: more than there are words in so many code points
_WORDS_FOR_LANGUAGE = 1_200  # code points of the beginning that the language is read from


@dataclass(frozen=True)
class LineRule:
    """One rule of patterns/clean.yaml, compiled; what its settings mean is said there."""

    pattern: re.Pattern[str]
    why: str | None
    anchors: tuple[str, ...]
    inside: tuple[str, ...]
    only: str | None  # "first", "last", "under_list"
    leads: bool


@dataclass(frozen=True)
class RuleSet:
    """Rules in file order, and how to find quickly the few lines of an article that they may match."""

    rules: tuple[LineRule, ...]
    by_head: list[tuple[str, list[int]]]  # anchor in the beginning of a line, numbers of rules
    by_mark: list[tuple[str, list[tuple[str, int, list[int]]]]]  # mark -> anchor anywhere, its mark's place, rules
    first: list[int]  # rules of the first line, of the last line, and those that head a list of links
    last: list[int]
    leading: list[int]


@dataclass(frozen=True)
class CleanRules:
    """All rules of patterns/clean.yaml, and which languages a word speaks for."""

    removing: RuleSet
    reading: RuleSet
    languages: dict[str, int]  # word -> 1 for each of its languages, at the place of that one


def clean(article: Article, rules: CleanRules) -> Article:
    """Do all steps; the text of the result is what every offset in the record points into."""
    for step in STEPS:
        article = step(article, rules)
    return article


def text(article: Article, rules: CleanRules) -> Article:
    """The steps that make the text and the title, without those that only say something of it."""
    for step in TEXT_STEPS:
        article = step(article, rules)
    return article


_compiled: dict[str, CleanRules] = {}


def rules_of(rulebook: Rulebook) -> CleanRules:
    """The compiled rules of a rulebook; compiled once for the same patterns."""
    if rulebook.digest not in _compiled:
        rules = [_line_rule(rule) for rule in rulebook.of("clean", "regex")]
        _compiled[rulebook.digest] = CleanRules(
            removing=_rule_set([r for r in rules if r.why]),
            reading=_rule_set([r for r in rules if r.pattern.groupindex]),
            languages={
                row["word"]: sum(1 << _PLACES * _LANGUAGES.index(code) for code in row.alternatives("languages"))
                for row in rulebook.table("language_words")
            },
        )
    return _compiled[rulebook.digest]


def _line_rule(rule: Rule) -> LineRule:
    settings = rule.settings
    only = next((place for place in ("first", "last", "under_list") if settings.get(place)), None)
    anchors, inside = (tuple(settings.get(name, ())) for name in ("anchor", "inside"))
    if not (only or anchors or inside):
        raise PatternError(
            f"{rule.where}: rule {rule.id!r}: `set` needs one of anchor, inside, first, last, under_list"
        )
    return LineRule(re.compile(rule.pattern), settings.get("why"), anchors, inside, only, bool(settings.get("list")))


def _rule_set(rules: list[LineRule]) -> RuleSet:
    by_head: dict[str, list[int]] = {}
    by_text: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for anchor in rule.anchors:
            by_head.setdefault(anchor, []).append(number)
        for anchor in rule.inside:
            by_text.setdefault(anchor, []).append(number)
    first, last = ([n for n, rule in enumerate(rules) if rule.only == place] for place in ("first", "last"))
    leading = [n for n, rule in enumerate(rules) if rule.leads]
    by_mark: dict[str, list[tuple[str, int, list[int]]]] = {}
    for anchor, numbers in by_text.items():
        place = next((k for k, letter in enumerate(anchor) if not letter.isalnum() and letter != " "), 0)
        by_mark.setdefault(anchor[place], []).append((anchor, place, numbers))
    return RuleSet(tuple(rules), list(by_head.items()), list(by_mark.items()), first, last, leading)


def characters(article: Article, rules: CleanRules) -> Article:
    """Sound characters in the text and in the fields beside it."""
    fields = {name: _one_line(getattr(article, name)) for name in ("title", *_FIELDS)}
    return replace(article, text=_lines_of(sound(article.text)), **fields)


def sound(text: str) -> str:
    """The text with one kind of line end and of blank, without invisible and broken characters.

    >>> sound("Kota\\u00a0Cile\\u00adgon â€œmaju")
    'Kota Cilegon “maju'
    """
    if not text.isascii():
        if any(mark in text for mark in "âÃÂ"):
            text = _CONTROL.sub("", text)  # else one between two broken bytes would hide them until it is gone
            text = "\n".join([_repaired(line) for line in text.split("\n")])
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.replace("\n", " ").isprintable() and "\ufffc" not in text and "\ufffd" not in text:
        return text  # whatever else _ODD looks for is no printable character, and this look is quicker
    cleaned = _ODD.sub(_replacement, text)
    if cleaned != text and any(mark in cleaned for mark in "âÃÂ"):
        return sound(cleaned)  # a broken byte may only have been told from its neighbours now
    return cleaned


def _repaired(line: str) -> str:
    if not _MOJIBAKE.search(line):
        return line
    import ftfy  # 60 ms, and few articles need it

    return str(ftfy.fix_encoding(line))


def _replacement(match: re.Match[str]) -> str:
    char = match.group()
    if char in _LINE_ENDS:
        return "\n"
    if "\x80" <= char <= "\x9f":  # Windows-1252 that was read as ISO-8859-1
        return char.encode("latin-1").decode("cp1252", "ignore")
    if char == "\t" or "\x1c" <= char <= "\x1f" or unicodedata.category(char) == "Zs":
        return " "
    return "\ufffd" if "\ud800" <= char <= "\udfff" or char == "\ufffd" else ""


def _lines_of(text: str) -> str:
    text = "\n".join([line.strip() for line in text.split("\n")])
    return _BLANK_LINES.sub("\n\n", text).strip()


def _one_line(value: str | None) -> str | None:
    return " ".join(sound(value).split()) or None if value else None


def repeated_title(article: Article, rules: CleanRules) -> Article:
    """Take out a first line that says no more than the title field."""
    first, _, rest = article.text.partition("\n")
    if not article.title or not rest or first.casefold() != article.title.casefold():
        return article
    return replace(article, text=rest.lstrip("\n"), removed=(*article.removed, Removed(text=first, why="title")))


def margins(article: Article, rules: CleanRules) -> Article:
    """Read reporter, editor and publisher from byline, copyright line and dateline, where the input gave none."""
    wanted = [name for name in _FIELDS if not getattr(article, name)]
    if not wanted:
        return article
    found: dict[str, str] = {}
    for start, rules_here in _candidates(article.text, rules.reading):
        line = _line_at(article.text, start)
        for rule in rules_here:
            for name, value in _groups(rule, line):
                found.setdefault(name, value)
    fields = {name: value for name, value in found.items() if name in wanted}
    return replace(article, **fields) if fields else article


def _groups(rule: LineRule, line: str) -> Iterator[tuple[str, str]]:
    match = rule.pattern.search(line)
    for name, value in match.groupdict().items() if match else ():
        if value:
            yield name.rstrip("23"), _NAME_END.sub("", value.strip(" ,-–|/"))


def furniture(article: Article, rules: CleanRules) -> Article:
    """Take out links, adverts, buttons, counters and captions, and list them in `removed`."""
    text, end = article.text, 0
    kept: list[str] = []
    removed: list[Removed] = []
    for start, rules_here in _candidates(text, rules.removing):
        line = _line_at(text, start)
        rest = _without_furniture(line, rules_here, removed)
        if rest != line:
            kept += [text[end:start], rest]
            end = start + len(line)
    if not removed:
        return article
    return replace(article, text=_lines_of("".join(kept) + text[end:]), removed=(*article.removed, *removed))


def _without_furniture(line: str, rules: list[LineRule], removed: list[Removed]) -> str:
    for rule in rules:
        if not line:
            break
        match = rule.pattern.search(line)
        if match:
            removed.append(Removed(text=match.group().strip(), why=rule.why or ""))
            line = (line[: match.start()] + line[match.end() :]).rstrip()
    return line


def _candidates(text: str, rules: RuleSet) -> list[tuple[int, list[LineRule]]]:
    """(start of a line, the rules that may match there, in file order) in order of the text.

    Looking for a fixed text costs a hundredth of trying every expression on every line.
    """
    lines, starts, heads, lower = _page(text)
    found = {(0, number) for number in rules.first} | {(len(starts) - 1, number) for number in rules.last}
    for anchor, numbers in rules.by_head:
        if anchor in heads:
            found.update([(line, number) for line in _lines_with(anchor, heads) for number in numbers])
    for mark, anchors in rules.by_mark:
        at = lower.find(mark)
        while at >= 0:  # one letter is found ten times as quickly as several
            for anchor, place, numbers in anchors:
                if lower.startswith(anchor, max(0, at - place)):
                    line = lower.count("\n", 0, at)
                    found.update([(line, number) for number in numbers])
            at = lower.find(mark, at + 1)
    for number in rules.leading:
        pattern = rules.rules[number].pattern
        for line in [line for line, n in found if n == number and pattern.search(lines[line])]:
            found |= _under(lines, line, rules)
    here: dict[int, list[LineRule]] = {}
    for line, number in sorted(found):
        here.setdefault(starts[line], []).append(rules.rules[number])
    return list(here.items())


@lru_cache(maxsize=1)  # two steps in a row read the same text
def _page(text: str) -> tuple[list[str], list[int], str, str]:
    """The lines, their starts, their beginnings in lower case (long lines left empty) and the text in lower case."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
    heads = "\n".join([line[:_HEAD] if len(line) <= _LONGEST else "" for line in lines]).lower()
    return lines, starts, heads, text.lower()


def _under(lines: list[str], head: int, rules: RuleSet) -> set[tuple[int, int]]:
    """(line, rule) of the headlines right under the head of a list of links, up to the first line that is none."""
    numbers = [n for n, rule in enumerate(rules.rules) if rule.only == "under_list"]
    found: set[tuple[int, int]] = set()
    for at in range(head + 1, min(head + _UNDER, len(lines))):
        if lines[at]:
            fitting = {(at, n) for n in numbers if rules.rules[n].pattern.search(lines[at])}
            if not fitting:
                break
            found |= fitting
    return found


def _lines_with(anchor: str, lower: str) -> list[int]:
    """Numbers of the lines that hold an anchor (which itself holds no line break)."""
    out: list[int] = []
    number, line_start, at = 0, 0, lower.find(anchor)
    while at >= 0:
        number += lower.count("\n", line_start, at)
        out.append(number)
        line_start = lower.find("\n", at)
        if line_start < 0:
            break
        at = lower.find(anchor, line_start)
    return out


def _line_at(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def language(article: Article, rules: CleanRules) -> Article:
    """Name the language by its commonest words; None where the text has too few of them."""
    if article.language:
        return article
    words = article.text[:_WORDS_FOR_LANGUAGE].lower().split()
    told = sum(filter(None, map(rules.languages.get, words)))  # five sums in one number: one addition a word
    if not told:
        return article
    totals = [told >> _PLACES * place & (1 << _PLACES) - 1 for place in range(len(_LANGUAGES))]
    return replace(article, language=_LANGUAGES[totals.index(max(totals))])


def digest(article: Article, rules: CleanRules) -> Article:
    """Fix the text by its SHA-256 (hex, over UTF-8)."""
    return replace(article, text_sha256=hashlib.sha256(article.text.encode()).hexdigest())


TEXT_STEPS = (characters, repeated_title, margins, furniture)
STEPS = (*TEXT_STEPS, language, digest)
