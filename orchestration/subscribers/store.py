"""Subscribers as the database keeps them: signing up, confirming, wishes, leaving.

What belongs here: what happens to a subscriber, each in one transaction. What does not: the tables (models.py), tokens
(tokens.py), pages and mails (orchestration/service).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assets.brief.subscribers import Subscriber
from orchestration.settings import Settings
from orchestration.subscribers import tokens
from orchestration.subscribers.accounts import WISHES, Account, Asked, Invitation, account_of
from orchestration.subscribers.database import open_database
from orchestration.subscribers.models import CONFIRMED, PENDING, UNSUBSCRIBED, SubscriberRow

# Whoever does not confirm within this time is forgotten: the address may be somebody else's.
PENDING_LIFETIME: Final = timedelta(days=7)


class Subscribers:
    """The subscribers of a database."""

    def __init__(self, engine: sa.Engine, clock: Callable[[], datetime] = lambda: datetime.now(UTC)):
        self._reads = engine
        self._writes = engine.execution_options(writes=True)
        self._clock = clock

    # ---------- signing up and in

    def invite(self, asked: Sequence[Asked]) -> list[Invitation]:
        """Return what to mail to those who asked, in one transaction.

        Who signs up becomes a subscriber, not yet confirmed; who is confirmed already is sent a link to sign in. Who
        wants to sign in and is not known is sent nothing.

        Args:
            asked: addresses as `email_address` gives them, in small letters.
        """
        wanted = sa.select(SubscriberRow).where(SubscriberRow.email.in_({one.email for one in asked}))
        with self._write() as session:
            rows = {row.email or "": row for row in session.scalars(wanted)}
            found = (self._invitation(session, rows, one) for one in asked)
            return [invitation for invitation in found if invitation is not None]

    def confirm(self, token: str) -> str | None:
        """Confirm the address that a token was mailed to; return a session, None where the token is no good."""
        now = self._clock()
        with self._write() as session:
            subscriber_id = tokens.use_up(session, token, "confirm", now)
            row = session.get(SubscriberRow, subscriber_id) if subscriber_id else None
            if row is None:
                return None
            row.status, row.confirmed_at = CONFIRMED, now
            tokens.forget_all(session, row.id, "confirm")
            return tokens.mint(session, row.id, "session", now)

    def sign_in(self, token: str) -> str | None:
        """Return a session for a mailed token, None where the token is no good."""
        now = self._clock()
        with self._write() as session:
            subscriber_id = tokens.use_up(session, token, "sign_in", now)
            if subscriber_id is None or session.get(SubscriberRow, subscriber_id) is None:
                return None
            return tokens.mint(session, subscriber_id, "session", now)

    def signed_in(self, token: str) -> Account | None:
        """Return whose session a token is, None where it is nobody's."""
        with Session(self._reads) as session:
            return self._account(session, token, "session")

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._write() as session:
            tokens.use_up(session, token, "session", self._clock())

    # ---------- wishes

    def save(self, subscriber_id: str, wishes: Subscriber) -> None:
        """Keep what a subscriber asks for; nothing where the subscriber is gone."""
        with self._write() as session:
            row = session.get(SubscriberRow, subscriber_id)
            if row is None:
                return
            for name in WISHES:
                value = getattr(wishes, name)
                setattr(row, name, list(value) if isinstance(value, tuple) else value)
            row.changed_at = self._clock()

    def confirmed(self) -> list[Account]:
        """Return everybody who gets briefs, by id."""
        wanted = sa.select(SubscriberRow).where(SubscriberRow.status == CONFIRMED).order_by(SubscriberRow.id)
        with Session(self._reads) as session:
            return [account_of(row) for row in session.scalars(wanted)]

    def everybody(self) -> list[Account]:
        """Return everybody who is kept, the earliest first."""
        wanted = sa.select(SubscriberRow).order_by(SubscriberRow.created_at, SubscriberRow.id)
        with Session(self._reads) as session:
            return [account_of(row) for row in session.scalars(wanted)]

    def find(self, name: str) -> Account | None:
        """Return who has this id or address."""
        wanted = sa.select(SubscriberRow).where(sa.or_(SubscriberRow.id == name, SubscriberRow.email == name.lower()))
        with Session(self._reads) as session:
            row = session.scalar(wanted)
            return account_of(row) if row is not None else None

    # ---------- leaving

    def unsubscribe_token(self, subscriber_id: str) -> str:
        """Return a token for the List-Unsubscribe header and the foot of a mail; of the file's subscribers too."""
        with self._write() as session:
            return tokens.mint(session, subscriber_id, "unsubscribe", self._clock())

    def is_unsubscribe_token(self, token: str) -> bool:
        """Tell whether a token would unsubscribe somebody; nothing changes."""
        with Session(self._reads) as session:
            return tokens.whose(session, token, "unsubscribe", self._clock()) is not None

    def unsubscribe(self, token: str) -> bool:
        """Send no more mail to whoever got this token; done again, nothing changes. False: the token is no good.

        The token stays: mail services ask twice, and people press twice.
        """
        now = self._clock()
        with self._write() as session:
            subscriber_id = tokens.whose(session, token, "unsubscribe", now)
            if subscriber_id is None:
                return False
            row = session.get(SubscriberRow, subscriber_id)
            if row is None:
                row = _new_row(now, None, subscriber_id)
                session.add(row)
            row.status, row.changed_at = UNSUBSCRIBED, now
            return True

    def unsubscribed_ids(self) -> set[str]:
        """Return who wants no mail, of the database and of the file."""
        wanted = sa.select(SubscriberRow.id).where(SubscriberRow.status == UNSUBSCRIBED)
        with Session(self._reads) as session:
            return set(session.scalars(wanted))

    def delete(self, subscriber_id: str) -> None:
        """Forget a subscriber: address, wishes and tokens."""
        with self._write() as session:
            tokens.forget_all(session, subscriber_id)
            session.execute(sa.delete(SubscriberRow).where(SubscriberRow.id == subscriber_id))

    def forget_what_expired(self) -> None:
        """Forget expired tokens, and whoever never confirmed."""
        now = self._clock()
        old = sa.and_(SubscriberRow.status == PENDING, SubscriberRow.created_at < now - PENDING_LIFETIME)
        with self._write() as session:
            tokens.forget_expired(session, now)
            session.execute(sa.delete(SubscriberRow).where(old))

    # ---------- how

    @contextmanager
    def _write(self) -> Iterator[Session]:
        with Session(self._writes, expire_on_commit=False) as session, session.begin():
            yield session

    def _invitation(self, session: Session, rows: dict[str, SubscriberRow], asked: Asked) -> Invitation | None:
        row = rows.get(asked.email)
        if asked.purpose == "sign_in" and (row is None or row.status == PENDING):
            return None
        if row is None:
            row = rows[asked.email] = _new_row(self._clock(), asked.email)
            session.add(row)
        is_known = asked.purpose == "sign_in" or row.status == CONFIRMED
        purpose: Literal["confirm", "sign_in"] = "sign_in" if is_known else "confirm"
        return Invitation(asked.email, purpose, tokens.mint(session, row.id, purpose, self._clock()))

    def _account(self, session: Session, token: str, purpose: tokens.Purpose) -> Account | None:
        subscriber_id = tokens.whose(session, token, purpose, self._clock())
        row = session.get(SubscriberRow, subscriber_id) if subscriber_id else None
        return account_of(row) if row is not None else None


def open_subscribers(settings: Settings) -> Subscribers:
    """Open the home's subscribers, making the database where there is none.

    Raises:
        DatabaseError: if it cannot be used.
    """
    if not settings.subscribers_url:
        settings.home.mkdir(parents=True, exist_ok=True)
    return Subscribers(_opened(settings.subscribers_database))


@lru_cache(maxsize=4)
def _opened(url: str) -> sa.Engine:
    """Open a database once in a process: an engine is a pool of connections."""
    return open_database(url)


def _new_row(now: datetime, email: str | None, subscriber_id: str | None = None) -> SubscriberRow:
    return SubscriberRow(
        id=subscriber_id or f"s-{secrets.token_hex(8)}",
        email=email,
        status=PENDING,
        created_at=now,
        changed_at=now,
    )
