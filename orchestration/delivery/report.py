"""What became of deliveries, for the command line and the Dagster UI.

What belongs here: counting and wording. What does not: the ledger itself.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, Final

import dagster as dg

from orchestration.delivery.ledger import Status, open_ledger
from orchestration.delivery.send import Sent
from orchestration.previews import markdown_table
from orchestration.settings import Settings

MOST_REASONS: Final = 20
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


def sent_metadata(settings: Settings, sent: Sent) -> dict[str, Any]:
    """Return what a run sent, for the Dagster UI; who did not get it and why, by id and without an address."""
    with open_ledger(settings.deliveries_path) as ledger:
        reasons = ledger.reasons(sent.day)
    return {
        "sent": sent.counts["sent"],
        "failed": sent.counts["failed"],
        "retried": sent.retried,
        "waiting": sent.counts["waiting"] + sent.later,
        "in_doubt": sent.counts["unknown"],
        "not_sent": dg.MetadataValue.md(
            markdown_table(["subscriber", "channel", "status", "reason"], reasons[:MOST_REASONS]) if reasons else "none"
        ),
        "outbox": dg.MetadataValue.path(settings.outbox_path),
    }
