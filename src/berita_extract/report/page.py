"""The report as one HTML page that needs nothing else: no network, no script, styles that its own policy allows."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from berita_extract.report.marks import visible
from berita_extract.report.spool import Spool, mismatches
from berita_extract.report.view import article_view, percent
from berita_extract.report.words import SIGNS, STATUSES, Words

_LISTED = 1000  # articles named in the overview


def page(spool: Spool, words: Words, *, with_coverage: bool = False, only_mismatches: bool = False) -> Iterator[str]:
    """The page in pieces, one article at a time."""
    style = _file("report.css")
    found = spool.coverage
    return _environment().from_string(_file("report.html.jinja")).generate(
        w=words,
        style=Markup(style),
        policy=policy(style),
        total=len(spool),
        relations=spool.statuses.total(),
        wrong=spool.statuses["mismatch"],
        verdicts=[(s, SIGNS[s], words.statuses[s], spool.statuses[s]) for s in STATUSES],
        overview=_overview(spool, words),
        left_out=max(0, spool.wrong - _LISTED),
        coverage=words.coverage_line.format(found.accounted, found.total, percent(found.share, words.lang))
        if with_coverage and found.share is not None
        else None,
        articles=(
            article_view(record, number, words, with_coverage)
            for number, record in enumerate(spool, 1)
            if not only_mismatches or mismatches(record)
        ),
    )  # fmt: skip


def policy(style: str) -> str:
    """The content security policy: nothing may be loaded or run, and only this style sheet applies."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _overview(spool: Spool, words: Words) -> Iterator[tuple[str, str, int]]:
    for number, record in enumerate(spool, 1):
        wrong = mismatches(record)
        if not wrong or number > _LISTED:
            return
        yield f"a{number}", visible(record.article.title or record.article.source_id or words.untitled), wrong


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _file(name: str) -> str:
    return (files("berita_extract.report") / "templates" / name).read_text("utf-8")
