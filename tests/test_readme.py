"""The README does what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from berita_extract import clean, read, rules
from berita_extract.cli import main
from berita_extract.model import Article, Record
from berita_extract.pipeline import DEFAULTS

README = (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_help_of_run_is_what_the_readme_shows():
    shown = CliRunner().invoke(main, ["run", "--help"], prog_name="berita-extract", terminal_width=100).output
    indented = "".join(f"    {line}\n" if line.strip() else "\n" for line in shown.splitlines())
    assert indented in README, f"put this into README.md:\n{indented}"


@pytest.mark.parametrize("code", blocks("python"))
def test_python_examples_run(code, capsys):
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert isinstance(names["record"], Record) and capsys.readouterr().out.startswith("True r")


def test_the_rule_works(tmp_path):
    (tmp_path / "clean.yaml").write_text(blocks("yaml")[0], "utf-8")
    article = clean.clean(Article(text="Langganan buletin kami\nIsi berita."), clean.rules_of(rules.load(tmp_path)))
    assert article.text == "Isi berita."


def test_limits_are_those_of_the_program():
    assert f"{read.MAX_BYTES // 1_000_000} MB" in README and f"{read.MAX_TEXT:,} characters" in README
    assert f"{DEFAULTS.seconds:g} seconds" in README


def test_every_field_and_suffix_is_named():
    for name in Record.__struct_fields__:
        assert name == "schema" or f"`{name}`" in README, name
    for reader in read.READERS.values():
        assert f"`{reader.suffixes[0]}`" in README
