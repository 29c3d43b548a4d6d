"""A published file in which whatever feeds and transcripts say means harm.

What belongs here: putting the texts of hostile.py into its tables. What does not: what must not come of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

from tests.hostile import HOSTILE, HOSTILE_URLS

TEXTS: Final = {
    "insights": ("title", "summary", "speaker", "attributed_to", "modality"),
    "episodes": ("title", "description"),
    "shows": ("title", "description", "language"),
    "people": ("name",),
    "entities": ("name", "label"),
    "related_insights": ("explanation",),
    "daily_brief": ("title", "summary", "quote", "speaker", "show_title", "episode_title"),
}
ADDRESSES: Final = {
    "insights": ("evidence_url",),
    "episodes": ("url", "audio_url"),
    "shows": ("site_url",),
    "daily_brief": ("evidence_url",),
}


def make_hostile(published: Path) -> None:
    """Replace every text and address of a published file by hostile ones, a different one in every row."""
    with duckdb.connect(str(published)) as connection:
        for columns, values in ((TEXTS, HOSTILE), (ADDRESSES, HOSTILE_URLS)):
            texts = [text.encode("utf-8", "replace").decode() for text in values]  # DuckDB takes no lone surrogates
            for table, names in columns.items():
                for at, name in enumerate(names):
                    connection.execute(
                        f"update {table} set {name} = ($texts)[1 + (rowid + {at}) % len($texts)]", {"texts": texts}
                    )
