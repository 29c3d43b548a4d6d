"""What the Dagster UI shows of a table: row count, column schema, a sample of rows, where it lies.

What belongs here: metadata made of frames and query results. What does not: the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import dagster as dg
import polars as pl

from assets.brief.forms.markdown import escaped
from orchestration.briefing.choose import Decided
from orchestration.column_docs import column_descriptions
from orchestration.delivery.send import Sent
from orchestration.digest.plan import Outcome
from orchestration.lake import Lake
from orchestration.site.build import SiteReport
from orchestration.tables import LakeTable

SAMPLE_ROWS: Final = 5
SAMPLE_REASONS: Final = 20
CELL_CHARACTERS: Final = 80
_HIDDEN: Final = ("vector", "anchors")


def column_schema(schema: pl.Schema) -> dg.TableSchema:
    """Return a lake table's columns as the UI draws them, with what they mean where the docs say it."""
    described = column_descriptions()
    return dg.TableSchema(
        columns=[dg.TableColumn(name, str(dtype), description=described.get(name)) for name, dtype in schema.items()]
    )


def frame_metadata(frame: pl.DataFrame, location: str) -> dict[str, Any]:
    """Return row count, sample and place of a table that is at hand as a frame."""
    return {
        "dagster/row_count": frame.height,
        "dagster/uri": location,
        "sample": dg.MetadataValue.md(markdown_table(frame.columns, frame.head(SAMPLE_ROWS).rows())),
    }


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as a Markdown table: cells cut to 80 characters, whatever could be markup escaped."""
    shown = [index for index, name in enumerate(columns) if name not in _HIDDEN]
    lines = [[columns[index] for index in shown], ["---"] * len(shown)]
    lines += [[_cell(row[index]) for index in shown] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: Any) -> str:
    text = " ".join(str("" if value is None else value).split())
    text = text if len(text) <= CELL_CHARACTERS else text[: CELL_CHARACTERS - 1] + "…"
    return "".join("\\" + character if character in "\\`*_{}[]<>()#|!" else character for character in text)


def outcome_metadata(outcome: Outcome, lake: Lake, table: LakeTable, days: Sequence[date]) -> dict[str, Any]:
    """Return what a step did, and a sample of the newest day that it covered."""
    written = [day for day in lake.days(table) if days[0] <= day <= days[-1]]
    newest = lake.read_day(table, written[-1]) if written else table.schema.to_frame()
    return {
        "days_written": outcome.day_count,
        "episodes_redone": outcome.episode_count,
        "quarantined": outcome.quarantined_count,
        **frame_metadata(newest, lake.location(table)),
        "dagster/row_count": outcome.row_count,
    }


def counts_metadata(counts: Mapping[str, int]) -> dict[str, Any]:
    """Return counts as a Markdown table."""
    return {"tables": dg.MetadataValue.md(markdown_table(["table", "rows"], sorted(counts.items())))}


def decided_metadata(decided: Decided) -> dict[str, Any]:
    """Return what a day's briefs were decided from."""
    return {
        "subscribers": decided.rows["subscriber_id"].n_unique(),
        "decided_at": decided.decision.decided_at.isoformat(),
        "inputs_sha256": decided.decision.inputs_sha256,
        "kept_as_sent": decided.is_kept,
    }


def problems_metadata(problems: Sequence[str]) -> dict[str, Any]:
    """Return what is wrong with the file of subscribers, as a list."""
    listed = "\n".join(f"- {escaped(problem)}" for problem in problems)
    return {"entries_left_out": dg.MetadataValue.md(listed or "none")}


def sent_metadata(sent: Sent, reasons: Sequence[Sequence[Any]], outbox: Path) -> dict[str, Any]:
    """Return what a run sent, and who did not get it and why (Ledger.reasons)."""
    return {
        "sent": sent.counts["sent"],
        "failed": sent.counts["failed"],
        "retried": sent.retried,
        "waiting": sent.counts["waiting"] + sent.later,
        "in_doubt": sent.counts["unknown"],
        "not_sent": dg.MetadataValue.md(
            markdown_table(["subscriber", "channel", "status", "reason"], reasons[:SAMPLE_REASONS])
            if reasons
            else "none"
        ),
        "outbox": dg.MetadataValue.path(outbox),
    }


def site_metadata(report: SiteReport) -> dict[str, Any]:
    """Return what a build of the site did, how many pages it has of each kind, and how today's begins."""
    return {
        "path": dg.MetadataValue.path(report.path / "index.html"),
        "preview": dg.MetadataValue.md(report.preview),
        "pages": dg.MetadataValue.md(markdown_table(["pages", "count"], sorted(report.pages.items()))),
        "files_written": report.written,
        "files_unchanged": report.unchanged,
        "files_removed": report.removed,
        "seconds": report.seconds,
    }
