"""Signing up and in: double opt-in, the same answer for everybody, limits, nothing that a stranger could slip in."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from orchestration.settings import Settings
from orchestration.subscribers.store import Subscribers
from tests.hostile import HOSTILE
from tests.unit.service.conftest import URL, Letterbox
from tests.visitor import Visitor, link_in


def sign_up(visitor: Visitor, email: str) -> Visitor:
    return visitor.open("/sign-up").submit("/sign-up", {"email": email})


def test_nobody_is_confirmed_before_pressing_the_button_behind_the_mailed_link(
    visitor: Visitor, letterbox: Letterbox, subscribers: Subscribers
) -> None:
    sign_up(visitor, " Ida@Example.org ")
    link = link_in(letterbox.next())
    visitor.open(link)
    visitor.open(link)
    assert subscribers.confirmed() == []

    visitor.submit("/confirm")

    assert visitor.answer.url.path == "/preferences"
    assert [account.email for account in subscribers.confirmed()] == ["ida@example.org"]


def test_the_mail_is_ours_and_leads_to_the_public_address_whatever_the_request_says(
    visitor: Visitor, letterbox: Letterbox
) -> None:
    visitor.open("/sign-up").submit("/sign-up", {"email": "ida@example.org"}, host="evil.example")
    message = letterbox.next()

    assert message["From"] == "Briefs <brief@briefs.example>"
    assert message["To"] == "ida@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@briefs.example>")
    assert f"{URL}/confirm?token=" in message.get_content()
    assert "evil" not in message.as_string()


def test_a_link_works_once(ida: Visitor, client: TestClient, letterbox: Letterbox) -> None:
    other = Visitor(client)
    other.open("/sign-in").submit("/sign-in", {"email": "ida@example.org"})
    link = link_in(letterbox.next())
    assert other.open(link).submit("/sign-in/link").answer.url.path == "/preferences"

    again = other.open(link).submit("/sign-in/link")

    assert again.answer.status_code == 400
    assert "used already" in again.text


def test_the_answer_does_not_tell_whether_an_address_is_known(
    ida: Visitor, client: TestClient, letterbox: Letterbox
) -> None:
    stranger = Visitor(client)
    known = sign_up(stranger, "ida@example.org").answer
    mail_to_known = letterbox.next()
    unknown = sign_up(stranger, "bo@example.org").answer
    mail_to_unknown = letterbox.next()
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    assert link_in(mail_to_known).startswith("/sign-in/link?")
    assert link_in(mail_to_unknown).startswith("/confirm?")

    known, unknown = (
        stranger.open("/sign-in").submit("/sign-in", {"email": email}).answer
        for email in ("ida@example.org", "cy@example.org")
    )
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)


def test_an_answer_asks_the_database_nothing(client: TestClient, subscribers: Subscribers) -> None:
    """So it takes as long for an address that is known as for any other."""
    mailing = client.app._app.state.service.mailing  # type: ignore[attr-defined]
    mailing.stop()
    sign_up(Visitor(client), "ida@example.org")
    assert subscribers.everybody() == []
    mailing.start()


@pytest.mark.parametrize("path", ["/sign-up", "/sign-in"])
@pytest.mark.parametrize(
    "email",
    [
        *HOSTILE,
        "ida@example.org\r\nBcc: everybody@example.org",
        "ida@example.org\nX: y",
        "ida@example.org%0d%0aBcc:x@example.org",
        '"ida\\"@x"@example.org',
        "ida@example.org,bo@example.org",
        "ida@example.org bo@example.org",
        "Ida <ida@example.org>",
        "ida@[127.0.0.1]",
        "ida@exa\u202emple.org",
        "i\u0130da@example.org",
        "ida@example",
        "ida@.example.org",
        ".ida@example.org",
        "a" * 65 + "@example.org",
        "ida@" + "a." * 130 + "org",
    ],
)
def test_what_is_no_address_is_refused_and_stays_text(path: str, email: str, client: TestClient) -> None:
    visitor = Visitor(client)
    visitor.open(path)
    given = email.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    plain = visitor.submit(path, {"email": "no address"})
    elements = [element.tag for element in plain.page.iter()]

    visitor.submit(path, {"email": given})

    assert visitor.answer.status_code == 400
    assert [element.tag for element in visitor.page.iter()] == elements
    (shown,) = visitor.page.xpath("//input[@name='email']")
    assert set(shown.attrib) == {"id", "name", "type", "autocomplete", "required", "maxlength", "value"}


def test_one_client_may_ask_for_so_many_mails_an_hour(client: TestClient, settings: Settings) -> None:
    visitor = Visitor(client)
    answers = [
        sign_up(visitor, f"ida{number}@example.org").answer for number in range(settings.sign_ups_per_client + 1)
    ]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    assert answers[-1].headers["retry-after"] == "3600"


def test_one_address_gets_so_many_mails_an_hour_and_nobody_is_told(
    client: TestClient, letterbox: Letterbox, settings: Settings
) -> None:
    visitor = Visitor(client)
    answers = [sign_up(visitor, "ida@example.org").answer for _ in range(settings.mails_per_address + 2)]
    assert len({(answer.status_code, answer.text) for answer in answers}) == 1

    sign_up(visitor, "bo@example.org")

    sent_to = [letterbox.next()["To"] for _ in range(settings.mails_per_address + 1)]
    assert sent_to == ["ida@example.org"] * settings.mails_per_address + ["bo@example.org"]


@pytest.mark.parametrize("given", ["", "x", "A" * 43])
def test_a_form_that_is_not_ours_is_refused(given: str, client: TestClient, subscribers: Subscribers) -> None:
    client.get("/sign-up")
    answer = client.post("/sign-up", data={"email": "ida@example.org", "form_token": given}, headers={"origin": URL})
    assert answer.status_code == 403
    assert subscribers.everybody() == []


def test_signing_out_ends_the_session_for_good(ida: Visitor, client: TestClient) -> None:
    session = client.cookies["__Host-briefcast-session"]
    ida.submit("/sign-out")
    client.cookies.set("__Host-briefcast-session", session)
    assert ida.open("/preferences").heading == "Sign in"
