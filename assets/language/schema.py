"""Column names and types of the lake tables of the `language` stage: speech, mentions, claims.

What belongs here: the schemas and the closed lists of their values. What does not: how a row is made.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from assets.podcasts.schema import schema_of

SEGMENT_KINDS: Final = ("speech", "ad", "intro", "outro", "teaser", "housekeeping")
# TERM is a field, method or task that is spoken of by its name: "machine learning", "random forest".
ENTITY_LABELS: Final = ("PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "GPE", "EVENT", "TERM", "MONEY", "DATE", "OTHER")
MODALITIES: Final = ("asserted", "hedged", "predicted", "hypothetical", "recommended", "recalled")
POLARITIES: Final = ("affirmative", "negative")

# What each segment is: speech to read, or set aside, and why. One row per segment.
SPEECH: Final = schema_of(
    {
        "segment_id": pl.String,
        "episode_id": pl.String,
        "published_on": pl.Date,
        "kind": pl.String,
        "kind_reason": pl.String,  # null for speech, else what gave it away
        "word_count": pl.Int32,
        "version": pl.String,
    }
)

# An entity named at a place. Offsets count characters of the segment's text, end exclusive.
MENTIONS: Final = schema_of(
    {
        "mention_id": pl.String,
        "entity_id": pl.String,
        "entity_name": pl.String,  # the name in the form that entities are counted under
        "episode_id": pl.String,
        "segment_id": pl.String,
        "published_on": pl.Date,
        "char_start": pl.Int32,
        "char_end": pl.Int32,
        "text": pl.String,
        "label": pl.String,
        "version": pl.String,
    }
)

# A sentence that asserts something. `quote` is the segment's text between the offsets.
CLAIMS: Final = schema_of(
    {
        "claim_id": pl.String,
        "episode_id": pl.String,
        "show_id": pl.String,
        "segment_id": pl.String,
        "published_on": pl.Date,
        "char_start": pl.Int32,
        "char_end": pl.Int32,
        "quote": pl.String,
        "headline": pl.String,  # the claim in at most twelve of its own words, null where they cannot hold it
        "speaker": pl.String,
        "attributed_to": pl.String,
        "cue": pl.String,  # the words that mark the attribution or the modality, null where there are none
        "modality": pl.String,
        "polarity": pl.String,
        "is_prediction": pl.Boolean,
        "has_number": pl.Boolean,
        "claim_score": pl.Float64,  # 0 to 1
        "version": pl.String,
    }
)
