"""The fault table: what a feed's server may do, what is stored of it, and what is asked next time."""

from __future__ import annotations

import gzip
import re
import socket
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import stamina

from orchestration.lake import Lake
from tests.unit.orchestration.conftest import NOW
from tests.unit.orchestration.loopback import (
    Loopback,
    Respond,
    announcing,
    answer,
    cacheable,
    cut_short,
    drip,
    endless,
    loopback,
    silence,
)
from tests.unit.orchestration.scans import LIMIT_BYTES, MakeFetcher, feed, quick_fetcher, read, scan

SOON, LATER = NOW + timedelta(minutes=10), NOW + timedelta(hours=3)
WELL = feed("Grain", "Silos")

LAUGHS = b"""<!DOCTYPE rss [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>
<rss version="2.0"><channel><title>&g;</title><item><guid>1</guid><title>Grain</title></item></channel></rss>"""


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback() as made:
        yield made


@dataclass(frozen=True)
class Fault:
    """What a server does with /feed, what is then known of the feed, and what the next scan asks for it."""

    respond: Respond
    status: str = "error"
    http_status: int | None = None
    error: str | None = None  # a pattern
    moved_to: str = "/feed"
    again: Sequence[str] = ("/feed",)


FAULTS = {
    "301": Fault(answer(301, Location="/new"), "active", 200, moved_to="/new", again=["/new"]),
    "308": Fault(answer(308, Location="/new"), "active", 200, moved_to="/new", again=["/new"]),
    "302": Fault(answer(302, Location="/new"), "active", 200, again=["/feed", "/new"]),
    "303": Fault(answer(303, Location="/new"), "active", 200, again=["/feed", "/new"]),
    "307": Fault(answer(307, Location="/new"), "active", 200, again=["/feed", "/new"]),
    "redirects in a circle": Fault(answer(301, Location="/feed"), error="more than 5 redirects", again=["/feed"] * 6),
    "404": Fault(answer(404), http_status=404, error="HTTP 404"),
    "410": Fault(answer(410), "retired", 410, "HTTP 410", again=[]),
    "429 with Retry-After": Fault(answer(429, Retry_After="3600"), http_status=429, error="HTTP 429", again=[]),
    "503 with Retry-After": Fault(answer(503, Retry_After="3600"), http_status=503, error="HTTP 503", again=[]),
    "500": Fault(answer(500), http_status=500, error="HTTP 500"),
    "503": Fault(answer(503), http_status=503, error="HTTP 503", again=["/feed"] * 3),
    "timeout": Fault(silence, error="timed out waiting for the server"),
    "slow drip": Fault(drip, error="took longer than 4 seconds"),
    "a connection that is lost": Fault(cut_short(WELL), error="cannot be reached", again=["/feed"] * 3),
    "truncated gzip": Fault(answer(200, gzip.compress(WELL)[:-12], Content_Encoding="gzip"), error="cut short"),
    "an encoding that was not asked for": Fault(answer(200, WELL, Content_Encoding="br"), error="'br', which was not"),
    "a body that is not as encoded": Fault(answer(200, WELL, Content_Encoding="gzip"), error="cannot be decompressed"),
    "1 GB that is announced": Fault(announcing(1_000_000_000), error="the server announces 1,000,000,000"),
    "not XML": Fault(answer(200, b"%PDF-1.7 no feed at all", ETag='"v1"'), http_status=200),
    "a web page": Fault(answer(200, b"<html><body>Sign in<br></body></html>", ETag='"v1"'), http_status=200),
    "nothing": Fault(answer(200, b""), http_status=200),
    "a redirect to a private address": Fault(
        answer(302, Location="http://10.0.0.1/feed"), error=r"10\.0\.0\.1, a private address"
    ),
    "a redirect to another scheme": Fault(
        answer(301, Location="file:///etc/hostname"), error="not an http or https address: 'file:///etc/hostname'"
    ),
    "headers without end": Fault(
        answer(200, WELL, **{f"X_{n}": "x" * 60_000 for n in range(3)}), error="cannot be reached", again=["/feed"] * 3
    ),
    "a wrong content type": Fault(answer(200, WELL, Content_Type="text/html"), "active", 200),
}


