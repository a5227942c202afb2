"""How fast is the text pipeline? Articles a second, as a ratio to spaCy's own Indonesian tokenizer in the same run.

    python scripts/bench.py [ARTICLES.jsonl] [--rounds N]

Both sides read the same texts, in one process, in turn (A B A B …), after one warm-up; the medians' ratio is printed,
then where the time goes, stage by stage. Without a file the articles of corpus/ are used. Both keep what they have
learnt of words: what their first pass over the texts takes, after one article, is printed as well.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def texts_of(path: Path | None) -> list[str]:
    """The texts of one JSON Lines file, or of the corpus."""
    files = [path] if path else sorted((ROOT / "corpus" / "articles").rglob("*.jsonl"))
    return [json.loads(line)["text"] for file in files for line in file.read_text("utf-8").split("\n") if line]


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one call (this machine's other work does not count)."""
    start = time.process_time()
    work()
    return time.process_time() - start


class Stages:
    """Processor seconds by stage: the pipeline of `extract_article`, taken apart."""

    def __init__(self, rulebook: Any) -> None:
        from berita_extract import clean
        from berita_extract.annotate import annotator

        self.rulebook = rulebook
        self.annotator = annotator(rulebook)
        self.clean_rules = clean.rules_of(rulebook)
        self.spent: dict[str, float] = {}

    def timed(self, stage: str, work: Callable[..., Any], *arguments: Any) -> Any:
        """Call and add up the time."""
        start = time.process_time()
        result = work(*arguments)
        self.spent[stage] = self.spent.get(stage, 0.0) + time.process_time() - start
        return result

    def read(self, text: str) -> None:
        """One article through all stages."""
        from berita_extract.assemble import assemble
        from berita_extract.check import check
        from berita_extract.clean import clean
        from berita_extract.facts.context import Context
        from berita_extract.model import Article, to_json

        knowledge = self.annotator.knowledge
        article = self.timed("clean", clean, Article(text=text), self.clean_rules)
        analysis = self.timed("analyse", knowledge.analyser, article.text)
        chunking = self.timed("chunk", knowledge.chunker, analysis)
        context = Context(article, analysis, chunking, knowledge)
        for field, find in self.annotator.finders.items():
            found = self.timed(f"  {field}", find, context)
            if field == "officials":
                context.found["officials"], context.found["other_people"] = found
            else:
                context.found[field] = found
        record = self.timed("assemble", assemble, article, context, self.rulebook)
        self.timed("serialise", to_json, self.timed("check", check, record, self.rulebook))

    def print(self, articles: int) -> None:
        """Microseconds an article and the share of each stage."""
        total = sum(self.spent.values())
        print("\nstage          µs an article  share")
        for stage, spent in self.spent.items():
            print(f"{stage:16} {spent / articles * 1e6:10.0f} {spent / total:6.1%}")


def main() -> None:
    """Print both rates, their ratio and the stages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    texts = texts_of(options.articles)

    import spacy

    from berita_extract import rules
    from berita_extract.model import Article, to_json
    from berita_extract.pipeline import Options, extract_article

    rulebook = rules.load()
    everything = Options(all=True)
    baseline_nlp = spacy.blank("id")

    def ours(texts: list[str] = texts) -> None:
        for text in texts:
            record = extract_article(Article(text=text), rulebook, everything)
            assert record is not None
            to_json(record)

    def baseline(texts: list[str] = texts) -> None:
        for text in texts:
            baseline_nlp.make_doc(text)

    ours(texts[:1])
    baseline(texts[:1])
    first = seconds(ours), seconds(baseline)
    mine, theirs = [], []
    for _ in range(options.rounds):
        mine.append(seconds(ours))
        theirs.append(seconds(baseline))
    ratios = [b / a for a, b in zip(mine, theirs, strict=True)]
    size = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} articles of {size:.0f} characters, {options.rounds} rounds, one process")
    print(f"whole text pipeline (all facts)   {len(texts) / statistics.median(mine):8.0f} articles/s")
    print(f"spacy.blank('id') tokenising only {len(texts) / statistics.median(theirs):8.0f} articles/s")
    print(
        f"ratio: median {statistics.median(ratios):.2f}, min {min(ratios):.2f}, max {max(ratios):.2f} (goal 1.0, aim 3)"
    )
    rates = " and ".join(f"{len(texts) / spent:.0f}" for spent in first)
    print(f"first pass: {rates} articles/s, ratio {first[1] / first[0]:.2f}")
    stages = Stages(rulebook)
    for text in texts:
        stages.read(text)
    stages.print(len(texts))


if __name__ == "__main__":
    main()
