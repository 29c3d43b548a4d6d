"""Column names and types of the lake table of speech recognition.

What belongs here: the schema. What does not: how a row is made.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from assets.podcasts.schema import UTC, schema_of

# An episode whose audio was transcribed, or the reason why it could not be.
ASR_TRANSCRIPTS: Final = schema_of(
    {
        "episode_id": pl.String,
        "published_on": pl.Date,
        "audio_url": pl.String,
        "model": pl.String,
        "status": pl.String,  # one of schema.TRANSCRIPT_STATUSES
        "error": pl.String,
        "language": pl.String,  # that was recognised
        "sha256": pl.String,  # names the stored transcript
        "byte_count": pl.Int64,  # of the transcript
        "audio_sha256": pl.String,
        "audio_byte_count": pl.Int64,
        "audio_seconds": pl.Float64,
        "attempt_count": pl.Int32,
        "attempted_at": UTC,
    }
)
