"""The candidates of a day: what its brief may be chosen from, and what the warehouse says of them as of that day.

What belongs here: the queries. What does not: choosing (choose.py), what a score is (dbt_project/macros/score.sql).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

import duckdb
import numpy as np
import polars as pl

from assets.brief.pool import Floats, Pool, make_pool
from assets.brief.ranking import STALE_DAYS
from assets.insights.vectors import DIMENSIONS
from orchestration.lake import Lake
from orchestration.tables import CANDIDATES, PASSAGES

# The best of the last week, then of the last month, then of all: enough for everybody's wishes, and no more work on a
# large archive than on a small one. Where the last month has fewer than the second number, the archive is looked at.
MOST_CANDIDATES: Final = 5_000
ENOUGH: Final = 1_000

# A show that is no longer listed, is gone, or asks not to be used is not recommended, nor is an episode that its show
# withdrew; their past stays in the archive.
_GATHER: Final = """
    select
        $day as brief_date, parts.*, clusters.cluster_id, passages.show_id, passages.published_on,
        intermediate.weighted_score(
            map($parts, $weights), parts.salience, parts.specificity, parts.novelty, parts.corroboration,
            parts.recency, parts.variety
        ) as score
    from intermediate.insight_parts_as_of($day, $known_until, $since) as parts
    join intermediate.int_passages as passages using (insight_id)
    join shows on shows.show_id = passages.show_id
    join {clusters} as clusters using (insight_id)
    join episodes on episodes.episode_id = passages.episode_id
    where shows.status in ('active', 'error') and episodes.status <> 'withdrawn'
    order by $day - passages.published_on >= 7, $day - passages.published_on >= 30, score desc, insight_id
    limit $most
"""
_TEXTS: Final = """
    select
        insights.insight_id, insights.title, insights.summary, insights.quote, insights.speaker, insights.attributed_to,
        insights.polarity, insights.entity_ids, insights.numbers, insights.start_seconds, insights.evidence_url,
        shows.title as show_title, shows.feed_url, episodes.title as episode_title, episodes.published_at
    from insights
    join episodes using (episode_id)
    join shows on shows.show_id = insights.show_id
    where insights.insight_id in (select unnest($insight_ids))
    order by insights.insight_id
"""
_NAMES: Final = """
    with spellings as (
        select entity_id, unnest([entity_name, text]) as name, unnest([count(*), 0]) as times
        from mentions
        where entity_id in (select unnest($entity_ids)) and episode_id in (
            select episode_id from intermediate.int_passages where published_on <= $day and known_at <= $known_until
        )
        group by entity_id, entity_name, text
    )
    select entity_id, list(name order by times desc, name) as names
    from (select entity_id, name, sum(times) as times from spellings group by all)
    group by entity_id
"""
_CLUSTERS: Final = """
    select insight_id, cluster_id
    from {clusters}
    where cluster_id in (select unnest($clusters))
"""
_LINKS: Final = """
    select
        links.insight_id as of_insight_id, links.related_insight_id as insight_id, links.relation, links.explanation,
        links.is_other_show, others.title, others.quote, others.speaker, others.attributed_to, shows.show_id,
        shows.title as show_title, shows.feed_url, episodes.published_at, others.evidence_url
    from intermediate.int_insight_links as links
    join insights as others on others.insight_id = links.related_insight_id
    join episodes using (episode_id)
    join shows on shows.show_id = others.show_id
    where
        links.insight_id in (select unnest($insight_ids))
        and links.linked_on <= $day and links.known_at <= $known_until
    order by links.insight_id, links.is_other_show desc, links.similarity desc, links.related_insight_id
"""

_AGAINST: Final = """
    select insight_id, list(related_insight_id) as against
    from intermediate.int_insight_links
    where
        insight_id in (select unnest($insight_ids))
        and relation = 'contradicts' and linked_on <= $day and known_at <= $known_until
    group by insight_id
"""

_IS_NEWEST: Final = """
    select not exists (
        from intermediate.int_passages where published_on > $day or known_at > $known_until
    )
"""

Row = dict[str, Any]


def score_weights(connection: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Return the weights of the parts of the score."""
    return dict(connection.execute("select part, weight from seeds.score_weights order by part").fetchall())


