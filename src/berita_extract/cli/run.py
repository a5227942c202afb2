"""`berita-extract run`: articles in, records out."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path

import click

from berita_extract import read, write
from berita_extract.cli.progress import tracked
from berita_extract.cli.summary import Summary
from berita_extract.errors import UsageError
from berita_extract.pipeline import Options, process


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    default="output",
    show_default=True,
    metavar="DIR|-",
    help="Folder to write, or - for standard output.",
)
@click.option("--all", "everything", is_flag=True, help="Write records of irrelevant articles too.")
@click.option(
    "--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="Processes to work with."
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Stop after N articles.")
@click.option(
    "--patterns", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
    help="Patterns of your own, laid over those that come with the program.",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no table.")
@click.pass_context
def run(
    ctx: click.Context, inputs: tuple[str, ...], output: str, everything: bool, jobs: int, limit: int | None,
    patterns: Path | None, quiet: bool,
) -> None:  # fmt: skip
    """Read articles and write a record of each one that reports a government innovation.

    INPUT is a file (text, HTML, JSON Lines, CSV), a folder of such files, or - for standard input. DIR receives
    records.jsonl, failures.jsonl and run.json.
    """
    _check(inputs)
    options = Options(all=everything, jobs=jobs, patterns=patterns)
    summary = Summary()
    with tracked(inputs, quiet or not sys.stderr.isatty()) as track, _destination(output) as save:
        for outcome in process(track(islice(read.items(inputs), limit)), options):
            summary.add(outcome)
            if outcome is not None:
                save(outcome)
        if output != "-":
            write.save_run(Path(output), summary.about(inputs, options, limit))
    if not quiet:
        summary.show(None if output == "-" else output)
    ctx.exit(1 if summary.failures else 0)


def _check(inputs: tuple[str, ...]) -> None:
    for given in inputs:
        if given != "-" and not Path(given).exists():
            raise UsageError(f"{given}: no such file or folder")
    if inputs.count("-") > 1:
        raise UsageError("-: standard input can be read only once")


def _destination(output: str) -> AbstractContextManager[write.Write]:
    return write.to_stdout() if output == "-" else write.open_folder(Path(output))
