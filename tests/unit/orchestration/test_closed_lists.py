"""The closed lists of columns: dbt tests the very values that the code can give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assets.insights.schema import RELATIONS
from assets.language.schema import ENTITY_LABELS, MODALITIES, POLARITIES, SEGMENT_KINDS
from assets.podcasts.schema import EPISODE_STATUSES, FEED_STATUSES, TRANSCRIPT_FORMATS

MARTS = Path(__file__).parents[3] / "dbt_project" / "models" / "marts"
CLOSED = [
    ("shows", "status", FEED_STATUSES),
    ("episodes", "status", EPISODE_STATUSES),
    ("episodes", "transcript_format", TRANSCRIPT_FORMATS),
    ("segments", "kind", SEGMENT_KINDS),
    ("entities", "label", ENTITY_LABELS),
    ("mentions", "label", ENTITY_LABELS),
    ("claims", "modality", MODALITIES),
    ("claims", "polarity", POLARITIES),
    ("insights", "modality", MODALITIES),
    ("insights", "polarity", POLARITIES),
    ("related_insights", "relation", RELATIONS),
]


def accepted(table: str) -> Iterator[tuple[str, list[Any]]]:
    """Give the columns of a table that dbt tests for accepted values, with these."""
    for model in yaml.safe_load((MARTS / f"{table}.yml").read_text(encoding="utf-8"))["models"]:
        for column in model["columns"]:
            for test in column.get("data_tests", []):
                if isinstance(test, dict) and "accepted_values" in test:
                    yield column["name"], test["accepted_values"]["arguments"]["values"]


@pytest.mark.parametrize(("table", "column", "values"), CLOSED)
def test_dbt_accepts_what_the_code_gives(table: str, column: str, values: tuple[str, ...]) -> None:
    assert dict(accepted(table))[column] == list(values)
