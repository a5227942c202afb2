"""Records with figures, made by hand, for the tests of reports and comparisons."""

from __future__ import annotations

from berita_extract.model import (
    Article,
    Check,
    Count,
    Event,
    Evidence,
    Government,
    Innovation,
    Message,
    Official,
    Provenance,
    Record,
    Statement,
)

SUM = "Sebanyak 24 inovasi bersaing. Rinciannya 9 dari dinas, 7 dari puskesmas dan 5 dari sekolah."


def spans(text: str, *words: str) -> tuple[Evidence, ...]:
    """The first place of each of the words."""
    return tuple(Evidence(start=text.index(w), end=text.index(w) + len(w), text=w) for w in words)


def sum_check(text: str = SUM, status: str = "mismatch", number: int = 1) -> Check:
    """The check of the sum in SUM."""
    working = "9 + 7 + 5 = 21, stated 24"
    return Check(
        id=f"k{number}", kind="sum", status=status, working=working,
        message=Message(id="9 + 7 + 5 = 21, tertulis 24: tidak cocok. 24: menurut Ani Contoh.",
                        en="9 + 7 + 5 = 21, stated 24: does not agree. 24: said by Ani Contoh."),
        expected="21", found="24", evidence=spans(text, "24", "9", "7", "5"),
    )  # fmt: skip


def make(name: str = "a", text: str = SUM, **fields) -> Record:
    """A record of a text."""
    about = {k: fields.pop(k) for k in ("url", "title", "publisher", "published") if k in fields}
    return Record(
        record_id=f"r{name}", relevant=True, article=Article(source_id=name, text=text, **about),
        provenance=Provenance(software="test", patterns_sha256=""), **fields,
    )  # fmt: skip


def told(name: str, text: str, figure: int | None = None, **fields) -> Record:
    """A record of a launch in Cilegon; its figure is a count of residents."""
    words = f"{figure} warga"
    counts = () if figure is None else (
        Count(id="c1", value=figure, low=figure, high=figure, unit="warga", rule="x", evidence=spans(text, words)),
    )  # fmt: skip
    settings = {
        "published": "2024-05-02",
        "governments": (Government(id="g1", name="Kota Cilegon", level="kota", code="36.72", role="subject"),),
        "officials": (Official(id="o1", name="Ratna Contoh", position="Wali Kota Cilegon", rule="x"),),
        "innovations": (Innovation(id="i1", name="SIGAP", rule="x"),),
        "statements": (Statement(id="s1", kind="direct", text="Kami ingin warga dilayani", speaker="o1", rule="x"),),
        "events": (Event(id="e1", kind="launch", date="2024-05-01", government="g1", rule="x"),),
        "counts": counts,
    }
    return make(name, text, **{**settings, **fields})
