"""Article -> facts: analyse and chunk the text once, then call each fact module in the order of FACTS."""

from __future__ import annotations

from typing import Any

from berita_extract.analysis import Analysis
from berita_extract.facts import finders
from berita_extract.facts.context import NAMED, Context, Knowledge
from berita_extract.model import Article
from berita_extract.named_rules import NamedRules
from berita_extract.prospect import may_be_relevant
from berita_extract.rules import Rulebook


class Annotator:
    """Finds the facts of one article after another with the rules of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.knowledge = Knowledge(rulebook)
        self._named_rules = NamedRules(rulebook)
        self.finders = finders()

    def __call__(self, article: Article) -> Context:
        """The facts of one cleaned article, in `Context.found` by record field."""
        return self._facts(article, self.knowledge.analyser(article.text))

    def is_candidate(self, article: Article) -> bool:
        """Whether facts could make the article relevant."""
        return may_be_relevant(article, self.knowledge.analyser(article.text), self.knowledge)

    def of_relevant(self, article: Article) -> Context | None:
        """The same; None where no facts can make the article relevant."""
        analysis = self.knowledge.analyser(article.text)
        return self._facts(article, analysis) if may_be_relevant(article, analysis, self.knowledge) else None

    def _facts(self, article: Article, analysis: Analysis) -> Context:
        named = self._named_rules.find(analysis) if self._named_rules else []
        agencies = {n.start: n for n in named if n.rule.fact == "agency"}
        chunking = self.knowledge.chunker(analysis, agencies) if agencies else self.knowledge.chunker(analysis)
        context = Context(article, analysis, chunking, self.knowledge)
        context.found[NAMED] = [n for n in named if n.rule.fact == "innovation"]
        for field, find in self.finders.items():
            if field == "officials":
                context.found["officials"], context.found["other_people"] = find(context)
            else:
                context.found[field] = find(context)
        return context


def annotate(article: Article, rulebook: Rulebook) -> Context:
    """Find the facts of one cleaned article."""
    return annotator(rulebook)(article)


def annotate_relevant(article: Article, rulebook: Rulebook) -> Context | None:
    """Find the facts of one cleaned article; None where it can't be relevant."""
    return annotator(rulebook).of_relevant(article)


def is_candidate(article: Article, rulebook: Rulebook) -> bool:
    """Whether facts could make one cleaned article relevant; its words alone say that."""
    return annotator(rulebook).is_candidate(article)


_LAST: list[Any] = []


def annotator(rulebook: Rulebook) -> Annotator:
    """The annotator of a rulebook, made once."""
    if not _LAST or _LAST[0] is not rulebook:
        _LAST[:] = [rulebook, Annotator(rulebook)]
    made: Annotator = _LAST[1]
    return made
