# ruff: noqa: E501 - a way to write a word is easier to read in one line
"""The test over raw bytes drops no page whose article has one of the words, however they are written."""

from __future__ import annotations

import builtins
import gzip
import html
import html.entities
import json
import random
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from berita_extract import clean, pipeline, read
from berita_extract.read import links, sieve
from berita_extract.read.item import Item, Origin, Place
from web_archives import OTHER, page, response

ROOT = Path(__file__).resolve().parents[1]
FILLER = " Warga kota dapat memakai layanan itu di semua kecamatan mulai bulan depan tanpa biaya tambahan apa pun."


@pytest.fixture(scope="module", params=["hyperscan", "re"])
def sieve_of_ours(request, rulebook):
    if request.param == "hyperscan":
        return read.Sieve(rulebook.words("relevance_gate"))
    real = builtins.__import__

    def without(name, *rest, **named):
        if name == "hyperscan":
            raise ImportError(name)
        return real(name, *rest, **named)

    builtins.__import__ = without
    try:
        made = read.Sieve(rulebook.words("relevance_gate"))
    finally:
        builtins.__import__ = real
    return made


def with_word(word):
    """A page whose article has the word, written so, in its second sentence."""
    return page([OTHER[0], f"Pemerintah kota menyiapkan {word}si baru untuk warga.{FILLER}", OTHER[2]])


