"""Delivering from a home: the published file, subscribers of file and database, outbox and hooks."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import dagster as dg
import duckdb
import httpx
import polars as pl
import pytest
import yaml
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner
from werkzeug import Request, Response

from bench.delivery import DAY, publish_brief
from orchestration.cli.app import app
from orchestration.delivery.channels import channels_of
from orchestration.delivery.deliver import NothingPublishedError, deliver, due_days, why_too_late
from orchestration.delivery.outcomes import PermanentError, TemporaryError, UnknownOutcomeError
from orchestration.delivery.pictures import what_readers_see
from orchestration.delivery.recipients import recipients, still_wants_mail
from orchestration.delivery.report import day_line
from orchestration.delivery.transport import Outbox
from orchestration.delivery.webhooks import post
from orchestration.jobs import deliver_in_the_morning
from orchestration.lake import Lake
from orchestration.resources import Home
from orchestration.settings import Settings, SettingsError
from orchestration.subscribers.store import open_subscribers
from orchestration.tables import DAILY_BRIEF
from tests.subscribing import confirmed

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
SECRET = "whsec_" + base64.b64encode(bytes(32)).decode()

Publish = Callable[..., Settings]


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Publish a brief for s00000, s00001 …, of whom the file says what is given."""

    def make(*entries: dict[str, object]) -> Settings:
        settings = Settings(home=tmp_path, mail_from="Briefcast <brief@brief.example>")
        publish_brief(settings, 3)
        if entries:
            listed = [{"id": f"s{number:05}"} | entry for number, entry in enumerate(entries)]
            settings.subscribers_path.write_text(yaml.safe_dump({"subscribers": listed}), encoding="utf-8")
        return settings

    return make


def outbox(settings: Settings) -> dict[str, EmailMessage]:
    found = {}
    for path in sorted(settings.outbox_path.glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=default)
        assert isinstance(message, EmailMessage)
        found[path.name] = message
    return found


def test_without_a_mail_server_each_message_is_a_file(publish: Publish) -> None:
    settings = publish()

    sent = deliver(settings, DAY, NOON)

    assert sent.line() == "3 sent"
    messages = outbox(settings)
    assert list(messages) == [f"2026-03-04.s0000{n}@brief.example.eml" for n in range(3)]
    assert [message["To"] for message in messages.values()] == [f"s0000{n}@reader.example" for n in range(3)]
    assert day_line(settings, DAY) == "3 sent"


def test_what_was_decided_anew_waits_until_it_is_published(publish: Publish) -> None:
    settings = publish()
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        sent = connection.execute("from daily_brief").pl().cast({"decided_at": pl.Datetime("us", "UTC")})
    is_anew = pl.col("subscriber_id") == "s00001"
    decided_at = pl.when(is_anew).then(pl.col("decided_at") + timedelta(hours=1)).otherwise("decided_at")
    rows = sent.with_columns(decided_at=decided_at).select(DAILY_BRIEF.schema.names())
    Lake(root=settings.lake_root).write_day(DAILY_BRIEF, DAY, rows)

    assert deliver(settings, DAY, NOON).line() == "2 sent"
    assert list(outbox(settings)) == [f"2026-03-04.s0000{n}@brief.example.eml" for n in (0, 2)]


def test_who_has_no_address_gets_a_file_that_says_so_even_with_a_mail_server(publish: Publish) -> None:
    settings = replace(publish({}), smtp_url="smtp://127.0.0.1:1")

    deliver(settings, DAY, NOON)

    (message,) = outbox(settings).values()
    assert message["To"] == '"s00000 (no address is known)" <s00000@briefcast.invalid>'


def test_a_morning_that_has_not_come_is_waited_for(publish: Publish) -> None:
    settings = publish({"hour": 18}, {"hour": 23, "time_zone": "Asia/Tokyo"}, {"hour": 11})

    assert [(plan.day, len(plan.due), plan.later) for plan in due_days(settings, NOON)] == [(DAY, 1, 2)]
    assert deliver(settings, None, NOON).line() == "1 sent, 2 waiting for their morning"
    assert due_days(settings, NOON) == []
    assert [len(plan.due) for plan in due_days(settings, NOON + timedelta(hours=2))] == [1]
    assert deliver(settings, DAY, NOON, wait_for_morning=False).line() == "2 sent"
    assert list(outbox(settings)) == [f"2026-03-04.s0000{n}@brief.example.eml" for n in range(3)]


