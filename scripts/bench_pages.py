# ruff: noqa: E501 - markup is easier to read in one line
"""Made-up news pages for measuring: 60 to 120 kB of HTML each, as a portal's pages are built, in WARC.gz.

A page is an article in one of six layouts, inside what a portal puts around it: scripts, style sheets, JSON-LD, menus,
sixty headlines of other articles, tags, a footer. One page in a hundred reports a government innovation (its text is
one of corpus/articles/dev). Of the others one in eight uses the words all the same: a phone is launched, a company
innovates (in 500 real articles of one portal it was 13 in 100). One in sixty headlines beside an article does, too.

    python scripts/bench_pages.py PAGES OUT.warc.gz [--seed N]
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import random
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
RELEVANT, NEAR, HEADLINE = 1 / 100, 1 / 8, 1 / 60

_PLACES = (
    "Cirata Sumbermulya Tanjungsari Ngadirejo Lembah Wangi Karangjati Batumerah Sukaraja Pulau Tengah Muaralaya".split()
)
_NAMES = (
    "Rahmat Siti Budi Dewi Agus Lestari Hendra Wulan Yusuf Ratih Bambang Ningsih Fajar Kartika Surya Melati".split()
)
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_WORDS = (
    "warga pasar jalan harga beras hujan sungai jembatan sekolah polisi pertandingan gol pelatih tim musim liga petani "
    "nelayan ikan kapal pelabuhan listrik air bersih rumah sakit dokter pasien vaksin guru siswa ujian buku film musik "
    "konser penonton tiket kereta stasiun bandara pesawat penumpang cuaca gempa banjir longsor relawan bantuan pajak "
    "anggaran proyek kontrak saham rupiah bank kredit usaha kecil pedagang toko daring ponsel aplikasi jaringan data "
    "kejaksaan sidang hakim saksi terdakwa korban pelaku kendaraan motor mobil truk sopir kecelakaan lalu lintas malam "
    "pagi siang sore minggu lalu bulan depan tahun ini besar kecil baru lama cepat lambat tinggi rendah mahal murah"
).split()
_FRAMES = (
    "{name} mengatakan {w} {w} di {place} {w} sejak {day} {time}.",
    '"Kami berharap {w} {w} tidak {w} lagi," kata {name} di {place}, {day} ({n}/{m}/2024).',
    "Menurut {name}, {w} {w} {w} naik {n} persen dibandingkan {w} {w} tahun lalu.",
    "Sebanyak {n} {w} {w} dari {place} mengikuti {w} {w} itu sampai {day} {time}.",
    "{Name} menambahkan, {w} {w} akan {w} {w} pada {day} pekan depan, setelah {w} {w} selesai diperiksa petugas.",
    "Hingga berita ini ditulis, {w} {w} di sekitar {place} masih {w}, sementara {w} {w} terus {w}.",
)
_NEAR = (
    "Perusahaan itu meluncurkan {w} terbaru dengan harga {n} juta rupiah di {place}.",
    "Inovasi produk membuat {w} perseroan tumbuh {n} persen, kata direktur utama {name}.",
    "Gerai kedua diluncurkan {day} ({n}/{m}/2024) untuk pelanggan di {place}.",
    "Terobosan pelatih membuat {w} tim tampil lebih {w} di kandang {w}.",
    "Roket itu meluncur dari {place} {day} {time} membawa {w} {w}.",
)
_HEADS = (
    "{Place} {w} {w}, {name} Angkat Bicara", "Harga {w} {w} Naik {n} Persen Jelang {w}", "{n} {w} di {Place} {w} {w}",
    "Jadwal {w} {day} Ini: {Place} vs {Place}", "Kisah {name}, {w} yang Kini {w} {w}", "Viral {w} {w} di {Place}, Ini Kata {name}",
)  # fmt: skip
_NEAR_HEADS = (
    "Pabrikan {w} Luncurkan {w} Baru Seharga {n} Juta", "Deretan Inovasi {w} yang Bikin {w} Makin {w}",
    "{n} Terobosan {name} di Dunia {w}", "Wali Kota {Place} Dorong Inovasi {w}", "Launching {w} {Place} Dipadati {w}",
)  # fmt: skip


class Page(NamedTuple):
    """One made-up page: where it would stand, its bytes, and which of "relevant", "near", "other" it is."""

    url: str
    body: bytes
    kind: str


class _Site(NamedTuple):
    """What all pages of one portal share."""

    name: str
    host: str
    head: str
    menu: str
    foot: str
    layout: int


def pages(count: int, seed: int = 1) -> Iterator[Page]:
    """`count` pages; the same seed gives the same bytes."""
    chance = random.Random(seed)
    sites = [_site(chance, number) for number in range(12)]
    articles = _corpus_articles()
    for number in range(count):
        draw = chance.random()
        # Exactly one in a hundred, so that small and large files have the same share.
        kind = "relevant" if number % round(1 / RELEVANT) == 50 else "near" if draw < NEAR else "other"
        yield _page(chance, chance.choice(sites), number, kind, articles)


def warc(pages: Iterator[Page], path: Path) -> int:
    """Write the pages as a WARC.gz, a member of gzip for each record; the bytes of HTML in all."""
    size = 0
    made = random.Random(0)
    with path.open("wb") as file:
        for page in pages:
            file.write(gzip.compress(record(page.url, page.body, made), 6, mtime=0))
            size += len(page.body)
    return size


def record(url: str, body: bytes, chance: random.Random) -> bytes:
    """One WARC response record."""
    http = (
        "HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Tue, 05 Mar 2024 03:12:44 GMT\r\n"
        "Content-Type: text/html; charset=UTF-8\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\nVary: Accept-Encoding\r\n\r\n"
    ).encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{uuid.UUID(int=chance.getrandbits(128))}>\r\n"
        f"WARC-Date: 2024-03-05T03:12:44Z\r\nWARC-Target-URI: {url}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) + len(body)}\r\n\r\n"
    ).encode()
    return head + http + body + b"\r\n\r\n"


def _corpus_articles() -> list[dict[str, str]]:
    found = []
    for name in ("a", "b"):
        gold = (ROOT / "corpus/gold/dev" / f"{name}.jsonl").read_text("utf-8").splitlines()
        given = (ROOT / "corpus/articles/dev" / f"{name}.jsonl").read_text("utf-8").splitlines()
        relevant = [json.loads(line)["relevant"] for line in gold]
        found += [json.loads(line) for line, wanted in zip(given, relevant, strict=True) if wanted]
    return found


def _fill(chance: random.Random, frame: str) -> str:
    out = frame
    for mark, values in (
        ("{w}", _WORDS),
        ("{name}", _NAMES),
        ("{place}", _PLACES),
        ("{day}", _DAYS),
        ("{Place}", _PLACES),
        ("{Name}", _NAMES),
    ):
        while mark in out:
            out = out.replace(mark, chance.choice(values), 1)
    out = out.replace("{time}", f"pukul {chance.randrange(24)}.{chance.randrange(60):02} WIB").replace(
        "{m}", str(chance.randrange(1, 13))
    )
    return out.replace("{n}", str(chance.randrange(2, 29)))


def _headline(chance: random.Random) -> str:
    heads = _NEAR_HEADS if chance.random() < HEADLINE else _HEADS
    return " ".join(word[:1].upper() + word[1:] for word in _fill(chance, chance.choice(heads)).split())


_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$"
_IDENTIFIERS = tuple("".join(random.Random(n).choices(_LETTERS, k=1 + n % 6)) for n in range(90))


def _identifier(chance: random.Random) -> str:
    return chance.choice(_IDENTIFIERS)


def _script(chance: random.Random, size: int) -> str:
    """Text that looks, and shrinks, like minified JavaScript."""
    parts: list[str] = []
    length = 0
    while length < size:
        a, b, c, d = (_identifier(chance) for _ in range(4))
        part = chance.choice((
            f"function {a}({b},{c}){{return {b}<{c}?{d}({b}):{c}.{a}+{chance.randrange(9999)}}}",
            f"var {a}={{{b}:\"{c}\",{d}:!0,ad_slot:\"/{chance.randrange(10**8)}/{a}_{b}\",size:[[{chance.randrange(900)},{chance.randrange(600)}]]}};",
            f"if(typeof {a}!==\"undefined\"&&{b}.length>{chance.randrange(99)}){{{c}.push({{event:\"{d}\",value:{chance.random():.6f}}})}}",
            f"window.{a}=window.{a}||[];{a}.q.push([\"{b}\",\"{uuid.UUID(int=chance.getrandbits(128))}\"]);",
            f"document.querySelectorAll(\".{a}-{b}\").forEach(function({c}){{{c}.addEventListener(\"{d}\",{a})}});",
        ))  # fmt: skip
        parts.append(part)
        length += len(part)
    return "".join(parts)


def _style(chance: random.Random, size: int) -> str:
    rules = []
    length = 0
    while length < size:
        rule = (
            f".{_identifier(chance)}-{_identifier(chance)} .{_identifier(chance)}{{margin:{chance.randrange(40)}px "
            f"{chance.randrange(40)}px;color:#{chance.randrange(1 << 24):06x};font:{chance.randrange(10, 40)}px/1.{chance.randrange(9)} sans-serif}}"
        )
        rules.append(rule)
        length += len(rule)
    return "".join(rules)


def _site(chance: random.Random, number: int) -> _Site:
    name = f"{chance.choice(['Kabar', 'Suara', 'Warta', 'Lensa', 'Berita'])} {chance.choice(_PLACES)}"
    host = f"www.{name.lower().replace(' ', '')}{number}.example"
    scripts = "".join(
        f"<script>{_script(chance, chance.randrange(3000, 9000))}</script>\n" for _ in range(chance.randrange(2, 5))
    )
    head = f"<style>{_style(chance, chance.randrange(6000, 14000))}</style>\n{scripts}"
    entries = "".join(
        f'<li class="nav-item"><a class="nav-link" href="https://{host}/{word}" title="{word.title()}">{word.title()}</a></li>\n'
        for word in chance.sample(_WORDS, 60)
    )
    menu = f'<header><div class="logo"><a href="/"><img src="/logo.svg" alt="{name}"></a></div><nav><ul>{entries}</ul></nav></header>'
    links = " ".join(f'<a href="/{word}">{word.title()}</a>' for word in chance.sample(_WORDS, 20))
    tail = f"<script>{_script(chance, chance.randrange(4000, 12000))}</script>"
    foot = f'<footer><div class="row">{links}</div><p>&copy; 2024 {name}. Hak cipta dilindungi.</p></footer>{tail}'
    return _Site(name, host, head, menu, foot, number % 6)


def _page(chance: random.Random, site: _Site, number: int, kind: str, articles: list[dict[str, str]]) -> Page:
    if kind == "relevant":
        given = chance.choice(articles)
        title, text = given.get("title") or given["text"][:70], given["text"]
    else:
        title, text = _headline(chance), _text(chance, kind)
    slug = "-".join("".join(c for c in word.lower() if c.isalnum()) for word in title.split()[:9])
    url = f"https://{site.host}/berita/{number}/{slug}"
    day = f"2024-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}T{chance.randrange(24):02}:{chance.randrange(60):02}:00+07:00"
    linked = json.dumps({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": day, "url": url,
        "author": {"@type": "Person", "name": chance.choice(_NAMES)}, "publisher": {"@type": "Organization", "name": site.name},
    })  # fmt: skip
    quoted = html.escape(title)
    parts = [
        '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n',
        f"<title>{quoted} - {site.name}</title>\n",
        f'<meta property="og:title" content="{quoted}">\n<meta property="og:site_name" content="{site.name}">\n',
        f'<meta property="og:url" content="{url}">\n<meta property="article:published_time" content="{day}">\n',
        f'<link rel="canonical" href="{url}">\n<script type="application/ld+json">{linked}</script>\n',
        f'<script>dataLayer=[{{"page":"{number}","id":"{uuid.UUID(int=chance.getrandbits(128))}","tags":{json.dumps(slug.split("-"))}}}];</script>',
        site.head, "</head>\n<body>\n", site.menu,
        _article(chance, site, quoted, text, day), _aside(chance, site), site.foot, "\n</body>\n</html>\n",
    ]  # fmt: skip
    page = "".join(parts)
    missing = chance.randrange(60_000, 120_000) - len(page)
    if missing > 0:
        # What is missing is taken from scripts and placeholders of adverts in equal parts, as portals have both.
        more = f"<script>{_script(chance, missing // 2)}</script>{_slots(chance, missing // 2)}"
        page = page.replace("</body>", f"{more}</body>")
    return Page(url, page.encode(), kind)


def _text(chance: random.Random, kind: str) -> str:
    paragraphs = [
        " ".join(_fill(chance, chance.choice(_FRAMES)) for _ in range(chance.randrange(2, 5)))
        for _ in range(chance.randrange(6, 13))
    ]
    if kind == "near":
        for at in chance.sample(range(len(paragraphs)), 2):
            paragraphs[at] += " " + _fill(chance, chance.choice(_NEAR))
    place = chance.choice(_PLACES)
    paragraphs[0] = f"{place.upper()} - {paragraphs[0]}"
    return "\n\n".join(paragraphs)


def _article(chance: random.Random, site: _Site, title: str, text: str, day: str) -> str:
    paragraphs = [f"<p>{html.escape(p, quote=False)}</p>\n" for p in text.split("\n\n") if p.strip()]
    if len(paragraphs) > 3:
        slot = f'<div class="ads" id="div-gpt-{chance.randrange(10**9)}"><script>googletag.cmd.push(function(){{}});</script></div>\n'
        read_too = (
            f'<p><strong>Baca juga: <a href="/b/{chance.randrange(10**6)}">{_headline(chance)}</a></strong></p>\n'
        )
        paragraphs.insert(2, slot)
        paragraphs.insert(4, read_too)
    body = "".join(paragraphs)
    name = chance.choice(_NAMES)
    tags = "".join(f'<li><a href="/tag/{w}">{w}</a></li>' for w in chance.sample(_WORDS, 5))
    share = "".join(
        f'<a class="share-{s}" href="https://{s}.example/share"><i class="icon"></i>{s.title()}</a>'
        for s in ("surat", "pesan", "linimasa")
    )
    return (
        (
            f'<article class="post"><h1 class="entry-title">{title}</h1><div class="meta"><span class="author">{name}</span> <time datetime="{day}">{day[:10]}</time></div>'
            f'<div class="share">{share}</div><div class="entry-content">{body}</div><ul class="tags">{tags}</ul></article>',
            f'<div class="container"><div class="detail"><h1>{title}</h1><div class="date">{day[:10]} | {name}</div><div class="detail__body-text itp_bodycontent">{body}</div>'
            f'<div class="detail__body-tag">{tags}</div></div></div>',
            f'<main><h1>{title}</h1><p class="byline">Oleh {name}</p><div id="article-body" itemprop="articleBody">{body}</div><div class="socials">{share}</div></main>',
            f'<div id="content"><div class="post-content clearfix"><h2 class="title">{title}</h2><span>{day[:10]}</span>{body}</div><div class="tag-list">{tags}</div></div>',
            f'<section class="read"><h1 class="read__title">{title}</h1><div class="read__time">{name} - {day[:10]}</div><div class="read__content"><div class="clearfix">{body}</div></div></section>',
            f'<div class="row"><div class="col-8"><article><header><h1>{title}</h1></header><div class="text">{body}</div><footer>Editor: {name}</footer></article></div></div>',
        )[site.layout]
    )  # fmt: skip


def _aside(chance: random.Random, site: _Site) -> str:
    """Sixty headlines of other articles, as lists, cards and links around a picture."""
    out = ['<div class="sidebar">']
    for box in ("Terpopuler", "Terbaru", "Berita Terkait", "Pilihan Redaksi"):
        out.append(f'<section class="box"><h3 class="box-title">{box}</h3><ul>')
        for rank in range(15):
            head = _headline(chance)
            link = f"https://{site.host}/berita/{chance.randrange(10**7)}/{'-'.join(head.lower().split()[:8])}"
            picture = f"https://cdn.{site.host}/{chance.getrandbits(64):016x}.jpg?w={chance.randrange(100, 400)}"
            image = f'<img class="lazy" data-src="{picture}" alt="{html.escape(head)}" width="120" height="80">'
            out.append((
                f'<li class="item"><span class="rank">{rank + 1}</span><h4><a href="{link}" title="{html.escape(head)}">{head}</a></h4></li>\n',
                f'<li><div class="media"><a href="{link}">{image}</a><div class="media-body"><h3><a href="{link}">{head}</a></h3><span class="time">{chance.randrange(23)} jam lalu</span></div></div></li>\n',
                f'<li><a href="{link}" class="card">{image}<h5>{head}</h5></a></li>\n',
                f'<li><a href="{link}">{head}</a></li>\n',
            )[site.layout % 4])  # fmt: skip
        out.append("</ul></section>")
    return "".join(out) + "</div>"


def _slots(chance: random.Random, size: int) -> str:
    out = []
    length = 0
    while length < size:
        slot = (
            f'<div class="ad-slot {_identifier(chance)}" id="gpt-{chance.randrange(10**12)}" data-zone="{chance.getrandbits(48):012x}" '
            f'style="min-height:{chance.randrange(600)}px"><img src="https://ads.example/{chance.getrandbits(96):024x}.gif" width="1" height="1" alt=""></div>\n'
        )
        out.append(slot)
        length += len(slot)
    return "".join(out)


def main() -> None:
    """Write a file of pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    size = warc(pages(options.pages, options.seed), options.output)
    print(
        f"{options.pages} pages, {size / 1e6:.0f} MB of HTML, {options.output.stat().st_size / 1e6:.0f} MB as WARC.gz"
    )


if __name__ == "__main__":
    main()
