"""What a sentence says after "he says that"."""

from __future__ import annotations

import pytest

from assets.language.reporting import after_report


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("He says that the grid grows.", "the grid grows."),
        ("She argued the grid grows.", "the grid grows."),
        ("He walks that way home.", "He walks that way home."),
        ("Ida says that the grid grows.", "Ida says that the grid grows."),
        ("He says", "He says"),
    ],
)
def test_what_is_reported_is_told_from_who_reports_it(sentence: str, content: str) -> None:
    assert after_report(sentence) == content
