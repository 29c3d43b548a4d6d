"""The ledger of briefs, in two times: what day a brief is of, and when it was decided.

What belongs here: a day's decision as the lake keeps it, and what was sent on other days as it was known at a decision.
What does not: choosing (choose.py).

The newest day is open: run again, it is decided again from what is known now. A day that was decided before a later one
is closed: run again, it is rebuilt from what was known when it was decided, and comes out the same, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from assets.brief.ranking import Told
from assets.brief.renewed import renewed_as, said_in
from orchestration.lake import Lake
from orchestration.tables import DAILY_BRIEF

_TOLD = (
    *("subscriber_id", "insight_id", "cluster_id", "published_at", "polarity", "entity_ids", "numbers"),
    *("show_title", "quote"),
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a day's brief was decided from. It is kept in the footer of the day's file, written with its rows.

    Attributes:
        decided_at: when; what Briefcast came to know later did not count.
        weights: of the parts of the score.
        subscribers_sha256: the snapshot of subscribers, which the lake keeps under this name.
        inputs_sha256: of all that was chosen from.
    """

    decided_at: datetime
    weights: Mapping[str, float]
    subscribers_sha256: str = ""
    inputs_sha256: str = ""

    def record(self) -> dict[str, str]:
        """Return it as the lake keeps it."""
        return {
            "decided_at": self.decided_at.isoformat(),
            "weights": json.dumps(dict(self.weights), sort_keys=True),
            "subscribers_sha256": self.subscribers_sha256,
            "inputs_sha256": self.inputs_sha256,
        }


def decision_of(lake: Lake, day: date) -> Decision | None:
    """Return the decision of a day, None where there is none, or one of a release that kept no ledger."""
    record = lake.done(DAILY_BRIEF, day)
    if "decided_at" not in record:
        return None
    return Decision(
        datetime.fromisoformat(record["decided_at"]),
        json.loads(record["weights"]),
        record["subscribers_sha256"],
        record["inputs_sha256"],
    )


def closed_decision(lake: Lake, day: date) -> Decision | None:
    """Return the decision of a day that is closed: of which a later one has been decided."""
    is_closed = any(other > day for other in lake.days(DAILY_BRIEF))
    return decision_of(lake, day) if is_closed else None


@dataclass(frozen=True, slots=True)
class Today:
    """What is known, as of a day, of what may have been told before.

    Attributes:
        clusters: cluster by insight of every insight in a cluster of a candidate.
        candidates: `insight_id`, `show_title`, `published_at` and `quote` of the candidates.
        entity_ids: entities by insight, of those in `clusters`.
        against: which insights contradict each of them.
    """

    clusters: Mapping[str, str]
    candidates: Sequence[Mapping[str, Any]]
    entity_ids: Mapping[str, Sequence[str] | None] = field(default_factory=dict)
    against: Mapping[str, Sequence[str]] = field(default_factory=dict)


def told_before(lake: Lake, day: date, today: Today, known_until: datetime) -> dict[str, Told]:
    """Return what each subscriber was sent on other days, as far as it matters for this day's candidates.

    An insight sent on whatever other day is not sent again, nor is a story told again, be it that a day is made up for
    after later ones. What was decided after `known_until` does not count. What was sent under another key, before its
    episode was read anew, has today's.

    Args:
        lake: holds the ledger.
        day: the brief's.
        today: what is known of the candidates and their stories.
        known_until: when the day is or was decided.
    """
    known = {*today.clusters, *(row["insight_id"] for row in today.candidates)}
    relevant = pl.col("insight_id").is_in(list(known)) | pl.col("cluster_id").is_in(list(set(today.clusters.values())))
    said = said_in(today.candidates)
    told: dict[str, _Sent] = {}
    for other in lake.days(DAILY_BRIEF):
        if other != day and _known(lake, other, known_until):
            frame = lake.read_day(DAILY_BRIEF, other, _TOLD)
            gone = frame.filter(~pl.col("insight_id").is_in(list(known))).unique("insight_id")
            renewed = {row["insight_id"]: renewed_as(row, said) for row in gone.iter_rows(named=True)}
            renewed = {old: new for old, new in renewed.items() if new}
            _add(told, frame.with_columns(pl.col("insight_id").replace(renewed)).filter(relevant), today)
    return {name: Told(frozenset(sent.insight_ids), sent.stories) for name, sent in told.items()}


@dataclass(slots=True)
class _Sent:
    """What a subscriber was sent, while it is gathered."""

    insight_ids: set[str] = field(default_factory=set)
    stories: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def _add(told: dict[str, _Sent], frame: pl.DataFrame, today: Today) -> None:
    """Add the rows of a day; what an insight says is kept once, however many were sent it."""
    insights = {row["insight_id"]: _as_told(row, today) for row in frame.unique("insight_id").iter_rows(named=True)}
    for name, insight_id in frame.select("subscriber_id", "insight_id").iter_rows():
        row = insights[insight_id]
        sent = told.setdefault(name, _Sent())
        sent.insight_ids.add(row["insight_id"])
        sent.stories.setdefault(today.clusters.get(insight_id, row["cluster_id"]), []).append(row)


def _as_told(row: dict[str, Any], today: Today) -> dict[str, Any]:
    """Return a row as stories.what_is_new takes it: entities also by today's keys, and what contradicts it."""
    entities = {*(row["entity_ids"] or ()), *(today.entity_ids.get(row["insight_id"]) or ())}
    return row | {"entity_ids": sorted(entities), "against": today.against.get(row["insight_id"], ())}


def _known(lake: Lake, day: date, known_until: datetime) -> bool:
    decision = decision_of(lake, day)
    return decision is None or decision.decided_at < known_until


def now() -> datetime:
    """Return the time for a new decision."""
    return datetime.now(UTC)
