"""Handing mail over: to a mail server on loopback, and to the outbox."""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
import stamina
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from orchestration.delivery.outcomes import PermanentError, TemporaryError, UnavailableError, UnknownOutcomeError
from orchestration.delivery.transport import Outbox, SmtpTransport, transport_of
from orchestration.settings import Settings, SettingsError

Answers = dict[str, list[str]]


class Server:
    """Takes mail, and answers as it is told: the next answer of each kind, else yes."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.recipients: list[str] = []
        self.sessions: set[int] = set()
        self.answers: Answers = {}
        self.was_encrypted = False

    def _next(self, kind: str, otherwise: str) -> str:
        return self.answers[kind].pop(0) if self.answers.get(kind) else otherwise

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's
        answer = self._next("MAIL", "250 yes")
        if answer.startswith("250"):
            envelope.mail_from = address
        return answer

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's
        answer = self._next("RCPT", "250 yes")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's
        answer = self._next("DATA", "250 yes")
        if answer == "silence":
            server.transport.abort()
            return "250 never heard"
        if answer.startswith("250"):
            self.taken.append(envelope.original_content)
            self.recipients += envelope.rcpt_tos
            self.sessions.add(id(session))
            self.was_encrypted = session.ssl is not None
        return answer


@pytest.fixture(autouse=True)
def _no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3):
        yield


@pytest.fixture
def serve() -> Iterator[Callable[..., tuple[Server, int]]]:
    running = []

    def start(**options: object) -> tuple[Server, int]:
        server = Server()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        controller = Controller(server, hostname="127.0.0.1", port=port, **options)
        controller.start()
        running.append(controller)
        return server, port

    yield start
    for controller in running:
        controller.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 that nobody signed, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *names, *files], check=True)
    return folder / "cert.pem", folder / "key.pem"


def message(name: str = "1", body: str = "Hello.\n") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Briefcast <brief@brief.example>"
    made["To"] = "Ida <ida@quay.example>"
    made["Message-ID"] = f"<2025-03-04.{name}@brief.example>"
    made["Subject"] = "The brief"
    made.set_content(body)
    return made


def ids(server: Server) -> list[str]:
    return [str(message_from_bytes(taken, policy=default)["Message-ID"]) for taken in server.taken]


def transport(port: int, **options: object) -> SmtpTransport:
    return SmtpTransport(f"smtp://127.0.0.1:{port}", attempts=3, **options)  # type: ignore[arg-type]


def test_many_messages_go_over_one_connection_as_they_were_written(serve: Callable[..., tuple[Server, int]]) -> None:
    server, port = serve()
    sender = transport(port, per_second=10_000)
    body = "A line.\n.\n..\n.hidden\nMAIL FROM:<x@evil.example>\nFrom here on\n"

    for name in "123":
        sender.send(message(name, body))
    sender.close()

    assert ids(server) == [f"<2025-03-04.{name}@brief.example>" for name in "123"]
    assert len(server.sessions) == 1
    assert server.recipients == ["ida@quay.example"] * 3
    assert {
        message_from_bytes(taken, policy=default).get_content().replace("\r\n", "\n") for taken in server.taken
    } == {body}


def test_starttls_and_log_in(serve: Callable[..., tuple[Server, int]], certificate: tuple[Path, Path]) -> None:
    def check(server, session, envelope, mechanism, given):
        right = isinstance(given, LoginPassword) and (given.login, given.password) == (b"ida", b"p@ss/word")
        return AuthResult(success=right, handled=right)

    theirs = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    theirs.load_cert_chain(*certificate)
    server, port = serve(tls_context=theirs, authenticator=check, auth_required=True, require_starttls=True)
    ours = ssl.create_default_context(cafile=str(certificate[0]))
    url = f"smtp://ida:p%40ss%2Fword@127.0.0.1:{port}?starttls"

    SmtpTransport(url, context=ours).send(message())
    assert (ids(server), server.was_encrypted) == (["<2025-03-04.1@brief.example>"], True)

    with pytest.raises(UnavailableError, match="refuses the log-in"):
        SmtpTransport(url.replace("word", "wrong"), context=ours).send(message())
    with pytest.raises(UnavailableError, match="certificate"):
        SmtpTransport(url, attempts=1).send(message())


def test_tls_from_the_first_byte(serve: Callable[..., tuple[Server, int]], certificate: tuple[Path, Path]) -> None:
    theirs = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    theirs.load_cert_chain(*certificate)
    server, port = serve(ssl_context=theirs)

    SmtpTransport(f"smtps://127.0.0.1:{port}", context=ssl.create_default_context(cafile=str(certificate[0]))).send(
        message()
    )

    assert ids(server) == ["<2025-03-04.1@brief.example>"]


@pytest.mark.parametrize(
    ("command", "answer", "error"),
    [
        *(
            (command, answer, TemporaryError)
            for command in ("MAIL", "RCPT", "DATA")
            for answer in ("451 no", "452 full")
        ),
        *((command, "550 nobody", PermanentError) for command in ("RCPT", "DATA")),
        *(("MAIL", answer, UnavailableError) for answer in ("530 log in", "550 no such sender", "554 no")),
    ],
)
def test_what_the_server_says_tells_whether_to_try_again(
    serve: Callable[..., tuple[Server, int]], command: str, answer: str, error: type[Exception]
) -> None:
    """Who sends is the same for every message: refused, it is nobody's but the operator's to mend."""
    server, port = serve()
    server.answers = {command: [answer]}
    sender = transport(port)

    with pytest.raises(error, match=answer):
        sender.send(message("1"))
    sender.send(message("2"))

    assert ids(server) == ["<2025-03-04.2@brief.example>"]


def test_whom_a_server_refuses_is_not_said(serve: Callable[..., tuple[Server, int]]) -> None:
    server, port = serve()
    server.answers = {"RCPT": ["550 5.1.1 <ida@quay.example>: ida@quay.example is nobody here"]}

    with pytest.raises(PermanentError, match=r"said 550 5\.1\.1 ‹…›: ‹…› is nobody here$"):
        transport(port).send(message())


def test_a_password_that_no_server_is_given_costs_nobody_the_day(serve: Callable[..., tuple[Server, int]]) -> None:
    _, port = serve(auth_required=True, auth_require_tls=False)

    with pytest.raises(UnavailableError, match="BRIEFCAST_SMTP_URL take plain letters"):
        SmtpTransport(f"smtp://ida:p%C3%A4ss@127.0.0.1:{port}").send(message())


def test_an_outbox_that_cannot_be_written_takes_nothing(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file where the folder should be")

    with pytest.raises(UnavailableError, match="outbox: no message can be written there"):
        Outbox(tmp_path / "outbox").send(message())


def test_a_server_that_hangs_up_before_the_message_is_called_again(serve: Callable[..., tuple[Server, int]]) -> None:
    server, port = serve()
    server.answers = {"MAIL": ["421 leaving"]}

    transport(port).send(message())

    assert ids(server) == ["<2025-03-04.1@brief.example>"]


def test_a_server_that_hangs_up_on_everybody_is_none(serve: Callable[..., tuple[Server, int]]) -> None:
    server, port = serve()
    server.answers = {"RCPT": ["421 too busy"] * 9}
    sender = transport(port)

    for error in (TemporaryError, TemporaryError, UnavailableError):
        with pytest.raises(error, match="421 too busy"):
            sender.send(message())
    sender.send(message())

    assert ids(server) == ["<2025-03-04.1@brief.example>"]


def test_after_silence_nobody_knows_and_the_next_message_has_a_new_connection(
    serve: Callable[..., tuple[Server, int]],
) -> None:
    server, port = serve()
    server.answers = {"DATA": ["silence"]}
    sender = transport(port)

    with pytest.raises(UnknownOutcomeError, match="fell silent"):
        sender.send(message("1"))
    sender.send(message("2"))

    assert ids(server) == ["<2025-03-04.2@brief.example>"]


def test_without_a_server_there_is_nobody() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    with pytest.raises(UnavailableError, match="no connection to the mail server"):
        transport(port).send(message())


def test_no_more_messages_a_second_than_wanted(serve: Callable[..., tuple[Server, int]]) -> None:
    _, port = serve()
    clock = [0.0]
    waited = []

    def sleep(seconds: float) -> None:
        waited.append(round(seconds, 3))
        clock[0] += seconds

    sender = transport(port, per_second=4.0, now=lambda: clock[0], sleep=sleep)
    for name in "1234":
        sender.send(message(name))
    clock[0] += 10
    sender.send(message("5"))

    assert waited == [0.25, 0.25, 0.25]


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example?tls",
        "smtp://mail.example:x",
        "smtps:///x",
    ],
)
def test_an_address_of_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="BRIEFCAST_SMTP_URL takes"):
        SmtpTransport(url)


def test_no_password_goes_out_in_the_clear() -> None:
    with pytest.raises(SettingsError, match="in the clear"):
        SmtpTransport("smtp://ida:secret@mail.example")


def test_the_outbox_holds_each_message_once(tmp_path: Path) -> None:
    with transport_of(Settings(home=tmp_path)) as outbox:
        assert isinstance(outbox, Outbox)
        for name in ("1", "2", "2", "../../3"):
            outbox.send(message(name))

    files = sorted(path.name for path in (tmp_path / "outbox").iterdir())
    assert files == [f"2025-03-04.{name}@brief.example.eml" for name in ("....3", "1", "2")]
    read = message_from_bytes((tmp_path / "outbox" / files[1]).read_bytes(), policy=default)
    assert (read["To"], read.get_content().strip()) == ("Ida <ida@quay.example>", "Hello.")
