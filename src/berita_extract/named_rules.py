"""Rules of patterns/ that name a thing outright: phrases, spaCy token patterns and expressions for agencies, offices
and innovations.

Most names are read by the grammar of `chunks/` from the lists. These rules are for what it does not know: one entry in
patterns/agency.yaml, patterns/official.yaml or patterns/innovation.yaml, and the stretch that it matches is taken as an
agency, an office or an innovation. They run only in sentences that hold a word which the rule asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from berita_extract.analysis import Analysis, Hit
from berita_extract.lexicon import Title
from berita_extract.rules import Rule, Rulebook
from berita_extract.words import split_words

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.vocab import Vocab

# Facts whose rules name things, and the kind of their rules that does something else (frames, cues of innovations).
_FACTS = {"agency": "", "official": "frame", "innovation": "regex"}
MAX_SENTENCE = 400  # words of a sentence that token patterns run over
MAX_MATCHES = 200  # of all these rules in one article
REGEX_SECONDS = 1.0


class Named(NamedTuple):
    """What a rule names: half-open word indices and the rule."""

    start: int
    end: int
    rule: Rule


class NamedRules:
    """The rules that name things, ready to run."""

    def __init__(self, rulebook: Rulebook) -> None:
        rules = [rule for fact, other in _FACTS.items() for rule in rulebook.of(fact) if rule.kind != other]
        self._phrases: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
        self._regexes: list[tuple[Any, Rule]] = []
        self._tokens: dict[str, Rule] = {}
        self.anchors: set[str] = set()
        self._always = False  # a rule without a word to look for first is tried on every sentence
        for rule in rules:
            self._add(rule)
        self._matcher: tuple[Vocab, Matcher] | None = None

    def __bool__(self) -> bool:
        return bool(self.anchors) or self._always

    def _add(self, rule: Rule) -> None:
        if rule.kind == "phrase":
            for phrase in [rule.pattern] if isinstance(rule.pattern, str) else rule.pattern:
                form = tuple(split_words(phrase.lower())[0])
                self._phrases.setdefault(form[0], []).append((form, rule))
                self.anchors.add(form[0])
            return
        words = _anchors_of_tokens(rule) if rule.kind == "tokens" else set(rule.settings.get("anchors", ()))
        self._always = self._always or not words
        self.anchors |= words
        if rule.kind == "tokens":
            self._tokens[rule.id] = rule
        else:
            self._regexes.append((regex.compile(rule.pattern), rule))

    def find(self, analysis: Analysis) -> list[Named]:
        """What the rules name in one article, in text order, of two that overlap the longer; offices become phrases of
        the analysis."""
        if not self._always and self.anchors.isdisjoint(analysis.lowers):
            return []
        found = [*self._of_phrases(analysis), *self._of_regexes(analysis), *self._of_tokens(analysis)]
        named = _longest(found[:MAX_MATCHES])
        for start, end, rule in named:
            if rule.fact == "official":
                settings = rule.settings
                title = Title(
                    settings.get("role", "other"), analysis.slice(start, end), settings.get("complement", "none")
                )
                analysis.hits.setdefault(start, []).insert(0, Hit(start, end, {"position": title}))
        return named

    def _of_phrases(self, analysis: Analysis) -> Iterator[Named]:
        lowers = analysis.lowers
        for i, lower in enumerate(lowers) if self._phrases else ():
            for words, rule in self._phrases.get(lower, ()):
                if tuple(lowers[i : i + len(words)]) == words:
                    yield Named(i, i + len(words), rule)

    def _of_regexes(self, analysis: Analysis) -> Iterator[Named]:
        for expression, rule in self._regexes:
            for match in expression.finditer(analysis.text, timeout=REGEX_SECONDS):
                group = "name" if "name" in expression.groupindex and match.group("name") else 0
                a, b = match.span(group)
                if a < b:
                    yield Named(analysis.word_at(a), analysis.word_at(b - 1) + 1, rule)

    def _of_tokens(self, analysis: Analysis) -> Iterator[Named]:
        if not self._tokens:
            return
        from spacy.tokens import Doc

        starts, ends = analysis.starts, analysis.ends
        for start, end in analysis.sentences:
            end = min(end, start + MAX_SENTENCE)
            if not self._always and self.anchors.isdisjoint(analysis.lowers[start:end]):
                continue
            vocab, matcher = self._made_matcher()
            spaces = [starts[k + 1] > ends[k] for k in range(start, end)]
            with vocab.memory_zone():
                for key, a, b in matcher(Doc(vocab, words=analysis.words[start:end], spaces=spaces)):
                    yield Named(start + a, start + b, self._tokens[vocab.strings[key]])

    def _made_matcher(self) -> tuple[Vocab, Matcher]:
        if self._matcher is None:
            from spacy.matcher import Matcher

            from berita_extract.language import IdBerita

            vocab = IdBerita().vocab
            matcher = Matcher(vocab, validate=True)
            for rule in self._tokens.values():
                matcher.add(rule.id, [rule.pattern], greedy="LONGEST")
            self._matcher = vocab, matcher
        return self._matcher


def _anchors_of_tokens(rule: Rule) -> set[str]:
    """The words of the first token that must stand: its LOWER, TEXT or ORTH, one or a list under IN."""
    for token in rule.pattern:
        if "OP" in token and token["OP"] in {"?", "!"}:
            continue
        for key in ("LOWER", "TEXT", "ORTH"):
            value = token.get(key)
            values = value.get("IN", ()) if isinstance(value, dict) else [value] if value else []
            if values:
                return {str(v).lower() for v in values}
    return set()


def _longest(found: list[Named]) -> list[Named]:
    """Of overlapping matches the longest, of equally long ones the first."""
    taken: list[Named] = []
    for named in sorted(found, key=lambda n: (n.start - n.end, n.start)):
        if all(named.end <= other.start or other.end <= named.start for other in taken):
            taken.append(named)
    return sorted(taken)
