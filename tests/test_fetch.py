"""Fetching, against a real server on this machine that misbehaves."""

from __future__ import annotations

import ipaddress
import json
import ssl
import threading
import time
from datetime import datetime, timezone
from itertools import pairwise

import pytest
import trustme
from warcio.archiveiterator import ArchiveIterator

from berita_extract.errors import UsageError
from berita_extract.fetch import Options, fetch
from berita_extract.fetch.addresses import Guard, is_public
from berita_extract.fetch.manners import retry_after
from web_server import Server, page, serving

NOT_PUBLIC = """
    0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 192.0.0.1 192.0.0.9
    192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1
    255.255.255.255 :: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1
    64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 2002:a00:1::1
    3fff::1 5f00::1 fc00::1 fd12::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1
""".split()
HERE = ipaddress.ip_address("127.0.0.1")


@pytest.fixture
def server():
    with serving(Server()) as server:
        yield server


@pytest.fixture
def guard():
    """Names of the tests lead to this machine, which counts as public at 127.0.0.1 and nowhere else."""

    async def resolve(host, port):
        return [{"kabar.example": "127.0.0.1", "warta.example": "127.0.0.1"}.get(host, host)]

    return Guard(resolve=resolve, permits=lambda address: address == HERE)


@pytest.fixture
def get(server, guard, tmp_path):
    """Fetch paths of the server with short limits; the report and the last manifest line of each URL."""

    def get(*paths, folder="out", **settings):
        settings = {
            "delay": 0, "first_wait": 0.05, "seconds": 4, "silence_seconds": 1, "max_bytes": 2_000_000, **settings
        }  # fmt: skip
        urls = [path if "://" in path else f"http://kabar.example:{server.port}{path}" for path in paths]
        report = fetch(urls, tmp_path / folder, Options(**settings), guard=guard)
        lines = (tmp_path / folder / "manifest.jsonl").read_text("utf-8").splitlines()
        entries = {entry["url"].partition(f":{server.port}")[2]: entry for entry in map(json.loads, lines)}
        return report, entries

    return get


