"""An HTML page: its article text by trafilatura, and what the page says about the article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from berita_extract.errors import InputError
from berita_extract.model import Article, Source
from berita_extract.read import links, marked, page_facts
from berita_extract.read.decode import decode
from berita_extract.read.item import Item, Origin, Place, whole

MEDIA_TYPES = ("text/html", "application/xhtml+xml")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?([A-Za-z0-9_:.-]{2,40})""", re.I)
# No search through the whole page (it guesses), and no bound that moves with today's date.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-12-31"}

_SCRIPT = re.compile(r"<script(?:\s[^<>]*)?>", re.I)
_NO_TEXT = ("script", "style", "svg", "nav", "iframe", "button", "select", "template", "canvas")
# A parser's tree takes a hundred times the bytes of the tags, and what reads it up to a second for 10,000 of them.
MAX_TAGS = 60_000
_SHARE = 0.7  # of what a page's paragraphs say: below it an article may have been missed
_BOXES = (
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "div",
    "span",
    "ul",
    "ol",
    "li",
    "img",
    "i",
    "section",
    "picture",
    "source",
    "figure",
    "a",
)
# What else trafilatura would look for, at the price of another extraction.
_STATED = {"title", "url", "publisher", "reporter", "published"}


def split(file: BinaryIO, place: Place) -> Iterator[Item]:
    """The whole file is one item."""
    yield Item("html", place, whole(file, place))


def parse(item: Item) -> Article:
    """Extract the article of a page; raises InputError where the page has none."""
    data, origin = item.bytes(), item.origin or Origin()
    source = Source(
        path=item.place.path,
        position=item.position,
        media_type="text/html",
        warc_record_id=origin.record_id,
        payload_digest=origin.digest or f"sha256:{hashlib.sha256(data).hexdigest()}",
    )
    extra = {"fetched": origin.fetched} if origin.fetched else {}
    page = decode(data, origin.charset or declared_charset(data))
    return article_of_page(page, item.where, source_id=item.source_id, url=origin.url, source=source, extra=extra)


def declared_charset(page: bytes) -> str | None:
    """The encoding that a page's first bytes declare."""
    head = page[:2048]
    lower = head.lower()
    start = min((at for at in (lower.find(b"charset"), lower.find(b"encoding")) if at >= 0), default=-1)
    match = _DECLARED.search(head, start) if start >= 0 else None
    return match.group(1).decode("ascii") if match else None


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


def glance(data: bytes, charset: str | None = None) -> tuple[str, str] | None:
    """Title and text of a page that states the one and marks the other: what `parse` would find, at a small part of
    its price. None for any other page."""
    found = _marked(decode(data, charset or declared_charset(data)))
    return (found[1].title or "", found[0]) if found else None


def _marked(page: str) -> tuple[str, page_facts.Stated] | None:
    """Text and facts of a page that states its title and marks its text."""
    data = _without_nul(page).encode("utf-8", "replace")
    text = marked.text_of(data)
    stated = page_facts.Stated(data) if text is not None else None
    return (text, stated) if text is not None and stated is not None and stated.title else None


def _without_nul(page: str) -> str:
    return page.replace("\0", "") if "\0" in page else page


def _read_page(page: str, where: str) -> tuple[str, dict[str, Any]]:
    if page.count("<") > MAX_TAGS:
        raise InputError(where, f"over {MAX_TAGS:,} tags in one page: is it one article?")
    try:
        found = _marked(page)
        if found is None:
            return _searched(page)
        facts = found[1].facts()
        return found[0], page_facts.merged(facts, None if facts.keys() >= _STATED else _metadata(page))
    except (RecursionError, MemoryError):
        raise InputError(where, "nested too deeply to be read as a page") from None


def _metadata(page: str) -> Any:
    """What trafilatura finds out about a page beside its text."""
    from lxml import etree
    from trafilatura.metadata import extract_metadata

    tree = _parsed(without_code(_without_nul(page)))
    if tree is None:
        return None
    prune(tree)
    return extract_metadata(etree.tostring(tree, encoding="unicode", method="html"), None, _DATES)


def _searched(page: str) -> tuple[str, dict[str, Any]]:
    """Text and facts of a page in which trafilatura has to look for the article."""
    import trafilatura  # 0.2 s, and most inputs are not HTML
    from lxml import etree

    page = without_code(_without_nul(page))
    tree = _parsed(page)
    if tree is None:
        return "", {}
    facts = page_facts.of(tree)
    prune(tree)
    said = _said(tree)
    page = etree.tostring(tree, encoding="unicode", method="html")
    options = {"date_extraction_params": _DATES, "with_metadata": not facts.keys() >= _STATED}
    document = trafilatura.bare_extraction(page, include_comments=False, fast=True, **options)
    if document is None or len(document.text or "") < _SHARE * said:
        # It may have missed the article: this compares what several ways of looking for it find.
        document = trafilatura.bare_extraction(page, include_comments=False, **options)
    if document is None:
        return "", {}
    return document.text or "", page_facts.merged(facts, document)


def _said(tree: Any) -> int:
    """Characters of the paragraphs of a page."""
    return sum(len("".join(paragraph.itertext())) for paragraph in tree.iter("p"))


def _parsed(page: str) -> Any:
    """The page as a tree of lxml; None where it is no page. The plain parser is twice as quick as the one for HTML."""
    import trafilatura
    from lxml import etree

    options = {"collect_ids": False, "default_doctype": False, "remove_comments": True, "remove_pis": True}
    try:
        tree = etree.fromstring(page.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8", **options))
    except etree.XMLSyntaxError:
        tree = None
    # What the parser makes nothing of, trafilatura repairs as far as it can.
    return tree if tree is not None and len(tree) > 1 else trafilatura.load_html(page)


def without_code(page: str) -> str:
    """The page without its scripts, but for those that hold JSON: they are half of it and slow to parse."""
    kept: list[str] = []
    end = 0
    for match in _SCRIPT.finditer(page):
        start = match.start()
        close = page.find("</script>", match.end())
        if start < end or close < 0 or "json" in match.group().lower():
            continue
        if page.find("-->", match.end(), close) >= 0:
            continue  # it may have begun inside a comment
        kept.append(page[end:start])
        end = close + len("</script>")
    return "".join(kept) + page[end:] if kept else page


def prune(tree: Any) -> None:
    """Take out what is no part of an article on any page: code, menus, headlines of other articles, empty boxes."""
    from lxml import etree

    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)
    links.drop(tree)
    empty = [box for box in tree.iter(*_BOXES) if not len(box) and not (box.text or "").strip()]
    while empty:
        above = []
        for box in empty:
            parent = box.getparent()
            if parent is None:
                continue
            links.remove(box)
            if next(parent.iterchildren(), None) is None and parent.tag in _BOXES and not (parent.text or "").strip():
                above.append(parent)
        empty = above
