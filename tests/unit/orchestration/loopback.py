"""A server that misbehaves on purpose: raw answers, slow ones, endless ones, and a count of requests at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Respond = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Hands a request to what the test put under its path."""

    server: Loopback
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        with self.server.counting(self):
            respond = self.server.routes.get(self.path, answer(404))
            with suppress(ConnectionError):
                respond(self)

    def log_message(self, *_: Any) -> None:
        pass

    def start(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


class Loopback(ThreadingHTTPServer):
    """Knows what to answer (`routes`), what was asked (`paths`, `requests`) and the most requests at once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes: dict[str, Respond] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.most_at_once = 0
        self.bytes_sent = 0
        self.stopping = threading.Event()
        self._at_once = 0
        self._lock = threading.Lock()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]

    @contextmanager
    def counting(self, handler: Handler) -> Iterator[None]:
        with self._lock:
            self.requests.append((handler.path, {name.lower(): value for name, value in handler.headers.items()}))
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1


@contextmanager
def loopback() -> Iterator[Loopback]:
    server = Loopback()
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def answer(status: int = 200, body: bytes = b"", **headers: str) -> Respond:
    """Answer whole. An underscore in a header's name stands for a hyphen."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def respond(handler: Handler) -> None:
        handler.start(status, named | {"Content-Length": str(len(body))})
        handler.wfile.write(body)

    return respond


def cacheable(body: bytes, etag: str = '"v1"') -> Respond:
    """Answer as a careful server does: 304 where the validator is the document's."""

    def respond(handler: Handler) -> None:
        known = handler.headers.get("If-None-Match") == etag
        answer(304 if known else 200, b"" if known else body, ETag=etag)(handler)

    return respond


def in_turn(*responses: Respond) -> Respond:
    """Answer one after another; the last one stays."""
    left = list(responses)

    def respond(handler: Handler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return respond


def silence(handler: Handler) -> None:
    """Say nothing until the test is over."""
    handler.server.stopping.wait(5)


def drip(handler: Handler) -> None:
    """Send a byte now and then, each soon enough to keep a reader waiting for the next."""
    handler.start(200, {"Content-Length": "100000"})
    while not handler.server.stopping.wait(0.01):
        handler.wfile.write(b"x")
        handler.wfile.flush()


def cut_short(body: bytes) -> Respond:
    """Announce more than is sent, then hang up."""

    def respond(handler: Handler) -> None:
        handler.start(200, {"Content-Length": str(2 * len(body))})
        handler.wfile.write(body)
        handler.close_connection = True

    return respond


def announcing(size: int) -> Respond:
    """Announce so many bytes, and send none."""
    return lambda handler: handler.start(200, {"Content-Length": str(size)})


def endless(size: int) -> Respond:
    """Stream so many bytes in chunks, without saying how many, and count those that were taken."""

    def respond(handler: Handler) -> None:
        handler.start(200, {"Transfer-Encoding": "chunked"})
        piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        for _ in range(size // 0x10000):
            handler.wfile.write(piece)
            handler.server.bytes_sent += 0x10000
        handler.wfile.write(b"0\r\n\r\n")

    return respond


def at_once(body: bytes) -> Respond:
    """Answer after a short while, so that others could be there at the same time."""

    def respond(handler: Handler) -> None:
        time.sleep(0.01)
        answer(200, body)(handler)

    return respond
