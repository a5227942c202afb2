"""The command line: arguments, messages, exit codes; no extraction logic."""

from __future__ import annotations

from berita_extract.cli.group import main

__all__ = ["main"]
