"""The dbt project over a small lake: what the public tables hold, and what they leave out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from assets.podcasts.identifiers import stable_id
from orchestration import tables
from orchestration.lake import Lake
from orchestration.tables import PUBLIC_TABLES
from tests.dbt.small_lake import (
    Built,
    Row,
    at_noon,
    build,
    episode,
    mention,
    neighbours,
    passage,
    segment,
    write,
)

pytestmark = pytest.mark.slow

FIRST, SECOND = date(2025, 3, 3), date(2025, 3, 10)  # two Mondays


def fill_podcasts(lake: Lake) -> None:
    feeds = [("a", "active", "Show A"), ("b", "active", "Show B"), ("c", "error", None)]
    write(
        lake,
        tables.FEEDS,
        [
            {"show_id": show, "status": status, "title": title, "feed_url": f"https://{show}.example/feed"}
            for show, status, title in feeds
        ],
    )
    write(
        lake,
        tables.EPISODES,
        [
            episode("a1", "a", FIRST, audio_url="https://a.example/1.mp3"),
            episode("a2", "a", SECOND, url="https://a.example/2"),
            episode("b1", "b", SECOND),
            episode("unfetched", "b", SECOND),
            episode("unreadable", "b", SECOND),
            episode("silent", "b", SECOND),
        ],
    )
    transcripts = [("a1", "ok", None), ("unreadable", "ok", None), ("unfetched", "error", "404 not found")]
    write(
        lake,
        tables.TRANSCRIPTS,
        [
            {"episode_id": key, "status": status, "error": error, "url": f"https://x.example/{key}", "sha256": "0" * 64}
            | {"fetched_at": at_noon(SECOND), "is_chosen": True}
            for key, status, error in transcripts
        ],
    )
    write(
        lake,
        tables.SEGMENTS,
        [
            segment("a1-0", "a1", FIRST, 0, speaker="Ann Lee", start_seconds=61.5),
            segment("a1-1", "a1", FIRST, 1, speaker="Ben Ode"),
            segment("a1-0", "a1", FIRST - timedelta(days=1), 0, text="Under the day before it moved."),
            segment("a2-0", "a2", SECOND, 0),
            segment("b1-0", "b1", SECOND, 0),
            segment("gone-0", "gone", SECOND, 0),
        ],
    )
    write(
        lake,
        tables.UNREADABLE,
        [
            {"stage": "podcasts", "item_id": key, "published_on": SECOND, "reason": "unreadable_transcript"}
            | {"detail": "line 3: no time", "first_seen_at": at_noon(SECOND)}
            for key in ("unreadable", "gone")
        ],
    )


def fill_language(lake: Lake) -> None:
    write(
        lake,
        tables.SPEECH,
        [
            {"segment_id": "a1-0", "episode_id": "a1", "published_on": FIRST, "kind": "speech", "word_count": 5},
            {"segment_id": "a1-1", "episode_id": "a1", "published_on": FIRST, "kind": "ad", "word_count": 5},
        ],
    )
    write(
        lake,
        tables.MENTIONS,
        [
            mention("m1", "a1-0", "a1", FIRST),
            mention("m2", "a2-0", "a2", SECOND),
            mention("m3", "b1-0", "b1", SECOND),
            mention("m4", "gone-0", "gone", SECOND),
        ],
    )
    claim = {"modality": "asserted", "polarity": "negative", "quote": "Rents rose", "char_start": 0, "char_end": 10}
    claim |= {"is_prediction": False, "has_number": True, "claim_score": 0.7, "published_on": SECOND}
    write(
        lake,
        tables.CLAIMS,
        [
            claim | {"claim_id": "c1", "episode_id": "a2", "segment_id": "a2-0"},
            claim | {"claim_id": "c2", "episode_id": "a2", "segment_id": "replaced"},
        ],
    )


def fill_insights(lake: Lake) -> None:
    write(
        lake,
        tables.PASSAGES,
        [
            passage("i1", "a1-0", "a1", FIRST, start_seconds=61.5),
            passage("i2", "a2-0", "a2", SECOND, start_seconds=5.0),
            passage("i3", "b1-0", "b1", SECOND),
            passage("i4", "gone-0", "gone", SECOND),
        ],
    )
    write(
        lake,
        tables.NEIGHBOURS,
        [
            neighbours("i2", "i1", SECOND, 0.9, "supports"),
            neighbours("i3", "i1", SECOND, 0.75, "restates"),
            neighbours("i3", "i2", SECOND, 0.6, "qualifies"),
            neighbours("i4", "i1", SECOND, 0.99, "duplicate"),
        ],
    )
    row: Row = {"brief_date": SECOND, "subscriber_id": "default", "published_at": at_noon(SECOND), "score": 0.5}
    row |= {"title": "Rents rose", "quote": "Rents rose.", "show_title": "Show A", "episode_title": "About a2"}
    row |= {"evidence_url": "https://a.example/2", "cluster_id": "i1", "rank": 1}
    write(
        lake,
        tables.DAILY_BRIEF,
        [
            row | {"insight_id": "i2"},
            row | {"insight_id": "long-gone", "brief_date": FIRST, "reasons": ["new"]},
        ],
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("filled")
    lake = Lake(root=str(folder / "lake"))
    lake.initialise()
    fill_podcasts(lake)
    fill_language(lake)
    fill_insights(lake)
    return build(folder)


def test_every_test_passes_and_unit_tests_are_among_them(built: Built) -> None:
    tests = {node: status for node, status in built.statuses.items() if node.split(".")[0] in ("test", "unit_test")}
    assert set(tests.values()) == {"pass"}
    assert sum(node.startswith("unit_test.") for node in tests) >= 10


def test_schema_main_holds_the_public_tables_and_nothing_else(built: Built) -> None:
    found = built.query("select table_name from information_schema.tables where table_schema = 'main'")
    assert {name for (name,) in found} == set(PUBLIC_TABLES)


def test_every_public_column_is_described(built: Built) -> None:
    columns = built.query(
        "select table_name, column_name, comment from duckdb_columns() where schema_name = 'main' and not internal"
    )
    assert {table for table, _, _ in columns} == set(PUBLIC_TABLES)
    assert [(table, column) for table, column, comment in columns if not comment] == []


def test_an_episode_says_how_far_it_was_read(built: Built) -> None:
    assert dict(built.query("select episode_id, status from episodes")) == {
        "a1": "ready",
        "a2": "ready",
        "b1": "ready",
        "unfetched": "quarantined",
        "unreadable": "quarantined",
        "silent": "awaiting_transcript",
    }


def test_quarantine_says_why(built: Built) -> None:
    assert built.query("select stage, item_id, reason, detail from quarantine order by item_id") == [
        ("podcasts", "unfetched", "unfetched_transcript", "404 not found"),
        ("podcasts", "unreadable", "unreadable_transcript", "line 3: no time"),
    ]


def test_rows_of_vanished_episodes_and_replaced_segments_are_left_out(built: Built) -> None:
    assert built.query("select mention_id from mentions order by all") == [("m1",), ("m2",), ("m3",)]
    assert built.query("select claim_id, show_id from claims") == [("c1", "a")]
    assert built.query("select insight_id from insights order by all") == [("i1",), ("i2",), ("i3",)]


def test_a_segment_stands_once_under_the_day_of_its_episode(built: Built) -> None:
    rows = built.query("select published_on, text, show_id from segments where segment_id = 'a1-0'")
    assert rows == [(FIRST, "Rents rose by nine percent.", "a")]


def test_advertisements_count_by_their_words(built: Built) -> None:
    assert built.query("select word_count, speaker_count, ad_share from episodes where episode_id = 'a1'") == [
        (10, 2, 0.5)
    ]


def test_a_show_without_title_or_episodes_is_still_there(built: Built) -> None:
    assert built.query("select title, status, episode_count from shows where show_id = 'c'") == [
        ("https://c.example/feed", "error", 0)
    ]


def test_people_have_the_key_of_their_name(built: Built) -> None:
    people = built.query("select person_id, name, host_count, episode_count, show_count from people")
    assert people == [(stable_id("person", "ann lee"), "Ann Lee", 6, 6, 2)]


def test_a_cluster_is_called_after_its_earliest_insight(built: Built) -> None:
    clusters = dict(built.query("select insight_id, cluster_id from insights"))
    assert clusters == {"i1": "i1", "i2": "i2", "i3": "i1"}


def test_related_insights_stand_in_both_directions(built: Built) -> None:
    rows = built.query("select insight_id, related_insight_id, rank from related_insights")
    pairs = {(one, other): rank for one, other, rank in rows}
    assert {(other, one) for one, other in pairs} == set(pairs)
    assert pairs == {
        ("i1", "i2"): 1,
        ("i1", "i3"): 2,
        ("i2", "i1"): 1,
        ("i2", "i3"): 2,
        ("i3", "i1"): 1,
        ("i3", "i2"): 2,
    }


def test_evidence_leads_to_the_second_where_it_is_known(built: Built) -> None:
    assert dict(built.query("select insight_id, evidence_url from insights")) == {
        "i1": "https://a.example/1.mp3#t=61",
        "i2": "https://a.example/2",
        "i3": "https://b.example/feed",
    }


def test_a_score_is_the_weighted_mean_of_its_parts(built: Built) -> None:
    ((parts, score),) = built.query(
        "select [salience, specificity, novelty, corroboration, recency, variety], score from insights "
        "where insight_id = 'i1'"
    )
    assert parts == pytest.approx([0.5, 0.5, 1, (1 + 0.25) / 3, 0.5, 1])
    weights = [weight for (weight,) in built.query("select weight from seeds.score_weights order by weight desc")]
    assert len(weights) == len(parts)
    assert score == pytest.approx(0.6 * 0.5 + 0.05 * 0.5 + 0.1 * 1 + 0.1 * 1.25 / 3 + 0.1 * 0.5 + 0.05 * 1)


def test_trends_count_by_weeks(built: Built) -> None:
    assert built.query("select week_start, mention_count, show_count, momentum from entity_trends order by all") == [
        (FIRST, 1, 1, 2.0),
        (SECOND, 2, 2, 3 / 1.25),
    ]


def test_what_was_sent_stays_when_its_insight_is_gone(built: Built) -> None:
    assert built.query("select insight_id from daily_brief order by brief_date") == [("long-gone",), ("i2",)]


def test_an_empty_lake_builds(tmp_path: Path) -> None:
    Lake(root=str(tmp_path / "lake")).initialise()
    built = build(tmp_path, "--exclude-resource-type", "unit_test")
    counts = {table: built.query(f"select count(*) from {table}") for table in PUBLIC_TABLES}
    assert counts == {table: [(0,)] for table in PUBLIC_TABLES}
