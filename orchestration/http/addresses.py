"""Which addresses may be asked, and connections that go to no other.

What belongs here: schemes, names, address ranges. What does not: requests.

A name is resolved once, every address that it has is checked, and the connection goes to one of the checked addresses,
so that a name cannot change its mind in between. A redirect is a request like any other and is checked again.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlsplit

import httpcore

from orchestration.http.answers import FetchError

_PORTS: Final = {"http": 80, "https": 443}
# RFC 6052: an IPv4 address within an IPv6 one, for networks that translate.
_TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def host_and_port(url: str) -> tuple[str, int]:
    """Return the host (lower-case) and port of an address.

    Raises:
        FetchError: if the address is not http or https, or cannot be understood.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise FetchError(f"not an http or https address: {url!r}") from error
    if not parts.hostname:
        raise FetchError(f"an address without a host: {url!r}")
    return parts.hostname, port


def origin(url: str) -> str:
    """Return scheme, host and port of an address, for comparison; errors as of `host_and_port`."""
    host, port = host_and_port(url)
    written = f"[{host}]" if ":" in host else host
    return f"{urlsplit(url).scheme}://{written}:{port}"


def is_loopback(host: str) -> bool:
    """Tell whether a host, as it stands in an address, is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_public(address: str) -> bool:
    """Tell whether an address is one of the open internet.

    Private, loopback, link-local, shared (RFC 6598), reserved, multicast and unspecified ones are not; nor is an IPv6
    address that stands for such an IPv4 one (mapped, 6to4, NAT64).
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    meant = _ipv4_within(parsed) or parsed
    return meant.is_global and not meant.is_multicast


def _ipv4_within(address: Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections only to addresses that were checked after resolving the name.

    Args:
        allow_private: also open connections to addresses that are not public.
        trusted_origins: origins (scheme, host, port) that may be anywhere, because the user named them.
    """

    def __init__(self, *, allow_private: bool, trusted_origins: Iterable[str]) -> None:
        self._allow_private = allow_private
        self._trusted = frozenset(host_and_port(url) for url in trusted_origins)
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first checked address that answers.

        Raises:
            FetchError: if one of the addresses may not be asked.
            httpcore.ConnectError: if there is none, or none answers.
        """
        addresses = await _resolve(host, port)
        trusted = self._allow_private or (host.strip("[]").lower(), port) in self._trusted
        for address in addresses:
            if not trusted and not is_public(address):
                raise FetchError(f"{host} is at {address}, a private address: list it as a feed to allow it")
        failure = httpcore.ConnectError(f"no address for {host}")
        for address in addresses:
            try:
                return await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError as error:
                failure = error
        raise failure


async def _resolve(host: str, port: int) -> list[str]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"no address for {host}") from error
    return list(dict.fromkeys(str(item[4][0]) for item in found))
