"""Pools of candidates by hand.

What belongs here: candidates of which only what matters is said. What does not: tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import numpy as np
import polars as pl

from assets.brief.pool import Floats, Pool, make_pool
from assets.insights.vectors import DIMENSIONS

DAY: Final = date(2025, 3, 4)
NAMES: Final = {"e1": ["Marlow Freight", "Marlow"], "e2": ["Ostwick"]}


def candidate(name: str, score: float = 0.5, *, days_ago: int = 0, **changes: Any) -> dict[str, Any]:
    """A candidate of its own cluster and show, that two others speak of."""
    published_on = DAY - timedelta(days=days_ago)
    return {
        "brief_date": DAY,
        "insight_id": name,
        "cluster_id": f"cluster of {name}",
        "show_id": f"show of {name}",
        "show_title": f"Show of {name}",
        "feed_url": f"https://{name.replace(' ', '-')}.example/feed",
        "published_on": published_on,
        "published_at": datetime(published_on.year, published_on.month, published_on.day, 6, tzinfo=UTC),
        "title": f"Title of {name}",
        "quote": f"Quote of {name}.",
        "speaker": f"Speaker of {name}",
        "attributed_to": None,
        "polarity": "affirmative",
        "entity_ids": [],
        "numbers": [],
        "score": score,
        "salience": 0.65,
        "specificity": 0.5,
        "novelty": 0.5,
        "corroboration": 0.0,
        "recency": 0.5,
        "variety": 1.0,
        "related_count": 2,
        "answer_count": 0,
    } | changes


def pool_of(*rows: dict[str, Any], vectors: Floats | None = None) -> Pool:
    """A pool of candidates that are unlike each other, unless their vectors are given."""
    given = np.eye(len(rows), DIMENSIONS, dtype=np.float32) if vectors is None else vectors
    return make_pool(pl.DataFrame(list(rows), infer_schema_length=None), given, NAMES)


def no_meaning(texts: Sequence[str]) -> Floats:
    """Vectors that are like nothing."""
    return np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
