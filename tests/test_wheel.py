"""What the wheel carries, and that its copy of the patterns is the one in the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_patterns_are_inside(wheel):
    files = [p for p in (ROOT / "patterns").rglob("*") if p.is_file()]
    assert files
    for path in files:
        inside = f"berita_extract/_patterns/{path.relative_to(ROOT / 'patterns').as_posix()}"
        assert wheel.read(inside) == path.read_bytes()


def test_modules_are_inside_and_nothing_else(wheel):
    modules = {p.relative_to(ROOT / "src").as_posix() for p in (ROOT / "src").rglob("*.py")}
    names = set(wheel.namelist())
    assert modules | {"berita_extract/py.typed"} <= names
    assert not [n for n in names if n.startswith(("tests", "corpus", "output"))]


def test_entry_points_and_licence(wheel):
    names = wheel.namelist()
    points = wheel.read(next(n for n in names if n.endswith("entry_points.txt"))).decode()
    assert "berita-extract = berita_extract.cli:main" in points
    assert "id_berita = berita_extract.language:IdBerita" in points
    assert any(n.endswith("LICENSE") for n in names)
