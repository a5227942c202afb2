"""Letters of an acronym and of what it stands for: the soft test whether two stretches can be a pair."""

from __future__ import annotations

import re

_OTHER = re.compile(r"[\W_]+")
MAX_SHORT, MAX_LONG = 80, 300
PAIR_SHARE, SAID_SHARE = 0.8, 0.6
_SMALL = frozenset({
    "dan", "di", "ke", "dari", "untuk", "yang", "dengan", "pada", "bagi", "serta", "oleh", "atau", "for", "of",
    "and", "the", "on", "in",
})  # fmt: skip


def letters(text: str) -> str:
    """The letters and digits of a text in lower case."""
    return _OTHER.sub("", text.lower())


def common_length(short: str, long: str) -> int:
    """Length of the longest common subsequence, by one machine word operation a letter of `long`."""
    masks: dict[str, int] = {}
    for place, letter in enumerate(short):
        masks[letter] = masks.get(letter, 0) | 1 << place
    full = (1 << len(short)) - 1
    row = full
    for letter in long:
        hit = row & masks.get(letter, 0)
        row = ((row + hit) | (row - hit)) & full
    return len(short) - row.bit_count()


def share(name: str, expansion: str) -> float:
    """Share (0..1) of the name's letters that stand in the expansion in the same order."""
    short, long = letters(name)[:MAX_SHORT], letters(expansion)[:MAX_LONG]
    return common_length(short, long) / len(short) if short else 0.0


def may_stand_for(name: str, expansion: str, said: bool = False) -> bool:
    """Whether `expansion` can be what `name` is short for: longer, several words, and the letters agree in order.

    `said`: the text says so ("singkatan dari", a bracket behind a known name), so fewer letters need to agree.
    """
    words = expansion.split()
    short = letters(name)
    if len(words) < 2 or len(short) < 2 or len(letters(expansion)) <= len(short):
        return False
    agree = share(name, expansion)
    same_start = short[0] == letters(expansion)[:1]
    return agree >= (SAID_SHARE if said and same_start else PAIR_SHARE if same_start else 0.9) and (
        same_start or len(short) > 3
    )


def is_initialism(name: str, expansion: str) -> bool:
    """Whether the name is only the first letters of the expansion's words, as official abbreviations are ("KIA")."""
    initials = "".join(w.strip("(\"'“”‘’")[:1] for w in expansion.replace("-", " ").split()).lower()
    without = "".join(
        w.strip("(\"'“”‘’")[:1] for w in expansion.replace("-", " ").split() if w.lower() not in _SMALL
    ).lower()
    return letters(name) in {initials, without}
