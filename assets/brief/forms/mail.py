"""The edition as mail: HTML and plain text, with the headers that good newsletters carry.

What belongs here: the message. What does not: handing it over (orchestration/delivery).

There is nothing in it that tells whether it was read: no picture, no link that counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy, Policy
from email.utils import format_datetime
from functools import cache
from typing import Any, Final
from urllib.parse import quote

from css_inline import CSSInliner

from assets.brief.clean import MOST_CHARACTERS, clean_header, clean_text
from assets.brief.edition import Edition, Item, RelatedItem
from assets.brief.forms.phrases import headline, short_day
from assets.brief.forms.templating import environment

LIST_NAME: Final = "Briefcast"
# Gmail shows no more than 102 kB of a message.
MOST_BYTES: Final = 100_000
_MOST_IN_HEADERS: Final = 4_000
# How long a text may be, until the message is small enough.
_LENGTHS: Final = (MOST_CHARACTERS, 300, 100, 25)


class _Unfolded(UnstructuredHeader, BaseHeader):
    """A header whose parts are broken at commas alone: any other fold would make a long address an encoded word.

    Python reads such a word back as the address that it was; mail programs do not, and show no way to unsubscribe.
    """

    def fold(self, *, policy: Policy[Any]) -> str:
        """Return the header's lines."""
        return f"{self.name}: {self.replace(', ', f',{policy.linesep} ')}{policy.linesep}"


@cache
def _policy() -> EmailPolicy[EmailMessage]:
    factory = HeaderRegistry()
    for name in ("list-unsubscribe", "message-id"):
        factory.map_to_type(name, _Unfolded)
    return SMTP.clone(cte_type="7bit", header_factory=factory)


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
    """Return the edition as a message; the same day and subscriber always have the same Message-ID.

    Words that would make it larger than `MOST_BYTES` are cut; those of our own making never do.
    """
    message = EmailMessage(policy=_policy())
    for name, value in _headers(edition, envelope).items():
        message[name] = value
    for most in _LENGTHS:
        _fill(message, _cut(edition, most), envelope)
        if sum(len(str(part.get_payload())) for part in message.iter_parts()) < MOST_BYTES - _MOST_IN_HEADERS:
            break
    return message


def _headers(edition: Edition, envelope: Envelope) -> dict[str, object]:
    return {
        "From": envelope.sender,
        "To": envelope.recipient,
        "Subject": clean_header(f"{headline(edition)} · {short_day(edition.brief_date)}", 200),
        "Date": format_datetime(envelope.sent_at),
        "Message-ID": message_id(edition, envelope.sender.domain),
        "List-Id": f"{LIST_NAME} <brief.{envelope.sender.domain}>",
        **_unsubscribing(edition, envelope),
        # RFC 3834: nobody's absence answers a brief.
        "Auto-Submitted": "auto-generated",
    }


def to_text(edition: Edition, public_url: str = "", unsubscribe_url: str = "") -> str:
    """Return the part for those who read plain text; it is complete on its own."""
    return _rendered("forms/mail.txt", edition, public_url, unsubscribe_url)


def to_html(edition: Edition, public_url: str = "", unsubscribe_url: str = "") -> str:
    """Return the part in HTML, every style in its element; it needs nothing from elsewhere."""
    return _inliner().inline(_rendered("forms/mail.html", edition, public_url, unsubscribe_url))


def _rendered(template: str, edition: Edition, public_url: str, unsubscribe_url: str) -> str:
    values = {"edition": edition, "public_url": public_url, "unsubscribe_url": unsubscribe_url}
    return environment().get_template(template).render(values)


def _fill(message: EmailMessage, edition: Edition, envelope: Envelope) -> None:
    """Give the message its two parts."""
    unsubscribe_url = envelope.unsubscribe_url or _asking(edition, envelope)
    message.clear_content()
    message.set_content(to_text(edition, envelope.public_url, unsubscribe_url))
    message.add_alternative(to_html(edition, envelope.public_url, unsubscribe_url), subtype="html")
    message.set_boundary(f"=_{edition.brief_date:%Y%m%d}_brief")


def _cut(edition: Edition, most: int) -> Edition:
    """Return the edition with no text of more than `most` characters."""
    if most == MOST_CHARACTERS:
        return edition
    items = [
        replace(
            item,
            **_cut_texts(item, ("title", "summary", "quote", "speaker", "show_title", "episode_title"), most),
            what_is_new=clean_text(item.what_is_new, most) if item.what_is_new else None,
            reasons=tuple(clean_text(reason, most) for reason in item.reasons),
            related=tuple(
                replace(other, **_cut_texts(other, ("title", "speaker", "show_title"), most)) for other in item.related
            ),
        )
        for item in edition.items
    ]
    return replace(edition, items=tuple(items))


def _cut_texts(item: Item | RelatedItem, names: Sequence[str], most: int) -> dict[str, Any]:
    texts = {name: getattr(item, name) for name in names}
    return {name: clean_text(text, most) if text else text for name, text in texts.items()}


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
