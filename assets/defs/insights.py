"""The `insights` stage as Dagster assets: passages and their neighbours."""

from typing import Any

import dagster as dg

from assets.defs.language import language
from orchestration.catalogue import lake_spec
from orchestration.digest.insights import extract_days
from orchestration.digest.relate import relate_days
from orchestration.lake import Lake
from orchestration.partitions import PUBLISHED_DAYS, SINGLE_RUN, days_of
from orchestration.previews import outcome_metadata
from orchestration.progress import progress
from orchestration.resources import Home
from orchestration.tables import NEIGHBOURS, PASSAGES


@dg.asset(deps=[language], partitions_def=PUBLISHED_DAYS, backfill_policy=SINGLE_RUN, **lake_spec(PASSAGES))
def passages(context: dg.AssetExecutionContext, home: Home, lake: Lake) -> dg.MaterializeResult[Any]:
    """The passages worth knowing of each episode, with headline, summary and vector: one row per insight."""
    days, settings = days_of(context), home.settings()
    with progress("choosing passages", len(days), "days") as advance:
        outcome = extract_days(lake, days, advance, model=settings.language_model, process_count=settings.processes)
    return dg.MaterializeResult(metadata=outcome_metadata(outcome, lake, PASSAGES, days))


@dg.asset(deps=[passages], partitions_def=PUBLISHED_DAYS, backfill_policy=SINGLE_RUN, **lake_spec(NEIGHBOURS))
def neighbours(context: dg.AssetExecutionContext, lake: Lake) -> dg.MaterializeResult[Any]:
    """What other episodes say about the same thing: one row per pair of related passages."""
    days = days_of(context)
    outcome = relate_days(lake, days)
    return dg.MaterializeResult(metadata=outcome_metadata(outcome, lake, NEIGHBOURS, days))
