"""One article for the terminal: its text with the facts highlighted, and a table of them with their rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from berita_extract import read, rules
from berita_extract.errors import UsageError
from berita_extract.model import Article, Failure, Record
from berita_extract.pipeline import Options, extract_article

# fact list -> style of its evidence; later ones lie over earlier ones
_STYLES = {
    "events": "on grey11", "statements": "italic", "governments": "green", "agencies": "bold cyan",
    "officials": "bold magenta", "other_people": "magenta", "counts": "bold yellow", "dates": "bold blue",
    "innovations": "bold red", "awards": "bold bright_yellow", "legal_bases": "underline", "checks": "",
    "unread_numbers": "strike",
}  # fmt: skip
# fields of a fact that say what it is, for one cell of the table
_SAYING = (
    "name", "value", "value_max", "unit", "qualifier", "acronym", "expansion", "position", "acting", "text", "speaker",
    "kind", "status", "date", "working", "why",
)  # fmt: skip


def print_article(source: str, number: int, patterns: Path | None) -> None:
    """Print article `number` (from 1) of a file, of standard input ("-"), or the text that `source` is."""
    record = extract_article(_article(source, number), rules.load(patterns), Options(all=True))
    assert record is not None
    console = Console()
    console.print(_highlighted(record))
    console.print(_table(record))


def _article(source: str, number: int) -> Article:
    if source != "-" and not _is_file(source):
        if " " not in source.strip():
            raise UsageError(f"{source}: no such file (and no text: a text has blanks)")
        return Article(text=source)
    for position, article in enumerate(read.read([source]), 1):
        if position == number:
            if isinstance(article, Failure):
                raise UsageError(f"{article.where}: {article.reason}")
            return article
    raise UsageError(f"{source}: it has no article {number}")


def _is_file(source: str) -> bool:
    try:
        return Path(source).exists()
    except (OSError, ValueError):  # a text too long for a name, or with a NUL in it
        return False


def _facts(record: Record) -> Iterator[tuple[str, Any]]:
    return ((name, fact) for name in _STYLES for fact in getattr(record, name))


def _highlighted(record: Record) -> Text:
    text = Text(record.article.text)
    for name, fact in _facts(record):
        for evidence in fact.evidence:
            text.stylize(_STYLES[name], evidence.start, evidence.end)
    return text


def _table(record: Record) -> Table:
    verdict = "relevant" if record.relevant else "not relevant"
    table = Table(
        title=f"{record.article.title or record.article.source_id or 'article'}: {verdict}", title_justify="left"
    )
    for column in ("fact", "id", "what", "rule", "from"):
        table.add_column(column, overflow="fold")
    for name, fact in _facts(record):
        first = fact.evidence[0] if fact.evidence else None
        place = f"{first.start}-{first.end}" if first else ""
        rule = getattr(fact, "rule", "")
        table.add_row(Text(name, _STYLES[name]), getattr(fact, "id", ""), Text(_said(fact)), rule, place)
    return table


def _said(fact: Any) -> str:
    values = [getattr(fact, field, None) for field in _SAYING]
    return " · ".join(str(value)[:100] for value in values if value is not None)
