"""The `podcasts` stage as Dagster assets: feeds, episodes, transcripts, segments."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import dagster as dg
import polars as pl
from pydantic import Field

from orchestration.catalogue import SCANNED_LATELY, lake_spec
from orchestration.digest.segments import segment_days
from orchestration.feed_list import listed_sources, resolve, trusted_origins
from orchestration.http.robots import Robots
from orchestration.lake import Lake
from orchestration.partitions import PUBLISHED_DAYS, SINGLE_RUN, days_of
from orchestration.previews import frame_metadata, outcome_metadata
from orchestration.progress import progress
from orchestration.resources import Home, fetch_now, make_fetcher
from orchestration.scanning.episodes import read_episodes
from orchestration.scanning.feeds import known_feeds, scan_feeds
from orchestration.scanning.local import LocalTranscripts
from orchestration.scanning.report import answered_check, scan_metadata
from orchestration.scanning.transcript import TranscriptReader
from orchestration.scanning.transcripts import fetch_transcripts, transcripts_to_fetch
from orchestration.tables import ASR_TRANSCRIPTS, EPISODES, FEEDS, SEGMENTS, TRANSCRIPTS

# Made from audio, in a job of its own (asr.py); they join the table of transcripts.
MADE_HERE = dg.AssetKey(ASR_TRANSCRIPTS.name.split("/"))


class ScanConfig(dg.Config):
    """What a scan looks at: OPML documents or feeds, addresses or paths. Empty: the home's list, else the samples."""

    sources: list[str] = Field(default_factory=list)


class FeedsConfig(ScanConfig):
    """A scan of feeds, of all of them or of those alone that are due by their rhythm."""

    only_due: bool = False


@dg.asset(freshness_policy=SCANNED_LATELY, **lake_spec(FEEDS, kinds={"rss"}))
def feeds(config: FeedsConfig, home: Home, lake: Lake) -> dg.MaterializeResult[Any]:
    """Every feed that was asked for, what it answered and what it is: one row per feed."""
    lake.initialise()
    settings = home.settings()

    async def scan() -> pl.DataFrame:
        """Ask in an event loop that lasts as long as the scan."""
        async with make_fetcher(settings, trusted) as fetcher:
            return await scan_feeds(listed, lake, fetcher, datetime.now(UTC), advance, only_due=config.only_due)

    with listed_sources(config.sources, settings.feeds_path) as sources:
        trusted = trusted_origins(sources)
        listed = resolve(sources, fetch_now(settings, trusted), known_feeds(lake))
        with progress("asking feeds", len(listed), "feeds") as advance:
            frame = asyncio.run(scan())
    lake.write(FEEDS, frame)
    return dg.MaterializeResult(metadata=frame_metadata(frame, lake.location(FEEDS)) | scan_metadata(frame))


@dg.asset_check(asset=feeds)
def every_feed_answered(lake: Lake) -> dg.AssetCheckResult:
    """Every listed feed could be fetched and read. One that could not costs only itself: this warns."""
    return answered_check(lake.read(FEEDS))


@dg.asset(deps=[feeds], **lake_spec(EPISODES))
def episodes(lake: Lake) -> dg.MaterializeResult[Any]:
    """Every episode that a feed has listed: one row per episode."""
    frame = read_episodes(lake, datetime.now(UTC))
    lake.write(EPISODES, frame)
    newest = frame.sort("published_at", descending=True)
    return dg.MaterializeResult(metadata=frame_metadata(newest, lake.location(EPISODES)))


@dg.asset(deps=[episodes], **lake_spec(TRANSCRIPTS, kinds={"http"}))
def transcripts(config: ScanConfig, home: Home, lake: Lake) -> dg.MaterializeResult[Any]:
    """The transcripts of each episode, or why there is none: one row per transcript that was asked for."""
    settings, now = home.settings(), datetime.now(UTC)
    wanted = transcripts_to_fetch(lake, now)

    async def fetch() -> pl.DataFrame:
        """Ask in an event loop that lasts as long as the fetching."""
        async with make_fetcher(settings, trusted_origins(sources)) as fetcher:
            robots = Robots(fetcher, settings.robots_path, settings.user_agent, now)
            reader = TranscriptReader(lake, fetcher, robots, now, LocalTranscripts.of(lake))
            return await fetch_transcripts(lake, wanted, reader, advance)

    with (
        listed_sources(config.sources, settings.feeds_path) as sources,
        progress("fetching transcripts", len(wanted), "episodes") as advance,
    ):
        frame = asyncio.run(fetch())
    lake.write(TRANSCRIPTS, frame)
    failed = frame.filter(pl.col("is_chosen") & (pl.col("status") == "error")).height
    return dg.MaterializeResult(
        metadata=frame_metadata(frame, lake.location(TRANSCRIPTS)) | {"asked": len(wanted), "failed": failed}
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
