"""The edition: a day's brief as values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from assets.brief.edition import build_edition, clock
from assets.brief.schema import DAILY_BRIEF
from assets.insights.schema import RELATIONS

PUBLISHED = datetime(2025, 3, 3, 6, tzinfo=UTC)


def brief_row(name: str, rank: int, **changes: Any) -> dict[str, Any]:
    return {
        "brief_date": date(2025, 3, 4),
        "subscriber_id": "ida",
        "rank": rank,
        "insight_id": name,
        "cluster_id": name,
        "title": f"Title of {name}",
        "summary": f"Ida Holm says: {name}.",
        "quote": f"{name}.",
        "speaker": "Ida Holm",
        "show_title": "Quay Notes",
        "episode_title": "Grain",
        "published_at": PUBLISHED,
        "start_seconds": 75.9,
        "evidence_url": "https://quay.example/1",
        "score": 0.5,
        "reasons": ["fresh", "a clear claim"],
        "related_insight_ids": [],
    } | changes


def insight(name: str, show: str, **changes: Any) -> dict[str, Any]:
    return {
        "insight_id": name,
        "title": f"Title of {name}",
        "quote": f"{name}.",
        "speaker": None,
        "show_title": show,
        "published_at": PUBLISHED,
        "evidence_url": "https://crane.example/1",
    } | changes


def link(rank: int, other: str, relation: str = "supports", one: str = "i1") -> dict[str, Any]:
    return {
        "insight_id": one,
        "rank": rank,
        "related_insight_id": other,
        "relation": relation,
        "explanation": f"Both speak of {other}.",
    }


BRIEF = pl.DataFrame([brief_row("i2", 2), brief_row("i1", 1)], schema=DAILY_BRIEF)
INSIGHTS = pl.DataFrame([insight("a", "Crane Talk"), insight("b", "Crane Talk"), insight("c", "Silo Hour")])
LINKS = pl.DataFrame([link(3, "c"), link(1, "a"), link(2, "b")])


def test_items_stand_by_rank_whatever_the_order_of_rows() -> None:
    edition = build_edition(BRIEF, LINKS, INSIGHTS)

    assert (edition.brief_date, edition.subscriber_id) == (date(2025, 3, 4), "ida")
    assert [(item.rank, item.title) for item in edition.items] == [(1, "Title of i1"), (2, "Title of i2")]


def test_an_item_names_its_evidence() -> None:
    item = build_edition(BRIEF, LINKS, INSIGHTS).items[0]

    assert (item.quote, item.speaker, item.show_title, item.episode_title) == ("i1.", "Ida Holm", "Quay Notes", "Grain")
    assert (item.time, item.url) == ("1:15", "https://quay.example/1")
    assert item.reasons == ("fresh", "a clear claim")


def test_related_ones_of_two_shows_come_before_two_of_one() -> None:
    first, second = build_edition(BRIEF, LINKS, INSIGHTS).items

    assert [other.title for other in first.related] == ["Title of a", "Title of c"]
    assert second.related == ()


def test_two_related_ones_of_one_show_are_better_than_one() -> None:
    item = build_edition(BRIEF, LINKS, INSIGHTS.filter(pl.col("insight_id") != "c")).items[0]

    assert [other.title for other in item.related] == ["Title of a", "Title of b"]


def test_a_link_to_an_insight_that_is_not_given_is_left_out() -> None:
    item = build_edition(BRIEF, LINKS, INSIGHTS.filter(pl.col("insight_id") == "c")).items[0]

    assert [other.title for other in item.related] == ["Title of c"]


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_relation_is_told_in_words(relation: str) -> None:
    item = build_edition(BRIEF, pl.DataFrame([link(1, "a", relation)]), INSIGHTS).items[0]

    (other,) = item.related
    assert other.relation
    assert "_" not in other.relation
    assert other.explanation == "Both speak of a."


def test_what_the_transcript_does_not_say_is_left_open() -> None:
    unknown = brief_row("i1", 1, speaker=None, start_seconds=None, evidence_url=None)

    (item,) = build_edition(pl.DataFrame([unknown], schema=DAILY_BRIEF), LINKS, INSIGHTS).items

    assert (item.speaker, item.time, item.url) == (None, None, "")


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(None, None), (0.0, "0:00"), (59.99, "0:59"), (754.0, "12:34"), (3600.0, "1:00:00"), (3723.4, "1:02:03")],
)
def test_the_clock_reads_as_in_a_player(seconds: float | None, expected: str | None) -> None:
    assert clock(seconds) == expected
