"""Events: kind, day, status, name, place, organiser and government of the main event."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from berita_extract import rules
from berita_extract.annotate import Annotator
from berita_extract.assemble import assemble
from berita_extract.model import Article, Event, Record

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "event_kinds.jsonl").open(encoding="utf-8")]


@cache
def annotator() -> Annotator:
    return Annotator(rules.load())


def record(text: str, title: str | None = None, published: str | None = None) -> Record:
    article = Article(text=text, title=title, published=published)
    return assemble(article, annotator()(article), annotator().knowledge.rulebook)


def main_event(text: str, title: str | None = None, published: str | None = None) -> Event:
    return record(text, title, published).events[0]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['kind']}-{n}" for n, c in enumerate(CASES)])
def test_kind_date_and_status(case):
    found = record(case["text"], case["title"], case["published"])
    assert found.relevant
    event = found.events[0]
    assert (event.kind, event.date, event.status) == (case["kind"], case["date"], case.get("status", "happened"))


LAUNCH = (
    "Lewat Badan Perencanaan Pembangunan Daerah (Bappeda), Pemkot Cilegon mengadakan "
    "Launching Inovasi Tahun 2021 di Aula Krakatau, Kota Cilegon, Rabu (04/08/2021). Kepala Bappeda Kota Cilegon, "
    "Ratna Contoh, hadir.\n"
)


def test_parts_of_the_main_event():
    found = record(LAUNCH)
    event = found.events[0]
    governments = {g.id: g.name for g in found.governments}
    agencies = {a.id: a.name for a in found.agencies}
    assert event.name == "Launching Inovasi Tahun 2021"
    assert event.place is not None
    assert (event.place.venue, governments[event.place.government or ""]) == ("Aula Krakatau", "Kota Cilegon")
    assert agencies[event.organizer or ""] == "Badan Perencanaan Pembangunan Daerah"
    assert governments[event.government or ""] == "Kota Cilegon"
    assert event.date_ref in {d.id for d in found.dates}
    assert set(event.officials) == {o.id for o in found.officials}
    assert event.rule == "event.launch"
    assert all(found.article.text[e.start : e.end] == e.text for e in event.evidence)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Dinas Kesehatan menggelar Bimbingan Teknis Inovasi Daerah di Palu, Selasa (8/6).",
            "Bimbingan Teknis Inovasi Daerah",
        ),
        ("Pemkab Bima mengadakan rapat evaluasi inovasi pelayanan publik.", "rapat evaluasi inovasi pelayanan publik"),
        (
            "Bupati Bima meluncurkan tujuh inovasi pelayanan publik di pendopo.",
            "Peluncuran tujuh inovasi pelayanan publik",
        ),
        (
            "Kota Bima mengikuti Lomba Inovasi Daerah (LIDA) 2024 yang digelar provinsi.",
            "Lomba Inovasi Daerah (LIDA) 2024",
        ),
        (
            "Rombongan Kota Bima melakukan studi tiru inovasi ke Kabupaten Garut.",
            "studi tiru inovasi ke Kabupaten Garut",
        ),
    ],
)
def test_names(text, name):
    assert main_event(text).name == name


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        (
            "Bupati Bima meluncurkan inovasi Sehati di Hotel Mutiara Timur, Selasa.",
            "Hotel Mutiara Timur",
        ),
        (
            "Bupati Bima meluncurkan inovasi Sehati bertempat di salah satu hotel, Selasa.",
            "salah satu hotel",
        ),
        (
            "Bupati Bima meluncurkan inovasi Sehati di halaman Kantor Bupati. Hadir Camat Woha.",
            "halaman Kantor Bupati",
        ),
        ("Bupati Bima meluncurkan inovasi Sehati di Balai Kota Bima, Senin.", "Balai Kota Bima"),
    ],
)
def test_venues(text, venue):
    place = main_event(text).place
    assert place is not None and place.venue == venue


def test_no_venue_where_only_a_region_is_named():
    assert main_event("Bupati Bima meluncurkan inovasi Sehati di Kota Bima, Selasa (8/6/2021).").place is None


def test_the_day_of_the_words_is_not_the_day_of_an_earlier_award():
    text = (
        "Kabupaten Paser menerima penghargaan inovasi daerah dari gubernur di Samarinda, Jumat (18/12/2020).\n"
        '"Ini kerja bersama," kata Sekda Paser, Budi Contoh, kepada wartawan, Selasa (22/12/2020).\n'
    )
    assert main_event(text).date == "2020-12-18"


def test_a_deadline_is_not_the_day_of_the_event():
    text = (
        "Pemkot Ambon menggelar bimtek inovasi daerah, Senin (3/6/2024). Proposal ditunggu paling lambat 30 Juni 2024."
    )
    assert main_event(text).date == "2024-06-03"


@pytest.mark.parametrize("stamp", ["31 Maret 2021", "Diposting pada 31 Maret 2021", "admin | 31 Maret 2021 | Berita"])
def test_the_stamp_of_the_page_is_no_day_of_an_event(stamp):
    text = f"Pemkot Rilis Aplikasi Aduan\n\n{stamp}\n\nPemerintah Kota Surabaya merilis inovasi Aduan."
    assert main_event(text).date is None


def test_the_day_of_a_dateline_serves_where_nothing_else_is_named():
    assert (
        main_event("NGAWI, 18 Juni 2025 - Bappeda Kabupaten Ngawi menggelar bimtek inovasi daerah.").date
        == "2025-06-18"
    )


def test_cancelled():
    text = "Peluncuran inovasi Perahu Sehat oleh Bupati Sikka ditunda karena cuaca, Rabu (10/3/2021)."
    assert main_event(text).status == "cancelled"


def test_a_later_event_is_told_apart():
    text = (
        "Pemkab Gresik membuka Lomba Inovasi Daerah 2022 di pendopo, Selasa (22/11/2022). Juri menilai 40 inovasi.\n"
        "Bupati hadir bersama camat. Juri berasal dari kampus.\nMalam anugerah inovasi akan digelar 9 Desember 2022.\n"
    )
    events = record(text, published="2022-11-23").events
    assert [(e.kind, e.date, e.status) for e in events] == [
        ("competition", "2022-11-22", "happened"),
        ("award", "2022-12-09", "planned"),
    ]
    assert events[0].id == "e1"


def test_the_head_noun_decides_and_not_what_it_is_about():
    assert main_event("Pemkot Tegal menggelar sosialisasi lomba inovasi daerah, Senin (3/6/2024).").kind == "training"
    assert (
        main_event("Pemkot Tegal menggelar rapat persiapan lomba inovasi daerah, Senin (3/6/2024).").kind == "meeting"
    )


def test_a_figure_of_visitors_is_no_visit():
    text = "Inovasi Fala Sehat milik Dinkes Kota Ternate menaikkan kunjungan lansia. Warga memanfaatkannya."
    assert main_event(text, "Delapan Bulan Fala Sehat, Kunjungan Lansia Naik").kind == "report"


def test_hostile_text_stays_linear():
    annotator()
    text = "Pemkot Tegal menggelar rapat inovasi. " + "di " * 20_000 + "rapat lomba " * 20_000
    assert record(text).events[0].kind == "meeting"
