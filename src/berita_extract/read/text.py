"""A plain text file: one article, or a list of the addresses of some, which is none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from berita_extract.errors import InputError
from berita_extract.model import Article, Source
from berita_extract.read.decode import decode
from berita_extract.read.item import Item, Place, whole

_URLS = ("http://", "https://")


def split(file: BinaryIO, place: Place) -> Iterator[Item]:
    """The whole file is one item."""
    yield Item("text", place, whole(file, place))


def parse(item: Item) -> Article:
    """Decode; nothing is known about the article but its text. Raises InputError for a list of addresses."""
    data = item.bytes()
    text = decode(data)
    if lists_urls(text):
        reason = "a list of addresses, no article: give the file itself to `run` or `fetch`, to have them fetched"
        raise InputError(item.where, reason)
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    return Article(
        source_id=item.source_id,
        text=text,
        source=Source(path=item.place.path, media_type="text/plain", payload_digest=digest),
    )


def lists_urls(text: str) -> bool:
    """Whether there is a URL in a text and nothing else but more of them, one a line, and remarks ("#")."""
    if not text.lstrip("\ufeff \t\r\n").startswith((*_URLS, "#")):
        return False
    lines = [line for line in map(str.strip, text.removeprefix("\ufeff").split("\n")) if line and line[0] != "#"]
    return bool(lines) and all(line.lower().startswith(_URLS) and len(line.split()) == 1 for line in lines)
