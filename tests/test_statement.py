"""Statements: what is speech, who says it, and what the reporter retells."""

from __future__ import annotations

import re
from functools import cache

import pytest

from berita_extract import rules
from berita_extract.facts import statement
from berita_extract.facts.attributed import attributed_names
from berita_extract.facts.context import Context, Knowledge
from berita_extract.facts.official import Entity
from berita_extract.facts.speech_words import speech_words
from berita_extract.model import Article, Statement

# Who is named in the test sentences, and with which words.
NAMES = {
    "o1": ["Budi Santoso", "Budi", "Bupati"],
    "o2": ["Siti Aminah", "Siti", "Kepala Dinas Kesehatan"],
    "o3": ["Joko Susilo", "Joko", "Sekda"],
    "p1": ["Dewi Anggraini", "Dewi"],
    "o4": ["Bimasena Adji"],
}


@cache
def knowledge() -> Knowledge:
    return Knowledge(rules.load())


def read(text: str) -> list[Statement]:
    """The statements of a text whose people are those of NAMES."""
    known = knowledge()
    analysis = known.analyser(text)
    context = Context(Article(text=text), analysis, known.chunker(analysis), known)
    people = []
    for who, forms in NAMES.items():
        entity = Entity(id=who, names=[forms[0]], key=tuple(forms[0].lower().split()))
        for form in forms:
            places = [m.span() for m in re.finditer(rf"\b{form}\b", text)]
            entity.spans.update((analysis.word_at(a), analysis.word_at(b - 1) + 1) for a, b in places)
        if entity.spans:
            people.append(entity)
    context.found["people"] = people
    found = statement.find(context)
    for fact in found:
        assert all(text[e.start : e.end] == e.text for e in fact.evidence)
    assert context.found["speech"] == sorted(
        (e.start, e.end, s.speaker) for s in found if s.speaker for e in s.evidence
    )
    return found


def direct(text: str) -> list[tuple[str, str | None]]:
    """(quotation, speaker) of the direct statements."""
    return [(s.text, s.speaker) for s in read(text) if s.kind == "direct"]


