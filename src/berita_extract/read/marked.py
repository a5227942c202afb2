"""Pages that mark where their article stands: its paragraphs, read from the bytes at a fraction of a parser's price.

`text_of` gives the paragraphs and subheadings of the element that a page calls its article's body, and only where
nothing about it is in doubt: its tags are closed as they should be, its text stands in paragraphs, and most paragraphs
of the page are in it. Everything else is left to the parser and to trafilatura (html.py). What it leaves out is what
trafilatura leaves out, too: code, figures, forms, blocks that are only a link, a few loose words between paragraphs.
"""

from __future__ import annotations

import html
import re

import numpy as np

# What content management systems and portals call the body of an article.
_MARKS = (
    "articleBody entry-content entry__content post-content post_content postContent post-body article-content "
    "article__content article-body article__body article_body article-text article-detail-content body-text "
    "read__content txt-article detail-text detail__content detail-content news-content content-detail content-article "
    "single-content"
)
_MARKED = re.compile(
    rb"""\s(?:class|id|itemprop)\s{0,3}=\s{0,3}["'](?:[^"'<>]*[\s_])?(?:%s)(?:[\s_][^"'<>]*)?["']"""
    % b"|".join(re.escape(mark.encode()) for mark in _MARKS.split()),
    re.I,
)
_START = re.compile(rb"<(div|article|section|main)(\s[^<>]*)?>", re.I)
_HIDDEN = re.compile(rb"""\shidden\b|display\s{0,3}:\s{0,3}none|aria-hidden=["']?true""", re.I)
_TAG = re.compile(rb"([^<>]*)<(?:(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[\s/][^<>]*)?)>)?")
_OPENING = frozenset(b"dasmDASM")  # first letters of the elements that hold articles
_BEHIND_NAME = (b">", b" ", b"\t", b"\n", b"\r")
_WRAPPERS = frozenset({b"div", b"article", b"section", b"main", b"ul", b"ol", b"blockquote", b"center"})
_HEADINGS = frozenset({b"h1", b"h2", b"h3", b"h4", b"h5", b"h6"})
_BLOCKS = _HEADINGS | {b"p", b"li"}
_INLINE = frozenset(
    b"a br span b strong i em u font small sup sub mark big cite q abbr wbr ins s img source hr input link meta".split()
)
_DROPPED = frozenset(
    b"script style noscript svg iframe button select template canvas nav figure figcaption picture video audio form "
    b"aside footer header object time label textarea map".split()
)
_BREAK = b"\0"  # stands for <br>; no page that is read here has one
_MOST_BYTES, _MOST_TAGS, _MOST_TAGS_BACK = 400_000, 4_000, 1_000
_LEAST_PARAGRAPHS = 2
_LEAST = 300  # characters of paragraphs that an article has here; trafilatura looks further where it finds less
_LOOSE_WORDS, _LOOSE_SHARE = 12, 0.1  # between paragraphs: of one stretch, and of all beside the paragraphs' words
_SHORT, _LINKED = 30, 0.8  # a paragraph so short, and so much of it a link, only points elsewhere
_REPEATED = 100  # characters of a block that is left out where it stands twice in a row


