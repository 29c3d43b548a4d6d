"""A scan in small: the three steps over a lake, with a fetcher that is quick to give up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

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
from tests.unit.orchestration.conftest import NOW

Row = dict[str, Any]
MakeFetcher = Callable[[], Fetcher]

LIMIT_BYTES = 200_000


def quick_fetcher(**changes: Any) -> Fetcher:
    options: dict[str, Any] = {"timeout_seconds": 30.0, "limit_seconds": 60.0, "allow_private": True}
    return Fetcher(user_agent="Briefcast/test", limit_bytes=LIMIT_BYTES, **options | changes)


def feed(*titles: str, transcript: str = "", channel: str = "", day: int = 4) -> bytes:
    """Return a feed with an episode for each title, a day apart, newest last; all name the same transcript."""
    tag = f'<podcast:transcript url="{transcript}" type="text/vtt"/>' if transcript else ""
    items = "".join(item(title, day=day + index, inner=tag) for index, title in enumerate(titles))
    return document(items, channel)


def item(title: str, *, guid: str | None = None, audio: str = "", day: int = 4, inner: str = "") -> str:
    """Return an item of March 2025; without a guid its title is its guid."""
    enclosure = f'<enclosure url="{audio}" type="audio/mpeg" length="1"/>' if audio else ""
    date = f"<pubDate>{day:02} Mar 2025 06:00:00 GMT</pubDate>"
    return f"<item><title>{title}</title><guid>{guid or title}</guid>{date}{enclosure}{inner}</item>"


def document(items: str, channel: str = "") -> bytes:
    namespaces = (
        'xmlns:podcast="https://podcastindex.org/namespace/1.0" '
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"'
    )
    title = "" if "<title>" in channel else "<title>Quay Notes</title>"
    return f'<rss version="2.0" {namespaces}><channel>{title}{channel}{items}</channel></rss>'.encode()


def scan(
    lake: Lake, *urls: str, now: datetime = NOW, fetcher: MakeFetcher = quick_fetcher, only_due: bool = False
) -> list[Row]:
    async def ask() -> pl.DataFrame:
        async with fetcher() as opened:
            listed = [FeedEntry(url, None) for url in urls]
            return await scan_feeds(listed, lake, opened, now, lambda _count: None, only_due=only_due)

    frame = asyncio.run(ask())
    lake.write(FEEDS, frame)
    return frame.to_dicts()


def read(lake: Lake, now: datetime = NOW) -> list[Row]:
    frame = read_episodes(lake, now)
    lake.write(EPISODES, frame)
    return frame.to_dicts()


def fetch(lake: Lake, now: datetime = NOW, fetcher: MakeFetcher = quick_fetcher) -> list[Row]:
    async def ask() -> pl.DataFrame:
        async with fetcher() as opened:
            robots = Robots(opened, Path(lake.root) / "robots", "Briefcast/test", now)
            reader = TranscriptReader(lake, opened, robots, now, LocalTranscripts.of(lake))
            return await fetch_transcripts(lake, transcripts_to_fetch(lake, now), reader, lambda _count: None)

    frame = asyncio.run(ask())
    lake.write(TRANSCRIPTS, frame)
    return frame.to_dicts()


def scan_all(lake: Lake, *urls: str, now: datetime = NOW) -> tuple[list[Row], list[Row], list[Row]]:
    """Do the three steps; return the rows of feeds, episodes and transcripts."""
    return scan(lake, *urls, now=now), read(lake, now), fetch(lake, now)
