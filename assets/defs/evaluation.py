"""The evaluations as Dagster assets: the figures of each task, as metadata that the UI plots over time."""

from typing import Any

import dagster as dg

from orchestration.catalogue import evaluation_spec
from orchestration.evaluation.tasks import TASKS, standing_data
from orchestration.resources import Home


def evaluation(task: str) -> dg.AssetsDefinition:
    """Return the asset of a task."""

    @dg.asset(**evaluation_spec(task))
    def evaluated(home: Home) -> dg.MaterializeResult[Any]:
        settings = home.settings()
        data = standing_data(task, settings)
        return dg.MaterializeResult(metadata={"data": data.name, **TASKS[task](data, settings)})

    definition: dg.AssetsDefinition = evaluated
    return definition


evaluations = [evaluation(task) for task in TASKS]
