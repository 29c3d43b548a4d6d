"""Why an insight is in a brief, in words."""

from __future__ import annotations

from typing import Any

from assets.brief.reasons import reasons_of
from tests.unit.brief.making import candidate


def test_every_high_part_of_the_score_is_a_reason() -> None:
    row = candidate("i1", corroboration=0.5, specificity=0.9)

    assert reasons_of(row, []) == ["other shows say so too", "gives names and numbers"]


def test_where_no_part_is_high_nothing_is_claimed() -> None:
    low: dict[str, Any] = {"salience": 0.65, "specificity": 0.1, "novelty": 0.7, "corroboration": 0.1}

    assert reasons_of(candidate("i1", **low, recency=0.2), []) == ["the best of what is left"]


def test_two_wishes_that_are_met_come_first() -> None:
    met = [("interest", "Marlow"), ("subject", "grain trade"), ("show", "Quay Notes")]

    assert reasons_of(candidate("i1", corroboration=0.5), met) == [  # type: ignore[arg-type]
        "about Marlow, an interest of yours",
        "on your subject: grain trade",
        "other shows say so too",
    ]
