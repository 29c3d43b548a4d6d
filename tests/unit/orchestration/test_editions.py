"""Editions out of the table daily_brief: whose is shown, and the files of a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from lxml import etree

from orchestration.briefing.editions import FORMS, NoSubscriberError, read_edition, write_editions

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


def test_a_day_s_folder_holds_every_form_for_each_subscriber_and_nothing_else(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    folder = tmp_path / "2025-03-05"
    folder.mkdir()
    (folder / "gone.md").touch()

    assert write_editions(connection, WEDNESDAY, tmp_path, "https://brief.example") == ["bo", "ida"]

    assert {path.name for path in folder.iterdir()} == {f"{name}{form}" for name in ("bo", "ida") for form in FORMS}
    for form in FORMS:
        text = (folder / f"ida{form}").read_text(encoding="utf-8")
        assert "T2" in text
        assert "https://brief.example/insights/i2.html" in text


def test_the_forms_that_programs_read_can_be_read(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write_editions(connection, TUESDAY, tmp_path)

    folder = tmp_path / "2025-03-04"
    assert {path.suffix for path in folder.iterdir()} == {".md", ".html", ".txt", ".json", ".xml"}
    assert all(json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json"))
    assert etree.parse(folder / "default.atom.xml").getroot().tag == "{http://www.w3.org/2005/Atom}feed"
