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

ASIDE: Final = pl.Struct({"char_start": pl.Int32, "char_end": pl.Int32, "kind": pl.String, "reason": pl.String})

# What each segment is: speech to read, or set aside, and why. One row per segment.
SPEECH: Final = schema_of(
    {
        "segment_id": pl.String,
        "episode_id": pl.String,
        "published_on": pl.Date,
        "kind": pl.String,
        "kind_reason": pl.String,  # null for speech, else what gave it away
        "asides": pl.List(ASIDE),  # the sentences that are set aside, in a segment of any kind
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

# A quantity of a claim: what is measured is null where the parse does not say.
QUANTITY: Final = pl.Struct(
    {
        "low": pl.Float64,
        "high": pl.Float64,  # equal to low, where it is no range
        "unit": pl.String,  # percent, a currency, times, or the noun counted; empty for a bare count
        "measures": pl.String,
        "char_start": pl.Int32,
        "char_end": pl.Int32,
    }
)

# A sentence that asserts something. `quote` is the segment's text between the offsets; all offsets count
# characters of that text, end exclusive.
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
        # Who is said to hold the view, the words that say so, and the view; null where nobody but the speaker is named.
        **dict.fromkeys(
            ("source_start", "source_end", "cue_start", "cue_end", "content_start", "content_end"), pl.Int32
        ),
        "modality": pl.String,
        "polarity": pl.String,
        "negation_start": pl.Int32,  # what the negation of a negative claim covers
        "negation_end": pl.Int32,
        "is_prediction": pl.Boolean,
        "horizon_start": pl.Date,  # when a prediction is to come true, null where no time is told
        "horizon_end": pl.Date,
        "has_number": pl.Boolean,
        "quantities": pl.List(QUANTITY),
        "claim_score": pl.Float64,  # 0 to 1
        "version": pl.String,
    }
)