def records(folder, name="pages"):
    """(type, URL, body) of each record in the archive."""
    found = []
    for path in sorted((folder / name).glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                url = record.rec_headers.get_header("WARC-Target-URI")
                found.append((record.rec_type, url, record.content_stream().read()))
    return found


def pages(folder):
    return {
        url.partition("example")[2].partition("/")[2]: body for kind, url, body in records(folder) if kind == "response"
    }


# What comes in


def test_pages_are_kept_as_they_came(get, tmp_path, server):
    report, entries = get("/page/1", "/gzip", "/charset", "/page/1#again")
    assert (report.counts.saved, report.failures) == (3, [])
    assert pages(tmp_path / "out")["page/1"] == page(1) and pages(tmp_path / "out")["gzip"] == page("gzip")
    assert "“kutip”".encode("cp1252") in pages(tmp_path / "out")["charset"]
    assert [kind for kind, *_ in records(tmp_path / "out")][:3] == ["warcinfo", "response", "request"]
    entry = entries["/page/1"]
    assert entry["status"] == "saved" and entry["http_status"] == 200 and entry["size"] == len(page(1))
    with (tmp_path / "out" / entry["stored"]["file"]).open("rb") as file:
        file.seek(entry["stored"]["offset"])
        record = next(iter(ArchiveIterator(file)))
        assert record.rec_headers.get_header("WARC-Record-ID") == entry["stored"]["record_id"]
        assert record.rec_headers.get_header("WARC-IP-Address") == "127.0.0.1"
    assert server.paths.count("/page/1") == 1


def test_who_asks(get, server):
    get("/page/1", contact="mailto:peneliti@kampus.example")
    agent = server.asked[-1][2]["User-Agent"]
    assert agent.startswith("berita-extract/") and agent.endswith("(+mailto:peneliti@kampus.example)")


def test_feeds_and_sitemaps(get, server, tmp_path):
    report, entries = get("/feed.xml", "/atom", "/sitemap.xml")
    assert sorted(pages(tmp_path / "out")) == [
        "page/1?a=1&b=2",
        "page/2?a=1&b=2",
        "page/3",
        "page/5",
        "page/6",
        "page/7",
        "page/8",
    ]
    assert (report.counts.saved, report.counts.lists, report.failures) == (7, 4, [])
    assert entries["/page/7"]["found_in"].endswith("/sitemap-part.xml.gz")
    assert len([1 for kind, *_ in records(tmp_path / "out", "lists") if kind == "response"]) == 4


def test_other_feeds(get, tmp_path):
    report, _ = get("/broken-feed", "/json-feed")
    assert sorted(pages(tmp_path / "out")) == ["page/11", "page/12", "page/1?a&b"] and not report.failures


def test_a_site(get, tmp_path, server):
    server.robots = f"User-agent: *\nSitemap: http://kabar.example:{server.port}/sitemap-part.xml.gz\n".encode()
    get("/", site=True)
    assert sorted(pages(tmp_path / "out")) == ["page/1?a=1&b=2", "page/2?a=1&b=2", "page/3", "page/7", "page/8"]
    report, _ = get("/", folder="as page")
    assert report.counts.saved == 1 and list(pages(tmp_path / "as page")) == [""]


def test_a_limit(get):
    report, _ = get("/feed.xml", "/sitemap.xml", limit=3)
    assert (report.counts.saved, report.counts.left) == (3, 1)


def test_sitemaps_without_end_are_left(get, server):
    report, _ = get("/sitemap-in-itself/0")
    assert len(server.paths) < 10 and "more lists than are read" in report.failures[0].reason


def test_a_feed_made_to_take_for_ever_to_read(get, monkeypatch):
    monkeypatch.setattr("berita_extract.fetch.crawl._READING", 2.0)
    start = time.monotonic()
    report, _ = get("/feed-trap", "/page/1", max_bytes=10_000_000)
    assert "its links could not be found in 2 s" in report.failures[0].reason
    assert report.counts.saved == 1 and time.monotonic() - start < 10


# What misbehaves: bounded time, bounded memory, a reason, and the other pages come all the same


@pytest.mark.parametrize(
    ("path", "reason", "requests"),
    [
        ("/silent", "silent for 1 s", 2),
        ("/drip", "took longer than 2 s", 2),
        ("/drip-headers", "took longer than 2 s", 2),
        ("/headers-without-end", "the connection failed", 2),
        ("/garbage", "the connection failed", 2),
        ("/reset", "the connection failed", 2),
        ("/short", "the connection failed", 2),
        ("/broken-gzip", "its compressed data break off", 2),
        ("/not-gzip", "said to be gzip and isn't", 1),
        ("/strange-encoding", "sent in the encoding 'gzip, gzip'", 1),
        ("/huge", "1,000,000,000,000 bytes, more than 2,000,000", 1),
        ("/huge-unsaid", "more than 2,000,000 bytes", 1),
        ("/bomb", "unpacks to more than the allowed size", 1),
        ("/bomb-of-pieces", "compressed in over 1,000 pieces", 1),
        ("/bomb-of-sitemap", "unpacks to more than the allowed size", 1),
        ("/pdf", "no web page but application/pdf", 1),
        ("/coloured", "the server said 404 \ufffd31mred", 1),
        ("/none", "the server said 404 Not Found", 1),
        ("/broken", "the server said 503 Service Unavailable", 2),
        ("/busy-for-days", "429 Too Many Requests; it asks to wait 300,000 s", 1),
        ("/circle", "redirects in a circle", 1),
        ("/endless/0", "more than 5 redirects", 1),
        ("/nowhere", "a redirect that does not say where to", 1),
        ("/to-file", "not an http or https URL: file:/etc/hostname", 1),
    ],
)
def test_bad_manners(get, server, path, reason, requests):
    start = time.monotonic()
    report, entries = get(path, "/page/1", attempts=2, seconds=2)
    assert time.monotonic() - start < 8
    assert [failure.where.partition(str(server.port))[2] for failure in report.failures] == [path]
    assert reason in report.failures[0].reason and reason in entries[path]["reason"]
    assert server.paths.count(path) == requests
    assert report.counts.saved == 1


@pytest.mark.parametrize(("path", "requests"), [("/busy", 2), ("/unwell", 3), ("/reset-once", 2), ("/moved", 1)])
def test_what_passes(get, server, path, requests):
    start = time.monotonic()
    report, entries = get(path)
    assert report.counts.saved == 1 and not report.failures
    assert server.paths.count(path) == requests
    if path == "/busy":
        assert time.monotonic() - start >= 1, "Retry-After says 1 s"
    if path == "/moved":
        assert entries[path]["final_url"].endswith("/page/40") and entries[path]["redirects"][0].endswith("/moved")


# Where it may not go


def test_private_addresses_are_refused(server, tmp_path):
    urls = [
        f"http://{host}:{server.port}/page/1" for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1")
    ]
    report = fetch(urls, tmp_path, Options(delay=0, attempts=1))
    assert len(report.failures) == 5 and report.counts.saved == 0 and server.asked == []
    assert all("--allow-private" in f.reason or "was not found" in f.reason for f in report.failures)
    assert any("127.0.0.1 is no address of the open internet" in f.reason for f in report.failures)
    assert fetch(urls[:1], tmp_path, Options(delay=0, allow_private=True)).counts.saved == 1


def test_redirects_to_private_addresses_are_refused(get, server):
    with serving(Server("127.0.0.2")) as inner:
        server.other = f"http://127.0.0.2:{inner.port}"
        report, _ = get("/to-other", "/page/1")
        assert "127.0.0.2 is no address of the open internet" in report.failures[0].reason
        assert inner.asked == [] and report.counts.saved == 1


def test_a_name_that_changes_its_address(server, tmp_path):
    """The address that was judged is the one connected to, and each new connection is judged anew."""
    answers = iter(["127.0.0.1", "127.0.0.2", "127.0.0.2", "127.0.0.2"])

    async def resolve(host, port):
        return [next(answers)]

    guard = Guard(resolve=resolve, permits=lambda address: address == HERE)
    with serving(Server("127.0.0.2")) as inner:
        urls = [f"http://ganti.example:{server.port}/reset", f"http://ganti.example:{inner.port}/page/1"]
        report = fetch(urls, tmp_path, Options(delay=0, first_wait=0.01, attempts=2), guard=guard)
        assert len(report.failures) == 2 and inner.asked == []
        assert all("(127.0.0.2) is no address of the open internet" in f.reason for f in report.failures)
    assert server.paths == ["/robots.txt"]


def test_a_name_with_one_private_address_among_others(server, tmp_path):
    async def resolve(host, port):
        return ["127.0.0.1", "10.0.0.1"]

    guard = Guard(resolve=resolve, permits=lambda address: address == HERE)
    report = fetch([f"http://dua.example:{server.port}/page/1"], tmp_path, Options(attempts=1), guard=guard)
    assert "(10.0.0.1) is no address of the open internet" in report.failures[0].reason and server.asked == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/hostname", "not an http or https URL"),
        ("ftp://kabar.example/", "not an http or https URL"),
        ("http://ani:rahasia@kabar.example/", "user name or password"),
        ("http:///x", "a URL without a host"),
        ("http://kabar.example:99999/", "a URL with port 99999"),
        ("http://kabar.example:x/", "not a URL that can be read"),
        ("http://ka\u0000bar.example/", "not a URL that can be read"),
        ("http://kabar.example/" + "x" * 9000, "a URL of 9,021 characters"),
    ],
)
def test_urls_that_are_refused(tmp_path, url, reason):
    report = fetch([url], tmp_path, Options(), guard=Guard(resolve=None))
    assert reason in report.failures[0].reason


