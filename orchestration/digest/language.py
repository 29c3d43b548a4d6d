"""The step from segments to speech, mentions and claims.

What belongs here: reading and writing the lake around `assets.language`. What does not: the pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final

import polars as pl

from assets.language.read import (
    EpisodeFailure,
    EpisodeReading,
    EpisodeText,
    processes_are_started,
    read_episodes,
)
from orchestration.digest.plan import Outcome, Work, quarantined, read_after, work_of
from orchestration.lake import Lake, merge_day
from orchestration.tables import CLAIMS, EPISODES, MENTIONS, SEGMENTS, SPEECH, UNREAD

Row = dict[str, Any]

# Starting a process and loading the model in it takes about 4 s: worth it from some 20,000 words on, as more days
# usually follow in the same run of Briefcast, and always once they are started.
WORTH_PROCESSES_CHARACTERS: Final = 100_000


def read_days(
    lake: Lake, days: Sequence[date], *, model: str, process_count: int, advance: Callable[[int], None]
) -> Outcome:
    """Read the segments of these days' new or changed episodes; a day is written as soon as it is read.

    A killed run loses the day it was at: the days before are recorded as done.
    """
    wanted = {day: read_after(lake.done(SEGMENTS, day), model) for day in days}
    work = work_of(lake, CLAIMS, wanted)
    worth = processes_are_started() or _characters(lake, work) >= WORTH_PROCESSES_CHARACTERS
    count = process_count if worth else 1
    readings = read_episodes(_texts(lake, work), model=model, process_count=count)
    advance(len(days) - len(work))
    outcome = Outcome()
    for item in work:
        outcome = outcome.plus(_write_day(lake, item, list(islice(readings, len(item.stale)))))
        advance(1)
    return outcome


def _characters(lake: Lake, work: Sequence[Work]) -> int:
    total = 0
    for item in work:
        texts = lake.read_day(SEGMENTS, item.day).filter(pl.col("episode_id").is_in(item.stale))["text"]
        total += int(texts.str.len_chars().sum())
        if total >= WORTH_PROCESSES_CHARACTERS:
            break
    return total


def _texts(lake: Lake, work: Sequence[Work]) -> Iterator[EpisodeText]:
    columns = ("episode_id", "show_id", "people", "title", "description")
    episodes = {row["episode_id"]: row for row in lake.read(EPISODES).select(columns).iter_rows(named=True)}
    for item in work:
        segments = lake.read_day(SEGMENTS, item.day).sort("position").partition_by("episode_id", as_dict=True)
        for episode in item.stale:
            rows = segments[(episode,)].to_dicts() if (episode,) in segments else []
            row = episodes[episode]
            people = tuple(person["name"] for person in row["people"])
            notes = f"{row['title'] or ''}\n{row['description'] or ''}"
            yield EpisodeText(episode, row["show_id"], item.day, people, tuple(rows), notes)


def _write_day(lake: Lake, work: Work, readings: list[EpisodeReading | EpisodeFailure]) -> Outcome:
    read = [reading for reading in readings if isinstance(reading, EpisodeReading)]
    failures = [
        quarantined("language", failure.episode_id, work.day, failure.reason, failure.detail)
        for failure in readings
        if isinstance(failure, EpisodeFailure)
    ]
    claims = [row for reading in read for row in reading.claims]
    merge_day(lake, UNREAD, work.day, target=work.target, redone=work.stale, rows=failures)
    merge_day(
        lake,
        SPEECH,
        work.day,
        target=work.target,
        redone=work.stale,
        rows=[row for reading in read for row in reading.speech],
    )
    merge_day(
        lake,
        MENTIONS,
        work.day,
        target=work.target,
        redone=work.stale,
        rows=[row for reading in read for row in reading.mentions],
    )
    # Claims last: their record is what says that the day is done.
    merge_day(lake, CLAIMS, work.day, target=work.target, redone=work.stale, rows=claims)
    return Outcome(1, len(work.stale), len(claims), len(failures))
