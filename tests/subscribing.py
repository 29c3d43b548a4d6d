"""Asking for mails as the service does for one person after the other."""

from __future__ import annotations

from orchestration.subscribers.accounts import Asked, Invitation
from orchestration.subscribers.store import Subscribers


def sign_up(subscribers: Subscribers, email: str) -> Invitation:
    """Sign an address up; return what is mailed there."""
    (invitation,) = subscribers.invite([Asked(email, "sign_up")])
    return invitation


def confirmed(subscribers: Subscribers, email: str = "ida@example.org") -> str:
    """Sign an address up and confirm it; return the id."""
    account = subscribers.signed_in(subscribers.confirm(sign_up(subscribers, email).token) or "")
    assert account is not None
    return account.id
