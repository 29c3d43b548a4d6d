"""Folders of transcripts on disk: from the list of feeds to segments, and which files are never read."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pytest_httpserver import HTTPServer

from assets.podcasts.feeds import TranscriptTag
from assets.podcasts.opml import FeedEntry
from orchestration.digest.segments import segment_days
from orchestration.feed_list import resolve
from orchestration.http import Fetcher
from orchestration.http.robots import Robots
from orchestration.lake import Lake
from orchestration.scanning.episodes import read_episodes
from orchestration.scanning.feeds import scan_feeds
from orchestration.scanning.local import LocalTranscripts
from orchestration.scanning.transcript import TranscriptReader, Wanted
from orchestration.scanning.transcripts import fetch_transcripts, transcripts_to_fetch
from orchestration.tables import EPISODES, FEEDS, SEGMENTS, TRANSCRIPTS, UNREADABLE
from tests.unit.orchestration.conftest import NOW

DAY = date(2025, 3, 4)
LIMIT = 2_000
LOCKS = b"---\ntitle: The new lock\ndate: 2025-03-04\n---\nAnna Keller: The gates are ninety years old.\n"
GRAIN = b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ben Okoro>Grain is dearer than last year.\n"

Row = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two talks, one with front matter and one with a sidecar."""
    talks = tmp_path / "talks"
    talks.mkdir()
    (talks / "locks.md").write_bytes(LOCKS)
    (talks / "grain.vtt").write_bytes(GRAIN)
    (talks / "grain.yaml").write_text("title: Grain\ndate: 2025-03-04\n", encoding="utf-8")
    return talks


def make_fetcher() -> Fetcher:
    return Fetcher(
        user_agent="Briefcast/test", timeout_seconds=30, limit_seconds=30, limit_bytes=LIMIT, allow_private=True
    )


def no_fetch(url: str) -> bytes:
    raise AssertionError(f"{url} is local")


def scan(lake: Lake, *sources: str | Path, hours: int = 0) -> int:
    """Scan local sources as a run does; return how many episodes' transcripts were asked for."""
    return scan_listed(lake, resolve([str(source) for source in sources], no_fetch), NOW + timedelta(hours=hours))


def scan_listed(lake: Lake, listed: list[FeedEntry], now: datetime = NOW) -> int:
    list_folders(lake, listed, now)
    wanted = transcripts_to_fetch(lake, now)
    fetch(lake, wanted, now)
    return len(wanted)


def list_folders(lake: Lake, listed: list[FeedEntry], now: datetime = NOW) -> None:
    async def ask() -> pl.DataFrame:
        async with make_fetcher() as fetcher:
            return await scan_feeds(listed, lake, fetcher, now, lambda _count: None)

    lake.write(FEEDS, asyncio.run(ask()))
    lake.write(EPISODES, read_episodes(lake, now))


def fetch(lake: Lake, wanted: Sequence[Wanted], now: datetime = NOW) -> None:
    async def ask() -> pl.DataFrame:
        async with make_fetcher() as fetcher:
            robots = Robots(fetcher, Path(lake.root) / "robots", "Briefcast/test", now)
            reader = TranscriptReader(lake, fetcher, robots, now, LocalTranscripts.of(lake))
            return await fetch_transcripts(lake, wanted, reader, lambda _count: None)

    lake.write(TRANSCRIPTS, asyncio.run(ask()))


def spoken(lake: Lake, days: Sequence[date] = (DAY,)) -> list[tuple[str, str]]:
    segment_days(lake, days, lambda _count: None)
    return sorted((row["speaker"], row["text"]) for row in lake.read_days(SEGMENTS, days).iter_rows(named=True))


def transcript_of(lake: Lake, title: str) -> Row:
    joined = lake.read(EPISODES).select("episode_id", "title").join(lake.read(TRANSCRIPTS), on="episode_id")
    [row] = [row for row in joined.iter_rows(named=True) if row["title"] == title]
    return row


def test_a_folder_becomes_a_show_with_episodes_and_segments(lake: Lake, folder: Path) -> None:
    assert scan(lake, folder) == 2
    [feed] = lake.read(FEEDS).to_dicts()
    assert (feed["status"], feed["title"], feed["episode_count"]) == ("active", "talks", 2)
    assert sorted(lake.read(EPISODES)["title"]) == ["Grain", "The new lock"]
    assert spoken(lake) == [
        ("Anna Keller", "The gates are ninety years old."),
        ("Ben Okoro", "Grain is dearer than last year."),
    ]


def test_front_matter_is_not_speech(lake: Lake, folder: Path) -> None:
    scan(lake, folder)
    kept = lake.get_file(transcript_of(lake, "The new lock")["sha256"])
    assert kept == b"Anna Keller: The gates are ninety years old.\n"


