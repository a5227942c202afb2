"""Input that carries fields (a JSON object, a table row) -> Article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from berita_extract.errors import InputError
from berita_extract.model import Article, Source
from berita_extract.read import html, published
from berita_extract.read.item import Item

_PLAIN = ("id", "url", "title", "published", "publisher", "text", "html")


def article_from(fields: Mapping[str, Any], item: Item, media_type: str) -> Article:
    """Make the article of one object or row; raises InputError where it has neither text nor html."""
    given = {name: _plain(fields.get(name), name, item) for name in _PLAIN}
    extra = {name: value for name, value in fields.items() if name not in _PLAIN}
    day = published.iso(given["published"])
    if given["published"] and not day:
        extra["published"] = given["published"]
    known: dict[str, Any] = {
        "source_id": given["id"] or item.source_id,
        "url": given["url"],
        "title": given["title"],
        "publisher": given["publisher"],
        "published": day,
        "published_from": "input" if day else None,
        "source": Source(path=item.place.path, position=item.position, media_type=media_type),
        "extra": extra,
    }
    if given["text"]:
        return Article(text=given["text"], **known)
    if given["html"]:
        return html.article_of_page(given["html"], item.where, **known)
    found = ", ".join(map(str, fields)) or "none"
    raise InputError(item.where, f'no "text" or "html" in it (its fields: {found[:200]}): name the text field "text"')


def _plain(value: Any, name: str, item: Item) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, (dict, list)) or name in ("text", "html"):
        raise InputError(item.where, f'field "{name}" must be a string, but it is {type(value).__name__}')
    return str(value)
