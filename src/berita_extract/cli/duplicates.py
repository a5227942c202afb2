"""`berita-extract duplicates`: say of each record whose text it repeats."""

from __future__ import annotations

import click


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="RECORDS...")
@click.option("-o", "--output", default="-", metavar="FILE|-", help="File to write; - (standard output) if not given.")
@click.option("-q", "--quiet", is_flag=True, help="No totals.")
@click.pass_context
def duplicates(ctx: click.Context, inputs: tuple[str, ...], output: str, quiet: bool) -> None:
    """Set `duplicate_of` in records whose text is the same as, or nearly that of, an earlier one; none is dropped.

    RECORDS is records.jsonl (also .gz, .zst) or a folder that `run` wrote; give all parts of an archive at once. The
    earliest article of a group stands for it.

    \b
    Exit status: 0 all good, 1 some lines were no records, 2 wrong use.
    """
    from berita_extract.cli.deduplicating import carry_out

    ctx.exit(carry_out(inputs, output, quiet))
