"""What every asset says of itself in the Dagster UI: key, group, kinds, owner, tags, columns, freshness.

What belongs here: the arguments that assets share. What does not: the assets (assets/defs/).
"""

from __future__ import annotations

from collections.abc import Set
from datetime import timedelta
from typing import Any, Final

import dagster as dg

from orchestration.previews import column_schema
from orchestration.tables import LakeTable

ENGINEERING: Final = "team:data-engineering"
EDITORS: Final = "team:editors"

# A scan runs every hour, a brief every morning: half a day, or a day and a half, without one is worth a look.
SCANNED_LATELY: Final = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=12), warn_window=timedelta(hours=3))
BRIEFED_TODAY: Final = dg.FreshnessPolicy.cron(
    deadline_cron="0 8 * * *", lower_bound_delta=timedelta(hours=6), timezone="UTC"
)

# One process writes the warehouse at a time (DuckDB); dagster.yaml limits every pool to one.
WAREHOUSE_POOL: Final = "warehouse"
# One process writes the site at a time.
SITE_POOL: Final = "site"
# A model of speech recognition takes every core there is.
ASR_POOL: Final = "asr"


def lake_spec(table: LakeTable, *, kinds: Set[str] = frozenset()) -> dict[str, Any]:
    """Return the arguments of an asset that is a lake table."""
    stage, name = table.name.split("/")
    return {
        "key": dg.AssetKey([stage, name]),
        "group_name": stage,
        "owners": [ENGINEERING],
        "kinds": {"polars", "parquet", *kinds},
        "tags": {"layer": "lake", "partitioned": "yes" if table.partition_column else "no"},
        "metadata": {"dagster/column_schema": column_schema(table.schema)},
    }


def brief_spec(name: str, *, kinds: Set[str]) -> dict[str, Any]:
    """Return the arguments of an asset that readers and analysts see: an edition, the published file."""
    return {
        "key": dg.AssetKey(["brief", name]),
        "group_name": "brief",
        "owners": [EDITORS],
        "kinds": set(kinds),
        "tags": {"layer": "public"},
    }


def evaluation_spec(task: str) -> dict[str, Any]:
    """Return the arguments of an asset that measures a part on labelled data."""
    return {
        "key": dg.AssetKey(["evaluation", task]),
        "group_name": "evaluation",
        "owners": [ENGINEERING],
        "kinds": {"python"},
        "tags": {"layer": "evaluation"},
        "description": f"How well {task} are found on labelled data, as `briefcast evaluate {task}` measures it.",
    }
