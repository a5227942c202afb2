"""What the chunker finds: places, bodies, people, offices, and the chunks that stand for them."""

# Nobody changes them; `frozen=True` would make each of them five times as dear to make.
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from berita_extract.lexicon import Family, Region, Title
from berita_extract.model import Acting


@dataclass(slots=True, unsafe_hash=True)
class Place:
    """A region in the text: the level that was said ("" if none) and what it may be."""

    start: int
    end: int
    level: str
    regions: tuple[Region, ...]
    government: bool = False  # "Pemkot X", "Pemerintah Kota X": the government is meant, not the place


@dataclass(slots=True, unsafe_hash=True)
class Body:
    """An agency in the text: words of its name, of its acronym if one is paired, its family and its region."""

    start: int
    end: int
    name: str
    acronym: str | None
    kind: str
    family: Family | None
    place: Place | None = None
    rule: str = "agency.family"
    stop: int = 0  # end of the whole chunk, region and bracket included
    aside: bool = False  # where somebody lives or learns, and no body that does anything


@dataclass(slots=True, unsafe_hash=True)
class Person:
    """A personal name in the text: `start:end` with honorifics and degrees, `name` without them."""

    start: int
    end: int
    name: str
    name_start: int
    name_end: int
    honorifics: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    strong: bool = False


@dataclass(slots=True, unsafe_hash=True)
class Position:
    """A position in the text, with the agency or region that it names."""

    written: int  # the first word, an acting mark before the title
    start: int
    end: int
    title: Title
    acting: Acting | None = None
    body: Body | None = None
    place: Place | None = None
    former: bool = False  # "mantan Bupati": holds the office no more
    further: tuple[Body, ...] = ()  # more bodies behind the first ("Ditjen Bina Bangda | Kemendagri")
    name_end: int = 0  # where the office's own words end (an acting mark behind them is no part of it)


class Chunk(NamedTuple):
    """One unit of a sentence: a kind that frames can name, its words and what it stands for."""

    kind: str
    start: int
    end: int
    value: Place | Body | Person | Position | None = None


@dataclass
class Chunking:
    """All chunks of an article in order (`named` only those that are no plain words or line breaks), and one coded
    string a sentence for the frames."""

    chunks: list[Chunk]
    named: list[Chunk]
    sentences: list[tuple[int, int]]  # half-open chunk ranges
    coded: list[str]

    def of(self, kind: str) -> list[Chunk]:
        """The chunks of one kind."""
        return [c for c in self.named if c.kind == kind]
