"""The figures of a passage."""

from __future__ import annotations

from assets.insights.figures import figures_of


def test_hours_years_and_quantities_stand_in_the_order_of_the_text() -> None:
    sentences = ["By rail it takes an hour, but in 2030 it takes 20 minutes.", "The ferry takes half an hour."]

    assert [figure.text for figure in figures_of(sentences, [])] == ["an hour", "2030", "20 minutes", "half an hour"]
