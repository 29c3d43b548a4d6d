"""A small lake by hand, and dbt on it.

What belongs here: rows of which only what matters is filled, and building a warehouse of them. What does not: tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from orchestration.lake import Lake
from orchestration.tables import LakeTable

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"

Row = dict[str, Any]


@dataclass(frozen=True)
class Built:
    """A warehouse that was built, and what dbt says of each node."""

    warehouse: Path
    statuses: Mapping[str, str]

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchall()


def build(folder: Path, *arguments: str) -> Built:
    warehouse, target = folder / "warehouse.duckdb", folder / "target"
    command = [sys.executable, "-m", "dbt.cli.main", "build", "--project-dir", str(PROJECT), *arguments]
    done = subprocess.run(
        [*command, "--profiles-dir", str(PROJECT), "--target-path", str(target), "--log-path", str(folder / "logs")],
        env=os.environ
        | {"BRIEFCAST_LAKE": str(folder / "lake"), "BRIEFCAST_WAREHOUSE": str(warehouse), "DO_NOT_TRACK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads((target / "run_results.json").read_text())["results"]
    return Built(warehouse, {result["unique_id"]: result["status"] for result in results})


def write(lake: Lake, table: LakeTable, rows: Iterable[Row]) -> None:
    """Write rows of which only some columns matter; the others are null."""
    frame = pl.DataFrame([dict.fromkeys(table.schema) | row for row in rows], schema=table.schema)
    if table.partition_column is None:
        lake.write(table, frame)
        return
    for (day,), part in frame.partition_by(table.partition_column, as_dict=True).items():
        lake.write_day(table, day, part)


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def episode(episode_id: str, show_id: str, day: date, **more: Any) -> Row:
    return {
        "episode_id": episode_id,
        "show_id": show_id,
        "guid": episode_id,
        "title": f"About {episode_id}",
        "published_at": at_noon(day),
        "published_on": day,
        "people": [{"name": "Ann Lee", "role": "host"}],
        "last_seen_at": at_noon(day),
    } | more


def segment(segment_id: str, episode_id: str, day: date, position: int, **more: Any) -> Row:
    return {
        "segment_id": segment_id,
        "episode_id": episode_id,
        "published_on": day,
        "position": position,
        "text": "Rents rose by nine percent.",
        "transcript_sha256": "0" * 64,
        "transcript_format": "vtt",
        "version": "1",
    } | more


def mention(mention_id: str, segment_id: str, episode_id: str, day: date) -> Row:
    return {
        "mention_id": mention_id,
        "entity_id": "rents",
        "entity_name": "Rents",
        "episode_id": episode_id,
        "segment_id": segment_id,
        "published_on": day,
        "char_start": 0,
        "char_end": 5,
        "text": "Rents",
        "label": "OTHER",
        "version": "1",
    }


def passage(insight_id: str, segment_id: str, episode_id: str, day: date, **more: Any) -> Row:
    return {
        "insight_id": insight_id,
        "episode_id": episode_id,
        "segment_id": segment_id,
        "published_on": day,
        "char_start": 0,
        "char_end": 27,
        "title": "Rents rose",
        "summary": "Rents rose.",
        "quote": "Rents rose by nine percent.",
        "modality": "asserted",
        "polarity": "affirmative",
        "word_count": 5,
        "salience": 0.5,
        "specificity": 0.5,
        "entity_ids": ["rents"],
        "numbers": ["9 percent"],
        "version": "1",
    } | more


def neighbours(insight_id: str, related_insight_id: str, day: date, similarity: float, relation: str) -> Row:
    return {
        "insight_id": insight_id,
        "related_insight_id": related_insight_id,
        "published_on": day,
        "similarity": similarity,
        "relation": relation,
        "shared_entity_count": 1,
        "shared_entity_names": ["Rents"],
        "explanation": "Both speak of rents.",
        "version": "1",
    }
