"""`berita-extract fetch` and `run URL`, in processes of their own where they are killed."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time

import pytest

from test_fetch import records
from web_server import Server, serving


@pytest.fixture
def server():
    with serving(Server()) as server:
        yield server


def command(*arguments):
    return [sys.executable, "-m", "berita_extract", *map(str, arguments)]


def options(folder):
    return ["-o", folder, "--allow-private", "--delay", "0"]


def test_fetch_says_what_it_did(cli, server, tmp_path):
    base = f"http://127.0.0.1:{server.port}"
    result = cli("fetch", f"{base}/page/1", f"{base}/none", *options(tmp_path / "out"))
    assert result.exit_code == 1
    assert f"failed: {base}/none: the server said 404 Not Found" in result.stderr
    assert "pages: 1 saved, 1 failed; 0 feeds and sitemaps" in result.stderr
    assert f"next: berita-extract run {tmp_path / 'out' / 'pages'}" in result.stderr
    failure = json.loads((tmp_path / "out" / "failures.jsonl").read_text("utf-8"))
    assert failure == {"where": f"{base}/none", "reason": "the server said 404 Not Found", "source_id": f"{base}/none"}


def test_a_list_of_urls(cli, server, tmp_path):
    base = f"http://127.0.0.1:{server.port}"
    (tmp_path / "urls.txt").write_text(f"# two pages\n{base}/page/1\n\n  {base}/page/2\r\n", "utf-8")
    result = cli("fetch", tmp_path / "urls.txt", "-q", *options(tmp_path / "out"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert len([1 for kind, *_ in records(tmp_path / "out") if kind == "response"]) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.txt",), "none.txt: neither an http or https URL nor a file that lists some"),
        (("http://x.example", "--contact", "a\nb"), "letters, digits and signs of ASCII only"),
        (("http://x.example", "--delay", "-1"), "Invalid value for '--delay'"),
        ((), "Missing argument"),
    ],
)
def test_wrong_use(cli, tmp_path, arguments, message):
    result = cli("fetch", *arguments, "-o", tmp_path)
    assert result.exit_code == 2 and message in result.stderr


def test_packages_that_are_missing(cli, tmp_path, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("berita_extract.fetch.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "protego", None)
    result = cli("fetch", "http://x.example", "-o", tmp_path)
    assert result.exit_code == 2
    assert "fetching needs more packages: pip install 'berita-extract[fetch]' (protego is not there)" in result.stderr


def test_killed_at_any_moment_it_goes_on(server, tmp_path):
    urls = [f"http://127.0.0.1:{server.port}/page/{n}" for n in range(120)]
    (tmp_path / "urls.txt").write_text("\n".join(urls), "utf-8")
    arguments = command("fetch", tmp_path / "urls.txt", "--per-host", 2, *options(tmp_path / "out"))
    chance = random.Random(7)
    for _ in range(6):
        count = len(server.paths)
        process = subprocess.Popen(arguments, stderr=subprocess.DEVNULL)
        while len(server.paths) == count and process.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.random() * 0.3)
        process.kill()
        process.wait()
    assert subprocess.run(arguments, stderr=subprocess.DEVNULL).returncode == 0
    found = [url for kind, url, _ in records(tmp_path / "out") if kind == "response"]
    assert sorted(found) == sorted(urls)
    assert len(set(server.paths)) == 121 and len(server.paths) < 121 + 7 + 6 * 2, "little is asked for twice"


def test_ctrl_c(server, tmp_path):
    urls = [f"http://127.0.0.1:{server.port}{path}" for path in ("/page/1", "/silent")]
    process = subprocess.Popen(command("fetch", *urls, *options(tmp_path)), stderr=subprocess.PIPE, text=True)
    while "/silent" not in server.paths:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 130
    assert said.startswith("stopped; the same command goes on from here") and "Traceback" not in said
    assert [url[-6:] for kind, url, _ in records(tmp_path) if kind == "response"] == ["page/1"]


def test_run_without_allow_private_refuses_this_machine(cli, server, tmp_path):
    result = cli("run", f"http://127.0.0.1:{server.port}/page/1", "-o", tmp_path)
    assert result.exit_code == 1 and "no address of the open internet" in result.stderr and server.asked == []
