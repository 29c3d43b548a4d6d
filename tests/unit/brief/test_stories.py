"""What is new in a story that comes back."""

from __future__ import annotations

from typing import Any

import pytest

from assets.brief.stories import what_is_new
from tests.unit.brief.making import NAMES, candidate

TOLD = candidate("told", days_ago=3, numbers=["9 percent"], entity_ids=["e1"]) | {"against": ["later"]}


def new(**changes: Any) -> str | None:
    given = candidate("later", numbers=["9 percent"], entity_ids=["e1"]) | changes
    return what_is_new(given, [TOLD], NAMES)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"numbers": ["9 percent", "12 percent"]}, "a new number: 12 percent"),
        ({"numbers": ["1 a", "2 b", "3 c", "4 d"]}, "new numbers: 1 a, 2 b, 3 c"),
        ({"entity_ids": ["e1", "e2"]}, "now also about Ostwick"),
        ({"entity_ids": ["nameless"]}, None),
        ({"polarity": "negative"}, "what was affirmed is now denied"),
        ({"polarity": None}, None),
        (
            {"numbers": ["12 percent"], "entity_ids": ["e2"], "polarity": "negative"},
            "a new number: 12 percent; now also about Ostwick; what was affirmed is now denied",
        ),
    ],
)
def test_a_number_an_entity_or_a_stance_is_new(changes: dict[str, Any], expected: str | None) -> None:
    assert new(**changes) == expected


def test_all_that_was_told_of_the_story_counts() -> None:
    too = candidate("told too", days_ago=2, numbers=["12 percent"], polarity="negative") | {"against": []}
    both = [TOLD, too]

    assert what_is_new(candidate("later", numbers=["12 percent"]), both, NAMES) is None


def test_what_is_no_younger_than_what_was_told_is_not_new() -> None:
    assert new(numbers=["12 percent"], published_on=TOLD["published_on"]) is None


def test_a_not_that_contradicts_nothing_is_no_other_stance() -> None:
    assert what_is_new(candidate("later", polarity="negative"), [TOLD | {"against": []}], NAMES) is None


def test_a_stance_that_is_not_known_is_no_other_one() -> None:
    assert what_is_new(candidate("later", polarity="negative"), [TOLD | {"polarity": None}], NAMES) is None
