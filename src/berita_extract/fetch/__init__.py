"""URLs, feeds and sitemaps -> pages in WARC files, politely and safely.

The only part of the program that uses the network, and only when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from berita_extract.errors import UsageError
from berita_extract.fetch.options import Options
from berita_extract.model import Failure, to_json
from berita_extract.read.item import MAX_BYTES
from berita_extract.read.text import lists_urls
from berita_extract.write.atomic import atomic

if TYPE_CHECKING:
    from berita_extract.fetch.addresses import Guard
    from berita_extract.fetch.crawl import Counts
    from berita_extract.fetch.manifest import Entry

__all__ = ["Options", "Report", "addresses_in", "fetch", "is_url", "targets"]

_LISTS = ("", ".txt", ".text", ".lst", ".urls")  # suffixes of files that may list addresses
_MISSING = "fetching needs more packages: pip install 'berita-extract[fetch]'"


@dataclass(frozen=True)
class Report:
    """What a fetch did: counts, what failed, and the WARC files that hold the pages."""

    counts: Counts
    failures: list[Failure] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)


def is_url(text: str) -> bool:
    """Whether an input is meant as a URL, not as a file."""
    return text[:8].lower().startswith(("http://", "https://"))


def addresses_in(given: str) -> list[str]:
    """The addresses that an input of a run stands for: itself, or those that a file lists. None for any other input."""
    if is_url(given):
        return [given]
    path = Path(given)
    if given == "-" or path.suffix.lower() not in _LISTS or not path.is_file():
        return []
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    return targets([given]) if len(data) <= MAX_BYTES and lists_urls(data.decode("utf-8", "replace")) else []


def targets(inputs: Iterable[str]) -> list[str]:
    """The URLs that are named: each by itself, or one a line in a file ("#" begins a remark). Raises UsageError."""
    found: list[str] = []
    for given in inputs:
        if is_url(given):
            found.append(given)
        elif Path(given).is_file():
            lines = (line.strip() for line in Path(given).read_text("utf-8-sig", "replace").split("\n"))
            found += [line for line in lines if line and not line.startswith("#")]
        else:
            raise UsageError(f"{given}: neither an http or https URL nor a file that lists some")
    return found


def fetch(
    urls: Iterable[str],
    folder: Path,
    options: Options | None = None,
    *,
    progress: Callable[[Entry], object] = lambda entry: None,
    guard: Guard | None = None,
) -> Report:
    """Fetch pages, and the pages that feeds and sitemaps name, into `folder`.

    The folder receives pages/ and lists/ (WARC files), manifest.jsonl and failures.jsonl. Pages that it holds already
    are passed over, so that the same call again goes on where an interrupted one stopped. `guard` judges addresses.
    Raises UsageError where the folder can't be used or packages are missing.
    """
    try:
        from berita_extract.fetch.session import Session
    except ImportError as error:
        raise UsageError(f"{_MISSING} ({error.name} is not there)") from error
    with ExitStack() as stack:
        try:
            session = stack.enter_context(Session(folder, options or Options(), progress, guard))
            counts, failures = session.run(list(urls))
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(f"{folder}: can't write there ({reason}): name another folder with -o") from error
        failed = [Failure(where=url, reason=reason, source_id=url) for url, reason in sorted(failures.items())]
        with atomic(folder / "failures.jsonl") as file:
            file.writelines(to_json(failure) + b"\n" for failure in failed)
        return Report(counts, failed, sorted((folder / "pages").glob("*.warc.gz")))
