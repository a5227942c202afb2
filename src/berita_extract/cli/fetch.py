"""`berita-extract fetch`: URLs, feeds and sitemaps in, web archives out."""

from __future__ import annotations

from pathlib import Path

import click

from berita_extract.cli.options import allow_private_option


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="URL...")
@click.option("-o", "--output", default="fetched", show_default=True, metavar="DIR",
              type=click.Path(file_okay=False, path_type=Path), help="Folder to write.")  # fmt: skip
@click.option("--site", is_flag=True, help="The URLs are sites: look for their feeds and sitemaps.")
@click.option("--refresh", is_flag=True, help="Ask again for pages that DIR holds; keep those that have changed too.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Ask for N pages at most.")
@click.option("--contact", metavar="URL|MAIL", help="Where a site's keeper can reach you; sent with each request.")
@click.option("--delay", type=click.FloatRange(0), default=1.0, show_default=True, metavar="SECONDS",
              help="Between two requests to one host.")  # fmt: skip
@click.option("--per-host", type=click.IntRange(1), default=1, show_default=True, metavar="N",
              help="Requests to one host at a time.")  # fmt: skip
@click.option("--concurrency", type=click.IntRange(1), default=8, show_default=True, metavar="N",
              help="Requests at a time, to all hosts.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(0.1), default=60.0, show_default=True, metavar="SECONDS",
              help="For one request, to its last byte.")  # fmt: skip
@click.option("--max-bytes", type=click.IntRange(1), default=10_000_000, show_default=True, metavar="N",
              help="For one page, unpacked.")  # fmt: skip
@allow_private_option
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@click.pass_context
def fetch(
    ctx: click.Context, inputs: tuple[str, ...], output: Path, site: bool, refresh: bool, limit: int | None,
    contact: str | None, delay: float, per_host: int, concurrency: int, timeout: float, max_bytes: int,
    allow_private: bool, quiet: bool,
) -> None:  # fmt: skip
    """Fetch pages, and the pages that feeds and sitemaps name, into web archives.

    URL is a page, a feed or a sitemap, or a file that lists some, one a line. DIR receives pages/ (WARC files, which
    `run` reads), lists/ (the feeds and sitemaps themselves), manifest.jsonl and failures.jsonl. The same command
    again goes on where it stopped.
    """
    from berita_extract.cli.fetching import carry_out
    from berita_extract.fetch import Options

    if contact is not None and not (contact.isascii() and contact.isprintable()):
        raise click.BadParameter("letters, digits and signs of ASCII only", param_hint="--contact")
    options = Options(
        contact=contact, allow_private=allow_private, refresh=refresh, site=site, limit=limit, delay=delay,
        per_host=per_host, concurrency=concurrency, max_bytes=max_bytes, seconds=timeout,
    )  # fmt: skip
    ctx.exit(carry_out(inputs, output, options, quiet))
