"""What an expression over the coded text asks of its marks alone: a sieve before the expression itself.

The marks of a code are its capital letters and `|`, so "dari N orang menjadi N.|" has the marks "NN|". The sieve of
an expression finds something in the marks of every code in which the expression finds something: each part of it is
kept as far as it speaks of marks, and what it says of words and of what stands around is left out.
"""

from __future__ import annotations

import re

MARKS = "NPMOYX|"
_ANY = re.compile(r"[NPMOYX|]")
_PIECE = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\]){0,200}\]|\(\?(?:[:=!]|<[=!]|P<\w{1,40}>)|\((?!\?)|[^(\[\\]", re.DOTALL
)
_COUNT = re.compile(r"(?:\{(\d{0,5})(,?)(\d{0,5})\}|([*+?]))[?+]?")
_CLASS = re.compile(r"\[[^\]]{1,20}\][*?]?")
_TWICE = re.compile(r"(\[[^\]]{1,20}\]\*)\1{1,200}")
# Ends of the text, and what looks around for more than plain words.
_FAR = re.compile(r"\\[AZ]|\$|(?<![\[\\])\^|\(\?<?[=!](?!\\w\))[^)]{0,200}?(?:\[\^|\\|\.)")
_FIRST = re.compile(r"\A\[[^\]|]{1,20}\]\*(?=\[)")
_LAST = re.compile(r"(?<=\])\[[^\]|]{1,20}\]\*\Z")
_AROUND = frozenset(["(?=", "(?!", "(?<=", "(?<!"])
_PLACES = frozenset([r"\b", r"\B", r"\A", r"\Z"])


def marks(code: str) -> str:
    """The marks of a coded text."""
    return "".join(_ANY.findall(code))


def sieve(expression: str) -> str:
    """The expression over the marks alone; empty, which lets everything through, where it can't be told."""
    try:
        text = _alternatives(expression, 0)[0]
        re.compile(text)
    except (ValueError, re.error, RecursionError):
        return ""
    return _LAST.sub("", _FIRST.sub("", _TWICE.sub(r"\1", text)))


def within_a_sentence(expression: str, sieved: str) -> bool:
    """Whether the expression matches, and looks around, only inside of one sentence of the code."""
    return bool(sieved) and "|]" not in sieved and _FAR.search(expression) is None


def _alternatives(text: str, i: int) -> tuple[str, int]:
    """What is left of the alternatives that begin at i, and where the bracket around them has closed."""
    branches = [""]
    while i < len(text):
        piece = _PIECE.match(text, i)
        if piece is None:
            raise ValueError(text[i:])
        i = piece.end()
        if piece[0] == ")":
            break
        if piece[0] == "|":
            branches.append("")
            continue
        if piece[0].startswith("("):
            inside, i = _alternatives(text, i)
            left = "" if piece[0] in _AROUND else inside if _CLASS.fullmatch(inside) else inside and f"(?:{inside})"
        else:
            left = _one(piece[0])
        count = _COUNT.match(text, i)
        if count is not None:
            i = count.end()
            left = left and _counted(left, count)
        elif left.endswith("]?"):
            left = left[:-1] + "*"
        branches[-1] = _TWICE.sub(r"\1", branches[-1] + left)
    return ("|".join(dict.fromkeys(branches)) if any(branches) else ""), i


def _one(piece: str) -> str:
    """A letter or a class of letters: the marks among them, and `?` behind where it may also be another letter."""
    if piece in _PLACES or (len(piece) == 1 and piece != "." and piece not in MARKS):
        return ""
    found = [mark for mark in MARKS if re.fullmatch(piece, mark)]
    if not found:
        return ""
    only = piece in MARKS or piece == r"\|" or set(piece[1:-1]) <= set(MARKS)
    return f"[{''.join(found)}]" + ("" if only else "?")


def _counted(left: str, count: re.Match[str]) -> str:
    """So many of it; where there may be several, any number, so that like sieves become the same."""
    least = {"*": "0", "+": "1", "?": "0"}.get(count[4] or "", count[1] or "0")
    most = count[3] if count[2] else count[1]
    if left.endswith(("]?", "]*")):
        return left[:-1] + "*"
    if count[4] == "?" or (least == "0" and most == "1"):
        return left + "?"
    if int(least) == 0:
        return left + "*"
    return f"{left}{{{least},}}"
