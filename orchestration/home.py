"""A Briefcast home on disk: its folders, its Dagster instance, and the lock that keeps two runs apart.

What belongs here: setting a home up. What does not: its settings (settings.py), what lies in the lake (lake.py).
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import dagster as dg

from orchestration.event_log import BATCH_EVENTS, BATCH_VARIABLE
from orchestration.settings import Settings

# One run at a time: the unpartitioned tables and the warehouse have one writer.
DAGSTER_YAML: Final = """\
storage:
  custom:
    module: orchestration.event_log
    class: BatchedSqliteStorage
    config:
      base_dir:
        env: DAGSTER_HOME
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
  pools:
    default_limit: 1
"""


# Marks the runs of the command line: only one of them is alive at a time (`locked`).
BY_COMMAND: Final = {"briefcast/started_by": "command"}


class HomeBusyError(RuntimeError):
    """Another run works on this home."""


def prepare(settings: Settings) -> None:
    """Create the folders of a home, and the configuration of its Dagster instance where there is none."""
    for folder in (settings.dagster_path, settings.warehouse_path.parent, settings.editions_path):
        folder.mkdir(parents=True, exist_ok=True)
    config = settings.dagster_path / "dagster.yaml"
    if not config.exists():
        config.write_text(DAGSTER_YAML, encoding="utf-8")


def environment(settings: Settings) -> dict[str, str]:
    """Return the variables by which Dagster finds the home's instance."""
    return {
        "BRIEFCAST_HOME": str(settings.home.absolute()),
        "DAGSTER_HOME": str(settings.dagster_path),
        BATCH_VARIABLE: str(BATCH_EVENTS),
    }


@contextmanager
def instance(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """Give the home's own Dagster instance, so that runs of the command line show in its UI."""
    prepare(settings)
    os.environ.update(environment(settings))
    with dg.DagsterInstance.from_config(str(settings.dagster_path)) as found:
        yield found


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    """Hold the home for one run. The system lets go of the lock when a process dies, so a killed run leaves none.

    Raises:
        HomeBusyError: if another run holds it.
    """
    prepare(settings)
    with (settings.home.absolute() / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise HomeBusyError(f"{settings.home}: another run is at work here; wait for it to end") from error
        yield


def end_killed_runs(dagster: dg.DagsterInstance) -> None:
    """Note the end of command line runs that were killed, and give back their places in pools.

    To be called while the home is locked: no such run can be alive then. A place that is not given back would keep the
    next run waiting for ever.
    """
    unfinished = [dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.NOT_STARTED]
    for run in dagster.get_runs(filters=dg.RunsFilter(statuses=unfinished, tags=BY_COMMAND)):
        dagster.report_run_failed(run, "the process was killed before the run ended")
        dagster.event_log_storage.free_concurrency_slots_for_run(run.run_id)
