"""What every page was made of when it was last written: a fingerprint a page, kept beside the site.

What belongs here: keeping them. What does not: making them; DuckDB hashes what a query gives for a page (build.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

_SCHEMA: Final = pl.Schema({"folder": pl.String, "key": pl.String, "fingerprint": pl.UInt64})
Mark = tuple[str, str, int]


def recall(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make the table `known` of the session: folder, key and fingerprint of what was written, empty the first time."""
    columns = "folder varchar, key varchar, fingerprint ubigint"
    connection.execute(f"create or replace temp table known ({columns})")
    if path.exists():
        connection.execute("insert into known select folder, key, fingerprint from read_parquet(?)", [str(path)])


def remember(path: Path, marks: Iterable[Mark]) -> None:
    """Keep the fingerprints of what was written, and of nothing else."""
    temporary = path.with_name(f".{path.name}.new")
    pl.DataFrame(list(marks), schema=_SCHEMA, orient="row").write_parquet(temporary)
    temporary.replace(path)
