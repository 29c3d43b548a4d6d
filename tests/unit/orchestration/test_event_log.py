"""The event log in batches and over kept connections: it tells what one does that writes each event alone."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final

import dagster as dg
import pytest
from dagster import AssetRecordsFilter, DagsterInstance, EventLogEntry
from dagster._core.storage.event_log.base import EventLogStorage

from orchestration.event_log import BATCH_VARIABLE, BatchedSqliteStorage

DAYS: Final = dg.DailyPartitionsDefinition(start_date="2025-03-01", end_date="2025-03-08")
KEY: Final = dg.AssetKey("words")
RANGE: Final = {
    "dagster/asset_partition_range_start": "2025-03-02",
    "dagster/asset_partition_range_end": "2025-03-06",
}
# Storage of dagster.yaml.
STORAGE: Final = {"module": BatchedSqliteStorage.__module__, "class": BatchedSqliteStorage.__name__}


@dg.asset(
    partitions_def=DAYS, backfill_policy=dg.BackfillPolicy.single_run(), code_version="3", tags={"domain": "tests"}
)
def words(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
    return dg.MaterializeResult(metadata={"days": len(context.partition_keys)})


def logged(home: Path, batch: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return what the log of a run over five days, in batches of so many events, tells of the asset."""
    monkeypatch.setenv(BATCH_VARIABLE, str(batch))
    home.mkdir()
    storage = {**STORAGE, "config": {"base_dir": str(home)}}
    with dg.instance_for_test(overrides={"storage": {"custom": storage}}, temp_dir=str(home)) as instance:
        job = dg.Definitions([words], jobs=[dg.define_asset_job("read", [words])]).resolve_job_def("read")
        assert job.execute_in_process(instance=instance, tags=RANGE).success
        return told(instance)


def told(instance: DagsterInstance) -> dict[str, Any]:
    events = instance.fetch_materializations(AssetRecordsFilter(asset_key=KEY), limit=100).records
    latest = instance.get_latest_materialization_event(KEY)
    (record,) = instance.get_asset_records([KEY])
    assert latest is not None
    assert latest.asset_materialization is not None
    assert record.asset_entry.last_materialization_record is not None
    tags = [sorted(instance.get_event_tags_for_asset(KEY, filter_event_id=event.storage_id)[0]) for event in events]
    return {
        "made": instance.get_materialized_partitions(KEY),
        "planned": len(
            instance.get_event_records(dg.EventRecordsFilter(dg.DagsterEventType.ASSET_MATERIALIZATION_PLANNED))
        ),
        "events": [event.partition_key for event in events],
        "latest": (latest.asset_materialization.partition, latest.asset_materialization.metadata["days"].value),
        "last of the asset": record.asset_entry.last_materialization_record.partition_key,
        "last run": record.asset_entry.last_run_id == events[0].run_id,
        "tags": tags,
    }


def test_a_run_logged_in_one_batch_tells_of_its_assets_what_one_logged_event_by_event_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batched = logged(tmp_path / "batched", 1000, monkeypatch)

    assert batched["made"] == {f"2025-03-0{day}" for day in range(2, 7)}
    assert batched["planned"] == 5
    assert batched["latest"] == ("2025-03-06", 5)
    assert all(batched["tags"])
    assert batched == logged(tmp_path / "single", 0, monkeypatch)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLogStorage]:
    found = BatchedSqliteStorage(str(tmp_path)).event_log_storage
    yield found
    found.dispose()


def entry(run: str, message: str) -> EventLogEntry:
    return EventLogEntry(
        error_info=None, level=20, user_message=message, run_id=run, timestamp=time.time(), dagster_event=None
    )


def messages(log: EventLogStorage, run: str) -> list[str]:
    return [event.user_message for event in log.get_logs_for_run(run)]


def test_a_batch_of_several_runs_is_stored(log: EventLogStorage) -> None:
    log.store_event_batch([entry("run-1", "one"), entry("run-2", "two"), entry("run-1", "three")])

    assert messages(log, "run-1") == ["one", "three"]
    assert messages(log, "run-2") == ["two"]


def test_who_watches_a_run_sees_its_events_while_its_connection_is_open(tmp_path: Path, log: EventLogStorage) -> None:
    log.store_event(entry("run-1", "one"))
    seen: list[str] = []
    came = Event()

    def see(event: EventLogEntry, _cursor: str) -> None:
        seen.append(event.user_message)
        came.set()

    watching = BatchedSqliteStorage(str(tmp_path)).event_log_storage
    watching.watch("run-1", None, see)
    log.store_event(entry("run-1", "two"))

    assert came.wait(timeout=60)
    watching.dispose()
    assert seen == ["one", "two"]


def test_another_thread_waits_for_the_end_of_a_batch(log: EventLogStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[list[str]] = []
    reader = Thread(target=lambda: read.append(messages(log, "run-1")))
    tell = log._tell_assets  # type: ignore[attr-defined]

    def tell_while_another_reads(index: Any) -> None:
        reader.start()
        reader.join(timeout=0.2)
        read.append([])
        tell(index)

    monkeypatch.setattr(log, "_tell_assets", tell_while_another_reads)
    log.store_event_batch([entry("run-1", "one"), entry("run-1", "two")])
    reader.join()

    assert read == [[], ["one", "two"]]


def test_of_the_runs_one_is_kept_open_and_nothing_is_when_the_log_is_closed(
    tmp_path: Path, log: EventLogStorage
) -> None:
    def still_open() -> set[str]:
        # SQLite keeps the log beside a file for as long as somebody has the file open.
        return {path.name.removesuffix(".db-wal") for path in tmp_path.rglob("runs/*.db-wal")}

    for run in ("run-1", "run-2", "run-1"):
        log.store_event(entry(run, "said"))
        assert still_open() - {"index"} == {run}
    log.dispose()
    assert still_open() == set()
