"""Mailing in the background: what was asked for on a page is looked up, written and sent after the page is answered.

What belongs here: the queue and its one thread. What does not: the mails (messages.py), transports (delivery).

So an answer takes the same time and says the same whoever has an address, and the database has one writer of sign-ups.
"""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from threading import Thread
from typing import Final

import stamina
from sqlalchemy.exc import SQLAlchemyError

from orchestration.delivery.outcomes import PermanentError, TemporaryError, UnavailableError, UnknownOutcomeError
from orchestration.delivery.transport import Transport, transport_of
from orchestration.service.messages import invitation_message
from orchestration.settings import Settings
from orchestration.subscribers.accounts import Asked, Invitation
from orchestration.subscribers.store import Subscribers

LOG: Final = logging.getLogger("briefcast.mailing")

# A few megabytes; where a mail server is given ten a second, the last of them waits for half an hour.
MOST_WAITING: Final = 20_000
ATTEMPTS: Final = 4
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
    """

    def __init__(
        self,
        settings: Settings,
        subscribers: Subscribers,
        public_url: str,
        transport: Callable[[], AbstractContextManager[Transport]] | None = None,
    ) -> None:
        self._settings, self._subscribers, self._public_url = settings, subscribers, public_url
        self._transport = transport or (lambda: transport_of(settings))
        self._waiting: queue.Queue[Asked | None] = queue.Queue(MOST_WAITING)
        self._thread: Thread | None = None

    def ask(self, asked: Asked) -> bool:
        """Have a mail sent soon; False: too many wait, ask again later."""
        try:
            self._waiting.put_nowait(asked)
        except queue.Full:
            return False
        return True

    def start(self) -> None:
        """Begin to send."""
        self._thread = Thread(target=self._run, name="mailing", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Send what waits, and end; what cannot be sent by then is lost, and whoever asked asks again."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(_END_SECONDS)

    def _run(self) -> None:
        is_over = False
        tidied = -_TIDY_SECONDS
        while not is_over:
            if time.monotonic() - tidied >= _TIDY_SECONDS:
                self._tidy()
                tidied = time.monotonic()
            try:
                batch = self._next_batch()
            except queue.Empty:
                continue
            is_over = None in batch
            self._send_all([asked for asked in batch if asked is not None])

    def _next_batch(self) -> list[Asked | None]:
        batch = [self._waiting.get(timeout=_TIDY_SECONDS)]
        while len(batch) < _BATCH and not self._waiting.empty():
            batch.append(self._waiting.get_nowait())
        return batch

    def _send_all(self, batch: list[Asked]) -> None:
        try:
            invitations = self._subscribers.invite(batch)
        except SQLAlchemyError as error:
            LOG.error("%d mails were not written: %s", len(batch), error)
            return
        with self._transport() as transport:
            for invitation in invitations:
                try:
                    self._send(transport, invitation)
                except (TemporaryError, UnavailableError, PermanentError, UnknownOutcomeError, OSError) as error:
                    # Without the address: it is nobody's business but its owner's.
                    LOG.error("a mail to %s was not sent: %s", invitation.purpose.replace("_", " "), error)

    def _send(self, transport: Transport, invitation: Invitation) -> None:
        message = invitation_message(
            invitation, sender=self._settings.mail_from, public_url=self._public_url, now=datetime.now(UTC)
        )
        for attempt in stamina.retry_context(on=(TemporaryError, UnavailableError), attempts=ATTEMPTS, timeout=60):
            with attempt:
                transport.send(message)

    def _tidy(self) -> None:
        try:
            self._subscribers.forget_what_expired()
        except SQLAlchemyError as error:
            LOG.error("what expired was not forgotten: %s", error)
