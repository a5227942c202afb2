"""The errors that berita-extract raises: each names the input, what is wrong and what to do."""

from __future__ import annotations


class BeritaError(Exception):
    """Base of every error that the package raises on purpose."""


class InputError(BeritaError):
    """One input (a file, a line, a page) can't be read; the run goes on without it.

    `where` is the place ("news.jsonl, line 12"), `reason` what is wrong and what to do about it.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class PatternError(BeritaError):
    """A file in patterns/ is not right; the message names file, line and rule id."""


class UsageError(BeritaError):
    """The call itself is wrong (a path that does not exist, a folder that can't be written)."""
