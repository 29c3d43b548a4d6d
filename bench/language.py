"""The language stage alone: its speed, and what its cascade misses of what parsing everything finds.

What belongs here: these two measurements. What does not: the whole pipeline (throughput.py), quality (evaluate).
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import polars as pl

from assets.language.episode import EpisodeText
from assets.language.pipeline import load_pipeline
from assets.language.processes import read_episodes
from assets.language.read import read_episode
from orchestration.digest.language import read_days
from orchestration.lake import Lake
from orchestration.tables import SEGMENTS


def stage_seconds(lake: Lake, model: str, processes: int) -> float:
    """Return how long the stage takes from the segments in the lake to its rows in the lake, in seconds.

    What is stored of it is removed first. The model is loaded, and the processes are started, before the clock is: so
    is the bare model's.
    """
    shutil.rmtree(Path(lake.root) / "language", ignore_errors=True)
    lake.initialise()
    days = lake.days(SEGMENTS)
    # One small episode for each process that there may be: the first task loads the model.
    warming = [_episode(lake.read_day(SEGMENTS, days[0]).head(1))] * (2 * processes)
    list(read_episodes(warming, model=model, process_count=processes))
    started = time.perf_counter()
    read_days(lake, days, model=model, process_count=processes, advance=lambda _count: None)
    return time.perf_counter() - started


def claim_recall(lake: Lake, model: str, episode_count: int) -> float:
    """Return the share of the claims found by parsing everything that the cascade finds too, on the first episodes."""
    nlp = load_pipeline(model)
    found = wanted = 0
    segments = lake.read(SEGMENTS).sort("episode_id", "position")
    for name in segments["episode_id"].unique().sort().head(episode_count):
        episode = _episode(segments.filter(pl.col("episode_id") == name))
        everything = {row["claim_id"] for row in read_episode(nlp, episode, is_thorough=True).claims}
        found += len(everything & {row["claim_id"] for row in read_episode(nlp, episode).claims})
        wanted += len(everything)
    return found / max(1, wanted)


def _episode(segments: pl.DataFrame) -> EpisodeText:
    rows = tuple(segments.to_dicts())
    return EpisodeText(rows[0]["episode_id"], rows[0]["show_id"], rows[0]["published_on"], (), rows)
