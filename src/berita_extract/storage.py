"""Places that are no local files: s3://, gs://, hdfs:// and whatever else fsspec knows, as the user has set it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, BinaryIO

from berita_extract.errors import UsageError

_PROTOCOL = re.compile(r"(?P<name>[a-z][a-z0-9+.-]{0,30})(?:://|::)")
_WEB = frozenset({"http", "https"})  # fetched, with manners


def is_remote(path: str) -> bool:
    """Whether the path names a place that fsspec has to open; addresses of web pages are none."""
    found = _PROTOCOL.match(path)
    return found is not None and found["name"] not in _WEB


def filesystem(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it. Raises UsageError where a package or setting is missing."""
    try:
        fsspec = import_module("fsspec")
        system, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        reason = f"it needs more packages: pip install 'berita-extract[cluster]' ({error})"
        raise UsageError(f"{url}: {reason}") from error
    except ValueError as error:
        raise UsageError(f"{url}: {error}") from error
    return system, path


@contextmanager
def trouble(url: str) -> Iterator[None]:
    """Make an OSError, which says what is wrong in one line, of whatever a remote store's client raises."""
    try:
        yield
    except (OSError, UsageError):
        raise
    except Exception as error:
        raise OSError(None, f"{type(error).__name__}: {str(error)[:300]}", url) from error


def open_read(url: str) -> BinaryIO:
    """A remote file, opened to be read. Raises OSError, UsageError."""
    system, path = filesystem(url)
    with trouble(url):
        file: BinaryIO = system.open(path, "rb")
        return file


def forget(url: str) -> None:
    """Forget what was known of a place's listings, after others have written there."""
    filesystem(url)[0].invalidate_cache()


def join(url: str, *names: str) -> str:
    """The URL of something in a folder."""
    return "/".join((url.rstrip("/"), *names))
