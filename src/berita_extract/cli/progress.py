"""The progress bar of a run, on standard error."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from berita_extract import read
from berita_extract.model import Failure
from berita_extract.read import Item
from berita_extract.tally import Tally

# told of the bytes of a piece of input that is done, and of what the run came to so far
Watch = Callable[[int, Tally], None]
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


@contextmanager
def watched(inputs: Sequence[str], hidden: bool) -> Iterator[Watch]:
    """A function that is told of each piece that is done, and shows rate, share that is relevant and time left."""
    if hidden:
        yield lambda size, tally: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    said = "{task.fields[articles]:,} articles, {task.fields[rate]:,.0f}/s, {task.fields[relevant]:.1%} relevant"
    columns = (BarColumn(), TextColumn(said), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=read.size(inputs), articles=0, rate=0.0, relevant=0.0)
        start, before = time.monotonic(), -1

        def watch(size: int, tally: Tally) -> None:
            nonlocal before
            if before < 0:
                before = tally.articles  # what an earlier run has done
            rate = (tally.articles - before) / max(time.monotonic() - start, 0.1)
            share = tally.relevant / max(tally.articles, 1)
            progress.update(task, advance=size, articles=tally.articles, rate=rate, relevant=share)

        yield watch
