"""Fetching: conditional, capped, careful about addresses, and mindful of what a redirect means."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
import stamina
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from orchestration.http import Fetcher, FetchError, origin

LIMIT = 10_000


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    """Ask again at once, as often as in earnest."""
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


def fetcher(*trusted: str, **changes: Any) -> Fetcher:
    options: dict[str, Any] = {"timeout_seconds": 5.0, "limit_seconds": 5.0, "limit_bytes": LIMIT}
    return Fetcher(user_agent="Briefcast/test", trusted_origins=[origin(url) for url in trusted], **options | changes)


@pytest.fixture
def trusting(httpserver: HTTPServer) -> Iterator[Fetcher]:
    """A fetcher whose user listed the test's server."""
    with fetcher(httpserver.url_for("/")) as made:
        yield made


def test_a_document_is_fetched_with_its_validators(httpserver: HTTPServer, trusting: Fetcher) -> None:
    headers = {"ETag": '"v1"', "Last-Modified": "Tue, 04 Mar 2025 06:00:00 GMT"}
    httpserver.expect_request(
        "/feed", headers={"User-Agent": "Briefcast/test", "Accept": "text/xml"}
    ).respond_with_data(b"<rss/>", headers=headers, content_type="application/rss+xml")
    answer = trusting.get(httpserver.url_for("/feed"), accept="text/xml")
    assert (answer.status, answer.content, answer.etag) == (200, b"<rss/>", '"v1"')
    assert answer.last_modified == "Tue, 04 Mar 2025 06:00:00 GMT"
    assert answer.content_type == "application/rss+xml"
    assert answer.url == httpserver.url_for("/feed")


def test_a_document_that_did_not_change_is_not_sent_again(httpserver: HTTPServer, trusting: Fetcher) -> None:
    since = "Tue, 04 Mar 2025 06:00:00 GMT"
    httpserver.expect_request("/feed", headers={"If-None-Match": '"v1"', "If-Modified-Since": since}).respond_with_data(
        status=304
    )
    answer = trusting.get(httpserver.url_for("/feed"), etag='"v1"', last_modified=since)
    assert (answer.status, answer.content) == (304, None)


def test_without_validators_the_request_is_unconditional(httpserver: HTTPServer, trusting: Fetcher) -> None:
    httpserver.expect_request("/feed").respond_with_data(b"x")
    trusting.get(httpserver.url_for("/feed"))
    [(request, _)] = httpserver.log
    assert not {"If-None-Match", "If-Modified-Since"} & set(request.headers.keys())


@pytest.mark.parametrize("size", [LIMIT, LIMIT + 1])
def test_a_body_is_capped(httpserver: HTTPServer, trusting: Fetcher, size: int) -> None:
    httpserver.expect_request("/big").respond_with_data(b"x" * size)
    if size <= LIMIT:
        assert trusting.get(httpserver.url_for("/big")).content == b"x" * size
    else:
        with pytest.raises(FetchError, match="larger than 10,000 bytes after decompression"):
            trusting.get(httpserver.url_for("/big"))


def test_a_body_is_decompressed(httpserver: HTTPServer, trusting: Fetcher) -> None:
    body = gzip.compress(b"WEBVTT")
    httpserver.expect_request("/t").respond_with_data(body, headers={"Content-Encoding": "gzip"})
    assert trusting.get(httpserver.url_for("/t")).content == b"WEBVTT"


def test_a_small_body_that_swells_when_decompressed_is_refused(httpserver: HTTPServer, trusting: Fetcher) -> None:
    bomb = gzip.compress(b"\0" * 1_000_000)
    assert len(bomb) < LIMIT
    httpserver.expect_request("/bomb").respond_with_data(bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="after decompression"):
        trusting.get(httpserver.url_for("/bomb"))


def test_a_body_that_is_not_what_its_encoding_says_is_an_error(httpserver: HTTPServer, trusting: Fetcher) -> None:
    httpserver.expect_request("/t").respond_with_data(b"not gzip", headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="cannot be decompressed"):
        trusting.get(httpserver.url_for("/t"))


def test_a_private_address_is_refused_and_never_asked(httpserver: HTTPServer) -> None:
    with fetcher() as careful, pytest.raises(FetchError, match=r"127\.0\.0\.1, a private address: list it as a feed"):
        careful.get(httpserver.url_for("/feed"))
    assert httpserver.log == []