SPEECH = [
    ("name behind", '"Kami siap," kata Budi Santoso.', [("Kami siap", "o1")]),
    ("part of a name", "“Kami siap,” ujar Siti, Rabu (4/8).", [("Kami siap", "o2")]),
    ("office alone", '"Kami siap," jelas Kepala Dinas Kesehatan.', [("Kami siap", "o2")]),
    ("comma outside", '"Kami siap", tutur Joko.', [("Kami siap", "o3")]),
    ("question inside", '"Sudah siap semua?" tanya Budi.', [("Sudah siap semua?", "o1")]),
    ("pronoun -nya", 'Budi Santoso membuka acara. "Kami siap," ungkapnya.', [("Kami siap", "o1")]),
    ("pronoun dia", 'Budi Santoso membuka acara.\n\n"Kami siap," kata dia.', [("Kami siap", "o1")]),
    ("the one who spoke last", '"Satu," kata Siti.\n"Dua sudah," ujarnya.', [("Satu", "o2"), ("Dua sudah", "o2")]),
    (
        "he who is accompanied",
        'Budi Santoso, didampingi Sekda Joko, datang. "Kami siap," katanya.',
        [("Kami siap", "o1")],
    ),
    (
        "guests do not speak",
        'Siti Aminah membuka acara. Turut hadir Sekda Joko Susilo. "Kami siap," katanya.',
        [("Kami siap", "o2")],
    ),
    (
        "the name of another in the attribution",
        '"Kami siap," kata Siti usai menemui Bupati Budi Santoso.',
        [("Kami siap", "o2")],
    ),
    ("description that points back", 'Dewi datang. "Kami senang," kata ibu tiga anak itu.', [("Kami senang", "p1")]),
    ("somebody without a name", 'Budi datang. "Setuju," jawab para peserta.', [("Setuju", None)]),
    ("before, with comma", 'Budi mengatakan, "Kami siap mulai."', [("Kami siap mulai.", "o1")]),
    (
        "before, with colon",
        "Ditanya soal itu, Siti menjawab: “Bisa, asal ada kotaknya.”",
        [("Bisa, asal ada kotaknya.", "o2")],
    ),
    ("before, -nya", 'Budi berpesan. Katanya, "Jangan lihat orangnya!"', [("Jangan lihat orangnya!", "o1")]),
    (
        "behind bahwa",
        "Budi menyampaikan bahwa “Inovasi itu kerja kita semua sehari-hari”.",
        [("Inovasi itu kerja kita semua sehari-hari", "o1")],
    ),
    ("name and colon", 'Siti Aminah: "Obatnya cuma telaten."', [("Obatnya cuma telaten.", "o2")]),
    ("name and verb behind", '"Kami siap mulai besok," Budi menjelaskan.', [("Kami siap mulai besok", "o1")]),
    (
        "no attribution",
        "Bagi Dewi itu tidak penting. “Buat saya, yang penting jalannya bagus.”",
        [("Buat saya, yang penting jalannya bagus.", "p1")],
    ),
    (
        "verb in the next paragraph",
        "“Kami tidak membangun gedung baru,”\n\nkata Joko, Rabu (10/11).",
        [("Kami tidak membangun gedung baru", "o3")],
    ),
    ("unknown verb", '"Kami tidak punya perahu," ratap Dewi.', [("Kami tidak punya perahu", "p1")]),
    ("unknown verb with -nya", 'Dewi maju. "Kami tidak punya perahu," gerutunya.', [("Kami tidak punya perahu", "p1")]),
    (
        "attribution inside the marks",
        "Joko mengaku ragu. “Sinyalnya kadang-kadang, katanya”",
        [("Sinyalnya kadang-kadang", "o3")],
    ),
    ("closed after the verb", '"Kami siap mulai, kata Budi Santoso". Acara usai.', [("Kami siap mulai", "o1")]),
    ("closed after the date", '"Kami siap mulai, ujar Siti, Rabu (4/8)."', [("Kami siap mulai", "o2")]),
    ("the wife of somebody", '"Kami senang sekali," kata istri Budi, Dewi Anggraini.', [("Kami senang sekali", "p1")]),
    ("only a name behind", '"Kami siap mulai besok," Joko Susilo.', [("Kami siap mulai besok", "o3")]),
    ("a dash and a name", '"Kami siap mulai besok." – Joko Susilo', [("Kami siap mulai besok.", "o3")]),
    (
        "to somebody",
        'Kepada Bupati Budi, Siti berterima kasih. "Matur nuwun, Pak," katanya.',
        [("Matur nuwun, Pak", "o2")],
    ),
    ("company first", 'Didampingi Sekda Joko, Siti tiba. "Kami siap," katanya.', [("Kami siap", "o2")]),
    (
        "a pronoun after the subject of a participle",
        'Menanggapi itu, Siti menutup rapat. "Kami tunggu buktinya," ujarnya.',
        [("Kami tunggu buktinya", "o2")],
    ),
    (
        "told afterwards",
        '"Jangan takut salah." Kalimat itu diucapkan Siti Aminah di aula.',
        [("Jangan takut salah.", "o2")],
    ),
    (
        "reader of another's words",
        'Sekda Joko membacakan sambutan Bupati. "Kami siap," ujarnya.',
        [("Kami siap", "o3")],
    ),
    (
        "stand-in",
        'Bupati Budi Santoso diwakili Siti Aminah membuka acara. "Kami siap," ujarnya.',
        [("Kami siap", "o2")],
    ),
    (
        "nickname",
        '"Kami siap," kata Siti, yang akrab disapa Bu Tini. "Besok mulai," lanjut Bu Tini.',
        [("Kami siap", "o2"), ("Besok mulai", "o2")],
    ),
    ("nickname before the name", '"Kami siap," ucap Pak Jos, sapaan akrab Joko Susilo.', [("Kami siap", "o3")]),
    (
        "short form of a name",
        'Alat itu buatan tim Bimasena Adji. "Harganya murah," kata Bima.',
        [("Harganya murah", "o4")],
    ),
    (
        "two parts, each a sentence",
        '"Tidak mungkin kami rawat," kata Siti. "Makanya rumah warga yang diobati."',
        [("Tidak mungkin kami rawat", "o2"), ("Makanya rumah warga yang diobati.", "o2")],
    ),
    (
        "two parts of one sentence",
        '"Yang paling saya suka," kata Joko, "adalah cara kerjanya."',
        [("Yang paling saya suka adalah cara kerjanya.", "o3")],
    ),
    (
        "a running quotation",
        "“Kami siap.\n\n“Besok kami mulai,” kata Budi.",
        [("Kami siap.\n\n“Besok kami mulai", "o1")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in SPEECH], ids=[c[0] for c in SPEECH])
def test_speech_and_its_speaker(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert direct(text) == expected


NO_SPEECH = [
    ("innovation", 'Budi meluncurkan inovasi "SIGAP", layanan baru.'),
    ("innovation and a verb of speech", 'Inovasi "Bule Data", kata Budi, sudah dipakai warga.'),
    ("theme", 'Kegiatan bertema "Maju Bersama Inovasi Daerah Kita" itu dibuka Budi.'),
    ("theme, then a verb of speech", 'Acara bertajuk "Maju Bersama", ujar Budi, digelar dua hari.'),
    ("slogan", "Spanduk bertuliskan “Kami Siap Melayani Anda!” terpasang."),
    ("scare quotes", "Budi menyebut proses ini sebagai “lompatan”."),
    ("name behind a verb", "Warga menyebutnya 'Kota Tua' sejak lama."),
    ("name after a verb of speech and a comma", 'Menurut Budi, "Lumbung Data" sudah dipakai warga.'),
    ("list", 'Ada tiga layanan: "Asri", "Rapi", dan "Sigap".'),
    ("proverb", 'Ia menyitir ungkapan: "Yang terang tidak usah disuluh".'),
    ("letter", '"Seluruh warga wajib waspada," bunyi surat edaran itu.'),
    ("related link", 'Baca juga: "Kami Siap Mulai Besok Pagi Sekali"'),
]


@pytest.mark.parametrize("text", [c[1] for c in NO_SPEECH], ids=[c[0] for c in NO_SPEECH])
def test_marks_that_are_no_speech(text: str) -> None:
    assert direct(text) == []


REPORTED = [
    (
        "bahwa",
        "Budi Santoso mengatakan bahwa dana itu cukup untuk dua tahun.",
        ("dana itu cukup untuk dua tahun", "o1"),
    ),
    (
        "comma",
        "Siti menambahkan, pihaknya sudah menyiapkan tiga perahu.",
        ("pihaknya sudah menyiapkan tiga perahu", "o2"),
    ),
    ("menurut", "Menurut Joko, biaya per desa tidak sampai dua juta.", ("biaya per desa tidak sampai dua juta", "o3")),
    ("agar", "Bupati Budi berharap agar semua dinas ikut serta.", ("semua dinas ikut serta", "o1")),
    (
        "pronoun",
        "Siti datang. Ia menyebut layanan itu berjalan di semua kecamatan.",
        ("layanan itu berjalan di semua kecamatan", "o2"),
    ),
    (
        "verb at the end",
        "Perahu itu tiba bulan lalu dari Surabaya, kata Joko.",
        ("Perahu itu tiba bulan lalu dari Surabaya", "o3"),
    ),
    (
        "verb first, office and name",
        "Dijelaskan Kepala Dinas Kesehatan, Siti Aminah, obat itu sudah dibagikan ke warga.",
        ("obat itu sudah dibagikan ke warga", "o2"),
    ),
    ("verb first", "Dikatakan Siti, obat itu sudah dibagikan ke warga.", ("obat itu sudah dibagikan ke warga", "o2")),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in REPORTED], ids=[c[0] for c in REPORTED])
def test_reported_speech(text: str, expected: tuple[str, str]) -> None:
    found = [(s.text, s.speaker) for s in read(text) if s.kind == "indirect"]
    assert found == [expected]


def test_nobody_known_reports_nothing() -> None:
    assert read("Seorang warga mengatakan bahwa jalan itu rusak sejak lama.") == []


def test_the_verb_is_kept_as_written() -> None:
    assert [s.verb for s in read('"Kami siap," Ungkap Budi. "Besok pagi," imbuhnya.')] == ["Ungkap", "imbuhnya"]


def test_speech_spans_are_given_also_before_find() -> None:
    text = '"Kami siap," kata Budi.'
    known = knowledge()
    analysis = known.analyser(text)
    context = Context(Article(text=text), analysis, known.chunker(analysis), known)
    context.found["people"] = [Entity(id="o1", names=["Budi"], key=("budi",), spans={(6, 7)})]
    assert statement.speech_spans(context) == [(1, 10, "o1")]


def test_the_regular_expressions_match_their_own_examples() -> None:
    patterns = speech_words(knowledge()).patterns
    assert patterns
    for rule in knowledge().rulebook.of("statement", "regex"):
        for example in rule.examples:
            text, start, end = rules.split_example(example)
            match = patterns[rule.id].search(text)
            assert match is not None and match.span() == (start, end), (rule.id, example)
        for text in rule.counterexamples:
            assert patterns[rule.id].search(text) is None, (rule.id, text)


def test_hostile_text_stays_linear() -> None:
    for text in ('"Kami siap," kata Budi. ' * 4_000, '"' * 100_000, "kata " * 50_000, '"a," kata dia.\n' * 20_000):
        assert isinstance(read(text), list)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Kami siap," kata Zwembar kepada wartawan.', ["Zwembar"]),
        ('"Kami siap," ujar Zwembar Qorik, Rabu (4/8).', ["Zwembar Qorik"]),
        ('"Kami siap," kata kepala kabinet Zwembar Qorik kemarin.', ["Zwembar Qorik"]),
        ('"Kami siap," kata pengacara Zwembar Qorik, Siti Aminah.', []),
        ('"Kami siap," kata warga yang lewat di pasar, Zwembar (32), saat itu.', ["Zwembar"]),
        ('"Kami siap," kata warga Kampung Suka Tani.', []),
        ('"Kami siap," ujarnya. Zwembar pulang.', []),
        ('"Kami siap," kata Kepala Dinas Kesehatan.', []),
        ('"Kami siap," kata dia.', []),
        ('"Kami siap," kata Senin lalu.', []),
    ],
)
def test_names_that_only_their_place_gives_away(text: str, expected: list[str]) -> None:
    known = knowledge()
    analysis = known.analyser(text)
    context = Context(Article(text=text), analysis, known.chunker(analysis), known)
    assert [analysis.slice(*span) for span in attributed_names(context)] == expected
