"""Forgetting a subscriber: out of the database, and the files that were written for nobody else.

What belongs here: what goes when somebody asks to be deleted. What does not: the database's part of it (store.py).

What stays names nobody. Under a random id: the briefs of past days and the wishes that they were chosen by, without
which those days could not be made again, and in the ledger of deliveries when they were sent.
"""

from __future__ import annotations

from glob import escape

from orchestration.settings import Settings
from orchestration.subscribers.store import Subscribers


def forget(settings: Settings, subscribers: Subscribers, subscriber_id: str) -> None:
    """Forget a subscriber: address, wishes and tokens, messages in the outbox and files of their editions.

    Args:
        settings: of the home.
        subscribers: its database.
        subscriber_id: of the database.
    """
    subscribers.delete(subscriber_id)
    name = escape(subscriber_id)
    for folder, pattern in ((settings.outbox_path, f"*.{name}@*"), (settings.editions_path, f"*/{name}.*")):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)
