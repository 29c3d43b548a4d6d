"""Learning which sentences the models need not read."""

from __future__ import annotations

import numpy as np
import pytest

from assets.language.claims import ClaimReader
from bench import kept_words
from bench.kept_words import Judged, chances_of, is_read, judged

CLAIM = "The port of Ostwick closed two of its four grain terminals last spring."


def test_a_sentence_is_read_that_has_marks_and_whose_score_the_words_leave_open() -> None:
    assert is_read(CLAIM)
    assert not is_read(CLAIM.removesuffix(".").lower())
    assert not is_read("Well, thank you so much for that.")


def test_a_margin_is_what_a_claim_has_over_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_words, "claim_is_sound", lambda _said, _possibly: 0.8)

    assert judged(CLAIM, ClaimReader(0.5, 0.8, 0.8, 0.2)).margin == pytest.approx(0)
    assert judged(CLAIM, ClaimReader(0.5, 0.9, 0.9, 0.2)).margin < 0
    assert judged(CLAIM, ClaimReader(2.0, 0.8, 0.8, 0.2)).margin == -np.inf


def test_the_chance_to_be_kept_is_even_at_the_threshold_and_none_below_the_score() -> None:
    assert chances_of([Judged("", 0.0), Judged("", -np.inf), Judged("", 40.0)]) == pytest.approx([0.5, 0, 1])
