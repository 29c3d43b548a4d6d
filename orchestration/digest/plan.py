"""What is to be digested: which days, and which episodes of a day.

What belongs here: fingerprints and what follows from them. What does not: the steps (segments.py, language.py,
insights.py).

Each step knows an episode by a fingerprint: a hash of what the step before made it from and of the step's own version.
A partition's record (lake.py) holds the fingerprints that it was made from. Where they differ the episode is redone; so
a changed transcript, or a changed version of one step, redoes that step and those after it, and nothing before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl

from assets.insights import likeness, neighbours, passages, vectors
from assets.language import versions
from assets.language.processes import processes_are_started
from assets.podcasts import segments
from assets.podcasts.identifiers import stable_id
from assets.podcasts.speakers import regulars_before
from orchestration.lake import Lake
from orchestration.tables import EPISODES, NEIGHBOURS, SEGMENTS, TRANSCRIPTS, LakeTable


@dataclass(frozen=True, slots=True)
class Work:
    """What a step has to do for one day: `target` is what the day shall hold, `stale` the episodes to redo."""

    day: date
    target: dict[str, str]
    stale: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did: days written, episodes redone, rows made, items quarantined."""

    day_count: int = 0
    episode_count: int = 0
    row_count: int = 0
    quarantined_count: int = 0

    def plus(self, other: Outcome) -> Outcome:
        """Return the sum of two outcomes."""
        return Outcome(
            self.day_count + other.day_count,
            self.episode_count + other.episode_count,
            self.row_count + other.row_count,
            self.quarantined_count + other.quarantined_count,
        )


def work_of(lake: Lake, table: LakeTable, wanted: Mapping[date, dict[str, str]]) -> list[Work]:
    """Return the work of a step: the days whose record in `table` is not what is wanted of them."""
    work = []
    for day, target in sorted(wanted.items()):
        done = lake.done(table, day)
        if target != done:
            stale = tuple(episode for episode in sorted(target) if target[episode] != done.get(episode))
            work.append(Work(day, target, stale))
    return work


def processes_are_worth(lake: Lake, work: Iterable[Work], characters: int) -> bool:
    """Tell whether processes are there already, or the stale episodes have at least so many characters to read."""
    if processes_are_started():
        return True
    total = 0
    for item in work:
        segments = lake.read_day(SEGMENTS, item.day, ("episode_id", "text"))
        texts = segments.filter(pl.col("episode_id").is_in(item.stale))["text"]
        total += int(texts.str.len_chars().sum())
        if total >= characters:
            return True
    return False


def segmented(lake: Lake) -> dict[date, dict[str, str]]:
    """Return, by day, the fingerprint that the segments of each episode should have.

    It covers every day that has a transcript, and every day that has segments whose episodes are gone. Of several
    transcripts of an episode the chosen one counts.
    """
    is_ready = (pl.col("status") == "ok") & pl.col("is_chosen")
    ready = lake.read(TRANSCRIPTS).filter(is_ready).select("episode_id", "sha256")
    wanted: dict[date, dict[str, str]] = {day: {} for day in lake.days(SEGMENTS)}
    episodes = lake.read(EPISODES)
    regulars = regulars_before(episodes.select("episode_id", "show_id", "published_at", "people").iter_rows(named=True))
    for row in episodes.join(ready, on="episode_id").iter_rows(named=True):
        people = sorted(person["name"] for person in row["people"])
        fingerprint = stable_id(row["sha256"], segments.VERSION, row["show_id"], *people, *regulars[row["episode_id"]])
        wanted.setdefault(row["published_on"], {})[row["episode_id"]] = fingerprint
    return wanted


def speech_after(before: Mapping[str, str]) -> dict[str, str]:
    """Return the fingerprints of the speech, given those of the segments."""
    return _next(before, versions.SPEECH)


def mentions_after(before: Mapping[str, str], model: str) -> dict[str, str]:
    """Return the fingerprints of the mentions, given those of the speech."""
    return _next(before, versions.MENTIONS, model)


def claims_after(before: Mapping[str, str], model: str) -> dict[str, str]:
    """Return the fingerprints of the claims, given those of the mentions."""
    return _next(before, versions.CLAIMS, model)


def read_after(before: Mapping[str, str], model: str) -> dict[str, str]:
    """Return the fingerprints of the whole language stage, given those of the segments."""
    return claims_after(mentions_after(speech_after(before), model), model)


def passages_after(before: Mapping[str, str]) -> dict[str, str]:
    """Return the fingerprints of the passages, given those of the claims."""
    return _next(before, passages.VERSION, vectors.VERSION)


def neighbours_after(before: Mapping[str, str]) -> dict[str, str]:
    """Return the fingerprints of the neighbours, given those of the passages."""
    return _next(before, neighbours.VERSION, likeness.settings_version())


def _next(before: Mapping[str, str], *parts: object) -> dict[str, str]:
    return {episode: stable_id(fingerprint, *parts) for episode, fingerprint in before.items()}


def pending_days(lake: Lake, model: str) -> list[date]:
    """Return the days of which something is new, changed, gone, or was made by an earlier version, ascending."""
    return [
        day
        for day, target in sorted(segmented(lake).items())
        if neighbours_after(passages_after(read_after(target, model))) != lake.done(NEIGHBOURS, day)
    ]


def day_ranges(days: Iterable[date], at_most: int = 8) -> list[tuple[date, date]]:
    """Return the days as ranges (first, last) of which Dagster runs each in one go.

    Consecutive days make one range. Where that gives more than `at_most` ranges, the smallest gaps are bridged: an
    empty day costs about 15 ms of Dagster's event log (measured, six assets), a run of its own a second, and one or two
    more for looking through an archive of 600 days.
    """
    ordered = sorted(set(days))
    if not ordered:
        return []
    gaps = sorted(
        (index for index in range(1, len(ordered)) if ordered[index] - ordered[index - 1] > timedelta(days=1)),
        key=lambda index: (ordered[index - 1] - ordered[index], index),
    )
    cuts = sorted(gaps[: at_most - 1])
    starts, ends = [0, *cuts], [*cuts, len(ordered)]
    return [(ordered[start], ordered[end - 1]) for start, end in zip(starts, ends, strict=True)]


def quarantined(stage: str, item_id: str, day: date, reason: str, detail: str) -> dict[str, Any]:
    """Return a row of a stage's quarantine."""
    return {
        "stage": stage,
        "item_id": item_id,
        "published_on": day,
        "reason": reason,
        "detail": detail,
        "first_seen_at": datetime.now(UTC),
    }
