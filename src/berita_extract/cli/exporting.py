"""An export as the command line asks for it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from berita_extract import write
from berita_extract.errors import UsageError
from berita_extract.export import EXPORTERS, each_once
from berita_extract.model import Failure, Record
from berita_extract.read import records

_SHOWN = 10  # lines that are no records, which are printed


def carry_out(inputs: tuple[str, ...], form: str, output: Path, quiet: bool) -> int:
    """Export; the exit status: 0 all good, 1 some lines were no records. Raises UsageError."""
    paths = record_files(inputs)
    failures: list[Failure] = []
    write.make_folder(output)
    try:
        again = [0]
        count = EXPORTERS[form][1](each_once(sound(records.records(paths), failures), again), output)
    except OSError as error:
        raise UsageError(
            f"{output}: can't write there ({error.strerror or error}): name another folder with -o"
        ) from error
    tell(failures)
    if not quiet:
        twice = f" ({again[0]} more came again and are left out)" if again[0] else ""
        sys.stderr.write(f"{count} records -> {output}: {EXPORTERS[form][0]}{twice}\n")
    return 1 if failures else 0


def record_files(inputs: Iterable[str]) -> list[str]:
    """The files of records that inputs are. Raises UsageError where one is none."""
    found = []
    for given in inputs:
        path = records.records_path(given)
        if path is None:
            there = given == "-" or Path(given).exists()
            what = "no records in it: make some with `berita-extract run` first" if there else "no such file or folder"
            raise UsageError(f"{given}: {what}")
        found.append(path)
    return found


def sound(found: Iterable[Record | Failure], failures: list[Failure]) -> Iterator[Record]:
    """The records alone; what is none is added to the failures."""
    for record in found:
        if isinstance(record, Failure):
            failures.append(record)
        else:
            yield record


def tell(failures: list[Failure]) -> None:
    """Print the first failures to standard error."""
    for failure in failures[:_SHOWN]:
        sys.stderr.write(f"failed: {failure.where}: {failure.reason}\n")
    if len(failures) > _SHOWN:
        sys.stderr.write(f"… and {len(failures) - _SHOWN} more\n")
