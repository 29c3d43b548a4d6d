"""Delivering from a home: what is published goes to whom it is due.

What belongs here: bringing published file, subscribers, ledger and ways together. What does not: any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Final

import duckdb

from orchestration.briefing.editions import read_editions
from orchestration.delivery.channels import open_ways
from orchestration.delivery.ledger import open_ledger, sole_sender
from orchestration.delivery.recipients import recipients, still_wants_mail, unsubscribe_url_of
from orchestration.delivery.send import Plan, Sent, plan_day, send_due
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.tables import DAILY_BRIEF
from orchestration.warehouse import connect_published

# The last morning on Earth of a day comes well within the second day after it, its eight attempts too.
OPEN_DAYS: Final = timedelta(days=3)


class NothingPublishedError(LookupError):
    """There is no published brief to deliver."""


def deliver(
    settings: Settings, day: date | None, now: datetime, *, wait_for_morning: bool = True, again: bool = False
) -> Sent:
    """Send a day's published briefs to whom they are due.

    Args:
        settings: of the home.
        day: the brief's; None: the newest that is published.
        now: the time.
        wait_for_morning: else it is due to everybody.
        again: also send what failed, and what is in doubt, at the risk of a second copy.

    Raises:
        NothingPublishedError: if there is no published brief.
        LedgerBusyError: if another process delivers from this home.
        SettingsError: if sender or mail server cannot be used.
        SubscribersError, DatabaseError: if the subscribers cannot be read.
    """
    wants_mail = still_wants_mail(settings)
    subscribers = recipients(settings)
    with (
        _published(settings) as connection,
        sole_sender(settings.deliveries_path),
        open_ledger(settings.deliveries_path) as ledger,
    ):
        day = day or _newest(connection)
        if day is None:
            raise NothingPublishedError("no brief is published; run: briefcast run")
        ledger.end_claims(now)
        if again:
            ledger.open_again(day)
        made = _made(connection, settings, day)
        ledger.drop_outdated_files(day, made)
        plan = plan_day(ledger, day, made, subscribers, now, wait_for_morning=wait_for_morning)
        if not plan.due:
            return Sent(day, later=plan.later)
        with open_ways(settings, unsubscribe_url_of(settings)) as ways:
            editions = read_editions(connection, day)
            return send_due(ledger, ways, plan, editions, subscribers, now=now, wants_mail=wants_mail)


def why_too_late(settings: Settings, day: date, now: datetime) -> str | None:
    """Return why a day is sent to nobody unasked, None where it is: of a day long past only the outbox gets files."""
    is_open = day >= ((settings.today or now.date()) - OPEN_DAYS)
    if is_open or not (settings.smtp_url or any(s.slack_url or s.webhook_url for s in recipients(settings).values())):
        return None
    return f"{day} is long past and sent to nobody unasked; to send it all the same: briefcast deliver --date {day}"


def delivered(settings: Settings, day: date) -> set[str]:
    """Return whom a day's brief has reached, or may have."""
    with open_ledger(settings.deliveries_path) as ledger:
        return ledger.delivered(day)


def due_days(settings: Settings, now: datetime) -> list[Plan]:
    """Return the plans of the days of which something is due now; errors as of `deliver`."""
    if not settings.published_path.exists():
        return []
    subscribers = recipients(settings)
    with _published(settings) as connection, open_ledger(settings.deliveries_path) as ledger:
        days = connection.execute(
            "select distinct brief_date from daily_brief where brief_date >= ? order by all",
            [(now - OPEN_DAYS).date()],
        ).fetchall()
        plans = [plan_day(ledger, day, _made(connection, settings, day), subscribers, now) for (day,) in days]
    return [plan for plan in plans if plan.due]


def _made(connection: duckdb.DuckDBPyConnection, settings: Settings, day: date) -> list[tuple[str, datetime]]:
    """Return whose briefs of a day are published, and when they were decided.

    What the lake has decided anew since waits until that is published: the next run would take it for what was sent.
    """
    made = connection.execute(
        "select subscriber_id, any_value(decided_at) from daily_brief where brief_date = ? group by all", [day]
    ).fetchall()
    lake = Lake(root=settings.lake_root)
    decided = dict(lake.read_day(DAILY_BRIEF, day, ("subscriber_id", "decided_at")).unique().iter_rows())
    return [(name, decided_at) for name, decided_at in made if decided.get(name, decided_at) == decided_at]


def _newest(connection: duckdb.DuckDBPyConnection) -> date | None:
    row = connection.execute("select max(brief_date) from daily_brief").fetchone()
    return row[0] if row else None


@contextmanager
def _published(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    if not settings.published_path.exists():
        raise NothingPublishedError(f"{settings.published_path}: nothing is published yet; run: briefcast run")
    connection = connect_published(settings.published_path)
    try:
        yield connection
    finally:
        connection.close()
