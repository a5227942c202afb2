"""Records of many articles -> one record an event: who told of it, which texts are copies, which figures differ.

read lines -> members and keys -> DuckDB: pairs -> groups -> merged events. Everything but the union of the groups is on
disk, so that memory does not grow with the number of records.
"""

from __future__ import annotations

from berita_extract.compare.merge import Event
from berita_extract.compare.run import Comparison, Options, compare

__all__ = ["Comparison", "Event", "Options", "compare"]
