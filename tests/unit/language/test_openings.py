"""Which sentences point back at one before."""

from __future__ import annotations

import pytest

from assets.language.openings import points_back


@pytest.mark.parametrize(
    "sentence",
    [
        "At the time, the council used Marlow barges.",
        "So at the time Ostwick had nine locks.",
        "Maybe back then the gates were made of oak.",
        "Since then, in Ostwick, barges go by night.",
        "The next year the harbour had forty cranes.",
        "On the other hand, Marlow only has wooden gates.",
        "Additionally, Marlow mends gates of steel now.",
        "I also have a lock that I keep in Ostwick.",
        "I've also been a pilot now for twenty years.",
        "There's also a harbour called Ostwick that has cranes.",
        "As you mentioned, Ostwick had nine locks.",
        "The mill calls itself a harbour, the word that you just used.",
    ],
)
def test_what_begins_with_a_time_that_was_told_or_adds_to_something_points_back(sentence: str) -> None:
    assert points_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "At the time of the flood the council used Marlow barges.",
        "In addition to barges, Marlow builds gates of steel.",
        "If you said no to Marlow, Marlow mended the gates anyway.",
        "As I said, Ostwick had nine locks.",
        "Marlow also mends gates of steel.",
        "I have a lock in Ostwick, and I also have a barge.",
        "In 1990, at the time, Ostwick had nine locks.",
        "The next lock of the harbour has forty cranes.",
        "There is a harbour called Ostwick that also has cranes.",
    ],
)
def test_what_says_its_time_and_adds_to_what_it_says_itself_does_not(sentence: str) -> None:
    assert not points_back(sentence)
