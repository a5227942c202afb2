"""What an HTML page says about its article in JSON-LD and meta tags, and which of the two said it."""

from __future__ import annotations

import json
from collections.abc import Iterator
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


def of(tree: Any) -> dict[str, str]:
    """title, url, publisher, published, published_from, reporter, editor: those that the page states."""
    linked, meta = _from_json_ld(tree), _from_meta(tree)
    found = {**meta, **linked}
    for origin, facts in (("json-ld", linked), ("meta", meta)):
        day = published.iso(facts.get("published"))
        if day:
            return {**found, "published": day, "published_from": origin}
    found.pop("published", None)
    return found


def merged(facts: dict[str, str], document: Any) -> dict[str, str]:
    """The page's own statements, and where it is silent, what trafilatura read from the page."""
    guesses = {
        "title": document.title,
        "url": document.url,
        "publisher": document.sitename or document.hostname,
        "reporter": document.author,
    }
    found = {name: value for name, value in guesses.items() if value} | facts
    if "published" not in found and published.iso(document.date):
        found |= {"published": document.date, "published_from": "page"}
    return {name: value for name, value in found.items() if not _is_address(name, value)}


def _is_address(name: str, value: str) -> bool:
    # Some pages give a profile's address for the reporter.
    return name in ("reporter", "editor") and "://" in value


def _from_meta(tree: Any) -> dict[str, str]:
    stated: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            stated.setdefault(name.lower(), content)
    found = {}
    for field, names in _META.items():
        value = next((stated[name] for name in names if name in stated), None)
        if value:
            found[field] = value
    return found


def _from_json_ld(tree: Any) -> dict[str, str]:
    for script in tree.iterfind(".//script"):
        if (script.get("type") or "").lower().strip() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
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