def careful_fetcher(server: Loopback, fault: str) -> MakeFetcher:
    """Return what makes a fetcher that trusts the server alone, and has little patience where that is tested."""
    patience = {"timeout": {"timeout_seconds": 1.0}, "slow drip": {"limit_seconds": 4.0}}
    return partial(quick_fetcher, allow_private=False, trusted_origins=[server.url("/")], **patience.get(fault, {}))


@pytest.mark.parametrize("name", FAULTS)
def test_what_a_server_does_costs_only_its_feed(lake: Lake, server: Loopback, name: str) -> None:
    fault = FAULTS[name]
    server.routes |= {"/feed": fault.respond, "/new": cacheable(WELL), "/well": cacheable(feed("Cranes"))}
    careful = careful_fetcher(server, name)
    urls = server.url("/well"), server.url("/feed")

    well, row = scan(lake, *urls, fetcher=careful)

    assert (row["status"], row["http_status"]) == (fault.status, fault.http_status), row["error"]
    assert (row["feed_url"], row["listed_url"]) == (server.url(fault.moved_to), server.url("/feed"))
    titles = [episode["title"] for episode in read(lake) if episode["show_id"] == row["show_id"]]
    if fault.status == "active":
        assert (row["error"], titles) == (None, ["Grain", "Silos"])
    else:
        assert row["error"].startswith(f"{server.url('/feed')}: ")
        assert re.search(fault.error or "", row["error"])
        assert (row["content_sha256"], row["etag"], titles) == (None, None, [])
    assert (well["status"], well["new_episode_count"]) == ("active", 1)

    server.requests.clear()
    scan(lake, *urls, now=SOON, fetcher=careful)
    assert [path for path in server.paths if path != "/well"] == list(fault.again)


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.status == "error"])
def test_a_failure_keeps_what_was_known_and_the_feed_comes_back(lake: Lake, server: Loopback, name: str) -> None:
    server.routes["/feed"] = cacheable(WELL)
    careful = careful_fetcher(server, name)
    [before] = scan(lake, server.url("/feed"), fetcher=careful)
    server.routes["/feed"] = FAULTS[name].respond
    [failed] = scan(lake, server.url("/feed"), now=SOON, fetcher=careful)
    assert (failed["status"], failed["failure_count"]) == ("error", 1)
    assert failed["next_scan_at"] > SOON
    kept = ("title", "content_sha256", "episode_count", "latest_episode_at", "last_changed_at", "feed_url")
    assert [failed[column] for column in kept] == [before[column] for column in kept]

    server.routes["/feed"] = cacheable(feed("Grain", "Silos", "Ropes"), etag='"v2"')
    [after] = scan(lake, server.url("/feed"), now=LATER, fetcher=careful)
    assert (after["status"], after["error"], after["failure_count"]) == ("active", None, 0)
    assert after["episode_count"] == 3


def test_a_document_that_breaks_off_is_read_as_far_as_it_goes_says_so_and_is_asked_for_whole(
    lake: Lake, server: Loopback
) -> None:
    server.routes["/feed"] = cacheable(WELL[: WELL.rindex(b"</item>")])
    [row] = scan(lake, server.url("/feed"))
    assert row["status"] == "active"
    assert row["error"].startswith(f"{server.url('/feed')}: read as far as it goes: ")
    assert "Grain" in [episode["title"] for episode in read(lake)]

    [still] = scan(lake, server.url("/feed"), now=SOON)
    assert (still["error"], still["etag"]) == (row["error"], None)

    server.routes["/feed"] = cacheable(WELL, etag='"v2"')
    [whole] = scan(lake, server.url("/feed"), now=LATER)
    assert (whole["status"], whole["error"]) == ("active", None)


@pytest.mark.parametrize("name", ["429 with Retry-After", "503 with Retry-After"])
def test_a_host_that_asks_for_patience_is_left_alone_until_then(lake: Lake, server: Loopback, name: str) -> None:
    server.routes |= {"/feed": FAULTS[name].respond, "/other": cacheable(WELL)}
    urls = server.url("/feed"), server.url("/other")
    row, other = scan(lake, *urls)
    assert server.paths == ["/feed"]
    assert row["wait_until"] == NOW + timedelta(hours=1)
    assert other["status"] == "error"
    assert "asked not to be asked again for 3,600 seconds" in other["error"]

    server.routes["/feed"] = cacheable(WELL)
    scan(lake, *urls, now=NOW + timedelta(minutes=59))
    assert server.paths == ["/feed"]
    rows = scan(lake, *urls, now=NOW + timedelta(minutes=61))
    assert server.paths == ["/feed", "/feed", "/other"]
    assert [(row["status"], row["wait_until"]) for row in rows] == [("active", None)] * 2


