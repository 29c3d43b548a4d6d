"""Choosing a day's five insights for a subscriber.

What belongs here: the choice and the reasons given for it. What does not: the score (the warehouse), how a brief looks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import polars as pl

from assets.brief.schema import DAILY_BRIEF

RELATED_COUNT: Final = 3
# An insight is shown with two related ones: those that stand alone in the archive come after those that do not.
LEAST_RELATED: Final = 2
# How far back to look, in days, and how many of one show to take, until there are enough: news before variety before
# more of the same before old stories. None: no limit.
_PASSES: Final = ((7, True), (30, True), (30, False), (None, False))

Row = Mapping[str, Any]

# Part of the score, from which value on it is a reason, and how it reads.
_REASONS: Final = (
    ("corroboration", 0.3, "other shows say so too"),
    ("novelty", 0.6, "the archive has not said it before"),
    ("specificity", 0.6, "names names and numbers"),
    ("salience", 0.8, "a clear claim"),
    ("recency", 0.7, "fresh"),
)


def choose_brief(
    candidates: pl.DataFrame,
    related: pl.DataFrame,
    sent: pl.DataFrame,
    *,
    brief_date: date,
    subscriber_id: str = "default",
    limit: int = 5,
    most_per_show: int = 2,
) -> pl.DataFrame:
    """Return a day's brief for a subscriber, best first.

    The best by score are taken in turn: none sent to the subscriber before, none of a cluster that is in this brief,
    at most `most_per_show` of one show (more only where there are not enough shows). Those with two related ones
    or more come first. Where the last seven days do not give enough, the last thirty do, then older ones.

    Args:
        candidates: rows of the public table `insights` with `show_title`, `episode_title`, `published_at`.
        related: rows of the public table `related_insights`.
        sent: earlier rows of schema.DAILY_BRIEF, of all subscribers.
        brief_date: the day.
        subscriber_id: whose brief it is.
        limit: how many insights.
        most_per_show: how many of one show.

    Returns:
        At most `limit` rows of schema.DAILY_BRIEF.
    """
    before = set(sent.filter(pl.col("subscriber_id") == subscriber_id)["insight_id"])
    related_ids = _related(related)
    ordered = sorted(
        (row for row in candidates.to_dicts() if row["insight_id"] not in before),
        key=lambda row: (
            len(related_ids.get(row["insight_id"], ())) < LEAST_RELATED,
            -row["score"],
            row["insight_id"],
        ),
    )
    rows = [
        _row(row, related_ids.get(row["insight_id"], []), rank, brief_date, subscriber_id)
        for rank, row in enumerate(_taken(ordered, brief_date, limit, most_per_show), start=1)
    ]
    return pl.DataFrame(rows, schema=DAILY_BRIEF)


def _taken(ordered: list[dict[str, Any]], brief_date: date, limit: int, most_per_show: int) -> list[dict[str, Any]]:
    taken: list[dict[str, Any]] = []
    for days, is_capped in _PASSES:
        cap = most_per_show if is_capped else limit
        oldest = brief_date - timedelta(days=days - 1) if days else date.min
        for row in (row for row in ordered if row["published_on"] >= oldest):
            shows = Counter(item["show_id"] for item in taken)
            clusters = {item["cluster_id"] for item in taken}
            if len(taken) < limit and row["cluster_id"] not in clusters and shows[row["show_id"]] < cap:
                taken.append(row)
    return taken


def _related(related: pl.DataFrame) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    ordered = related.sort("insight_id", "rank").select("insight_id", "related_insight_id")
    for insight, other in ordered.iter_rows():
        found.setdefault(insight, []).append(other)
    return found


def _row(row: Row, related_ids: list[str], rank: int, brief_date: date, subscriber_id: str) -> dict[str, Any]:
    own = {name: row[name] for name in DAILY_BRIEF if name in row}
    return own | {
        "brief_date": brief_date,
        "subscriber_id": subscriber_id,
        "rank": rank,
        "reasons": reasons(row),
        "related_insight_ids": related_ids[:RELATED_COUNT],
    }


def reasons(row: Row) -> list[str]:
    """Return in words which parts of the score speak for an insight; the highest part where none is high."""
    given = [text for part, least, text in _REASONS if row[part] >= least]
    if given:
        return given
    return [max(_REASONS, key=lambda reason: row[reason[0]])[2]]
