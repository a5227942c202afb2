"""The cheapest test of all: whether the bytes of a page can hold a word that every relevant article has.

`Sieve.may_be_relevant` says no only where the text of the page, read in full, has none of the words. It looks for them
in the raw bytes, and passes over those that stand where no article text is: in scripts, in tags, and in links that are
all that their block says (a headline of another article; html.py takes these out of the page). A word may also be
hidden from a search: by entities, soft hyphens, tags inside it, wide encodings. What could hide one is searched for at
the same time, and a page that has it is read by the parser before it is given up.
"""

from __future__ import annotations

import codecs
import html
import html.entities
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from berita_extract.read.decode import decode
from berita_extract.read.html import MAX_TAGS, declared_charset
from berita_extract.read.links import is_link_only

# Codecs of which every ASCII letter is one byte of its own; pages in others are read by the parser.
_SIMPLE = re.compile(r"(?i)(?:utf-?8|ascii|us-ascii|latin-?1|l1|windows-125\d|cp-?125\d|iso-?8859-\d{1,2})")
_BACK = 4_000  # bytes that a tag is looked for before a word
_MOJIBAKE = re.compile("[ÃÂâ][\x80-\xbf\u20ac\u2018-\u203a\u0152-\u0192]")
_PREFIX = 5  # letters of a word that are searched for
_SHORTEST = 4  # letters; a shorter word would be found everywhere


def _hidden_entities() -> list[str]:
    """Expressions for entities that stand for a letter of ASCII, or for what cleaning takes out."""
    names = sorted({name.rstrip(";") for name, text in html.entities.html5.items() if _hides(text)})
    numbers = [n for n in range(0x3100) if _hides(chr(n))]
    decimal = "|".join(map(str, numbers))
    sixteen = "|".join(f"{n:x}" for n in numbers)
    return [
        *(re.escape(before + name) for name in names for before in ("&", "amp;")),  # fixed texts are found sooner
        f"&(?:amp;){{0,3}}#0{{0,9}}(?:{decimal})(?:[^0-9]|$)",
        f"&(?:amp;){{0,3}}#x0{{0,9}}(?:{sixteen})(?:[^0-9a-f]|$)",
        "&(?:amp;){0,3}#(?:0{10}|[0-9]{5}|x[0-9a-f]{5}|x[ef][0-9a-f]{3}|x3[1-9a-f][0-9a-f]{2}|x[4-9a-d][0-9a-f]{3})",
    ]


_BLANKS = {9, 10, 13, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x1680}


def _hides(text: str) -> bool:
    letters = (c.lower().isascii() and c.isalpha() for c in text)
    return any(letters) or any(not c.isprintable() and ord(c) not in _BLANKS for c in text)


# What could stand inside a word or for a letter of it, as bytes of UTF-8 or of an older encoding.
_HIDERS = (
    *_hidden_entities(),
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]",
    r"[\x00-\x7f][\x80-\xbf]",  # not UTF-8: an older encoding, where such a byte may be a soft hyphen
    r"\xc2[\x80-\x9f\xad]",
    r"[\xd8-\xdf\xe1][\x80-\xbf]",  # writings with invisible marks of their own
    r"\xe2\x80[\x8b-\x8f\xa8-\xae]",
    r"\xe2\x81[\xa0-\xaf]",
    r"\xe2\x84\xaa",  # a K of its own, for kelvin
    r"[\xee\xef][\x80-\xbf]",
    r"\xf0[\x90-\x9e]|\xf0\x9f[\xaa-\xbf]|[\xf1-\xff]",
    r"\xc3[\x82\x83\xa2]",  # UTF-8 that was read as Windows-1252, and is repaired later
    r"\\u00(?:4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a]|[189][0-9a-f]|0[0-8]|ad)",
    r"\\u(?:20(?:0[b-f]|2[8-e]|6[0-9a-f])|db[4-9a-f][0-9a-f]|e[0-9a-f]{3}|f(?:[0-8][0-9a-f]{2}|e[0-9a-f]{2}|ff[0-9a-f])|0[67][0-9a-f]{2}|212a)",
    r"<!\[cdata\[",
)