def test_a_second_scan_reads_nothing_again(lake: Lake, folder: Path) -> None:
    scan(lake, folder)
    before = lake.read(FEEDS)["content_sha256"], lake.read(EPISODES), lake.read(TRANSCRIPTS)
    os.utime(folder / "locks.md", (0, 0))
    assert scan(lake, folder, hours=1) == 0
    assert (lake.read(FEEDS)["content_sha256"] == before[0]).all()
    assert lake.read(EPISODES).equals(before[1])
    assert lake.read(TRANSCRIPTS).equals(before[2])


def test_a_changed_file_redoes_its_episode_alone(lake: Lake, folder: Path) -> None:
    scan(lake, folder)
    spoken(lake)
    (folder / "locks.md").write_bytes(LOCKS + b"Ben Okoro: They leak.\n")
    assert scan(lake, folder, hours=1) == 1
    outcome = segment_days(lake, [DAY], lambda _count: None)
    assert outcome.episode_count == 1
    assert ("Ben Okoro", "They leak.") in spoken(lake)


def test_a_new_title_alone_redoes_no_speech(lake: Lake, folder: Path) -> None:
    scan(lake, folder)
    spoken(lake)
    (folder / "grain.yaml").write_text("title: Corn\ndate: 2025-03-04\n", encoding="utf-8")
    scan(lake, folder, hours=1)
    assert sorted(lake.read(EPISODES)["title"]) == ["Corn", "The new lock"]
    assert segment_days(lake, [DAY], lambda _count: None).episode_count == 0


def test_a_single_file_is_a_feed_with_its_sidecar_and_without_its_neighbours(lake: Lake, folder: Path) -> None:
    scan(lake, folder / "grain.vtt")
    assert lake.read(EPISODES)["title"].to_list() == ["Grain"]
    assert spoken(lake) == [("Ben Okoro", "Grain is dearer than last year.")]


@pytest.mark.parametrize("written", ["{uri}", "{uri}/", "talks", "./talks/"])
def test_a_list_on_this_machine_names_a_folder_by_address_or_beside_itself(
    lake: Lake, folder: Path, written: str
) -> None:
    opml = folder.parent / "feeds.opml"
    address = written.format(uri=folder.as_uri())
    opml.write_text(f'<opml version="2.0"><body><outline xmlUrl="{address}"/></body></opml>', encoding="utf-8")
    scan(lake, opml, folder)
    assert lake.read(FEEDS)["listed_url"].to_list() == [folder.as_uri()]
    assert len(spoken(lake)) == 2


def test_hidden_files_and_other_kinds_of_file_are_passed_over(lake: Lake, folder: Path) -> None:
    (folder / ".draft.txt").write_bytes(b"Anna: Not yet.\n")
    (folder / ".git").mkdir()
    (folder / ".git" / "notes.txt").write_bytes(b"Anna: Not this.\n")
    (folder / "cover.png").write_bytes(b"\x89PNG")
    scan(lake, folder)
    assert lake.read(EPISODES).height == 2


def test_a_file_that_is_no_transcript_goes_to_quarantine_by_name(lake: Lake, folder: Path) -> None:
    (folder / "2025-03-04-broken.json").write_bytes(b'{"segments": 7}')
    scan(lake, folder)
    assert len(spoken(lake)) == 2
    [row] = lake.read_day(UNREADABLE, DAY).to_dicts()
    assert "2025-03-04-broken.json" in row["detail"]
    assert row["reason"] == "unreadable_transcript"


def test_a_file_over_the_limit_is_an_error_of_its_own(lake: Lake, folder: Path) -> None:
    (folder / "long.txt").write_bytes(b"Anna: word.\n" * LIMIT)
    scan(lake, folder)
    row = transcript_of(lake, "long")
    assert row["status"] == "error"
    assert "long.txt" in row["error"]
    assert "larger than 2,000 bytes" in row["error"]
    assert len(spoken(lake)) == 2


def test_a_damaged_sidecar_holds_its_episode_back_until_it_is_mended(lake: Lake, folder: Path) -> None:
    (folder / "grain.yaml").write_text("title: [Grain\n", encoding="utf-8")
    scan(lake, folder)
    assert "grain.yaml, line 2: not YAML" in transcript_of(lake, "grain")["error"]
    (folder / "grain.yaml").write_text("title: Grain\ndate: 2025-03-04\n", encoding="utf-8")
    assert scan(lake, folder, hours=1) == 1
    assert transcript_of(lake, "Grain")["status"] == "ok"


