"""The code location as Dagster loads it: its assets, jobs and automation, and what loading costs."""

from __future__ import annotations

import json
import subprocess
import sys

import dagster as dg
import pytest

from assets.suites.catalog import BRIEF_RULES, WAREHOUSE_RULES
from orchestration.definitions import defs
from orchestration.settings import PROJECT_ROOT
from orchestration.tables import LAKE_TABLES, PUBLIC_TABLES
from tests.integration.snapshot import SNAPSHOT, asset_specs

HEAVY = ("great_expectations", "onnxruntime", "scipy", "spacy")


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    return defs()


def test_every_part_of_the_definitions_resolves(definitions: dg.Definitions) -> None:
    dg.Definitions.validate_loadable(definitions)


def test_the_asset_graph_is_the_one_in_the_snapshot() -> None:
    """Where the change is meant: `python -m tests.integration.snapshot` writes asset_specs.json anew."""
    assert asset_specs() == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_every_asset_names_its_group_kinds_and_owners() -> None:
    bare = [key for key, spec in asset_specs().items() if not (spec["group"] and spec["kinds"] and spec["owners"])]
    assert bare == []


def test_every_public_table_is_an_asset_that_the_published_file_waits_for() -> None:
    waits_for = asset_specs()["brief/published_file"]["deps"]
    assert set(waits_for) == {"brief/editions", *(f"marts/{table}" for table in PUBLIC_TABLES)}


def test_every_lake_table_but_the_quarantines_and_the_index_is_an_asset() -> None:
    # The index is what neighbours are found by: made and kept by that step for itself.
    expected = {name for name in LAKE_TABLES if not name.endswith("/quarantine")} - {"insights/index"}
    assert expected - set(asset_specs()) == set()


def test_every_rule_is_a_blocking_check(definitions: dg.Definitions) -> None:
    blocking = {
        (spec.asset_key.path[-1], spec.name)
        for checks in definitions.resolve_asset_graph().assets_defs
        for spec in checks.check_specs
        if spec.blocking
    }
    assert {(rule.table, rule.name) for rule in (*WAREHOUSE_RULES, *BRIEF_RULES)} - blocking == set()


@pytest.mark.parametrize(
    ("job", "first", "last"),
    [
        ("scan", "podcasts__feeds", "podcasts__transcripts"),
        ("transcribe", "podcasts__asr_transcripts", "podcasts__asr_transcripts"),
        ("digest", "podcasts__segments", "insights__neighbours"),
        ("brief", "dbt_models", "brief__published_file"),
        ("brief", "brief__published_file", "brief__deliveries"),
        ("deliver", "brief__deliveries", "brief__deliveries"),
    ],
)
def test_each_job_runs_from_its_first_to_its_last_step(
    definitions: dg.Definitions, job: str, first: str, last: str
) -> None:
    steps = [node.name for node in definitions.resolve_job_def(job).nodes_in_topological_order]
    assert first in steps
    assert last in steps
    assert steps.index(first) <= steps.index(last)


def test_scans_and_briefs_are_scheduled_and_new_episodes_are_sensed(definitions: dg.Definitions) -> None:
    repository = definitions.get_repository_def()
    schedules = {schedule.name: schedule.cron_schedule for schedule in repository.schedule_defs}
    assert schedules == {
        "scan_every_hour": "5 * * * *",
        "transcribe_every_hour": "35 * * * *",
        "brief_every_morning": "0 6 * * *",
        "deliver_in_the_morning": "*/15 * * * *",
    }
    assert "digest_new_episodes" in {sensor.name for sensor in repository.sensor_defs}


def test_loading_the_definitions_imports_no_heavy_library() -> None:
    """They cost seconds each; the web server loads the definitions again at every start of a run."""
    code = (
        "import sys\n"
        "from orchestration.definitions import defs\n"
        "defs()\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
