"""Files appear whole or not at all."""

from __future__ import annotations

import json

import pytest

from berita_extract import write
from berita_extract.errors import UsageError
from berita_extract.model import Article, Failure, Provenance, Record, from_json
from berita_extract.write.atomic import atomic

RECORD = Record(
    record_id="r1", relevant=True, article=Article(text="isi"), provenance=Provenance(software="x", patterns_sha256="y")
)
FAILURE = Failure(where="a.txt", reason="empty")


@pytest.mark.parametrize("form", write.WRITERS)
def test_folder(tmp_path, form):
    with write.open_folder(tmp_path / "a" / "b", form) as save:
        save(RECORD)
        save(FAILURE)
        assert not (tmp_path / "a" / "b" / "records.jsonl").exists()
    assert from_json((tmp_path / "a" / "b" / "records.jsonl").read_bytes()) == RECORD
    line = json.loads((tmp_path / "a" / "b" / "failures.jsonl").read_text("utf-8"))
    assert line == {"where": "a.txt", "reason": "empty", "source_id": None}


def test_what_breaks_leaves_what_was_there(tmp_path):
    (tmp_path / "records.jsonl").write_text("old", "utf-8")
    with pytest.raises(KeyboardInterrupt), write.open_folder(tmp_path) as save:
        save(RECORD)
        raise KeyboardInterrupt
    assert (tmp_path / "records.jsonl").read_text("utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["records.jsonl"]


def test_files_are_readable_by_others(tmp_path):
    with atomic(tmp_path / "a") as file:
        file.write(b"x")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


def test_a_file_in_the_way(tmp_path):
    (tmp_path / "out").write_text("", "utf-8")
    with (
        pytest.raises(UsageError, match=r"out: can't write there .*: name another folder with -o"),
        write.open_folder(tmp_path / "out"),
    ):
        pass


def test_a_folder_that_is_not_writable(tmp_path, monkeypatch):
    monkeypatch.setattr(write.os, "access", lambda *_: False)
    with pytest.raises(UsageError, match="Permission denied"), write.open_folder(tmp_path):
        pass


def test_standard_output(capfdbinary):
    with write.to_stdout() as save:
        save(RECORD)
        save(FAILURE)
    out, err = capfdbinary.readouterr()
    assert from_json(out) == RECORD and err == b"failed: a.txt: empty\n"


def test_run_json(tmp_path):
    write.save_run(tmp_path, {"b": 1, "a": [2]})
    assert (tmp_path / "run.json").read_text("utf-8") == '{\n  "b": 1,\n  "a": [\n    2\n  ]\n}\n'
