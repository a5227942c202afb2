"""Comparing records of one event: groups, copies, figures that differ, the merged event."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from berita_extract.compare import Options, compare
from berita_extract.compare.groups import Groups, Union
from berita_extract.compare.near import BANDS, SIMILAR, bands, signature
from berita_extract.model import Count, Event, Government, Innovation, Official, to_json
from figure_records import spans, told

LEAD = "Wali Kota Cilegon membagikan inovasi SIGAP kepada {} warga penerima layanan kesehatan."


def prose(seed, size=120):
    """Invented words, the same for the same seed."""
    pick = random.Random(seed)
    return " ".join("".join(pick.choices("aiueo", k=2) + pick.choices("bcdgk", k=3)) for _ in range(size))


def article(name, figure=42, seed=None, **fields):
    """An article about the launch with a text of its own."""
    text = f"{LEAD.format(figure)}\n{prose(seed or name)}"
    return told(name, text, figure, publisher=f"Kabar {name}", **fields)


def events_of(records, **options):
    with compare(records, Options(**options)) as comparison:
        return list(comparison.events)


def groups_of(records):
    return sorted(sorted(m.source_id for m in e.members) for e in events_of(records, singles=True))


def elsewhere(name, **fields):
    """A launch of another innovation in another town."""
    return article(
        name,
        governments=(Government(id="g1", name="Kota Serang", level="kota", code="36.73", role="subject"),),
        officials=(Official(id="o1", name="Budi Contoh", rule="x"),),
        innovations=(Innovation(id="i1", name="LAPOR", rule="x"),),
        statements=(),
        **fields,
    )


def test_articles_of_one_event_are_one_group():
    assert groups_of([article("a"), article("b"), elsewhere("c")]) == [["a", "b"], ["c"]]


@pytest.mark.parametrize(
    "fields",
    [
        {"events": (Event(id="e1", kind="launch", date="2024-05-20", government="g1", rule="x"),)},
        {"governments": (Government(id="g1", name="Kota Serang", level="kota", code="36.73", role="subject"),)},
        {"innovations": (Innovation(id="i1", name="LAPOR", rule="x"),), "statements": ()},
    ],
)
def test_another_day_town_or_innovation_is_another_event(fields):
    assert groups_of([article("a"), article("b", figure=60, **fields)]) == [["a"], ["b"]]


def test_an_official_a_day_and_a_kind_alone_are_too_little():
    bare = {"innovations": (), "statements": ()}
    assert groups_of([article("a", **bare), article("b", figure=60, **bare)]) == [["a"], ["b"]]


def test_an_undated_article_is_grouped_by_its_publication():
    undated = {"events": (Event(id="e1", kind="launch", government="g1", rule="x"),)}
    assert groups_of([article("a"), article("b", **undated)]) == [["a", "b"]]
    assert groups_of([article("a"), article("b", published="2024-07-02", **undated)]) == [["a"], ["b"]]


def test_copies_of_one_text_are_kept_apart_from_independent_reports():
    copy = told("b", f"{LEAD.format(42)}\nBerita pembuka media.\n{prose('a')} Penutup lain.", 42)
    (event,) = events_of([article("a"), copy, article("c")])
    assert (event.articles, event.independent_texts) == (3, 2)
    by_id = {m.source_id: m.text for m in event.members}
    assert by_id["a"] == by_id["b"] != by_id["c"]
    assert sorted(text.copies for text in event.texts) == [0, 1]


def test_the_same_text_every_week_is_not_one_event():
    text = f"Harga cabai di pasar.\n{prose('x')}"
    plain = {"innovations": (), "statements": (), "officials": ()}
    records = [
        told(f"w{n}", text, published=f"2024-05-{d:02}",
             events=(Event(id="e1", kind="report", date=f"2024-05-{d:02}", rule="x"),), **plain)
        for n, d in enumerate((1, 8, 15))
    ]  # fmt: skip
    assert groups_of(records) == [["w0"], ["w1"], ["w2"]]


def test_figures_that_differ_are_listed_with_their_sources():
    (event,) = events_of([article("a"), article("b"), article("c", figure=57)])
    (difference,) = event.differences
    assert (difference.unit, [v.value for v in difference.values]) == ("warga", ["42", "57"])
    assert [[s.record_id for s in v.sources] for v in difference.values] == [["ra", "rb"], ["rc"]]
    assert difference.message.id == "warga: 42 menurut Kabar a, Kabar b; 57 menurut Kabar c."
    assert difference.message.en == "warga: 42 according to Kabar a, Kabar b; 57 according to Kabar c."
    source = difference.values[1].sources[0]
    assert article("c", figure=57).article.text[source.start : source.end] == source.written == "57 warga"


def rounded(name, **fields):
    """An article that says "about 40 residents"."""
    text = f"{LEAD.format('sekitar 40')}\n{prose(name)}"
    settings = {"value": 40, "unit": "warga", "low": 36, "high": 44, "bound": "approximate", "rule": "x"}
    count = Count(id="c1", evidence=spans(text, "40 warga"), **{**settings, **fields})
    return told(name, text, counts=(count,))


def test_a_rounded_figure_does_not_differ():
    assert events_of([article("a"), rounded("b")])[0].differences == ()
    assert events_of([article("a"), rounded("b", low=39, high=41)])[0].differences


@pytest.mark.parametrize(
    "fields", [{"period": "2023"}, {"unit": "keluarga"}, {"status": "planned"}, {"qualifier": "baru"}]
)
def test_figures_of_another_year_unit_or_state_are_not_compared(fields):
    assert events_of([article("a"), rounded("b", low=39, high=41, **fields)])[0].differences == ()


def test_an_article_that_gives_both_values_settles_that_they_are_two_figures():
    text = f"{LEAD.format(57)}\nLalu 42 pedagang datang.\n{prose('b')}"
    counts = (
        Count(id="c1", value=57, unit="warga", rule="x", evidence=spans(text, "57 warga")),
        Count(id="c2", value=42, unit="pedagang", rule="x", evidence=spans(text, "42 pedagang")),
    )
    assert events_of([article("a"), told("b", text, counts=counts)])[0].differences == ()


def test_different_days_are_a_difference():
    late = {"events": (Event(id="e1", kind="launch", date="2024-05-02", government="g1", rule="x"),)}
    (event,) = events_of([article("a"), article("b", **late)])
    assert event.differences[0].what == "date" and event.differences[0].message.en.startswith("date: 2024-05-0")


def test_the_merged_event_holds_what_any_member_tells():
    extra = {"officials": (Official(id="o1", name="Ratna Contoh", rule="x"), Official(id="o2", name="Ani", rule="x"))}
    (event,) = events_of([article("a"), article("b", **extra)])
    assert (event.kind, event.date, event.governments[0].more) == ("launch", "2024-05-01", "36.72")
    assert [(o.name, o.more, len(o.told_by)) for o in event.officials] == [
        ("Ratna Contoh", "Wali Kota Cilegon", 2), ("Ani", None, 1),
    ]  # fmt: skip
    assert event.schema == "berita-extract-event/1" and event.quotations[0].more == "Ratna Contoh"
    text = msgspec.json.encode(event).decode()
    assert "true" not in text and "false" not in text.replace("falsehood", "")


def test_order_and_repetition_of_records_change_nothing():
    records = [article(n) for n in "abcdef"] + [elsewhere(n) for n in "ghi"] + [article("z", figure=50)]
    first = [msgspec.json.encode(e) for e in events_of(records)]
    assert len(first) == 2
    assert [msgspec.json.encode(e) for e in events_of(records[::-1] + records[:3])] == first


def test_many_identical_articles_stay_linear():
    records = [told(f"n{n:04}", f"{LEAD.format(42)}\n{prose('same')}", 42) for n in range(1500)]
    (event,) = events_of(records)
    assert (event.articles, event.independent_texts) == (1500, 1)


def test_nothing_and_one():
    assert events_of([]) == [] and events_of([article("a")]) == []
    assert len(events_of([article("a")], singles=True)) == 1


def test_no_chain_of_days_makes_one_event():
    days = [(r, 100 + r, 100 + r, ["x"]) for r in range(10)]
    groups = Groups(iter(days), 10)
    joined = [groups.join(r, r + 1) for r in range(9)]
    assert joined == [True, True, True, False, True, True, True, False, True]


def test_union_finds_the_least():
    union = Union(5)
    union.join(4, 2)
    union.join(2, 3)
    assert [union.find(i) for i in range(5)] == [0, 1, 2, 2, 2]


def test_signatures_tell_near_copies_from_others():
    text = prose("a", 300)
    near, far = signature(text + " tambahan di akhir berita"), signature(prose("b", 300))
    mine = signature(text)
    assert (mine == near).mean() > 0.9 > SIMILAR > (mine == far).mean()
    assert len(bands(mine)) == BANDS and set(bands(mine)) & set(bands(near)) and not set(bands(mine)) & set(bands(far))
    assert signature("Terlalu pendek untuk dibandingkan.") is None


@pytest.fixture
def records_file(tmp_path):
    path = tmp_path / "records.jsonl"
    rows = [article("a"), article("b", figure=57), elsewhere("c")]
    path.write_bytes(b"".join(to_json(r) + b"\n" for r in rows))
    return path


def test_command_writes_json_lines(cli, records_file, tmp_path):
    result = cli("compare", records_file)
    (event,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0 and event["articles"] == 2 and event["differences"][0]["unit"] == "warga"
    assert "3 records, 3 of them distinct: 1 events that several articles tell of; figures differ in 1" in result.stderr
    assert len(cli("compare", tmp_path, "--all", "-q").stdout.splitlines()) == 2
    assert len(cli("compare", records_file, "--all", "--differing", "-q").stdout.splitlines()) == 1


def test_command_prints_a_table(cli, records_file):
    result = cli("compare", records_file, "--format", "table", "--lang", "en", "-q")
    assert "2 articles, 2 texts" in result.stdout and "≠ warga: 42 according to Kabar a" in result.stdout


def test_command_into_a_file(cli, records_file, tmp_path):
    assert cli("compare", records_file, "-q", "-o", tmp_path / "events.jsonl").stdout == ""
    assert json.loads((tmp_path / "events.jsonl").read_text("utf-8"))["articles"] == 2


def test_a_line_that_is_no_record(cli, records_file):
    records_file.write_bytes(records_file.read_bytes() + b"x\n")
    result = cli("compare", records_file, "-q")
    assert result.exit_code == 1 and "line 4: not a record" in result.stderr and len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.jsonl",), "no such file or folder"),
        (("ARTICLES",), "no records in it: make them with `berita-extract run"),
        (("RECORDS", "--memory", "much"), "write it as 512MB"),
        (("RECORDS", "-o", "."), "a folder; name the file"),
    ],
)
def test_wrong_use(cli, articles, records_file, arguments, message):
    given = {"ARTICLES": articles, "RECORDS": records_file}
    result = cli("compare", *(given.get(a, a) for a in arguments))
    assert result.exit_code == 2 and message in result.stderr


def test_the_benchmark_runs():
    script = Path(__file__).resolve().parents[1] / "scripts" / "bench_compare.py"
    done = subprocess.run([sys.executable, script, "--records", "300"], capture_output=True, text=True, check=True)
    assert "peak memory" in done.stdout and "precision 1.0000" in done.stdout
