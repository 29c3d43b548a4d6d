"""Phrases that several forms share: who said it where and when, what a related insight is, how a brief is announced.

What belongs here: plain words, not escaped. What does not: their layout.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from assets.brief.edition import Edition, Item, RelatedItem

NOBODY = "Unnamed speaker"


def long_day(when: date) -> str:
    """Return a day as 4 March 2025."""
    return f"{when.day} {when:%B %Y}"


def short_day(when: date) -> str:
    """Return a day as 4 March, for one that is near."""
    return f"{when.day} {when:%B}"


def timestamp(when: datetime) -> str:
    """Return a time as RFC 3339 writes it, in UTC."""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def who(item: Item) -> str:
    """Return who said it, on which show and when."""
    return f"{item.speaker or NOBODY} on {item.show_title}, {long_day(item.published_at)}"


def who_else(other: RelatedItem, brief_date: date) -> str:
    """Return who said a related one, on which show and when; the year only where it is not the brief's."""
    when = short_day(other.published_at) if other.published_at.year == brief_date.year else long_day(other.published_at)
    return f"{f'{other.speaker} ' if other.speaker else ''}on {other.show_title}, {when}"


def listen(item: Item) -> str:
    """Return what the link to the evidence says."""
    return f"Listen at {item.time}" if item.time else "Listen"


def why(item: Item) -> str:
    """Return why an insight is in the brief."""
    return "; ".join(item.reasons)


def headline(edition: Edition) -> str:
    """Return what a brief is announced with: its first headline, and how many more there are."""
    if not edition.items:
        return f"Nothing new on {long_day(edition.brief_date)}"
    more = len(edition.items) - 1
    return edition.items[0].title + (f", and {more} more" if more else "")
