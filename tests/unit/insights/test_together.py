"""Two passages read together: the model's answer to a pair."""

from __future__ import annotations

from assets.insights.together import about_the_same, as_read

ONE = "The port of Ostwick closed two of its four grain terminals after the insurer left."
SAME = "Two of the four grain terminals in Ostwick's port are closed, for no insurer stayed."
OTHER = "Her grandmother painted small portraits of cats for the village fair."


def test_a_pair_is_read_in_one_order_whoever_asks() -> None:
    assert as_read(ONE, OTHER) == as_read(OTHER, ONE)
    assert about_the_same(ONE, OTHER) == about_the_same(OTHER, ONE)


def test_passages_about_one_thing_are_told_from_others() -> None:
    assert about_the_same(ONE, SAME) > 0 > about_the_same(ONE, OTHER)
