"""What a worker is told to do, and the names of the files that it leaves for the others."""

from __future__ import annotations

import msgspec

from berita_extract import storage
from berita_extract.cluster.shards import Shard
from berita_extract.tally import Tally

PARTS = ".parts"  # folder beside the results; removed when these are whole
NAMES = ("records.jsonl", "failures.jsonl")


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One shard and all that is needed to work on it, wherever that is."""

    shard: Shard
    output: str
    folder: str  # that relative paths start from
    version: str
    patterns_sha256: str
    everything: bool
    overlay: dict[str, bytes] | None = None  # the files of --patterns

    def part(self, name: str) -> str:
        """The path or URL of one file that the shard gives."""
        return storage.join(self.output, PARTS, f"{self.shard.number:06}-{name}")


class Done(msgspec.Struct, frozen=True):
    """The mark that the parts of a shard are whole: its key, and what it came to."""

    key: str
    tally: Tally
