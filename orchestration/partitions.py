"""The two ways in which assets are partitioned: by the episode's publication day, and by the brief's day.

What belongs here: the partitions definitions. What does not: which days need work (digest/plan.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import dagster as dg

# The first podcasts were published in 2003; a feed's episode from before then is dated wrongly.
FIRST_DAY: Final = date(2003, 1, 1)

# end_offset=1: today is a partition from its first minute on, not only when it is over.
PUBLISHED_DAYS: Final = dg.DailyPartitionsDefinition(start_date=FIRST_DAY.isoformat(), end_offset=1)
BRIEF_DAYS: Final = dg.DailyPartitionsDefinition(start_date=FIRST_DAY.isoformat(), end_offset=1)

# Days are digested together: a model is loaded once, and what did not change is skipped.
SINGLE_RUN: Final = dg.BackfillPolicy.single_run()


def days_of(context: dg.AssetExecutionContext) -> Sequence[date]:
    """Return the days that a run of a partitioned asset covers."""
    return [date.fromisoformat(key) for key in context.partition_keys]
