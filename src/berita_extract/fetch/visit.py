"""One URL -> its answer: with robots.txt asked, turns kept, redirects followed one checked step at a time, retries."""

from __future__ import annotations

from dataclasses import dataclass, field

import anyio
import httpx
from protego import Protego

from berita_extract.fetch import urls
from berita_extract.fetch.client import Answer, Client, Headers, Judge
from berita_extract.fetch.manners import TRANSIENT, Turns, retry_after
from berita_extract.fetch.options import ROBOT, Options
from berita_extract.fetch.trouble import FetchError, RefusedError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_BYTES = 512 * 1024  # of a robots.txt that are read; RFC 9309 asks for 500 KiB


@dataclass(frozen=True)
class Known:
    """Headers for one URL and no other: what is held of it, so that the server need not send it again."""

    url: str = ""
    headers: Headers = field(default_factory=list)

    def of(self, url: httpx.URL) -> Headers:
        """The headers, if they are for this URL."""
        return self.headers if str(url) == self.url else []


@dataclass(frozen=True)
class Visit:
    """What became of one URL: the last answer, and how it was reached."""

    answer: Answer
    redirects: list[str] = field(default_factory=list)


class Visitor:
    """Asks for URLs as a polite reader does."""

    def __init__(self, client: Client, options: Options) -> None:
        self._client, self._options = client, options
        self._turns = Turns(options)
        self._robots: dict[str, Protego | FetchError] = {}
        self._locks: dict[str, anyio.Lock] = {}

    async def visit(self, url: httpx.URL, known: Known, judge: Judge | None = None) -> Visit:
        """The answer (status 200 or 304) at the end of all redirects. Raises FetchError."""
        return await self._follow(url, known, judge, robots=True)

    async def sitemaps(self, url: httpx.URL) -> list[str]:
        """The sitemaps that the robots.txt of the URL's site names."""
        rules = await self._rules(url)
        return [] if isinstance(rules, FetchError) else list(rules.sitemaps)

    async def _follow(self, url: httpx.URL, known: Known, judge: Judge | None, robots: bool) -> Visit:
        redirects: list[str] = []
        while True:
            if robots:
                await self._allowed(url)
            answer = await self._insist(url, known.of(url), judge)
            if answer.status not in _REDIRECTS:
                return Visit(answer, redirects)
            redirects.append(str(url))
            url = urls.join(url, answer.header("location") or self._no_location())
            if str(url) in redirects:
                raise RefusedError(f"redirects in a circle: {url}")
            if len(redirects) > self._options.redirects:
                raise RefusedError(f"more than {self._options.redirects} redirects")

    @staticmethod
    def _no_location() -> str:
        raise FetchError("a redirect that does not say where to")

    async def _insist(self, url: httpx.URL, more: Headers, judge: Judge | None) -> Answer:
        """An answer that stands: what may pass is asked for again, later each time."""
        attempt = 0
        while True:
            attempt += 1
            try:
                return await self._ask(url, more, judge)
            except FetchError as error:
                if not error.again or attempt >= self._options.attempts:
                    raise
                wait = self._options.first_wait * 2 ** (attempt - 1) if error.wait is None else error.wait
                if wait > self._options.longest_wait:
                    raise FetchError(f"{error.reason}; it asks to wait {wait:,.0f} s", status=error.status) from error
                self._turns.pause(url.host, wait)

    async def _ask(self, url: httpx.URL, more: Headers, judge: Judge | None) -> Answer:
        async with self._turns.turn(url.host):
            answer = await self._client.get(url, more, judge)
        if answer.status in (200, 304) or answer.status in _REDIRECTS:
            return answer
        said = f"the server said {answer.status} {answer.phrase}".rstrip()[:200]
        wait = retry_after(answer.header("retry-after"))
        raise FetchError(said, again=answer.status in TRANSIENT, wait=wait, status=answer.status)

    async def _allowed(self, url: httpx.URL) -> None:
        rules = await self._rules(url)
        if isinstance(rules, FetchError):
            raise FetchError(f"robots.txt can't be read, so the site is left alone: {rules.reason}", again=rules.again)
        if not rules.can_fetch(str(url), ROBOT):
            raise RefusedError("robots.txt does not allow it")
        delay = rules.crawl_delay(ROBOT)
        rate = rules.request_rate(ROBOT)
        if rate and rate.requests > 0:
            delay = max(delay or 0.0, rate.seconds / rate.requests)
        if delay:
            if delay > max(self._options.longest_wait, self._options.delay):
                raise RefusedError(f"robots.txt asks for {delay:,.0f} s between two pages: say --delay {delay:.0f}")
            self._turns.slow_down(url.host, delay)

    async def _rules(self, url: httpx.URL) -> Protego | FetchError:
        """The robots.txt of the URL's site; the error where it can't be had, which closes the site."""
        site = urls.origin(url)
        async with self._locks.setdefault(site, anyio.Lock()):
            if site not in self._robots:
                self._robots[site] = await self._read_robots(site)
            return self._robots[site]

    async def _read_robots(self, site: str) -> Protego | FetchError:
        try:
            found = await self._follow(urls.parse(f"{site}/robots.txt"), Known(), None, robots=False)
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return Protego.parse("")  # there is none
            return error
        return Protego.parse(found.answer.body[:_ROBOTS_BYTES].decode("utf-8", "replace"))
