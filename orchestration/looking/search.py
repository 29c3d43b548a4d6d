"""Searching the insights: by their words in the published file, by their meaning with the vectors of the lake.

What belongs here: the queries, and scanning the vectors. What does not: the rankings (assets/brief/search.py).
"""

from __future__ import annotations

from typing import Final

import duckdb
import numpy as np

from assets.brief.pages import found_page
from assets.brief.search import fuse, rank_by_words
from assets.brief.words import tokens
from assets.insights.vectors import embed
from orchestration.lake import Lake
from orchestration.looking.pages import INSIGHTS, rows
from orchestration.tables import PASSAGES

# How many of each ranking are fused.
_DEEP: Final = 100
# A passage less near in meaning has nothing to do with the words asked for: of random pairs of passages 90 % lie below.
_LEAST_COSINE: Final = 0.34
# As words are compared (assets.brief.words): in small letters, one apostrophe, "ss" for "ß".
_TEXT: Final = "replace(replace(lower(concat_ws(' ', title, summary, quote)), '’', ''''), 'ß', 'ss')"


def search(connection: duckdb.DuckDBPyConnection, lake: Lake, query: str, limit: int) -> str:
    """Return the page of the insights that answer some words, as Markdown.

    Args:
        connection: to the public tables.
        lake: holds the vectors.
        query: some words.
        limit: how many insights at most.
    """
    best = fuse([_by_words(connection, query), _by_meaning(connection, lake, query)])[:limit]
    found = {
        row["insight_id"]: row
        for row in rows(connection, f"{INSIGHTS} where insights.insight_id in (select unnest(?))", [best])
    }
    return found_page(query, [found[insight_id] for insight_id in best])


def _by_words(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    wanted = sorted(set(tokens(query)))
    # A word of the query is without the s of a plural: every form of it begins so. The exact count is taken after.
    holding = connection.execute(
        f"select insight_id, {_TEXT} from insights "  # noqa: S608 - an expression of ours
        f"where len(list_filter($words, lambda word: contains({_TEXT}, word))) > 0 order by score desc, insight_id",
        {"words": wanted},
    ).fetchall()
    row = connection.execute("select count(*), coalesce(avg(word_count), 1) from insights").fetchone() or (0, 1.0)
    ranked = rank_by_words(query, dict(holding), document_count=row[0], mean_word_count=row[1])
    return [insight_id for insight_id, _score in ranked[:_DEEP]]


def _by_meaning(connection: duckdb.DuckDBPyConnection, lake: Lake, query: str) -> list[str]:
    """Compare with every vector, a day of the lake at a time: exact, and no second copy of the vectors to keep."""
    public = {name for (name,) in connection.execute("select insight_id from insights").fetchall()}
    (wanted,) = embed([query])
    near: dict[str, float] = {}
    for day in lake.days(PASSAGES):
        frame = lake.read_day(PASSAGES, day, ("insight_id", "vector"))
        if frame.height:
            cosines = np.asarray(frame["vector"].to_list(), dtype=np.float32) @ wanted
            near |= dict(zip(frame["insight_id"], cosines.tolist(), strict=True))
    kept = [(name, cosine) for name, cosine in near.items() if name in public and cosine >= _LEAST_COSINE]
    return [name for name, _cosine in sorted(kept, key=lambda item: (-item[1], item[0]))[:_DEEP]]
