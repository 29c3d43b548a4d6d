"""The score: a logistic sum of named features."""

from __future__ import annotations

import math

import pytest

from assets.language.lexicon import data
from assets.language.scoring import claim_score


def test_without_features_the_score_is_the_intercept_s() -> None:
    assert claim_score({}) == pytest.approx(1 / (1 + math.exp(-data("weights")["intercept"])), abs=1e-4)


def test_a_feature_moves_the_score_in_the_direction_of_its_weight() -> None:
    for name, weight in data("weights").items():
        if name != "intercept":
            assert (claim_score({name: 1.0}) > claim_score({})) == (weight > 0), name


def test_every_score_is_a_share() -> None:
    everything = {name: 50.0 for name in data("weights") if name != "intercept"}

    assert 0 <= claim_score(everything) <= 1


def test_a_feature_without_a_weight_is_an_error_that_names_it() -> None:
    with pytest.raises(KeyError, match="has_trumpets"):
        claim_score({"has_trumpets": 1.0})
