"""How fast are archives read? Each figure is a ratio to something measured in the same run on the same machine.

    python scripts/bench_archive.py [--pages 20000] [--rounds 3] [--folder DIR] [--memory]

Made-up pages (scripts/bench_pages.py), one in a hundred relevant, in one WARC.gz:

- the whole run in one process against fastwarc that iterates over the same file and does nothing with it;
- the same against trafilatura on every page followed by the same extraction;
- two processes against one;
- the stages of the funnel by themselves.

With --memory: the greatest memory of parent and workers over this file and over one of ten times as many pages.
"""

from __future__ import annotations

import argparse
import io
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bench_pages


def timed(work: Callable[[], object]) -> float:
    """Seconds of the clock for one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


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
    from berita_extract.annotate import annotator

    rulebook = rules.load()
    sieve = read.Sieve(rulebook.words("relevance_gate"))
    knowledge = annotator(rulebook).knowledge
    cleaning = clean.rules_of(rulebook)
    items: list[read.Item] = []

    def take() -> None:
        for item in read.items([path]):
            assert isinstance(item, read.Item)
            items.append(item)
            if len(items) == most:
                break

    from berita_extract.prospect import may_be_relevant

    said = {"reading": (timed(take) / most * 1e6, len(items))}

    def stage(name: str, given: list, work: Callable) -> list:
        found: list = []
        seconds = timed(lambda: found.extend(work(x) for x in given))
        kept = [x for x in found if x is not None]
        said[name] = (seconds / max(len(given), 1) * 1e6, len(kept))
        return kept

    gate = rulebook.may_be_relevant
    passed = stage("raw bytes", items, lambda i: i if sieve.may_be_relevant(i.bytes(), i.charset) else None)
    texts = stage("main text", passed, lambda i: clean.clean(read.parse(i), cleaning))
    gated = stage("words of the text", texts, lambda a: a if gate(f"{a.title}\n{a.text}") else None)
    likely = stage("tokens", gated, lambda a: a if may_be_relevant(a, knowledge.analyser(a.text), knowledge) else None)
    stage("facts", likely, lambda a: pipeline.extract_article(a, rulebook, pipeline.Options()))
    return said


def memory(path: Path, jobs: int) -> tuple[float, float]:
    """The greatest memory (MB) of the parent and of a worker of a run."""
    import psutil

    command = [sys.executable, "-m", "berita_extract", "run", str(path), "-q", "--jobs", str(jobs)]
    with tempfile.TemporaryDirectory() as out, subprocess.Popen([*command, "-o", out]) as process:
        watched = psutil.Process(process.pid)
        parent = worker = 0.0
        while process.poll() is None:
            try:
                parent = max(parent, watched.memory_info().rss / 1e6)
                for child in watched.children():
                    worker = max(worker, child.memory_info().rss / 1e6)
            except psutil.NoSuchProcess:
                pass
            time.sleep(0.05)
    return parent, worker


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--memory", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        path = _made(folder, options.pages)
        _rates(path, options)
        if options.memory:
            _memory(folder, path, options.pages)
    print(f"peak memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _made(folder: Path, pages: int) -> Path:
    path = folder / f"pages-{pages}.warc.gz"
    if not path.exists():
        part = path.with_suffix(".part")
        size = bench_pages.warc(bench_pages.pages(pages), part)
        part.rename(path)
        print(f"{pages} pages, {size / 1e6:.0f} MB of HTML, {path.stat().st_size / 1e6:.0f} MB as WARC.gz")
    return path


def _rates(path: Path, options: argparse.Namespace) -> None:
    pages = options.pages
    few = min(pages, 500)
    ours(path, 1)
    one, two, reading, plain = [], [], [], []
    for _ in range(options.rounds):
        reading.append(pages / timed(lambda: fastwarc_alone(path)))
        one.append(pages / timed(lambda: ours(path, 1)))
        two.append(pages / timed(lambda: ours(path, 2)))
        plain.append(few / timed(lambda: trafilatura_on_every_page(path, few)))
    print(f"fastwarc alone, doing nothing        {statistics.median(reading):8.0f} records/s")
    print(f"whole run, one process               {statistics.median(one):8.0f} pages/s")
    print(f"whole run, two processes             {statistics.median(two):8.0f} pages/s")
    print(f"trafilatura on every page, then ours {statistics.median(plain):8.0f} pages/s")
    for said, above, below, goal in (
        ("one process / fastwarc alone", one, reading, "goal 0.35, aim 0.5"),
        ("one process / trafilatura on every page", one, plain, "goal 20"),
        ("two processes / one", two, one, "goal 1.8"),
    ):
        ratios = [a / b for a, b in zip(above, below, strict=True)]
        print(f"{said}: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}; {goal})")
    print("stage               µs a page   pages that pass")
    for name, (cost, kept) in stages(path, min(pages, 3000)).items():
        print(f"{name:18} {cost:10.0f} {kept:12}")


def _memory(folder: Path, path: Path, pages: int) -> None:
    for file, count in ((path, pages), (_made(folder, 10 * pages), 10 * pages)):
        parent, worker = memory(file, 2)
        print(f"{count} pages, two processes: parent {parent:.0f} MB (goal 300), worker {worker:.0f} MB (goal 400)")


if __name__ == "__main__":
    main()
