"""The words of one text as every part of the chunker asks them."""

from __future__ import annotations

from collections.abc import Mapping

from berita_extract.analysis import Analysis, Hit
from berita_extract.lexicon import CAPITAL, Lexicon
from berita_extract.named_rules import Named

ROMAN = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii"])


class Words:
    """The state of reading one text."""

    def __init__(
        self, analysis: Analysis, lexicon: Lexicon, tails: dict[str, frozenset[str]], ruled: Mapping[int, Named]
    ) -> None:
        self.a = analysis
        self.ruled = ruled
        self.lexicon = lexicon
        self.words_of = lexicon.words_of
        self.tails = tails
        self.words, self.lowers, self.masks, self.n = analysis.words, analysis.lowers, analysis.masks, analysis.n
        self.hits = analysis.hits
        self._headlines: dict[int, bool] = {}
        self.last_kind = ""  # its kind
        self.last_office = -1  # word after the last office
        self.office_at = -1  # the first word of the office that is being read
        self.last_body = -1  # word after the last agency, for lists
        self.last_village = -1  # word after the last village, whether or not it stands for an office

    def _hit(self, i: int, *labels: str) -> Hit | None:
        """The longest phrase of one of the labels that begins at word i."""
        found = self.hits.get(i)
        if found is not None:
            for hit in found:
                for label in labels:
                    if label in hit.values:
                        return hit
        return None

    def _capital(self, j: int) -> bool:
        return j < self.n and bool(self.masks[j] & CAPITAL)