def test_the_schedule_asks_for_a_run_of_each_day_of_which_something_is_due(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = publish({"hour": 11}, {"hour": 13})
    monkeypatch.setenv("BRIEFCAST_HOME", str(settings.home))

    def asked(now: datetime) -> list[str | None]:
        context = dg.build_schedule_context(scheduled_execution_time=now)
        found = list(deliver_in_the_morning(context, home=Home()))
        return [request.partition_key for request in found if isinstance(request, dg.RunRequest)]

    assert [asked(NOON - timedelta(hours=2)), asked(NOON)] == [[], ["2026-03-04"]]
    deliver(settings, DAY, NOON)
    assert [asked(NOON), asked(NOON + timedelta(hours=1))] == [[], ["2026-03-04"]]


def test_nothing_is_due_of_days_long_past(publish: Publish) -> None:
    assert due_days(publish({}), NOON + timedelta(days=5)) == []


def test_a_day_long_past_is_sent_to_nobody_unasked_but_its_files_are_written(publish: Publish) -> None:
    files = publish({})
    mail = replace(files, smtp_url="smtp://127.0.0.1:1")
    late = NOON + timedelta(days=4)

    assert not why_too_late(mail, DAY, NOON + timedelta(days=3))
    assert "briefcast deliver --date 2026-03-04" in (why_too_late(mail, DAY, late) or "")
    assert not why_too_late(replace(mail, today=DAY), DAY, late)
    assert not why_too_late(files, DAY, late)
    files.subscribers_path.write_text("subscribers: [{id: ida, slack_url: 'https://hooks.example/1'}]")
    assert why_too_late(files, DAY, late)


def test_an_address_that_was_unsubscribed_gets_nothing_and_the_link_is_in_the_mail(publish: Publish) -> None:
    settings = replace(publish(), public_url="https://brief.example")
    database = open_subscribers(settings)
    database.unsubscribe(database.unsubscribe_token("s00001"))

    assert deliver(settings, DAY, NOON).line() == "2 sent"
    first, _ = outbox(settings).values()
    link = str(first["List-Unsubscribe"]).partition(">")[0].removeprefix("<")
    base, _, token = link.partition("?token=")
    assert (base, first["List-Unsubscribe-Post"]) == ("https://brief.example/unsubscribe", "List-Unsubscribe=One-Click")
    assert database.unsubscribe(token)
    assert database.unsubscribed_ids() == {"s00000", "s00001"}


def test_what_says_who_gets_what_is_for_the_operator_s_eyes_alone(publish: Publish) -> None:
    settings = publish()
    open_subscribers(settings)
    deliver(settings, DAY, NOON)

    kept = [settings.subscribers_file, settings.deliveries_path, *settings.outbox_path.iterdir()]
    assert {oct(path.stat().st_mode & 0o777) for path in kept} == {"0o600"}
    assert oct(settings.outbox_path.stat().st_mode & 0o777) == "0o700"


def test_no_picture_shows_what_somebody_was_sent_but_the_default_subscriber(publish: Publish) -> None:
    settings = publish()
    editions = settings.editions_path / str(DAY)
    assert what_readers_see(settings, DAY)["mail"] == editions / "default.html"


def test_who_unsubscribes_while_a_run_sends_gets_nothing_of_it(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(publish(), public_url="https://brief.example")
    database = open_subscribers(settings)
    token = database.unsubscribe_token("s00001")
    send = Outbox.send

    def send_and_lose_another(outbox: Outbox, message: EmailMessage) -> None:
        send(outbox, message)
        database.unsubscribe(token)

    monkeypatch.setattr(Outbox, "send", send_and_lose_another)

    assert deliver(settings, DAY, NOON).line() == "2 sent"
    assert list(outbox(settings)) == [f"2026-03-04.s0000{n}@brief.example.eml" for n in (0, 2)]


def test_who_signed_up_and_leaves_is_not_wanted_any_more(publish: Publish) -> None:
    settings = publish()
    database = open_subscribers(settings)
    ida = confirmed(database)
    wants_mail = still_wants_mail(settings)
    assert [wants_mail(ida), wants_mail("s00000")] == [True, True]

    database.delete(ida)
    assert [wants_mail(ida), wants_mail("s00000")] == [False, True]


def test_unsubscribing_from_mail_leaves_the_hooks_of_an_entry(publish: Publish) -> None:
    settings = publish(
        {"email": "ida@example.org", "slack_url": "https://hooks.example/1"}, {"email": "bo@example.org"}
    )
    database = open_subscribers(settings)
    for name in ("s00000", "s00001"):
        database.unsubscribe(database.unsubscribe_token(name))

    (left,) = recipients(settings).values()
    assert (left.id, channels_of(left)) == ("s00000", ["slack"])


def test_hooks_get_their_forms_once(publish: Publish, httpserver: HTTPServer) -> None:
    taken: list[Request] = []

    def take(request: Request) -> Response:
        taken.append(request)
        return Response(status=204)

    httpserver.expect_request("/slack", method="POST").respond_with_handler(take)
    httpserver.expect_request("/program", method="POST").respond_with_handler(take)
    hooks = {
        "slack_url": httpserver.url_for("/slack"),
        "webhook_url": httpserver.url_for("/program"),
        "webhook_secret": SECRET,
    }
    settings = publish(hooks)

    assert deliver(settings, DAY, NOON).line() == "2 sent"
    assert deliver(settings, DAY, NOON).line() == "0 sent"

    slack, program = taken
    assert slack.json["blocks"][0]["text"]["text"] == "The brief of 4 March 2026"
    assert program.headers["webhook-id"] == "brief_2026-03-04_s00000"
    assert len(json.loads(program.data)["data"]["insights"]) == 5
    assert outbox(settings) == {}


@pytest.mark.parametrize(
    ("status", "error"), [(429, TemporaryError), (503, TemporaryError), (404, PermanentError), (302, PermanentError)]
)
def test_what_a_hook_answers_tells_whether_to_try_again(
    httpserver: HTTPServer, status: int, error: type[Exception]
) -> None:
    httpserver.expect_request("/T1/secret").respond_with_data("", status=status)

    with httpx.Client() as client, pytest.raises(error, match=f"^localhost answered {status}$"):
        post(client, httpserver.url_for("/T1/secret"), b"{}", {}, is_repeatable=False)


def test_of_what_a_hook_answers_nothing_is_read() -> None:
    class Endless(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            raise AssertionError("read")

    client = httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, stream=Endless())))
    post(client, "https://hooks.example/T1/secret", b"{}", {}, is_repeatable=False)


