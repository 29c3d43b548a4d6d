"""The step from claims to passages.

What belongs here: reading and writing the lake around `assets.insights.passages`. What does not: what makes a good
passage, what passages have to do with each other (relate.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, Final

import polars as pl

from assets.insights.passages import Reader, episode_passages
from assets.insights.vectors import embed
from assets.language.episode import EpisodeText
from assets.language.pipeline import load_pipeline
from assets.language.processes import in_processes
from assets.language.read import read_sentences
from assets.language.sentences import Sentence
from orchestration.digest.plan import Outcome, Work, passages_after, processes_are_worth, quarantined, work_of
from orchestration.lake import Lake, merge_day
from orchestration.tables import CLAIMS, MENTIONS, PASSAGES, SEGMENTS, SPEECH, UNDIGESTED

Row = dict[str, Any]


# Choosing the passages of an hour of speech, 40,000 characters, takes half a second, starting a process and loading the
# models in it four seconds.
WORTH_PROCESSES_CHARACTERS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class _Episode:
    """What the passages of an episode are chosen from."""

    episode_id: str
    segments: Sequence[Row]
    speech: Sequence[Row]
    mentions: Sequence[Row]
    claims: Sequence[Row]


@dataclass(frozen=True, slots=True)
class _Choosing:
    """The passages of an episode, or, as text, why there are none."""

    rows: Sequence[Row] = ()
    error: str | None = None


def extract_days(
    lake: Lake, days: Sequence[date], advance: Callable[[int], None], *, model: str, process_count: int = 1
) -> Outcome:
    """Choose the passages of these days' new or changed episodes; a day is written as soon as it is done.

    Args:
        lake: read and written.
        days: publication days.
        advance: told how many days are done.
        model: the language model, which reads the sentences of a passage that are no claims.
        process_count: how many processes choose, where it is worth starting them. The rows are the same for any.
    """
    work = work_of(lake, PASSAGES, {day: passages_after(lake.done(CLAIMS, day)) for day in days})
    count = process_count if processes_are_worth(lake, work, WORTH_PROCESSES_CHARACTERS) else 1
    choosings = in_processes(
        partial(_choose, model),
        _episodes(lake, work),
        process_count=count,
        killed=lambda _episode: _Choosing(error="its process was killed twice: most often memory runs out"),
    )
    advance(len(days) - len(work))
    outcome = Outcome()
    for item in work:
        outcome = outcome.plus(_write_day(lake, item, list(islice(choosings, len(item.stale)))))
        advance(1)
    return outcome


def _episodes(lake: Lake, work: Sequence[Work]) -> Iterator[_Episode]:
    for item in work:
        tables = [_by_episode(lake.read_day(table, item.day)) for table in (SEGMENTS, SPEECH, MENTIONS, CLAIMS)]
        for episode in item.stale:
            yield _Episode(episode, *(table.get(episode, []) for table in tables))


def _choose(model: str, episode: _Episode) -> _Choosing:
    """Return the passages of one episode, with their vectors."""
    try:
        rows = episode_passages(
            segments=episode.segments,
            speech=episode.speech,
            mentions=episode.mentions,
            claims=episode.claims,
            read=reader(model, episode.segments, episode.mentions),
        )
    except Exception as error:  # noqa: BLE001 - whatever one episode's words set off must not cost the others
        return _Choosing(error=f"{type(error).__name__}: {error}")
    vectors = embed([row["quote"] for row in rows])
    return _Choosing([row | {"vector": vector.tolist()} for row, vector in zip(rows, vectors, strict=True)])


def _write_day(lake: Lake, item: Work, choosings: Sequence[_Choosing]) -> Outcome:
    rows = [row for choosing in choosings for row in choosing.rows]
    failures = [
        quarantined("insights", episode, item.day, "undigested_passages", choosing.error)
        for episode, choosing in zip(item.stale, choosings, strict=True)
        if choosing.error
    ]
    merge_day(lake, UNDIGESTED, item.day, target=item.target, redone=item.stale, rows=failures)
    # Passages last: their record is what says that the day is done.
    merge_day(lake, PASSAGES, item.day, target=item.target, redone=item.stale, rows=rows)
    return Outcome(1, len(item.stale), len(rows), len(failures))


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
