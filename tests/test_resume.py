"""A run that is killed or stopped goes on where it was, and comes to the same bytes."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time

import psutil
import pytest
import zstandard

from berita_extract.read import warc
from berita_extract.write import journal
from web_archives import OTHER, page, response, zipped

# The command line with frequent checkpoints and small stretches, so that there is much to go on from.
COMMAND = """
import sys
from berita_extract.cli import main
from berita_extract.read import warc
from berita_extract.write import journal
journal._EVERY, warc.SPAN = 0.02, 8000
main(sys.argv[1:])
"""
FILES = ("records.jsonl", "failures.jsonl", "run.json")


def command(*arguments):
    return [sys.executable, "-c", COMMAND, "run", *map(str, arguments), "-q"]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("input")
    records = [response(page(title=f"Kabar {n}") if n % 3 else page(OTHER), n) for n in range(160)]
    records[50] = response(page(), 50, Content_Length="x")
    (folder / "a.warc.gz").write_bytes(zipped(records))
    lines = [
        json.dumps({"id": f"n{n}", "text": f"Pemerintah Kota Cilegon meluncurkan {n + 2} inovasi."}) for n in range(150)
    ]
    (folder / "b.jsonl").write_text("\n".join(lines) + "\n")
    return folder


@pytest.fixture(scope="module")
def expected(inputs, tmp_path_factory):
    out = tmp_path_factory.mktemp("whole")
    assert subprocess.run(command(inputs, "-o", out, "--jobs", 1), check=False).returncode == 1
    assert not (out / ".run").exists()
    return {name: (out / name).read_bytes() for name in FILES}


def results(out):
    return {name: (out / name).read_bytes() for name in FILES}


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_again_and_again(inputs, expected, tmp_path, jobs):
    chance = random.Random(jobs)
    path = tmp_path / ".run" / "journal"
    kills = 0
    for turn in range(5):
        before = path.stat().st_size if path.exists() else 0
        process = subprocess.Popen(command(inputs, "-o", tmp_path, "--jobs", jobs, "--resume"))
        while process.poll() is None and (not path.exists() or path.stat().st_size <= before):
            time.sleep(0.01)
        time.sleep(chance.random() * 0.05 * turn)  # the first kill comes at once
        kills += process.poll() is None
        process.kill()
        process.wait()
    assert kills >= 1  # on a busy machine a short run may end before the next kill
    assert subprocess.run(command(inputs, "-o", tmp_path, "--jobs", jobs, "--resume"), check=False).returncode == 1
    assert results(tmp_path) == expected


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopped_by_hand(inputs, expected, tmp_path, stop):
    process = subprocess.Popen(command(inputs, "-o", tmp_path, "--jobs", 2), stderr=subprocess.PIPE)
    while not (tmp_path / ".run" / "journal").exists() or not (tmp_path / ".run" / "journal").read_bytes():
        time.sleep(0.05)
    process.send_signal(stop)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130 and "run again with --resume to go on" in said and "Traceback" not in said
    assert not (tmp_path / "records.jsonl").exists()
    assert subprocess.run(command(inputs, "-o", tmp_path, "--resume"), check=False).returncode == 1
    assert results(tmp_path) == expected


def test_a_stop_in_the_middle_of_a_piece(inputs, expected, tmp_path):
    """What is half written, or written and not yet counted as done, when Ctrl-C comes is not there twice afterwards."""
    stopping = COMMAND.replace(
        "main(sys",
        """left, write = [62], journal.Growing.write
def stopped(self, result):
    left[0] -= 1
    if not left[0]:
        raise KeyboardInterrupt
    write(self, result)
