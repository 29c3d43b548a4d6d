"""`briefcast deliver`: send a published day's briefs to whom they are due.

What belongs here: the command. What does not: delivering (orchestration/delivery).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from orchestration.cli.common import OUT, HomeOption, fail, load_settings, print_deliveries


def deliver(
    day: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="the brief's day (default: the newest)")
    ] = None,
    at_once: Annotated[bool, typer.Option("--at-once", help="do not wait for anybody's morning")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="also send what failed or is in doubt, at the risk of a second copy")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Send a published day's briefs, once each, to those whose morning has come."""
    from assets.brief.subscribers import SubscribersError
    from orchestration.delivery.deliver import NothingPublishedError
    from orchestration.delivery.deliver import deliver as deliver_day
    from orchestration.delivery.ledger import LedgerBusyError
    from orchestration.settings import SettingsError
    from orchestration.subscribers.database import DatabaseError

    settings = load_settings(home)
    try:
        sent = deliver_day(
            settings, day.date() if day else None, datetime.now(UTC), wait_for_morning=not at_once, again=again
        )
    except (NothingPublishedError, LedgerBusyError, SettingsError, SubscribersError, DatabaseError) as error:
        fail(str(error))
    OUT.print(f"Now: {sent.line()}", markup=False)
    print_deliveries(settings, sent.day)
    if sent.unavailable:
        fail("; ".join(f"{channel}: {reason}" for channel, reason in sent.unavailable.items()))
