"""A scan over loopback HTTP: what a feed's answers change in its row, and when a transcript is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import stamina
from pytest_httpserver import HTTPServer

from assets.podcasts.opml import FeedEntry
from orchestration.http import Fetcher
from orchestration.http.robots import Robots
from orchestration.lake import Lake
from orchestration.scanning.episodes import read_episodes
from orchestration.scanning.feeds import scan_feeds
from orchestration.scanning.local import LocalTranscripts
from orchestration.scanning.transcript import TranscriptReader
from orchestration.scanning.transcripts import fetch_transcripts, transcripts_to_fetch
from orchestration.tables import EPISODES, FEEDS, TRANSCRIPTS
from tests.unit.orchestration.conftest import NOW, MakeFrame

LATER = NOW + timedelta(hours=3)

Row = dict[str, Any]


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


def make_fetcher() -> Fetcher:
    return Fetcher(
        user_agent="Briefcast/test", timeout_seconds=5, limit_seconds=5, limit_bytes=100_000, allow_private=True
    )


def feed(*titles: str, transcript: str = "", channel: str = "") -> bytes:
    """Return a feed with an episode for each title; all of them name the same transcript."""
    tag = f'<podcast:transcript url="{transcript}" type="text/vtt"/>' if transcript else ""
    items = "".join(
        f"<item><title>{title}</title><guid>{title}</guid><pubDate>Tue, 04 Mar 2025 06:00:00 GMT</pubDate>{tag}</item>"
        for title in titles
    )
    namespace = 'xmlns:podcast="https://podcastindex.org/namespace/1.0"'
    title = "<title>Quay Notes</title>"
    return f'<rss version="2.0" {namespace}><channel>{title}{channel}{items}</channel></rss>'.encode()


def scan(lake: Lake, *urls: str, now: datetime = NOW) -> list[Row]:
    async def ask() -> pl.DataFrame:
        async with make_fetcher() as fetcher:
            listed = [FeedEntry(url, None) for url in urls]
            return await scan_feeds(listed, lake, fetcher, now, lambda _count: None)

    frame = asyncio.run(ask())
    lake.write(FEEDS, frame)
    return frame.to_dicts()


def read(lake: Lake, now: datetime = NOW) -> list[Row]:
    frame = read_episodes(lake, now)
    lake.write(EPISODES, frame)
    return frame.to_dicts()


def fetch(lake: Lake, now: datetime = NOW) -> list[Row]:
    async def ask() -> pl.DataFrame:
        async with make_fetcher() as fetcher:
            robots = Robots(fetcher, Path(lake.root) / "robots", "Briefcast/test", now)
            reader = TranscriptReader(lake, fetcher, robots, now, LocalTranscripts.of(lake))
            return await fetch_transcripts(lake, transcripts_to_fetch(lake, now), reader, lambda _count: None)

    frame = asyncio.run(ask())
    lake.write(TRANSCRIPTS, frame)
    return frame.to_dicts()


def test_a_feed_is_read_and_its_document_kept(lake: Lake, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data(feed("Grain", "Silos"), headers={"ETag": '"v1"'})
    [row] = scan(lake, httpserver.url_for("/feed"))
    assert (row["status"], row["title"], row["episode_count"], row["etag"]) == ("active", "Quay Notes", 2, '"v1"')
    assert lake.get_file(row["content_sha256"]) == feed("Grain", "Silos")


def test_a_feed_that_did_not_change_keeps_its_row(lake: Lake, httpserver: HTTPServer) -> None:
    httpserver.expect_ordered_request("/feed").respond_with_data(feed("Grain"), headers={"ETag": '"v1"'})
    httpserver.expect_ordered_request("/feed", headers={"If-None-Match": '"v1"'}).respond_with_data(status=304)
    [first] = scan(lake, httpserver.url_for("/feed"))
    [second] = scan(lake, httpserver.url_for("/feed"), now=LATER)
    assert (second["status"], second["http_status"], second["last_scanned_at"]) == ("active", 304, LATER)
    for column in ("show_id", "title", "content_sha256", "last_changed_at", "episode_count", "etag"):
        assert second[column] == first[column]


def test_a_permanent_move_is_remembered_and_the_show_stays_the_same(lake: Lake, httpserver: HTTPServer) -> None:
    httpserver.expect_ordered_request("/old").respond_with_data(status=301, headers={"Location": "/new"})
    httpserver.expect_ordered_request("/new").respond_with_data(feed("Grain"))
    httpserver.expect_ordered_request("/new").respond_with_data(feed("Grain", "Silos"))
    [first] = scan(lake, httpserver.url_for("/old"))
    [second] = scan(lake, httpserver.url_for("/old"), now=LATER)
    assert first["feed_url"] == second["feed_url"] == httpserver.url_for("/new")
    assert (second["show_id"], second["episode_count"]) == (first["show_id"], 2)
    assert second["listed_url"] == httpserver.url_for("/old")


def test_a_feed_that_is_gone_is_retired_and_never_asked_again(lake: Lake, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data(status=410)
    for now in (NOW, LATER):
        [row] = scan(lake, httpserver.url_for("/feed"), now=now)
        assert (row["status"], row["http_status"]) == ("retired", 410)
    assert len(httpserver.log) == 1


def test_a_feed_that_fails_costs_only_itself_and_keeps_what_is_known(lake: Lake, httpserver: HTTPServer) -> None:
    httpserver.expect_ordered_request("/a").respond_with_data(feed("Grain"))
    httpserver.expect_ordered_request("/b").respond_with_data(feed("Cranes"))
    httpserver.expect_ordered_request("/a").respond_with_data(status=404)
    httpserver.expect_ordered_request("/b").respond_with_data(feed("Cranes", "Ropes"))
    urls = httpserver.url_for("/a"), httpserver.url_for("/b")
    scan(lake, *urls)
    failed, well = scan(lake, *urls, now=LATER)
    assert (failed["status"], failed["http_status"], failed["title"]) == ("error", 404, "Quay Notes")
    assert failed["error"] == f"{urls[0]}: HTTP 404"
    assert failed["content_sha256"] is not None
    assert (well["status"], well["episode_count"]) == ("active", 2)


def test_a_document_that_is_no_feed_is_an_error_of_its_row(lake: Lake, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data(b"<html>Sign in</html>", headers={"ETag": '"v1"'})
    [row] = scan(lake, httpserver.url_for("/feed"))
    assert row["status"] == "error"
    assert row["error"].startswith(f"{httpserver.url_for('/feed')}: ")
    assert row["etag"] is None


def test_a_feed_that_asks_not_to_be_used_is_blocked_and_its_episodes_are_not_read(
    lake: Lake, httpserver: HTTPServer
) -> None:
    blocking = feed("Grain", channel="<podcast:block>yes</podcast:block>")
    httpserver.expect_request("/feed").respond_with_data(blocking)
    [row] = scan(lake, httpserver.url_for("/feed"))
    assert row["status"] == "blocked"
    assert read(lake) == []


def test_a_feed_that_is_no_longer_listed_stays_as_unlisted(lake: Lake, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(feed("Grain"))
    httpserver.expect_request("/b").respond_with_data(feed("Cranes"))
    scan(lake, httpserver.url_for("/a"), httpserver.url_for("/b"))
    rows = scan(lake, httpserver.url_for("/b"), now=LATER)
    assert {row["listed_url"]: row["status"] for row in rows} == {
        httpserver.url_for("/b"): "active",
        httpserver.url_for("/a"): "unlisted",
    }


def test_one_podcast_at_two_addresses_is_used_once(lake: Lake, httpserver: HTTPServer) -> None:
    guid = "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>"
    httpserver.expect_request("/a").respond_with_data(feed("Grain", channel=guid))
    httpserver.expect_request("/b").respond_with_data(feed("Grain", channel=guid))
    first, second = scan(lake, httpserver.url_for("/a"), httpserver.url_for("/b"))
    assert (first["status"], second["status"]) == ("active", "blocked")
    assert f"the same podcast as {first['listed_url']}" in second["error"]
    assert len(read(lake)) == 1


def test_an_episode_that_the_feed_dropped_is_kept(lake: Lake, httpserver: HTTPServer) -> None:
    httpserver.expect_ordered_request("/feed").respond_with_data(feed("Grain"))
    httpserver.expect_ordered_request("/feed").respond_with_data(feed("Silos"))
    for now in (NOW, LATER):
        scan(lake, httpserver.url_for("/feed"), now=now)
        rows = read(lake, now)
    assert {row["title"]: row["first_seen_at"] for row in rows} == {"Grain": NOW, "Silos": LATER}


def test_a_transcript_is_fetched_once(lake: Lake, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data(feed("Grain", transcript="/t.vtt"))
    httpserver.expect_oneshot_request("/t.vtt").respond_with_data(b"WEBVTT")
    scan(lake, httpserver.url_for("/feed"))
    read(lake)
    [row] = fetch(lake)
    assert (row["status"], row["byte_count"], row["attempt_count"]) == ("ok", 6, 1)
    assert lake.get_file(row["sha256"]) == b"WEBVTT"
    assert transcripts_to_fetch(lake, NOW + timedelta(days=30)) == []


def test_a_transcript_at_a_new_address_is_fetched_anew(lake: Lake, httpserver: HTTPServer) -> None:
    for name in ("one", "two"):
        httpserver.expect_ordered_request("/feed").respond_with_data(feed("Grain", transcript=f"/{name}.vtt"))
        httpserver.expect_ordered_request(f"/{name}.vtt").respond_with_data(name.encode())
        scan(lake, httpserver.url_for("/feed"))
        read(lake)
        [row] = fetch(lake)
        assert lake.get_file(row["sha256"]) == name.encode()


def test_a_transcript_that_failed_is_asked_for_again_later_and_later(lake: Lake, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data(feed("Grain", transcript="/t.vtt"))
    httpserver.expect_request("/t.vtt").respond_with_data(status=404)
    scan(lake, httpserver.url_for("/feed"))
    read(lake)
    now = NOW
    for hours in (1, 2, 4):
        [row] = fetch(lake, now)
        assert (row["status"], row["http_status"]) == ("error", 404)
        assert row["error"] == f"{httpserver.url_for('/t.vtt')}: HTTP 404"
        assert transcripts_to_fetch(lake, now + timedelta(hours=hours, seconds=-1)) == []
        now += timedelta(hours=hours)
        assert len(transcripts_to_fetch(lake, now)) == 1


def test_a_transcript_that_keeps_failing_is_asked_for_once_a_week(
    lake: Lake, frame_of: MakeFrame, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/feed").respond_with_data(feed("Grain", transcript="/t.vtt"))
    scan(lake, httpserver.url_for("/feed"))
    [episode] = read(lake)
    tried = {"episode_id": episode["episode_id"], "url": httpserver.url_for("/t.vtt"), "status": "error"}
    lake.write(TRANSCRIPTS, frame_of(TRANSCRIPTS, tried | {"fetched_at": NOW, "attempt_count": 30}))
    assert transcripts_to_fetch(lake, NOW + timedelta(days=7, seconds=-1)) == []
    assert len(transcripts_to_fetch(lake, NOW + timedelta(days=7))) == 1
