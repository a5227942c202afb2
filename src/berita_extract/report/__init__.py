"""Records -> a report of the relations between their figures: which hold, which do not, and the words they stand in."""

from __future__ import annotations

from berita_extract.report.coverage import Coverage, coverage
from berita_extract.report.spool import Spool, mismatches
from berita_extract.report.words import LANGUAGES, Words, words

__all__ = ["LANGUAGES", "Coverage", "Spool", "Words", "coverage", "mismatches", "words"]
