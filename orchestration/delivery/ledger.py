"""The ledger of deliveries: who was sent which day, by which channel, and what became of it.

What belongs here: claiming a delivery, settling it, telling what is open. What does not: sending (send.py).

A delivery is claimed, on disk, before anything leaves; what became of it is written after. Whoever is killed in between
leaves a claim that nobody settled. Whether it went out nobody knows: it is sent again only where a second copy does no
harm, else the ledger says that it is in doubt.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final, Literal, TypeAlias

Channel: TypeAlias = Literal["mail", "slack", "webhook"]
Status: TypeAlias = Literal["claimed", "sent", "waiting", "failed", "unknown"]

# After the n-th attempt the next one waits five minutes, ten, twenty …: the eighth comes ten hours after the first.
FIRST_WAIT: Final = timedelta(minutes=5)
MOST_ATTEMPTS: Final = 8
KILLED: Final = "the run was killed before it was known whether this was taken"

_SCHEMA: Final = """
    create table if not exists deliveries (
        brief_date text not null,
        subscriber_id text not null,
        channel text not null check (channel in ('mail', 'slack', 'webhook')),
        status text not null check (status in ('claimed', 'sent', 'waiting', 'failed', 'unknown')),
        attempts integer not null,
        is_repeatable integer not null,
        claimed_at text not null,
        settled_at text,
        retry_at text,
        reason text,
        primary key (brief_date, subscriber_id, channel)
    ) strict, without rowid
"""
_CLAIM: Final = """
    insert into deliveries (brief_date, subscriber_id, channel, status, attempts, is_repeatable, claimed_at)
    values (:brief_date, :subscriber_id, :channel, 'claimed', 1, :is_repeatable, :now)
    on conflict do update set
        status = 'claimed', attempts = attempts + 1, is_repeatable = :is_repeatable, claimed_at = :now,
        settled_at = null, retry_at = null, reason = null
    where status = 'waiting' and retry_at <= :now
    returning attempts
"""
_SETTLE: Final = """
    update deliveries set status = :status, settled_at = :now, retry_at = :retry_at, reason = :reason
    where brief_date = :brief_date and subscriber_id = :subscriber_id and channel = :channel
"""
_END_CLAIMS: Final = """
    update deliveries set
        status = iif(is_repeatable, 'waiting', 'unknown'), settled_at = :now, retry_at = :now, reason = :reason
    where status = 'claimed'
    returning status
"""
_GIVE_BACK: Final = """
    update deliveries set status = 'waiting', attempts = :attempts, retry_at = :now
    where brief_date = :brief_date and subscriber_id = :subscriber_id and channel = :channel
"""


class LedgerBusyError(RuntimeError):
    """Another process sends from this home."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A day's brief to a subscriber by a channel: what is sent once."""

    brief_date: date
    subscriber_id: str
    channel: Channel


