"""An HTML page: its article text by trafilatura, and what the page says about the article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from berita_extract.errors import InputError
from berita_extract.model import Article, Source
from berita_extract.read.decode import decode
from berita_extract.read.item import Item, Place, whole

_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?([A-Za-z0-9_:.-]{2,40})""", re.I)
# No search through the whole page (it guesses), and no bound that moves with today's date.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-12-31"}


def split(file: BinaryIO, place: Place) -> Iterator[Item]:
    """The whole file is one item."""
    yield Item("html", place, whole(file, place))


def parse(item: Item) -> Article:
    """Extract the article of a page; raises InputError where the page has none."""
    data = item.bytes()
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    source = Source(path=item.place.path, media_type="text/html", payload_digest=digest)
    declared = _DECLARED.search(data[:2048])
    page = decode(data, declared.group(1).decode("ascii") if declared else None)
    return article_of_page(page, item.where, source_id=item.source_id, source=source)


def article_of_page(page: str, where: str, **known: Any) -> Article:
    """The article of a page; `known` are fields that the input gave and that the page can't overrule."""
    text, found = _read_page(page, where)
    if not text.strip():
        raise InputError(where, "no article text found in the page: is it a list, a video or a login page?")
    if known.get("published"):
        found.pop("published", None)
        found.pop("published_from", None)
    given = {name: value for name, value in known.items() if value is not None}
    return msgspec.structs.replace(Article(text=text), **{**found, **given})


def _read_page(page: str, where: str) -> tuple[str, dict[str, Any]]:
    import trafilatura  # 0.2 s, and most inputs are not HTML

    from berita_extract.read import page_facts

    page = page.replace("\0", "")
    try:
        tree = trafilatura.load_html(page)
        if tree is None:
            return "", {}
        facts = page_facts.of(tree)
        document = trafilatura.bare_extraction(
            tree, include_comments=False, date_extraction_params=_DATES, with_metadata=True
        )
    except (RecursionError, MemoryError):
        raise InputError(where, "nested too deeply to be read as a page") from None
    if document is None:
        return "", {}
    return document.text or "", page_facts.merged(facts, document)
