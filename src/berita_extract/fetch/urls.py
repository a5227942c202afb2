"""URLs that may be fetched: http and https only, with a host, without a password."""

from __future__ import annotations

import httpx

from berita_extract.fetch.trouble import RefusedError

_LONGEST = 8000


def parse(text: str) -> httpx.URL:
    """The URL in its normal form, without its #fragment. Raises RefusedError."""
    if len(text) > _LONGEST:
        raise RefusedError(f"a URL of {len(text):,} characters")
    try:
        url = httpx.URL(text.strip())
        host, port = url.host, url.port
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedError(f"not a URL that can be read: {error}") from error
    if url.scheme not in ("http", "https"):
        raise RefusedError(f"not an http or https URL: {text[:200]}")
    if not host:
        raise RefusedError("a URL without a host")
    if url.userinfo:
        raise RefusedError("a URL with a user name or password in it, which would be kept in the archive")
    if port is not None and not 0 < port < 65536:
        raise RefusedError(f"a URL with port {port}")
    return url.copy_with(fragment=None)


def join(base: httpx.URL, text: str) -> httpx.URL:
    """The URL that a link or redirect on `base` leads to. Raises RefusedError."""
    try:
        return parse(str(base.join(text.strip())))
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedError(f"leads to something that is no URL: {text[:200]!r}") from error


def origin(url: httpx.URL) -> str:
    """Scheme, host and port: what one robots.txt speaks for."""
    return str(url.copy_with(raw_path=b"/", fragment=None)).rstrip("/")


def same_site(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether the hosts are the same, or one is part of the other ("www." aside)."""
    a, b = one.host.removeprefix("www."), other.host.removeprefix("www.")
    return a == b or a.endswith(f".{b}") or b.endswith(f".{a}")
