"""One polite, capped, conditional GET.

What belongs here: redirects, repetitions, limits of a whole exchange. What does not: addresses, bodies and turns, which
have modules of their own.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final, Self
from urllib.parse import urljoin

import httpx
import stamina

from orchestration.http.addresses import CheckedBackend, host_and_port
from orchestration.http.answers import Answer, FetchError, UnavailableError, retry_after_seconds
from orchestration.http.bodies import ACCEPTED_ENCODINGS, read_body
from orchestration.http.manners import Manners
from orchestration.http.transport import Transport

MAX_REDIRECTS: Final = 5
ATTEMPTS: Final = 3
_PERMANENT: Final = (301, 308)
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_UNAVAILABLE: Final = (502, 503, 504)
# Too many requests, and not available: with a date these speak for the whole host.
_PATIENCE: Final = (429, 503)
_VALIDATOR_CHARACTERS: Final = 1000


@dataclass(frozen=True, slots=True)
class _Hop:
    """One answer on the way: what it said, or where it sent us, and how long it took."""

    status: int
    location: str | None
    headers: httpx.Headers
    content: bytes | None
    seconds: float


class Fetcher:
    """Fetches documents over kept connections, each host's one at a time. Use as an async context manager.

    Args:
        user_agent: how we introduce ourselves.
        timeout_seconds: longest wait for a server to say anything.
        limit_seconds: longest time of a whole exchange, its redirects included, waiting for one's turn not.
        limit_bytes: largest body, after decompression.
        allow_private: also ask addresses that are not public.
        trusted_origins: origins that may be private, because the user named them.
        manners: whose turn it is.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        timeout_seconds: float,
        limit_seconds: float,
        limit_bytes: int,
        allow_private: bool = False,
        trusted_origins: Iterable[str] = (),
        manners: Manners | None = None,
    ) -> None:
        self._limit_seconds = limit_seconds
        self._limit_bytes = limit_bytes
        self._manners = manners or Manners()
        backend = CheckedBackend(allow_private=allow_private, trusted_origins=trusted_origins)
        self._client = httpx.AsyncClient(
            transport=Transport(backend),
            timeout=timeout_seconds,
            follow_redirects=False,
            trust_env=False,  # no credentials of ~/.netrc, no proxies that would resolve names for us
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # none is kept
            headers={"User-Agent": user_agent, "Accept-Encoding": ACCEPTED_ENCODINGS},
        )

    @property
    def limit_bytes(self) -> int:
        """The most bytes that a document may have."""
        return self._limit_bytes

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, accept: str = "*/*"
    ) -> Answer:
        """Fetch a document, conditionally where validators are given.

        A connection that fails, or a server that is unavailable (502, 503, 504) without saying until when, is asked
        again twice. A host that says how long to wait (429 or 503 with `Retry-After`) is not asked for anything more.

        Returns:
            The answer: 200 with its content, or 304 without.

        Raises:
            FetchError: for every other status, a refused address, a body or wait over the limits, a lost connection.
        """
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {"Accept": accept} | {name: value for name, value in validators.items() if value}
        try:
            async for attempt in stamina.retry_context(
                on=(httpx.ConnectError, httpx.RemoteProtocolError, UnavailableError),
                attempts=ATTEMPTS,
                wait_initial=0.2,
                wait_max=2.0,
            ):
                with attempt:
                    return await self._follow(url, headers)
        except httpx.TimeoutException as error:
            raise FetchError("timed out waiting for the server") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, OSError) as error:
            raise FetchError(f"cannot be reached: {error}") from error
        raise AssertionError("stamina either returns or raises")

    @asynccontextmanager
    async def stream(self, url: str, headers: Mapping[str, str]) -> AsyncIterator[httpx.Response]:
        """Give the answer to one request, its body still to be read, and the host's turn as long as that takes.

        Redirects are followed. Nothing is asked again, and neither time nor size is limited: for large files, whose
        reader limits them himself.

        Raises:
            FetchError: for a refused address or too many redirects; httpx's own errors pass through.
        """
        for _ in range(MAX_REDIRECTS + 1):
            host, _port = host_and_port(url)
            async with self._manners.turn(host), self._client.stream("GET", url, headers=headers) as response:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    yield response
                    return
                url = urljoin(url, response.headers["location"])
        raise FetchError(f"more than {MAX_REDIRECTS} redirects")

    async def _follow(self, url: str, headers: dict[str, str]) -> Answer:
        permanent, here, only_permanent, spent = url, url, True, 0.0
        for _ in range(MAX_REDIRECTS + 1):
            hop = await self._hop(here, headers, self._limit_seconds - spent)
            spent += hop.seconds
            if hop.location is None:
                return _answer(hop, permanent, spent)
            try:
                here = urljoin(here, hop.location)
            except ValueError as error:
                raise FetchError(f"a redirect to what is no address: {hop.location[:200]!r}") from error
            only_permanent = only_permanent and hop.status in _PERMANENT
            permanent = here if only_permanent else permanent
        raise FetchError(f"more than {MAX_REDIRECTS} redirects")

    async def _hop(self, url: str, headers: dict[str, str], seconds: float) -> _Hop:
        host, _ = host_and_port(url)  # refuses other schemes, whatever is trusted
        async with self._manners.turn(host):
            started = time.monotonic()
            try:
                async with asyncio.timeout(seconds), self._client.stream("GET", url, headers=headers) as response:
                    hop = await self._read(response, host)
            except TimeoutError as error:
                raise FetchError(f"took longer than {self._limit_seconds:g} seconds") from error
            return replace(hop, seconds=time.monotonic() - started)

    async def _read(self, response: httpx.Response, host: str) -> _Hop:
        status = response.status_code
        location = response.headers.get("location") if status in _REDIRECTS else None
        if location is None and status not in (200, 304):
            self._refuse(status, response.headers.get("retry-after"), host)
        content = await read_body(response, self._limit_bytes) if status == 200 else None
        return _Hop(status, location, response.headers, content, 0.0)

    def _refuse(self, status: int, retry_after: str | None, host: str) -> None:
        wait = retry_after_seconds(retry_after, datetime.now(UTC))
        if wait and status in _PATIENCE:
            self._manners.hold(host, wait)
        if status in _UNAVAILABLE and not wait:
            raise UnavailableError(f"HTTP {status}", status)
        raise FetchError(f"HTTP {status}", status, wait)


def _answer(hop: _Hop, url: str, seconds: float) -> Answer:
    return Answer(
        url=url,
        status=hop.status,
        content=hop.content,
        etag=_validator(hop.headers.get("etag")),
        last_modified=_validator(hop.headers.get("last-modified")),
        content_type=hop.headers.get("content-type"),
        elapsed_milliseconds=round(seconds * 1000),
    )


def _validator(value: str | None) -> str | None:
    """Return a validator that can be sent back; one that cannot would make every later request fail."""
    return value if value and value.isascii() and value.isprintable() and len(value) <= _VALIDATOR_CHARACTERS else None
