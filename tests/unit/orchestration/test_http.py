"""Fetching: conditional, capped, careful about addresses, and mindful of what a redirect means."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
import stamina
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from orchestration.http import Answer, Fetcher, FetchError, origin
from orchestration.http.answers import LONGEST_WAIT_SECONDS, retry_after_seconds
from orchestration.http.bodies import read_body
from tests.unit.orchestration.conftest import NOW

LIMIT = 10_000


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    """Ask again at once, as often as in earnest."""
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


class Asking:
    """Asks, and waits for the answer; each time with a fetcher of its own."""

    def __init__(self, *trusted: str, **changes: Any) -> None:
        options: dict[str, Any] = {"timeout_seconds": 30.0, "limit_seconds": 30.0, "limit_bytes": LIMIT}
        options |= {"user_agent": "Briefcast/test", "trusted_origins": [origin(url) for url in trusted]}
        self._options = options | changes

    def get(self, *urls: str, **validators: str) -> Answer:
        """Ask for the addresses one after another and return the last answer."""

        async def ask() -> list[Answer]:
            async with Fetcher(**self._options) as fetcher:
                return [await fetcher.get(url, **validators) for url in urls]

        return asyncio.run(ask())[-1]


@pytest.fixture
def trusting(httpserver: HTTPServer) -> Asking:
    """A fetcher whose user listed the test's server."""
    return Asking(httpserver.url_for("/"))


def test_a_document_is_fetched_with_its_validators(httpserver: HTTPServer, trusting: Asking) -> None:
    headers = {"ETag": '"v1"', "Last-Modified": "Tue, 04 Mar 2025 06:00:00 GMT"}
    httpserver.expect_request(
        "/feed", headers={"User-Agent": "Briefcast/test", "Accept": "text/xml"}
    ).respond_with_data(b"<rss/>", headers=headers, content_type="application/rss+xml")
    answer = trusting.get(httpserver.url_for("/feed"), accept="text/xml")
    assert (answer.status, answer.content, answer.etag) == (200, b"<rss/>", '"v1"')
    assert answer.last_modified == "Tue, 04 Mar 2025 06:00:00 GMT"
    assert answer.content_type == "application/rss+xml"
    assert answer.url == httpserver.url_for("/feed")


def test_a_document_that_did_not_change_is_not_sent_again(httpserver: HTTPServer, trusting: Asking) -> None:
    since = "Tue, 04 Mar 2025 06:00:00 GMT"
    httpserver.expect_request("/feed", headers={"If-None-Match": '"v1"', "If-Modified-Since": since}).respond_with_data(
        status=304
    )
    answer = trusting.get(httpserver.url_for("/feed"), etag='"v1"', last_modified=since)
    assert (answer.status, answer.content) == (304, None)


def test_without_validators_the_request_is_unconditional(httpserver: HTTPServer, trusting: Asking) -> None:
    httpserver.expect_request("/feed").respond_with_data(b"x")
    trusting.get(httpserver.url_for("/feed"))
    [(request, _)] = httpserver.log
    assert not {"If-None-Match", "If-Modified-Since"} & set(request.headers.keys())


@pytest.mark.parametrize("size", [LIMIT, LIMIT + 1])
def test_a_body_is_capped(httpserver: HTTPServer, trusting: Asking, size: int) -> None:
    httpserver.expect_request("/big").respond_with_data(b"x" * size)
    if size <= LIMIT:
        assert trusting.get(httpserver.url_for("/big")).content == b"x" * size
    else:
        with pytest.raises(FetchError, match="larger than 10,000 bytes"):
            trusting.get(httpserver.url_for("/big"))


def test_a_body_is_decompressed(httpserver: HTTPServer, trusting: Asking) -> None:
    body = gzip.compress(b"WEBVTT")
    httpserver.expect_request("/t").respond_with_data(body, headers={"Content-Encoding": "gzip"})
    assert trusting.get(httpserver.url_for("/t")).content == b"WEBVTT"


def test_a_small_body_that_swells_when_decompressed_is_refused(httpserver: HTTPServer, trusting: Asking) -> None:
    bomb = gzip.compress(b"\0" * 1_000_000)
    assert len(bomb) < LIMIT
    httpserver.expect_request("/bomb").respond_with_data(bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="after decompression"):
        trusting.get(httpserver.url_for("/bomb"))


