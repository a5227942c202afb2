"""MHTML: a page as a browser saves it, in a message of several parts."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from typing import BinaryIO

from berita_extract.errors import InputError
from berita_extract.model import Article
from berita_extract.read import html
from berita_extract.read.item import Item, Origin, Place, whole

_MESSAGE = re.compile(rb"(?i)(?:^|\n)(?:mime-version|content-type)\s?:[^\n]{0,200}")


def is_mhtml(head: bytes) -> bool:
    """Whether a file begins with the head of such a message."""
    return _MESSAGE.search(head) is not None and re.search(rb"(?i)multipart/related", head) is not None


def split(file: BinaryIO, place: Place) -> Iterator[Item]:
    """The page of the message is one item."""
    message = email.message_from_bytes(whole(file, place), policy=email.policy.compat32)
    part = next((part for part in message.walk() if part.get_content_type() in html.MEDIA_TYPES), None)
    body = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(body, bytes):
        raise InputError(place.path, "no HTML page in the message")
    url = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
    yield Item("html", place, body, None, Origin(url=url, charset=part.get_content_charset()))


def parse(item: Item) -> Article:
    """Extract the article of the page; raises InputError where it has none."""
    return html.parse(item)


def _header(message: Message, name: str) -> str | None:
    value = str(message.get(name, "")).strip().strip("<>")
    return value if value.startswith(("http://", "https://")) else None
