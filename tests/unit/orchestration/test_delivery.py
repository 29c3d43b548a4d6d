"""Delivering: each brief once, to whom it is due, and what the ledger says of the rest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assets.brief.edition import Edition
from assets.brief.subscribers import Subscriber
from orchestration.delivery.ledger import (
    FIRST_WAIT,
    KILLED,
    MOST_ATTEMPTS,
    Delivery,
    Ledger,
    LedgerBusyError,
    open_ledger,
    sole_sender,
)
from orchestration.delivery.outcomes import PermanentError, TemporaryError, UnavailableError, UnknownOutcomeError
from orchestration.delivery.send import Sent, plan_day, send_due

DAY = date(2025, 3, 4)
MADE = datetime(2025, 3, 4, 6, tzinfo=UTC)
NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
IDA, BO, CY = (Subscriber(id=name, email=f"{name}@quay.example") for name in ("ida", "bo", "cy"))


class Way:
    """Remembers whom it brought something; has an error ready for some."""

    def __init__(self, *, is_repeatable: bool = False, **errors: Exception) -> None:
        self.is_repeatable = is_repeatable
        self.errors = errors
        self.brought: list[str] = []

    def send(self, edition: Edition, subscriber: Subscriber) -> None:
        """Bring it."""
        assert edition.subscriber_id == subscriber.id
        if subscriber.id in self.errors:
            raise self.errors[subscriber.id]
        self.brought.append(subscriber.id)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "deliveries.sqlite") as opened:
        yield opened


def send(
    ledger: Ledger, *subscribers: Subscriber, now: datetime = NOON, way: Way | None = None, **ways: Way
) -> tuple[Sent, Way]:
    mail = way or Way()
    known = {subscriber.id: subscriber for subscriber in subscribers}
    editions = [Edition(DAY, name, MADE, ()) for name in ("ida", "bo", "cy")]
    plan = plan_day(ledger, DAY, [(e.subscriber_id, e.decided_at) for e in editions], known, now)
    return send_due(ledger, {"mail": mail, "outbox": mail, **ways}, plan, editions, known, now=now), mail


def mailed(name: str) -> Delivery:
    return Delivery(DAY, name, "mail")


def test_everybody_whose_morning_has_come_gets_the_day_once(ledger: Ledger) -> None:
    sent, way = send(ledger, IDA, BO, replace(CY, hour=18))
    again, later = send(ledger, IDA, BO, replace(CY, hour=18), now=NOON + timedelta(hours=6))

    assert (way.brought, sent.line()) == (["ida", "bo"], "2 sent, 1 waiting for their morning")
    assert (later.brought, again.line()) == (["cy"], "1 sent")
    assert set(ledger.settled(DAY).values()) == {"sent"}


def test_who_is_not_subscribed_now_gets_nothing(ledger: Ledger) -> None:
    _, way = send(ledger, BO)

    assert way.brought == ["bo"]


def test_every_channel_of_a_subscriber_is_a_delivery_of_its_own(ledger: Ledger) -> None:
    ida = replace(IDA, slack_url="https://hooks.example/1", webhook_url="https://ida.example", webhook_secret="whsec_")
    slack, webhook = Way(ida=TemporaryError("later")), Way()

    sent, mail = send(
        ledger, ida, replace(BO, email=None, slack_url="https://hooks.example/2"), slack=slack, webhook=webhook
    )

    assert (mail.brought, slack.brought, webhook.brought) == (["ida"], ["bo"], ["ida"])
    assert sent.line() == "3 sent, 1 to be tried again"


def test_what_was_not_taken_is_tried_again_later_and_later(ledger: Ledger) -> None:
    way = Way(ida=TemporaryError("the mail server said 451 later"))
    waits = []
    now = NOON
    for _ in range(MOST_ATTEMPTS):
        sent, _ = send(ledger, IDA, now=now, way=way)
        assert sum(sent.counts.values()) == 1
        early, _ = send(ledger, IDA, now=now + FIRST_WAIT / 2, way=way)
        assert not early.counts
        before, now = now, next((at for at in later(now) if ledger.ready(DAY, at)), now)
        waits.append(now - before)

    assert waits == [*(FIRST_WAIT * 2**n for n in range(MOST_ATTEMPTS - 1)), timedelta(0)]
    assert ledger.settled(DAY) == {mailed("ida"): "failed"}
    assert ledger.reasons(DAY) == [("ida", "mail", "failed", "the mail server said 451 later")]


def later(now: datetime) -> Iterator[datetime]:
    yield from (now + timedelta(minutes=minutes) for minutes in range(5, 12 * 60, 5))


def test_a_second_attempt_that_succeeds_is_counted_as_retried(ledger: Ledger) -> None:
    send(ledger, IDA, way=Way(ida=TemporaryError("later")))
    sent, way = send(ledger, IDA, now=NOON + FIRST_WAIT)

    assert (way.brought, sent.line()) == (["ida"], "1 sent, 1 retried")
    assert ledger.reasons(DAY) == []


def test_what_was_refused_is_not_tried_again_and_the_reason_is_kept(ledger: Ledger) -> None:
    sent, way = send(ledger, IDA, BO, way=Way(ida=PermanentError("the mail server said 550 nobody")))
    send(ledger, IDA, BO, way=way, now=NOON + timedelta(days=1))

    assert (way.brought, sent.line()) == (["bo"], "1 sent, 1 failed")
    assert ledger.reasons(DAY) == [("ida", "mail", "failed", "the mail server said 550 nobody")]


def test_what_is_in_doubt_is_not_sent_again_unless_that_is_asked(ledger: Ledger) -> None:
    sent, _ = send(ledger, IDA, way=Way(ida=UnknownOutcomeError("the mail server fell silent")))
    _, way = send(ledger, IDA, now=NOON + timedelta(days=1))
    assert (sent.line(), way.brought) == ("0 sent, 1 in doubt", [])

    assert ledger.open_again(DAY) == 1
    _, way = send(ledger, IDA, now=NOON + timedelta(days=1))
    assert way.brought == ["ida"]


def test_without_a_mail_server_everybody_waits_and_no_attempt_is_counted(ledger: Ledger) -> None:
    gone = Way(ida=UnavailableError("no connection"), bo=AssertionError("nobody is asked for after that"))
    sent, _ = send(ledger, IDA, BO, way=gone)
    assert (sent.line(), sent.unavailable) == ("0 sent, 2 to be tried again", {"mail": "no connection"})

    sent, way = send(ledger, IDA, BO, now=NOON)
    assert (way.brought, sent.line()) == (["ida", "bo"], "2 sent")


def test_a_claim_of_a_killed_run_is_in_doubt(tmp_path: Path, ledger: Ledger) -> None:
    assert ledger.claim(mailed("ida"), NOON) == 1
    with open_ledger(tmp_path / "deliveries.sqlite") as after:
        assert after.claim(mailed("ida"), NOON) is None
        assert after.end_claims(NOON) == 1
        _, way = send(after, IDA, BO)
        assert way.brought == ["bo"]
        assert after.settled(DAY) == {mailed("ida"): "unknown", mailed("bo"): "sent"}
        assert after.reasons(DAY) == [("ida", "mail", "unknown", KILLED)]


def test_a_claim_of_a_killed_run_is_sent_again_where_a_second_copy_does_no_harm(ledger: Ledger) -> None:
    ledger.claim(mailed("ida"), NOON, is_repeatable=True)

    assert ledger.end_claims(NOON) == 0
    assert send(ledger, IDA)[1].brought == ["ida"]


def test_a_claim_is_on_disk_before_anything_leaves(tmp_path: Path, ledger: Ledger) -> None:
    seen: list[Any] = []

    class Looking(Way):
        def send(self, edition: Edition, subscriber: Subscriber) -> None:
            with sqlite3.connect(tmp_path / "deliveries.sqlite") as other:
                seen.extend(other.execute("select subscriber_id, status from deliveries").fetchall())

    send(ledger, IDA, way=Looking())

    assert seen == [("ida", "claimed")]


def test_of_two_who_claim_the_same_one_gets_it(tmp_path: Path, ledger: Ledger) -> None:
    with open_ledger(tmp_path / "deliveries.sqlite") as other:
        assert [ledger.claim(mailed("ida"), NOON), other.claim(mailed("ida"), NOON)] == [1, None]


def test_one_process_at_a_time_sends_from_a_home(tmp_path: Path) -> None:
    path = tmp_path / "deliveries.sqlite"
    with sole_sender(path), pytest.raises(LedgerBusyError, match="another process delivers"), sole_sender(path):
        pass
    with sole_sender(path):
        pass


def test_whom_a_brief_has_reached_or_may_have_is_known_and_files_reach_nobody(ledger: Ledger) -> None:
    send(ledger, IDA, BO, CY, way=Way(bo=UnknownOutcomeError("silent"), cy=PermanentError("nobody")))
    send(ledger, Subscriber(id="dee"), way=Way(is_repeatable=True))

    assert ledger.delivered(DAY) == {"ida", "bo"}


def test_a_file_of_a_brief_that_was_decided_anew_is_written_anew_and_nothing_else(ledger: Ledger) -> None:
    send(ledger, IDA)
    send(ledger, BO, CY, way=Way(is_repeatable=True))

    ledger.drop_outdated_files(DAY, [("ida", NOON + FIRST_WAIT), ("bo", NOON + FIRST_WAIT), ("cy", NOON - FIRST_WAIT)])

    assert send(ledger, IDA, BO, CY)[1].brought == ["bo"]
