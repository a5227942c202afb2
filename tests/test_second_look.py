"""Mismatches that hold with another figure of the article are none; those that hold with no figure stay."""

from __future__ import annotations

import pytest

import berita_extract

AGREE = [
    # the parts belong to a total told before the one that was just named
    "Dinas mencatat 184.320 kunjungan wisatawan, naik 28 persen dibandingkan tahun lalu yang 144.000 kunjungan. "
    "Dari jumlah tersebut, 183.108 kunjungan merupakan wisatawan domestik dan 1.212 kunjungan lainnya mancanegara.",
    # gross against net
    "Perumda menambah 2.750 sambungan rumah. Jumlah pelanggan aktifnya sekarang 47.310, dibandingkan 45.100 pada akhir "
    "2022. Penambahan bersih hanya 2.210 karena 540 pelanggan diputus.",
    # each of two times
    "Kabupaten itu dibentuk dengan lima kecamatan. Saat ini jumlahnya menjadi sembilan kecamatan setelah mekar pada "
    "2006 dan 2012 yang masing-masing menambah dua kecamatan.",
]
DISAGREE = [
    "Dinas mencatat 59 inovasi, terdiri dari 31 inovasi digital dan 24 inovasi nondigital.",
    "Jumlah pelanggan naik 2.750 dari 45.100 pelanggan menjadi 47.310 pelanggan.",
]


def mismatches(text):
    return [c.working for c in berita_extract.extract(text).checks if c.status == "mismatch"]


@pytest.mark.parametrize("text", AGREE)
def test_a_reading_that_holds_settles_it(text):
    assert mismatches(text) == []


@pytest.mark.parametrize("text", DISAGREE)
def test_what_holds_with_no_figure_is_told(text):
    assert len(mismatches(text)) == 1
