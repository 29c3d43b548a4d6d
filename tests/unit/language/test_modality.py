"""In what way a sentence asserts."""

from __future__ import annotations

import pytest

from assets.language.modality import modality_of, polarity_of


@pytest.mark.parametrize(
    ("sentence", "modality", "cue"),
    [
        ("The lock gates leak.", "asserted", None),
        ("The town should sell the lock.", "recommended", "should"),
        ("If the gates break, the basin drains.", "hypothetical", None),
        ("The basin would have drained.", "hypothetical", "would have"),
        ("The basin will drain.", "predicted", "will"),
        ("They are going to drain the basin.", "predicted", "are going to"),
        ("The basin might be empty.", "hedged", "might"),
        ("The gates used to leak.", "recalled", "used to"),
        ("Three years ago the gates were steel.", "recalled", "Three years ago"),
    ],
)
def test_a_cue_gives_the_modality(sentence: str, modality: str, cue: str | None) -> None:
    found, words = modality_of(sentence)

    assert found == modality
    if modality == "asserted":
        assert words is None
    else:
        assert words is not None
        assert words in sentence
    assert cue is None or words == cue


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The town should act, or the basin will drain.", "recommended"),
        ("If the gates break, the basin will drain.", "hypothetical"),
        ("The basin will probably drain.", "predicted"),
        ("Perhaps the gates used to leak.", "hedged"),
    ],
)
def test_of_several_cues_the_one_of_the_first_modality_wins(sentence: str, modality: str) -> None:
    assert modality_of(sentence)[0] == modality


@pytest.mark.parametrize("sentence", ["The mayor showed goodwill.", "The mighty gates hold.", "The dismay is real."])
def test_a_cue_within_a_word_is_none(sentence: str) -> None:
    assert modality_of(sentence) == ("asserted", None)


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("The gates leak.", "affirmative"),
        ("The gates do not leak.", "negative"),
        ("The gates don't leak.", "negative"),
        ("The gates don’t leak.", "negative"),
        ("Nobody mends the gates.", "negative"),
        ("The knot is noted in another log.", "affirmative"),
        ("The gates cannot hold.", "negative"),
    ],
)
def test_polarity_follows_the_negation(sentence: str, polarity: str) -> None:
    assert polarity_of(sentence) == polarity
