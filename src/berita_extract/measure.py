"""Run the extraction over labelled articles and compare: what `eval` and the gate in the tests call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from berita_extract import rules
from berita_extract.evaluate import Report, evaluate, read_gold
from berita_extract.model import Article, Record
from berita_extract.pipeline import Options, extract_article


def measure(gold: Iterable[Path], patterns: Path | None = None) -> Report:
    """Extract every labelled article (relevant or not) and compare it with its gold."""
    rulebook = rules.load(patterns)
    return evaluate(_pairs(gold, rulebook))


def _pairs(paths: Iterable[Path], rulebook: rules.Rulebook) -> Iterator[tuple[Record, dict[str, Any]]]:
    for path in paths:
        for _, fields, gold in read_gold(path):
            record = extract_article(article_of(fields), rulebook, Options(all=True))
            assert record is not None, "with Options.all every article gives a record"
            yield record, gold


def article_of(fields: dict[str, Any]) -> Article:
    """The article that a corpus line describes, as a reader would make it."""
    return Article(
        source_id=str(fields["id"]),
        url=fields.get("url"),
        title=fields.get("title"),
        publisher=fields.get("publisher"),
        published=fields.get("published"),
        published_from="input" if fields.get("published") else None,
        text=fields["text"],
    )
