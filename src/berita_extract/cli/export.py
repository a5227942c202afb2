"""`berita-extract export`: records into the formats of other programs."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="RECORDS...")
@click.option(
    "--format", "form", type=click.Choice(["parquet", "tables", "sqlite", "csv"]), required=True,
    help="Nested Parquet, flat Parquet tables, a database, or CSV tables.",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="DIR",
              help="Folder to write.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="No totals.")
@click.pass_context
def export(ctx: click.Context, inputs: tuple[str, ...], form: str, output: Path, quiet: bool) -> None:
    """Write records as Parquet, as a SQLite database with full-text search, or as a package of CSV tables.

    RECORDS is records.jsonl (also .gz, .zst), a folder that `run` wrote, or - for standard input.

    \b
    Exit status: 0 all good, 1 some lines were no records, 2 wrong use.
    """
    from berita_extract.cli.exporting import carry_out

    ctx.exit(carry_out(inputs, form, output, quiet))
