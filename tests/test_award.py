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
        "Juara lomba akan diumumkan pekan depan.",
        "Tahun depan Kota Cilegon menargetkan predikat Sangat Inovatif.",
    ],
)
def test_not_conferred(text: str) -> None:
    assert awards(text) == []
