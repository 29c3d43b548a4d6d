"""Which sentences of a segment are read out from a quotation."""

from __future__ import annotations

import pytest

from assets.language.quotations import headings, read_out
from assets.language.sentences import split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Ida writes: "It leaks. The gates are old. Sell it." The town waits.', ["The gates are old.", "Sell it."]),
        ("Ida writes: “The lock leaks. The gates are old.” The town waits.", ["The gates are old."]),
        ('Ida says "sell it" to everybody. The town waits.', []),
        ('She went "The lock leaks and nobody closed the quote. The town waits.', []),
        ('The gate is 12" wide. The basin is 40" deep. The town waits.', []),
        ('"The lock leaks," says Ida. The town waits. "Sell it."', ['"Sell it.']),
        ("The owner of the lock: “It leaks.” The town waits.", ["The owner of the lock: “It leaks."]),
        ('The town waits. The "Gates leak more than locks do." Ida nods.', ['The "Gates leak more than locks do.']),
        ("Ida is plain. “The lock leaks. The gates are old.” So it goes.", ["“The lock leaks.", "The gates are old."]),
    ],
)
def test_what_is_nothing_but_a_closed_quotation_or_a_part_of_one_is_read_out(text: str, expected: list[str]) -> None:
    sentences = split(text)
    starts = read_out(text, sentences)

    assert [sentence.text.rstrip('"”') for sentence in sentences if sentence.start in starts] == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["I drain locks to catch eels", "That is what Ida writes.", "“So it goes.”"], {0}),
        (["Up to 21% of locks leak", "Who says so?"], {0}),
        (["the gates that we", "They leak.", "We know."], set()),
        (["The town waits for the lock", "Ida sold it"], set()),
        ([" ".join(["Gates"] * 16), "They leak."], set()),
        ([], set()),
    ],
)
def test_a_title_without_a_mark_at_its_end_is_a_heading_among_segments_that_have_marks(
    texts: list[str], expected: set[int]
) -> None:
    assert headings(texts) == expected
