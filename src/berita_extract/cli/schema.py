"""`berita-extract schema`: the JSON Schema of a record."""

from __future__ import annotations

import click
import msgspec

from berita_extract.model import json_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of a record."""
    click.echo(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2))
