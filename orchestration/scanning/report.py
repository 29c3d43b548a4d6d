"""What a scan tells people: the table of feeds in the Dagster UI, and the check that every feed answered.

What belongs here: how a scan is shown. What does not: the scan.
"""

from __future__ import annotations

from typing import Any, Final

import dagster as dg
import polars as pl

from orchestration.previews import markdown_table

# A page of the UI, not an archive: the table itself holds the others.
MOST_ROWS: Final = 200

_COLUMNS: Final = {
    "title": "title",
    "status": "status",
    "new_episode_count": "new episodes",
    "byte_count": "bytes",
    "elapsed_milliseconds": "milliseconds",
    "error": "error",
}


def scan_metadata(feeds: pl.DataFrame) -> dict[str, Any]:
    """Return what a scan found: a Markdown table of feeds, failed ones first, and counts."""
    shown = feeds.with_columns(title=pl.coalesce("title", "feed_url")).sort(_severity(), "title", maintain_order=True)
    table = markdown_table(list(_COLUMNS.values()), shown.head(MOST_ROWS).select(*_COLUMNS).rows())
    left_out = f"\n\n{shown.height - MOST_ROWS:,} more feeds" if shown.height > MOST_ROWS else ""
    return {
        "scan": dg.MetadataValue.md(table + left_out),
        "failed": _failed(feeds).height,
        "new_episodes": int(feeds["new_episode_count"].sum()),
    }


def answered_check(feeds: pl.DataFrame) -> dg.AssetCheckResult:
    """Return the check that every feed answered, with a table of those that did not. It warns and blocks nothing."""
    failed = _failed(feeds)
    columns = ["feed_url", "http_status", "failure_count", "next_scan_at", "error"]
    rows = failed.head(MOST_ROWS).select(columns).rows()
    return dg.AssetCheckResult(
        passed=failed.is_empty(),
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"failed_count": failed.height, "failed": dg.MetadataValue.md(markdown_table(columns, rows))},
    )


def _failed(feeds: pl.DataFrame) -> pl.DataFrame:
    return feeds.filter(pl.col("status") == "error")


def _severity() -> pl.Expr:
    return pl.col("status").replace_strict({"error": 0, "retired": 1, "blocked": 2, "active": 3}, default=4)
