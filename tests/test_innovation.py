"""Innovations: names in every way that articles write them, what they stand for, whose they are, and what is none."""

from __future__ import annotations

import time

import pytest

from berita_extract import rules
from berita_extract.annotate import annotator
from berita_extract.facts.context import Context
from berita_extract.model import Article
from berita_extract.values.letters import is_initialism, may_stand_for, share


def read(text: str) -> Context:
    """The facts of a text."""
    return annotator(_book())(Article(text=text))


_BOOK: list[rules.Rulebook] = []


def _book() -> rules.Rulebook:
    if not _BOOK:
        _BOOK.append(rules.load())
    return _BOOK[0]


NAMES = [
    ("Dinas Kesehatan meluncurkan inovasi SITUPAI (Sistem Tumbuh Anak Pintar) di aula.",
     {"SITUPAI": "Sistem Tumbuh Anak Pintar"}),
    ("Puskesmas Bendo meluncurkan lnovasi ‘Rumah Tanpa Jentik’ kemarin.", {"Rumah Tanpa Jentik": None}),
    ("Inovasinya bernama Kembang Desa, singkatan dari Kelas Membaca Bareng Anak Desa.",
     {"Kembang Desa": "Kelas Membaca Bareng Anak Desa"}),
    ("Inovasi “Teduh” (Tempat Edukasi Dini Untuk Hamil dibuka pada Senin.", {"Teduh": None}),
    ("Ia memaparkan inovasi merinai (mengantar rindu lansia) di depan juri.", {"merinai": "mengantar rindu lansia"}),
    ("Dinas Sosial memperkenalkan inovasi iRangkul, yang merupakan akronim dari Ikut Rangkul Lansia.",
     {"iRangkul": "Ikut Rangkul Lansia"}),
    ("Bupati meresmikan inovasi Gerai Aduan Karet, disingkat GADUKA, di pasar.", {"GADUKA": "Gerai Aduan Karet"}),
    ("Ada dua inovasi, yakni e-Gabah dan aplikasi Tarif Angkot Pelajar (TANGKAJAR).",
     {"e-Gabah": None, "TANGKAJAR": "Tarif Angkot Pelajar"}),
    ("Inovasi itu antara lain Kopi Saji (Konsultasi Perizinan Sekali Jadi) milik DPMPTSP, Sekolah Kebun dari Dinas "
     "Pertanian, serta “Si-Japu”.",
     {"Kopi Saji": "Konsultasi Perizinan Sekali Jadi", "Sekolah Kebun": None, "Si-Japu": None}),
    ("Inovasi yang tampil:\n1. SALAM – Sistem Antar Layanan Malam (Dinas Sosial)\n2. Lapau Baca, Kecamatan Kuranji\n",
     {"SALAM": "Sistem Antar Layanan Malam", "Lapau Baca": None}),
    ("Camat Simo mengusung inovasi WaRga alias WhatsApp Ramah Warga.", {"WaRga": "WhatsApp Ramah Warga"}),
    ("Kampung Data merupakan inovasi Dinas Komunikasi dan Informatika.", {"Kampung Data": None}),
    ("Yang dinilai: Dinas Sosial jenis inovasi Sigandeng, Puskesmas Wera jenis inovasi Rembulan, RSUD Bima.",
     {"Sigandeng": None, "Rembulan": None}),
    ("Puskesmas Wera menang dengan inovasi Lete Santa (Tempat Sandar).", {"Lete Santa": None}),
    ("Puskesmas Wera memaparkan inovasi Ruma Sehat (Sehat Rumahku).", {"Ruma Sehat": "Sehat Rumahku"}),
    ("Inovasi ada di semua dinas. Seperti Gerakan Sapu Lorong (Gepuro) dari DLH, Kurir Sore dari Dinas Sosial.",
     {"Gepuro": "Gerakan Sapu Lorong", "Kurir Sore": None}),
    ("Dua inovasi ikut lomba, yakni Kak Ajir (Kami Antar Akta Jadi di Rumah) dan Pasar Subuh.",
     {"Kak Ajir": "Kami Antar Akta Jadi di Rumah", "Pasar Subuh": None}),
    ("Beberapa inovasi di antaranya seperti Lorong Sehat, layanan antar obat ke rumah, Si Dedi dan lainnya.",
     {"Lorong Sehat": None, "Si Dedi": None}),
    ("Inovasi unggulan yakni Perahu Data (skor 90) milik Dinas Sosial dan Sampan Baca (skor 88) dari Dinas Kesehatan.",
     {"Perahu Data": None, "Sampan Baca": None}),
    ("Finalis:\nKategori Puskesmas\n1. Puskesmas Wera (Doro Sehat)\n2. Puskesmas Sape (Mada Ncai)\nInovasi lain gugur.",
     {"Doro Sehat": None, "Mada Ncai": None}),
    ("Inovasi daerah lain ditiru. Pemkab Dompu mereplikasi Desa Cerdas Sekali dan mengadopsi Gancang Obat tahun ini.",
     {"Desa Cerdas Sekali": None, "Gancang Obat": None}),
    ("Inovasinya MOTORBU, yakni Motor Rawat Ibu, dijalankan Puskesmas Wera.", {"MOTORBU": "Motor Rawat Ibu"}),
    ("Namanya lucu, Bubur Sumsum. Inovasi dinas ini singkatan dari Buku Buruh Sumber Ilmu Santai untuk Masyarakat.",
     {"Bubur Sumsum": "Buku Buruh Sumber Ilmu Santai untuk Masyarakat"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_and_what_they_stand_for(text: str, expected: dict[str, str | None]) -> None:
    found = {i.name: i.expansion for i in read(text).found["innovations"]}
    assert set(found) == set(expected)
    assert all(found[name] == long for name, long in expected.items() if long is not None)


NOT_NAMES = [
    "Kompetisi Inovasi Pelayanan Publik digelar di Semarang.",
    "Deputi Bidang Inovasi Administrasi Negara LAN hadir.",
    "Inovasi Kecamatan Simo dinilai baik, inovasi Kabupaten Tuban juga.",
    "Dinas Kesehatan (Dinkes) menilai inovasi itu baik pada Selasa (4/8).",
    "Inovasi layanan Kartu Identitas Anak (KIA) dan program Makan Bergizi Gratis (MBG) dibahas.",
    "Menurut Bupati, inovasi daerah harus tumbuh. “Saya senang sekali,” katanya.",
    "Aplikasi WhatsApp dipakai dalam inovasi itu.",
    "Bank Sinar meluncurkan kartu baru.",
    "Ada empat kategori inovasi yang dilombakan yakni Inovasi SPGDT dan Inovasi Alkes.",
    "Inovasi itu dipaparkan Sri Ayu, S.Sos, dari Dinas Sosial.",
    "Bimtek Pengelolaan Inovasi Daerah “Dompu Berinovasi” dibuka bupati.",
    "Pemkab Dompu menerapkan One Agency One Innovation.",
    "Inovasi dinas dinilai baik. Spanduk bertuliskan “Layanan Lima Menit” dipasang.",
    "Kelompok Wanita Tani dari Dinas Pertanian membawa inovasi.",
]


@pytest.mark.parametrize("text", NOT_NAMES)
def test_what_is_no_innovation(text: str) -> None:
    assert [i.name for i in read(text).found["innovations"]] == []


OWNERS = [
    ("Inovasi Sobat Laut milik Dinas Perikanan berjalan.", "Dinas Perikanan"),
    ("Dinas Perikanan meluncurkan inovasi Sobat Laut kemarin.", "Dinas Perikanan"),
    ("Juri memilih inovasi Sobat Laut (Dinas Perikanan) kemarin.", "Dinas Perikanan"),
    ("Juara I diraih Puskesmas Bendo dengan inovasi Sobat Laut.", "Puskesmas Bendo"),
    ("Inovasi Sobat Laut yang digagas Dinas Perikanan berjalan.", "Dinas Perikanan"),
]


@pytest.mark.parametrize(("text", "owner"), OWNERS)
def test_owner(text: str, owner: str) -> None:
    found = read(text).found
    names = {a.id: a.name for a in found["agencies"]}
    assert [names.get(i.agency) for i in found["innovations"]] == [owner]


def test_one_entry_for_all_mentions() -> None:
    text = "Dinas Sosial meluncurkan inovasi LAPOR WARGA. Lapor Warga melayani 24 jam. Kini LAPOR WARGA gratis."
    context = read(text)
    (found,) = context.found["innovations"]
    assert [e.text for e in found.evidence] == ["LAPOR WARGA", "Lapor Warga", "LAPOR WARGA"]
    assert all(context.text[e.start : e.end] == e.text for e in found.evidence)


def test_digital_and_stage() -> None:
    text = "Dinas Sosial menguji inovasi “Tepat”, aplikasi yang masih diuji coba di dua desa."
    (found,) = read(text).found["innovations"]
    assert (found.digital, found.stage) == (True, "uji_coba")


@pytest.mark.parametrize(
    ("name", "long", "pair", "initials"),
    [
        ("SALINGKA", "Sistem Aliran Lingkungan Air Bersih", True, False),
        ("KIA", "Kesehatan Ibu dan Anak", True, True),
        ("Sigap", "Pemerintah Kota Bandung", False, False),
    ],
)
def test_letters(name: str, long: str, pair: bool, initials: bool) -> None:
    assert may_stand_for(name, long) is pair
    assert is_initialism(name, long) is initials
    assert 0 <= share(name, long) <= 1


@pytest.mark.parametrize(
    "piece", ['"', "(", "inovasi ", "inovasi SALUR (", "Juara I ", '"Aku" ', "yakni Aku, ", "- Aku\n"]
)
def test_hostile_text_stays_linear(piece: str) -> None:
    text = "inovasi " + piece * (60_000 // len(piece))
    context = read(text)
    from berita_extract.facts import award, innovation

    start = time.perf_counter()
    innovation.find(context)
    award.find(context)
    assert time.perf_counter() - start < 3
