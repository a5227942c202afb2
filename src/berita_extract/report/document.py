"""The report as one JSON document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from berita_extract.model import Record
from berita_extract.report.coverage import coverage
from berita_extract.report.spool import Spool, mismatches
from berita_extract.report.words import STATUSES

SCHEMA = "berita-extract-check/1"


def json_report(spool: Spool, *, with_coverage: bool = False, only_mismatches: bool = False) -> Iterator[str]:
    """`{"schema", "articles", "checks", "coverage", "results": […]}` in pieces, a line an article."""
    head: dict[str, Any] = {
        "schema": SCHEMA,
        "articles": len(spool),
        "articles_with_mismatch": spool.wrong,
        "checks": {status: spool.statuses[status] for status in STATUSES},
    }
    if with_coverage:
        head["coverage"] = spool.coverage.as_json()
    yield _encoded(head)[:-1] + ',"results":['
    comma = "\n"
    for record in spool:
        if only_mismatches and not mismatches(record):
            continue
        yield comma + _encoded(_result(record, with_coverage))
        comma = ",\n"
    yield "\n]}\n"


def _result(record: Record, with_coverage: bool) -> dict[str, Any]:
    article = record.article
    result: dict[str, Any] = {
        "record_id": record.record_id,
        "source_id": article.source_id,
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "source": article.source,
        "mismatches": mismatches(record),
        "checks": record.checks,
    }
    if with_coverage:
        result["coverage"] = coverage(record).as_json()
    return result


def _encoded(value: object) -> str:
    return msgspec.json.encode(value).decode()
