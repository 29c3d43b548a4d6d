"""Briefs day by day over a made-up archive: the standing rules, rebuilding a past day, what analysts ask of them."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from assets.brief.edition import build_editions
from assets.brief.forms.markdown import to_markdown
from assets.brief.subscribers import read_subscribers
from bench.subscribers import check_rules
from bench.synthetic import fill_lake, subscribers_file
from orchestration.briefing.candidates import gather, score_weights
from orchestration.briefing.choose import Decided, choose_day, gather_day
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.subscribers.snapshot import take_snapshot
from orchestration.tables import CANDIDATES, DAILY_BRIEF, SUBSCRIBERS
from tests.dbt.small_lake import PROJECT, build

pytestmark = pytest.mark.slow

FIRST = date(2026, 3, 1)
DAYS = [FIRST + timedelta(days=at) for at in range(14)]
NINTH = DAYS[8]
MODELS = ("--select", "+insights", "+related_insights", "+mentions", "+shows", "+episodes", "+entities")
BRIEF_MODELS = ("--select", "stg_brief__daily_brief", "stg_brief__candidates", "daily_brief", "brief_candidates")
NO_TESTS = ("--exclude-resource-type", "unit_test", "--exclude-resource-type", "test")


@dataclass(frozen=True)
class Home:
    """A folder with a lake, a warehouse and a file of subscribers."""

    folder: Path

    @property
    def lake(self) -> Lake:
        return Lake(root=str(self.folder / "lake"))

    @property
    def subscribers(self) -> Path:
        return self.folder / "subscribers.yaml"

    def grow(self, day_count: int) -> None:
        """Let the archive have so many days, and build the warehouse of them."""
        fill_lake(self.lake, FIRST, day_count, passages_a_day=40)
        build(self.folder, *MODELS, *NO_TESTS)

    def without_ledger(self, folder: Path) -> Home:
        """A home of the same archive that has decided nothing; its warehouse is copied, for dbt takes its time."""
        shutil.copytree(self.folder / "lake", folder / "lake", ignore=shutil.ignore_patterns("brief"))
        shutil.copy(self.folder / "warehouse.duckdb", folder)
        return Home(folder)

    @contextmanager
    def warehouse(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with duckdb.connect(str(self.folder / "warehouse.duckdb"), read_only=True) as connection:
            connection.execute("set TimeZone = 'UTC'")
            yield connection

    def decide(self, day: date, delivered: Collection[str] = ()) -> Decided:
        self.lake.write(SUBSCRIBERS, take_snapshot(Settings(home=self.folder))[0])
        with self.warehouse() as connection:
            self.lake.write_day(CANDIDATES, day, gather_day(connection, self.lake, day))
            decided = choose_day(connection, self.lake, day, delivered)
        self.lake.write_day(DAILY_BRIEF, day, decided.rows, decided.decision.record())
        return decided

    def files(self, day: date) -> tuple[bytes, bytes]:
        """The bytes of a day's candidates and briefs, as they lie in the lake."""
        folder = self.folder / "lake" / "brief"
        return tuple((folder / name / f"brief_date={day}" / "part.parquet").read_bytes() for name in NAMES)  # type: ignore[return-value]

    def editions(self, day: date) -> list[str]:
        return [to_markdown(edition) for edition in build_editions(self.lake.read_day(DAILY_BRIEF, day).to_dicts())]


NAMES = ("candidates", "daily_brief")


