"""The evaluations as assets: what is measured, and what the UI is told of it."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from assets.defs.evaluation import evaluation
from orchestration.evaluation import tasks
from orchestration.resources import Home

pytestmark = pytest.mark.slow


def test_the_figures_of_a_task_are_its_metadata() -> None:
    """On our own labels, which stand in the repository."""
    result = dg.materialize([evaluation("attribution")], resources={"home": Home()})

    (event,) = result.asset_materializations_for_node("evaluation__attribution")
    figures = {name: value.value for name, value in event.metadata.items()}
    assert figures["data"] == "reported_speech.txt"
    assert figures["n"] > 100
    assert 0.5 < figures["source_f1"] <= 1


def test_labelled_data_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BRIEFCAST_LABELLED", str(tmp_path))

    result = dg.materialize([evaluation("claims")], resources={"home": Home()}, raise_on_error=False)

    assert not result.success
    (failure,) = [event for event in result.all_events if event.is_step_failure]
    assert "BRIEFCAST_LABELLED" in str(failure.step_failure_data.error)


def test_every_task_has_labelled_data_to_be_measured_on_time_and_again() -> None:
    assert set(tasks.TASKS) == set(tasks.STANDING)
