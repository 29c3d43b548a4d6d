"""Transports of mail: a mail server, or a folder where there is none.

What belongs here: handing one message over, telling whether it was taken. What does not: to whom and when (send.py),
what was sent already (ledger.py).
"""

from __future__ import annotations

import os
import re
import smtplib
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import SplitResult, unquote, urlsplit

import stamina

from assets.brief.clean import clean_text
from orchestration.delivery.outcomes import PermanentError, TemporaryError, UnavailableError, UnknownOutcomeError
from orchestration.settings import Settings, SettingsError

_PORTS: Final = {"smtp": 25, "smtps": 465}
CONNECT_ATTEMPTS: Final = 4
# After so many messages in a row that a server hung up on, each time, it wants none.
_MOST_HUNG_UP: Final = 3
_DOT: Final = re.compile(rb"^\.", re.MULTILINE)
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9@._-]")
# Servers repeat whom they refuse. What they say is kept and shown where nobody's address is.
_ADDRESS: Final = re.compile(r"<?[^\s<>]+@[^\s<>]+>?")


class _HungUpError(TemporaryError):
    """The server ended the connection, and did not take the message."""


class Transport(Protocol):
    """Takes messages, one after the other."""

    # Whether the same message handed over twice is there once.
    is_repeatable: bool

    def send(self, message: EmailMessage) -> None:
        """Hand a message over to its `To`.

        Raises:
            TemporaryError, PermanentError, UnavailableError, UnknownOutcomeError: as they say.
        """


class Outbox:
    """Writes each message as a file of its own, named after its Message-ID: sent again, it is there once."""

    is_repeatable = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage) -> None:
        """Write the message, whole or not at all."""
        path = self._folder / f"{_UNSAFE.sub('', message['Message-ID'])}.eml"
        try:
            self._write(path, message.as_bytes(policy=SMTP))
        except OSError as error:
            raise UnavailableError(f"{self._folder}: no message can be written there: {error.strerror}") from error

    def _write(self, path: Path, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        temporary.touch(mode=0o600)
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)


