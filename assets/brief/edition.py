"""An edition: a day's brief as data, ready for any form that readers receive.

What belongs here: the values, and making them of rows. What does not: a form (the package forms).

All words of feeds and transcripts pass through clean.py here, once for all forms: none holds a control or direction
character or more than a text of ours can have, and an address is http, https or empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from assets.brief.clean import clean_text, clean_url

# How many related ones are sent with an insight; they stand in the order of their worth.
RELATED_COUNT: Final = 3
# Headlines have 12 words at most, names fewer.
MOST_IN_TITLE: Final = 200
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

    insight_id: str
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

    insight_id: str
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
    """The brief of a day for a subscriber, as it was decided then."""

    brief_date: date
    subscriber_id: str
    decided_at: datetime
    items: tuple[Item, ...]


def build_editions(brief: Iterable[Mapping[str, Any]]) -> Iterator[Edition]:
    """Give the edition of each day and subscriber.

    Args:
        brief: rows of `daily_brief`, those of a day and subscriber one after the other, by rank.
    """
    for (day, subscriber_id), rows in groupby(brief, key=lambda row: (row["brief_date"], row["subscriber_id"])):
        first, *rest = rows
        yield Edition(day, subscriber_id, first["decided_at"], tuple(_item(row) for row in (first, *rest)))


def clock(seconds: float | None) -> str | None:
    """Return seconds as 12:34 or 1:02:03."""
    if seconds is None:
        return None
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        insight_id=row["insight_id"],
        rank=row["rank"],
        title=_name(row["title"]) or "Untitled",
        summary=clean_text(row["summary"] or ""),
        quote=clean_text(row["quote"]),
        speaker=_name(row["speaker"]),
        show_title=_name(row["show_title"]) or "an unnamed show",
        episode_title=_name(row["episode_title"]) or "Untitled",
        published_at=row["published_at"],
        time=clock(row["start_seconds"]),
        url=clean_url(row["evidence_url"]),
        what_is_new=clean_text(row["what_is_new"]) if row["what_is_new"] else None,
        reasons=tuple(clean_text(reason, MOST_IN_TITLE) for reason in row["reasons"] or ()),
        related=tuple(related_item(link) for link in (row["related"] or ())[:RELATED_COUNT]),
    )


def _name(given: str | None) -> str | None:
    """Return a name or title, None where nothing of it can be read."""
    return clean_text(given or "", MOST_IN_TITLE) or None


def related_item(link: Mapping[str, Any]) -> RelatedItem:
    """Return a related insight, a struct of schema.RELATED, as it is shown."""
    return RelatedItem(
        insight_id=link["insight_id"],
        relation=RELATION_WORDS[link["relation"]],
        title=_name(link["title"]) or "Untitled",
        quote=clean_text(link["quote"]),
        speaker=_name(link["speaker"]),
        show_title=_name(link["show_title"]) or "an unnamed show",
        published_at=link["published_at"],
        url=clean_url(link["evidence_url"]),
        explanation=clean_text(link["explanation"]),
    )
