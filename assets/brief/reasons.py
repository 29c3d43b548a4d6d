"""Why an insight is in a brief, in words.

What belongs here: turning parts of a score and wishes that are met into words. What does not: the choice (ranking.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from assets.brief.interest import Wish, reason_of

MOST_WISHES: Final = 2

# Part of the score, from which value on it is a reason, and how it reads.
_REASONS: Final = (
    ("corroboration", 0.3, "other shows say so too"),
    ("novelty", 0.72, "the archive has not said it before"),
    ("specificity", 0.6, "gives names and numbers"),
    ("salience", 0.7, "a clear claim"),
    ("recency", 0.7, "fresh"),
)
_NOTHING_HIGH: Final = "the best of what is left"


def reasons_of(row: Mapping[str, Any], met: Sequence[Wish]) -> list[str]:
    """Return what speaks for an insight: wishes that it meets, then the parts of its score that are high.

    Where there is neither, the one reason says that nothing better is left.

    Args:
        row: with the parts of the score.
        met: the subscriber's wishes that it meets; two are named.
    """
    given = [reason_of(wish) for wish in met[:MOST_WISHES]]
    given += [text for part, least, text in _REASONS if row[part] >= least]
    return given or [_NOTHING_HIGH]
