"""Mailing in the background: what was asked for on a page is looked up, written and sent after the page is answered.

What belongs here: the one thread that sends. What does not: whose turn it is (waiting.py), the mails (messages.py),
transports (delivery).

So an answer takes the same time and says the same whoever has an address, and the database has one writer of sign-ups.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from orchestration.delivery.outcomes import PermanentError, TemporaryError, UnavailableError, UnknownOutcomeError
from orchestration.delivery.transport import Transport, transport_of
from orchestration.service.messages import invitation_message
from orchestration.service.waiting import WAITS, Turn, Waiting
from orchestration.settings import Settings
from orchestration.subscribers.accounts import Asked, Invitation
from orchestration.subscribers.store import Subscribers

LOG: Final = logging.getLogger("briefcast.mailing")

# A few megabytes; where a mail server is given ten a second, the last of them waits for half an hour.
MOST_WAITING: Final = 20_000
# Mails that wait are sent over one connection, which is given back after so many.
_BATCH: Final = 100
_TIDY_SECONDS: Final = 3_600.0
_END_SECONDS: Final = 60.0


class Mailing:
    """Sends what was asked for, one mail after the other.

    Args:
        settings: say who sends and how.
        subscribers: make the links.
        public_url: where links lead.
        transport: gives what takes the mails; the settings' own where none is given.
        waits: how long a mail that is not taken waits for the next attempt, in seconds, again and again.
    """

    def __init__(
        self,
        settings: Settings,
        subscribers: Subscribers,
        public_url: str,
        transport: Callable[[], AbstractContextManager[Transport]] | None = None,
        waits: Sequence[float] = WAITS,
    ) -> None:
        self._settings, self._subscribers, self._public_url = settings, subscribers, public_url
        self._transport = transport or (lambda: transport_of(settings))
        self._waiting = Waiting(MOST_WAITING, waits)
        self._is_ending = Event()
        self._thread: Thread | None = None

    def ask(self, asked: Asked) -> bool:
        """Have a mail sent soon; False: too many wait, ask again later."""
        return self._waiting.add(asked)

    def start(self) -> None:
        """Begin to send."""
        self._thread = Thread(target=self._run, name="mailing", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Send what waits, and end; what cannot be sent by then is lost, and whoever asked asks again."""
        if self._thread is not None:
            self._is_ending.set()
            self._waiting.wake()
            self._thread.join(_END_SECONDS)

    def _run(self) -> None:
        tidied = -_TIDY_SECONDS
        while not (self._is_ending.is_set() and self._waiting.is_empty()):
            if time.monotonic() - tidied >= _TIDY_SECONDS:
                self._tidy()
                tidied = time.monotonic()
            if turns := self._waiting.next_turns(_BATCH, _TIDY_SECONDS):
                self._serve(turns)

    def _serve(self, turns: Sequence[Turn]) -> None:
        try:
            self._send_all(turns)
        except Exception:  # whatever it was, the thread goes on: without it nobody gets a mail any more
            LOG.exception("%d mails were not sent", len(turns))

    def _send_all(self, turns: Sequence[Turn]) -> None:
        try:
            invitations = self._subscribers.invite([turn.asked for turn in turns])
        except SQLAlchemyError as error:
            self._put_off(turns, error)
            return
        tries = {turn.asked.email: turn.tries for turn in turns}
        waiting = [Turn(_asked(invitation), tries[invitation.email]) for invitation in invitations]
        with self._transport() as transport:
            for place, invitation in enumerate(invitations):
                try:
                    self._send(transport, invitation)
                except UnavailableError as error:
                    self._put_off(waiting[place:], error)
                    return
                except TemporaryError as error:
                    self._put_off(waiting[place : place + 1], error)
                except (PermanentError, UnknownOutcomeError) as error:
                    _say_lost(invitation.purpose, str(error))
                except Exception as error:  # noqa: BLE001 - the others get theirs; its words may hold the address
                    _say_lost(invitation.purpose, type(error).__name__)

    def _send(self, transport: Transport, invitation: Invitation) -> None:
        message = invitation_message(
            invitation, sender=self._settings.mail_from, public_url=self._public_url, now=datetime.now(UTC)
        )
        transport.send(message)

    def _put_off(self, turns: Iterable[Turn], error: Exception) -> None:
        LOG.error("mails wait for the next attempt: %s", error)
        for turn in turns:
            if not self._waiting.put_off(turn):
                _say_lost(turn.asked.purpose, "it waited too often")

    def _tidy(self) -> None:
        try:
            self._subscribers.forget_what_expired()
        except Exception:  # as above
            LOG.exception("what expired was not forgotten")


def _asked(invitation: Invitation) -> Asked:
    """Return what asks for an invitation anew, with a token that is good for its whole time."""
    return Asked(invitation.email, "sign_in" if invitation.purpose == "sign_in" else "sign_up")


def _say_lost(purpose: str, reason: str) -> None:
    """Log that a mail was not sent; without the address, which is nobody's business but its owner's."""
    LOG.error("a mail to %s was not sent: %s", purpose.replace("_", " "), reason)
