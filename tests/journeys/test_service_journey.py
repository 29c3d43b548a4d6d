"""A reader's whole way, against real servers on loopback: from signing up to the last mail.

The service runs as `briefcast serve`, mail goes to a server that wants STARTTLS and a log-in, subscribers live in
SQLite and in PostgreSQL. The samples are served on a fixed port, as for test_whole_run.py.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import httpx
import pytest

from orchestration.delivery.deliver import deliver
from orchestration.runs import digest_and_publish, run
from orchestration.settings import Settings
from tests import postgres
from tests.mail_server import MailServer, free_port
from tests.visitor import Visitor, link_in

DAY, NEXT_DAY = date(2026, 11, 20), date(2026, 11, 21)
NO_POSTGRES = postgres.why_not()


@pytest.fixture(scope="module")
def published_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home after its first run, before anybody signed up."""
    home = tmp_path_factory.mktemp("service") / "home"
    with pytest.MonkeyPatch.context() as patch:
        run(use_home(patch, home), [], None, lambda _line: None)
    return home


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[MailServer]:
    server = MailServer(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.skipif(bool(NO_POSTGRES), reason=str(NO_POSTGRES)))]
)
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database; none for SQLite's file in the home."""
    if request.param == "sqlite":
        yield ""
    else:
        with postgres.running() as url:
            yield url


@pytest.fixture
def settings(
    published_home: Path, database: str, mail_server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """A copy of the home, with the servers set."""
    shutil.copytree(published_home, tmp_path / "home", ignore=shutil.ignore_patterns("dagster"))
    monkeypatch.setenv("SSL_CERT_FILE", str(mail_server.certificate))
    monkeypatch.setenv("BRIEFCAST_SMTP_URL", mail_server.url)
    monkeypatch.setenv("BRIEFCAST_MAIL_FROM", "Briefs <brief@briefs.example>")
    monkeypatch.setenv("BRIEFCAST_SUBSCRIBERS_URL", database)
    monkeypatch.setenv("BRIEFCAST_PUBLIC_URL", f"http://127.0.0.1:{free_port()}")
    return use_home(monkeypatch, tmp_path / "home")


def use_home(patch: pytest.MonkeyPatch, home: Path) -> Settings:
    """Make `home` the one that assets find, and have what a run sets in the environment undone afterwards."""
    patch.setenv("BRIEFCAST_HOME", str(home))
    patch.setenv("BRIEFCAST_TODAY", NEXT_DAY.isoformat())
    for name in ("BRIEFCAST_LAKE", "DAGSTER_HOME"):
        patch.setenv(name, "")
    return Settings.from_environment()


@contextmanager
def served(settings: Settings) -> Iterator[tuple[Visitor, list[str]]]:
    """Run the service, and give somebody to visit it, and what it says on the terminal."""
    command = [str(Path(sys.executable).with_name("briefcast")), "serve"]
    port = str(urlsplit(settings.public_url).port)
    said: list[str] = []
    with subprocess.Popen(
        [*command, "--port", port], stderr=subprocess.PIPE, text=True, env=os.environ | {"COLUMNS": "200"}
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if "Uvicorn running" in line:
                break
        rest = threading.Thread(target=said.extend, args=(process.stderr,))
        rest.start()
        try:
            with httpx.Client(base_url=settings.public_url, timeout=60) as client:
                yield Visitor(client), said
        finally:
            process.terminate()
            rest.join()


def brief_of(settings: Settings, subscriber_id: str, day: date) -> list[tuple[str, str, str]]:
    """Title, show and first reason of each insight of a published brief."""
    query = """
        select title, show_title, reasons[1] from daily_brief where subscriber_id = ? and brief_date = ? order by rank
    """
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        return connection.execute(query, [subscriber_id, day]).fetchall()


def run_and_deliver(settings: Settings, day: date) -> None:
    digest_and_publish(settings, day, lambda _line: None)  # the feeds have nothing new
    deliver(settings, day, datetime.now(UTC), wait_for_morning=False)


def test_from_signing_up_to_the_last_mail(settings: Settings, mail_server: MailServer) -> None:
    with served(settings) as (visitor, said):
        visitor.open("/sign-up").submit("/sign-up", {"email": "ida@example.org"})
        assert visitor.heading == "Look into your mail"
        invitation = mail_server.next()
        assert invitation["To"] == "ida@example.org"

        visitor.open(link_in(invitation)).submit("/confirm")
        visitor.submit("/preferences", {"action": "find", "add_interests": "kest"})
        assert visitor.boxes("interests")["Kestrel"] is False
        visitor.submit("/preferences", {"action": "find", "interests": ["Kestrel"], "add_muted_shows": "harb"})
        assert visitor.boxes("muted_shows") == {"Harbour Lights": False}
        wishes = {"action": "save", "interests": ["Kestrel"], "muted_shows": ["Harbour Lights"], "hour": "6"}
        visitor.submit("/preferences", wishes)
        assert "Saved." in visitor.text
        foreseen = [str(title.text_content()) for title in visitor.page.xpath("//*[@id='preview']//h3")]
        subscriber_id = visitor.client.get("/preferences/export").json()["id"]

        run_and_deliver(settings, DAY)

        brief = brief_of(settings, subscriber_id, DAY)
        assert len(brief) == 5
        assert brief[0][2] == "about Kestrel, an interest of yours"
        assert "Harbour Lights" not in {show for _title, show, _reason in brief}
        assert len(foreseen) == 5
        assert foreseen[0] == brief[0][0]
        mail = mail_server.next()
        assert mail["To"] == "ida@example.org"
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        text = " ".join(mail.get_body(("plain",)).get_content().split())  # type: ignore[union-attr]
        assert [title for title, _show, _reason in brief if title not in text] == []
        assert mail_server.is_empty()

        unsubscribe = mail["List-Unsubscribe"].partition("<")[2].partition(">")[0]
        assert httpx.post(unsubscribe, data={"List-Unsubscribe": "One-Click"}).status_code == 200

        run_and_deliver(settings, NEXT_DAY)

        assert brief_of(settings, subscriber_id, NEXT_DAY) == []
        assert mail_server.is_empty()
        exported = visitor.client.get("/preferences/export").json()
        assert exported["status"] == "unsubscribed"

    log = "".join(said)
    assert "POST /unsubscribe 200" in log
    assert "token" not in log
    assert "ida@" not in log
    assert_no_address_outside_the_database(settings)


def assert_no_address_outside_the_database(settings: Settings) -> None:
    """The address is in the database, and in nothing that a run makes."""
    made = [settings.published_path, settings.warehouse_path, *Path(settings.lake_root).rglob("*.parquet")]
    files = [*made, *(Path(settings.lake_root) / "podcasts" / "files").rglob("*")]
    assert not any(b"ida@example.org" in path.read_bytes() for path in files if path.is_file())
