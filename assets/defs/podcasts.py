"""The `podcasts` stage as Dagster assets: feeds, episodes, transcripts, segments."""

from datetime import UTC, datetime
from typing import Any

import dagster as dg
import polars as pl
from pydantic import Field

from orchestration.catalogue import lake_spec
from orchestration.digest.segments import segment_days
from orchestration.feed_list import listed_sources, resolve, trusted_origins
from orchestration.lake import Lake
from orchestration.partitions import PUBLISHED_DAYS, SINGLE_RUN, days_of
from orchestration.previews import frame_metadata, outcome_metadata, scan_metadata
from orchestration.progress import progress
from orchestration.resources import Home, fetcher_maker
from orchestration.scanning.episodes import read_episodes
from orchestration.scanning.feeds import scan_feeds
from orchestration.scanning.transcripts import fetch_transcripts, transcripts_to_fetch
from orchestration.tables import ASR_TRANSCRIPTS, EPISODES, FEEDS, SEGMENTS, TRANSCRIPTS

# Made from audio, in a job of its own (asr.py); they join the table of transcripts.
MADE_HERE = dg.AssetKey(ASR_TRANSCRIPTS.name.split("/"))


class ScanConfig(dg.Config):
    """What a scan looks at: OPML documents or feeds, addresses or paths. Empty: the home's list, else the samples."""

    sources: list[str] = Field(default_factory=list)


@dg.asset(**lake_spec(FEEDS, kinds={"rss"}))
def feeds(config: ScanConfig, home: Home, lake: Lake) -> dg.MaterializeResult[Any]:
    """Every feed that was asked for, what it answered and what it is: one row per feed."""
    lake.initialise()
    settings = home.settings()
    with listed_sources(config.sources, settings.feeds_path) as sources:
        make_fetcher = fetcher_maker(settings, trusted_origins(sources))
        with make_fetcher() as fetcher:
            listed = resolve(sources, lambda url: fetcher.get(url).content or b"")
        with progress("asking feeds", len(listed), "feeds") as advance:
            frame = scan_feeds(listed, lake, make_fetcher, datetime.now(UTC), advance)
    lake.write(FEEDS, frame)
    return dg.MaterializeResult(metadata=frame_metadata(frame, lake.location(FEEDS)) | scan_metadata(frame))


@dg.asset(deps=[feeds], **lake_spec(EPISODES))
def episodes(lake: Lake) -> dg.MaterializeResult[Any]:
    """Every episode that a feed has listed: one row per episode."""
    frame = read_episodes(lake, datetime.now(UTC))
    lake.write(EPISODES, frame)
    newest = frame.sort("published_at", descending=True)
    return dg.MaterializeResult(metadata=frame_metadata(newest, lake.location(EPISODES)))


@dg.asset(deps=[episodes], **lake_spec(TRANSCRIPTS, kinds={"http"}))
def transcripts(config: ScanConfig, home: Home, lake: Lake) -> dg.MaterializeResult[Any]:
    """The fetched transcript of each episode, or why there is none: one row per episode that names a transcript."""
    settings, now = home.settings(), datetime.now(UTC)
    wanted = transcripts_to_fetch(lake, now)
    with (
        listed_sources(config.sources, settings.feeds_path) as sources,
        progress("fetching transcripts", len(wanted), "transcripts") as advance,
    ):
        frame = fetch_transcripts(lake, wanted, fetcher_maker(settings, trusted_origins(sources)), now, advance)
    lake.write(TRANSCRIPTS, frame)
    failed = frame.filter(pl.col("status") == "error").height
    return dg.MaterializeResult(
        metadata=frame_metadata(frame, lake.location(TRANSCRIPTS)) | {"fetched": len(wanted), "failed": failed}
    )


@dg.asset(
    deps=[transcripts, MADE_HERE],
    partitions_def=PUBLISHED_DAYS,
    backfill_policy=SINGLE_RUN,
    **lake_spec(SEGMENTS),
)
def segments(context: dg.AssetExecutionContext, lake: Lake) -> dg.MaterializeResult[Any]:
    """The speech of every readable transcript: one row per speaker's stretch of speech."""
    days = days_of(context)
    with progress("parsing transcripts", len(days), "days") as advance:
        outcome = segment_days(lake, days, advance)
    return dg.MaterializeResult(metadata=outcome_metadata(outcome, lake, SEGMENTS, days))
