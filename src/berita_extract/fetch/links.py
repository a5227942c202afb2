"""What a fetched document is, and which pages a feed or sitemap names (through trafilatura, which finds them)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias
from xml.sax.saxutils import unescape

import httpx

from berita_extract.fetch import urls
from berita_extract.fetch.trouble import RefusedError

if TYPE_CHECKING:
    from lxml import etree

Kind: TypeAlias = Literal["page", "feed", "sitemap"]

_HEAD = 4096
_ROOT = re.compile(
    r"\s*(?:(?:<\?[^>]{0,500}>|<!--.{0,1000}?-->|<!DOCTYPE[^>]{0,500}>)\s*){0,10}"
    r"<(?:[\w.-]{1,30}:)?(?P<name>rss|feed|rdf|urlset|sitemapindex)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON_FEED = re.compile(r'\s*\{.{0,2000}"version"\s{0,9}:\s{0,9}"https?:\\?/\\?/jsonfeed\.org', re.DOTALL)
# What a page may be declared as; servers that declare nothing are believed to send one.
PAGES = frozenset({"", "text/html", "application/xhtml+xml"})
_LISTS = frozenset(
    {"text/xml", "text/plain", "application/xml", "application/json", "application/feed+json", "application/gzip",
     "application/x-gzip", "application/octet-stream"}
)  # fmt: skip


@dataclass(frozen=True)
class Links:
    """What a feed, sitemap or home page names: pages, and more lists of pages."""

    pages: list[str]
    lists: list[str]


def may_be_wanted(media_type: str) -> bool:
    """Whether a document of that declared type can be a page, a feed or a sitemap."""
    return media_type in PAGES or media_type in _LISTS or media_type.endswith("+xml")


def kind_of(body: bytes, media_type: str) -> Kind:
    """What the document is, by its first bytes. Raises RefusedError where it is none of the three."""
    head = body[:_HEAD].decode("utf-8", "replace").lstrip("\ufeff")
    root = _ROOT.match(head)
    if root:
        return "sitemap" if root["name"].lower() in ("urlset", "sitemapindex") else "feed"
    if _JSON_FEED.match(head):
        return "feed"
    if media_type in PAGES or re.match(r"\s*<(?:!doctype\s+html|html)\b", head, re.IGNORECASE):
        return "page"
    raise RefusedError(f"neither a page nor a feed nor a sitemap, but {media_type}")


def links_in(kind: Kind, body: bytes, url: str) -> Links:
    """The links of a feed or sitemap, in its order, or the feeds that a page declares.

    Runs in a process of its own: what others wrote into a document must not be able to hold up the fetch.
    """
    base = httpx.URL(url)
    text = body.decode("utf-8", "replace").lstrip("\ufeff")
    if kind == "sitemap":
        return _of_sitemap(text, base)
    return _of_feed(text, base) if kind == "feed" else Links([], _feeds_of_page(text, base))


def _of_feed(text: str, base: httpx.URL) -> Links:
    found = _items(text)
    if not found:
        # Broken XML, or JSON. Broken XML gives the links of the site itself too.
        from trafilatura import feeds

        found = feeds.find_links(text.strip(), feeds.FeedParameters(str(base), base.host, str(base)))
        found = found if text.startswith("{") else [unescape(link) for link in found]
    return Links([str(link) for link in _absolute(found, base) if link.path != "/" and link != base], [])


def _items(text: str) -> list[str]:
    """The page of each item of an RSS feed or entry of an Atom feed."""
    from lxml import etree

    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, recover=True)
    try:
        tree = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return []
    items = () if tree is None else tree.iter("{*}item", "{*}entry")
    return [link for item in items if (link := _link(item))]


def _link(item: etree._Element) -> str | None:
    for link in item.iterchildren("{*}link"):
        if link.get("rel", "alternate") == "alternate":
            where = link.get("href") or link.text or ""
            if where.strip():
                return str(where)
    guid = item.find("{*}guid")
    return str(guid.text) if guid is not None and guid.text and guid.get("isPermaLink") != "false" else None


def _of_sitemap(text: str, base: httpx.URL) -> Links:
    from trafilatura import sitemaps

    class Locations(sitemaps.SitemapObject):  # type: ignore[misc]  # trafilatura is not typed for us
        """Keeps every location; the original drops those of other languages and odd forms."""

        def handle_link(self, link: str) -> None:
            self.urls.append(link.strip())

    reader = Locations(str(base), base.host, [])
    reader.content = text
    reader.extract_sitemap_links()
    found = [str(link) for link in _absolute(reader.urls, base) if urls.same_site(link, base)]
    is_index = (root := _ROOT.match(text[:_HEAD])) is not None and root["name"].lower() == "sitemapindex"
    return Links([], found) if is_index else Links(found, [])


def _feeds_of_page(text: str, base: httpx.URL) -> list[str]:
    from trafilatura import feeds

    found = feeds.determine_feed(text, feeds.FeedParameters(str(base), base.host, str(base)))
    return [str(link) for link in _absolute(found, base)]


def _absolute(links: list[str], base: httpx.URL) -> list[httpx.URL]:
    """The links as URLs, each once; those that are none are left out."""
    found = (_joined(base, link) for link in links)
    return list(dict.fromkeys(url for url in found if url))


def _joined(base: httpx.URL, link: str) -> httpx.URL | None:
    try:
        return urls.join(base, link)
    except RefusedError:
        return None