def test_a_private_address_under_another_name_is_refused_too(httpserver: HTTPServer) -> None:
    with fetcher() as careful, pytest.raises(FetchError, match="a private address"):
        careful.get(f"http://localhost:{httpserver.port}/feed")


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[::1]", "[::ffff:10.0.0.1]", "0.0.0.0"]
)
def test_no_address_of_a_private_network_is_asked(host: str) -> None:
    with fetcher() as careful, pytest.raises(FetchError, match="a private address"):
        careful.get(f"http://{host}/feed")


def test_trust_is_in_an_origin_and_not_in_its_host(httpserver: HTTPServer) -> None:
    other_port = f"http://{httpserver.host}:{httpserver.port - 1}/"
    with fetcher(other_port) as made, pytest.raises(FetchError, match="a private address"):
        made.get(httpserver.url_for("/feed"))


def test_the_settings_may_allow_private_addresses(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data(b"x")
    with fetcher(allow_private=True) as made:
        assert made.get(httpserver.url_for("/feed")).content == b"x"


def test_a_trusted_server_cannot_send_the_fetcher_to_another_private_address(
    httpserver: HTTPServer, trusting: Fetcher
) -> None:
    httpserver.expect_request("/feed").respond_with_data(status=302, headers={"Location": "http://10.0.0.1/secret"})
    with pytest.raises(FetchError, match=r"10\.0\.0\.1, a private address"):
        trusting.get(httpserver.url_for("/feed"))


@pytest.mark.parametrize("allow_private", [False, True])
@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "ftp://quay.example/feed", "http://", "http://quay.example:port/"]
)
def test_only_http_addresses_are_asked(url: str, allow_private: bool) -> None:
    with fetcher(allow_private=allow_private) as made, pytest.raises(FetchError, match=r"not an http|without a host"):
        made.get(url)


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
    httpserver: HTTPServer, trusting: Fetcher, first: int, second: int | None, remembered: str
) -> None:
    last = "/c" if second else "/b"
    httpserver.expect_request("/a").respond_with_data(status=first, headers={"Location": "/b"})
    if second:
        httpserver.expect_request("/b").respond_with_data(status=second, headers={"Location": "/c"})
    httpserver.expect_request(last).respond_with_data(b"moved")
    answer = trusting.get(httpserver.url_for("/a"))
    assert answer.content == b"moved"
    assert answer.url == httpserver.url_for(remembered)


def test_redirects_in_a_circle_end(httpserver: HTTPServer, trusting: Fetcher) -> None:
    httpserver.expect_request("/a").respond_with_data(status=301, headers={"Location": "/a"})
    with pytest.raises(FetchError, match="more than 5 redirects"):
        trusting.get(httpserver.url_for("/a"))
    assert len(httpserver.log) == 6


@pytest.mark.parametrize("status", [404, 410, 429, 500])
def test_a_refusal_carries_its_status_and_is_not_repeated(
    httpserver: HTTPServer, trusting: Fetcher, status: int
) -> None:
    httpserver.expect_request("/feed").respond_with_data(status=status)
    with pytest.raises(FetchError, match=f"HTTP {status}") as caught:
        trusting.get(httpserver.url_for("/feed"))
    assert caught.value.status == status
    assert len(httpserver.log) == 1


def test_a_server_that_is_unavailable_is_asked_again(httpserver: HTTPServer, trusting: Fetcher) -> None:
    answers = iter([503, 502, 200])

    def respond(_request: Request) -> Response:
        return Response(b"back", status=next(answers))

    httpserver.expect_request("/feed").respond_with_handler(respond)
    assert trusting.get(httpserver.url_for("/feed")).content == b"back"


def test_a_server_that_stays_unavailable_is_asked_three_times(httpserver: HTTPServer, trusting: Fetcher) -> None:
    httpserver.expect_request("/feed").respond_with_data(status=503)
    with pytest.raises(FetchError, match="HTTP 503"):
        trusting.get(httpserver.url_for("/feed"))
    assert len(httpserver.log) == 3


def test_a_connection_that_is_refused_is_an_error_of_the_fetch(httpserver: HTTPServer) -> None:
    url = httpserver.url_for("/feed")
    httpserver.stop()
    with fetcher(url) as made, pytest.raises(FetchError, match="cannot be reached"):
        made.get(url)
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
