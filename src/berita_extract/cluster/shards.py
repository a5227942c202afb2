"""Inputs -> shards: the pieces of a run that machines work on apart from each other, in an order that is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from berita_extract import read, storage
from berita_extract.model import Failure

_ENOUGH = 64_000_000  # bytes: smaller files share a shard until it has that many
_STRETCHES = 64  # of a large archive that make a shard, about 256 MB


class Piece(msgspec.Struct, frozen=True):
    """One file of a shard, or some stretches of a large one, or what is wrong with an input."""

    path: str
    name: str
    stamp: str = ""  # changes when the file does
    failure: Failure | None = None
    stretches: list[tuple[int, int]] = []  # where they begin and end; none: the whole file


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """Files that one worker reads one after the other; `key` names its content, options and patterns."""

    number: int
    key: str
    size: int
    pieces: list[Piece]


def plan(inputs: Iterable[str], key: str) -> list[Shard]:
    """The shards of a run in the order of its inputs; `key` stands for everything else that decides the outcome."""
    return [
        Shard(number=number, key=_key(key, pieces), size=size, pieces=pieces)
        for number, (pieces, size) in enumerate(_groups(inputs))
    ]


def _groups(inputs: Iterable[str]) -> Iterator[tuple[list[Piece], int]]:
    group: list[Piece] = []
    total = 0
    for piece, size in _pieces(inputs):
        if group and total + size > _ENOUGH:
            yield group, total
            group, total = [], 0
        group.append(piece)
        total += size
    if group:
        yield group, total


def _pieces(inputs: Iterable[str]) -> Iterator[tuple[Piece, int]]:
    for given in inputs:
        for place in read.places(given):
            if isinstance(place, Failure):
                yield Piece(place.where, place.where, failure=place), 0
            else:
                yield from _pieces_of(place)


def _pieces_of(place: read.Place) -> Iterator[tuple[Piece, int]]:
    stamp = _stamp(place)
    spans = [(span.start, span.end) for span in read.spans_of(place)]
    if not spans:
        yield Piece(place.path, place.name, stamp), read.size_of(place)
    for first in range(0, len(spans), _STRETCHES):
        some = spans[first : first + _STRETCHES]
        yield Piece(place.path, place.name, stamp, None, some), some[-1][1] - some[0][0]


def _stamp(place: read.Place) -> str:
    if not storage.is_remote(place.path):
        try:
            about = Path(place.path).stat()
        except OSError:
            return ""
        return f"{about.st_size} {about.st_mtime_ns}"
    system, path = storage.filesystem(place.path)
    try:
        with storage.trouble(place.path):
            return str(system.ukey(path))
    except OSError:
        return ""


def _key(key: str, pieces: list[Piece]) -> str:
    return hashlib.sha256(msgspec.json.encode((key, pieces))).hexdigest()
