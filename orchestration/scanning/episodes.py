"""Reading the episodes of the feed documents that a scan brought.

What belongs here: the table of episodes. What does not: which item is which episode (identity.py), what becomes of an
episode's row (history.py), fetching (feeds.py, transcripts.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

import polars as pl

from assets.podcasts.feeds import FeedEpisode, FeedError
from assets.podcasts.local import parse_source
from orchestration.lake import Lake
from orchestration.partitions import FIRST_DAY
from orchestration.scanning.history import Window, followed, noted, unlisted
from orchestration.scanning.hosts import Row
from orchestration.scanning.identity import Elsewhere, is_another, new_id, within_show
from orchestration.tables import EPISODES, FEEDS

Authors = frozenset[str]


def read_episodes(lake: Lake, now: datetime, advance: Callable[[int], None] = lambda _count: None) -> pl.DataFrame:
    """Return the new table of episodes: those of every feed document that was not read before, merged with the known.

    An episode that a feed no longer lists is kept; where newer and older ones are still listed it is withdrawn. An
    episode of several feeds is a row of the show in which it was seen first. Shows are read one by one, so that no
    more than one show's rows are held as Python objects.
    """
    known = lake.read(EPISODES)
    changed = changed_feeds(lake, known)
    if not changed:
        return known
    authors = {row["show_id"]: _authors(row) for row in lake.read(FEEDS).iter_rows(named=True)}
    elsewhere = _known_elsewhere(known, authors)
    carried: defaultdict[str, set[str]] = defaultdict(set)
    frames = [known.filter(~pl.col("show_id").is_in([row["show_id"] for row in changed]))]
    for feed_row in changed:
        show_id = feed_row["show_id"]
        show = known.filter(pl.col("show_id") == show_id).to_dicts()
        items, window = _items(lake, feed_row, now)
        rows = _show_rows(items, show, window, now)
        found = {
            index: elsewhere.find(row, authors[show_id]) for index, row in enumerate(rows) if not row["episode_id"]
        }
        for other in filter(None, found.values()):
            carried[other].add(show_id)
        own = _keyed([row for index, row in enumerate(rows) if not found.get(index)], now)
        for row in own:
            elsewhere.add(row, authors[show_id])
        frames.append(pl.DataFrame(own, schema=EPISODES.schema))
        advance(1)
    return _carried(pl.concat(frames), carried, now).sort("published_at", "episode_id")


def changed_feeds(lake: Lake, known: pl.DataFrame) -> list[Row]:
    """Return the rows of the feeds whose document is not the one that the known episodes were last read from."""
    latest = known.sort("last_seen_at").group_by("show_id").agg(read=pl.col("feed_sha256").last())
    usable = (pl.col("status") != "blocked") & pl.col("content_sha256").is_not_null()
    feeds = lake.read(FEEDS).filter(usable).join(latest, on="show_id", how="left", maintain_order="left")
    return feeds.filter(pl.col("content_sha256").ne_missing(pl.col("read"))).to_dicts()


def _authors(feed_row: Row) -> Authors:
    return frozenset(" ".join(name.casefold().split()) for name in feed_row["authors"] or ())


def _known_elsewhere(known: pl.DataFrame, authors: dict[str, Authors]) -> Elsewhere:
    elsewhere = Elsewhere()
    columns = known.select("episode_id", "show_id", "title", "audio_url", "published_on")
    for row in columns.iter_rows(named=True):
        elsewhere.add(row, authors.get(row["show_id"], frozenset()))
    return elsewhere


def _items(lake: Lake, feed_row: Row, now: datetime) -> tuple[list[Row], Window | None]:
    """Return the items of a feed's document and of the older pages that came with it, and the span that they cover."""
    documents = [(feed_row["content_sha256"], feed_row["content_type"])]
    documents += [(sha256, None) for sha256 in feed_row["page_sha256s"] or ()]
    feeds = []
    for sha256, content_type in documents:
        try:
            feeds.append(parse_source(lake.get_file(sha256), feed_row["feed_url"], content_type))
        except FeedError:  # it could be read when it was fetched: an earlier release was more lenient
            continue
    # An episode that asks to be hidden (itunes:block) is not read.
    episodes = [episode for feed in feeds for episode in feed.episodes if not episode.is_blocked]
    items = list(_merged((_item(episode, feed_row, now) for episode in episodes), now))
    # What is missing from a damaged document may have been lost with the damage.
    return items, Window.of(episodes) if all(feed.damage is None for feed in feeds) else None


