"""The mails of the service itself: to confirm an address, to sign in.

What belongs here: their words and headers. What does not: sending (mailing.py), the brief's mail (assets/brief/forms).

They are plain text: short, complete, and with nothing in them that the receiver did not ask for.
"""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Final

from assets.brief.forms.templating import environment
from orchestration.subscribers.accounts import Invitation

_SUBJECTS: Final = {"confirm": "Confirm your address for Briefcast", "sign_in": "Your link to Briefcast"}
_PATHS: Final = {"confirm": "/confirm", "sign_in": "/sign-in/link"}
_TEMPLATES: Final = {"confirm": "service/confirm.txt", "sign_in": "service/sign_in.txt"}


def invitation_message(invitation: Invitation, *, sender: str, public_url: str, now: datetime) -> EmailMessage:
    """Return the mail that carries a link.

    Args:
        invitation: to whom, what for, and the token.
        sender: as Name <address>.
        public_url: under which people reach the service; never taken from a request, which could name any host.
        now: the mail's date.
    """
    link = f"{public_url.rstrip('/')}{_PATHS[invitation.purpose]}?token={invitation.token}"
    message = EmailMessage()
    message["From"] = sender
    message["To"] = invitation.email
    message["Subject"] = _SUBJECTS[invitation.purpose]
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip("> ") or None)
    # Nobody's holiday reply shall answer (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    text = environment(("orchestration.service",)).get_template(_TEMPLATES[invitation.purpose]).render(link=link)
    # As it is, so that a link of more than 78 characters stays in one piece for every reader.
    message.set_content(text, cte="7bit" if text.isascii() else "quoted-printable")
    return message
