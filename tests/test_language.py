"""The tokenizer: exact round trip, and the tokens and sentences that the rules rely on."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from berita_extract import rules
from berita_extract.facts.context import Knowledge
from berita_extract.words import Cutter, split_words


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("id_berita")


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
@settings(max_examples=300, deadline=None)
def test_round_trip(text):
    words, spaces = split_words(text)
    assert "".join(w + " " * s for w, s in zip(words, spaces, strict=True)) == text


# Stretches on which the next one bears, blanks of all sorts, and ordinary ones.
_STRETCHES = st.sampled_from([
    "S.", "M.", "(H.", "Rp.", "Rp", "Tr.", "S.Tr.", "Kom", "Sos.", "Budi4.", "Budi", "5", "12/5", "kata", "kata.",
    "dr.", "ke-", "2,", "Hj.", "a.b@c.de", "", " ", "\n", "\n\n", "\n\n\n", "\t", "\u00a0", "\x1c", "”", "Keb",
])  # fmt: skip


@given(st.lists(st.tuples(_STRETCHES, st.sampled_from([" ", " ", "\n", ""])), max_size=12))
@settings(max_examples=1000, deadline=None)
def test_cut_apart_or_at_once_it_is_the_same(pairs):
    text = "".join(a + b for a, b in pairs)
    cutter = Cutter(lambda words, spaces: list(zip(words, spaces, strict=True)))
    found = [pair for stretch in cutter(text) for pair in stretch]
    words, spaces = split_words(text)
    assert [word for word, _ in found] == words
    assert [space for _, space in found[:-1]] == spaces[:-1]  # behind the last word nothing follows


def test_doc_text_is_the_text(nlp):
    text = "  Kepala Dinas,\n\nBudi\tSantoso (04/08).  “Ya,” katanya…\u200b"
    assert nlp.make_doc(text).text == text


def test_lone_surrogates_keep_their_place(nlp):
    assert nlp.make_doc("a\ud800b").text == "a\ufffdb"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("anak-anak", ["anak-anak"]),
        ("12/5/2025", ["12/5/2025"]),
        ("(04/08)", ["(", "04/08", ")"]),
        ("1.234,5 ha", ["1.234,5", "ha"]),
        ("33ribu", ["33", "ribu"]),
        ("Rp1,5 miliar", ["Rp", "1,5", "miliar"]),
        ("Budi, S.Sos., M.Si", ["Budi", ",", "S.Sos.", ",", "M.Si"]),
        ("Budi,SH,MA", ["Budi", ",", "SH", ",", "MA"]),
        ("H.M. Taufik", ["H.", "M.", "Taufik"]),
        ("e-Tax dan iKaltara", ["e-Tax", "dan", "iKaltara"]),
        ("Pemkot-nya", ["Pemkot", "-", "nya"]),
        ("Jum'at", ["Jum'at"]),
        ("Rabu,15 September", ["Rabu", ",", "15", "September"]),
        ("Semarang(18/7)", ["Semarang", "(", "18/7", ")"]),
        ("peringkat ke-5", ["peringkat", "ke-5"]),
        ("DP3AKB", ["DP3AKB"]),
    ],
)
def test_tokens(text, words):
    assert split_words(text)[0] == words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Drs. H. Budi hadir. Ia senang.", ["Drs. H. Budi hadir.", "Ia senang."]),
        ("Anggaran Rp. 5 juta. Cukup.", ["Anggaran Rp. 5 juta.", "Cukup."]),
        ("Di Jl. Merdeka No. 5 ramai.", ["Di Jl. Merdeka No. 5 ramai."]),
        ("Budi, S.Sos. M.Si. mengatakan itu.", ["Budi, S.Sos. M.Si. mengatakan itu."]),
        ("“Kami siap.” Ia pulang.", ["“Kami siap.”", "Ia pulang."]),
        ("Selesai.Kemudian pulang.", ["Selesai.", "Kemudian pulang."]),
        ("satu\ndua", ["satu\n", "dua"]),
    ],
)
def test_sentences(text, sentences):
    analysis = Knowledge(rules.load()).analyser(text)
    found = [analysis.text[analysis.starts[a] : analysis.ends[b - 1]] for a, b in analysis.sentences]
    assert found == sentences


def test_saved_and_loaded_by_spacy(nlp, tmp_path):
    pipeline = spacy.blank("id_berita")
    pipeline.add_pipe("berita_sentences")
    pipeline.add_pipe("berita_entities")
    pipeline.to_disk(tmp_path / "model")
    doc = spacy.load(tmp_path / "model")("Kepala Dinas Kesehatan Kota Cilegon, Budi Santoso, hadir. Ia senang.")
    assert [s.text for s in doc.sents] == ["Kepala Dinas Kesehatan Kota Cilegon, Budi Santoso, hadir.", "Ia senang."]
    assert ("Budi Santoso", "PERSON") in [(e.text, e.label_) for e in doc.ents]
    assert ("Kepala Dinas Kesehatan Kota Cilegon", "POSITION") in [(e.text, e.label_) for e in doc.ents]
