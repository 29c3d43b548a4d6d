"""Fetching over HTTP with the manners of an aggregator and the caution that hostile servers call for.

What belongs here: one polite, capped, conditional GET. What does not: what is fetched when, and what an answer means.

- Permanent redirects (301, 308) are reported as the new address, temporary ones (302, 303, 307) are only followed.
- A body is capped in bytes after decompression, and the whole exchange in seconds.
- Only http and https; a name is resolved once, every address it has is checked, and the connection goes to the checked
  address, so that a name cannot change its mind in between. Private, loopback and link-local addresses are refused
  unless the origin (scheme, host, port) was listed by the user or the settings allow all.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
import stamina

MAX_REDIRECTS: Final = 5
_PERMANENT: Final = (301, 308)
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_UNAVAILABLE: Final = (502, 503, 504)


class FetchError(Exception):
    """A document could not be fetched; the message says why. `status` is the HTTP status where there was one."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class _UnavailableError(FetchError):
    """The server says that it is not available now: worth asking again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: `content` is None for 304. `url` is where to ask next time, after permanent moves."""

    url: str
    status: int
    content: bytes | None
    etag: str | None
    last_modified: str | None
    content_type: str | None
    elapsed_milliseconds: int


def origin(url: str) -> str:
    """Return scheme, host and port of an address, for comparison.

    Raises:
        FetchError: if the address is not http or https, or cannot be understood.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    except (ValueError, KeyError) as error:
        raise FetchError(f"not an http or https address: {url!r}") from error
    if not parts.hostname:
        raise FetchError(f"an address without a host: {url!r}")
    return f"{parts.scheme}://{parts.hostname}:{port}"


class Fetcher:
    """Fetches documents one at a time over kept connections. Use as a context manager; not shared between threads."""

    def __init__(
        self,
        *,
        user_agent: str,
        timeout_seconds: float,
        limit_seconds: float,
        limit_bytes: int,
        allow_private: bool = False,
        trusted_origins: Iterable[str] = (),
    ) -> None:
        self._limit_seconds = limit_seconds
        self._limit_bytes = limit_bytes
        self._allow_private = allow_private
        self._trusted = frozenset(trusted_origins)
        self._backend = _CheckedBackend()
        self._client = httpx.Client(
            transport=_Transport(self._backend),
            timeout=timeout_seconds,
            follow_redirects=False,
            headers={"User-Agent": user_agent, "Accept-Encoding": "gzip"},
        )

    @property
    def limit_bytes(self) -> int:
        """The most bytes that a document may have."""
        return self._limit_bytes

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, accept: str = "*/*"
    ) -> Answer:
        """Fetch a document, conditionally where validators are given.

        A connection that fails, or a server that is unavailable (502, 503, 504), is asked again twice.

        Returns:
            The answer: 200 with its content, or 304 without.

        Raises:
            FetchError: for every other status, a refused address, a body or wait over the limits, a lost connection.
        """
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        try:
            for attempt in stamina.retry_context(
                on=(httpx.ConnectError, httpx.RemoteProtocolError, _UnavailableError),
                attempts=3,
                wait_initial=0.2,
                wait_max=2.0,
            ):
                with attempt:
                    return self._follow(url, headers)
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise FetchError("timed out waiting for the server") from error
        except httpx.DecodingError as error:
            raise FetchError(f"the body cannot be decompressed: {error}") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise FetchError(f"cannot be reached: {error}") from error
        raise AssertionError("stamina either returns or raises")

    @contextmanager
    def stream(self, url: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """Give the answer to one request, redirects followed, its body still to be read: neither retried nor capped.

        Raises:
            FetchError: for a refused address or too many redirects; httpx's errors pass through.
        """
        for _ in range(MAX_REDIRECTS + 1):
            self._backend.allow_private = self._allow_private or origin(url) in self._trusted
            with self._client.stream("GET", url, headers=headers) as response:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    yield response
                    return
                url = urljoin(url, response.headers["location"])
        raise FetchError(f"more than {MAX_REDIRECTS} redirects")

    def _follow(self, url: str, headers: dict[str, str]) -> Answer:
        started = time.monotonic()
        permanent, here, only_permanent = url, url, True
        for _ in range(MAX_REDIRECTS + 1):
            here_origin = origin(here)  # refuses other schemes, whatever is trusted
            self._backend.allow_private = self._allow_private or here_origin in self._trusted
            with self._client.stream("GET", here, headers=headers) as response:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    return self._answer(response, permanent, started)
                here = urljoin(here, response.headers["location"])
                only_permanent = only_permanent and response.status_code in _PERMANENT
                permanent = here if only_permanent else permanent
        raise FetchError(f"more than {MAX_REDIRECTS} redirects")

    def _answer(self, response: httpx.Response, url: str, started: float) -> Answer:
        status = response.status_code
        if status in _UNAVAILABLE:
            raise _UnavailableError(f"HTTP {status}", status)
        if status not in (200, 304):
            raise FetchError(f"HTTP {status}", status)
        content = None if status == 304 else b"".join(self._capped(response, started))
        return Answer(
            url=url,
            status=status,
            content=content,
            etag=response.headers.get("etag"),
            last_modified=response.headers.get("last-modified"),
            content_type=response.headers.get("content-type"),
            elapsed_milliseconds=round((time.monotonic() - started) * 1000),
        )

    def _capped(self, response: httpx.Response, started: float) -> Iterator[bytes]:
        size = 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > self._limit_bytes:
                raise FetchError(f"larger than {self._limit_bytes:,} bytes after decompression")
            if time.monotonic() - started > self._limit_seconds:
                raise FetchError(f"took longer than {self._limit_seconds:g} seconds")
            yield chunk


class _CheckedBackend(httpcore.SyncBackend):
    """Opens connections only to addresses that were checked after resolving the name."""

    allow_private = False

    def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(f"no address for {host}") from error
        addresses = [str(item[4][0]) for item in found]
        for address in addresses:
            # Also what is neither private nor global (shared, reserved, multicast) is nobody's podcast.
            if not self.allow_private and not _is_public(address):
                raise FetchError(f"{host} is at {address}, a private address: list it as a feed to allow it")
        return super().connect_tcp(addresses[0], port, *args, **kwargs)


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None) or parsed
    return mapped.is_global and not mapped.is_multicast


class _Transport(httpx.BaseTransport):
    """An httpx transport over an httpcore pool with a network backend of ours; one connection a host at a time."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(), max_connections=8, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        raw = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        try:
            response = self._pool.handle_request(raw)
        except httpcore.TimeoutException as error:
            raise httpx.ReadTimeout(str(error), request=request) from error
        except httpcore.ConnectError as error:
            raise httpx.ConnectError(str(error), request=request) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise httpx.RemoteProtocolError(str(error), request=request) from error
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Stream(response.stream),
            extensions=response.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    """Passes a body on, with errors in httpx's words."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except httpcore.TimeoutException as error:
            raise httpx.ReadTimeout(str(error)) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise httpx.ReadError(str(error)) from error

    def close(self) -> None:
        self._stream.close()
