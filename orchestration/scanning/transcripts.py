"""The table of transcripts: which episodes' are asked for in a scan, and what it holds afterwards.

What belongs here: the table. What does not: asking for one episode's transcripts (transcript.py), what a transcript
says (assets.podcasts.transcripts).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import polars as pl

from assets.podcasts.choose import in_order
from assets.podcasts.feeds import TranscriptTag
from orchestration.lake import Lake
from orchestration.scanning.hosts import Row, each_by_host, host_of, waiting_hosts
from orchestration.scanning.transcript import TranscriptReader, Wanted
from orchestration.tables import EPISODES, FEEDS, TRANSCRIPTS


def transcripts_to_fetch(lake: Lake, now: datetime) -> list[Wanted]:
    """Return the episodes whose transcripts are to be asked for now.

    An episode is asked for when it is new, when its item in the feed changed since, and when one of its transcripts is
    due again. Hosts that asked for patience are left alone.
    """
    known = lake.read(TRANSCRIPTS)
    # A failure of an earlier release has no time at which it is due again.
    due_at = pl.when(pl.col("status") != "ok").then(pl.coalesce("next_ask_at", "fetched_at")).otherwise("next_ask_at")
    asked = known.group_by("episode_id").agg(due_at=due_at.min(), asked_at=pl.coalesce("asked_at", "fetched_at").max())
    named = lake.read(EPISODES).select(
        "episode_id", "show_id", "published_on", "published_at", "changed_at", "duration_seconds", "transcript_tags"
    )
    languages = dict(lake.read(FEEDS).select("show_id", "language").iter_rows())
    is_due = pl.col("asked_at").is_null() | (pl.col("due_at") <= now) | (pl.col("changed_at") > pl.col("asked_at"))
    episodes = (
        named.filter(pl.col("transcript_tags").list.len() > 0)
        .join(asked, on="episode_id", how="left", maintain_order="left")
        .filter(is_due)
    )
    rows = known.filter(pl.col("episode_id").is_in(episodes["episode_id"].implode())).to_dicts()
    by_episode: dict[str, dict[str, Row]] = {}
    for row in rows:
        by_episode.setdefault(row["episode_id"], {})[row["url"]] = row
    waiting = waiting_hosts(lake, now)
    wanted = (
        _wanted(episode, by_episode.get(episode["episode_id"], {}), languages.get(episode["show_id"]))
        for episode in episodes.iter_rows(named=True)
    )
    return [item for item in wanted if host_of(item.tags[0].url) not in waiting]


def _wanted(episode: Row, rows: dict[str, Row], language: str | None) -> Wanted:
    tags = in_order([TranscriptTag(**tag) for tag in episode["transcript_tags"]], language)
    return Wanted(
        episode_id=episode["episode_id"],
        published_on=episode["published_on"],
        published_at=episode["published_at"],
        changed_at=episode["changed_at"],
        duration_seconds=episode["duration_seconds"],
        tags=tuple(tags),
        rows=rows,
    )


async def fetch_transcripts(
    lake: Lake, wanted: Sequence[Wanted], reader: TranscriptReader, advance: Callable[[int], None]
) -> pl.DataFrame:
    """Ask for the wanted transcripts and return the new table of transcripts."""

    async def ask(item: Wanted) -> list[Row]:
        """Ask for one episode's transcripts and count it as done."""
        rows = await reader.ask(item)
        advance(1)
        return rows

    asked = await each_by_host(wanted, lambda item: item.tags[0].url, ask)
    fresh = pl.DataFrame([row for rows in asked for row in rows], schema=TRANSCRIPTS.schema)
    done = pl.Series([item.episode_id for item in wanted], dtype=pl.String).implode()
    kept = lake.read(TRANSCRIPTS).filter(~pl.col("episode_id").is_in(done))
    return pl.concat([kept, fresh]).sort("published_on", "episode_id", "url")
