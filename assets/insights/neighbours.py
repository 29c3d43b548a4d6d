"""Neighbours: the passages of other episodes, in the whole archive, that a passage is related to.

What belongs here: finding pairs by vector and shared names. What does not: what a pair is called (relations.py).

The search is exact: 10,000 passages against each other take 2 s in numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from assets.insights.relations import relation_of
from assets.insights.schema import NEIGHBOURS

VERSION: Final = "insights-1"

# Pairs below are related by chance: of random pairs 0.5 % lie above (measured on 1,600 passages). A shared name makes
# less do.
LEAST_SIMILARITY: Final = 0.485
LEAST_WITH_NAME: Final = 0.39
# What a shared name adds to the cosine, for up to three of them.
NAME_BONUS: Final = 0.06
COUNTED_NAMES: Final = 3
# How many of the nearest by vector are looked at for shared names, and how many rows are compared at once.
CANDIDATES: Final = 60
BLOCK_ROWS: Final = 512

Row = dict[str, Any]
Vectors = npt.NDArray[np.float32]


def find_neighbours(
    new: pl.DataFrame, archive: pl.DataFrame, *, entity_names: Mapping[str, str], limit: int = 10
) -> pl.DataFrame:
    """Return the nearest related passages of each new one.

    Args:
        new: rows of schema.PASSAGES.
        archive: rows of schema.PASSAGES to search, usually all there are; passages of the same episode are passed over.
        entity_names: name by entity_id, for the explanations.
        limit: how many a passage; at most half of them come from one show, where others have as much to say.

    Returns:
        Rows of schema.NEIGHBOURS, the nearest first.
    """
    if new.is_empty() or archive.is_empty():
        return NEIGHBOURS.to_frame()
    rows = archive.drop("vector").to_dicts()
    vectors = _matrix(archive)
    names = [frozenset(row["entity_ids"]) for row in rows]
    index = {row["insight_id"]: at for at, row in enumerate(rows)}
    found = [
        _pair(rows[one], rows[other], cosine, names[one] & names[other], entity_names)
        for one, near in _nearest(_matrix(new), vectors, [index.get(name) for name in new["insight_id"]])
        for other, cosine in _chosen(one, near, rows, names, limit)
    ]
    return pl.DataFrame(found, schema=NEIGHBOURS)


def _matrix(frame: pl.DataFrame) -> Vectors:
    return np.asarray(frame["vector"].to_list(), dtype=np.float32)


def _nearest(
    new: Vectors, archive: Vectors, places: Sequence[int | None]
) -> Iterator[tuple[int, list[tuple[int, float]]]]:
    """Give, for each new passage that stands in the archive, the nearest of the archive with their cosines."""
    count = min(CANDIDATES, len(archive))
    for begin in range(0, len(new), BLOCK_ROWS):
        cosines = new[begin : begin + BLOCK_ROWS] @ archive.T
        nearest = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
        for offset, columns in enumerate(nearest):
            place = places[begin + offset]
            if place is not None:
                yield place, [(int(column), float(cosines[offset, column])) for column in columns]


def _chosen(
    one: int, near: Sequence[tuple[int, float]], rows: Sequence[Row], names: Sequence[frozenset[str]], limit: int
) -> list[tuple[int, float]]:
    """Return the most similar of other episodes, shows in turn where one show would fill more than half of the list."""
    scored = [
        (similarity(cosine, len(names[one] & names[other])), other, cosine)
        for other, cosine in near
        if rows[other]["episode_id"] != rows[one]["episode_id"]
        and similarity(cosine, len(names[one] & names[other]))
        >= (LEAST_WITH_NAME if names[one] & names[other] else LEAST_SIMILARITY)
    ]
    scored.sort(key=lambda item: (-item[0], item[1]))
    counts: dict[str, int] = {}
    first: list[tuple[int, float]] = []
    rest: list[tuple[int, float]] = []
    for _score, other, cosine in scored:
        show = rows[other]["show_id"]
        counts[show] = counts.get(show, 0) + 1
        (first if counts[show] <= limit // 2 else rest).append((other, cosine))
    return [*first, *rest][:limit]


def similarity(cosine: float, shared_count: int) -> float:
    """Return how similar two passages are, 0 to 1: the cosine of their vectors and 0.06 for each of up to 3 names."""
    return round(min(1.0, max(0.0, cosine + NAME_BONUS * min(COUNTED_NAMES, shared_count))), 4)


def _pair(one: Row, other: Row, cosine: float, shared: frozenset[str], entity_names: Mapping[str, str]) -> Row:
    shared_names = sorted(entity_names.get(entity, entity) for entity in shared)
    relation, explanation = relation_of(one, other, cosine, shared_names)
    return {
        "insight_id": one["insight_id"],
        "related_insight_id": other["insight_id"],
        "published_on": one["published_on"],
        "similarity": similarity(cosine, len(shared)),
        "relation": relation,
        "shared_entity_count": len(shared),
        "shared_entity_names": shared_names,
        "explanation": explanation,
        "version": VERSION,
    }
