"""The warehouse (private, one writer) and the published file (everybody's, swapped in whole).

What belongs here: opening the warehouse and publishing from it. What does not: the models (dbt), the rules
(expectations.py).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import dagster as dg
import duckdb

# DuckDB lets one process write a file; another process's short connection is waited for.
LOCK_WAIT_SECONDS: Final = 30.0
LOCK_POLL_SECONDS: Final = 0.2

PUBLIC_SCHEMA: Final = "main"


class WarehouseError(RuntimeError):
    """The warehouse cannot be used; the message says why and what to do."""


class Warehouse(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The DuckDB file that only dbt and the brief write."""

    path: str

    @contextmanager
    def connect(self, *, read_only: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the warehouse and close it again, also after an exception: a lock is never left behind.

        Raises:
            WarehouseError: if the file does not exist, or another process holds it for longer than half a minute.
        """
        if read_only and not Path(self.path).exists():
            raise WarehouseError(f"{self.path}: there is no warehouse yet; materialise the dbt models first")
        connection = _open(self.path, read_only)
        try:
            yield connection
        finally:
            connection.close()


def connect(path: str, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file with our limits: at most 2 GB of memory, times in UTC, nothing printed while it works."""
    connection = duckdb.connect(path, read_only=read_only, config={"memory_limit": "2GB"})
    # Not among the settings of `connect`: those are read before the extension that knows time zones is loaded.
    connection.execute("set TimeZone = 'UTC'")
    connection.execute("set enable_progress_bar = false")
    return connection


def connect_published(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the file that is published now, to read, in a database of its own.

    Within a process DuckDB opens a path once: as long as one connection had the file of yesterday open, all later ones
    would read that too. What is attached to a database in memory is opened anew.
    """
    connection = connect(":memory:")
    connection.execute(f"attach {_literal(str(path))} as published (read_only)")
    connection.execute("use published")
    return connection


def _open(path: str, read_only: bool) -> duckdb.DuckDBPyConnection:
    give_up = time.monotonic() + LOCK_WAIT_SECONDS
    while True:
        try:
            return connect(path, read_only=read_only)
        except duckdb.IOException as error:
            if "lock" not in str(error) or time.monotonic() > give_up:
                raise WarehouseError(f"{path}: {error}") from error
        time.sleep(LOCK_POLL_SECONDS)


def publish(warehouse: Path, published: Path) -> dict[str, int]:
    """Copy the warehouse's public schema into a new file and put it in the place of the published one with one rename.

    Whoever has the old file open keeps reading the old file; whoever opens it next reads the new one; nobody sees a
    half-built day. A write-ahead log that a reader's own session left beside the old file goes with it: it belongs to
    that file and must not be replayed into the new one.

    Returns:
        The number of rows of each table.
    """
    temporary = published.with_name(f".{published.name}.new")
    temporary.unlink(missing_ok=True)
    connection = connect(str(temporary))
    try:
        counts = _copy(connection, warehouse)
    finally:
        connection.close()
    published.with_name(f"{published.name}.wal").unlink(missing_ok=True)
    os.replace(temporary, published)  # noqa: PTH105
    return counts


def _copy(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> dict[str, int]:
    connection.execute(f"attach {_literal(str(warehouse))} as source (read_only)")
    tables = connection.execute(
        "select table_name, sql, comment from duckdb_tables() "
        "where database_name = 'source' and schema_name = ? order by table_name",
        [PUBLIC_SCHEMA],
    ).fetchall()
    counts = {}
    for table, definition, comment in tables:
        # The definition carries the contract's types and constraints, which `create table as` would lose.
        connection.execute(definition)
        connection.execute(f"insert into {_quoted(table)} from source.{PUBLIC_SCHEMA}.{_quoted(table)}")
        _copy_comments(connection, table, comment)
        row = connection.execute(f"select count(*) from {_quoted(table)}").fetchone()  # noqa: S608 - quoted
        counts[table] = int(row[0]) if row else 0
    connection.execute("detach source")
    return counts


def _copy_comments(connection: duckdb.DuckDBPyConnection, table: str, comment: str | None) -> None:
    if comment:
        connection.execute(f"comment on table {_quoted(table)} is {_literal(comment)}")
    columns = connection.execute(
        "select column_name, comment from duckdb_columns() "
        "where database_name = 'source' and schema_name = ? and table_name = ? and comment is not null",
        [PUBLIC_SCHEMA, table],
    ).fetchall()
    for column, text in columns:
        connection.execute(f"comment on column {_quoted(table)}.{_quoted(column)} is {_literal(text)}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
