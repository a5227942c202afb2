"""Counts, dates and laws in sentences of our own: value and unit, what is no count and why, roles and intervals."""

from __future__ import annotations

from functools import cache

import pytest

from berita_extract import rules
from berita_extract.annotate import annotator
from berita_extract.model import Article


@cache
def annotate():
    return annotator(rules.load())


def found(text, **fields):
    return annotate()(Article(text=text, **fields)).found


def counts(text):
    return [(c.value, c.unit) for c in found(text)["counts"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada 94 (sembilan puluh empat) inovasi baru.", [(94, "inovasi")]),
        ("Nilainya Rp1,5 miliar untuk 33 ribu hektare sawah.", [(1500000000, "rupiah"), (33000, "hektare")]),
        ("Inovasi yang masuk sebanyak 64 pada tahap awal.", [(64, "inovasi")]),
        (
            "Ada 40 inovasi, 25 lainnya menyusul dan enam di antaranya baru.",
            [(40, "inovasi"), (25, "inovasi"), (6, "inovasi")],
        ),
        ("Ada 60 OPD; 56 sudah hijau, 4 masih kuning.", [(60, "OPD"), (56, "OPD"), (4, "OPD")]),
        ("Jumlahnya masing-masing 10, 20 dan 30 inovasi.", [(10, "inovasi"), (20, "inovasi"), (30, "inovasi")]),
        ("Ada 8 kementerian dengan 9 inovasi.", [(8, "kementerian"), (9, "inovasi")]),
        ("Skor naik dari 36,51 menjadi 49,96 tahun ini.", [(36.51, "skor"), (49.96, "skor")]),
        ("Ke-enam OPD dan kedua daerah hadir.", [(6, "OPD"), (2, "daerah")]),
        ("Kota itu menempati peringkat ke-5 dan posisi kesembilan.", [(5, "peringkat"), (9, "peringkat")]),
        ("Dinas itu berada di peringkat III.", [(3, "peringkat")]),
        ("Pelatihan berlangsung tiga hari, dua kali setahun.", [(3, "hari"), (2, "kali")]),
        ("Sebanyak 34 dari 170 pedagang ikut.", [(34, "pedagang"), (170, "pedagang")]),
        ("Antrean turun 12,5 persen dan 7% lagi.", [(12.5, "persen"), (7, "persen")]),
        ("Nilai naik 4,5 poin sehingga meraih 81,2 poin.", [(4.5, "poin"), (81.2, "poin")]),
        ("Biayanya Rp2 M dan USD 3 juta.", [(2000000000, "rupiah"), (3000000, "USD")]),
        ("Hadir 1 satu orang saksi.", [(1, "orang")]),
    ],
)
def test_counts(text, expected):
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Masuk Top 99 nasional.", "label"),
        ("Salah satu warga hadir.", "label"),
        ("Pelayanan satu pintu dibuka.", "label"),
        ("Dibuka pukul 09.00 WIB.", "time"),
        ("Hubungi WhatsApp 0811-0000-2020 segera.", "phone"),
        ("Lihat surat No 51 itu.", "law"),
        ("Ada 10^400 orang.", "unknown"),
        ("Juara 1 diraih warga.", "label"),
        ("Kode 12345678901234567890 itu rahasia.", "unknown"),
        ("Acara IGA 2024 dimulai.", "year"),
    ],
)
def test_what_is_no_count_and_why(text, why):
    result = found(text)
    assert [u.why for u in result["unread_numbers"]][:1] == [why]
    assert [c for c in result["counts"] if c.unit != "orang"] == []


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("Ada sekitar 40 orang.", "approximate", 36, 44),
        ("Ada lebih dari 40 orang.", "more_than", 40, None),
        ("Ada sedikitnya 40 orang.", "at_least", 40, None),
        ("Ada maksimal 40 orang.", "at_most", None, 40),
        ("Ada hampir 40 orang.", "less_than", None, 40),
        ("Ada 300-an orang.", "approximate", 300, 399),
        ("Ada 40 orang.", "exact", 40, 40),
    ],
)
def test_bounds(text, bound, low, high):
    count = found(text)["counts"][0]
    assert (count.bound, count.low, count.high) == (bound, low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Ada 3-4 orang.", 3, 4),
        ("Ada antara 5 dan 10 orang.", 5, 10),
        ("Nilainya Rp8 ribu hingga Rp12 ribu.", 8000, 12000),
        ("Nilainya 20-25 miliar rupiah.", 20 * 10**9, 25 * 10**9),
        ("Butuh enam bulan sampai sembilan bulan.", 6, 9),
    ],
)
def test_ranges(text, low, high):
    assert [(c.value, c.value_max) for c in found(text)["counts"]] == [(low, high)]


