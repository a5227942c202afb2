"""The progress bar of a run, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from berita_extract import read
from berita_extract.model import Failure
from berita_extract.read import Item

Items = Iterator[Item | Failure]


@contextmanager
def tracked(inputs: Sequence[str], hidden: bool) -> Iterator[Callable[[Items], Items]]:
    """A function that passes items through and moves the bar by their size."""
    if hidden:
        yield lambda items: items
        return
    from rich.console import Console  # only a terminal needs it
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.fields[articles]} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=read.size(inputs), articles=0)

        def track(items: Items) -> Items:
            for number, item in enumerate(items, 1):
                size = 0 if isinstance(item, Failure) else item.size
                progress.update(task, advance=size, articles=number)
                yield item

        yield track
