"""Downloading audio over loopback HTTP: resumed, hashed, capped, and what is left behind."""

from __future__ import annotations

import asyncio
import hashlib
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from orchestration.asr.download import Downloaded, Limits, download
from orchestration.http import Fetcher, FetchError, origin

AUDIO = bytes(range(256)) * 400
LIMITS = Limits(bytes=len(AUDIO), seconds=20)
WHOLE = Downloaded(len(AUDIO), hashlib.sha256(AUDIO).hexdigest())


def get(url: str, target: Path, limits: Limits = LIMITS, *trusted: str) -> Downloaded:
    async def run() -> Downloaded:
        fetcher = Fetcher(
            user_agent="Briefcast/test",
            timeout_seconds=20,
            limit_seconds=1,
            limit_bytes=10,
            trusted_origins=[origin(address) for address in trusted or (url,)],
        )
        async with fetcher:
            return await download(fetcher, url, target, limits)

    return asyncio.run(run())


@contextmanager
def breaking_off(after: int, headers: str = 'ETag: "v1"\r\n') -> Iterator[str]:
    """Serve the audio once, and close the connection in the middle of it."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(AUDIO)}\r\n{headers}\r\n"
                connection.sendall(head.encode() + AUDIO[:after])

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/a.mp3"
        thread.join()


class Shelf:
    """A server of one file that knows ranges; it notes what it was asked for."""

    def __init__(self, content: bytes = AUDIO, etag: str = '"v1"') -> None:
        self.content, self.etag = content, etag
        self.asked: list[tuple[str | None, str | None]] = []

    def __call__(self, request: Request) -> Response:
        wanted, validator = request.headers.get("Range"), request.headers.get("If-Range")
        self.asked.append((wanted, validator))
        if wanted is None or validator != self.etag:
            return Response(self.content, headers={"ETag": self.etag})
        begin = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if begin >= len(self.content):
            return Response(status=416, headers={"Content-Range": f"bytes */{len(self.content)}"})
        span = f"bytes {begin}-{len(self.content) - 1}/{len(self.content)}"
        return Response(self.content[begin:], status=206, headers={"Content-Range": span, "ETag": self.etag})


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "work" / "audio"


def leave_a_part(target: Path, url: str, content: bytes) -> None:
    """Leave what a run leaves that was killed in the middle of a download."""
    target.parent.mkdir(parents=True)
    target.with_name("audio.part").write_bytes(content)
    note = {"url": url, "validator": '"v1"'}
    target.with_name("audio.part.json").write_text(json.dumps(note), encoding="utf-8")


def names(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def test_a_file_is_there_whole_and_hashed_and_nothing_else(httpserver: HTTPServer, target: Path) -> None:
    httpserver.expect_request("/a.mp3").respond_with_handler(Shelf())
    assert get(httpserver.url_for("/a.mp3"), target) == WHOLE
    assert target.read_bytes() == AUDIO
    assert names(target) == ["audio"]


def test_what_came_before_the_connection_was_lost_is_kept(target: Path) -> None:
    with breaking_off(after=30_000) as url, pytest.raises(FetchError, match="cannot be had whole"):
        get(url, target)
    assert target.with_name("audio.part").read_bytes() == AUDIO[:30_000]
    assert not target.exists()


def test_the_next_try_asks_for_the_rest_alone(httpserver: HTTPServer, target: Path) -> None:
    shelf, url = Shelf(), httpserver.url_for("/a.mp3")
    httpserver.expect_request("/a.mp3").respond_with_handler(shelf)
    leave_a_part(target, url, AUDIO[:30_000])
    assert get(url, target) == WHOLE
    assert shelf.asked == [("bytes=30000-", '"v1"')]
    assert names(target) == ["audio"]


def test_a_file_that_changed_in_between_is_begun_anew(httpserver: HTTPServer, target: Path) -> None:
    other = AUDIO[::-1]
    shelf, url = Shelf(other, etag='"v2"'), httpserver.url_for("/a.mp3")
    httpserver.expect_request("/a.mp3").respond_with_handler(shelf)
    leave_a_part(target, url, AUDIO[:30_000])
    assert get(url, target).sha256 == hashlib.sha256(other).hexdigest()
    assert target.read_bytes() == other


@pytest.mark.parametrize("part", [AUDIO, AUDIO + b"more"])
def test_a_part_that_is_not_shorter_than_the_file_is_begun_anew(
    httpserver: HTTPServer, target: Path, part: bytes
) -> None:
    shelf, url = Shelf(), httpserver.url_for("/a.mp3")
    httpserver.expect_request("/a.mp3").respond_with_handler(shelf)
    leave_a_part(target, url, part)
    assert get(url, target) == WHOLE
    assert [wanted for wanted, _ in shelf.asked] == [f"bytes={len(part)}-", None]


def test_an_answer_from_another_place_in_the_file_is_not_appended(httpserver: HTTPServer, target: Path) -> None:
    url = httpserver.url_for("/a.mp3")
    elsewhere = Response(AUDIO[5:], status=206, headers={"Content-Range": f"bytes 5-{len(AUDIO) - 1}/{len(AUDIO)}"})
    httpserver.expect_ordered_request("/a.mp3").respond_with_response(elsewhere)
    httpserver.expect_ordered_request("/a.mp3").respond_with_data(AUDIO)
    leave_a_part(target, url, AUDIO[:30_000])
    assert get(url, target) == WHOLE


def test_a_part_of_another_address_is_not_gone_on_with(httpserver: HTTPServer, target: Path) -> None:
    shelf = Shelf()
    httpserver.expect_request("/a.mp3").respond_with_handler(shelf)
    leave_a_part(target, "http://elsewhere.example/a.mp3", b"x" * 30_000)
    assert get(httpserver.url_for("/a.mp3"), target) == WHOLE
    assert shelf.asked == [(None, None)]


@pytest.mark.parametrize("headers", ["", 'ETag: W/"v1"\r\n'])
def test_without_a_strong_validator_nothing_is_resumed(httpserver: HTTPServer, target: Path, headers: str) -> None:
    with breaking_off(after=30_000, headers=headers) as url, pytest.raises(FetchError):
        get(url, target)
    note = target.with_name("audio.part.json")
    moved = note.read_text(encoding="utf-8").replace(url, httpserver.url_for("/a.mp3"))
    note.write_text(moved, encoding="utf-8")
    shelf = Shelf()
    httpserver.expect_request("/a.mp3").respond_with_handler(shelf)
    assert get(httpserver.url_for("/a.mp3"), target) == WHOLE
    assert shelf.asked == [(None, None)]


def test_a_file_that_is_announced_as_too_large_is_not_begun(httpserver: HTTPServer, target: Path) -> None:
    httpserver.expect_request("/a.mp3").respond_with_handler(Shelf())
    with pytest.raises(FetchError, match=r"larger than 50,000 bytes \(BRIEFCAST_ASR_DOWNLOAD_LIMIT_BYTES\)"):
        get(httpserver.url_for("/a.mp3"), target, Limits(bytes=50_000, seconds=20))
    assert names(target) == []


def test_a_file_that_turns_out_too_large_is_not_kept(httpserver: HTTPServer, target: Path) -> None:
    def unannounced(_request: Request) -> Response:
        return Response((AUDIO[begin : begin + 10_000] for begin in range(0, len(AUDIO), 10_000)), status=200)

    httpserver.expect_request("/a.mp3").respond_with_handler(unannounced)
    with pytest.raises(FetchError, match="larger than 50,000 bytes"):
        get(httpserver.url_for("/a.mp3"), target, Limits(bytes=50_000, seconds=20))
    assert names(target) == []


def test_a_server_that_never_ends_is_left_after_the_given_time(target: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(30)
        done = threading.Event()

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 90000\r\nETag: "v1"\r\n\r\nabc')
                done.wait()

        thread = threading.Thread(target=serve)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/a.mp3"
        try:
            # Long enough for a loaded machine to connect and to take the first bytes.
            with pytest.raises(FetchError, match=r"took longer than 3 seconds; the next try goes on from there"):
                get(url, target, Limits(bytes=90_000, seconds=3))
        finally:
            done.set()
            thread.join()
    assert target.with_name("audio.part").read_bytes() == b"abc"


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_refusal_is_an_error_with_its_status(httpserver: HTTPServer, target: Path, status: int) -> None:
    httpserver.expect_request("/a.mp3").respond_with_data(status=status)
    with pytest.raises(FetchError, match=f"HTTP {status}") as caught:
        get(httpserver.url_for("/a.mp3"), target)
    assert caught.value.status == status


def test_audio_that_is_sent_compressed_is_refused(httpserver: HTTPServer, target: Path) -> None:
    httpserver.expect_request("/a.mp3").respond_with_data(b"xx", headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="compressed"):
        get(httpserver.url_for("/a.mp3"), target)


def test_a_redirect_is_followed_but_not_to_a_private_address(httpserver: HTTPServer, target: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        private = f"http://127.0.0.1:{other.getsockname()[1]}/a.mp3"
        httpserver.expect_request("/moved").respond_with_data(status=302, headers={"Location": "/a.mp3"})
        httpserver.expect_request("/away").respond_with_data(status=302, headers={"Location": private})
        httpserver.expect_request("/a.mp3").respond_with_handler(Shelf())
        assert get(httpserver.url_for("/moved"), target) == WHOLE
        with pytest.raises(FetchError, match="a private address"):
            get(httpserver.url_for("/away"), target)
        with pytest.raises(FetchError, match="a private address"):
            get(httpserver.url_for("/a.mp3"), target, LIMITS, "https://trusted.example/")


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://quay.example/a.mp3"])
def test_only_http_addresses_are_asked(target: Path, url: str) -> None:
    with pytest.raises(FetchError, match="not an http or https address"):
        get(url, target, LIMITS, "https://trusted.example/")
