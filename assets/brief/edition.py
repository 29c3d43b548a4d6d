"""An edition: a day's brief as data, ready for any form that readers receive.

What belongs here: the values, and making them of rows. What does not: a form (markdown.py, terminal.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

# How many of the related ones that were sent with an insight are shown; they stand in the order of their worth.
RELATED_COUNT: Final = 2
RELATION_WORDS: Final = {
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
    """One insight of the day; `time` is where in the episode, as 1:02:03, None where the transcript does not say.

    `what_is_new` is set where the reader was told of the story before.
    """

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
    what_is_new: str | None
    reasons: tuple[str, ...]
    related: tuple[RelatedItem, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The brief of a day for a subscriber."""

    brief_date: date
    subscriber_id: str
    items: tuple[Item, ...]


def build_editions(brief: Iterable[Mapping[str, Any]]) -> Iterator[Edition]:
    """Give the edition of each day and subscriber.

    Args:
        brief: rows of `daily_brief`, those of a day and subscriber one after the other, by rank.
    """
    for (day, subscriber_id), rows in groupby(brief, key=lambda row: (row["brief_date"], row["subscriber_id"])):
        yield Edition(day, subscriber_id, tuple(_item(row) for row in rows))


def clock(seconds: float | None) -> str | None:
    """Return seconds as 12:34 or 1:02:03."""
    if seconds is None:
        return None
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _item(row: Mapping[str, Any]) -> Item:
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
        what_is_new=row["what_is_new"],
        reasons=tuple(row["reasons"] or ()),
        related=tuple(related_item(link) for link in (row["related"] or ())[:RELATED_COUNT]),
    )


def related_item(link: Mapping[str, Any]) -> RelatedItem:
    """Return a related insight, a struct of schema.RELATED, as it is shown."""
    return RelatedItem(
        relation=RELATION_WORDS[link["relation"]],
        title=link["title"],
        quote=link["quote"],
        speaker=link["speaker"],
        show_title=link["show_title"],
        published_at=link["published_at"],
        url=link["evidence_url"] or "",
        explanation=link["explanation"],
    )
