"""Odds: how chances add up to a salience."""

from __future__ import annotations

import pytest

from assets.insights.odds import log_odds, salience_of, salience_of_shown, salience_with_title

SHARES = (0.0, 0.05, 0.2, 0.6, 1.0)


@pytest.mark.parametrize(
    "added", [salience_of, salience_with_title, lambda one, other: salience_of_shown(one, other, 0.3)]
)
def test_a_sum_grows_with_either_chance_and_stays_one(added: object) -> None:
    assert callable(added)
    by_first, by_second = [added(share, 0.3) for share in SHARES], [added(0.3, share) for share in SHARES]

    for found in (by_first, by_second):
        assert found == sorted(found)
        assert 0 < found[0] < found[-1] < 1


def test_salience_falls_with_the_chance_that_the_title_is_wrong() -> None:
    found = [salience_of_shown(0.5, 0.5, share) for share in SHARES]

    assert found == sorted(found, reverse=True)


def test_log_odds_are_even_at_a_half_and_finite_at_the_ends() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(0.9) == pytest.approx(-log_odds(0.1))
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))