def gather(
    connection: duckdb.DuckDBPyConnection, day: date, known_until: datetime, weights: Mapping[str, float]
) -> pl.DataFrame:
    """Return the candidates of a day, rows of the table brief/candidates: what was published and known by then."""
    month = day - timedelta(days=STALE_DAYS - 1)
    recent = connection.execute(
        "select count(*) from intermediate.int_passages where published_on between ? and ? and known_at <= ?",
        [month, day, known_until],
    ).fetchone()
    clusters, as_of = _clusters(connection, day, known_until)
    found = connection.execute(
        _GATHER.format(clusters=clusters),
        as_of
        | {
            "day": day,
            "known_until": known_until,
            "since": month if recent and recent[0] >= ENOUGH else date.min,
            "parts": list(weights),
            "weights": list(weights.values()),
            "most": MOST_CANDIDATES,
        },
    ).pl()
    return found.select(CANDIDATES.schema.names())


def entity_names(
    connection: duckdb.DuckDBPyConnection, rows: pl.DataFrame, day: date, known_until: datetime
) -> dict[str, list[str]]:
    """Return the names of each entity that these rows mention, the usual one first, as they were by a day."""
    wanted = rows["entity_ids"].explode().drop_nulls().unique().sort().to_list()
    return dict(connection.execute(_NAMES, {"entity_ids": wanted, "day": day, "known_until": known_until}).fetchall())


def clusters_as_of(
    connection: duckdb.DuckDBPyConnection, clusters: Sequence[str], day: date, known_until: datetime
) -> dict[str, str]:
    """Return the cluster, as of a day, of every insight in one of these clusters."""
    relation, as_of = _clusters(connection, day, known_until)
    query = _CLUSTERS.format(clusters=relation)
    return dict(connection.execute(query, as_of | {"clusters": list(clusters)}).fetchall())


def lay_out(
    connection: duckdb.DuckDBPyConnection, lake: Lake, candidates: pl.DataFrame, names: Mapping[str, Sequence[str]]
) -> Pool:
    """Return the candidates as a pool, with their texts and vectors; one whose insight is gone is left out."""
    rows = candidates.join(texts(connection, candidates), on="insight_id", how="inner", maintain_order="left")
    return make_pool(rows, _vectors(lake, rows), names)


def texts(connection: duckdb.DuckDBPyConnection, rows: pl.DataFrame) -> pl.DataFrame:
    """Return what is shown of insights."""
    return connection.execute(_TEXTS, {"insight_ids": rows["insight_id"].unique().sort().to_list()}).pl()


def links_as_of(
    connection: duckdb.DuckDBPyConnection, insight_ids: Sequence[str], day: date, known_until: datetime
) -> dict[str, list[Row]]:
    """Return what may be sent along with each of these insights, as far as it was there by a day, the best first."""
    given = {"insight_ids": list(insight_ids), "day": day, "known_until": known_until}
    links: dict[str, list[Row]] = {}
    for link in connection.execute(_LINKS, given).pl().iter_rows(named=True):
        links.setdefault(link["of_insight_id"], []).append(link)
    return links


def against_as_of(
    connection: duckdb.DuckDBPyConnection, insight_ids: Sequence[str], day: date, known_until: datetime
) -> dict[str, list[str]]:
    """Return which insights contradict each of these, as far as they were there by a day."""
    given = {"insight_ids": list(insight_ids), "day": day, "known_until": known_until}
    return dict(connection.execute(_AGAINST, given).fetchall())


def entities_today(connection: duckdb.DuckDBPyConnection, insight_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the entities of insights by the keys that they have today: a key may change as the archive grows."""
    return dict(
        connection.execute(
            "select insight_id, entity_ids from insights where insight_id in (select unnest(?))", [list(insight_ids)]
        ).fetchall()
    )


def _clusters(connection: duckdb.DuckDBPyConnection, day: date, known_until: datetime) -> tuple[str, Row]:
    """Return the relation of all clusters as of a day, and its parameters.

    Where the warehouse holds nothing later they are those of its model. To tell them anew costs what the archive holds:
    83 seconds for a million passages.
    """
    given = {"day": day, "known_until": known_until}
    is_newest = connection.execute(_IS_NEWEST, given).fetchone() == (True,)
    if is_newest:
        return "intermediate.int_insight_clusters", {}
    return "intermediate.insight_clusters_as_of($day, $known_until)", given


def _vectors(lake: Lake, rows: pl.DataFrame) -> Floats:
    """Return the vectors of insights from the lake; zeros where there is none, which is like nothing."""
    places = {insight_id: place for place, insight_id in enumerate(rows["insight_id"])}
    vectors = np.zeros((len(places), DIMENSIONS), dtype=np.float32)
    for day in rows["published_on"].unique().sort():
        for insight_id, vector in lake.read_day(PASSAGES, day, ("insight_id", "vector")).iter_rows():
            if insight_id in places and vector is not None and len(vector) == DIMENSIONS:
                vectors[places[insight_id]] = vector
    return vectors
