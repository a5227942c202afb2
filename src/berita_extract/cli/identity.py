"""What decides the outcome of a run: inputs, options, patterns, version; in one key, so that no other is resumed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from berita_extract import read, rules, storage
from berita_extract.model import Failure
from berita_extract.pipeline import Options

_END = 1 << 16  # bytes of each end of a file that are looked at; a change between shows in its time


def key_of(inputs: Sequence[str], options: Options, limit: int | None, compress: str | None) -> str:
    """The SHA-256 (hex) over all of it; files count by name, size, time of change, first and last bytes."""
    decided: list[Any] = [version("berita-extract"), rules.digest_of(options.patterns), options.all, limit, compress]
    digest = hashlib.sha256(msgspec.json.encode(decided))
    for given in inputs:
        digest.update(msgspec.json.encode(given))
        for place in [] if given == "-" else read.places(given):
            digest.update(msgspec.json.encode(place if isinstance(place, Failure) else _stamp(place)))
    return digest.hexdigest()


def _stamp(place: read.Place) -> list[Any]:
    if storage.is_remote(place.path):
        return [place.name, read.size_of(place)]
    try:
        with Path(place.path).open("rb") as file:
            about = Path(place.path).stat()
            head = file.read(_END)
            file.seek(max(_END, about.st_size - _END))
            ends = hashlib.sha256(head + file.read(_END)).hexdigest()
    except OSError:
        return [place.name]
    return [place.name, about.st_size, about.st_mtime_ns, ends]
