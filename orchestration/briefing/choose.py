"""Deciding a day's briefs: from the warehouse, the snapshot of subscribers and the ledger to the rows that are sent.

What belongs here: bringing these together. What does not: the queries (candidates.py), the choice (assets/brief).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import duckdb
import polars as pl

from assets.brief.edition import RELATED_COUNT
from assets.brief.pool import Pool
from assets.brief.ranking import Choice, Told, choose_briefs
from assets.brief.related import heard, spread
from assets.brief.subscribers import Subscriber
from assets.insights.vectors import embed
from orchestration.briefing import candidates as queries
from orchestration.briefing.ledger import Decision, Today, closed_decision, decision_of, now, told_before
from orchestration.lake import Lake
from orchestration.subscribers.snapshot import keep_snapshot, kept_snapshot
from orchestration.tables import CANDIDATES, DAILY_BRIEF


@dataclass(frozen=True, slots=True)
class Decided:
    """A day's briefs: the rows, and what they were decided from.

    `is_kept` tells that the day is closed and what it was decided from is no longer the same, as where an episode was
    read anew: the rows are then those that were sent, for that is what happened.
    """

    rows: pl.DataFrame
    decision: Decision
    is_kept: bool


def gather_day(connection: duckdb.DuckDBPyConnection, lake: Lake, day: date) -> pl.DataFrame:
    """Return the candidates of a day: as of its decision where the day is closed, else as of now."""
    decision = closed_decision(lake, day) or Decision(now(), queries.score_weights(connection))
    return queries.gather(connection, day, decision.decided_at, decision.weights)


def choose_day(
    connection: duckdb.DuckDBPyConnection, lake: Lake, day: date, delivered: Collection[str] = ()
) -> Decided:
    """Decide the briefs of a day from its candidates and the snapshot of subscribers in the lake.

    Args:
        connection: to the warehouse.
        lake: holds candidates, subscribers and earlier decisions.
        day: of the briefs.
        delivered: subscribers whom the day's brief has reached already: theirs stays as it was sent.
    """
    before, closed = decision_of(lake, day), closed_decision(lake, day)
    decision = closed or Decision(now(), queries.score_weights(connection), keep_snapshot(lake))
    subscribers = kept_snapshot(lake, decision.subscribers_sha256)
    gathered = lake.read_day(CANDIDATES, day)
    names = queries.entity_names(connection, queries.texts(connection, gathered), day, decision.decided_at)
    pool = queries.lay_out(connection, lake, gathered, names)
    told = _told(connection, lake, pool, day, decision.decided_at)
    choices = list(choose_briefs(pool, subscribers, told, brief_date=day, embed=embed, entity_names=names))
    rows = _rows(connection, pool, choices, subscribers, day=day, decided_at=decision.decided_at)
    decision = replace(decision, inputs_sha256=_stamp(pool, subscribers, told))
    if before is not None:
        sent = lake.read_day(DAILY_BRIEF, day)
        rows = _with_delivered(rows, sent, delivered)
        is_same = sent.drop("decided_at").equals(rows.drop("decided_at"))
        if is_same or closed:
            return Decided(sent, before, is_kept=not is_same)
    return Decided(rows, decision, is_kept=False)


def _with_delivered(rows: pl.DataFrame, sent: pl.DataFrame, delivered: Collection[str]) -> pl.DataFrame:
    """Return the rows with those that were sent in place of what would be chosen now."""
    is_delivered = pl.col("subscriber_id").is_in(list(delivered))
    return pl.concat([rows.filter(~is_delivered), sent.filter(is_delivered)]).sort("subscriber_id", "rank")


def _told(
    connection: duckdb.DuckDBPyConnection, lake: Lake, pool: Pool, day: date, known_until: datetime
) -> dict[str, Told]:
    clusters = queries.clusters_as_of(connection, list(pool.by_cluster), day, known_until)
    today = Today(
        clusters,
        pool.rows,
        queries.entities_today(connection, list(clusters)),
        queries.against_as_of(connection, list(clusters), day, known_until),
    )
    return told_before(lake, day, today, known_until)


def _rows(
    connection: duckdb.DuckDBPyConnection,
    pool: Pool,
    choices: Sequence[Choice],
    subscribers: Sequence[Subscriber],
    *,
    day: date,
    decided_at: datetime,
) -> pl.DataFrame:
    """Return the rows of schema.DAILY_BRIEF: what an insight is to all who get the same with it, and to each."""
    schema = DAILY_BRIEF.schema
    own = ("subscriber_id", "rank", "interest", "what_is_new", "reasons")
    common = [name for name in schema if name not in (*own, "related_insight_ids", "decided_at")]
    who = {subscriber.id: subscriber for subscriber in subscribers}
    insight_ids = sorted({pool.rows[choice.place]["insight_id"] for choice in choices})
    links = queries.links_as_of(connection, insight_ids, day, decided_at)
    keys: dict[tuple[int, tuple[str, ...]], int] = {}
    insights: list[dict[str, Any]] = []
    given: list[dict[str, Any]] = []
    for choice in choices:
        row = pool.rows[choice.place]
        related = spread(heard(links.get(row["insight_id"], []), who[choice.subscriber_id]), RELATED_COUNT)
        key = keys.setdefault((choice.place, tuple(link["insight_id"] for link in related)), len(keys))
        if key == len(insights):
            insights.append({"key": key, **{name: (row | {"related": related})[name] for name in common}})
        given.append({"key": key, **{name: getattr(choice, name) for name in own}})
    shared = pl.DataFrame(insights, schema={"key": pl.Int64, **{name: schema[name] for name in common}})
    chosen = pl.DataFrame(given, schema={"key": pl.Int64, **{name: schema[name] for name in own}})
    return (
        chosen.join(shared, on="key")
        .with_columns(
            related_insight_ids=pl.col("related").list.eval(pl.element().struct.field("insight_id")),
            decided_at=pl.lit(decided_at, schema["decided_at"]),
        )
        .select(schema.names())
        .sort("subscriber_id", "rank")
    )


def _stamp(pool: Pool, subscribers: Sequence[Subscriber], told: Mapping[str, Told]) -> str:
    """Return a hash of all that was chosen from."""
    digest = hashlib.sha256()
    for row in pool.rows:
        digest.update(repr(sorted(row.items())).encode())
    digest.update(pool.vectors.tobytes())
    digest.update(repr(list(subscribers)).encode())
    for name in sorted(told):
        digest.update(f"{name}{sorted(told[name].insight_ids)}{sorted(told[name].stories)}".encode())
    return digest.hexdigest()
