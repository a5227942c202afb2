"""What an HTML page says about its article in JSON-LD and meta tags, and which of the two said it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from berita_extract.read import published

_META = {
    "published": (
        "article:published_time",
        "datepublished",
        "publishdate",
        "content_publisheddate",
        "pubdate",
        "dc.date",
    ),
    "reporter": ("content_author", "author", "article:author", "dc.creator"),
    "editor": ("content_editor", "editor", "dtk:editor"),
    "publisher": ("og:site_name", "application-name", "publisher"),
    "title": ("og:title", "twitter:title"),
    "url": ("og:url",),
}

_ATTRIBUTE = re.compile(
    rb"""[\s/]*([^\s"'<>/=]{1,100})(?:\s*=\s*(?:"([^"]{0,20000})"|'([^']{0,20000})'|([^\s"'>]{0,2000})))?"""
)
_MOST_METAS = 500  # of one page that are looked at


def of(tree: Any) -> dict[str, str]:
    """title, url, publisher, published, published_from, reporter, editor: those that the page states."""
    scripts = (e.text or "" for e in tree.iterfind(".//script") if _is_linked_data(e.get("type")))
    metas = (
        (e.get("property") or e.get("name") or e.get("itemprop"), e.get("content")) for e in tree.iterfind(".//meta")
    )
    return _facts(_from_json_ld(scripts), _from_meta(metas))


class Stated:
    """The same from a page in UTF-8 that is not parsed."""

    def __init__(self, page: bytes) -> None:
        self._linked, self._meta = _from_json_ld(_scripts(page)), _from_meta(_metas(page))

    @property
    def title(self) -> str | None:
        """The title alone."""
        return self._linked.get("title") or self._meta.get("title")

    def facts(self) -> dict[str, str]:
        """All of it."""
        return _facts(self._linked, self._meta)


def _scripts(page: bytes) -> Iterator[str]:
    at = page.find(b"ld+json")
    while at >= 0:
        begin, end = page.rfind(b"<", max(0, at - 300), at), page.find(b">", at, at + 300)
        close = page.find(b"</script", end)
        is_script = min(begin, end, close) >= 0 and page[begin : begin + 7].lower() == b"<script"
        if is_script and _is_linked_data(_attributes(page, begin + 7).get("type")):
            yield page[end + 1 : close].decode("utf-8", "replace")
        at = page.find(b"ld+json", at + 1)


def _metas(page: bytes) -> Iterator[tuple[str | None, str | None]]:
    body = page.find(b"<body")
    end = len(page) if body < 0 else body
    at = page.find(b"<meta", 0, end)
    for _ in range(_MOST_METAS):
        if at < 0:
            return
        given = _attributes(page, at + 5)
        yield given.get("property") or given.get("name") or given.get("itemprop"), given.get("content")
        at = page.find(b"<meta", at + 5, end)


def _attributes(page: bytes, at: int) -> dict[str, str]:
    """The attributes of a tag, from behind its name on."""
    found: dict[str, str] = {}
    while match := _ATTRIBUTE.match(page, at):
        name, *values = match.groups()
        value = next((v for v in values if v is not None), b"").decode("utf-8", "replace")
        found.setdefault(name.decode("utf-8", "replace").lower(), html.unescape(value) if "&" in value else value)
        at = match.end()
    return found


def _is_linked_data(kind: str | None) -> bool:
    return (kind or "").lower().strip() == "application/ld+json"


def _facts(linked: dict[str, str], meta: dict[str, str]) -> dict[str, str]:
    found = {**meta, **linked}
    for origin, facts in (("json-ld", linked), ("meta", meta)):
        day = published.iso(facts.get("published"))
        if day:
            return {**found, "published": day, "published_from": origin}
    found.pop("published", None)
    return found


def merged(facts: dict[str, str], document: Any | None) -> dict[str, str]:
    """The page's own statements, and where it is silent, what trafilatura read from the page."""
    found: dict[str, str] = {}
    if document is not None:
        guesses = {
            "title": document.title,
            "url": document.url,
            "publisher": document.sitename or document.hostname,
            "reporter": document.author,
        }
        found = {name: value for name, value in guesses.items() if value}
        if "published" not in facts and published.iso(document.date):
            found |= {"published": document.date, "published_from": "page"}
    return {name: value for name, value in (found | facts).items() if not _is_address(name, value)}


def _is_address(name: str, value: str) -> bool:
    # Some pages give a profile's address for the reporter.
    return name in ("reporter", "editor") and "://" in value


def _from_meta(metas: Iterable[tuple[str | None, str | None]]) -> dict[str, str]:
    stated: dict[str, str] = {}
    for name, content in metas:
        if name and content and content.strip():
            stated.setdefault(name.lower(), content.strip())
    found = {}
    for field, names in _META.items():
        value = next((stated[name] for name in names if name in stated), None)
        if value:
            found[field] = value
    return found


def _from_json_ld(scripts: Iterable[str]) -> dict[str, str]:
    for script in scripts:
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if "datePublished" in node:
                stated = {
                    "published": node["datePublished"],
                    "title": node.get("headline"),
                    "reporter": _names(node.get("author")),
                    "editor": _names(node.get("editor")),
                    "publisher": _names(node.get("publisher")),
                }
                return {k: v.strip() for k, v in stated.items() if isinstance(v, str) and v.strip()}
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for entry in data:
            yield from _nodes(entry)
    elif isinstance(data, dict):
        yield data
        yield from _nodes(data.get("@graph"))


def _names(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        names = [name for name in map(_names, value) if name]
        return ", ".join(names) or None
    return value if isinstance(value, str) else None
