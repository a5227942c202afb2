"""Links that are all that their block says: headlines of other articles, told from links inside running text.

`is_link_only` finds them in raw bytes, `drop` takes them out of a parsed page. The first must never see one that the
second leaves.
"""

from __future__ import annotations

import re
from typing import Any

HEADLINE = 3  # words from which on a link is a headline; "Inovasi" alone may be an entry of the article's own list
_LONGEST = 300  # characters; what is longer is a paragraph inside a link
_LEVELS = 4  # elements between a link and the entry of a list that is its own
_LEFT_OVER = 40  # characters that an entry of a list may say beside its headline: "3 jam lalu"
_MOST_BETWEEN = 200  # elements between a link and the end of its block, more than tags fit into _NEAR bytes
_NEAR = 600  # bytes that the ends of a block are looked for before and behind a link
_BLOCKS = (
    "li", "ul", "ol", "dl", "dt", "dd", "h2", "h3", "h4", "h5", "h6", "div", "section", "td", "tr", "p", "figure",
    "figcaption", "aside", "nav", "article", "main", "body", "header", "footer", "table", "tbody",
)  # fmt: skip
_INLINE = ("span", "i", "b", "strong", "em", "img", "font", "u", "small", "picture", "source", "a", "br")
_BLOCK_NAMES, _INLINE_NAMES = (frozenset(name.encode() for name in names) for names in (_BLOCKS, _INLINE))
_NAME = re.compile(rb"</?([a-z][a-z0-9]{0,11})(?:[\s/][^<>]*)?>")
_APART = re.compile(rb"<(?:!|\?|script|style|svg|nav|iframe|button|select|template|canvas|noscript)", re.I)  # no text
_BLANK = b" \t\r\n\f"
_TAG = re.compile(rb"<[^<>]*>")
_BLOCK_SET = frozenset(_BLOCKS)


def is_link_only(page: bytes, at: int) -> bool:
    """Whether the word at a place of a page stands in a headline that is a link, alone in its block."""
    start = page.rfind(b"<a ", max(0, at - 2 * _NEAR), at)
    if start < 0 or page.find(b"</a", start, at) >= 0:
        return False
    opened, end = page.find(b">", start, at), page.find(b"</a>", at, at + _NEAR)
    if opened < 0 or end < 0 or b"href=" not in page[start:opened] or page.find(b"<a", at, end) >= 0:
        return False
    inside = page[opened + 1 : end]
    said = _TAG.sub(b"", inside)  # not a blank for each tag: the parsed page has none there either
    if len(said) > _LONGEST or len(said.split()) < HEADLINE or b"<" in said or b">" in said or _APART.search(inside):
        return False
    return _block_begins(page, start) and _block_ends(page, end + 4)


def _block_begins(page: bytes, at: int) -> bool:
    """Whether nothing but tags within a line stands between a place and the tag of a block before it."""
    least = max(0, at - _NEAR)
    while True:
        while at > least and page[at - 1] in _BLANK:
            at -= 1
        start = page.rfind(b"<", least, at)
        tag = _NAME.fullmatch(page, start, at) if start >= 0 else None
        if tag is None or tag.group(1) not in _INLINE_NAMES:
            return tag is not None and tag.group(1) in _BLOCK_NAMES
        at = start


def _block_ends(page: bytes, at: int) -> bool:
    """Whether nothing but tags within a line stands between a place and the tag of a block behind it."""
    most = min(len(page), at + _NEAR)
    while True:
        while at < most and page[at] in _BLANK:
            at += 1
        tag = _NAME.match(page, at, most)
        if tag is None or tag.group(1) not in _INLINE_NAMES:
            return tag is not None and tag.group(1) in _BLOCK_NAMES
        at = tag.end()


def drop(tree: Any) -> None:
    """Take such links out of a parsed page."""
    for link in tree.findall(".//a[@href]"):
        said = "".join(link.itertext())
        if len(said) <= _LONGEST and len(said.split(None, HEADLINE)) >= HEADLINE and _is_alone(link):
            entry = _entry_of(link)
            remove(link)
            if entry is not None and len("".join(entry.itertext()).strip()) <= _LEFT_OVER:
                remove(entry)


def _entry_of(link: Any) -> Any:
    """The entry of a list that a link stands in, near enough to be its own."""
    above = link.getparent()
    for _ in range(_LEVELS):
        if above is None or above.tag == "li":
            return above
        above = above.getparent()
    return None


def _is_alone(link: Any) -> bool:
    return _reaches_end(link, backwards=True) and _reaches_end(link, backwards=False)


def _reaches_end(element: Any, backwards: bool) -> bool:
    """Whether nothing but links stands between an element and the end of its block on one side."""
    left = _MOST_BETWEEN
    while True:
        parent = element.getparent()
        if parent is None:
            return True
        neighbour = element
        while True:
            left -= 1
            if not left:
                return False
            between = neighbour.getprevious() if backwards else neighbour
            text = (parent.text if between is None else between.tail) if backwards else neighbour.tail
            if text and not text.isspace():
                return False
            neighbour = between if backwards else neighbour.getnext()
            if neighbour is None:
                break
            if neighbour.tag in _BLOCK_SET:
                return True
            if neighbour.tag != "a" and isinstance(neighbour.tag, str) and _says_something(neighbour):
                return False
        if parent.tag in _BLOCK_SET:
            return True
        if parent.tag == "h1":
            return False
        element = parent


def _says_something(element: Any) -> bool:
    return any(not text.isspace() for text in element.itertext())


def remove(element: Any) -> None:
    """Take an element out of its page, and leave the text behind it."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if tail:
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)
