"""Quoted stretches: marks of all kinds, kept apart from apostrophes, in linear time."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berita_extract.facts.quotes import _MARKS, Quoter, _mark_spans

QUOTER = Quoter(frozenset({"kata", "ujar", "ungkap", "jelas"}))

CASES = [
    ("straight", '"Kami siap," kata Budi.', ["Kami siap,"]),
    ("curly", "“Kami siap,” kata Budi.", ["Kami siap,"]),
    ("mixed", '“Kami siap," kata Budi.', ["Kami siap,"]),
    ("both closing", "”Kami siap,” kata Budi.", ["Kami siap,"]),
    ("low opening", "„Kami siap,“ kata Budi.", ["Kami siap,"]),
    ("angle", "«Kami siap», kata Budi.", ["Kami siap"]),
    ("two single marks", "''Kami siap,'' kata Budi.", ["Kami siap,"]),
    ("two curly single marks", "’’Kami siap,’’ kata Budi.", ["Kami siap,"]),
    ("doubled by a table", '""Kami siap,"" kata Budi.', ["Kami siap,"]),
    ("what is left of a double encoding", "“Kami siap,â€ kata Budi.", ["Kami siap,"]),
    ("single", "‘Kami siap,’ kata Budi.", ["Kami siap,"]),
    ("straight single", "'Kami siap,' kata Budi.", ["Kami siap,"]),
    ("spaces inside", '" Kami siap, " kata Budi.', ["Kami siap,"]),
    ("glued to the verb", '"Kami siap,"kata Budi.', ["Kami siap,"]),
    ("space before the closing mark", 'Ia tiba. "Kami siap, "ujarnya.', ["Kami siap,"]),
    ("no space after the point", 'Acara usai."Kami siap," kata Budi.Lalu pulang.', ["Kami siap,"]),
    ("nested", "“Kami pakai “SIGAP” di sini,” kata Budi.", ["Kami pakai “SIGAP” di sini,"]),
    ("nested at the end", '"Kami luncurkan "SIGAP"," kata Budi.', ['Kami luncurkan "SIGAP",']),
    ("single marks nested", "“Jangan bilang ‘nanti saja’ lagi,” kata Budi.", ["Jangan bilang ‘nanti saja’ lagi,"]),
    ("closed in the next paragraph", '"Kami siap.\n\nBesok mulai," kata Budi.', ["Kami siap.\n\nBesok mulai,"]),
    ("each paragraph opened", "“Kami siap.\n\n“Besok mulai,” kata Budi.", ["Kami siap.\n\n“Besok mulai,"]),
    ("three paragraphs", '"Satu.\n"Dua.\n"Tiga," kata Budi.\n"Empat," kata Ani.', ['Satu.\n"Dua.\n"Tiga,', "Empat,"]),
    ("unclosed before its attribution", "“Kami siap, katanya.\nAcara usai.", ["Kami siap,"]),
    ("unclosed before a name", "“Kami siap, ujar Budi.\n“Besok,” kata Ani.", ["Kami siap,", "Besok,"]),
    ("unclosed to the end of the paragraph", '"Kami siap mulai.\nAcara usai.', ["Kami siap mulai."]),
    ("cut by the end of the text", 'Ia berkata, "Kami siap mul', ["Kami siap mul"]),
    ("several in a line", 'Ada "Asri", "Rapi" dan "Sigap".', ["Asri", "Rapi", "Sigap"]),
    ("apostrophes inside words", "Jum'at di Ma’had Al-Qur'an milik Ya'kub.", []),
    ("apostrophes at the end of words", "Masa' rambu solo' di Malango' ramai.", []),
    ("stray closing mark", "Kami siap” kata Budi.", []),
    ("empty", '"" dan “”', []),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_stretches(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in QUOTER(text)] == expected


def test_closed_tells_whether_a_closing_mark_stood_there() -> None:
    assert [q.closed for q in QUOTER('"Kami siap," kata Budi. "Besok')] == [True, False]


@pytest.mark.parametrize("piece", ['"', '" ', ' "', '"a\n', "' a", "“a ", '"a, kata ', "'a ", "“a\n\n", "a' '", "”“"])
def test_time_grows_linearly_with_the_marks(piece: str) -> None:
    started = time.perf_counter()
    quotes = QUOTER(piece * 100_000)
    assert time.perf_counter() - started < 5
    assert all(a.outer_end <= b.outer_start for a, b in pairwise(quotes))


@given(st.text(st.sampled_from(_MARKS + "a \n"), max_size=30))
def test_marks_are_found_singly_and_in_pairs(text):
    assert _mark_spans(text) == [m.span() for m in re.finditer(f"[{re.escape(_MARKS)}]{{1,2}}", text)]
