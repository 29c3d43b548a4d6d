"""Column names and types of the lake tables of the `podcasts` stage: feeds, episodes, transcripts, segments.

What belongs here: the schemas and the closed lists of their values. What does not: how a row is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

UTC: Final = pl.Datetime("us", "UTC")

PERSON: Final = pl.Struct({"name": pl.String, "role": pl.String})
TRANSCRIPT_TAG: Final = pl.Struct({"url": pl.String, "type": pl.String, "language": pl.String, "rel": pl.String})
ANCHOR: Final = pl.Struct({"char_start": pl.Int32, "start_seconds": pl.Float64})

FEED_STATUSES: Final = ("active", "error", "retired", "blocked", "unlisted")
EPISODE_STATUSES: Final = ("ready", "awaiting_transcript", "quarantined")
TRANSCRIPT_STATUSES: Final = ("ok", "error")
TRANSCRIPT_FORMATS: Final = ("vtt", "srt", "sbv", "json", "html", "text", "markdown")


def schema_of(columns: Mapping[str, Any]) -> pl.Schema:
    """Return a schema from types by column name, polars' classes (pl.String) and instances (pl.List(…)) alike."""
    return pl.Schema(columns)


# A feed that was asked for, also one that never answered: its error stands in the row.
FEEDS: Final = schema_of(
    {
        "show_id": pl.String,
        "feed_url": pl.String,  # where to ask next time: the address after permanent moves
        "listed_url": pl.String,  # the address as it stands in the list of feeds
        "title": pl.String,
        "description": pl.String,
        "site_url": pl.String,
        "language": pl.String,
        "status": pl.String,
        "error": pl.String,
        "http_status": pl.Int32,
        "etag": pl.String,
        "last_modified": pl.String,
        "content_sha256": pl.String,  # of the stored feed document
        "episode_count": pl.Int32,
        "byte_count": pl.Int64,  # of the last answer's body
        "elapsed_milliseconds": pl.Int32,
        "first_scanned_at": UTC,
        "last_scanned_at": UTC,
        "last_changed_at": UTC,
    }
)

EPISODES: Final = schema_of(
    {
        "episode_id": pl.String,
        "show_id": pl.String,
        "show_title": pl.String,
        "guid": pl.String,
        "title": pl.String,
        "description": pl.String,
        "published_at": UTC,
        "published_on": pl.Date,  # the day, UTC: the partition of everything that follows
        "url": pl.String,
        "audio_url": pl.String,
        "audio_type": pl.String,
        "duration_seconds": pl.Float64,
        "season": pl.Int32,
        "episode_number": pl.Int32,
        "people": pl.List(PERSON),
        "transcript_tags": pl.List(TRANSCRIPT_TAG),
        "feed_sha256": pl.String,  # the feed document that the row was read from
        "first_seen_at": UTC,
        "last_seen_at": UTC,
    }
)

# The transcript that was fetched for an episode, or the reason why it could not be.
TRANSCRIPTS: Final = schema_of(
    {
        "episode_id": pl.String,
        "published_on": pl.Date,
        "url": pl.String,
        "declared_type": pl.String,
        "status": pl.String,
        "error": pl.String,
        "http_status": pl.Int32,
        "etag": pl.String,
        "last_modified": pl.String,
        "sha256": pl.String,  # names the stored file
        "byte_count": pl.Int64,
        "fetched_at": UTC,
        "attempt_count": pl.Int32,
    }
)

# One speaker's stretch of speech. Offsets count characters of `text` from zero.
SEGMENTS: Final = schema_of(
    {
        "segment_id": pl.String,
        "episode_id": pl.String,
        "show_id": pl.String,
        "published_on": pl.Date,
        "position": pl.Int32,
        "speaker": pl.String,  # a name; null where nobody knows whose
        "speaker_label": pl.String,  # as the transcript gives it; null where it gives none
        "speaker_certainty": pl.Float64,  # 0 to 1, see podcasts/speakers.py; null where speaker is
        "start_seconds": pl.Float64,
        "end_seconds": pl.Float64,
        "text": pl.String,
        "anchors": pl.List(ANCHOR),  # every time that the source gives within the text
        "transcript_sha256": pl.String,
        "transcript_format": pl.String,
        "version": pl.String,  # of the code that made the row
    }
)

# Whatever a stage could not use, with its reason. The same columns in every stage.
QUARANTINE: Final = schema_of(
    {
        "stage": pl.String,
        "item_id": pl.String,
        "published_on": pl.Date,
        "reason": pl.String,  # a short code, such as unreadable_transcript
        "detail": pl.String,  # names the file, the line and what to do
        "first_seen_at": UTC,
    }
)
