"""The command line: statuses, messages, files, speed of --help."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version

import jsonschema
import pytest

from berita_extract.cli.group import COMMANDS
from conftest import IRRELEVANT, RELEVANT


def test_status_0_and_the_three_files(cli, articles, tmp_path):
    result = cli("run", articles, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["failures.jsonl", "records.jsonl", "run.json"]
    about = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert about["inputs"] == [str(articles)]
    assert about["software"] == f"berita-extract {version('berita-extract')}" and len(about["patterns_sha256"]) == 64
    assert {k: about["counts"][k] for k in ("articles", "records", "relevant", "irrelevant", "failures")} == {
        "articles": 6, "records": 5, "relevant": 5, "irrelevant": 1, "failures": 0,
    }  # fmt: skip
    assert "6 articles: 5 relevant, 1 irrelevant, 0 failed; 5 records ->" in result.stderr
    assert "What was found" in result.stderr


def test_status_1_where_an_input_failed(cli, articles, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    result = cli("run", articles, tmp_path / "empty.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"failed: {tmp_path / 'empty.txt'}: empty" in result.stderr
    assert len((tmp_path / "out" / "records.jsonl").read_text("utf-8").splitlines()) == 5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Missing argument"),
        (("none.txt",), "none.txt: no such file or folder"),
        (("-", "-"), "standard input can be read only once"),
        (("-", "--jobs", "0"), "Invalid value for '--jobs'"),
        (("-", "--limit", "0"), "Invalid value for '--limit'"),
        (("-", "--patterns", "none"), "Invalid value for '--patterns'"),
        (("-", "--wrong"), "No such option"),
    ],
)
def test_status_2_for_wrong_use(cli, arguments, message):
    result = cli("run", *arguments, input="")
    assert result.exit_code == 2 and message in result.stderr


def test_status_2_for_a_folder_that_can_not_be_written(cli, articles):
    result = cli("run", articles, "-o", articles / "out")
    assert result.exit_code == 2 and "can't write there" in result.stderr


def test_status_2_for_wrong_patterns(cli, articles, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "x.yaml").write_text("- {id: x}", "utf-8")
    result = cli("run", articles, "-o", tmp_path / "out", "--patterns", tmp_path / "mine")
    assert result.exit_code == 2 and "x.yaml:1: rule 'x'" in result.stderr
    assert not list((tmp_path / "out").iterdir())


def test_status_2_for_an_unknown_command(cli):
    assert cli("wrong").exit_code == 2


def test_standard_input_to_standard_output(cli):
    result = cli("run", "-", "-o", "-", "-q", input=RELEVANT)
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert record["article"]["source_id"] == "stdin" and record["relevant"] is True


def test_failures_beside_standard_output(cli, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    result = cli("run", tmp_path / "a.txt", "-o", "-", "-q")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"failed: {tmp_path / 'a.txt'}: empty\n"


def test_limit_and_all(cli, articles, tmp_path):
    assert cli("run", articles, "-o", tmp_path, "--limit", "2").exit_code == 0
    assert len((tmp_path / "records.jsonl").read_text("utf-8").splitlines()) == 2
    assert cli("run", articles, "-o", tmp_path, "--all").exit_code == 0
    assert len((tmp_path / "records.jsonl").read_text("utf-8").splitlines()) == 6


def test_two_processes_write_the_same_files(articles, tmp_path):
    for count in ("1", "2"):
        command = [sys.executable, "-m", "berita_extract", "run", str(articles), "-o", str(tmp_path / count), "--all"]
        subprocess.run([*command, "--jobs", count], check=True, capture_output=True)
    for name in ("records.jsonl", "failures.jsonl", "run.json"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_many_records_and_failures_are_cut_short(cli, tmp_path):
    good = json.dumps({"text": RELEVANT}) + "\n"
    (tmp_path / "a.jsonl").write_text(good * 41 + "x\n" * 11, "utf-8")
    result = cli("run", tmp_path / "a.jsonl", "-o", tmp_path / "out")
    assert "… and 1 more records" in result.stderr and "… and 1 more failures" in result.stderr


def test_records_agree_with_the_schema(cli, articles, tmp_path):
    cli("run", articles, "-o", tmp_path, "--all")
    schema = json.loads(cli("schema").stdout)
    assert schema["$schema"].endswith("2020-12/schema") and schema["$id"] and schema["version"]
    for line in (tmp_path / "records.jsonl").read_text("utf-8").splitlines():
        jsonschema.Draft202012Validator(schema).validate(json.loads(line))


def test_show_a_text(cli):
    result = cli("show", RELEVANT, env={"COLUMNS": "200"})
    assert result.exit_code == 0 and "12 inovasi" in result.stdout and "article: relevant" in result.stdout


def test_show_a_file(cli, articles):
    assert "b: not relevant" in cli("show", articles, "-n", "6").stdout
    assert "sepak bola" in cli("show", "-", input=IRRELEVANT).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.txt",), "none.txt: no such file (and no text: a text has blanks)"),
        (("FILE", "-n", "9"), "it has no article 9"),
        (("FILE", "-n", "7"), "not a JSON object"),
    ],
)
def test_show_what_is_not_there(cli, articles, arguments, message):
    with articles.open("a", encoding="utf-8") as file:
        file.write("x\n")
    result = cli("show", *(articles if a == "FILE" else a for a in arguments))
    assert result.exit_code == 2 and message in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_a_line_in_the_readme(cli, command, readme):
    assert cli(command, "--help").exit_code == 0
    assert f"berita-extract {command}" in readme


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], *([c, "--help"] for c in COMMANDS)])
def test_help_imports_nothing_heavy(arguments):
    code = (
        f"import sys; sys.argv = ['berita-extract', *{arguments}]\n"
        "from berita_extract.cli import main\n"
        "try: main()\nexcept SystemExit as end: assert not end.code\n"
        "heavy = {'spacy', 'trafilatura', 'dateparser', 'rich', 'numpy', 'yaml'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