journal.Growing.write = stopped
main(sys""",
    )
    arguments = ["run", inputs, "-o", tmp_path, "--jobs", 1, "-q"]
    assert subprocess.run([sys.executable, "-c", stopping, *map(str, arguments)], check=False).returncode == 130
    assert subprocess.run(command(inputs, "-o", tmp_path, "--jobs", 1, "--resume"), check=False).returncode == 1
    assert results(tmp_path) == expected


def test_processes_do_not_outlive_a_killed_run(inputs, tmp_path):
    process = subprocess.Popen(command(inputs, "-o", tmp_path, "--jobs", 2), start_new_session=True)
    while not (tmp_path / ".run" / "journal").exists():
        time.sleep(0.05)
    time.sleep(1)
    process.kill()
    process.wait()
    for _ in range(100):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError("workers are still there")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_process_that_is_killed_costs_only_time(inputs, expected, tmp_path, jobs):
    """As the operating system kills one that takes too much memory; also where only one works."""
    always_apart = COMMAND.replace("main(sys", "from berita_extract.cli import running\nrunning._SMALL = 0\nmain(sys")
    arguments = ["run", inputs, "-o", tmp_path, "--jobs", jobs, "-q"]
    process = psutil.Popen([sys.executable, "-c", always_apart, *map(str, arguments)])
    journal_file = tmp_path / ".run" / "journal"
    while not journal_file.exists() or not journal_file.read_bytes():
        time.sleep(0.02)
    workers = [child for child in process.children() if "spawn_main" in " ".join(child.cmdline())]
    assert len(workers) == jobs
    workers[0].kill()
    assert process.wait() == 1
    assert results(tmp_path) == expected


@pytest.fixture
def interrupted(inputs, tmp_path, cli, monkeypatch):
    """A run that stopped half way, as a kill leaves it."""
    monkeypatch.setattr(journal, "_EVERY", 0.0)
    monkeypatch.setattr(warc, "SPAN", 8000)
    real = journal.Growing.piece_done

    def piece_done(self, tally):
        real(self, tally)
        if self.done == 60:
            raise RuntimeError("killed")

    monkeypatch.setattr(journal.Growing, "piece_done", piece_done)
    out = tmp_path / "out"
    assert isinstance(cli("run", inputs, "-o", out, "--jobs", 1).exception, RuntimeError)
    monkeypatch.setattr(journal.Growing, "piece_done", real)
    return out


def test_half_a_line_is_cut_off(inputs, expected, interrupted, cli):
    for name in ("records.jsonl", "failures.jsonl", "journal"):
        with (interrupted / ".run" / name).open("ab") as file:
            file.write(b'{"half a li')
    assert cli("run", inputs, "-o", interrupted, "--jobs", 1, "--resume").exit_code == 1
    assert results(interrupted) == expected


def test_without_resume_it_begins_again(inputs, expected, interrupted, cli):
    assert cli("run", inputs, "-o", interrupted, "--jobs", 1).exit_code == 1
    assert results(interrupted) == expected


def test_another_run_is_not_resumed(inputs, interrupted, cli, tmp_path):
    for arguments in (("--all",), ("--limit", "70"), ("--compress", "gz")):
        result = cli("run", inputs, "-o", interrupted, "--resume", *arguments)
        assert result.exit_code == 2 and "had other inputs, options, patterns or another version" in result.output
    path = inputs / "b.jsonl"
    before = path.read_bytes(), path.stat()
    path.write_bytes(before[0].replace(b"n149", b"n148"))
    try:
        result = cli("run", inputs, "-o", interrupted, "--resume")
        assert result.exit_code == 2 and "had other inputs" in result.output
    finally:
        path.write_bytes(before[0])
        os.utime(path, ns=(before[1].st_atime_ns, before[1].st_mtime_ns))


def test_a_finished_run_is_not_done_again(inputs, interrupted, cli, monkeypatch):
    assert cli("run", inputs, "-o", interrupted, "--jobs", 1, "--resume").exit_code == 1
    stamp = (interrupted / "records.jsonl").stat().st_mtime_ns
    result = cli("run", inputs, "-o", interrupted, "--resume")
    assert result.exit_code == 1 and "310 articles" in result.output
    assert (interrupted / "records.jsonl").stat().st_mtime_ns == stamp


@pytest.mark.parametrize("step", ["finish", "save_run"])
@pytest.mark.parametrize("compress", [None, "zst"])
def test_killed_while_files_take_their_names(inputs, expected, tmp_path, cli, monkeypatch, step, compress):
    from berita_extract import write

    more = ["--compress", compress] if compress else []
    real = getattr(write, step)

    def killed(folder, what):
        if step == "finish":
            monkeypatch.setattr(journal, "NAMES", ("records.jsonl",))
            real(folder, what)
        raise RuntimeError("killed")

    monkeypatch.setattr(write, step, killed)
    assert cli("run", inputs, "-o", tmp_path, "--jobs", 1, *more).exception
    monkeypatch.undo()
    assert cli("run", inputs, "-o", tmp_path, "--resume", "--jobs", 1, *more).exit_code == 1
    suffix = f".{compress}" if compress else ""
    for name in FILES[:2]:
        data = (tmp_path / f"{name}{suffix}").read_bytes()
        assert (zstandard.ZstdDecompressor().stream_reader(data).read() if compress else data) == expected[name]
    assert not (tmp_path / ".run").exists() and (tmp_path / "run.json").exists()


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_compressed_results(inputs, expected, tmp_path, cli, suffix):
    (tmp_path / "records.jsonl").write_text("of an earlier run\n")
    assert cli("run", inputs, "-o", tmp_path, "--jobs", 1, "--compress", suffix).exit_code == 1
    data = (tmp_path / f"records.jsonl.{suffix}").read_bytes()
    plain = gzip.decompress(data) if suffix == "gz" else zstandard.ZstdDecompressor().stream_reader(data).read()
    assert plain == expected["records.jsonl"] and not (tmp_path / "records.jsonl").exists()


def test_two_runs_do_not_write_into_one_folder(inputs, tmp_path, cli):
    with journal.growing(tmp_path, "x", resume=False):
        result = cli("run", inputs, "-o", tmp_path)
    assert result.exit_code == 2 and "another run writes there" in result.output


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["-", "--resume", "-o", "OUT"], "standard input and addresses can't be read again"),
        (["IN", "--resume", "-o", "-"], "only a run into a local folder can go on"),
        (["IN", "--compress", "gz", "-o", "-"], "pipe standard output"),
    ],
)
def test_wrong_use(inputs, tmp_path, cli, arguments, reason):
    given = [str(inputs) if a == "IN" else str(tmp_path) if a == "OUT" else a for a in arguments]
    result = cli("run", *given)
    assert result.exit_code == 2 and reason in result.output


def test_a_missing_compressor_is_named_before_the_work(inputs, tmp_path, cli, monkeypatch):
    monkeypatch.setitem(sys.modules, "zstandard", None)
    result = cli("run", inputs, "-o", tmp_path, "--compress", "zst")
    assert result.exit_code == 2 and "pip install 'berita-extract[archive]'" in result.output