def _merged(items: Iterable[Row], now: datetime) -> Iterator[Row]:
    """Make one of items that share an identifier: the first, with the transcripts of all; its history names them."""
    merged: dict[str, list[Row]] = {}
    for item in items:
        alike = merged.setdefault(item["guid"] or item["audio_url"] or item["url"], [])
        first = next((other for other in alike if not is_another(item, other)), None)
        if first is None:
            alike.append(item)
        else:
            first["transcript_tags"] += [tag for tag in item["transcript_tags"] if tag not in first["transcript_tags"]]
            first |= noted(first, [("listed_twice", first["title"], item["title"])], now)
    return (item for alike in merged.values() for item in alike)


def _item(episode: FeedEpisode, feed_row: Row, now: datetime) -> Row:
    published_at = _plausible(episode.published_at, now)
    return {
        "episode_id": None,
        "show_id": feed_row["show_id"],
        "show_title": feed_row["title"],
        "guid": episode.guid,
        "title": episode.title,
        "description": episode.description,
        "published_at": published_at,
        "published_on": published_at.astimezone(UTC).date() if published_at else None,
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
        "updated_at": episode.updated_at,
        "feed_sha256": feed_row["content_sha256"],
        "first_seen_at": now,
        "last_seen_at": now,
        "changed_at": now,
        "withdrawn_at": None,
        "carried_by": [],
        "history": [],
    }


def _plausible(published_at: datetime | None, now: datetime) -> datetime | None:
    """Return a date that can be one: a podcast before 2003 or from tomorrow on is dated wrongly, as if it had none."""
    is_plausible = published_at is not None and FIRST_DAY <= published_at.astimezone(UTC).date() <= now.date()
    return published_at if is_plausible else None


def _show_rows(items: list[Row], show: list[Row], window: Window | None, now: datetime) -> list[Row]:
    """Return the rows of a show: its items, known or new (without a key yet), and the known that are not listed."""
    matches = within_show(items, show)
    rows = [followed(known, item, now) if known else item for item, known in zip(items, matches, strict=True)]
    listed = {known["episode_id"] for known in matches if known}
    return rows + [unlisted(known, window, now) for known in show if known["episode_id"] not in listed]


def _keyed(rows: list[Row], now: datetime) -> list[Row]:
    """Give the new episodes their keys; one without a date was published when it was first seen."""
    taken = {row["episode_id"] for row in rows if row["episode_id"]}
    keyed = []
    for row in rows:
        dated = row if row["published_at"] else row | {"published_at": now, "published_on": now.date()}
        key = row["episode_id"] or new_id(dated, taken)
        if row["episode_id"] or key not in taken:
            taken.add(key)
            keyed.append(dated | {"episode_id": key})
    return keyed


def _carried(frame: pl.DataFrame, carried: dict[str, set[str]], now: datetime) -> pl.DataFrame:
    """Note on episodes that the feeds of other shows list them too."""
    is_carried = pl.col("episode_id").is_in(list(carried))
    rows = []
    for row in frame.filter(is_carried).iter_rows(named=True):
        shows = sorted({*(row["carried_by"] or ()), *carried[row["episode_id"]]})
        changes = [("carried_by", None, show) for show in shows if show not in (row["carried_by"] or ())]
        rows.append(noted(row, changes, now) | {"carried_by": shows})
    return pl.concat([frame.filter(~is_carried), pl.DataFrame(rows, schema=EPISODES.schema)])
