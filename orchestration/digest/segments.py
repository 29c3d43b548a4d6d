"""The step from fetched transcripts to segments.

What belongs here: reading and writing the lake around `assets.podcasts`. What does not: the formats.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from assets.podcasts.segments import segment_rows
from assets.podcasts.speakers import regulars_before
from assets.podcasts.transcripts.base import TranscriptError
from assets.podcasts.transcripts.parse import parse_transcript
from orchestration.digest.plan import Outcome, Work, quarantined, segmented, work_of
from orchestration.lake import Lake, merge_day
from orchestration.tables import EPISODES, SEGMENTS, TRANSCRIPTS, UNREADABLE

Row = dict[str, Any]


def segment_days(lake: Lake, days: Sequence[date], advance: Callable[[int], None]) -> Outcome:
    """Parse the transcripts of these days that are new or changed; a broken one goes to quarantine with its reason."""
    wanted = segmented(lake)
    work = work_of(lake, SEGMENTS, {day: wanted.get(day, {}) for day in days})
    chosen = lake.read(TRANSCRIPTS).filter(pl.col("is_chosen"))
    transcripts = chosen.select("episode_id", "sha256", "declared_type", transcript_url="url")
    known = lake.read(EPISODES)
    regulars = regulars_before(known.select("episode_id", "show_id", "published_at", "people").iter_rows(named=True))
    episodes = known.join(transcripts, on="episode_id")
    advance(len(days) - len(work))
    outcome = Outcome()
    for item in work:
        outcome = outcome.plus(_segment_day(lake, item, episodes, regulars))
        advance(1)
    return outcome


def _segment_day(lake: Lake, work: Work, episodes: pl.DataFrame, regulars: Mapping[str, Sequence[str]]) -> Outcome:
    rows: list[Row] = []
    failures: list[Row] = []
    for episode in episodes.filter(pl.col("episode_id").is_in(work.stale)).iter_rows(named=True):
        try:
            rows += _segment(lake, episode, regulars[episode["episode_id"]])
        except TranscriptError as error:
            detail = f"{episode['transcript_url']} ({episode['title']}): {error}"
            failures.append(quarantined("podcasts", episode["episode_id"], work.day, "unreadable_transcript", detail))
    merge_day(lake, UNREADABLE, work.day, target=work.target, redone=work.stale, rows=failures)
    merge_day(lake, SEGMENTS, work.day, target=work.target, redone=work.stale, rows=rows)
    return Outcome(1, len(work.stale), len(rows), len(failures))


def _segment(lake: Lake, episode: Row, regulars: Sequence[str]) -> list[Row]:
    transcript = parse_transcript(lake.get_file(episode["sha256"]), episode["declared_type"])
    return segment_rows(
        transcript,
        episode_id=episode["episode_id"],
        show_id=episode["show_id"],
        published_on=episode["published_on"],
        transcript_sha256=episode["sha256"],
        people=[person["name"] for person in episode["people"]],
        regulars=regulars,
    )
