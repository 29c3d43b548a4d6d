"""Looking things up in the public tables: an insight, an entity.

What belongs here: the queries. What does not: how a page reads (assets/brief/pages.py), searching (search.py).
"""

from __future__ import annotations

from typing import Any, Final

import duckdb

from assets.brief.pages import entity_page, insight_page

Row = dict[str, Any]

MOST_VOICES: Final = 8
MOST_INSIGHTS: Final = 8

INSIGHTS: Final = """
    select
        insights.*, shows.title as show_title, episodes.title as episode_title, episodes.published_at,
        array(
            select name from entities where list_contains(insights.entity_ids, entity_id) order by name
        ) as entity_names
    from insights
    join episodes using (episode_id)
    join shows on shows.show_id = insights.show_id
"""
_RELATED: Final = """
    select
        others.insight_id, links.relation, links.explanation, others.title, others.quote, others.speaker,
        shows.title as show_title, episodes.published_at, others.evidence_url
    from related_insights as links
    join insights as others on others.insight_id = links.related_insight_id
    join episodes using (episode_id)
    join shows on shows.show_id = others.show_id
    where links.insight_id = ?
    order by links.rank
"""
_SENT: Final = """
    select brief_date, count(*) as subscriber_count from daily_brief where insight_id = ? group by all order by all
"""
_ENTITY: Final = """
    select * from entities
    where
        replace(lower(name), '’', '''') = $key
        or list_contains(list_transform(aliases, lambda alias: replace(lower(alias), '’', '''')), $key)
    order by replace(lower(name), '’', '''') = $key desc, mention_count desc, entity_id
    limit 1
"""
_LIKE: Final = "select name from entities order by jaro_winkler_similarity(lower(name), ?) desc, name limit 5"
_WEEKS: Final = "select * from entity_trends where entity_id = ? order by week_start"
_VOICES: Final = """
    select insights.speaker, shows.title as show_title, count(*) as insight_count
    from insights
    join shows using (show_id)
    where list_contains(insights.entity_ids, $id)
    group by all
    order by insight_count desc, show_title, speaker
    limit $most
"""


class NotFoundError(LookupError):
    """There is nothing of that name, or more than one thing; the message says what there is."""


def show_insight(connection: duckdb.DuckDBPyConnection, prefix: str) -> str:
    """Return the page of an insight, as Markdown.

    Args:
        connection: to the public tables.
        prefix: its insight_id, or as much of its beginning as no other has.

    Raises:
        NotFoundError: if no insight's id begins so, or those of several do.
    """
    found = connection.execute(
        "select insight_id from insights where starts_with(insight_id, ?) order by all limit 6", [prefix]
    ).fetchall()
    if not found:
        raise NotFoundError(f"{prefix}: no insight's id begins so; search finds ids: briefcast search WORDS")
    if len(found) > 1 and found[0][0] != prefix:
        listed = ", ".join(name for (name,) in found[:5])
        raise NotFoundError(
            f"{prefix}: several ids begin so: {listed}{' …' if len(found) > 5 else ''}; give more of it"
        )
    insight_id = found[0][0]
    (insight,) = rows(connection, f"{INSIGHTS} where insights.insight_id = ?", [insight_id])
    return insight_page(insight, rows(connection, _RELATED, [insight_id]), rows(connection, _SENT, [insight_id]))


def show_entity(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the page of an entity, as Markdown; of several with that name or alias the one most spoken of.

    Raises:
        NotFoundError: if nothing has that name.
    """
    # In small letters as the database makes them: "Voß" has no "ss" there.
    key = " ".join(name.lower().replace("’", "'").split())
    found = rows(connection, _ENTITY, {"key": key})
    if not found:
        like = ", ".join(row["name"] for row in rows(connection, _LIKE, [key]))
        raise NotFoundError(f"{name}: nobody speaks of it; near names: {like or 'none'}")
    entity_id = found[0]["entity_id"]
    insights = rows(
        connection,
        f"{INSIGHTS} where list_contains(insights.entity_ids, $id) order by score desc, insight_id limit $most",
        {"id": entity_id, "most": MOST_INSIGHTS},
    )
    voices = rows(connection, _VOICES, {"id": entity_id, "most": MOST_VOICES})
    return entity_page(found[0], rows(connection, _WEEKS, [entity_id]), voices, insights)


def rows(connection: duckdb.DuckDBPyConnection, sql: str, given: Any) -> list[Row]:
    """Return the answer to a query, a dictionary a row."""
    result = connection.execute(sql, given)
    columns = [column[0] for column in result.description or []]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