class Ledger:
    """The ledger in an open SQLite file; see `open_ledger`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def claim(self, delivery: Delivery, now: datetime, *, is_repeatable: bool = False) -> int | None:
        """Claim a delivery, on disk when this returns; return which attempt it is, None where it is not to be sent.

        Args:
            delivery: what is to be sent.
            now: the time; what waits for a later one is not given.
            is_repeatable: what is sent twice is there once, so that it is sent again should this claim stay open.
        """
        values = _key(delivery) | {"now": _text(now), "is_repeatable": is_repeatable}
        claimed = self._connection.execute(_CLAIM, values).fetchall()
        self._connection.commit()
        return claimed[0][0] if claimed else None

    def settle(
        self, delivery: Delivery, status: Status, now: datetime, reason: str | None = None, *, attempts: int
    ) -> Status:
        """Write down what became of a claimed delivery; return its status: failed where it waited too often.

        Args:
            delivery: what was claimed.
            status: what became of it.
            now: the time.
            reason: why, where it was not sent.
            attempts: as `claim` gave them; how long a waiting one waits follows from it.
        """
        retry_at = None
        if status == "waiting":
            retry_at = now + FIRST_WAIT * 2 ** (attempts - 1)
            status = "waiting" if attempts < MOST_ATTEMPTS else "failed"
        outcome = {"status": status, "now": _text(now), "retry_at": retry_at and _text(retry_at), "reason": reason}
        self._connection.execute(_SETTLE, _key(delivery) | outcome)
        self._connection.commit()
        return status

    def give_back(self, delivery: Delivery, attempts: int, now: datetime) -> None:
        """Take a claim back: nothing was tried, for there was nobody to take it."""
        self._connection.execute(_GIVE_BACK, _key(delivery) | {"attempts": attempts - 1, "now": _text(now)})
        self._connection.commit()

    def end_claims(self, now: datetime) -> int:
        """Note that whoever made the open claims is gone; return how many are in doubt. To be called while alone."""
        ended = self._connection.execute(_END_CLAIMS, {"now": _text(now), "reason": KILLED}).fetchall()
        self._connection.commit()
        return sum(status == "unknown" for (status,) in ended)

    def open_again(self, day: date) -> int:
        """Let what is in doubt be sent again, at the risk of a second copy, and what failed; return how many there are.

        What failed has its later attempts once more.
        """
        opened = self._connection.execute(
            "update deliveries set status = 'waiting', retry_at = '', attempts = min(attempts, 1) "
            "where status in ('unknown', 'failed') and brief_date = ?",
            [day.isoformat()],
        )
        self._connection.commit()
        return opened.rowcount

    def settled(self, day: date) -> dict[Delivery, Status]:
        """Return what became of the deliveries of a day, those that are claimed or wait among them."""
        rows = self._connection.execute(
            "select subscriber_id, channel, status from deliveries where brief_date = ?", [day.isoformat()]
        )
        return {Delivery(day, name, channel): status for name, channel, status in rows}

    def delivered(self, day: date) -> set[str]:
        """Return whom a day's brief has reached, or may have; a file in the outbox has reached nobody."""
        rows = self._connection.execute(
            "select distinct subscriber_id from deliveries where brief_date = ? "
            "and status in ('sent', 'unknown', 'claimed') and not (channel = 'mail' and is_repeatable)",
            [day.isoformat()],
        )
        return {name for (name,) in rows}

    def drop_outdated_files(self, day: date, made: Iterable[tuple[str, datetime]]) -> None:
        """Forget the files in the outbox that were written before their brief was decided anew."""
        self._connection.executemany(
            "delete from deliveries where brief_date = ? and subscriber_id = ? and settled_at < ? "
            "and channel = 'mail' and is_repeatable and status = 'sent'",
            [(day.isoformat(), name, _text(made_at)) for name, made_at in made],
        )
        self._connection.commit()

    def ready(self, day: date, now: datetime) -> set[Delivery]:
        """Return what waits and may be tried again now."""
        rows = self._connection.execute(
            "select subscriber_id, channel from deliveries "
            "where brief_date = ? and status = 'waiting' and retry_at <= ?",
            [day.isoformat(), _text(now)],
        )
        return {Delivery(day, name, channel) for name, channel in rows}

    def of_subscriber(self, subscriber_id: str) -> list[dict[str, object]]:
        """Return all that is known of a subscriber's deliveries, as JSON takes it, the oldest first."""
        rows = self._connection.execute(
            "select brief_date, channel, status, attempts, claimed_at, settled_at, reason from deliveries "
            "where subscriber_id = ? order by brief_date, channel",
            [subscriber_id],
        )
        columns = [column[0] for column in rows.description]
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def reasons(self, day: date) -> list[tuple[str, Channel, Status, str]]:
        """Return subscriber, channel, status and reason of what was not sent on a day."""
        return self._connection.execute(
            "select subscriber_id, channel, status, reason from deliveries "
            "where brief_date = ? and reason is not null order by subscriber_id, channel",
            [day.isoformat()],
        ).fetchall()


@contextmanager
def open_ledger(path: Path) -> Iterator[Ledger]:
    """Open the ledger of a home, making it where there is none; every commit is on disk when it returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)  # who gets what is nobody else's on this machine
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute(_SCHEMA)
        connection.commit()
        yield Ledger(connection)


@contextmanager
def sole_sender(path: Path) -> Iterator[None]:
    """Be the only one who sends from a home. The system lets go of the lock when a process dies.

    Args:
        path: of the ledger.

    Raises:
        LedgerBusyError: if another process sends.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LedgerBusyError(f"{path.parent}: another process delivers from here; wait for it to end") from error
        yield


def _key(delivery: Delivery) -> dict[str, object]:
    return {
        "brief_date": delivery.brief_date.isoformat(),
        "subscriber_id": delivery.subscriber_id,
        "channel": delivery.channel,
    }


def _text(when: datetime) -> str:
    """Return a time such that the order of texts is that of times."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")
