"""Indonesian news about government innovation in, source-grounded records out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from berita_extract.model import Failure, Record

__all__ = ["Record", "__version__", "extract", "run"]


def extract(
    text: str,
    *,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
) -> Record:
    """The record of one article, relevant or not. `published` (a date) lets "Selasa (04/08)" find its year.

    Raises `errors.InputError` where there is no text, more than a million characters of it, or no full date in
    `published`.
    """
    from berita_extract.model import Article
    from berita_extract.pipeline import extract_one

    return extract_one(Article(text=text, published=published, url=url, title=title, publisher=publisher))


def run(
    paths: Iterable[str | Path],
    *,
    all: bool = False,  # noqa: A002 - named as the option --all
    jobs: int = 1,
    patterns: Path | None = None,
    on_failure: Callable[[Failure], object] | None = None,
) -> Iterator[Record]:
    """The records of the relevant articles (with `all`, of every article) in files and folders, in order.

    What can't be read is given to `on_failure`; without one it is logged as a warning of logger "berita_extract".
    Raises `errors.PatternError` where the folder `patterns` is not right.
    """
    from berita_extract.pipeline import Options, records

    yield from records(paths, Options(all=all, jobs=jobs, patterns=patterns), on_failure)


def __getattr__(name: str) -> Any:
    # Imported when first asked for, so that `import berita_extract` costs nothing.
    if name == "__version__":
        from importlib.metadata import version

        return version("berita-extract")
    if name in {"Record", "model"}:
        from importlib import import_module

        model = import_module("berita_extract.model")
        return model if name == "model" else model.Record
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