@pytest.mark.parametrize(("is_repeatable", "error"), [(True, TemporaryError), (False, UnknownOutcomeError)])
def test_a_hook_that_says_nothing_may_have_taken_it(is_repeatable: bool, error: type[Exception]) -> None:
    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("", request=request)

    client = httpx.Client(transport=httpx.MockTransport(silent))
    with pytest.raises(error, match=r"^hooks\.example: no answer"):
        post(client, "https://hooks.example/T1/secret", b"{}", {}, is_repeatable=is_repeatable)


@pytest.mark.parametrize("url", ["https://a..b/", "ftp://hooks.example/"])
def test_a_hook_whose_address_is_none_is_not_tried_again(url: str) -> None:
    with httpx.Client() as client, pytest.raises(PermanentError, match="no address"):
        post(client, url, b"{}", {}, is_repeatable=False)


def test_a_hook_that_cannot_be_reached_is_tried_again() -> None:
    def gone(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("", request=request)

    client = httpx.Client(transport=httpx.MockTransport(gone))
    with pytest.raises(TemporaryError, match="no connection"):
        post(client, "https://hooks.example/T1/secret", b"{}", {}, is_repeatable=False)


def test_without_a_published_brief_there_is_nothing_to_deliver(tmp_path: Path) -> None:
    with pytest.raises(NothingPublishedError, match="run: briefcast run"):
        deliver(Settings(home=tmp_path), None, NOON)
    assert due_days(Settings(home=tmp_path), NOON) == []


@pytest.mark.parametrize("sender", ["Briefcast", "Briefcast <nobody>", "brief@brief.example@evil.example"])
def test_a_sender_that_is_none_is_refused_before_anything_is_claimed(publish: Publish, sender: str) -> None:
    settings = replace(publish(), mail_from=sender)

    with pytest.raises(SettingsError, match="BRIEFCAST_MAIL_FROM"):
        deliver(settings, DAY, NOON)
    assert day_line(settings, DAY) == "0 sent"


def test_a_mail_server_is_given_no_sender_that_is_nowhere(publish: Publish) -> None:
    nowhere = replace(publish(), mail_from="Briefcast <brief@briefcast.invalid>")

    with pytest.raises(SettingsError, match="BRIEFCAST_MAIL_FROM"):
        deliver(replace(nowhere, smtp_url="smtp://127.0.0.1:1"), DAY, NOON)
    assert day_line(nowhere, DAY) == "0 sent"
    assert deliver(nowhere, DAY, NOON).line() == "3 sent"


def test_the_command_says_what_became_of_the_day_and_where_the_outbox_is(publish: Publish) -> None:
    settings = publish()

    result = CliRunner().invoke(app, ["deliver", "--home", str(settings.home), "--date", str(DAY)])

    assert result.exit_code == 0, result.output
    assert "Now: 3 sent" in result.output
    assert "Deliveries of 2026-03-04: 3 sent" in result.output
    assert f"Outbox: {settings.outbox_path}" in result.output
