"""`berita-extract run`: articles in, records out."""

from __future__ import annotations

from pathlib import Path

import click

from berita_extract.cli.options import allow_private_option, patterns_option


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
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes to work with.  [default: the cores]")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Stop after N articles.")
@click.option("--resume", is_flag=True, help="Go on where a run that was stopped or killed has left off.")
@click.option("--compress", type=click.Choice(["zst", "gz"]), help="Compress records.jsonl and failures.jsonl.")
@patterns_option
@allow_private_option
@click.option("--cluster", type=click.Choice(["local"]), help="Work on a Dask cluster of this machine, of N workers.")
@click.option("--scheduler", metavar="ADDRESS", help="Work on the Dask cluster of that scheduler.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no table.")
@click.pass_context
def run(
    ctx: click.Context, inputs: tuple[str, ...], output: str, everything: bool, jobs: int | None, limit: int | None,
    resume: bool, compress: str | None, patterns: Path | None, allow_private: bool,
    cluster: str | None, scheduler: str | None, quiet: bool,
) -> None:  # fmt: skip
    """Read articles and write a record of each one that reports a government innovation.

    INPUT is a file (text, HTML, MHTML, JSON Lines, CSV, Parquet, WARC, ZIP, tar), a folder of them, - for standard
    input, the URL of a page, feed or sitemap, or a file that lists some, which are fetched first, or a place that
    fsspec knows (s3://…). DIR, which may be such a place too, receives records.jsonl, failures.jsonl and run.json.
    """
    from berita_extract.cli.running import Request, carry_out  # half a second that `--help` need not wait for

    request = Request(inputs, output, everything, jobs, limit, patterns, quiet, allow_private, resume, compress)
    if cluster or scheduler:
        from berita_extract.cli.clustered import carry_out_on_cluster

        ctx.exit(carry_out_on_cluster(request, scheduler))
    ctx.exit(carry_out(request))
