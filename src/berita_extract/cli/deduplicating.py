"""The search for duplicates as the command line asks for it: over all records once, and once again to write."""

from __future__ import annotations

import sys

import msgspec

from berita_extract.cli.destination import destination
from berita_extract.cli.exporting import record_files, sound, tell
from berita_extract.duplicates import duplicates
from berita_extract.errors import UsageError
from berita_extract.model import Failure, to_json
from berita_extract.read import records


def carry_out(inputs: tuple[str, ...], output: str, quiet: bool) -> int:
    """Write the records; the exit status: 0 all good, 1 some lines were no records. Raises UsageError."""
    if "-" in inputs:
        raise UsageError("-: the records are read twice: save them to a file first")
    paths = record_files(inputs)
    failures: list[Failure] = []
    count = repeated = 0
    with duplicates(sound(records.records(paths), failures)) as found, destination(output) as file:
        for record in sound(records.records(paths), []):
            first = found.of(record.record_id)
            count += 1
            repeated += first is not None
            file.write(to_json(msgspec.structs.replace(record, duplicate_of=first)) + b"\n")
    tell(failures)
    if not quiet:
        sys.stderr.write(f"{count} records, {repeated} of them repeat the text of another\n")
    return 1 if failures else 0
