"""Suggestions by the beginning of a name."""

from __future__ import annotations

import pytest

from assets.brief.suggest import Names

NAMES = Names(
    [
        ("Marlow Freight", ["MF", "Marlow"], 9),
        ("Marlene Ode", [], 20),
        ("Ostwick", ["ostwick ltd"], 4),
        ("Free Marl", [], 1),
        ("Élan", [], 2),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("marl", ["Marlene Ode", "Marlow Freight", "Free Marl"]),
        ("MARLOW  f", ["Marlow Freight"]),
        ("mf", ["Marlow Freight"]),
        ("fre", ["Marlow Freight", "Free Marl"]),
        ("él", ["Élan"]),
        ("arlow", []),
        ("ltd", ["Ostwick"]),
        ("%", []),
        ("", []),
        ("  ", []),
    ],
)
def test_names_are_found_by_the_beginning_of_any_word_the_most_spoken_of_first(text: str, found: list[str]) -> None:
    assert NAMES.beginning(text, 8) == found


def test_no_more_are_suggested_than_asked_for() -> None:
    assert NAMES.beginning("m", 1) == ["Marlene Ode"]


def test_a_name_is_known_in_any_spelling() -> None:
    assert NAMES.known(" OSTWICK  ltd ") == "Ostwick"
    assert NAMES.known("Marl") is None
