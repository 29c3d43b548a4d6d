"""What several of these tests need: an empty lake, and small rows of its tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from orchestration.lake import Lake
from orchestration.tables import LakeTable

MakeFrame = Callable[..., pl.DataFrame]

DAY = date(2025, 3, 4)
NOW = datetime(2025, 3, 5, 6, tzinfo=UTC)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(root=str(tmp_path / "lake"))


@pytest.fixture
def frame_of() -> MakeFrame:
    """Give a function that makes a table's frame out of rows that name only the columns that matter."""

    def make(table: LakeTable, *rows: dict[str, Any]) -> pl.DataFrame:
        return pl.DataFrame([dict.fromkeys(table.schema) | row for row in rows], schema=table.schema)

    return make
