"""Column names and types of the lake tables of the `insights` stage: passages, their index, neighbours.

What belongs here: the schemas and the closed lists of their values. What does not: how a row is made.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from assets.podcasts.schema import schema_of

RELATIONS: Final = ("duplicate", "restates", "supports", "qualifies", "contradicts", "same_subject")

# A self-contained insight. `quote` is the segment's text between the offsets.
PASSAGES: Final = schema_of(
    {
        "insight_id": pl.String,
        "episode_id": pl.String,
        "show_id": pl.String,
        "segment_id": pl.String,
        "published_on": pl.Date,
        "char_start": pl.Int32,
        "char_end": pl.Int32,
        "title": pl.String,
        "summary": pl.String,
        "quote": pl.String,
        "speaker": pl.String,
        "attributed_to": pl.String,
        "modality": pl.String,
        "polarity": pl.String,
        "start_seconds": pl.Float64,
        "word_count": pl.Int32,
        "claim_count": pl.Int32,
        "salience": pl.Float64,  # 0 to 1
        "specificity": pl.Float64,  # 0 to 1
        "entity_ids": pl.List(pl.String),
        "numbers": pl.List(pl.String),  # "40 percent", "3 million dollars": value and unit, normalised
        "vector": pl.List(pl.Float32),
        "version": pl.String,
    }
)

# What the search for neighbours needs of a passage, in few bytes: its vector's code (index.py), and what it is about
# (likeness.py).
INDEX: Final = schema_of(
    {
        "insight_id": pl.String,
        "episode_id": pl.String,
        "show_id": pl.String,
        "published_on": pl.Date,
        "code": pl.Binary,
        "terms": pl.List(pl.Int32),
        "term_weights": pl.List(pl.Float32),
        "term_norm": pl.Float32,
        "names": pl.List(pl.Int32),
        "name_weights": pl.List(pl.Float32),
        "figures": pl.List(pl.Int32),
    }
)

# A pair of related passages. It stands with the later of the two, whose day is the partition; a pair of one day stands
# once per direction found.
NEIGHBOURS: Final = schema_of(
    {
        "insight_id": pl.String,
        "related_insight_id": pl.String,
        "published_on": pl.Date,
        "similarity": pl.Float64,  # 0 to 1
        "relation": pl.String,
        "shared_entity_count": pl.Int32,
        "shared_entity_names": pl.List(pl.String),
        "explanation": pl.String,
        "version": pl.String,
    }
)
