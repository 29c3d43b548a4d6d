"""A whole run from the command line: scan, digest what is new, publish if anything changed.

What belongs here: the order of the three jobs, and deciding that there is nothing to do. What does not: the jobs.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

import dagster as dg
import polars as pl

from assets.brief.subscribers import SubscribersError
from assets.podcasts.identifiers import stable_id
from orchestration.asr.queue import waiting
from orchestration.delivery.deliver import due_days
from orchestration.digest.plan import day_ranges, pending_days, segmented
from orchestration.home import BY_COMMAND, end_killed_runs, instance, locked
from orchestration.lake import Lake
from orchestration.settings import PROJECT_ROOT, Settings
from orchestration.subscribers.database import DatabaseError
from orchestration.subscribers.snapshot import take_snapshot
from orchestration.tables import ASR_TRANSCRIPTS, DAILY_BRIEF, EPISODES, FEEDS, TRANSCRIPTS

# Columns that a scan changes, though nothing is new.
_VOLATILE: Final = (
    "last_scanned_at",
    "last_seen_at",
    "asked_at",
    "next_scan_at",
    "next_ask_at",
    "wait_until",
    "elapsed_milliseconds",
    "byte_count",
    "new_episode_count",
    "http_status",
    "feed_sha256",
)
# Files that what is published follows from: code, models, word lists, templates and style.
_CODE: Final = (".py", ".sql", ".yml", ".yaml", ".csv", ".txt", ".html", ".css", ".js", ".svg", ".xml")
_QUIET: Final = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}

Say = Callable[[str], None]


class RunFailedError(RuntimeError):
    """A run failed; the message names the steps and checks that did, and why."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did."""

    brief_date: date
    days_digested: int
    published: bool
    seconds: float


def run(settings: Settings, sources: Sequence[str], brief_date: date | None, say: Say) -> RunReport:
    """Scan the sources, digest the days that hold something new, and publish if anything changed.

    Args:
        settings: of the home to work on.
        sources: OPML documents or feeds, addresses or paths; empty: the home's list, else the sample shows.
        brief_date: the day to choose a brief for; None: the newest publication day, today at the latest.
        say: takes a line about each stage.

    Raises:
        RunFailedError: if a step or a blocking check failed; the published file is then the one from before.
        HomeBusyError: if another run works on the home.
    """
    started = time.monotonic()
    scan(settings, sources, say)
    day, days_digested, published = digest_and_publish(settings, brief_date, say)
    return RunReport(day, days_digested, published, time.monotonic() - started)


def scan(settings: Settings, sources: Sequence[str], say: Say) -> None:
    """Ask the feeds, fetch or make the transcripts that are new; arguments and errors as of `run`."""
    with locked(settings), _log(settings), instance(settings) as dagster:
        end_killed_runs(dagster)
        say("Scanning feeds")
        scan_config = {"config": {"sources": list(sources)}}
        ops = {"podcasts__feeds": scan_config, "podcasts__transcripts": scan_config}
        definitions = _definitions()
        _execute(definitions, dagster, "scan", config={"ops": ops})
        if settings.asr:
            say("Transcribing audio")
            _execute(definitions, dagster, "transcribe", config={"ops": {"podcasts__asr_transcripts": scan_config}})
        say(_scan_line(Lake(root=settings.lake_root)))


def digest_and_publish(settings: Settings, brief_date: date | None, say: Say) -> tuple[date, int, bool]:
    """Digest what was scanned and publish if anything changed; arguments and errors as of `run`.

    Returns:
        The brief's day, the number of days digested, and whether the file was published anew.
    """
    lake = Lake(root=settings.lake_root)
    with locked(settings), _log(settings), instance(settings) as dagster:
        end_killed_runs(dagster)
        days = pending_days(lake, settings.language_model)
        if days:
            say(f"Digesting {len(days)} days with new episodes")
            definitions = _definitions()
            for first, last in day_ranges(days):
                _execute(definitions, dagster, "digest", tags=_range_tags(first, last))

        day = brief_date or newest_day(lake, settings.today or datetime.now(UTC).date())
        snapshot, problems = _snapshot(settings)
        stamp = stamp_of(lake, settings, day, snapshot)
        stamp_path = settings.home.absolute() / "published.stamp"
        made = settings.published_path.exists() and (settings.site_path / "index.html").exists()
        fresh = made and stamp_path.exists() and stamp_path.read_text() == stamp
        if not fresh:
            say(f"Building the warehouse, checking it, and publishing the brief of {day}")
            for problem in problems:
                say(f"  left out: {problem}")
            _execute(_definitions(), dagster, "brief", partition_key=day.isoformat())
            stamp_path.write_text(stamp)
        elif any(plan.day == day for plan in due_days(settings, datetime.now(UTC))):
            _execute(_definitions(), dagster, "deliver", partition_key=day.isoformat())
    return day, len(days), not fresh


