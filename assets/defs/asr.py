"""Speech recognition as a Dagster asset of the `podcasts` stage: transcripts for episodes that have none."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import dagster as dg
import polars as pl
from pydantic import Field

from assets.podcasts.asr.whisper import load
from orchestration.asr.queue import Workshop, next_in_line, waiting
from orchestration.catalogue import ASR_POOL, lake_spec
from orchestration.feed_list import listed_sources, trusted_origins
from orchestration.lake import Lake
from orchestration.previews import frame_metadata
from orchestration.progress import progress
from orchestration.resources import Home, make_fetcher
from orchestration.tables import ASR_TRANSCRIPTS, TRANSCRIPTS


class AsrConfig(dg.Config):
    """Whose audio may lie at private addresses: that of feeds which these sources name, as of a scan."""

    sources: list[str] = Field(default_factory=list)


@dg.asset(deps=[TRANSCRIPTS.name.split("/")], pool=ASR_POOL, **lake_spec(ASR_TRANSCRIPTS, kinds={"whisper"}))
def asr_transcripts(config: AsrConfig, home: Home, lake: Lake) -> dg.MaterializeResult[Any]:
    """The transcripts that were made from audio, or why not: one row per episode that was tried.

    Does nothing unless it is switched on (BRIEFCAST_ASR). Each transcript joins the table of transcripts, too.
    """
    settings = home.settings()
    in_line = next_in_line(lake, datetime.now(UTC), settings.asr_episodes_per_run) if settings.asr else []
    if in_line:
        recognise = load(settings.asr_model)
        with (
            listed_sources(config.sources, settings.feeds_path) as sources,
            progress("transcribing audio", len(in_line), "episodes") as advance,
        ):
            fetcher_of = partial(make_fetcher, settings, trusted_origins(sources))
            Workshop(lake, settings, fetcher_of, recognise, lambda: datetime.now(UTC)).work_through(in_line, advance)
    frame = lake.read(ASR_TRANSCRIPTS)
    counts = {"tried": len(in_line), "waiting": waiting(lake).height}
    failed = frame.filter(pl.col("status") == "error").height
    return dg.MaterializeResult(
        metadata=frame_metadata(frame, lake.location(ASR_TRANSCRIPTS)) | counts | {"failed": failed}
    )
