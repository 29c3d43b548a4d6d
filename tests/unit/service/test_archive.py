"""The published file as the service reads it: what is published now, whoever still reads what was before."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from assets.brief.subscribers import Subscriber
from orchestration.service import archive
from orchestration.service.archive import Archives
from orchestration.service.history import all_kept
from orchestration.settings import Settings
from orchestration.subscribers.accounts import Account

IDA = Account("confirmed", datetime(2026, 3, 1, tzinfo=UTC), None, Subscriber(id="ida"))


@pytest.fixture
def publish(settings: Settings, tmp_path: Path) -> Callable[[str], None]:
    """Publish a file with one brief, Ida's, of one title."""

    def make(title: str) -> None:
        settings.home.mkdir(exist_ok=True)
        made = tmp_path / "made.duckdb"
        with duckdb.connect(str(made)) as connection:
            connection.execute(
                "create table daily_brief as select date '2026-03-04' as brief_date, 'ida' as subscriber_id, "
                "1 as rank, $title as title, '' as quote, '' as show_title, '' as evidence_url, ['fresh'] as reasons",
                {"title": title},
            )
        made.replace(settings.published_path)

    return make


@pytest.fixture
def archives(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Archives:
    """Archives of which each is no more than the titles of the briefs."""
    monkeypatch.setattr(archive, "read_archive", lambda connection, lake: titles(connection))
    return Archives(settings)


def titles(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [title for (title,) in connection.execute("select title from daily_brief").fetchall()]


def test_what_is_published_now_is_read_even_while_somebody_reads_what_was_before(
    settings: Settings, archives: Archives, publish: Callable[[str], None]
) -> None:
    assert archives.current() is None
    publish("Grain")
    assert archives.current() == ["Grain"]

    with duckdb.connect(str(settings.published_path), read_only=True) as slow_reader:
        publish("Silos")

        assert archives.current() == ["Silos"]
        assert [row["title"] for row in all_kept(settings, IDA)["briefs"]] == ["Silos"]
        assert titles(slow_reader) == ["Grain"]


def test_while_one_reads_a_new_file_the_others_are_given_the_old_archive(
    archives: Archives, publish: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("Grain")
    archives.current()
    publish("Silos")
    meanwhile = []

    def read(connection: duckdb.DuckDBPyConnection, _lake: object) -> list[str]:
        with ThreadPoolExecutor(1) as another:
            meanwhile.append(another.submit(archives.current).result(timeout=20))
        return titles(connection)

    monkeypatch.setattr(archive, "read_archive", read)

    assert archives.current() == ["Silos"]
    assert meanwhile == [["Grain"]]
