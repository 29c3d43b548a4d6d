"""Neighbours: the passages of other episodes, on the same day or before, that are about what a passage is about.

What belongs here: which pairs become edges. What does not: finding what lies near (index.py), how alike two passages
are (likeness.py), what an edge is called (relations.py), the lake (orchestration/digest/relate.py).

A passage looks back, never ahead: what is found for a day follows from what the archive holds up to that day. A later
passage finds an earlier one, and the warehouse shows the pair from both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

import numpy as np
import polars as pl

from assets.insights.disagreement import conflicting_figures
from assets.insights.index import Graph, Index, Places, decode, make_index
from assets.insights.likeness import FEATURES, Entity, Profiles, Words, closeness, features, settings, similarity
from assets.insights.relations import Likeness, contradict, relation_of
from assets.insights.schema import NEIGHBOURS
from assets.insights.statements import statements

VERSION: Final = "insights-8"

# How many of the nearest by vector are looked at, and how many neighbours a passage has at most.
CANDIDATES: Final = 40
LIMIT: Final = 10
# Of several that share so many of their words, one tells what all tell.
SAME_WORDS: Final = 0.7

# The columns of a passage that an edge is told from.
TOLD: Final = ("insight_id", "published_on", "quote", "modality", "entity_ids")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages by their places in the archive, the one that looked first, and how alike they are."""

    one: int
    other: int
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Archive:
    """All passages: their keys, their index, and what is compared beyond vectors."""

    keys: Sequence[str]
    index: Index
    profiles: Profiles
    episodes: Places
    shows: Places

    @classmethod
    def of(cls, rows: pl.DataFrame, graphs: Mapping[date, Graph] | None = None) -> Archive:
        """Lay out rows of schema.INDEX, ascending by day and, in a day, by key."""
        episodes, shows = (rows[name].rank("dense").to_numpy().astype(np.int64) for name in ("episode_id", "show_id"))
        return cls(rows["insight_id"].to_list(), make_index(rows, graphs), Profiles.of(rows), episodes, shows)


def likely_pairs(archive: Archive, day: date) -> list[Pair]:
    """Return the pairs of a day's passages with others of that day or before that may be related.

    Those of the same episode are passed over. The pairs of a passage stand together, the surest first.
    """
    span = archive.index.day(day)
    ones = np.arange(span.start, span.stop)
    if not len(ones):
        return []
    near, cosines = archive.index.nearest(decode(archive.index.codes[span]), day, CANDIDATES)
    askers, others = np.repeat(ones, near.shape[1]), near.ravel()
    near_enough = cosines.ravel() >= float(settings()["least_cosine"])
    kept = near_enough & (others >= 0) & (archive.episodes[askers] != archive.episodes[others])
    askers, others = askers[kept], others[kept]
    given = features(archive.profiles, askers, others, cosines.ravel()[kept])
    sure, close, words = similarity(given), closeness(given), given[:, FEATURES.index("words")]
    likely = np.flatnonzero(sure >= float(settings()["least_to_contradict"]))
    order = likely[np.lexsort((others[likely], -sure[likely], askers[likely]))]
    return [
        Pair(int(askers[at]), int(others[at]), Likeness(float(sure[at]), float(close[at]), float(words[at])))
        for at in order
    ]


def neighbours_of(
    archive: Archive,
    pairs: Sequence[Pair],
    passage_at: Callable[[int], Row],
    entities: Mapping[str, Entity],
    limit: int = LIMIT,
) -> pl.DataFrame:
    """Return the edges among likely pairs, those of a passage by similarity.

    At most `limit` a passage, at most half of them from one show where others have as much to say, and of several that
    say the same words one.

    Args:
        archive: where the pairs were found.
        pairs: what likely_pairs gave.
        passage_at: gives the passage at a place, as far as `TOLD` goes.
        entities: by entity_id, those of the passages that looked.
    """
    rows = [
        row
        for _, mine in groupby(pairs, key=lambda pair: pair.one)
        for row in _edges(archive, [*mine], passage_at, entities, limit)
    ]
    return pl.DataFrame(rows, schema=NEIGHBOURS)


def _edges(
    archive: Archive,
    pairs: Sequence[Pair],
    passage_at: Callable[[int], Row],
    entities: Mapping[str, Entity],
    limit: int,
) -> Iterator[dict[str, Any]]:
    floor = float(settings()["least_similarity"])

    def is_edge(pair: Pair) -> bool:
        if pair.likeness.similarity >= floor:
            return True
        # Less alike than others, they are an edge only where both name something and give different figures, which is
        # slow to tell and asked last. Of two pairs that came in otherwise, by a denial and by words alone, both were
        # false when read.
        one, other = passage_at(pair.one), passage_at(pair.other)
        if not {*(one["entity_ids"] or ())} & {*(other["entity_ids"] or ())}:
            return False
        return conflicting_figures(statements(one["quote"]), statements(other["quote"])) is not None

    def says_otherwise(place: int, told: int) -> bool:
        return contradict(passage_at(place)["quote"], passage_at(told)["quote"])

    for pair in _varied(archive, pairs, is_edge, says_otherwise, limit):
        yield _edge(pair, passage_at, entities)


def _edge(pair: Pair, passage_at: Callable[[int], Row], entities: Mapping[str, Entity]) -> dict[str, Any]:
    one, other = passage_at(pair.one), passage_at(pair.other)
    shared = {*(one["entity_ids"] or ())} & {*(other["entity_ids"] or ())}
    names = sorted(entities[key].name if key in entities else key for key in shared)
    relation, explanation = relation_of(one, other, pair.likeness, names)
    return {
        "insight_id": one["insight_id"],
        "related_insight_id": other["insight_id"],
        "published_on": one["published_on"],
        "similarity": round(pair.likeness.similarity, 4),
        "relation": relation,
        "shared_entity_count": len(shared),
        "shared_entity_names": names,
        "explanation": explanation,
        "version": VERSION,
    }


def _varied(
    archive: Archive,
    pairs: Sequence[Pair],
    is_edge: Callable[[Pair], bool],
    says_otherwise: Callable[[int, int], bool],
    limit: int,
) -> list[Pair]:
    """Choose the surest edges that say something else than those chosen; shows in turn where one would fill half."""
    counts: dict[int, int] = {}
    first: list[Pair] = []
    rest: list[Pair] = []
    told: list[tuple[Words, int]] = []
    for pair in pairs:
        if len(first) == limit:
            break
        words = Words.of(archive.profiles, pair.other)
        like = [place for other, place in told if words.overlap(other) >= SAME_WORDS]
        if not all(says_otherwise(pair.other, place) for place in like) or not is_edge(pair):
            continue
        told.append((words, pair.other))
        show = int(archive.shows[pair.other])
        counts[show] = counts.get(show, 0) + 1
        (first if counts[show] <= limit // 2 else rest).append(pair)
    return [*first, *rest][:limit]
