"""Column names and types of the lake tables of the `brief` stage: subscribers, candidates, and daily_brief, the ledger.

What belongs here: the schemas. What does not: how five insights are chosen.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from assets.podcasts.schema import UTC, schema_of

# The parts of a score, each from 0 to 1.
PARTS: Final = ("salience", "specificity", "novelty", "corroboration", "recency", "variety")

# What could be chosen for a day's brief, as of that day: one row per day and insight.
CANDIDATES: Final = schema_of(
    {
        "brief_date": pl.Date,
        "insight_id": pl.String,
        "cluster_id": pl.String,
        "show_id": pl.String,
        "published_on": pl.Date,
        **dict.fromkeys(PARTS, pl.Float64),
        "score": pl.Float64,
        "related_count": pl.Int32,
        "answer_count": pl.Int32,
    }
)

# Whose briefs are chosen and by which wishes: ids alone, for an e-mail address stays where it was given.
SUBSCRIBERS: Final = schema_of(
    {
        "subscriber_id": pl.String,
        "interests": pl.List(pl.String),
        "subjects": pl.List(pl.String),
        "followed_shows": pl.List(pl.String),
        "followed_people": pl.List(pl.String),
        "muted_shows": pl.List(pl.String),
        "muted_people": pl.List(pl.String),
        "most_per_show": pl.Int32,
        "time_zone": pl.String,
    }
)

RELATED: Final = pl.Struct(
    {
        "insight_id": pl.String,
        "relation": pl.String,
        "explanation": pl.String,
        "title": pl.String,
        "quote": pl.String,
        "speaker": pl.String,
        "show_title": pl.String,
        "published_at": UTC,
        "evidence_url": pl.String,
    }
)

# What was sent, all of it as it was then: one row per day, subscriber and rank.
DAILY_BRIEF: Final = schema_of(
    {
        "brief_date": pl.Date,
        "subscriber_id": pl.String,
        "rank": pl.Int32,
        "insight_id": pl.String,
        "cluster_id": pl.String,
        "title": pl.String,
        "summary": pl.String,
        "quote": pl.String,
        "speaker": pl.String,
        "show_title": pl.String,
        "episode_title": pl.String,
        "published_at": UTC,
        "start_seconds": pl.Float64,
        "evidence_url": pl.String,
        "polarity": pl.String,
        "entity_ids": pl.List(pl.String),
        "numbers": pl.List(pl.String),
        "score": pl.Float64,
        "interest": pl.Float64,
        "what_is_new": pl.String,
        "reasons": pl.List(pl.String),
        "related_insight_ids": pl.List(pl.String),
        "related": pl.List(RELATED),
        "decided_at": UTC,
    }
)
