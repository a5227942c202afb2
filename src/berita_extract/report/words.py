"""The words of the report itself, in Indonesian and English."""

from __future__ import annotations

from dataclasses import dataclass, fields

from berita_extract.model import CheckKind, CheckStatus, UnreadWhy

LANGUAGES = ("id", "en")
DEFAULT = "id"


@dataclass(frozen=True)
class Words:
    """What the report says in one language; `{…}` stands for a number or a name."""

    lang: str
    title: str
    about: str
    legend: str
    articles: str
    article: str
    figures: str
    mismatches: str
    one_mismatch: str
    no_mismatches: str
    no_checks: str
    page: str
    at_words: str
    overview: str
    untitled: str
    published: str
    whole: str
    beside: str
    coverage: str
    coverage_line: str
    nothing: str
    unread: str
    top: str
    stated: str
    statuses: dict[CheckStatus, str]
    kinds: dict[CheckKind, str]
    whys: dict[UnreadWhy, str]


_ID = Words(
    lang="id",
    title="Apakah angka-angkanya cocok?",
    about="Laporan ini membandingkan angka di dalam satu artikel dengan angka lain di artikel yang sama. Ia "
    "menunjukkan di mana angka tidak saling cocok, bukan angka mana yang benar.",
    legend="Keterangan tanda",
    articles="{} artikel",
    article="1 artikel",
    figures="{} hubungan antarangka diperiksa",
    mismatches="{} tidak cocok",
    one_mismatch="1 tidak cocok",
    no_mismatches="tidak ada yang tidak cocok",
    no_checks="tidak ada hubungan antarangka",
    page="Buka halaman asli",
    at_words="Lihat di halaman asli",
    overview="Artikel dengan angka yang tidak cocok",
    untitled="Tanpa judul",
    published="terbit {}",
    whole="Untuk artikel ini",
    beside="Hitungan",
    coverage="Cakupan angka",
    coverage_line="{} dari {} angka dalam teks ({}) menjadi fakta, bagian nama, bagian pemeriksaan, atau tercatat "
    "sebagai angka yang tidak dibaca beserta alasannya.",
    nothing="Tidak ada artikel.",
    unread="tidak dibaca: {}",
    top="Ke atas",
    stated="tertulis",
    statuses={
        "mismatch": "Tidak cocok", "unverifiable": "Tidak dapat diperiksa", "ok_after_rounding": "Cocok (pembulatan)",
        "ok": "Cocok",
    },
    kinds={
        "sum": "Jumlah", "list_length": "Panjang daftar", "percent_change": "Perubahan persen", "share": "Bagian",
        "difference": "Selisih", "per_unit": "Per satuan", "weekday": "Nama hari", "date_order": "Urutan tanggal",
        "repeated_figure": "Angka berulang", "rank_range": "Peringkat", "percent_or_points": "Persen atau poin",
    },
    whys={
        "year": "tahun", "date": "tanggal", "time": "jam", "law": "nomor peraturan", "phone": "nomor telepon",
        "list_number": "nomor urut", "label": "nomor atau kode", "name": "bagian nama",
        "furniture": "perlengkapan halaman", "unknown": "tidak diketahui",
    },
)  # fmt: skip

_EN = Words(
    lang="en",
    title="Do the figures add up?",
    about="This report compares the figures in one article with other figures in the same article. It shows where "
    "they do not agree with each other, not which of them is right.",
    legend="What the marks mean",
    articles="{} articles",
    article="1 article",
    figures="{} relations between figures examined",
    mismatches="{} do not agree",
    one_mismatch="1 does not agree",
    no_mismatches="none disagrees",
    no_checks="no relations between figures",
    page="Open the original page",
    at_words="See it on the original page",
    overview="Articles with figures that do not agree",
    untitled="No title",
    published="published {}",
    whole="For the article as a whole",
    beside="Working",
    coverage="Coverage of the numbers",
    coverage_line="{} of {} numbers in the text ({}) are a fact, part of a name, part of a check, or listed as "
    "unread with the reason.",
    nothing="No articles.",
    unread="not read: {}",
    top="To the top",
    stated="stated",
    statuses={
        "mismatch": "Does not agree", "unverifiable": "Can't be verified", "ok_after_rounding": "Agrees (rounded)",
        "ok": "Agrees",
    },
    kinds={
        "sum": "Sum", "list_length": "Length of a list", "percent_change": "Change in percent", "share": "Share",
        "difference": "Difference", "per_unit": "Per unit", "weekday": "Day of the week",
        "date_order": "Order of dates", "repeated_figure": "Repeated figure", "rank_range": "Rank",
        "percent_or_points": "Percent or points",
    },
    whys={
        "year": "year", "date": "date", "time": "time of day", "law": "number of a law", "phone": "phone number",
        "list_number": "number of a list item", "label": "label or code", "name": "part of a name",
        "furniture": "page furniture", "unknown": "unknown",
    },
)  # fmt: skip

_BOTH = {"id": _ID, "en": _EN}
# Worst first: where figures take part in several checks, the worst verdict marks them.
STATUSES: tuple[CheckStatus, ...] = ("mismatch", "unverifiable", "ok_after_rounding", "ok")
SIGNS: dict[CheckStatus, str] = {"mismatch": "✗", "unverifiable": "?", "ok_after_rounding": "≈", "ok": "✓"}


def words(lang: str) -> Words:
    """The words of one language of LANGUAGES."""
    return _BOTH[lang]


def differing_fields() -> list[str]:
    """Names of the fields whose tables do not cover the same keys in both languages (for the tests: none)."""
    tables = [f.name for f in fields(Words) if isinstance(getattr(_ID, f.name), dict)]
    return [name for name in tables if getattr(_ID, name).keys() != getattr(_EN, name).keys()]
