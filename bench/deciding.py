"""What benchmarks of a made archive do with it: `dbt build` of its warehouse, a day's brief, seconds and memory.

What belongs here: those steps. What does not: the rule that an archive is made by (synthetic.py, million.py).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from orchestration.briefing.choose import choose_day, gather_day
from orchestration.dbt import PROJECT_DIR, environment
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.tables import CANDIDATES, DAILY_BRIEF
from orchestration.warehouse import connect

Result = TypeVar("Result")


def build(settings: Settings, *models: str) -> None:
    """Run `dbt build` without tests, of some models or of all; raise AssertionError with dbt's words where it fails."""
    settings.warehouse_path.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "dbt.cli.main", "build", "--project-dir", str(PROJECT_DIR)]
    command += ["--profiles-dir", str(PROJECT_DIR), "--target-path", str(settings.dbt_target_path)]
    command += ["--log-path", str(settings.dbt_target_path), *(["--select", *models] if models else [])]
    command += ["--exclude-resource-type", "unit_test", "--exclude-resource-type", "test"]
    done = subprocess.run(command, env=os.environ | environment(settings), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def decide(settings: Settings, lake: Lake, day: date) -> None:
    """Decide the briefs of a day: its candidates, the choice for every subscriber, both written to the lake."""
    connection = connect(str(settings.warehouse_path), read_only=True)
    try:
        lake.write_day(CANDIDATES, day, gather_day(connection, lake, day))
        decided = choose_day(connection, lake, day)
        lake.write_day(DAILY_BRIEF, day, decided.rows, decided.decision.record())
    finally:
        connection.close()


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return the seconds that a piece of work took, and what it gave."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def peak_megabytes(of: int = resource.RUSAGE_SELF) -> int:
    """Return the most memory that this process had, or (RUSAGE_CHILDREN) any that it started and that has ended."""
    return resource.getrusage(of).ru_maxrss // 1024
