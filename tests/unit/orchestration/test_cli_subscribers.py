"""What an operator does with those who signed up, and what `briefcast serve` refuses to start with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from orchestration.cli.app import app
from orchestration.settings import Settings
from orchestration.subscribers.store import Subscribers, open_subscribers
from tests.subscribing import confirmed, sign_up


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty home, the one that the commands work on."""
    monkeypatch.setenv("BRIEFCAST_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "home"


@pytest.fixture
def subscribers(home: Path) -> Subscribers:
    """Ida, who confirmed, and Bo, who did not."""
    subscribers = open_subscribers(Settings(home=home))
    confirmed(subscribers)
    sign_up(subscribers, "bo@example.org")
    return subscribers


def briefcast(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_those_who_signed_up_are_listed(subscribers: Subscribers) -> None:
    lines = briefcast("subscribers", "list").output.splitlines()
    assert [("ida@example.org" in line, " confirmed " in line) for line in lines if "ida@" in line] == [(True, True)]
    assert [" pending " in line for line in lines if "bo@" in line] == [True]


def test_somebody_is_exported_and_removed_by_id_or_address(subscribers: Subscribers) -> None:
    exported = json.loads(briefcast("subscribers", "export", "Ida@example.org").output)
    assert exported["status"] == "confirmed"

    assert briefcast("subscribers", "remove", exported["id"]).output == f"{exported['id']} is forgotten\n"

    assert [account.email for account in subscribers.everybody()] == ["bo@example.org"]
    again = briefcast("subscribers", "remove", exported["id"])
    assert again.exit_code == 1
    assert "nobody has this id or address" in again.stderr


def test_a_home_where_nobody_signed_up_says_so_and_gets_no_database(home: Path) -> None:
    answer = briefcast("subscribers", "list")
    assert answer.exit_code == 1
    assert "nobody has signed up yet" in answer.stderr
    assert not home.exists()


@pytest.mark.parametrize(
    ("arguments", "variable", "value", "said"),
    [
        (["--host", "0.0.0.0"], "PUBLIC_URL", "", "set BRIEFCAST_PUBLIC_URL"),
        ([], "SMTP_URL", "ftp://mail.example", "BRIEFCAST_SMTP_URL takes"),
        ([], "SMTP_URL", "smtp://mail.example", "BRIEFCAST_MAIL_FROM"),
        ([], "SUBSCRIBERS_URL", "nothing://there", "BRIEFCAST_SUBSCRIBERS_URL"),
        ([], "SUBSCRIBERS_URL", "no address", "BRIEFCAST_SUBSCRIBERS_URL"),
    ],
)
def test_the_service_says_what_it_cannot_start_with(
    arguments: list[str], variable: str, value: str, said: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"BRIEFCAST_{variable}", value)
    answer = briefcast("serve", *arguments)
    assert answer.exit_code == 1
    assert said in answer.stderr
