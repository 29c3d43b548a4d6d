"""What holds for every request and answer: headers, the size of a body, posts of other sites, the access log.

What belongs here: rules that no route may forget. What does not: sessions and form tokens (cookies.py), limits.
"""

from __future__ import annotations

import logging
import time
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ACCESS: Final = logging.getLogger("briefcast.access")

# Our forms are small: a hundred entries of 200 characters in six lists, percent-encoded, at the very most.
MOST_BODY_BYTES: Final = 512_000
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Links carry tokens: no other site learns them. (With no-referrer a browser would not name itself as the origin of
    # our own forms either.)
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_TRANSPORT_SECURITY: Final = "max-age=31536000"
_REFUSED: Final = (
    "Another site sent this form, or you reached us under another address. Open our own page and try again.\n"
)
_SAFE_METHODS: Final = ("GET", "HEAD", "OPTIONS")


class Guard:
    """Wraps the application: refuses what no route shall see, adds headers to every answer, writes the access log.

    Args:
        app: the application.
        public_url: address under which people reach it.
        open_to_all: paths to which other sites may post: those whose token alone says what to do.
    """

    def __init__(self, app: ASGIApp, public_url: str, open_to_all: tuple[str, ...] = ()) -> None:
        self._app = app
        self._public = urlsplit(public_url)
        self._open_to_all = open_to_all

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500

        async def answer(message: Message) -> None:
            """Send on, with the headers."""
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._add_headers(MutableHeaders(scope=message))
            await send(message)

        try:
            if self.is_of_another_site(scope):
                await PlainTextResponse(_REFUSED, 403)(scope, receive, answer)
            else:
                await self._app(scope, _limited(receive), answer)
        finally:
            # The path alone: what follows the question mark are tokens and what people type.
            ACCESS.info("%s %s %d %.0f ms", scope["method"], _printable(scope["path"]), status, _since(started))

    def is_of_another_site(self, scope: Scope) -> bool:
        """Tell whether a request that changes something was made by a page of another site.

        Browsers name the site in `Origin` on every post, and its relation in `Sec-Fetch-Site`; programs name neither,
        and carry no cookies that could be abused.
        """
        if scope["method"] in _SAFE_METHODS or scope["path"] in self._open_to_all:
            return False
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site", "none") not in ("same-origin", "none")
        named = urlsplit(origin)
        is_public = (named.scheme, named.netloc) == (self._public.scheme, self._public.netloc)
        return not (is_public or (named.netloc != "" and named.netloc == headers.get("host")))

    def _add_headers(self, headers: MutableHeaders) -> None:
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if self._public.scheme == "https":
            headers.setdefault("strict-transport-security", _TRANSPORT_SECURITY)


def _limited(receive: Receive) -> Receive:
    """Return a `receive` that stops at the largest body that we take."""
    seen = 0

    async def limited() -> Message:
        """Receive on, and count."""
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_BODY_BYTES:
            raise HTTPException(413, "That is more than we take at once.")
        return message

    return limited


def _printable(path: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in path[:200])


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
