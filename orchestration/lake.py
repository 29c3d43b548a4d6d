"""The lake: Parquet tables and fetched files, in a local folder or an object store.

What belongs here: where things lie, whole-file writes, and the record of what a partition holds. What does not: what
the rows mean (the stages), SQL (dbt).

Layout: `<stage>/<table>/part.parquet` for a table of one file, `<stage>/<table>/published_on=YYYY-MM-DD/part.parquet`
for a partitioned one, `podcasts/files/<2 hex>/<sha256>` for what was fetched. Every partitioned table has a folder
`_schema` with an empty file, so that SQL over the table works before the first row.

A partition's footer holds which episodes it was made from, each with a fingerprint of its inputs and of the code that
made it. The record is written with the rows in one rename: it can never say more than the file holds.
"""

from __future__ import annotations

import hashlib
import io
import json
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import dagster as dg
import fsspec
import polars as pl

from orchestration.tables import LAKE_TABLES, LakeTable

_DONE = "briefcast.done"
_FILE = "part.parquet"
_SCHEMA_FOLDER = "_schema"
_KEPT_FOLDER = "_kept"


class Lake(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Reads and writes the lake's tables; a resource of every asset that touches them."""

    root: str

    @cached_property
    def _fs(self) -> fsspec.AbstractFileSystem:
        return fsspec.core.url_to_fs(self.root)[0]

    @cached_property
    def _base(self) -> str:
        return str(fsspec.core.url_to_fs(self.root)[1]).rstrip("/")

    # ---------- tables

    def initialise(self) -> None:
        """Write an empty file for every table that has none, so that all of them can be read."""
        for table in LAKE_TABLES.values():
            path = self._path(table, _SCHEMA_FOLDER if table.partition_column else None)
            if not self._fs.exists(path):
                self._write_parquet(path, table.schema.to_frame(), {})

    def read(self, table: LakeTable) -> pl.DataFrame:
        """Return a whole table: its one file, or all its partitions, oldest first."""
        if table.partition_column is None:
            return self._read_parquet(table, self._path(table, None))
        return self.read_days(table, self.days(table))

    def write(self, table: LakeTable, frame: pl.DataFrame) -> None:
        """Replace a table of one file."""
        self._write_parquet(self._path(table, None), self._typed(table, frame), {})

    def days(self, table: LakeTable) -> list[date]:
        """Return the days of which a partitioned table has a file, ascending."""
        prefix = f"{table.partition_column}="
        folder = f"{self._base}/{table.name}"
        if not self._fs.exists(folder):
            return []
        names = (str(path).rstrip("/").rsplit("/", 1)[-1] for path in self._fs.ls(folder, detail=False))
        return sorted(date.fromisoformat(name.removeprefix(prefix)) for name in names if name.startswith(prefix))

    def read_day(self, table: LakeTable, day: date, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Return the rows of one day, none where the day has no file; only some columns where these are named."""
        return self._read_parquet(table, self._path(table, f"{table.partition_column}={day}"), columns)

    def read_days(self, table: LakeTable, days: Iterable[date], columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Return the rows of several days in the order given."""
        none = table.schema.to_frame().select(columns or pl.all())
        return pl.concat([none, *(self.read_day(table, day, columns) for day in days)])

    def write_day(
        self, table: LakeTable, day: date, frame: pl.DataFrame, done: Mapping[str, str] | None = None
    ) -> None:
        """Replace one day's partition, with the record of what it was made from: episode to fingerprint."""
        path = self._path(table, f"{table.partition_column}={day}")
        self._write_parquet(path, self._typed(table, frame), {_DONE: json.dumps(dict(done or {}), sort_keys=True)})

    def done(self, table: LakeTable, day: date) -> dict[str, str]:
        """Return what one day's partition was made from: fingerprint by episode. Empty where there is no file."""
        path = self._path(table, f"{table.partition_column}={day}")
        if not self._fs.exists(path):
            return {}
        with self._fs.open(path, "rb") as file:
            record = pl.read_parquet_metadata(file).get(_DONE, "{}")
        return {str(key): str(value) for key, value in json.loads(record).items()}

    # ---------- fetched files

    def put_file(self, content: bytes) -> str:
        """Keep a fetched document and return its SHA-256, which is also its name. Keeping it again does nothing."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._file_path(sha256)
        if not self._fs.exists(path):
            self._put(path, content)
        return sha256

    def get_file(self, sha256: str) -> bytes:
        """Return a kept document.

        Raises:
            FileNotFoundError: if it was never kept.
        """
        content = self._fs.cat_file(self._file_path(sha256))
        return bytes(content)

    # ---------- what speeds up a table and can be made again

    def keep(self, table: LakeTable, name: str, content: bytes, *, instead_of: str) -> None:
        """Keep a file beside a table, in place of those whose names begin alike."""
        folder = f"{self._base}/{table.name}/{_KEPT_FOLDER}"
        if self._fs.exists(folder):
            names = [str(path).rsplit("/", 1)[-1] for path in self._fs.ls(folder, detail=False)]
            for old in names:
                if old.startswith(instead_of):
                    self._fs.rm(f"{folder}/{old}")
        self._put(f"{folder}/{name}", content)

    def kept(self, table: LakeTable, name: str) -> bytes | None:
        """Return a file that is kept beside a table; None where there is none."""
        path = f"{self._base}/{table.name}/{_KEPT_FOLDER}/{name}"
        return bytes(self._fs.cat_file(path)) if self._fs.exists(path) else None

    # ---------- how

    def location(self, table: LakeTable) -> str:
        """Return the address of a table's folder, for people and metadata."""
        return f"{self.root.rstrip('/')}/{table.name}"

    def _path(self, table: LakeTable, partition: str | None) -> str:
        return "/".join(part for part in (self._base, table.name, partition, _FILE) if part)

    def _file_path(self, sha256: str) -> str:
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return f"{self._base}/podcasts/files/{sha256[:2]}/{sha256}"

    def _typed(self, table: LakeTable, frame: pl.DataFrame) -> pl.DataFrame:
        return frame.select(pl.col(name).cast(dtype) for name, dtype in table.schema.items())

    def _read_parquet(self, table: LakeTable, path: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
        wanted = table.schema if columns is None else pl.Schema({name: table.schema[name] for name in columns})
        if not self._fs.exists(path):
            return wanted.to_frame()
        with self._fs.open(path, "rb") as file:
            there = pl.read_parquet_schema(file)
            file.seek(0)
            frame = pl.read_parquet(file, columns=[name for name in wanted if name in there])
        # A file of an earlier release may lack a column that was added since.
        missing = [pl.lit(None, dtype).alias(name) for name, dtype in wanted.items() if name not in there]
        return frame.with_columns(missing).select(pl.col(name).cast(dtype) for name, dtype in wanted.items())

    def _write_parquet(self, path: str, frame: pl.DataFrame, metadata: dict[str, str]) -> None:
        buffer = io.BytesIO()
        frame.write_parquet(buffer, metadata=metadata or None)
        self._put(path, buffer.getvalue())

    def _put(self, path: str, content: bytes) -> None:
        folder = path.rsplit("/", 1)[0]
        self._fs.makedirs(folder, exist_ok=True)
        # The temporary file must not match the globs that SQL reads, hence the leading dot and no suffix.
        temporary = f"{folder}/.{uuid.uuid4().hex}"
        self._fs.pipe_file(temporary, content)
        if "file" in self._fs.protocol:
            Path(temporary).replace(path)
        else:
            self._fs.mv(temporary, path)


def merge_day(
    lake: Lake,
    table: LakeTable,
    day: date,
    *,
    target: Mapping[str, str],
    redone: Collection[str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Write one day anew: rows of episodes that were not redone are kept, the others are replaced by `rows`.

    Args:
        lake: where the table lies.
        table: a table with a column `episode_id`, or `item_id` for a quarantine.
        day: the partition.
        target: fingerprint by episode of all that the day shall hold afterwards.
        redone: the episodes of `target` that were redone.
        rows: the rows of the episodes that were redone.
    """
    kept = [episode for episode in target if episode not in redone]
    key = "episode_id" if "episode_id" in table.schema else "item_id"
    old = lake.read_day(table, day).filter(pl.col(key).is_in(kept))
    lake.write_day(table, day, pl.concat([old, pl.DataFrame(rows, schema=table.schema)]), target)
