"""Scanning feeds: which are asked, and the table that their answers make.

What belongs here: the list of feeds against the table of feeds. What does not: asking one feed and what its answer
means (feed.py), its episodes (episodes.py).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

import polars as pl

from assets.podcasts.identifiers import show_guid
from assets.podcasts.opml import FeedEntry
from orchestration.http import Fetcher
from orchestration.lake import Lake
from orchestration.scanning.feed import FeedReader
from orchestration.scanning.hosts import Row, each_by_host, host_of, waiting_hosts
from orchestration.tables import EPISODES, FEEDS


async def scan_feeds(
    listed: Sequence[FeedEntry],
    lake: Lake,
    fetcher: Fetcher,
    now: datetime,
    advance: Callable[[int], None],
    *,
    only_due: bool = False,
) -> pl.DataFrame:
    """Ask the listed feeds for news, conditionally, and return the new table of feeds.

    A feed that fails keeps what is known of it and says so in `status`, `http_status` and `error`. A feed that is gone
    (410) is retired and not asked again. A host that asked for patience is left alone until then. A feed that is no
    longer listed stays in the table as `unlisted`.

    Args:
        listed: the feeds that the user keeps.
        lake: holds what is known, and takes the documents.
        fetcher: asks.
        now: the time of the scan, UTC.
        advance: takes how many more feeds are done.
        only_due: leave out the feeds whose `next_scan_at` is to come.
    """
    known = {row["listed_url"]: row for row in lake.read(FEEDS).iter_rows(named=True)}
    rows = [known.get(entry.url) or _new_feed(entry, now) for entry in listed]
    asked = _asked(rows, waiting_hosts(lake, now), now if only_due else None)
    reader = FeedReader(lake, fetcher, now, _seen_items(lake))

    async def ask(row: Row) -> Row:
        """Ask one feed and count it as done."""
        answered = await reader.ask(row)
        advance(1)
        return answered

    advance(len(rows) - len(asked))
    answers = await each_by_host(asked, lambda row: str(row["feed_url"]), ask)
    answered = {row["listed_url"]: row for row in answers}
    urls = {entry.url for entry in listed}
    merged = [answered.get(row["listed_url"]) or _left_alone(row) for row in rows]
    merged += [_unlisted(row) for url, row in known.items() if url not in urls]
    return pl.DataFrame(_one_row_a_show(merged), schema=FEEDS.schema)


def known_feeds(lake: Lake) -> frozenset[str]:
    """Return the listed addresses that proved to be feeds."""
    return frozenset(lake.read(FEEDS).filter(pl.col("content_sha256").is_not_null())["listed_url"])


def _new_feed(entry: FeedEntry, now: datetime) -> Row:
    row: Row = dict.fromkeys(FEEDS.schema)
    row |= {"show_id": show_guid(entry.url), "feed_url": entry.url, "listed_url": entry.url, "title": entry.title}
    return row | {"first_scanned_at": now, "episode_count": 0, "new_episode_count": 0, "failure_count": 0}


def _asked(rows: Iterable[Row], waiting: Collection[str], due_at: datetime | None) -> list[Row]:
    """Return the feeds to ask, each address once."""
    asked: dict[str, Row] = {}
    for row in rows:
        is_early = due_at and row["next_scan_at"] and row["next_scan_at"] > due_at and row["status"] != "unlisted"
        if row["status"] != "retired" and not is_early and host_of(row["feed_url"]) not in waiting:
            asked.setdefault(row["feed_url"], row)
    return list(asked.values())


def _left_alone(row: Row) -> Row:
    if row["status"] is None:
        error = f"{row['feed_url']}: not asked yet, as its host asked for patience"
        return row | {"status": "error", "error": error}
    return row | {"new_episode_count": 0}


def _unlisted(row: Row) -> Row:
    return row | {"status": "unlisted" if row["status"] in ("active", "error") else row["status"]}


def _seen_items(lake: Lake) -> pl.DataFrame:
    """Return of every known episode what tells it from others."""
    return lake.read(EPISODES).select("show_id", "guid", "audio_url")


def _one_row_a_show(rows: list[Row]) -> list[Row]:
    """Two addresses of one show (the same podcast:guid, or one moved to the other): only the first is used."""
    shows: dict[str, str] = {}
    addresses: dict[str, str] = {}
    return [
        _unless_taken(
            row,
            shows.setdefault(row["show_id"], row["listed_url"]),
            addresses.setdefault(row["feed_url"], row["listed_url"]),
        )
        for row in rows
    ]


def _unless_taken(row: Row, first_of_show: str, first_of_address: str) -> Row:
    if row["listed_url"] == first_of_show == first_of_address:
        return row
    first = first_of_show if first_of_show != row["listed_url"] else first_of_address
    why = "podcast:guid" if first == first_of_show else "moved to one address"
    error = f"{row['feed_url']}: the same podcast as {first} ({why}); not used"
    return row | {"show_id": show_guid(row["listed_url"]), "status": "blocked", "error": error}
