"""`berita-extract show`: one article in the terminal, its facts highlighted and the rule of each."""

from __future__ import annotations

from pathlib import Path

import click

from berita_extract.cli.options import patterns_option


@click.command()
@click.argument("source", metavar="FILE|TEXT|-")
@click.option(
    "-n",
    "--number",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    metavar="N",
    help="Which article of the file.",
)
@patterns_option
def show(source: str, number: int, patterns: Path | None) -> None:
    """Print one article with its facts highlighted, and the rule that found each of them."""
    from berita_extract.cli.highlight import print_article  # half a second that `--help` need not wait for

    print_article(source, number, patterns)
