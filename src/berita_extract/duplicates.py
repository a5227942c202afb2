"""Which texts are the same, or nearly: each record of a group but one says whose text it repeats. None is dropped.

What is held of each record (words of its signature, its group) is on disk or a few bytes, so that millions fit; the
result does not depend on the order of the records or on how they are spread over files.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from berita_extract.compare.near import Signatures, bands, signature
from berita_extract.model import Record

SIMILAR = 0.8  # estimated share of common runs of three words from which on a text repeats another
_HELD = 5_000  # rows that are inserted at a time
_MASK = (1 << 63) - 1


@contextmanager
def duplicates(records: Iterable[Record], folder: Path | None = None) -> Iterator[Duplicates]:
    """The groups of all records; `of` a record_id gives the record that it repeats."""
    with TemporaryDirectory(prefix="berita-duplicates-", dir=folder) as name:
        made = Duplicates(Path(name))
        try:
            for record in records:
                made.add(record)
            made.group()
            yield made
        finally:
            made.close()


class Duplicates:
    """Groups of records with the same text, on disk."""

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "bands.db")
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute(
            "CREATE TABLE members (n INTEGER PRIMARY KEY, record_id TEXT, day TEXT, text TEXT, first TEXT,"
            " UNIQUE (record_id, text))"
        )
        self._base.execute("CREATE TABLE bands (band INTEGER, value INTEGER, n INTEGER)")
        self._signatures = Signatures(folder / "signatures")
        self._parent = array("q")
        self._bands: list[tuple[int, int, int]] = []

    def add(self, record: Record) -> None:
        """Take one record in; one that comes again changes nothing, unless it has another text."""
        n = len(self._parent)
        member = (n, record.record_id, record.article.published or "9999", record.article.text_sha256)
        if not self._base.execute("INSERT OR IGNORE INTO members VALUES (?, ?, ?, ?, NULL)", member).rowcount:
            return
        self._parent.append(n)
        known = signature(record.article.text)
        self._signatures.add(known)
        if known is not None:
            self._bands += [(band, value & _MASK, n) for band, value in enumerate(bands(known))]
            if len(self._bands) > _HELD:
                self._save()

    def group(self) -> None:
        """Find the groups; no record can be added any more."""
        self._save()
        self._signatures.close()
        self._base.execute("CREATE INDEX band ON bands (band, value)")
        self._base.execute("CREATE INDEX text ON members (text)")
        # One article may have been captured twice, and changed in between.
        self._join("SELECT record_id, n FROM members ORDER BY record_id, text", sure=True)
        self._join("SELECT text, n FROM members ORDER BY text, record_id", sure=True)
        self._join(
            "SELECT band || ':' || value, n FROM bands JOIN members USING (n) ORDER BY band, value, record_id, text",
            sure=False,
        )
        self._name()

    def of(self, record_id: str) -> str | None:
        """The record_id whose text this one repeats; None for the first of its kind."""
        row = self._base.execute("SELECT first FROM members WHERE record_id = ?", (record_id,)).fetchone()
        return row[0] if row else None

    def close(self) -> None:
        """Let go of the files."""
        self._base.close()

    def _save(self) -> None:
        self._base.executemany("INSERT INTO bands VALUES (?, ?, ?)", self._bands)
        self._bands.clear()

    def _join(self, query: str, sure: bool) -> None:
        """Join those of each run of equal keys that are alike: each to the ones before it that begin a group."""
        last = None
        heads: list[int] = []
        for key, n in self._base.execute(query):
            if key != last:
                last, heads = key, []
            if not heads:
                heads.append(n)
                continue
            alike = [1.0] if sure else self._signatures.similarity([n] * len(heads), heads)
            best = max(range(len(alike)), key=alike.__getitem__)
            if alike[best] >= SIMILAR:
                self._union(heads[best], n)
            elif len(heads) < _MOST_HEADS:
                heads.append(n)

    def _union(self, a: int, b: int) -> None:
        a, b = self._root(a), self._root(b)
        self._parent[max(a, b)] = min(a, b)

    def _root(self, n: int) -> int:
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def _name(self) -> None:
        """Let the earliest of each group, and of several the one with the least id, stand for it."""
        self._base.execute("CREATE TABLE groups (n INTEGER PRIMARY KEY, root INTEGER)")
        pairs = ((n, self._root(n)) for n in range(len(self._parent)))
        self._base.executemany("INSERT INTO groups VALUES (?, ?)", pairs)
        self._base.execute("CREATE INDEX root ON groups (root)")
        self._base.execute(
            """
            CREATE TABLE firsts AS SELECT root, record_id FROM (
              SELECT root, record_id, row_number() OVER (PARTITION BY root ORDER BY day, record_id) AS place,
                     count(*) OVER (PARTITION BY root) AS size
              FROM groups JOIN members USING (n))
            WHERE place = 1 AND size > 1
            """
        )
        self._base.execute("CREATE UNIQUE INDEX first ON firsts (root)")
        self._base.execute(
            """
            UPDATE members SET first = (
              SELECT f.record_id FROM groups g JOIN firsts f USING (root) WHERE g.n = members.n)
            """
        )
        self._base.execute("UPDATE members SET first = NULL WHERE first = record_id")


_MOST_HEADS = 50  # unlike texts that share a band: more are not compared with each other
