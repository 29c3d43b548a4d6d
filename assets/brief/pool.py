"""The pool: a day's candidates, laid out so that thousands of subscribers can be served from it.

What belongs here: the candidates as arrays, and where in them a name or word stands. What does not: what a subscriber
makes of them (interest.py, ranking.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from assets.brief.names import name_key, people_keys, show_keys
from assets.brief.words import tokens

Floats: TypeAlias = npt.NDArray[np.float32]
Places: TypeAlias = npt.NDArray[np.intp]
Index: TypeAlias = Mapping[str, Places]


@dataclass(frozen=True, slots=True)
class Pool:
    """Candidates by their place; each index gives the places at which a name or word stands, ascending."""

    rows: list[dict[str, Any]]
    vectors: Floats
    scores: Floats
    saliences: Floats
    clusters: Places
    shows: Places
    ages: Places
    related_counts: Places
    answer_counts: Places
    published: npt.NDArray[np.datetime64]
    by_insight: Mapping[str, int]
    by_cluster: Index
    by_entity: Index
    by_show: Index
    by_person: Index
    by_word: Index

    def __len__(self) -> int:
        return len(self.rows)


def make_pool(candidates: pl.DataFrame, vectors: Floats, entity_names: Mapping[str, Iterable[str]]) -> Pool:
    """Lay out a day's candidates, best first, equals by their key: the order of rows given does not matter.

    Args:
        candidates: rows of schema.CANDIDATES with the columns of `insights`, and `show_title`, `feed_url`,
            `published_at`.
        vectors: their unit vectors, in the order given; zeros where there is none.
        entity_names: name and aliases of every entity that they mention.
    """
    order = (
        candidates.with_row_index("place").sort(["score", "insight_id"], descending=[True, False])["place"].to_numpy()
    )
    rows = candidates[order.tolist()].to_dicts()
    return Pool(
        rows=rows,
        vectors=vectors[order],
        scores=np.array([row["score"] for row in rows], dtype=np.float32),
        saliences=np.array([row["salience"] for row in rows], dtype=np.float32),
        clusters=_codes(row["cluster_id"] for row in rows),
        shows=_codes(row["show_id"] for row in rows),
        ages=np.array([(row["brief_date"] - row["published_on"]).days for row in rows], dtype=np.intp),
        related_counts=np.array([row["related_count"] for row in rows], dtype=np.intp),
        answer_counts=np.array([row["answer_count"] for row in rows], dtype=np.intp),
        published=np.array([row["published_at"].replace(tzinfo=None) for row in rows], dtype="datetime64[us]"),
        by_insight={row["insight_id"]: place for place, row in enumerate(rows)},
        by_cluster=_index([row["cluster_id"]] for row in rows),
        by_entity=_index(
            {name_key(name) for entity in row["entity_ids"] or () for name in entity_names.get(entity, ())}
            for row in rows
        ),
        by_show=_index(map(show_keys, rows)),
        by_person=_index(map(people_keys, rows)),
        by_word=_index(set(tokens(f"{row['title']} {row['quote']}")) for row in rows),
    )


def places_of(index: Index, key: str) -> Places:
    """Return where a key stands, nowhere being an answer."""
    return index.get(key, _NOWHERE)


_NOWHERE: Places = np.zeros(0, dtype=np.intp)


def _codes(names: Iterable[str]) -> Places:
    codes: dict[str, int] = {}
    return np.array([codes.setdefault(name, len(codes)) for name in names], dtype=np.intp)


def _index(keys: Iterable[Iterable[str]]) -> dict[str, Places]:
    found: dict[str, list[int]] = {}
    for place, own in enumerate(keys):
        for key in own:
            found.setdefault(key, []).append(place)
    return {key: np.array(places, dtype=np.intp) for key, places in found.items()}
