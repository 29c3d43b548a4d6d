"""Which sentences the models need not read: their words leave them no chance to be kept."""

from __future__ import annotations

import pytest

from assets.language import claims
from assets.language.claims import ClaimReader
from assets.language.lexicon import data
from assets.language.prospects import has_prospects, kept_chance, kept_features

CLAIM = "The port of Ostwick closed two of its four grain terminals last spring."
CHATTER = "So I was like, you know, that was kind of what we wanted to do there with it."


def test_a_plain_claim_has_prospects_and_chatter_has_none() -> None:
    assert has_prospects(CLAIM)
    assert not has_prospects(CHATTER)


@pytest.mark.parametrize("sentence", [CLAIM, CHATTER, "No.", "", "¿?", "barge " * 400, "— “ — ”"])
def test_every_chance_is_a_share(sentence: str) -> None:
    assert 0 <= kept_chance(sentence) <= 1


def test_every_feature_has_a_weight() -> None:
    assert kept_features(CLAIM).keys() == data("weights")["kept"].keys() - {"from", "intercept"}


def test_features_tell_of_names_and_of_breaks() -> None:
    found = kept_features("Ostwick, Marlow, and Ems closed")

    assert found["opens_large"] == 1 > kept_features("ostwick closed")["opens_large"]
    assert found["log_capital_count"] == pytest.approx(1.0986, abs=1e-4)
    assert found["log_comma_count"] == pytest.approx(1.0986, abs=1e-4)


def test_the_models_never_read_what_has_no_prospects(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = ClaimReader(0.5, 0.9, 0.9, 0.2)
    monkeypatch.setattr(claims, "claim_score", lambda _sentence: pytest.fail("read by the model"))

    assert reader.score(CHATTER) == 0


def test_speech_without_marks_is_read_whatever_its_words_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = ClaimReader(0.5, 0.9, 0.9, 0.2)
    monkeypatch.setattr(claims, "has_prospects", lambda _sentence: pytest.fail("weighed"))
    monkeypatch.setattr(claims, "claim_score", lambda _sentence: 0.25)

    assert reader.score("the port of ostwick closed two of its four grain terminals last spring") == 0.25
