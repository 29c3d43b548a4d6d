"""One whole run on the sample shows, in process: what it publishes, and what it leaves alone.

The samples are served on a fixed port: these tests stay in one module, so that they never run side by side.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from assets.brief.forms.markdown import escaped
from orchestration.lake import Lake
from orchestration.looking.pages import NotFoundError, show_entity, show_insight
from orchestration.looking.search import search
from orchestration.runs import RunFailedError, RunReport, run
from orchestration.settings import Settings
from orchestration.tables import PASSAGES, PUBLIC_TABLES

pytestmark = pytest.mark.slow

MISQUOTED = (
    "nobody in this episode ever said these words about anything at all, and yet here they stand as a quote of it"
)

# What one sample show says, and what another says against it, as far as a passage of each is chosen.
CONTRADICTIONS = [
    ("cut its heating bill by 38 percent", "the heating bill fell by 29 percent"),
    ("cut its heating bill by 38 percent", "cut the average heating bill by 11 percent and not by 38"),
    ("the heating bill fell by 29 percent", "cut the average heating bill by 11 percent and not by 38"),
    ("Heat pumps do not work in uninsulated", "heat pumps do work in uninsulated"),
    ("to the grid in 2031", "in 2032 and not in 2031"),
    ("the price of 75 euros a megawatt hour has not changed", "it was 120 euros"),
    ("needs 400 certified welders", "needs 900 certified welders"),
    ("draws 140 megawatts", "draws 90 megawatts"),
    ("warms 6,000 homes", "warms 1,800 homes"),
    ("data centres will more than double", "more like 50 percent"),
    ("sick days fell by 34 percent", "cut sick days by 15 percent"),
    ("sick days fell by 34 percent", "cut sick days by 9 percent"),
    ("cut sick days by 15 percent", "cut sick days by 9 percent"),
    ("The four-day week does cut burnout", "The four-day week does not cut burnout"),
    ("regained two thirds", "regained 40 percent"),
    ("will pay for itself", "does not pay for itself"),
    ("Passkeys do work on shared workstations", "Passkeys do not work on shared workstations"),
    ("account takeovers fell by 92 percent", "account takeovers fell by 61 percent"),
    ("cut its cloud bill by 40 percent when", "cut the average bill by 12 percent"),
    ("Small language models do not write well", "Small language models do write well"),
    ("should not run Kubernetes", "should run Kubernetes"),
    ("cut traffic in the zone by 18 percent", "cut traffic by just 7 percent"),
    ("did not hurt the shops", "did hurt the shops"),
    ("saves every doctor an hour a day", "saves each doctor sixteen minutes"),
    ("saves each doctor seventy minutes", "saves each doctor sixteen minutes"),
]

SUBSCRIBERS = """
subscribers:
  - id: default
  - id: ida
    interests: [Kestrel]
    mute: {shows: [Harbour Lights]}
  - id: bo
    intrests: [Kestrel]
"""


def use_home(patch: pytest.MonkeyPatch, home: Path) -> Settings:
    """Make `home` the one that assets find, and have what a run sets in the environment undone afterwards."""
    patch.setenv("BRIEFCAST_HOME", str(home))
    patch.setenv("BRIEFCAST_TODAY", "2026-11-21")
    for name in ("BRIEFCAST_LAKE", "BRIEFCAST_WAREHOUSE", "DAGSTER_HOME"):
        patch.setenv(name, "")
    return Settings.from_environment()


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the first run says, a line each."""
    return []


