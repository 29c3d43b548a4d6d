"""Who gets a brief now: those of the file and of the database, with addresses, without those who unsubscribed.

What belongs here: that list, and the link that ends a subscription. What does not: keeping subscribers
(orchestration/subscribers).
"""

from __future__ import annotations

from urllib.parse import quote

from assets.brief.subscribers import Subscriber
from orchestration.delivery.channels import UnsubscribeUrl
from orchestration.settings import Settings
from orchestration.subscribers.snapshot import everybody
from orchestration.subscribers.store import open_subscribers


def recipients(settings: Settings) -> dict[str, Subscriber]:
    """Return who is subscribed now, by id.

    Raises:
        SubscribersError: if the file of subscribers cannot be read.
        DatabaseError: if the database cannot be used.
    """
    gone = open_subscribers(settings).unsubscribed_ids() if settings.has_subscribers_database else set()
    found, _ = everybody(settings)
    return {subscriber.id: subscriber for subscriber in found if subscriber.id not in gone}


def unsubscribe_url_of(settings: Settings) -> UnsubscribeUrl:
    """Return what makes the link that ends a subscription; none where there is no service to take it."""
    if not (settings.public_url and settings.has_subscribers_database):
        return lambda subscriber: None
    kept = open_subscribers(settings)
    base = f"{settings.public_url.rstrip('/')}/unsubscribe?token="
    return lambda subscriber: base + quote(kept.unsubscribe_token(subscriber.id), safe="") if subscriber.email else None
