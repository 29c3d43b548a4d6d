"""Column names and types of the lake table of the `brief` stage: daily_brief, also the ledger of what was sent.

What belongs here: the schema. What does not: how five insights are chosen.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from assets.podcasts.schema import UTC, schema_of

# One row per day, subscriber and rank.
DAILY_BRIEF: Final = schema_of(
    {
        "brief_date": pl.Date,
        "subscriber_id": pl.String,
        "rank": pl.Int32,
        "insight_id": pl.String,
        "cluster_id": pl.String,  # as it was when the row was chosen
        "title": pl.String,
        "summary": pl.String,
        "quote": pl.String,
        "speaker": pl.String,
        "show_title": pl.String,
        "episode_title": pl.String,
        "published_at": UTC,
        "start_seconds": pl.Float64,
        "evidence_url": pl.String,
        "score": pl.Float64,
        "reasons": pl.List(pl.String),
        "related_insight_ids": pl.List(pl.String),
    }
)
