"""Runs on a Dask cluster give the bytes that a run on one machine gives, whatever happens to the workers."""

from __future__ import annotations

import io
import json
import logging
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import fsspec
import msgspec
import psutil
import pytest
from distributed import Client, LocalCluster
from moto.server import ThreadedMotoServer
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from berita_extract import cluster, rules, storage
from berita_extract.cluster import shards, work
from berita_extract.cluster.job import Job
from berita_extract.errors import UsageError
from berita_extract.pipeline import Options
from conftest import IRRELEVANT, RELEVANT

FILES = ("failures.jsonl", "records.jsonl", "run.json")


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    """A folder of files in several formats, some of them bad."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "deep").mkdir()
    for number in range(4):
        rows = [{"id": f"{number}-{n}", "text": f"{RELEVANT}\nBerita {n}." if n % 3 else IRRELEVANT} for n in range(25)]
        text = "\n".join(map(json.dumps, rows)) + "\n{broken\n"
        (folder / ("deep" if number % 2 else "") / f"n{number}.jsonl").write_text(text, "utf-8")
    (folder / "a.html").write_text(f"<html><title>x</title><p>{RELEVANT}</p></html>", "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / ".hidden.txt").write_text(RELEVANT, "utf-8")
    return folder


@pytest.fixture(autouse=True)
def many_shards(monkeypatch):
    """One file or two make a shard."""
    monkeypatch.setattr(shards, "_ENOUGH", 15_000)


@pytest.fixture
def store(monkeypatch):
    """A bucket of a store that speaks the language of S3."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    urllib.request.urlopen(urllib.request.Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()
    fsspec.filesystem("s3").clear_instance_cache()
    system = fsspec.filesystem("s3")
    system.mkdir("berita")
    yield system
    system.clear_instance_cache()
    server.stop()


def contents(folder):
    return {name: (Path(folder) / name).read_bytes() for name in FILES}


def test_the_same_bytes_as_without_a_cluster(cli, news, tmp_path):
    plain = cli("run", news, "-o", tmp_path / "plain")
    spread = cli("run", news, "-o", tmp_path / "spread", "--cluster", "local", "--jobs", "2")
    assert (plain.exit_code, spread.exit_code) == (1, 1), spread.stderr
    assert contents(tmp_path / "plain") == contents(tmp_path / "spread")
    assert len(contents(tmp_path / "plain")["records.jsonl"].splitlines()) == 4 * 16 + 1
    assert sorted(path.name for path in (tmp_path / "spread").iterdir()) == list(FILES)
    assert spread.stderr.replace("spread", "plain") == plain.stderr


def test_compressed(cli, news, tmp_path):
    for folder, more in (("plain", ()), ("spread", ("--cluster", "local", "--jobs", "2"))):
        assert cli("run", news / "a.html", "-o", tmp_path / folder, "--compress", "gz", *more).exit_code == 0
    for name in ("records.jsonl.gz", "failures.jsonl.gz", "run.json"):
        assert (tmp_path / "plain" / name).read_bytes() == (tmp_path / "spread" / name).read_bytes()


def test_patterns_of_ones_own_go_to_the_workers(cli, news, tmp_path):
    (tmp_path / "mine").mkdir()
    rule = {
        "id": "clean.mine",
        "about": "x",
        "regex": "^Berita \\d{1,2}\\.$",
        "set": {"why": "advert", "anchor": ["berita"]},
    }
    rule |= {"examples": ["[Berita 1.]"], "not": ["Berita satu."]}
    (tmp_path / "mine" / "clean.yaml").write_text(json.dumps([rule]), "utf-8")
    for folder, more in (("plain", ()), ("spread", ("--cluster", "local", "--jobs", "2"))):
        result = cli("run", news / "n0.jsonl", "-o", tmp_path / folder, "--patterns", tmp_path / "mine", *more)
        assert result.exit_code == 1, result.stderr
    assert contents(tmp_path / "plain") == contents(tmp_path / "spread")
    assert b'"why":"advert"' in contents(tmp_path / "plain")["records.jsonl"]