def test_a_link_that_leads_outside_is_refused_and_one_inside_is_read(lake: Lake, folder: Path) -> None:
    secret = folder.parent / "secret.txt"
    secret.write_bytes(b"Anna: The password is swordfish.\n")
    (folder / "outside.txt").symlink_to(secret)
    (folder / "linked-folder").symlink_to(folder.parent)
    (folder / "inside.md").symlink_to(folder / "locks.md")
    scan(lake, folder)
    row = transcript_of(lake, "outside")
    assert (row["status"], row["sha256"]) == ("error", None)
    assert "outside of the folder; refused" in row["error"]
    assert transcript_of(lake, "Grain")["status"] == "ok"
    assert lake.read(EPISODES).height == 4
    assert b"swordfish" not in b"".join(file.read_bytes() for file in Path(lake.root).rglob("*") if file.is_file())


def test_a_link_that_is_turned_outside_after_listing_is_refused(lake: Lake, folder: Path) -> None:
    secret = folder.parent / "secret.txt"
    secret.write_bytes(b"Anna: The password is swordfish.\n")
    list_folders(lake, resolve([str(folder)], no_fetch))
    (folder / "locks.md").unlink()
    (folder / "locks.md").symlink_to(secret)
    fetch(lake, transcripts_to_fetch(lake, NOW))
    assert "refused" in transcript_of(lake, "The new lock")["error"]


def test_a_pipe_is_not_waited_for(lake: Lake, folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    scan(lake, folder)
    assert "not an ordinary file" in transcript_of(lake, "pipe")["error"]


def test_a_name_that_is_not_utf_8_costs_only_itself(lake: Lake, folder: Path) -> None:
    (Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt"))).write_bytes(b"Anna: Words.\n")
    scan(lake, folder)
    assert "not UTF-8; rename it" in transcript_of(lake, "caf\ufffd")["error"]
    assert len(spoken(lake)) == 2


def test_a_folder_that_is_gone_is_an_error_of_its_feed_and_loses_nothing(lake: Lake, folder: Path) -> None:
    listed = resolve([str(folder)], no_fetch)
    scan_listed(lake, listed)
    folder.rename(folder.with_name("elsewhere"))
    scan_listed(lake, listed)
    [feed] = lake.read(FEEDS).to_dicts()
    assert feed["status"] == "error"
    assert feed["error"].startswith(f"{folder.as_uri()}: ")
    assert lake.read(EPISODES).height == 2


def test_a_feed_that_was_fetched_reads_no_file(lake: Lake, folder: Path, httpserver: HTTPServer) -> None:
    """Neither by naming one, nor by being a listing, nor where the same file is listed by the user."""
    scan(lake, folder)
    listing = lake.get_file(lake.read(FEEDS)["content_sha256"][0])
    [url] = [row["url"] for row in lake.read(TRANSCRIPTS).iter_rows(named=True) if "locks" in row["url"]]
    rss = (
        '<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Evil</title>'
        f'<item><guid>1</guid><podcast:transcript url="{url}" type="text/plain"/>'
        f'<enclosure url="{url}" type="audio/mpeg"/></item></channel></rss>'
    )
    httpserver.expect_request("/rss").respond_with_data(rss)
    httpserver.expect_request("/listing").respond_with_data(listing)
    listed = [
        *resolve([str(folder)], no_fetch),
        *(FeedEntry(httpserver.url_for(path), None) for path in ("/rss", "/listing")),
    ]
    assert scan_listed(lake, listed) == 0
    statuses = {row["feed_url"]: row["status"] for row in lake.read(FEEDS).iter_rows(named=True)}
    assert statuses[httpserver.url_for("/listing")] == "error"
    [evil] = [row for row in lake.read(EPISODES).iter_rows(named=True) if row["guid"] == "1"]
    assert (evil["transcript_tags"], evil["audio_url"]) == ([], None)


def test_an_episode_of_another_show_cannot_borrow_a_folders_file(lake: Lake, folder: Path) -> None:
    """The table of transcripts itself is not trusted: a file is read for an episode of the folder that lists it."""
    scan(lake, folder)
    url = lake.read(TRANSCRIPTS)["url"][0]
    tag = TranscriptTag(url=url, type="text/plain", language=None, rel=None)
    fetch(lake, [Wanted("foreign", DAY, NOW, None, None, (tag,), {})])
    [foreign] = lake.read(TRANSCRIPTS).filter(pl.col("episode_id") == "foreign").to_dicts()
    assert (foreign["status"], foreign["sha256"]) == ("error", None)
    assert "no folder of yours lists" in foreign["error"]


def test_a_file_that_pretends_to_be_a_listing_is_refused(lake: Lake, folder: Path) -> None:
    scan(lake, folder)
    forged = folder.parent / "forged.xml"
    forged.write_bytes(lake.get_file(lake.read(FEEDS)["content_sha256"][0]).replace(b"talks", b"other"))
    scan(lake, forged)
    [feed] = [row for row in lake.read(FEEDS).iter_rows(named=True) if "forged" in row["feed_url"]]
    assert (feed["status"], feed["episode_count"]) == ("error", 0)
