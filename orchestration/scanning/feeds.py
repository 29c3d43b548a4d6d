"""Scanning feeds: what is asked, and what an answer changes in the table of feeds.

What belongs here: the life of a feed (active, error, retired, blocked, unlisted). What does not: HTTP (http.py), the
document's format (assets.podcasts.feeds), its episodes (episodes.py).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

import polars as pl

from assets.podcasts.feeds import FeedError
from assets.podcasts.identifiers import show_guid
from assets.podcasts.local import LOCAL_SCHEME, parse_source
from assets.podcasts.opml import FeedEntry
from orchestration.http import Answer, Fetcher, FetchError
from orchestration.lake import Lake
from orchestration.scanning.hosts import MakeFetcher, Row, each_by_host
from orchestration.scanning.local import read_source
from orchestration.tables import FEEDS

FEED_TYPES: Final = "application/rss+xml, application/atom+xml;q=0.9, application/xml;q=0.8, */*;q=0.5"


def scan_feeds(
    listed: list[FeedEntry], lake: Lake, make_fetcher: MakeFetcher, now: datetime, advance: Callable[[int], None]
) -> pl.DataFrame:
    """Ask every listed feed for news, conditionally, and return the new table of feeds.

    A feed that fails keeps what is known of it and says so in `status`, `http_status` and `error`. A feed that is gone
    (410) is retired and not asked again. A feed that is no longer listed stays in the table as `unlisted`.
    """
    known = {row["listed_url"]: row for row in lake.read(FEEDS).iter_rows(named=True)}
    rows = [known.get(entry.url) or _new_feed(entry, now) for entry in listed]
    asked = [row for row in rows if row["status"] != "retired"]

    def ask(fetcher: Fetcher, row: Row) -> Row:
        advance(1)
        return _ask_feed(fetcher, row, lake, now)

    answered = {row["listed_url"]: row for row in each_by_host(asked, "feed_url", ask, make_fetcher)}
    urls = {entry.url for entry in listed}
    unlisted = [
        {**row, "status": "unlisted" if row["status"] in ("active", "error") else row["status"]}
        for url, row in known.items()
        if url not in urls
    ]
    merged = [answered.get(row["listed_url"], row) for row in rows] + unlisted
    return pl.DataFrame(_one_row_a_show(merged), schema=FEEDS.schema)


def _new_feed(entry: FeedEntry, now: datetime) -> Row:
    row: Row = dict.fromkeys(FEEDS.schema)
    row |= {"show_id": show_guid(entry.url), "feed_url": entry.url, "listed_url": entry.url, "title": entry.title}
    return row | {"first_scanned_at": now, "episode_count": 0}


def _ask_feed(fetcher: Fetcher, row: Row, lake: Lake, now: datetime) -> Row:
    asked = row | {"last_scanned_at": now}
    try:
        answer = _get_feed(fetcher, row, lake)
    except FetchError as error:
        status = "retired" if error.status == 410 else "error"
        return asked | {"status": status, "error": f"{row['feed_url']}: {error}", "http_status": error.status}
    asked |= {"feed_url": answer.url, "http_status": answer.status, "elapsed_milliseconds": answer.elapsed_milliseconds}
    if answer.content is None:
        return asked | {"status": _known_status(row), "error": _known_error(row), "byte_count": 0}
    return _read_answer(asked, answer, answer.content, lake, now)


def _get_feed(fetcher: Fetcher, row: Row, lake: Lake) -> Answer:
    url = row["feed_url"]
    if not url.startswith(LOCAL_SCHEME):
        return fetcher.get(url, etag=row["etag"], last_modified=row["last_modified"], accept=FEED_TYPES)
    earlier = lake.get_file(row["content_sha256"]) if row["content_sha256"] else None
    return read_source(url, fetcher.limit_bytes, earlier)


def _known_status(row: Row) -> str:
    # "Not modified" brings back a feed that could not be reached; what its document said still holds.
    return "blocked" if row["status"] == "blocked" else "active"


def _known_error(row: Row) -> str | None:
    return row["error"] if row["status"] == "blocked" else None


def _read_answer(asked: Row, answer: Answer, content: bytes, lake: Lake, now: datetime) -> Row:
    asked |= {"byte_count": len(content)}
    try:
        feed = parse_source(content, answer.url)
    except FeedError as error:
        # Validators are not kept: the same broken document is to be asked for again, in the hope that it is mended.
        return asked | {"status": "error", "error": f"{answer.url}: {error}"}
    sha256 = lake.put_file(content)
    changed = sha256 != asked["content_sha256"]
    return asked | {
        "show_id": asked["show_id"] if asked["content_sha256"] else show_guid(asked["listed_url"], feed.guid),
        "title": feed.title,
        "description": feed.description,
        "site_url": feed.site_url,
        "language": feed.language,
        "status": "blocked" if feed.is_blocked else "active",
        "error": f"{answer.url}: the feed asks not to be used (podcast:block)" if feed.is_blocked else None,
        "etag": answer.etag,
        "last_modified": answer.last_modified,
        "content_sha256": sha256,
        "episode_count": len(feed.episodes),
        "last_changed_at": now if changed else asked["last_changed_at"],
    }


def _one_row_a_show(rows: list[Row]) -> list[Row]:
    """Two addresses of one show (the same podcast:guid): the first is used, the other is kept under its own key."""
    taken: dict[str, str] = {}
    return [_unless_taken(row, taken.setdefault(row["show_id"], row["listed_url"])) for row in rows]


def _unless_taken(row: Row, first: str) -> Row:
    if first == row["listed_url"]:
        return row
    error = f"{row['feed_url']}: the same podcast as {first} (podcast:guid); not used"
    return row | {"show_id": show_guid(row["listed_url"]), "status": "blocked", "error": error}
