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
CHANGE: Final = pl.Struct({"changed_at": UTC, "what": pl.String, "before": pl.String, "after": pl.String})
ANCHOR: Final = pl.Struct({"char_start": pl.Int32, "start_seconds": pl.Float64})

FEED_STATUSES: Final = ("active", "error", "retired", "blocked", "unlisted")
EPISODE_STATUSES: Final = ("ready", "awaiting_transcript", "quarantined", "withdrawn")
# missing: the server knows no such file (404, 410). Many shows name a transcript before they have it.
TRANSCRIPT_STATUSES: Final = ("ok", "missing", "error")
TRANSCRIPT_FORMATS: Final = ("vtt", "srt", "sbv", "ttml", "json", "html", "text", "markdown")


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
        "content_type": pl.String,  # as the server said; the document is read with it
        "page_sha256s": pl.List(pl.String),  # of the older pages that were followed when the document was stored
        "episode_count": pl.Int32,
        "new_episode_count": pl.Int32,  # that the last scan saw for the first time
        "byte_count": pl.Int64,  # of the last answer's body
        "elapsed_milliseconds": pl.Int32,
        "damage": pl.String,  # what was wrong with the document, though it could be read
        "authors": pl.List(pl.String),
        "is_locked": pl.Boolean,  # podcast:locked: the show asks other hosts not to import it
        "is_finished": pl.Boolean,  # the show says that no episode is to come
        "update_frequency": pl.String,  # podcast:updateFrequency, an RFC 5545 rule
        "update_start": UTC,
        "latest_episode_at": UTC,
        "episode_gap_seconds": pl.Float64,  # median between the latest episodes
        "failure_count": pl.Int32,  # scans in a row that failed
        "next_scan_at": UTC,  # when a scheduled scan asks again
        "wait_until": UTC,  # the server asked not to be asked before then (Retry-After); null where it did not
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
        "updated_at": UTC,  # as the feed says
        "feed_sha256": pl.String,  # the feed document that the row was read from
        "first_seen_at": UTC,
        "last_seen_at": UTC,
        "changed_at": UTC,  # when the feed's item last differed from the one before, its show notes apart
        "withdrawn_at": UTC,  # when the feed listed newer and older episodes, and this one no longer
        "carried_by": pl.List(pl.String),  # other shows whose feeds list the same episode
        "history": pl.List(CHANGE),  # what became of the episode, oldest change first
    }
)

# A transcript that an episode names and that was asked for: what came of it. One of an episode's rows is chosen.
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
        "fetched_at": UTC,  # when the file was fetched, or the last try failed
        "attempt_count": pl.Int32,  # since the last one that succeeded
        "is_chosen": pl.Boolean,  # the best that could be fetched, else the one whose failure speaks for the episode
        "quality": pl.List(pl.Float64),  # to compare several of one episode, place by place; null where there is one
        "has_speakers": pl.Boolean,  # null where there is nothing to compare
        "has_times": pl.Boolean,
        "earlier_sha256s": pl.List(pl.String),  # of what it said before it was corrected, oldest first
        "asked_at": UTC,  # when the server was last asked, also where nothing had changed
        "next_ask_at": UTC,  # null: only when the feed's item changes
        "wait_until": UTC,  # as of feeds
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
