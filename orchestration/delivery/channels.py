"""The ways in which a brief reaches a subscriber: mail, Slack, a web hook.

What belongs here: which ones a subscriber has, and giving each the form that it takes. What does not: whether and when
(send.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.headerregistry import Address
from email.utils import parseaddr
from functools import partial
from typing import Final, Protocol

import httpx

from assets.brief.addresses import email_address
from assets.brief.clean import clean_header
from assets.brief.edition import Edition
from assets.brief.forms.mail import Envelope, to_mail
from assets.brief.forms.slack import to_slack
from assets.brief.forms.webhook import to_webhook
from assets.brief.subscribers import Subscriber
from orchestration.delivery.ledger import Channel
from orchestration.delivery.transport import Outbox, Transport, transport_of
from orchestration.delivery.webhooks import post
from orchestration.settings import Settings, SettingsError

# RFC 2606: a host that is none.
_NO_DOMAIN: Final = "invalid"
NOWHERE: Final = f"briefcast.{_NO_DOMAIN}"
UnsubscribeUrl = Callable[[Subscriber], str | None]
Sending = Callable[[], None]


class Way(Protocol):
    """Brings an edition to a subscriber; what is given twice to a repeatable one is there once."""

    is_repeatable: bool

    def prepare(self, edition: Edition, subscriber: Subscriber) -> Sending:
        """Write what is brought, and return what brings it: that raises the errors of outcomes.py."""


class Mail:
    """Mails an edition."""

    def __init__(self, transport: Transport, sender: Address, public_url: str, unsubscribe_url: UnsubscribeUrl) -> None:
        self.is_repeatable = transport.is_repeatable
        self._transport, self._sender = transport, sender
        self._public_url, self._unsubscribe_url = public_url, unsubscribe_url

    def prepare(self, edition: Edition, subscriber: Subscriber) -> Sending:
        """Return what mails it; who has no address gets it addressed to nowhere, and marked so."""
        recipient = (
            Address(addr_spec=subscriber.email)
            if subscriber.email
            else Address(f"{subscriber.id} (no address is known)", subscriber.id, NOWHERE)
        )
        envelope = Envelope(
            sender=self._sender,
            recipient=recipient,
            sent_at=datetime.now(UTC),
            public_url=self._public_url,
            unsubscribe_url=self._unsubscribe_url(subscriber),
        )
        return partial(self._transport.send, to_mail(edition, envelope))


class Slack:
    """Posts an edition to a channel."""

    is_repeatable = False

    def __init__(self, client: httpx.Client, public_url: str) -> None:
        self._client, self._public_url = client, public_url

    def prepare(self, edition: Edition, subscriber: Subscriber) -> Sending:
        """Return what posts it."""
        body = json.dumps(to_slack(edition, self._public_url)).encode()
        headers = {"content-type": "application/json"}
        return partial(post, self._client, subscriber.slack_url or "", body, headers, is_repeatable=self.is_repeatable)


class Webhook:
    """Posts an edition to a program, which tells a second copy by its id."""

    is_repeatable = True

    def __init__(self, client: httpx.Client, public_url: str) -> None:
        self._client, self._public_url = client, public_url

    def prepare(self, edition: Edition, subscriber: Subscriber) -> Sending:
        """Return what posts it, signed now."""
        request = to_webhook(edition, subscriber.webhook_secret or "", datetime.now(UTC), self._public_url)
        url = subscriber.webhook_url or ""
        return partial(post, self._client, url, request.body, request.headers, is_repeatable=self.is_repeatable)


@contextmanager
def open_ways(settings: Settings, unsubscribe_url: UnsubscribeUrl) -> Iterator[Mapping[str, Way]]:
    """Give the ways by name: those of the ledger's channels, and `outbox` for who has no address at all.

    Raises:
        SettingsError: if one of their settings cannot be used.
    """
    sender = sender_of(settings)
    client = httpx.Client(
        timeout=settings.request_timeout_seconds, follow_redirects=False, headers={"user-agent": settings.user_agent}
    )
    with client, transport_of(settings) as transport:
        yield {
            "mail": Mail(transport, sender, settings.public_url, unsubscribe_url),
            "outbox": Mail(Outbox(settings.outbox_path), sender, settings.public_url, unsubscribe_url),
            "slack": Slack(client, settings.public_url),
            "webhook": Webhook(client, settings.public_url),
        }


def channels_of(subscriber: Subscriber) -> list[Channel]:
    """Return the channels by which a subscriber gets the brief: by mail, if by no other."""
    found: list[Channel] = []
    if subscriber.slack_url:
        found.append("slack")
    if subscriber.webhook_url:
        found.append("webhook")
    return ["mail", *found] if subscriber.email or not found else found


def way_of(ways: Mapping[str, Way], channel: Channel, subscriber: Subscriber) -> Way:
    """Return the way of a channel to a subscriber."""
    return ways["outbox" if channel == "mail" and not subscriber.email else channel]


def sender_of(settings: Settings) -> Address:
    """Return who sends.

    Raises:
        SettingsError: if the setting holds no address, or one that no mail server takes.
    """
    name, address = parseaddr(settings.mail_from)
    try:
        sender = Address(clean_header(name, 100), addr_spec=email_address(address))
    except ValueError as error:
        raise SettingsError(f"BRIEFCAST_MAIL_FROM={settings.mail_from!r}: {error}") from error
    if settings.smtp_url and sender.domain.endswith(f".{_NO_DOMAIN}"):
        raise SettingsError(
            f"BRIEFCAST_MAIL_FROM={settings.mail_from!r}: no mail server takes such a sender; take an address of yours"
        )
    return sender
