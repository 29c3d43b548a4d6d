"""The tables: of the lake, with schema and partitioning; of the published file, by name.

What belongs here: the one list of each. What does not: reading or writing them (lake.py, dbt_project/).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.brief import schema as brief
from assets.insights import schema as insights
from assets.language import schema as language
from assets.podcasts import schema as podcasts
from assets.podcasts.asr import schema as asr


@dataclass(frozen=True, slots=True, eq=False)
class LakeTable:
    """A table of the lake: `stage/table`, its columns, and the date column that partitions it (None: one file)."""

    name: str
    schema: pl.Schema
    partition_column: str | None = "published_on"

    @property
    def stage(self) -> str:
        """The stage that writes the table."""
        return self.name.split("/")[0]


FEEDS: Final = LakeTable("podcasts/feeds", podcasts.FEEDS, None)
EPISODES: Final = LakeTable("podcasts/episodes", podcasts.EPISODES, None)
TRANSCRIPTS: Final = LakeTable("podcasts/transcripts", podcasts.TRANSCRIPTS, None)
ASR_TRANSCRIPTS: Final = LakeTable("podcasts/asr_transcripts", asr.ASR_TRANSCRIPTS, None)
SEGMENTS: Final = LakeTable("podcasts/segments", podcasts.SEGMENTS)
UNREADABLE: Final = LakeTable("podcasts/quarantine", podcasts.QUARANTINE)
SPEECH: Final = LakeTable("language/speech", language.SPEECH)
MENTIONS: Final = LakeTable("language/mentions", language.MENTIONS)
CLAIMS: Final = LakeTable("language/claims", language.CLAIMS)
UNREAD: Final = LakeTable("language/quarantine", podcasts.QUARANTINE)
PASSAGES: Final = LakeTable("insights/passages", insights.PASSAGES)
INDEX: Final = LakeTable("insights/index", insights.INDEX)
NEIGHBOURS: Final = LakeTable("insights/neighbours", insights.NEIGHBOURS)
UNDIGESTED: Final = LakeTable("insights/quarantine", podcasts.QUARANTINE)
SUBSCRIBERS: Final = LakeTable("brief/subscribers", brief.SUBSCRIBERS, None)
CANDIDATES: Final = LakeTable("brief/candidates", brief.CANDIDATES, "brief_date")
DAILY_BRIEF: Final = LakeTable("brief/daily_brief", brief.DAILY_BRIEF, "brief_date")

LAKE_TABLES: Final[Mapping[str, LakeTable]] = {
    table.name: table
    for table in (
        FEEDS,
        EPISODES,
        TRANSCRIPTS,
        ASR_TRANSCRIPTS,
        SEGMENTS,
        UNREADABLE,
        SPEECH,
        MENTIONS,
        CLAIMS,
        UNREAD,
        PASSAGES,
        INDEX,
        NEIGHBOURS,
        UNDIGESTED,
        SUBSCRIBERS,
        CANDIDATES,
        DAILY_BRIEF,
    )
}

# The tables of the published file, in the order in which one would explain them.
PUBLIC_TABLES: Final = (
    "shows",
    "episodes",
    "people",
    "segments",
    "entities",
    "mentions",
    "claims",
    "insights",
    "related_insights",
    "entity_trends",
    "brief_candidates",
    "daily_brief",
    "quarantine",
)