def test_https_goes_to_the_judged_address_and_checks_the_name(guard, tmp_path, monkeypatch):
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("kabar.example").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with serving(Server(tls=context)) as server:
        urls = [f"https://{name}.example:{server.port}/page/1" for name in ("kabar", "warta")]
        report = fetch(urls, tmp_path / "out", Options(delay=0, attempts=1), guard=guard)
    assert report.counts.saved == 1
    assert "warta.example" in report.failures[0].where and "CERTIFICATE_VERIFY_FAILED" in report.failures[0].reason


@pytest.mark.parametrize(
    "address",
    NOT_PUBLIC,
)
def test_addresses_that_are_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "103.10.1.1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2404:6800::1"])
def test_addresses_that_are_public(address):
    assert is_public(ipaddress.ip_address(address))


# Manners


def test_robots_txt(get, server):
    server.robots = b"User-agent: berita-extract\nDisallow: /secret\n\nUser-agent: *\nDisallow: /\n"
    report, _ = get("/secret", "/to-secret", "/page/1")
    assert [f.reason for f in report.failures] == ["robots.txt does not allow it"] * 2
    assert "/secret" not in server.paths and server.paths.count("/robots.txt") == 1 and report.counts.saved == 1


@pytest.mark.parametrize(("status", "saved"), [(404, 1), (403, 1), (503, 0), (429, 0)])
def test_robots_txt_that_is_not_there(get, server, status, saved):
    server.robots = status
    report, _ = get("/page/1", attempts=2)
    assert report.counts.saved == saved
    if not saved:
        assert (
            f"robots.txt can't be read, so the site is left alone: the server said {status}"
            in report.failures[0].reason
        )
        assert server.paths == ["/robots.txt"] * 2


def test_delays(get, server):
    get("/page/1", "/page/2", "/page/3", delay=0.3, concurrency=8)
    times = [moment for moment, *_ in server.asked]
    assert all(later - earlier > 0.28 for earlier, later in pairwise(times))
    assert server.most_at_once == 1


