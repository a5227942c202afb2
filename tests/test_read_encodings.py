"""Encodings: declared, undeclared and declared wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berita_extract import read
from berita_extract.read.decode import decode

TEXT = "Wali kota berkata “inovasi – layanan” di kafé, Rp 5.000.\n"
LATIN = "Wali kota hadir di kafé, naïf, °C.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_in_any_encoding(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    (article,) = read.read([path])
    assert article.text == TEXT


def test_iso_8859_1():
    assert decode(LATIN.encode("iso-8859-1")) == LATIN


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(("name", "form"), [("a.jsonl", '{{"text": "{}"}}\n' * 2), ("a.csv", "id,text\n1,{}\n2,{}\n")])
def test_lines_and_tables_in_any_encoding(tmp_path, encoding, name, form):
    path = tmp_path / name
    path.write_bytes(form.replace("{}", "kata “kafé” itu").replace("{{", "{").replace("}}", "}").encode(encoding))
    assert [a.text for a in read.read([path])] == ["kata “kafé” itu"] * 2


@pytest.mark.parametrize(("declared", "real"), [("utf-8", "cp1252"), ("iso-8859-1", "utf-8"), ("none-such", "cp1252")])
def test_a_page_that_declares_wrongly(tmp_path, declared, real):
    body = "<p>Pemerintah Kota Contoh meluncurkan “inovasi” baru – kafé baca – bagi seluruh warga kota itu.</p>" * 3
    page = f'<!DOCTYPE html><html><head><meta charset="{declared}"><title>x</title></head><body>{body}</body></html>'
    path = tmp_path / "a.html"
    path.write_bytes(page.encode(real))
    (article,) = read.read([path])
    assert "“inovasi” baru – kafé baca" in article.text


def test_a_declared_encoding_is_used():
    assert decode("日本語".encode("euc-jp"), "euc-jp") == "日本語"


def test_a_few_broken_bytes_do_not_spoil_the_rest():
    data = "“satu” “dua” “tiga”".encode()
    assert decode(data[:-1]) == "“satu” “dua” “tiga\ufffd"


def test_bytes_that_windows_leaves_open():
    assert decode(b"kaf\xe9 \x81") == "kafé \x81"


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "cp1252", "idna", "base64", "x" * 9]))
def test_decoding_never_fails(data, declared):
    assert isinstance(decode(data, declared), str)


@given(st.text(min_size=1).filter(lambda t: "\0" not in t and not t.startswith("\ufeff")))
def test_utf_8_comes_back(text):
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    assert decode(data) == text
