"""What becomes of an episode: what its feed changed, withdrew, listed again.

What belongs here: one episode's row before and after. What does not: which item is which episode (identity.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self

from assets.podcasts.feeds import FeedEpisode
from orchestration.scanning.hosts import Row

# What makes a change of an episode. Show notes change for reasons of their own, on every item at once: not they.
TRACKED: Final = ("guid", "title", "published_at", "audio_url", "duration_seconds", "transcript_tags")
MOST_CHANGES: Final = 50
_CHARACTERS: Final = 500

Change = tuple[str, Any, Any]


@dataclass(frozen=True, slots=True)
class Window:
    """The span of time that a feed's items cover: an episode within it that is not listed was taken out."""

    first: datetime
    last: datetime

    @classmethod
    def of(cls, episodes: Iterable[FeedEpisode]) -> Self | None:
        """Return the span of the items; trailers do not count, as feeds keep them when their time is long past."""
        dates = [e.published_at for e in episodes if e.published_at and e.episode_type != "trailer"]
        return cls(min(dates), max(dates)) if dates else None


def followed(known: Row, item: Row, now: datetime) -> Row:
    """Return the row of a known episode as its feed lists it now."""
    if item["published_at"] is None:  # without a date it was published when it was first seen
        item = item | {"published_at": known["published_at"], "published_on": known["published_on"]}
    changes: list[Change] = [(name, known[name], item[name]) for name in TRACKED if known[name] != item[name]]
    is_changed = bool(changes) or known["updated_at"] != item["updated_at"]
    if known["withdrawn_at"]:
        changes.append(("withdrawn_at", known["withdrawn_at"], None))
    kept = {name: known[name] for name in ("episode_id", "first_seen_at", "history", "carried_by")}
    changed_at = now if is_changed else known["changed_at"]
    return noted(item | kept | {"changed_at": changed_at}, changes, now)


def unlisted(known: Row, window: Window | None, now: datetime) -> Row:
    """Return the row of a known episode that its feed does not list any more."""
    is_within = window is not None and window.first < known["published_at"] < window.last
    if not is_within or known["withdrawn_at"]:
        return known
    return noted(known | {"withdrawn_at": now}, [("withdrawn_at", None, now)], now)


def noted(row: Row, changes: Sequence[Change], now: datetime) -> Row:
    """Return a row with changes added to its history, of which the latest 50 are kept."""
    added = [
        {"changed_at": now, "what": what, "before": _text(before), "after": _text(after)}
        for what, before, after in changes
    ]
    return row | {"history": [*(row["history"] or ()), *added][-MOST_CHANGES:]}


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, list):
        value = " ".join(str(tag["url"]) for tag in value)
    return (value.isoformat() if isinstance(value, datetime) else str(value))[:_CHARACTERS]
