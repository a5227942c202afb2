"""What kind of input it is, by its name and its first bytes."""

from __future__ import annotations

import re

from berita_extract.errors import InputError
from berita_extract.read.decode import decode, wide_encoding

HEAD = 4096
_MAGIC = {
    b"%PDF": "PDF", b"PK\x03\x04": "ZIP or Office", b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "Zstandard",
    b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"\x7fELF": "program", b"BZh": "bzip2",
    b"\xd0\xcf\x11\xe0": "old Office", b"\xfd7zXZ": "xz", b"PAR1": "Parquet", b"SQLite format": "SQLite",
}  # fmt: skip
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--|<!doctype\s+html|<(?:html|head|body|meta|title|div|article|p)\b)", re.I
)
_STRONG_HTML = re.compile(r"\s*(?:<!doctype\s+html|<html\b)", re.I)


def refuse_binary(head: bytes, where: str) -> None:
    """Raise InputError where the first bytes are no text."""
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            raise InputError(where, f"a binary file ({name}): give text, HTML, JSON Lines or CSV")
    if wide_encoding(head):
        return
    controls = sum(head.count(c) for c in (*range(9), *range(14, 27), *range(28, 32)))
    if (b"\0" in head and head.count(0) > 2) or controls > 0.1 * len(head):
        raise InputError(where, "a binary file: give text, HTML, JSON Lines or CSV")


def looks_like(head: bytes) -> str:
    """The reader for content of no known name: jsonl, html, csv or text."""
    text = decode(head).lstrip()
    if text.startswith("{"):
        return "jsonl"
    if _HTML.match(text):
        return "html"
    first = text.split("\n", 1)[0]
    cells = {cell.strip(' "\r').lower() for cell in re.split("[,;\t|]", first)}
    return "csv" if len(cells) > 1 and cells & {"text", "html"} else "text"


def is_page(head: bytes) -> bool:
    """Whether a file that is named otherwise is an HTML page all the same."""
    return _STRONG_HTML.match(decode(head)) is not None
