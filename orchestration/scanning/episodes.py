"""Reading the episodes of the feed documents that a scan brought.

What belongs here: how an episode's row follows its feed. What does not: fetching (feeds.py, transcripts.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import polars as pl

from assets.podcasts.feeds import Feed, FeedEpisode
from assets.podcasts.identifiers import episode_id
from assets.podcasts.local import parse_source
from orchestration.lake import Lake
from orchestration.scanning.hosts import Row
from orchestration.tables import EPISODES, FEEDS


def read_episodes(lake: Lake, now: datetime) -> pl.DataFrame:
    """Return the new table of episodes: those of every feed document that was not read before, merged with the known.

    An episode that a feed no longer lists is kept. `first_seen_at` stays; everything else follows the feed.
    """
    known = {row["episode_id"]: row for row in lake.read(EPISODES).iter_rows(named=True)}
    latest = _latest_documents(known.values())
    for feed_row in lake.read(FEEDS).iter_rows(named=True):
        sha256 = feed_row["content_sha256"]
        if feed_row["status"] == "blocked" or sha256 in (None, latest.get(feed_row["show_id"])):
            continue
        feed = parse_source(lake.get_file(sha256), feed_row["feed_url"])
        for row in _merged(_episode_row(episode, feed, feed_row, now) for episode in feed.episodes):
            before = known.get(row["episode_id"])
            known[row["episode_id"]] = row | ({"first_seen_at": before["first_seen_at"]} if before else {})
    return pl.DataFrame(list(known.values()), schema=EPISODES.schema).sort("published_at", "episode_id")


def _merged(rows: Iterable[Row]) -> Iterable[Row]:
    """Make one row of items that share an identifier: the first item's, with the transcripts of all of them."""
    merged: dict[str, Row] = {}
    for row in rows:
        first = merged.setdefault(row["episode_id"], row)
        if first is not row:
            first["transcript_tags"] = [*first["transcript_tags"], *row["transcript_tags"]]
    return merged.values()


def _latest_documents(rows: Iterable[Row]) -> dict[str, str]:
    """Return the feed document that each show's episodes were last read from."""
    return {row["show_id"]: row["feed_sha256"] for row in sorted(rows, key=lambda row: row["last_seen_at"])}


def _episode_row(episode: FeedEpisode, feed: Feed, feed_row: Row, now: datetime) -> Row:
    published_at = episode.published_at or now
    return {
        "episode_id": episode_id(feed_row["show_id"], episode.guid, episode.audio_url or episode.url),
        "show_id": feed_row["show_id"],
        "show_title": feed.title,
        "guid": episode.guid,
        "title": episode.title,
        "description": episode.description,
        "published_at": published_at,
        "published_on": published_at.astimezone(UTC).date(),
        "url": episode.url,
        "audio_url": episode.audio_url,
        "audio_type": episode.audio_type,
        "duration_seconds": episode.duration_seconds,
        "season": episode.season,
        "episode_number": episode.episode_number,
        "people": [{"name": person.name, "role": person.role} for person in episode.people],
        "transcript_tags": [
            {"url": tag.url, "type": tag.type, "language": tag.language, "rel": tag.rel} for tag in episode.transcripts
        ],
        "feed_sha256": feed_row["content_sha256"],
        "first_seen_at": now,
        "last_seen_at": now,
    }
