"""How alike two passages are: what is compared, and what is learned."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from assets.insights import vectors
from assets.insights.likeness import FEATURES, Entity, Profiles, features, index_rows, name_weight, settings, similarity
from assets.insights.schema import INDEX, PASSAGES
from assets.insights.terms import stem, terms, weight

ENTITIES = {"town": Entity("Ostwick"), "person": Entity("Ida Holm", is_person=True)}

DAY = date(2025, 3, 4)


def compared(*passages: tuple[str, list[str], list[str]], days_apart: int = 0) -> dict[str, float]:
    """What is compared of two passages, by name."""
    rows = [
        dict.fromkeys(PASSAGES)
        | {"insight_id": f"{at}", "published_on": DAY + timedelta(days=at * days_apart), "vector": [1.0, 0.0]}
        | {"quote": quote, "entity_ids": names, "numbers": numbers}
        for at, (quote, names, numbers) in enumerate(passages)
    ]
    indexed = index_rows(pl.DataFrame(rows, schema=PASSAGES), ENTITIES)
    assert indexed.schema == INDEX
    (given,) = features(Profiles.of(indexed), np.array([0]), np.array([1]), np.array([0.5], dtype=np.float32))
    return dict(zip(FEATURES, given.tolist(), strict=True))


def test_the_weights_were_learned_for_the_vectors_in_use() -> None:
    assert settings()["vectors"] == vectors.VERSION, "run `python -m bench.relation_thresholds` for the new model"


def test_the_same_words_names_and_numbers_are_wholly_shared() -> None:
    one = ("Barley barges reach the quay of Ostwick.", ["town"], ["40 barges"])

    found = compared(one, one)

    assert found == pytest.approx({"cosine": 0.5, "words": 1, "rare_words": 1, "names": 1, "numbers": 1, "nearness": 1})


def test_a_week_is_as_near_as_a_day_the_first_weeks_count_most_and_ten_years_are_as_far_as_any() -> None:
    same, week, month, year, ten, twenty = (
        compared(("A", [], []), ("B", [], []), days_apart=days)["nearness"] for days in (0, 7, 30, 365, 3650, 7300)
    )

    assert same == week == 1
    assert (week - month) / 23 > (month - year) / 335 > 0
    assert ten == twenty == pytest.approx(0, abs=1e-6)


def test_function_words_and_numbers_of_another_unit_are_nothing_in_common() -> None:
    found = compared(
        ("He was in the quay for 40 of them.", [], ["40 barges"]), ("He was in the barn.", [], ["40 cows"])
    )

    assert (found["words"], found["rare_words"], found["names"], found["numbers"]) == (0, 0, 0, 0)


def test_a_person_in_common_tells_less_than_a_place_and_nothing_as_a_word() -> None:
    person = compared(("Ida Holm rows.", ["person"], []), ("Ida Holm paints.", ["person"], []))

    assert person["words"] == 0
    assert name_weight(ENTITIES["person"]) < name_weight(ENTITIES["town"])


def test_more_in_common_makes_more_alike() -> None:
    assert all(value > 0 for value in settings()["similarity"]["weights"].values())
    little, much = similarity(np.array([[0.3] * len(FEATURES), [0.8] * len(FEATURES)], dtype=np.float32))
    assert 0 < little < much < 1


def test_a_rare_word_weighs_more_and_an_unknown_one_most() -> None:
    assert weight(stem("people")) < weight(stem("insulation")) < weight(stem("zyzzyva")) == 1


def test_forms_of_a_word_have_one_stem() -> None:
    assert terms("It heats the houses, heating a house.") == terms("heated house")
    assert stem("families") == stem("family")
