"""Asking one feed, and what its answer changes in its row.

What belongs here: the life of a feed (active, error, retired, blocked). What does not: HTTP (orchestration.http), the
document's format (assets.podcasts.feeds), its older pages (pages.py), when it is asked again (rhythm.py).
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import polars as pl

from assets.podcasts.feeds import Feed, FeedEpisode, FeedError
from assets.podcasts.identifiers import show_guid
from assets.podcasts.local import LOCAL_SCHEME, parse_source
from orchestration.http import Answer, Fetcher, FetchError, HostHeldError
from orchestration.lake import Lake
from orchestration.scanning.hosts import Row
from orchestration.scanning.local import read_source
from orchestration.scanning.pages import Page, older_pages
from orchestration.scanning.rhythm import episode_gap, next_scan

FEED_TYPES: Final = "application/rss+xml, application/atom+xml;q=0.9, application/xml;q=0.8, */*;q=0.5"
# A new address that keeps failing was a mistake: after so many scans the listed one is asked again.
FAILURES_BEFORE_RETURN: Final = 3


@dataclass(frozen=True, slots=True)
class FeedReader:
    """Asks feeds in one scan.

    Attributes:
        lake: takes the documents.
        fetcher: asks.
        now: the time of the scan, UTC.
        seen: `show_id`, `guid` and `audio_url` of every known episode.
    """

    lake: Lake
    fetcher: Fetcher
    now: datetime
    seen: pl.DataFrame

    async def ask(self, row: Row) -> Row:
        """Ask a feed for news and return its new row; whatever its server does is told there."""
        try:
            answer = await self._get(row)
        except HostHeldError as error:
            return self._held(row, error)
        except FetchError as error:
            return self._failed(row, f"{row['feed_url']}: {error}", error)
        asked = row | {
            "feed_url": answer.url,
            "http_status": answer.status,
            "byte_count": len(answer.content or b""),
            "elapsed_milliseconds": answer.elapsed_milliseconds,
            "last_scanned_at": self.now,
            "new_episode_count": 0,
            "wait_until": None,
        }
        if answer.content is None:
            return self._answered(asked)
        return await self._read(asked, answer, answer.content)

    async def _get(self, row: Row) -> Answer:
        url = row["feed_url"]
        if not url.startswith(LOCAL_SCHEME):
            return await self.fetcher.get(url, etag=row["etag"], last_modified=row["last_modified"], accept=FEED_TYPES)
        earlier = self.lake.get_file(row["content_sha256"]) if row["content_sha256"] else None
        return await asyncio.to_thread(read_source, url, self.fetcher.limit_bytes, earlier)

    def _held(self, row: Row, error: HostHeldError) -> Row:
        """The host asked for patience earlier in this scan; the feed was not asked."""
        held = row | {"wait_until": self.now + timedelta(seconds=error.retry_after_seconds or 0.0)}
        if row["status"] is None:
            held |= {"status": "error", "error": f"{row['feed_url']}: {error}"}
        return held | {"next_scan_at": next_scan(held, self.now)}

    def _failed(self, row: Row, message: str, error: FetchError | None = None) -> Row:
        wait = error.retry_after_seconds if error else None
        failed = row | {
            "status": "retired" if error and error.status == 410 else "error",
            "error": message,
            "last_scanned_at": self.now,
            "new_episode_count": 0,
            "failure_count": (row["failure_count"] or 0) + 1,
            "wait_until": self.now + timedelta(seconds=wait) if wait else None,
        }
        if error:
            failed |= {"http_status": error.status, "byte_count": None, "elapsed_milliseconds": None}
        if failed["failure_count"] >= FAILURES_BEFORE_RETURN and row["feed_url"] != row["listed_url"]:
            failed |= {"feed_url": row["listed_url"], "etag": None, "last_modified": None}
        return failed | {"next_scan_at": None if failed["status"] == "retired" else next_scan(failed, self.now)}

    def _answered(self, row: Row) -> Row:
        """What an answer without news changes: it brings back a feed that could not be reached."""
        # What the document said still holds.
        is_blocked = row["status"] == "blocked"
        damaged = f"{row['feed_url']}: read as far as it goes: {row['damage']}" if row["damage"] else None
        answered = row | {
            "status": "blocked" if is_blocked else "active",
            "error": row["error"] if is_blocked else damaged,
            "failure_count": 0,
        }
        return answered | {"next_scan_at": next_scan(answered, self.now)}

    async def _read(self, row: Row, answer: Answer, content: bytes) -> Row:
        validators = {"etag": answer.etag, "last_modified": answer.last_modified}
        if hashlib.sha256(content).hexdigest() == row["content_sha256"]:
            # A server without validators, or one that renews them: the same document is no news.
            return self._answered(row | (validators if row["damage"] is None else {}))
        try:
            # In a thread: a large document takes seconds to read, and other hosts are waiting for us.
            feed = await asyncio.to_thread(parse_source, content, answer.url, answer.content_type)
        except FeedError as error:
            # Validators are not kept: the same broken document is to be asked for again, in the hope that it is mended.
            return self._failed(row, f"{answer.url}: {error}") | {"etag": None, "last_modified": None}
        pages = await self._older_pages(row, feed)
        every = [*feed.episodes, *(episode for page in pages for episode in page.feed.episodes)]
        episodes = [episode for episode in every if not episode.is_blocked]
        sha256 = await asyncio.to_thread(self.lake.put_file, content)
        read = row | _described(row, feed) | _episode_figures(episodes)
        # A document that is damaged, or that names an older address, is asked for again whole.
        read |= validators if feed.damage is None else {"etag": None, "last_modified": None}
        read |= {
            "status": "blocked" if feed.is_blocked else "active",
            "error": f"{answer.url}: the feed asks not to be used (podcast:block)" if feed.is_blocked else None,
            "content_sha256": sha256,
            "content_type": answer.content_type,
            "page_sha256s": [page.sha256 for page in pages],
            "new_episode_count": 0 if feed.is_blocked else self._new_count(read["show_id"], episodes),
            "last_changed_at": self.now,
        }
        return self._answered(_moved(read, feed))

    async def _older_pages(self, row: Row, feed: Feed) -> list[Page]:
        """Follow the older pages of a feed that is seen for the first time, or that grew past its first page."""
        seen = self._seen_keys(row["show_id"])
        if feed.is_blocked or feed.next_page_url is None or any(_key(episode) in seen for episode in feed.episodes):
            return []
        return await older_pages(feed, row["feed_url"], self.lake, self.fetcher, lambda e: _key(e) in seen)

    def _seen_keys(self, show_id: str) -> frozenset[str | None]:
        own = self.seen.filter(pl.col("show_id") == show_id)
        return frozenset(guid or audio_url for guid, audio_url in own.select("guid", "audio_url").iter_rows())

    def _new_count(self, show_id: str, episodes: Iterable[FeedEpisode]) -> int:
        seen = self._seen_keys(show_id)
        return len({_key(episode) for episode in episodes} - seen)


def _key(episode: FeedEpisode) -> str | None:
    return episode.guid or episode.audio_url or episode.url


def _described(row: Row, feed: Feed) -> Row:
    return {
        "show_id": row["show_id"] if row["content_sha256"] else show_guid(row["listed_url"], feed.guid),
        "title": feed.title,
        "description": feed.description,
        "site_url": feed.site_url,
        "language": feed.language,
        "authors": list(feed.authors),
        "is_locked": feed.is_locked,
        "is_finished": feed.is_finished,
        "update_frequency": feed.update_frequency,
        "update_start": feed.update_start,
        "damage": feed.damage,
        "episode_count": len(feed.episodes),
    }


def _episode_figures(episodes: Iterable[FeedEpisode]) -> Row:
    published = [episode.published_at for episode in episodes if episode.published_at]
    return {"latest_episode_at": max(published, default=None), "episode_gap_seconds": episode_gap(published)}


def _moved(row: Row, feed: Feed) -> Row:
    """Keep the new address that a feed itself names (itunes:new-feed-url), as one keeps a permanent redirect's."""
    if feed.new_feed_url in (None, row["feed_url"]):
        return row
    return row | {"feed_url": feed.new_feed_url, "etag": None, "last_modified": None}
