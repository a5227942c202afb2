"""Each format that is read, and the fields it carries."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path

import pytest

from berita_extract import read
from berita_extract.model import Article, Failure

PAGE = """<!DOCTYPE html><html><head><title>Kota Contoh Luncurkan Inovasi | Kabar Contoh</title>
<meta property="og:site_name" content="Kabar Contoh"><meta name="content_editor" content="Ani Contoh">
{head}<link rel="canonical" href="https://kabar.example/2021/09/inovasi"></head>
<body><nav><a href="/">Beranda</a></nav><article><h1>Kota Contoh Luncurkan Inovasi</h1>
<p>Pemerintah Kota Contoh meluncurkan 12 inovasi baru di aula balai kota, dihadiri seluruh kepala dinas.</p>
<p>Menurut panitia, inovasi itu dipakai seluruh kecamatan mulai bulan depan agar warga dilayani lebih cepat.</p>
</article><footer>Kontak kami</footer></body></html>"""
META = (
    '<meta property="article:published_time" content="2021-09-15T10:20:00+07:00"><meta name="author" content="Budi C">'
)
LINKED = json.dumps(
    {"@graph": [{"@type": "NewsArticle", "headline": "Judul", "datePublished": "2021-09-16T08:00:00+07:00",
                 "author": [{"name": "Cici"}, {"name": "Dedi"}], "publisher": {"name": "Kabar JSON"}}]}
)  # fmt: skip


def only(path) -> Article:
    (found,) = read.read([path])
    assert isinstance(found, Article), found
    return found


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_text_file(tmp_path):
    path = write(tmp_path / "a.txt", "Wali kota hadir.\n")
    article = only(path)
    assert (article.source_id, article.text) == ("a.txt", "Wali kota hadir.\n")
    assert article.source.media_type == "text/plain" and article.source.path == str(path)
    assert article.source.payload_digest == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def test_page_with_meta_tags(tmp_path):
    path = write(tmp_path / "a.html", PAGE.format(head=META))
    article = only(path)
    assert "meluncurkan 12 inovasi baru" in article.text and "Beranda" not in article.text
    assert article.title == "Kota Contoh Luncurkan Inovasi"
    assert (article.publisher, article.reporter, article.editor) == ("Kabar Contoh", "Budi C", "Ani Contoh")
    assert (article.published, article.published_from) == ("2021-09-15T10:20:00+07:00", "meta")
    assert article.url == "https://kabar.example/2021/09/inovasi"
    assert article.source.payload_digest == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def test_page_with_json_ld(tmp_path):
    head = f'{META}<script type="application/ld+json">{LINKED}</script>'
    article = only(write(tmp_path / "a.html", PAGE.format(head=head)))
    assert (article.published, article.published_from) == ("2021-09-16T08:00:00+07:00", "json-ld")
    assert (article.title, article.reporter, article.publisher) == ("Judul", "Cici, Dedi", "Kabar JSON")


@pytest.mark.parametrize("broken", ["{", '{"@graph": 5}', "[" * 100_000, '"text"'])
def test_broken_json_ld_is_passed_over(tmp_path, broken):
    head = f'{META}<script type="application/ld+json">{broken}</script>'
    assert only(write(tmp_path / "a.html", PAGE.format(head=head))).published_from == "meta"


def test_a_page_that_is_named_as_text(tmp_path):
    assert only(write(tmp_path / "a.txt", PAGE.format(head=""))).source.media_type == "text/html"


def test_json_lines(tmp_path):
    row = {"id": 7, "url": "u", "title": "T", "published": "2020-01-02", "publisher": "P", "text": "isi", "x": [1, {}]}
    path = write(tmp_path / "a.jsonl", json.dumps(row) + "\n\n" + json.dumps({"text": "dua"}))
    first, second = read.read([path])
    assert (first.source_id, first.url, first.title, first.publisher) == ("7", "u", "T", "P")
    assert (first.published, first.published_from, first.text) == ("2020-01-02", "input", "isi")
    assert first.extra == {"x": [1, {}]} and first.source.position == 1
    assert (second.source_id, second.source.position) == ("a.jsonl:3", 3)


def test_html_in_json_lines(tmp_path):
    row = {"html": PAGE.format(head=META), "title": "Judul dari masukan", "published": "2022-02-02"}
    article = only(write(tmp_path / "a.jsonl", json.dumps(row)))
    assert "12 inovasi" in article.text and article.publisher == "Kabar Contoh"
    assert (article.title, article.published, article.published_from) == ("Judul dari masukan", "2022-02-02", "input")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv(tmp_path, delimiter):
    header = delimiter.join(("id", "text", "kota"))
    row = delimiter.join(("a1", '"Baris satu\nBaris ""dua"""', "Cilegon"))
    article = only(write(tmp_path / "a.csv", f"{header}\n{row}\n"))
    assert (article.source_id, article.text) == ("a1", 'Baris satu\nBaris "dua"')
    assert article.extra == {"kota": "Cilegon"}
    assert (article.source.position, article.source.media_type) == (1, "text/csv")


def test_folder_is_sorted_and_walked(tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, "isi")
    (tmp_path / "b" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [a.source_id for a in read.read([tmp_path])] == ["a.txt", "b/1.txt", "b/2.txt"]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ('{"text": "isi"}\n', "application/jsonl"),
        (PAGE.format(head=""), "text/html"),
        ("id,text\n1,isi\n", "text/csv"),
        ("Wali kota, bupati dan camat hadir.\n", "text/plain"),
    ],
)
def test_standard_input_is_recognised(monkeypatch, content, media_type):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert only("-").source.media_type == media_type


def test_json_lines_are_read_one_by_one(monkeypatch):
    class Endless(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            line = b'{"text": "isi"}\n'
            buffer[: len(line)] = line
            return len(line)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    articles = read.read(["-"])
    assert [next(articles).text for _ in range(3)] == ["isi"] * 3


def test_every_reader_is_complete():
    for name, reader in read.READERS.items():
        assert reader.about and reader.suffixes and callable(reader.split) and callable(reader.parse), name
    suffixes = [s for reader in read.READERS.values() for s in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_size_of_inputs(tmp_path):
    write(tmp_path / "a.txt", "12345")
    assert read.size([tmp_path, tmp_path / "a.txt"]) == 10
    assert read.size([tmp_path, "-"]) is None


def test_failure_is_no_article(tmp_path):
    assert isinstance(next(read.read([tmp_path / "none.txt"])), Failure)