def test_a_body_that_is_not_what_its_encoding_says_is_an_error(httpserver: HTTPServer, trusting: Asking) -> None:
    httpserver.expect_request("/t").respond_with_data(b"not gzip", headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="cannot be decompressed"):
        trusting.get(httpserver.url_for("/t"))


def test_a_private_address_is_refused_and_never_asked(httpserver: HTTPServer) -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.1, a private address: list it as a feed"):
        Asking().get(httpserver.url_for("/feed"))
    assert httpserver.log == []


def test_a_private_address_under_another_name_is_refused_too(httpserver: HTTPServer) -> None:
    with pytest.raises(FetchError, match="a private address"):
        Asking().get(f"http://localhost:{httpserver.port}/feed")


@pytest.mark.parametrize(
    "host",
    [
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",  # where clouds keep credentials
        "100.64.0.1",  # shared behind carriers' translators
        "224.0.0.1",
        "0.0.0.0",
        "2130706433",  # 127.0.0.1 as one number
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fc00::1]",
        "[ff02::1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::a00:1]",  # 10.0.0.1 behind a translator
        "[2002:a00:1::]",  # 10.0.0.1 as 6to4
    ],
)
def test_no_address_of_a_private_network_is_asked(host: str) -> None:
    with pytest.raises(FetchError, match="a private address"):
        Asking().get(f"http://{host}/feed")


def test_trust_is_in_an_origin_and_not_in_its_host(httpserver: HTTPServer) -> None:
    other_port = f"http://{httpserver.host}:{httpserver.port - 1}/"
    with pytest.raises(FetchError, match="a private address"):
        Asking(other_port).get(httpserver.url_for("/feed"))


def test_the_settings_may_allow_private_addresses(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data(b"x")
    assert Asking(allow_private=True).get(httpserver.url_for("/feed")).content == b"x"


def test_a_trusted_server_cannot_send_the_fetcher_to_another_private_address(
    httpserver: HTTPServer, trusting: Asking
) -> None:
    httpserver.expect_request("/feed").respond_with_data(status=302, headers={"Location": "http://10.0.0.1/secret"})
    with pytest.raises(FetchError, match=r"10\.0\.0\.1, a private address"):
        trusting.get(httpserver.url_for("/feed"))


@pytest.mark.parametrize("allow_private", [False, True])
@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "ftp://quay.example/feed", "http://", "http://quay.example:port/"]
)
def test_only_http_addresses_are_asked(url: str, allow_private: bool) -> None:
    with pytest.raises(FetchError, match=r"not an http|without a host"):
        Asking(allow_private=allow_private).get(url)


@pytest.mark.parametrize(
    ("first", "second", "remembered"),
    [
        (301, 308, "/c"),
        (302, None, "/a"),
        (307, None, "/a"),
        (301, 302, "/b"),
        (302, 301, "/a"),  # what a temporary address moved to says nothing of the address that was asked
    ],
)
def test_only_permanent_redirects_change_the_address_to_ask_next_time(
    httpserver: HTTPServer, trusting: Asking, first: int, second: int | None, remembered: str
) -> None:
    last = "/c" if second else "/b"
    httpserver.expect_request("/a").respond_with_data(status=first, headers={"Location": "/b"})
    if second:
        httpserver.expect_request("/b").respond_with_data(status=second, headers={"Location": "/c"})
    httpserver.expect_request(last).respond_with_data(b"moved")
    answer = trusting.get(httpserver.url_for("/a"))
    assert answer.content == b"moved"
    assert answer.url == httpserver.url_for(remembered)


def test_redirects_in_a_circle_end(httpserver: HTTPServer, trusting: Asking) -> None:
    httpserver.expect_request("/a").respond_with_data(status=301, headers={"Location": "/a"})
    with pytest.raises(FetchError, match="more than 5 redirects"):
        trusting.get(httpserver.url_for("/a"))
    assert len(httpserver.log) == 6


@pytest.mark.parametrize("status", [404, 410, 429, 500])
def test_a_refusal_carries_its_status_and_is_not_repeated(
    httpserver: HTTPServer, trusting: Asking, status: int
) -> None:
    httpserver.expect_request("/feed").respond_with_data(status=status)
    with pytest.raises(FetchError, match=f"HTTP {status}") as caught:
        trusting.get(httpserver.url_for("/feed"))
    assert caught.value.status == status
    assert len(httpserver.log) == 1


