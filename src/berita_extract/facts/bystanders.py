"""People without a public office: which names of the text are none, and what the text says who they are.

A capitalised word may be the name of a street, a hall, a firm or an innovation; the words around it tell. Who somebody
is stands in apposition behind the name ("Nurhayati (31), warga Desa Melati") or right before it ("petani, Siti").
"""

from __future__ import annotations

from dataclasses import replace

from berita_extract.analysis import Analysis
from berita_extract.chunks import Person
from berita_extract.facts.anchors import WHO, anchors
from berita_extract.facts.context import Context, Knowledge
from berita_extract.lexicon import (
    CAPITAL,
    CAPS,
    COMMON,
    HONORIFIC,
    LOWER,
    MARK,
    MONTH,
    NONNAME,
    NUMBER,
    ORG,
    SPACE,
    TITLE,
    WEEKDAY,
)

MAX_BACK = 3  # capitalised words between "Hotel" and the name
MAX_BRACKET = 14  # words of an expansion in brackets
MAX_DESCRIPTION = 9
_NOTHING: frozenset[str] = frozenset()
_CREDITING = frozenset({":", "|"})
_OPENING, _CLOSING = frozenset("\"“„«‘'"), frozenset("\"”»’'")
_NO_NAME = ORG | WEEKDAY | MONTH
_STARTS = frozenset('.!?\n"“”')


class Words(dict[str, frozenset[str]]):
    """The words of patterns/lists/bystander_words.tsv by kind; none of a kind that the list does not have."""

    def __init__(self, kinds: dict[str, frozenset[str]]) -> None:
        super().__init__(kinds)
        self.places = self["level"] | self["firm"] | self["place"]  # what `_behind_place` looks for

    def __missing__(self, kind: str) -> frozenset[str]:
        return _NOTHING


def words(knowledge: Knowledge) -> Words:
    """The words made ready once a process."""
    made: Words = knowledge.prepare("bystanders", _make)
    return made


def _make(knowledge: Knowledge) -> Words:
    kinds: dict[str, set[str]] = {}
    for row in knowledge.rulebook.table("bystander_words"):
        kinds.setdefault(row["kind"], set()).add(row["word"])
    return Words({kind: frozenset(found) for kind, found in kinds.items()})


def without_firm(context: Context, person: Person) -> Person:
    """The person without the party or firm whose name runs into theirs ("Ketua Partai Golkar | Budi Santoso")."""
    a, told = context.analysis, words(context.knowledge)
    first = person.name_start
    if a.lowers[first] not in told["org"]:
        return person  # nearly all
    while first + 1 < person.name_end and a.lowers[first] in told["org"]:
        first += 1
    if first == person.name_start or person.honorifics:
        return person
    name = " ".join(a.slice(first, person.name_end).split())
    return replace(person, start=first, name_start=first, name=name)


def is_none(context: Context, person: Person) -> bool:
    """Whether a name that stands without an office is that of a thing, a byline or a part of an innovation's name."""
    a, told = context.analysis, words(context.knowledge)
    start, end = person.start, person.end
    before, behind = a.words[start - 1] if start else "", a.words[end] if end < a.n else ""
    placed = start and (before == "." or a.masks[start - 1] & CAPITAL or a.lowers[start - 1] in told.places)
    if placed and _behind_place(a, told, start):
        return True
    if before == "/" or behind == "/" or (before in _CREDITING and start > 1 and a.lowers[start - 2] in told["byline"]):
        return True  # "Editor: Yogi W.", "(Tim Liputan/AaN)", "Bayu S/Betawi News"
    if _expands(a, told, start, end):
        return True
    titled = bool(person.honorifics or person.degrees)
    if _is_thing(context, told, start, end) or (behind == "(" and not titled and _before_body(context, end)):
        return True
    if before in _OPENING and behind in _CLOSING:
        return True
    if titled:
        return False
    only = a.lowers[person.name_start : person.name_end]
    if told["none"].issuperset(only) or not told["inside"].isdisjoint(only):
        return True
    if len(only) > 1:
        return False
    bracket = before == "(" and behind == ")"
    return bracket or bool(a.masks[person.name_start] & CAPS and not _shouted(a, person.name_start))


def _behind_place(a: Analysis, told: Words, start: int) -> bool:
    """ "Jalan Ahmad Dahlan", "Hotel Grand Melati", "PT. Maju Jaya"."""
    k = start - 1
    if k >= 1 and a.words[k] == ".":
        k -= 1
    if k >= 0 and a.lowers[k] in told["level"]:
        return True
    firms, places = told["firm"], told["place"]
    for j in range(k, max(-1, k - MAX_BACK - 1), -1):
        word, mask = a.lowers[j], a.masks[j]
        if word in firms:
            return True
        if word in places:
            return not (j and a.masks[j - 1] & CAPITAL)  # "Kepala UPTD Terminal Budi Santoso"
        if not mask & CAPITAL or mask & HONORIFIC:
            return False
    return False


def _is_thing(context: Context, told: Words, start: int, end: int) -> bool:
    """ "inovasi Fala Sehat", "Durian Sakti milik Dinas …"."""
    a = context.analysis
    if start and a.lowers[start - 1] in told["thing"]:
        return True
    if end >= a.n:
        return False
    if a.lowers[end] in told["owned"]:
        return True
    if a.words[end] not in {"(", ","} or end + 1 >= a.n:
        return False
    return a.lowers[end + 1] in told["expands"]


def _before_body(context: Context, end: int) -> bool:
    """ "Mihing Digital (Dinas Perikanan)": whose innovation it is stands in brackets."""
    return any(c.kind == "AGENCY" and c.start == end + 1 for c in context.chunking.named)


