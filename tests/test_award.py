"""Awards: what was conferred, on whom, and what is only hoped for, entered or promised."""

from __future__ import annotations

import pytest

from berita_extract import rules
from berita_extract.annotate import annotator
from berita_extract.model import Article

_BOOK: list[rules.Rulebook] = []


def awards(text: str) -> list[tuple[str, str | None, str | None, int | None, str | None]]:
    """(name, category, rank, year, name of the receiver) of every award in a text."""
    if not _BOOK:
        _BOOK.append(rules.load())
    found = annotator(_BOOK[0])(Article(text=text)).found
    names = {f.id: f.name for k in ("governments", "agencies", "officials", "innovations") for f in found[k]}
    return [(w.name, w.category, w.rank, w.year, names.get(w.recipient or "")) for w in found["awards"]]


IGA = "Innovative Government Award (IGA) 2022"
CONFERRED = [
    (f"Kabupaten Tuban menerima penghargaan {IGA} dari Kementerian Dalam Negeri.",
     [(IGA, None, None, 2022, "Kabupaten Tuban")]),
    (f"Kota Cilegon menyandang predikat Kota Sangat Inovatif pada {IGA}.",
     [("Kota Sangat Inovatif", None, None, 2022, "Kota Cilegon")]),
    ("Inovasi Sobat Laut ditetapkan sebagai Top 45 Inovasi Pelayanan Publik 2019.",
     [("Top 45 Inovasi Pelayanan Publik 2019", None, None, 2019, "Sobat Laut")]),
    ("Pada Lomba Inovasi Daerah 2021, juara I diraih Puskesmas Bendo dengan inovasi Sobat Laut, juara II Dinas Sosial.",
     [("Lomba Inovasi Daerah 2021", None, "juara I", 2021, "Puskesmas Bendo"),
      ("Lomba Inovasi Daerah 2021", None, "juara II", 2021, "Dinas Sosial")]),
    ("Kabupaten Tuban dinobatkan sebagai terbaik kedua pada Anugerah Inovasi Jawa 2020.",
     [("Anugerah Inovasi Jawa 2020", None, "terbaik kedua", 2020, "Kabupaten Tuban")]),
    ("Pemenang Lomba Inovasi Tuban 2022 sebagai berikut.\nKategori Umum :\n1. Dinas Sosial\n2. Dinas Kesehatan\n",
     [("Lomba Inovasi Tuban 2022", "Umum", "1", 2022, "Dinas Sosial"),
      ("Lomba Inovasi Tuban 2022", "Umum", "2", 2022, "Dinas Kesehatan")]),
    ("Lomba Inovasi Tuban 2022 selesai.\nKategori Desa\n1. Dinas Sosial\n2. Dinas Kesehatan\n",
     [("Lomba Inovasi Tuban 2022", "Desa", "1", 2022, "Dinas Sosial"),
      ("Lomba Inovasi Tuban 2022", "Desa", "2", 2022, "Dinas Kesehatan")]),
    ("Pada Lomba Inovasi Daerah 2021, peringkat pertama diraih Dinas Sosial, disusul Dinas Kesehatan dan RSUD Koesma.",
     [("Lomba Inovasi Daerah 2021", None, "peringkat pertama", 2021, "Dinas Sosial"),
      ("Lomba Inovasi Daerah 2021", None, "2", 2021, "Dinas Kesehatan"),
      ("Lomba Inovasi Daerah 2021", None, "3", 2021, "RSUD Koesma")]),
    ("Kota Cilegon meraih penghargaan sebagai Kota Penyelenggara Layanan Terbaik Tahun 2022, Rabu.",
     [("Kota Penyelenggara Layanan Terbaik", None, None, 2022, "Kota Cilegon")]),
    (f"Kota Cilegon meraih {IGA} sebagai Kota Terinovatif.",
     [(IGA, "Kota Terinovatif", None, 2022, "Kota Cilegon")]),
    ("Kota Cilegon, Banten dinobatkan sebagai kota terinovatif 2021.",
     [("kota terinovatif", None, None, 2021, "Kota Cilegon")]),
    (f"Kementerian menggelar {IGA}. Adapun IGA 2022 diraih Kota Cilegon. Kota Cilegon meraih penghargaan IGA 2022.",
     [(IGA, None, None, 2022, "Kota Cilegon")]),
    ("Bupati mengatakan Puskesmas Bendo meraih juara 1 lomba inovasi daerah tahun 2021.",
     [("lomba inovasi daerah", None, "juara 1", 2021, "Puskesmas Bendo")]),
    ("Camat Bendo menerima penghargaan Inovator Terbaik 2021 kategori kecamatan.",
     [("Inovator Terbaik 2021", "kecamatan", None, 2021, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CONFERRED)
def test_conferred(text: str, expected: list[tuple[str, str | None, str | None, int | None, str | None]]) -> None:
    assert awards(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"Kabupaten Tuban berharap meraih penghargaan {IGA}.",
        f"Kabupaten Tuban belum pernah meraih penghargaan {IGA}.",
        f"Kabupaten Tuban mengikuti {IGA}.",
        f"Kabupaten Tuban masuk nominasi {IGA}.",
        "Juara I mendapat uang pembinaan Rp5 juta.",
        "Juara I mengantongi Rp5 juta.",
        "Kabupaten Tuban menembus nominasi kabupaten terinovatif tahun 2021.",
        "Juara lomba akan diumumkan pekan depan.",
        "Tahun depan Kota Cilegon menargetkan predikat Sangat Inovatif.",
    ],
)
def test_not_conferred(text: str) -> None:
    assert awards(text) == []
