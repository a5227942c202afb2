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
    # a change, and a pair with a verb of its own
    "Pemakaian listrik turun 28 persen. Hasil panen naik dari 5,4 ton menjadi 6,1 ton per hektare.",
    "Antrean di 8 loket turun 12 persen, pengaduan warga berkurang dari 46 menjadi 29 kasus.",
    # each of the two has its own partner
    "Nilai layanan bertambah 25,6 poin dari 42,28 pada 2014. Indeks lain naik dari 58,9 menjadi 63,7.",
    # parts of a part
    "Posko menerima 386 aduan pada semester pertama. Sebanyak 214 di antaranya soal jalan: 96 lubang, 58 lampu, dan "
    "60 rambu. Sisanya soal air.",
    # some of them, and no word that they are all
    "Pada 2023 tercatat 98.600 pengunjung; 41.200 mengurus akta, 17.900 perizinan, dan 12.450 pajak kendaraan.",
    # "18 of 24" told again
    "Sebanyak 18 dari 24 kecamatan menerbitkan izin sendiri. Ke-18 kecamatan itu dihuni 672 ribu jiwa.",
    # those that come next are of one rank
    "Aduan didominasi jalan rusak, 702 aduan. Lampu menyusul 281, sampah 188, dan 63 lainnya soal air.",
    # a bound, and no amount that every one has
    "Anggarannya Rp11,6 miliar. Di luar itu, 75 desa menyisihkan dana, paling kecil Rp68 juta per desa.",
    # parts of one total are no total of each other
    "Dari 64 inovasi yang diluncurkan, baru 38 yang dipakai warga, 26 lainnya masih uji coba. Masih ada pula 9 OPD "
    "yang belum memiliki inovasi, terdiri dari 4 badan dan 5 kecamatan.",
    # a total of another paragraph
    "Angkutan yang masuk 180 unit, dari 240 unit yang berizin.\n\nPedagang lama 21 orang mendapat tempat, dan 13 kios "
    "sisanya diundi.",
    # a number in a name
    "Bupati menerima piala sebagai satu dari 15 daerah dengan layanan 112 terbaik.",
    # persons of many nouns
    "Sebanyak 37 pelaku usaha mengikuti pelatihan.\n\nSelama setahun 29 lansia tertolong.\n\nPenilaian melibatkan "
    "tujuh juri.",
    # half of those just told
    "Ada 93 inovasi yang tercatat. Dahulu kami pernah mengirim 40 inovasi, yang dinilai cuma separuhnya.",
    # a part of a whole is no old and new
    "Ada 6 dari 11 pabrik mengeluh kekurangan bahan sehingga mengurangi jam kerja 30 persen.",
    # parts of one list
    "Sapi 29.200 ekor, kerbau 4.100 ekor, kambing 3.200 ekor sudah disuntik. Cakupannya 81 persen.",
    # scores, and figures of another paragraph
    "Untuk SMP, literasi 71 dan numerasi 58, naik masing-masing tiga dan enam poin.\n\nKepala dinas menerangkan 212 "
    "dari 318 SD sudah berkategori baik.",
    # years apart
    "Jumlahnya menurun dari 118 inovasi pada tahun 2022, 97 inovasi pada tahun 2023 menjadi 54 inovasi pada 2024.",
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
