"""Unsubscribing with one click, as RFC 8058 has it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from orchestration.subscribers.store import Subscribers
from tests.subscribing import sign_up
from tests.visitor import Visitor


@pytest.fixture
def link(ida: Visitor, subscribers: Subscribers, client: TestClient) -> str:
    """The link in a mail to Ida, whose browser is closed."""
    client.cookies.clear()
    (account,) = subscribers.confirmed()
    return f"/unsubscribe?token={subscribers.unsubscribe_token(account.id)}"


@pytest.mark.parametrize(
    "body", [{"data": {"List-Unsubscribe": "One-Click"}}, {"files": {"List-Unsubscribe": (None, "One-Click")}}]
)
def test_a_mail_service_unsubscribes_by_one_post_without_cookie(
    body: dict[str, dict[str, str]], link: str, client: TestClient, subscribers: Subscribers
) -> None:
    answer = client.post(link, headers={"origin": "https://mail.example"}, **body)  # type: ignore[arg-type]

    assert answer.status_code == 200
    assert "location" not in answer.headers
    assert subscribers.confirmed() == []


def test_doing_it_twice_does_no_harm(link: str, client: TestClient, subscribers: Subscribers) -> None:
    assert [client.post(link).status_code for _ in range(2)] == [200, 200]
    assert subscribers.confirmed() == []


def test_opening_the_link_changes_nothing_and_shows_the_button(
    link: str, client: TestClient, subscribers: Subscribers
) -> None:
    visitor = Visitor(client).open(link)
    assert client.head(link).status_code == 200
    assert len(subscribers.confirmed()) == 1

    visitor.submit("/unsubscribe")

    assert visitor.heading == "You are unsubscribed"
    assert subscribers.confirmed() == []


@pytest.mark.parametrize(
    "query", ["", "?token=", "?token=x", "?token=%00", "?token=%ED%A0%80", "?token=" + "a" * 5_000]
)
def test_a_token_that_is_none_unsubscribes_nobody(
    query: str, link: str, client: TestClient, subscribers: Subscribers
) -> None:
    assert client.post(f"/unsubscribe{query}").status_code == 404
    assert client.get(f"/unsubscribe{query}").status_code == 404
    assert len(subscribers.confirmed()) == 1


def test_a_mail_service_hears_of_no_failure_when_somebody_is_forgotten_already(
    link: str, client: TestClient, subscribers: Subscribers
) -> None:
    subscribers.delete(subscribers.confirmed()[0].id)

    answer = client.post(link, data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert "Nothing to unsubscribe" in answer.text
    assert subscribers.everybody() == []


def test_a_token_is_good_for_what_it_was_made_for_alone(link: str, client: TestClient) -> None:
    token = link.partition("=")[2]
    visitor = Visitor(client)
    assert visitor.open(f"/sign-in/link?token={token}").submit("/sign-in/link").answer.status_code == 400
    client.cookies.set("__Host-briefcast-session", token)
    assert visitor.open("/preferences").heading == "Sign in"


def test_whoever_comes_back_confirms_anew(
    link: str, client: TestClient, subscribers: Subscribers, letterbox: object
) -> None:
    client.post(link)
    assert sign_up(subscribers, "ida@example.org").purpose == "confirm"
