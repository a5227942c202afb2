"""Records in the order of a report, most mismatches first, with flat memory: they wait in a temporary file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from tempfile import TemporaryFile
from types import TracebackType

from berita_extract.model import Record, from_json, to_json
from berita_extract.report.coverage import Coverage, coverage


def mismatches(record: Record) -> int:
    """How many relations of the record do not hold."""
    return sum(check.status == "mismatch" for check in record.checks)


class Spool:
    """Takes records in any order and gives them back by their number of mismatches, the first ones first."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed with the spool
        self._places: list[tuple[int, int, int]] = []  # (-mismatches, offset, length)
        self.statuses: Counter[str] = Counter()
        self.coverage = Coverage()

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, record: Record) -> None:
        """Keep one record."""
        line = to_json(record)
        self._places.append((-mismatches(record), self._file.tell(), len(line)))
        self._file.write(line)
        self.statuses.update(check.status for check in record.checks)
        self.coverage += coverage(record)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Record]:
        """The records, most mismatches first, then in the order they came in."""
        self._file.flush()
        for _, offset, length in sorted(self._places):
            self._file.seek(offset)
            yield from_json(self._file.read(length))
        self._file.seek(0, 2)

    @property
    def wrong(self) -> int:
        """How many articles have a mismatch."""
        return sum(1 for minus, _, _ in self._places if minus)
