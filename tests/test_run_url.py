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


def test_a_file_that_lists_addresses(cli, server, tmp_path):
    base = f"http://127.0.0.1:{server.port}"
    (tmp_path / "alamat.txt").write_text(f"# dua halaman\r\n{base}/page/1\r\n\r\n{base}/page/2\r\n")
    (tmp_path / "berita.txt").write_text("Berita http://kabar.example/ lain.")
    inputs = (tmp_path / "alamat.txt", tmp_path / "berita.txt")
    result = cli("run", *inputs, "-o", tmp_path / "out", "--allow-private", "--all")
    assert result.exit_code == 0, result.stderr
    read = [json.loads(line)["article"] for line in (tmp_path / "out" / "records.jsonl").read_text().splitlines()]
    assert [article.get("url") or article["source_id"] for article in read] == [
        f"{base}/page/1", f"{base}/page/2", "berita.txt",
    ]  # fmt: skip
    for arguments, reason in (["--resume"], "can't be read again"), (["--cluster", "local"], "fetch first"):
        result = cli("run", *inputs, "-o", tmp_path / "out", *arguments)
        assert result.exit_code == 2 and reason in result.stderr


def test_a_list_of_addresses_in_a_folder_is_no_article(cli, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "alamat.txt").write_text("https://kabar.example/1\nhttps://kabar.example/2\n")
    result = cli("run", tmp_path / "in", "-o", tmp_path / "out")
    assert result.exit_code == 1 and "a list of addresses, no article: give the file itself" in result.stderr
