"""Waiting: between requests to one host, after a failure, and as long as a server asks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

import anyio

from berita_extract.fetch.options import Options

TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})  # statuses after which to ask again


class Turns:
    """Gives each host its requests one after the other, with a pause between them."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._all = anyio.CapacityLimiter(options.concurrency)
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until the host may be asked again; it counts as busy inside the block."""
        state = self._of(host)
        async with state.busy:
            await state.wait()
            async with self._all:
                yield

    def slow_down(self, host: str, delay: float) -> None:
        """Leave at least that many seconds between requests to the host from now on."""
        state = self._of(host)
        if delay > state.delay:
            state.next += delay - state.delay
            state.delay = delay

    def pause(self, host: str, seconds: float) -> None:
        """Ask the host nothing for that many seconds."""
        state = self._of(host)
        state.next = max(state.next, anyio.current_time() + seconds)

    def _of(self, host: str) -> _Host:
        if host not in self._hosts:
            self._hosts[host] = _Host(self._options.per_host, self._options.delay)
        return self._hosts[host]


class _Host:
    def __init__(self, at_a_time: int, delay: float) -> None:
        self.busy = anyio.Semaphore(at_a_time)
        self.delay = delay
        self.next = 0.0

    async def wait(self) -> None:
        while (left := self.next - anyio.current_time()) > 0:
            await anyio.sleep(left)  # and look again: a pause may have come in
        self.next = anyio.current_time() + self.delay


def retry_after(value: str, now: datetime | None = None) -> float | None:
    """The seconds that a Retry-After header asks for (a number or a date); None where it says nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=timezone.utc)
    return max(0.0, (when - (now or datetime.now(timezone.utc))).total_seconds())
