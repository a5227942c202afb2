"""Records for other programs: what is in the record is in the tables, and those programs can open them."""

from __future__ import annotations

import csv
import gzip
import json
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import frictionless
import msgspec
import pandas
import polars
import pytest
import zstandard
from msgspec.structs import replace

from berita_extract import pipeline
from berita_extract.export import EXPORTERS, flat, package
from berita_extract.model import Article, Record, from_json, to_json

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def records(rulebook):
    found = []
    for line in (ROOT / "corpus/articles/dev/a.jsonl").read_text("utf-8").splitlines()[:20]:
        given = json.loads(line)
        fields = {name: given.get(name) for name in ("url", "title", "published", "publisher", "text")}
        article = Article(source_id=given["id"], extra={"tahun": 2020}, **fields)
        found.append(pipeline.extract_article(article, rulebook, pipeline.Options(all=True)))
    return found


@pytest.fixture(scope="module")
def lines(records):
    return b"".join(to_json(record) + b"\n" for record in records)


@pytest.fixture
def exported(lines, tmp_path, cli):
    def export(form):
        (tmp_path / "records.jsonl").write_bytes(lines)
        result = cli("export", tmp_path / "records.jsonl", "--format", form, "-o", tmp_path / form)
        assert result.exit_code == 0, result.output
        assert f"20 records -> {tmp_path / form}" in result.output
        return tmp_path / form

    return export


def facts(records, table):
    return [(record.record_id, fact) for record in records for fact in getattr(record, table)]


def test_nested_parquet_holds_the_whole_record(exported, records):
    path = exported("parquet") / "records.parquet"
    rows = duckdb.sql(f"SELECT * FROM '{path}'").fetchall()
    assert len(rows) == 20
    for row, record in zip(polars.read_parquet(path).to_dicts(), records, strict=True):
        row["article"]["extra"] = json.loads(row["article"]["extra"])
        assert msgspec.convert(row, Record, strict=False) == record
    assert len(pandas.read_parquet(path)) == 20
    count = f"SELECT count(*) FROM (SELECT unnest(innovations, recursive := true) FROM '{path}')"
    assert duckdb.sql(count).fetchall()[0][0] == len(facts(records, "innovations"))


def test_flat_parquet(exported, records):
    folder = exported("tables")
    for table, shape in flat.TABLES.items():
        rows = polars.read_parquet(folder / f"{table}.parquet").to_dicts()
        wanted = facts(records, table)
        assert [row["record_id"] for row in rows] == [key for key, _ in wanted]
        for row, (_, fact) in zip(rows, wanted, strict=True):
            assert row["evidence"] is None or row["evidence_text"] == fact.evidence[0].text
            assert "id" not in shape.__struct_fields__ or row["id"] == fact.id
    events = duckdb.sql(f"SELECT officials, place_venue FROM '{folder}/events.parquet'").fetchall()
    assert events[0][0] == list(facts(records, "events")[0][1].officials)


def test_every_field_of_a_record_is_in_a_table():
    columns = flat.columns()
    assert list(columns) == ["records", *flat.TABLES]
    for table, shape in flat.TABLES.items():
        names = {column.name for column in columns[table]}
        for field in shape.__struct_fields__:
            assert field in names or any(name.startswith(f"{field}_") for name in names), (table, field)
    names = {column.name for column in columns["records"]}
    assert set(Article.__struct_fields__) - {"source"} <= names
    assert {"source_path", "source_warc_record_id", "duplicate_of", "relevant", "patterns_sha256"} <= names
    fields = set(Record.__struct_fields__) - {"article", "provenance"}
    assert fields - names == set(flat.TABLES)


def test_no_column_is_there_twice():
    names = [column.name for column in flat.columns()["records"]]
    assert len(names) == len(set(names)) and "provenance_software" not in names


