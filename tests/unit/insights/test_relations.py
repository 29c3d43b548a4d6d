"""What a pair of passages is called, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assets.insights.relations import DUPLICATE, RESTATES, SAME_CLAIM, relation_of
from assets.insights.schema import RELATIONS


def passage(
    quote: str = "The port grew.",
    numbers: Sequence[str] = (),
    polarity: str = "affirmative",
    modality: str = "asserted",
) -> dict[str, Any]:
    return {"quote": quote, "numbers": list(numbers), "polarity": polarity, "modality": modality}


ONE = passage()
OTHER = passage("The harbour got bigger.")
NAMES = ["Ostwick"]


@pytest.mark.parametrize(
    ("one", "other", "cosine", "shared", "relation"),
    [
        (ONE, passage("the port grew."), 0.1, [], "duplicate"),
        (ONE, OTHER, DUPLICATE, [], "duplicate"),
        (ONE, OTHER, RESTATES, [], "restates"),
        (ONE, OTHER, SAME_CLAIM, [], "supports"),
        (ONE, passage("It may grow.", modality="hedged"), SAME_CLAIM, [], "qualifies"),
        (passage(modality="predicted"), passage("It may grow.", modality="hedged"), SAME_CLAIM, [], "supports"),
        (ONE, passage("It shrank.", polarity="negative"), SAME_CLAIM, NAMES, "contradicts"),
        (passage(numbers=["3 ships"]), passage("More.", numbers=["4 ships"]), SAME_CLAIM, NAMES, "contradicts"),
        (ONE, OTHER, SAME_CLAIM - 0.01, NAMES, "same_subject"),
    ],
)
def test_the_relation_follows_from_words_nearness_and_shared_names(
    one: dict[str, Any], other: dict[str, Any], cosine: float, shared: list[str], relation: str
) -> None:
    name, explanation = relation_of(one, other, cosine, shared)

    assert name == relation
    assert name in RELATIONS
    assert explanation.endswith(".")


@pytest.mark.parametrize(
    ("cosine", "shared", "why"), [(SAME_CLAIM, [], "no shared name"), (SAME_CLAIM - 0.01, NAMES, "too far apart")]
)
def test_a_contradiction_needs_a_shared_name_and_nearness(cosine: float, shared: list[str], why: str) -> None:
    one = passage(numbers=["3 ships"])
    other = passage("It shrank.", numbers=["4 ships"], polarity="negative")

    assert relation_of(one, other, cosine, shared)[0] != "contradicts", why


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (["3 ships"], ["4 cranes"]),
        (["3 ships"], ["4 ships", "3 ships"]),
        (["40"], ["50"]),
        (["3 ships"], []),
    ],
)
def test_numbers_clash_only_where_a_unit_has_no_value_in_common(mine: list[str], theirs: list[str]) -> None:
    assert relation_of(passage(numbers=mine), passage("More.", numbers=theirs), SAME_CLAIM, NAMES)[0] == "supports"


def test_the_explanation_names_what_both_speak_of_and_the_clash() -> None:
    one, other = passage(numbers=["3 ships"]), passage("More.", numbers=["4 ships"])

    _relation, explanation = relation_of(one, other, SAME_CLAIM, ["Ostwick", "Marlow"])

    assert explanation == "Both speak of Marlow and Ostwick, with different numbers: 3 ships here, 4 ships there."


def test_without_a_shared_name_the_explanation_claims_none() -> None:
    assert relation_of(ONE, OTHER, SAME_CLAIM, [])[1] == "They are near in meaning; they point the same way."
