"""The claim score: a first reading of the words, and a second by the model of what that leaves open."""

from __future__ import annotations

import pytest

from assets.language import scoring
from assets.language.lexicon import data
from assets.language.scoring import claim_score, features, model_score, terms, word_score

CLAIM = "Marlow Freight moved 40 percent more grain than the railways did last year."
CHATTER = "Well, thank you so much for that, I am really glad we could do this."


def test_a_checkable_claim_is_worth_it_and_chatter_is_not() -> None:
    assert claim_score(CLAIM) >= 0.5 > claim_score(CHATTER)


@pytest.mark.parametrize("sentence", [CLAIM, CHATTER, "No.", "", "¿?", "barge " * 400])
def test_every_score_is_a_share(sentence: str) -> None:
    assert 0 <= claim_score(sentence) <= 1


def test_a_score_does_not_depend_on_what_was_read_before() -> None:
    first = claim_score(CLAIM)
    claim_score(CHATTER * 3)

    assert claim_score(CLAIM) == first


def test_the_model_never_reads_what_the_words_settle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "model_score", lambda _sentence: pytest.fail("read twice"))

    assert word_score(CHATTER) < data("weights")["read_again_from"]
    assert claim_score(CHATTER) == pytest.approx(word_score(CHATTER), abs=1e-4)


def test_what_the_words_leave_open_gets_the_score_of_the_model() -> None:
    assert word_score(CLAIM) >= data("weights")["read_again_from"]
    assert claim_score(CLAIM) == pytest.approx(model_score(CLAIM), abs=1e-4)


@pytest.mark.parametrize(("lower", "is_in_doubt"), [(-9.0, False), (9.0, False), (None, True)])
def test_upper_layers_read_on_only_where_the_lower_are_in_doubt(
    monkeypatch: pytest.MonkeyPatch, lower: float | None, is_in_doubt: bool
) -> None:
    encoder = HalfwayEncoder(_even_odds() if lower is None else lower)
    monkeypatch.setattr(scoring, "load_halved_encoder", lambda _folder: encoder)

    score = model_score(CLAIM)

    assert encoder.is_finished == is_in_doubt
    assert score == pytest.approx(0.0 if lower == -9.0 else 1.0, abs=0.01)


def _even_odds() -> float:
    """The output of the lower layers whose score is 0.5."""
    lower = data("weights")["lower"]
    return float(-lower["intercept"] / lower["slope"])


class HalfwayEncoder:
    """Says what it is told halfway, and something high at the end."""

    def __init__(self, lower: float) -> None:
        self.is_finished = False
        self._lower = lower

    def begin(self, _text: str) -> tuple[float, None]:
        return self._lower, None

    def finish(self, _states: None) -> float:
        self.is_finished = True
        return 9.0


def test_words_and_pairs_count_whatever_the_number_and_the_apostrophe() -> None:
    assert terms("It’s 1,200 barges") == terms("it's 7,5 barges")
    assert {"^ it's", "it's 0", "0 barges", "barges"} <= terms("It's 40 barges")


def test_every_feature_has_a_weight() -> None:
    assert features(CLAIM).keys() == data("weights")["words"].keys() - {"intercept"}


def test_features_tell_length_and_figures() -> None:
    assert features("Grain moved by 40 barges")["has_digit"] == features("Grain moved by barges")["is_short"] == 1
    assert features(CLAIM)["log_word_count"] > features("Grain moved by barges")["log_word_count"]
    assert features(CLAIM)["is_short"] == features(CHATTER)["has_digit"] == 0
