"""The tables of the subscribers' database.

What belongs here: columns and their types. What does not: how the tables come to be (migrations/), what is done with
them (store.py, tokens.py).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

PENDING: Final = "pending"
CONFIRMED: Final = "confirmed"
UNSUBSCRIBED: Final = "unsubscribed"


class UtcTime(sa.TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone: it is taken off on the way in and put back on the way out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Return the moment in UTC, whatever zone it was given in."""
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> datetime | None:
        """Return the moment with its zone."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Base(DeclarativeBase):
    """What the tables have in common."""

    type_annotation_map = {datetime: UtcTime(), list[str]: sa.JSON()}  # noqa: RUF012 - as SQLAlchemy wants it


class SubscriberRow(Base):
    """A subscriber: the address, whether it is confirmed, and the wishes, named as in assets/brief/subscribers.py.

    One without an address is the note that a subscriber of the file wants no more mail.
    """

    __tablename__ = "subscribers"

    id: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    email: Mapped[str | None] = mapped_column(sa.String(254), unique=True)
    status: Mapped[str] = mapped_column(sa.String(16), index=True)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    interests: Mapped[list[str]] = mapped_column(default=list)
    subjects: Mapped[list[str]] = mapped_column(default=list)
    followed_shows: Mapped[list[str]] = mapped_column(default=list)
    followed_people: Mapped[list[str]] = mapped_column(default=list)
    muted_shows: Mapped[list[str]] = mapped_column(default=list)
    muted_people: Mapped[list[str]] = mapped_column(default=list)
    most_per_show: Mapped[int | None]
    time_zone: Mapped[str] = mapped_column(sa.String(64), default="UTC")
    hour: Mapped[int] = mapped_column(default=7)


class TokenRow(Base):
    """A token by its hash: whose, for what, until when. The token itself is only ever in a mail or a cookie."""

    __tablename__ = "tokens"

    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    # No foreign key: subscribers of the file are sent mail, and so tokens, too.
    subscriber_id: Mapped[str] = mapped_column(sa.String(64), index=True)
    purpose: Mapped[str] = mapped_column(sa.String(16))
    expires_at: Mapped[datetime] = mapped_column(index=True)
