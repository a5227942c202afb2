"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

patterns_option = click.option(
    "--patterns",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Patterns of your own, laid over those that come with the program.",
)

allow_private_option = click.option(
    "--allow-private", is_flag=True, help="Fetch from addresses of this machine and network too."
)
