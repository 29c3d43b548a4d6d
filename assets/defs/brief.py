"""The `brief` stage as Dagster assets: from subscribers and candidates to the published file, mail and site."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import dagster as dg

from assets.brief.forms.markdown import to_markdown
from assets.defs.warehouse import mart_key
from orchestration.briefing.choose import choose_day, gather_day
from orchestration.briefing.editions import read_edition, write_editions
from orchestration.catalogue import BRIEFED_TODAY, EDITORS, SITE_POOL, WAREHOUSE_POOL, brief_spec, lake_spec
from orchestration.delivery.deliver import deliver, delivered, why_too_late
from orchestration.delivery.ledger import open_ledger
from orchestration.delivery.pictures import draw, what_readers_see
from orchestration.home import BY_COMMAND
from orchestration.lake import Lake
from orchestration.partitions import BRIEF_DAYS
from orchestration.previews import (
    counts_metadata,
    decided_metadata,
    frame_metadata,
    problems_metadata,
    sent_metadata,
    site_metadata,
)
from orchestration.resources import Home
from orchestration.site.build import build_site
from orchestration.subscribers.snapshot import take_snapshot
from orchestration.tables import CANDIDATES, DAILY_BRIEF, PUBLIC_TABLES, SUBSCRIBERS
from orchestration.warehouse import Warehouse, publish

# All of them: a failing check on any public table stops the day before a brief is chosen from it.
BEFORE_BRIEF = tuple(table for table in PUBLIC_TABLES if table not in ("brief_candidates", "daily_brief"))


@dg.asset(
    deps=[mart_key(table) for table in BEFORE_BRIEF],
    partitions_def=BRIEF_DAYS,
    pool=WAREHOUSE_POOL,
    **lake_spec(CANDIDATES) | {"owners": [EDITORS]},
)
def candidates(context: dg.AssetExecutionContext, lake: Lake, warehouse: Warehouse) -> dg.MaterializeResult[Any]:
    """What a day's brief may be chosen from, with the parts of its score as of that day: one row per insight."""
    day = date.fromisoformat(context.partition_key)
    with warehouse.connect() as connection:
        frame = gather_day(connection, lake, day)
    lake.write_day(CANDIDATES, day, frame)
    return dg.MaterializeResult(metadata=frame_metadata(frame, lake.location(CANDIDATES)))


@dg.asset(**lake_spec(SUBSCRIBERS) | {"owners": [EDITORS]})
def subscribers(context: dg.AssetExecutionContext, home: Home, lake: Lake) -> dg.MaterializeResult[Any]:
    """Whose briefs are chosen and by which wishes, from the file and the database: one row per subscriber."""
    frame, problems = take_snapshot(home.settings())
    lake.write(SUBSCRIBERS, frame)
    for problem in problems:
        context.log.warning(problem)
    return dg.MaterializeResult(
        metadata=frame_metadata(frame, lake.location(SUBSCRIBERS)) | problems_metadata(problems)
    )


@dg.asset(
    deps=[candidates, subscribers],
    partitions_def=BRIEF_DAYS,
    freshness_policy=BRIEFED_TODAY,
    pool=WAREHOUSE_POOL,
    **lake_spec(DAILY_BRIEF) | {"owners": [EDITORS]},
)
def daily_brief(
    context: dg.AssetExecutionContext, home: Home, lake: Lake, warehouse: Warehouse
) -> dg.MaterializeResult[Any]:
    """The five insights of a day for each subscriber, and the ledger of what was sent: one row per rank."""
    day = date.fromisoformat(context.partition_key)
    with warehouse.connect() as connection:
        decided = choose_day(connection, lake, day, delivered(home.settings(), day))
    lake.write_day(DAILY_BRIEF, day, decided.rows, decided.decision.record())
    return dg.MaterializeResult(
        metadata=frame_metadata(decided.rows, lake.location(DAILY_BRIEF)) | decided_metadata(decided)
    )


@dg.asset(
    deps=[mart_key("daily_brief")],
    partitions_def=BRIEF_DAYS,
    pool=WAREHOUSE_POOL,
    **brief_spec("editions", kinds={"markdown", "html", "atom"}),
)
def editions(context: dg.AssetExecutionContext, home: Home, warehouse: Warehouse) -> dg.MaterializeResult[Any]:
    """The brief in the forms in which it is received (Markdown, mail, feeds, Slack): a file per subscriber and form."""
    day = date.fromisoformat(context.partition_key)
    settings = home.settings()
    with warehouse.connect() as connection:
        written = write_editions(connection, day, settings.editions_path, settings.public_url)
        edition = read_edition(connection, day, written[0]) if written else None
    preview = to_markdown(edition) if edition else f"There is no insight for {day}."
    return dg.MaterializeResult(
        metadata={
            "preview": dg.MetadataValue.md(preview),
            "path": dg.MetadataValue.path(settings.editions_path / day.isoformat()),
            "editions": len(written),
        }
    )


@dg.asset(
    deps=[editions, *(mart_key(table) for table in PUBLIC_TABLES)],
    pool=WAREHOUSE_POOL,
    **brief_spec("published_file", kinds={"duckdb"}),
)
def published_file(home: Home, warehouse: Warehouse) -> dg.MaterializeResult[Any]:
    """The one DuckDB file that analysts query, swapped in whole once every check has passed."""
    target = home.settings().published_path
    counts = publish(Path(warehouse.path), target)
    return dg.MaterializeResult(
        metadata=counts_metadata(counts)
        | {"path": dg.MetadataValue.path(target), "bytes": target.stat().st_size, "dagster/uri": str(target)}
    )


@dg.asset(deps=[published_file], pool=SITE_POOL, **brief_spec("site", kinds={"html"}))
def site(home: Home) -> dg.MaterializeResult[Any]:
    """The brief as pages to look around in, of the published file; only what changed is written again."""
    settings = home.settings()
    report = build_site(settings.published_path, settings.site_path, settings.public_url)
    return dg.MaterializeResult(metadata=site_metadata(report))


@dg.asset(
    deps=[published_file, editions, site],  # what is sent links to pages of the site
    partitions_def=BRIEF_DAYS,
    **brief_spec("deliveries", kinds={"email", "slack"}),
)
def deliveries(context: dg.AssetExecutionContext, home: Home) -> dg.MaterializeResult[Any]:
    """What each subscriber was sent of a day, once, in their own morning; the rest waits for the job `deliver`."""
    settings, day, now = home.settings(), date.fromisoformat(context.partition_key), datetime.now(UTC)
    # Nobody wants the brief of a day long past because that day was made again, or a month of them made up for.
    if left_out := why_too_late(settings, day, now):
        context.log.warning(left_out)
        return dg.MaterializeResult(metadata={"sent": 0, "left_out": left_out})
    sent = deliver(settings, day, now)
    for channel, reason in sent.unavailable.items():
        context.log.error(f"{channel}: {reason}")
    with open_ledger(settings.deliveries_path) as ledger:
        reasons = ledger.reasons(day)
    # Runs of the command line show what they did in the terminal, and are waited for.
    pictures = {} if set(BY_COMMAND) & set(context.run.tags) else draw(what_readers_see(settings, day))
    return dg.MaterializeResult(
        metadata=sent_metadata(sent, reasons, settings.outbox_path)
        | {f"picture_of_the_{name}": dg.MetadataValue.md(image) for name, image in pictures.items()}
    )
