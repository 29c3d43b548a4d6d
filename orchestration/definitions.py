"""The code location: all assets, checks, jobs, schedules, sensors and resources.

What belongs here: putting them together. What does not: any of them.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import dagster as dg

from orchestration import jobs
from orchestration.resources import resources
from orchestration.settings import PROJECT_ROOT, Settings


@dg.definitions
def defs() -> dg.Definitions:
    """Return the definitions of Briefcast."""
    found = dg.load_from_defs_folder(path_within_project=PROJECT_ROOT)
    return dg.Definitions(
        assets=_with_code_references(found),
        asset_checks=found.asset_checks,
        jobs=[jobs.SCAN, jobs.TRANSCRIBE, jobs.DIGEST, jobs.BRIEF, jobs.DELIVER, jobs.EVALUATE],
        schedules=[
            jobs.scan_every_hour,
            jobs.transcribe_every_hour,
            jobs.brief_every_morning,
            jobs.deliver_in_the_morning,
        ],
        sensors=[jobs.digest_new_episodes],
        resources=resources(Settings.from_environment()),
        # A step in a process of its own costs about 6 s of imports; the steps of a run are few and mostly in a row.
        executor=dg.in_process_executor,
    )


def _with_code_references(found: dg.Definitions) -> Sequence[Any]:
    """Link each asset to the lines that make it; a multi-asset stands in the list once a key, and is taken once."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.BetaWarning)
        return dg.with_source_code_references(list(dict.fromkeys(found.assets or [])))
