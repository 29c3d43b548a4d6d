"""Quantities, read from figures and words."""

from __future__ import annotations

import pytest

from assets.insights.quantities import quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell by 38 percent.", ["38 percent"]),
        ("It fell by 38%.", ["38 percent"]),
        ("They built 6,000 homes.", ["6000 homes"]),
        ("It cost $3.5 million.", ["3500000 dollars"]),
        ("It cost €20.", ["20 euros"]),
        ("It cost twenty-two million euros.", ["22000000 euros"]),
        ("They moved seventy five thousand tonnes.", ["75000 tonnes"]),
        ("Three years passed.", ["3 years"]),
    ],
)
def test_a_quantity_is_a_value_and_a_unit(text: str, expected: list[str]) -> None:
    assert quantities(text) == expected


def test_several_quantities_stand_in_order_and_each_once() -> None:
    assert quantities("It took 40 men 3 weeks, then another 40 men and 3 percent of the budget.") == [
        "40 men",
        "3 weeks",
        "3 percent",
    ]


def test_words_and_figures_of_one_amount_are_the_same_quantity() -> None:
    assert quantities("four hundred ships") == quantities("400 ships") == ["400 ships"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nobody counted the ships.",
        "It opened in 1999.",
        "One of the two, and the three of them.",
        "Anyone often tens.",
    ],
)
def test_years_and_bare_small_counts_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


def test_a_bare_count_above_twelve_is_one() -> None:
    assert quantities("There were 13.") == ["13"]
    assert quantities("There were 12.") == []
