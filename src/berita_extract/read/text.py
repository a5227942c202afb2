"""A plain text file: one article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from berita_extract.model import Article, Source
from berita_extract.read.decode import decode
from berita_extract.read.item import Item, Place, whole


def split(file: BinaryIO, place: Place) -> Iterator[Item]:
    """The whole file is one item."""
    yield Item("text", place, whole(file, place))


def parse(item: Item) -> Article:
    """Decode; nothing is known about the article but its text."""
    data = item.bytes()
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    return Article(
        source_id=item.source_id,
        text=decode(data),
        source=Source(path=item.place.path, media_type="text/plain", payload_digest=digest),
    )
