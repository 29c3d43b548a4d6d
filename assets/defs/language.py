"""The `language` stage as Dagster assets: speech, mentions and claims, read in one pass."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from orchestration.catalogue import lake_spec
from orchestration.digest.language import read_days
from orchestration.lake import Lake
from orchestration.partitions import PUBLISHED_DAYS, SINGLE_RUN, days_of
from orchestration.previews import outcome_metadata
from orchestration.progress import progress
from orchestration.resources import Home
from orchestration.tables import CLAIMS, MENTIONS, SPEECH

DESCRIPTIONS = {
    SPEECH: "What each segment is: speech, or an advertisement, intro, outro … that is set aside, with the reason.",
    MENTIONS: "Every person, organisation, product, place … named in speech: one row per mention.",
    CLAIMS: "Every sentence that asserts something, with who says it and whose view it is: one row per claim.",
}


@dg.multi_asset(
    name="language",
    partitions_def=PUBLISHED_DAYS,
    backfill_policy=SINGLE_RUN,
    specs=[
        dg.AssetSpec(
            deps=[dg.AssetKey(["podcasts", "segments"])], description=text, **lake_spec(table, kinds={"spacy"})
        )
        for table, text in DESCRIPTIONS.items()
    ],
)
def language(context: dg.AssetExecutionContext, home: Home, lake: Lake) -> Iterator[dg.MaterializeResult[Any]]:
    """Run the spaCy pipeline over the segments of these days."""
    days, settings = days_of(context), home.settings()
    with progress("reading transcripts", len(days), "days") as advance:
        outcome = read_days(
            lake, days, model=settings.language_model, process_count=settings.processes, advance=advance
        )
    for table in DESCRIPTIONS:
        metadata = outcome_metadata(outcome, lake, table, days)
        yield dg.MaterializeResult(asset_key=table.name.split("/"), metadata=metadata)
