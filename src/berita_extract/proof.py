"""Where one rule matches in a text, and whether it holds its own examples: what `rules try` and `rules check` ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import regex

from berita_extract.facts.context import Knowledge
from berita_extract.frames import find
from berita_extract.rules import Rule, split_example

REGEX_SECONDS = 1.0


class Prover:
    """Runs single rules over short texts."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._matchers: dict[str, Any] = {}

    def matches(self, rule: Rule, text: str) -> list[tuple[int, int]]:
        """Half-open code point ranges of every match of the rule in `text`."""
        ways: dict[str, Callable[[Rule, str], list[tuple[int, int]]]] = {
            "frame": self._frame,
            "regex": self._regex,
            "phrase": self._phrase,
            "tokens": self._tokens,
        }
        return ways[rule.kind](rule, text)

    def problems(self, rule: Rule) -> list[str]:
        """What the rule's own examples say against it; empty where it holds them all."""
        out = []
        for example in rule.examples:
            text, start, end = split_example(example)
            found = self.matches(rule, text)
            if (start, end) not in found:
                seen = ", ".join(repr(text[a:b]) for a, b in found) or "nothing"
                out.append(
                    f"{rule.where}: rule {rule.id}: should match {text[start:end]!r} in {text!r}, matches {seen}"
                )
        for text in rule.counterexamples:
            found = self.matches(rule, text)
            if found:
                a, b = found[0]
                out.append(f"{rule.where}: rule {rule.id}: should not match in {text!r}, but matches {text[a:b]!r}")
        return out

    def _frame(self, rule: Rule, text: str) -> list[tuple[int, int]]:
        analysis = self.knowledge.analyser(text)
        chunking = self.knowledge.chunker(analysis)
        frames = [f for f in self.knowledge.frames[rule.fact] if f.rule.id == rule.id]
        out = []
        lines = list(zip((first for first, _ in chunking.sentences), chunking.coded, strict=True))
        if rule.settings.get("across"):
            lines = [(0, "".join(chunking.coded))]
        for first, coded in lines:
            for match in find(frames, coded):
                chunks = chunking.chunks[first + match.start : first + match.end]
                out.append(analysis.span(chunks[0].start, chunks[-1].end))
        return out

    def _regex(self, rule: Rule, text: str) -> list[tuple[int, int]]:
        expression = regex.compile(rule.pattern, flags=regex.IGNORECASE if rule.settings.get("ignore_case") else 0)
        return [m.span("value") if "value" in m.re.groupindex and m.group("value") is not None else m.span()
                for m in expression.finditer(text, timeout=REGEX_SECONDS)]  # fmt: skip

    def _phrase(self, rule: Rule, text: str) -> list[tuple[int, int]]:
        phrases = [rule.pattern] if isinstance(rule.pattern, str) else rule.pattern
        expression = regex.compile(r"\b\L<phrases>\b", phrases=phrases, flags=regex.IGNORECASE)
        return [m.span() for m in expression.finditer(text)]

    def _tokens(self, rule: Rule, text: str) -> list[tuple[int, int]]:
        import spacy
        from spacy.matcher import Matcher

        if "nlp" not in self._matchers:
            import berita_extract.language  # noqa: F401  (registers the language)

            self._matchers["nlp"] = spacy.blank("id_berita")
        nlp = self._matchers["nlp"]
        matcher = Matcher(nlp.vocab, validate=True)
        matcher.add(rule.id, [rule.pattern], greedy="LONGEST")
        doc = nlp.make_doc(text)
        return [(doc[a:b].start_char, doc[a:b].end_char) for _, a, b in matcher(doc)]
