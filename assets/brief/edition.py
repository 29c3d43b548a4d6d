"""An edition: a day's brief as data, ready for any form that readers receive.

What belongs here: the values, and making them of rows. What does not: a form (markdown.py, terminal.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import polars as pl

RELATED_COUNT: Final = 2
_RELATION_WORDS: Final = {
    "duplicate": "the same words",
    "restates": "says the same",
    "supports": "supports",
    "qualifies": "qualifies",
    "contradicts": "contradicts",
    "same_subject": "on the same subject",
}


@dataclass(frozen=True, slots=True)
class RelatedItem:
    """What another episode says about the same thing; `relation` in words."""

    relation: str
    title: str
    quote: str
    speaker: str | None
    show_title: str
    published_at: datetime
    url: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Item:
    """One insight of the day; `time` is where in the episode, as 1:02:03, None where the transcript does not say."""

    rank: int
    title: str
    summary: str
    quote: str
    speaker: str | None
    show_title: str
    episode_title: str
    published_at: datetime
    time: str | None
    url: str
    reasons: tuple[str, ...]
    related: tuple[RelatedItem, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The brief of a day for a subscriber."""

    brief_date: date
    subscriber_id: str
    items: tuple[Item, ...]


def build_edition(brief: pl.DataFrame, related: pl.DataFrame, insights: pl.DataFrame) -> Edition:
    """Return the edition of a day.

    Args:
        brief: the rows of `daily_brief` of one day and subscriber, at least one.
        related: rows of `related_insights` of those insights, by rank.
        insights: rows of `insights` with `show_title`, `published_at` for every related insight.
    """
    known = {row["insight_id"]: row for row in insights.to_dicts()}
    links: dict[str, list[Mapping[str, Any]]] = {}
    for link in related.sort("insight_id", "rank").to_dicts():
        if link["related_insight_id"] in known:
            links.setdefault(link["insight_id"], []).append(link)
    rows = brief.sort("rank").to_dicts()
    items = tuple(_item(row, links.get(row["insight_id"], []), known) for row in rows)
    return Edition(rows[0]["brief_date"], rows[0]["subscriber_id"], items)


def clock(seconds: float | None) -> str | None:
    """Return seconds as 12:34 or 1:02:03."""
    if seconds is None:
        return None
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _item(row: Mapping[str, Any], links: list[Mapping[str, Any]], known: Mapping[str, Mapping[str, Any]]) -> Item:
    return Item(
        rank=row["rank"],
        title=row["title"],
        summary=row["summary"],
        quote=row["quote"],
        speaker=row["speaker"],
        show_title=row["show_title"],
        episode_title=row["episode_title"],
        published_at=row["published_at"],
        time=clock(row["start_seconds"]),
        url=row["evidence_url"] or "",
        reasons=tuple(row["reasons"]),
        related=tuple(_related(link, known[link["related_insight_id"]]) for link in _spread(links, known)),
    )


def _spread(links: list[Mapping[str, Any]], known: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the first of each show, in order, then the others: two voices of two shows tell more than two of one."""
    seen: set[str] = set()
    first: list[Mapping[str, Any]] = []
    rest: list[Mapping[str, Any]] = []
    for link in links:
        show = known[link["related_insight_id"]]["show_title"]
        (rest if show in seen else first).append(link)
        seen.add(show)
    return [*first, *rest][:RELATED_COUNT]


def _related(link: Mapping[str, Any], insight: Mapping[str, Any]) -> RelatedItem:
    return RelatedItem(
        relation=_RELATION_WORDS[link["relation"]],
        title=insight["title"],
        quote=insight["quote"],
        speaker=insight["speaker"],
        show_title=insight["show_title"],
        published_at=insight["published_at"],
        url=insight["evidence_url"] or "",
        explanation=link["explanation"],
    )
