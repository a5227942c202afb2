"""Input that can't be read: a named failure, and the rest of the run goes on."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from berita_extract import read
from berita_extract.model import Failure
from berita_extract.read import folder, item
from conftest import RELEVANT


def failure(path) -> Failure:
    found = list(read.read([path]))
    assert len(found) == 1 and isinstance(found[0], Failure), found
    return found[0]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.txt", b"%PDF-1.4 ...", "a binary file (PDF)"),
        ("a.html", b"PK\x03\x04zip", "a binary file (ZIP or Office)"),
        ("a", bytes(range(256)) * 8, "a binary file: give text"),
        ("a.txt", b"\x01\x02\x03" * 100, "a binary file: give text"),
        ("a.html", b"<!DOCTYPE html><html><body></body></html>", "no article text found in the page"),
        ("a.html", b"<html><body>" + b"<div>" * 20_000, "no article text found in the page"),
        ("a.html", b"<html><body>" + b"<div>" * 100_000, "over 60,000 tags in one page"),
        ("a.csv", b"id,isi\n1,x\n", 'no column "text" or "html" in the header: id,isi'),
        ("a.csv", b"id,text\n1,a,b\n", "3 cells, but the header has 2: put texts in quotation marks"),
        ("a.csv", b"id,text\n1,\n", 'no "text" or "html" in it'),
        ("a.jsonl", b'{"text": "terpotong', "is the line cut off?"),
        ("a.jsonl", b'{"text": nonsense}', "not a JSON object"),
        ("a.jsonl", b'["a"]', "a JSON array: expected one object a line"),
        ("a.jsonl", b"[" * 100_000, "nested too deeply"),
        ("a.jsonl", b'{"a":' * 100_000, "nested too deeply"),
        ("a.jsonl", b'{"isi": "x"}', 'no "text" or "html" in it (its fields: isi): name the text field "text"'),
        ("a.jsonl", b'{"text": 5}', 'field "text" must be a string, but it is int'),
        ("a.jsonl", b'{"title": ["x"], "text": "y"}', 'field "title" must be a string, but it is list'),
        ("a.jsonl", b"{}", "its fields: none"),
    ],
)
def test_each_reason(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)
    found = failure(path)
    assert reason in found.reason
    assert found.where.startswith(str(path)) and found.source_id is not None


def test_a_path_that_does_not_exist(tmp_path):
    assert "No such file" in failure(tmp_path / "none.txt").reason


def test_an_empty_folder(tmp_path):
    assert failure(tmp_path).reason == "the folder is empty"


def test_a_folder_that_can_not_be_read(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "z.txt").write_text("isi", "utf-8")
    real = os.scandir

    def scandir(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(folder.os, "scandir", scandir)
    first, second = read.read([tmp_path])
    assert first.reason == "the folder can't be read: Permission denied" and first.where.endswith("closed")
    assert second.text == "isi"


def test_a_pipe_in_a_folder(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in failure(tmp_path).reason


def test_too_much_for_one_article(tmp_path, monkeypatch):
    monkeypatch.setattr(item, "MAX_BYTES", 50)  # the readers of whole files ask there
    (tmp_path / "a.txt").write_text("x" * 51, "utf-8")
    assert "over 50 bytes in one article" in failure(tmp_path / "a.txt").reason


def test_an_over_long_line_costs_only_itself(tmp_path):
    long = json.dumps({"text": "x" * 10_000_001})
    (tmp_path / "a.jsonl").write_text(f'{long}\n{{"text": "isi"}}\n', "utf-8")
    first, second = read.read([tmp_path / "a.jsonl"])
    assert "line 1" in first.where and "over 10,000,000 bytes in one line" in first.reason
    assert first.source_id == "a.jsonl:1" and second.text == "isi"


def test_an_over_long_line_ends_a_table(tmp_path):
    (tmp_path / "a.csv").write_text("id,text\n1,isi\n2," + "x" * 10_000_001, "utf-8")
    first, second = read.read([tmp_path / "a.csv"])
    assert first.text == "isi" and "the rest is not read" in second.reason


def test_a_quotation_mark_left_open_in_a_table(tmp_path):
    (tmp_path / "a.csv").write_text('id,text\n1,"isi\n' + "x\n" * 6_000_000, "utf-8")
    assert any("not a CSV row" in f.reason for f in read.read([tmp_path / "a.csv"]) if isinstance(f, Failure))


def test_lone_surrogates_and_control_characters(run_folder, tmp_path):
    row = (
        r'{"id": "\ud83d", "text": "Inovasi \ud800 kota' + "\x01\x02" + r'\u0000 baru", "x": ["\udfff", {"\ud800": 1}]}'
    )
    (tmp_path / "a.jsonl").write_text(row, "utf-8")
    status, records, failures = run_folder(tmp_path / "a.jsonl")
    assert (status, failures) == (0, [])
    assert records[0]["article"]["text"] == "Inovasi \ufffd kota baru"
    assert records[0]["article"]["extra"] == {"x": ["\ufffd", {"\ufffd": 1}]}


def test_a_record_with_no_text(run_folder, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": " \\n\\t \\u200b"}\n', "utf-8")
    status, records, failures = run_folder(tmp_path / "a.jsonl")
    assert (status, records) == (1, [])
    assert failures[0]["reason"] == "no text in it" and failures[0]["where"].endswith("a.jsonl, line 1")


def test_too_much_text(run_folder, tmp_path):
    (tmp_path / "a.txt").write_text("kata " * 200_001, "utf-8")
    status, _, failures = run_folder(tmp_path / "a.txt")
    assert status == 1 and "1,000,005 characters of text, more than 1,000,000" in failures[0]["reason"]


@pytest.mark.parametrize("text", ["(" * 100_000, "[({" * 33_000, '"' * 100_000, "“" * 100_000, '"kata ' * 20_000])
def test_brackets_and_quotes_without_end(run_folder, tmp_path, text):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": f"Inovasi Kota Contoh {text}"}), "utf-8")
    start = time.monotonic()
    status, records, failures = run_folder(tmp_path / "a.jsonl")
    assert len(records) + len(failures) == 1 and status == len(failures)
    assert time.monotonic() - start < 35


def test_one_bad_input_does_not_stop_the_others(run_folder, tmp_path):
    (tmp_path / "1.txt").write_bytes(b"")
    (tmp_path / "2.jsonl").write_text(json.dumps({"text": RELEVANT}) + '\n{"text": "terpo', "utf-8")
    (tmp_path / "3.bin").write_bytes(b"\x7fELF\0\0\0")
    (tmp_path / "4.txt").write_text(RELEVANT, "utf-8")
    status, records, failures = run_folder(tmp_path)
    assert status == 1
    assert [r["article"]["source_id"] for r in records] == ["2.jsonl:1", "4.txt"]
    assert [f["source_id"] for f in failures] == ["1.txt", "2.jsonl:2", "3.bin"]


def test_fifty_megabytes_in_one_line(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"inovasi " * 6_250_000)
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "' + b"inovasi " * 6_250_000 + b'"}')
    start = time.monotonic()
    command = [sys.executable, "-m", "berita_extract", "run", str(tmp_path), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and done.stderr.count("over 10,000,000 bytes") == 2
    assert time.monotonic() - start < 10
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_000_000  # kB
