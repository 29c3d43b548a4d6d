"""The step from claims to passages.

What belongs here: reading and writing the lake around `assets.insights.passages`. What does not: what makes a good
passage, what passages have to do with each other (relate.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from assets.insights.passages import Reader, episode_passages
from assets.insights.vectors import embed
from assets.language.pipeline import load_pipeline
from assets.language.read import EpisodeText, read_sentences
from assets.language.sentences import Sentence
from orchestration.digest.plan import Outcome, Work, passages_after, quarantined, work_of
from orchestration.lake import Lake, merge_day
from orchestration.tables import CLAIMS, MENTIONS, PASSAGES, SEGMENTS, SPEECH, UNDIGESTED

Row = dict[str, Any]


def extract_days(lake: Lake, days: Sequence[date], advance: Callable[[int], None], *, model: str) -> Outcome:
    """Choose the passages of these days' new or changed episodes.

    Args:
        lake: read and written.
        days: publication days.
        advance: told how many days are done.
        model: the language model, which reads the sentences of a passage that are no claims.
    """
    work = work_of(lake, PASSAGES, {day: passages_after(lake.done(CLAIMS, day)) for day in days})
    advance(len(days) - len(work))
    outcome = Outcome()
    for item in work:
        rows, failures = _passages(lake, item, model)
        merge_day(lake, UNDIGESTED, item.day, target=item.target, redone=item.stale, rows=failures)
        # Passages last: their record is what says that the day is done.
        merge_day(lake, PASSAGES, item.day, target=item.target, redone=item.stale, rows=rows)
        outcome = outcome.plus(Outcome(1, len(item.stale), len(rows), len(failures)))
        advance(1)
    return outcome


def _passages(lake: Lake, work: Work, model: str) -> tuple[list[Row], list[Row]]:
    """Return the passages of a day's stale episodes, and a row of quarantine for each that gave an error instead."""
    tables = [_by_episode(lake.read_day(table, work.day)) for table in (SEGMENTS, SPEECH, MENTIONS, CLAIMS)]
    rows: list[Row] = []
    failures: list[Row] = []
    for episode in work.stale:
        segments, speech, mentions, claims = (table.get(episode, []) for table in tables)
        try:
            rows += episode_passages(
                segments=segments,
                speech=speech,
                mentions=mentions,
                claims=claims,
                read=reader(model, segments, mentions),
            )
        except Exception as error:  # noqa: BLE001 - whatever one episode's words set off must not cost the others
            detail = f"{type(error).__name__}: {error}"
            failures.append(quarantined("insights", episode, work.day, "undigested_passages", detail))
    vectors = embed([row["quote"] for row in rows])
    return [row | {"vector": vector.tolist()} for row, vector in zip(rows, vectors, strict=True)], failures


def reader(model: str, segments: Sequence[Mapping[str, Any]], mentions: Sequence[Mapping[str, Any]]) -> Reader:
    """Return what reads sentences of an episode with a language model, which is loaded when first it is needed."""

    def read(sentences: Sequence[tuple[Mapping[str, Any], Sentence]]) -> list[Row]:
        if not sentences:
            return []
        first = segments[0]
        episode = EpisodeText(
            episode_id=first["episode_id"],
            show_id=first["show_id"],
            published_on=first["published_on"],
            people=(),
            segments=tuple(dict(row) for row in segments),
            mentions=tuple(dict(row) for row in mentions),
        )
        return read_sentences(load_pipeline(model), episode, [(dict(row), sentence) for row, sentence in sentences])

    return read


def _by_episode(frame: pl.DataFrame) -> dict[str, list[Row]]:
    return {str(key[0]): part.to_dicts() for key, part in frame.partition_by("episode_id", as_dict=True).items()}
