"""Choosing a day's brief from the warehouse, and writing its editions.

What belongs here: the queries around `assets.brief`. What does not: how five are chosen, how an edition reads.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from assets.brief.edition import Edition, build_edition
from assets.brief.markdown import to_markdown
from assets.brief.ranking import choose_brief
from orchestration.lake import Lake
from orchestration.tables import DAILY_BRIEF

DEFAULT_SUBSCRIBER: Final = "default"

# A show that is no longer listed, is gone, or asks not to be used is not recommended, nor is an episode that its show
# withdrew; their past stays in the archive.
_CANDIDATES: Final = """
    select insights.*, shows.title as show_title, episodes.title as episode_title, episodes.published_at
    from insights
    join episodes using (episode_id)
    join shows on shows.show_id = insights.show_id
    where shows.status in ('active', 'error') and episodes.status <> 'withdrawn' and insights.published_on <= ?
"""


def choose_day(connection: duckdb.DuckDBPyConnection, lake: Lake, day: date) -> pl.DataFrame:
    """Choose the brief of a day for the default subscriber; earlier briefs in the lake say what was sent before."""
    candidates = connection.execute(_CANDIDATES, [day]).pl()
    related = connection.execute("select * from related_insights").pl()
    sent = lake.read_days(DAILY_BRIEF, (earlier for earlier in lake.days(DAILY_BRIEF) if earlier < day))
    return choose_brief(candidates, related, sent, brief_date=day, subscriber_id=DEFAULT_SUBSCRIBER)


def read_edition(connection: duckdb.DuckDBPyConnection, day: date | None = None) -> Edition | None:
    """Return the edition of a day (the newest where none is given) from the public tables, None where there is none."""
    if day is None:
        row = connection.execute("select max(brief_date) from daily_brief").fetchone()
        day = row[0] if row else None
    brief = connection.execute(
        "select * from daily_brief where brief_date = ? and subscriber_id = ? order by rank", [day, DEFAULT_SUBSCRIBER]
    ).pl()
    if brief.is_empty():
        return None
    related = connection.execute(
        "select * from related_insights where insight_id in (select unnest(?)) order by insight_id, rank",
        [brief["insight_id"].to_list()],
    ).pl()
    insights = connection.execute(
        "select insights.*, shows.title as show_title, episodes.title as episode_title, episodes.published_at "
        "from insights join episodes using (episode_id) join shows on shows.show_id = insights.show_id "
        "where insight_id in (select unnest(?))",
        [related["related_insight_id"].to_list()],
    ).pl()
    return build_edition(brief, related, insights)


def write_edition(edition: Edition, folder: Path) -> tuple[Path, str]:
    """Write an edition as Markdown into the folder of its day; return its path and text."""
    text = to_markdown(edition)
    path = folder / edition.brief_date.isoformat() / f"{DEFAULT_SUBSCRIBER}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
    return path, text