def test_a_wait_may_be_given_as_a_date(lake: Lake, server: Loopback) -> None:
    in_an_hour = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    server.routes["/feed"] = answer(429, Retry_After=in_an_hour)
    [row] = scan(lake, server.url("/feed"))
    assert timedelta(minutes=59) < row["wait_until"] - NOW <= timedelta(hours=1)


def test_a_gzip_bomb_is_not_inflated(lake: Lake, server: Loopback) -> None:
    bomb = gzip.compress(b" " * 200_000_000, 9)
    server.routes["/feed"] = answer(200, bomb, Content_Encoding="gzip")
    row, most = traced(lake, server.url("/feed"))
    assert "larger than 200,000 bytes" in row["error"]
    assert most < 4_000_000
    small = gzip.compress(b" " * 5_000_000, 9)
    assert len(small) < LIMIT_BYTES
    server.routes["/feed"] = answer(200, small, Content_Encoding="gzip")
    row, most = traced(lake, server.url("/feed"))
    assert row["error"].endswith("larger than 200,000 bytes after decompression")
    assert most < 4_000_000


def test_a_body_of_a_gigabyte_is_cut_at_the_cap(lake: Lake, server: Loopback) -> None:
    server.routes["/feed"] = endless(1_000_000_000)
    row, most = traced(lake, server.url("/feed"))
    assert row["error"].endswith("larger than 200,000 bytes after decompression")
    assert most < 4_000_000
    assert server.bytes_sent < 20_000_000  # what the system's buffers took before the connection was closed


def traced(lake: Lake, url: str) -> tuple[dict[str, Any], int]:
    """Scan one feed; return its row and the most memory that Python held meanwhile, in bytes."""
    tracemalloc.start()
    try:
        [row] = scan(lake, url)
        return row, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_an_entity_bomb_is_not_set_off(lake: Lake, server: Loopback) -> None:
    server.routes["/feed"] = answer(200, LAUGHS)
    [row] = scan(lake, server.url("/feed"))
    assert len(row["title"] or "") < 1000
    assert row["status"] in ("active", "error")
    assert (row["status"] == "error") == (row["error"] is not None)


def test_an_external_entity_is_not_fetched(lake: Lake, server: Loopback, tmp_path: Path) -> None:
    secret = tmp_path / "keys.txt"
    secret.write_text("the keys of the harbour office")
    entities = f'<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b SYSTEM "{server.url("/secret")}">'
    document = f'<!DOCTYPE rss [{entities}]><rss version="2.0"><channel><title>&a;&b;</title></channel></rss>'
    server.routes |= {"/feed": answer(200, document.encode()), "/secret": answer(200, b"harbour")}
    [row] = scan(lake, server.url("/feed"))
    assert server.paths == ["/feed"]
    assert "harbour" not in str(row)


def test_a_name_that_resolves_to_a_private_address_is_not_asked(
    lake: Lake, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = server.server_address[1]
    server.routes["/feed"] = cacheable(WELL)

    def resolve(_host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        addresses = ("93.184.216.34", "127.0.0.1")  # one good address does not excuse the other
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    [row] = scan(lake, f"http://quay.example:{port}/feed", fetcher=partial(quick_fetcher, allow_private=False))
    assert "quay.example is at 127.0.0.1, a private address" in row["error"]
    assert server.paths == []


def test_a_wrong_charset_costs_no_letter(lake: Lake, server: Loopback) -> None:
    said, meant = 'encoding="utf-8"', "windows-1252"
    text = f'<?xml version="1.0" {said}?>' + feed("K\u00f8benhavn").decode()
    server.routes["/feed"] = answer(200, text.encode(meant), Content_Type="application/rss+xml")
    scan(lake, server.url("/feed"))
    assert [row["title"] for row in read(lake)] == ["K\u00f8benhavn"]
