"""How many items does a list in running text have? Least and most, where names hold commas and "dan"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from berita_extract.check.figures import ORDINAL, PLAIN, Figure
from berita_extract.check.view import View

MAX_LIST = 4000
MOST_ANNOUNCED = 60
# Words of an item that is told as a thing, and of one told as a name with its owner.
LONG, LONG_NAME = 8, 12
_INLINE = re.compile(r"(?<![\w(])\(?(\d{1,2})\)\s")
_LETTERED = re.compile(r"(?<![\w(])\(?([a-h])[.)]\s")
_DAY = re.compile(
    r"(?:(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad)(?=\s?\ue000|\s\d|\s?$|\s(?:pagi|siang|sore|malam|lalu)\b)"
    r"|(?:kemarin|tadi|hari ini|pekan lalu|pekan ini|belum lama ini|baru-baru ini|beberapa waktu lalu)\b)"
)
_NESTED = re.compile(r"\([^()]{0,200}\)?|[\"“‘][^\"”’\n]{1,80}[\"”’]")
_AND = re.compile(r"\s(?:dan|serta|&|maupun)\s|,?\s?(?:dan|serta)\s(?=$)")
_STARTS_AND = re.compile(r"\A(?:dan|serta|&|maupun)\s", re.IGNORECASE)
_HEAD_WORDS = (
    "Dinas|Badan|Bagian|Kecamatan|Kelurahan|Puskesmas|RSUD|Sekretariat|Inspektorat|Kantor|Satuan|Kementerian|Bidang"
    "|Biro"
)
_HEAD = re.compile(rf"(?:{_HEAD_WORDS})\b")
_AND_HEAD = re.compile(rf"\s(?:dan|serta|&)\s(?:{_HEAD_WORDS})\b")
_HEADS = re.compile(rf"[\ue000]\s?(?:{_HEAD_WORDS})\b")
# "Ns. Yelmi Fitri, S.Kep., M.Kes.": commas before degrees part no items.
_DEGREE = re.compile(
    r",\s(?:[SMD]\.\s?[A-Z][A-Za-z]{0,4}\.?(?:\s?[A-Z][a-z]{0,4}\.?)?|SH|SE|ST|MM|MT|MH|MSi|MAP|MPd|SPd|SSos|SIP|SSTP"
    r"|Ph\.?D|A\.Md\.[A-Za-z]{0,4}\.?|Apt|Ak)(?=[\s,.;\ue000]|$)"
)
_TITLES = re.compile(r"\b(?:SH|MSi|SE|MM|M\.|S\.|Dr\.?|Drs)\b")
_PERSON = re.compile(r"(?:[A-Z][\w.'’-]{0,20}\s?){1,6}(?:\ue000|\s?(?:dari|asal|untuk)\s[^,]{1,60})?\s?\Z")
_OFFICE = re.compile(
    r"\b(?:Kepala|Ketua|Sekretaris|Direktur|Bupati|Wali|Wakil|Gubernur|Camat|Lurah|Kabid|Kadis|Plt|Pj|Anggota|Guru|Dosen"
    r"|Rektor|Manajer|Staf|Koordinator|Menteri|Deputi|Asisten|Inspektur|Komandan|Kapolres|Founder|CEO|Peneliti|Profesor|Analis|Dosen|Pengamat|Penyuluh|Pranata|Perencana|Advokat|Dokter|Perawat)\b"
)
# "Pasar Tanpa Tunai garapan Dinas Perdagangan": an item with its owner, whose own "dan" parts no items.
_OWNED = re.compile(
    rf"\s(?:dari|milik|garapan|karya|besutan|buatan|gagasan|inisiasi|oleh|usulan)\s(?:{_HEAD_WORDS}|Desa|SD|SMP|SMA|SMK|UPT)"
)
# "akta, KTP, kartu keluarga": may stand among names and among things
_ACRONYM = re.compile(r"[A-Z]{2,5}")
# Nouns that look like verbs.
_NOUNS = frozenset(
    ["terminal", "ternak", "terapi", "terumbu", "menara", "menteri", "mentor", "merek", "berkas", "berita", "dinas",
     "digitalisasi", "diskusi", "disiplin", "distribusi", "dialog", "dinding", "direktorat", "disabilitas", "diklat"]
)  # fmt: skip
_END = re.compile(r"[.!?](?=[\s\"”’)]|$)|\n|$")


@dataclass(frozen=True, slots=True)
class Counted:
    """Least and most items that the list may be read as; `sure` if a number outside is a mismatch; where it stands."""

    least: int
    most: int
    sure: bool
    start: int = 0
    end: int = 0


def announced(view: View) -> list[Figure]:
    """The figures that may tell how many items a list has."""
    return [f for f in view.figures if f.kind in (PLAIN, ORDINAL) and 2 <= f.value <= MOST_ANNOUNCED]


def items_of(view: View, start: int, figure: Figure, stop: int | None = None) -> Counted | None:
    """The items of a list in running text from `start` on, up to the end of the sentence or to `stop`."""
    text = view.text
    end = _list_end(text, start) if stop is None else stop
    items = text[start:end]
    numbered = _INLINE.findall(items) or [str(ord(letter) - ord("a") + 1) for letter in _LETTERED.findall(items)]
    if numbered and numbered[0] == "1" and len(numbered) > 1:
        n = len(numbered)
        return Counted(n, n, numbered == [str(k) for k in range(1, n + 1)], start, end)
    nested = [match.span() for match in _NESTED.finditer(items)]
    inside = [f.start - start for f in view.figures if f.kind == PLAIN and start <= f.start < end]
    if any(not any(a <= place < b for a, b in nested) for place in inside):
        return None
    counted = _count(view, items, figure, ended=stop is not None or (end < len(text) and text[end] in ".!\n"))
    return None if counted is None else replace(counted, start=start, end=start + (counted.end or len(items)))


def _list_end(text: str, start: int) -> int:
    position = start
    while True:
        match = _END.search(text, position, start + MAX_LIST)
        if match is None:
            return min(len(text), start + MAX_LIST)
        word = re.search(r"([^\W\d_]{1,5})\Z", text[max(0, match.start() - 6) : match.start()])
        following = text[match.end() : match.end() + 2].strip()[:1]
        short = word is not None and (
            len(word[1]) <= 2 or word[1].lower() in {"drs", "dra", "prof", "sos", "kes", "pol", "drg", "hum"}
        )
        if match[0] != "." or not (short or following.islower() or following == ","):
            return match.start()
        position = match.end()


def _count(view: View, items: str, figure: Figure, *, ended: bool) -> Counted | None:
    language = view.language
    low = items.lower()
    if language.cue("open_list").search(low) or len(items) < 3:
        return None
    flat = _DEGREE.sub("", _NESTED.sub("\ue000", items))
    if "(" in flat:
        return None
    separator = ";" if flat.count(";") >= 1 else ","
    segments = [s.strip() for s in flat.split(separator)]
    segments = [s for s in segments if s]
    if any(re.search(r"\d", s) for s in segments) and re.match(r"\s?(?:\d|se\w+\s)", segments[0]):
        return None
    whole = segments
    segments, clause = _cut(view, segments)
    if not segments:
        return None
    # where the clause behind the list begins
    end = max(items.find(whole[len(segments)]), 0) if len(segments) < len(whole) else 0
    end = len(items[:end].rstrip(" ,;"))
    least = most = len(segments)
    for k, segment in enumerate(segments):
        body = _STARTS_AND.sub("", segment)
        ands = len(_AND.findall(language.cue("joined_names").sub("", body.lower()) if " dan " in body else body))
        if k < len(segments) - 1 and _HEAD.match(body) and not _AND_HEAD.search(body):
            ands = 0  # "Dinas Kependudukan dan Pencatatan Sipil, …"
        most += ands + len(_HEADS.findall(body))
        if ands and body == segment and k == len(segments) - 1 and separator == "," and _parted(segments, body):
            least += 1
    closed = _STARTS_AND.match(segments[-1]) is not None or _AND.search(segments[-1]) is not None
    # "tiga manfaat, yakni waktu lebih singkat dan biaya lebih murah." has two items at the most
    pair = closed and ended and not clause and len(segments) == 1 and most == 2
    ended = closed and (ended or clause) and (clause or len(segments) > 1)
    heads = [s for s in segments if _HEAD.match(_STARTS_AND.sub("", s))]
    heads += [h for s in segments for h in _AND_HEAD.findall(s)]
    if 2 <= len(heads) < len(segments):
        # "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana": commas inside names
        least = min(least, len(heads))
    owned = [len(_OWNED.findall(s)) for s in segments]
    if ended and not clause and len(segments) > 1 and all(owned):
        return Counted(sum(owned), sum(owned), True, 0, end)
    unit = figure.unit or ""
    named = _by_noun(segments, unit) if ended else None
    if named is not None:
        return Counted(named, named, True, 0, end)
    person = unit in language.phrases["person_nouns"] or _TITLES.search(flat) is not None
    if person and not clause:
        bare = [_STARTS_AND.sub("", s) for s in segments]
        # names each with its own body in brackets or behind "dari" can be counted
        told = all(_PERSON.match(s) and not _OFFICE.search(s) for s in bare)
        person = not (told and 2 * sum("\ue000" in s or " dari " in s or " asal " in s for s in bare) >= len(bare))
    if len(unit) > 3 and all(_STARTS_AND.sub("", s).startswith(f"{unit.capitalize()} ") for s in segments):
        person = False  # "empat kepala dinas, yakni Kepala Dinas A, Kepala Dinas B, …"
    words = [len(s.split()) for s in segments]
    longest = LONG_NAME if all(_STARTS_AND.sub("", s)[:1].isupper() for s in segments) else LONG
    even = max(words, default=0) <= longest and bool(segments)
    starts = {_STARTS_AND.sub("", x)[:1].islower() for x in segments}
    kinds = starts if starts == {True} else {_is_name(x) for x in map(_bare, segments) if not _ACRONYM.fullmatch(x)}
    # An "and" inside a name can't be told from the last separator, so the most is never exact where names hold one.
    sure = ended and even and not person and len(kinds) < 2 and len(segments) >= 2 and least >= 2
    sure = sure or (pair and not person and words[0] <= 14)
    return Counted(least, most, sure, 0, end)


def _by_noun(segments: list[str], unit: str) -> int | None:
    """ "Desa Asri (…), Desa Bina dan Desa Citra": items that all begin with the noun are as many as it stands there."""
    head = unit.capitalize()
    bare = [_STARTS_AND.sub("", s) for s in segments]
    if len(unit) < 4 or len(bare) < 2 or not all(s.startswith((f"{head} ", f"{unit} ")) for s in bare):
        return None
    told = sum(len(re.findall(rf"(?:^|\b(?:dan|serta) ){head} ", s)) or 1 for s in bare)
    return told if sum(s.count(head) or 1 for s in bare) == told else None


def _cut(view: View, segments: list[str]) -> tuple[list[str], bool]:
    """The segments up to the clause that follows the list, and whether one follows."""
    for k, segment in enumerate(segments):
        body = _STARTS_AND.sub("", segment)
        last = body != segment and k == len(segments) - 1 and " " not in body
        if k and not last and _opens_clause(view, body):
            return segments[:k], True
        if k and body != segment and k + 1 < len(segments):
            return segments[: k + 1], False
    return segments, False


def _parted(segments: list[str], last: str) -> bool:
    """Whether "dan" in the last segment parts two items ("Dinas Kebudayaan dan Pariwisata" is one)."""
    before, after = _AND.split(last)[0], _AND.split(last)[-1]
    if not _HEAD.match(before):
        return True
    return _HEAD.match(after.strip()) is not None


def _bare(segment: str) -> str:
    return _STARTS_AND.sub("", segment)


def _is_name(segment: str) -> bool:
    return any(c.isupper() for c in segment) or segment[:1] in "\ue000'"


def _opens_clause(view: View, segment: str) -> bool:
    if _DAY.match(segment):
        return True
    first = re.match(r"[^\W\d_]{1,30}", segment)
    if first is None:
        return not segment.startswith(("\ue000", "'", "`"))
    word = first[0]
    return word[0].islower() and (
        word.lower() in view.language.phrases["not_an_item"]
        or bool(re.match(r"(?:me[mnlrwy]|ber|ter|di)[a-z]{3}", word) and word not in _NOUNS)
    )
