"""How fast are archives read? Each figure is a ratio to something measured in the same run on the same machine.

    python scripts/bench_archive.py [--pages 20000] [--rounds 3] [--folder DIR] [--memory]

Made-up pages (scripts/bench_pages.py), one in a hundred relevant, in one WARC.gz:

- the whole run in one process against fastwarc that iterates over the same file and does nothing with it;
- the same against trafilatura on every page followed by the same extraction;
- two processes against one;
- the stages of the funnel by themselves.

Ratios are of seconds by the clock, and of processor seconds, which other work on the machine changes less.
With --memory: the greatest memory of parent and workers over a tenth of the pages and over all of them, and over texts
whose words are ever new ones. With --folder the pages are kept there, and made only once.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bench_pages


class Spent(NamedTuple):
    """Seconds that something took, by the clock and of processors (those of ended child processes too)."""

    clock: float
    processor: float


def spent(work: Callable[[], object]) -> Spent:
    """Do it, and say what it took."""
    start, before = time.perf_counter(), os.times()
    work()
    clock = time.perf_counter() - start
    while multiprocessing.active_children():  # only of those that have ended, and are seen to have, it is known
        time.sleep(0.01)
    after = os.times()
    return Spent(clock, sum(after[:4]) - sum(before[:4]))


def timed(work: Callable[[], object]) -> float:
    """Seconds by the clock for one call."""
    return spent(work).clock


def ours(path: Path, jobs: int) -> int:
    """The whole run as a library call; the number of records."""
    from berita_extract import pipeline, read
    from berita_extract.model import Record, to_json

    options = pipeline.Options(jobs=jobs)
    out = io.BytesIO()
    count = 0
    for outcome in pipeline.process(read.pieces([path]), options):
        if isinstance(outcome, Record):
            out.write(to_json(outcome))
            count += 1
    return count


def fastwarc_alone(path: Path) -> None:
    """Read and inflate the file, record by record, and do nothing."""
    from fastwarc.warc import ArchiveIterator

    with path.open("rb") as file:
        for _ in ArchiveIterator(file):
            pass


def trafilatura_on_every_page(path: Path, most: int) -> int:
    """The plain way: every page through trafilatura, then our extraction; the number of pages."""
    import trafilatura

    from berita_extract import pipeline, read, rules
    from berita_extract.model import Article

    rulebook = rules.load()
    options = pipeline.Options()
    count = 0
    for item in read.items([path]):
        assert isinstance(item, read.Item)
        found = trafilatura.bare_extraction(item.bytes().decode(), with_metadata=True, include_comments=False)
        if found is not None and found.text:
            pipeline.extract_article(Article(text=found.text, title=found.title, url=found.url), rulebook, options)
        count += 1
        if count == most:
            break
    return count


def stages(path: Path, most: int) -> dict[str, tuple[float, int]]:
    """Stage -> (microseconds a page that comes to it, pages that pass it)."""
    from berita_extract import clean, pipeline, read, rules
    from berita_extract.annotate import is_candidate
    from berita_extract.model import Article
    from berita_extract.read import html

    rulebook = rules.load()
    sieve = read.Sieve(rulebook.words("relevance_gate"))
    is_candidate(Article(text="x"), rulebook)  # makes the rules ready
    cleaning = clean.rules_of(rulebook)
    items: list[read.Item] = []

    def take() -> None:
        for item in read.items([path]):
            assert isinstance(item, read.Item)
            items.append(item)
            if len(items) == most:
                break

    said = {"reading": (timed(take) / most * 1e6, len(items))}

    def stage(name: str, given: list, work: Callable) -> list:
        found: list = []
        seconds = timed(lambda: found.extend(work(x) for x in given))
        kept = [x for x in found if x is not None]
        said[name] = (seconds / max(len(given), 1) * 1e6, len(kept))
        return kept

    gate = rulebook.may_be_relevant
    passed = stage("raw bytes", items, lambda i: i if sieve.may_be_relevant(i.bytes(), i.charset) else None)
    seen = stage("main text", passed, read.glance)
    texts = stage("cleaning", seen, lambda a: clean.text(a, cleaning))
    gated = stage("words of the text", texts, lambda a: a if gate(f"{a.title}\n{a.text}") else None)
    likely = stage("tokens", gated, lambda a: a if is_candidate(a, rulebook) else None)
    stage("facts", likely, lambda a: pipeline.extract_article(a, rulebook, pipeline.Options()))
    # What trafilatura would have to look for, if the pages did not mark it:
    stage("main text, searched", passed[:200], lambda i: html._searched(i.bytes().decode()))
    return said


def memory(path: Path, jobs: int) -> tuple[float, float]:
    """The greatest memory (MB) of the parent and of a worker of a run."""
    import psutil

    command = [sys.executable, "-m", "berita_extract", "run", str(path), "-q", "--jobs", str(jobs)]
    with tempfile.TemporaryDirectory() as out, subprocess.Popen([*command, "-o", out]) as process:
        watched = psutil.Process(process.pid)
        parent = worker = 0.0
        while process.poll() is None:
            with contextlib.suppress(psutil.Error):
                parent = max(parent, watched.memory_info().rss / 1e6)
                for child in watched.children():
                    worker = max(worker, child.memory_info().rss / 1e6)
            time.sleep(0.02)
    return parent, worker


def texts(count: int, path: Path) -> Path:
    """Articles that report an innovation in words of which most are new in each."""
    chance = random.Random(count)

    def word() -> str:
        return "".join(chance.choices("abcdefghijklmnoprstu", k=chance.randrange(5, 10)))

    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            sentences = [
                f"Dinas Kesehatan Kabupaten Tuban meluncurkan {chance.randrange(2, 90)} inovasi {word()} di {word()}, "
                f"kata Kepala Dinas {word().title()} {word().title()}. {' '.join(word() for _ in range(20))}."
                for _ in range(6)
            ]
            file.write(json.dumps({"id": str(number), "text": " ".join(sentences)}) + "\n")
    return path


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--memory", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        path = _made(folder, options.pages)
        if options.rounds:
            _rates(path, options)
        if options.memory:
            _memory(folder, options.pages)


def _made(folder: Path, pages: int) -> Path:
    path = folder / f"pages-{pages}.warc.gz"
    if not path.exists():
        part = path.with_suffix(".part")
        size = bench_pages.warc(bench_pages.pages(pages), part)
        part.rename(path)
        print(f"{pages} pages, {size / 1e6:.0f} MB of HTML, {path.stat().st_size / 1e6:.0f} MB as WARC.gz", flush=True)
    return path


def _rates(path: Path, options: argparse.Namespace) -> None:
    pages = options.pages
    few = min(pages, 300)
    reading, one, two, plain = [], [], [], []
    for _ in range(options.rounds):
        reading.append(spent(lambda: fastwarc_alone(path)))
        one.append(spent(lambda: ours(path, 1)))
        two.append(spent(lambda: ours(path, 2)))
        plain.append(spent(lambda: trafilatura_on_every_page(path, few)))
    for said, all_spent, count in (
        ("fastwarc alone, doing nothing", reading, pages),
        ("whole run, one process", one, pages),
        ("whole run, two processes", two, pages),
        ("trafilatura on every page, then ours", plain, few),
    ):
        rates = [count / statistics.median(times) for times in zip(*all_spent, strict=True)]
        print(f"{said:37}{rates[0]:8.0f} pages/s {rates[1]:8.0f} pages/processor second")
    for said, above, below, times, goal in (
        ("one process / fastwarc alone", reading, one, 1.0, "goal 0.35, aim 0.5"),
        ("one process / trafilatura on every page", plain, one, pages / few, "goal 20"),
        ("two processes / one", one, two, 1.0, "goal 1.8; in processor seconds 1.0 is none lost"),
    ):
        ratios = [[a / b * times for a, b in zip(x, y, strict=True)] for x, y in zip(above, below, strict=True)]
        clock, processor = zip(*ratios, strict=True)
        print(
            f"{said}: {statistics.median(clock):.2f} ({min(clock):.2f} to {max(clock):.2f}), "
            f"in processor seconds {statistics.median(processor):.2f} ({goal})"
        )
    print("stage               µs a page   pages that pass")
    for name, (cost, kept) in stages(path, min(pages, 3000)).items():
        print(f"{name:18} {cost:10.0f} {kept:12}", flush=True)


def _memory(folder: Path, pages: int) -> None:
    few = 1_500
    for what, small, large in (
        ("pages", _made(folder, pages // 10), _made(folder, pages)),
        ("texts", texts(few, folder / "few.jsonl"), texts(10 * few, folder / "many.jsonl")),
    ):
        found = [memory(path, 2) for path in (small, large)]
        for name, place, goal in (("parent", 0, 300), ("worker", 1, 400)):
            one, ten = found[0][place], found[1][place]
            ratio = f"{ten / one:.2f} times as much over ten times the {what} (goal 1.1)"
            print(f"memory of a {name}, {what}: {ten:.0f} MB (goal {goal}), {ratio}", flush=True)


if __name__ == "__main__":
    main()
