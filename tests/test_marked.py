# ruff: noqa: E501 - markup is easier to read in one line
"""Pages that mark their article: the same text as trafilatura finds, and no guess where anything is in doubt."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from berita_extract import read
from berita_extract.read import html, marked
from berita_extract.read.item import Item, Place
from web_archives import OTHER, SENTENCES

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
import bench_pages

STATED = '<meta property="og:title" content="Kabar &quot;Kota&quot;"><meta property="og:url" content="https://kabar.example/1">'
PARAGRAPHS = "\n".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
TEXT = "\n".join(SENTENCES)


def whole(body, head=STATED):
    return f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>x</title>{head}</head><body><div class="menu"><ul><li><a href="/">Beranda</a></li></ul></div>{body}</body></html>'


def marked_page(inside, start='<div class="entry-content">', end="</div>"):
    return whole(f"{start}{inside}{end}")


def text_of(page):
    return marked.text_of(page.encode())


def article(page):
    return read.parse(Item("html", Place("a.html", "a.html"), page.encode()))


@pytest.mark.parametrize(
    "start",
    [
        '<div class="entry-content">', "<div class='post-content clearfix'>", '<section class="read__content">', '<div itemprop="articleBody" class="x">',
        '<div class="detail__body-text itp_bodycontent">', '<article id="article-body">', '<article>', '<DIV CLASS="x" ID="entry-content">', "<main id = entry-content data-x=1 class='article__body'>",
    ],
)  # fmt: skip
def test_the_body_that_is_marked(start):
    end = f"</{start[1:].split(' ')[0].rstrip('>')}>"
    assert text_of(marked_page(PARAGRAPHS, start, end)) == TEXT
    found = article(marked_page(PARAGRAPHS, start, end))
    assert found.text == TEXT and found.title == 'Kabar "Kota"' and found.url == "https://kabar.example/1"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"<div class='clearfix'><div>{PARAGRAPHS}</div></div>", TEXT),
        (PARAGRAPHS.replace("</p>", ""), TEXT),
        (f"<script>if (a<b) document.write('<p>x</p>')</script><style>p{{}}</style>{PARAGRAPHS}<!-- <p>x</p> -->", TEXT),
        (f"<figure><img src=x><figcaption>Foto: kantor</figcaption></figure>{PARAGRAPHS}<svg><path d='M1'/></svg>", TEXT),
        (f"{PARAGRAPHS}<div class='ads'>Iklan</div><ins class='adsbygoogle'></ins>", TEXT),
        (f"{PARAGRAPHS}<p><a href='/b'>Perusahaan Luncurkan Ponsel Baru</a></p><h3><a href='/c'>Baca ini</a></h3>", TEXT),
        (f"<h2>Pembuka</h2>{PARAGRAPHS}<h3>Penutup tanpa isi</h3>", f"Pembuka\n{TEXT}"),
        (f"{PARAGRAPHS}<p>Layanan&nbsp;baru\n  &amp; <b>mur</b>ah<br>untuk <i>semua</i></p>", f"{TEXT}\nLayanan baru & murah\nuntuk semua"),
        (f"{PARAGRAPHS}<ul><li>satu layanan</li><li><b>dua</b></li></ul>", f"{TEXT}\n- satu layanan\n- dua"),
        (f"{PARAGRAPHS}<blockquote>Kami senang.</blockquote><blockquote><p>Sekali.</p></blockquote>", f"{TEXT}\nKami senang.\nSekali."),
        (f'{PARAGRAPHS}<p title="a b">Akhir.</p>', f"{TEXT}\nAkhir."),
    ],
)  # fmt: skip
def test_what_a_body_says(inside, text):
    assert text_of(marked_page(inside)) == text


@pytest.mark.parametrize(
    "page",
    [
        whole(PARAGRAPHS),
        marked_page(f"{PARAGRAPHS}<table><tr><td>x</td></tr></table>"),
        marked_page(f"{PARAGRAPHS}<p>5 < 6</p>"),
        marked_page(f'{PARAGRAPHS}<p title="a>b">x</p>'),
        marked_page(f"{PARAGRAPHS}<p>a > b</p>"),
        marked_page(f"Jakarta - {SENTENCES[0]}<br>{PARAGRAPHS}"),
        marked_page(f"{PARAGRAPHS}</span></section>"),
        marked_page(f"{PARAGRAPHS}<script>var x = '<!--';</script>"),
        marked_page(f"{PARAGRAPHS}<script>x"),
        marked_page(f"{PARAGRAPHS}<![CDATA[x]]>"),
        marked_page("<p>Pendek.</p><p>Sekali.</p>"),
        marked_page(PARAGRAPHS, '<div class="entry-content" style="display: none">'),
        marked_page(PARAGRAPHS, '<div class="entry-content-wrapper">'),
        marked_page(PARAGRAPHS, '<div class="entry-content">', ""),
        whole(f"<script type='text/template'><div class=\"entry-content\">{PARAGRAPHS}</div></script>"),
        whole(f'<!-- <div class="entry-content">{PARAGRAPHS}</div> -->'),
        whole(f'<div class="entry-content"><p>Ringkasan.</p><p>Dua.</p></div><div class="all">{PARAGRAPHS * 3}</div>'),
        marked_page(PARAGRAPHS + "\0"),
        marked_page(f"{PARAGRAPHS}<div hidden><p>Tersembunyi.</p></div>"),
    ],
)
def test_what_is_in_doubt_is_left_to_the_parser(page):
    assert text_of(page) is None


def test_a_page_without_a_stated_title_is_left_to_the_parser():
    page = marked_page(PARAGRAPHS).replace(STATED, "")
    assert html.glance(page.encode()) is None
    assert article(page).text


def test_what_is_not_stated_is_looked_for_by_trafilatura():
    page = marked_page(PARAGRAPHS).replace("</head>", '<meta name="date" content="2024-03-05"></head>')
    page = page.replace("<body>", '<body><div class="author">Rahmat Contoh</div>')
    found = article(page)
    assert (found.text, found.published, found.reporter) == (TEXT, "2024-03-05", "Rahmat Contoh")


def test_the_same_text_as_trafilatura_finds():
    """But for what stands above the text: the headline, which an article has apart, and the day."""
    for page in bench_pages.pages(60, seed=7):
        title, text = html.glance(page.body)
        searched, _ = html._searched(page.body.decode())
        found = [lines.split("\n") for lines in (text, searched)]
        for lines in found:
            while lines[0].lower() == title.lower() or len(lines[0]) == len("2024-03-05"):
                lines.pop(0)
        assert found[0] == found[1]


def test_facts_are_those_of_the_parsed_page():
    from berita_extract.read import page_facts

    for page in bench_pages.pages(30, seed=8):
        tree = html._parsed(page.body.decode())
        assert page_facts.Stated(page.body).facts() == page_facts.of(tree)


PIECES = st.sampled_from([
    "<p>", "</p>", "<b>", "</b>", "<div>", "</div>", "<h2>", "</h2>", "<li>", "</li>", "<ul>", "</ul>", "<a href='/x'>", "</a>", "<br>", "<script>", "</script>",
    "<!--", "-->", "<figure>", "</figure>", "<table>", "<td>", "</table>", "<blockquote>", "</blockquote>", "<section>", "</section>", "<article>", "</article>", "<div class='entry-content'>",
    "luncurkan layanan baru ", "inovasi", "Kota kami ", "kata ", "&amp;", "&shy;", "\u00ad", "<", ">", '"', "<style>", "</style>", "<noscript>", "</noscript>", "<p title='", "'>", "\n", *OTHER,
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_a_glance_sees_what_parsing_gives(pieces):
    page = marked_page("".join([f"<p>{OTHER[0]}</p>", *pieces, f"<p>{OTHER[1]}</p><p>{OTHER[2]}</p>"]))
    seen = html.glance(page.encode())
    if seen is not None:
        found = article(page)
        assert (found.title, found.text) == seen


@pytest.mark.parametrize(
    "inside",
    ["<p>" * 300_000, "<div>" * 300_000, "<a href=x>" * 200_000, "x" * 3_000_000, "<!--" * 300_000, "</p" * 300_000, '<p title="' * 200_000, "<p>x</p>" * 200_000],
)  # fmt: skip
def test_hostile_pages_end_soon(inside):
    start = time.process_time()
    text_of(marked_page(inside))
    text_of(marked_page(PARAGRAPHS + inside))
    assert time.process_time() - start < 3
