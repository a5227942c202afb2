"""A web server on this machine that behaves badly in every way a fetch has to survive."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from conftest import RELEVANT

_PARAGRAPHS = "".join(f"<p>{line}</p>" for line in RELEVANT.split("\n") if line)


def page(number: object = 1) -> bytes:
    """A news page that reports an innovation."""
    return (
        f"<!DOCTYPE html><html lang=id><head><meta charset=utf-8><title>Inovasi {number}</title></head>"
        f"<body><article><h1>Cilegon luncurkan inovasi {number}</h1>{_PARAGRAPHS}</article></body></html>"
    ).encode()


class Server(ThreadingHTTPServer):
    """Holds what the pages answer, and what was asked."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address="127.0.0.1", tls=None):
        super().__init__((address, 0), Handler)
        self.asked: list[tuple[float, str, dict[str, str]]] = []
        self.robots: bytes | int = 404
        self.version = 1
        self.seen: Counter[str] = Counter()
        self.most_at_once = self.at_once = 0
        self.other = ""  # the address of another server, for redirects
        self.lock = threading.Lock()
        self.ended = threading.Event()
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]

    def handle_error(self, request, client_address):
        pass  # clients go away, that is the point


@contextmanager
def serving(server: Server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        with self.server.lock:
            self.server.asked.append((time.monotonic(), self.path, dict(self.headers)))
            self.server.seen[self.path] += 1
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        try:
            name = self.path.split("?")[0].strip("/").split("/")[0].replace("-", "_").replace(".", "_") or "home"
            getattr(self, f"get_{name}", self.nothing)()
        finally:
            with self.server.lock:
                self.server.at_once -= 1

    def give(self, body=b"", status=200, **headers):
        self.send_response(status)
        headers = {"content_type": "text/html; charset=utf-8", "content_length": len(body), **headers}
        for key, value in headers.items():
            if value is not None:
                self.send_header(key.replace("_", "-").title(), str(value))
        self.end_headers()
        self.wfile.write(body)

    def nothing(self):
        self.give(b"no", 404)

    def get_robots_txt(self):
        robots = self.server.robots
        if isinstance(robots, int):
            self.give(b"", robots)
        else:
            self.give(robots, content_type="text/plain")

    def get_home(self):
        links = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
        self.give(page("beranda").replace(b"</title>", b"</title>" + links.encode()))

    def get_page(self):
        time.sleep(0.02)
        self.give(page(self.path.rpartition("/")[2]))

    def get_secret(self):
        self.give(page("rahasia"))

    def get_gzip(self):
        self.give(gzip.compress(page("gzip")), content_encoding="gzip")

    def get_charset(self):
        self.give(page("“kutip”").replace(b"meta charset=utf-8", b"meta charset=ascii").decode().encode("cp1252"))

    def get_pdf(self):
        self.give(b"%PDF-1.4", content_type="application/pdf")

    def get_etag(self):
        tag = f'"v{self.server.version}"'
        if self.headers.get("If-None-Match") == tag:
            self.give(status=304, etag=tag, content_length=None)
        else:
            self.give(page(f"versi {self.server.version}"), etag=tag, last_modified="Tue, 04 Aug 2020 10:00:00 GMT")

    # lists of pages

    def get_feed_xml(self):
        tag = '"feed"'
        if self.headers.get("If-None-Match") == tag:
            return self.give(status=304, etag=tag, content_length=None)
        base = f"http://{self.headers['Host']}"
        items = "".join(f"<item><title>x</title><link>{base}/page/{n}?a=1&amp;b=2</link></item>" for n in (1, 2))
        items += "<item><description><![CDATA[<link rel='stylesheet' href='/style.css'/>]]></description>"
        items += f"<guid>{base}/page/3</guid></item><item><guid isPermaLink='false'>x</guid></item>"
        feed = f"<?xml version='1.0'?><rss version='2.0'><channel><link>{base}/</link>{items}</channel></rss>"
        return self.give(feed.encode(), content_type="application/rss+xml", etag=tag)

    def get_atom(self):
        others = "<link rel='self' href='/self'/><link rel='enclosure' href='/photo.jpg'/>"
        items = "".join(f"<entry>{others}<link rel='alternate' href='/page/{n}'/></entry>" for n in (5, 6))
        feed = f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>{items}</feed>"
        self.give(feed.encode(), content_type="application/atom+xml")

    def get_broken_feed(self):
        self.give(b"<rss><channel><link>/</link><<<link> /page/1?a&amp;b </link>", content_type="text/xml")

    def get_json_feed(self):
        items = '[{"url": "/page/11"}, {"id": "/page/12"}, 3]'
        feed = f'{{"version": "https://jsonfeed.org/version/1.1", "items": {items}}}'
        self.give(feed.encode(), content_type="application/feed+json")

    def get_sitemap_xml(self):
        base = f"http://{self.headers['Host']}"
        rows = f"<sitemap><loc>{base}/sitemap-part.xml.gz</loc></sitemap>"
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        self.give(f"<sitemapindex xmlns='{space}'>{rows}</sitemapindex>".encode(), content_type="text/xml")

    def get_sitemap_part_xml_gz(self):
        base = f"http://{self.headers['Host']}"
        rows = "".join(f"<url><loc>{base}/page/{n}</loc></url>" for n in (7, 8))
        rows += "<url><loc>http://elsewhere.example/page/9</loc></url>"
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        text = f"<?xml version='1.0'?><urlset xmlns='{space}'>{rows}</urlset>"
        self.give(gzip.compress(text.encode()), content_type="application/gzip")

    def get_sitemap_in_itself(self):
        number = int(self.path.rpartition("/")[2] or 0) + 1
        loc = f"http://{self.headers['Host']}/sitemap-in-itself/{number}"
        self.give(f"<sitemapindex><sitemap><loc>{loc}</loc></sitemap></sitemapindex>".encode(), content_type="text/xml")

    def get_feed_trap(self):
        self.give(b"<?xml version='1.0'?><feed>" + b"<link " * 1_500_000, content_type="application/atom+xml")

    # bad manners

    def get_silent(self):
        self.server.ended.wait(20)

    def get_drip(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
        self._drip(b"x")

    def get_drip_headers(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        self._drip(b"x")

    def _drip(self, piece):
        while not self.server.ended.wait(0.1):
            self.wfile.write(piece)
            self.wfile.flush()

    def get_headers_without_end(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.ended.is_set():
            self.wfile.write(b"X-Header: " + b"x" * 1000 + b"\r\n")

    def get_coloured(self):
        self.wfile.write(b"HTTP/1.1 404 \x9b31mred\r\nContent-Length: 0\r\n\r\n")

    def get_garbage(self):
        self.wfile.write(b"\x00\xff not http at all\r\n\r\n")
        self.close_connection = True

    def get_huge(self):
        self.give(b"", content_length=10**12)

    def get_huge_unsaid(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not self.server.ended.is_set():
            self.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    def get_bomb(self):
        self.give(gzip.compress(b"\0" * 60_000_000), content_encoding="gzip")

    def get_bomb_of_pieces(self):
        self.give(gzip.compress(b"") * 5_000, content_encoding="gzip")

    def get_bomb_of_sitemap(self):
        bomb = gzip.compress(b"<urlset>" + b" " * 60_000_000)
        self.give(gzip.compress(bomb), content_encoding="gzip", content_type="application/gzip")

    def get_strange_encoding(self):
        self.give(b"xxxx", content_encoding="gzip, gzip")

    def get_broken_gzip(self):
        self.give(gzip.compress(page())[:-20], content_encoding="gzip")

    def get_not_gzip(self):
        self.give(page(), content_encoding="gzip")

    def get_short(self):
        self.give(page(), content_length=len(page()) + 1000)
        self.close_connection = True

    def get_reset(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx")
        self.wfile.flush()
        self._reset()

    def get_reset_once(self):
        if self.server.seen[self.path] > 1:
            return self.give(page())
        return self._reset()

    def _reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    # statuses

    def get_busy(self):
        if self.server.seen[self.path] > 1:
            self.give(page())
        else:
            self.give(b"", 429, retry_after=1)

    def get_busy_for_days(self):
        self.give(b"", 429, retry_after=300_000)

    def get_unwell(self):
        if self.server.seen[self.path] > 2:
            self.give(page())
        else:
            self.give(b"", 503)

    def get_broken(self):
        self.give(b"", 503)

    # redirects

    def get_moved(self):
        self.give(b"", 301, location="/page/40#top")

    def get_circle(self):
        self.give(b"", 302, location="/circle")

    def get_endless(self):
        self.give(b"", 302, location=f"/endless/{int(self.path.rpartition('/')[2] or 0) + 1}")

    def get_nowhere(self):
        self.give(b"", 302)

    def get_to_file(self):
        self.give(b"", 302, location="file:///etc/hostname")

    def get_to_other(self):
        self.give(b"", 302, location=f"{self.server.other}/page/1")

    def get_to_secret(self):
        self.give(b"", 302, location="/secret")
