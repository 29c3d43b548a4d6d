"""How long a day's briefs take for many subscribers, and whether every standing rule holds on them.

    python -m bench.subscribers [--subscribers 10000] [--days 3] [--archive-days 40] [--json OUT]

A home is made by the rule of synthetic.py, its warehouse built by dbt; then the briefs of its last days are decided one
after the other, which is what is measured: candidates, choice, and writing the rows. Editions, the table and the checks
are measured beside it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import polars as pl

from assets.brief.ranking import MOST_A_DAY, MOST_PER_SHOW
from assets.brief.subscribers import Subscriber, read_subscribers
from assets.suites.catalog import BRIEF_RULES
from bench.deciding import build, decide, peak_megabytes, timed
from bench.synthetic import fill_lake, subscribers_file
from orchestration.briefing.editions import write_editions
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.subscribers.snapshot import take_snapshot
from orchestration.tables import CANDIDATES, DAILY_BRIEF, SUBSCRIBERS
from orchestration.warehouse import connect

FIRST_DAY: Final = date(2026, 3, 1)


def main() -> None:
    """Make the home, decide the days, check the rules, print the figures."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), arguments.subscribers, arguments.days, arguments.archive_days)
    print(json.dumps(figures, indent=2))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures) + "\n", encoding="utf-8")


def measure(folder: Path, subscriber_count: int, day_count: int, archive_day_count: int) -> dict[str, Any]:
    """Return the figures; raise AssertionError where a rule does not hold."""
    settings = Settings(home=folder)
    lake = Lake(root=settings.lake_root)
    fill_lake(lake, FIRST_DAY, archive_day_count)
    settings.subscribers_path.write_bytes(subscribers_file(subscriber_count))
    build(settings, "+insights", "+related_insights", "+mentions", "+shows", "+episodes")
    before = peak_megabytes()
    lake.write(SUBSCRIBERS, take_snapshot(settings)[0])
    last = FIRST_DAY + timedelta(days=archive_day_count - 1)
    days = [last - timedelta(days=day_count - 1 - at) for at in range(day_count)]
    seconds = [timed(partial(decide, settings, lake, day))[0] for day in days]
    peak = peak_megabytes()
    sent = lake.read_days(DAILY_BRIEF, days)
    subscribers, problems = read_subscribers(settings.subscribers_path.read_bytes(), settings.subscribers_path.name)
    assert not problems, problems
    check_rules(sent, {subscriber.id: subscriber for subscriber in subscribers})
    build(settings, "stg_brief__daily_brief", "stg_brief__candidates", "daily_brief", "brief_candidates")
    return {
        "subscribers": subscriber_count,
        "archive_insights": archive_day_count * 400,
        "candidates": lake.read_day(CANDIDATES, last).height,
        "rows_a_day": sent.height / day_count,
        "seconds_a_day": [round(value, 1) for value in seconds],
        "peak_megabytes_before": before,
        "peak_megabytes": peak,
        "editions_seconds": round(timed(lambda: _editions(settings, last))[0], 1),
        "checks_seconds": round(timed(lambda: _checks(settings))[0], 1),
    }


def check_rules(sent: pl.DataFrame, subscribers: dict[str, Subscriber]) -> None:
    """Hold the rows against every rule of a brief."""
    day = ["brief_date", "subscriber_id"]
    assert sent.group_by(day).len()["len"].max() == MOST_A_DAY
    assert sent.filter(pl.col("rank").is_between(1, MOST_A_DAY).not_()).is_empty()
    assert not sent.select(*day, "cluster_id").is_duplicated().any()
    assert not sent.select("subscriber_id", "insight_id").is_duplicated().any()
    told: set[tuple[str, str]] = set()
    for row in sent.sort("brief_date").iter_rows(named=True):
        subscriber = subscribers[row["subscriber_id"]]
        assert row["reasons"]
        assert not {row["show_title"], *(link["show_title"] for link in row["related"])} & {*subscriber.muted_shows}
        zone = ZoneInfo(subscriber.time_zone)
        assert row["published_at"].astimezone(zone).date() <= row["brief_date"]
        story = (row["subscriber_id"], row["cluster_id"])
        # A story may be told under a newer name, its earliest insight having turned up later: then it is new too.
        assert row["what_is_new"] is not None or story not in told, story
        told.add(story)
    counted = sent.group_by(*day, "show_title").len()
    for _, name, _, count in counted.iter_rows():
        assert count <= (subscribers[name].most_per_show or MOST_PER_SHOW)


def _editions(settings: Settings, day: date) -> None:
    connection = connect(str(settings.warehouse_path), read_only=True)
    try:
        write_editions(connection, day, settings.editions_path)
    finally:
        connection.close()


def _checks(settings: Settings) -> None:
    from assets.suites.validation import validate

    connection = connect(str(settings.warehouse_path), read_only=True)
    try:
        for query in dict.fromkeys(rule.query for rule in BRIEF_RULES):
            rules = [rule for rule in BRIEF_RULES if rule.query == query]
            for verdict in validate(rules, connection.execute(query).df()):
                assert verdict.passed, verdict
    finally:
        connection.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscribers", type=int, default=10_000)
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--archive-days", type=int, default=40)
    parser.add_argument("--json", type=Path, default=None)
    return parser.parse_args()


if __name__ == "__main__":
    main()
