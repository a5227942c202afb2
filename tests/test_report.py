"""The report of the checks: order, marks, words, links, coverage, and hostile text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from berita_extract.model import Count, DateFact, Evidence, Statement, UnreadNumber, to_json
from berita_extract.report import LANGUAGES, Spool, coverage, words
from berita_extract.report.links import at_words, host, safe_url
from berita_extract.report.marks import Mark, stretches, visible
from berita_extract.report.page import page
from berita_extract.report.view import article_view, percent, told
from berita_extract.report.words import differing_fields
from conftest import RELEVANT
from figure_records import SUM, make, spans, sum_check

HOSTILE = (
    '<script>document.title="owned"</script> </style></mark><img src=x onerror="document.title=\'owned\'"> {{ 7*7 }} '
    "{% raw %} \u202eterbalik\u202c \x1b[31m & 24 &lt; 9 7 5 <a href=javascript:alert(1)>x</a>"
)


def html(*records, lang="id", **settings):
    with Spool() as spool:
        for record in records:
            spool.add(record)
        return "".join(page(spool, words(lang), **settings))


class Tags(HTMLParser):
    """All tags and attributes of a page."""

    def __init__(self, text):
        super().__init__()
        self.seen = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def of(self, *names):
        return [attributes for tag, attributes in self.seen if tag in names]


@pytest.fixture
def records_file(tmp_path):
    """records.jsonl of two articles: one agrees, the second does not."""
    fine = make("fine", checks=(sum_check(status="ok"),), title="Cocok semua")
    wrong = make("wrong", checks=(sum_check(),), title="Ada yang janggal", url="https://kabar.example/1")
    path = tmp_path / "records.jsonl"
    path.write_bytes(to_json(fine) + b"\n" + to_json(wrong) + b"\n")
    return path


def test_most_mismatches_come_first_and_the_order_is_else_kept():
    one, two = make("b", checks=(sum_check(),)), make("c", checks=(sum_check(), sum_check(number=2)))
    with Spool() as spool:
        for record in (make("a"), one, two, make("d", checks=(sum_check(),))):
            spool.add(record)
        assert [r.article.source_id for r in spool] == ["c", "b", "d", "a"]
        assert (len(spool), spool.wrong, spool.statuses["mismatch"]) == (4, 3, 4)


def test_figures_are_marked_with_their_verdict_and_the_working_stands_beside():
    view = article_view(make(checks=(sum_check(),), url="https://kabar.example/a"), 1, words("id"))
    marked = [p.text for line in view.paragraphs for p in line.pieces if p.status == "mismatch"]
    assert marked == ["24", "9", "7", "5"]
    (working,) = view.paragraphs[0].workings
    assert (working.working, working.message) == ("9 + 7 + 5 = 21, tertulis 24", "24: menurut Ani Contoh.")
    assert "".join(p.text for p in view.paragraphs[0].pieces) == SUM


def test_the_worst_of_two_verdicts_marks_a_figure():
    view = article_view(make(checks=(sum_check(status="ok"), sum_check(number=2))), 1, words("en"))
    assert {p.status for p in view.paragraphs[0].pieces if p.numbers} == {"mismatch"}
    assert view.paragraphs[0].pieces[1].numbers == (1, 2)


def test_a_working_stands_beside_the_paragraph_with_most_of_its_figures():
    text = SUM.replace(". R", ".\nR")
    view = article_view(make(text=text, checks=(sum_check(text),)), 1, words("id"))
    assert [len(line.workings) for line in view.paragraphs] == [0, 1]


def test_evidence_that_is_not_in_the_text_marks_nothing():
    lost = Evidence(start=3, end=9_999, text="24")
    check = sum_check()
    wrong = type(check)(**{f: getattr(check, f) for f in check.__struct_fields__} | {"evidence": (lost,)})
    view = article_view(make(checks=(wrong,)), 1, words("id"))
    assert len(view.whole) == 1 and not any(p.numbers for line in view.paragraphs for p in line.pieces)


def test_stretches_are_cut_at_every_mark():
    cut = list(stretches("abcdef", 0, 6, [Mark(1, 4, 1), Mark(3, 5, 2)]))
    assert [(s.text, s.keys) for s in cut] == [("a", ()), ("bc", (1,)), ("d", (1, 2)), ("e", (2,)), ("f", ())]


def test_both_languages_say_everything():
    assert differing_fields() == []
    assert told(sum_check(), words("en")) == ("9 + 7 + 5 = 21, stated 24", "24: said by Ani Contoh.")
    for lang in LANGUAGES:
        shown = html(make(checks=(sum_check(),)), lang=lang, with_coverage=True)
        assert f'<html lang="{lang}">' in shown and words(lang).title in shown


def test_shares_are_never_rounded_up_to_all():
    assert (percent(1.0, "id"), percent(0.9999, "id"), percent(0.5, "en")) == ("100%", "99,9%", "50%")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//kabar.example/a",
        "kabar.example", "http://", "https:///a", "", None,
        'https://kabar.example/"onmouseover="x', "https://kabar.example/\u202egpj", "http://[::1", "https://a:b/c",
        "https://kabar.example/" + "a" * 2000,
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_become_links(url):
    assert safe_url(url) is None
    shown = html(make(url=url, checks=(sum_check(),)))
    assert not [a for a in Tags(shown).of("a") if not a["href"].startswith("#")]


def test_the_host_that_a_link_leads_to_is_shown():
    url = "https://bank.example@jahat.example/a"
    assert safe_url(url) == url and host(url) == "jahat.example"
    assert host("https://kab\u0430r.example/") == "xn--kabr-73d.example"


def test_a_link_leads_to_the_words_of_the_figures():
    (link,) = [
        w.link
        for w in article_view(make(checks=(sum_check(),), url="https://k.example/a#b"), 1, words("id"))
        .paragraphs[0]
        .workings
    ]
    base, _, directives = link.partition(":~:")
    assert base == "https://k.example/a#b" and directives.count("text=") == 3
    for directive in directives.split("&"):
        assert unquote(directive.removeprefix("text=")) in SUM


def test_text_fragments_code_what_has_a_meaning_in_them():
    text = "satu ke-5, A&B 24 jadi"
    link = at_words("https://k.example/", text, [(15, 17)])
    assert link == "https://k.example/#:~:text=satu%20ke%2D5%2C%20A%26B%2024%20jadi"
    cut = "x" * 200 + " kata " + "y" * 200
    assert at_words("https://k.example/", cut, [(201, 205)]).endswith("text=kata")


def test_hostile_text_stays_inert():
    record = make(
        text=HOSTILE, title=HOSTILE, publisher=HOSTILE, published=HOSTILE, url="https://kabar.example/?a='><script>",
        checks=(sum_check(HOSTILE),), unread_numbers=(UnreadNumber(text="49", why="unknown"),),
    )  # fmt: skip
    shown = html(record, with_coverage=True)
    tags = Tags(shown)
    assert not tags.of("script", "img", "iframe", "object", "base", "form", "link")
    assert not [name for _, attributes in tags.seen for name in attributes if name.startswith("on") or name == "style"]
    assert all(a["href"].startswith("#") for a in tags.of("a"))
    assert "{{ 7*7 }}" in shown and "\u202e" not in shown and "\x1b" not in shown
    assert len(tags.of("style")) == 1


def test_the_page_needs_nothing_and_its_policy_says_so():
    shown = html(make(checks=(sum_check(),)))
    style = re.search(r"<style>(.*?)</style>", shown, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [m["content"] for m in Tags(shown).of("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style and "@import" not in style
    assert not [a for _, a in Tags(shown).seen if "src" in a]


def test_ids_are_there_once_and_every_link_within_the_page_finds_its_goal():
    other = make("b", checks=(sum_check(), sum_check(number=2, status="ok")))
    shown = html(make(checks=(sum_check(),)), other)
    ids = [a["id"] for _, a in Tags(shown).seen if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in Tags(shown).of("a") if a["href"].startswith("#")} <= set(ids)


def test_hidden_characters_become_visible():
    assert visible("a\x00\u202eb\tc\n") == "a\ufffd\ufffdb\tc\n"


def test_coverage_counts_every_number_by_what_accounts_for_it():
    text = "Pada 2020 ada 42 inovasi dan dua belas dinas, B50, nomor 7, serta 99 lagi. Ia berkata 88."
    record = make(
        text=text,
        dates=(
            DateFact(id="d1", value="2020", precision="year", how="stated", rule="x", evidence=spans(text, "2020")),
        ),
        counts=(
            Count(id="c1", value=42, rule="x", evidence=spans(text, "42 inovasi")),
            Count(id="c2", value=12, rule="x", evidence=spans(text, "dua belas")),
        ),
        unread_numbers=(UnreadNumber(text="7", why="label", evidence=spans(text, "7")),),
        statements=(Statement(id="s1", kind="indirect", text="88", rule="x", evidence=spans(text, "Ia berkata 88")),),
    )
    found = coverage(record)
    assert dict(found.digits) == {"fact": 2, "unread": 1, "missed": 2} and dict(found.words) == {"fact": 1}
    assert (found.inside, found.total, found.accounted) == (1, 6, 4)
    assert found.missed[0].endswith("lagi. Ia berkata 88") or "99" in found.missed[0]
    assert coverage(make(text="Tanpa angka.")).share is None


def test_coverage_of_much_text_is_linear():
    assert coverage(make(text="1 orang, dua " * 50_000)).total == 100_000


def test_table(cli, records_file):
    result = cli("check", records_file, "--lang", "en", "--coverage")
    assert result.exit_code == 0
    assert result.stdout.index("Ada yang janggal") < result.stdout.index("Cocok semua")
    assert "✗  Sum" in result.stdout and "9 + 7 + 5 = 21, stated 24" in result.stdout
    assert "2 articles: 1 does not agree" in result.stderr and "8 of 8 numbers" in result.stderr
    assert "Cocok semua" not in cli("check", records_file, "--mismatches").stdout


def test_json(cli, records_file):
    report = json.loads(cli("check", records_file, "--format", "json", "--coverage", "-q").stdout)
    assert (report["schema"], report["articles"], report["articles_with_mismatch"]) == ("berita-extract-check/1", 2, 1)
    assert [r["mismatches"] for r in report["results"]] == [1, 0]
    assert report["results"][0]["checks"][0]["working"] == "9 + 7 + 5 = 21, stated 24"
    assert report["coverage"]["numbers"] == 8 and report["results"][0]["coverage"]["numbers"] == 4


def test_html_into_a_file(cli, records_file, tmp_path):
    result = cli("check", records_file, "--format", "html", "-o", tmp_path / "report.html", "-q")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert (tmp_path / "report.html").read_text("utf-8").count("<article ") == 2


def test_exit_status(cli, records_file, tmp_path):
    assert cli("check", records_file, "-q").exit_code == 0
    assert cli("check", records_file, "--fail-on", "mismatch").exit_code == 1
    (tmp_path / "fine.jsonl").write_bytes(records_file.read_bytes().splitlines()[0])
    assert cli("check", tmp_path / "fine.jsonl", "--fail-on", "mismatch").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Missing argument"),
        (("none.jsonl",), "none.jsonl: no such file or folder"),
        (("-", "-"), "standard input can be read only once"),
        (("-", "--format", "pdf"), "Invalid value for '--format'"),
        (("-", "--fail-on", "ok"), "Invalid value for '--fail-on'"),
        (("-", "--lang", "fr"), "Invalid value for '--lang'"),
        (("-", "-o", "."), "a folder; name the file"),
        (("-", "-o", "none/none/a.html"), "can't write there"),
    ],
)
def test_wrong_use(cli, arguments, message):
    result = cli("check", *arguments, input=RELEVANT)
    assert result.exit_code == 2 and message in result.stderr


def test_articles_are_read_as_run_reads_them(cli, articles):
    result = cli("check", articles, "--format", "json", "-q")
    report = json.loads(result.stdout)
    assert result.exit_code == 0 and report["articles"] == 6  # irrelevant ones too
    assert report["results"][0]["checks"][0]["kind"] == "weekday"


def test_standard_input_of_articles_and_of_records(cli, records_file):
    assert json.loads(cli("check", "-", "--format", "json", "-q", input=RELEVANT).stdout)["articles"] == 1
    given = records_file.read_text("utf-8")
    assert json.loads(cli("check", "-", "--format", "json", "-q", input=given).stdout)["articles_with_mismatch"] == 1


def test_the_folder_that_run_wrote(cli, articles, tmp_path):
    cli("run", articles, "-o", tmp_path / "out", "-q")
    assert json.loads(cli("check", tmp_path / "out", "--format", "json", "-q").stdout)["articles"] == 5


def test_limit(cli, articles, records_file):
    assert json.loads(cli("check", articles, "--limit", "2", "--format", "json", "-q").stdout)["articles"] == 2
    assert json.loads(cli("check", records_file, "--limit", "1", "--format", "json", "-q").stdout)["articles"] == 1


def test_a_line_that_is_no_record_is_named(cli, records_file):
    records_file.write_bytes(records_file.read_bytes() + b'{"schema": "berita-extract/1"}\nx\n')
    result = cli("check", records_file, "--format", "json")
    assert result.exit_code == 1 and json.loads(result.stdout)["articles"] == 2
    assert "records.jsonl, line 3: not a record" in result.stderr and "line 4: not a record" in result.stderr


def test_an_empty_report(cli, tmp_path):
    (tmp_path / "records.jsonl").write_bytes(b"")
    for form in ("table", "json", "html"):
        result = cli("check", tmp_path, "--format", form)
        assert result.exit_code == 0 and result.stdout