class Sieve:
    """The search for the words of lists/relevance_gate.txt in bytes."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = [max(word.split(), key=len).lower() for word in words if word.strip()]
        # A word that can't be searched for in bytes makes every page pass.
        self._blind = any(not word.isascii() or len(word) < _SHORTEST for word in self._words) or not self._words
        hiders = [*_HIDERS, *sorted({re.escape(piece) for word in self._words for piece in _pieces(word)})]
        self._scan = _scanner(self._words, hiders)

    def may_be_relevant(self, page: bytes, charset: str | None = None) -> bool:
        """False where the page, however it is read, has none of the words."""
        if self._blind or not _is_simple(page, charset):
            return True
        page = page.removeprefix(codecs.BOM_UTF8)
        found = self._scan(page)
        if found is None:
            return self._is_in_page(page, charset)
        return any(_is_read(page, start) for start in found)

    def _is_in_page(self, page: bytes, charset: str | None) -> bool:
        if page.count(b"<") > MAX_TAGS:
            return True  # reading it will say that it is too much
        decoded = decode(page, charset or declared_charset(page))
        if _MOJIBAKE.search(decoded):
            return True  # it is repaired later, which takes longer than to read the page
        text = _everything(decoded).lower()
        return any(word in text for word in self._words)


def _pieces(word: str) -> Iterator[str]:
    """Stretches of a page of which one is there where tags cut the word: "ter<b>obo</b>san" has ">obo<"."""
    n = len(word)
    for cut in range(1, n):
        yield word[:cut] + "<" if 2 * cut > n else ">" + word[cut:]
    for start in range(1, n - 1):
        for end in range(start + 1, n):
            yield f">{word[start:end]}<"


# Where words begin; None where something could hide a word.
Found: TypeAlias = "list[int] | None"
_CODE = re.compile(rb"<(/?)(?:script|style)(?=[\s/>])", re.I)


def _scanner(words: Sequence[str], hiders: Sequence[str]) -> Callable[[bytes], Found]:
    """A function that looks for words in bytes."""
    try:
        import hyperscan
    except ImportError:
        return _plain_scanner(words, hiders)
    return _quick_scanner(hyperscan, words, hiders)


def _quick_scanner(hyperscan: Any, words: Sequence[str], hiders: Sequence[str]) -> Callable[[bytes], Found]:
    flags = hyperscan.HS_FLAG_CASELESS
    # Beginnings are rarer than the ends that hyperscan would look for: fewer places to look at twice.
    patterns = [re.escape(word[:_PREFIX]).encode() for word in words] + [hider.encode("latin-1") for hider in hiders]
    kinds = [flags] * len(words) + [flags | hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_DOTALL] * len(hiders)
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(expressions=patterns, ids=list(range(len(patterns))), elements=len(patterns), flags=kinds)
    wholes = [word.encode() for word in words]
    first_hider = len(words)

    def found(number: int, start: int, end: int, flags: int, context: tuple[bytes, list[int]]) -> bool:
        page, places = context
        if number >= first_hider:
            places.append(-1)
            return True
        word = wholes[number]
        start = end - min(len(word), _PREFIX)
        if page[start : start + len(word)].lower() == word:
            places.append(start)
        return False

    def scan(page: bytes) -> Found:
        places: list[int] = []
        try:
            database.scan(page, match_event_handler=found, context=(page, places))
        except hyperscan.ScanTerminated:
            return None
        return None if places and places[-1] < 0 else places

    return scan


def _plain_scanner(words: Sequence[str], hiders: Sequence[str]) -> Callable[[bytes], Found]:
    hiding = re.compile("|".join(hiders).encode("latin-1"), re.I | re.S)
    word = re.compile("|".join(map(re.escape, words)).encode(), re.I)

    def scan(page: bytes) -> Found:
        if hiding.search(page):
            return None
        return [match.start() for match in word.finditer(page)]

    return scan


def _is_simple(page: bytes, charset: str | None) -> bool:
    declared = charset or declared_charset(page)
    return declared is None or _SIMPLE.fullmatch(declared) is not None


def _is_read(page: bytes, at: int) -> bool:
    """Whether the bytes at a place can become text of an article or its title."""
    return not (_in_tag(page, at) or is_link_only(page, at) or _in_code(page, at))


def _in_tag(page: bytes, at: int) -> bool:
    start = page.rfind(b"<", max(0, at - _BACK), at)
    if start < 0 or page.find(b">", start, at) >= 0 or at - start < 2:
        return False
    end = page.find(b">", at, at + _BACK)
    if end < 0 or page.find(b"<", at, end) >= 0:
        return False  # not closed: a parser may take it for text
    name = page[start + 1 : start + 6].lower()
    return (name[:1].isalpha() or name[:1] in (b"/", b"!")) and not name.startswith((b"meta", b"!"))


def _in_code(page: bytes, at: int) -> bool:
    """Whether it is in a script (not the one that tells of the article) or a style sheet, which has an end."""
    following = _CODE.search(page, at)
    if following is None or not following.group(1):
        return False
    start = _last_code(page, at)
    if start < 0 or page[start + 1 : start + 2] == b"/":
        return False
    opened = page.find(b">", start, at)
    return opened > 0 and b"json" not in page[start:opened].lower() and page.find(b"-->", start, at) < 0


def _last_code(page: bytes, at: int) -> int:
    """Where the last tag of a script or style sheet before a place begins; -1 where there is none."""
    width = 4096
    while True:
        begin = max(0, at - width)
        found = [match.start() for match in _CODE.finditer(page, begin, at)]
        if found or begin == 0:
            return found[-1] if found else -1
        width *= 8


def _everything(page: str) -> str:
    """All that a page says, in text, tags and scripts, without what could cut a word."""
    import trafilatura

    page = page.replace("\0", "")
    try:
        tree = trafilatura.load_html(page)
        parts = [page] if tree is None else ["".join(tree.itertext()), *_attributes(tree)]
    except (RecursionError, MemoryError, ValueError):
        parts = [page]
    text = "\n".join([*parts, page])
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "\\u" in text:
        text += re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), text)
    text = text.replace("\u212a", "K")
    return text.translate({ord(char): None for char in set(text) if not char.isprintable() or char == "\ufffc"})


def _attributes(tree: Any) -> Iterator[str]:
    for element in tree.iterfind(".//meta"):
        yield element.get("content") or ""
