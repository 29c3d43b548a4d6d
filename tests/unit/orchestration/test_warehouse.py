"""Opening the warehouse, and publishing from it: whole, at once, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration import warehouse as module
from orchestration.warehouse import Warehouse, WarehouseError, connect, publish

BUILT = """
create table shows (show_id varchar not null, title varchar, scanned_at timestamptz);
comment on table shows is 'A show: it''s one row a podcast';
comment on column shows.title is 'As the feed''s "title" says';
create table insights (quote varchar);
create schema staging;
create table staging.secret (x integer);
create view looking as select * from shows;
"""

Build = Callable[[int], Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Give a function that builds the warehouse with so many shows."""
    path = tmp_path / "warehouse" / "warehouse.duckdb"
    path.parent.mkdir()

    def make(show_count: int) -> Path:
        path.unlink(missing_ok=True)
        with duckdb.connect(str(path)) as connection:
            connection.execute(BUILT)
            connection.execute(
                "insert into shows select i::varchar, 'Show ' || i, '2025-03-04 06:00:00+00' from range(?) t(i)",
                [show_count],
            )
        return path

    return make


@pytest.fixture
def published(tmp_path: Path) -> Path:
    return tmp_path / "briefcast.duckdb"


def ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_published_file_holds_the_public_tables_and_nothing_else(build: Build, published: Path) -> None:
    assert publish(build(3), published) == {"insights": 0, "shows": 3}
    assert ask(published, "select schema_name, table_name from duckdb_tables() order by all") == [
        ("main", "insights"),
        ("main", "shows"),
    ]
    assert ask(published, "select view_name from duckdb_views() where not internal") == []
    assert ask(published, "select show_id, title from shows order by show_id") == [
        ("0", "Show 0"),
        ("1", "Show 1"),
        ("2", "Show 2"),
    ]


def test_types_constraints_and_comments_are_published_too(build: Build, published: Path) -> None:
    publish(build(1), published)
    columns = ask(
        published,
        "select column_name, data_type, is_nullable, comment from duckdb_columns() where table_name = 'shows'",
    )
    assert columns == [
        ("show_id", "VARCHAR", False, None),
        ("title", "VARCHAR", True, 'As the feed\'s "title" says'),
        ("scanned_at", "TIMESTAMP WITH TIME ZONE", True, None),
    ]
    comments = ask(published, "select comment from duckdb_tables() where table_name = 'shows'")
    assert comments == [("A show: it's one row a podcast",)]


def test_nothing_but_the_file_is_left_beside_it(build: Build, published: Path) -> None:
    publish(build(1), published)
    assert [path.name for path in published.parent.iterdir() if path.is_file()] == [published.name]


def test_who_has_the_old_file_open_keeps_it_and_who_opens_it_next_has_the_new_one(
    build: Build, published: Path
) -> None:
    publish(build(1), published)
    with duckdb.connect(str(published), read_only=True) as reader:
        publish(build(2000), published)
        # The same process would be given the open database again: the new file is looked at under another name.
        alias = published.with_name("alias.duckdb")
        alias.hardlink_to(published)
        assert ask(alias, "select count(*) from shows") == [(2000,)]
        assert reader.execute("select count(*), max(title) from shows").fetchall() == [(1, "Show 0")]


def test_a_write_ahead_log_of_the_old_file_is_not_replayed_into_the_new_one(build: Build, published: Path) -> None:
    publish(build(1), published)
    log = published.with_name(f"{published.name}.wal")
    log.write_bytes(b"what a session left behind")
    publish(build(2), published)
    assert not log.exists()
    assert ask(published, "select count(*) from shows") == [(2,)]


def test_a_half_built_file_of_a_killed_run_is_no_hindrance(build: Build, published: Path) -> None:
    published.with_name(f".{published.name}.new").write_bytes(b"half a file")
    assert publish(build(2), published)["shows"] == 2


def test_a_copy_that_fails_leaves_the_published_file_byte_for_byte(
    build: Build, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(build(1), published)
    before = published.read_bytes()

    def fail(*_: object) -> None:
        raise duckdb.IOException("no space left on device")

    monkeypatch.setattr(module, "_copy_comments", fail)
    with pytest.raises(duckdb.IOException, match="no space left"):
        publish(build(2), published)
    assert published.read_bytes() == before


def test_a_warehouse_that_does_not_exist_leaves_the_published_file_byte_for_byte(build: Build, published: Path) -> None:
    publish(build(1), published)
    before = published.read_bytes()
    with pytest.raises(duckdb.Error):
        publish(published.with_name("no-such.duckdb"), published)
    assert published.read_bytes() == before


def test_the_warehouse_is_opened_to_read_with_times_in_utc(build: Build) -> None:
    with Warehouse(path=str(build(1))).connect() as connection:
        assert connection.execute("select scanned_at::varchar from shows").fetchall() == [("2025-03-04 06:00:00+00",)]
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            connection.execute("delete from shows")


def test_a_warehouse_that_is_not_there_yet_says_what_to_do(tmp_path: Path) -> None:
    missing = Warehouse(path=str(tmp_path / "warehouse.duckdb"))
    with pytest.raises(WarehouseError, match="materialise the dbt models first"), missing.connect():
        pass


def test_an_exception_leaves_no_connection_behind(build: Build) -> None:
    path = build(1)
    with pytest.raises(ZeroDivisionError), Warehouse(path=str(path)).connect():
        raise ZeroDivisionError
    # A read-only connection of this process that was still open would refuse one that writes.
    connect(str(path)).close()


def test_a_warehouse_that_is_damaged_is_named(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    path.write_bytes(b"this is not a database, by a long way" * 200)
    with pytest.raises(WarehouseError, match=r"warehouse\.duckdb: "), Warehouse(path=str(path)).connect():
        pass
