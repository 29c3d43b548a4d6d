"""Stories that come back: what a later insight of a cluster says that a subscriber was not told.

What belongs here: telling what is new, in words. What does not: which insights are of one story (the warehouse).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

Row = Mapping[str, Any]

MOST_NAMED: Final = 3
_STANCES: Final = {"negative": "what was affirmed is now denied", "affirmative": "what was denied is now affirmed"}


def what_is_new(insight: Row, told: Sequence[Row], entity_names: Mapping[str, Iterable[str]]) -> str | None:
    """Return in words what an insight adds to what was told of its story, None where that is nothing.

    An insight adds something where it was published on a later day than all that was told, and has a number or an
    entity that none of that has, or the other stance: it contradicts some of it, and denies what all of it affirms, or
    the other way round.

    Args:
        insight: with `insight_id`, `published_on`, `numbers`, `entity_ids`, `polarity`.
        told: the same of what the subscriber was sent of the story, at least one, with `published_at`, and which
            insights are `against` it.
        entity_names: names by entity, the first of which is shown.
    """
    last: date = max(row["published_at"].date() for row in told)
    if insight["published_on"] <= last:
        return None
    numbers = _added(insight, told, "numbers")
    names = [next(iter(entity_names.get(entity, ())), None) for entity in _added(insight, told, "entity_ids")]
    parts = [
        _listed("a new number: ", "new numbers: ", numbers),
        _listed("now also about ", "now also about ", [name for name in names if name]),
        _STANCES.get(insight["polarity"]) if _takes_other_stance(insight, told) else None,
    ]
    return "; ".join(part for part in parts if part) or None


def _takes_other_stance(insight: Row, told: Sequence[Row]) -> bool:
    stances = {row["polarity"] for row in told}
    # A "not" alone is no other stance: "never ran short" says what "had enough" says.
    is_against = any(insight["insight_id"] in row["against"] for row in told)
    return is_against and None not in stances and insight["polarity"] not in stances


def _added(insight: Row, told: Sequence[Row], column: str) -> list[str]:
    known = {value for row in told for value in row[column] or ()}
    return [value for value in insight[column] or () if value not in known]


def _listed(one: str, several: str, values: Sequence[str]) -> str | None:
    shown = values[:MOST_NAMED]
    if not shown:
        return None
    return (one if len(shown) == 1 else several) + ", ".join(shown)