class SmtpTransport:
    """Hands messages to a mail server over one connection, which is made anew where it breaks.

    Args:
        url: smtps://host, or smtp://host with `?starttls`; user and password, percent-encoded, before the host.
        timeout_seconds: longest wait for an answer.
        per_second: most messages a second.
        attempts: how often a connection is tried before there is none, with back-off and jitter between.
        context: of TLS; the system's certificates where none is given.
        now, sleep: the clock.

    Raises:
        SettingsError: if the address cannot be used.
    """

    is_repeatable = False

    def __init__(
        self,
        url: str,
        *,
        timeout_seconds: float = 30.0,
        per_second: float = 10.0,
        attempts: int = CONNECT_ATTEMPTS,
        context: ssl.SSLContext | None = None,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._server = _server(url)
        self._context = context or ssl.create_default_context()
        self._timeout = timeout_seconds
        self._attempts = attempts
        self._pause = 1 / per_second
        self._now, self._sleep = now, sleep
        self._next = now()
        self._connection: smtplib.SMTP | None = None
        self._hung_up = 0

    def send(self, message: EmailMessage) -> None:
        """Hand the message over; arguments and errors as of `Transport`."""
        try:
            for attempt in stamina.retry_context(on=_HungUpError, attempts=self._attempts, timeout=None):
                with attempt:
                    connection = self._announced(message)
        except _HungUpError as error:
            self._hung_up += 1
            if self._hung_up >= _MOST_HUNG_UP:
                raise UnavailableError(str(error)) from error
            raise
        self._hung_up = 0
        try:
            connection.send(_dotted(message.as_bytes(policy=SMTP)))
            code, answer = connection.getreply()
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self.close()
            raise UnknownOutcomeError(f"the mail server fell silent after it was given the message: {error}") from error
        self._judge(connection, code, answer, wanted=(250,))

    def close(self) -> None:
        """Take leave of the server."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.quit()
            except (smtplib.SMTPException, OSError):
                connection.close()

    def _announced(self, message: EmailMessage) -> smtplib.SMTP:
        """Return a connection on which the server waits for the message itself."""
        connection = self._connected()
        self._wait()
        try:
            self._judge(
                connection, *connection.mail(parseaddr(message["From"])[1]), wanted=(250,), refused=_sender_refused
            )
            self._judge(connection, *connection.rcpt(parseaddr(message["To"])[1]), wanted=(250, 251))
            self._judge(connection, *connection.docmd("DATA"), wanted=(354,))
        except OSError as error:  # SMTPServerDisconnected is one
            self.close()
            raise _HungUpError(f"the mail server hung up before it was given the message: {error}") from error
        return connection

    def _judge(
        self,
        connection: smtplib.SMTP,
        code: int,
        answer: bytes,
        *,
        wanted: Sequence[int],
        refused: Callable[[str], Exception] = PermanentError,
    ) -> None:
        """Raise what an answer means (RFC 5321, 4.2.1): 4yz may be tried again, 5yz not; with 421 the server leaves."""
        if code in wanted:
            return
        said = f"the mail server said {code} {_ADDRESS.sub('‹…›', clean_text(answer.decode('utf-8', 'replace'), 200))}"
        if code == 421:
            self.close()
            raise _HungUpError(said)
        self._reset(connection)
        raise TemporaryError(said) if 400 <= code < 500 else refused(said)

    def _reset(self, connection: smtplib.SMTP) -> None:
        """Have the server forget the message, so that the next one can follow; without an answer, hang up."""
        try:
            connection.rset()
        except (smtplib.SMTPException, OSError):
            self.close()

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            try:
                for attempt in stamina.retry_context(on=_may_pass, attempts=self._attempts, timeout=None):
                    with attempt:
                        self._connection = self._connect()
            except smtplib.SMTPAuthenticationError as error:
                raise UnavailableError(
                    f"{self._server.hostname}: the mail server refuses the log-in ({error.smtp_code}); correct user "
                    "and password in BRIEFCAST_SMTP_URL"
                ) from error
            except UnicodeError as error:  # smtplib takes no others, and no host that IDNA does not
                raise UnavailableError(
                    f"{self._server.hostname}: host, user and password in BRIEFCAST_SMTP_URL take plain letters (ASCII)"
                ) from error
            except OSError as error:  # SMTPException is one
                raise UnavailableError(f"{self._server.hostname}: no connection to the mail server: {error}") from error
        assert self._connection is not None
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        host, port = server.hostname or "", server.port or _PORTS[server.scheme]
        if server.scheme == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=self._timeout, context=self._context)
        else:
            connection = smtplib.SMTP(host, port, timeout=self._timeout)
        with _closed_on_error(connection):
            if "starttls" in server.query:
                connection.starttls(context=self._context)
            connection.ehlo_or_helo_if_needed()
            if server.username:
                connection.login(unquote(server.username), unquote(server.password or ""))
        return connection

    def _wait(self) -> None:
        """Wait for this message's turn."""
        now = self._now()
        if self._next > now:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + self._pause


@contextmanager
def transport_of(settings: Settings) -> Iterator[Transport]:
    """Give the transport that the settings want: their mail server, else the outbox of the home."""
    if not settings.smtp_url:
        yield Outbox(settings.outbox_path)
        return
    transport = SmtpTransport(
        settings.smtp_url,
        timeout_seconds=settings.smtp_timeout_seconds,
        per_second=settings.smtp_messages_per_second,
    )
    try:
        yield transport
    finally:
        transport.close()


@contextmanager
def _closed_on_error(connection: smtplib.SMTP) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _sender_refused(said: str) -> UnavailableError:
    """Return what a refused sender means: each message has the same one, so that nobody would get any."""
    return UnavailableError(f"{said} to our sender; correct BRIEFCAST_MAIL_FROM, or the log-in in BRIEFCAST_SMTP_URL")


def _may_pass(error: Exception) -> bool:
    """Tell whether what kept us from connecting may pass by itself; a wrong password does not."""
    return isinstance(error, OSError) and not isinstance(error, smtplib.SMTPAuthenticationError)


def _server(url: str) -> SplitResult:
    try:
        server = urlsplit(url)
        is_usable = server.scheme in _PORTS and server.hostname and server.query in ("", "starttls")
        _ = server.port
    except ValueError:
        is_usable = False
    if not is_usable:
        raise SettingsError("BRIEFCAST_SMTP_URL takes smtps://user:password@host:465 or smtp://…:587?starttls")
    if server.username and server.scheme == "smtp" and not server.query and not _is_loopback(server.hostname or ""):
        raise SettingsError("BRIEFCAST_SMTP_URL would send the password in the clear; take smtps:// or ?starttls")
    return server


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "127.0.0.1", "::1")


def _dotted(content: bytes) -> bytes:
    """Return a message as DATA takes it: dots doubled where a line begins with one, a single one at the end."""
    whole = content if content.endswith(b"\r\n") else content + b"\r\n"
    return _DOT.sub(b"..", whole) + b".\r\n"
