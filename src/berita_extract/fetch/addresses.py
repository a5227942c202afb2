"""Which internet addresses may be connected to.

A name is looked up once for each connection, all its addresses are judged, and the connection is made to one of the
very addresses that were judged: a name server that answers differently the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import anyio

from berita_extract.fetch.trouble import FetchError, RefusedError

Address: TypeAlias = "ipaddress.IPv4Address | ipaddress.IPv6Address"
Resolve: TypeAlias = Callable[[str, int], Awaitable[list[str]]]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # translated to the IPv4 address in its last four bytes
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
# What lies among public addresses and is not: relays and tunnels into IPv4, documentation, protocol assignments.
_NOT_PUBLIC = tuple(
    map(
        ipaddress.ip_network, ("192.88.99.0/24", "192.0.0.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
    )
)


async def system_resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, as the operating system finds them."""
    found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def is_public(address: Address) -> bool:
    """Whether the address is one of the open internet, also where IPv6 only wraps an IPv4 address."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address not in _GLOBAL_V6:
            return False
    if any(address.version == network.version and address in network for network in _NOT_PUBLIC):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


class Guard:
    """Looks names up and says which of their addresses may be connected to."""

    def __init__(
        self,
        allow_private: bool = False,
        resolve: Resolve = system_resolve,
        permits: Callable[[Address], bool] = is_public,
    ) -> None:
        self._allow_private, self._resolve, self._permits = allow_private, resolve, permits

    async def addresses(self, host: str, port: int) -> list[str]:
        """The addresses to try, in order. Raises RefusedError where any is private, FetchError where there are none."""
        try:
            found = [ipaddress.ip_address(text) for text in await self._resolve(host, port)]
        except (OSError, UnicodeError) as error:
            again = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
            raise FetchError(f"the name {host} was not found: {_short(error)}", again=again) from error
        except ValueError as error:
            raise RefusedError(f"the name {host} leads to {error}") from error
        if not found:
            raise FetchError(f"the name {host} has no address")
        if not self._allow_private:
            for address in found:
                if not self._permits(address):
                    named = host if host == str(address) else f"{host} ({address})"
                    raise RefusedError(
                        f"{named} is no address of the open internet: say --allow-private if it is meant"
                    )
        return [str(address) for address in found]


def _short(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
