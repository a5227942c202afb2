"""What a name is short for: "NAME (Expansion)", "NAME, singkatan dari Expansion", "Expansion (NAME)"."""

from __future__ import annotations

from typing import NamedTuple

from berita_extract.facts.naming import Name, NameReader
from berita_extract.lexicon import CAPITAL, LOWER, MARK, MONTH, NUMBER, WEEKDAY
from berita_extract.values.letters import is_initialism, may_stand_for, share

MAX_EXPANSION_WORDS, MAX_BRACKET_WORDS, MAX_GAP = 24, 28, 16
MIN_LOWER_WORDS, MAX_LOWER_WORDS = 3, 8  # of an expansion in lower case
EXPLAINED_SHARE, SPELT_SHARE, BESIDE_SHARE = 0.5, 0.85, 0.95
_DASHES = frozenset({"–", "—", "-", "--"})
_QUOTES = frozenset("\"'“”‘’`«»„")


class Long(NamedTuple):
    """The words [start, end) of an expansion, and where reading goes on."""

    start: int
    end: int
    after: int


class Bracket(NamedTuple):
    """The words [start, end) inside a bracket, and where reading goes on behind it."""

    start: int
    end: int
    after: int


class Pairs:
    """Finds the partner of a name in one article."""

    def __init__(self, reader: NameReader) -> None:
        self.r = reader
        self.a, self.words, self.lowers, self.masks, self.n = (
            reader.a,
            reader.words,
            reader.lowers,
            reader.masks,
            reader.n,
        )

    def bracket(self, i: int) -> Bracket | None:
        """The content of the bracket that opens at word i; one never closed ends with its clause."""
        if i >= self.n or self.words[i] not in {"(", "["}:
            return None
        for j in range(i + 1, min(self.n, i + MAX_BRACKET_WORDS)):
            if self.words[j] in {")", "]"}:
                return Bracket(i + 1, j, j + 1) if j > i + 1 else None
            if "\n" in self.words[j] or self.words[j] == "(":
                return self._unclosed(i + 1, j)
        return self._unclosed(i + 1, min(self.n, i + MAX_BRACKET_WORDS))

    def _unclosed(self, start: int, limit: int) -> Bracket | None:
        for j in range(start, limit):
            if self.words[j] in {",", ".", ";"}:
                return Bracket(start, j, j) if j > start else None
        return Bracket(start, limit, limit) if limit > start and limit == self.n else None

    def text(self, part: Long | Bracket) -> str:
        """The expansion as it stands in the article."""
        return self.a.slice(part.start, part.end)

    # -- behind the name ---------------------------------------------------------------------------------------
    def explained(self, name: Name) -> Long | None:
        """The bracket right behind a name that the text calls an innovation: a translation, or its long form.

        Fewer letters need to agree than for a bracket alone; what names a body, an office or a region explains nothing.
        """
        inside = self.bracket(name.after)
        if inside is None or self.words[inside.after - 1] not in {")", "]"}:
            return None
        chunks = [self.r.chunk_at.get(k) for k in range(inside.start, inside.end)]
        if any(c is not None and c.kind in {"AGENCY", "POSITION", "GOVERNMENT", "PERSON"} for c in chunks):
            return None
        capitals = all(
            self.masks[k] & CAPITAL or self.lowers[k] in self.r.sets["inside"] for k in range(inside.start, inside.end)
        )
        if inside.end - inside.start < 2 or not capitals:
            return None
        agree = share(self.r.text(name), self.a.slice(inside.start, inside.end))
        return Long(inside.start, inside.end, inside.after) if agree >= EXPLAINED_SHARE else None

    def after(self, name: Name) -> Long | None:
        """What the name is short for, where that follows it."""
        i = name.after
        if i >= self.n:
            return None
        if self.words[i] in {"(", "["}:
            inside = self.bracket(i)
            return self._in_bracket(name, inside) if inside is not None else None
        if self.words[i] in _DASHES or (self.words[i] == "," and i + 1 < self.n and self.words[i + 1] in _DASHES):
            return self._long(name, i + 1 if self.words[i] in _DASHES else i + 2)
        if self.words[i] == ":" and self.r.coined(name):  # "SIMPEL: Sistem Pelayanan Elektronik"
            long = self._long(name, i + 1)
            return long if long is not None and long.end - long.start > 1 else None
        return self._said(name, i)

    def _in_bracket(self, name: Name, inside: Bracket) -> Long | None:
        start, end = inside.start, inside.end
        if self.lowers[start] in self.r.sets["short_for"]:
            start += 1
        while start < end and (self.lowers[start] in self.r.sets["lead"] or self.words[start] in _QUOTES):
            start += 1
        while end > start and (self.words[end - 1] in _QUOTES or self.words[end - 1] in {".", ","}):
            end -= 1
        said = all(
            self.masks[k] & (CAPITAL | NUMBER | MARK) or self.lowers[k] in self.r.sets["inside"]
            for k in range(start, end)
        )
        if end - start < 2 or not may_stand_for(self.r.text(name), self.a.slice(start, end), said):
            return None
        return Long(start, end, inside.after)

    def _said(self, name: Name, i: int) -> Long | None:
        """Behind "singkatan dari", "atau", "alias", with an owner or "yang merupakan" before it."""
        for j in range(i, min(self.n, i + MAX_GAP)):
            word = self.lowers[j]
            ends = word == "." and self.a.sentence_of[j] != self.a.sentence_of[min(j + 1, self.n - 1)]
            if "\n" in word or (ends and self.lowers[j + 1] not in self.r.sets["goes_on"]):
                return None
            if word in self.r.sets["short_for"] or (word in self.r.sets["or"] and j - i <= 2):
                return self._long(name, j + 1, said=word in self.r.sets["short_for"])
        return None

    def beside(self, name: Name) -> Long | None:
        """ "Rumah Asa, Rumah Asuh Anak, dirawat …": the long form between commas, with a clause that goes on."""
        i = name.after
        if i + 2 >= self.n or self.words[i] != "," or not self._capital(i + 1):
            return None
        end = i + 1
        while end < min(self.n - 1, i + MAX_EXPANSION_WORDS) and (self._capital(end) or self._inside(end)):
            end += 1
        goes_on = self.words[end] == "," and end + 1 < self.n and self.masks[end + 1] & LOWER
        text = self.a.slice(i + 1, end)
        if (
            not goes_on
            or self.lowers[end + 1] in self.r.sets["next_item"]
            or self.words[i + 1][0] != self.r.text(name)[0]
        ):
            return None
        agree = may_stand_for(self.r.text(name), text) and share(self.r.text(name), text) >= BESIDE_SHARE
        return Long(i + 1, end, end + 1) if agree else None

    def spelt(self, name: Name, i: int) -> Long | None:
        """What begins at word i, if every letter of the name stands in it, from the first on."""
        long = self._long(name, i, said=True)
        if long is None or self.r.text(name)[0].lower() != self.words[long.start][0].lower():
            return None
        return long if share(self.r.text(name), self.text(long)) >= SPELT_SHARE else None

    def _long(self, name: Name, i: int, said: bool = False) -> Long | None:
        """The expansion that begins at word i: of the ends at commas the first that explains most letters."""
        while i < self.n and (
            self.lowers[i] in self.r.sets["lead"]
            or self.words[i] in _QUOTES
            or self.lowers[i] in {"singkatan", "kependekan", "kepanjangan"}
        ):
            i += 1
        best: tuple[float, int] | None = None
        for end in self._ends(i):
            text = self.a.slice(i, end)
            agree = share(self.r.text(name), text)
            if may_stand_for(self.r.text(name), text, said) and (best is None or agree > best[0]):
                best = (agree, end)
        if best is None:
            return None
        after = best[1]
        while after < self.n and self.words[after] in _QUOTES:
            after += 1
        return Long(i, best[1], after)

    def _ends(self, i: int) -> list[int]:
        """Where an expansion that begins at word i may end."""
        ends: list[int] = []
        j = i
        quoted = i > 0 and self.words[i - 1] in _QUOTES
        while j < min(self.n, i + MAX_EXPANSION_WORDS):
            mask, word = self.masks[j], self.lowers[j]
            if j > i and (self._body(j) or mask & (WEEKDAY | MONTH)):
                break
            if mask & (CAPITAL | NUMBER):
                j += 1
            elif word in {",", "/", "&"} and self._capital(j + 1):
                if word == ",":
                    ends.append(j)
                j += 1
            elif self._glued_mark(j) or (mask & LOWER and (quoted or self._inside(j))):
                j += 1
            else:
                break
        if j > i:
            while j > i and (self.lowers[j - 1] in self.r.sets["inside"] or self.masks[j - 1] & MARK):
                j -= 1
            ends.append(j)
        return ends

    def _glued_mark(self, j: int) -> bool:
        """A hyphen or an apostrophe inside a capitalised name."""
        return self.words[j] in {"-", "'", "’"} and self.a.starts[j] == self.a.ends[j - 1] and self._capital(j + 1)

    def _body(self, j: int) -> bool:
        """An agency behind "milik", "dari" or a comma is the owner, no part of the expansion."""
        chunk = self.r.chunk_at.get(j)
        before = self.lowers[j - 1]
        return chunk is not None and chunk.kind == "AGENCY" and before in self.r.sets["owners"]

    def _inside(self, j: int) -> bool:
        """A word in lower case belongs to the expansion where capitals go on behind it."""
        if self.lowers[j] in self.r.sets["inside"]:
            return self._capital(j + 1) or (
                j + 1 < self.n and self.lowers[j + 1] in self.r.sets["inside"] and self._capital(j + 2)
            )
        verb = self.lowers[j][:2] in {"me", "di"} or self.lowers[j][:3] in {"ber", "ter"}
        return not verb and self.lowers[j] not in self.r.sets["owned"] and self._capital(j + 1)

    def _capital(self, j: int) -> bool:
        return j < self.n and bool(self.masks[j] & CAPITAL)

    # -- before the name ---------------------------------------------------------------------------------------
    def before(self, name: Name, j: int) -> Long | None:
        """The expansion that ends right before word j: "Expansion (NAME)", "Expansion, disingkat NAME"."""
        end = j
        while end > 0 and (self.words[end - 1] in _QUOTES or self.words[end - 1] == ","):
            end -= 1
        text = self.r.text(name)
        i, best = end, None
        while i > 0 and end - i < MAX_EXPANSION_WORDS:
            word = i - 1
            if self.masks[word] & CAPITAL:
                first = self.words[word].strip("'’")[:1].lower()
                if end - word >= 2 and first == text[:1].lower() and may_stand_for(text, self.a.slice(word, end)):
                    best = Long(word, end, end)
                    if is_initialism(text, self.a.slice(word, end)):
                        break
            elif not (
                self.lowers[word] in self.r.sets["inside"]
                or (self.masks[word] & LOWER and self._capital(i))
                or self.words[word] in {"&", "-", "/"}
            ):
                break
            i -= 1
        return best

    def lower_before(self, name: Name, j: int) -> Long | None:
        """The expansion in lower case before a bracket: "kumpul minyak tetangga (Kuminte)"; initials say nothing."""
        text = self.r.text(name)
        for word in range(j - 1, max(-1, j - MAX_LOWER_WORDS - 1), -1):
            if not self.masks[word] & LOWER:
                return None
            long = self.a.slice(word, j)
            if j - word >= MIN_LOWER_WORDS and self.words[word][0] == text[:1].lower() and share(text, long) == 1:
                return None if is_initialism(text, long) else Long(word, j, j)
        return None

    def official_abbreviation(self, name: Name, long: Long) -> bool:
        """A pair like "Kesehatan Ibu dan Anak (KIA)": initials only, as offices and laws use them."""
        return is_initialism(self.r.text(name), self.text(long))
