"""The edition as mail: HTML and plain text, with the headers that good newsletters carry.

What belongs here: the message. What does not: handing it over (orchestration/delivery).

There is nothing in it that tells whether it was read: no picture, no link that counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from typing import Final
from urllib.parse import quote

from css_inline import CSSInliner

from assets.brief.clean import clean_text
from assets.brief.edition import Edition
from assets.brief.forms.phrases import headline, short_day
from assets.brief.forms.templating import environment

LIST_NAME: Final = "Briefcast"
# Gmail shows no more than 102 kB of a message.
MOST_BYTES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a message needs besides the edition.

    Attributes:
        sender: who sends, with a name.
        recipient: who gets it.
        sent_at: when.
        public_url: address of site and service; empty: links lead to the evidence alone.
        unsubscribe_url: ends the subscription when it is posted to (RFC 8058); None: a mail to the sender asks for it.
    """

    sender: Address
    recipient: Address
    sent_at: datetime
    public_url: str = ""
    unsubscribe_url: str | None = None


def to_mail(edition: Edition, envelope: Envelope) -> EmailMessage:
    """Return the edition as a message; the same day and subscriber always have the same Message-ID."""
    message = EmailMessage(policy=SMTP)
    message["From"] = envelope.sender
    message["To"] = envelope.recipient
    message["Subject"] = clean_text(f"{headline(edition)} · {short_day(edition.brief_date)}", 200)
    message["Date"] = format_datetime(envelope.sent_at)
    message["Message-ID"] = message_id(edition, envelope.sender.domain)
    message["List-Id"] = f"{LIST_NAME} <brief.{envelope.sender.domain}>"
    for name, value in _unsubscribing(edition, envelope).items():
        message[name] = value
    # RFC 3834: nobody's absence answers a brief.
    message["Auto-Submitted"] = "auto-generated"
    values = {
        "edition": edition,
        "public_url": envelope.public_url,
        "unsubscribe_url": envelope.unsubscribe_url or _asking(edition, envelope),
    }
    templates = environment()
    message.set_content(templates.get_template("forms/mail.txt").render(values), cte="quoted-printable")
    html = _inliner().inline(templates.get_template("forms/mail.html").render(values))
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{edition.brief_date:%Y%m%d}_brief")
    return message


def message_id(edition: Edition, domain: str) -> str:
    """Return the Message-ID of a day's brief to a subscriber."""
    return f"<{edition.brief_date.isoformat()}.{edition.subscriber_id}@{domain}>"


def _unsubscribing(edition: Edition, envelope: Envelope) -> dict[str, str]:
    """Return the headers by which mail programs unsubscribe: RFC 2369, and with one click RFC 8058."""
    asking = f"<{_asking(edition, envelope)}>"
    if envelope.unsubscribe_url is None:
        return {"List-Unsubscribe": asking}
    return {
        "List-Unsubscribe": f"<{envelope.unsubscribe_url}>, {asking}",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _asking(edition: Edition, envelope: Envelope) -> str:
    """Return the link that opens a mail to the sender which asks for an end."""
    return f"mailto:{quote(envelope.sender.addr_spec, safe='@')}?subject=unsubscribe%20{quote(edition.subscriber_id)}"


@cache
def _inliner() -> CSSInliner:
    """Return what puts the style sheet into the elements; what only a style sheet can say stays one."""
    return CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)
