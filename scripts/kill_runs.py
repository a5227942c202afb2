"""Is a run that was killed as good as one that was not? Kills it, lets it go on, and compares byte by byte.

    python scripts/kill_runs.py [INPUT...] [--kills 20] [--jobs 2] [--seed N] [--cluster]

Without INPUT a folder of made-up news is used: a WARC.gz of pages (scripts/bench_pages.py) and a file of JSON Lines.

First one run from beginning to end. Then the same run into another folder, ended with SIGKILL at random moments and
gone on with by --resume, as often as --kills says, and brought to its end. records.jsonl, failures.jsonl and run.json
of both are compared. With --cluster: instead a run on a Dask cluster of this machine, in which workers are killed.
Exit status 0 where all bytes are the same.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bench_pages

FILES = ("records.jsonl", "failures.jsonl", "run.json")
PAGES = 4000


def made_up(folder: Path) -> Path:
    """A folder of news: pages, one of them damaged, and texts, one of them cut off."""
    folder.mkdir()
    bench_pages.warc(bench_pages.pages(PAGES), folder / "pages.warc.gz")
    data = bytearray((folder / "pages.warc.gz").read_bytes())
    data[len(data) // 2 : len(data) // 2 + 100] = bytes(100)
    (folder / "pages.warc.gz").write_bytes(data)
    source = bench_pages.ROOT / "corpus/articles/dev"
    lines = [line for path in sorted(source.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    (folder / "texts.jsonl").write_text("\n".join([*lines * 3, lines[0][:50]]) + "\n", "utf-8")
    return folder


def command(inputs: list[str], output: Path, *more: object) -> list[str]:
    """A run of the program that is installed here."""
    return [sys.executable, "-m", "berita_extract", "run", *inputs, "-o", str(output), "-q", *map(str, more)]


def whole(inputs: list[str], output: Path, jobs: int) -> float:
    """One run from beginning to end; the seconds that it took."""
    start = time.monotonic()
    status = subprocess.run(command(inputs, output, "--jobs", jobs), check=False).returncode
    if status not in (0, 1):
        sys.exit(f"the run ended with status {status}")
    return time.monotonic() - start


def killed(inputs: list[str], output: Path, jobs: int, kills: int, seconds: float, chance: random.Random) -> int:
    """Kill the run at random moments and let it go on each time; how many kills met it at work."""
    met = 0
    for number in range(kills):
        start, before = time.monotonic(), _size(output)
        process = psutil.Popen(command(inputs, output, "--jobs", jobs, "--resume"), stderr=subprocess.DEVNULL)
        # One in five may fall into the start, the others at work: so the run goes on between them.
        if chance.random() < 0.8:
            while process.poll() is None and _size(output) == before:
                time.sleep(0.005)
        time.sleep(chance.random() * max(0.5, 1.5 * seconds / kills))
        if process.poll() is None:
            met += 1
            process.kill()
        process.wait()
        print(f"kill {number + 1}: after {time.monotonic() - start:.2f} s; {_done(output)}", flush=True)
    subprocess.run(command(inputs, output, "--jobs", jobs, "--resume"), check=False)
    return met


def _size(output: Path) -> int:
    """Bytes of the journal: it grows when work is made safe."""
    journal = output / ".run" / "journal"
    return journal.stat().st_size if journal.exists() else 0


def _done(output: Path) -> str:
    if not (output / ".run" / "journal").exists():
        return "the run is whole" if (output / "run.json").exists() else "nothing was safe yet"
    marks = (output / ".run" / "journal").read_bytes().splitlines()
    with contextlib.suppress(IndexError, ValueError):
        return f"{json.loads(marks[-1])['done']} pieces were safe"
    return "nothing was safe yet"


def clustered(inputs: list[str], output: Path, jobs: int, kills: int, chance: random.Random) -> int:
    """A run on a cluster of this machine whose workers are killed now and then; how many were."""
    arguments = command(inputs, output, "--cluster", "local", "--jobs", jobs)
    process = psutil.Popen(arguments, stderr=subprocess.DEVNULL)
    met = 0
    while process.poll() is None:
        with contextlib.suppress(psutil.Error):
            at_work = list(_workers(process)) if met < kills else []
            if at_work:
                time.sleep(0.2 + chance.random())
                chance.choice(at_work).kill()
                met += 1
                print(f"worker {met} killed", flush=True)
        time.sleep(0.05)
    process.wait()
    return met


def _workers(process: psutil.Process) -> Iterator[psutil.Process]:
    """The processes of Dask under which one works on a shard."""
    for child in process.children(recursive=True):
        if "berita_extract.cluster.work" in " ".join(child.cmdline()):
            parent = child.parent()
            if parent is not None and parent.pid != process.pid:
                yield parent


def differences(one: Path, other: Path) -> list[str]:
    """The names of result files that are not the same."""
    return [name for name in FILES if (one / name).read_bytes() != (other / name).read_bytes()]


def main() -> int:
    """Run, kill, compare, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", metavar="INPUT")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cluster", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = options.inputs or [str(made_up(folder / "news"))]
        seconds = whole(inputs, folder / "whole", options.jobs)
        print(f"a run that is not killed: {seconds:.1f} s", flush=True)
        if options.cluster:
            met = clustered(inputs, folder / "killed", options.jobs, options.kills, chance)
            print(f"{met} workers of Dask killed at work")
        else:
            met = killed(inputs, folder / "killed", options.jobs, options.kills, seconds, chance)
            print(f"{met} of {options.kills} kills met the run at work")
        wrong = differences(folder / "whole", folder / "killed")
        size = sum((folder / "whole" / name).stat().st_size for name in FILES)
        said = f"not the same: {', '.join(wrong)}" if wrong else f"all {size:,} bytes are the same"
        print(f"{', '.join(FILES)}: {said}")
        return 1 if wrong or not met else 0


if __name__ == "__main__":
    sys.exit(main())