def _expands(a: Analysis, told: Words, start: int, end: int) -> bool:
    """Inside "BUNDA (Bantuan Untuk Ibu Bersalin dan Anak)" or "singkatan dari Simpul Masyarakat Peduli Ibu Hamil"."""
    lowers, masks, expands = a.lowers, a.masks, told["expands"]
    before = lowers[max(0, start - MAX_BRACKET + 1) : start]
    if "(" not in before and expands.isdisjoint(before):
        return False  # nearly all
    for k in range(start - 1, max(-1, start - MAX_BRACKET), -1):
        word = lowers[k]
        if word == ")" or masks[k] & SPACE:
            return False
        if word == "(":
            named = k > 0 and bool(a.masks[k - 1] & CAPITAL or a.words[k - 1] in _CLOSING)
            alone = k == start - 1 and end < a.n and a.words[end] == ")"
            return named and not alone and k + 1 < a.n and bool(a.masks[k + 1] & CAPITAL)
        if word in expands:
            return not any(a.words[j] in {",", ".", ";"} for j in range(k, start))
    return False


def _shouted(a: Analysis, i: int) -> bool:
    """Whether the whole sentence stands in capitals."""
    first, last = a.sentences[a.sentence_of[i]]
    inside = [a.masks[k] for k in range(first, last) if a.masks[k] & (CAPITAL | LOWER)]
    return sum(1 for mask in inside if mask & CAPS) > len(inside) / 2


def introduced(context: Context) -> list[tuple[int, int]]:
    """Half-open word ranges of names that no list knows, behind a word that tells who they are.

    "nakhoda kapal, Alowisius Mapareyau", "Sosiolog Everett Rogers"; no word of them is part of a sure name already.
    """
    a = context.analysis
    starts = [start for k in anchors(context, WHO) if (start := _introduced_at(context, k)) is not None]
    if not starts:
        return []
    sure = (c for c in context.chunking.named if not (isinstance(c.value, Person) and not c.value.strong))
    known = {w for c in sure for w in range(c.start, c.end)}
    out: list[tuple[int, int]] = []
    for start in starts:
        end = start
        while end < a.n and a.masks[end] & TITLE and not a.masks[end] & _NO_NAME and end not in known:
            end += 1
        named = 2 <= end - start <= 4 and (end >= a.n or not a.masks[end] & CAPITAL)
        if named and end not in known:
            out.append((start, end))
    return out


def _introduced_at(context: Context, k: int) -> int | None:
    """Where the name begins that word k may introduce: two capitalised words of no other use at least."""
    a, told = context.analysis, words(context.knowledge)
    start = k + 1
    while start < a.n and start - k <= 2 and a.masks[start] & LOWER and a.lowers[start] not in told["title"]:
        start += 1
    joined = start == k + 1 and a.lowers[k] in told["title"]
    if start < a.n and a.lowers[start] in told["title"]:
        joined, start = True, start + 1
    elif not joined:
        if start >= a.n or a.words[start] != ",":
            return None
        start += 1
    if start + 1 >= a.n or not (a.masks[start] & TITLE and a.masks[start + 1] & TITLE):
        return None
    return None if a.masks[start] & (COMMON | NONNAME) else start


def is_stray(context: Context, person: Person, verbs: dict[str, int]) -> bool:
    """Whether a single word stands where every word has a capital ("Torang tunggu …")."""
    a, start, end = context.analysis, person.start, person.end
    if person.honorifics or person.degrees or person.name_end - person.name_start > 1:
        return False
    if start and not (a.masks[start - 1] & SPACE or a.words[start - 1] in _STARTS):
        return False
    return end < a.n and bool(a.masks[end] & LOWER) and a.lowers[end] not in verbs


def description(context: Context, start: int, end: int) -> str | None:
    """Who the person named at the words [start, end) is: the words in apposition behind the name, else right before."""
    a, told = context.analysis, words(context.knowledge)
    return _behind(a, told, end) or _before(a, told, start)


def _behind(a: Analysis, told: Words, end: int) -> str | None:
    """ ", warga Desa Melati, …", " (31), warga …", " dari Universitas Melati"."""
    k = end
    if k + 2 < a.n and a.words[k] == "(" and a.words[k + 2] == ")":
        k += 3
    if k + 2 < a.n and a.words[k] == "," and a.masks[k + 1] & NUMBER and a.lowers[k + 2] == "tahun":
        k += 3
    if k + 1 >= a.n or a.words[k] not in {",", "("} or a.lowers[k + 1] not in told["who"]:
        return None
    stop = k + 1
    while (
        stop < a.n and stop - k <= MAX_DESCRIPTION and not a.masks[stop] & (SPACE | MARK) and not _verb(a, told, stop)
    ):
        stop += 1
    return a.slice(k + 1, stop)


def _before(a: Analysis, told: Words, start: int) -> str | None:
    """ "seorang pedagang, Siti", "warga bernama Siti", "sosiolog Siti", "kader posyandu, Siti"."""
    k = start
    if k and a.words[k - 1] == ",":
        k -= 1
    stop = k
    while k and a.lowers[k - 1] in told["joins"]:
        k -= 1
        stop = k
    for j in range(k - 1, max(-1, k - 4), -1):
        if a.lowers[j] in told["who"]:
            return a.slice(j, stop)
        if a.masks[j] & (MARK | SPACE):
            return None
    return None


def _verb(a: Analysis, told: Words, i: int) -> bool:
    """A verb in lower case ends an apposition."""
    word = a.lowers[i]
    return (
        bool(a.masks[i] & LOWER)
        and (word.startswith(("me", "ber", "di", "ter")) or word in told["ends"])
        and len(word) > 3
    )