def test_a_remote_store(cli, news, store):
    store.put(str(news), "berita/news", recursive=True)
    plain = cli("run", "s3://berita/news", "-o", "s3://berita/plain")
    spread = cli("run", "s3://berita/news", "-o", "s3://berita/spread", "--cluster", "local", "--jobs", "2")
    assert (plain.exit_code, spread.exit_code) == (1, 1), spread.stderr
    store.invalidate_cache()
    for name in FILES:
        assert store.cat(f"berita/plain/{name}") == store.cat(f"berita/spread/{name}"), name
    assert sorted(path.rpartition("/")[2] for path in store.find("berita/spread")) == list(FILES)
    records = store.cat("berita/plain/records.jsonl").splitlines()
    assert len(records) == 4 * 16 + 1
    assert json.loads(records[0])["article"]["source"]["path"] == "s3://berita/news/a.html"


def test_remote_places_that_are_not_there(cli, store, tmp_path):
    result = cli("run", "s3://nowhere/news", "-o", tmp_path)
    assert result.exit_code == 1 and "failed: s3://nowhere/news: can't be read" in result.stderr
    (tmp_path / "a.txt").write_text(RELEVANT, "utf-8")
    result = cli("run", tmp_path / "a.txt", "-o", "s3://nowhere/out")
    assert result.exit_code == 2 and "s3://nowhere/out" in result.stderr and "can't write there" in result.stderr
    result = cli("run", "wrong://x/y", "-o", tmp_path)
    assert result.exit_code == 2 and "wrong://x/y" in result.stderr


def test_a_worker_that_is_killed_costs_only_time(cli, news, tmp_path):
    assert cli("run", news, "-o", tmp_path / "plain", "-q").exit_code == 1
    with (
        LocalCluster(2, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL) as machines,
        Client(machines) as client,
    ):
        killed: list[psutil.Process] = []
        killer = threading.Thread(target=kill_one_at_work, args=(client, killed))
        killer.start()
        address = machines.scheduler_address
        result = cli("run", news, "-o", tmp_path / "spread", "-q", "--scheduler", address)
        killer.join()
    assert result.exit_code == 1, result.stderr
    assert contents(tmp_path / "plain") == contents(tmp_path / "spread")
    assert killed and psutil.wait_procs(killed, timeout=5)[1] == [], "a killed worker leaves nothing behind"


