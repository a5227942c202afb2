"""A folder that is being fetched into: locked, mended after an interruption, closed whatever happens."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

import anyio

from berita_extract.errors import UsageError
from berita_extract.fetch.addresses import Guard
from berita_extract.fetch.archive import Archive
from berita_extract.fetch.client import Client
from berita_extract.fetch.crawl import Counts, Crawl
from berita_extract.fetch.manifest import Entry, Manifest
from berita_extract.fetch.options import Options
from berita_extract.fetch.visit import Visitor


class Session:
    """Holds the folder for one fetch; a second one at the same time is refused."""

    def __init__(
        self, folder: Path, options: Options, progress: Callable[[Entry], object], guard: Guard | None
    ) -> None:
        self._folder, self._options, self._progress = folder, options, progress
        self._guard = guard or Guard(options.allow_private)

    def __enter__(self) -> Session:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / "manifest.jsonl"
        if not path.exists() and any((self._folder / "pages").glob("*.warc.gz")):
            raise UsageError(f"{self._folder}: has pages/ and no manifest.jsonl: name another folder with -o")
        self._manifest = Manifest(path)
        try:
            software = f"berita-extract {version('berita-extract')}"
            self._pages = Archive(self._folder, "pages", self._manifest.stored(), software)
            self._lists = Archive(self._folder, "lists", self._manifest.stored(), software)
        except BaseException:
            self._manifest.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._manifest.close()

    def run(self, urls: list[str]) -> tuple[Counts, dict[str, str]]:
        """Fetch; what was done, and the URLs that failed with their reasons. Raises OSError, KeyboardInterrupt."""
        try:
            with _quiet_about_children():
                return anyio.run(self._run, urls)
        except BaseException as error:
            raise _first(error) from None

    async def _run(self, urls: list[str]) -> tuple[Counts, dict[str, str]]:
        async with Client(self._options, self._guard) as client:
            visitor = Visitor(client, self._options)
            crawl = Crawl(visitor, self._manifest, self._pages, self._lists, self._options, self._progress)
            await crawl.run(urls)
        return crawl.counts, crawl.failures


@contextmanager
def _quiet_about_children() -> Iterator[None]:
    """asyncio warns where anyio was quicker to see the end of a process that looked for links; nobody need know."""
    log = logging.getLogger("asyncio")

    def wanted(record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith("Unknown child process")

    log.addFilter(wanted)
    try:
        yield
    finally:
        log.removeFilter(wanted)


def _first(error: BaseException) -> BaseException:
    """The error itself, where several tasks that ended together made a group of it."""
    while inner := getattr(error, "exceptions", None):
        error = inner[0]
    return error
