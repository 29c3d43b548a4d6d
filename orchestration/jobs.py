"""The jobs (scan, transcribe, digest, brief, deliver, evaluate), and when each starts.

What belongs here: jobs, schedules and the sensor. What does not: what the assets do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Final

import dagster as dg

from assets.podcasts.identifiers import stable_id
from orchestration.asr.queue import next_in_line
from orchestration.delivery.deliver import due_days
from orchestration.digest.plan import day_ranges, pending_days, segmented
from orchestration.lake import Lake
from orchestration.partitions import BRIEF_DAYS, PUBLISHED_DAYS
from orchestration.resources import Home

SCANNED: Final = ("podcasts/feeds", "podcasts/episodes", "podcasts/transcripts")

SCAN: Final = dg.define_asset_job(
    "scan",
    selection=dg.AssetSelection.assets(*(dg.AssetKey(name.split("/")) for name in SCANNED)),
    description="Ask the feeds for new episodes and fetch their transcripts.",
)
TRANSCRIBE: Final = dg.define_asset_job(
    "transcribe",
    selection=dg.AssetSelection.assets(["podcasts", "asr_transcripts"]),
    description="Transcribe the audio of some episodes that have no transcript; nothing unless it is switched on.",
)
DIGEST: Final = dg.define_asset_job(
    "digest",
    selection=dg.AssetSelection.assets(["podcasts", "segments"]) | dg.AssetSelection.groups("language", "insights"),
    partitions_def=PUBLISHED_DAYS,
    description="From the fetched transcripts of some days to related passages; only what changed is redone.",
)
BRIEF: Final = dg.define_asset_job(
    "brief",
    selection=dg.AssetSelection.groups("seeds", "staging", "intermediate", "marts", "brief"),
    partitions_def=BRIEF_DAYS,
    description="Build the warehouse, check it, choose the day's brief, write its editions, publish, deliver.",
)
DELIVER: Final = dg.define_asset_job(
    "deliver",
    selection=dg.AssetSelection.assets(["brief", "deliveries"]),
    partitions_def=BRIEF_DAYS,
    description="Send a published day's briefs to those whose morning has come, and again what was not taken.",
)
EVALUATE: Final = dg.define_asset_job(
    "evaluate",
    selection=dg.AssetSelection.groups("evaluation"),
    description="Measure every part that has labelled data; the figures show in the assets' metadata over time.",
)


@dg.schedule(
    job=SCAN, cron_schedule="5 * * * *", execution_timezone="UTC", default_status=dg.DefaultScheduleStatus.RUNNING
)
def scan_every_hour(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """Ask the feeds that are due, at five past every hour: how often one is due follows from its rhythm."""
    run_config = {"ops": {"podcasts__feeds": {"config": {"only_due": True}}}}
    return dg.RunRequest(run_key=context.scheduled_execution_time.isoformat(), run_config=run_config)


@dg.schedule(
    job=TRANSCRIBE,
    cron_schedule="35 * * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
def transcribe_every_hour(
    context: dg.ScheduleEvaluationContext, home: Home, lake: Lake
) -> dg.RunRequest | dg.SkipReason:
    """Transcribe the next few episodes that wait, at 35 past every hour, where that is switched on."""
    settings = home.settings()
    if not settings.asr:
        return dg.SkipReason("speech recognition is off; BRIEFCAST_ASR=true switches it on")
    if not next_in_line(lake, context.scheduled_execution_time, 1):
        return dg.SkipReason("no episode waits whose audio is to be transcribed now")
    return dg.RunRequest(run_key=context.scheduled_execution_time.isoformat())


@dg.schedule(
    job=BRIEF, cron_schedule="0 6 * * *", execution_timezone="UTC", default_status=dg.DefaultScheduleStatus.RUNNING
)
def brief_every_morning(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """Choose and publish the day's brief at six, UTC."""
    day = context.scheduled_execution_time.astimezone(UTC).date().isoformat()
    return dg.RunRequest(run_key=day, partition_key=day)


@dg.schedule(
    job=DELIVER, cron_schedule="*/15 * * * *", execution_timezone="UTC", default_status=dg.DefaultScheduleStatus.RUNNING
)
def deliver_in_the_morning(
    context: dg.ScheduleEvaluationContext, home: Home
) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """Deliver to those whose morning has come since, every quarter of an hour: time zones differ by as little."""
    plans = due_days(home.settings(), context.scheduled_execution_time)
    if not plans:
        yield dg.SkipReason("nothing is due to anybody")
    for plan in plans:
        day = plan.day.isoformat()
        yield dg.RunRequest(run_key=f"{day}/{context.scheduled_execution_time.isoformat()}", partition_key=day)


@dg.sensor(job=DIGEST, minimum_interval_seconds=60, default_status=dg.DefaultSensorStatus.RUNNING)
def digest_new_episodes(home: Home, lake: Lake) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """Start the digest of every day that holds something new, changed, or made by an earlier version.

    The key of a run holds the fingerprints of what it is to digest: the same work is asked for once, and a corrected
    transcript of the same day is work of its own.
    """
    days = pending_days(lake, home.settings().language_model)
    if not days:
        yield dg.SkipReason("every fetched transcript is digested")
    wanted = segmented(lake)
    for first, last in day_ranges(days):
        prints = sorted(value for day in days if first <= day <= last for value in wanted[day].values())
        yield dg.RunRequest(
            run_key=f"{first}/{last}/{stable_id(*prints)}",
            tags={
                "dagster/asset_partition_range_start": first.isoformat(),
                "dagster/asset_partition_range_end": last.isoformat(),
            },
        )
