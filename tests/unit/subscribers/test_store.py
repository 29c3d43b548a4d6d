"""Subscribers in the database: what a token can do, how long, and what is left when somebody goes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from assets.brief.subscribers import Subscriber
from orchestration.subscribers.accounts import Asked, exported
from orchestration.subscribers.database import DatabaseError, open_database
from orchestration.subscribers.models import Base
from orchestration.subscribers.store import PENDING_LIFETIME, Subscribers
from orchestration.subscribers.tokens import LIFETIMES
from tests.subscribing import confirmed, sign_up


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(tmp_path: Path) -> sa.Engine:
    return open_database(f"sqlite:///{tmp_path / 'subscribers.sqlite'}")


@pytest.fixture
def subscribers(engine: sa.Engine, clock: Clock) -> Subscribers:
    return Subscribers(engine, clock)


def test_the_migrations_make_the_tables_of_the_models(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_database_that_is_up_to_date_is_opened_as_it_is(engine: sa.Engine, subscribers: Subscribers) -> None:
    confirmed(subscribers)
    again = Subscribers(open_database(str(engine.url)))
    assert [account.email for account in again.confirmed()] == ["ida@example.org"]


@pytest.mark.parametrize("purpose", ["confirm", "sign_in", "session", "unsubscribe"])
def test_a_token_ends_with_its_time(purpose: str, subscribers: Subscribers, clock: Clock) -> None:
    subscriber_id = confirmed(subscribers)
    makes_and_takes = {
        "confirm": (lambda: sign_up(subscribers, "bo@example.org").token, subscribers.confirm),
        "sign_in": (lambda: sign_up(subscribers, "ida@example.org").token, subscribers.sign_in),
        "session": (
            lambda: subscribers.sign_in(sign_up(subscribers, "ida@example.org").token) or "",
            subscribers.signed_in,
        ),
        "unsubscribe": (lambda: subscribers.unsubscribe_token(subscriber_id), subscribers.unsubscribe),
    }
    make, take = makes_and_takes[purpose]
    lifetime = LIFETIMES[purpose]  # type: ignore[index]

    late, in_time = make(), make()
    clock.now += lifetime - timedelta(seconds=1)
    assert take(in_time)
    clock.now += timedelta(seconds=1)
    assert not take(late)


def test_the_database_holds_no_token(subscribers: Subscribers, tmp_path: Path) -> None:
    invitation = sign_up(subscribers, "ida@example.org")
    session = subscribers.confirm(invitation.token) or ""
    unsubscribe = subscribers.unsubscribe_token(confirmed(subscribers, "bo@example.org"))
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"ida@example.org" in kept
    assert len(session) >= 43
    assert not any(token.encode() in kept for token in (invitation.token, session, unsubscribe))


def test_of_many_who_use_a_token_at_once_one_alone_succeeds(subscribers: Subscribers) -> None:
    token = sign_up(subscribers, "ida@example.org").token
    with ThreadPoolExecutor(8) as threads:
        sessions = list(threads.map(subscribers.confirm, [token] * 16))
    assert sum(session is not None for session in sessions) == 1


def test_many_who_sign_up_with_one_address_at_once_are_one(subscribers: Subscribers) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda email: sign_up(subscribers, email), ["ida@example.org"] * 16))
    assert len(subscribers.everybody()) == 1


def test_confirming_makes_every_other_link_to_confirm_useless(subscribers: Subscribers) -> None:
    first, second = (sign_up(subscribers, "ida@example.org").token for _ in range(2))
    assert subscribers.confirm(second)
    assert subscribers.confirm(first) is None


def test_nobody_signs_in_to_an_address_that_is_not_confirmed(subscribers: Subscribers) -> None:
    sign_up(subscribers, "ida@example.org")
    asked = [Asked("ida@example.org", "sign_in"), Asked("bo@example.org", "sign_in")]
    assert subscribers.invite(asked) == []


def test_a_subscriber_of_the_file_can_unsubscribe_too(subscribers: Subscribers) -> None:
    token = subscribers.unsubscribe_token("ida")
    assert subscribers.unsubscribe(token)
    assert subscribers.unsubscribe(token)
    assert subscribers.unsubscribed_ids() == {"ida"}
    assert subscribers.confirmed() == []


def test_what_is_kept_is_all_in_the_export_and_gone_with_the_subscriber(
    subscribers: Subscribers, engine: sa.Engine
) -> None:
    subscriber_id = confirmed(subscribers)
    subscribers.save(subscriber_id, Subscriber(interests=("Ostwick",), time_zone="Asia/Tokyo", hour=5))
    (account,) = subscribers.confirmed()
    columns = {column.name for column in Base.metadata.tables["subscribers"].columns}
    assert set(exported(account)) == columns - {"changed_at"}
    assert exported(account)["interests"] == ["Ostwick"]

    subscribers.delete(subscriber_id)

    with engine.connect() as connection:
        for table in Base.metadata.tables.values():
            assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() == 0


def test_saving_for_somebody_who_is_gone_brings_nobody_back(subscribers: Subscribers) -> None:
    subscribers.save("s-0", Subscriber(interests=("Ostwick",)))
    assert subscribers.everybody() == []


def test_who_never_confirms_is_forgotten_and_who_did_stays(subscribers: Subscribers, clock: Clock) -> None:
    confirmed(subscribers)
    sign_up(subscribers, "bo@example.org")
    clock.now += PENDING_LIFETIME + timedelta(seconds=1)
    subscribers.forget_what_expired()
    assert [account.email for account in subscribers.everybody()] == ["ida@example.org"]


def test_a_database_that_cannot_be_used_says_so_without_the_password(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"no database" * 100)
    with pytest.raises(DatabaseError, match="cannot be used"):
        open_database(f"sqlite:///{tmp_path / 'file'}")
    with pytest.raises(DatabaseError) as caught:
        open_database("postgresql+psycopg://ida:hunter2@127.0.0.1:1/nothing")
    assert "hunter2" not in str(caught.value)
