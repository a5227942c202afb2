"""Pages and web archives of our own making, for tests."""

from __future__ import annotations

import gzip
import uuid

from berita_extract.model import Failure

SENTENCES = (
    "Pemerintah Kota Cilegon melalui Dinas Kesehatan meluncurkan 12 inovasi pelayanan publik, Selasa (04/08/2020).",
    "Kepala Dinas Kesehatan Kota Cilegon, Ratna Contoh, mengatakan inovasi itu dibuat bersama seluruh puskesmas kota.",
    "Warga dapat memakai layanan baru tersebut mulai bulan depan di semua kecamatan tanpa biaya tambahan apa pun juga.",
)
OTHER = (
    "Tim sepak bola itu menang dua gol tanpa balas pada pertandingan semalam di stadion yang penuh sesak penonton.",
    "Pelatih mengatakan para pemain sudah bekerja keras sejak awal musim dan pantas mendapat hasil yang baik itu.",
    "Pertandingan berikutnya digelar pekan depan di kandang lawan yang sedang berada di papan atas klasemen liga.",
)


def page(sentences=SENTENCES, title="Kabar Kota", before="", after="", head=""):
    """A small page with one paragraph a sentence."""
    body = "".join(f"<p>{sentence}</p>\n" for sentence in sentences)
    return (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{before}'
        f'<article class="post"><h1>{title}</h1><div class="entry-content">{body}</div></article>{after}</body></html>'
    )


def response(body, number=1, http="Content-Type: text/html; charset=utf-8", status="200 OK", **fields):
    """One WARC response record; `fields` replace or add to its head (`WARC_Type="revisit"`)."""
    body = body.encode() if isinstance(body, str) else body
    block = f"HTTP/1.1 {status}\r\n{http}\r\n\r\n".encode() + body
    return record(block, number, **fields)


def record(block, number=1, **fields):
    """One WARC record."""
    named = {
        "WARC_Type": "response",
        "WARC_Record_ID": f"<urn:uuid:{uuid.UUID(int=number)}>",
        "WARC_Date": "2024-03-05T03:12:44Z",
        "WARC_Target_URI": f"https://kabar.example/{number}",
        "Content_Type": "application/http; msgtype=response",
        "Content_Length": str(len(block)),
        **fields,
    }
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items() if value is not None)
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def zipped(records):
    """A WARC.gz with a member for each record."""
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def failures(results):
    """The reasons of the failures among results."""
    return [r.reason for r in results if isinstance(r, Failure)]
