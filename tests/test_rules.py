"""patterns/: every rule holds its own examples; what is wrong in a user's folder is named with file, line and id."""

from __future__ import annotations

import pytest

from berita_extract import rules
from berita_extract.errors import PatternError
from berita_extract.facts.context import Knowledge
from berita_extract.proof import Prover

RULEBOOK = rules.load()
PROVER = Prover(Knowledge(RULEBOOK))
GOOD = """
- id: official.test
  about: office and name
  frame: "position=POSITION person=PERSON"
  examples: ["kata [Bupati Tuban Budi Santoso] tadi"]
  not: ["kata Bupati tadi"]
"""


@pytest.mark.parametrize("rule", RULEBOOK.rules.values(), ids=lambda r: r.id)
def test_rule_holds_its_examples(rule):
    assert PROVER.problems(rule) == []


def overlay(tmp_path, text):
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    return tmp_path


def test_a_false_example_is_found(tmp_path):
    book = rules.load(overlay(tmp_path, GOOD.replace("[Bupati Tuban Budi Santoso]", "Bupati Tuban [Budi Santoso]")))
    problems = Prover(Knowledge(book)).problems(book.rules["official.test"])
    assert len(problems) == 1 and "should match 'Budi Santoso'" in problems[0]


def test_a_false_counterexample_is_found(tmp_path):
    book = rules.load(overlay(tmp_path, GOOD.replace("kata Bupati tadi", "kata Bupati Budi Santoso tadi")))
    assert "should not match" in Prover(Knowledge(book)).problems(book.rules["official.test"])[0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("about:", "abut:"), "unknown key 'abut'"),
        (('  about: office and name\n', ""), "`about` is missing"),
        (('frame: "position=POSITION person=PERSON"', "regex: 'a+'"), "no upper bound"),
        (('frame: "position=POSITION person=PERSON"', "regex: '(a{1,3}|b*)'"), "no upper bound"),
        (('frame: "position=POSITION person=PERSON"', "regex: '('"), "not a regular expression"),
        (('frame: "position=POSITION person=PERSON"', 'tokens: [{LOWER: dinas, OP: "+"}]'), "no upper bound"),
        (('frame: "position=POSITION person=PERSON"', 'tokens: dinas'), "list of token descriptions"),
        (('frame: "position=POSITION person=PERSON"', "phrase: []"), "`phrase` takes"),
        (('frame: "position=POSITION person=PERSON"', 'frame: "person=PERSON*"'), "no upper bound"),
        (('[Bupati Tuban Budi Santoso]', "Bupati"), "0 stretches in [brackets]"),
        (("official.test", "test"), "<fact>.<name>"),
        (("official.test", "oficial.test"), "there is no fact 'oficial'"),
        (("official.test", "count.test"), "nothing runs its `frame` rules"),
    ],
)  # fmt: skip
def test_a_wrong_rule_is_named(tmp_path, change, message):
    with pytest.raises(PatternError) as caught:
        rules.load(overlay(tmp_path, GOOD.replace(*change)))
    assert message in str(caught.value)
    assert "mine.yaml:2" in str(caught.value)


def test_doubled_ids_are_refused(tmp_path):
    with pytest.raises(PatternError, match="stands already at"):
        rules.load(overlay(tmp_path, GOOD + GOOD))


def test_not_yaml(tmp_path):
    with pytest.raises(PatternError, match="not YAML"):
        rules.load(overlay(tmp_path, "- id: [unclosed"))


def test_overlay_replaces_and_switches_off(tmp_path):
    book = rules.load(overlay(tmp_path, "- id: official.position_name\n  disabled: true\n"))
    assert "official.position_name" in RULEBOOK.rules and "official.position_name" not in book.rules
    assert book.digest != RULEBOOK.digest


def test_a_row_that_is_too_wide_is_named(tmp_path):
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "positions.tsv").write_text("role\ttitle\nx\ty\tz\n", "utf-8")
    with pytest.raises(PatternError, match=r"positions.tsv:2: 3 cells"):
        Knowledge(rules.load(tmp_path))


def test_a_word_added_by_the_user_is_used(tmp_path):
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "positions.tsv").write_text(
        "role\ttitle\tvariants\tcomplement\nkepala_desa\tKapitan Laut\t\tregion\n", "utf-8"
    )
    knowledge = Knowledge(rules.load(tmp_path))
    chunking = knowledge.chunker(knowledge.analyser("kata Kapitan Laut Budi Santoso tadi"))
    assert [c.kind for c in chunking.named] == ["POSITION", "PERSON"]


def test_missing_folder():
    with pytest.raises(PatternError, match="no such folder"):
        from pathlib import Path

        rules.load(Path("nowhere-at-all"))