@pytest.mark.parametrize(
    "word",
    [
        "inova", "INOVA", "InOvA", "&#105;nova", "&#x69;nova", "&#X0049;NOVA", "ino&shy;va", "ino&#173;va", "ino&#xAD;va",
        "in\u00adova", "ino\u200bva", "i\u200dn\u200co\u2060va", "ino\ufeffva", "ino&ZeroWidthSpace;va", "ino&zwnj;va",
        "ino&#8203;va", "<b>i</b>nova", "<span>I</span>nova", "ino<b>va</b>", "in<i>o</i>va", "i<b>n</b><i>o</i>va",
        "<u>i</u><u>n</u><u>o</u><u>v</u><u>a</u>", "ino<!-- x -->va", "ino<!-- a > b -->va", "ino<wbr>va",
        'ino<b title="a>b">va</b>', "ino<b\n>va</b>", "inov<a href=x>a</a>", "ino&shy;<b>va</b>", "ino<b>&shy;va</b>",
        "ino\x01va", "ino\ue000va", "ino\U000e0020va", "replikasi", "repli\u212aasi", "&#114;eplikasi",
        "iga award", "IGA&nbsp;Award", "<b>IGA</b> Award", "iga\naward", "terobo<em>san</em>", "ki<b>pp</b>", "k<b>ipp</b>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "latin-1", "cp1252"])
def test_however_it_is_written(sieve_of_ours, word, encoding):
    made = with_word(word)
    data = made.encode(encoding, "xmlcharrefreplace")
    assert sieve_of_ours.may_be_relevant(data)


def test_a_page_without_the_words_is_dropped(sieve_of_ours):
    assert not sieve_of_ours.may_be_relevant(page(OTHER).encode())
    assert not sieve_of_ours.may_be_relevant(
        page([*OTHER, "Ia&#8217;s &amp; &ldquo;kata&rdquo; kafé – 😀 Qur\u2019an"]).encode()
    )
    assert not sieve_of_ours.may_be_relevant(page([*OTHER, "lembut\u00adan"]).encode())  # read in full, and without it


HEADLINE = '<a href="/b/1">Perusahaan Luncurkan Ponsel Baru</a>'


@pytest.mark.parametrize(
    "elsewhere",
    [
        "<script>var tag = 'inovasi'; if (a < b) { c = 'luncur' }</script>",
        "<style>.inovasi { color: red }</style>",
        '<img src="/inovasi.jpg" alt="Inovasi daerah">',
        f"<ul><li>{HEADLINE}</li></ul>",
        f"<div class='media'><a href='/b/1'><img src='x.jpg'></a><div><h3>{HEADLINE}</h3><span>3 jam lalu</span></div></div>",
        '<ul><li><a href="/b/1" class="card"><img src="x.jpg"><h5>Perusahaan Luncurkan Ponsel Baru</h5></a></li></ul>',
        f"<p>{HEADLINE}</p>",
    ],
)
def test_words_outside_the_article_do_not_count(sieve_of_ours, elsewhere):
    assert not sieve_of_ours.may_be_relevant(page(OTHER, after=elsewhere).encode())
    article = read.parse(Item("html", Place("a.html", "a.html"), page(OTHER, after=elsewhere).encode()))
    assert "uncur" not in article.text and "novasi" not in article.text


@pytest.mark.parametrize(
    "inside",
    [
        f"<p>Menurut laporan, {HEADLINE} pekan lalu.{FILLER}</p>",
        "<p>Program <a href='/x'>inovasi</a> daerah." + FILLER + "</p>",
        "<h1><a href='/x'>Kota Kami Luncurkan Layanan Baru</a></h1>",
        "<p>harga 5 < 6 inovasi." + FILLER + "</p>",
        "<!-- <script> --><p>Ada inovasi baru." + FILLER + "</p><script>x</script>",
        '<meta property="og:title" content="Inovasi Kota">',
        '<script type="application/ld+json">{"headline": "Inovasi"}</script>',
        '<script type="application/ld+json">{"headline": "\\u0049novasi"}</script>',
        "<title>Inovasi Kota</title>",
        "<p><a name='atas'>Kota kami luncurkan layanan baru untuk seluruh warga." + FILLER + "</p>",
        "<p><a href='/x'>" + "Kota kami luncurkan layanan baru untuk seluruh warga. " * 9 + "</a></p>",
    ],
)
def test_words_that_can_be_read_count(sieve_of_ours, inside):
    assert sieve_of_ours.may_be_relevant(page(OTHER, before=inside).encode())


def _item(body, charset=None):
    """A page as it comes from an archive."""
    return Item("warc", Place("a.warc", "a.warc"), body, 0, Origin(charset=charset))


def _layouts(article):
    """Pages of one article in several encodings and manners."""
    title = html.escape(article.get("title") or "Kabar")
    sentences = [html.escape(p, quote=False) for p in article["text"].split("\n") if p.strip()]
    plain = page(sentences, title=title, after=f"<div class='side'><ul><li>{HEADLINE}</li></ul></div>")
    marked = plain.replace("inova", "ino&shy;va").replace("Inova", "<b>I</b>nova").replace("luncur", "lun\u200bcur")
    entities = page(["".join(f"&#{ord(c)};" for c in s) for s in sentences], title=title)
    yield plain.encode()
    yield marked.encode()
    yield plain.replace("inovasi", "INOVASI").replace("luncur", "LUNCUR").encode()
    yield entities.encode()
    yield plain.encode("utf-16")
    yield plain.replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252", "xmlcharrefreplace")
    yield "".join(f"<p>{s}</p>" for s in sentences).encode()


def test_nothing_relevant_in_the_corpus_is_dropped(sieve_of_ours, rulebook):
    everything = pipeline.Options(all=True)
    relevant = dropped = 0
    for path in sorted((ROOT / "corpus/articles/dev").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines()[::4]:
            for body in _layouts(json.loads(line)):
                passes = sieve_of_ours.may_be_relevant(body)
                outcome = pipeline._outcome(_item(body), rulebook, everything, None)
                found = getattr(outcome, "relevant", False)
                relevant += found
                dropped += found and not passes
    assert relevant > 100 and dropped == 0


PIECES = st.sampled_from([
    "inova", "luncurkan", "I", "no", "va", "si ", "nova", "i", "kata ", "<b>", "</b>", "<p>", "</p>", "<li>", "</li>", "<ul>", "</ul>",
    "<a href='/x'>", "</a>", "<a name=x>", "<script>", "</script>", "<!--", "-->", "<h3>", "</h3>", "<div>", "</div>", "\u00ad",
    "&shy;", "&#105;", " warga kota lama ", "<style>", "</style>", "<", ">", '"', "<span title='", "'>", "<img alt='inovasi'>", "\n", "&amp;", "<br>", "<h1>", "</h1>", "\0",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_random_pages(sieve_of_ours, pieces):
    body = page([*OTHER, "".join(pieces), *OTHER]).encode()
    if not sieve_of_ours.may_be_relevant(body):
        article = read.parse(Item("html", Place("a.html", "a.html"), body))
        text = f"{article.title}\n{article.text}".lower().replace("\u00ad", "")
        assert "inova" not in text and "luncur" not in text


def test_words_that_bytes_can_not_show_switch_it_off():
    assert read.Sieve(["inovasi", "añejo"]).may_be_relevant(page(OTHER).encode())
    assert read.Sieve(["ok"]).may_be_relevant(page(OTHER).encode())


def test_both_engines_agree(rulebook, monkeypatch):
    words = rulebook.words("relevance_gate")
    quick = read.Sieve(words)
    monkeypatch.setattr(sieve, "_scanner", sieve._plain_scanner)
    plain = read.Sieve(words)
    chance = random.Random(1)
    parts = [
        "ino",
        "va",
        "<b>",
        "</b>",
        "luncur",
        "&shy;",
        "x" * 30,
        "\x93",
        "<a href=x>",
        "é",
        "\u200b",
        "&#105;",
        "novel",
    ]
    for _ in range(400):
        body = "".join(chance.choices(parts, k=12)).encode("utf-8")
        assert quick.may_be_relevant(body) == plain.may_be_relevant(body)


def test_hostile_pages_end_soon(sieve_of_ours):
    import time

    for body in (b"<" * 2_000_000, b"inovasi<" * 200_000, b"<a href=x>" * 200_000 + b"inovasi", b"<script" * 300_000):
        start = time.process_time()
        sieve_of_ours.may_be_relevant(b"<p>" + body)
        assert time.process_time() - start < 10


def test_the_run_leaves_out_only_what_is_irrelevant(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(response(page(OTHER), 1)) + gzip.compress(response(page(), 2)))
    few = [r.article.url for r in pipeline.run([path])]
    every = [r.article.url for r in pipeline.run([path], pipeline.Options(all=True)) if r.relevant]
    assert few == every == ["https://kabar.example/2"]
    assert links.HEADLINE == 3


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_random_pages_that_mark_their_article(sieve_of_ours, pieces):
    head = '<meta property="og:title" content="Kabar kota">'
    body = page([*OTHER, "".join(pieces), *OTHER], head=head).encode()
    if not sieve_of_ours.may_be_relevant(body):
        article = read.parse(Item("html", Place("a.html", "a.html"), body))
        text = f"{article.title}\n{article.text}".lower().replace("\u00ad", "")
        assert "inova" not in text and "luncur" not in text


@pytest.mark.parametrize(
    "body",
    [
        "<p><a href='/x'>Inovasi<br>Kota<br>Cilegon</a></p>",  # one word, as the parsed page has it
        "<p><a href='/x'>Inovasi<!-- a > b c d --></a></p>",
        "<p><a href='/x'>Inovasi<script>satu dua tiga</script></a></p>",
        "<style-guide>Ada inovasi baru.</style-guide></style>",
        "<title>Harga <kami inovasi</title>",
    ],
)
def test_what_only_looks_as_if_it_were_not_read(sieve_of_ours, body):
    assert sieve_of_ours.may_be_relevant(page(OTHER, before=body).encode())


def test_every_character_that_can_stand_in_or_for_a_word(sieve_of_ours):
    """All of Unicode: what cleaning takes out of a word, or makes a letter of, the search sees or has the page read."""
    every = [chr(n) for n in range(0x110000) if not 0xD800 <= n < 0xE000]
    inside = [c for c in every if not c.isspace() and clean.sound(f"ino{c}va").lower() == "inova"]
    letters = [(c, x) for c in every[0x80:] if (x := clean.sound(c).lower()).isascii() and x.isalpha()]
    assert len(inside) > 30 and len(letters) > 0
    for char in inside:
        for encoding in ("utf-8", "utf-16"):
            assert sieve_of_ours.may_be_relevant(with_word(f"ino{char}va").encode(encoding)), hex(ord(char))
    for char, letter in letters:
        if letter in "inova":
            word = "inova".replace(letter, char)
            assert sieve_of_ours.may_be_relevant(with_word(word).encode()), hex(ord(char))


def test_entities_by_any_name_or_number(sieve_of_ours, rulebook):
    """What the parser and cleaning make of an entity decides, not what its name says."""
    names = sorted({name.rstrip(";") for name in html.entities.html5})
    numbers = [
        f"#{form}" for n in (*range(1, 0x250), *range(0x2000, 0x2070), 0xFEFF, 0xE0001) for form in (n, f"x{n:X}")
    ]
    for name in [*names, *numbers]:
        for before, after in (("&", ";"), ("&", ""), ("&amp;", ";"), ("&#38;", ";"), ("&amp", ";")):
            word = f"ino{before}{name}{after}va"
            text = clean.sound(lxml.html.fromstring(f"<p>{word}</p>").text_content())
            if "inova" in text.lower():
                assert sieve_of_ours.may_be_relevant(with_word(word).encode()), word
