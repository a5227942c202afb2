"""The group of commands; each is imported only when it is called, so that `--help` stays quick."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from berita_extract.errors import BeritaError

# To add a command: a line here (name -> module:function, what it does) and the module with that click command.
COMMANDS = {
    "run": ("berita_extract.cli.run:run", "Read articles, write a record of each."),
    "fetch": ("berita_extract.cli.fetch:fetch", "Fetch pages, feeds and sitemaps into web archives."),
    "check": ("berita_extract.cli.check:check", "Do the figures of each article agree with each other?"),
    "compare": ("berita_extract.cli.compare:compare", "Group records of the same event, list figures that differ."),
    "duplicates": ("berita_extract.cli.duplicates:duplicates", "Say of each record whose text it repeats."),
    "export": ("berita_extract.cli.export:export", "Write records as Parquet, SQLite or CSV."),
    "show": ("berita_extract.cli.show:show", "Print one article with its facts highlighted."),
    "eval": ("berita_extract.cli.eval:evaluate", "Measure the extraction against gold."),
    "rules": ("berita_extract.cli.rules:rules", "List, show, check and try the rules of patterns/."),
    "schema": ("berita_extract.cli.schema:schema", "Print the JSON Schema of a record."),
}


class WrongUseError(click.ClickException):
    """An error that stops everything: shown without a traceback, exit status 2."""

    exit_code = 2


class LazyGroup(click.Group):
    """A click group whose commands are imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command; None where there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), function)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table alone, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command; an error of ours becomes a message and exit status 2."""
        try:
            return super().invoke(ctx)
        except BeritaError as error:
            raise WrongUseError(str(error)) from error


@click.command(cls=LazyGroup)
@click.version_option(package_name="berita-extract", prog_name="berita-extract")
def main() -> None:
    """Read Indonesian news articles, write source-grounded records of government innovation.

    Exit status: 0 all good, 1 some inputs failed, 2 wrong use.
    """
