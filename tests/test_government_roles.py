"""Whose news it is: the governments with the role subject."""

from __future__ import annotations

import pytest

import berita_extract

CONTEST = (
    "Gubernur Sumatera Selatan Herman menyerahkan penghargaan Lomba Inovasi Daerah tingkat provinsi di Griya Agung, "
    "Palembang, Senin (4/9/2023).\n\nJuara I diraih Kabupaten Musi Banyuasin dengan inovasi SIGAP. Juara II Kota "
    "Lubuklinggau lewat inovasi MAPAN, dan juara III Kabupaten OKU Timur dengan inovasi CERIA."
)
ANNOUNCED = (
    "Sebanyak lima daerah di NTB meraih predikat sangat inovatif dalam Indeks Inovasi Daerah 2022, yakni Kabupaten "
    "Lombok Barat, Kabupaten Sumbawa Barat, Kota Mataram, Kabupaten Bima dan Kabupaten Dompu.\n\nKepala Brida NTB Lalu "
    "Suryadi menyebut capaian itu naik dari tiga daerah pada 2021, Rabu (21/12/2022)."
)
ONE_OF_MANY = (
    "Pemerintah Kota Cimahi meraih Innovative Government Award 2023. Wali Kota Cimahi Ngatiyana menerima piala di "
    "Jakarta, Selasa (12/12/2023). Kota Cimahi unggul lewat 80 inovasi. Selain Cimahi, penghargaan serupa diterima "
    "Kota Surabaya dan Kota Bitung. Wali Kota Cimahi berterima kasih kepada warga Cimahi."
)
AGREEMENT = (
    "Pemkab Bima dan Pemkab Dompu menandatangani kerja sama replikasi inovasi SIAGA milik Kabupaten Bima, Senin."
)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (CONTEST, {"Provinsi Sumatera Selatan", "Kabupaten Musi Banyuasin", "Kota Lubuklinggau",
                   "Kabupaten Ogan Komering Ulu Timur"}),
        (ANNOUNCED, {"Kabupaten Lombok Barat", "Kabupaten Sumbawa Barat", "Kota Mataram", "Kabupaten Bima",
                     "Kabupaten Dompu"}),
        (ONE_OF_MANY, {"Kota Cimahi"}),
        (AGREEMENT, {"Kabupaten Bima", "Kabupaten Dompu"}),
    ],
)  # fmt: skip
def test_subjects(text, subjects):
    record = berita_extract.extract(text, published="2023-12-20")
    assert {g.name for g in record.governments if g.role == "subject"} == subjects


def test_an_award_without_a_government():
    record = berita_extract.extract("Puskesmas Melati meraih juara I lomba inovasi pelayanan publik dari Kemenpan RB.")
    assert record.events[0].kind == "award"
    assert not record.governments
