"""Tokens: what proves that whoever holds a link got our mail, and that a browser is signed in.

What belongs here: making, looking up and using up tokens. What does not: what they let one do (store.py).

A token is 256 random bits. The database keeps its SHA-256 alone: whoever reads the database can act for nobody. A slow
hash would add nothing, for there is nothing to guess.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session

from orchestration.subscribers.models import TokenRow

Purpose: TypeAlias = Literal["confirm", "sign_in", "session", "unsubscribe"]

LIFETIMES: Final[dict[Purpose, timedelta]] = {
    "confirm": timedelta(days=2),
    "sign_in": timedelta(minutes=30),
    "session": timedelta(days=30),
    # A mail's link has to work for as long as people keep the mail on top of their pile.
    "unsubscribe": timedelta(days=90),
}
_BYTES: Final = 32
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")  # so many bytes in base64


def mint(session: Session, subscriber_id: str, purpose: Purpose, now: datetime | None = None) -> str:
    """Make a token and keep its hash; return the token, which is nowhere else."""
    token = secrets.token_urlsafe(_BYTES)
    expires_at = (now or datetime.now(UTC)) + LIFETIMES[purpose]
    session.add(TokenRow(sha256=_hash(token), subscriber_id=subscriber_id, purpose=purpose, expires_at=expires_at))
    return token


def is_well_formed(token: str) -> bool:
    """Tell whether a text could be a token, known or not."""
    return _TOKEN.fullmatch(token) is not None


def whose(session: Session, token: str, purpose: Purpose, now: datetime) -> str | None:
    """Return whose token this is, None where it is not known, for something else or expired."""
    row = session.get(TokenRow, _hash(token))
    return row.subscriber_id if row is not None and row.purpose == purpose and row.expires_at > now else None


def use_up(session: Session, token: str, purpose: Purpose, now: datetime) -> str | None:
    """Return whose token this is, as `whose`, and forget it: of two that come at once one alone succeeds."""
    subscriber_id = whose(session, token, purpose, now)
    this = (TokenRow.sha256 == _hash(token), TokenRow.purpose == purpose)
    gone = session.execute(sa.delete(TokenRow).where(*this).returning(TokenRow.sha256))
    return subscriber_id if gone.first() is not None else None


def forget_all(session: Session, subscriber_id: str, *purposes: Purpose) -> None:
    """Forget a subscriber's tokens, of some purposes or of all."""
    wanted = sa.delete(TokenRow).where(TokenRow.subscriber_id == subscriber_id)
    session.execute(wanted.where(TokenRow.purpose.in_(purposes)) if purposes else wanted)


def forget_expired(session: Session, now: datetime) -> None:
    """Forget every token that is of no use any more."""
    session.execute(sa.delete(TokenRow).where(TokenRow.expires_at <= now))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
