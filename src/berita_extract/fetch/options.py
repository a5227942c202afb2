"""How to fetch: whom to wait for, how long, how much."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

ROBOT = "berita-extract"  # the name that robots.txt files may speak to


@dataclass(frozen=True)
class Options:
    """Settings of one fetch; sizes in bytes, times in seconds."""

    contact: str | None = None  # an address that a site's keeper can write to, sent with each request
    allow_private: bool = False  # addresses of one's own machine and network too
    refresh: bool = False  # ask again for pages that are held, and keep them where they have changed
    site: bool = False  # the URLs are sites: look for their feeds and sitemaps
    limit: int | None = None  # pages to ask for
    delay: float = 1.0  # between the starts of two requests to one host
    per_host: int = 1  # requests to one host at a time
    concurrency: int = 8  # requests at a time
    max_bytes: int = 10_000_000  # of one page, as sent and as unpacked
    seconds: float = 60.0  # for one request, from looking up the name to the last byte
    connect_seconds: float = 10.0
    silence_seconds: float = 20.0  # without a byte
    redirects: int = 5
    attempts: int = 4
    first_wait: float = 1.0  # before the second attempt; each further wait is twice the one before
    longest_wait: float = 120.0  # that a server may ask for (Retry-After, Crawl-delay)

    @property
    def user_agent(self) -> str:
        """What each request says about its sender."""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"{ROBOT}/{version('berita-extract')}{contact}"
