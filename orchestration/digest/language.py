"""The step from segments to speech, mentions and claims.

What belongs here: reading and writing the lake around `assets.language`. What does not: the pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

import polars as pl

from assets.language.episode import EpisodeReading, EpisodeText
from assets.language.processes import EpisodeFailure, read_episodes
from orchestration.digest.plan import (
    Outcome,
    Work,
    claims_after,
    mentions_after,
    processes_are_worth,
    quarantined,
    speech_after,
    work_of,
)
from orchestration.lake import Lake, merge_day
from orchestration.tables import CLAIMS, EPISODES, MENTIONS, SEGMENTS, SPEECH, UNREAD, LakeTable

Row = dict[str, Any]

# Starting a process and loading the model in it takes about 4 s: worth it from some 20,000 words on, as more days
# usually follow in the same run of Briefcast, and always once they are started.
WORTH_PROCESSES_CHARACTERS: Final = 100_000


@dataclass(frozen=True, slots=True)
class _Day:
    """The work of a day, by part: what is stale in one is stale in those after it."""

    speech: Work
    mentions: Work
    claims: Work


def read_days(
    lake: Lake, days: Sequence[date], *, model: str, process_count: int, advance: Callable[[int], None]
) -> Outcome:
    """Read the segments of these days' new or changed episodes; a day is written as soon as it is read.

    A killed run loses the day it was at: the days before are recorded as done.
    """
    work = _work(lake, days, model)
    worth = processes_are_worth(lake, (item.claims for item in work), WORTH_PROCESSES_CHARACTERS)
    count = process_count if worth else 1
    readings = read_episodes(_texts(lake, work), model=model, process_count=count)
    advance(len(days) - len(work))
    outcome = Outcome()
    for item in work:
        outcome = outcome.plus(_write_day(lake, item, list(islice(readings, len(item.claims.stale)))))
        advance(1)
    return outcome


def _work(lake: Lake, days: Sequence[date], model: str) -> list[_Day]:
    speech = {day: speech_after(lake.done(SEGMENTS, day)) for day in days}
    mentions = {day: mentions_after(target, model) for day, target in speech.items()}
    claims = {day: claims_after(target, model) for day, target in mentions.items()}
    of_speech, of_mentions, of_claims = (
        _by_day(work_of(lake, table, wanted))
        for table, wanted in ((SPEECH, speech), (MENTIONS, mentions), (CLAIMS, claims))
    )
    return [
        _Day(
            of_speech.get(day, Work(day, speech[day], ())),
            of_mentions.get(day, Work(day, mentions[day], ())),
            of_claims.get(day, Work(day, claims[day], ())),
        )
        for day in sorted(of_speech.keys() | of_mentions.keys() | of_claims.keys())
    ]


def _by_day(work: Sequence[Work]) -> dict[date, Work]:
    return {item.day: item for item in work}


def _texts(lake: Lake, work: Sequence[_Day]) -> Iterator[EpisodeText]:
    episodes = lake.read(EPISODES).select("episode_id", "show_id", "people", "title", "description")
    known = {row["episode_id"]: row for row in episodes.iter_rows(named=True)}
    for item in work:
        day = item.claims.day
        segments = _by_episode(lake.read_day(SEGMENTS, day).sort("position"))
        stored = [_by_episode(lake.read_day(table, day)) for table in (SPEECH, MENTIONS)]
        for episode in item.claims.stale:
            rows = segments.get(episode, ())
            speech, mentions = _stored(item, episode, rows, *stored)
            row = known[episode]
            yield EpisodeText(
                episode_id=episode,
                show_id=row["show_id"],
                published_on=day,
                people=tuple(person["name"] for person in row["people"]),
                segments=rows,
                notes=f"{row['title'] or ''}\n{row['description'] or ''}",
                speech=speech,
                mentions=mentions,
            )


def _by_episode(frame: pl.DataFrame) -> dict[str, tuple[Row, ...]]:
    parts = frame.partition_by("episode_id", as_dict=True, maintain_order=True)
    return {str(key[0]): tuple(part.to_dicts()) for key, part in parts.items()}


def _stored(
    item: _Day,
    episode: str,
    segments: Sequence[Row],
    speech: Mapping[str, tuple[Row, ...]],
    mentions: Mapping[str, tuple[Row, ...]],
) -> tuple[tuple[Row, ...] | None, tuple[Row, ...] | None]:
    """Return what is stored of an episode's speech and mentions, None for what is stale.

    An episode that could not be read has no rows of speech: everything of it is read again.
    """
    by_segment = {row["segment_id"]: row for row in speech.get(episode, ())}
    known = tuple(by_segment[row["segment_id"]] for row in segments if row["segment_id"] in by_segment)
    if episode in item.speech.stale or len(known) != len(segments):
        return None, None
    return known, None if episode in item.mentions.stale else mentions.get(episode, ())


def _write_day(lake: Lake, item: _Day, readings: Sequence[EpisodeReading | EpisodeFailure]) -> Outcome:
    read = [reading for reading in readings if isinstance(reading, EpisodeReading)]
    failures = [
        quarantined("language", failure.episode_id, item.claims.day, failure.reason, failure.detail)
        for failure in readings
        if isinstance(failure, EpisodeFailure)
    ]
    claims = [row for reading in read for row in reading.claims]
    _merge(lake, UNREAD, item.claims, failures)
    _merge(lake, SPEECH, item.speech, [row for reading in read for row in reading.speech])
    _merge(lake, MENTIONS, item.mentions, [row for reading in read for row in reading.mentions])
    # Claims last: their record is what says that the day is done.
    _merge(lake, CLAIMS, item.claims, claims)
    return Outcome(1, len(item.claims.stale), len(claims), len(failures))


def _merge(lake: Lake, table: LakeTable, work: Work, rows: Sequence[Row]) -> None:
    key = "episode_id" if "episode_id" in table.schema else "item_id"
    stale: Collection[str] = set(work.stale)
    fresh = [row for row in rows if row[key] in stale]
    merge_day(lake, table, work.day, target=work.target, redone=work.stale, rows=fresh)