def test_a_server_that_is_unavailable_is_asked_again(httpserver: HTTPServer, trusting: Asking) -> None:
    answers = iter([503, 502, 200])

    def respond(_request: Request) -> Response:
        return Response(b"back", status=next(answers))

    httpserver.expect_request("/feed").respond_with_handler(respond)
    assert trusting.get(httpserver.url_for("/feed")).content == b"back"


def test_a_server_that_stays_unavailable_is_asked_three_times(httpserver: HTTPServer, trusting: Asking) -> None:
    httpserver.expect_request("/feed").respond_with_data(status=503)
    with pytest.raises(FetchError, match="HTTP 503"):
        trusting.get(httpserver.url_for("/feed"))
    assert len(httpserver.log) == 3


def test_a_connection_that_is_refused_is_an_error_of_the_fetch(httpserver: HTTPServer) -> None:
    url = httpserver.url_for("/feed")
    httpserver.stop()
    with pytest.raises(FetchError, match="cannot be reached"):
        Asking(url).get(url)
    httpserver.start()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://quay.example/feed?x=1", "https://quay.example:443"),
        ("http://QUAY.example:8080", "http://quay.example:8080"),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, expected: str) -> None:
    assert origin(url) == expected


def test_no_cookie_is_kept_and_no_credential_goes_to_another_host(httpserver: HTTPServer) -> None:
    other = f"http://127.0.0.1:{httpserver.port}/c"
    httpserver.expect_ordered_request("/a").respond_with_data(b"x", headers={"Set-Cookie": "visitor=1; Path=/"})
    httpserver.expect_ordered_request("/b").respond_with_data(status=302, headers={"Location": other})
    httpserver.expect_ordered_request("/c").respond_with_data(b"x")
    with_credentials = httpserver.url_for("/b").replace("//", "//ida:secret@")
    Asking(allow_private=True).get(httpserver.url_for("/a"), with_credentials)
    requests = [request for request, _ in httpserver.log]
    assert not any("Cookie" in request.headers for request in requests)
    # The user wrote them into the address of /b.
    assert ["Authorization" in request.headers for request in requests] == [False, True, False]


@pytest.mark.parametrize("etag", ['"caf\u00e9"', '"' + "x" * 2000 + '"'])
def test_a_validator_that_could_not_be_sent_back_is_not_kept(
    httpserver: HTTPServer, trusting: Asking, etag: str
) -> None:
    httpserver.expect_request("/feed").respond_with_data(b"x", headers={"ETag": etag})
    assert trusting.get(httpserver.url_for("/feed")).etag is None


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "deflate without its header"])
def test_every_encoding_that_is_asked_for_is_undone(httpserver: HTTPServer, trusting: Asking, encoding: str) -> None:
    body = b"a line of speech\n" * 500
    deflate = zlib.compress(body)
    encoded = {"gzip": gzip.compress(body), "deflate": deflate, "deflate without its header": deflate[2:-4]}[encoding]
    headers = {"Content-Encoding": encoding.split(" ", maxsplit=1)[0]}
    httpserver.expect_request("/t").respond_with_data(encoded, headers=headers)
    assert trusting.get(httpserver.url_for("/t")).content == body


def test_a_body_of_several_gzip_members_is_read_to_its_end(httpserver: HTTPServer, trusting: Asking) -> None:
    body = gzip.compress(b"WEBVTT\n") + gzip.compress(b"00:00.000 --> 00:01.000\n")
    httpserver.expect_request("/t").respond_with_data(body, headers={"Content-Encoding": "gzip"})
    assert trusting.get(httpserver.url_for("/t")).content == b"WEBVTT\n00:00.000 --> 00:01.000\n"


@given(st.binary(max_size=300_000), st.lists(st.integers(1, 70_000), min_size=1, max_size=5))
@settings(max_examples=30)
def test_a_body_is_the_same_however_the_network_cuts_it(body: bytes, cuts: list[int]) -> None:
    encoded = gzip.compress(body * 3, 1)

    async def pieces() -> AsyncIterator[bytes]:
        rest = encoded
        for size in itertools.cycle(cuts):
            if not rest:
                return
            yield rest[:size]
            rest = rest[size:]

    response = httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=pieces())
    assert asyncio.run(read_body(response, 1_000_000)) == body * 3


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Wed, 05 Mar 2025 06:02:00 GMT", 120.0),
        ("Wed, 05 Mar 2025 05:00:00 GMT", 0.0),
        ("99999999999999999999", LONGEST_WAIT_SECONDS),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_a_wait_is_read_from_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(value, NOW) == seconds