@dataclass(frozen=True)
class Played:
    """A home on which a fortnight was played, and what stood there after the ninth day."""

    home: Home
    ninth_files: tuple[bytes, bytes]
    ninth_editions: list[str]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Nine days, then five more that were not there before; and another file of subscribers."""
    home = Home(tmp_path_factory.mktemp("played"))
    home.subscribers.write_bytes(subscribers_file(30))
    home.grow(9)
    for day in DAYS[:9]:
        home.decide(day)
    files, editions = home.files(NINTH), home.editions(NINTH)
    home.grow(14)
    for day in DAYS[9:]:
        home.decide(day)
    return Played(home, files, editions)


def test_a_fortnight_keeps_every_rule(played: Played) -> None:
    sent = played.home.lake.read_days(DAILY_BRIEF, DAYS)
    subscribers, _problems = read_subscribers(played.home.subscribers.read_bytes(), "subscribers.yaml")

    assert sent["subscriber_id"].n_unique() == 30
    assert sent["what_is_new"].drop_nulls().len() > 0
    check_rules(sent, {subscriber.id: subscriber for subscriber in subscribers})


def test_what_is_new_was_not_in_what_was_told_of_the_story(played: Played) -> None:
    sent = played.home.lake.read_days(DAILY_BRIEF, DAYS).sort("brief_date").to_dicts()
    for row in sent:
        told = [
            other
            for other in sent
            if (other["subscriber_id"], other["cluster_id"]) == (row["subscriber_id"], row["cluster_id"])
            and other["brief_date"] < row["brief_date"]
        ]
        if row["what_is_new"] and row["what_is_new"].startswith("a new number: "):
            number = row["what_is_new"].removeprefix("a new number: ").split(";")[0]
            assert number in row["numbers"]
            assert all(number not in other["numbers"] for other in told)


def test_a_past_brief_is_rebuilt_byte_for_byte_after_later_days(played: Played) -> None:
    home = played.home
    home.subscribers.write_bytes(subscribers_file(3))

    decided = home.decide(NINTH)

    assert not decided.is_kept
    assert home.files(NINTH) == played.ninth_files
    assert home.editions(NINTH) == played.ninth_editions


def test_a_lost_ledger_is_rebuilt_from_the_archive_alone(played: Played, tmp_path: Path) -> None:
    other = played.home.without_ledger(tmp_path)
    other.subscribers.write_bytes(subscribers_file(30))
    for day in DAYS[:9]:
        other.decide(day)

    assert other.lake.read_day(CANDIDATES, NINTH).equals(played.home.lake.read_day(CANDIDATES, NINTH))
    assert other.editions(NINTH) == played.ninth_editions


def test_what_became_known_after_the_decision_does_not_count(played: Played) -> None:
    with played.home.warehouse() as connection:
        weights = score_weights(connection)
        then = gather(connection, NINTH, datetime(2026, 3, 8, 12, tzinfo=UTC), weights)
        later = gather(connection, NINTH, datetime(2026, 4, 1, tzinfo=UTC), weights)

    assert then["published_on"].max() == date(2026, 3, 7)
    assert later["published_on"].max() == NINTH


def test_a_closed_day_whose_archive_changed_stays_as_it_was_sent(played: Played) -> None:
    home = played.home
    before = home.lake.read_day(DAILY_BRIEF, NINTH)
    with duckdb.connect(str(home.folder / "warehouse.duckdb")) as connection:
        connection.execute("create table kept as from intermediate.int_passages")
        connection.execute("update intermediate.int_passages set salience = 1 - salience")
    try:
        decided = home.decide(NINTH)
    finally:
        with duckdb.connect(str(home.folder / "warehouse.duckdb")) as connection:
            connection.execute("create or replace table intermediate.int_passages as from kept")

    assert decided.is_kept
    assert home.lake.read_day(DAILY_BRIEF, NINTH).equals(before)


def test_a_day_that_is_decided_late_sends_nothing_that_a_later_day_sent(played: Played, tmp_path: Path) -> None:
    other = played.home.without_ledger(tmp_path)
    other.decide(DAYS[4])
    other.decide(DAYS[3])
    sent = other.lake.read_days(DAILY_BRIEF, DAYS[3:5])

    assert sent.height == 10
    assert not sent["insight_id"].is_duplicated().any()

    first = other.files(DAYS[4])
    other.decide(DAYS[4])
    assert other.files(DAYS[4]) == first


def test_whom_an_open_day_has_reached_keeps_it_and_nobody_else(played: Played, tmp_path: Path) -> None:
    home = played.home.without_ledger(tmp_path)
    home.subscribers.write_bytes(subscribers_file(4))
    first = home.decide(DAYS[1]).rows
    reached, other, *_ = first["subscriber_id"].unique().sort()
    with duckdb.connect(str(home.folder / "warehouse.duckdb")) as connection:
        connection.execute("update intermediate.int_passages set salience = 1 - salience")

    again = home.decide(DAYS[1], delivered={reached}).rows

    def of(rows: pl.DataFrame, name: str) -> pl.DataFrame:
        return rows.filter(pl.col("subscriber_id") == name)

    assert of(again, reached).equals(of(first, reached))
    assert not of(again, other).drop("decided_at").equals(of(first, other).drop("decided_at"))
    assert home.decide(DAYS[1], delivered={reached}).rows.equals(again)


@pytest.fixture(scope="module")
def published(played: Played) -> Iterator[duckdb.DuckDBPyConnection]:
    build(played.home.folder, *BRIEF_MODELS, *NO_TESTS)
    with played.home.warehouse() as connection:
        yield connection


def ask(connection: duckdb.DuckDBPyConnection, name: str, **replaced: str) -> pl.DataFrame:
    sql = (PROJECT / "analyses" / f"{name}.sql").read_text()
    for old, new in {"2026-11-20": str(DAYS[-1]), **replaced}.items():
        assert old in sql
        sql = sql.replace(old, new)
    return connection.execute(sql).pl()


def test_an_insight_that_is_not_in_a_brief_has_its_reason(published: duckdb.DuckDBPyConnection, played: Played) -> None:
    (reader,) = published.execute("select min(subscriber_id) from daily_brief").fetchone() or ("",)
    candidates = played.home.lake.read_day(CANDIDATES, DAYS[-1])
    why = {
        insight_id: ask(published, "why_not_mine", **{"0000000000000000": insight_id, "'default'": f"'{reader}'"})[
            "why"
        ].to_list()
        for insight_id in [*candidates.sort("score", descending=True)["insight_id"].head(30), "nothing"]
    }
    mine = published.execute(
        "select insight_id, brief_date = ? from daily_brief where subscriber_id = ?", [DAYS[-1], reader]
    ).fetchall()

    assert all(len(reasons) == 1 for reasons in why.values())
    for insight_id, is_today in mine:
        if insight_id in why:
            assert why[insight_id] == ["it is in it" if is_today else "it was sent on another day"]
    assert why["nothing"][0].startswith("it was no candidate")
    assert len({reason for (reason,) in why.values()}) >= 3


def test_a_week_replayed_has_five_a_day_and_no_story_twice(published: duckdb.DuckDBPyConnection) -> None:
    replayed = ask(published, "replay_week", **{"2026-11-14": str(DAYS[-7])})

    assert replayed.group_by("brief_date").len()["len"].to_list() == [5] * 7
    assert replayed["rank"].to_list() == [1, 2, 3, 4, 5] * 7
    insights = replayed.join(published.execute("select title, cluster_id from insights").pl(), on="title")
    assert insights.height >= 35
