"""Editions out of the table daily_brief: whose is shown, and the files of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from orchestration.briefing.editions import NoSubscriberError, read_edition, write_editions

TUESDAY, WEDNESDAY = date(2025, 3, 4), date(2025, 3, 5)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Briefs of two days: the second has two subscribers, of whom none is the default one."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(
            "create table daily_brief as select day::date as brief_date, subscriber_id, rank, "
            "'i' || rank as insight_id, timestamptz '2025-03-04 06:00:00+00' as decided_at, "
            "'T' || rank as title, "
            "'S' as summary, 'Q' as quote, null as speaker, 'Quay' as show_title, 'Grain' as episode_title, "
            "timestamptz '2025-03-03 06:00:00+00' as published_at, 1.0 as start_seconds, '' as evidence_url, "
            "null as what_is_new, ['fresh'] as reasons, [] as related "
            "from (values ('2025-03-04', 'default', 1), ('2025-03-05', 'ida', 2), ('2025-03-05', 'ida', 1), "
            "('2025-03-05', 'bo', 1)) as made (day, subscriber_id, rank)"
        )
        yield connection


def test_without_a_day_it_is_the_newest_that_the_subscriber_has(connection: duckdb.DuckDBPyConnection) -> None:
    default, ida = read_edition(connection), read_edition(connection, None, "ida")

    assert default is not None
    assert (default.brief_date, default.subscriber_id) == (TUESDAY, "default")
    assert ida is not None
    assert (ida.brief_date, [item.title for item in ida.items]) == (WEDNESDAY, ["T1", "T2"])


def test_who_has_no_brief_is_told_who_has(connection: duckdb.DuckDBPyConnection) -> None:
    for subscriber in (None, "cy"):
        with pytest.raises(NoSubscriberError, match="there are 2 subscribers: bo, ida; say whose with --subscriber"):
            read_edition(connection, WEDNESDAY, subscriber)


def test_a_single_subscriber_need_not_be_named(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("delete from daily_brief where subscriber_id <> 'bo'")
    edition = read_edition(connection)

    assert edition is not None
    assert edition.subscriber_id == "bo"


def test_a_day_without_briefs_has_no_edition(connection: duckdb.DuckDBPyConnection) -> None:
    assert read_edition(connection, date(2025, 1, 1)) is None


def test_a_day_s_folder_holds_a_file_for_each_subscriber_and_no_other(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    folder = tmp_path / "2025-03-05"
    folder.mkdir()
    (folder / "gone.md").touch()

    written = write_editions(connection, WEDNESDAY, tmp_path)

    assert sorted(folder.iterdir()) == written == [folder / "bo.md", folder / "ida.md"]
    assert "## 2. T2" in (folder / "ida.md").read_text()
