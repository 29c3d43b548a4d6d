"""The edition for a program of the subscriber's: a JSON document, signed.

What belongs here: body and headers. What does not: sending them (orchestration/delivery/webhooks.py).

The signature is that of standardwebhooks.com: HMAC-SHA256 over id, time and body. Whoever gets it knows that it is
ours, whole, and how old; the id is that of the day and subscriber, so that what comes twice is told from what is new.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from assets.brief.addresses import webhook_key
from assets.brief.edition import Edition
from assets.brief.forms.document import to_document
from assets.brief.forms.phrases import timestamp

EVENT: Final = "edition.published"


@dataclass(frozen=True, slots=True)
class Request:
    """What is posted."""

    headers: Mapping[str, str]
    body: bytes


def to_webhook(edition: Edition, secret: str, sent_at: datetime, public_url: str = "") -> Request:
    """Return the edition as a signed request.

    Args:
        edition: what is sent.
        secret: the subscriber's, as whsec_… (addresses.webhook_key, whose errors it raises).
        sent_at: when.
        public_url: address of the site.
    """
    event = {"type": EVENT, "timestamp": timestamp(sent_at), "data": to_document(edition, public_url)}
    body = json.dumps(event, ensure_ascii=False).encode()
    name = f"brief_{edition.brief_date.isoformat()}_{edition.subscriber_id}"
    seconds = str(int(sent_at.timestamp()))
    headers = {
        "content-type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{signature(secret, name, seconds, body)}",
    }
    return Request(headers, body)


def signature(secret: str, name: str, seconds: str, body: bytes) -> str:
    """Return the signature of a request, in base64."""
    signed = f"{name}.{seconds}.".encode() + body
    return base64.b64encode(hmac.digest(webhook_key(secret), signed, hashlib.sha256)).decode()
