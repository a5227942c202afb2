"""What several test files need: articles of our own and a way to call the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from berita_extract import rules
from berita_extract.cli import main

RELEVANT = (
    "Pemerintah Kota Cilegon melalui Dinas Kesehatan meluncurkan 12 inovasi pelayanan publik di aula wali kota, "
    "Selasa (04/08/2020).\n\n"
    'Kepala Dinas Kesehatan Kota Cilegon, Ratna Contoh, mengatakan inovasi itu dibuat puskesmas. "Kami ingin warga '
    'dilayani lebih cepat," ujarnya.\n\nPewarta: Rahmat Contoh\n'
)
IRRELEVANT = "Tim sepak bola itu menang dua gol tanpa balas pada pertandingan semalam di stadion.\n"


@pytest.fixture(scope="session")
def rulebook():
    """Our own patterns."""
    return rules.load()


@pytest.fixture
def articles(tmp_path):
    """A JSON Lines file of six articles, one of them irrelevant."""
    path = tmp_path / "news.jsonl"
    rows = [{"id": f"a{n}", "url": f"https://kabar.example/{n}", "text": RELEVANT} for n in range(5)]
    rows.append({"id": "b", "text": IRRELEVANT})
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    return path


@pytest.fixture
def cli():
    """Call the command line: `cli("run", …)` gives exit_code, stdout, stderr."""
    return lambda *arguments, **settings: CliRunner().invoke(main, [str(a) for a in arguments], **settings)


@pytest.fixture
def run_folder(cli, tmp_path):
    """Run over inputs with --all; (exit status, records, failures) as lists of dicts."""

    def run(*inputs, options=(), **settings):
        out = tmp_path / "out"
        result = cli("run", *inputs, "-o", out, "--all", *options, **settings)
        return result.exit_code, *(_objects(out / f"{name}.jsonl") for name in ("records", "failures"))

    return run


def _objects(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="session")
def readme():
    """The README's text."""
    return (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")
