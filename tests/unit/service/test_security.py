"""What holds for every answer: headers, cookies, other sites' posts, sizes, redirects, the access log."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from orchestration.service.app import create_app
from orchestration.service.security import MOST_BODY_BYTES
from orchestration.settings import Settings
from orchestration.subscribers.store import Subscribers
from tests.unit.service.conftest import URL, Letterbox
from tests.visitor import Visitor

PAGES = (
    "/",
    "/sign-up",
    "/sign-in",
    "/confirm?token=x",
    "/nothing",
    "/service/service.css",
    "/unsubscribe",
    "/site.html",
)
POSTS = ("/sign-up", "/sign-in", "/confirm", "/sign-in/link", "/sign-out", "/preferences", "/preferences/delete")


@pytest.fixture
def site(settings: Settings) -> Path:
    folder = settings.site_path
    (folder / "entity").mkdir(parents=True)
    (folder / "index.html").write_text("<h1>Today</h1>")
    (folder / "site.html").write_text("<h1>A page</h1>")
    (folder / "entity" / "index.html").write_text("<h1>Entities</h1>")
    return folder


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_has_the_headers(path: str, site: Path, client: TestClient) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "max-age" in headers["strict-transport-security"]


def test_an_error_of_ours_has_the_headers_and_tells_nothing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(Subscribers, "is_unsubscribe_token", broken)
    answer = client.get("/unsubscribe?token=x")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(ida: Visitor, client: TestClient) -> None:
    ida.submit("/sign-out")
    answers = (client.get("/sign-up"), ida.answer.history[0])
    set_cookies = [cookie for answer in answers for cookie in answer.headers.get_list("set-cookie")]
    assert len(set_cookies) == 2
    for cookie in set_cookies:
        assert cookie.startswith("__Host-briefcast-")
        assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))


def test_without_https_cookies_still_work_and_nothing_is_promised(
    settings: Settings, subscribers: Subscribers, letterbox: Letterbox
) -> None:
    url = "http://127.0.0.1:8000"
    with TestClient(create_app(settings, subscribers, url, letterbox.opened), base_url=url) as client:
        answer = Visitor(client).open("/sign-up").submit("/sign-up", {"email": "ida@example.org"}).answer
    assert answer.status_code == 200
    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://briefs.example"},
        {"origin": "https://briefs.example.evil.example"},
        {"origin": "https://briefs.example:444"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_post_of_another_site_is_refused(
    path: str, headers: dict[str, str], client: TestClient, subscribers: Subscribers
) -> None:
    page = client.get("/sign-up")
    token = page.text.partition('name="form_token" value="')[2][:43]
    if headers.get("origin") == "http://briefs.example":
        headers = headers | {"host": "other.example"}
    answer = client.post(path, data={"form_token": token, "email": "ida@example.org"}, headers=headers)
    assert answer.status_code == 403
    assert subscribers.everybody() == []


@pytest.mark.parametrize("path", POSTS[1:])
def test_a_post_without_the_form_token_is_refused(path: str, client: TestClient) -> None:
    assert client.post(path, data={"email": "ida@example.org"}, headers={"origin": URL}).status_code == 403


def test_a_body_has_an_end(client: TestClient) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded", "origin": URL}
    assert client.post("/sign-up", content=b"a=" + b"x" * MOST_BODY_BYTES, headers=headers).status_code == 413


@pytest.mark.parametrize("path", ["/entity", "//entity", "///entity", "/entity?next=//evil.example"])
def test_a_redirect_stays_here(path: str, site: Path, client: TestClient) -> None:
    answer = client.get(f"{URL}{path}", headers={"host": "evil.example"}, follow_redirects=False)
    assert answer.headers["location"] == "/entity/"


@pytest.mark.parametrize("path", ["/../subscribers.sqlite", "/%2e%2e/subscribers.sqlite", "/..%2fsubscribers.sqlite"])
def test_nothing_outside_the_site_is_served(path: str, site: Path, client: TestClient) -> None:
    assert (site.parent / "subscribers.sqlite").exists()
    assert client.get(path).status_code == 404


def test_there_is_a_start_page_until_there_is_a_site(settings: Settings, client: TestClient) -> None:
    assert "first brief comes with the first run" in " ".join(client.get("/").text.split())
    settings.site_path.mkdir()
    (settings.site_path / "index.html").write_text("<h1>Today</h1>")
    assert client.get("/").text == "<h1>Today</h1>"


def test_the_access_log_holds_no_token_address_or_query(
    ida: Visitor, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get("/confirm?token=SECRET")
        client.get("/preferences/suggestions?kind=shows&begins=SECRET")
        client.get("/un%0asubscribe?token=SECRET")
        ida.open("/sign-up").submit("/sign-up", {"email": "secret@example.org"})
    lines = [record.getMessage() for record in caplog.records if record.name == "briefcast.access"]
    assert any(line.startswith("GET /confirm 200 ") for line in lines)
    assert any(line.startswith("GET /un?subscribe 404 ") for line in lines)
    assert (
        "secret" not in "".join(record.getMessage() for record in caplog.records if "briefcast" in record.name).lower()
    )


def test_a_page_that_did_not_change_is_not_sent_again(site: Path, client: TestClient) -> None:
    first = client.get("/site.html")
    again = client.get("/site.html", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    (site / "site.html").write_text("<h1>Another page</h1>")
    assert client.get("/site.html", headers={"if-none-match": first.headers["etag"]}).text == "<h1>Another page</h1>"


@pytest.mark.parametrize("path", ["/nothing.html", "/%00", "/" + "a" * 5_000, "/entity/nothing", "/site.html/x"])
def test_what_is_not_there_is_said_to_be_so(path: str, site: Path, client: TestClient) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text
