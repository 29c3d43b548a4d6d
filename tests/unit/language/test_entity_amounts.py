"""Dates and sums: each case is a sentence with what is to be found marked, [words|LABEL]."""

from __future__ import annotations

import re

import pytest

from assets.language.entities.amounts import amounts

MARK = re.compile(r"\[([^|\]]+)\|([A-Z_]+)\]")


@pytest.mark.parametrize(
    "expected",
    [
        "It opened on [March 4, 2021|DATE] at noon.",
        "It opened on the [4th of March 2021|DATE] at noon.",
        "It opened in [March of 2021|DATE] at last.",
        "It opened in [June|DATE] at last.",
        "It opened in [2021|DATE], or in the [1990s|DATE].",
        "They reported it for [Q3 2024|DATE] only.",
        "They paid [$3 million|MONEY] for it.",
        "They paid [€2.5bn|MONEY], not [300 dollars|MONEY].",
        "It costs [$9.99|MONEY] a month.",
        "They paid [$500|MONEY], and then [$3 Million|MONEY] and [£20m|MONEY].",
        "They may march on, 2,000 strong, at 20.25 percent.",
        "Version 3.2021 has 1980x1080 pixels.",
        "We met yesterday, two weeks ago, for five minutes.",
    ],
)
def test_dates_on_a_calendar_and_sums_are_found_and_nothing_else(expected: str) -> None:
    text = MARK.sub(r"\1", expected)

    marked = text
    for start, end, label in sorted(amounts(text), reverse=True):
        marked = f"{marked[:start]}[{marked[start:end]}|{label}]{marked[end:]}"

    assert marked == expected
