"""`berita-extract check`: do the figures of each article agree with each other?"""

from __future__ import annotations

from pathlib import Path

import click

from berita_extract.cli.options import allow_private_option, patterns_option

FORMATS = ("table", "json", "html")


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT|RECORDS...")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="What the report is."
)
@click.option(
    "--fail-on", type=click.Choice(["mismatch"]), help="Exit status 1 where figures of an article do not agree."
)
@click.option("--coverage", is_flag=True, help="Say how many of the numbers in the text are accounted for.")
@click.option("--mismatches", "only", is_flag=True, help="Leave out the articles whose figures agree.")
@click.option(
    "--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of table and page."
)
@click.option("-o", "--output", default="-", metavar="FILE|-", help="File to write; - (standard output) if not given.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="Processes.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Stop after N articles.")
@patterns_option
@allow_private_option
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no totals.")
@click.pass_context
def check(
    ctx: click.Context, inputs: tuple[str, ...], form: str, fail_on: str | None, coverage: bool, only: bool, lang: str,
    output: str, jobs: int, limit: int | None, patterns: Path | None, allow_private: bool, quiet: bool,
) -> None:  # fmt: skip
    """Compare the figures of each article with each other, and show the working of each comparison.

    INPUT is all that `run` reads; RECORDS is records.jsonl, or the folder that `run` wrote. The articles with most
    mismatches come first. No figure is called true or false.

    \b
    Exit status: 0 all good, 1 some inputs failed or (with --fail-on mismatch) figures disagree, 2 wrong use.
    """
    from berita_extract.cli.checking import Request, carry_out  # half a second that `--help` need not wait for

    request = Request(
        inputs, form, fail_on == "mismatch", coverage, only, lang, output, jobs, limit, patterns, allow_private, quiet
    )
    ctx.exit(carry_out(request))
