"""Who gets a brief now: those of the file and of the database, with addresses, without those who unsubscribed.

What belongs here: that list, and the link that ends a subscription. What does not: keeping subscribers
(orchestration/subscribers).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from sqlalchemy.exc import SQLAlchemyError

from assets.brief.subscribers import Subscriber
from orchestration.delivery.channels import UnsubscribeUrl
from orchestration.settings import Settings
from orchestration.subscribers.snapshot import everybody
from orchestration.subscribers.store import open_subscribers

LOG: Final = logging.getLogger("briefcast.delivery")


def recipients(settings: Settings) -> dict[str, Subscriber]:
    """Return who is subscribed now, by id.

    Whoever unsubscribed did so from mail: what an entry of the file says of hooks still holds.

    Raises:
        SubscribersError: if the file of subscribers cannot be read.
        DatabaseError: if the database cannot be used.
    """
    gone = open_subscribers(settings).unsubscribed_ids() if settings.has_subscribers_database else set()
    found, _ = everybody(settings)
    wanted = (_without_mail(subscriber) if subscriber.id in gone else subscriber for subscriber in found)
    return {subscriber.id: subscriber for subscriber in wanted if subscriber is not None}


def still_wants_mail(settings: Settings) -> Callable[[str], bool]:
    """Return what tells by id whether nobody unsubscribed, or left, since this was called: runs take a while."""
    if not settings.has_subscribers_database:
        return lambda subscriber_id: True
    kept = open_subscribers(settings)
    at_first = kept.statuses()

    def wants_mail(subscriber_id: str) -> bool:
        try:
            return kept.status(subscriber_id) == at_first.get(subscriber_id)
        except SQLAlchemyError as error:  # the next run asks again
            LOG.error("%s is left out: the subscribers' database did not answer (%s)", subscriber_id, error)
            return False

    return wants_mail


def _without_mail(subscriber: Subscriber) -> Subscriber | None:
    return replace(subscriber, email=None) if subscriber.slack_url or subscriber.webhook_url else None


def unsubscribe_url_of(settings: Settings) -> UnsubscribeUrl:
    """Return what makes the link that ends a subscription; none where there is no service to take it."""
    if not (settings.public_url and settings.has_subscribers_database):
        return lambda subscriber: None
    kept = open_subscribers(settings)
    base = f"{settings.public_url.rstrip('/')}/unsubscribe?token="
    return lambda subscriber: base + quote(kept.unsubscribe_token(subscriber.id), safe="") if subscriber.email else None
