"""Rules of a user's own that name agencies, offices and innovations: they reach the records, with their ids."""

from __future__ import annotations

import pytest

from berita_extract import rules
from berita_extract.model import Article
from berita_extract.pipeline import Options, extract_article

TEXT = (
    "Wali Kota Cilegon meluncurkan inovasi bersama Laskar Sampah Mandiri, Jumat. "
    "Penghulu Adat Cilegon, Budi Santoso, memakai Lumbung Digital Beras itu."
)
LASKAR = "examples: ['bersama [Laskar Sampah Mandiri] sejak'], not: [laskar rakyat]"


def record(tmp_path, name, rule):
    (tmp_path / f"{name}.yaml").write_text(f"- {{about: x, {rule}}}", "utf-8")
    found = extract_article(Article(text=TEXT), rules.load(tmp_path), Options(all=True))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "how",
    [
        "tokens: [{LOWER: laskar}, {IS_TITLE: true, OP: '{1,4}'}]",
        "tokens: [{IS_TITLE: true, LENGTH: 6}, {IS_TITLE: true, LENGTH: 6}, {IS_TITLE: true}]",
        "phrase: Laskar Sampah Mandiri",
        "regex: 'Laskar(?: [A-Z][a-z]{1,20}){1,3}'",
        "regex: 'bersama (?P<name>Laskar(?: [A-Z][a-z]{1,20}){1,3})', set: {anchors: [laskar]}",
    ],
)
def test_agencies(tmp_path, how):
    (agency,) = record(tmp_path, "agency", f"id: agency.laskar, {how}, {LASKAR}").agencies
    assert (agency.name, agency.kind, agency.rule) == ("Laskar Sampah Mandiri", "other", "agency.laskar")
    assert TEXT[agency.evidence[0].start : agency.evidence[0].end] == "Laskar Sampah Mandiri"


def test_without_the_rule_there_is_no_agency():
    found = extract_article(Article(text=TEXT), rules.load(), Options(all=True))
    assert found is not None and not found.agencies


def test_an_anchor_that_is_missing(tmp_path):
    how = "regex: 'Laskar(?: [A-Z][a-z]{1,20}){1,3}', set: {anchors: [posko]}"
    assert not record(tmp_path, "agency", f"id: agency.laskar, {how}, {LASKAR}").agencies


def test_offices(tmp_path):
    rule = (
        "id: official.penghulu, tokens: [{LOWER: penghulu}, {LOWER: adat}], set: {role: other, complement: region},"
        " examples: ['[Penghulu Adat] hadir'], not: [penghulu hadir]"
    )
    (official,) = record(tmp_path, "official", rule).officials
    assert (official.name, official.position) == ("Budi Santoso", "Penghulu Adat Cilegon")


def test_innovations(tmp_path):
    rule = (
        "id: innovation.lumbung, phrase: [Lumbung Digital Beras],"
        " examples: ['ada [Lumbung Digital Beras] di sana'], not: [lumbung beras]"
    )
    (innovation,) = record(tmp_path, "innovation", rule).innovations
    assert (innovation.name, innovation.rule) == ("Lumbung Digital Beras", "innovation.lumbung")