def _snapshot(settings: Settings) -> tuple[pl.DataFrame, list[str]]:
    """Return whose briefs are to be chosen, and what is wrong with entries of the file, before anything is chosen."""
    try:
        return take_snapshot(settings)
    except (SubscribersError, DatabaseError) as error:
        raise RunFailedError(str(error)) from error


@contextmanager
def _log(settings: Settings) -> Iterator[None]:
    """Send what dbt and the libraries print to a log file of the home: the terminal is for progress and the brief."""
    path = settings.dagster_path / "run.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    root = logging.getLogger()
    before = root.handlers
    with path.open("a", encoding="utf-8") as file, redirect_stdout(file):
        # Not a FileHandler: alembic's logging set-up closes the files of the handlers that it finds.
        root.handlers = [logging.StreamHandler(file)]
        try:
            yield
        finally:
            root.handlers = before


def newest_day(lake: Lake, today: date) -> date:
    """Return the newest day on which an episode with a transcript was published, today at the latest."""
    days = [day for day, episodes in segmented(lake).items() if episodes and day <= today]
    return max(days, default=today)


def _range_tags(first: date, last: date) -> dict[str, str]:
    return {
        "dagster/asset_partition_range_start": first.isoformat(),
        "dagster/asset_partition_range_end": last.isoformat(),
    }


def _scan_line(lake: Lake) -> str:
    feeds = lake.read(FEEDS).filter(pl.col("status") != "unlisted")
    failed = feeds.filter(pl.col("status") == "error")
    damaged = feeds.filter(pl.col("status") == "active", pl.col("error").is_not_null())
    return "\n".join(
        [
            f"  {feeds.height} feeds, {lake.read(EPISODES).height:,} episodes known",
            *_waiting_lines(lake),
            *(f"  failed: {error}" for error in failed["error"]),
            *(f"  damaged: {error}" for error in damaged["error"]),
        ]
    )


def _waiting_lines(lake: Lake) -> list[str]:
    wait = waiting(lake).height
    failed = lake.read(ASR_TRANSCRIPTS).filter(pl.col("status") == "error")
    return [
        *([f"  {wait:,} episodes wait for a transcript"] if wait else []),
        *(f"  not transcribed: {error}" for error in failed["error"]),
    ]


def stamp_of(lake: Lake, settings: Settings, day: date, snapshot: pl.DataFrame) -> str:
    """Return a hash of all that the published file follows from; equal stamps mean that there is nothing to publish."""
    parts = [lake.read(table).drop(_VOLATILE, strict=False).write_json() for table in (FEEDS, EPISODES, TRANSCRIPTS)]
    parts += [f"{when}{sorted(prints.items())}" for when, prints in sorted(segmented(lake).items())]
    earlier = [str(when) for when in lake.days(DAILY_BRIEF) if when < day]
    parts.append(snapshot.write_json())
    overrides = settings.overrides_path.read_bytes() if settings.overrides_path.exists() else b""
    return stable_id(*parts, *earlier, day, overrides, settings.public_url, settings.language_model, _code_hash())


def _code_hash() -> str:
    digest = hashlib.sha256()
    for folder in ("assets", "dbt_project", "orchestration"):
        for path in sorted((PROJECT_ROOT / folder).rglob("*")):
            if path.suffix in _CODE and "target" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _definitions() -> dg.Definitions:
    from orchestration.definitions import defs  # late, and once for all runs of a command: it costs half a second

    return defs()


def _execute(
    definitions: dg.Definitions,
    dagster: dg.DagsterInstance,
    job: str,
    *,
    config: Mapping[str, Any] | None = None,
    partition_key: str | None = None,
    tags: Mapping[str, str] | None = None,
) -> None:
    result = definitions.resolve_job_def(job).execute_in_process(
        run_config={**_QUIET, **(config or {})},
        instance=dagster,
        partition_key=partition_key,
        tags={**BY_COMMAND, **(tags or {})},
        raise_on_error=False,
    )
    if not result.success:
        raise RunFailedError(f"{job} (run {result.run_id}) failed\n" + "\n".join(_failures(result)))


def _failures(result: dg.ExecuteInProcessResult) -> list[str]:
    lines = []
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            cause = error.cause or error if error else None
            lines.append(f"  step {event.step_key}: {cause.message.strip() if cause else 'failed'}")
    for check in result.get_asset_check_evaluations():
        if not check.passed and check.severity is dg.AssetCheckSeverity.ERROR:
            lines.append(f"  check {check.check_name} on {check.asset_key.to_user_string()}")
            lines += [f"    {name}: {value.value}" for name, value in check.metadata.items()]
    return lines