def text_of(page: bytes) -> str | None:
    """The article's text, a line a block; None where the page does not mark it beyond doubt."""
    if b"\0" in page:
        return None
    tags = _Tags(page)
    paragraphs = tags.paragraphs()
    if len(paragraphs) < _LEAST_PARAGRAPHS:
        return None
    # The element that holds most paragraphs holds the one in the middle.
    middle = paragraphs[len(paragraphs) // 2]
    start = tags.marked_before(middle)
    if start is None or tags.is_code(start.start()):
        return None
    body = _Body(page, start)
    text = body.text()
    inside = sum(1 for at in paragraphs if start.end() <= at < body.end)
    return text if body.end > middle and 2 * inside > len(paragraphs) else None


class _Tags:
    """Where the tags of a page begin."""

    def __init__(self, page: bytes) -> None:
        self._page = page
        data = np.frombuffer(page, np.uint8)
        self._starts = np.flatnonzero(data[:-1] == ord("<"))
        self._letters = data[self._starts + 1] | 0x20  # in lower case

    def _of(self, letter: bytes, before: int) -> list[int]:
        """Where the tags before a place begin whose names begin with the letter."""
        places: list[int] = self._starts[(self._letters == ord(letter)) & (self._starts < before)].tolist()
        return places

    def paragraphs(self) -> list[int]:
        """Where paragraphs begin."""
        return [at for at in self._of(b"p", len(self._page)) if self._page[at + 2 : at + 3] in _BEHIND_NAME]

    def marked_before(self, at: int) -> re.Match[bytes] | None:
        """The last tag before a place that bears a mark; where none does, that of the page's only <article>."""
        articles: list[re.Match[bytes]] = []
        last = np.searchsorted(self._starts, at)
        for begin in reversed(self._starts[max(0, last - _MOST_TAGS_BACK) : last].tolist()):
            if self._page[begin + 1] not in _OPENING:
                continue
            tag = _START.match(self._page, begin)
            if tag is not None and tag.group(2) and _MARKED.search(tag.group(2)):
                return _sound(tag)
            if tag is not None and tag.group(1).lower() == b"article":
                articles.append(tag)
        return _sound(articles[0]) if len(articles) == 1 and self._page.count(b"<article") == 1 else None

    def is_code(self, at: int) -> bool:
        """Whether a place is in a comment, a script or a style sheet."""
        return any(self._is_inside(at, *kind) for kind in ((b"s", b"<script"), (b"s", b"<style"), (b"!", b"<!--")))

    def _is_inside(self, at: int, letter: bytes, opening: bytes) -> bool:
        for begin in reversed(self._of(letter, at)):
            if self._page[begin : begin + len(opening)].lower() == opening:
                end = b"-->" if opening == b"<!--" else b"</" + opening[1:]
                return self._page.find(end, begin, at) < 0
        return False


def _sound(tag: re.Match[bytes]) -> re.Match[bytes] | None:
    attributes = tag.group(2) or b""
    return None if _HIDDEN.search(attributes) or not _even(attributes) else tag


def _even(attributes: bytes) -> bool:
    """Whether quotation marks come in pairs: otherwise the tag may end elsewhere."""
    return attributes.count(b'"') % 2 == 0 and (b'"' in attributes or attributes.count(b"'") % 2 == 0)


class _DoubtError(Exception):
    """The markup leaves open what is meant."""


class _Body:
    """The reading of one element; `end` is where it ends."""

    def __init__(self, page: bytes, start: re.Match[bytes]) -> None:
        self._page, self.end = page, start.end()
        self._most = min(len(page), start.end() + _MOST_BYTES)
        self._open = [start.group(1).lower()]
        self._blocks: list[tuple[bytes, str]] = []
        self._block = b""  # name of the block that is open
        self._said: list[bytes] = []  # of it, or of loose text
        self._size = self._linked = self._loose = 0
        self._in_link = False

    def text(self) -> str | None:
        """The blocks of the element, a line each; None where anything is in doubt."""
        try:
            self._read()
        except (_DoubtError, UnicodeDecodeError):
            return None
        while self._blocks and self._blocks[-1][0] in _HEADINGS:
            self._blocks.pop()  # a heading with nothing under it
        text = "\n".join(said for _, said in self._blocks)
        enough = len(text) >= _LEAST and sum(name == b"p" for name, _ in self._blocks) >= _LEAST_PARAGRAPHS
        return text if enough and self._loose <= _LOOSE_SHARE * len(text.split()) else None

    def _read(self) -> None:
        """Take in one tag after the other, and the text before it, up to the end of the element."""
        page, at, said = self._page, self.end, self._said
        for _ in range(_MOST_TAGS):
            tag = _TAG.match(page, at, self._most)
            if tag is None:
                break
            text, slash, name, attributes = tag.groups()
            if text:
                said.append(text)
                size = len(text.strip())
                self._size += size
                if self._in_link:
                    self._linked += size
            at = tag.end()
            if name is None:
                at = self._behind_comment(at - 1)
                continue
            name = name.lower()
            if attributes and not _even(attributes):
                break
            if name in _INLINE:
                if name == b"a":
                    self._in_link = not slash and b"href" in attributes.lower()
                elif name == b"br":
                    said.append(_BREAK)
            elif name in _BLOCKS:
                if slash and name != b"p" and self._block not in (name, b""):
                    break
                self._end_block()
                self._block = b"" if slash else name
            elif name in _WRAPPERS:
                self._end_block()
                if not slash:
                    self._open.append(name)
                elif self._open.pop() != name:
                    break
                elif not self._open:
                    self.end = at
                    return
                if _HIDDEN.search(attributes):
                    break
            elif name not in _DROPPED:
                break
            elif not slash and not (name == b"svg" and attributes.endswith(b"/")):
                at = self._behind(name, at)
        raise _DoubtError

    def _behind_comment(self, at: int) -> int:
        end = self._page.find(b"-->", at + 4, self._most)
        if not self._page.startswith(b"<!--", at) or self._page.startswith((b"<!-->", b"<!--->"), at) or end < 0:
            raise _DoubtError
        return end + 3

    def _behind(self, name: bytes, at: int) -> int:
        """Where an element that is no part of the text ends."""
        end = self._page.find(b"</" + name, at, self._most)
        inside = b"<!--" if name == b"script" else b"<" + name
        close = self._page.find(b">", end)
        if end < 0 or close < 0 or self._page.find(inside, at, end) >= 0:
            raise _DoubtError
        return close + 1

    def _end_block(self) -> None:
        """Keep what was said since the last block began, if it is of the article."""
        name, size, linked = self._block, self._size, self._linked
        if not self._said:
            return
        raw = b"".join(self._said)
        self._size = self._linked = 0
        self._said.clear()
        if not size:
            return
        said = raw.decode("utf-8")
        if "&" in said:
            said = html.unescape(said)
        if _BREAK in raw:
            lines = (" ".join(line.split()) for line in said.split("\0"))
            said = "\n".join(line for line in lines if line)
        else:
            said = " ".join(said.split())
        if not name and self._open[-1] != b"blockquote":
            count = len(said.split())
            self._loose += count
            if count > _LOOSE_WORDS:
                raise _DoubtError
        elif linked < size and not (linked > _LINKED * size and len(said) < _SHORT):
            self._keep(name or b"p", said)

    def _keep(self, name: bytes, said: str) -> None:
        if said and not (self._blocks and len(said) > _REPEATED and self._blocks[-1][1] == said):
            self._blocks.append((name, said if name != b"li" else f"- {said}"))
