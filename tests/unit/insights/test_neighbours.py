"""Neighbours: which earlier passages of other episodes are related, and how many."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import sqrt
from typing import Any

import polars as pl
import pytest

from assets.insights.likeness import Entity, index_rows, settings
from assets.insights.neighbours import Archive, likely_pairs, neighbours_of
from assets.insights.schema import NEIGHBOURS, PASSAGES

DAY = date(2025, 3, 4)
ENTITIES = {"e1": Entity("Ostwick Atomic"), "e2": Entity("Ida Holm", is_person=True)}
CRANE = "The harbour crane of Ostwick lifts barley sacks onto freight barges before sunrise"


def passage(name: str, quote: str = CRANE, cosine: float = 0.9, **changes: Any) -> dict[str, Any]:
    """A passage whose vector has the given cosine to that of one with a cosine of 1."""
    given = {
        "insight_id": name,
        "episode_id": f"episode of {name}",
        "show_id": f"show of {name}",
        "published_on": DAY,
        "quote": quote,
        "modality": "asserted",
        "entity_ids": [],
        "numbers": [],
        "vector": [cosine, sqrt(1 - cosine**2)],
    }
    return dict.fromkeys(PASSAGES) | given | changes


def neighbours(*passages: dict[str, Any], day: date = DAY, limit: int = 10) -> pl.DataFrame:
    frame = pl.DataFrame([*passages], schema=PASSAGES).sort("published_on", "insight_id")
    archive = Archive.of(index_rows(frame, ENTITIES))
    rows: Mapping[str, dict[str, Any]] = {row["insight_id"]: row for row in frame.iter_rows(named=True)}
    pairs = likely_pairs(archive, day)
    return neighbours_of(archive, pairs, lambda place: rows[archive.keys[place]], ENTITIES, limit)


def of(name: str, frame: pl.DataFrame) -> list[str]:
    return frame.filter(pl.col("insight_id") == name)["related_insight_id"].to_list()


def others(count: int, **changes: Any) -> list[dict[str, Any]]:
    """Passages that share most of their words with CRANE, and few of the others with each other."""
    words = "harbour crane ostwick lifts barley sacks freight barges sunrise".split()
    mine = (
        "quay zinc plover tundra quartz velvet maple lantern copper saddle walnut pepper basil thimble anchor".split()
    )
    return [
        passage(f"other {at}", " ".join([*words[: 9 - at % 3], *mine[3 * at : 3 * at + 3] * 2, f"tale{at}"]), **changes)
        for at in range(count)
    ]


def test_a_pair_has_its_similarity_its_relation_and_what_it_rests_on() -> None:
    found = neighbours(passage("one", entity_ids=["e1", "e2"]), passage("two", entity_ids=["e1"]))

    assert found.schema == NEIGHBOURS
    assert found.select("insight_id", "related_insight_id").rows() == [("one", "two"), ("two", "one")]
    assert found["similarity"].is_between(float(settings()["least_similarity"]), 1).all()
    assert found["relation"].to_list() == ["duplicate", "duplicate"]
    assert found["shared_entity_names"].to_list() == [["Ostwick Atomic"]] * 2
    assert found["shared_entity_count"].to_list() == [1, 1]


def test_passages_of_the_same_episode_are_passed_over() -> None:
    found = neighbours(passage("one", episode_id="e"), passage("same", episode_id="e"), passage("elsewhere"))

    assert of("one", found) == ["elsewhere"]


def test_a_passage_looks_back_and_never_ahead() -> None:
    later = passage("later", published_on=DAY + timedelta(days=1))

    assert neighbours(passage("one"), later).is_empty()
    assert of("later", neighbours(passage("one"), later, day=later["published_on"])) == ["one"]


def test_what_only_lies_near_or_shares_only_a_person_is_not_related() -> None:
    near = passage("near", "Her grandmother painted small portraits of cats for the village fair", 0.4)
    person = passage("person", "Ida Holm painted small portraits of cats for the village fair", 0.4, entity_ids=["e2"])

    assert of("one", neighbours(passage("one", entity_ids=["e2"]), near, person)) == []


FORTY = "People at the company think that the project costs 40 million euros."
NINETY = "It costs not 40 million euros but 90 million euros, as good friends told her after a lot of summers."
DENIED = "The new project does not help the company, people think."
AFFIRMED = "She says the project can help the company, after years of work and a lot of good people."


@pytest.mark.parametrize(
    ("quotes", "names", "relations"),
    [
        ((FORTY, NINETY), ["e2"], ["contradicts"]),
        ((FORTY, NINETY), [], []),
        ((DENIED, AFFIRMED), ["e2"], []),
    ],
)
def test_different_figures_of_what_both_name_need_less(
    quotes: tuple[str, str], names: list[str], relations: list[str]
) -> None:
    one, other = passage("one", quotes[0], 1.0, entity_ids=names), passage("other", quotes[1], 0.4, entity_ids=names)

    found = neighbours(one, other)

    assert found["relation"].unique().to_list() == relations
    assert (found["similarity"] < float(settings()["least_similarity"])).all()


def test_of_several_that_say_the_same_words_one_is_related() -> None:
    same = [passage(f"same {at}", others(1)[0]["quote"], 0.9 - at / 100) for at in range(3)]

    assert of("one", neighbours(passage("one"), *same)) == ["same 0"]


def test_no_more_than_the_limit_are_given_the_surest_first() -> None:
    found = neighbours(passage("one"), *others(5), limit=3)

    mine = found.filter(pl.col("insight_id") == "one")
    assert mine.height == 3
    assert mine["similarity"].to_list() == sorted(mine["similarity"], reverse=True)


def test_one_show_fills_at_most_half_where_others_have_as_much_to_say() -> None:
    loud, quiet = others(5, show_id="loud")[:4], others(5)[4]

    found = of("one", neighbours(passage("one"), *loud, quiet, limit=4))

    assert found[2] == quiet["insight_id"]
    assert len(found) == 4
    assert len(of("one", neighbours(passage("one"), *loud, limit=4))) == 4


def test_where_there_is_nothing_to_compare_the_table_is_empty() -> None:
    assert neighbours(passage("one")).schema == NEIGHBOURS
    assert neighbours(passage("one")).is_empty()
    assert neighbours(passage("one"), day=DAY + timedelta(days=5)).is_empty()
