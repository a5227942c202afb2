"""Cleaning: characters, lines, furniture, margins, language."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import berita_extract
from berita_extract import clean, rules
from berita_extract.errors import PatternError
from berita_extract.model import Article

RULES = clean.rules_of(rules.load())
BODY = "Pemerintah kota meluncurkan inovasi baru di aula.\n\nWarga menyambut program itu dengan senang."


def cleaned(text: str, **known) -> Article:
    return clean.clean(Article(text=text, **known), RULES)


@pytest.mark.parametrize("rule", rules.load().of("clean"), ids=lambda r: r.id)
def test_rule_holds_its_examples_and_is_tried_on_them(rule):
    line_rule = clean._line_rule(rule)
    for example in rule.examples:
        text, start, end = rules.split_example(example)
        match = line_rule.pattern.search(text)
        assert match and match.span() == (start, end), example
        assert not line_rule.anchors or any(a in text[:40].lower() for a in line_rule.anchors), example
        assert not line_rule.inside or any(a in text.lower() for a in line_rule.inside), example
    for text in rule.counterexamples:
        assert not line_rule.pattern.search(text), text


def test_a_rule_without_anchor_is_refused(tmp_path):
    rule = "- {id: clean.mine, about: x, regex: abc, examples: ['[abc]'], not: [b]}"
    (tmp_path / "clean.yaml").write_text(rule, "utf-8")
    with pytest.raises(PatternError, match=r"clean.yaml:1: rule 'clean.mine': `set` needs one of anchor"):
        clean.rules_of(rules.load(tmp_path))


def test_a_rule_of_the_users_own(tmp_path):
    rule = "- {id: clean.mine, about: x, regex: ^K$, examples: ['[K]'], not: [b], set: {why: advert, first: true}}"
    (tmp_path / "clean.yaml").write_text(rule, "utf-8")
    found = clean.clean(Article(text="K\nInovasi kota."), clean.rules_of(rules.load(tmp_path)))
    assert found.text == "Inovasi kota." and found.removed[0].why == "advert"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("satu\r\ndua\rtiga", "satu\ndua\ntiga"),
        ("satu\u2028dua\x0btiga", "satu\ndua\ntiga"),
        ("Kota\u00a0Cile\u00adgon\u200b, \ufeffBanten\tutara", "Kota Cilegon, Banten utara"),
        ("  tepi  \n\n\n\n  bawah ", "tepi\n\nbawah"),
        ("kata â€œinovasiâ€\x9d itu", "kata “inovasi” itu"),
        ("Jumâ€™at â€“ Sabtu", "Jum’at – Sabtu"),
        ("kata cafÃ© Â© itu", "kata café © itu"),
        ("kata \x93inovasi\x94 itu", "kata “inovasi” itu"),
        ("e\u0301lan", "élan"),
        ("a\ud800b\x00c\x07d", "a\ufffdbcd"),
        ("dua  spasi tetap", "dua  spasi tetap"),
    ],
)
def test_characters(raw, expected):
    assert cleaned(raw).text == expected


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Baca juga: Kota Lain Raih 12 Penghargaan", "related_link"),
        ("ADVERTISEMENT", "advert"),
        ("banner 728x90", "advert"),
        ("Bagikan ke Facebook Twitter WhatsApp", "share"),
        ("Halaman 1 dari 3", "page_counter"),
        ("Loading...", "furniture"),
        ("Foto: Dok. Humas", "caption"),
    ],
)
def test_lines_taken_out(line, why):
    first, _, second = BODY.partition("\n\n")
    article = cleaned(f"{first}\n\n{line}\n\n{second}")
    assert article.text == BODY
    assert [(r.text, r.why) for r in article.removed] == [(line, why)]


def test_a_link_at_the_end_of_a_paragraph():
    article = cleaned("Program itu berjalan. Baca juga: Kota Lain Raih 12 Penghargaan\nWarga senang.")
    assert article.text == "Program itu berjalan.\nWarga senang."
    assert article.removed[0].text == "Baca juga: Kota Lain Raih 12 Penghargaan"


def test_a_list_of_links():
    article = cleaned(
        f"{BODY}\nBACA JUGA\n\nWali Kota Lain Lantik 12 Pejabat\n2. Bus Baru untuk Warga Contoh\nIa pun pulang."
    )
    assert article.text == f"{BODY}\n\nIa pun pulang." or article.text == f"{BODY}\nIa pun pulang."
    assert [r.why for r in article.removed] == ["related_link"] * 3


@pytest.mark.parametrize(
    "line",
    [
        "Ia mengajak warga baca juga buku sejarah daerah.",
        "Foto itu diambil dinas pada 2019.",
        "Bagikan berita baik ini kepada warga, kata bupati.",
        "Iklan layanan masyarakat dipasang di terminal.",
        "1. DUA TIGA, milik Dinas Kesehatan",
        "Wali Kota Contoh Lantik Pejabat",
        "Kata kunci: inovasi, pelayanan",
    ],
)
def test_ordinary_lines_stay(line):
    article = cleaned(f"{BODY}\n{line}")
    assert article.text.endswith(line) and article.removed == ()


def test_a_repeated_title():
    article = cleaned(f"Kota Contoh  Berinovasi\n\n{BODY}", title="Kota Contoh\u00a0Berinovasi")
    assert (article.title, article.text) == ("Kota Contoh Berinovasi", f"Kota Contoh  Berinovasi\n\n{BODY}")
    article = cleaned(f"KOTA CONTOH BERINOVASI\n\n{BODY}", title="Kota Contoh Berinovasi")
    assert (article.text, article.removed[0].why) == (BODY, "title")


@pytest.mark.parametrize(
    ("margin", "reporter", "editor", "publisher", "stays"),
    [
        ("Pewarta: Rahmat Contoh\n\nEditor :\n\n© KABAR Contoh 2020", "Rahmat Contoh", None, "KABAR Contoh", False),
        ("Penulis : Sinta D. | Editor : Joko Purwa", "Sinta D.", "Joko Purwa", None, False),
        ("Reporter: Andi.\nEditor: Budi", "Andi", "Budi", None, False),
        ("Semua hadir. (abc/xyz)", "abc", "xyz", None, True),
        ("Semua hadir. (adv)", None, None, None, True),
    ],
)
def test_margins(margin, reporter, editor, publisher, stays):
    article = cleaned(f"{BODY}\n\n{margin}")
    assert (article.reporter, article.editor, article.publisher) == (reporter, editor, publisher)
    assert article.text == (f"{BODY}\n\n{margin}" if stays else BODY)
    assert [line.why for line in article.removed] == ["byline"] * (0 if stays else len(re.findall(r"[^\n]+", margin)))


def test_a_byline_makes_no_facts_but_its_year_counts():
    text = f"{BODY[:-1]}, Selasa (04/08).\n\nPewarta: Rahmat Hidayah\n\nCOPYRIGHT © KABAR Banten 2020"
    record = berita_extract.extract(text)
    assert [date.value for date in record.dates] == ["2020-08-04"]
    assert not record.other_people and not record.governments


@pytest.mark.parametrize(
    ("dateline", "publisher"),
    [
        ("CILEGON, Xkabar.com – ", "Xkabar.com"),
        ("Serang (KABARA) - ", "KABARA"),
        ("Xkabar.co.id, Bantul - ", "Xkabar.co.id"),
    ],
)
def test_dateline(dateline, publisher):
    assert cleaned(dateline + BODY).publisher == publisher


def test_what_the_input_says_comes_first():
    article = cleaned(f"{BODY}\n\nPewarta: Rahmat Contoh", reporter="Sinta", publisher="Kabar")
    assert (article.reporter, article.publisher) == ("Sinta", "Kabar")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "id"),
        ("Kerajaan negeri berkata bahawa inovasi itu digunakan oleh pelbagai pihak kerana mudah.", "ms"),
        ("The city launched a new service for the people, and it was praised by many.", "en"),
        ("Walikota ngendika yen inovasi iku kanggo wong cilik lan ora mbayar.", "jv"),
        ("123 456", None),
    ],
)
def test_language(text, language):
    assert cleaned(text).language == language


def test_digest():
    assert cleaned(BODY + "\n").text_sha256 == hashlib.sha256(BODY.encode()).hexdigest()


@given(st.text(max_size=400))
def test_any_text_becomes_sound(text):
    article = cleaned(text)
    assert article.text_sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert clean.sound(article.text) == article.text


LINES = st.sampled_from(
    ["Baca juga: X Raih 2", "ADVERTISEMENT", "Warga senang.", "", "1 2 3", "İstanbul ẞ baca juga:", "(a/b)"]
)


@given(st.lists(LINES, max_size=12))
def test_nothing_vanishes_unlisted(lines):
    text = "\n".join(lines)
    article = cleaned(text)
    kept = article.text.split() + [word for r in article.removed for word in r.text.split()]
    assert sorted(kept) == sorted(text.split())


def test_a_printable_character_is_left_alone():
    odd = [chr(code) for code in range(0x110000) if clean._ODD.match(chr(code))]
    assert [char for char in odd if char.isprintable()] == ["\ufffc", "\ufffd"]  # asked for apart, in `sound`
