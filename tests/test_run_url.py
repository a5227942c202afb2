"""`run URL` fetches pages, then reads them out of the archive."""

from __future__ import annotations

import json

import pytest

from web_server import Server, serving


@pytest.fixture
def server():
    with serving(Server()) as server:
        yield server


def test_run_fetches_first(cli, server, tmp_path):
    base = f"http://127.0.0.1:{server.port}"
    for _ in range(2):
        result = cli("run", f"{base}/feed.xml", f"{base}/none", "-o", tmp_path / "out", "--allow-private")
        assert result.exit_code == 1, result.stderr
        read = [json.loads(line) for line in (tmp_path / "out" / "records.jsonl").read_text("utf-8").splitlines()]
        assert sorted(record["article"]["url"] for record in read) == [
            f"{base}/page/1?a=1&b=2", f"{base}/page/2?a=1&b=2", f"{base}/page/3",
        ]  # fmt: skip
        assert all(record["relevant"] for record in read)
        failures = (tmp_path / "out" / "failures.jsonl").read_text("utf-8").splitlines()
        assert [json.loads(line)["where"] for line in failures] == [f"{base}/none"]
    assert server.paths.count("/page/1?a=1&b=2") == 1
