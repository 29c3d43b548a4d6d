"""Candidates: where the clusters as of a day come from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import duckdb
import pytest

from orchestration.briefing.candidates import clusters_as_of
from orchestration.warehouse import connect

DAY, KNOWN = date(2025, 3, 4), datetime(2025, 3, 5, tzinfo=UTC)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse whose model and whose macro say different things."""
    connection = connect(":memory:")
    connection.execute("create schema intermediate")
    connection.execute("create table intermediate.int_passages (published_on date, known_at timestamptz)")
    connection.execute("insert into intermediate.int_passages values (?, ?)", [DAY, KNOWN])
    connection.execute(
        "create table intermediate.int_insight_clusters as select 'model' as insight_id, 'c' as cluster_id"
    )
    connection.execute(
        "create macro intermediate.insight_clusters_as_of(as_of, known_until) as table "
        "select 'macro' as insight_id, 'c' as cluster_id where as_of is not null and known_until is not null"
    )
    yield connection
    connection.close()


def test_where_nothing_is_later_the_clusters_that_are_there_are_read(connection: duckdb.DuckDBPyConnection) -> None:
    assert clusters_as_of(connection, ["c"], DAY, KNOWN) == {"model": "c"}


@pytest.mark.parametrize(("day", "known_until"), [(date(2025, 3, 3), KNOWN), (DAY, datetime(2025, 3, 4, tzinfo=UTC))])
def test_where_something_was_published_or_known_later_they_are_told_anew(
    connection: duckdb.DuckDBPyConnection, day: date, known_until: datetime
) -> None:
    assert clusters_as_of(connection, ["c"], day, known_until) == {"macro": "c"}
