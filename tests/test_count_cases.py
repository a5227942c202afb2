"""Counts in sentences of our own: value, unit and, where it is given, how exact the words are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import berita_extract

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "counts.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_counts(case):
    counts = berita_extract.extract(case["text"], published="2024-01-10").counts
    assert [[c.value, c.unit] for c in counts] == [expected[:2] for expected in case["counts"]]
    for count, expected in zip(counts, case["counts"], strict=True):
        assert expected[2:] in ([], [count.bound])


def test_one_for_each():
    text = "Bupati meminta setiap perangkat daerah menciptakan satu inovasi baru tahun ini."
    (count,) = berita_extract.extract(text).counts
    assert (count.value, count.unit, count.per, count.aspect) == (1, "inovasi", "perangkat daerah", "target")


def test_whose_count_it_is():
    text = (
        "Dinas Kesehatan Kota Tegal menyumbang delapan inovasi, disusul Dinas Sosial 6 inovasi. "
        "Sebanyak 15 aplikasi milik Dinas Perhubungan dipamerkan, 40 peserta hadir."
    )
    record = berita_extract.extract(text)
    names = {fact.id: fact.name for fact in [*record.agencies, *record.governments]}
    owners = [(c.value, names.get(c.agency), names.get(c.government)) for c in record.counts]
    assert owners == [
        (8, "Dinas Kesehatan", "Kota Tegal"),
        (6, "Dinas Sosial", None),
        (15, "Dinas Perhubungan", None),
        (40, None, None),
    ]


def test_years_beside_their_figures():
    text = "Jumlah inovasi naik dari 45 di tahun 2021 menjadi 78 di 2022 dan 112 pada 2023."
    assert [(c.value, c.period) for c in berita_extract.extract(text).counts] == [
        (45, "2021"),
        (78, "2022"),
        (112, "2023"),
    ]


def test_rates():
    text = "Biayanya Rp 5 juta per desa, Rp 10 ribu sebulan, dua kali seminggu, 5 liter per hari, Rp 2.000/kg."
    assert [(c.value, c.per) for c in berita_extract.extract(text).counts] == [
        (5_000_000, "desa"),
        (10_000, "bulan"),
        (2, "minggu"),
        (5, "hari"),
        (2_000, "kg"),
    ]
