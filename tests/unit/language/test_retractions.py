"""What a speaker takes back at once."""

from __future__ import annotations

import pytest

from assets.language.retractions import taken_back
from assets.language.sentences import split


@pytest.mark.parametrize(
    "following",
    [
        "Well, let me take that back.",
        "I take this back, the new ones hold.",
        "Actually, scratch that.",
        "No, wait, the new ones hold.",
        "Correction: the new ones hold.",
    ],
)
def test_what_the_next_sentence_takes_back_is_taken_back(following: str) -> None:
    first, second, *_rest = split(f"The locks of Marlow always leak. The town pays. {following}")

    assert taken_back(split(f"{first.text} {second.text} {following}")) == {second.start}


@pytest.mark.parametrize(
    "following",
    [
        "The town will take the lock back.",
        "No, wait times are long there.",
        "Correction officers work there.",
        "Let me take this back to the gates.",
    ],
)
def test_what_only_sounds_like_it_takes_nothing_back(following: str) -> None:
    assert taken_back(split(f"The locks of Marlow always leak. {following}")) == set()
