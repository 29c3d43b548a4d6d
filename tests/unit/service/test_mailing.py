"""Mailing in the background: nobody's mail is lost to a hiccup, and nobody's trouble is another's."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from threading import Event

import pytest

from orchestration.delivery.outcomes import PermanentError, TemporaryError, UnavailableError
from orchestration.service.mailing import Mailing
from orchestration.service.waiting import Turn, Waiting
from orchestration.settings import Settings
from orchestration.subscribers.accounts import Asked
from orchestration.subscribers.store import Subscribers
from tests.unit.service.conftest import URL, Letterbox

IDA, BO, CY = (Asked(f"{name}@example.org", "sign_up") for name in ("ida", "bo", "cy"))


class Moody(Letterbox):
    """A letterbox that raises what is in store for an address, once each."""

    def __init__(self, **errors: list[Exception]) -> None:
        super().__init__()
        self._errors = errors

    def send(self, message: EmailMessage) -> None:
        errors = self._errors.get(str(message["To"]).partition("@")[0], [])
        if errors:
            raise errors.pop(0)
        super().send(message)


@pytest.fixture
def mailed(settings: Settings, subscribers: Subscribers) -> Callable[..., list[str]]:
    """Ask for Ida's, Bo's and Cy's mails; return to whom so many went, in order."""

    def ask(letterbox: Letterbox, count: int, waits: tuple[float, ...] = (0.0,)) -> list[str]:
        mailing = Mailing(settings, subscribers, URL, letterbox.opened, waits)
        for asked in (IDA, BO, CY):
            assert mailing.ask(asked)
        mailing.start()
        try:
            return [str(letterbox.next()["To"]).partition("@")[0] for _ in range(count)]
        finally:
            mailing.stop()

    return ask


def test_a_mail_that_is_not_taken_comes_again_after_the_others(mailed: Callable[..., list[str]]) -> None:
    assert mailed(Moody(ida=[TemporaryError("greylisted")]), 3) == ["bo", "cy", "ida"]


def test_without_a_mail_server_everybody_waits(mailed: Callable[..., list[str]]) -> None:
    assert sorted(mailed(Moody(ida=[UnavailableError("no connection")]), 3)) == ["bo", "cy", "ida"]


@pytest.mark.parametrize("error", [PermanentError("nobody"), ValueError("ida@example.org"), OSError("full")])
def test_one_that_cannot_be_sent_is_lost_alone_and_the_log_does_not_say_whose(
    error: Exception, mailed: Callable[..., list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert mailed(Moody(ida=[error]), 2) == ["bo", "cy"]
    assert "a mail to confirm was not sent" in caplog.text
    assert "ida@" not in caplog.text


def test_whatever_happens_the_next_one_is_served(
    settings: Settings, subscribers: Subscribers, letterbox: Letterbox
) -> None:
    went_wrong = Event()

    @contextmanager
    def opened() -> Iterator[Letterbox]:
        if not went_wrong.is_set():
            went_wrong.set()
            raise RuntimeError("never thought of")
        yield letterbox

    mailing = Mailing(settings, subscribers, URL, opened)
    mailing.start()
    mailing.ask(IDA)
    assert went_wrong.wait(20)
    mailing.ask(BO)
    assert letterbox.next()["To"] == BO.email
    mailing.stop()


def test_somebody_is_put_off_longer_and_longer_and_not_for_ever() -> None:
    now = [0.0]
    waiting = Waiting(10, (60.0, 300.0), lambda: now[0])
    waiting.add(IDA)
    (turn,) = waiting.next_turns(5, 0)
    turns = []
    while waiting.put_off(turn):
        assert waiting.next_turns(5, 0) == []
        now[0] += (60.0, 300.0)[turn.tries]
        (turn,) = waiting.next_turns(5, 0)
        turns.append(turn)
    assert turns == [Turn(IDA, 1), Turn(IDA, 2)]


def test_no_more_wait_than_may_and_a_full_one_can_still_be_woken() -> None:
    waiting = Waiting(1)
    assert [waiting.add(IDA), waiting.add(BO)] == [True, False]
    waiting.wake()
    assert waiting.next_turns(5, 0) == [Turn(IDA)]
    waiting.wake()
    assert waiting.next_turns(5, 3_600) == []
