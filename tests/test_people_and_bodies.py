"""Officials and agencies in marked sentences of our own (tests/cases/)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import berita_extract
from berita_extract import rules
from berita_extract.annotate import annotator
from berita_extract.assemble import assemble
from berita_extract.model import Article

CASES = Path(__file__).parent / "cases"
RULEBOOK = rules.load()


def cases(name):
    return yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))


def found(text):
    return annotator(RULEBOOK)(Article(text=text)).found


@pytest.mark.parametrize("case", cases("officials"), ids=lambda c: c["text"][:50])
def test_officials(case):
    result = found(case["text"])
    assert {o.name: o.position for o in result["officials"]} == case["officials"]
    assert {p.name for p in result["other_people"]} >= set(case.get("others", []))


@pytest.mark.parametrize("case", cases("agencies"), ids=lambda c: c["text"][:50])
def test_agencies(case):
    assert {a.name: a.acronym for a in found(case["text"])["agencies"]} == case["agencies"]


@pytest.mark.parametrize("case", cases("governments"), ids=lambda c: c["title"][:50])
def test_whose_news_it_is(case):
    article = Article(text=case["text"], title=case["title"], published="2024-01-01")
    known = annotator(RULEBOOK)
    record = assemble(article, known(article), RULEBOOK)
    roles = {g.name: g.role for g in record.governments}
    assert {name for name, role in roles.items() if role == "subject"} == set(case["subject"])
    assert {name for name, role in roles.items() if role == "other"} == set(case["other"])


def test_later_mentions_belong_to_the_same_person():
    text = "Bupati Tuban Aditya Santoso hadir. Aditya senang. Kata Bupati, semua siap."
    (official,) = found(text)["officials"]
    assert [e.text for e in official.evidence] == ["Aditya Santoso", "Aditya", "Bupati"]


def test_two_people_of_one_name_stay_two():
    text = "Kepala Dinas Sosial Budi Santoso dan Kepala Dinas Kesehatan Budi Hartono hadir."
    assert [o.name for o in found(text)["officials"]] == ["Budi Santoso", "Budi Hartono"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Pemkot Cilegon hadir.", "36.72"),
        ("Pemerintah Kota (Pemkot) Bandung hadir.", "32.73"),
        ("Kabupaten Bandung hadir.", "32.04"),
        ("Pemkab Kukar hadir.", "64.02"),
        ("Bandung ramai.", None),
        ("Pemprov Jabar hadir.", "32"),
    ],
)
def test_government_codes(text, code):
    assert [g.code for g in found(text)["governments"]] == [code]


def test_a_name_with_the_letters_of_a_short_form_is_no_body():
    record = berita_extract.extract("Wali Kota Singkawang Lim Sui Lan tidak hadir, begitu pula Brin Hakim.")
    assert not record.agencies


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Kecamatan Suoh meraih juara. Camat Suoh Budi Hartono senang.", "Kecamatan Suoh"),
        ("Kementerian Dalam Negeri menilai. Menteri Dalam Negeri Budi Hartono senang.", "Kementerian Dalam Negeri"),
        ("DPRD Kota Blitar berkunjung. Ketua Komisi III Budi Hartono senang.", "DPRD"),
        ("Dinas Sosial Kota Blitar meluncurkan layanan. Kabid Rehabilitasi Sosial Budi Hartono hadir.", "Dinas Sosial"),
        ("Kecamatan Suoh dan Kecamatan Sukau meraih juara. Camat Budi Hartono senang.", None),
        ("Kecamatan Sukau meraih juara. Camat Suoh Budi Hartono senang.", None),
    ],
)
def test_an_office_belongs_to_the_agency_that_the_article_names(text, agency):
    result = found(text)
    (official,) = result["officials"]
    names = {a.id: a.name for a in result["agencies"]}
    assert names.get(official.agency) == agency
