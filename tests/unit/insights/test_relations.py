"""What a pair of passages is called, and why."""

from __future__ import annotations

from typing import Any

import pytest

from assets.insights.likeness import settings
from assets.insights.relations import DUPLICATE, Likeness, relation_of
from assets.insights.schema import RELATIONS

RESTATES = float(settings()["least_closeness"]["restates"])
SUPPORTS = float(settings()["least_closeness"]["supports"])


def passage(quote: str = "The port of Ostwick grew.", modality: str = "asserted") -> dict[str, Any]:
    return {"quote": quote, "modality": modality}


def like(closeness: float = 0.0, words: float = 0.3) -> Likeness:
    return Likeness(similarity=0.9, closeness=closeness, words=words)


ONE = passage()
OTHER = passage("The harbour of Ostwick got bigger.")


@pytest.mark.parametrize(
    ("one", "other", "likeness", "relation"),
    [
        (ONE, passage("the port of Ostwick grew."), like(), "duplicate"),
        (ONE, OTHER, like(words=DUPLICATE), "duplicate"),
        (ONE, passage("Now. The port of Ostwick grew. So they say."), like(), "duplicate"),
        (ONE, OTHER, like(RESTATES), "restates"),
        (ONE, OTHER, like(SUPPORTS), "supports"),
        (ONE, passage("The harbour may grow.", "hedged"), like(RESTATES), "qualifies"),
        (passage(modality="predicted"), passage("The harbour may grow.", "hedged"), like(SUPPORTS), "supports"),
        (ONE, passage("The harbour will grow.", "predicted"), like(RESTATES), "restates"),
        (ONE, passage("The harbour grows only if it buys a crane."), like(RESTATES), "qualifies"),
        (
            passage("The port of Ostwick thrives."),
            passage("The port of Ostwick does not thrive."),
            like(),
            "contradicts",
        ),
        (ONE, OTHER, like(SUPPORTS - 0.01), "same_subject"),
    ],
)
def test_the_relation_follows_from_what_is_said_and_how_close_it_is(
    one: dict[str, Any], other: dict[str, Any], likeness: Likeness, relation: str
) -> None:
    name, explanation = relation_of(one, other, likeness, [])

    assert name == relation
    assert name in RELATIONS
    assert explanation.endswith(".")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The port of Ostwick will store 90 megawatt hours.", "The port of Ostwick will store 140 megawatt hours."),
        ("The port of Ostwick is worth the money.", "The port of Ostwick is not worth the money."),
    ],
)
def test_what_differs_in_a_figure_or_a_not_is_no_duplicate(one: str, other: str) -> None:
    assert relation_of(passage(one), passage(other), Likeness(1.0, 1.0, 1.0), [])[0] == "contradicts"
    assert relation_of(passage(one), passage(one), Likeness(1.0, 1.0, 1.0), [])[0] == "duplicate"


def test_the_explanation_names_what_both_speak_of_and_the_clash() -> None:
    one = passage("The crane of Ostwick lifts 300 tonnes of grain.")
    other = passage("The crane of Ostwick lifts 400 tonnes of grain.")

    _relation, explanation = relation_of(one, other, like(), ["Ostwick", "Marlow"])

    assert explanation == "Both speak of Marlow and Ostwick, with different figures: 300 tonnes and 400 tonnes."


def test_without_a_shared_name_the_explanation_rests_on_words() -> None:
    other = passage("Grain goes through a harbour that grew.")

    assert (
        relation_of(passage("The harbour stores grain."), other, like(), [])[1]
        == "Both speak of “harbour” and “grain”."
    )
    assert relation_of(ONE, passage("It rained."), like(), [])[1] == "They are near in meaning."
