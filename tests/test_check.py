"""The relations that the checker must see, must find agreeing, and must leave alone."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
import yaml

from berita_extract import pipeline, rules
from berita_extract.check import CHECKS, check
from berita_extract.check.coverage import completed, coverage
from berita_extract.check.figures import MAX_FIGURES
from berita_extract.model import (
    Article,
    Check,
    Count,
    DateFact,
    Evidence,
    Official,
    Provenance,
    Record,
    UnreadNumber,
)  # fmt: skip

RULEBOOK = rules.load()


def record(text: str, title: str | None = None, **facts: object) -> Record:
    """A record with an article and the facts given."""
    article = Article(text=text, title=title, published="2024-05-20", published_from="input")
    provenance = Provenance(software="test", patterns_sha256="")
    return Record(record_id="r", relevant=True, article=article, provenance=provenance, **facts)


def checks(text: str, title: str | None = None, **facts: object) -> tuple[Check, ...]:
    """The checks of a text."""
    return check(record(text, title, **facts), RULEBOOK).checks


def span(text: str, part: str) -> Evidence:
    """Evidence for the first place of `part`."""
    start = text.index(part)
    return Evidence(start=start, end=start + len(part), text=part)


CASES = yaml.safe_load((Path(__file__).parent / "cases" / "relations.yaml").read_text("utf-8"))
MISMATCHES, AGREEMENTS, LEFT_ALONE = (
    [(c["kind"], c["text"], c.get("title")) for c in CASES if c["status"] == status]
    for status in ("mismatch", "ok", "none")
)


@pytest.mark.parametrize(("kind", "text", "title"), MISMATCHES)
def test_a_mismatch_is_found_once_and_named(kind, text, title):
    found = [c for c in checks(text, title) if c.status == "mismatch"]
    assert [c.kind for c in found] == [kind]
    assert found[0].evidence
    assert all(text[e.start : e.end] == e.text for e in found[0].evidence)
    assert found[0].message.id and found[0].message.en


@pytest.mark.parametrize(("kind", "text", "title"), AGREEMENTS)
def test_an_agreement_is_seen(kind, text, title):
    found = checks(text, title)
    assert kind in {c.kind for c in found if c.status in ("ok", "ok_after_rounding")}
    assert not [c for c in found if c.status == "mismatch"]


@pytest.mark.parametrize(("kind", "text", "title"), LEFT_ALONE)
def test_what_is_not_told_as_a_relation_is_left_alone(kind, text, title):
    assert not [c.working for c in checks(text, title) if c.status == "mismatch"], kind


PLANTED = [
    case
    for name in ("planted.yaml", "told.yaml", "wider.yaml")
    for case in yaml.safe_load((Path(__file__).parent / "cases" / name).read_text("utf-8"))
]
_EITHER = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def read(case: dict[str, str], group: int) -> tuple[str, tuple[Check, ...]]:
    """The text of a passage with its wrong (1) or right (2) figure, and its checks."""
    text, title = (_EITHER.sub(lambda m: m[group], case.get(name) or "") for name in ("text", "title"))
    article = Article(text=text, title=title or None, published=case.get("published"))
    record = pipeline.extract_article(article, RULEBOOK, pipeline.Options(all=True))
    assert record is not None
    return record.article.text, record.checks


@pytest.mark.parametrize("case", PLANTED, ids=lambda c: c["text"][:50])
def test_a_wrong_figure_is_found_and_the_right_one_is_not(case):
    if case.get("skip") != "wrong":
        text, found = read(case, 1)
        wrong = [c for c in found if c.status == "mismatch"]
        assert [c.kind for c in wrong] == [case["kind"]]
        assert all(text[e.start : e.end] == e.text for e in wrong[0].evidence)
    assert not [c.working for c in read(case, 2)[1] if c.status == "mismatch"]


@pytest.mark.parametrize("text", yaml.safe_load((Path(__file__).parent / "cases" / "agreeing.yaml").read_text("utf-8")))
def test_other_times_groups_and_plans_are_left_alone(text):
    case = {"text": text} if isinstance(text, str) else text
    assert not [c.working for c in read(case, 1)[1] if c.status == "mismatch"]


def test_the_developed_cases_stay_found():
    import runpy

    evaluation = runpy.run_path(str(Path(__file__).parents[1] / "scripts" / "eval_checks.py"))
    floors = json.loads(Path(__file__).with_name("check_floors.json").read_text("utf-8"))
    for name, cases in (
        ("odd", evaluation["read_cases"]("odd")),
        ("dev", evaluation["read_cases"](None, evaluation["DEV"])),
        *(
            (part, evaluation["read_cases"](None, evaluation["DEV"].with_name(f"cases_{part}.jsonl")))
            for part in ("dev_b", "dev_d", "dev_e", "dev_f", "dev_g")
        ),
    ):
        counts, errors = evaluation["measure"](cases)
        assert counts["found"] >= floors[name]["found"], errors
        assert counts["exact"] >= floors[name]["exact"], errors
        assert counts["false alarms"] + counts["others"] <= floors[name]["false alarms"], errors


def test_every_kind_has_a_case():
    named = {kind for kind, _, _ in MISMATCHES} | {"weekday"}
    assert named == set(CHECKS)


def test_working_expected_and_found():
    (found,) = checks("Kegiatan itu diikuti 65 peserta, terdiri dari 31 pria dan 24 perempuan.")
    assert (found.working, found.expected, found.found) == ("31 + 24 = 55, stated 65", "55", "65")
    assert [e.text for e in found.evidence] == ["65", "31", "24"]
    assert found.message.id == "31 + 24 = 55, tertulis 65: tidak cocok."
    assert found.message.en == "31 + 24 = 55, stated 65: does not agree."


def test_facts_and_speakers_are_named():
    text = "Kegiatan itu diikuti 65 peserta, terdiri dari 31 pria dan 24 perempuan."
    count = Count(id="c1", value=65, unit="peserta", rule="count.x", said_by="o1", evidence=(span(text, "65 peserta"),))
    official = Official(id="o1", name="Budi Santoso", rule="official.x", evidence=())
    (found,) = checks(text, counts=(count,), officials=(official,))
    assert found.facts == ("c1",)
    assert "65: menurut Budi Santoso." in found.message.id
    assert "65: said by Budi Santoso." in found.message.en


def test_new_old_and_a_list_without_a_separator():
    text = (
        "Kabupaten itu memamerkan 33 layanan baru dari total 58 layanan, dimana 25 layanan sudah berjalan di 5 "
        "perangkat daerah, yaitu Dinas Perikanan, Dinas Perdagangan dan Koperasi (Disdagkop), Dinas Tenaga Kerja, "
        "Badan Pendapatan dan Aset Daerah (BPAD) Dinas Perhubungan."
    )
    assert [(c.kind, c.status, c.working) for c in checks(text)] == [
        ("sum", "ok", "33 + 25 = 58"),
        ("list_length", "ok", "5 announced, 5 listed"),
    ]


@pytest.mark.parametrize(
    ("stated", "how", "value", "agrees", "status"),
    [
        ("Selasa (21/5/2024)", "stated", "2024-05-21", True, "ok"),
        ("Rabu (21/5/2024)", "stated", "2024-05-21", False, "mismatch"),
        ("Rabu (21/5)", "year_inferred", "2024-05-21", False, "mismatch"),
        ("Rabu (21/1)", "year_inferred", "2024-01-21", False, "unverifiable"),  # far from publication
        ("Senin (9/5/2024)", "stated", "2024-05-09", False, "mismatch"),
        ("Kamis (9/5)", "year_inferred", "2024-05-09", True, "ok"),
        ("Kamis (5/9/2024)", "stated", "2024-05-09", True, "ok"),
    ],
)
def test_weekdays(stated, how, value, agrees, status):
    text = f"Acara berlangsung {stated} di aula."
    fact = DateFact(
        id="d1",
        value=value,
        precision="day",
        how=how,
        weekday_agrees=agrees,
        rule="date.x",
        evidence=(span(text, stated),),
    )
    (found,) = checks(text, dates=(fact,))
    assert (found.kind, found.status, found.facts) == ("weekday", status, ("d1",))


def test_day_and_month_the_other_way_round_are_no_mismatch():
    # 5 September 2024 was a Thursday, 9 May 2024 too: neither order is surely wrong
    text = "Acara berlangsung Jumat (9/2/2024) di aula."  # 2 September 2024 was a Monday, 9 February a Friday
    fact = DateFact(
        id="d1", value="2024-09-02", precision="day", how="stated", weekday_agrees=False, rule="date.x",
        evidence=(span(text, "Jumat (9/2/2024)"),),
    )  # fmt: skip
    assert [c.status for c in checks(text, dates=(fact,))] == ["unverifiable"]


@pytest.mark.parametrize(
    "text",
    [
        "Anggaran Rp 1,2 miliar terdiri dari Rp 800 juta dan Rp 430 juta.",
        "Jumlahnya naik dari 58 menjadi 106 inovasi, atau naik sekitar 80 persen.",
        "Dari 106 inovasi, baru 58 inovasi atau 55 persen yang berjalan.",
        "Dari 106 inovasi, baru 58 inovasi atau 54 persen yang berjalan.",
    ],
)
def test_rounding_is_no_mismatch(text):
    assert [c.status for c in checks(text)] == ["ok_after_rounding"]


def test_change_from_zero_cannot_be_verified():
    (found,) = checks("Peserta naik dari 0 orang menjadi 5 orang, atau naik 200 persen.")
    assert (found.kind, found.status) == ("percent_change", "unverifiable")


def test_too_many_figures():
    (found,) = checks("Ada 5 desa, 6 kota. " * MAX_FIGURES)
    assert found.status == "unverifiable" and found.working.startswith("too many")


@pytest.mark.parametrize(
    "text",
    [
        "", "9" * 100_000, "1" + "0" * 400 + " orang terdiri dari 3 pria dan 4 wanita.", "5 OPD: " + "(" * 50_000,
        "sisanya 5, " * 1500, "terdiri dari 3 orang, dan 4 desa " * 600, "5 OPD: " * 1900, "5 hal:\n" * 1900,
        " " * 100_000,
        "Ada 50 OPD, yaitu " + ", ".join(["Dinas Sosial"] * 5000) + ".", "|N|P|M 5 orang | 6" * 300, "5-" * 50_000,
        "Sebanyak 0 dari 0 desa, atau 50 persen.", "Suhu turun dari -5 menjadi -10 derajat, atau turun 20 persen.",
        " ".join(f"Juara I diraih Desa Maju {n}, disusul Kecamatan Baru." for n in range(1400)),
        "Sebanyak 1.000.000.000.000.000 orang, terdiri dari 5 pria dan 6 wanita.", "İ" * 1000 + " 5 orang",
    ],
)  # fmt: skip
def test_hostile_text(text):
    begin = time.perf_counter()
    assert not [c for c in checks(text) if c.status == "mismatch"]
    assert time.perf_counter() - begin < 10


def test_coverage_names_what_went_nowhere():
    text = "Ada 12 inovasi dan 7 lainnya pada 2024."
    count = Count(id="c1", value=12, rule="count.x", evidence=(span(text, "12 inovasi"),))
    year = UnreadNumber(text="2024", why="year", evidence=(span(text, "2024"),))
    told = record(text, counts=(count,), unread_numbers=(year,))
    found = coverage(told)
    assert (found.numbers, found.facts, found.unread, [e.text for e in found.missing]) == (3, 1, 1, ["7"])
    assert coverage(completed(told)).share == 1
    assert [u.why for u in completed(told).unread_numbers] == ["unknown", "year"]


def test_the_pipeline_checks_its_records():
    text = (
        "Pemerintah Kota Tuban meluncurkan 12 inovasi, Rabu (21/5/2024). Inovasi itu terdiri dari 5 inovasi digital "
        "dan 6 inovasi nondigital."
    )
    found = pipeline.extract_one(Article(text=text, published="2024-05-21")).checks
    assert {(c.kind, c.status) for c in found} == {("weekday", "mismatch"), ("sum", "mismatch")}
    assert [c.id for c in found] == ["k1", "k2"]
