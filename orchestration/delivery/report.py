"""What became of a day's deliveries so far, in a line.

What belongs here: counting and wording. What does not: the ledger itself.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from orchestration.delivery.ledger import Status, open_ledger
from orchestration.settings import Settings

_WORDS: Final[dict[Status, str]] = {
    "sent": "sent",
    "failed": "failed",
    "unknown": "in doubt",
    "waiting": "to be tried again",
    "claimed": "under way",
}


def day_line(settings: Settings, day: date) -> str:
    """Return how many deliveries of a day were sent so far, and what became of the others, in a line."""
    with open_ledger(settings.deliveries_path) as ledger:
        counts = Counter(ledger.settled(day).values())
    return ", ".join(
        f"{counts[status]:,} {word}" for status, word in _WORDS.items() if counts[status] or word == "sent"
    )
