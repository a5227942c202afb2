"""A comparison from beginning to end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from berita_extract.compare.groups import Groups, Union, grouped
from berita_extract.compare.member import member
from berita_extract.compare.merge import Event, merge
from berita_extract.compare.near import signature
from berita_extract.compare.store import Store
from berita_extract.model import Record


@dataclass(frozen=True)
class Options:
    """How to compare. `singles`: events that one article tells of too; `memory`: what DuckDB may hold; `folder`: where
    it may write what it can't hold (the system's temporary folder if None)."""

    singles: bool = False
    memory: str = "512MB"
    folder: Path | None = None


@dataclass
class Comparison:
    """What a comparison comes to: `events` is a generator, to be used within the block that made it."""

    given: int
    records: int
    events: Iterator[Event]


@contextmanager
def compare(records: Iterable[Record], options: Options | None = None) -> Iterator[Comparison]:
    """Group the records of one event; the same records in any order give the same events."""
    options = options or Options()
    with TemporaryDirectory(prefix="berita-compare-", dir=options.folder) as folder:
        store = Store(Path(folder), options.memory)
        try:
            for record in records:
                store.add(member(record), signature(record.article.text))
            store.pair()
            yield Comparison(store.added, store.records, _events(store, options.singles))
        finally:
            store.close()


def _events(store: Store, singles: bool) -> Iterator[Event]:
    n = store.records
    groups, texts = Groups(store.days(), n), Union(n)
    for a, b in store.edges():
        groups.join(a, b)
    for a, b in store.copies():
        texts.join(a, b)
    return (merge(group) for group in store.groups(grouped(groups, texts, n), singles))
