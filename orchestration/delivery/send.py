"""Sending a day's briefs: to whom it is due, once each, and what became of it.

What belongs here: going through them, with the ledger. What does not: the rule of mornings (assets/brief/morning.py),
the ways (channels.py).
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from assets.brief.edition import Edition
from assets.brief.morning import due_at
from assets.brief.subscribers import Subscriber
from orchestration.delivery.channels import Sending, Way, channels_of, way_of
from orchestration.delivery.ledger import Delivery, Ledger, Status
from orchestration.delivery.outcomes import PermanentError, TemporaryError, UnavailableError, UnknownOutcomeError

LOG: Final = logging.getLogger("briefcast.delivery")


@dataclass(slots=True)
class Sent:
    """What became of a day's deliveries in a run; `later` counts those whose morning has not come.

    `counts` is by status; `retried` how many of them were not the first attempt; `unavailable` says by channel why
    nothing could be sent there.
    """

    day: date
    counts: Counter[Status] = field(default_factory=Counter)
    retried: int = 0
    later: int = 0
    unavailable: dict[str, str] = field(default_factory=dict)

    def line(self) -> str:
        """Return it in a line."""
        parts = [
            (self.counts["sent"], "sent"),
            (self.retried, "retried"),
            (self.counts["failed"], "failed"),
            (self.counts["unknown"], "in doubt"),
            (self.counts["waiting"], "to be tried again"),
            (self.later, "waiting for their morning"),
        ]
        return ", ".join(f"{count:,} {what}" for count, what in parts if count or what == "sent")


@dataclass(frozen=True, slots=True)
class Plan:
    """Which deliveries of a day are due, and how many wait for their morning."""

    day: date
    due: frozenset[Delivery]
    later: int


def plan_day(
    ledger: Ledger,
    day: date,
    made: Iterable[tuple[str, datetime]],
    subscribers: Mapping[str, Subscriber],
    now: datetime,
    *,
    wait_for_morning: bool = True,
) -> Plan:
    """Return what is to be sent of a day.

    Args:
        ledger: knows what was sent.
        day: the brief's.
        made: subscriber and time of each brief of the day.
        subscribers: those who are subscribed now, by id; nobody else is sent anything.
        now: the time.
        wait_for_morning: else everybody's is due.
    """
    done = ledger.settled(day)
    ready = ledger.ready(day, now)
    due = set()
    later = 0
    for name, made_at in made:
        subscriber = subscribers.get(name)
        if subscriber is None:
            continue
        is_due = not wait_for_morning or due_at(subscriber, day, made_at) <= now
        deliveries = {Delivery(day, name, channel) for channel in channels_of(subscriber)}
        wanted = {delivery for delivery in deliveries if delivery not in done or delivery in ready}
        if is_due:
            due |= wanted
        else:
            later += len(wanted)
    return Plan(day, frozenset(due), later)


def send_due(
    ledger: Ledger,
    ways: Mapping[str, Way],
    plan: Plan,
    editions: Iterable[Edition],
    subscribers: Mapping[str, Subscriber],
    *,
    now: datetime,
    wants_mail: Callable[[str], bool] = lambda subscriber_id: True,
) -> Sent:
    """Send what is due, each once.

    Args:
        ledger: keeps what becomes of each.
        ways: see `channels.open_ways`.
        plan: says what is due.
        editions: of the day.
        subscribers: by id.
        now: the time.
        wants_mail: tells by id, at the last moment, whether a subscriber is to be mailed at all.
    """
    sender = _Sender(ledger, now, Sent(plan.day, later=plan.later))
    for edition in editions:
        subscriber = subscribers.get(edition.subscriber_id)
        if subscriber is None:
            continue
        for channel in channels_of(subscriber):
            delivery = Delivery(plan.day, edition.subscriber_id, channel)
            if delivery in plan.due and (channel != "mail" or wants_mail(subscriber.id)):
                sender.send(way_of(ways, channel, subscriber), delivery, edition, subscriber)
    return sender.sent


@dataclass(frozen=True, slots=True)
class _Sender:
    """Sends one delivery after the other."""

    ledger: Ledger
    now: datetime
    sent: Sent

    def send(self, way: Way, delivery: Delivery, edition: Edition, subscriber: Subscriber) -> None:
        """Write a delivery, claim it, send it, and write down what became of it."""
        if delivery.channel in self.sent.unavailable:
            self.sent.counts["waiting"] += 1
            return
        sending = _prepared(way, edition, subscriber)
        attempts = self.ledger.claim(delivery, self.now, is_repeatable=way.is_repeatable)
        if attempts is None:
            return
        try:
            status, reason = _outcome(sending, is_repeatable=way.is_repeatable)
        except UnavailableError as error:
            self.ledger.give_back(delivery, attempts, self.now)
            self.sent.unavailable[delivery.channel] = str(error)
            self.sent.counts["waiting"] += 1
            return
        self.sent.counts[self.ledger.settle(delivery, status, self.now, reason, attempts=attempts)] += 1
        self.sent.retried += attempts > 1


def _prepared(way: Way, edition: Edition, subscriber: Subscriber) -> Sending:
    """Return what sends an edition; where it could not be written, what says so when it is its turn."""
    try:
        return way.prepare(edition, subscriber)
    except Exception as error:  # whatever is wrong with one, the others still get theirs
        LOG.exception("the brief of %s for %s was not written", edition.brief_date, subscriber.id)
        reason = f"it could not be written ({type(error).__name__})"
        return lambda: _raise(TemporaryError(reason))


def _outcome(sending: Sending, *, is_repeatable: bool) -> tuple[Status, str | None]:
    """Send, and return what became of it and why.

    Raises:
        UnavailableError: if there was nobody to take it.
    """
    try:
        sending()
    except TemporaryError as error:
        return "waiting", str(error)
    except PermanentError as error:
        return "failed", str(error)
    except UnknownOutcomeError as error:
        return "unknown", str(error)
    except UnavailableError:
        raise
    except Exception as error:  # as above; and nobody knows how far it came
        LOG.exception("a delivery broke off")
        return "waiting" if is_repeatable else "unknown", f"it broke off ({type(error).__name__})"
    return "sent", None


def _raise(error: Exception) -> None:
    raise error
