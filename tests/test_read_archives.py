"""Web archives and what else holds many pages: every page found again, whatever stands beside it."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import subprocess
import sys
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import brotli
import pyarrow
import pyarrow.parquet
import pytest
import zstandard

from berita_extract import read
from berita_extract.model import Article
from berita_extract.read import inflate, warc
from berita_extract.read.item import Passed, Place, Span
from web_archives import OTHER, SENTENCES, failures, page, record, response, zipped


def articles(path):
    return list(read.read([path]))


def write(tmp_path, data, name="a.warc.gz"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


THREE = [response(page(), 1), response(page(OTHER), 2), response(page(title="Ketiga"), 3)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", b"".join(THREE)),
        ("a.warc.gz", zipped(THREE)),
        ("a.warc.gz", gzip.compress(b"".join(THREE))),  # one member, as some tools write it
        ("unnamed", zipped(THREE)),
        ("a.warc.zst", zstandard.compress(b"".join(THREE))),
        ("a.warc.zst", b"".join(zstandard.compress(r) for r in THREE)),
    ],
)
def test_every_page_is_read(tmp_path, name, data):
    found = articles(write(tmp_path, data, name))
    assert [a.url for a in found] == [f"https://kabar.example/{n}" for n in (1, 2, 3)]
    assert SENTENCES[0] in found[0].text and OTHER[2] in found[1].text


def test_zstandard_with_a_dictionary(tmp_path):
    samples = [response(page(title=f"Kabar {n}"), n) for n in range(200)]
    dictionary = zstandard.train_dictionary(4096, samples)
    pack = zstandard.ZstdCompressor(dict_data=dictionary)
    raw = zstandard.compress(dictionary.as_bytes())
    head = b"\x5d\x2a\x4d\x18" + len(raw).to_bytes(4, "little") + raw
    found = articles(write(tmp_path, head + b"".join(pack.compress(r) for r in THREE), "a.warc.zst"))
    assert len(found) == 3 and not failures(found)


def test_where_it_came_from(tmp_path):
    first, second = (gzip.compress(r) for r in THREE[:2])
    path = write(tmp_path, first + second)
    article = articles(path)[1]
    assert article.source_id == "<urn:uuid:00000000-0000-0000-0000-000000000002>"
    assert article.source.warc_record_id == article.source_id
    assert article.source.position == len(first) and article.source.path == str(path)
    assert article.source.payload_digest.startswith("sha256:")
    assert article.extra == {"fetched": "2024-03-05T03:12:44Z"}
    given = response(page(), WARC_Payload_Digest="sha1:ABC")
    assert articles(write(tmp_path, zipped([given])))[0].source.payload_digest == "sha1:ABC"


def test_what_is_no_page_is_passed_over_and_counted(tmp_path):
    others = [
        record(b"x", WARC_Type="request"),
        record(b"software: x", WARC_Type="warcinfo"),
        response(b"\x89PNG", http="Content-Type: image/png"),
        response("pindah", status="301 Moved Permanently"),
        response("tidak ada", status="404 Not Found"),
        record(b"{}", WARC_Type="metadata"),
    ]
    found = list(read.items([write(tmp_path, zipped([*others, THREE[0]]))]))
    assert [i.why for i in found[:-1]] == [
        "WARC request", "WARC warcinfo", "not a web page", "HTTP status 301", "HTTP status 404", "WARC metadata",
    ]  # fmt: skip
    assert isinstance(found[-1], read.Item)


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        (response(page(), WARC_Type="revisit", WARC_Refers_To_Target_URI="https://x.example/"), "a revisit: the page"),
        (response(page(), Content_Length="banyak"), "its Content-Length is not a number"),
        (response(page(), Content_Length="-5"), "its Content-Length is not a number"),
        (response(page(), Content_Length=None), "its Content-Length is not a number"),
        (response(page(), Content_Length="99999"), "cut off: "),
        (response(page(), WARC_Truncated="length"), "cut off when it was fetched (length)"),
        (response(b"x" * 10_100_000), "over 10,000,000 bytes in one page"),
        (b"GARBAGE" * 100, "no WARC record begins here"),
        (response(zlib.compress(b"x" * 30_000_000), http="Content-Type: text/html\r\nContent-Encoding: deflate"),
         "over 10,000,000 bytes when it is unpacked"),
        (response(b"\x1f\x8bnonsense", http="Content-Type: text/html\r\nContent-Encoding: gzip"),
         "its compressed page is damaged"),
        (response(b"\1\2", http="Content-Type: text/html\r\nContent-Encoding: pack200"), "'pack200' is not known"),
    ],
)  # fmt: skip
def test_a_damaged_record_is_a_failure_and_the_rest_is_read(tmp_path, damaged, reason):
    found = articles(write(tmp_path, zipped([THREE[0], damaged, THREE[2]])))
    assert [a.url for a in found if isinstance(a, Article)] == ["https://kabar.example/1", "https://kabar.example/3"]
    assert len(failures(found)) == 1 and reason in failures(found)[0]


@pytest.mark.parametrize("engine", ["isal", "zlib"])
def test_damaged_compression_costs_one_record(tmp_path, monkeypatch, engine):
    if engine == "zlib":
        monkeypatch.setattr(inflate, "_inflater", lambda: (inflate._Zlib, zlib.error))
    first, second, third = (gzip.compress(r) for r in THREE)
    broken = second[:300] + b"\xff\xff\xff" + second[303:]
    found = articles(write(tmp_path, first + broken + third))
    assert [a.url[-1] for a in found if isinstance(a, Article)] == ["1", "3"]
    assert "its compressed data is damaged" in failures(found)[0]
    found = articles(write(tmp_path, first + second[:-20]))
    assert [a.url[-1] for a in found if isinstance(a, Article)] == ["1"]
    assert "the file ends inside of it" in failures(found)[0]


def test_a_damaged_length_in_a_plain_file(tmp_path):
    found = articles(write(tmp_path, THREE[0] + response(page(), 2, Content_Length="x") + THREE[2], "a.warc"))
    assert [a.url[-1] for a in found if isinstance(a, Article)] == ["1", "3"]


@pytest.mark.parametrize(
    ("http", "encode"),
    [
        ("Content-Encoding: gzip", gzip.compress),
        ("Content-Encoding: deflate", zlib.compress),
        ("Content-Encoding: br", brotli.compress),
        ("Content-Encoding: zstd", zstandard.compress),
        ("Content-Encoding: gzip", lambda body: body),  # taken off, but still said
        ("Transfer-Encoding: chunked", lambda body: b"%x;q=1\r\n%b\r\n5\r\n<!-- \r\n0\r\n\r\n" % (len(body), body)),
        ("Transfer-Encoding: chunked", lambda body: body),
    ],
)  # fmt: skip
def test_encodings_of_the_transfer(tmp_path, http, encode):
    body = response(encode(page().encode()), http=f"Content-Type: text/html\r\n{http}")
    assert SENTENCES[0] in articles(write(tmp_path, zipped([body])))[0].text


@pytest.mark.parametrize(
    ("http", "head", "encoding"),
    [
        ("text/html; charset=windows-1252", "", "cp1252"),
        ("text/html", '<meta charset="windows-1252">', "cp1252"),
        ("text/html; charset=utf-16", "", "utf-16"),
        ("text/html; charset=shift_jis", "", "shift_jis"),
    ],
)
def test_charset_from_header_or_page(tmp_path, http, head, encoding):
    sign = "ア" if encoding == "shift_jis" else "é"
    body = page(
        [*SENTENCES, f"Kafe{sign} itu ramai dikunjungi warga kota setiap akhir pekan sampai larut malam."], head=head
    )
    body = body.replace('<meta charset="utf-8">', "")
    assert (
        f"Kafe{sign}"
        in articles(write(tmp_path, zipped([response(body.encode(encoding), http=f"Content-Type: {http}")])))[0].text
    )


def test_stretches_give_what_the_whole_gives(tmp_path, monkeypatch):
    chance = random.Random(4)
    records = [
        response(page(title=f"Kabar {n}", after=f"<!--{chance.randbytes(n * 37 % 900).hex()}-->"), n)
        for n in range(300)
    ]
    path = write(tmp_path, zipped(records))
    whole = [item.origin.record_id for item in read.items([path])]
    for size in (997, 5000, 40_000):
        monkeypatch.setattr(warc, "SPAN", size)
        pieces = list(read.pieces([path]))
        assert all(isinstance(piece, Span) for piece in pieces) and len(pieces) > 2
        assert [item.origin.record_id for piece in pieces for item in read.items_of_span(piece)] == whole


def test_an_archive_in_one_member_is_not_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(warc, "SPAN", 1000)
    monkeypatch.setattr(warc, "_MOST", 20_000)
    path = write(tmp_path, gzip.compress(b"".join(response(page(), n) for n in range(50))))
    assert [type(piece) for piece in read.pieces([path])] == [read.Item] * 50


def test_hostile_archives_end_soon(tmp_path):
    bomb = gzip.compress(b"WARC/1.0\r\n" + b"\0" * 300_000_000, 9)
    long_head = b"WARC/1.0\r\n" + b"X: " + b"y" * 5_000_000 + b"\r\n\r\n"
    huge = response(b"z" * 100_000_000)
    path = write(tmp_path, bomb + zipped([long_head, huge, response(page(), 9)]))
    start = time.process_time()
    found = articles(path)
    assert time.process_time() - start < 10
    assert [a.url[-1] for a in found if isinstance(a, Article)] == ["9"] and len(failures(found)) == 3


SENTENCE = "Pemerintah Kota Cilegon meluncurkan 12 inovasi pelayanan publik, Selasa (04/08/2020). "
HOSTILE_PAGES = {
    "many paragraphs": f"<p>{SENTENCE}</p>\n" * 100_000,
    "as many as may be": f"<p>{SENTENCE}</p>\n" * 29_000,
    "one long paragraph": f"<p>{SENTENCE * 100_000}</p>",
    "empty paragraphs": "<p a=1 b=2 c=3 d=4>" * 59_000 + SENTENCE,
    "links in a row": "<div>" + "<a href=/x>inovasi kota baru ini</a>" * 29_000,
    "deep": "<div>" * 900_000 + SENTENCE,
    "scripts": "<script>" * 29_000 + f"<p>{SENTENCE}" * 100,
    "entities": "<p>" + "&#105;novasi &shy;" * 500_000,
    "cells": "<table>" + "<tr><td>1</td><td>inovasi</td></tr>" * 9_900,
}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is asked of Linux")
@pytest.mark.parametrize("name", HOSTILE_PAGES)
def test_hostile_pages_end_soon_and_in_little_memory(tmp_path, name):
    """Up to 10 MB of HTML, each in a process of its own, that has to do with 400 MB in all."""
    body = f"<html><head><title>x</title></head><body>{HOSTILE_PAGES[name]}"[:9_900_000]
    path = write(tmp_path, zipped([THREE[0], response(body, 2), THREE[2]]))
    code = (
        "import json, re, sys, time\nfrom berita_extract import pipeline\nfrom berita_extract.model import Record\n"
        "list(pipeline.run(['/dev/null']))\nstart = time.process_time()\n"
        "found = list(pipeline.run([sys.argv[1]]))\nseconds = time.process_time() - start\n"
        "memory = int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) / 1024\n"
        "print(json.dumps([seconds, memory, [isinstance(r, Record) and r.article.url for r in found]]))"
    )
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    seconds, memory, urls = json.loads(done.stdout)
    assert {"https://kabar.example/1", "https://kabar.example/3"} <= set(urls)
    assert memory < 400
    assert seconds < 20  # a few on a quiet machine


def encoded(encoding, body):
    return response(body, http=f"Content-Type: text/html\r\nContent-Encoding: {encoding}")


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (encoded("gzip", gzip.compress(b"inovasi " * 20_000_000)), "over 10,000,000 bytes when it is unpacked"),
        (encoded("br", brotli.compress(b"inovasi " * 9_000_000, quality=1)), "over 10,000,000 bytes when it"),
        (encoded("zstd", zstandard.compress(b"inovasi " * 20_000_000)), "over 10,000,000 bytes when it is unpacked"),
        (response("x", Content_Length="999999999999999"), "over 10,000,000 bytes in one page"),
        (response("x" * 100, Content_Length="50"), "no WARC record begins here"),
        (response("x", WARC_Type="revisit", WARC_Refers_To="<urn:x>"), "a revisit: the page itself stands at <urn:x>"),
    ],
)
def test_bombs_and_lengths_in_little_memory(tmp_path, record, reason):
    path = write(tmp_path, zipped([THREE[0], record, THREE[2]]))
    tracemalloc.start()
    start = time.process_time()
    found = articles(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - start < 10 and peak < 60_000_000
    assert found[0].url == "https://kabar.example/1" and reason in failures(found)[0]


def test_random_damage_never_stops_the_reader(tmp_path):
    data = zipped(THREE * 3)
    for seed in range(60):
        chance = random.Random(seed)
        broken = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(broken))
            broken[at : at + chance.randrange(1, 40)] = chance.randbytes(chance.randrange(0, 40))
        articles(write(tmp_path, bytes(broken)))


def test_zip_and_tar(tmp_path):
    files = {"b/dua.html": page(OTHER), "a.html": page(), ".rahasia/x.html": "x", "__MACOSX/a.html": "x"}
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr("lines.jsonl.gz", gzip.compress(b'{"id": "z", "text": "Isi berita."}\n'))
        archive.writestr("dalam.zip", b"PK\x05\x06" + b"\0" * 18)
    found = articles(tmp_path / "a.zip")
    assert [a.source_id for a in found] == ["a.zip/a.html", "a.zip/b/dua.html", "a.zip/dalam.zip", "z"]
    assert failures(found) == ["an archive inside an archive: unpack it first"]
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    found = articles(tmp_path / "a.tar.gz")
    assert [a.source_id for a in found] == ["a.tar/b/dua.html", "a.tar/a.html"]
    assert found[1].source.path == f"{tmp_path}/a.tar.gz!/a.html"
    data = (tmp_path / "a.tar.gz").read_bytes()
    cut = write(tmp_path, data[: len(data) // 2], "b.tar.gz")
    assert failures(articles(cut))
    encrypted = write(
        tmp_path,
        (tmp_path / "a.zip").read_bytes().replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01"),
        "c.zip",
    )
    assert failures(articles(encrypted))


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_compressed_tables_and_lines(tmp_path, pack):
    ending = "gz" if pack is gzip.compress else "zst"
    lines = b'{"id": "a", "text": "Isi."}\n{"id": "b", "text": "Isi."}\n'
    assert [a.source_id for a in articles(write(tmp_path, pack(lines), f"x.jsonl.{ending}"))] == ["a", "b"]
    assert articles(write(tmp_path, pack(b"id,text\nq,Isi\n"), f"x.csv.{ending}"))[0].source_id == "q"
    assert SENTENCES[1] in articles(write(tmp_path, pack(page().encode()), f"x.html.{ending}"))[0].text
    assert failures(articles(write(tmp_path, pack(pack(lines)), f"x.jsonl.{ending}"))) == [
        "compressed twice: unpack it first"
    ]
    cut = articles(write(tmp_path, pack(lines * 50_000)[:-9], f"x.jsonl.{ending}"))
    assert "can't be unpacked" in failures(cut)[-1]


def test_mhtml(tmp_path):
    message = (
        "From: <Saved by Peramban>\r\nSnapshot-Content-Location: https://kabar.example/simpan\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    import base64

    body = message.encode() + base64.encodebytes(page().encode()) + b"\r\n--b--\r\n"
    for name in ("a.mhtml", "a.mht", "tanpa-nama"):
        article = articles(write(tmp_path, body, name))[0]
        assert article.url == "https://kabar.example/simpan" and SENTENCES[0] in article.text
    assert failures(articles(write(tmp_path, message.encode() + b"\r\n--b--\r\n", "a.mhtml")))


def test_parquet(tmp_path):
    table = pyarrow.table({"id": ["a", "b", "c"], "text": ["Isi.", "Isi.", None], "tahun": [2020, 2021, None]})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    found = articles(tmp_path / "a.parquet")
    assert [a.source_id for a in found] == ["a", "b", "a.parquet:3"]
    assert found[0].extra == {"tahun": 2020} and found[1].source.position == 2
    assert failures(found) == ['no "text" or "html" in it (its fields: id, text, tahun): name the text field "text"']
    data = (tmp_path / "a.parquet").read_bytes()
    assert "a damaged Parquet file" in failures(articles(write(tmp_path, data[:-30], "b.parquet")))[0]
    pyarrow.parquet.write_table(pyarrow.table({"isi": ["x"]}), tmp_path / "c.parquet")
    assert failures(articles(tmp_path / "c.parquet")) == ['no column "text" or "html"; its columns: isi']


@pytest.mark.parametrize(
    ("module", "name", "data", "extra"),
    [
        ("zstandard", "a.jsonl.zst", zstandard.compress(b'{"text": "x"}'), "archive"),
        ("zstandard", "a.warc.zst", zstandard.compress(THREE[0]), "archive"),
        ("pyarrow", "a.parquet", b"PAR1xxxxPAR1", "parquet"),
        ("brotli", "a.warc.gz", zipped([response(brotli.compress(page().encode()), http="Content-Type: text/html\r\nContent-Encoding: br")]), "archive"),  # noqa: E501
    ],
)  # fmt: skip
def test_a_missing_library_is_named(tmp_path, monkeypatch, module, name, data, extra):
    import sys

    monkeypatch.setitem(sys.modules, module, None)
    assert f"pip install 'berita-extract[{extra}]'" in failures(articles(write(tmp_path, data, name)))[0]


def test_isal_and_zlib_give_the_same(tmp_path, monkeypatch):
    path = write(tmp_path, zipped(THREE) + b"\0" * 100_000)
    with_isal = articles(path)
    monkeypatch.setattr(inflate, "_inflater", lambda: (inflate._Zlib, zlib.error))
    assert articles(path) == with_isal and len(with_isal) == 3


def test_passed_over_is_no_article(tmp_path):
    assert articles(write(tmp_path, zipped([record(b"x", WARC_Type="request")]))) == []
    assert Passed("x").count == 1 and Place(os.fspath(tmp_path), "a").name == "a"