@pytest.mark.parametrize("form", list(EXPORTERS))
def test_a_record_that_comes_again_is_written_once(lines, records, tmp_path, cli, form):
    """Two runs over overlapping archives hold the same article twice; it must not be counted twice."""
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_bytes(lines)
    result = cli("export", tmp_path / "a.jsonl", tmp_path / "b.jsonl", "--format", form, "-o", tmp_path / form)
    assert result.exit_code == 0 and "20 records -> " in result.stderr
    assert "(20 more came again and are left out)" in result.stderr
    if form == "csv":
        assert frictionless.Package(str(tmp_path / form / "datapackage.json")).validate().valid
    elif form == "sqlite":
        base = sqlite3.connect(tmp_path / form / "records.db")
        assert base.execute("SELECT count(*) FROM officials").fetchone()[0] == len(facts(records, "officials"))
    else:
        assert len(polars.read_parquet(tmp_path / form / "records.parquet")) == 20


def test_tables_of_no_records_keep_their_types(tmp_path):
    EXPORTERS["tables"][1](iter([]), tmp_path)
    for table, columns in flat.columns().items():
        path = tmp_path / f"{table}.parquet"
        frame = polars.read_parquet(path)
        assert frame.columns == [column.name for column in columns] and len(pandas.read_parquet(path)) == 0
        wanted = {"integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean, "list": polars.List}
        assert [t.base_type() for t in frame.dtypes] == [wanted.get(c.kind, polars.String) for c in columns]
        assert duckdb.sql(f"SELECT * FROM '{path}'").fetchall() == []


def test_sqlite_answers_what_each_government_reported(exported, records):
    base = sqlite3.connect(exported("sqlite") / "records.db")
    for table in flat.TABLES:
        assert base.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == len(facts(records, table))
    found = base.execute("SELECT rowid FROM records_fts WHERE records_fts MATCH 'inovasi'").fetchall()
    assert (
        len(found) == sum("inovasi" in f"{r.article.title} {r.article.text}".lower().split() for r in records) or found
    )
    rows = base.execute("SELECT government, level, year, innovations FROM innovations_by_government").fetchall()
    assert rows and all(level in ("provinsi", "kabupaten", "kota", "pusat") and n > 0 for _, level, _, n in rows)
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not base.execute("PRAGMA foreign_key_check").fetchall()


def test_datasette_opens_the_database(exported):
    path = exported("sqlite") / "records.db"
    address = "/records/innovations_by_government.json?_shape=array"
    command = [sys.executable, "-m", "datasette", str(path), "--get", address]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    assert {"government", "year", "innovations"} <= json.loads(done.stdout)[0].keys()
    search = [
        sys.executable,
        "-m",
        "datasette",
        str(path),
        "--get",
        "/records/records.json?_search=inovasi&_shape=array",
    ]
    assert json.loads(subprocess.run(search, capture_output=True, check=True, timeout=120).stdout)


def test_csv_is_a_valid_data_package(exported, records):
    folder = exported("csv")
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])
    with (folder / "officials.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == [package.cell(fact.name) for _, fact in facts(records, "officials")]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("+62811", "'+62811"), ("-", "'-"), ("@SUM", "'@SUM"), ("\tx", "'\tx"),
        ("\rx", "'\rx"), ("＝1", "'＝1"), (-5, "-5"), (1.5, "1.5"), (True, "true"), (None, ""), (["a", "b"], "a;b"),
        (["=a"], "'=a"), ("biasa", "biasa"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(value, said):
    assert package.cell(value) == said


def test_a_formula_in_an_article_is_harmless(records, tmp_path):
    article = replace(records[0].article, title='=cmd|"/c calc"!A1', publisher="+1")
    EXPORTERS["csv"][1](iter([replace(records[0], article=article)]), tmp_path)
    with (tmp_path / "records.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["title"] == '\'=cmd|"/c calc"!A1' and row["publisher"] == "'+1"


@pytest.mark.parametrize("form", list(EXPORTERS))
def test_no_records_at_all(form, tmp_path):
    assert EXPORTERS[form][1](iter([]), tmp_path) == 0
    assert list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "pack"), [("records.jsonl.gz", gzip.compress), ("records.jsonl.zst", zstandard.compress)]
)
def test_compressed_records_and_folders(lines, tmp_path, cli, name, pack):
    (tmp_path / name).write_bytes(pack(lines))
    for given in (tmp_path, tmp_path / name):
        assert cli("export", given, "--format", "sqlite", "-o", tmp_path / "out").exit_code == 0
    assert sqlite3.connect(tmp_path / "out/records.db").execute("SELECT count(*) FROM records").fetchone() == (20,)


def test_lines_that_are_no_records(lines, tmp_path, cli):
    (tmp_path / "r.jsonl").write_bytes(lines + b'{"schema":"berita-extract/1"}\n')
    result = cli("export", tmp_path / "r.jsonl", "--format", "csv", "-o", tmp_path / "out")
    assert result.exit_code == 1 and "r.jsonl, line 21" in result.output
    (tmp_path / "x.txt").write_text("berita")
    result = cli("export", tmp_path / "x.txt", "--format", "csv", "-o", tmp_path / "out")
    assert result.exit_code == 2 and "no records in it" in result.output


def test_a_missing_library_is_named(lines, tmp_path, cli, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "r.jsonl").write_bytes(lines)
    result = cli("export", tmp_path / "r.jsonl", "--format", "parquet", "-o", tmp_path / "out")
    assert result.exit_code == 2 and "pip install 'berita-extract[parquet]'" in result.output


def copies(records):
    """The records, some of them again elsewhere: as they are, with a few other words, and much shortened."""
    chance = random.Random(3)
    out = []
    for n, record in enumerate(records):
        words = record.article.text.split(" ")
        near = words[:]
        for _ in range(len(words) // 60):
            near[chance.randrange(len(near))] = "lain"
        texts = {
            "": record.article.text,
            "-sama": record.article.text,
            "-mirip": " ".join(near),
            "-pendek": " ".join(words[:40]),
        }
        for suffix, text in texts.items():
            if suffix in ("", "-pendek") or n % 2 == 0:
                article = replace(
                    record.article, text=text, text_sha256=str(hash(text)), published=f"2024-01-0{len(suffix) // 3 + 1}"
                )
                out.append(replace(record, record_id=record.record_id + suffix, article=article))
    return out


def test_duplicates_are_grouped_and_kept(records, tmp_path, cli):
    given = copies([r for r in records if len(r.article.text.split()) > 200][:10])
    files = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for place, file in enumerate(files):
        file.write_bytes(b"".join(to_json(r) + b"\n" for r in given[place::2]))
    result = cli("duplicates", *files, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 0
    found = {r.record_id: r for r in map(from_json, (tmp_path / "out.jsonl").read_bytes().splitlines())}
    assert found.keys() == {r.record_id for r in given}
    for record_id, record in found.items():
        name, _, kind = record_id.partition("-")
        assert record.duplicate_of == (name if kind in ("sama", "mirip") else None)
    assert f"{len(given)} records, 10 of them repeat the text of another" in result.output
    shuffled = given[:]
    random.Random(5).shuffle(shuffled)
    files[0].write_bytes(b"".join(to_json(r) + b"\n" for r in shuffled))
    assert cli("duplicates", files[0], "-o", tmp_path / "again.jsonl").exit_code == 0
    again = {r.record_id: r for r in map(from_json, (tmp_path / "again.jsonl").read_bytes().splitlines())}
    assert again == found


def test_an_article_that_was_captured_twice(records, tmp_path, cli):
    """Its record_id comes again with another text: whichever comes first, both texts count."""
    first, second = [r for r in records if len(r.article.text.split()) > 200][:2]
    texts = {"x": first.article.text, "y": second.article.text}
    same = {
        name: replace(
            first, record_id=name[0], article=replace(first.article, text=texts[name[1]], text_sha256=name[1])
        )
        for name in ("ax", "ay", "bx", "cy")
    }
    found = []
    for order in (("ax", "ay", "bx", "cy"), ("cy", "ay", "bx", "ax")):
        (tmp_path / "in.jsonl").write_bytes(b"".join(to_json(same[name]) + b"\n" for name in order))
        assert cli("duplicates", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "-q").exit_code == 0
        lines = map(from_json, (tmp_path / "out.jsonl").read_bytes().splitlines())
        found.append({(r.record_id, r.duplicate_of) for r in lines})
    assert found[0] == found[1] == {("a", None), ("b", "a"), ("c", "a")}


def test_duplicates_need_files(cli):
    result = cli("duplicates", "-")
    assert result.exit_code == 2 and "read twice" in result.output
