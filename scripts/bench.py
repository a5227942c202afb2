"""How fast is the text pipeline? Articles a second, as a ratio to spaCy's own Indonesian tokenizer in the same run.

    python scripts/bench.py [ARTICLES.jsonl] [--rounds N]

Both sides read the same texts, in one process, in turn (A B A B …), after one warm-up; the medians' ratio is printed.
Without a file the articles of corpus/ are used, repeated to at least 500.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def texts_of(path: Path | None, at_least: int = 500) -> list[str]:
    """The texts of one JSON Lines file, or of the corpus."""
    files = [path] if path else sorted((ROOT / "corpus" / "articles").rglob("*.jsonl"))
    texts = [json.loads(line)["text"] for file in files for line in file.read_text("utf-8").split("\n") if line]
    while len(texts) < at_least:
        texts += texts
    return texts


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one call (this machine's other work does not count)."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print both rates and their ratio."""
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

    def ours() -> None:
        for text in texts:
            record = extract_article(Article(text=text), rulebook, everything)
            assert record is not None
            to_json(record)

    def baseline() -> None:
        for text in texts:
            baseline_nlp.make_doc(text)

    ours()
    baseline()
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


if __name__ == "__main__":
    main()
