"""Names in a list: the item at a word, and where the next one begins behind its long form, owner and purpose."""

from __future__ import annotations

from collections.abc import Iterator

from berita_extract.facts.innovation_weights import Candidate, Cue, Weigher
from berita_extract.lexicon import CAPITAL, CAPS, INITIAL, LOWER, NUMBER, SPACE

MAX_LIST = 60
MAX_PLAIN = 8  # words of an item in a list that names nothing
MAX_MAKERS = 3  # words in lower case of those who made a work
MAX_PURPOSE = 12  # words of what an item of a list is for


class Lists(Weigher):
    """Goes through lists of names."""

    def _list(self, cue: Cue, i: int) -> Iterator[Candidate]:
        """The name at word i and those that go on after commas and "dan"."""
        for order in range(MAX_LIST):
            candidate = self._read(cue, i, order) or self._spelt_first(cue, i)
            if candidate is not None:
                yield candidate
            following = self._next_item(candidate) if candidate is not None else self._past(i) if order else None
            if following is None:
                return
            i = following

    def _spelt_first(self, cue: Cue, i: int) -> Candidate | None:
        """ "di antaranya ronda jentik keluarga (Rojeke)": an item whose expansion in lower case stands first."""
        if not self.a.masks[i] & LOWER:
            return None
        last = min(self.a.n - 1, i + MAX_PLAIN)
        k = next((k for k in range(i + 1, last) if not self.a.masks[k] & LOWER), last)
        inside = self.pairs.bracket(k) if self.a.words[k] == "(" else None
        name = self.r.read(inside.start) if inside is not None else None
        if inside is None or name is None or name.end != inside.end or not self.r.acceptable(name, strong=True):
            return None
        long = self.pairs.lower_before(name, k)
        if long is None:
            return None
        name = name._replace(after=inside.after)
        return self._candidate(name, cue.rule.id, float(cue.says("weight")), long=long._replace(after=inside.after))

    def _past(self, i: int) -> int | None:
        """Behind an item of a list that is no name: told in plain words ("Surga Desa, layanan lewat ponsel, Si Lili"),
        or in capitals that begin as something else does."""
        plain = bool(self.a.masks[i] & LOWER)
        if not plain and (self.r.chunk_at.get(i) is not None or not self.a.masks[i] & CAPITAL):
            return None
        for k in range(i, min(self.a.n - 1, i + MAX_PLAIN)):
            if self.a.words[k] == "," and k > i:
                return k + 1
            if not self.a.masks[k] & (LOWER if plain else CAPITAL):
                short = plain and self.r.coined_word(k) and self.a.words[k + 1] == "("
                return k if short else None  # "loket obat LAYANTARA (…)"
        return None

    def _next_item(self, candidate: Candidate) -> int | None:
        """Where the next item of the list begins: behind a comma, "dan", "serta aplikasi" …"""
        j = self._behind(candidate)
        k = j
        while (
            k < self.a.n
            and k - j < 4
            and (self.a.lowers[k] in self.r.sets["separators"] or (k > j and self.a.lowers[k] in self.r.lists.openers))
        ):
            k += 1
        return k if j < k < self.a.n else None

    def _behind(self, candidate: Candidate) -> int:
        """The word behind a list item with its expansion, owner and apposition."""
        name, long = candidate.name, candidate.long
        j = name.after if long is None else max(name.after, long.after)
        j = self._beside(j)
        while j < self.a.n and self.a.words[j] in {"–", "—"} and long is not None:
            j += 1
        inside = self.pairs.bracket(j) if self.owners.behind(j) is None else None
        if inside is not None:
            j = self._beside(inside.after)
        owner = self.owners.behind(j)
        if owner is not None:
            j = owner[1]
            if j < self.a.n and self.a.masks[j] & (NUMBER | CAPS | INITIAL) and len(self.a.words[j]) <= 3:
                j += 1  # "Puskesmas Ridge I"
            return self._apposition(j)
        if inside is not None:
            return j
        if j + 1 < self.a.n and self.a.lowers[j] in self.r.sets["item_owners"]:
            k = first = self._makers(j + 1)
            while k < self.a.n and k - first < 8 and self.a.masks[k] & CAPITAL:
                k += 1
            return k if k > first else j
        return self._apposition(self._purpose(j))

    def _makers(self, j: int) -> int:
        """Skip "warga", "siswa kelas enam" behind "karya", before the name of their place or school."""
        k = j
        while k < min(self.a.n, j + MAX_MAKERS) and self.a.masks[k] & LOWER:
            if self.a.lowers[k] in self.r.sets["separators"]:
                return j
            k += 1
        return k if k < self.a.n and self.a.masks[k] & CAPITAL else j

    def _beside(self, j: int) -> int:
        """Skip a region or a body right behind the name: "Ojek Sampah Kota Cilegon, Sate Ayam Puskesmas Tambak"."""
        chunk = self.r.chunk_at.get(j)
        return chunk.end if chunk is not None and chunk.kind in {"GOVERNMENT", "AGENCY"} else j

    def _purpose(self, j: int) -> int:
        """Skip "untuk tunanetra", "bagi lansia": what an item of a list is for."""
        if j < self.a.n and self.a.lowers[j] in self.r.sets["purpose"]:
            for k in range(j + 1, min(self.a.n, j + MAX_PURPOSE)):
                if self.a.lowers[k] in {",", ";", "dan", "serta"}:
                    return k
                if not self.a.masks[k] & LOWER:
                    return j
        return j

    def _apposition(self, j: int) -> int:
        """Skip ", lapak daring bikinan Dinas X" or "yang melatih anak" up to the comma that goes on with the list."""
        if (
            j + 1 < self.a.n
            and (self.a.words[j] == "," or self.a.lowers[j] == "yang")
            and self.a.masks[j + 1] & LOWER
            and self.a.lowers[j + 1] not in self.r.sets["separators"]
        ):
            for k in range(j + 1, min(self.a.n, j + 16)):
                if self.a.words[k] in {".", "\n"} or self.a.masks[k] & SPACE:
                    return j
                if self.a.words[k] in {",", ";"}:
                    return k if k + 1 < self.a.n and (self.a.lowers[k + 1] in self.r.sets["separators"]) else j
        return j
