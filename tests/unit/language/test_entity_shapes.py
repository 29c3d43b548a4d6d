"""Names by their shape."""

from __future__ import annotations

import pytest

from assets.language.entities.shapes import shaped

EVERYDAY = frozenset({"when", "yesterday", "the", "market"})


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Yesterday Daniel Obama came to town", [(1, 3, "PERSON")]),
        ("when the doctors of Calder Hospital struck", [(4, 6, "ORG")]),
        ("a man from Port Ellery crossed Mill Creek", [(3, 5, "GPE"), (6, 8, "GPE")]),
        # a listed name in the run: the list knows better
        ("so Ruby Okonjo said", []),
        # no first name, no word that says what it is
        ("then Ostwick Ferry left", []),
        # an everyday word is no last name
        ("the corner of Daniel Market there", []),
        ("nobody here is named", []),
    ],
)
def test_a_run_of_capitals_is_what_its_first_or_last_word_says(
    sentence: str, expected: list[tuple[int, int, str]]
) -> None:
    assert list(shaped(sentence.split(), EVERYDAY)) == expected
