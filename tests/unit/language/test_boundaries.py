"""Sentences in speech without punctuation."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.language import boundaries
from assets.language.boundaries import FEWEST_WORDS, MODEL, MOST_WORDS, cuts, scores
from assets.language.encoder import STRETCH, load_word_encoder

WORDS = st.lists(st.sampled_from(["the", "pump", "broke", "so", "and", "we", "um", "it's", "1931"]), max_size=120)


@given(WORDS)
def test_cuts_are_inside_in_order_and_no_sentence_is_too_long(words: list[str]) -> None:
    found = cuts(words)

    assert found == sorted(set(found))
    assert all(0 < place < len(words) for place in found)
    edges = [0, *found, len(words)]
    assert all(after - before <= MOST_WORDS for before, after in pairwise(edges))


@pytest.mark.parametrize("count", range(9))
def test_no_sentence_has_too_few_words_however_much_cutting_pays(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(boundaries, "scores", lambda words: np.ones(len(words), dtype=np.float32))

    edges = [0, *cuts(["crane"] * count), count]

    assert len(edges) - 1 == max(1, count // FEWEST_WORDS)
    assert all(after - before >= min(FEWEST_WORDS, count) for before, after in pairwise(edges))


def test_a_cut_is_made_where_a_sentence_clearly_begins() -> None:
    words = "they sold the old crane last year i think that they will build a new one in the spring".split()

    assert words.index("i") in cuts(words)


def test_every_word_has_a_score() -> None:
    assert scores(["well", "yes", "no"]).shape == (3,)
    assert scores(["well", "…", "no"]).shape == (3,)
    assert scores([]).shape == (0,)


def test_marks_and_case_change_nothing() -> None:
    assert scores(["Well,", "It’s", "late."]).tolist() == scores(["well", "it's", "late"]).tolist()


def test_a_long_text_is_read_in_stretches_that_see_what_is_around_them() -> None:
    words = "they sold the old crane last year i think that they will build a new one in the spring".split() * 12
    found = cuts(words)

    assert len(words) > 2 * STRETCH
    assert found.count(len(words) - 12) == 1
    assert len(load_word_encoder(MODEL)(words)) == len(words)
