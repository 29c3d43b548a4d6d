"""The sieve before the parser."""

from __future__ import annotations

import pytest

from assets.language.sieve import BUCKETS, features, may_be_claim


def test_features_are_numbers_of_the_table_and_each_stands_once() -> None:
    found = features("The old quay lost more than a third of its length, and the quay was not long.").tolist()

    assert len(set(found)) >= 0.95 * len(found)
    assert all(0 <= number < BUCKETS for number in found)


def test_features_do_not_depend_on_case_but_for_how_many_capitals_there_are() -> None:
    upper, lower = features("They Sold it."), features("they sold it.")

    assert len(set(lower.tolist()) ^ set(upper.tolist())) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Nvidia sold 40 percent more chips than AMD last year because the railways bought them.",
        "Most companies in the north pay more for a container than they did in 2019.",
    ],
)
def test_a_clear_claim_is_let_through(sentence: str) -> None:
    assert may_be_claim(sentence)


@pytest.mark.parametrize(
    "sentence", ["I was like, you know, whatever, we just went there.", "Yeah, I was, I was kind of."]
)
def test_chatter_is_held_back(sentence: str) -> None:
    assert not may_be_claim(sentence)
