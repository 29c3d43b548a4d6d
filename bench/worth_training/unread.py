"""Passages under titles that nobody read: a teacher is asked about them.

What belongs here: which places of a home give them. What does not: the teacher (__main__.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
from rich.progress import track

from assets.insights.passages import FEWEST_PASSAGES, by_segment, places_tried
from assets.insights.salience.spoken import spoken
from assets.insights.shown import pairs
from assets.insights.titles import claims_with_title
from assets.insights.worth import as_read
from bench.verdict_training.examples import is_measured
from orchestration.digest.insights import reader
from orchestration.lake import Lake
from orchestration.tables import CLAIMS, EPISODES, MENTIONS, SEGMENTS, SPEECH

Row = dict[str, Any]


def unread_insights(lake: Lake, model: str) -> list[str]:
    """Return what places of all episodes might show, as the model reads it, none of an episode that is measured.

    Of an episode so many places are taken as are tried where FEWEST_PASSAGES are wanted.

    Args:
        lake: of a home that has read the corpus.
        model: names the language model that parses.
    """
    episodes = lake.read(EPISODES).select("episode_id", "guid", "published_on").sort("published_on", "episode_id")
    found: dict[str, None] = {}
    for (day,), of_day in track(list(episodes.group_by("published_on", maintain_order=True)), description="days"):
        tables = [lake.read_day(table, day) for table in (SEGMENTS, SPEECH, MENTIONS, CLAIMS)]
        for episode_id, guid, _day in of_day.iter_rows():
            segments, *others = (table.filter(pl.col("episode_id") == episode_id).to_dicts() for table in tables)
            if segments and not is_measured(guid):
                found |= dict.fromkeys(_of_episode(segments, others, model))
    return list(found)


def _of_episode(segments: Sequence[Row], others: Sequence[Sequence[Row]], model: str) -> Iterator[str]:
    speech, mentions, claims = others
    read = reader(model, segments, mentions)
    tried, with_read = places_tried(spoken(segments, speech), claims, read, FEWEST_PASSAGES)
    titled, named = claims_with_title(with_read), by_segment(mentions)
    for place in tried:
        for window, title in pairs(place, titled, named):
            yield as_read(title.in_sentence, window.quote)
