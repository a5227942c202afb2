"""Relations tried only around the words that they need find what they find in the whole code."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from berita_extract.check.required import required, windows
from berita_extract.check.view import make_language


@pytest.fixture(scope="module")
def relations(rulebook):
    return [relation for rules in make_language(rulebook).rules.values() for relation in rules if relation.need]


_PIECES = st.sampled_from([
    "N", "N", "P", "M", "O", "Y", "|", " orang", " desa", " dari ", ", ", " naik", " turun", " menjadi ", " ke ",
    " total", " sebelumnya", " tahun lalu", " masing-masing ", " per ", " tiap ", " rata-ratanya ",
    " peringkat ", " persentase ",
    " dibagi ", " kali lipat", " sehingga", " artinya ", " selisih ", " atau ", " hanya ", " di kota itu ",
    " jumlahnya ", " kenaikan", " dibanding ", " kuota ", " target ", "; ", " (", ") ", " dan ",
    " lain" * 40, " hadir ",
])  # fmt: skip


def _everywhere(word: str, code: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(word)})", code)]


@given(st.lists(_PIECES, max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_match_lies_outside_the_windows(relations, pieces):
    code = "".join(pieces)
    for relation in relations:
        around = windows(relation.need, lambda word: _everywhere(word, code), len(code))
        found = [m.span() for a, b in around for m in relation.expression.finditer(code, a, b)]
        assert found == [m.span() for m in relation.expression.finditer(code)], relation.rule.id


@pytest.mark.parametrize(
    ("expression", "rows"),
    [
        (r"N (?:naik|turun) [^|]{0,20}N", (("N naik", "N turun"),)),
        (r"N[^|]{1,9}(?:naik|turun)", (("naik", "turun"),)),
        (r"\b(?:selisih|menyusut|menurun)\b", (("menurun", "menyusut", "selisih"),)),
        (r"(?: dari total)?N(?:peringkat){1,2}", (("peringkat",),)),
        (r"N(?:naik|[a-z]{3})", None),
        (r"(?:naik){0,2}N", None),
        (r"\Anaik", None),
        (r"naik.{0,5000}", None),
    ],
)
def test_what_a_match_must_hold(expression, rows):
    need = required(re.compile(expression))
    assert (need and need.rows) == rows


def test_windows_that_touch_are_one():
    need = required(re.compile("naik N{0,10}"))
    assert windows(need, lambda _: [500, 505, 1200], 2000) == [(485, 720), (1185, 1415)]