def kill_one_at_work(client, killed):
    """Kill -9 the first worker that has a process at work; `killed` gets it and all that it started."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for pid in client.run(os.getpid).values():
            family = psutil.Process(pid).children(recursive=True)
            if any("berita_extract.cluster.work" in " ".join(process.cmdline()) for process in family):
                time.sleep(0.5)
                killed += [psutil.Process(pid), *family]
                os.kill(pid, signal.SIGKILL)
                return
        time.sleep(0.05)


def test_ctrl_c(news, tmp_path):
    command = [sys.executable, "-m", "berita_extract", "run", news, "-o", tmp_path, "--cluster", "local", "--jobs", "1"]
    process = subprocess.Popen([str(part) for part in command], stderr=subprocess.PIPE, text=True)
    started: list[psutil.Process] = []
    while not any("cluster.work" in " ".join(one.cmdline()) for one in started):
        time.sleep(0.05)
        started = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130 and "Traceback" not in said
    assert "stopped; the same command goes on with the shards that are left" in said
    assert psutil.wait_procs(started, timeout=5)[1] == [], "nothing goes on behind one's back"


def test_what_an_interrupted_run_did_is_not_done_again(news, tmp_path):
    def run():
        jobs = cluster.run([str(news)], str(tmp_path), Options(), cluster.Where(workers=2))
        cluster.merge(jobs, tmp_path)
        return {path.name: path.stat().st_mtime_ns for path in (tmp_path / ".parts").iterdir()}

    first = run()
    records = (tmp_path / "records.jsonl").read_bytes()
    (tmp_path / ".parts" / "000001-done.json").unlink()
    second = run()
    assert {name for name in first if first[name] != second[name]} == {
        "000001-done.json", "000001-records.jsonl", "000001-failures.jsonl",
    }  # fmt: skip
    assert (tmp_path / "records.jsonl").read_bytes() == records
    os.utime(news / "a.html")
    third = run()
    assert "000000-done.json" in {name for name in second if second[name] != third[name]}
    cluster.clean_up(str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["failures.jsonl", "records.jsonl"]


@pytest.mark.parametrize(
    ("change", "message"),
    [({"version": "0.0.0"}, "a worker has berita-extract "), ({"patterns_sha256": "0"}, "a worker has other patterns")],
)
def test_workers_that_are_not_the_same(news, tmp_path, change, message):
    job = Job(
        shard=shards.plan([str(news / "a.html")], "x")[0], output=str(tmp_path), folder=str(tmp_path),
        version=work.version("berita-extract"), patterns_sha256=rules.load().digest, everything=False,
    )  # fmt: skip
    with pytest.raises(UsageError, match=message):
        work.work(msgspec.structs.replace(job, **change))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-", "--cluster", "local"), "-: a cluster reads and writes files only"),
        (("FILE", "-o", "-", "--cluster", "local"), "-: a cluster reads and writes files only"),
        (("FILE", "--limit", "1", "--cluster", "local"), "--limit: a cluster reads all files at once"),
        (("http://kabar.example/", "--cluster", "local"), "fetch first, then run over DIR/pages"),
        (("none.txt", "--cluster", "local"), "none.txt: no such file or folder"),
        (("FILE", "--scheduler", "nonsense://x"), "nonsense://x: no Dask scheduler answers there"),
        (("FILE", "--cluster", "elsewhere"), "Invalid value for '--cluster'"),
    ],
)
def test_wrong_use(cli, news, tmp_path, arguments, message):
    arguments = [news / "a.html" if a == "FILE" else a for a in arguments]
    result = cli("run", *([] if "-o" in arguments else ["-o", tmp_path]), *arguments, input="")
    assert result.exit_code == 2 and message in result.stderr


@pytest.mark.parametrize(
    ("path", "remote"),
    [("s3://a/b", True), ("gs://a", True), ("hdfs://h:9000/x", True), ("zip://x::s3://a/b.zip", True), ("a.txt", False),
     ("http://x.example", False), ("https://x.example", False), ("C:/x", False), ("-", False), ("a:b", False)],
)  # fmt: skip
def test_which_paths_are_remote(path, remote):
    assert storage.is_remote(path) is remote


def test_a_large_archive_is_worked_on_by_several(cli, tmp_path, monkeypatch):
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    noise = random.Random(3)
    for number in range(120):
        body = f"<html><title>{number}</title><p>{RELEVANT}</p><script>{noise.randbytes(40_000).hex()}</script></html>"
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        uri = f"http://kabar.example/{number}"
        writer.write_record(
            writer.create_warc_record(uri, "response", payload=io.BytesIO(body.encode()), http_headers=head)
        )
    data = bytearray(buffer.getvalue())
    assert len(data) > 4_100_000
    data[2_000_000:2_000_500] = bytes(500)  # a record in the middle is damaged
    (tmp_path / "a.warc.gz").write_bytes(data)
    monkeypatch.setattr(shards, "_STRETCHES", 1)
    monkeypatch.setattr(shards, "_ENOUGH", 1_000)
    assert len(shards.plan([str(tmp_path / "a.warc.gz")], "")) == 2
    plain = cli("run", tmp_path / "a.warc.gz", "-o", tmp_path / "plain")
    spread = cli("run", tmp_path / "a.warc.gz", "-o", tmp_path / "spread", "--cluster", "local", "--jobs", "2")
    assert (plain.exit_code, spread.exit_code) == (1, 1), spread.stderr
    assert contents(tmp_path / "plain") == contents(tmp_path / "spread")
    assert 115 <= len(contents(tmp_path / "plain")["records.jsonl"].splitlines()) < 120
