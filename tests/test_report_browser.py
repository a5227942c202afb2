"""The report in a real browser: nothing runs, nothing is refused, light and dark, phone and desktop, paper."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import zlib
from html import escape

import pytest

from berita_extract.report import Spool, words
from berita_extract.report.page import page
from figure_records import SUM, make, sum_check
from test_report import HOSTILE

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--enable-logging=stderr",
)  # fmt: skip
DARK = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0")
LIGHT_PAGE, DARK_PAGE = (0xF6, 0xF5, 0xF1), (0x15, 0x17, 0x1A)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Call Chromium with a profile of its own: `browser("--dump-dom", address)` gives the finished process."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(f"no browser ({', '.join(NAMES)}): install Chromium")
        pytest.skip("no Chromium here: the report is not looked at in a browser")

    def call(*arguments):
        profile = tmp_path_factory.mktemp("profile")
        command = [program, *FLAGS, f"--user-data-dir={profile}", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)

    return call


@pytest.fixture
def report(tmp_path):
    """The page of two articles, one of them hostile."""
    records = [
        make("a", title="Angka lomba inovasi", url="https://kabar.example/1", checks=(sum_check(),)),
        make("b", text=HOSTILE, title=HOSTILE, checks=(sum_check(HOSTILE, number=2),)),
        make("c", text=SUM * 12 + "x" * 400, title="x" * 300, checks=(sum_check(status="ok"),)),
    ]
    with Spool() as spool:
        for record in records:
            spool.add(record)
        path = tmp_path / "report.html"
        path.write_text("".join(page(spool, words("id"), with_coverage=True)), "utf-8")
    return path


def first_pixel(png):
    """Red, green, blue of the top left corner of a PNG file."""
    data = png.read_bytes()
    assert data.startswith(b"\x89PNG")
    packed, at = b"", 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            packed += data[at + 8 : at + 8 + length]
        at += length + 12
    return tuple(zlib.decompress(packed)[1:4])  # the first pixel is the same under every filter of the format


def title(dom):
    return re.search(r"<title>(.*?)</title>", dom, re.DOTALL)[1]


def test_hostile_text_runs_nothing(browser, report):
    done = browser("--virtual-time-budget=2000", "--dump-dom", report.as_uri())
    assert title(done.stdout) == words("id").title
    assert "<script" not in done.stdout and "<img" not in done.stdout
    assert "Content Security Policy" not in done.stderr and "CONSOLE" not in done.stderr


def test_the_same_text_would_run_in_a_page_without_care(browser, tmp_path):
    path = tmp_path / "careless.html"
    path.write_text(f"<!doctype html><title>x</title><body>{HOSTILE}", "utf-8")
    assert title(browser("--dump-dom", path.as_uri()).stdout) == "owned"


def test_the_policy_alone_would_stop_it(browser, report):
    careless = report.read_text("utf-8").replace("</main>", f"{HOSTILE}</main>")
    report.write_text(careless, "utf-8")
    done = browser("--dump-dom", report.as_uri())
    assert title(done.stdout) == words("id").title and "Content Security Policy" in done.stderr


@pytest.mark.parametrize(("flags", "colour"), [((), LIGHT_PAGE), (DARK, DARK_PAGE)])
def test_light_and_dark(browser, report, tmp_path, flags, colour):
    browser(*flags, "--window-size=800,600", f"--screenshot={tmp_path / 'page.png'}", report.as_uri())
    assert first_pixel(tmp_path / "page.png") == colour  # and so the style sheet was let through


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_is_wider_than_the_window(browser, report, tmp_path, width):
    inner = re.sub(r"<meta http-equiv[^>]*>", "", report.read_text("utf-8")).replace("<details", "<details open")
    outer = tmp_path / "outer.html"
    outer.write_text(
        f'<!doctype html><title>?</title><iframe id="f" width="{width}" height="900" frameborder="0" '
        f'srcdoc="{escape(inner)}"></iframe><script>onload = () => {{ const d = document.getElementById("f")'
        ".contentDocument.documentElement; document.title = `${d.clientWidth} ${d.scrollWidth}`; };</script>",
        "utf-8",
    )
    seen = title(browser("--dump-dom", outer.as_uri()).stdout)
    assert seen == f"{width} {width}"


def test_it_prints(browser, report, tmp_path):
    browser("--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'page.pdf'}", report.as_uri())
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
