"""Links into the live page: only to http and https, at the words of a figure (a text fragment)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

MAX_URL = 2000
MAX_DIRECTIVES = 3
_WINDOW = 80  # characters on each side in which they are looked for
_WORDS = 6  # words on each side of the figure that the fragment names
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\"'<>\\^`{|}]")
_PIECE = re.compile(r"\S{1,80}")


def safe_url(url: str | None) -> str | None:
    """The address if it is one of the web that a link may lead to, else None."""
    if not url or len(url) > MAX_URL or _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and host else None


def host(url: str) -> str:
    """The host that a safe address leads to, as the reader should see it (never what stands before an "@")."""
    name = urlsplit(url).hostname or ""
    try:
        return name.encode("idna").decode("ascii") if not name.isascii() else name
    except UnicodeError:
        return ascii(name).strip("'")


def at_words(url: str, text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The address with a text fragment that lets the browser show the words around the spans."""
    snippets = list(dict.fromkeys(_around(text, start, end) for start, end in spans))[:MAX_DIRECTIVES]
    base, hash_, fragment = url.partition("#")
    fragment = fragment.partition(":~:")[0]
    directives = "&".join(f"text={_coded(snippet)}" for snippet in snippets if snippet)
    if not directives:
        return url
    return f"{base}#{fragment}:~:{directives}" if hash_ else f"{base}#:~:{directives}"


def _around(text: str, start: int, end: int) -> str:
    """The figure with a few whole words on each side, within its line."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    before = _PIECE.findall(text[max(line_start, start - _WINDOW) : start])
    if start - _WINDOW > line_start and before and not text[start - _WINDOW - 1].isspace():
        before = before[1:]  # cut in two by the window
    after = _PIECE.findall(text[end : min(len(text) if line_end < 0 else line_end, end + _WINDOW)])
    if after and end + _WINDOW < (len(text) if line_end < 0 else line_end):
        after = after[:-1]
    left = start - 1 >= line_start and not text[start - 1].isspace()
    right = end < len(text) and not text[end].isspace()
    head = " ".join(before[-_WORDS:]) + ("" if left or not before else " ")
    tail = ("" if right or not after else " ") + " ".join(after[:_WORDS])
    return " ".join(f"{head}{text[start:end]}{tail}".split())


def _coded(snippet: str) -> str:
    # "-", "," and "&" part the pieces of a text fragment; quote() leaves "-" as it is.
    return quote(snippet.encode("utf-8", "replace"), safe="").replace("-", "%2D")
