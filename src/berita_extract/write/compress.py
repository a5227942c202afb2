"""Files of results, compressed when they are whole: --compress zst or gz."""

from __future__ import annotations

import gzip
import os
import shutil
from pathlib import Path

from berita_extract.errors import UsageError

SUFFIXES = ("zst", "gz")
_LEVELS = {"zst": 6, "gz": 6}


def check(suffix: str | None) -> None:
    """Say now, and not after hours of work, that a library is missing. Raises UsageError."""
    if suffix == "zst":
        try:
            import zstandard  # noqa: F401
        except ImportError:
            raise UsageError(
                "--compress zst needs the extra `archive`: pip install 'berita-extract[archive]'"
            ) from None


def compressed(path: Path, target: Path, suffix: str) -> Path:
    """Compress a file into another, which is safe on disk then; the same content always gives the same bytes."""
    with path.open("rb") as source, target.open("wb") as file:
        if suffix == "zst":
            import zstandard

            zstandard.ZstdCompressor(level=_LEVELS[suffix], write_checksum=True).copy_stream(source, file)
        else:
            with gzip.GzipFile("", "wb", _LEVELS[suffix], file, mtime=0) as packed:
                shutil.copyfileobj(source, packed, 1 << 20)
        file.flush()
        os.fsync(file.fileno())
    return target