def test_one_entry_a_value_and_unit():
    entries = found("Ada tujuh inovasi. Ketujuh inovasi itu baru. Sebanyak 7 inovasi.")["counts"]
    assert [(c.value, len(c.evidence)) for c in entries] == [(7, 3)]


def test_status():
    assert found("Dinas akan membangun 4 gerai.")["counts"][0].status == "planned"
    assert found("Itu bukan 168 aplikasi.")["counts"][0].status == "negated"


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("Dibuka Selasa (04/08) siang.", "2020-08-04", None),
        ("Dibuka Rabu,5 Agustus 2020.", "2020-08-05", None),
        ("Hadir di Semarang(18/7) tadi.", "2020-07-18", None),
        ("Dibuka Kamis ( 30/01/20) itu.", "2020-01-30", None),
        ("Digelar 7-8 Juli di aula.", "2020-07-07", "2020-07-08"),
        ("Digelar (7-8/7) di aula.", "2020-07-07", "2020-07-08"),
        ("Sejak Jum'at, 6 Pebruari 2015.", "2015-02-06", None),
        ("Pada 3 Nop 2019 lalu.", "2019-11-03", None),
        ("Acara digelar hari ini.", "2020-08-06", None),
        ("Acara digelar kemarin.", "2020-08-05", None),
        ("Dinilai pada Maret 2019 lalu.", "2019-03", None),
        ("Sepanjang 2018 ramai.", "2018", None),
        ("Buka 5 Juni s.d. 17 Juli 2020.", "2020-06-05", "2020-07-17"),
    ],
)
def test_dates(text, value, end):
    assert [(d.value, d.end) for d in found(text, published="2020-08-06")["dates"]] == [(value, end)]


@pytest.mark.parametrize(
    "text", ["Sebesar 24,3 persen.", "Warga bernama April hadir.", "Setiap Kamis warga berkumpul.", "Pada 31/2 ini."]
)
def test_what_is_no_date(text):
    assert found(text, published="2020-08-06")["dates"] == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Pemkot membuka lomba, Selasa (4/8).", "event"),
        ("Proposal masuk paling lambat 30 April 2020.", "deadline"),
        ('"Bagus," ujarnya, Selasa (4/8).', "other"),
        ("NGAWI, 4 Agustus 2020 - Lomba dibuka.", "publication"),
    ],
)
def test_roles_of_dates(text, role):
    assert found(text, published="2020-08-06")["dates"][0].role == role


def test_years_are_never_taken_from_a_clock():
    assert found("Dibuka 4 Agustus di aula.")["dates"] == []
    assert found("Dibuka 4 Agustus.", url="https://a.example/2017/08/x")["dates"][0].value == "2017-08-04"


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        (
            "Sesuai Peraturan Pemerintah (PP) Nomor 38 Tahun 2017 itu.",
            "Peraturan Pemerintah (PP) Nomor 38 Tahun 2017",
            2017,
        ),
        ("Dasarnya UU No. 25/2009 saja.", "UU No. 25/2009", 2009),
        ("Lewat Perbup Nomor 12 Tahun 2018.", "Perbup Nomor 12 Tahun 2018", 2018),
    ],
)
def test_laws(text, name, year):
    result = found(text)
    assert [(law.name, law.year) for law in result["legal_bases"]] == [(name, year)]
    assert result["counts"] == [] and result["dates"] == []


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "12 " * 30_000, "Selasa (4/8) " * 5_000, "5," * 30_000, "tiga. \n" * 10_000]
)
def test_hostile_input_ends(text):
    result = found(text, published="2020-08-06")
    assert all(text[e.start : e.end] == e.text for c in result["counts"] for e in c.evidence)
