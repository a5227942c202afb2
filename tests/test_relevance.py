"""Relevance: what is about an innovation of a government body, and what only sounds like it."""

from __future__ import annotations

from functools import cache

import pytest

from berita_extract import relevance, rules
from berita_extract.annotate import Annotator
from berita_extract.errors import PatternError
from berita_extract.model import Article
from berita_extract.rules import Rule


@cache
def annotator() -> Annotator:
    return Annotator(rules.load())


def is_relevant(text: str, title: str | None = None) -> bool:
    return relevance.is_relevant(annotator()(Article(text=text, title=title)))


RELEVANT = [
    ("Puskesmas Bendo Kenalkan Kartu Sehat", "Puskesmas Bendo, Kabupaten Magetan, memperkenalkan inovasi Kartu Sehat kepada warga, Senin (4/3)."),
    ("Bupati Terima IGA", "Bupati Pati menerima Innovative Government Award dari Kementerian Dalam Negeri di Jakarta, Jumat (18/12)."),
    ("Pemkab Bulukumba Masuk Top 45", "Kabupaten Bulukumba masuk Top 45 Kompetisi Inovasi Pelayanan Publik tahun ini."),
    (None, "Dinas Sosial Kota Blitar meluncurkan inovasi aduan warga. Wali Kota Blitar hadir pada peluncuran itu."),
    ("DINKES LUNCURKAN KARTU IBU", "Dinas Kesehatan Kota Prabumulih meluncurkan lnovasi Kartu Ibu di lapangan kota."),
    ("Balitbang Buka Lomba Krenova", "Balitbang Kota Magelang membuka Lomba Krenova bagi warga dan pelajar."),
    ("Direktorat Imigrasi Buka Layanan Baru", "Direktorat Jenderal Imigrasi menjalankan inovasi antrean daring di kantor imigrasi."),
]  # fmt: skip

IRRELEVANT = [
    ("Maju Jaya Luncurkan Kasir Pintar", "PT Maju Jaya Tbk meluncurkan inovasi kasir pintar bagi konsumen. CEO perusahaan itu menyebut penjualan naik."),
    ("Siswa SMK Juara Lomba Inovasi", "Dua siswa SMK di Klaten menjuarai lomba inovasi pelajar yang digelar sebuah universitas."),
    ("Universitas Contoh Naik Peringkat", "Rektor mengatakan kampus itu naik ke peringkat 12 dalam pemeringkatan inovasi perguruan tinggi."),
    ("Indonesia Naik di Indeks Inovasi Global", "Indonesia naik ke peringkat 61 Global Innovation Index yang dirilis WIPO. Posisi di Asia Tenggara tetap keenam."),
    ("Inovasi Daerah, Untuk Siapa?", "Oleh: Budi Contoh\nPemerhati kebijakan publik\n\nSetiap tahun kita disuguhi piala inovasi. Pernahkah kita bertanya untuk siapa? Menurut hemat saya, piala bukan tujuan."),
    ("Determinan Inovasi Daerah", "Abstrak. Penelitian ini bertujuan menguji determinan inovasi pemerintah daerah dengan regresi. Kata kunci: inovasi daerah, pelayanan publik."),
    ("Lowongan Tenaga Ahli Inovasi", "Lembaga konsultan membuka lowongan tenaga ahli inovasi untuk ditempatkan di Kota Palu. Lamaran dikirim sebelum Mei."),
    ("Majlis Bandaraya Lancar Anugerah Inovasi", "Majlis Bandaraya Kuantan melancarkan Anugerah Inovasi Perkhidmatan Awam bagi kakitangan kerajaan tempatan."),
    ("Regional Governments Push for Innovation", "The ministry said that regional governments have to push for service innovation and that the contest was open to all of them."),
    ("Pencuri Ditangkap", "Polres Ngawi menangkap dua tersangka pencurian. Kapolres berharap ada inovasi pengamanan dari warga."),
    ("Tim Menang", "Tim sepak bola itu menang dua gol tanpa balas."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text"), RELEVANT, ids=[t or "untitled" for t, _ in RELEVANT])
def test_relevant(title, text):
    assert is_relevant(text, title)


@pytest.mark.parametrize(("title", "text"), IRRELEVANT, ids=[t for t, _ in IRRELEVANT])
def test_irrelevant(title, text):
    assert not is_relevant(text, title)


def test_the_name_of_an_agency_is_no_innovation():
    text = "Badan Riset dan Inovasi Nasional mencatat hujan deras di Jakarta. Kepala Badan Riset dan Inovasi Nasional meminta warga waspada."
    assert not is_relevant(text)


def test_every_core_phrase_holds_a_stretch_of_the_cheap_test():
    """No article can pass without a core signal, so the cheap first test loses nothing."""
    book = rules.load()
    phrases = [p for rule in book.of("relevance") if rule.settings.get("core") for p in rule.pattern]
    assert len(phrases) > 50
    assert [p for p in phrases if not book.may_be_relevant(p)] == []


def test_without_a_core_signal_nothing_is_relevant():
    context = annotator()(Article(text="Pemerintah Kota Blitar membuka layanan publik dan mal pelayanan publik untuk warga kota."))
    assert relevance.score(context) == float("-inf")


def test_an_unknown_setting_is_refused():
    rule = Rule("relevance.x", "", "phrase", ["x"], (), (), {"titel": 1}, "relevance.yaml:1")
    with pytest.raises(PatternError, match="relevance.yaml:1: rule 'relevance.x': unknown setting 'titel'"):
        relevance._signal(rule)