def test_delays_that_robots_txt_asks_for(get, server):
    server.robots = b"User-agent: *\nCrawl-delay: 0.4\n"
    get("/page/1", "/page/2")
    times = [moment for moment, path, _ in server.asked if path != "/robots.txt"]
    assert times[1] - times[0] > 0.38
    server.robots = b"User-agent: *\nCrawl-delay: 86400\n"
    report, _ = get("/page/3", folder="long")
    assert "asks for 86,400 s between two pages: say --delay 86400" in report.failures[0].reason


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("Tue, 04 Aug 2020 10:01:00 GMT", 60), ("Tue, 04 Aug 2020 09:00:00 GMT", 0), ("", None),
     ("besok", None), ("-5", None), ("9" * 5000, 999_999_999), ("Tue, 04 Aug 20200000 10:01:00 GMT", None)],
)  # fmt: skip
def test_retry_after(value, seconds):
    assert retry_after(value, datetime(2020, 8, 4, 10, tzinfo=timezone.utc)) == seconds


def test_several_at_a_time(get, server):
    get(*(f"/page/{n}" for n in range(20)), per_host=3)
    assert 2 <= server.most_at_once <= 3


# Once more


def test_again_asks_for_nothing_it_holds(get, server, tmp_path):
    get("/page/1", "/feed.xml", "/none")
    before = (tmp_path / "out" / "pages" / "pages-00001.warc.gz").read_bytes()
    server.asked.clear()
    report, _ = get("/page/1", "/feed.xml", "/none")
    assert sorted(server.paths) == ["/feed.xml", "/none", "/robots.txt"]
    assert (report.counts.saved, report.counts.held, report.counts.lists, len(report.failures)) == (0, 4, 1, 1)
    assert (tmp_path / "out" / "pages" / "pages-00001.warc.gz").read_bytes() == before
    assert records(tmp_path / "out", "lists")[-1][0] == "revisit"


def test_refresh_asks_whether_it_has_changed(get, server, tmp_path):
    get("/etag")
    report, entries = get("/etag", refresh=True)
    assert (report.counts.unchanged, report.counts.saved) == (1, 0) and entries["/etag"]["status"] == "unchanged"
    sent = server.asked[-1][2]
    assert sent["If-None-Match"] == '"v1"' and sent["If-Modified-Since"] == "Tue, 04 Aug 2020 10:00:00 GMT"
    server.version = 2
    report, _ = get("/etag", refresh=True)
    assert (report.counts.unchanged, report.counts.saved) == (0, 1)
    assert len([1 for kind, *_ in records(tmp_path / "out") if kind == "response"]) == 2


def test_a_page_that_failed_and_then_comes(get, server):
    server.robots = 503
    assert get("/page/1", attempts=1)[0].counts.failed == 1
    server.robots = 404
    report, entries = get("/page/1")
    assert report.counts.saved == 1 and report.failures == [] and entries["/page/1"]["status"] == "saved"


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_what_an_interruption_leaves_is_mended(get, tmp_path, cut):
    get("/page/1", "/page/2")
    manifest, archive = tmp_path / "out" / "manifest.jsonl", tmp_path / "out" / "pages" / "pages-00001.warc.gz"
    # The second page was written half, or its line was.
    manifest.write_bytes(manifest.read_bytes()[:-cut])
    archive.write_bytes(archive.read_bytes()[:-cut] if cut > 100 else archive.read_bytes() + b"\x1f\x8b half a record")
    report, _ = get("/page/1", "/page/2")
    assert (report.counts.saved, report.counts.held) == (1, 1)
    assert [url[-6:] for kind, url, _ in records(tmp_path / "out") if kind == "response"] == ["page/1", "page/2"]


def test_folders_that_can_not_be_used(get, tmp_path, server):
    get("/page/1")
    (tmp_path / "out" / "manifest.jsonl").rename(tmp_path / "kept")
    with pytest.raises(UsageError, match=r"has pages/ and no manifest\.jsonl"):
        get("/page/1")
    (tmp_path / "out" / "manifest.jsonl").write_text("{}\n" + (tmp_path / "kept").read_text("utf-8"), "utf-8")
    with pytest.raises(UsageError, match=r"line 1: .*mend or remove the line"):
        get("/page/1")
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(UsageError, match="can't write there"):
        get("/page/1", folder="file")


def test_two_fetches_into_one_folder(get, server):
    first = threading.Thread(target=get, args=("/silent",), kwargs={"attempts": 1, "silence_seconds": 2})
    first.start()
    while not server.asked:
        time.sleep(0.01)
    with pytest.raises(UsageError, match="another fetch is writing there"):
        get("/page/1")
    first.join()
