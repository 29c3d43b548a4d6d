"""The event log in batches: what it tells of assets is what it tells when each event is written alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import dagster as dg
import pytest
from dagster import AssetRecordsFilter, DagsterInstance

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


@contextmanager
def instance_at(home: Path) -> Iterator[DagsterInstance]:
    home.mkdir()
    storage = {**STORAGE, "config": {"base_dir": str(home)}}
    with dg.instance_for_test(overrides={"storage": {"custom": storage}}, temp_dir=str(home)) as instance:
        yield instance


def logged(home: Path, batch: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return what the log of a run over five days, in batches of so many events, tells of the asset."""
    monkeypatch.setenv(BATCH_VARIABLE, str(batch))
    with instance_at(home) as instance:
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


def test_of_the_runs_one_is_kept_open_and_nothing_is_when_the_instance_is_closed(tmp_path: Path) -> None:
    def still_open() -> set[str]:
        # SQLite keeps the log beside a file for as long as somebody has the file open.
        return {path.name.removesuffix(".db-wal") for path in tmp_path.glob("home/history/runs/*.db-wal")}

    with instance_at(tmp_path / "home") as instance:
        for run_id in ("one", "two", "one"):
            instance.report_engine_event(f"said of {run_id}", run_id=run_id, job_name="read")
            assert still_open() - {"index"} == {run_id}
        assert [len(instance.all_logs(run_id)) for run_id in ("one", "two")] == [2, 1]
    assert still_open() == set()
