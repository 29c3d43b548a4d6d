"""Dagster's storage in SQLite, its event log written in batches.

What belongs here: the storage class that a home's dagster.yaml names. What does not: any other configuration (home.py).

A run over many days logs an event for each asset and day. Dagster's own storage opens a file, writes one event, waits
for the disk and closes the file again, twice for each event: 9 ms, or 200 s for the five years of the largest archive
that was tried, as long as the language models take. One transaction for a thousand events takes a fraction of that; so
does telling the table of assets only the last of a batch's events of an asset, and writing their tags in one go. What
is not handed over in batches, as what dbt says of its models, is spared the opening and closing: the connections to the
index and to one run stay open.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Final

from dagster import EventLogEntry
from dagster._core.storage.event_log.sqlite.sqlite_event_log import INDEX_SHARD_NAME, SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage, SqliteStorageConfig
from dagster._serdes import ConfigurableClassData
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

# Dagster hands over events in batches only where this variable of the environment says of what size.
BATCH_VARIABLE: Final = "DAGSTER_EVENT_BATCH_SIZE"
BATCH_EVENTS: Final = 1000

_Stored = tuple[EventLogEntry, int]  # with its number in the index


class BatchedEventLogStorage(SqliteEventLogStorage):
    """Stores the events of a batch in one transaction a file instead of two for each event, over kept connections."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        """Open the event log of a folder."""
        super().__init__(base_dir, inst_data)
        # A batch holds two connections at once, each under this lock.
        self._db_lock = RLock()  # type: ignore[assignment]
        self._engines: dict[str, Engine] = {}
        self._held: dict[str, Connection] = {}
        self._latest: dict[tuple[str, str], _Stored] = {}
        self._tagged: list[_Stored] = []

    def store_event_batch(self, events: Sequence[EventLogEntry]) -> None:
        """Store events; all of them or, after an error, none."""
        runs = {event.run_id for event in events}
        with self._db_lock, ExitStack() as stack:
            try:
                for shard in sorted({INDEX_SHARD_NAME, *runs}):
                    self._held[shard] = stack.enter_context(self._connect(shard))
                for event in events:
                    super().store_event(event)
                self._tell_assets(self._held[INDEX_SHARD_NAME])
            finally:
                self._held, self._latest, self._tagged = {}, {}, []
        self._show(runs)

    def store_event(self, event: EventLogEntry) -> None:
        """Store an event."""
        super().store_event(event)
        self._show({event.run_id})

    def _show(self, runs: Iterable[str]) -> None:
        """Touch the files of runs: who watches one sees nothing of what stands beside it while a connection is open."""
        for run in runs:
            with suppress(FileNotFoundError):
                os.utime(self.path_for_shard(run))

    def _tell_assets(self, index: Connection) -> None:
        """Write what a batch has for the tables of assets and of tags."""
        if self._tagged:
            events, event_ids = zip(*self._tagged, strict=True)
            super()._store_asset_event_tags(index, events, event_ids)
        # In the order of the events: what was planned is overwritten by what was made of it.
        for event, event_id in sorted(self._latest.values(), key=lambda stored: stored[1]):
            super()._store_asset_event(index, event, event_id)

    def _store_asset_event(self, conn: Connection, event: EventLogEntry, event_id: int) -> None:
        if not self._held:
            super()._store_asset_event(conn, event, event_id)
        elif event.dagster_event and event.dagster_event.asset_key:
            key = event.dagster_event.asset_key.to_string(), event.dagster_event.event_type_value
            self._latest[key] = event, event_id

    def _store_asset_event_tags(
        self, conn: Connection, events: Sequence[EventLogEntry], event_ids: Sequence[int]
    ) -> None:
        if self._held:
            self._tagged += zip(events, event_ids, strict=True)
        else:
            super()._store_asset_event_tags(conn, events, event_ids)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Any]:
        # Also of what a batch holds: another thread waits for its end.
        with self._db_lock:
            if shard in self._held:
                yield self._held[shard]
            else:
                with self._engine(shard).begin() as connection:
                    yield connection

    def _engine(self, shard: str) -> Engine:
        """Return what holds a file's connection open: the index's, and that of the run that was asked for last."""
        if shard not in self._engines:
            if shard != INDEX_SHARD_NAME:
                self._close(lambda kept: kept != INDEX_SHARD_NAME and kept not in self._held)
            with super()._connect(shard):  # makes the file where there is none
                self._engines[shard] = create_engine(
                    self.conn_string_for_shard(shard),
                    poolclass=StaticPool,
                    connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
                )
        return self._engines[shard]

    def _close(self, is_meant: Callable[[str], bool] = lambda _shard: True) -> None:
        with self._db_lock:
            for shard in list(filter(is_meant, self._engines)):
                self._engines.pop(shard).dispose()

    def wipe(self) -> None:
        """Delete every run's events."""
        with self._db_lock:
            self._close()
            super().wipe()

    def dispose(self) -> None:
        """Close what is open."""
        super().dispose()
        self._close()


class BatchedSqliteStorage(DagsterSqliteStorage):
    """Dagster's own SQLite storage of runs and schedules, with this event log."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        """Open the storage of a folder; the layout is Dagster's own, which can read it without this class."""
        super().__init__(base_dir, inst_data)
        self._event_log_storage = BatchedEventLogStorage(str(Path(base_dir) / "history" / "runs"))

    @classmethod
    def from_config_value(  # type: ignore[override] # as narrow as the class it overrides
        cls, inst_data: ConfigurableClassData, config_value: SqliteStorageConfig
    ) -> DagsterSqliteStorage:
        """Make the storage from dagster.yaml: `base_dir` is the folder."""
        return cls.from_local(inst_data=inst_data, **config_value)
