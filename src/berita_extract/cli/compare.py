"""`berita-extract compare`: which articles tell of one event, and which of their figures differ?"""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="RECORDS...")
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "table"]), default="jsonl", show_default=True,
    help="A line of JSON an event, or a table.",
)  # fmt: skip
@click.option("-o", "--output", default="-", metavar="FILE|-", help="File to write; - (standard output) if not given.")
@click.option("--all", "singles", is_flag=True, help="Events that only one article tells of too.")
@click.option("--differing", is_flag=True, help="Only events whose articles give different figures.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of the table.")
@click.option("--memory", default="512MB", show_default=True, metavar="SIZE", help="Memory of the database.")
@click.option(
    "--temp", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR", help="Where to spill."
)
@click.option("-q", "--quiet", is_flag=True, help="No totals.")
@click.pass_context
def compare(
    ctx: click.Context, inputs: tuple[str, ...], form: str, output: str, singles: bool, differing: bool, lang: str,
    memory: str, temp: Path | None, quiet: bool,
) -> None:  # fmt: skip
    """Group the records of one event; list the figures that its articles give differently, with their sources.

    RECORDS is records.jsonl, a folder that `run` wrote, or - for standard input. Copies of one press release count as
    one text. No figure is called true or false.

    \b
    Exit status: 0 all good, 1 some lines were no records, 2 wrong use.
    """
    from berita_extract.cli.comparing import Request, carry_out

    ctx.exit(carry_out(Request(inputs, form, output, singles, differing, lang, memory, temp, quiet)))
