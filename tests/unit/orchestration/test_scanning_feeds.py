"""The life of a feed: what its answers change in its row, and whom a scan asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import dagster as dg
import pytest
import stamina

from orchestration.jobs import scan_every_hour
from orchestration.lake import Lake
from orchestration.scanning.feeds import known_feeds
from orchestration.scanning.pages import MOST_PAGES
from orchestration.scanning.report import answered_check, scan_metadata
from orchestration.tables import FEEDS
from tests.unit.orchestration.conftest import NOW
from tests.unit.orchestration.loopback import Loopback, Respond, answer, cacheable, in_turn, loopback
from tests.unit.orchestration.scans import document, feed, item, read, scan

LATER = NOW + timedelta(hours=3)
GUID = "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>"


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback() as made:
        yield made


def test_a_feed_is_read_and_its_document_kept(lake: Lake, server: Loopback) -> None:
    server.routes["/feed"] = cacheable(feed("Grain", "Silos"))
    [row] = scan(lake, server.url("/feed"))
    assert (row["status"], row["title"], row["episode_count"], row["etag"]) == ("active", "Quay Notes", 2, '"v1"')
    assert (row["new_episode_count"], row["byte_count"]) == (2, len(feed("Grain", "Silos")))
    assert lake.get_file(row["content_sha256"]) == feed("Grain", "Silos")
    assert known_feeds(lake) == {server.url("/feed")}


def test_a_feed_that_did_not_change_costs_one_conditional_request_and_keeps_its_row(
    lake: Lake, server: Loopback
) -> None:
    server.routes["/feed"] = cacheable(feed("Grain"))
    [first] = scan(lake, server.url("/feed"))
    [second] = scan(lake, server.url("/feed"), now=LATER)
    assert (second["status"], second["http_status"], second["last_scanned_at"]) == ("active", 304, LATER)
    assert second["new_episode_count"] == 0
    for column in ("show_id", "title", "content_sha256", "last_changed_at", "episode_count", "etag"):
        assert second[column] == first[column]
    assert [headers.get("if-none-match") for _, headers in server.requests] == [None, '"v1"']


def test_the_same_document_of_a_server_without_validators_is_no_news(lake: Lake, server: Loopback) -> None:
    server.routes["/feed"] = answer(200, feed("Grain"))
    [first] = scan(lake, server.url("/feed"))
    read(lake)
    [second] = scan(lake, server.url("/feed"), now=LATER)
    assert (second["http_status"], second["last_changed_at"]) == (200, NOW)
    assert second["content_sha256"] == first["content_sha256"]
    assert second["new_episode_count"] == 0


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_move_is_remembered_and_the_show_stays_the_same(lake: Lake, server: Loopback, status: int) -> None:
    server.routes |= {"/old": answer(status, Location="/new"), "/new": in_turn(*map(answer_feed, ("", "Silos")))}
    [first] = scan(lake, server.url("/old"))
    [second] = scan(lake, server.url("/old"), now=LATER)
    assert server.paths == ["/old", "/new", "/new"]
    assert first["feed_url"] == second["feed_url"] == server.url("/new")
    assert (second["show_id"], second["episode_count"]) == (first["show_id"], 2)
    assert second["listed_url"] == server.url("/old")


def answer_feed(more: str) -> Respond:
    return answer(200, feed("Grain", *([more] if more else [])))


def test_a_chain_of_moves_is_permanent_only_as_far_as_its_permanent_steps_lead(lake: Lake, server: Loopback) -> None:
    server.routes |= {
        "/a": answer(301, Location="/b"),
        "/b": answer(308, Location="/c"),
        "/c": answer(302, Location="/d"),
        "/d": answer(301, Location="/e"),
        "/e": answer(200, feed("Grain")),
    }
    [row] = scan(lake, server.url("/a"))
    assert row["feed_url"] == server.url("/c")


def test_the_new_address_that_a_feed_names_is_asked_next_time_and_without_the_old_ones_validators(
    lake: Lake, server: Loopback
) -> None:
    moved = feed("Grain", channel=f"<itunes:new-feed-url>{server.url('/new')}</itunes:new-feed-url>")
    server.routes |= {"/old": cacheable(moved), "/new": cacheable(feed("Grain", "Silos"))}
    scan(lake, server.url("/old"))
    [row] = scan(lake, server.url("/old"), now=LATER)
    assert server.paths == ["/old", "/new"]
    assert "if-none-match" not in server.requests[1][1]
    assert (row["feed_url"], row["episode_count"]) == (server.url("/new"), 2)


def test_a_new_address_that_keeps_failing_is_given_up_for_the_listed_one(lake: Lake, server: Loopback) -> None:
    moved = feed("Grain", channel=f"<itunes:new-feed-url>{server.url('/new')}</itunes:new-feed-url>")
    server.routes["/old"] = cacheable(moved)
    for hours in range(4):
        [row] = scan(lake, server.url("/old"), now=NOW + timedelta(hours=hours))
    assert server.paths == ["/old", "/new", "/new", "/new"]
    assert row["feed_url"] == server.url("/old")


def test_two_listed_addresses_that_moved_to_one_are_asked_once(lake: Lake, server: Loopback) -> None:
    server.routes |= {"/a": answer(301, Location="/b"), "/b": cacheable(feed("Grain"))}
    urls = server.url("/b"), server.url("/a")
    first, second = scan(lake, *urls)
    assert (first["status"], second["status"]) == ("active", "blocked")
    assert f"the same podcast as {first['listed_url']} (moved to one address)" in second["error"]
    server.requests.clear()
    scan(lake, *urls, now=LATER)
    assert server.paths == ["/b"]
    assert len(read(lake)) == 1


def test_one_podcast_at_two_addresses_is_used_once(lake: Lake, server: Loopback) -> None:
    server.routes |= {path: cacheable(feed("Grain", channel=GUID)) for path in ("/a", "/b")}
    first, second = scan(lake, server.url("/a"), server.url("/b"))
    assert (first["status"], second["status"]) == ("active", "blocked")
    assert f"the same podcast as {first['listed_url']} (podcast:guid)" in second["error"]
    assert len(read(lake)) == 1


def test_a_feed_that_is_gone_is_kept_and_never_asked_again(lake: Lake, server: Loopback) -> None:
    server.routes["/feed"] = in_turn(cacheable(feed("Grain")), answer(410))
    scan(lake, server.url("/feed"))
    for hours in (1, 2, 30 * 24):
        [row] = scan(lake, server.url("/feed"), now=NOW + timedelta(hours=hours))
        assert (row["status"], row["http_status"], row["title"]) == ("retired", 410, "Quay Notes")
        assert row["next_scan_at"] is None
    assert server.paths == ["/feed"] * 2


def test_a_feed_that_asks_not_to_be_used_is_blocked_and_its_episodes_are_not_read(lake: Lake, server: Loopback) -> None:
    server.routes["/feed"] = cacheable(feed("Grain", channel="<podcast:block>yes</podcast:block>"))
    for now in (NOW, LATER):
        [row] = scan(lake, server.url("/feed"), now=now)
        assert row["status"] == "blocked"
        assert "asks not to be used" in row["error"]
    assert read(lake) == []


def test_a_feed_that_is_no_longer_listed_stays_as_unlisted_and_comes_back_with_the_list(
    lake: Lake, server: Loopback
) -> None:
    server.routes |= {path: cacheable(feed(path)) for path in ("/a", "/b")}
    scan(lake, server.url("/a"), server.url("/b"))
    rows = scan(lake, server.url("/b"), now=LATER)
    statuses = {row["listed_url"]: row["status"] for row in rows}
    assert statuses == {server.url("/b"): "active", server.url("/a"): "unlisted"}
    assert server.paths == ["/a", "/b", "/b"]
    rows = scan(lake, server.url("/a"), server.url("/b"), now=LATER, only_due=True)
    assert {row["status"] for row in rows} == {"active"}


def test_a_scheduled_scan_asks_the_feeds_that_are_due_and_one_by_hand_asks_all(lake: Lake, server: Loopback) -> None:
    server.routes |= {"/daily": cacheable(feed("Mon", "Tue", day=3)), "/silent": cacheable(feed("Once", day=1))}
    urls = server.url("/daily"), server.url("/silent")
    daily, silent = scan(lake, *urls)
    assert NOW + timedelta(hours=2) < daily["next_scan_at"] < NOW + timedelta(hours=3) < silent["next_scan_at"]
    server.requests.clear()
    for minutes in (5, 65, 180):
        scan(lake, *urls, now=NOW + timedelta(minutes=minutes), only_due=True)
    assert server.paths == ["/daily"]
    scan(lake, *urls, now=NOW + timedelta(minutes=181))
    assert sorted(server.paths) == ["/daily", "/daily", "/silent"]


def test_the_hourly_schedule_asks_only_what_is_due() -> None:
    context = dg.build_schedule_context(scheduled_execution_time=NOW)
    with dg.instance_for_test():
        request = scan_every_hour(context)
    assert isinstance(request, dg.RunRequest)
    assert request.run_config == {"ops": {"podcasts__feeds": {"config": {"only_due": True}}}}


def test_a_failing_feed_is_asked_less_and_less_often(lake: Lake, server: Loopback) -> None:
    waits = []
    now: datetime = NOW
    for _ in range(10):
        [row] = scan(lake, server.url("/feed"), now=now, only_due=True)
        waits.append((row["next_scan_at"] - now) / timedelta(hours=1))
        now = row["next_scan_at"]
    assert [round(wait / waits[0]) for wait in waits[:8]] == [1, 2, 4, 8, 16, 32, 64, 128]
    assert 1 <= waits[0] <= 1.1
    assert waits[8] == waits[9] <= 7 * 24 * 1.1
    assert row["failure_count"] == 10


def paged(server: Loopback, *titles: str, channel: str = "") -> None:
    """Serve a feed whose every page holds one episode and leads to the next, older one; the first is /feed."""
    for index, title in enumerate(titles):
        path = f"/feed{index or ''}"
        link = f'<atom:link rel="next" href="{server.url(f"/feed{index + 1}")}"/>' if index + 1 < len(titles) else ""
        server.routes[path] = cacheable(document(item(title, day=20 - index % 20), link), etag=f'"{title}"')


def test_older_pages_are_read_when_a_feed_is_first_seen_and_not_again(lake: Lake, server: Loopback) -> None:
    paged(server, "Newest", "Older", "Oldest")
    [row] = scan(lake, server.url("/feed"))
    assert server.paths == ["/feed", "/feed1", "/feed2"]
    assert row["new_episode_count"] == 3
    assert {episode["title"] for episode in read(lake)} == {"Newest", "Older", "Oldest"}
    server.routes["/feed"] = cacheable(
        document(item("News") + item("Newest"), f'<atom:link rel="next" href="{server.url("/feed1")}"/>'), etag='"2"'
    )
    server.requests.clear()
    [row] = scan(lake, server.url("/feed"), now=LATER)
    assert server.paths == ["/feed"]
    assert row["new_episode_count"] == 1
    assert {episode["title"] for episode in read(lake, LATER)} == {"News", "Newest", "Older", "Oldest"}


def test_a_feed_that_grew_past_its_page_is_followed_back_to_what_is_known(lake: Lake, server: Loopback) -> None:
    paged(server, "3", "2", "1")
    scan(lake, server.url("/feed"))
    read(lake)
    paged(server, "6", "5", "4", "3", "2", "1")
    server.requests.clear()
    scan(lake, server.url("/feed"), now=LATER)
    assert server.paths == ["/feed", "/feed1", "/feed2", "/feed3"]
    assert {episode["title"] for episode in read(lake, LATER)} == {"1", "2", "3", "4", "5", "6"}


def test_pages_that_lead_in_a_circle_or_on_for_ever_come_to_an_end(lake: Lake, server: Loopback) -> None:
    paged(server, *(f"episode {number}" for number in range(2 * MOST_PAGES)))
    scan(lake, server.url("/feed"))
    assert len(server.paths) == MOST_PAGES + 1
    server.requests.clear()
    server.routes["/circle"] = answer(200, document(item("Round"), '<atom:link rel="next" href="/circle"/>'))
    scan(lake, server.url("/circle"))
    assert server.paths == ["/circle"]


def test_the_report_names_the_failed_feeds_first_and_why(lake: Lake, server: Loopback) -> None:
    server.routes["/well"] = cacheable(feed("Grain"))
    scan(lake, server.url("/well"), server.url("/broken"))
    feeds = lake.read(FEEDS)
    metadata = scan_metadata(feeds)
    head, _, first, second = metadata["scan"].value.splitlines()
    assert head == "| title | status | new episodes | bytes | milliseconds | error |"
    assert "HTTP 404" in first
    assert second.startswith("| Quay Notes | active | 1 |")
    assert (metadata["failed"], metadata["new_episodes"]) == (1, 1)
    check = answered_check(feeds)
    assert (check.passed, check.severity.value) == (False, "WARN")
    assert "/broken" in str(check.metadata["failed"].value)
    assert answered_check(feeds.filter(feeds["status"] == "active")).passed