@pytest.fixture(scope="module")
def first_home(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> Iterator[tuple[Settings, RunReport]]:
    """A home of two subscribers and a bad entry, after its first run."""
    with pytest.MonkeyPatch.context() as patch:
        settings = use_home(patch, tmp_path_factory.mktemp("whole_run") / "home")
        settings.home.mkdir()
        settings.subscribers_path.write_text(SUBSCRIBERS, encoding="utf-8")
        yield settings, run(settings, [], None, said.append)


@pytest.fixture(scope="module")
def published(first_home: tuple[Settings, RunReport]) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(str(first_home[0].published_path), read_only=True)
    yield connection
    connection.close()


@pytest.fixture
def home(first_home: tuple[Settings, RunReport], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    """A copy of the home after its first run, for a test that changes it."""
    # Not its Dagster instance: that one holds its own address.
    shutil.copytree(first_home[0].home, tmp_path / "home", ignore=shutil.ignore_patterns("dagster"))
    return use_home(monkeypatch, tmp_path / "home")


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def test_the_run_reports_what_it_did(first_home: tuple[Settings, RunReport]) -> None:
    report = first_home[1]
    assert report.published
    assert report.days_digested > 0
    assert report.brief_date.isoformat() == "2026-11-20"


def test_the_brief_has_five_insights_of_five_clusters(published: duckdb.DuckDBPyConnection) -> None:
    brief = rows(
        published,
        "select daily_brief.rank, insights.cluster_id from daily_brief join insights using (insight_id) "
        "where subscriber_id = 'default' order by rank",
    )
    assert [rank for rank, _ in brief] == [1, 2, 3, 4, 5]
    assert len({cluster for _, cluster in brief}) == 5


def test_nothing_in_the_brief_comes_from_what_is_set_aside(published: duckdb.DuckDBPyConnection) -> None:
    kinds = rows(
        published,
        "select distinct segments.kind from daily_brief join insights using (insight_id) join segments "
        "on segments.segment_id = insights.segment_id",
    )
    assert kinds == [("speech",)]
    assert rows(published, "select count(*) > 0 from segments where kind <> 'speech'") == [(True,)]


def test_every_insight_stands_word_for_word_in_its_segment(published: duckdb.DuckDBPyConnection) -> None:
    insights = rows(
        published,
        "select insights.quote, segments.text, insights.char_start, insights.char_end "
        "from insights left join segments on segments.segment_id = insights.segment_id",
    )
    assert insights
    assert [quote for quote, text, start, end in insights if text is None or text[start:end] != quote] == []


def test_what_the_shows_say_against_each_other_is_related_as_a_contradiction(
    published: duckdb.DuckDBPyConnection,
) -> None:
    quotes = rows(published, "select insight_id, quote from insights")
    found = set(
        rows(
            published,
            "select insight_id, related_insight_id from related_insights where relation = 'contradicts'",
        )
    )
    chosen = [
        (phrases, one, other)
        for phrases in CONTRADICTIONS
        for one, quote in quotes
        if phrases[0] in quote
        for other, other_quote in quotes
        if phrases[1] in other_quote and one != other
    ]
    assert len(chosen) >= 10
    assert [phrases for phrases, one, other in chosen if not {(one, other), (other, one)} <= found] == []


def test_every_public_table_is_there_and_has_rows(published: duckdb.DuckDBPyConnection) -> None:
    tables = [name for (name,) in rows(published, "select table_name from duckdb_tables()")]
    assert sorted(tables) == sorted(PUBLIC_TABLES)
    empty = [name for name in tables if rows(published, f'select count(*) from "{name}"') == [(0,)]]
    assert set(empty) <= {"quarantine"}


def test_every_table_and_column_says_what_it_is(published: duckdb.DuckDBPyConnection) -> None:
    assert rows(published, "select table_name from duckdb_tables() where coalesce(comment, '') = ''") == []
    bare = rows(
        published,
        "select table_name, column_name from duckdb_columns() where not internal and coalesce(comment, '') = ''",
    )
    assert bare == []


def test_every_sample_episode_is_ready(published: duckdb.DuckDBPyConnection) -> None:
    assert rows(published, "select status, count(*) from episodes group by status") == [("ready", 15)]


def test_the_edition_quotes_the_five_insights(
    first_home: tuple[Settings, RunReport], published: duckdb.DuckDBPyConnection
) -> None:
    edition = (first_home[0].editions_path / "2026-11-20" / "default.md").read_text(encoding="utf-8")
    for (title,) in rows(published, "select title from daily_brief where subscriber_id = 'default'"):
        assert title in edition


def test_the_site_shows_the_brief(first_home: tuple[Settings, RunReport], published: duckdb.DuckDBPyConnection) -> None:
    site = first_home[0].site_path
    index = (site / "index.html").read_text(encoding="utf-8")
    mine = "select insight_id, title from daily_brief where subscriber_id = 'default'"
    for insight_id, title in rows(published, mine):
        assert f"insights/{insight_id}.html" in index
        assert title in unescape((site / "insights" / f"{insight_id}.html").read_text(encoding="utf-8"))


def test_a_second_run_finds_nothing_new_and_leaves_the_file(first_home: tuple[Settings, RunReport]) -> None:
    settings, first = first_home
    before = settings.published_path.read_bytes()

    second = run(settings, [], None, lambda _line: None)

    assert not second.published
    assert second.days_digested == 0
    assert second.brief_date == first.brief_date
    assert settings.published_path.read_bytes() == before


def test_everything_published_can_be_looked_up(
    first_home: tuple[Settings, RunReport], published: duckdb.DuckDBPyConnection
) -> None:
    ((insight_id, title, entity_id),) = rows(
        published,
        "select insight_id, insights.title, entity_ids[1] from daily_brief join insights using (insight_id) "
        "where len(entity_ids) > 0 order by rank limit 1",
    )
    ((name,),) = rows(published, f"select name from entities where entity_id = '{entity_id}'")

    assert escaped(title) in show_insight(published, insight_id)
    assert show_insight(published, insight_id[:12]) == show_insight(published, insight_id)
    assert f"# {escaped(name)}" in show_entity(published, name.upper())
    assert escaped(title) in search(published, Lake(root=first_home[0].lake_root), title, 3)


def test_what_is_not_there_or_not_clear_says_what_is(published: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFoundError, match="no insight's id begins so"):
        show_insight(published, "no such id")
    with pytest.raises(NotFoundError, match="several ids begin so"):
        show_insight(published, "")
    with pytest.raises(NotFoundError, match="near names: "):
        show_entity(published, "Nobody of that name")


def test_subscribers_get_what_they_ask_for_and_a_bad_entry_costs_only_itself(
    first_home: tuple[Settings, RunReport], published: duckdb.DuckDBPyConnection, said: list[str]
) -> None:
    settings, report = first_home

    assert [line.strip() for line in said if "left out" in line] == [
        "left out: subscribers.yaml, entry 3 (bo): `intrests` is not known; it takes id, interests, subjects, follow, "
        "mute, most_per_show, time_zone, email, hour, slack_url, webhook_url, webhook_secret"
    ]
    folder = settings.editions_path / report.brief_date.isoformat()
    assert {path.name.partition(".")[0] for path in folder.iterdir()} == {"default", "ida"}
    # Who has no address gets a brief into the outbox all the same.
    assert [path.name for path in settings.outbox_path.glob("*ida*")] == [
        f"{report.brief_date}.ida@briefcast.invalid.eml"
    ]
    brief = rows(
        published,
        "select distinct subscriber_id, show_title = 'Harbour Lights' from daily_brief "
        "where subscriber_id <> 'default'",
    )
    first = rows(
        published, "select interest > 0.5, reasons[1] from daily_brief where rank = 1 and subscriber_id = 'ida'"
    )
    assert brief == [("ida", False)]
    assert first == [(True, "about Kestrel, an interest of yours")]


def test_a_quote_that_does_not_stand_in_its_segment_stops_the_day(home: Settings) -> None:
    lake = Lake(root=home.lake_root)
    day = next(day for day in lake.days(PASSAGES) if lake.read_day(PASSAGES, day).height)
    passages = lake.read_day(PASSAGES, day)
    broken = passages["insight_id"][0]
    misquoted = passages.with_columns(
        quote=pl.when(pl.col("insight_id") == broken).then(pl.lit(MISQUOTED)).otherwise("quote")
    )
    lake.write_day(PASSAGES, day, misquoted, lake.done(PASSAGES, day))
    (home.home / "published.stamp").unlink()
    before = home.published_path.read_bytes()

    with pytest.raises(RunFailedError) as caught:
        run(home, [], None, lambda _line: None)

    assert "check quote_stands_in_segment on marts/insights" in str(caught.value)
    assert broken in str(caught.value)
    assert home.published_path.read_bytes() == before
