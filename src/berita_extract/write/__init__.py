"""Records -> files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from berita_extract.errors import UsageError
from berita_extract.write.atomic import atomic
from berita_extract.write.compress import check as check_compress
from berita_extract.write.journal import STATE, Growing, clean_up, finish, growing, is_whole
from berita_extract.write.jsonlines import Write, to_folder, to_stdout
from berita_extract.write.remote import check, folder, put

__all__ = [
    "STATE", "WRITERS", "Growing", "Write", "atomic", "check", "check_compress", "clean_up", "finish", "folder",
    "growing", "is_whole", "make_folder", "open_folder", "put", "save_run", "saved_run", "to_stdout",
]  # fmt: skip

# To add a format: a module with a context manager that takes a folder and gives a `Write`, and a line here.
WRITERS: dict[str, Callable[[Path], AbstractContextManager[Write]]] = {"jsonl": to_folder}


@contextmanager
def open_folder(folder: Path, form: str = "jsonl") -> Iterator[Write]:
    """A function that writes records and failures into the folder, which is made if need be.

    Raises UsageError where the folder can't be written.
    """
    with _trouble(folder):
        _make(folder)
        with WRITERS[form](folder) as write:
            yield write


def make_folder(folder: Path) -> None:
    """Make the folder if need be. Raises UsageError where it can't be written."""
    with _trouble(folder):
        _make(folder)


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(None, "Permission denied")


@contextmanager
def _trouble(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"{folder}: can't write there ({reason}): name another folder with -o") from error


def save_run(folder: Path, about: dict[str, Any]) -> None:
    """Write run.json: what was read, by which versions, and what came of it."""
    with atomic(folder / "run.json") as file:
        file.write(msgspec.json.format(msgspec.json.encode(about), indent=2) + b"\n")


def saved_run(folder: Path) -> dict[str, Any]:
    """What run.json says; empty where there is none."""
    try:
        said = msgspec.json.decode((folder / "run.json").read_bytes())
    except (OSError, msgspec.DecodeError):
        return {}
    return said if isinstance(said, dict) else {}
