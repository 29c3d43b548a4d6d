"""Neighbours: which passages of other episodes are related, and how many."""

from __future__ import annotations

from datetime import date
from math import sqrt
from typing import Any

import polars as pl
import pytest

from assets.insights.neighbours import COUNTED_NAMES, LEAST_SIMILARITY, NAME_BONUS, find_neighbours, similarity
from assets.insights.schema import NEIGHBOURS, PASSAGES


def passage(
    name: str, cosine: float, *, show: str = "other", episode: str | None = None, **changes: Any
) -> dict[str, Any]:
    """A passage whose vector has the given cosine to the one of `ONE`."""
    given = {
        "insight_id": name,
        "episode_id": episode or f"episode of {name}",
        "show_id": show,
        "segment_id": f"segment of {name}",
        "published_on": date(2025, 3, 4),
        "quote": f"{name} says so.",
        "polarity": "affirmative",
        "modality": "asserted",
        "entity_ids": [],
        "numbers": [],
        "vector": [cosine, sqrt(1 - cosine**2)],
    }
    return dict.fromkeys(PASSAGES) | given | changes


ONE = passage("one", 1.0, show="own", entity_ids=["entity-1"])


def neighbours_of_one(*others: dict[str, Any], limit: int = 10) -> pl.DataFrame:
    archive = pl.DataFrame([ONE, *others], schema=PASSAGES)
    return find_neighbours(archive[:1], archive, entity_names={"entity-1": "Ostwick"}, limit=limit)


def ids(frame: pl.DataFrame) -> list[str]:
    return frame["related_insight_id"].to_list()


def test_the_nearest_come_first_with_their_similarity() -> None:
    found = neighbours_of_one(passage("far", 0.5), passage("near", 0.8))

    assert found.schema == NEIGHBOURS
    assert ids(found) == ["near", "far"]
    assert found["similarity"].to_list() == [pytest.approx(0.8), pytest.approx(0.5)]
    assert found["insight_id"].unique().to_list() == ["one"]


def test_passages_of_the_same_episode_are_passed_over() -> None:
    found = neighbours_of_one(passage("same", 0.9, episode=ONE["episode_id"]), passage("elsewhere", 0.6))

    assert ids(found) == ["elsewhere"]


def test_below_the_floor_nothing_is_related_and_a_shared_name_lowers_it() -> None:
    below = LEAST_SIMILARITY - 0.1
    shared = passage("named", below, entity_ids=["entity-1"])

    found = neighbours_of_one(passage("unnamed", below), shared, passage("chance", 0.01, entity_ids=["entity-1"]))

    assert ids(found) == ["named"]
    assert found["shared_entity_names"].to_list() == [["Ostwick"]]
    assert found["shared_entity_count"].to_list() == [1]
    assert "Ostwick" in found["explanation"][0]


def test_no_more_than_the_limit_are_given() -> None:
    others = [passage(f"other {at}", 0.9 - at / 100, show=f"show {at}") for at in range(8)]

    assert ids(neighbours_of_one(*others, limit=3)) == ["other 0", "other 1", "other 2"]


def test_one_show_fills_at_most_half_where_others_have_as_much_to_say() -> None:
    loud = [passage(f"loud {at}", 0.9 - at / 100, show="loud") for at in range(6)]
    quiet = [passage(f"quiet {at}", 0.6 - at / 100, show=f"quiet {at}") for at in range(2)]

    assert ids(neighbours_of_one(*loud, *quiet, limit=4)) == ["loud 0", "loud 1", "quiet 0", "quiet 1"]
    assert ids(neighbours_of_one(*loud, limit=4)) == ["loud 0", "loud 1", "loud 2", "loud 3"]


@pytest.mark.parametrize("empty", ["new", "archive"])
def test_where_there_is_nothing_to_compare_the_table_is_empty(empty: str) -> None:
    frames = {name: pl.DataFrame([ONE], schema=PASSAGES) for name in ("new", "archive")}
    frames[empty] = frames[empty].clear()

    found = find_neighbours(frames["new"], frames["archive"], entity_names={})

    assert found.is_empty()
    assert found.schema == NEIGHBOURS


def test_a_passage_alone_in_the_archive_has_no_neighbours() -> None:
    found = neighbours_of_one()

    assert found.is_empty()
    assert found.schema == NEIGHBOURS


def test_each_of_two_new_passages_finds_the_other() -> None:
    both = pl.DataFrame([ONE, passage("two", 0.8)], schema=PASSAGES)

    found = find_neighbours(both, both, entity_names={})

    assert found.select("insight_id", "related_insight_id").rows() == [("one", "two"), ("two", "one")]


@pytest.mark.parametrize("names", [0, 1, COUNTED_NAMES, COUNTED_NAMES + 5])
def test_shared_names_add_to_the_similarity_up_to_a_limit(names: int) -> None:
    assert similarity(0.5, names) == pytest.approx(0.5 + NAME_BONUS * min(names, COUNTED_NAMES))


def test_similarity_is_a_share() -> None:
    assert similarity(-0.4, 0) == 0
    assert similarity(0.99, 3) == 1
