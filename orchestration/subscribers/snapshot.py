"""The snapshot of subscribers that a day's briefs are chosen from: those of the file and those of the database.

What belongs here: taking it, keeping it with a decision, reading it back. What does not: who they are and where they
are reached, which leaves neither the file nor the database.
"""

from __future__ import annotations

import io
from typing import Any, Final

import polars as pl

from assets.brief.subscribers import Subscriber, read_subscribers
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.subscribers.store import open_subscribers
from orchestration.tables import SUBSCRIBERS

_PARQUET: Final = b"PAR1"


def everybody(settings: Settings) -> tuple[list[Subscriber], list[str]]:
    """Return whoever gets a brief, with addresses, and what is wrong with the file's entries, a sentence each.

    Those are the subscribers of the file, or the default one where there is no file, and the confirmed ones of the
    database. Of two with the same id or address the file's counts, unless it was unsubscribed since.

    Raises:
        SubscribersError: if the file cannot be read at all.
        DatabaseError: if the database cannot be used.
    """
    path = settings.subscribers_path
    of_file, problems = read_subscribers(path.read_bytes(), path.name) if path.exists() else ([Subscriber()], [])
    of_database, gone = _of_database(settings)
    ids = {subscriber.id for subscriber in of_file}
    mailed = {subscriber.email.lower() for subscriber in of_file if subscriber.email and subscriber.id not in gone}
    return [*of_file, *(one for one in of_database if one.id not in ids and one.email not in mailed)], problems


def take_snapshot(settings: Settings) -> tuple[pl.DataFrame, list[str]]:
    """Return ids and wishes of `everybody` as rows of schema.SUBSCRIBERS, and the problems."""
    subscribers, problems = everybody(settings)
    return pl.DataFrame([_row(subscriber) for subscriber in subscribers], schema=SUBSCRIBERS.schema), problems


def keep_snapshot(lake: Lake) -> str:
    """Keep the snapshot as it is now, so that a past day can be rebuilt; return its name in the lake."""
    buffer = io.BytesIO()
    lake.read(SUBSCRIBERS).write_parquet(buffer)
    return lake.put_file(buffer.getvalue())


def kept_snapshot(lake: Lake, sha256: str) -> list[Subscriber]:
    """Return the subscribers of a kept snapshot.

    Releases before there was a database kept the file of subscribers, or nothing where there was none.
    """
    if not sha256:
        return [Subscriber()]
    content = lake.get_file(sha256)
    if not content.startswith(_PARQUET):
        return read_subscribers(content, "the kept file of subscribers")[0]
    return [_subscriber(row) for row in pl.read_parquet(io.BytesIO(content)).iter_rows(named=True)]


def _of_database(settings: Settings) -> tuple[list[Subscriber], set[str]]:
    """Return the confirmed subscribers, and the ids of whoever unsubscribed.

    A home where nobody ever signed up has no database, and gets none here.
    """
    if not settings.has_subscribers_database:
        return [], set()
    kept = open_subscribers(settings)
    return [account.subscriber for account in kept.confirmed()], kept.unsubscribed_ids()


def _row(subscriber: Subscriber) -> dict[str, Any]:
    wishes = {name: getattr(subscriber, name) for name in SUBSCRIBERS.schema if name != "subscriber_id"}
    return {"subscriber_id": subscriber.id, **{k: list(v) if isinstance(v, tuple) else v for k, v in wishes.items()}}


def _subscriber(row: dict[str, Any]) -> Subscriber:
    wishes: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return Subscriber(id=wishes.pop("subscriber_id"), **wishes)
