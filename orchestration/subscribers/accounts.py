"""What is kept about a subscriber, and what is mailed to one who asks.

What belongs here: these values, made of rows and made into JSON. What does not: what happens to them (store.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from assets.brief.subscribers import Subscriber
from orchestration.subscribers.models import CONFIRMED, SubscriberRow

# The columns of a subscriber's wishes, named as in assets/brief/subscribers.py.
WISHES: Final = (
    "interests",
    "subjects",
    "followed_shows",
    "followed_people",
    "muted_shows",
    "muted_people",
    "most_per_show",
    "time_zone",
    "hour",
)


@dataclass(frozen=True, slots=True)
class Account:
    """What is kept about a subscriber; `subscriber` holds id, address and wishes."""

    status: str
    created_at: datetime
    confirmed_at: datetime | None
    subscriber: Subscriber

    @property
    def id(self) -> str:
        """The subscriber's id."""
        return self.subscriber.id

    @property
    def email(self) -> str | None:
        """The address, None for one of the file."""
        return self.subscriber.email

    @property
    def is_confirmed(self) -> bool:
        """Whether this subscriber gets briefs."""
        return self.status == CONFIRMED


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asked for a mail to an address: to sign up, or to sign in."""

    email: str
    purpose: Literal["sign_up", "sign_in"]


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link to be mailed: to confirm an address, or to sign in."""

    email: str
    purpose: Literal["confirm", "sign_in"]
    token: str


def exported(account: Account) -> dict[str, Any]:
    """Return all that is kept about a subscriber, as JSON takes it."""
    wishes = {name: getattr(account.subscriber, name) for name in WISHES}
    return {
        "id": account.id,
        "email": account.email,
        "status": account.status,
        "created_at": account.created_at.isoformat(),
        "confirmed_at": account.confirmed_at.isoformat() if account.confirmed_at else None,
        **{name: list(value) if isinstance(value, tuple) else value for name, value in wishes.items()},
    }


def account_of(row: SubscriberRow) -> Account:
    """Return a row of the database as an account."""
    wishes = {name: _wish(getattr(row, name)) for name in WISHES}
    subscriber = Subscriber(id=row.id, email=row.email, **wishes)
    return Account(row.status, row.created_at, row.confirmed_at, subscriber)


def _wish(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
