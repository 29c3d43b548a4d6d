"""A service that sends its mails into a letterbox, and somebody who visits it."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from orchestration.service.app import create_app
from orchestration.settings import Settings
from orchestration.subscribers.store import Subscribers, open_subscribers
from tests.visitor import Visitor, link_in

URL = "https://briefs.example"


class Letterbox:
    """A transport that keeps what it is given, as it would be on the wire."""

    is_repeatable = True

    def __init__(self) -> None:
        self.letters: queue.Queue[bytes] = queue.Queue()

    def send(self, message: EmailMessage) -> None:
        self.letters.put(message.as_bytes(policy=policy.SMTP))

    @contextmanager
    def opened(self) -> Iterator[Letterbox]:
        yield self

    def next(self) -> EmailMessage:
        message = message_from_bytes(self.letters.get(timeout=20), policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", mail_from="Briefs <brief@briefs.example>", public_url=URL)


@pytest.fixture
def subscribers(settings: Settings) -> Subscribers:
    return open_subscribers(settings)


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture
def client(settings: Settings, subscribers: Subscribers, letterbox: Letterbox) -> Iterator[TestClient]:
    app = create_app(settings, subscribers, URL, letterbox.opened)
    with TestClient(app, base_url=URL, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def visitor(client: TestClient) -> Visitor:
    return Visitor(client)


@pytest.fixture
def ida(visitor: Visitor, letterbox: Letterbox) -> Visitor:
    """Ida, who has signed up, confirmed, and sees her preferences."""
    visitor.open("/sign-up").submit("/sign-up", {"email": "ida@example.org"})
    return visitor.open(link_in(letterbox.next())).submit("/confirm")
