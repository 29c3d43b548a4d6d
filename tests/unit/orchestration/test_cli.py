"""The command line: the list of feeds, questions to the published file, and what is said where there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner, Result

from assets.podcasts.opml import FeedEntry, write_opml
from orchestration.cli.app import app
from orchestration.feed_list import load
from orchestration.runs import RunReport
from orchestration.settings import Settings

QUAY, CRANE = "https://quay.example/feed", "https://crane.example/feed"


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty home, the one that the commands work on."""
    monkeypatch.setenv("BRIEFCAST_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "home"


@pytest.fixture
def published(home: Path) -> Path:
    """A published file with two shows."""
    home.mkdir()
    path = Settings(home=home).published_path
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table shows as select * from (values ('a', 'Quay [bold]Notes'), ('b', null)) t(i, t)"
        )
    return path


def briefcast(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def listed(home: Path) -> list[str]:
    return [entry.url for entry in load(Settings(home=home).feeds_path)]


def test_feeds_are_added_listed_and_removed(home: Path) -> None:
    assert briefcast("feeds", "add", QUAY).output == "added; the list holds 1 feeds\n"
    assert briefcast("feeds", "add", CRANE).output == "added; the list holds 2 feeds\n"
    assert [line.split()[0] for line in briefcast("feeds", "list").output.splitlines()] == [QUAY, CRANE]
    assert briefcast("feeds", "remove", QUAY).output == "removed; the list holds 1 feeds\n"
    assert listed(home) == [CRANE]


def test_a_feed_is_added_once(home: Path) -> None:
    briefcast("feeds", "add", QUAY)
    again = briefcast("feeds", "add", QUAY)
    assert again.exit_code == 1
    assert f"{QUAY} is in the list already" in again.stderr
    assert listed(home) == [QUAY]


def test_only_addresses_and_transcripts_are_added(home: Path) -> None:
    refused = briefcast("feeds", "add", "file:///etc/hostname")
    assert refused.exit_code == 1
    assert "give an address that begins with http:// or https://" in refused.stderr
    assert listed(home) == []


def test_a_folder_of_transcripts_is_added_and_removed_by_its_path(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "my talks"
    folder.mkdir()
    assert briefcast("feeds", "add", str(folder)).output == "added; the list holds 1 feeds\n"
    assert briefcast("feeds", "add", folder.as_uri()).exit_code == 1
    assert listed(home) == [folder.as_uri()]
    assert briefcast("feeds", "remove", str(folder)).output == "removed; the list holds 0 feeds\n"


def test_a_feed_that_is_not_in_the_list_cannot_be_removed(home: Path) -> None:
    briefcast("feeds", "add", QUAY)
    refused = briefcast("feeds", "remove", CRANE)
    assert refused.exit_code == 1
    assert f"{CRANE} is not in the list; see: briefcast feeds list" in refused.stderr
    assert listed(home) == [QUAY]


def test_a_list_is_imported_from_a_file_into_what_is_there(home: Path, tmp_path: Path) -> None:
    briefcast("feeds", "add", QUAY)
    path = tmp_path / "subscriptions.opml"
    path.write_bytes(write_opml([FeedEntry(QUAY, "Quay Notes"), FeedEntry(CRANE, "Crane Talk")]))
    assert briefcast("feeds", "import", str(path)).output == "2 feeds read; the list holds 2\n"
    assert sorted(listed(home)) == sorted([QUAY, CRANE])


def test_a_list_is_imported_from_an_address(home: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/list.opml").respond_with_data(write_opml([FeedEntry(QUAY, None)]))
    done = briefcast("feeds", "import", httpserver.url_for("/list.opml"))
    assert done.exit_code == 0
    assert listed(home) == [QUAY]


def test_a_list_that_cannot_be_imported_leaves_what_is_there(home: Path) -> None:
    briefcast("feeds", "add", QUAY)
    refused = briefcast("feeds", "import", "no-such.opml")
    assert refused.exit_code == 1
    assert "no-such.opml: no such file" in refused.stderr
    assert listed(home) == [QUAY]


@pytest.mark.parametrize("arguments", [("list",), ("add", CRANE), ("remove", QUAY)])
def test_a_kept_list_that_is_damaged_is_named_and_left_alone(home: Path, arguments: tuple[str, ...]) -> None:
    path = Settings(home=home).feeds_path
    home.mkdir()
    path.write_text("quay.example\n", encoding="utf-8")
    refused = briefcast("feeds", *arguments)
    assert refused.exit_code == 1
    assert "feeds.opml: not OPML" in refused.stderr
    assert path.read_text(encoding="utf-8") == "quay.example\n"


def test_the_home_of_the_flag_wins(home: Path, tmp_path: Path) -> None:
    briefcast("feeds", "add", QUAY, "--home", str(tmp_path / "other"))
    assert listed(home) == []
    assert listed(tmp_path / "other") == [QUAY]


def test_a_question_is_answered_as_a_table(published: Path) -> None:
    answer = briefcast("query", "select i, t from shows order by i")
    assert answer.exit_code == 0
    assert "Quay [bold]Notes" in answer.output
    assert answer.output.endswith("2 rows\n")


@pytest.mark.parametrize(
    "sql",
    [
        "copy shows to '{folder}/out.csv'",
        "attach '{folder}/other.duckdb' as other",
        "select * from read_csv('/etc/hostname')",
        "set enable_external_access = true",
        "delete from shows",
        "create table mine (x integer)",
        "install httpfs",
    ],
)
def test_a_question_cannot_change_anything_nor_reach_outside_the_file(
    published: Path, tmp_path: Path, sql: str
) -> None:
    before = published.read_bytes()
    refused = briefcast("query", sql.format(folder=tmp_path))
    assert refused.exit_code == 1
    assert refused.stderr.startswith("briefcast: ")
    assert published.read_bytes() == before
    assert not (tmp_path / "out.csv").exists()
    assert not (tmp_path / "other.duckdb").exists()


def test_a_question_that_is_wrong_is_answered_with_what_is_wrong(published: Path) -> None:
    refused = briefcast("query", "select title from no_such_table")
    assert refused.exit_code == 1
    assert "no_such_table does not exist" in refused.stderr


@pytest.mark.parametrize("command", [("show",), ("show", "--date", "2025-03-04"), ("query", "select 1")])
def test_before_the_first_run_the_commands_say_what_to_do(home: Path, command: tuple[str, ...]) -> None:
    refused = briefcast(*command)
    assert refused.exit_code == 1
    assert "nothing is published yet; run: briefcast run" in refused.stderr
    assert not home.exists()


def test_a_run_that_leaves_no_brief_to_print_has_done_its_work(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with duckdb.connect(str(published)) as connection:
        connection.execute("create table daily_brief (brief_date date, subscriber_id varchar)")
    monkeypatch.setattr("orchestration.runs.run", lambda *_given: RunReport(date(2026, 3, 4), 1, True, 1.0))

    done = briefcast("run")

    assert done.exit_code == 0
    assert "no brief of 2026-03-04 is published" in done.stderr
    assert f"DuckDB file: {published}" in done.stdout


def test_a_setting_that_cannot_be_understood_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFCAST_TODAY", "tomorrow")
    refused = briefcast("show")
    assert refused.exit_code == 1
    assert "BRIEFCAST_TODAY='tomorrow'" in refused.stderr


def test_a_date_that_is_none_is_refused(home: Path) -> None:
    assert briefcast("show", "--date", "4 March").exit_code == 2


def test_the_help_names_every_command_and_setting() -> None:
    text = briefcast("--help").output
    for word in ("run", "show", "query", "feeds", "evaluate", "dev", "BRIEFCAST_HOME", "BRIEFCAST_LANGUAGE_MODEL"):
        assert word in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("colours",), "colours: no such task; there are ads, "),
        (("claims", "--subset", "dev"), "--subset: the data of claims have no parts"),
        (("related", "--subset", "all"), "all: no such subset; there are train, dev, test"),
    ],
)
def test_an_evaluation_that_there_is_not_is_named(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    refused = briefcast("evaluate", *arguments, "--data", str(tmp_path))
    assert refused.exit_code == 1
    assert message in refused.stderr
