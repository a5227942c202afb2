"""One request, one answer: bounded in time and size, to an address that was judged first; follows nothing."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType

import anyio
import httpcore
import httpx

from berita_extract.fetch.addresses import Guard
from berita_extract.fetch.options import Options
from berita_extract.fetch.trouble import FetchError, RefusedError
from berita_extract.fetch.unpack import decoded

Headers = list[tuple[str, str]]
Judge = Callable[["Answer"], None]  # looks at status and headers; raises RefusedError where the body is not wanted

_SOCKET_OPTION = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


@dataclass(frozen=True)
class Answer:
    """What a server said. `raw` is the body as sent, `body` without its compression; both empty unless status 200."""

    url: httpx.URL
    status: int
    phrase: str
    headers: Headers
    asked: Headers  # the headers of the request
    address: str = ""  # of the server
    raw: bytes = field(default=b"", repr=False)
    body: bytes = field(default=b"", repr=False)

    def header(self, name: str) -> str:
        """The first header of that name, or ""."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def media_type(self) -> str:
        """The declared type, without its parameters."""
        return self.header("content-type").split(";")[0].strip().lower()


class _GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to addresses that the guard has judged, and to nothing else."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[_SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        trouble: Exception | None = None
        for address in await self._guard.addresses(host, port):
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:  # the next address may answer
                trouble = error
        assert trouble is not None
        raise trouble

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[_SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        raise RefusedError("a socket of this machine")

    async def sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds)


class Client:
    """Makes requests; no proxy, no cookies, no redirects, no waiting between them."""

    def __init__(self, options: Options, guard: Guard, tls: ssl.SSLContext | None = None) -> None:
        self._options = options
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls or httpx.create_ssl_context(),
            max_connections=options.concurrency,
            max_keepalive_connections=options.concurrency,
            keepalive_expiry=5.0,
            network_backend=_GuardedNetwork(guard),
        )

    async def __aenter__(self) -> Client:
        await self._pool.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.__aexit__(kind, error, trace)

    async def get(self, url: httpx.URL, more: Headers, judge: Judge | None = None) -> Answer:
        """The answer to one GET; its body is read only where the status is 200 and `judge` agrees.

        Raises FetchError: `again` where the network or the server's pace is to blame.
        """
        options = self._options
        asked = [("Host", url.netloc.decode("ascii")), ("User-Agent", options.user_agent), ("Accept", "*/*"),
                 ("Accept-Encoding", "gzip, deflate"), ("Accept-Language", "id,ms;q=0.8,*;q=0.5"), *more]  # fmt: skip
        try:
            with anyio.fail_after(options.seconds):
                return await self._answer(url, asked, judge)
        except TimeoutError as error:
            raise FetchError(f"took longer than {options.seconds:g} s", again=True) from error
        except httpcore.ConnectTimeout as error:
            raise FetchError(f"no connection in {options.connect_seconds:g} s", again=True) from error
        except httpcore.TimeoutException as error:
            raise FetchError(f"silent for {options.silence_seconds:g} s", again=True) from error
        except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
            raise FetchError(f"the connection failed: {_short(error)}", again=not _certificate(error)) from error
        except OSError as error:
            raise FetchError(f"the connection failed: {_short(error)}", again=True) from error
        except (httpcore.LocalProtocolError, httpcore.UnsupportedProtocol) as error:
            raise RefusedError(f"can't be asked for: {_short(error)}") from error

    async def _answer(self, url: httpx.URL, asked: Headers, judge: Judge | None) -> Answer:
        options = self._options
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        timeouts = {"connect": options.connect_seconds, "read": options.silence_seconds,
                    "write": options.silence_seconds, "pool": options.seconds}  # fmt: skip
        async with self._pool.stream("GET", target, headers=asked, extensions={"timeout": timeouts}) as response:
            peer = response.extensions["network_stream"].get_extra_info("server_addr")
            answer = Answer(
                url=url,
                status=response.status,
                phrase=bytes(response.extensions.get("reason_phrase", b"")).decode("latin-1"),
                headers=[(key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers],
                asked=asked,
                address=str(peer[0]) if peer else "",
            )
            if answer.status != 200:
                return answer
            if judge:
                judge(answer)
            raw = await self._body(answer, response)
        body = decoded(raw, answer.header("content-encoding"), options.max_bytes)
        return Answer(url, answer.status, answer.phrase, answer.headers, asked, answer.address, raw, body)

    async def _body(self, answer: Answer, response: httpcore.Response) -> bytes:
        limit = self._options.max_bytes
        declared = answer.header("content-length")
        if declared.isdecimal() and int(declared[:20]) > limit:
            raise RefusedError(f"{int(declared[:20]):,} bytes, more than {limit:,}")
        body = bytearray()
        async for piece in response.aiter_stream():
            body += piece
            if len(body) > limit:
                raise RefusedError(f"more than {limit:,} bytes")
        return bytes(body)


def _certificate(error: BaseException) -> bool:
    return "CERTIFICATE_VERIFY_FAILED" in str(error)


def _short(error: Exception) -> str:
    return str(error)[:200] or type(error).__name__
