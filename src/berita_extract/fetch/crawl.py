"""Targets -> pages: each host in its own lane, all lanes at once, everything found written down as it comes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timezone

import anyio
import anyio.abc
import httpx
from anyio import to_process

from berita_extract.fetch import links, urls
from berita_extract.fetch.archive import Archive, digest
from berita_extract.fetch.client import Answer
from berita_extract.fetch.manifest import Entry, Manifest
from berita_extract.fetch.options import Options
from berita_extract.fetch.trouble import FetchError, RefusedError, printable
from berita_extract.fetch.unpack import GZIP, gunzip
from berita_extract.fetch.visit import Known, Visit, Visitor

_LISTS = 1000  # feeds and sitemaps that one fetch reads
_DEPTH = 4  # sitemaps named by sitemaps named by …
_LONGEST = 1000  # characters of what is no URL, and of a header, that are kept
_READING = 30.0  # seconds to find the links of one document


@dataclass(frozen=True)
class Task:
    """A URL to ask for."""

    url: httpx.URL
    found_in: str | None = None
    depth: int = 0
    site: bool = False  # read for its feeds, not for itself
    named: bool = True  # whether it was asked for as a page (or anything): False for what must be a list


@dataclass
class Counts:
    """What a fetch did: pages saved now, held from before and as they were, failures."""

    saved: int = 0
    held: int = 0
    unchanged: int = 0
    failed: int = 0
    left: int = 0  # not asked for because of the limit
    lists: int = 0
    bytes: int = 0


class Crawl:
    """One fetch under way."""

    def __init__(
        self, visitor: Visitor, manifest: Manifest, pages: Archive, lists: Archive, options: Options,
        progress: Callable[[Entry], object],
    ) -> None:  # fmt: skip
        self.counts = Counts()
        self.failures: dict[str, str] = {}
        self._visitor, self._manifest, self._pages, self._lists = visitor, manifest, pages, lists
        self._options, self._progress = options, progress
        self._seen: set[str] = set()
        self._lanes: dict[str, deque[Task]] = {}
        self._busy: dict[str, int] = {}
        self._asked = self._lists_asked = 0
        self._group: anyio.abc.TaskGroup

    async def run(self, targets: Iterable[str]) -> None:
        """Fetch all targets and what they lead to. Raises OSError where the disk does not take it."""
        async with anyio.create_task_group() as self._group:
            for text in targets:
                try:
                    url = urls.parse(text)
                except RefusedError as error:
                    self._failed(Entry(url=printable(text[:_LONGEST]), status="failed", reason=error.reason))
                    continue
                if self._options.site:
                    await self._add_site(url)
                else:
                    self._add(Task(url))

    async def _add_site(self, url: httpx.URL) -> None:
        self._add(Task(url, site=True))
        try:
            named = await self._visitor.sitemaps(url)
        except FetchError:
            named = []
        for text in named or ["/sitemap.xml"]:
            self._add_sitemap(url, text, named=bool(named))

    def _add_sitemap(self, site: httpx.URL, text: str, named: bool) -> None:
        try:
            url = urls.join(site, text)
        except RefusedError as error:
            self._failed(Entry(url=printable(text[:_LONGEST]), status="failed", kind="sitemap", reason=error.reason))
            return
        self._add(Task(url, found_in=f"{urls.origin(site)}/robots.txt", depth=1, named=named))

    def _add(self, task: Task) -> None:
        """Queue a task in its host's lane, unless its URL was queued before."""
        if str(task.url) in self._seen:
            return
        self._seen.add(str(task.url))
        host = task.url.host
        self._lanes.setdefault(host, deque()).append(task)
        if self._busy.get(host, 0) < self._options.per_host:
            self._busy[host] = self._busy.get(host, 0) + 1
            self._group.start_soon(self._lane, host)

    async def _lane(self, host: str) -> None:
        while self._lanes[host]:
            await self._do(self._lanes[host].popleft())
        self._busy[host] -= 1

    async def _do(self, task: Task) -> None:
        before = self._manifest.last(str(task.url))
        # A home page that was read for its feeds is no page that is held, and the other way round.
        held = before if before and before.stored and (before.kind in ("feed", "sitemap", _own(task))) else None
        if held and held.kind == "page" and not self._options.refresh:
            self.counts.held += 1
            return
        if not task.site and not self._may_ask():
            self.counts.left += 1
            return
        try:
            visit = await self._visitor.visit(task.url, _conditions(held), _judge)
            await self._keep(task, visit, held)
        except FetchError as error:
            if not task.named and error.status == 404:
                return  # a guess that was wrong
            self._failed(self._failure(task, error, held))
        except OSError:
            raise  # the disk; everything else would fail as well
        except Exception as error:
            reason = f"a defect in berita-extract, please report it: {type(error).__name__}: {str(error)[:200]}"
            self._failed(self._failure(task, FetchError(reason), held))

    def _may_ask(self) -> bool:
        if self._options.limit is not None and self._asked >= self._options.limit:
            return False
        self._asked += 1
        return True

    async def _keep(self, task: Task, visit: Visit, held: Entry | None) -> None:
        answer = visit.answer
        if answer.status == 304 and held and held.stored:
            kind = held.kind
            body = b"" if kind == "page" else _unzipped(self._lists.body(held.stored), self._options.max_bytes)
        elif answer.status == 304:
            raise FetchError("the server said 304 Not Modified, unasked", status=304)
        else:
            body = _unzipped(answer.body, self._options.max_bytes)
            kind = links.kind_of(body, answer.media_type)
        if kind == "page" and not task.named:
            raise FetchError("a page where a sitemap was looked for", status=404)
        if kind == "page":
            kind = _own(task)
        elif kind != "page" and not task.site:
            self._asked -= 1  # the limit counts pages
        self._write(task, visit, kind, held)
        if kind != "page":
            await self._read_links(task, answer, kind, body)

    def _write(self, task: Task, visit: Visit, kind: str, held: Entry | None) -> None:
        answer = visit.answer
        same = held and held.stored and held.stored.payload_digest == digest(answer)
        old = held if answer.status == 304 or same else None
        if old and old.stored:
            stored, noted = old.stored, self._lists.save_unchanged(answer, old.stored, old.final_url or old.url)
        else:
            stored, noted = (self._pages if kind == "page" else self._lists).save(answer), None
        entry = Entry(
            url=str(task.url),
            status="unchanged" if old else "saved",
            kind=kind,
            fetched=_now(),
            http_status=answer.status,
            final_url=str(answer.url) if visit.redirects else None,
            redirects=visit.redirects,
            media_type=answer.media_type[:_LONGEST] or (old.media_type if old else None),
            etag=answer.header("etag")[:_LONGEST] or (old.etag if old else None),
            last_modified=answer.header("last-modified")[:_LONGEST] or (old.last_modified if old else None),
            size=len(answer.raw) or (old.size if old else 0),
            found_in=task.found_in,
            stored=stored,
            noted=noted,
        )
        self._manifest.add(entry)
        self._count(entry)
        self._progress(entry)

    def _count(self, entry: Entry) -> None:
        self.counts.bytes += entry.size if entry.status == "saved" else 0
        if entry.kind != "page":
            self.counts.lists += 1
        elif entry.status == "saved":
            self.counts.saved += 1
        else:
            self.counts.unchanged += 1

    async def _read_links(self, task: Task, answer: Answer, kind: str, body: bytes) -> None:
        self._lists_asked += 1
        as_kind: links.Kind = "feed" if kind == "feed" else "sitemap" if kind == "sitemap" else "page"
        try:
            with anyio.fail_after(_READING):
                found = await to_process.run_sync(links.links_in, as_kind, body, str(answer.url), cancellable=True)
        except TimeoutError as error:
            raise FetchError(f"its links could not be found in {_READING:g} s") from error
        for text in found.pages:
            self._add(Task(urls.parse(text), found_in=str(task.url), depth=task.depth + 1))
        if found.lists and (task.depth >= _DEPTH or self._lists_asked + len(found.lists) > _LISTS):
            raise FetchError(f"names more lists than are read ({_LISTS:,}, {_DEPTH} deep)")
        for text in found.lists:
            self._add(Task(urls.parse(text), found_in=str(task.url), depth=task.depth + 1))

    def _failure(self, task: Task, error: FetchError, held: Entry | None) -> Entry:
        return Entry(
            url=str(task.url),
            status="failed",
            kind=held.kind if held else "sitemap" if task.depth and not task.named else "page",
            fetched=_now(),
            reason=error.reason,
            http_status=error.status,
            found_in=task.found_in,
        )

    def _failed(self, entry: Entry) -> None:
        self.counts.failed += 1
        self.failures[entry.url] = entry.reason or ""
        held = self._manifest.last(entry.url)
        if not (held and held.stored):  # a page that is held stays so, whatever asking again came to
            self._manifest.add(entry)
        self._progress(entry)


def _own(task: Task) -> str:
    return "site" if task.site else "page"


def _judge(answer: Answer) -> None:
    if not links.may_be_wanted(answer.media_type):
        raise RefusedError(f"no web page but {answer.media_type[:80]}")


def _conditions(held: Entry | None) -> Known:
    """What asks for the document only if it has changed."""
    if held is None:
        return Known()
    given = (("If-None-Match", held.etag), ("If-Modified-Since", held.last_modified))
    return Known(
        held.final_url or held.url,
        [(key, value) for key, value in given if value and value.isascii() and len(value) < _LONGEST],
    )


def _unzipped(body: bytes, limit: int) -> bytes:
    """The document; sitemaps are often gzip files on top of what the connection compresses."""
    return gunzip(body, limit) if body.startswith(GZIP) else body


def _now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
